import { AppendTooLarge, EmptyAppend, MAX_APPEND_BYTES, type ExpectedRevision, type NewEvent } from './ports.js'

/** An event with its bodies as JSON text: what is stored is what was said as the append was called, whatever happens to the objects later. */
export interface WrittenEvent {
  readonly id: string
  readonly type: string
  readonly data: string
  readonly metadata: string
}

/** The revision before a stream's first event. */
export const BEFORE_FIRST = -1

/** What the rule asks of a stream. Revisions are numbers here: no stream of ours reaches 2^53. */
export interface StreamIds {
  /** Revision of the last event, `BEFORE_FIRST` of a stream without events. */
  readonly head: number
  /** The ids of the events after `revision`, in order, at most `count`. */
  idsAfter(revision: number, count: number): readonly string[]
  /** The revisions of the events with this id, ascending. */
  revisionsOf(id: string): readonly number[]
}

/** To append after the head, to answer as an earlier append of the same ids was answered, or to refuse. */
export type Verdict = 'append' | 'conflict' | { readonly firstResult: number }

/**
 * EventStoreDB's rule, as recorded from a real server (../fixtures). At the head the append happens, whatever the ids. Behind the head
 * the same ids in the same order right after the expected revision give the first result. All else is a conflict. Bodies are not compared.
 * With `'any'` and `'stream-exists'` the ids are looked for in the whole stream; a real server looks only as far back as it remembers.
 */
export function judgeAppend(ids: readonly string[], expected: ExpectedRevision, stream: StreamIds): Verdict {
  if (expected === 'any' || expected === 'stream-exists') {
    if (expected === 'stream-exists' && stream.head === BEFORE_FIRST) return 'conflict'
    const starts = stream.revisionsOf(ids[0]!)
    const start = starts.find((revision) => standsAfter(revision - 1, ids, stream))
    if (start !== undefined) return { firstResult: start + ids.length - 1 }
    return starts.length === 0 ? 'append' : 'conflict'
  }
  const revision = expected === 'no-stream' ? BEFORE_FIRST : Number(expected)
  if (revision === stream.head) return 'append'
  if (revision < stream.head && standsAfter(revision, ids, stream)) return { firstResult: revision + ids.length }
  return 'conflict'
}

function standsAfter(revision: number, ids: readonly string[], stream: StreamIds): boolean {
  if (revision + ids.length > stream.head) return false
  const recorded = stream.idsAfter(revision, ids.length)
  return ids.every((id, index) => id === recorded[index])
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/**
 * The events as they are to be written.
 * @throws EmptyAppend, AppendTooLarge; RangeError for what no caller may send: a foreign stream, a negative revision, an id that is no lower-case UUID
 */
export function writeEvents(
  prefix: string,
  stream: string,
  expected: ExpectedRevision,
  events: readonly NewEvent[],
): readonly WrittenEvent[] {
  checkStream(prefix, stream)
  if (typeof expected === 'bigint' && expected < 0n)
    throw new RangeError(`the expected revision of ${stream} is ${expected}: for a new stream say 'no-stream'`)
  if (events.length === 0) throw new EmptyAppend(stream)
  let characters = 0
  const written = events.map(({ id, type, data, metadata }) => {
    if (!UUID.test(id)) throw new RangeError(`the event id ${id} for ${stream} is no lower-case UUID, and EventStoreDB takes no other`)
    const event = { id, type, data: JSON.stringify(data), metadata: JSON.stringify(metadata) }
    characters += event.data.length + event.metadata.length
    return event
  })
  // A character is at most three bytes: only a large append is counted exactly.
  if (characters * 3 >= MAX_APPEND_BYTES) {
    const bytes = written.reduce((sum, { data, metadata }) => sum + Buffer.byteLength(data) + Buffer.byteLength(metadata), 0)
    if (bytes >= MAX_APPEND_BYTES) throw new AppendTooLarge(stream, bytes)
  }
  return written
}

/** @throws RangeError when the stream is not one of this store's */
export function checkStream(prefix: string, stream: string): void {
  if (!stream.startsWith(prefix)) throw new RangeError(`the stream ${stream} does not begin with ${prefix}, the prefix of this store`)
}
