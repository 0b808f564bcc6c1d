/** What was decided goes to the store, all that is of one stream in one append. */
import { type EventAppender, MAX_APPEND_BYTES, type NewEvent, WrongExpectedRevision } from '@prasan/event-store'
import type { Handling } from '@prasan/event-sourcing'
import { setImmediate as nextTick } from 'node:timers/promises'
import type { ImportOptions } from './report.js'
import type { PendingKeys, StreamState } from './overlay.js'

const STREAMS_AT_ONCE = 64
const MAX_EVENTS = 1_000

/** Stream by stream in the order decided, few at a time: the store bounds each commit, and a running API gets its turn between them. */
export async function appendAll(
  on: Pick<Handling, 'registry' | 'keys'> & { readonly store: EventAppender },
  streams: readonly StreamState[],
  keys: PendingKeys,
  { progress }: ImportOptions,
): Promise<{ conflicts: string[]; position: bigint | null }> {
  const conflicts: string[] = []
  let position: bigint | null = null
  for (let at = 0; at < streams.length; at += STREAMS_AT_ONCE) {
    const some = streams.slice(at, at + STREAMS_AT_ONCE)
    const people = some.filter(({ aggregate }) => aggregate.category === 'person')
    await on.keys.prepare(
      people.map(({ id }) => id),
      new Set(people.filter(({ stored }) => stored !== null).map(({ id }) => id)),
    )
    const appended = await Promise.all(
      some.map(async (stream) => {
        try {
          return await append(on, stream, keys)
        } catch (error) {
          if (!(error instanceof WrongExpectedRevision)) throw error
          conflicts.push(stream.id)
          return null
        }
      }),
    )
    for (const reached of appended) if (reached !== null && (position === null || reached > position)) position = reached
    progress?.('recording', at + some.length, streams.length)
    await nextTick()
  }
  return { conflicts, position }
}

/** All that was decided for a stream in one append; in several, one after the other, where the store takes no more at once. */
async function append(
  on: Pick<Handling, 'registry'> & { readonly store: EventAppender },
  stream: StreamState,
  keys: PendingKeys,
): Promise<bigint> {
  const name = on.registry.streamOf(stream.id)
  const events = stream.pending.map((event) => keys.sealed(event, stream.id, on.registry.events.get(event.type)!.personal))
  let expected = stream.stored
  let position = 0n
  for (const some of bounded(events)) {
    const appended = await on.store.append(name, expected ?? 'no-stream', some)
    expected = appended.revision
    position = appended.position
  }
  return position
}

function* bounded(events: readonly NewEvent[]): Generator<readonly NewEvent[]> {
  let some: NewEvent[] = []
  let bytes = 0
  for (const event of events) {
    const size = events.length === 1 ? 0 : Buffer.byteLength(JSON.stringify(event.data)) + Buffer.byteLength(JSON.stringify(event.metadata))
    if (some.length > 0 && (some.length >= MAX_EVENTS || bytes + size > MAX_APPEND_BYTES)) {
      yield some
      some = []
      bytes = 0
    }
    some.push(event)
    bytes += size
  }
  yield some
}
