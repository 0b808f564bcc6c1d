import { BEFORE_FIRST, checkStream, judgeAppend, writeEvents } from './append-rule.js'
import {
  StoreUnavailable,
  StreamNotFound,
  WrongExpectedRevision,
  type Appended,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type Page,
  type Position,
  type RecordedEvent,
  type StreamRead,
} from './ports.js'
import { recordedEvent, type StoredEvent } from './stored-event.js'
import { Bell, follow } from './subscription.js'

const PAGE_EVENTS = 500

/** A store that is gone with its process: for tests of what stands above the store. It answers as the durable ones do, but for being durable. */
export class MemoryEventStore implements EventStore {
  readonly prefix: string
  /** The event at index n has position n + 1. */
  private readonly log: StoredEvent[] = []
  private readonly streams = new Map<string, StoredEvent[]>()
  private readonly bell = new Bell()

  constructor(options: { readonly prefix?: string } = {}) {
    this.prefix = options.prefix ?? 'prasan-'
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const written = writeEvents(this.prefix, stream, expected, events)
    this.checkOpen()
    const held = this.streams.get(stream) ?? []
    const head = held.length - 1
    const verdict = judgeAppend(
      written.map((event) => event.id),
      expected,
      {
        head,
        idsAfter: (revision, count) => held.slice(revision + 1, revision + 1 + count).map((event) => event.id),
        revisionsOf: (id) => held.filter((event) => event.id === id).map((event) => event.revision),
      },
    )
    if (verdict === 'conflict') throw new WrongExpectedRevision(stream, expected, head === BEFORE_FIRST ? 'no-stream' : BigInt(head))
    if (verdict === 'append') {
      this.streams.set(stream, held)
      for (const event of written) {
        const stored = { ...event, stream, revision: held.length, position: this.log.length + 1 }
        held.push(stored)
        this.log.push(stored)
      }
      this.bell.ring()
    }
    const last = held[verdict === 'append' ? held.length - 1 : verdict.firstResult]!
    return { revision: BigInt(last.revision), position: BigInt(last.position) }
  }

  async *readStream(stream: string, options: StreamRead = {}): AsyncGenerator<RecordedEvent, void, undefined> {
    checkStream(this.prefix, stream)
    this.checkOpen()
    const held = this.streams.get(stream)
    if (!held) throw new StreamNotFound(stream)
    const { backwards = false, limit = Infinity } = options
    const step = backwards ? -1 : 1
    let revision = backwards ? Math.min(Number(options.from ?? Infinity), held.length - 1) : Number(options.from ?? 0)
    for (let left = limit; left > 0 && revision >= 0 && revision < held.length; left--, revision += step)
      yield recordedEvent(held[revision]!)
  }

  async *readAll(options: { readonly from?: Position; readonly limit?: number } = {}): AsyncGenerator<RecordedEvent, void, undefined> {
    this.checkOpen()
    let index = Math.max(Number(options.from ?? 0n) - 1, 0)
    for (let left = options.limit ?? Infinity; left > 0 && index < this.log.length; left--, index++) yield recordedEvent(this.log[index]!)
  }

  async approximateSize(): Promise<number> {
    return this.log.length
  }

  subscribe(options: {
    readonly after?: Position
    readonly signal: AbortSignal
    readonly pageSize?: number
  }): AsyncGenerator<Page, void, undefined> {
    return follow({ bell: this.bell, readPage: async (after, count) => this.page(after, count) }, { pageSize: PAGE_EVENTS, ...options })
  }

  async health(): Promise<string | null> {
    return this.bell.closed ? 'the store is closed' : null
  }

  async close(): Promise<void> {
    this.bell.close()
  }

  private page(after: Position, count: number): Page {
    const stored = this.log.slice(Number(after), Number(after) + count)
    const end = stored.at(-1)?.position
    return {
      events: stored.map(recordedEvent),
      position: end === undefined ? after : BigInt(end),
      caughtUp: stored.length < count,
    }
  }

  private checkOpen(): void {
    if (this.bell.closed) throw new StoreUnavailable('it was closed', false)
  }
}
