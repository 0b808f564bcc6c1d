import { commandsOf, described, everOf } from '@prasan/event-sourcing'
import type { Asked, BoundedContext } from '@prasan/graphql'
import { committee } from './domain/committee/state.js'
import * as corrections from './domain/committee/correct-order.js'
import * as alternates from './domain/committee/decide-alternates.js'
import * as body from './domain/committee/decide-committee.js'
import * as duties from './domain/committee/decide-duties.js'
import * as numbers from './domain/committee/decide-numbers.js'
import * as experts from './domain/committee/decide-experts.js'
import * as vacancies from './domain/committee/decide-vacancies.js'
import * as sent from './domain/committee/decide-representatives.js'
import * as orders from './domain/committee/decide-orders.js'
import * as rhythm from './domain/committee/decide-rhythm.js'
import * as rules from './domain/committee/decide-rules.js'
import * as seats from './domain/committee/decide-seats.js'
import { evidence } from './evidence.js'
import { committeeLists } from './graphql/resolvers.js'
import { AppointmentOrder, Committee, Seat } from './graphql/types.js'
import { seatLabel } from './graphql/words.js'
import {
  type CommitteeRow,
  type OrderRow,
  type SeatRow,
  bodiesOfAreas,
  committeesByIds,
  orderExists,
  ordersByIds,
  seatExists,
  seatsByIds,
} from './views/committees/queries.js'
import { committeesView } from './views/committees/view.js'

/** Committees, their seats, and who was sent to them. */
export const committees: BoundedContext = {
  name: 'committees',
  aggregates: [committee],
  commands: commandsOf(body, rules, rhythm, numbers, orders, corrections, seats, sent, alternates, experts, vacancies, duties),
  evidence,
  views: [committeesView],
  nodes: [
    {
      category: 'committee',
      type: Committee,
      byIds: committeesByIds,
      table: committeesView.tables.committee,
      belongsTo: [everOf(committeesView.tables.seat, ['expert', 'sent'], 'committee'), bodiesOfAreas],
      asked: { description: described('คณะหนึ่งคณะ ว่างเมื่อไม่มีบันทึก', 'A committee; null where none is recorded.') },
      label: ({ name }: CommitteeRow) => name,
    },
    {
      category: 'seat',
      type: Seat,
      byIds: seatsByIds,
      table: committeesView.tables.seat,
      belongsTo: [everOf(committeesView.tables.seat, ['committee'])],
      stream: ({ committee }: SeatRow) => committee,
      label: async (row: Asked<SeatRow>, request) => seatLabel(row, await request.one(committeesByIds, row.committee, row.asOf)),
    },
    {
      category: 'order',
      type: AppointmentOrder,
      byIds: ordersByIds,
      stream: ({ committee }: OrderRow) => committee,
      label: ({ number }: OrderRow) => ({ th: `คำสั่งที่ ${number}`, en: `Order ${number}` }),
    },
  ],
  resolvers: committeeLists,
  exists: { seat: seatExists, order: orderExists },
}
