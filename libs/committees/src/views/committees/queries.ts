import {
  type AsOf,
  type ByIds,
  type ListAsked,
  type PartsOf,
  type Row,
  among,
  categoryOf,
  everIn,
  grouped,
  join,
  liesIn,
  list,
  query,
  rowsBy,
  rowsById,
  sql,
} from '@prasan/event-sourcing'
import { type BodyRules } from '../../domain/committee/body-rules.js'
import { DEFAULT_RULES } from '../../domain/committee/presets.js'
import { committeesView } from './view.js'

const { committee, seat, order, rules, number, rhythm, occurrence } = committeesView.tables

export type CommitteeRow = Row<typeof committee.columns>
export type SeatRow = Row<typeof seat.columns>

export type OrderRow = Row<typeof order.columns>
export type RulesRow = Row<typeof rules.columns> & { readonly rules: BodyRules }
export type RhythmRow = Row<typeof rhythm.columns>
export type OccurrenceRow = Row<typeof occurrence.columns>
export type NumberRow = Row<typeof number.columns>

export const committeesByIds = rowsById<CommitteeRow>(committee)
export interface CommitteesAsked extends ListAsked {
  /** An area and all that lies in it. */
  readonly area?: string | undefined
  readonly parent?: string | undefined
}
export const committees = list<CommitteeRow, CommitteesAsked>('committees', committee, ({ area, parent }) => [
  area !== undefined && liesIn('area', area),
  parent !== undefined && sql`parent = ${parent}`,
])

/** The bodies that are part of one, on whichever day. */
export const bodiesUnder = query('bodiesUnder', (views, { id }: { id: string }) =>
  views.all<{ id: string }>(sql`select distinct id from committee where parent = ${id} and ${committee.known(null)}`).map((row) => row.id),
)

/** A body in the tree of another, and whether it is there on the day. */
export interface BodyBelow {
  readonly id: string
  readonly parent: string | null
  readonly area: string | null
  readonly there: boolean
}
/** A body and all that are part of it, directly or further below, those that are not there on the day too: one statement. */
export const bodiesBelow = query('bodiesBelow', (views, { id, asOf }: { id: string; asOf: AsOf }): BodyBelow[] =>
  views
    .all<Omit<BodyBelow, 'there'> & { there: number }>(
      sql`with recursive below (id) as (select ${id} union
            select committee.id from below join committee on committee.parent = below.id where ${committee.known(asOf.log)})
          select id, parent, area, max(${committee.at(asOf)}) there from committee
          where id in (select id from below) and ${committee.known(asOf.log)} group by id order by id`,
    )
    .map(({ there, ...body }) => ({ ...body, there: there === 1 })),
)

