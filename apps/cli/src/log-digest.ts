import type { EventStore } from '@prasan/event-store'
import { type Registry, UnreadableEvent, canonical } from '@prasan/event-sourcing'
import { createHash } from 'node:crypto'

export interface LogReport {
  readonly events: number
  readonly streams: number
  /** Digests of the files that it says are attached. */
  readonly attached: ReadonlySet<string>
  /** SHA-256 over every event in the order of the log; the same for the same log in any store. */
  readonly digest: string
  /** Gaps in streams: the log itself is damaged. */
  readonly damage: readonly string[]
  /** Events that this version cannot read, as another application's: they are kept as they are. */
  readonly unreadable: readonly string[]
}

const PROBLEMS_SHOWN = 100

/** Reads every event through the registry and checks that each stream's revisions follow each other without a gap. */
export async function readLog(store: EventStore, registry: Registry, progress: (events: number) => void): Promise<LogReport> {
  const hash = createHash('sha256')
  const next = new Map<string, bigint>()
  const attached = new Set<string>()
  const damage: string[] = []
  const unreadable: string[] = []
  const found = (among: string[], problem: string) => void (among.length < PROBLEMS_SHOWN && among.push(problem))
  let events = 0
  for await (const event of store.readAll()) {
    const { stream, revision, id, type, data, metadata } = event
    const expected = next.get(stream) ?? 0n
    if (revision !== expected) found(damage, `${stream}: revision ${revision} where ${expected} should be`)
    next.set(stream, revision + 1n)
    try {
      registry.read(event)
    } catch (error) {
      if (!(error instanceof UnreadableEvent)) throw error
      found(unreadable, error.message)
    }
    const { file } = data
    if (typeof file === 'string' && file.startsWith('file-')) attached.add(file.slice('file-'.length))
    hash.update(canonical([stream, Number(revision), id, type, data, metadata])).update('\n')
    progress(++events)
  }
  return { events, streams: next.size, attached, digest: hash.digest('hex'), damage, unreadable }
}
