// Decisions about who was sent or appointed to a seat, and who left it.
import {
  type Context,
  type DataOf,
  type Day,
  aliveOn,
  begins,
  command,
  ends,
  overlap,
  requireThat,
  stepAfter,
  withStep,
} from '@prasan/event-sourcing'
import type { BodyRules } from './body-rules.js'
import { committee } from './committee.js'
import {
  ExpertAppointed,
  ExpertAppointmentCorrected,
  ExpertAppointmentReversed,
  RepresentativeCorrected,
  RepresentativeNamed,
  RepresentativeReversed,
  RepresentativeWithdrawn,
  SeatVacated,
  VacancyCorrected,
  VacancyReversed,
} from './events.js'
import { judgeWomen } from './offices.js'
import {
  AppointmentMustBeRecorded,
  ExpertMustSitThere,
  ExpertTermLimit,
  HoldOverUntilSuccessor,
  OnlyExpertSeatsAreAppointedTo,
  OnlyRepresentativeSeatsAreSentTo,
  RepresentativeMustSitThere,
  RepresentativeSitsThereSinceEarlier,
  RepresentativesFollowOneAnother,
  SeatMustNotBeAbolished,
  TermCannotEndBeforeItBegins,
  ThreeConsecutiveUnexcusedAbsencesVacate,
  VacancyMustBeRecorded,
  livingOn,
  seatOf,
  seatOn,
} from './rules.js'
import { type Sat, type SeatState, type Vacancy, expertOn, placeOn, senderOf } from './seat.js'
import { appointed, appointment, correction, from, person, reason, seat, since, until, vacancy } from './shapes.js'
import { type CommitteeState, rulesOn } from './state.js'

const isSo = (recorded: { person: string; from?: Day | undefined }) => (sat: Sat) =>
  sat.person === recorded.person && sat.from === recorded.from

export const NameRepresentative = command(
  'NameRepresentative',
  committee,
  { seat, person, from },
  {
    doc:
      'The organization of the seat sends a person, in place of the one sent before, until the next one comes. Whoever is there already has been so ' +
      'since the day given, where it is earlier than the day recorded. Errors: RepresentativeSitsThereSinceEarlier.',
  },
  (input, state) => {
    const found = seatOn(state, input.seat, input.from, 'from')
    const day = begins(input)
    const { sent } = found
    requireThat(senderOf(placeOn(found, day)), OnlyRepresentativeSeatsAreSentTo, 'seat')
    if (input.from === undefined && sent.some((sat) => sat.person === input.person)) return []
    const sitting = sent.find((sat) => aliveOn(sat, day))
    if (sitting?.person === input.person) {
      requireThat(sitting.from === input.from, RepresentativeSitsThereSinceEarlier, 'from')
      return []
    }
    requireThat(!sitting || input.from !== undefined, RepresentativesFollowOneAnother, 'from')
    const leaves = sitting ? [RepresentativeWithdrawn({ seat: input.seat, person: sitting.person, on: input.from! })] : []
    const next = stepAfter(
      sent.filter((sat) => begins(sat) < ends(sat)),
      day,
    )
    if (next?.person === input.person && next.until === undefined) return [...leaves, RepresentativeNamed(input)]
    const other = found.places.find((place) => begins(place) > day && senderOf(place) !== senderOf(placeOn(found, day)))
    const until = [next?.from, other?.from].flatMap((end) => end ?? []).sort()[0]
    return [...leaves, RepresentativeNamed({ ...input, until })]
  },
)

export const WithdrawRepresentative = command(
  'WithdrawRepresentative',
  committee,
  { seat, person, on: since },
  { doc: 'The person no longer represents the organization from the day `on`.' },
  (input, state) => {
    const found = seatOf(state, input.seat)
    const theirs = found.sent.filter((sat) => sat.person === input.person)
    if (theirs.some(({ until }) => until === input.on)) return []
    requireThat(
      theirs.some((sat) => aliveOn(sat, input.on)),
      RepresentativeMustSitThere,
      'person',
    )
    livingOn(state, input.on, 'on')
    requireThat(input.on <= ends({ until: found.gone?.on }), SeatMustNotBeAbolished, 'on')
    return [RepresentativeWithdrawn(input)]
  },
)

