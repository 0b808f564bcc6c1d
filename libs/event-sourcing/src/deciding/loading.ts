/** How the state of a stream is read: folded from its events, a turn of the event loop for so many. */
import { type RecordedEvent, StreamNotFound } from '@prasan/event-store'
import { setImmediate as nextTick } from 'node:timers/promises'
import type { Aggregate, AnyAggregate } from '../declaring/aggregate.js'
import type { Sources } from '../declaring/command.js'
import type { EventType } from '../declaring/event.js'
import type { LoggedEvent } from '../log/registry.js'
import type { AsOf } from '../views/history.js'
import { sql } from '../views/sql.js'
import type { Views } from '../views/view.js'
import type { Loaded } from './kept-states.js'
import type { Handling } from './request.js'

/** A long stream leaves the event loop to others after so many events. */
const EVENTS_A_TURN = 500

export const isOf = (category: string, id: string): boolean => id.startsWith(`${category}-`)

/** Folds a stream, or so many of its first events; an id of another category names no stream of this aggregate. @throws UnreadableEvent, and what the store throws */
export async function load<S>(
  on: Pick<Handling, 'store' | 'registry'>,
  aggregate: Aggregate<S, readonly EventType[]> | AnyAggregate,
  id: string,
  limit?: number,
): Promise<Loaded<S>> {
  const loaded: Loaded<S> = { state: aggregate.initial as S, revision: null, position: 0n, commands: new Map() }
  let read = 0
  if (!isOf(aggregate.category, id) || limit === 0) return loaded
  try {
    for await (const recorded of on.store.readStream(on.registry.streamOf(id), limit === undefined ? {} : { limit })) {
      if (++read % EVENTS_A_TURN === 0) await nextTick()
      add(on, aggregate as AnyAggregate, loaded, recorded)
    }
  } catch (error) {
    if (!(error instanceof StreamNotFound)) throw error
  }
  return loaded
}

/** One more event of the stream. @throws UnreadableEvent */
export function add<S>(on: Pick<Handling, 'registry'>, aggregate: AnyAggregate, loaded: Loaded<S>, recorded: RecordedEvent): void {
  const event: LoggedEvent = on.registry.read(recorded)
  const { type, revision, position, metadata } = event
  loaded.state = on.registry.evolve(aggregate, loaded.state, event)
  loaded.revision = revision
  loaded.position = position
  const earlier = loaded.commands.get(metadata.commandId)
  if (earlier) Object.assign(earlier, { revision, position }).events.push(type)
  else loaded.commands.set(metadata.commandId, { digest: metadata.digest, revision, position, events: [type] })
}

/** What decisions and reactions read from. */
export const sourcesOf = (on: Pick<Handling, 'store' | 'registry' | 'lookUp'>): Sources => ({
  lookUp: on.lookUp,
  async load(aggregate, id) {
    const { state, revision } = await load(on, aggregate, id)
    return { state, revision: revision === null ? null : Number(revision) }
  },
})

/** As `sourcesOf`, as known at a log number that the views have seen: nothing that was recorded after it is in what they answer. */
export const sourcesAt = (on: Pick<Handling, 'store' | 'registry'>, views: Views, log: number): Sources => ({
  lookUp: async (query, args) => query.run(views, { ...args, asOf: { ...(args as { asOf?: AsOf }).asOf, log } }),
  async load(aggregate, id) {
    const told = sql`select max(revision) last from log where id = ${id} and logNumber <= ${log}`
    const revision = views.get<{ last: number | null }>(told)!.last
    const { state } = await load(on, aggregate, id, revision === null ? 0 : revision + 1)
    return { state, revision }
  },
})
