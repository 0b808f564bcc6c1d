/**
 * Who asks, and how a resolver reads: the one seam between a request and everything below. How the actor is found and what
 * they may do is decided where the context is made (apps/api), never in a resolver or a decider.
 */
import {
  type AsOf,
  type Bilingual,
  type Columns,
  Day,
  type KeyRing,
  type Outcome,
  type PartsOf,
  type ProcessRunner,
  type Query,
  type ReadModel,
  type Row,
  type RowsFor,
  type Watch,
  addDays,
  bangkokDay,
  categoryOf,
  grouped,
  type Clock,
  type HistoryTable,
  raw,
  rowsById,
  sql,
  unwatched,
  z,
} from '@prasan/event-sourcing'
import DataLoader from 'dataloader'
import type { Type } from '@nestjs/common'
import { InstantAsked, badInput, idAsked, judged } from './judged.js'
import { type Guarded, type Policy, everybodyMay } from './policy.js'

export interface AsOfAsked {
  effective?: string | null
  known?: string | null
  logNumber?: number | null
}

/** A row as it travels through the resolvers: with the moment it was asked for. `shownFor`: of what has ended, which is shown as on its last day. */
export type Asked<R> = R & { readonly asOf: AsOf; readonly shownFor?: AsOf }

/** What can be asked for by its id alone. */
export interface NodeType<R extends { id: string } = any> {
  readonly category: string
  /** The GraphQL object type. */
  readonly type: Type
  readonly byIds: Query<{ ids: readonly string[]; asOf: AsOf }, R[]>
  /** How it is asked for by its id and a moment: the field of the API, by its category where `as` is left out; only by `node` where this is. */
  readonly asked?: { readonly as?: string; readonly description?: string }
  /** Of a part of something: the id of the stream that tells of it. */
  readonly stream?: (row: R) => string
  /** What the events of that stream call it; its id where left out. */
  readonly called?: (row: R) => readonly string[]
  /** Of what has a stream of its own: which of its kind belong to one of some things, so that what happens to them concerns those too. */
  readonly belongsTo?: readonly PartsOf[]
  /** Where its rows are, if it can end: asked for by its id it is then shown as on its last day, with `endedOn`. */
  readonly table?: HistoryTable<any>
  /** The name to show for a row, where it has one of its own. */
  readonly label?: (row: Asked<R>, request: RequestContext) => Bilingual | null | Promise<Bilingual | null>
}

/** A part of something that is a stream: a row of a table of which a column names the whole. */
export const partOf = <C extends Columns>(
  whole: keyof C & string,
  category: string,
  type: Type,
  table: HistoryTable<C>,
  named: Pick<NodeType<Row<C>>, 'called' | 'label'> = {},
): NodeType<Row<C>> => ({
  ...{ category, type, table, byIds: rowsById<Row<C>>(table), ...named },
  stream: (row) => row[whole] as string,
})

export const VIEWS_WAIT_MS = 2_000

/** What a request takes for the present where it says so itself, as one that asks again what was asked before. */
export interface AsIssued {
  readonly day?: string | undefined
  readonly logNumber?: number | undefined
}

export class RequestContext {
  private day: string | undefined
  private seen: number
  private readonly loaders = new Map<string, DataLoader<string, unknown>>()

  constructor(
    readonly actor: string,
    readonly forPost: string | undefined,
    readonly views: ReadModel,
    readonly keys: KeyRing,
    private readonly clock: Clock,
    private readonly nodes: ReadonlyMap<string, NodeType>,
    private readonly reactions: Pick<ProcessRunner, 'answerTo'>,
    /** How long a mutation waits for the reactions to it and for this node's views before it answers without them, in milliseconds. */
    private readonly waitMs = VIEWS_WAIT_MS,
    private readonly policy: Policy = everybodyMay,
    private readonly watch: Watch = unwatched,
    readonly asIssued: AsIssued = {},
  ) {
    this.day = asIssued.day
    this.seen = asIssued.logNumber ?? views.logNumber
  }

  /** As the same person asks, of another present. */
  issued(asIssued: AsIssued): RequestContext {
    const { actor, forPost, views, keys, clock, nodes, reactions, waitMs, policy, watch } = this
    return new RequestContext(actor, forPost, views, keys, clock, nodes, reactions, waitMs, policy, watch, asIssued)
  }

  /** Whether who asks may see it. */
  maySee(thing: Guarded): boolean {
    return this.policy.maySee(thing, this)
  }