export const CorrectRepresentative = command(
  'CorrectRepresentative',
  committee,
  { seat, recorded: appointed, person, from, until, reason },
  {
    doc:
      'Who was sent, or from when until when, was recorded wrongly: gives the whole corrected fact and the reason; without `until` the person is ' +
      'still there. Errors: RepresentativesFollowOneAnother.',
  },
  (input, state) => {
    const found = seatOf(state, input.seat)
    const meant = found.sent.findLast(isSo(input.recorded))
    requireThat(meant, AppointmentMustBeRecorded, 'recorded')
    if (isSo(input)(meant) && meant.until === input.until) return []
    seatOn(state, input.seat, input.from, 'from')
    requireThat(senderOf(placeOn(found, begins(input))), OnlyRepresentativeSeatsAreSentTo, 'seat')
    requireThat(begins(input) < ends(input), TermCannotEndBeforeItBegins, 'until')
    requireThat(
      found.sent.every((sat) => sat === meant || !overlap(sat, input)),
      RepresentativesFollowOneAnother,
      'from',
    )
    return [RepresentativeCorrected(input)]
  },
)

export const ReverseRepresentative = command(
  'ReverseRepresentative',
  committee,
  { seat, recorded: appointed, reason },
  { doc: 'The person was never sent from that day.' },
  (input, state) => {
    requireThat(seatOf(state, input.seat).sent.some(isSo(input.recorded)), AppointmentMustBeRecorded, 'recorded')
    return [RepresentativeReversed(input)]
  },
)

type Appointment = DataOf<typeof ExpertAppointed>
/** Refuses or judges an appointment beside the others of the seat. */
function judgeAppointment(input: Appointment, state: CommitteeState, others: readonly Sat[], judge: Context['judge']): void {
  const found = seatOn(state, input.seat, input.from, 'from')
  requireThat('expert' in placeOn(found, input.from).kind, OnlyExpertSeatsAreAppointedTo, 'seat')
  requireThat(input.until === undefined || input.from < input.until, TermCannotEndBeforeItBegins, 'until')
  judge(withinTerms(others, input, rulesOn(state, input.from).term), ExpertTermLimit, 'until')
  judgeWomen(livingOn(state, input.from, 'from'), input.womenAmongExperts, input.from, judge)
}

/** Whether the term is no longer than allowed and with it no more terms of the same person are in a row than allowed. */
function withinTerms(experts: readonly Sat[], { person, from, until }: Appointment, term: BodyRules['term']): boolean {
  if (!term) return true
  const longest = `${Number(from.slice(0, 4)) + term.years}${from.slice(4)}`
  if (until !== undefined && until > longest) return false
  const sat = { person, from }
  const line = withStep(experts, sat)
  const at = line.indexOf(sat)
  const before = line.slice(0, at).findLastIndex((other) => other.person !== person)
  const after = line.findIndex((other, n) => n > at && other.person !== person)
  return term.consecutive === undefined || (after < 0 ? line.length : after) - before - 1 <= term.consecutive
}

export const AppointExpert = command(
  'AppointExpert',
  committee,
  appointment,
  {
    doc: 'A person takes an expert’s seat for a term, in place of the one before. Errors: ExpertTermLimit, WomenAmongExpertsKeepTheirQuota.',
  },
  (input, state, { judge }) => {
    const found = seatOf(state, input.seat)
    if (found.appointed.some((sat) => isSo(input)(sat) && sat.until === input.until)) return []
    judgeAppointment(input, state, found.experts, judge)
    return [ExpertAppointed(input)]
  },
)

export const CorrectExpertAppointment = command(
  'CorrectExpertAppointment',
  committee,
  { recorded: appointed, ...appointment, reason },
  {
    doc:
      'An appointment of an expert was recorded wrongly: gives the whole corrected fact and the reason. Whom the seat itself names is corrected with ' +
      'the seat. Errors: ExpertTermLimit, WomenAmongExpertsKeepTheirQuota.',
  },
  ({ recorded, reason, ...input }, state, { judge }) => {
    const found = seatOf(state, input.seat)
    const meant = found.appointed.findLast(isSo(recorded))
    requireThat(meant, AppointmentMustBeRecorded, 'recorded')
    if (isSo(input)(meant) && meant.until === input.until && meant.womenAmongExperts === input.womenAmongExperts) return []
    judgeAppointment(input, state, found.experts.toSpliced(found.experts.findLastIndex(isSo(recorded)), 1), judge)
    return [ExpertAppointmentCorrected({ recorded, ...input, reason })]
  },
)

