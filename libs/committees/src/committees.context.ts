import type { BoundedContext } from '@prasan/graphql'
import {
  AbolishSeat,
  CorrectSeat,
  CreateSeat,
  DissolveCommittee,
  EstablishCommittee,
  NameRepresentative,
  VacateSeat,
  WithdrawRepresentative,
  committee,
} from './domain/committee.js'
import { CommitteeResolver, SeatResolver } from './graphql/resolvers.js'
import { Committee, Seat } from './graphql/types.js'
import { roleLabel } from './graphql/words.js'
import { type CommitteeRow, type SeatRow, committeesByIds, seatExists, seatsByIds } from './views/committees/queries.js'
import { committeesView } from './views/committees/view.js'

/** Committees, their seats, and who was sent to them. */
export const committees: BoundedContext = {
  name: 'committees',
  aggregates: [committee],
  commands: [
    EstablishCommittee,
    CreateSeat,
    CorrectSeat,
    NameRepresentative,
    WithdrawRepresentative,
    VacateSeat,
    AbolishSeat,
    DissolveCommittee,
  ],
  views: [committeesView],
  nodes: [
    { category: 'committee', type: Committee, byIds: committeesByIds, label: ({ name }: CommitteeRow) => name },
    { category: 'seat', type: Seat, byIds: seatsByIds, label: ({ office, title }: SeatRow) => roleLabel('committee', office, title) },
  ],
  resolvers: [CommitteeResolver, SeatResolver],
  exists: { seat: seatExists },
}
