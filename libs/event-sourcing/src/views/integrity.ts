import Database from 'better-sqlite3'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

/** What SQLite's own check finds wrong in a file; null where it is whole. Reads the whole file: about a second for 100 MB. */
export function whatIsWrongIn(file: string): string | null {
  let db: Database.Database | undefined
  try {
    db = new Database(file, { readonly: true, timeout: 10_000 })
    const found = db.pragma('integrity_check(1)', { simple: true }) as string
    return found === 'ok' ? null : found.split('\n')[0]!
  } catch (error) {
    return (error as Error).message
  } finally {
    db?.close()
  }
}

/** The same in a thread beside; null too where the signal aborts. */
export async function whatIsWrongBeside(file: string, signal: AbortSignal): Promise<string | null> {
  const thread = new Worker(new URL(import.meta.url), { workerData: { integrityOf: file } })
  const stop = () => void thread.terminate()
  signal.addEventListener('abort', stop)
  try {
    return await new Promise((resolve, reject) => {
      thread.once('message', resolve).once('error', reject)
      thread.once('exit', () => resolve(null))
    })
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

const { integrityOf } = (isMainThread ? {} : (workerData ?? {})) as { integrityOf?: string }
if (integrityOf !== undefined) parentPort!.postMessage(whatIsWrongIn(integrityOf))
