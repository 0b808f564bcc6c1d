import { type AsOf, type PageAsked, type Row, type Sql, addDays, among, join, liesIn, paged, query, raw, sql } from '@prasan/event-sourcing'
import { commitmentsView } from './view.js'

const { commitment, obstacle, owner } = commitmentsView.tables

export type CommitmentRow = Row<typeof commitment.columns>
export type ObstacleRow = Row<typeof obstacle.columns>

/** What an overdue list may be narrowed to. Ids, but `minDaysOverdue` in days. */
export interface OverdueFilter {
  readonly committee?: string | undefined
  readonly organization?: string | undefined
  readonly post?: string | undefined
  /** Any of these owners. */
  readonly owners?: readonly string[] | undefined
  /** Open, of any of these owners; or none of those. */
  readonly orphanedOf?: readonly string[] | undefined
  readonly notOrphanedOf?: readonly string[] | undefined
  /** An area and all that lies in it. */
  readonly area?: string | undefined
  readonly plan?: string | undefined
  readonly minDaysOverdue?: number | undefined
  /** Due on this day or later. */
  readonly dueFrom?: string | undefined
  /** Due before this day. */
  readonly dueUntil?: string | undefined
}

export interface OverdueAsked {
  readonly asOf: AsOf
  readonly filter?: OverdueFilter | undefined
}

/** Ageing buckets by days overdue, first and last day included. */
export const BUCKETS = { DAYS_1_7: [1, 7], DAYS_8_30: [8, 30], DAYS_31_90: [31, 90], OVER_90: [91, Infinity] } as const
export type Bucket = keyof typeof BUCKETS

export const bucketOf = (daysOverdue: number): Bucket | null =>
  (Object.keys(BUCKETS) as Bucket[]).find((bucket) => daysOverdue >= BUCKETS[bucket][0] && daysOverdue <= BUCKETS[bucket][1]) ?? null

export const commitmentsByIds = query('commitmentsByIds', (views, { ids, asOf }: { ids: readonly string[]; asOf: AsOf }) =>
  views.all<CommitmentRow>(sql`select * from commitment where id in ${among(ids)} and ${commitment.at(asOf)}`).map(commitment.decode),
)

/** The commitments that come from resolutions, activities or committees. */
export const commitmentsFrom = query('commitmentsFrom', (views, { ids, asOf }: { ids: readonly string[]; asOf: AsOf }) =>
  views
    .all<CommitmentRow>(sql`select * from commitment where origin in ${among(ids)} and ${commitment.at(asOf)} order by dueOn, id`)
    .map(commitment.decode),
)
/** Whose each commitment was, row by row, oldest first, as known at the log number. */
export const ownersOf = query('ownersOf', (views, { ids, asOf }: { ids: readonly string[]; asOf: AsOf }) =>
  views
    .all<OwnedRow>(
      sql`select id, owner, validFrom, validTo from commitment where id in ${among(ids)} and ${commitment.known(asOf.log)} order by validFrom`,
    )
    .map(commitment.decode),
)
export type OwnedRow = Pick<CommitmentRow, 'id' | 'owner' | 'validFrom' | 'validTo'>

/** The commitments that one of the owners has, had or is to have. */
export const commitmentsOwnedBy = query('commitmentsOwnedBy', (views, { owners }: { owners: readonly string[] }) =>
  views
    .all<{ id: string }>(sql`select distinct id from commitment where owner in ${among(owners)} and knownTo is null order by id`)
    .map(({ id }) => id),
)

/** Who owns open commitments on the day, each once. */
export const ownersOfOpen = query('ownersOfOpen', (views, { asOf }: { asOf: AsOf }) =>
  views
    .all<{ owner: string }>(sql`select distinct owner from commitment where ${commitment.at(asOf)} and state = 'open'`)
    .map(({ owner }) => owner),
)

/** What stood or stands in the way of commitments by the day, with the answers given by then. */
export const obstaclesOf = query('obstaclesOf', (views, { ids, asOf }: { ids: readonly string[]; asOf: AsOf }) =>
  views
    .all<ObstacleRow>(
      sql`select * from commitmentObstacle where commitment in ${among(ids)} and ${obstacle.at(asOf)} order by validFrom, id`,
    )
    .map(obstacle.decode),
)

const and = (conditions: readonly (Sql | false | undefined)[]) => join(conditions.filter((condition) => condition) as Sql[], ' and ')

