/** The store as it will be: what it holds and, behind that, what was decided and is not yet appended. */
import { type EventReader, type JsonObject, type NewEvent, type RecordedEvent, StreamNotFound } from '@prasan/event-store'
import { type AnyAggregate, type KeyRing, type LoggedEvent, type Registry, categoryOf, plainOf } from '@prasan/event-sourcing'
import type { Facet } from './table.js'

/** What a stream says about one fact, and who said it last. */
export interface Known {
  fact: unknown
  /** Revision of the last event about it. */
  revision: bigint
  /** Revision of the last event about it that no import brought; null: there is none. */
  here: bigint | null
  /** Revision of the last event about it that each row brought, by the row's id, with the digest of what the row said. */
  readonly rows: Map<string, { readonly revision: bigint; readonly digest: string }>
}

export interface StreamState {
  readonly id: string
  readonly aggregate: AnyAggregate
  /** Revision of the last event in the store; null when it holds none. */
  readonly stored: bigint | null
  readonly recorded: RecordedEvent[]
  readonly pending: NewEvent[]
  state: unknown
  readonly known: Map<string, Known>
  /** What takes back what was added since the stream was marked, the newest last. */
  undo: (() => void)[]
}

export class Overlay implements EventReader {
  /** In the order in which they were first looked at. */
  private readonly streams = new Map<string, StreamState>()
  private readonly facetsOf: Map<string, Facet[]>

  constructor(
    private readonly store: EventReader,
    private readonly registry: Registry,
    private readonly keys: Pick<KeyRing, 'open' | 'isLost'>,
    facets: readonly Facet[],
    /** False spares a read. It may be stale: an append to a stream thought empty that is not is a conflict. */
    private readonly mayHold: (id: string) => boolean,
  ) {
    const types = [...new Set(facets.flatMap(({ evolve }) => Object.keys(evolve)))]
    for (const type of types) if (!registry.events.has(type)) throw new Error(`no event is called ${type}: mend the table that names it`)
    this.facetsOf = new Map(types.map((type) => [type, facets.filter(({ evolve }) => type in evolve)]))
  }

  /** The stream of an aggregate. @throws what the store throws; UnreadableEvent */
  async stream(id: string): Promise<StreamState> {
    const loaded = this.streams.get(id)
    if (loaded) return loaded
    const aggregate = this.registry.aggregates.get(categoryOf(id))
    if (!aggregate) throw new Error(`${id} names no kind of stream`)
    const recorded: RecordedEvent[] = []
    try {
      if (this.mayHold(id)) for await (const event of this.store.readStream(this.registry.streamOf(id))) recorded.push(event)
    } catch (error) {
      if (!(error instanceof StreamNotFound)) throw error
    }
    const stream: StreamState = {
      id,
      aggregate,
      stored: recorded.at(-1)?.revision ?? null,
      recorded,
      pending: [],
      state: aggregate.initial,
      known: new Map(),
      undo: [],
    }
    for (const event of recorded) this.fold(stream, event)
    this.streams.set(id, stream)
    return stream
  }

  knownOf(stream: StreamState, facet: Facet, key = ''): Known | undefined {
    return stream.known.get(`${facet.name} ${key}`)
  }

  /** Whether the stream holds a thing of this id; the facet of such things is called by their category. */
  holds(stream: StreamState, id: string): boolean {
    return stream.known.has(`${categoryOf(id)} ${id}`)
  }

  add(stream: StreamState, events: readonly NewEvent[]): void {
    for (const event of events) {
      stream.pending.push(event)
      const { state } = stream
      stream.undo.push(() => {
        stream.pending.pop()
        stream.state = state
      })
      this.fold(stream, this.asRecorded(stream, stream.pending.length - 1), stream.undo)
    }
  }

  /** From here on what is added to the stream can be taken back. */
  mark(stream: StreamState): void {
    stream.undo = []
  }

  /** Takes back what was added to the stream since it was marked. */
  rewind(stream: StreamState): void {
    for (const step of stream.undo.toReversed()) step()
    stream.undo = []
  }

  /** Whether the store, or what is to be added, has a stream of this id, as far as it was looked at. */
  has(id: string): boolean {
    const stream = this.streams.get(id)
    return stream !== undefined && (stream.stored !== null || stream.pending.length > 0)
  }

