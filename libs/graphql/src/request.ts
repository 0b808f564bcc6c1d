/**
 * Who asks, and how a resolver reads: the one seam between a request and everything below. How the actor is found and what
 * they may do is decided where the context is made (apps/api), never in a resolver or a decider.
 */
import {
  AreaRef,
  type AsOf,
  type Bilingual,
  Day,
  type KeyRing,
  type Query,
  type ReadModel,
  addDays,
  bangkokDay,
  categoryOf,
  grouped,
  type Clock,
  type HistoryTable,
  Text,
  problem,
  problemsOf,
} from '@prasan/event-sourcing'
import DataLoader from 'dataloader'
import { GraphQLError } from 'graphql'
import type { Type } from '@nestjs/common'

export interface AsOfAsked {
  effective?: string | null
  known?: string | null
  logNumber?: number | null
}

/** A row as it travels through the resolvers: with the moment it was asked for. */
export type Asked<R> = R & { readonly asOf: AsOf }

/** What can be asked for by its id alone. */
export interface NodeType<R extends { id: string } = any> {
  readonly category: string
  /** The GraphQL object type. */
  readonly type: Type
  readonly byIds: Query<{ ids: readonly string[]; asOf: AsOf }, R[]>
  /** Where its rows are, if it can end: asked for by its id it is then shown as on its last day, with `endedOn`. */
  readonly table?: HistoryTable<any>
  /** The name to show for a row, where it has one of its own. */
  readonly label?: (row: R, request: RequestContext) => Bilingual | null
}

export const VIEWS_WAIT_MS = 2_000

export class RequestContext {
  private readonly loaders = new Map<string, DataLoader<string, unknown>>()

  constructor(
    readonly actor: string,
    readonly forPost: string | undefined,
    readonly views: ReadModel,
    readonly keys: KeyRing,
    private readonly clock: Clock,
    private readonly nodes: ReadonlyMap<string, NodeType>,
    /** How long a mutation waits for this node's views before it answers with `viewsCaughtUp: false`, in milliseconds. */
    readonly viewsWaitMs = VIEWS_WAIT_MS,
  ) {}

  get today(): string {
    return bangkokDay(this.clock.now())
  }

  /** The moment that a root field's `asOf` means; today and all that is known where it is left out. */
  moment(asked?: AsOfAsked | null): AsOf {
    const day = asked?.effective ?? this.today
    const refusal = Day.safeParse(day)
    if (!refusal.success) throw badInput('asOf.effective', 'DayMalformed')
    if (asked?.known != null && asked.logNumber != null) throw badInput('asOf', 'Malformed')
    if (asked?.logNumber != null && asked.logNumber > this.views.logNumber) throw badInput('asOf.logNumber', 'OutOfRange')
    const log = asked?.logNumber ?? (asked?.known != null ? this.views.logNumberAt(asked.known) : null)
    return { day, log }
  }

  ask<A, R>(query: Query<A, R>, args: A): R {
    return query.run(this.views, args)
  }

  /**
   * The row with the id, or the one that answers for the id `asked`, or what has ended as on its last day; all ids asked for in one turn
   * cost one statement, and what has ended two more.
   */
  one<R extends { id: string; asked?: string }>(
    query: Query<{ ids: readonly string[]; asOf: AsOf }, R[]>,
    id: string,
    asOf: AsOf,
  ): Promise<Asked<R> | null> {
    return this.loader(query.name, asOf, (ids) => {
      const rows = new Map(this.ask(query, { ids, asOf }).map((row) => [row.asked ?? row.id, withMoment(row, asOf)]))
      const ended =
        rows.size < ids.length
          ? this.ended(
              query,
              ids.filter((each) => !rows.has(each)),
              asOf,
            )
          : rows
      return ids.map((each) => rows.get(each) ?? ended.get(each) ?? null)
    }).load(id) as Promise<Asked<R> | null>
  }