export const seatsByIds = rowsById<SeatRow>(seat)
/** The seats of committees in protocol order. */
export const seatsOf = rowsBy<SeatRow>(seat, 'committee', { order: 'committee, number, id' })
/** The seats that belong to one of the posts, or in which one of the persons sits as expert or as the one sent, on the day. */
export const seatsThrough = query(
  'seatsThrough',
  (views, { posts, people, asOf }: { posts: readonly string[]; people: readonly string[]; asOf: AsOf }) =>
    views
      .all<SeatRow>(
        join(
          [sql`post in ${among(posts)}`, sql`expert in ${among(people)}`, sql`sent in ${among(people)}`].map(
            (through) => sql`select * from seat where ${through} and ${seat.at(asOf)}`,
          ),
          ' union ',
        ),
      )
      .map(seat.decode),
)
/** Seats by id, and those of committees, as they were on all days, each in the order of its days. */
export const seatsEver = rowsBy<SeatRow>(seat, 'id', { order: 'id, validFrom', everyDay: true })
export const seatsOfEver = rowsBy<SeatRow>(seat, 'committee', { order: 'id, validFrom', everyDay: true })
/** The seats of posts and of organizations that send somebody, on the days on which they were theirs. */
export const seatsOfOwnersEver = query('seatsOfOwnersEver', (views, { owners, asOf: { log } }: { owners: readonly string[]; asOf: AsOf }) =>
  views
    .all<SeatRow>(
      sql`select * from seat where post in ${among(owners)} and ${seat.known(log)} union
          select * from seat where organization in ${among(owners)} and ${seat.known(log)} order by id, validFrom`,
    )
    .map(seat.decode),
)
/** The seats in which one of the persons sits as expert or as the one sent, on the days on which they do. */
export const seatsOfPeopleEver = query('seatsOfPeopleEver', (views, { people, asOf: { log } }: { people: readonly string[]; asOf: AsOf }) =>
  views
    .all<SeatRow>(
      sql`select * from seat where expert in ${among(people)} and ${seat.known(log)} union
          select * from seat where sent in ${among(people)} and ${seat.known(log)} order by id, validFrom`,
    )
    .map(seat.decode),
)
/** The bodies of the area, or of a part of it, on some day. */
export const bodiesWithinEver = query('bodiesWithinEver', (views, { area, asOf: { log } }: { area: string; asOf: AsOf }) =>
  views
    .all<{ id: string }>(sql`select distinct id from committee where ${liesIn('area', area)} and ${committee.known(log)}`)
    .map(({ id }) => id),
)
/** The bodies of the area, or of a part of it, on the day. */
export const bodiesWithin = query('bodiesWithin', (views, { area, asOf }: { area: string; asOf: AsOf }) =>
  views.all<{ id: string }>(sql`select id from committee where ${liesIn('area', area)} and ${committee.at(asOf)}`).map(({ id }) => id),
)
export const bodiesOfAreas: PartsOf = query('bodiesOfAreas', (views, { ids, log }) =>
  ids.filter((id) => categoryOf(id) === 'area').flatMap((area) => bodiesWithinEver.run(views, { area, asOf: { day: '', log } })),
)
/** Seats of a committee, or of those in an area, in which the term of an expert ends after the day asked about, by `by` at the latest. */
export interface TermsEnding {
  readonly committee?: string | undefined
  readonly area?: string | undefined
  readonly by: string
  readonly asOf: AsOf
}
export const termsEnding = query('termsEnding', (views, { committee: of, area, by, asOf }: TermsEnding) =>
  views
    .all<SeatRow>(
      sql`select * from seat where expert is not null and termUntil > ${asOf.day} and termUntil <= ${by} and ${seat.at(asOf)} and ${
        of !== undefined
          ? sql`committee = ${of}`
          : sql`committee in (select id from committee where ${liesIn('area', area ?? '')} and ${committee.at(asOf)})`
      } order by termUntil, id`,
    )
    .map(seat.decode),
)
/** Of committees and seats those that have ended by the day, with the first day on which each no longer was. */
export const bodiesEndedByDay = query('bodiesEndedByDay', (views, { ids, asOf }: ByIds) =>
  [committee, seat].flatMap((table) => views.all<{ id: string; until: string }>(table.endedBy(ids, asOf))),
)
/** The committee that a seat was ever recorded in; null for an unknown seat. */
export const committeeOfSeat = query(
  'committeeOfSeat',
  (views, { id }: { id: string }) =>
    views.get<{ committee: string }>(sql`select committee from seat where id = ${id} limit 1`)?.committee ?? null,
)
/** The seat by which each committee answers: its secretary's, the first in protocol order. */
export const secretarySeatsOf = query('secretarySeatsOf', (views, { ids, asOf }: ByIds) =>
  views
    .all<SeatRow>(
      sql`select * from seat where committee in ${among(ids)} and office = 'secretary' and ${seat.at(asOf)} order by number desc, id`,
    )
    .map(seat.decode),
)

/** Orders by id, those no longer in force included. */
export const ordersByIds = rowsById<OrderRow>(order, true)
/** All orders of committees, oldest first, those no longer in force included. */
export const ordersOf = rowsBy<OrderRow>(order, 'committee', { order: 'committee, effectiveFrom, id', everyDay: true })
/** What each committee has adopted, as it holds on the day. */
export const rulesByIds = rowsById<RulesRow>(rules)
const rulesEver = rowsBy<RulesRow>(rules, 'id', { order: 'id, validFrom', everyDay: true })
/** The rules that bind each committee on the day: as the Administrative Procedure Act says where it adopted nothing. */
export const rulesOfBodies = query('rulesOfBodies', (views, { ids, asOf }: ByIds): Map<string, BodyRules> => {
  const adopted = new Map(rulesByIds.run(views, { ids, asOf }).map(({ id, rules }) => [id, rules]))
  return new Map(ids.map((id) => [id, adopted.get(id) ?? DEFAULT_RULES]))
})
/** By what rhythm each committee meets on the day; of one that meets by none nothing. */
export const rhythmByIds = rowsById<RhythmRow>(rhythm)
/** The same on all days, oldest first. */
export const rhythmsEver = rowsBy<RhythmRow>(rhythm, 'id', { order: 'id, validFrom', everyDay: true })
/** The occurrences of committees that are skipped or moved. */
export const occurrencesChanged = rowsBy<OccurrenceRow>(occurrence, 'committee', { order: 'committee, day' })
/** The days of committees themselves. */
export const bodiesEver = rowsBy<CommitteeRow>(committee, 'id', { order: 'id, validFrom', everyDay: true })
/** From which day on the rules that bind each committee let an expert whose term is over stay, in order. */
export const holdingOverEver = query('holdingOverEver', (views, { ids, asOf }: ByIds) => {
  const adopted = grouped(rulesEver.run(views, { ids, asOf }), ({ id }) => id)
  const said = ({ validFrom, rules }: RulesRow) => ({ from: validFrom ?? undefined, is: rules.holdOver ?? false })
  return new Map(ids.map((id) => [id, [{ from: undefined, is: DEFAULT_RULES.holdOver ?? false }, ...(adopted.get(id) ?? []).map(said)]]))
})
/** The numbers that meetings bear, one for each body that counts them. */
export const numbersOfMeetings = rowsBy<NumberRow>(number, 'meeting')
/** Whether a seat and an order were ever recorded. */
export const seatExists = everIn(seat)
export const orderExists = everIn(order)
