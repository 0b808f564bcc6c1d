/** From which resolutions and items of agendas a resolution came about, and to which it led. */
import { type AsOf, type ByIds, type HistoryTable, type Sql, among, join, query, raw, sql } from '@prasan/event-sourcing'
import type { ResolutionRow } from './queries.js'
import { meetingsView } from './view.js'

const { item, attendance, resolution } = meetingsView.tables

/** What follows on something names it in one of these columns. Standing in its place and ratifying it are no ways of following on it: they say how it stands. */
const FOLLOWS: readonly (readonly [HistoryTable<any>, string])[] = [
  [resolution, 'implements'],
  [resolution, 'amends'],
  [resolution, 'delegatedBy'],
  [resolution, 'item'],
  [item, 'carriedFrom'],
  [item, 'origin'],
]

/** The ids, and those that the steps lead to, which are told of what was found before. */
const reaching = (ids: readonly string[], steps: readonly Sql[]): Sql =>
  sql`with recursive found (id) as (select value from json_each(${JSON.stringify(ids)}) union ${join(steps, ' union ')}) select id from found`

/** The resolutions and items from which these came about, themselves included, as far as the references lead. */
export const cameFrom = query('cameFrom', (views, { ids, asOf }: ByIds): string[] => {
  const steps = FOLLOWS.map(
    ([table, by]) =>
      sql`select l.${raw(by)} from found join ${raw(table.name)} l on l.id = found.id where l.${raw(by)} is not null and ${table.at(asOf, 'l')}`,
  )
  const putOff = sql`select d.id from found join agendaItem i on i.id = found.id join resolution d on d.item = i.carriedFrom
    where ${isDeferral(asOf)} and ${item.at(asOf, 'i')}`
  return views.all<{ id: string }>(reaching(ids, [...steps, putOff])).map(({ id }) => id)
})

/** The resolutions and items that came of these, themselves included: those from which one of these came about. */
export const ledTo = query('ledTo', (views, { ids, asOf }: ByIds): string[] => {
  const steps = FOLLOWS.map(
    ([table, by]) => sql`select l.id from found join ${raw(table.name)} l on l.${raw(by)} = found.id where ${table.at(asOf, 'l')}`,
  )
  const putOff = sql`select i.id from found join resolution d on d.id = found.id join agendaItem i on i.carriedFrom = d.item
    where ${isDeferral(asOf)} and ${item.at(asOf, 'i')}`
  return views.all<{ id: string }>(reaching(ids, [...steps, putOff])).map(({ id }) => id)
})
/** Of `d`: it put its item off, so that what carries the item on comes of it. */
const isDeferral = (asOf: AsOf) => sql`d.kind = 'deferred' and ${resolution.at(asOf, 'd')}`

/** Those of the ids that are resolutions, and every one that stands in the place of one of them, or in whose place one of them stands, and so on. */
export const resolutionsInLine = query('resolutionsInLine', (views, { ids, asOf }: ByIds) =>
  views
    .all<ResolutionRow>(
      sql`with recursive line (id) as (select value from json_each(${JSON.stringify(ids)})
            union select l.id from line join resolution l on l.supersedes = line.id and ${resolution.at(asOf, 'l')}
            union select l.supersedes from line join resolution l on l.id = line.id and ${resolution.at(asOf, 'l')} where l.supersedes is not null)
          select * from resolution where id in (select id from line) and ${resolution.at(asOf)} order by day, meeting, number, id`,
    )
    .map(resolution.decode),
)

export type ReversedRow = ResolutionRow & { readonly reversedAt: string }
/** Those of the resolutions that were recorded once, and by the moment are known never to have been passed: as they were known last, and when that was recorded. */
export const reversedResolutions = query('reversedResolutions', (views, { ids, asOf: { log } }: ByIds) =>
  views
    .all<ReversedRow>(
      sql`select r.*, log.recordedAt reversedAt, max(r.knownTo) from resolution r join log on log.logNumber = r.knownTo
          where r.id in ${among(ids)} and r.knownTo <= ${log ?? Number.MAX_SAFE_INTEGER}
          and not exists (select 1 from resolution l where l.id = r.id and ${resolution.known(log, 'l')}) group by r.id`,
    )
    .map(resolution.decode),
)

export interface Came {
  readonly meeting: string
  /** Seats for which somebody came, of these by a substitute; seats that were absent; and those in attendance. */
  readonly seats: number
  readonly substitutes: number
  readonly absent: number
  readonly observers: number
}
/** How many came to each meeting, and for what. */
export const attendanceCounts = query('attendanceCounts', (views, { ids, asOf }: ByIds) =>
  views.all<Came>(
    sql`select meeting, sum(present and seat is not null) seats, sum(present and seat is not null and capacity = 'substitute') substitutes,
        sum(not present and seat is not null) absent, sum(present and seat is null) observers
        from attendance where meeting in ${among(ids)} and ${attendance.at(asOf)} group by meeting`,
  ),
)
