import { BACKWARDS, END, FORWARDS, START, StreamDeletedError, StreamNotFoundError } from '@eventstore/db-client'
import type { AllStreamResolvedEvent, ResolvedEvent } from '@eventstore/db-client'
import { checkStream, writeEvents } from '../append-rule.js'
import {
  StoreUnavailable,
  StoreUnusable,
  StreamDeleted,
  StreamNotFound,
  type Appended,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type Page,
  type Position,
  type RecordedEvent,
  type StreamRead,
} from '../ports.js'
import { Appends } from './append.js'
import { Connection, pauseFor, type Patience, type Session } from './connection.js'
import { PassingFault, QuietSubscription, faultOf, isForeignPosition } from './errors.js'
import { pages, pagesToTheEnd } from './pages.js'
import { PAGE_EVENTS, gather, recorded } from './read.js'

/** An append may take so much longer for each of its events, in milliseconds. */
const EVENT_MS = 1

const RESUME_MS = { first: 50, most: 2_000 }

const OLDEST = [23, 10] as const

/**
 * The log in EventStoreDB (or KurrentDB), one node or a cluster. An answered append is as durable as the server's own acknowledgement. Positions
 * are the server's commit positions. The user needs to read `$all`, and to read and write the streams of the prefix.
 */
export class EventStoreDbEventStore implements EventStore {
  /**
   * Opens the store. A server that is away is no error: `health` tells it, and everything works once it is there.
   * @throws StoreUnusable when the server answers that it cannot be used so: credentials, rights, certificate, version
   */
  static async open(options: {
    readonly url: string
    readonly prefix?: string
    readonly patience?: Partial<Patience>
  }): Promise<EventStoreDbEventStore> {
    const patience = { attempt: 8_000, request: 20_000, health: 3_000, quiet: 15_000, ...options.patience }
    const store = new EventStoreDbEventStore(options.url, options.prefix ?? 'prasan-', patience)
    const fault = await store.check()
    if (!(fault instanceof StoreUnusable)) return store
    await store.close()
    throw fault
  }

  private readonly connection: Connection
  private readonly appends = new WeakMap<Session, Appends>()
  private readonly underWay = new Set<Promise<unknown>>()
  private closing: Promise<void> | undefined
  private version: string | undefined
  /** Why each subscription that is not fed now is not. */
  private readonly cut = new Map<object, string>()

  private constructor(
    url: string,
    readonly prefix: string,
    private readonly patience: Patience,
  ) {
    this.connection = new Connection(url, patience, (session) => this.appends.set(session, new Appends(session)))
  }

  /** What the server says it is; undefined until it has answered once. */
  get serverVersion(): string | undefined {
    return this.version
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const append = { stream, expected, events: writeEvents(this.prefix, stream, expected, events) }
    this.checkOpen()
    const appending = this.connection.ask((session) => this.appends.get(session)!.append(append), events.length * EVENT_MS)
    this.underWay.add(appending)
    try {
      return await appending
    } finally {
      this.underWay.delete(appending)
    }
  }

  async *readStream(stream: string, options: StreamRead = {}): AsyncGenerator<RecordedEvent, void, undefined> {
    checkStream(this.prefix, stream)
    const { backwards = false, limit = Infinity } = options
    let next = options.from
    let left = limit
    while (true) {
      // A read of nothing still tells whether the stream is there.
      const count = Math.min(Math.max(left, 1), PAGE_EVENTS)
      const page = await this.streamPage(stream, next, backwards, count)
      for (const event of page.slice(0, left)) yield event
      left -= page.length
      if (page.length < count || left <= 0) return
      next = page.at(-1)!.revision + (backwards ? -1n : 1n)
      if (next < 0n) return
    }
  }

