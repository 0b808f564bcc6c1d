import type { DataOf, EventType, TypeOf } from './event.js'

/** What `evolve` may know of an event besides its data. */
export interface Recorded {
  readonly revision: bigint
  /** ISO instant at which it was recorded. */
  readonly recordedAt: string
  /** The day of `recordedAt` in Asia/Bangkok. */
  readonly day: string
  readonly actor: string
  readonly forPost?: string
}

/** One kind of stream: what happens in it and what its decisions need to remember. Pure. */
export interface Aggregate<S, E extends readonly EventType[]> {
  /** First part of the ids and, after the prefix, of the stream names: `<prefix><category>-<uuid>`. */
  readonly category: string
  readonly events: E
  readonly initial: S
  /**
   * What the decisions on the thing of the id hold to be so on a day: by id itself and its parts that are there then, each with facts under the names
   * of the view's columns. That the views show the same on every day is a property over all aggregates (test/properties).
   */
  readonly onDay?: (state: S, day: string, id: string) => Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly evolve: { readonly [K in E[number] as TypeOf<K>]: (state: S, data: DataOf<K>, recorded: Recorded) => S }
}

export type AnyAggregate = Aggregate<any, readonly EventType[]>
