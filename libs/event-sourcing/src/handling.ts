import {
  type EventAppender,
  type EventReader,
  type JsonObject,
  type NewEvent,
  type RecordedEvent,
  StreamNotFound,
  WrongExpectedRevision,
} from '@prasan/event-store'
import { randomUUID } from 'node:crypto'
import { setImmediate as nextTick } from 'node:timers/promises'
import type { Aggregate, AnyAggregate } from './aggregate.js'
import { type Attachment, attachment, unlikeStored } from './attachment.js'
import { canonical } from './canonical.js'
import type { Files } from './files.js'
import { type Clock, bangkokDay } from './clock.js'
import { type Command, type Context, type Evidence, type Sources, envelope } from './command.js'
import { daysOutOfTime } from './days.js'
import type { EventType, Fact } from './event.js'
import type { Earlier, FoldedStates, Loaded } from './folded-states.js'
import { commandIdOf, idWithin } from './ids.js'
import { type KeyRing, plainOf } from './key-ring.js'
import { type Outcome, type Problem, problem, readBy } from './outcome.js'
import type { LoggedEvent, Metadata, Registry } from './registry.js'
import { type Breach, RuleRefused, ruleOfTheRecord } from './rules.js'
import { refsIn, z } from './shapes.js'
import { Turns } from './turns.js'

/** A command on its way: what to do, with which input, on whose behalf. */
export interface Request {
  readonly command: Command
  readonly input: unknown
  /** Of the thing to change; for a creation of the thing to begin, where the caller has a natural key, else derived. */
  readonly id?: string
  /** Of an import's row or a process manager's step; anybody else's derives from the idempotency key. */
  readonly commandId?: string
  readonly idempotencyKey?: string
  readonly actor: string
  readonly forPost?: string
  /** The revision the caller has seen; null: none yet. A stale one is answered as RevisionConflict, never retried. */
  readonly expectedRevision?: number | null
  readonly recordDespite?: readonly Breach[]
  readonly correlationId?: string
  readonly causationId?: string
  readonly imported?: boolean
  /** Of an import: what the command creates inside its stream is named by the row alone, so that other rows can refer to it. */
  readonly row?: string
}

export interface Handling {
  readonly store: EventReader & EventAppender
  readonly registry: Registry
  readonly clock: Clock
  readonly keys: KeyRing
  /** Streams as they were left, so that a command on one of them reads nothing. */
  readonly states?: FoldedStates
  /** Does this id name something recorded? A look-up: it may be stale, no invariant rests on it. */
  exists(id: string): Promise<boolean> | boolean
  readonly lookUp: Sources['lookUp']
  /** What commands decide on besides their own stream. */
  readonly evidence?: Evidence
  /** Where the files are that commands attach. */
  readonly files?: Pick<Files, 'about'>
}

export const NotRecordedYet = ruleOfTheRecord('NotRecordedYet', { th: 'ไม่พบสิ่งที่จะแก้ไข', en: 'Nothing with this id is recorded.' })
export const AlreadyRecorded = ruleOfTheRecord('AlreadyRecorded', { th: 'มีการบันทึกรหัสนี้ไว้แล้ว', en: 'This id is already recorded.' })

/** A command's body as its shape reads it, its days judged by the day of recording: the same for every caller. */
export function judgedBody(
  command: Command,
  input: unknown,
  clock: Clock,
): { readonly data: unknown } | { readonly problems: readonly Problem[] } {
  const read = readBy(command.shape, input)
  if ('problems' in read) return read
  const problems = daysOutOfTime(command.shape, read.data, bangkokDay(clock.now()))
  return problems.length > 0 ? { problems } : read
}

const Envelope = z.strictObject({
  ...envelope,
  idempotencyKey: envelope.idempotencyKey.optional(),
  expectedRevision: envelope.expectedRevision.nullable(),
})
/** As long as any id of ours. */
const ID = /^[\w-]{1,100}$/

export const PersonalDataIsErased = ruleOfTheRecord('PersonalDataIsErased', {
  th: 'ข้อมูลส่วนบุคคลของบุคคลนี้ถูกลบแล้ว จะไม่บันทึกอีก',
  en: 'The personal data of this person was erased: none is recorded again.',
})

const ATTEMPTS = 3
/** A long stream leaves the event loop to others after so many events. */
const EVENTS_A_TURN = 500

const isOf = (category: string, id: string): boolean => id.startsWith(`${category}-`)

