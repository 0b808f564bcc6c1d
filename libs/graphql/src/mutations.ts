/** Mutations derived from commands: input classes, outcome unions and one resolver a context, so that a new command needs no API code. */
import { type Command, type Outcome, described, envelope, metaOf, targetOf, unwrapped, warningsOf, z } from '@prasan/event-sourcing'
import { Args, Context, Field, ID, Int, Mutation, ObjectType, Resolver, createUnionType } from '@nestjs/graphql'
import type { Type } from '@nestjs/common'
import { CommandBus } from '@nestjs/cqrs'
import type { BoundedContext } from './bounded-context.js'
import { Tell } from './bus.js'
import { inputOf } from './inputs.js'
import { lowerFirst, upperFirst } from './naming.js'
import { thingOf } from './judged.js'
import type { RequestContext } from './request.js'
import { Position } from './scalars.js'
import { Bilingual } from './types.js'

@ObjectType({
  description: described(
    'ไม่เป็นไปตามกฎ กฎของคณะบันทึกทั้งที่ไม่เป็นไปตามนั้นได้ด้วย recordDespite',
    'A rule refused. A rule of the body can be recorded despite: send `recordDespite: [{ rule, reason }]`.',
  ),
})
export class RuleBroken {
  @Field(() => String, { description: described('ชื่อกฎเป็นประโยค ไม่เปลี่ยน', 'The rule as a sentence; stable, to act on.') }) rule!: string
  @Field(() => Bilingual, { description: described('คำอธิบายสำหรับผู้ใช้', 'What to tell the user.') }) message!: Bilingual
  @Field(() => String, { nullable: true, description: described('ช่องที่ไม่เป็นไปตามกฎ หากมี', 'Path of the input field, where one broke it.') })
  field?: string | null
  @Field(() => Boolean, { description: described('บันทึกทั้งที่ไม่เป็นไปตามกฎได้', 'Whether it may be recorded despite the rule.') })
  mayRecordDespite!: boolean
}

@ObjectType({
  description: described(
    'มีการแก้ไขหลังจาก expectedRevision โปรดโหลดใหม่แล้วตัดสินใจอีกครั้ง',
    'The thing has changed since `expectedRevision`: load it again and decide anew.',
  ),
})
export class RevisionConflict {
  @Field(() => ID, { description: described('รหัสของสิ่งที่มีการแก้ไข', 'What has changed.') }) id!: string
  @Field(() => Int, { nullable: true, description: described('ลำดับที่ส่งมา', 'The revision that was sent.') }) expected?: number | null
  @Field(() => Int, { nullable: true, description: described('ลำดับล่าสุดจริง', 'The revision that it has.') }) actual?: number | null
  @Field(() => Bilingual, { description: described('คำอธิบายสำหรับผู้ใช้', 'What to tell the user.') }) message!: Bilingual
}

@ObjectType({ description: described('ข้อผิดพลาดหนึ่งข้อของข้อมูลที่ส่งมา', 'One thing that is wrong with the input.') })
export class InputProblem {
  @Field(() => String, { description: described('ช่องที่ผิด', 'Path of the field, as in `kind.exOfficio.post`.') }) field!: string
  @Field(() => String, { description: described('รหัสของข้อผิดพลาด ไม่เปลี่ยน', 'What is wrong; stable, to act on.') }) code!: string
  @Field(() => Bilingual, { description: described('คำอธิบายสำหรับผู้ใช้', 'What to tell the user.') }) message!: Bilingual
}

@ObjectType({
  description: described(
    'ข้อมูลไม่ถูกรูปแบบ อ้างถึงสิ่งที่ไม่มีบันทึก หรือใช้ idempotencyKey ซ้ำกับข้อมูลอื่น ไม่มีการบันทึก',
    'The input is not of the right form, names what is not recorded, or repeats an idempotencyKey with another body. Nothing was recorded.',
  ),
})
export class InputInvalid {
  @Field(() => [InputProblem], { description: described('ข้อผิดพลาดทุกข้อ', 'Everything that is wrong.') }) problems!: InputProblem[]
}

@ObjectType({ description: described('ข้อความที่บันทึกแล้ว แต่ขอให้แก้ถ้อยคำ', 'A text that was recorded and should be worded otherwise.') })
export class Warning {
  @Field(() => String, { description: described('ช่องของข้อความ', 'Path of the field.') }) field!: string
  @Field(() => String, { description: described('รหัสของคำเตือน ไม่เปลี่ยน', 'What the text holds; stable, to act on.') }) code!: string
  @Field(() => Bilingual, { description: described('คำอธิบายสำหรับผู้ใช้', 'What to tell the user.') }) message!: Bilingual
}

const CONFLICT = {
  th: 'ข้อมูลนี้ถูกแก้ไขไปแล้วหลังจากที่เปิดดู โปรดโหลดใหม่แล้วตัดสินใจอีกครั้ง',
  en: 'This has changed since you looked: load it again and decide anew.',
}

const outcomes = new Map<string, unknown>()

