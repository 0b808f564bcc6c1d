/** What SQLite's errors mean, and how long a lock of another process is waited for: the same for every file of ours. */
import { statfsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { StoreFull, StoreUnavailable, StoreUnusable } from '../ports.js'

/** A lock of another process is tried again after so many milliseconds. */
export const LOCK_RETRY_MS = 1

/** Repeats a step that met a lock of another process, for at most `lockMs` milliseconds, without holding the event loop. @throws the last error */
export async function whenFree<Result>(lockMs: number, step: () => Result): Promise<Result> {
  for (const until = performance.now() + lockMs; ; await sleep(LOCK_RETRY_MS)) {
    try {
      return step()
    } catch (error) {
      if (!isBusy(error) || performance.now() > until) throw error
    }
  }
}

/** Whether SQLite's error means that the disk of the file is full: it tells so, or that it could not write where no block is free. */
export function isOfAFullDisk(error: unknown, file: string): boolean {
  const code = sqliteCode(error)
  return code === 'SQLITE_FULL' || (code.startsWith('SQLITE_IOERR') && statfsSync(file).bavail === 0)
}

/** By the code alone: the native library throws one class of errors a process, and that of another realm (a worker's, a test's) is not ours. */
export function sqliteCode(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown }
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : ''
}

export const isBusy = (error: unknown) => /^SQLITE_(BUSY|PROTOCOL)/.test(sqliteCode(error))

/** What an error of SQLite means to whoever uses the store. Only a commit that broke off may yet turn out stored. */
export function storeError(error: unknown, file: string, committing = false): Error {
  const code = sqliteCode(error)
  const { message } = error as Error
  if (code === '') return error as Error
  const told = `${file}: ${message} (${code})`
  if (isBusy(error)) return new StoreUnavailable(`another process keeps ${file} locked`, false, { cause: error })
  if (isOfAFullDisk(error, file))
    return new StoreFull(`the disk is full: ${file} (${code})`, committing && code !== 'SQLITE_FULL', { cause: error })
  if (code === 'SQLITE_NOTADB') return new StoreUnusable(`${file} is not an SQLite database, or is damaged`, { cause: error })
  if (code.startsWith('SQLITE_CORRUPT')) return new StoreUnusable(`${file} is damaged: restore it from a backup`, { cause: error })
  if (/^SQLITE_(CANTOPEN|READONLY|PERM|AUTH|ERROR)/.test(code)) {
    return new StoreUnusable(`${told}: check what it is and that it may be read and written`, { cause: error })
  }
  return new StoreUnavailable(told, committing, { cause: error })
}
