// What the API of other contexts, and their look-ups, may read of the committees: queries and types.
export {
  Committee,
  MajorityEnum,
  NumberingEnum,
  OfficeEnum,
  QuorumBaseEnum,
  QuorumRule,
  Seat,
  StandingEnum,
  SubstitutesEnum,
} from './graphql/types.js'
export { MeetingNumber as MeetingNumberType } from './graphql/types.js'
export { PeriodArgs, periodAsked } from './graphql/period.js'
export { MeetingModeEnum, Rhythm } from './graphql/rhythm.js'
export { numberLabel } from './graphql/words.js'
export {
  type BodyBelow,
  type CommitteeRow,
  type NumberRow,
  type SeatRow,
  bodiesBelow,
  bodiesEndedByDay,
  bodiesEver,
  bodiesUnder,
  bodiesWithin,
  bodiesWithinEver,
  committeeOfSeat,
  committeesByIds,
  holdingOverEver,
  numbersOfMeetings,
  occurrencesChanged,
  ordersOf,
  rhythmsEver,
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
export { PriorityEnum } from './graphql/promise-rules.js'
export { committeesView } from './views/committees/view.js'
