import type { JsonObject, RecordedEvent } from '@prasan/event-store'
import type { AnyAggregate, Recorded } from '../declaring/aggregate.js'
import { bangkokDay } from '../time/clock.js'
import type { EventType } from '../declaring/event.js'
import type { Breach } from '../declaring/rules.js'

/** What stands in every event's metadata. */
export interface Metadata {
  /** Version of the event's schema. */
  readonly version: number
  /** ISO instant by the Clock at which the decision was made. */
  readonly recordedAt: string
  /** `person-…` or `system:…`. */
  readonly actor: string
  /** The post acted for. */
  readonly forPost?: string
  readonly command: string
  readonly commandId: string
  /** Keyed digest of the command's body: tells a repeated command from another one under the same key. */
  readonly digest: string
  readonly correlationId: string
  /** Id of the event that a process manager answered. */
  readonly causationId?: string
  /** True for what an importer brought in: it feeds views and starts nothing. */
  readonly imported?: boolean
  readonly despite?: readonly Breach[]
}

/** An event of ours, read back: its data in the newest version, its metadata beside it. */
export interface LoggedEvent<D = any> extends Recorded {
  readonly type: string
  readonly data: D
  /** Of the aggregate: the stream's name without the prefix. */
  readonly id: string
  readonly eventId: string
  readonly position: bigint
  readonly metadata: Metadata
}

/** An event that this version of Prasan cannot read. It names the place and never stops more than the one who asked. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent'
  constructor(
    readonly stream: string,
    readonly revision: bigint,
    readonly reason: string,
    /** Whether a newer version of Prasan wrote it: then this one must not make up what happened. */
    readonly newer = false,
  ) {
    super(`${stream} revision ${revision}: ${reason}`)
  }
}

const PERSON = 'person'

/** As `Date.toISOString` writes it, so that instants compare as texts. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

const isOurs = ({ version, recordedAt, actor, forPost, commandId }: Metadata): boolean =>
  Number.isInteger(version) &&
  INSTANT.test(recordedAt) &&
  !Number.isNaN(Date.parse(recordedAt)) &&
  [actor, commandId, forPost ?? ''].every((text) => typeof text === 'string')

/** Knows every aggregate and event of the product. */
export class Registry {
  readonly aggregates = new Map<string, AnyAggregate>()
  readonly events = new Map<string, EventType>()
  private readonly categories = new Map<string, string>()

  constructor(
    readonly prefix: string,
    aggregates: readonly AnyAggregate[],
  ) {
    for (const aggregate of aggregates) {
      if (this.aggregates.has(aggregate.category)) throw new Error(`two aggregates are called ${aggregate.category}`)
      this.aggregates.set(aggregate.category, aggregate)
      for (const event of aggregate.events) {
        if (this.events.has(event.type)) throw new Error(`two events are called ${event.type}`)
        if (event.personal.length > 0 && aggregate.category !== PERSON)
          throw new Error(`${event.type} carries personal data, which only events of a ${PERSON} may: its stream's id names the key`)
        this.events.set(event.type, event)
        this.categories.set(event.type, aggregate.category)
      }
    }
  }

  streamOf(id: string): string {
    return this.prefix + id
  }

  /** @throws UnreadableEvent */
  read(recorded: RecordedEvent): LoggedEvent {
    const unreadable = (reason: string, newer = false) => new UnreadableEvent(recorded.stream, recorded.revision, reason, newer)
    if (recorded.unreadable !== undefined) throw unreadable(recorded.unreadable)
    const type = this.events.get(recorded.type)
    if (!type) {
      const newer = isOurs(recorded.metadata as unknown as Metadata)
      const by = newer ? 'it was written by a newer version, update this node' : 'it was written by another application'
      throw unreadable(`no event is called ${recorded.type} here: ${by}`, newer)
    }
    const id = recorded.stream.slice(this.prefix.length)
    if (!id.startsWith(this.categories.get(recorded.type)! + '-')) throw unreadable(`a ${recorded.type} does not belong into this stream`)
    const metadata = recorded.metadata as unknown as Metadata
    if (!isOurs(metadata)) throw unreadable('its metadata is not ours')
    if (metadata.version > type.version)
      throw unreadable(`it has version ${metadata.version}, newer than ${type.version}: update this node`, true)
    let data: JsonObject = recorded.data
    for (let version = metadata.version; version < type.version; version++) {
      const upcast = type.upcasters[version]
      if (!upcast) throw unreadable(`nothing turns version ${version} of ${recorded.type} into the next`)
      try {
        data = upcast(data)
      } catch (error) {
        throw unreadable(`version ${version} of ${recorded.type} does not turn into the next: ${(error as Error).message}`)
      }
    }
    return {
      type: recorded.type,
      data,
      id,
      eventId: recorded.id,
      revision: recorded.revision,
      position: recorded.position,
      recordedAt: metadata.recordedAt,
      day: bangkokDay(metadata.recordedAt),
      actor: metadata.actor,
      ...(metadata.forPost !== undefined && { forPost: metadata.forPost }),
      metadata,
    }
  }

  /** The state of an aggregate after one more event. */
  evolve<S>(aggregate: AnyAggregate, state: S, event: LoggedEvent): S {
    return (aggregate.evolve as Record<string, (s: S, d: unknown, r: Recorded) => S>)[event.type]!(state, event.data, event)
  }
}
