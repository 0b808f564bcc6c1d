import {
  type AsOf,
  type ByIds,
  type ListAsked,
  type Row,
  among,
  everIn,
  grouped,
  join,
  list,
  query,
  raw,
  rowsBy,
  rowsById,
  rowsFor,
  sql,
} from '@prasan/event-sourcing'
import type { Counted } from '../../domain/meeting/quorum.js'
import type { Attended } from '../../domain/meeting/attended.js'
import { MinutesCertified } from '../../domain/meeting/events.js'
import type { Opened } from '../../domain/meeting/state.js'
import { type Seen, meetingsView } from './view.js'

const { meeting, invitation, body, roster, item, attendance, recusal, resolution, minutes } = meetingsView.tables

export type MeetingRow = Row<typeof meeting.columns> & { readonly bodies: string[] }
export type RosterRow = Row<typeof roster.columns> & Pick<Opened, 'bodies' | 'roster'>
export type ItemRow = Row<typeof item.columns>
export type AttendanceRow = Row<typeof attendance.columns> & Pick<Attended, 'there'>
export type RecusalRow = Row<typeof recusal.columns>
export type ResolutionRow = Row<typeof resolution.columns> & { readonly quorum: Counted[]; readonly seen: Seen | null }
export type MinutesRow = Row<typeof minutes.columns>

export const meetingsByIds = rowsById<MeetingRow>(meeting)

export interface MeetingsAsked extends ListAsked {
  readonly committee?: string | undefined
  /** First day, included. */
  readonly from?: string | undefined
  /** First day no longer included. */
  readonly until?: string | undefined
  readonly state?: string | undefined
}
/** Meetings, the latest first. */
export const meetings = list<MeetingRow, MeetingsAsked>(
  'meetings',
  meeting,
  ({ asOf, committee, from, until, state }) => [
    committee !== undefined && sql`id in (select meeting from meetingBody where committee = ${committee} and ${body.at(asOf)})`,
    from !== undefined && sql`day >= ${from}`,
    until !== undefined && sql`day < ${until}`,
    state !== undefined && sql`state = ${state}`,
  ],
  { orderBy: ['day', 'id'], descending: true },
)

