import {
  type AsOf,
  type ByIds,
  type ListAsked,
  type Row,
  type Sql,
  addDays,
  among,
  join,
  liesIn,
  list,
  query,
  raw,
  rowsBy,
  rowsById,
  rowsFor,
  sql,
} from '@prasan/event-sourcing'
import { commitmentsView } from './view.js'

const { commitment, obstacle, delegation, owner } = commitmentsView.tables

export type CommitmentRow = Row<typeof commitment.columns>
export type DelegationRow = Row<typeof delegation.columns>
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

export interface OverdueAsked extends ListAsked {
  readonly filter?: OverdueFilter | undefined
  readonly orderBy?: CommitmentOrder | undefined
}
export interface CommitmentsAsked extends OverdueAsked {
  readonly state?: string | undefined
}

/** Ageing buckets by days overdue, first and last day included. */
export const BUCKETS = { DAYS_1_7: [1, 7], DAYS_8_30: [8, 30], DAYS_31_90: [31, 90], OVER_90: [91, Infinity] } as const
export type Bucket = keyof typeof BUCKETS

export const bucketOf = (daysOverdue: number): Bucket | null =>
  (Object.keys(BUCKETS) as Bucket[]).find((bucket) => daysOverdue >= BUCKETS[bucket][0] && daysOverdue <= BUCKETS[bucket][1]) ?? null

export const commitmentsByIds = rowsById<CommitmentRow>(commitment)

/** The commitments that come from resolutions, activities or committees. */
export const commitmentsFrom = rowsBy<CommitmentRow>(commitment, 'origin', { order: 'dueOn, id' })
/** The commitments that serve plans. */
export const commitmentsOfPlans = rowsBy<CommitmentRow>(commitment, 'plan', { order: 'dueOn, id' })
/** Of each origin how many commitments that come from it are open on the day, and how many were done; of every origin where no ids are given. */
export const promisedFrom = query('promisedFrom', (views, { ids, asOf }: { ids?: readonly string[]; asOf: AsOf }) =>
  views.all<{ origin: string; open: number; done: number }>(
    sql`select origin, sum(state = 'open') open, sum(state in ('completed', 'verified')) done from commitment
        where ${ids === undefined ? sql`origin is not null` : sql`origin in ${among(ids)}`} and ${commitment.at(asOf)} group by origin`,
  ),
)
/** Whose each commitment was, row by row, oldest first, as known at the log number. */
export const ownersOf = rowsFor<OwnedRow>('ownersOf', 'id', (views, { ids, asOf }) =>
  views
    .all<OwnedRow>(
      sql`select id, owner, validFrom, validTo from commitment where id in ${among(ids)} and ${commitment.known(asOf.log)} order by validFrom`,
    )
    .map(commitment.decode),
)
export type OwnedRow = Pick<CommitmentRow, 'id' | 'owner' | 'validFrom' | 'validTo'>

/** The commitments that one of the owners had on some day, or one of the committees watched over, as they were on all days. */
export const commitmentsEver = query(
  'commitmentsEver',
  (views, { owners, committees, asOf: { log } }: { owners: readonly string[]; committees: readonly string[]; asOf: AsOf }) =>
    views
      .all<CommitmentDays>(
        sql`select id, owner, committee, state, dueOn, completedOn, validFrom, validTo from commitment where ${commitment.known(log)} and id in (
              select id from commitment where owner in ${among(owners)} and ${commitment.known(log)} union
              select id from commitment where committee in ${among(committees)} and ${commitment.known(log)}) order by id, validFrom`,
      )
      .map(commitment.decode),
)
export type CommitmentDays = Pick<CommitmentRow, 'id' | 'owner' | 'committee' | 'state' | 'dueOn' | 'completedOn' | 'validFrom' | 'validTo'>

/** What commitments were on all days, in the order of the days. */
export const daysOfPromises = rowsFor<PromiseRow>('daysOfPromises', 'id', (views, { ids, asOf: { log } }) =>
  views
    .all<PromiseRow>(sql`select ${PROMISE} where id in ${among(ids)} and ${commitment.known(log)} order by id, validFrom`)
    .map(commitment.decode),
)
const PROMISE = raw('id, owner, committee, state, dueOn, originalDueOn, completedOn, validFrom, validTo from commitment')
export type PromiseRow = CommitmentDays & Pick<CommitmentRow, 'originalDueOn'>