  /** The streams to which something is to be added. */
  changed(): StreamState[] {
    return [...this.streams.values()].filter(({ pending }) => pending.length > 0)
  }

  async *readStream(name: string, options: Parameters<EventReader['readStream']>[1] = {}): AsyncGenerator<RecordedEvent> {
    const { from = 0n, backwards = false, limit = Infinity } = options
    if (backwards) throw new Error('an overlay is read forwards')
    const stream = await this.stream(name.slice(this.registry.prefix.length))
    const events = [...stream.recorded, ...stream.pending.map((_, index) => this.asRecorded(stream, index))]
    if (events.length === 0) throw new StreamNotFound(name)
    yield* events.filter(({ revision }) => revision >= from).slice(0, limit)
  }

  readAll(): AsyncIterable<RecordedEvent> {
    throw new Error('an overlay is read stream by stream')
  }

  private asRecorded({ id, stored, pending }: StreamState, index: number): RecordedEvent {
    return { ...pending[index]!, stream: this.registry.streamOf(id), revision: (stored ?? -1n) + 1n + BigInt(index), position: 0n }
  }

  private fold(stream: StreamState, recorded: RecordedEvent, undo?: (() => void)[]): void {
    const event = this.registry.read(recorded) as LoggedEvent<JsonObject>
    stream.state = this.registry.evolve(stream.aggregate, stream.state, event)
    const facets = this.facetsOf.get(event.type)
    if (!facets) return
    const data = this.opened(event)
    const { imported, correlationId, digest } = event.metadata
    for (const facet of facets) {
      for (const key of [facet.keyOf?.(data, event) ?? ''].flat()) {
        const at = `${facet.name} ${key}`
        const found = stream.known.get(at)
        const known: Known = found ?? { fact: undefined, revision: -1n, here: null, rows: new Map() }
        undo?.push(found ? asItWas(found, correlationId) : () => stream.known.delete(at))
        known.fact = facet.evolve[event.type]!(known.fact, data, key, event)
        known.revision = event.revision
        if (imported) known.rows.set(correlationId, { revision: event.revision, digest })
        else known.here = event.revision
        stream.known.set(at, known)
      }
    }
  }

  /** Personal data as plain text; null where it was erased. */
  private opened({ type, data, id }: LoggedEvent<JsonObject>): JsonObject {
    const { personal } = this.registry.events.get(type)!
    if (personal.length === 0) return data
    return Object.fromEntries(
      Object.entries(data).map(([field, value]) => [
        field,
        personal.includes(field) ? (plainOf(this.keys, id, value) as typeof value) : value,
      ]),
    )
  }
}

/** Takes back what one more event, which a row brings, does to what is known. */
function asItWas(known: Known, row: string): () => void {
  const { fact, revision, here } = known
  const before = known.rows.get(row)
  return () => {
    Object.assign(known, { fact, revision, here })
    if (before) known.rows.set(row, before)
    else known.rows.delete(row)
  }
}

/** Seals nothing until the events are appended: a dry run and a refused file leave no keys behind. */
export class PendingKeys implements KeyRing {
  private readonly plain = new Map<string, string>()
  constructor(private readonly keys: KeyRing) {}

  seal = (_person: string, plain: string): string => {
    const token = `sealed:1:pending:${this.plain.size}`
    this.plain.set(token, plain)
    return token
  }
  open = (person: string, sealed: string): string | null | undefined => this.plain.get(sealed) ?? this.keys.open(person, sealed)
  digest = (text: string): string => this.keys.digest(text)
  prepare = async (): Promise<readonly string[]> => []
  learn = (persons: readonly string[]): Promise<void> => this.keys.learn(persons)
  health = (): string | null => this.keys.health()
  notHere = (): readonly string[] => this.keys.notHere()
  isLost = (person: string): boolean => this.keys.isLost(person)
  erase = async (): Promise<void> => {}
  close = (): void => {}

  /** The event with what is personal in it sealed under the person's own key. @throws when that key was erased */
  sealed(event: NewEvent, person: string, personal: readonly string[]): NewEvent {
    const data = { ...event.data }
    for (const field of personal) {
      const plain = this.plain.get(data[field] as string)
      if (plain !== undefined) data[field] = this.keys.seal(person, plain)
    }
    return { ...event, data }
  }
}
