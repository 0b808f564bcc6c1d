// What other contexts may know of the committees.
export {
  CommitteeDissolved,
  CommitteeEstablished,
  Office,
  SeatAbolished,
  SeatCorrected,
  SeatCreated,
  committee,
} from './domain/committee.js'
export { Committee, Seat } from './graphql/types.js'
export {
  type CommitteeRow,
  type SeatRow,
  committeeOfSeat,
  committeesByIds,
  seatExists,
  seatsByIds,
  seatsOf,
  secretarySeatsOf,
} from './views/committees/queries.js'