/** On which days obstacles of commitments waited on somebody for an answer. */
export const waitedOn = rowsFor<WaitingRow>('waitedOn', 'commitment', (views, { ids, asOf: { log } }) =>
  views
    .all<WaitingRow>(
      sql`select commitment, waitingOn, validFrom, validTo from commitmentObstacle
          where commitment in ${among(ids)} and waitingOn is not null and answeredOn is null and ${obstacle.known(log)}`,
    )
    .map(obstacle.decode),
)
export type WaitingRow = Pick<ObstacleRow, 'commitment' | 'validFrom' | 'validTo'> & { readonly waitingOn: string }

/** On which days owners belong to organizations, or to areas and what lies in them. */
export const belongingEver = query(
  'belongingEver',
  (views, { organizations, areas, asOf: { log } }: { organizations: readonly string[]; areas: readonly string[]; asOf: AsOf }) =>
    views
      .all<{ of: string; owner: string; validFrom: string | null; validTo: string | null }>(
        sql`select organization of, id owner, validFrom, validTo from commitmentOwner where organization in ${among(organizations)} and ${owner.known(log)} union all
            select named of, id owner, validFrom, validTo from (select value named from json_each(${JSON.stringify(areas)}))
              cross join commitmentOwner on area >= named and area < named || ':' and ${owner.known(log)}`,
      )
      .map(owner.decode),
)
/** The commitments first due on the days, by the day asked about, that one of the owners had on some day or one of the committees watched over, as they were on all days. */
export const firstDue = query('firstDue', (views, { owners, committees, from, until, asOf }: FirstDue) =>
  views
    .all<PromiseRow>(
      sql`select ${PROMISE} where ${commitment.known(asOf.log)} and id in (
            select id from commitment where originalDueOn >= ${from} and originalDueOn < ${until} and originalDueOn <= ${asOf.day} and ${commitment.at(asOf)} and id in (
              select id from commitment where owner in ${among(owners)} and ${commitment.known(asOf.log)} union
              select id from commitment where committee in ${among(committees)} and ${commitment.known(asOf.log)})) order by id, validFrom`,
    )
    .map(commitment.decode),
)
export interface FirstDue {
  readonly owners: readonly string[]
  readonly committees: readonly string[]
  readonly from: string
  readonly until: string
  readonly asOf: AsOf
}

/** The commitments that one of the owners has, had or is to have. */
export const commitmentsOwnedBy = query('commitmentsOwnedBy', (views, { owners }: { owners: readonly string[] }) =>
  views
    .all<{ id: string }>(sql`select distinct id from commitment where owner in ${among(owners)} and knownTo is null order by id`)
    .map(({ id }) => id),
)

/** The owners of an organization, or in an area and all that lies in it, on the day. */
export const ownersWithin = query(
  'ownersWithin',
  (views, { organization, area, asOf }: { organization?: string | undefined; area?: string | undefined; asOf: AsOf }) => {
    const within = [
      ...(organization === undefined ? [] : [sql`organization = ${organization}`]),
      ...(area === undefined ? [] : [liesIn('area', area)]),
    ]
    return views
      .all<{ id: string }>(sql`select id from commitmentOwner where ${join([owner.at(asOf), ...within], ' and ')}`)
      .map(({ id }) => id)
  },
)
/** The organization that each owner is, or is of, on the day. */
export const organizationsOfOwners = query('organizationsOfOwners', (views, { ids, asOf }: ByIds): Map<string, string> => {
  const found = views.all<{ id: string; organization: string }>(
    sql`select id, organization from commitmentOwner where id in ${among(ids)} and organization is not null and ${owner.at(asOf)}`,
  )
  return new Map(found.map(({ id, organization }) => [id, organization]))
})
/** The commitments that a body watches over on the day. */
export const commitmentsWatched = query('commitmentsWatched', (views, { committee, asOf }: { committee: string; asOf: AsOf }) =>
  views.all<{ id: string }>(sql`select id from commitment where committee = ${committee} and ${commitment.at(asOf)}`).map(({ id }) => id),
)

/** Who owns open commitments on the day, each once. */
export const ownersOfOpen = query('ownersOfOpen', (views, { asOf }: { asOf: AsOf }) =>
  views
    .all<{ owner: string }>(sql`select distinct owner from commitment where ${commitment.at(asOf)} and state = 'open'`)
    .map(({ owner }) => owner),
)

/** The open commitments of these owners on the day, the first due first. */
export const openOwnedBy = query('openOwnedBy', (views, { owners, asOf }: { owners: readonly string[]; asOf: AsOf }) =>
  views
    .all<CommitmentRow>(
      sql`select * from commitment where owner in ${among(owners)} and state = 'open' and ${commitment.at(asOf)} order by dueOn, id`,
    )
    .map(commitment.decode),
)

