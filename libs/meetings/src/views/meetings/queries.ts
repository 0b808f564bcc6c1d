import { type AsOf, type PageAsked, type Row, type Sql, among, join, paged, query, sql } from '@prasan/event-sourcing'
import type { Counted } from '../../domain/meeting/quorum.js'
import type { Attended } from '../../domain/meeting/attended.js'
import type { Opened } from '../../domain/meeting/state.js'
import { meetingsView } from './view.js'

const { meeting, body, roster, item, attendance, recusal, resolution, minutes } = meetingsView.tables

export type MeetingRow = Row<typeof meeting.columns> & { readonly bodies: string[] }
export type RosterRow = Row<typeof roster.columns> & Pick<Opened, 'bodies' | 'roster'>
export type ItemRow = Row<typeof item.columns>
export type AttendanceRow = Row<typeof attendance.columns> & Pick<Attended, 'there'>
export type RecusalRow = Row<typeof recusal.columns>
export type ResolutionRow = Row<typeof resolution.columns> & { readonly quorum: Counted[] }
export type MinutesRow = Row<typeof minutes.columns>

interface ByIds {
  readonly ids: readonly string[]
  readonly asOf: AsOf
}

export const meetingsByIds = query('meetingsByIds', (views, { ids, asOf }: ByIds) =>
  views.all<MeetingRow>(sql`select * from meeting where id in ${among(ids)} and ${meeting.at(asOf)}`).map(meeting.decode),
)

export interface MeetingsAsked {
  readonly asOf: AsOf
  readonly committee?: string | undefined
  /** First day, included. */
  readonly from?: string | undefined
  /** First day no longer included. */
  readonly until?: string | undefined
  readonly state?: string | undefined
}
const and = (conditions: readonly (Sql | false)[]) =>
  join(
    conditions.filter((condition) => condition !== false),
    ' and ',
  )
const meetingsWhere = ({ asOf, committee, from, until, state }: MeetingsAsked) =>
  and([
    meeting.at(asOf, 'm'),
    committee !== undefined && sql`b.committee = ${committee} and ${body.at(asOf, 'b')}`,
    from !== undefined && sql`m.day >= ${from}`,
    until !== undefined && sql`m.day < ${until}`,
    state !== undefined && sql`m.state = ${state}`,
  ])
const meetingsFrom = ({ committee }: MeetingsAsked) =>
  committee === undefined ? sql`from meeting m` : sql`from meetingBody b join meeting m on m.id = b.meeting`

/** Meetings, the latest first. */
export const meetingsPage = query('meetingsPage', (views, { page, ...asked }: MeetingsAsked & { page: PageAsked }) =>
  paged<MeetingRow>(views, page, {
    select: sql`select m.* ${meetingsFrom(asked)}`,
    where: meetingsWhere(asked),
    orderBy: ['m.day', 'm.id'],
    descending: true,
    decode: meeting.decode,
  }),
)
export const meetingsCount = query(
  'meetingsCount',
  (views, asked: MeetingsAsked) => views.get<{ n: number }>(sql`select count(*) n ${meetingsFrom(asked)} where ${meetingsWhere(asked)}`)!.n,
)