export type InvitationRow = Row<typeof invitation.columns>
export const invitationsOf = rowsBy<InvitationRow>(invitation, 'meeting', { order: 'meeting, row' })
export const rostersByIds = rowsById<RosterRow>(roster)
export const itemsByIds = rowsById<ItemRow>(item)
/** The agenda of meetings in its order, items withdrawn included. */
export const itemsOf = rowsBy<ItemRow>(item, 'meeting', { order: 'meeting, section, number, id' })
/** The items of later meetings that carry these on. */
export const itemsCarriedFrom = rowsBy<ItemRow>(item, 'carriedFrom', { order: 'id' })
export const attendanceOf = rowsBy<AttendanceRow>(attendance, 'meeting', { order: 'meeting, row' })
/** Attendance for a seat across its occupants, the latest first. */
export const attendanceOfSeat = list<AttendanceRow, ListAsked & { seat: string }>(
  'attendance',
  attendance,
  ({ seat }) => [sql`seat = ${seat}`],
  { orderBy: ['day', 'id'], descending: true },
)
/** Who came for the seats to the meetings on the days [from, until), oldest first. */
export const attendanceOfSeats = query(
  'attendanceOfSeats',
  (views, { seats, from, until, asOf }: { seats: readonly string[]; from: string; until: string; asOf: AsOf }) =>
    views
      .all<Pick<AttendanceRow, 'seat' | 'day' | 'meeting' | 'present' | 'capacity' | 'post'>>(
        sql`select seat, day, meeting, present, capacity, post from attendance
            where seat in ${among(seats)} and day >= ${from} and day < ${until} and ${attendance.at(asOf)} order by day, id`,
      )
      .map(attendance.decode),
)
/** The meetings of committees on the days [from, until) that are over, with a quorum or without, and of which it is known who came, oldest first. */
export const attendedMeetingsOf = query(
  'attendedMeetingsOf',
  (views, { committees, from, until, asOf }: { committees: readonly string[]; from: string; until: string; asOf: AsOf }) =>
    views.all<{ committee: string; meeting: string; day: string }>(
      sql`select b.committee, m.id meeting, m.day from meetingBody b join meeting m on m.id = b.meeting where b.committee in ${among(committees)}
          and ${body.at(asOf, 'b')} and ${meeting.at(asOf, 'm')} and m.state in ('held', 'minuted', 'inquorate') and m.day >= ${from} and m.day < ${until} and m.byCirculation = 0
          and exists (select 1 from attendance a where a.meeting = m.id and ${attendance.at(asOf, 'a')}) order by m.day, m.id`,
    ),
)
/** More meetings than any body's rules count absences in. */
const SITTINGS = 100
/** The latest meetings of committees that were held by the day, latest first; those without quorum and those still sitting left out. */
export const sittingsOf = rowsFor<{ committee: string; meeting: string; on: string }>('sittingsOf', 'committee', (views, { ids, asOf }) =>
  views.all(
    sql`select committee, meeting, day "on" from (
      select b.committee, b.meeting, m.day, row_number() over (partition by b.committee order by m.day desc, m.id desc) n
      from meetingBody b join meeting m on m.id = b.meeting
      where b.committee in ${among(ids)} and ${body.at(asOf, 'b')} and ${meeting.at(asOf, 'm')} and m.state in ('held', 'minuted') and m.inquorate = 0 and m.byCirculation = 0
    ) where n <= ${SITTINGS} order by committee, n`,
  ),
)
/** The meetings of committees that are scheduled for the days [from, until), the next first. */
export const meetingsAhead = query(
  'meetingsAhead',
  (views, { committees, from, until, asOf }: { committees: readonly string[]; from: string; until: string; asOf: AsOf }): string[] =>
    views
      .all<{ id: string }>(
        sql`select distinct m.id, m.day from meetingBody b join meeting m on m.id = b.meeting where b.committee in ${among(committees)}
        and ${body.at(asOf, 'b')} and ${meeting.at(asOf, 'm')} and m.state = 'scheduled' and m.day >= ${from} and m.byCirculation = 0 and m.day < ${until} order by m.day, m.id`,
      )
      .map(({ id }) => id),
)
/** The meetings that committees have or had, oldest first; `listed`: whether it is theirs still, or was recorded as theirs by mistake. */
export const meetingsEverOf = query('meetingsEverOf', (views, { committees, asOf }: { committees: readonly string[]; asOf: AsOf }) =>
  views
    .all<MeetingRow & { committee: string; listed: number }>(
      sql`select m.*, b.committee, max(${body.known(asOf.log, 'b')}) listed from meetingBody b join meeting m on m.id = b.meeting
          where b.committee in ${among(committees)} and b.knownFrom <= ${asOf.log ?? Number.MAX_SAFE_INTEGER} and ${meeting.at(asOf, 'm')} and m.byCirculation = 0
          group by b.committee, m.id order by m.day, m.id`,
    )
    .map((row) => ({ ...meeting.decode(row), listed: row.listed === 1 })),
)
/** The meetings of committees whose minutes are certified, the latest first. */
export const certifiedOf = query('certifiedOf', (views, { ids, asOf }: ByIds) =>
  views.all<{ committee: string; meeting: string }>(
    sql`select b.committee, b.meeting from meetingBody b join meeting m on m.id = b.meeting join minutes n on n.id = b.meeting
    where b.committee in ${among(ids)} and ${body.at(asOf, 'b')} and ${meeting.at(asOf, 'm')} and ${minutes.at(asOf, 'n')}
    and n.state = 'certified' order by m.day desc, m.id desc`,
  ),
)
/**
 * Items of meetings of the committees before the day that are over, which were carried over or not reached and that no later meeting carries on; the
 * oldest first. Minutes to certify are looked for by themselves.
 */
export const itemsLeftOver = query('itemsLeftOver', (views, { ids, before, asOf }: ByIds & { before: string }) =>
  views
    .all<ItemRow>(
      sql`select i.* from agendaItem i join meeting m on m.id = i.meeting and ${meeting.at(asOf, 'm')} where ${item.at(asOf, 'i')}
      and exists (select 1 from meetingBody b where b.meeting = m.id and b.committee in ${among(ids)} and ${body.at(asOf, 'b')})
      and m.state in ('held', 'minuted', 'inquorate') and m.day < ${before} and i.state in ('listed', 'carriedOver') and i.kind <> 'certify'
      and not exists (select 1 from agendaItem j join meeting n on n.id = j.meeting and ${meeting.at(asOf, 'n')} where j.carriedFrom = i.id
        and ${item.at(asOf, 'j')} and j.state not in ('withdrawn', 'parked') and n.state <> 'cancelled')
      order by m.day, i.section, i.number, i.id`,
    )
    .map(item.decode),
)
/** How many meetings each committee had held, with quorum, on the days [from, until). */
export const heldBetween = (from: string, until: string) =>
  query(`heldBetween ${from} ${until}`, (views, { ids, asOf }: ByIds): Map<string, number> => {
    const counted = views.all<{ committee: string; n: number }>(
      sql`select b.committee, count(*) n from meetingBody b join meeting m on m.id = b.meeting where b.committee in ${among(ids)}
      and ${body.at(asOf, 'b')} and ${meeting.at(asOf, 'm')} and m.state in ('held', 'minuted') and m.inquorate = 0 and m.day >= ${from} and m.byCirculation = 0 and m.day < ${until} group by 1`,
    )
    return new Map(counted.map(({ committee, n }) => [committee, n]))
  })
/** The meetings of each committee on the days [from, until), but for those cancelled, as they stand on the day. */
export const calledBetween = (from: string, until: string) =>
  query(`calledBetween ${from} ${until}`, (views, { ids, asOf }: ByIds) => {
    const called = views.all<{ committee: string; id: string; day: string; state: string }>(
      sql`select b.committee, m.id, m.day, m.state from meetingBody b join meeting m on m.id = b.meeting where b.committee in ${among(ids)}
      and ${body.at(asOf, 'b')} and ${meeting.at(asOf, 'm')} and m.state <> 'cancelled' and m.byCirculation = 0 and m.day >= ${from} and m.day < ${until}`,
    )
    return grouped(called, ({ committee }) => committee)
  })