export const ReverseExpertAppointment = command(
  'ReverseExpertAppointment',
  committee,
  { seat, recorded: appointed, reason },
  { doc: 'The expert was never appointed from that day.' },
  (input, state) => {
    requireThat(seatOf(state, input.seat).appointed.some(isSo(input.recorded)), AppointmentMustBeRecorded, 'recorded')
    return [ExpertAppointmentReversed(input)]
  },
)

/** The meetings up to the day from which the expert in the seat was absent in a row without cause, the latest first, as far as the rules count. */
export type AbsenceEvidence = NonNullable<DataOf<typeof SeatVacated>['absences']>

/** Refuses a vacancy of a seat in which no expert sat before the day, or that is not there. */
function requireSitting(state: CommitteeState, found: SeatState, { seat, on }: { seat: string; on: Day }): void {
  seatOn(state, seat, on, 'on')
  requireThat('expert' in placeOn(found, on).kind, OnlyExpertSeatsAreAppointedTo, 'seat')
  const experts = found.experts.filter((sat) => begins(sat) < on)
  const { expert, left } = expertOn({ ...found, experts }, on)
  requireThat(expert && !left, ExpertMustSitThere, 'on')
}

/** Decides on evidence from the meetings, whose context puts it beside the command. */
export const VacateSeat = command(
  'VacateSeat',
  committee,
  vacancy,
  {
    doc:
      'An expert leaves the seat from the day `on`. With the cause ABSENT the meetings up to that day must show the absences that the rules ask for; with ' +
      'TERM_ENDED the rules must not let the expert hold over. Errors: ThreeConsecutiveUnexcusedAbsencesVacate, HoldOverUntilSuccessor.',
  },
  (input, state, { evidence: absences = [], judge }: Context<AbsenceEvidence | undefined>) => {
    const found = seatOf(state, input.seat)
    if (found.vacated.some(isTheSame(input))) return []
    requireSitting(state, found, input)
    const { absenceLimit = Infinity, holdOver } = rulesOn(state, input.on)
    const absent = input.cause === 'absent'
    judge(!absent || absences.length >= absenceLimit, ThreeConsecutiveUnexcusedAbsencesVacate, 'cause')
    judge(input.cause !== 'termEnded' || !holdOver, HoldOverUntilSuccessor, 'cause')
    return [SeatVacated({ ...input, ...(absent && { absences }) })]
  },
)

const isTheSame =
  ({ on, reason, cause }: Vacancy) =>
  (vacancy: Vacancy): boolean =>
    vacancy.on === on && vacancy.reason === reason && vacancy.cause === cause

export const CorrectVacancy = command(
  'CorrectVacancy',
  committee,
  { recordedOn: since, ...vacancy, correction },
  {
    doc:
      'That an expert left the seat was recorded wrongly: gives the whole corrected fact and the reason for the correction. Absences are shown when the ' +
      'seat is vacated: reverse the vacancy and record it by VacateSeat where they are the cause. Errors: HoldOverUntilSuccessor.',
  },
  (input, state, { judge }) => {
    const found = seatOf(state, input.seat)
    const meant = found.vacated.findLast(({ on }) => on === input.recordedOn)
    requireThat(meant, VacancyMustBeRecorded, 'recordedOn')
    if (isTheSame(input)(meant)) return []
    requireSitting(state, { ...found, vacated: found.vacated.filter((vacancy) => vacancy !== meant) }, input)
    judge(input.cause !== 'absent' || meant.cause === 'absent', ThreeConsecutiveUnexcusedAbsencesVacate, 'cause')
    judge(input.cause !== 'termEnded' || !rulesOn(state, input.on).holdOver, HoldOverUntilSuccessor, 'cause')
    return [VacancyCorrected(input)]
  },
)

export const ReverseVacancy = command(
  'ReverseVacancy',
  committee,
  { seat, on: since, reason },
  { doc: 'The expert never left the seat on that day.' },
  (input, state) => {
    requireThat(
      seatOf(state, input.seat).vacated.some(({ on }) => on === input.on),
      VacancyMustBeRecorded,
      'on',
    )
    return [VacancyReversed(input)]
  },
)
