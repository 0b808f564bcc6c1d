/** Lists and single things of the API, derived from the declared ones: arguments judged, a page and its count, one resolver each. */
import { type AsOf, Day, type List, type ListAsked, type Paged } from '@prasan/event-sourcing'
import type { Type } from '@nestjs/common'
import { QueryBus } from '@nestjs/cqrs'
import { Args, ArgsType, Context, Field, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import type { BoundedContext } from './bounded-context.js'
import { Ask } from './bus.js'
import { type Connection, PageArgs, connectionFrom, connectionOf, pageAsked } from './connection.js'
import { SearchAsked, YearAsked, judged } from './judged.js'
import { upperFirst } from './naming.js'
import { type Asked, type RequestContext, withMoment } from './request.js'
import { Day as DayScalar } from './scalars.js'
import { AS_OF, type AsOfInput } from './types.js'

/** What narrows a list: how it is written in the API, and what is meant by it once it is judged. */
interface Argument<T> {
  readonly type: () => unknown
  readonly description: string
  readonly defaultValue?: unknown
  /** Nothing can be asked without it. */
  readonly required?: true
  /** @throws BAD_USER_INPUT */
  judged(value: unknown, field: string, request: RequestContext, moment: AsOf): T | undefined | Promise<T | undefined>
}

const given = <T>(value: unknown) => (value === null ? undefined : value) as T | undefined

/** The id of something that was recorded. */
export const idOf = (category: string, description: string): Argument<string> => ({
  type: () => ID,
  description,
  judged: (value, field, request) => request.known(given<string>(value), field, category),
})
/** A word of an enum. */
export const wordOf = <W extends string = never>(type: object, description: string, defaultValue?: W): Argument<W> => ({
  type: () => type,
  description,
  ...(defaultValue !== undefined && { defaultValue }),
  judged: (value) => given<W>(value),
})
export const searchFor = (description: string): Argument<string> => ({
  type: () => String,
  description,
  judged: (value, field) => judged(SearchAsked, value, field),
})
export const dayAsked = (description: string): Argument<string> => ({
  type: () => DayScalar,
  description,
  judged: (value, field) => judged(Day, value, field),
})
/** B.E. */
export const yearAsked = (description: string): Argument<number> => ({
  type: () => Int,
  description,
  judged: (value, field) => judged(YearAsked, value, field),
})

interface Declared<A extends ListAsked> {
  readonly description?: string
  readonly args?: { readonly [K in Exclude<keyof A, 'asOf'>]?: Argument<NonNullable<A[K]>> }
  /** What is asked together, judged together. @throws BAD_USER_INPUT */
  readonly judged?: (asked: A) => void
  /** The type whose field it is, with the argument that is the thing itself; a list of its own where it is left out. */
  readonly on?: { readonly type: Type; readonly by: keyof A & string }
  /** Whether it can be asked as of a moment; a list on a thing is of the moment of the thing. */
  readonly dated?: boolean
  /** The connection, where it tells more than a list does, and how it is completed. */
  readonly connection?: abstract new (...args: never[]) => Connection<unknown>
  readonly completed?: (connection: Connection<any>, asked: A, request: RequestContext) => object
}

/** The resolver of a list: of its page one statement, of its count another where a query selects it. */
export function listOf<A extends ListAsked, R extends object>(
  list: List<A, R>,
  type: Type,
  { description, args = {}, judged: judgedTogether, on, dated = !on, connection, completed }: Declared<A>,
): Type {
  const name = `${on ? on.type.name : ''}${upperFirst(list.name)}`
  const declared = Object.entries(args as Record<string, Argument<unknown>>)
  const argsType = { [`${name}Args`]: class extends PageArgs {} }[`${name}Args`]!
  for (const [key, arg] of declared) {
    const { type, description, defaultValue, required } = arg
    Field(
      type as never,
      { nullable: defaultValue === undefined && !required, description, ...(defaultValue !== undefined && { defaultValue }) } as never,
    )(argsType.prototype, key)
  }
  if (dated) Field(AS_OF.type, AS_OF)(argsType.prototype, 'asOf')
  ArgsType()(argsType)

  async function page(
    queries: QueryBus,
    args: PageArgs & Record<string, unknown>,
    asOf: AsOf,
    request: RequestContext,
    of?: Asked<{ id: string }>,
  ) {
    const asked: Record<string, unknown> = { asOf, ...(on && { [on.by]: of!.id }) }
    for (const [key, argument] of declared) asked[key] = await argument.judged(args[key], key, request, asOf)
    judgedTogether?.(asked as never)
    const sealed = pageAsked(args, of ? `${list.name} of ${request.identityOf(of)}` : list.name)
    const rows: Paged<R> = await queries.execute(new Ask(list.page, request.steady({ ...(asked as unknown as A), page: sealed })))
    const found = connectionFrom(
      rows,
      (row) => withMoment(row, asOf),
      () => request.ask(list.count, asked as never),
    )
    return completed ? completed(found, asked as never, request) : found
  }

  const method = list.name
  const resolver = {
    [`${name}List`]: class {
      constructor(readonly queries: QueryBus) {}
    },
  }[`${name}List`]!
  Reflect.defineMetadata('design:paramtypes', [QueryBus], resolver)
  const connectionType = connection ?? connectionOf(type, type.name)
  const returns = () => connectionType
  type This = { queries: QueryBus }
  const run = on
    ? function (this: This, of: Asked<{ id: string }>, args: PageArgs, request: RequestContext) {
        return page(this.queries, args as never, of.asOf, request, of)
      }
    : function (this: This, args: PageArgs & { asOf?: AsOfInput }, request: RequestContext) {
        return page(this.queries, args as never, request.moment(args.asOf), request)
      }
  Object.defineProperty(resolver.prototype, method, { value: run, writable: true, configurable: true })
  const descriptor = Object.getOwnPropertyDescriptor(resolver.prototype, method)!
  Reflect.defineMetadata('design:paramtypes', on ? [Object, argsType, Object] : [argsType, Object], resolver.prototype, method)
  if (on) Parent()(resolver.prototype, method, 0)
  Args()(resolver.prototype, method, on ? 1 : 0)
  Context()(resolver.prototype, method, on ? 2 : 1)
  const options = { ...(description !== undefined && { description }) }
  const field = on ? ResolveField(returns as never, options) : Query(returns as never, { name: method, ...options })
  field(resolver.prototype, method, descriptor)
  if (on) Resolver(() => on.type)(resolver)
  else Resolver()(resolver)
  return resolver
}

/** The resolver of what can be asked for by its id and a moment: a field for each node that is declared with one. */
export function thingsOf({ name, nodes }: BoundedContext): Type {
  const resolver = { [`${upperFirst(name)}Things`]: class {} }[`${upperFirst(name)}Things`]!
  for (const { category, type, byIds, asked } of nodes) {
    if (!asked) continue
    const method = asked.as ?? category
    const value = (id: string, asOf: AsOfInput | undefined, request: RequestContext) => request.thing(byIds, category, id, asOf)
    Object.defineProperty(resolver.prototype, method, { value, writable: true, configurable: true })
    Reflect.defineMetadata('design:paramtypes', [String, Object, Object], resolver.prototype, method)
    Args('id', { type: () => ID })(resolver.prototype, method, 0)
    Args('asOf', AS_OF)(resolver.prototype, method, 1)
    Context()(resolver.prototype, method, 2)
    const { description } = asked
    Query(() => type, { name: method, nullable: true, ...(description !== undefined && { description }) })(
      resolver.prototype,
      method,
      Object.getOwnPropertyDescriptor(resolver.prototype, method)!,
    )
  }
  Resolver()(resolver)
  return resolver
}
