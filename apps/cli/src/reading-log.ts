import { type EventStore, type RecordedEvent, StoreUnusable, StreamNotFound } from '@prasan/event-store'
import { CHAIN_BEGINS, type Registry, UnreadableEvent, chained } from '@prasan/event-sourcing'
import { LogSealed, RECORD } from '@prasan/record'
import type { Witness } from './witness.js'

export interface LogReport {
  readonly events: number
  readonly streams: number
  /** Digests of the files that it says are attached. */
  readonly attached: ReadonlySet<string>
  /** Of the chain over every event in the order of the log; the same for the same log in any store. */
  readonly root: string
  /** The log number through which the log is sealed; 0 where it is not. */
  readonly sealed: number
  /** What stands otherwise than a seal or the views of this node say, or has a gap: the log itself is damaged. */
  readonly damage: readonly string[]
  /** Events that this version cannot read, as another application's: they are kept as they are. */
  readonly unreadable: readonly string[]
}

const PROBLEMS_SHOWN = 100

/**
 * Reads every event through the registry and checks that each stream's revisions follow each other without a gap, that the log is what
 * its seals and those kept elsewhere say (roots by log number), and what the witnesses have seen.
 */
export async function readLog(
  store: EventStore,
  registry: Registry,
  progress: (events: number) => void,
  { witnesses = [], kept = new Map() }: { readonly witnesses?: readonly Witness[]; readonly kept?: ReadonlyMap<number, string> } = {},
): Promise<LogReport> {
  const next = new Map<string, bigint>()
  const attached = new Set<string>()
  const damage: string[] = []
  const unreadable: string[] = []
  const found = (among: string[], problem: string) => void (among.length < PROBLEMS_SHOWN && among.push(problem))
  /** Roots by log number, each until it has been compared. */
  const seals = new Map([...(await sealsIn(store, registry)), ...kept])
  const said = Math.max(...seals.keys(), 0)
  let sealed = 0
  let broken = false
  let events = 0
  let root = CHAIN_BEGINS
  for await (const event of untilDamaged(store, (reason) => damage.push(`the log cannot be read after number ${events}: ${reason}`))) {
    const { stream, revision, data } = event
    root = chained(root, ++events, event)
    for (const witness of witnesses) witness.hear(events, event, root)
    const seal = seals.get(events)
    if (seal !== undefined && !broken) {
      if (seal === root) sealed = events
      else found(damage, otherThanSealed(sealed, events))
      broken = seal !== root
    }
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
    progress(events)
  }
  if (said > events) damage.unshift(`the log ends with number ${events}, and a seal covers it through ${said}: its end was cut off`)
  damage.unshift(...new Set(witnesses.flatMap((witness) => witness.difference(events) ?? [])))
  return { events, streams: next.size, attached, root, sealed, damage, unreadable }
}

const otherThanSealed = (sealed: number, through: number) =>
  `the log is not what was sealed through number ${through}: one of the events from number ${sealed + 1} to ${through}, or the seal itself, was altered`

async function sealsIn(store: EventStore, registry: Registry): Promise<Map<number, string>> {
  const seals = new Map<number, string>()
  for await (const { type, data } of eventsOf(store, registry.streamOf(RECORD))) {
    const { through, root } = data
    if (type === LogSealed.type && Number.isInteger(through)) seals.set(through as number, root as string)
  }
  return seals
}

/** Every event, as far as the file of the log can be read. */
async function* untilDamaged(store: EventStore, told: (reason: string) => void): AsyncIterable<RecordedEvent> {
  try {
    yield* store.readAll()
  } catch (error) {
    if (!(error instanceof StoreUnusable)) throw error
    told(error.reason)
  }
}

async function* eventsOf(store: EventStore, stream: string): AsyncIterable<RecordedEvent> {
  try {
    yield* store.readStream(stream)
  } catch (error) {
    if (!(error instanceof StreamNotFound || error instanceof StoreUnusable)) throw error
  }
}