/** The next meeting of each committee, on the day or later. */
export const nextMeetingsOf = rowsFor<MeetingRow & { committee: string }>('nextMeetingsOf', 'committee', (views, { ids, asOf }) =>
  views
    .all<MeetingRow & { committee: string }>(
      sql`select * from (
        select m.*, b.committee, row_number() over (partition by b.committee order by m.day, m.id) n
        from meetingBody b join meeting m on m.id = b.meeting
        where b.committee in ${among(ids)} and ${body.at(asOf, 'b')} and ${meeting.at(asOf, 'm')} and m.state = 'scheduled' and m.day >= ${asOf.day} and m.byCirculation = 0
      ) where n = 1`,
    )
    .map(meeting.decode),
)
/** Meetings that committees hosted and whose minutes are not certified, the latest first, with the state of the minutes; null where there are none. */
export const uncertifiedOf = query('uncertifiedOf', (views, { ids, asOf }: ByIds) =>
  views.all<{ id: string; host: string; minutes: 'draft' | 'circulated' | null }>(
    sql`select m.id, m.host, minutes.state "minutes" from meetingBody b join meeting m on m.id = b.meeting
        left join minutes on minutes.id = m.id and ${minutes.at(asOf)}
        where b.committee in ${among(ids)} and m.host = b.committee and ${body.at(asOf, 'b')} and ${meeting.at(asOf, 'm')} and m.state = 'held' and m.byCirculation = 0
        order by m.day desc, m.id desc`,
  ),
)
export const recusalsOf = rowsBy<RecusalRow>(recusal, 'meeting', { order: 'id' })
export const resolutionsByIds = rowsById<ResolutionRow>(resolution)
export const resolutionsOf = rowsBy<ResolutionRow>(resolution, 'meeting', { order: 'meeting, number, id' })
export const resolutionsOfItems = rowsBy<ResolutionRow>(resolution, 'item', { order: 'item, number, id' })
export const minutesByIds = rowsById<MinutesRow>(minutes)
/** The root of the log through the last certification of each meeting's minutes, behind its log number, as `prasan verify --seal` takes it. */
export const recordSealsOf = query('recordSealsOf', (views, { ids, asOf }: ByIds): Map<string, string> => {
  const certified = views.all<{ id: string; logNumber: number; root: string }>(
    sql`select id, max(logNumber) logNumber, lower(hex(root)) root from log
    where id in ${among(ids)} and type = ${MinutesCertified.type} and logNumber <= ${asOf.log ?? Number.MAX_SAFE_INTEGER} group by id`,
  )
  return new Map(certified.map(({ id, logNumber, root }) => [id, `${logNumber}:${root}`]))
})

/** What was recorded of each meeting, by the type of the event, in the order of the log. */
export const recordedOf = rowsFor<{ id: string; type: string; logNumber: number; recordedAt: string }>(
  'recordedOf',
  'id',
  (views, { ids, asOf }) =>
    views.all(
      sql`select id, type, logNumber, recordedAt from log
    where id in ${among(ids)} and logNumber <= ${asOf.log ?? Number.MAX_SAFE_INTEGER} order by logNumber`,
    ),
)

/** Whether an item and a resolution were ever recorded. */
export const itemExists = everIn(item)
export const resolutionExists = everIn(resolution)

/** The meeting of an item or a resolution that is recorded now. */
export const meetingOfPart = query('meetingOfPart', (views, { id }: { id: string }): string | undefined => {
  const of = [item, resolution].map((table) => sql`select meeting from ${raw(table.name)} where id = ${id} and ${table.known(null)}`)
  return views.get<{ meeting: string }>(join(of, ' union all '))?.meeting
})

/** Where a meeting names another, or an item or a resolution of it, and the column that says which meeting does. */
const FOLLOWING = [
  [meeting, 'id', ['recallOf']],
  [item, 'meeting', ['carriedFrom', 'origin', 'minutesOf']],
  [resolution, 'meeting', ['supersedes', 'amends', 'implements', 'ratifies', 'delegatedBy']],
  [minutes, 'id', ['certifiedBy']],
] as const
/** The meetings that name any of the ids as what they, or something in them, follow on, or as what certified their minutes. */
export const meetingsFollowing = query('meetingsFollowing', (views, { ids }: { ids: readonly string[] }): string[] => {
  const each = FOLLOWING.flatMap(([table, of, columns]) =>
    columns.map(
      (by) => sql`select ${raw(of)} "meeting" from ${raw(table.name)} where ${raw(by)} in ${among(ids)} and ${table.known(null)}`,
    ),
  )
  return views.all<{ meeting: string }>(join(each, ' union ')).map(({ meeting }) => meeting)
})
