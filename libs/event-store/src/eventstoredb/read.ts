import type { AllStreamRecordedEvent, AllStreamSubscription, RecordedEvent as ClientEvent, StreamingRead } from '@eventstore/db-client'
import type { Readable } from 'node:stream'
import type { JsonObject, RecordedEvent } from '../ports.js'
import type { Session } from './connection.js'

/** So many events are taken at a time. */
export const PAGE_EVENTS = 500

export type ClientStream = StreamingRead<any> | AllStreamSubscription

/** A stream of the client, taken as far as it has come, in order; errors come after what came before them. */
export class Inflow<Item> {
  private failure: Error | undefined
  private ended = false
  private came = () => {}

  private readonly stream: Readable

  constructor(
    private readonly source: ClientStream,
    private readonly session: Session,
  ) {
    this.stream = source as unknown as Readable
    this.stream.on('readable', () => this.came())
    this.stream.on('error', (error) => this.end(error))
    this.stream.on('end', () => this.end())
    this.stream.on('close', () => this.end())
  }

  /** Everything that has come, at most `count` items. Empty when nothing has. @throws the error that ended the stream, after its last item */
  take(count: number): Item[] {
    const items: Item[] = []
    while (items.length < count) {
      const item = this.stream.read() as Item | null
      if (item === null) break
      items.push(item)
    }
    if (items.length > 0) this.session.heard = performance.now()
    else if (this.failure !== undefined) throw this.failure
    return items
  }

  /** True when nothing more will come. */
  get done(): boolean {
    return this.ended && this.stream.readableLength === 0
  }

  /** Resolves when something may have come, or the stream ended, or the time is up, or the signal aborts; false when the time was up. */
  async wait(signal: AbortSignal, milliseconds?: number): Promise<boolean> {
    if (this.ended || this.stream.readableLength > 0 || signal.aborted) return true
    return new Promise<boolean>((resolve) => {
      const end = (heard = true) => {
        clearTimeout(timer)
        signal.removeEventListener('abort', aborted)
        this.came = () => {}
        resolve(heard)
      }
      const aborted = () => end()
      const timer = milliseconds === undefined ? undefined : setTimeout(() => end(false), milliseconds)
      signal.addEventListener('abort', aborted)
      this.came = end
    })
  }

  /** Tells the server that no more is wanted. */
  leave(): void {
    this.stream.on('error', () => {})
    const left = 'unsubscribe' in this.source ? this.source.unsubscribe() : this.source.cancel()
    left.catch(() => {})
    this.stream.destroy()
  }

  private end(error?: Error): void {
    this.ended = true
    this.failure ??= error
    this.came()
  }
}

/** All that a read gives. */
export async function gather<Item>(session: Session, stream: ClientStream, over: AbortSignal): Promise<Item[]> {
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

/** An event as we hand it on. A body that a foreign hand wrote is told, never thrown. */
export function recorded({ streamId, revision, id, type, data, metadata, position }: ClientEvent): RecordedEvent {
  const event = { stream: streamId, revision, position: (position as AllStreamRecordedEvent['position']).commit, id, type }
  const wrong = foreign('data', data) ?? foreign('metadata', metadata)
  if (wrong !== undefined) return { ...event, data: {}, metadata: {}, unreadable: wrong }
  return { ...event, data: data as JsonObject, metadata: metadata as JsonObject }
}

function foreign(name: string, value: unknown): string | undefined {
  if (value === undefined) return `${name} is missing`
  if (value instanceof Uint8Array) return `${name} is no JSON`
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return undefined
  return `${name} is no JSON object: ${JSON.stringify(value).slice(0, 60)}`
}
