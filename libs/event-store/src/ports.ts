/**
 * The three ports of the event store, and the errors every adapter answers with.
 * All adapters pass the same contract suite (./contract-suite), which replays what a real EventStoreDB answered.
 */

/** A place in the whole log. Totally ordered; opaque outside the adapters: compare it, hand it back, never compute with it. */
export type Position = bigint

/**
 * What the appender believes of the stream. A bigint is the revision of its last event (the first event has revision 0).
 * `'any'` gives up the check and is for tools only.
 */
export type ExpectedRevision = 'no-stream' | 'stream-exists' | 'any' | bigint

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

export interface NewEvent {
  /** A UUID; an append repeated with the same ids is recognised by them (see ./append-rule.ts). */
  readonly id: string
  readonly type: string
  readonly data: JsonObject
  readonly metadata: JsonObject
}

/** An event as the store holds it. */
export interface RecordedEvent extends NewEvent {
  readonly stream: string
  readonly revision: bigint
  readonly position: Position
  /** Why data or metadata is no JSON object, when a foreign hand wrote it; both are then empty. */
  readonly unreadable?: string
}

export interface Appended {
  /** Revision of the last event of the append. */
  readonly revision: bigint
  /** Position of the last event of the append. */
  readonly position: Position
}

export interface EventAppender {
  /**
   * Appends all events or none. Answered means durable. An append repeated with the same ids gives the first result.
   * @throws WrongExpectedRevision, AppendTooLarge, EmptyAppend, StreamDeleted, StoreUnavailable
   */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended>
}

export interface StreamRead {
  /** First revision to read; forwards from the start, backwards from the end when absent. */
  readonly from?: bigint
  readonly backwards?: boolean
  /** At most so many events. */
  readonly limit?: number
}

export interface EventReader {
  /**
   * The events of one stream, fetched page by page. A range beyond the end is empty.
   * @throws StreamNotFound, StreamDeleted, StoreUnavailable
   */
  readStream(stream: string, options?: StreamRead): AsyncIterable<RecordedEvent>
  /** All events of our prefix in log order, `from` included, fetched page by page. */
  readAll(options?: { readonly from?: Position; readonly limit?: number }): AsyncIterable<RecordedEvent>
  /** About how many events the log holds, to show how far something has come; absent where the store cannot tell cheaply. */
  approximateSize?(): Promise<number>
}

/** One step of a subscription. Events, checkpoint and caught-up travel together, so none can overtake another. */
export interface Page {
  /** In log order; may be empty, when only the checkpoint moved or the end was reached. */
  readonly events: readonly RecordedEvent[]
  /** The log has been read up to here: resume with `after: position`. */
  readonly position: Position
  /** True when nothing more was in the log as this page was made. */
  readonly caughtUp: boolean
}

export interface EventSubscriber {
  /**
   * Every event of our prefix after `after` (from the start when absent), then those to come, until the signal aborts.
   * Never ends by itself and never throws for a passing fault: it backs off and resumes from the last page handed on.
   */
  subscribe(options: { readonly after?: Position; readonly signal: AbortSignal; readonly pageSize?: number }): AsyncIterable<Page>
}

export interface EventStore extends EventReader, EventAppender, EventSubscriber {
  /** All streams that this store reads and writes begin with it. */
  readonly prefix: string
  /** Null when the store answers; otherwise why it does not, for health and logs. */
  health(): Promise<string | null>
  close(): Promise<void>
}

/** One append's data and metadata together stay below it, in bytes of UTF-8 JSON: EventStoreDB's own limit, kept by every adapter. */
export const MAX_APPEND_BYTES = 1_048_576

export abstract class EventStoreError extends Error {
  abstract readonly code: string
  override get name() {
    return this.constructor.name
  }
}

export class WrongExpectedRevision extends EventStoreError {
  readonly code = 'WrongExpectedRevision'
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: bigint | 'no-stream',
  ) {
    super(`${stream} was expected at ${expected} and is at ${actual}: load it again and decide anew`)
  }
}

export class AppendTooLarge extends EventStoreError {
  readonly code = 'AppendTooLarge'
  constructor(
    readonly stream: string,
    readonly bytes: number,
  ) {
    super(`an append of ${bytes} bytes to ${stream} is not below the limit of ${MAX_APPEND_BYTES}: split it or store the text as a file`)
  }
}

export class EmptyAppend extends EventStoreError {
  readonly code = 'EmptyAppend'
  constructor(readonly stream: string) {
    super(`an append to ${stream} without events was refused: EventStoreDB would answer revision 0 and store nothing`)
  }
}

export class StreamNotFound extends EventStoreError {
  readonly code = 'StreamNotFound'
  constructor(readonly stream: string) {
    super(`there is no stream ${stream}`)
  }
}

export class StreamDeleted extends EventStoreError {
  readonly code = 'StreamDeleted'
  constructor(readonly stream: string) {
    super(`the stream ${stream} was deleted in the event store for good; Prasan never does that`)
  }
}

export class StoreUnavailable extends EventStoreError {
  readonly code: string = 'StoreUnavailable'
  constructor(
    readonly reason: string,
    /** True when an append may or may not have been stored: repeat it with the same ids to learn which. */
    readonly outcomeUnknown: boolean,
    options?: ErrorOptions,
  ) {
    super(`the event store is not available: ${reason}`, options)
  }
}

/** Nothing is stored until there is room on the disk again; what is stored is read as before. */
export class StoreFull extends StoreUnavailable {
  override readonly code = 'StorageFull'
}

/** The store cannot be used as it is and waiting will not help: corrupt, of a newer format, wrong credentials, not permitted. */
export class StoreUnusable extends EventStoreError {
  readonly code = 'StoreUnusable'
  constructor(
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(reason, options)
  }
}
