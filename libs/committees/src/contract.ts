// What decisions, views and processes of other contexts may know of the committees: events, states, ids and rules.
export { NumberMeeting, ReleaseMeetingNumber, RenumberMeeting, seriesDays, seriesYear } from './domain/committee/decide-numbers.js'
export { type AbsenceEvidence, VacateSeat } from './domain/committee/decide-vacancies.js'
export {
  CommitteeCorrected,
  CommitteeDissolved,
  CommitteeEstablished,
  DissolutionCorrected,
  DissolutionReversed,
  FileAttachedToOrder,
  FileOfOrderCorrected,
  MeetingNumberReleased,
  MeetingNumbered,
  RulesAdopted,
  RulesCorrected,
  RulesReversed,
  SeatAbolished,
  SeatAbolitionCorrected,
  SeatAbolitionReversed,
  SeatChangeReversed,
  SeatChanged,
  SeatCorrected,
  SeatCreated,
} from './domain/committee/events.js'
export { ThreeConsecutiveUnexcusedAbsencesVacate } from './domain/committee/rules.js'
export type { BodyRules } from './domain/committee/body-rules.js'
export { Priority } from './domain/committee/promise-rules.js'
export { type ChaseOfBody, chaseAfter, chaseIn, chaseOf, chaseRulesOn } from './domain/committee/chase-of-body.js'
export type { ChaseRules } from './domain/committee/chase-rules.js'
export { type MeetingNumber, MeetingMode, Office } from './domain/committee/shapes.js'
export { type Occurrence, type Rhythm, type RhythmStep, occurrencesIn } from './domain/committee/rhythm.js'
export { type CommitteeState, committee, lifeOfBody, lifeOfSeat, rulesOn } from './domain/committee/state.js'
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
export { seatAfter } from './domain/committee/seat-after.js'