/** Load, known command? decide, nothing? stop, append; on a conflict all again. The one place where commands are handled. */
export async function handle(on: Handling, request: Request): Promise<Outcome> {
  const { command, actor, idempotencyKey, expectedRevision, recordDespite } = request
  const given = readBy(Envelope, { idempotencyKey, expectedRevision, recordDespite })
  const judged = judgedBody(command, request.input, on.clock)
  const { category } = command.aggregate
  const problems = [
    ...('problems' in given ? given.problems : []),
    ...(request.id === undefined || (isOf(category, request.id) && ID.test(request.id)) ? [] : [problem(category, 'NotAnId')]),
    ...('problems' in judged ? judged.problems : []),
  ]
  if (problems.length > 0 || 'problems' in given || 'problems' in judged) return { is: 'InputInvalid', problems }
  const commandId = request.commandId ?? commandIdOf(actor, given.data.idempotencyKey, command.creates ? undefined : request.id)
  const id = request.id ?? `${category}-${idWithin(commandId, category)}`
  // What a process manager names stands in the event it answers: the views, in which parts are looked up, may lag behind it.
  const unknown = request.causationId === undefined ? await unknownIds(on, command, judged.data) : []
  if (unknown.length > 0) return { is: 'InputInvalid', problems: unknown }
  if (command.shape.shape['file'] === attachment.file && on.files) {
    const said = judged.data as Attachment
    const stored = await on.files.about(said.file.slice('file-'.length))
    const unlike = stored ? unlikeStored(said, stored) : [problem('file', 'UnknownId')]
    if (unlike.length > 0) return { is: 'InputInvalid', problems: unlike }
  }
  const despite = given.data.recordDespite ?? []
  const digest = on.keys.digest(canonical([command.name, request.id ?? null, judged.data, ...(despite.length > 0 ? [despite] : [])]))
  const expected = typeof expectedRevision === 'number' ? BigInt(expectedRevision) : expectedRevision
  const attempt = async (loaded: Loaded): Promise<Outcome> => {
    const earlier = loaded.commands.get(commandId)
    if (earlier) return repeated(id, earlier, digest)
    if (expected !== undefined && expected !== loaded.revision) return { is: 'RevisionConflict', id, expected, actual: loaded.revision }
    const decision = await decide(on, { ...request, id, commandId, input: judged.data, recordDespite: despite }, loaded, digest)
    if ('is' in decision) return decision
    const names = decision.map((event) => event.type)
    if (decision.length === 0) {
      return { is: 'Recorded', id, revision: loaded.revision ?? -1n, position: loaded.position, repeated: false, events: names }
    }
    try {
      const appended = await append(on, command.aggregate, id, loaded, decision)
      return { is: 'Recorded', id, ...appended, repeated: false, events: names }
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error
      const actual = error.actual === 'no-stream' ? null : error.actual
      return { is: 'RevisionConflict', id, expected: loaded.revision, actual }
    }
  }
  const outcome = await turnsAt(on.store).take(id, async () => {
    const kept = on.states?.take(id)
    if (kept) {
      // It may be stale: only what the store took at its revision is sure, and all else is judged on the stream as it is.
      const outcome = await attempt(kept)
      if (outcome.is === 'Recorded' && outcome.events.length > 0) return outcome
    }
    for (let attempts = 1; ; attempts++) {
      const outcome = await attempt(await load(on, command.aggregate, id))
      if (outcome.is !== 'RevisionConflict' || expected !== undefined || attempts === ATTEMPTS) return outcome
    }
  })
  if (command.erases && outcome.is === 'Recorded') await on.keys.erase(id)
  return outcome
}

const turns = new WeakMap<EventAppender, Turns>()
function turnsAt(store: EventAppender): Turns {
  const known = turns.get(store) ?? new Turns()
  turns.set(store, known)
  return known
}

/** Appends what was decided on a loaded stream, and keeps the state after it where states are kept. @throws WrongExpectedRevision, and what the store throws */
async function append(on: Handling, aggregate: AnyAggregate, id: string, loaded: Loaded, decision: readonly NewEvent[]) {
  const stream = on.registry.streamOf(id)
  const expected = loaded.revision ?? 'no-stream'
  if (!on.states) return on.store.append(stream, expected, decision)
  // Ids of their own: where the store finds them recorded already it was this append, made again, and not another of the same command.
  const events = decision.map((event) => ({ ...event, id: randomUUID() }))
  const appended = await on.store.append(stream, expected, events)
  const before = appended.revision - BigInt(events.length)
  for (const [i, event] of events.entries()) {
    const data = JSON.parse(JSON.stringify(event.data)) as JsonObject // as it will be read
    add(on, aggregate, loaded, { ...event, data, stream, revision: before + BigInt(i + 1), position: appended.position })
  }
  on.states.keep(id, loaded)
  return appended
}

/**
 * Decides on a loaded stream and dresses the events for the log; the importer decides on streams of its overlay so. The ids of
 * events and of what they begin are the same whenever the command is repeated. Another body has other event ids: of two commands
 * that race under one key the store takes only one, and the other sees it when it loads again.
 */
