/** The register of resolutions: which there are, and how each stands on a day. */
import {
  type AsOf,
  type ByIds,
  type ListAsked,
  type Sql,
  among,
  join,
  list,
  query,
  raw,
  rowsBy,
  sql,
  wordsSought,
} from '@prasan/event-sourcing'
import type { ResolutionRow } from './queries.js'
import { meetingsView } from './view.js'

const { meeting, body, item, resolution } = meetingsView.tables

export const supersededBy = rowsBy<ResolutionRow>(resolution, 'supersedes', { order: 'day, meeting, number, id' })
export const ratifiedBy = rowsBy<ResolutionRow>(resolution, 'ratifies', { order: 'day, meeting, number, id' })
export const amendedBy = rowsBy<ResolutionRow>(resolution, 'amends', { order: 'day, meeting, number, id' })
export const implementedBy = rowsBy<ResolutionRow>(resolution, 'implements', { order: 'day, meeting, number, id' })

/** How many commitments came of a resolution by itself, open and done on the day. */
export interface Promised {
  readonly origin: string
  readonly open: number
  readonly done: number
}

/** The line of a resolution `of` the row around: itself, what carries it out or amends it, what does that of those, and so on. */
const line = (asOf: AsOf, of: Sql) => sql`with recursive line (id) as (select ${of}
  union select l.id from line join resolution l on l.implements = line.id and ${resolution.at(asOf, 'l')}
  union select l.id from line join resolution l on l.amends = line.id and ${resolution.at(asOf, 'l')})`

/** The resolutions of the line of each. */
export const linesOf = query('linesOf', (views, { ids, asOf }: ByIds) =>
  views.all<{ id: string; part: string }>(
    sql`select asked.value id, part.value part from json_each(${JSON.stringify(ids)}) asked,
        json_each((${line(asOf, sql`asked.value`)} select json_group_array(id) from line)) part`,
  ),
)

/** Of the row of `resolution`: what follows on it by a reference. */
const follows = (by: Sql, asOf: AsOf) =>
  sql`exists (select 1 from resolution l where ${by} = resolution.id and ${resolution.at(asOf, 'l')})`
const isSuperseded = (asOf: AsOf) => follows(sql`l.supersedes`, asOf)
/** Of the same: something in its line is carried out by a resolution that stands. */
const isCarriedOut = (asOf: AsOf) => sql`exists (${line(asOf, sql`resolution.id`)} select 1 from line
    join resolution l on l.implements = line.id and ${resolution.at(asOf, 'l')}
    where not exists (select 1 from resolution s where s.supersedes = l.id and ${resolution.at(asOf, 's')}))`
/** Of the same: a later meeting considered the matter, or resolved on it. */
const isTakenUp = (asOf: AsOf) => sql`exists (with recursive later (id) as (
      select i.id from agendaItem i where i.carriedFrom = resolution.item and ${item.at(asOf, 'i')}
      union select i.id from later join agendaItem i on i.carriedFrom = later.id and ${item.at(asOf, 'i')})
    select 1 from later join agendaItem i on i.id = later.id and ${item.at(asOf, 'i')}
    where i.state = 'discussed' or exists (select 1 from resolution l where l.item = i.id and ${resolution.at(asOf, 'l')}))`

/** How the row of `resolution` stands on the day, given what was promised from those of its line. */
function standing(asOf: AsOf, promised: readonly Promised[]): Sql {
  const origins = (has: 'open' | 'done') => among(promised.flatMap((each) => (each[has] > 0 ? [each.origin] : [])))
  const inLine = (condition: Sql) => sql`exists (${line(asOf, sql`resolution.id`)} select 1 from line where ${condition})`
  const carriedOut = isCarriedOut(asOf)
  return sql`case when ${isSuperseded(asOf)} then 'superseded'
    when kind = 'deferred' and not ${isTakenUp(asOf)} and not ${carriedOut} then 'deferred'
    when not ${inLine(sql`id in ${origins('open')}`)} and (kind = 'deferred' or ${carriedOut} or ${inLine(sql`id in ${origins('done')}`)})
      then 'carriedOut'
    when ${follows(sql`l.amends`, asOf)} then 'amended'
    else 'inForce' end`
}

/**
 * What the committees, as hosts, assigned, referred or put off and nothing followed on: no resolution stands in its place or carries it out, and
 * no later meeting took up what was put off. The latest first.
 */
export const resolutionsAwaiting = query('resolutionsAwaiting', (views, { ids, asOf }: ByIds) =>
  views
    .all<ResolutionRow>(
      sql`select * from resolution where committee in ${among(ids)} and kind in ('assigned', 'referred', 'deferred') and ${resolution.at(asOf)}
          and not ${isSuperseded(asOf)} and not ${isCarriedOut(asOf)} and not (kind = 'deferred' and ${isTakenUp(asOf)}) order by day desc, id`,
    )
    .map(resolution.decode),
)

export const standingOf = query('standingOf', (views, { ids, asOf, promised }: ByIds & { promised: readonly Promised[] }) =>
  views.all<{ id: string; state: string }>(
    sql`select id, ${standing(asOf, promised)} state from resolution where id in ${among(ids)} and ${resolution.at(asOf)}`,
  ),
)

/** Of the row `r`: it was passed by circulation. */
const circulated = (asOf: AsOf) =>
  sql`exists (select 1 from meeting m where m.id = r.meeting and m.byCirculation = 1 and ${meeting.at(asOf, 'm')})`