  /** Waits for what the process managers record in answer, and then for the views: of what was recorded and of what that brought about. */
  settled(command: string, recorded: Extract<Outcome, { is: 'Recorded' }>) {
    return this.watch('views', command, () => this.settling(recorded))
  }

  private async settling({ events, position }: Extract<Outcome, { is: 'Recorded' }>) {
    const end = performance.now() + this.waitMs
    const answered = await this.reactions.answerTo(events, position, this.waitMs)
    const viewsCaughtUp = await this.views.waitFor(answered ?? position, Math.max(end - performance.now(), 0))
    this.loaders.clear()
    this.seen = this.views.logNumber
    return { reactionsDone: answered !== null, viewsCaughtUp }
  }

  /** One day for the whole request, though midnight may pass. */
  get today(): string {
    return (this.day ??= bangkokDay(this.clock.now()))
  }

  /** Log number through which the whole request is answered, though the views move on; of a mutation, through which they have seen it. */
  get logNumber(): number {
    return this.seen
  }

  /** What is asked about where nothing is said: today, and all that is known. */
  private get present(): AsOf {
    return { day: this.today, log: this.asIssued.logNumber ?? null }
  }

  /**
   * The moment that an `asOf` means. What it leaves out is as in `around`: the moment of what the field is on, or the present of the request.
   * @throws BAD_USER_INPUT
   */
  moment(asked?: AsOfAsked | null, field = 'asOf', around: AsOf = this.present): AsOf {
    if (!asked) return around
    const day = judged(Day, asked.effective, `${field}.effective`)
    const known = this.logNumberAt(asked.known, `${field}.known`)
    const number = asked.logNumber == null ? undefined : judged(z.int().min(0).max(this.logNumber), asked.logNumber, `${field}.logNumber`)
    if (known !== undefined && number !== undefined) throw badInput(`${field}.known`, 'NotTogether')
    const log = number ?? known
    if (day === undefined && log === undefined) return around
    return { day: day ?? around.day, log: log ?? around.log, pinned: true }
  }

  /** Through which log number all was known at an instant that has come. @throws BAD_USER_INPUT */
  logNumberAt(instant: string | null | undefined, field: string): number | undefined {
    const known = judged(InstantAsked, instant, field)
    if (known === undefined) return undefined
    if (Date.parse(known) > +this.clock.now()) throw badInput(field, 'InstantHasNotCome')
    return this.views.logNumberAt(known, this.logNumber)
  }

  /**
   * What an `id` argument asks for; null where nothing of that id holds at that moment. An id that was answered for a moment carries it.
   * @throws BAD_USER_INPUT for what is no id of the category
   */
  thing<R extends { id: string; asked?: string }>(
    query: Query<{ ids: readonly string[]; asOf: AsOf }, R[]>,
    category: string,
    asked: string,
    asOf?: AsOfAsked | null,
  ): Promise<Asked<R> | null> {
    const { id, moment } = this.named([category], asked, 'id', asOf)
    return this.one(query, id, moment)
  }

  /** As `thing`, of any kind. @throws BAD_USER_INPUT */
  anything(asked: string, field: string, asOf?: AsOfAsked | null): Promise<Asked<{ id: string }> | null> {
    const { id, moment } = this.named([...this.nodes.keys()], asked, field, asOf)
    return this.node(id, moment)
  }

  private named(categories: readonly string[], asked: string, field: string, asOf?: AsOfAsked | null) {
    const { id, effective, logNumber } = idAsked(asked, field, ...categories)
    if (effective === undefined) return { id, moment: this.moment(asOf) }
    if (Object.values(asOf ?? {}).some((value) => value != null)) throw badInput('asOf', 'MomentTwice')
    return { id, moment: this.moment({ effective, logNumber: logNumber ?? null }, field) }
  }

  /**
   * An id that narrows a list: its moment, if it carries one, is not the list's. Of what was never recorded the list would be empty.
   * @throws BAD_USER_INPUT for what is no id of the categories, or was never recorded
   */
  known<Id extends string | null | undefined>(asked: Id, field: string, ...categories: [string, ...string[]]): Exclude<Id, null> {
    if (asked === null || asked === undefined) return undefined as never
    const { id } = idAsked(asked, field, ...categories)
    if (!this.views.hasSeen(id, this.logNumber) && !this.wasEver(id)) throw badInput(field, 'UnknownId')
    return id as never
  }