export async function decide(
  on: Pick<Handling, 'store' | 'registry' | 'clock' | 'keys' | 'lookUp' | 'evidence'>,
  request: Request & { readonly id: string; readonly commandId: string },
  loaded: Pick<Loaded, 'state' | 'revision'>,
  digest: string,
): Promise<NewEvent[] | Extract<Outcome, { is: 'RuleBroken' }>> {
  const { command, id, input } = request
  try {
    if (command.creates && loaded.revision !== null) throw new RuleRefused(AlreadyRecorded)
    if (!command.creates && loaded.revision === null) throw new RuleRefused(NotRecordedYet, command.aggregate.category)
    const now = on.clock.now().toISOString()
    const breaches: { readonly breach: Breach; readonly fact: Fact | undefined }[] = []
    const evidence = await on.evidence?.[command.name]?.(input, sourcesOf(on), loaded.state, id)
    const context: Context<unknown> = {
      today: bangkokDay(now),
      id,
      actor: request.actor,
      ...(request.forPost !== undefined && { forPost: request.forPost }),
      evidence,
      newId: (category, n = 0) => `${category}-${idWithin(request.row ?? request.commandId, `${category}:${n}`)}`,
      plain: <T>(recorded: T) => plainOf(on.keys, id, recorded) as T | null,
      judge(holds, rule, field = '', fact) {
        if (holds) return
        const despite = rule.of === 'body' && request.recordDespite?.find((breach) => breach.rule === rule.code)
        if (!despite) throw new RuleRefused(rule, field)
        breaches.push({ breach: despite, fact })
      },
    }
    const facts = command.decide(input, loaded.state, context)
    if (facts.some((fact) => isPersonal(on.registry, fact)) && (await on.keys.prepare([id])).length > 0)
      throw new RuleRefused(PersonalDataIsErased)
    const metadata: Metadata = {
      version: 1,
      recordedAt: now,
      actor: request.actor,
      ...(request.forPost !== undefined && { forPost: request.forPost }),
      command: command.name,
      commandId: request.commandId,
      digest,
      correlationId: request.correlationId ?? request.commandId,
      ...(request.causationId !== undefined && { causationId: request.causationId }),
      ...(request.imported && { imported: true }),
    }
    return facts.map((fact, i) => {
      const broken = new Set(breaches.filter((each) => (each.fact ?? facts[0]) === fact).map(({ breach }) => breach))
      const despite = broken.size > 0 && { despite: [...broken] }
      return dress(on, fact, id, idWithin(request.commandId, `${digest} ${i}`), { ...metadata, ...despite })
    })
  } catch (error) {
    if (error instanceof RuleRefused) return { is: 'RuleBroken', rule: error.rule, field: error.field }
    throw error
  }
}

const isPersonal = ({ events }: Registry, { type, data }: Fact) =>
  events.get(type)?.personal.some((field) => (data as JsonObject)[field] !== undefined) ?? false

/** Checks an event against its schema and seals what is personal in it. */
function dress(on: Pick<Handling, 'registry' | 'keys'>, fact: Fact, id: string, eventId: string, metadata: Metadata): NewEvent {
  const type = on.registry.events.get(fact.type)
  if (!type) throw new Error(`the registry does not know ${fact.type}: list its aggregate in the context's module`)
  const data = type.schema.parse(fact.data) as JsonObject
  for (const field of type.personal) {
    if (data[field] !== undefined) data[field] = on.keys.seal(id, JSON.stringify(data[field]))
  }
  return { id: eventId, type: type.type, data, metadata: { ...metadata, version: type.version } as unknown as JsonObject }
}

/** Folds a stream; an id of another category names no stream of this aggregate. @throws UnreadableEvent, and what the store throws */
export async function load<S>(
  on: Pick<Handling, 'store' | 'registry'>,
  aggregate: Aggregate<S, readonly EventType[]> | AnyAggregate,
  id: string,
): Promise<Loaded<S>> {
  const loaded: Loaded<S> = { state: aggregate.initial as S, revision: null, position: 0n, commands: new Map() }
  let read = 0
  if (!isOf(aggregate.category, id)) return loaded
  try {
    for await (const recorded of on.store.readStream(on.registry.streamOf(id))) {
      if (++read % EVENTS_A_TURN === 0) await nextTick()
      add(on, aggregate as AnyAggregate, loaded, recorded)
    }
  } catch (error) {
    if (!(error instanceof StreamNotFound)) throw error
  }
  return loaded
}

/** One more event of the stream. @throws UnreadableEvent */
function add<S>(on: Pick<Handling, 'registry'>, aggregate: AnyAggregate, loaded: Loaded<S>, recorded: RecordedEvent): void {
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

function repeated(id: string, { digest: before, ...earlier }: Earlier, digest: string): Outcome {
  if (before !== digest) return { is: 'InputInvalid', problems: [problem('idempotencyKey', 'IdempotencyKeyReused')] }
  return { is: 'Recorded', id, ...earlier, repeated: true }
}

async function unknownIds(on: Handling, command: Command, input: unknown) {
  const named = refsIn(command.shape, input)
  const known = await Promise.all(named.map(async ({ id }) => on.exists(id)))
  return named.filter((_, i) => !known[i]).map(({ path }) => problem(path.join('.'), 'UnknownId'))
}
