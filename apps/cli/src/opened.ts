import { type Configuration, type Runtime, configurationFrom, openRuntime } from '@prasan/api'
import Database from 'better-sqlite3'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Progress } from './progress.js'

/** The configuration of the environment, without the demonstration. */
export const configuration = (): Configuration => ({ ...configurationFrom(process.env), demo: false })

/** So that a data folder named wrongly is not begun as an empty one. @throws Error when it holds no store */
export function requireStore({ eventStore, dataDir }: Pick<Configuration, 'eventStore' | 'dataDir'>): void {
  if (eventStore === 'sqlite' && !existsSync(join(dataDir, 'events.db')))
    throw new Error(`there is no event store in ${dataDir}: set PRASAN_DATA_DIR`)
}

/** How far the log goes, in positions; null where the store cannot tell beforehand. */
export function headOf({ eventStore, dataDir }: Pick<Configuration, 'eventStore' | 'dataDir'>): bigint | null {
  if (eventStore !== 'sqlite') return null
  const db = new Database(join(dataDir, 'events.db'), { readonly: true })
  try {
    return db.prepare<[], bigint>('select coalesce(max(position), 0) from event').safeIntegers().pluck().get()!
  } finally {
    db.close()
  }
}

/**
 * Runs with the same store, keys and views as the API, which may run beside it: the views are brought to the end of the log first, and follow
 * until the work is done. Process managers stay with the API.
 */
export async function withRuntime<R>(on: Configuration, work: (runtime: Runtime) => Promise<R>): Promise<R> {
  const runtime = await openRuntime(on)
  try {
    return await viewsAtTheEnd(runtime, headOf(on), work)
  } finally {
    await runtime.close()
  }
}

/** Brings the views of an open store to the end of its log, which they follow until the work is done. */
export async function viewsAtTheEnd<R>(runtime: Runtime, head: bigint | null, work: (runtime: Runtime) => Promise<R> | R): Promise<R> {
  const stop = new AbortController()
  try {
    const following = followUntilCaughtUp(runtime, head, stop.signal)
    await following.caughtUp
    const result = await work(runtime)
    stop.abort()
    await following.ended
    return result
  } finally {
    stop.abort()
  }
}

function followUntilCaughtUp({ views, store }: Runtime, head: bigint | null, signal: AbortSignal) {
  const progress = new Progress('views')
  let tell = () => {}
  const reached = new Promise<void>((resolve) => (tell = resolve))
  let told = false
  const ended = views.follow(store, signal, (events) => {
    if (told) return
    progress.show(events, head === null ? null : Number(head))
    if (!views.caughtUp) return
    told = true
    progress.end(events)
    tell()
  })
  return { caughtUp: Promise.race([reached, ended]), ended }
}