/** Of the same: nothing ratifies it and nothing stands in its place. */
const isAlone = (asOf: AsOf) =>
  sql`not exists (select 1 from resolution l where (l.ratifies = r.id or l.supersedes = r.id) and ${resolution.at(asOf, 'l')})`
/** Those that a condition on `r` leaves of the ones that wait to be ratified. */
const waiting = (which: Sql, asOf: AsOf) =>
  sql`select id from resolution r where ${which} and ${resolution.at(asOf, 'r')} and (r.delegatedBy is not null or ${circulated(asOf)}) and ${isAlone(asOf)}`

/** Those of the resolutions that wait to be ratified. */
export const awaitingRatification = query('awaitingRatification', (views, { ids, asOf }: ByIds) => {
  return new Map(views.all<{ id: string }>(waiting(sql`id in ${among(ids)}`, asOf)).map(({ id }) => [id, true]))
})
/** Those that the committees have to ratify: what they passed by circulation, and what others passed under their delegation; the oldest first. */
export const resolutionsToRatify = query('resolutionsToRatify', (views, { ids, asOf }: ByIds) =>
  views
    .all<ResolutionRow>(
      sql`select * from resolution r where ${resolution.at(asOf, 'r')} and ${isAlone(asOf)} and (committee in ${among(ids)} and ${circulated(asOf)}
        or exists (select 1 from resolution d where d.id = r.delegatedBy and d.committee in ${among(ids)} and ${resolution.at(asOf, 'd')}))
      order by day, meeting, number`,
    )
    .map(resolution.decode),
)

export interface ResolutionsAsked extends ListAsked {
  readonly committee?: string | undefined
  /** The committees of an area. */
  readonly area?: readonly string[] | undefined
  readonly kind?: string | undefined
  /** How it stands, with what was promised from every resolution. */
  readonly state?: { readonly is: string; readonly promised: readonly Promised[] } | undefined
  /** Whether they wait to be ratified. */
  readonly awaitsRatification?: boolean | undefined
  /** First day, included. */
  readonly from?: string | undefined
  /** First day no longer included. */
  readonly until?: string | undefined
  /** Words that all stand in its text or in the title of its item. */
  readonly search?: string | undefined
}

/** A word in the text of a resolution, or in the title of its item. */
const found = (asOf: AsOf) => (word: string) =>
  sql`(instr(folded, ${word}) > 0 or item in (select id from agendaItem where instr(folded, ${word}) > 0 and ${item.at(asOf)}))`
const ofBodies = (which: Sql, asOf: AsOf) => sql`meeting in (select meeting from meetingBody where committee ${which} and ${body.at(asOf)})`

/** Resolutions, the latest first. */
export const resolutions = list<ResolutionRow, ResolutionsAsked>(
  'resolutions',
  resolution,
  ({ asOf, committee, area, kind, state, awaitsRatification, from, until, search }) => [
    committee !== undefined && ofBodies(sql`= ${committee}`, asOf),
    area !== undefined && ofBodies(sql`in ${among(area)}`, asOf),
    kind !== undefined && sql`kind = ${kind}`,
    awaitsRatification !== undefined && sql`${raw(awaitsRatification ? 'id in' : 'id not in')} (${waiting(sql`1`, asOf)})`,
    from !== undefined && sql`day >= ${from}`,
    until !== undefined && sql`day < ${until}`,
    search !== undefined && join(wordsSought(search).map(found(asOf)), ' and '),
    state !== undefined && sql`${standing(asOf, state.promised)} = ${state.is}`,
  ],
  { orderBy: ['day', 'meeting', 'number', 'id'], descending: true },
)

export type ItemInChain = {
  readonly asked: string
  readonly id: string
  readonly deferred: boolean
  readonly state: string
  readonly day: string
  readonly meetingState: string
}
/**
 * The items of the chain of each, oldest first: the one that was raised first and all that carry it on. `deferred`: it went, or is to go, to a
 * later meeting, and its own was by the day.
 */
export const chainsOf = query('chainsOf', (views, { ids, asOf }: ByIds) =>
  views
    .all<Omit<ItemInChain, 'deferred'> & { deferred: number }>(
      sql`with recursive
          up (asked, id) as (select value, value from json_each(${JSON.stringify(ids)})
            union select asked, i.carriedFrom from up join agendaItem i on i.id = up.id and ${item.at(asOf, 'i')} where i.carriedFrom is not null),
          chain (asked, id) as (
            select asked, up.id from up join agendaItem i on i.id = up.id and ${item.at(asOf, 'i')} where i.carriedFrom is null
            union select asked, i.id from chain join agendaItem i on i.carriedFrom = chain.id and ${item.at(asOf, 'i')})
          select asked, i.id, i.state, m.day, m.state meetingState, m.day <= ${asOf.day} and (i.state = 'carriedOver'
              or exists (select 1 from agendaItem l where l.carriedFrom = i.id and ${item.at(asOf, 'l')})
              or exists (select 1 from resolution l where l.item = i.id and l.kind = 'deferred' and ${resolution.at(asOf, 'l')})) deferred
          from chain join agendaItem i on i.id = chain.id and ${item.at(asOf, 'i')} join meeting m on m.id = i.meeting and ${meetingsView.tables.meeting.at(asOf, 'm')}
          order by asked, m.day, i.id`,
    )
    .map((each): ItemInChain => ({ ...each, deferred: each.deferred === 1 })),
)
