// What other contexts may know of the committees.
export { NumberMeeting, ReleaseMeetingNumber, RenumberMeeting, seriesDays, seriesYear } from './domain/committee/decide-committee.js'
export { type AbsenceEvidence, VacateSeat } from './domain/committee/decide-seats.js'
export {
  CommitteeCorrected,
  CommitteeDissolved,
  CommitteeEstablished,
  FileAttachedToOrder,
  type MeetingNumber,
  MeetingNumberReleased,
  MeetingNumbered,
  Office,
  SeatAbolished,
  SeatChanged,
  SeatCorrected,
  SeatCreated,
} from './domain/committee/events.js'
export { ThreeConsecutiveUnexcusedAbsencesVacate } from './domain/committee/rules.js'
export { type CommitteeState, committee, rulesOn } from './domain/committee/state.js'
export { Committee, NumberingEnum, OfficeEnum, QuorumBaseEnum, Seat, StandingEnum } from './graphql/types.js'
export { MeetingNumber as MeetingNumberType } from './graphql/types.js'
export { numberLabel } from './graphql/words.js'
export {
  type Answering,
  type Occupied,
  Standing,
  answeringInSeat,
  nobody,
  occupantsOn,
  postsSeatedOn,
  rulesOfSeat,
  termIsOver,
} from './occupants.js'
export {
  type CommitteeRow,
  type NumberRow,
  type SeatRow,
  committeeOfSeat,
  committeesByIds,
  numbersOfMeetings,
  rulesOfBodies,
  seatExists,
  seatsByIds,
  seatsOf,
  secretarySeatsOf,
} from './views/committees/queries.js'
