import { type EventAppender, type JsonObject, type NewEvent, WrongExpectedRevision } from '@prasan/event-store'
import { randomBytes, randomUUID } from 'node:crypto'
import type { AnyAggregate } from '../declaring/aggregate.js'
import { type Command, type SecretOf, envelope } from '../declaring/command.js'
import { type Outcome, type Problem, problem, readBy } from '../declaring/outcome.js'
import { refsIn, z } from '../declaring/shapes.js'
import { type Attachment, attachment, unlikeStored } from '../files/attachment.js'
import { canonical } from '../log/canonical.js'
import { commandIdOf, idWithin } from '../log/ids.js'
import { type Clock, bangkokDay } from '../time/clock.js'
import { daysOutOfTime } from '../time/days.js'
import { decide } from './decision.js'
import type { Earlier, Loaded } from './kept-states.js'
import { add, isOf, load } from './loading.js'
import { type Handling, type Request, type Watch, unwatched } from './request.js'
import { Turns } from './turns.js'

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

const ATTEMPTS = 3
/** 256 bits that nobody can guess, as text for an address. */
const newSecret = () => randomBytes(32).toString('base64url')
const secretOf = ({ keys }: Handling, tells: true | SecretOf, id: string, commandId: string) =>
  tells === true ? newSecret() : tells({ keys, id, commandId })

/** Load, known command? decide, nothing? stop, append; on a conflict all again. The one place where commands are handled. */
export function handle(on: Handling, request: Request): Promise<Outcome> {
  const watch = on.watch ?? unwatched
  return watch('command', request.command.name, () => handled(on, request, watch))
}

async function handled(on: Handling, request: Request, watch: Watch): Promise<Outcome> {
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
  await on.sameLog?.()
  const target = request.id ?? command.oneFor?.(judged.data)
  const commandId =
    request.commandId ?? commandIdOf(actor, given.data.idempotencyKey, command.creates && !command.oneFor ? undefined : target)
  const id = target ?? `${category}-${idWithin(commandId, category)}`
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
    const told = command.tellsSecret ? { secret: secretOf(on, command.tellsSecret, id, commandId) } : {}
    const dressed = { ...request, id, commandId, input: judged.data, recordDespite: despite, ...told }
    const decision = await watch('decide', command.name, () => decide(on, dressed, loaded, digest))
    if ('is' in decision) return decision
    const names = decision.map((event) => event.type)
    if (decision.length === 0) {
      return { is: 'Recorded', id, revision: loaded.revision ?? -1n, position: loaded.position, repeated: false, events: names }
    }
    try {
      const appended = await watch('append', command.name, () => append(on, command.aggregate, id, loaded, decision))
      return { is: 'Recorded', id, ...appended, repeated: false, events: names, ...told }
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
      const outcome = await attempt(await watch('load', command.name, () => load(on, command.aggregate, id)))
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

function repeated(id: string, { digest: before, ...earlier }: Earlier, digest: string): Outcome {
  if (before !== digest) return { is: 'InputInvalid', problems: [problem('idempotencyKey', 'IdempotencyKeyReused')] }
  return { is: 'Recorded', id, ...earlier, repeated: true }
}

async function unknownIds(on: Handling, command: Command, input: unknown) {
  const named = refsIn(command.shape, input)
  const known = await Promise.all(named.map(async ({ id }) => on.exists(id)))
  return named.filter((_, i) => !known[i]).map(({ path }) => problem(path.join('.'), 'UnknownId'))
}
