// What the API of other contexts, and their look-ups, may read of the committees: queries and types.
export { Committee, NumberingEnum, OfficeEnum, QuorumBaseEnum, Seat, StandingEnum } from './graphql/types.js'
export { MeetingNumber as MeetingNumberType } from './graphql/types.js'
export { numberLabel } from './graphql/words.js'
export {
  type CommitteeRow,
  type NumberRow,
  type SeatRow,
  bodiesEndedByDay,
  bodiesWithin,
  bodiesWithinEver,
  committeeOfSeat,
  committeesByIds,
  holdingOverEver,
  numbersOfMeetings,
  ordersOf,
  rulesOfBodies,
  seatExists,
  seatsByIds,
  seatsEver,
  seatsOf,
  seatsOfEver,
  seatsOfOwnersEver,
  seatsOfPeopleEver,
  seatsThrough,
  secretarySeatsOf,
  termsEnding,
} from './views/committees/queries.js'