/** Owners of whom a condition holds on the day; those in an area are a range of ids. */
const owned = (by: Sql, asOf: AsOf) => sql`owner in (select id from commitmentOwner where ${by} and ${owner.at(asOf)})`
const scoped = (
  { committee, organization, post, owners, orphanedOf, notOrphanedOf, area, plan, dueFrom, dueUntil }: OverdueFilter,
  asOf: AsOf,
) => [
  committee !== undefined && sql`committee = ${committee}`,
  organization !== undefined && owned(sql`organization = ${organization}`, asOf),
  plan !== undefined && sql`plan = ${plan}`,
  post !== undefined && sql`owner = ${post}`,
  owners !== undefined && sql`owner in ${among(owners)}`,
  orphanedOf !== undefined && sql`state = 'open' and owner in ${among(orphanedOf)}`,
  notOrphanedOf !== undefined && sql`not (state = 'open' and owner in ${among(notOrphanedOf)})`,
  area !== undefined && owned(liesIn('area', area), asOf),
  dueFrom !== undefined && sql`dueOn >= ${dueFrom}`,
  dueUntil !== undefined && sql`dueOn < ${dueUntil}`,
]

/** The orders of a list of commitments: by what, and whether the latest comes first. */
export const ORDERS = {
  OLDEST_DUE_FIRST: ['dueOn', false],
  NEWEST_DUE_FIRST: ['dueOn', true],
  OLDEST_MADE_FIRST: ['madeOn', false],
  NEWEST_MADE_FIRST: ['madeOn', true],
} as const
export type CommitmentOrder = keyof typeof ORDERS
const inOrder = (order: CommitmentOrder = 'OLDEST_DUE_FIRST') => ({ orderBy: [ORDERS[order][0], 'id'], descending: ORDERS[order][1] })

/** Overdue from the day after `dueOn`. */
const overdueWhere = ({ asOf, filter = {} }: OverdueAsked): Sql =>
  and([
    commitment.at(asOf),
    sql`state = 'open'`,
    sql`dueOn <= ${addDays(asOf.day, -Math.max(filter.minDaysOverdue ?? 1, 1))}`,
    ...scoped(filter, asOf),
  ])

export const overduePage = query(
  'overduePage',
  (views, { page, order, ...asked }: OverdueAsked & { page: PageAsked; order?: CommitmentOrder }) =>
    paged<CommitmentRow>(views, page, {
      select: sql`select * from commitment`,
      where: overdueWhere(asked),
      ...inOrder(order),
      decode: commitment.decode,
    }),
)

/** How many are overdue, by ageing bucket. */
export const overdueTotals = query('overdueTotals', (views, asked: OverdueAsked): Record<Bucket, number> => {
  const day = asked.asOf.day
  const counts = Object.entries(BUCKETS).map(
    ([bucket, [from, to]]) =>
      sql`coalesce(sum(dueOn <= ${addDays(day, -from)} and dueOn >= ${to === Infinity ? '' : addDays(day, -to)}), 0) as ${raw(bucket)}`,
  )
  return views.get<Record<Bucket, number>>(sql`select ${join(counts, ', ')} from commitment where ${overdueWhere(asked)}`)!
})

export interface CommitmentsAsked extends OverdueAsked {
  readonly state?: string | undefined
}
const commitmentsWhere = ({ asOf, filter = {}, state }: CommitmentsAsked) =>
  and([
    commitment.at(asOf),
    state !== undefined && sql`state = ${state}`,
    filter.minDaysOverdue !== undefined && sql`state = 'open' and dueOn <= ${addDays(asOf.day, -filter.minDaysOverdue)}`,
    ...scoped(filter, asOf),
  ])

export const commitmentsPage = query(
  'commitmentsPage',
  (views, { page, order, ...asked }: CommitmentsAsked & { page: PageAsked; order?: CommitmentOrder }) =>
    paged<CommitmentRow>(views, page, {
      select: sql`select * from commitment`,
      where: commitmentsWhere(asked),
      ...inOrder(order),
      decode: commitment.decode,
    }),
)
export const commitmentsCount = query(
  'commitmentsCount',
  (views, asked: CommitmentsAsked) => views.get<{ n: number }>(sql`select count(*) n from commitment where ${commitmentsWhere(asked)}`)!.n,
)
