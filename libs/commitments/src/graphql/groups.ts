/** How many commitments there are of each committee, area, plan and so on, by state and ageing: one statement over the rows of the list. */
import { Priority } from '@prasan/committees/contract'
import { areasIn } from '@prasan/directory/reading'
import { type AsOf, type List, type Sql, join, pageOf, query, raw, sql } from '@prasan/event-sourcing'
import { Pillar, pillarOf } from '@prasan/plans/reading'
import { BUCKETS, type Bucket, type CommitmentsAsked, isAsked } from '../views/commitments/queries.js'
import { commitmentsView } from '../views/commitments/view.js'

const { owner } = commitmentsView.tables

interface Grouping {
  /** SQL of what a commitment is counted under at that moment. */
  key(asked: GroupsAsked): Sql
  /** SQL of what is told of though nothing is counted under it. */
  readonly always?: (asked: GroupsAsked) => Sql
  /** In this order, where the groups have one of their own; otherwise those with most overdue come first. */
  readonly order?: (key: string) => string
}

const ofOwner = (column: Sql, asOf: AsOf) =>
  sql`(select ${column} from commitmentOwner where commitmentOwner.id = commitment.owner and ${owner.at(asOf)})`
/** Ids of the areas that lie directly in one are two digits longer than its own. */
const areaWithin = (area = 'area-') => sql`substr(area, 1, ${area.length + 2})`

const GROUPINGS = {
  COMMITTEE: { key: () => sql`committee` },
  ORGANIZATION: { key: ({ asOf }) => ofOwner(sql`organization`, asOf) },
  POST: { key: () => sql`iif(owner like 'post-%', owner, null)` },
  AREA: {
    key: ({ asOf, filter }) => ofOwner(areaWithin(filter?.area), asOf),
    always: ({ asOf, filter }) => areasIn(filter?.area, asOf),
    order: (key) => key,
  },
  PLAN: { key: () => sql`plan` },
  PILLAR: {
    key: ({ asOf }) => pillarOf(sql`origin`, asOf),
    always: () => sql`select value from json_each(${JSON.stringify(Pillar.options)})`,
    order: (key) => String((Pillar.options as readonly string[]).indexOf(key)),
  },
  PRIORITY: {
    key: () => sql`priority`,
    always: () => sql`select value from json_each(${JSON.stringify(Priority.options)})`,
    order: (key) => String(Priority.options.length - (Priority.options as readonly string[]).indexOf(key)),
  },
} satisfies Record<string, Grouping>
export type GroupBy = keyof typeof GROUPINGS

export interface GroupsAsked extends CommitmentsAsked {
  readonly groupBy: GroupBy
}

export interface GroupRow extends Record<Bucket, number> {
  /** The id or the word that those counted have in common; null: they have none. */
  readonly key: string | null
  readonly total: number
  readonly open: number
  readonly completed: number
  readonly verified: number
  readonly withdrawn: number
  /** Of those overdue the days together, the middle and the most; the last two null where none is overdue. */
  readonly daysSum: number
  readonly daysMedian: number | null
  readonly daysMost: number | null
}

export const overdueIn = (row: Record<Bucket, number>): number =>
  (Object.keys(BUCKETS) as Bucket[]).reduce((sum, bucket) => sum + row[bucket], 0)

/** All groups at once, in their order. */
export const groupsOf = query('groupsOf', (views, asked: GroupsAsked): GroupRow[] => {
  const { key, always, order }: Grouping = GROUPINGS[asked.groupBy]
  const states = ['open', 'completed', 'verified', 'withdrawn'].map((state) => sql`coalesce(sum(state = ${state}), 0) ${raw(state)}`)
  const ages = Object.entries(BUCKETS).map(
    ([bucket, [from, to]]) =>
      sql`coalesce(sum(late >= ${from} and late <= ${to === Infinity ? Number.MAX_SAFE_INTEGER : to}), 0) ${raw(bucket)}`,
  )
  const groups = views.all<GroupRow>(sql`
    select key, count(state) total, ${join([...states, ...ages], ', ')}, coalesce(sum(late), 0) daysSum, median(late) daysMedian, max(late) daysMost
    from (select key, state, iif(state = 'open' and days > 0, days, null) late
          from (select ${key(asked)} key, state, cast(julianday(${asked.asOf.day}) - julianday(dueOn) as integer) days
                from commitment where ${isAsked(asked)}
                ${always ? sql`union all select *, null, null from (${always(asked)})` : raw('')}))
    group by key`)
  const rank = rankBy(order)
  return groups.sort((one, other) => (rank(one) < rank(other) ? -1 : 1))
})

/** What no two groups have alike, in whose order they stand; those that have nothing in common come last. */
const rankBy =
  (order: Grouping['order']) =>
  (row: GroupRow): string =>
    row.key === null ? '~' : order ? order(row.key) : `${descending(overdueIn(row))} ${descending(row.total)} ${row.key}`
const descending = (count: number) => String(9_999_999_999 - count)

/** The groups as a list; `filter.area` says within which area its parts stand side by side. */
export const commitmentsBy: List<GroupsAsked, GroupRow> = {
  name: 'commitmentsBy',
  page: query('commitmentsBy page', (views, asked) => {
    const { order }: Grouping = GROUPINGS[asked.groupBy]
    return pageOf(groupsOf.run(views, asked), asked.page, rankBy(order))
  }),
  count: query('commitmentsBy count', (views, asked) => groupsOf.run(views, asked).length),
}
