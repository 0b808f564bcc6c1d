import { BACKWARDS, END, FORWARDS, START, StreamDeletedError, StreamNotFoundError, streamNameFilter } from '@eventstore/db-client'
import type { AllStreamResolvedEvent, ResolvedEvent } from '@eventstore/db-client'
import type { Readable } from 'node:stream'
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
import { Inflow, recorded, type ClientStream } from './read.js'

const PAGE_EVENTS = 500

/** While catching up a page waits so long, in milliseconds, to become full. */
const GATHER_MS = 10

/** The server tells a checkpoint once each SEARCH_WINDOW * CHECKPOINT_WINDOWS events of any stream, so often also where none of ours stand. */
const SEARCH_WINDOW = 500
const CHECKPOINT_WINDOWS = 4

/** What 24.10 tells as its first checkpoint from the start of a log that holds nothing of ours: -1, sent without a sign. */
const NOWHERE = 2n ** 64n - 1n

/** An append may take so much longer for each of its events, in milliseconds. */
const EVENT_MS = 1

const RESUME_MS = { first: 50, most: 2_000 }

const OLDEST = [23, 10] as const

/** What a subscription carries besides events: pushed into the client's own stream, so that nothing overtakes anything. */
type Marker = { readonly checkpoint: Position } | { readonly caughtUp: boolean }

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
    let after = from
    let flow: { readonly pages: AsyncGenerator<Page>; readonly stop: AbortController } | undefined
    const leave = () => {
      flow?.stop.abort()
      flow = undefined
    }
    try {
      while (left > 0) {
        const page = await this.connection.ask(async (session, over) => {
          if (!flow) {
            const stop = new AbortController()
            const pages = this.pages(session, after, Math.min(left, PAGE_EVENTS), AbortSignal.any([stop.signal, session.gone]))
            flow = { pages, stop }
          }
          over.addEventListener('abort', leave)
          const next = await flow.pages.next().catch((error: unknown) => {
            leave()
            throw error
          })
          if (!next.done) return next.value
          leave()
          throw new PassingFault('the server ended the reading', false)
        })
        for (const event of page.events.slice(0, left)) yield event
        left -= page.events.length
        if (page.caughtUp) return
        after = page.position
      }
    } finally {
      leave()
    }
  }

  async *subscribe(options: {
    readonly after?: Position
    readonly signal: AbortSignal
    readonly pageSize?: number
  }): AsyncGenerator<Page, void, undefined> {
    const stop = AbortSignal.any([options.signal, this.connection.closed])
    const subscription = {}
    let after = options.after
    let backOff = RESUME_MS.first
    try {
      while (!stop.aborted) {
        let reason = 'the server ended the subscription'
        try {
          const session = this.connection.current
          const end = AbortSignal.any([stop, session.gone])
          for await (const page of this.pages(session, after, options.pageSize ?? PAGE_EVENTS, end)) {
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

  /** The pages of one subscription, until it breaks. @throws what broke it */
  private async *pages(
    session: Session,
    after: Position | undefined,
    pageSize: number,
    stop: AbortSignal,
  ): AsyncGenerator<Page, void, undefined> {
    const push = (marker: Marker) => (subscription as unknown as Readable).push(marker)
    const subscription = session.client.subscribeToAll(
      {
        fromPosition: after === undefined || after === 0n ? START : { commit: after, prepare: after },
        filter: streamNameFilter({
          prefixes: [this.prefix],
          maxSearchWindow: SEARCH_WINDOW,
          checkpointInterval: CHECKPOINT_WINDOWS,
          checkpointReached: async (_, { commit }) => void (commit !== NOWHERE && push({ checkpoint: commit })),
        }),
      },
      { highWaterMark: pageSize },
    )
    subscription.on('caughtUp', () => push({ caughtUp: true }))
    ;(subscription as unknown as Readable).on('fellBehind', () => push({ caughtUp: false }))
    const inflow = new Inflow<AllStreamResolvedEvent | Marker>(subscription, session)
    let position = after ?? 0n
    let handedOn = after
    let caughtUp = false
    try {
      while (!stop.aborted) {
        const events: RecordedEvent[] = []
        let reached = false
        for (let gathered = false; events.length < pageSize && !reached;) {
          const [item] = inflow.take(1)
          if (item === undefined) {
            if (inflow.done) return
            if (events.length > 0 && (caughtUp || gathered)) break
            const waits = events.length > 0 || position !== (handedOn ?? 0n)
            const heard = await inflow.wait(stop, waits ? GATHER_MS : this.patience.quiet)
            gathered = waits
            if (stop.aborted) return
            if (!waits && !heard) throw new QuietSubscription()
            if (waits && events.length === 0) break
          } else if ('checkpoint' in item) {
            if (item.checkpoint > position) position = item.checkpoint
          } else if ('caughtUp' in item) {
            reached = item.caughtUp && !caughtUp
            caughtUp = item.caughtUp
          } else if (item.event && item.event.position.commit > position) {
            position = item.event.position.commit
            events.push(recorded(item.event))
          }
        }
        const moved = position !== (handedOn ?? 0n)
        if (!moved && !reached) continue
        handedOn = position
        yield { events, position, caughtUp }
      }
    } finally {
      inflow.leave()
    }
  }

  private checkOpen(): void {
    if (this.closing) throw new StoreUnavailable('it was closed', false)
  }
}

/** All that a read gives. */
async function gather<Item>(session: Session, stream: ClientStream, over: AbortSignal): Promise<Item[]> {
  const inflow = new Inflow<Item>(stream, session)
  const items: Item[] = []
  try {
    while (!inflow.done) {
      items.push(...inflow.take(PAGE_EVENTS))
      await inflow.wait(over)
      over.throwIfAborted()
    }
    return [...items, ...inflow.take(PAGE_EVENTS)]
  } finally {
    inflow.leave()
  }
}

/** @throws StoreUnusable when the server is older than what this client was tried with */
function supported(version: string): string {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return version
  throw new StoreUnusable(`this EventStoreDB is ${version}, and at least ${OLDEST.join('.')} is needed: upgrade the server`)
}
