import type { BoundedContext } from '@prasan/graphql'
import {
  AdoptRules,
  CorrectCommittee,
  DissolveCommittee,
  EstablishCommittee,
  NumberMeeting,
  ReleaseMeetingNumber,
  RenumberMeeting,
} from './domain/committee/decide-committee.js'
import { AttachFileToOrder, CorrectOrder, IssueOrder } from './domain/committee/decide-orders.js'
import {
  AbolishSeat,
  AppointExpert,
  ChangeSeat,
  CorrectSeat,
  CreateSeat,
  NameRepresentative,
  WithdrawRepresentative,
} from './domain/committee/decide-seats.js'
import { committee } from './domain/committee/state.js'
import { AppointmentOrderResolver, CommitteeResolver, SeatResolver } from './graphql/resolvers.js'
import { AppointmentOrder, Committee, Seat } from './graphql/types.js'
import { roleLabel } from './graphql/words.js'
import {
  type CommitteeRow,
  type OrderRow,
  type SeatRow,
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
  commands: [
    ...[EstablishCommittee, CorrectCommittee, AdoptRules, DissolveCommittee, NumberMeeting, ReleaseMeetingNumber, RenumberMeeting],
    ...[IssueOrder, CorrectOrder, AttachFileToOrder],
    ...[CreateSeat, ChangeSeat, CorrectSeat, NameRepresentative, WithdrawRepresentative, AppointExpert, AbolishSeat],
  ],
  views: [committeesView],
  nodes: [
    {
      category: 'committee',
      type: Committee,
      byIds: committeesByIds,
      table: committeesView.tables.committee,
      label: ({ name }: CommitteeRow) => name,
    },
    {
      category: 'seat',
      type: Seat,
      byIds: seatsByIds,
      table: committeesView.tables.seat,
      label: ({ office, title }: SeatRow) => roleLabel('committee', office, title),
    },
    {
      category: 'order',
      type: AppointmentOrder,
      byIds: ordersByIds,
      label: ({ number }: OrderRow) => ({ th: `คำสั่งที่ ${number}`, en: `Order ${number}` }),
    },
  ],
  resolvers: [CommitteeResolver, SeatResolver, AppointmentOrderResolver],
  exists: { seat: seatExists, order: orderExists },
}