export const rostersByIds = query('rostersByIds', (views, { ids, asOf }: ByIds) =>
  views.all<RosterRow>(sql`select * from meetingRoster where id in ${among(ids)} and ${roster.at(asOf)}`).map(roster.decode),
)
export const itemsByIds = query('itemsByIds', (views, { ids, asOf }: ByIds) =>
  views.all<ItemRow>(sql`select * from agendaItem where id in ${among(ids)} and ${item.at(asOf)}`).map(item.decode),
)
/** The agenda of meetings in its order, items withdrawn included. */
export const itemsOf = query('itemsOf', (views, { ids, asOf }: ByIds) =>
  views
    .all<ItemRow>(sql`select * from agendaItem where meeting in ${among(ids)} and ${item.at(asOf)} order by meeting, section, number, id`)
    .map(item.decode),
)
/** The items of later meetings that carry these on. */
export const itemsCarriedFrom = query('itemsCarriedFrom', (views, { ids, asOf }: ByIds) =>
  views.all<ItemRow>(sql`select * from agendaItem where carriedFrom in ${among(ids)} and ${item.at(asOf)} order by id`).map(item.decode),
)
export const attendanceOf = query('attendanceOf', (views, { ids, asOf }: ByIds) =>
  views
    .all<AttendanceRow>(sql`select * from attendance where meeting in ${among(ids)} and ${attendance.at(asOf)} order by meeting, row`)
    .map(attendance.decode),
)
export interface SeatAttendanceAsked {
  readonly asOf: AsOf
  readonly seat: string
}
const ofSeat = ({ asOf, seat }: SeatAttendanceAsked) => sql`seat = ${seat} and ${attendance.at(asOf)}`
/** Attendance for a seat across its occupants, the latest first. */
export const seatAttendancePage = query('seatAttendancePage', (views, { page, ...asked }: SeatAttendanceAsked & { page: PageAsked }) =>
  paged<AttendanceRow>(views, page, {
    select: sql`select * from attendance`,
    where: ofSeat(asked),
    orderBy: ['day', 'id'],
    descending: true,
    decode: attendance.decode,
  }),
)
export const seatAttendanceCount = query(
  'seatAttendanceCount',
  (views, asked: SeatAttendanceAsked) => views.get<{ n: number }>(sql`select count(*) n from attendance where ${ofSeat(asked)}`)!.n,
)
/** More meetings than any body's rules count absences in. */
const SITTINGS = 100
/** The latest meetings of committees that were held by the day, latest first; those without quorum and those still sitting left out. */
export const sittingsOf = query('sittingsOf', (views, { ids, asOf }: ByIds) =>
  views.all<{ committee: string; meeting: string; on: string }>(
    sql`select committee, meeting, day "on" from (
      select b.committee, b.meeting, m.day, row_number() over (partition by b.committee order by m.day desc, m.id desc) n
      from meetingBody b join meeting m on m.id = b.meeting
      where b.committee in ${among(ids)} and ${body.at(asOf, 'b')} and ${meeting.at(asOf, 'm')} and m.state in ('held', 'minuted') and m.inquorate = 0
    ) where n <= ${SITTINGS} order by committee, n`,
  ),
)
/** How many meetings each committee had held, with quorum, on the days [from, until). */
export const heldBetween = (from: string, until: string) =>
  query(`heldBetween ${from} ${until}`, (views, { ids, asOf }: ByIds): Map<string, number> => {
    const counted = views.all<{ committee: string; n: number }>(
      sql`select b.committee, count(*) n from meetingBody b join meeting m on m.id = b.meeting where b.committee in ${among(ids)}
      and ${body.at(asOf, 'b')} and ${meeting.at(asOf, 'm')} and m.state in ('held', 'minuted') and m.inquorate = 0 and m.day >= ${from} and m.day < ${until} group by 1`,
    )
    return new Map(counted.map(({ committee, n }) => [committee, n]))
  })
export const recusalsOf = query('recusalsOf', (views, { ids, asOf }: ByIds) =>
  views.all<RecusalRow>(sql`select * from recusal where meeting in ${among(ids)} and ${recusal.at(asOf)} order by id`).map(recusal.decode),
)
export const resolutionsByIds = query('resolutionsByIds', (views, { ids, asOf }: ByIds) =>
  views.all<ResolutionRow>(sql`select * from resolution where id in ${among(ids)} and ${resolution.at(asOf)}`).map(resolution.decode),
)
export const resolutionsOf = query('resolutionsOf', (views, { ids, asOf }: ByIds) =>
  views
    .all<ResolutionRow>(
      sql`select * from resolution where meeting in ${among(ids)} and ${resolution.at(asOf)} order by meeting, number, id`,
    )
    .map(resolution.decode),
)
export const resolutionsOfItems = query('resolutionsOfItems', (views, { ids, asOf }: ByIds) =>
  views
    .all<ResolutionRow>(sql`select * from resolution where item in ${among(ids)} and ${resolution.at(asOf)} order by item, number, id`)
    .map(resolution.decode),
)
export const minutesByIds = query('minutesByIds', (views, { ids, asOf }: ByIds) =>
  views.all<MinutesRow>(sql`select * from minutes where id in ${among(ids)} and ${minutes.at(asOf)}`).map(minutes.decode),
)

/** Whether an item or a resolution was ever recorded: look-ups for ids in commands. */
export const itemExists = query(
  'itemExists',
  (views, { id }: { id: string }) => views.get(sql`select 1 from agendaItem where id = ${id} limit 1`) !== undefined,
)
export const resolutionExists = query(
  'resolutionExists',
  (views, { id }: { id: string }) => views.get(sql`select 1 from resolution where id = ${id} limit 1`) !== undefined,
)
