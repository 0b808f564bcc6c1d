/**
 * How many were open, overdue, made and completed at the end of each month. Every row of the view holds on some days and was known for some
 * time: both are a stretch of months, the more so their common part. Each row adds one where its stretch begins and takes it away where it
 * ends, so that one reading of the rows tells of all months.
 */
import { type Sql, addDays, join, liesIn, query, raw, sql } from '@prasan/event-sourcing'
import { BUCKETS, type Bucket, type OverdueFilter } from './queries.js'
import { commitmentsView } from './view.js'

const { commitment, owner } = commitmentsView.tables

export type TrendScope = Pick<OverdueFilter, 'committee' | 'organization' | 'post' | 'area' | 'plan'>

export interface MonthEnd {
  /** The last day of the month. */
  readonly on: string
  /** Log number through which the month is told. */
  readonly log: number
}
export interface TrendAsked {
  /** One after the other, none left out. */
  readonly months: readonly MonthEnd[]
  readonly scope: TrendScope
}
export interface TrendRow extends Record<Bucket, number> {
  readonly open: number
  readonly made: number
  readonly completed: number
  /** The days of all that are overdue together. */
  readonly daysSum: number
}

/** The last days of the months from a day until before another. */
export function monthEnds(from: string, until: string): string[] {
  const ends: string[] = []
  for (let on = endOfMonth(from); on < until; on = endOfMonth(addDays(on, 1))) ends.push(on)
  return ends
}
const endOfMonth = (day: string) => addDays(`${addDays(`${day.slice(0, 7)}-28`, 4).slice(0, 7)}-01`, -1)

const NEVER = Number.MAX_SAFE_INTEGER
const KINDS = ['open', ...Object.keys(BUCKETS), 'made', 'completed'] as const

export const trendOf = query('trendOf', (views, { months, scope }: TrendAsked): TrendRow[] => {
  const [first, last] = [months[0], months.at(-1)]
  if (!first || !last) return []
  const [year, month] = first.on.split('-').map(Number) as [number, number]
  /** SQL of the number of the first of these months that ends on the day or later. */
  const monthOf = (day: Sql) => sql`(substr(${day}, 1, 4) * 12 + substr(${day}, 6, 2) - ${year * 12 + month})`
  /** SQL of the number of the first of these months through whose log number the event is known: found by halves. */
  const knownIn = (log: Sql, from = 0, until = months.length): Sql => {
    if (from === until) return raw(String(from))
    const middle = (from + until) >> 1
    return sql`case when ${log} <= ${months[middle]!.log} then ${knownIn(log, from, middle)} else ${knownIn(log, middle + 1, until)} end`
  }
  const { organization, area, committee, plan, post } = scope
  const ofOwner = [
    ...(organization === undefined ? [] : [sql`organization = ${organization}`]),
    ...(area === undefined ? [] : [liesIn('area', area)]),
  ]
  const tables = [commitment, ...(ofOwner.length > 0 ? [owner] : [])].map(({ name }) => raw(name))
  /** SQL of the least or the most of what the rows that are read together say. */
  const of = (pick: 'min' | 'max', column: (table: Sql) => Sql) =>
    tables.length === 1 ? column(tables[0]!) : sql`${raw(pick)}(${join(tables.map(column), ', ')})`
  const begins = of('max', (table) => sql`${table}.validFrom`)
  const ends = of('min', (table) => sql`${table}.validTo`)
  const known = of('max', (table) => sql`${table}.knownFrom`)
  const superseded = of('min', (table) => sql`coalesce(${table}.knownTo, ${NEVER})`)
  const conditions = [
    ...tables.flatMap((table) => [
      sql`${table}.knownFrom <= ${last.log}`,
      sql`(${table}.knownTo is null or ${table}.knownTo > ${first.log})`,
    ]),
    ...(ofOwner.length > 0 ? [sql`commitmentOwner.id = commitment.owner`, ...ofOwner] : []),
    ...(committee === undefined ? [] : [sql`committee = ${committee}`]),
    ...(plan === undefined ? [] : [sql`plan = ${plan}`]),
    ...(post === undefined ? [] : [sql`owner = ${post}`]),
  ]
  const late = Object.entries(BUCKETS).map(
    ([bucket, [from, to]]) => sql`
      select ${bucket} kind, max(a, ${monthOf(sql`date(dueOn, ${`+${from} days`})`)}) a,
        ${to === Infinity ? sql`b` : sql`min(b, ${monthOf(sql`date(dueOn, ${`+${to + 1} days`})`)})`} b, dueOn from piece where state = 'open'`,
  )
  const within = (kind: string, day: string, where: Sql) => sql`
      select ${kind} kind, max(a, ${monthOf(raw(day))}) a, min(b, ${monthOf(raw(day))} + 1) b, dueOn from piece where ${where}`
  const steps = views.all<{ kind: string; month: number; count: number; due: number }>(sql`
    with piece as materialized (
      select state, dueOn, madeOn, completedOn,
        max(0, ${monthOf(begins)}, ${knownIn(known)}) a,
        min(${months.length}, ${monthOf(ends)}, ${knownIn(superseded)}) b
      from ${join(tables, ', ')} where ${join(conditions, ' and ')}),
    span as (
      select 'open' kind, a, b, dueOn from piece where state = 'open'
      union all ${join(late, ' union all ')}
      union all ${within('made', 'madeOn', sql`1`)}
      union all ${within('completed', 'completedOn', sql`state in ('completed', 'verified')`)})
    select kind, month, sum(more) count, sum(more * unixepoch(dueOn) / 86400) due from (
      select kind, a month, 1 more, dueOn from span where a < b union all
      select kind, b month, -1 more, dueOn from span where a < b)
    group by kind, month`)
  return summed(months, steps)
})

function summed(months: readonly MonthEnd[], steps: readonly { kind: string; month: number; count: number; due: number }[]): TrendRow[] {
  const at = new Map(steps.map((step) => [`${step.kind} ${step.month}`, step]))
  const counts: Record<string, number> = Object.fromEntries(KINDS.map((kind) => [kind, 0]))
  let due = 0
  return months.map(({ on }, n) => {
    for (const kind of KINDS) {
      const step = at.get(`${kind} ${n}`)
      counts[kind]! += step?.count ?? 0
      if (kind in BUCKETS) due += step?.due ?? 0
    }
    const overdue = Object.keys(BUCKETS).reduce((sum, bucket) => sum + counts[bucket]!, 0)
    return { ...counts, daysSum: (overdue * Date.parse(on)) / 86_400_000 - due } as unknown as TrendRow
  })
}
