import { EventStoreDBClient } from '@eventstore/db-client'
import serverFeatures from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js'
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import { setMaxListeners } from 'node:events'
import { StoreUnavailable, StoreUnusable } from '../ports.js'
import { PassingFault, faultOf, isUnimplemented } from './errors.js'

/** Milliseconds. */
export interface Patience {
  /** So long one try may take: the client's own deadline does not fire on a half-open connection. */
  readonly attempt: number
  /** So long a request is tried in all, before it fails with StoreUnavailable. */
  readonly request: number
  /** So long a question about the store's health may take. */
  readonly health: number
  /** After so long without a word a subscription is made anew from where it was: one that the server forgot looks just like a quiet one. */
  readonly quiet: number
}

/** What the client keeps protected and is needed for calls of our own. Its release 6.2.1 is the last. */
export interface Insides {
  GRPCStreamCreator<Grpc, Stream>(service: unknown, name: string, create: (grpc: Grpc) => Stream): () => Promise<Stream>
  execute<Grpc, Answer>(service: unknown, name: string, call: (grpc: Grpc) => Promise<Answer>): Promise<Answer>
  callArguments(options: object, callOptions?: object): [metadata: unknown, options: unknown]
  createChannel(): Promise<{ close(): void }>
  handleError(grpc: unknown, error: Error): Promise<void>
}

export interface Session {
  readonly client: EventStoreDBClient
  readonly insides: Insides
  /** Aborted when the session was given up for a new one: nothing more is to be awaited of it. */
  readonly gone: AbortSignal
  /** By performance.now(): when the server was last heard on it. */
  heard: number
}

/** One try of a request; `over` aborts, with the reason, when its answer is no longer awaited. */
export type Request<Answer> = (session: Session, over: AbortSignal) => Promise<Answer>

const PAUSE_MS = { first: 25, most: 1_000 }

/** The one client of a store. A session that no longer answers is given up for a new one; what was under way is tried again there. */
export class Connection {
  private session: Session & { giveUp(): void }
  private readonly closing = new AbortController()

  /** @throws StoreUnusable when the connection string is none */
  constructor(
    private readonly url: string,
    readonly patience: Patience,
    private readonly onSession: (session: Session) => void,
  ) {
    setMaxListeners(0, this.closing.signal)
    this.session = this.open()
  }

  get closed(): AbortSignal {
    return this.closing.signal
  }

  get current(): Session {
    return this.session
  }

  /**
   * Makes the same request until it is answered.
   * @param more milliseconds of patience more than with others: it is a large one
   * @throws StoreUnavailable when the time is up, or the connection was closed; what the request itself throws for an answer
   */
  async ask<Answer>(request: Request<Answer>, more = 0): Promise<Answer> {
    const until = performance.now() + this.patience.request + more
    let maybeStored = false
    for (let pause = PAUSE_MS.first; ; pause = Math.min(pause * 2, PAUSE_MS.most)) {
      if (this.closed.aborted) throw new StoreUnavailable('it was closed', maybeStored)
      try {
        return await this.once(Math.min(this.patience.attempt + more, until - performance.now()), request)
      } catch (error) {
        const fault = faultOf(error)
        if (!(fault instanceof PassingFault)) throw fault
        maybeStored ||= fault.maybeStored
        if (performance.now() + pause >= until) throw new StoreUnavailable(fault.message, maybeStored, { cause: error })
      }
      await pauseFor(pause, this.closed)
    }
  }

  /** One try. After the time is up nothing is awaited any more, and a session on which nothing was heard meanwhile is given up. */
  async once<Answer>(milliseconds: number, request: Request<Answer>): Promise<Answer> {
    const session = this.session
    const started = performance.now()
    const over = new AbortController()
    const end = (reason: string) => over.abort(new PassingFault(reason, true))
    const timer = setTimeout(() => end(`no answer within ${Math.round(milliseconds)} ms`), milliseconds)
    const lost = () => end('the connection was given up, since nothing was heard on it')
    session.gone.addEventListener('abort', lost)
    try {
      const answer = await Promise.race([
        request(session, over.signal),
        new Promise<never>((_, reject) => over.signal.addEventListener('abort', () => reject(over.signal.reason as PassingFault))),
      ])
      session.heard = performance.now()
      return answer
    } catch (error) {
      if (over.signal.aborted && session.heard < started) this.renew(session)
      throw error
    } finally {
      clearTimeout(timer)
      session.gone.removeEventListener('abort', lost)
    }
  }

  /** The version that the server tells. @throws StoreUnusable when it tells none */
  async serverVersion(session: Session): Promise<string> {
    type Features = {
      getSupportedMethods(empty: unknown, ...rest: unknown[]): unknown
    }
    try {
      const methods = await session.insides.execute(serverFeatures.ServerFeaturesClient, 'getSupportedMethods', (grpc: Features) => {
        const [metadata, options] = session.insides.callArguments({ deadline: this.patience.attempt })
        return new Promise<SupportedMethods>((resolve, reject) => {
          grpc.getSupportedMethods(new shared.Empty(), metadata, options, (error: Error | null, answer: SupportedMethods) =>
            error ? reject(error) : resolve(answer),
          )
        })
      })
      return methods.getEventStoreServerVersion()
    } catch (error) {
      if (!isUnimplemented(error)) throw error
      throw new StoreUnusable('this EventStoreDB does not tell its version, so it is older than 23.10: upgrade the server', {
        cause: error,
      })
    }
  }

  close(): void {
    this.closing.abort()
    this.session.giveUp()
  }

  private renew(session: Session): void {
    if (this.session !== session || this.closed.aborted) return
    const old = this.session
    this.session = this.open()
    old.giveUp()
  }

  private open(): Session & { giveUp(): void } {
    let client: EventStoreDBClient
    try {
      client = EventStoreDBClient.connectionString(this.url)
    } catch (error) {
      throw new StoreUnusable(`EVENTSTOREDB_URL cannot be used: ${(error as Error).message}`, { cause: error })
    }
    const insides = client as unknown as Insides
    const channels = new Set<{ close(): void }>()
    const createChannel = insides.createChannel.bind(client)
    const gone = new AbortController()
    setMaxListeners(0, gone.signal)
    insides.createChannel = async () => {
      const channel = await createChannel()
      if (gone.signal.aborted) channel.close()
      channels.clear() // the client closed the one before
      channels.add(channel)
      return channel
    }
    // The client awaits this nowhere, and it rejects when no node can be found: unhandled, that ends the process.
    const handleError = insides.handleError.bind(client)
    insides.handleError = (grpc, error) => handleError(grpc, error).catch(() => {})
    const session = {
      client,
      insides,
      gone: gone.signal,
      heard: performance.now(),
      giveUp() {
        gone.abort()
        void client.dispose()
        for (const channel of channels) channel.close()
      },
    }
    this.onSession(session)
    return session
  }
}

/** Resolves after the time, or as the signal aborts. */
export async function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    signal.addEventListener('abort', end)
  })
}