/** The open commitments that a committee watches over on the day, the first due first. */
export const openWatchedBy = query('openWatchedBy', (views, { committee, asOf }: { committee: string; asOf: AsOf }) =>
  views
    .all<CommitmentRow>(
      sql`select * from commitment where committee = ${committee} and state = 'open' and ${commitment.at(asOf)} order by dueOn, id`,
    )
    .map(commitment.decode),
)

/** What stood or stands in the way of commitments by the day, with the answers given by then. */
export const obstaclesOf = rowsBy<ObstacleRow>(obstacle, 'commitment', { order: 'validFrom, id' })

/** To whom work on commitments is given on, the first link of a chain first. */
export const delegationsOf = rowsBy<DelegationRow>(delegation, 'commitment', { order: 'since, id' })

/** What is given on to these delegates of open commitments on the day, with the day on which the commitment is due. */
export const delegatedTo = query('delegatedTo', (views, { owners, asOf }: { owners: readonly string[]; asOf: AsOf }) =>
  views
    .all<DelegationRow & { commitmentDueOn: string }>(
      sql`select commitmentDelegation.*, commitment.dueOn commitmentDueOn from commitmentDelegation
          join commitment on commitment.id = commitmentDelegation.commitment
          where delegate in ${among(owners)} and ${delegation.at(asOf)} and state = 'open' and ${commitment.at(asOf)}
          order by coalesce(commitmentDelegation.dueOn, commitment.dueOn), commitmentDelegation.id`,
    )
    .map(delegation.decode),
)

/** The obstacles of open commitments that wait on owners for an answer on the day, with the day on which the commitment is due. */
export const obstaclesWaitingOn = query('obstaclesWaitingOn', (views, { owners, asOf }: { owners: readonly string[]; asOf: AsOf }) =>
  views
    .all<ObstacleRow & { dueOn: string }>(
      sql`select commitmentObstacle.*, commitment.dueOn from commitmentObstacle join commitment on commitment.id = commitmentObstacle.commitment
          where waitingOn in ${among(owners)} and answeredOn is null and ${obstacle.at(asOf)} and state = 'open' and ${commitment.at(asOf)}
          order by raisedOn, commitmentObstacle.id`,
    )
    .map(obstacle.decode),
)

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
const inOrder = ({ orderBy = 'OLDEST_DUE_FIRST' }: OverdueAsked) => ({
  orderBy: [ORDERS[orderBy][0], 'id'],
  descending: ORDERS[orderBy][1],
})

/** Overdue from the day after `dueOn`. */
const late = ({ asOf, filter = {} }: OverdueAsked) => [
  sql`state = 'open'`,
  sql`dueOn <= ${addDays(asOf.day, -Math.max(filter.minDaysOverdue ?? 1, 1))}`,
  ...scoped(filter, asOf),
]
export const overdueCommitments = list<CommitmentRow, OverdueAsked>('overdueCommitments', commitment, late, inOrder)

/** How many are overdue, by ageing bucket. */
export const overdueTotals = query('overdueTotals', (views, asked: OverdueAsked): Record<Bucket, number> => {
  const day = asked.asOf.day
  const counts = Object.entries(BUCKETS).map(
    ([bucket, [from, to]]) =>
      sql`coalesce(sum(dueOn <= ${addDays(day, -from)} and dueOn >= ${to === Infinity ? '' : addDays(day, -to)}), 0) as ${raw(bucket)}`,
  )
  const where = join([commitment.at(asked.asOf), ...late(asked).filter((condition) => condition !== false)], ' and ')
  return views.get<Record<Bucket, number>>(sql`select ${join(counts, ', ')} from commitment where ${where}`)!
})

const asked = ({ asOf, filter = {}, state }: CommitmentsAsked) => [
  state !== undefined && sql`state = ${state}`,
  filter.minDaysOverdue !== undefined && sql`state = 'open' and dueOn <= ${addDays(asOf.day, -filter.minDaysOverdue)}`,
  ...scoped(filter, asOf),
]
export const commitments = list<CommitmentRow, CommitmentsAsked>('commitments', commitment, asked, inOrder)
/** The condition of the rows of that list. */
export const isAsked = (of: CommitmentsAsked): Sql => join([commitment.at(of.asOf), ...asked(of).filter((each) => each !== false)], ' and ')
