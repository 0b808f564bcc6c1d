import { randomInt } from 'node:crypto'

export interface Proposed {
  readonly id: string
  readonly type: string
  readonly contentType: string
  readonly data: Uint8Array
  readonly metadata: Uint8Array
}

export interface Kept extends Proposed {
  readonly stream: string
  readonly revision: bigint
  /** Commit and prepare position; they grow as a file grows, not by one. */
  readonly position: bigint
}

export type Expected = 'any' | 'no_stream' | 'stream_exists' | bigint
export type Refused =
  { readonly is: 'wrong'; readonly actual: bigint | 'no_stream' } | { readonly is: 'deleted' } | { readonly is: 'too-large' }
export type Placed = { readonly is: 'placed'; readonly revision: bigint; readonly position: bigint | undefined }

export const MOST_BYTES = 1_048_576

interface Stream {
  readonly events: Kept[]
  deleted: 'not' | 'for good'
  /** Events before it are no longer read: a soft delete. */
  from: number
}

/** What the double keeps. It outlives the server in front of it, as a disk does, and several servers may share it, as a cluster does. */
export class Log {
  readonly all: Kept[] = []
  private readonly streams = new Map<string, Stream>()
  private readonly listeners = new Set<() => void>()
  private position = 1_000n

  stream(name: string): Stream | undefined {
    return this.streams.get(name)
  }

  append(name: string, expected: Expected, events: readonly Proposed[]): Placed | Refused {
    const held = this.streams.get(name) ?? { events: [], deleted: 'not' as const, from: 0 }
    if (held.deleted === 'for good') return { is: 'deleted' }
    if (events.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0) >= MOST_BYTES) return { is: 'too-large' }
    const head = held.events.length - 1
    const gone = held.from > head // never written, or softly deleted
    const wrong: Refused = { is: 'wrong', actual: head < 0 ? 'no_stream' : BigInt(head) }
    const repeated = (after: number) => events.every(({ id }, index) => held.events[after + 1 + index]?.id === id)
    const first = (after: number): Placed => {
      const last = held.events[after + events.length]!
      return { is: 'placed', revision: last.revision, position: gone ? undefined : last.position }
    }
    if (events.length === 0) return { is: 'placed', revision: head < 0 ? 0n : BigInt(head), position: undefined }
    if (typeof expected === 'bigint' || expected === 'no_stream') {
      const at = expected === 'no_stream' ? -1 : Number(expected)
      if (at !== head) {
        if (at < head && repeated(at)) return first(at)
        if (!(expected === 'no_stream' && gone)) return wrong
      }
    } else {
      if (expected === 'stream_exists' && head < 0) return wrong
      const places = held.events.flatMap(({ id }, index) => (id === events[0]!.id ? [index - 1] : []))
      const place = places.find((after) => repeated(after))
      if (place !== undefined) return first(place)
      if (places.length > 0) return wrong
    }
    this.streams.set(name, held)
    for (const event of events) {
      this.position += BigInt(event.data.length + event.metadata.length + 120 + randomInt(40))
      const kept = { ...event, stream: name, revision: BigInt(held.events.length), position: this.position }
      held.events.push(kept)
      this.all.push(kept)
    }
    this.ring()
    const last = held.events.at(-1)!
    return { is: 'placed', revision: last.revision, position: last.position }
  }

  delete(name: string, expected: bigint, forGood: boolean): { readonly is: 'placed' } | Refused {
    const held = this.streams.get(name)
    if (held?.deleted === 'for good') return { is: 'deleted' }
    const head = BigInt((held?.events.length ?? 0) - 1)
    if (!held || head !== expected) return { is: 'wrong', actual: head < 0n ? 'no_stream' : head }
    if (forGood) held.deleted = 'for good'
    else held.from = held.events.length
    return { is: 'placed' }
  }

  /** Index of the first event after the position. */
  after(position: bigint): number {
    let low = 0
    let high = this.all.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.all[middle]!.position <= position) low = middle + 1
      else high = middle
    }
    return low
  }

  ring(): void {
    for (const heard of this.listeners) heard()
  }

  listen(heard: () => void): () => void {
    this.listeners.add(heard)
    return () => this.listeners.delete(heard)
  }
}
