import { type AsOf, type PageAsked, type Row, among, join, liesIn, paged, query, sql } from '@prasan/event-sourcing'
import { type BodyRules, DEFAULT_RULES } from '../../domain/committee/body-rules.js'
import { committeesView } from './view.js'

const { committee, seat, order, rules, number } = committeesView.tables

export type CommitteeRow = Row<typeof committee.columns>
export type SeatRow = Row<typeof seat.columns>

export type OrderRow = Row<typeof order.columns>
export type RulesRow = Row<typeof rules.columns> & { readonly rules: BodyRules }
export type NumberRow = Row<typeof number.columns>

interface ByIds {
  readonly ids: readonly string[]
  readonly asOf: AsOf
}

export const committeesByIds = query('committeesByIds', (views, { ids, asOf }: ByIds) =>
  views.all<CommitteeRow>(sql`select * from committee where id in ${among(ids)} and ${committee.at(asOf)}`).map(committee.decode),
)
const committeesWhere = ({ asOf, area, parent }: { asOf: AsOf; area?: string | undefined; parent?: string | undefined }) =>
  sql`${committee.at(asOf)} and ${area === undefined ? sql`1` : liesIn('area', area)} and ${parent === undefined ? sql`1` : sql`parent = ${parent}`}`
export const committeesPage = query(
  'committeesPage',
  (views, { page, ...asked }: { page: PageAsked; asOf: AsOf; area?: string | undefined; parent?: string | undefined }) =>
    paged<CommitteeRow>(views, page, {
      select: sql`select * from committee`,
      where: committeesWhere(asked),
      orderBy: ['id'],
      decode: committee.decode,
    }),
)
export const committeesCount = query(
  'committeesCount',
  (views, asked: { asOf: AsOf; area?: string | undefined; parent?: string | undefined }) =>
    views.get<{ n: number }>(sql`select count(*) n from committee where ${committeesWhere(asked)}`)!.n,
)

export const seatsByIds = query('seatsByIds', (views, { ids, asOf }: ByIds) =>
  views.all<SeatRow>(sql`select * from seat where id in ${among(ids)} and ${seat.at(asOf)}`).map(seat.decode),
)
/** The seats of committees in protocol order. */
export const seatsOf = query('seatsOf', (views, { ids, asOf }: ByIds) =>
  views
    .all<SeatRow>(sql`select * from seat where committee in ${among(ids)} and ${seat.at(asOf)} order by committee, number, id`)
    .map(seat.decode),
)
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
/** Of committees and seats those that have ended by the day, with the first day on which each no longer was. */
export const bodiesEndedByDay = query('bodiesEndedByDay', (views, { ids, asOf }: ByIds) =>
  [committee, seat].flatMap((table) => views.all<{ id: string; until: string }>(table.endedBy(ids, asOf))),
)
/** Whether a seat was ever recorded: a look-up for ids in commands. */
export const seatExists = query(
  'seatExists',
  (views, { id }: { id: string }) => views.get(sql`select 1 from seat where id = ${id} limit 1`) !== undefined,
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
export const ordersByIds = query('ordersByIds', (views, { ids, asOf }: ByIds) =>
  views.all<OrderRow>(sql`select * from appointmentOrder where id in ${among(ids)} and ${order.known(asOf.log)}`).map(order.decode),
)
/** All orders of committees, oldest first, those no longer in force included. */
export const ordersOf = query('ordersOf', (views, { ids, asOf }: ByIds) =>
  views
    .all<OrderRow>(
      sql`select * from appointmentOrder where committee in ${among(ids)} and ${order.known(asOf.log)} order by committee, effectiveFrom, id`,
    )
    .map(order.decode),
)
/** What each committee has adopted, as it holds on the day. */
export const rulesByIds = query('rulesByIds', (views, { ids, asOf }: ByIds) =>
  views.all<RulesRow>(sql`select * from bodyRules where id in ${among(ids)} and ${rules.at(asOf)}`).map(rules.decode),
)
/** The rules that bind each committee on the day: as the Administrative Procedure Act says where it adopted nothing. */
export const rulesOfBodies = query('rulesOfBodies', (views, { ids, asOf }: ByIds): Map<string, BodyRules> => {
  const adopted = new Map(rulesByIds.run(views, { ids, asOf }).map(({ id, rules }) => [id, rules]))
  return new Map(ids.map((id) => [id, adopted.get(id) ?? DEFAULT_RULES]))
})
/** The numbers that meetings bear, one for each body that counts them. */
export const numbersOfMeetings = query('numbersOfMeetings', (views, { ids, asOf }: ByIds) =>
  views.all<NumberRow>(sql`select * from meetingNumber where meeting in ${among(ids)} and ${number.at(asOf)}`).map(number.decode),
)
export const orderExists = query(
  'orderExists',
  (views, { id }: { id: string }) => views.get(sql`select 1 from appointmentOrder where id = ${id} limit 1`) !== undefined,
)
