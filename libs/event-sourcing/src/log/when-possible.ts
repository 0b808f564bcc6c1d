import { isBusy, sqliteCode } from '@prasan/event-store'
import type Database from 'better-sqlite3'
import { setTimeout as sleep } from 'node:timers/promises'

const isPassing = (error: unknown): error is Error => /^SQLITE_(BUSY|FULL|IOERR|NOMEM)/.test(sqliteCode(error))

/**
 * Writes to the file, as often as it takes while another process writes it or the disk is full, without holding the event loop:
 * SQLite itself waits for nobody. `waits` is told what for, and null once it is done. Null when aborted.
 */
export async function whenPossible<R>(
  db: Database.Database,
  step: () => R,
  signal: AbortSignal,
  waits: (reason: Error | null) => void,
): Promise<R | null> {
  for (let pause = 2; ; pause = Math.min(pause * 2, 1_000)) {
    try {
      const result = withoutWaiting(db, step)
      waits(null)
      return result
    } catch (error) {
      if (!isPassing(error)) throw error
      waits(error)
    }
    await sleep(pause, undefined, { signal }).catch(() => {})
    if (signal.aborted) return null
  }
}

function withoutWaiting<R>(db: Database.Database, step: () => R): R {
  db.pragma('busy_timeout = 0')
  try {
    return step()
  } finally {
    db.pragma('busy_timeout = 10000')
  }
}

/**
 * Keeps the database with a write-ahead log. Of two processes that begin this at once SQLite refuses one without waiting, whatever its
 * timeout, so it is tried again. It blocks: only for opening, before anything is served.
 */
export function keepWithWriteAheadLog(db: Database.Database, longestMs = 10_000): void {
  const pause = new Int32Array(new SharedArrayBuffer(4))
  for (let waited = 0; ; waited += LOCK_RETRY_MS) {
    try {
      return void db.pragma('journal_mode = WAL')
    } catch (error) {
      if (!isBusy(error) || waited >= longestMs) throw error
      Atomics.wait(pause, 0, 0, LOCK_RETRY_MS)
    }
  }
}
const LOCK_RETRY_MS = 5