/** @param tellsSecret whether a command about the category is answered with a secret */
function outcomeOf(category: string, types: ReadonlyMap<string, Type>, tellsSecret: boolean): unknown {
  const known = outcomes.get(category)
  if (known) return known
  const node = types.get(category)
  const name = `${upperFirst(category)}Recorded`
  const recorded = { [name]: class {} }[name]!
  const field = (key: string, returns: () => unknown, th: string, en: string, nullable = false) =>
    Field(returns as never, { nullable, description: described(th, en) })(recorded.prototype, key)
  field('id', () => ID, 'รหัสของสิ่งที่บันทึก', 'What was recorded or changed.')
  if (node)
    field(
      category,
      () => node,
      'ตามที่แสดงขณะนี้ ว่างเมื่อยังอ่านไม่ถึง (viewsCaughtUp: false) หรือมีผลในอนาคตเท่านั้น',
      'As the views show it; null only while they lag behind (`viewsCaughtUp: false`) or where it holds only in the future.',
      true,
    )
  field('revision', () => Int, 'ลำดับล่าสุด ส่งกลับเป็น expectedRevision', 'Send it back as `expectedRevision`.')
  field(
    'position',
    () => Position,
    'จุดในบันทึก ส่งในส่วนหัว Prasan-At-Least เพื่อให้เห็นข้อมูลนี้จากทุกเครื่อง',
    'Send it in the header Prasan-At-Least to see this on any node.',
  )
  field(
    'viewsCaughtUp',
    () => Boolean,
    'เป็น false เมื่อยังอ่านไม่ถึงในเวลาที่กำหนด ส่วนหัว Prefer: wait=0 คือไม่รอ',
    'False when they had not seen it in time. The header `Prefer: wait=0` asks not to wait for them.',
  )
  field(
    'warnings',
    () => [Warning],
    'สิ่งที่บันทึกแล้วแต่ขอให้แก้ถ้อยคำ: เลขประจำตัวประชาชน หมายเลขโทรศัพท์ หรือชื่อเด็กในข้อความ',
    'Recorded, but to be worded otherwise: a national identification number, a telephone number or the name of a child in a text.',
  )
  field(
    'reactionsDone',
    () => Boolean,
    'เป็น false เมื่อสิ่งที่ระบบทำต่อเอง (เลขครั้งที่ประชุม ข้อผูกพันตามมติ) ยังไม่เสร็จในเวลาที่กำหนด ระบบจะทำต่อให้เสร็จ',
    'False when what follows by itself (the number of a meeting, the commitments of a resolution) was not recorded in time; it will be.',
  )
  field(
    'notShown',
    () => Bilingual,
    'เหตุที่แสดงสิ่งที่บันทึกไม่ได้ ว่างเมื่อแสดงได้ โปรดแจ้งผู้ดูแลระบบ',
    'Why the views could not take what was recorded; null where they could. Tell whoever looks after this node.',
    true,
  )
  field(
    'repeated',
    () => Boolean,
    'เป็น true เมื่อ idempotencyKey นี้บันทึกไว้ก่อนแล้ว ไม่มีการบันทึกเพิ่ม',
    'True when this idempotencyKey had recorded it before: nothing was added.',
  )
  field('events', () => [String], 'ชื่อเหตุการณ์ที่บันทึก', 'Names of the events that were recorded.')
  if (tellsSecret)
    field(
      'secret',
      () => String,
      'รหัสลับที่ระบบสร้าง แสดงครั้งนี้ครั้งเดียวและไม่เก็บไว้ที่ใด ว่างเมื่อส่งซ้ำหรือเมื่อคำสั่งไม่ได้สร้างรหัสลับ หากไม่ได้รับให้ยกเลิกแล้วเปิดใหม่',
      'The secret that was made: told this once and kept nowhere. Null where the mutation is repeated, or makes none; who did not receive it revokes and opens anew.',
      true,
    )
  ObjectType(name, {
    description: described(
      'บันทึกแล้วและจะไม่หาย แสดงในทุกรายการเมื่อ viewsCaughtUp เป็น true',
      'Recorded: durable, and shown by the views when `viewsCaughtUp` is true.',
    ),
  })(recorded)
  const union = createUnionType({
    name: `${upperFirst(category)}Outcome`,
    description: described('ผลของการบันทึก', 'What came of a mutation.'),
    types: () => [recorded, RuleBroken, RevisionConflict, InputInvalid] as never,
    resolveType: ({ is }: { is: string }) => (is === 'Recorded' ? name : is) as never,
  })
  outcomes.set(category, union)
  return union
}

interface Input extends Record<string, unknown> {
  idempotencyKey: string
  expectedRevision?: number | null
  recordDespite?: { rule: string; reason: string }[] | null
}

/** The target, told by the beginning of its ids. */
const targetFor = (command: Command) =>
  Object.fromEntries(
    Object.entries<z.ZodType>(targetOf(command)).map(([category, id]) => [
      category,
      id.meta({ description: described(`รหัส ${category}-… ของสิ่งที่จะบันทึกการเปลี่ยนแปลง`, `What it is about, by its id: \`${category}-…\`.`) }),
    ]),
  )

