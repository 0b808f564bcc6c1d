/** How a command decides on a stream as loaded, and how its events are dressed for the log. */
import type { JsonObject, NewEvent } from '@prasan/event-store'
import type { AnyAggregate } from '../declaring/aggregate.js'
import type { Context } from '../declaring/command.js'
import type { Fact } from '../declaring/event.js'
import type { Outcome } from '../declaring/outcome.js'
import { type Breach, RuleRefused, ruleOfTheRecord } from '../declaring/rules.js'
import { idWithin, sealOf } from '../log/ids.js'
import type { Metadata, Registry } from '../log/registry.js'
import { plainOf } from '../personal-data/key-ring.js'
import { bangkokDay } from '../time/clock.js'
import type { Loaded } from './kept-states.js'
import { sourcesOf } from './loading.js'
import type { Handling, Request } from './request.js'

export const NotRecordedYet = ruleOfTheRecord('NotRecordedYet', { th: 'ไม่พบสิ่งที่จะแก้ไข', en: 'Nothing with this id is recorded.' })
export const AlreadyRecorded = ruleOfTheRecord('AlreadyRecorded', { th: 'มีการบันทึกรหัสนี้ไว้แล้ว', en: 'This id is already recorded.' })
export const PersonalDataIsErased = ruleOfTheRecord('PersonalDataIsErased', {
  th: 'ข้อมูลส่วนบุคคลของบุคคลนี้ถูกลบแล้ว จะไม่บันทึกอีก',
  en: 'The personal data of this person was erased: none is recorded again.',
})

/**
 * Decides on a loaded stream and dresses the events for the log; the importer decides on streams of its overlay so. The ids of
 * events and of what they begin are the same whenever the command is repeated. Another body has other event ids: of two commands
 * that race under one key the store takes only one, and the other sees it when it loads again.
 */
export async function decide(
  on: Pick<Handling, 'store' | 'registry' | 'clock' | 'keys' | 'lookUp' | 'evidence'>,
  request: Request & { readonly id: string; readonly commandId: string; readonly secret?: string },
  loaded: Pick<Loaded, 'state' | 'revision'>,
  digest: string,
): Promise<NewEvent[] | Extract<Outcome, { is: 'RuleBroken' }>> {
  const { command, id, input } = request
  try {
    if (command.creates && !command.oneFor && loaded.revision !== null) throw new RuleRefused(AlreadyRecorded)
    if (!command.creates && loaded.revision === null) throw new RuleRefused(NotRecordedYet, command.aggregate.category)
    const now = on.clock.now().toISOString()
    const breaches: { readonly breach: Breach; readonly fact: Fact | undefined }[] = []
    const evidence = await on.evidence?.[command.name]?.(input, sourcesOf(on), loaded.state, id)
    const secretDigest = request.secret === undefined ? undefined : sealOf(request.secret)
    const context: Context<unknown> = {
      today: bangkokDay(now),
      id,
      actor: request.actor,
      ...(request.forPost !== undefined && { forPost: request.forPost }),
      evidence,
      ...(secretDigest !== undefined && { secretDigest }),
      newId: (category, n = 0) => `${category}-${idWithin(request.row ?? request.commandId, `${category}:${n}`)}`,
      plain: <T>(recorded: T) => plainOf(on.keys, id, recorded) as T | null,
      judge(holds, rule, field = '', fact) {
        if (holds) return
        const despite = rule.of === 'body' && request.recordDespite?.find((breach) => breach.rule === rule.code)
        if (!despite) throw new RuleRefused(rule, field)
        breaches.push({ breach: despite, fact })
      },
    }
    if (loaded.revision !== null && keepsPersonalData(command.aggregate)) await on.keys.learn([id])
    const facts = command.decide(input, loaded.state, context)
    if (
      facts.some((fact) => isPersonal(on.registry, fact)) &&
      (await on.keys.prepare([id], loaded.revision === null ? undefined : new Set([id]))).length > 0
    )
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
      const body = secretDigest === undefined ? digest : `${digest} ${secretDigest}`
      return dress(on, fact, id, idWithin(request.commandId, `${body} ${i}`), { ...metadata, ...despite })
    })
  } catch (error) {
    if (error instanceof RuleRefused) return { is: 'RuleBroken', rule: error.rule, field: error.field }
    throw error
  }
}

const keepsPersonalData = ({ events }: AnyAggregate) => events.some(({ personal }) => personal.length > 0)

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