  private ended<R extends { id: string }>(
    query: Query<{ ids: readonly string[]; asOf: AsOf }, R[]>,
    ids: readonly string[],
    asOf: AsOf,
  ): Map<string, Asked<R>> {
    const table = [...this.nodes.values()].find(({ byIds }) => byIds === (query as unknown))?.table
    if (!table) return new Map()
    const last = grouped(this.views.all<{ id: string; until: string }>(table.endedBy(ids, asOf)), ({ until }) => until)
    const rows = [...last].flatMap(([endedOn, those]) => {
      const lastDay = { day: addDays(endedOn, -1), log: asOf.log }
      const held = this.ask(query, { ids: those.map(({ id }) => id), asOf: lastDay })
      return held.map((row) => withMoment({ ...row, endedOn }, lastDay) as unknown as Asked<R>)
    })
    return new Map(rows.map((row) => [row.id, row]))
  }

  /** The row of whatever the id names; null where nothing of that id holds at that moment. */
  node(id: string, asOf: AsOf): Promise<Asked<{ id: string }> | null> {
    const type = this.nodes.get(categoryOf(id))
    return type ? this.one(type.byIds, id, asOf) : Promise.resolve(null)
  }

  /** The name to show for an id, in both languages. */
  async labelOf(id: string, asOf: AsOf): Promise<Bilingual | null> {
    const row = await this.node(id, asOf)
    return row && (this.nodes.get(categoryOf(id))?.label?.(row, this) ?? null)
  }

  /** The rows that belong to the id by a column. */
  many<R extends object>(
    query: Query<{ ids: readonly string[]; asOf: AsOf }, R[]>,
    by: keyof R & string,
    id: string,
    asOf: AsOf,
  ): Promise<Asked<R>[]> {
    return this.loader(`${query.name} by ${by}`, asOf, (ids) => {
      const groups = grouped(this.ask(query, { ids, asOf }), (row) => row[by] as string)
      return ids.map((each) => (groups.get(each) ?? []).map((row) => withMoment(row, asOf)))
    }).load(id) as Promise<Asked<R>[]>
  }

  /** Any set-based look-up: ids in, answers by id out. */
  map<R>(query: Query<{ ids: readonly string[]; asOf: AsOf }, Map<string, R>>, id: string, asOf: AsOf): Promise<R | null> {
    return this.loader(query.name, asOf, (ids) => {
      const found = this.ask(query, { ids, asOf })
      return ids.map((each) => found.get(each) ?? null)
    }).load(id) as Promise<R | null>
  }

  /** What was loaded may have changed: between the mutations of one request. */
  forgetLoaded(): void {
    this.loaders.clear()
  }

  private loader(name: string, asOf: AsOf, batch: (ids: readonly string[]) => unknown[]): DataLoader<string, unknown> {
    const key = `${name}|${asOf.day}|${asOf.log ?? ''}`
    let loader = this.loaders.get(key)
    if (!loader) this.loaders.set(key, (loader = new DataLoader((ids) => Promise.resolve(batch(ids)))))
    return loader
  }
}

export const withMoment = <R extends object | null>(row: R, asOf: AsOf): R extends null ? null : Asked<R> =>
  (row && Object.assign(row, { asOf })) as never

export const badInput = (field: string, code: string) => {
  const { message } = problem(field, code)
  return new GraphQLError(`${field}: ${message.en}`, { extensions: { code: 'BAD_USER_INPUT', field, reason: code, message } })
}

/** The id of an area in a filter, which takes all that lies in it by the beginning of its code. @throws GraphQLError for any other text */
export function areaAsked<Id extends string | null | undefined>(id: Id, field: string): Id {
  if (id && !AreaRef.safeParse(id).success) throw badInput(field, 'NotAnId')
  return id
}

const Searched = Text.max(200)

/** What is searched for, 1 to 200 characters; undefined where it is left out. @throws GraphQLError for any other text */
export function searchAsked(typed: string | null | undefined, field: string): string | undefined {
  if (typed == null) return undefined
  const { data, error } = Searched.safeParse(typed)
  if (error) throw badInput(field, problemsOf(error.issues, typed)[0]!.code)
  return data
}