/** The resolver with a mutation for each command of the context. */
export function mutationsOf(context: BoundedContext, types: ReadonlyMap<string, Type>): Type {
  const name = `${upperFirst(context.name)}Mutations`
  const resolver = {
    [name]: class {
      constructor(readonly commands: CommandBus) {}
    },
  }[name]!
  Reflect.defineMetadata('design:paramtypes', [CommandBus], resolver)
  for (const command of context.commands) {
    const category = command.aggregate.category
    const method = lowerFirst(command.name)
    const inputs = described(`ข้อมูลของ ${method}`, `What \`${method}\` takes.`)
    const input = inputOf(`${command.name}Input`, { ...targetFor(command), ...command.shape.shape, ...envelope }, { description: inputs })
    const run = async function (this: { commands: CommandBus }, body: Input, request: RequestContext) {
      const told = requestOf(command, body, request)
      return present(command, await this.commands.execute(new Tell(told)), request, told)
    }
    Object.defineProperty(resolver.prototype, method, { value: run, writable: true, configurable: true })
    Reflect.defineMetadata('design:paramtypes', [Object, Object], resolver.prototype, method)
    Args('input', { type: () => input, description: inputs })(resolver.prototype, method, 0)
    Context()(resolver.prototype, method, 1)
    const tellsSecret = context.commands.some((each) => each.tellsSecret && each.aggregate === command.aggregate)
    const outcome = outcomeOf(category, types, tellsSecret)
    Mutation(() => outcome as never, { name: method, description: command.doc })(
      resolver.prototype,
      method,
      Object.getOwnPropertyDescriptor(resolver.prototype, method)!,
    )
  }
  Resolver()(resolver)
  return resolver
}

/** Takes an input apart: the envelope, the target and the body, all for `handle` to judge. */
export function requestOf(command: Command, input: Input, { actor, forPost, views }: Pick<RequestContext, 'actor' | 'forPost' | 'views'>) {
  const { idempotencyKey, expectedRevision, recordDespite, ...rest } = plain(input, (text, [key, ...path]) => {
    const fields: Fields = { ...targetOf(command), ...command.shape.shape }
    return isIdAt(fields[key!], path) ? thingOf(text, views) : text
  })
  const { [command.aggregate.category]: target, ...body } = rest
  return {
    command,
    input: command.creates ? rest : body,
    ...(!command.creates && { id: target as string }),
    idempotencyKey,
    actor,
    ...(forPost !== undefined && { forPost }),
    ...(expectedRevision !== undefined && { expectedRevision }),
    ...(recordDespite && { recordDespite }),
  }
}

/** What was sent without what is null, which is how clients leave something out, and with each text as it is to be taken. */
function plain<T>(value: T, taken: (text: string, path: readonly string[]) => string, path: readonly string[] = []): T {
  if (typeof value === 'string') return (value.includes('@') ? taken(value, path) : value) as T
  if (Array.isArray(value)) return value.map((part: unknown) => plain(part, taken, [...path, ''])) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== null && part !== undefined)
      .map(([key, part]) => [key, plain(part, taken, [...path, key])]),
  ) as T
}

type Fields = Readonly<Record<string, z.ZodType | undefined>>

/** Whether an id is what the shape takes at the path. */
function isIdAt(schema: z.ZodType | undefined, [key, ...path]: readonly string[]): boolean {
  if (!schema) return false
  const { inner } = unwrapped(schema)
  const { scalar, oneOf } = metaOf(inner)
  if (key === undefined) return scalar === 'ID'
  if (inner instanceof z.ZodArray) return isIdAt(inner.element as z.ZodType, path)
  const fields: Fields = oneOf ?? (inner instanceof z.ZodObject ? inner.shape : {})
  return isIdAt(fields[key], path)
}

const notShown = (reason: string | undefined): Bilingual | null =>
  reason === undefined ? null : { th: `บันทึกแล้ว แต่ยังแสดงไม่ได้: ${reason}`, en: `Recorded, but the views could not take it: ${reason}` }

async function present(command: Command, outcome: Outcome, request: RequestContext, told: ReturnType<typeof requestOf>): Promise<object> {
  switch (outcome.is) {
    case 'Recorded': {
      const category = command.aggregate.category
      const settled = await request.settled(command.name, outcome)
      const asOf = request.moment()
      return {
        ...outcome,
        revision: Number(outcome.revision),
        ...settled,
        get warnings() {
          return [...warningsOf(command.shape, told.input), ...warningsOf(envelope.recordDespite, told.recordDespite, ['recordDespite'])]
        },
        notShown: notShown(request.views.poisonOf(outcome.id, outcome.revision, outcome.events.length)),
        get [category]() {
          return request.node(outcome.id, asOf)
        },
      }
    }
    case 'RuleBroken':
      return {
        is: outcome.is,
        rule: outcome.rule.code,
        message: outcome.rule.message,
        field: outcome.field || null,
        mayRecordDespite: outcome.rule.of === 'body',
      }
    case 'RevisionConflict':
      return { is: outcome.is, id: outcome.id, expected: number(outcome.expected), actual: number(outcome.actual), message: CONFLICT }
    case 'InputInvalid':
      return outcome
  }
}

const number = (revision: bigint | null) => (revision === null ? null : Number(revision))