  /** Ids of areas and of things with streams of their own, with the ids of all that is, was or is to be of them. @throws BAD_USER_INPUT as `known` */
  concerning(asked: readonly string[], field: string, log: number): string[] {
    const told = [...this.nodes.values()].flatMap(({ category, stream }) => (stream ? [] : [category]))
    const all = new Set(asked.map((id, i) => this.known(id, `${field}.${i}`, 'area', ...told)))
    for (let ids = [...all]; ids.length > 0;) {
      const parts = [...this.nodes.values()].flatMap(({ belongsTo = [] }) => belongsTo.flatMap((parts) => this.ask(parts, { ids, log })))
      ids = [...new Set(parts)].filter((id) => !all.has(id))
      for (const id of ids) all.add(id)
    }
    return [...all]
  }

  private wasEver(id: string): boolean {
    const type = this.nodes.get(categoryOf(id))
    if (type?.table)
      return (
        this.views.get(sql`select 1 from ${raw(type.table.name)} where id = ${id} and knownFrom <= ${this.logNumber} limit 1`) !== undefined
      )
    return type !== undefined && this.ask(type.byIds, { ids: [id], asOf: this.moment() }).length > 0
  }

  /**
   * The id of an answer: the thing's own, and for another moment than the present of the request the moment with it, so that no cache takes
   * the two for one.
   */
  identityOf({ id, asOf, shownFor = asOf }: Asked<{ id: string }>): string {
    const { day, log, pinned } = shownFor
    const { day: today, log: all } = this.present
    if (!pinned && log === all && day === today) return id
    return log === all ? `${id}@${day}` : `${id}@${day}~${log}`
  }

  ask<A, R>(query: Query<A, R>, args: A): R {
    return query.run(this.views, this.steady(args))
  }

  /** What is asked for as known now is asked for as known when the request began, once the views have moved on. */
  steady<A>(args: A): A {
    const { asOf } = args as { asOf?: AsOf }
    if (asOf?.log !== null || this.views.logNumber === this.logNumber) return args
    return { ...args, asOf: { ...asOf, log: this.logNumber } }
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
    const last = grouped(
      this.views.all<{ id: string; until: string }>(table.endedBy(ids, this.steady({ asOf }).asOf)),
      ({ until }) => until,
    )
    const rows = [...last].flatMap(([endedOn, those]) => {
      const lastDay = { ...asOf, day: addDays(endedOn, -1) }
      const held = this.ask(query, { ids: those.map(({ id }) => id), asOf: lastDay })
      return held.map((row) => withMoment({ ...row, endedOn, shownFor: asOf }, lastDay) as unknown as Asked<R>)
    })
    return new Map(rows.map((row) => [row.id, row]))
  }

  /** The row of whatever the id names; null where nothing of that id holds at that moment. */
  node(id: string, asOf: AsOf): Promise<Asked<{ id: string }> | null> {
    const type = this.nodes.get(categoryOf(id))
    return type ? this.one(type.byIds, id, asOf) : Promise.resolve(null)
  }

  /** The stream that tells of a row, and what its events call it; `called` is null where the whole stream is about it. */
  toldIn(row: { id: string }): { stream: string; called: readonly string[] | null } {
    const type = this.nodes.get(categoryOf(row.id))
    const stream = type?.stream?.(row) ?? row.id
    return { stream, called: stream === row.id ? null : (type?.called?.(row) ?? [row.id]) }
  }

  /** The name to show for an id, in both languages. */
  async labelOf(id: string, asOf: AsOf): Promise<Bilingual | null> {
    const row = await this.node(id, asOf)
    return row && this.shownAs(row)
  }

  /** The name to show for a row of something that has an id; null where it has none of its own. */
  shownAs(row: Asked<{ id: string }>): Bilingual | null | Promise<Bilingual | null> {
    return this.nodes.get(categoryOf(row.id))?.label?.(row, this) ?? null
  }

  /** The rows that belong to the id. */
  many<R extends object>(query: RowsFor<R>, id: string, asOf: AsOf): Promise<Asked<R>[]> {
    return this.loader(`${query.name}, grouped`, asOf, (ids) => {
      const groups = grouped(this.ask(query, { ids, asOf }), (row) => row[query.by] as string)
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

  private loader(name: string, asOf: AsOf, batch: (ids: readonly string[]) => unknown[]): DataLoader<string, unknown> {
    const key = `${name}|${asOf.day}|${asOf.log ?? ''}|${asOf.pinned ?? ''}`
    let loader = this.loaders.get(key)
    if (!loader) this.loaders.set(key, (loader = new DataLoader((ids) => Promise.resolve(batch(ids)))))
    return loader
  }
}

export const withMoment = <R extends object | null>(row: R, asOf: AsOf): R extends null ? null : Asked<R> =>
  (row && Object.assign(row, { asOf })) as never
