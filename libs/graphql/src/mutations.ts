/** Mutations derived from commands: input classes, outcome unions and one resolver a context, so that a new command needs no API code. */
import { type Command, type Outcome, RecordDespite, Text, commandIdOf, problem, targetOf, z } from '@prasan/event-sourcing'
import { Args, Context, Field, ID, Int, Mutation, ObjectType, Resolver, createUnionType } from '@nestjs/graphql'
import type { Type } from '@nestjs/common'
import { CommandBus } from '@nestjs/cqrs'
import type { BoundedContext } from './bounded-context.js'
import { Tell } from './bus.js'
import { inputOf } from './inputs.js'
import { lowerFirst, upperFirst } from './naming.js'
import type { RequestContext } from './request.js'
import { Position } from './scalars.js'
import { Bilingual } from './types.js'

@ObjectType({ description: 'A rule refused. A rule of the body can be recorded despite: send `recordDespite: [{ rule, reason }]`.' })
export class RuleBroken {
  @Field(() => String, { description: 'The rule as a sentence; stable, to act on.' }) rule!: string
  @Field(() => Bilingual) message!: Bilingual
  @Field(() => String, { nullable: true, description: 'Path of the input field, where one broke it.' }) field?: string | null
  @Field(() => Boolean) mayRecordDespite!: boolean
}

@ObjectType({ description: 'The thing has changed since `expectedRevision`: load it again and decide anew.' })
export class RevisionConflict {
  @Field(() => ID) id!: string
  @Field(() => Int, { nullable: true }) expected?: number | null
  @Field(() => Int, { nullable: true }) actual?: number | null
  @Field(() => Bilingual) message!: Bilingual
}

@ObjectType()
export class InputProblem {
  @Field(() => String, { description: 'Path of the field, as in `kind.exOfficio.post`.' }) field!: string
  @Field(() => String) code!: string
  @Field(() => Bilingual) message!: Bilingual
}

@ObjectType({
  description:
    'The input is not of the right form, names what is not recorded, or repeats an idempotencyKey with another body. Nothing was recorded.',
})
export class InputInvalid {
  @Field(() => [InputProblem]) problems!: InputProblem[]
}

const CONFLICT = {
  th: 'ข้อมูลนี้ถูกแก้ไขไปแล้วหลังจากที่เปิดดู โปรดโหลดใหม่แล้วตัดสินใจอีกครั้ง',
  en: 'This has changed since you looked: load it again and decide anew.',
}

const outcomes = new Map<string, unknown>()

function outcomeOf(category: string, types: ReadonlyMap<string, Type>): unknown {
  const known = outcomes.get(category)
  if (known) return known
  const node = types.get(category)
  const name = `${upperFirst(category)}Recorded`
  const recorded = { [name]: class {} }[name]!
  const field = (key: string, returns: () => unknown, nullable = false, description = '') =>
    Field(returns as never, { nullable, ...(description && { description }) })(recorded.prototype, key)
  field('id', () => ID)
  if (node)
    field(
      category,
      () => node,
      true,
      'As the views show it; null only while they lag behind (`viewsCaughtUp: false`) or where it holds only in the future.',
    )
  field('revision', () => Int, false, 'Send it back as `expectedRevision`.')
  field('position', () => Position, false, 'Send it in the header Prasan-At-Least to see this on any node.')
  field(
    'viewsCaughtUp',
    () => Boolean,
    false,
    'False when they had not seen it in time. The header `Prefer: wait=0` asks not to wait for them.',
  )
  field('repeated', () => Boolean, false, 'True when this idempotencyKey had recorded it before: nothing was added.')
  field('events', () => [String])
  ObjectType(name, { description: 'Recorded: durable, and shown by the views when `viewsCaughtUp` is true.' })(recorded)
  const union = createUnionType({
    name: `${upperFirst(category)}Outcome`,
    types: () => [recorded, RuleBroken, RevisionConflict, InputInvalid] as never,
    resolveType: ({ is }: { is: string }) => (is === 'Recorded' ? name : is) as never,
  })
  outcomes.set(category, union)
  return union
}

const envelope = {
  idempotencyKey: Text.max(200).meta({
    description: 'Chosen by the client, new for every intended change: the same key again records nothing twice.',
  }),
  expectedRevision: z
    .int()
    .optional()
    .meta({ description: 'The revision you have seen; refused as RevisionConflict when it is no longer the last.' }),
  recordDespite: z
    .array(RecordDespite)
    .max(20)
    .optional()
    .meta({ description: 'Rules of the body that were broken and must be recorded all the same.' }),
}

interface Input extends Record<string, unknown> {
  idempotencyKey: string
  expectedRevision?: number | null
  recordDespite?: { rule: string; reason: string }[] | null
}

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
    const input = inputOf(`${command.name}Input`, { ...targetOf(command), ...command.shape.shape, ...envelope })
    const method = lowerFirst(command.name)
    const run = async function (this: { commands: CommandBus }, body: Input, request: RequestContext) {
      if (body.idempotencyKey.trim() === '') return { is: 'InputInvalid', problems: [problem('idempotencyKey', 'TooShort')] }
      return present(command, await this.commands.execute(new Tell(requestOf(command, body, request))), request)
    }
    Object.defineProperty(resolver.prototype, method, { value: run, writable: true, configurable: true })
    Reflect.defineMetadata('design:paramtypes', [Object, Object], resolver.prototype, method)
    Args('input', { type: () => input })(resolver.prototype, method, 0)
    Context()(resolver.prototype, method, 1)
    const outcome = outcomeOf(category, types)
    Mutation(() => outcome as never, { name: method, description: command.doc })(
      resolver.prototype,
      method,
      Object.getOwnPropertyDescriptor(resolver.prototype, method)!,
    )
  }
  Resolver()(resolver)
  return resolver
}

/** Takes an input apart: the envelope and the target here, the body for the command's own schema to judge. */
export function requestOf(command: Command, input: Input, { actor, forPost }: Pick<RequestContext, 'actor' | 'forPost'>) {
  const { idempotencyKey, expectedRevision, recordDespite, ...rest } = withoutNulls(input)
  const { [command.aggregate.category]: target, ...body } = rest
  return {
    command,
    input: command.creates ? rest : body,
    ...(!command.creates && { id: target as string }),
    commandId: commandIdOf(actor, idempotencyKey, command.creates ? undefined : (target as string)),
    actor,
    ...(forPost !== undefined && { forPost }),
    ...(expectedRevision !== undefined && { expectedRevision: BigInt(expectedRevision!) }),
    ...(recordDespite && { recordDespite }),
  }
}

/** GraphQL clients send null for what they leave out. */
function withoutNulls<T>(value: T): T {
  if (Array.isArray(value)) return value.map((part: unknown) => withoutNulls(part)) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== null && part !== undefined)
      .map(([key, part]) => [key, withoutNulls(part)]),
  ) as T
}

async function present(command: Command, outcome: Outcome, request: RequestContext): Promise<object> {
  switch (outcome.is) {
    case 'Recorded': {
      const category = command.aggregate.category
      const viewsCaughtUp = await request.views.waitFor(outcome.position, request.viewsWaitMs)
      request.forgetLoaded()
      const asOf = request.moment()
      return {
        ...outcome,
        revision: Number(outcome.revision),
        viewsCaughtUp,
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