  async *readAll(options: { readonly from?: Position; readonly limit?: number } = {}): AsyncGenerator<RecordedEvent, void, undefined> {
    const { from, limit = Infinity } = options
    this.checkOpen()
    if (limit <= 0) return
    let left = limit
    if (from !== undefined && from > 0n) {
      const fromPosition = { commit: from, prepare: from }
      const read = await this.connection.ask(async (session, over) => {
        const stream = session.client.readAll({ fromPosition, direction: FORWARDS, maxCount: 1 })
        return gather<AllStreamResolvedEvent>(session, stream, over).catch((error: unknown) => {
          if (isForeignPosition(error)) return undefined
          throw error
        })
      })
      const first = read?.[0]
      if (!first) return // beyond the end, or a position of another log: nothing of this one follows it
      if (first.event?.streamId.startsWith(this.prefix) && first.event.position.commit === from) {
        yield recorded(first.event)
        left--
      }
    }
    if (left <= 0) return
    for await (const page of pagesToTheEnd(this.connection, {
      prefix: this.prefix,
      after: from,
      pageSize: Math.min(left, PAGE_EVENTS),
      quiet: this.patience.quiet,
    })) {
      for (const event of page.events.slice(0, left)) yield event
      left -= page.events.length
      if (left <= 0) return
    }
  }

  async *subscribe(options: {
    readonly after?: Position
    readonly signal: AbortSignal
    readonly pageSize?: number
  }): AsyncGenerator<Page, void, undefined> {
    const stop = AbortSignal.any([options.signal, this.connection.closed])
    const subscription = {}
    const asked = { prefix: this.prefix, pageSize: options.pageSize ?? PAGE_EVENTS, quiet: this.patience.quiet }
    let after = options.after
    let backOff = RESUME_MS.first
    try {
      while (!stop.aborted) {
        let reason = 'the server ended the subscription'
        try {
          const session = this.connection.current
          const end = AbortSignal.any([stop, session.gone])
          for await (const page of pages(session, { ...asked, after }, end)) {
            this.cut.delete(subscription)
            backOff = RESUME_MS.first
            after = page.position
            yield page
          }
        } catch (error) {
          const fault = faultOf(error)
          if (!(fault instanceof PassingFault || fault instanceof StoreUnusable)) throw error
          if (fault instanceof QuietSubscription) continue
          reason = fault.message
        }
        if (stop.aborted) return
        this.cut.set(subscription, reason)
        await pauseFor(backOff, stop)
        backOff = Math.min(backOff * 2, RESUME_MS.most)
      }
    } finally {
      this.cut.delete(subscription)
    }
  }

  async health(): Promise<string | null> {
    if (this.closing) return 'the store is closed'
    const fault = await this.check()
    if (fault) return fault.message
    const [reason] = this.cut.values()
    return reason === undefined ? null : `the log is not being followed: ${reason}`
  }

  /** Waits for the appends under way, ends the subscriptions and closes the channels. */
  close(): Promise<void> {
    this.closing ??= Promise.allSettled([...this.underWay]).then(() => this.connection.close())
    return this.closing
  }

  /** Asks the server once for what the store needs of it; null when it has it. */
  private async check(): Promise<Error | null> {
    try {
      await this.connection.once(this.patience.health, async (session, over) => {
        this.version ??= supported(await this.connection.serverVersion(session))
        await gather(session, session.client.readAll({ fromPosition: END, direction: BACKWARDS, maxCount: 1 }), over)
      })
      return null
    } catch (error) {
      const fault = faultOf(error)
      return fault instanceof PassingFault ? new StoreUnavailable(fault.message, false, { cause: error }) : fault
    }
  }

  private async streamPage(stream: string, from: bigint | undefined, backwards: boolean, count: number): Promise<RecordedEvent[]> {
    this.checkOpen()
    return this.connection.ask(async (session, over) => {
      const reading = session.client.readStream(stream, {
        fromRevision: from ?? (backwards ? END : START),
        direction: backwards ? BACKWARDS : FORWARDS,
        maxCount: count,
      })
      try {
        const events = await gather<ResolvedEvent>(session, reading, over)
        return events.map(({ event }) => recorded(event!))
      } catch (error) {
        if (error instanceof StreamNotFoundError) throw new StreamNotFound(stream)
        if (error instanceof StreamDeletedError) throw new StreamDeleted(stream)
        throw error
      }
    })
  }

  private checkOpen(): void {
    if (this.closing) throw new StoreUnavailable('it was closed', false)
  }
}

/** @throws StoreUnusable when the server is older than what this client was tried with */
function supported(version: string): string {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return version
  throw new StoreUnusable(`this EventStoreDB is ${version}, and at least ${OLDEST.join('.')} is needed: upgrade the server`)
}
