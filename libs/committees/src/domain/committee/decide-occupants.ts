// Decisions about who was appointed to a seat, and who left it.
import { type Context, type DataOf, type Day, begins, command, described, hasDays, requireThat, withStep } from '@prasan/event-sourcing'
import type { BodyRules } from './body-rules.js'
import { committee } from './committee.js'
import {
  ExpertAppointed,
  ExpertAppointmentCorrected,
  ExpertAppointmentReversed,
  SeatVacated,
  VacancyCorrected,
  VacancyReversed,
} from './events.js'
import { judgeWomen } from './offices.js'
import {
  AppointmentMustBeRecorded,
  ExpertIsAppointedAlready,
  ExpertMustSitThere,
  ExpertTermLimit,
  HoldOverUntilSuccessor,
  OnlyExpertSeatsAreAppointedTo,
  TermCannotEndBeforeItBegins,
  ThreeConsecutiveUnexcusedAbsencesVacate,
  VacancyMustBeRecorded,
  livingOn,
  seatOf,
  seatOn,
} from './rules.js'
import { type Sat, type SeatState, type Vacancy, expertOn, isSo, placeOn } from './seat.js'
import { appointed, appointment, correction, reason, seat, since, vacancy } from './shapes.js'
import { type CommitteeState, rulesOn } from './state.js'

type Appointment = DataOf<typeof ExpertAppointed>
/** Refuses or judges an appointment beside the others of the seat. */
function judgeAppointment(input: Appointment, state: CommitteeState, others: readonly Sat[], judge: Context['judge']): void {
  const found = seatOn(state, input.seat, input.from, 'from')
  requireThat('expert' in placeOn(found, input.from).kind, OnlyExpertSeatsAreAppointedTo, 'seat')
  requireThat(hasDays(input), TermCannotEndBeforeItBegins, 'until')
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
    doc: described(
      'แต่งตั้งบุคคลเป็นกรรมการผู้ทรงคุณวุฒิตามวาระ แทนคนก่อน',
      'A person takes an expert’s seat for a term, in place of the one before.',
      'SeatMustBeOfTheCommittee, SeatCannotEndBeforeItBegins, SeatMustNotBeAbolished, CommitteeMustHaveBegun, ' +
        'CommitteeMustNotBeDissolved, OnlyExpertSeatsAreAppointedTo, TermCannotEndBeforeItBegins, ExpertTermLimit, ' +
        'WomenAreCountedAmongTheExperts, WomenAmongExpertsKeepTheirQuota, ExpertIsAppointedAlready',
    ),
  },
  (input, state, { judge }) => {
    const found = seatOf(state, input.seat)
    const already = found.appointed.find((sat) => isSo(input)(sat) && sat.until === input.until)
    requireThat(!already || already.womenAmongExperts === input.womenAmongExperts, ExpertIsAppointedAlready, 'womenAmongExperts')
    if (already) return []
    judgeAppointment(input, state, found.experts, judge)
    return [ExpertAppointed(input)]
  },
)

export const CorrectExpertAppointment = command(
  'CorrectExpertAppointment',
  committee,
  { recorded: appointed, ...appointment, reason },
  {
    doc: described(
      'แก้ไขการแต่งตั้งกรรมการผู้ทรงคุณวุฒิที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล ' + 'ผู้ที่ระบุชื่อไว้ในที่นั่งให้แก้ไขพร้อมที่นั่ง',
      'An appointment of an expert was recorded wrongly: gives the whole corrected fact and the reason. Whom the seat itself names is ' +
        'corrected with the seat.',
      'SeatMustBeOfTheCommittee, SeatCannotEndBeforeItBegins, SeatMustNotBeAbolished, CommitteeMustHaveBegun, ' +
        'CommitteeMustNotBeDissolved, AppointmentMustBeRecorded, OnlyExpertSeatsAreAppointedTo, TermCannotEndBeforeItBegins, ' +
        'ExpertTermLimit, WomenAreCountedAmongTheExperts, WomenAmongExpertsKeepTheirQuota',
    ),
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
  {
    doc: described(
      'กรรมการผู้ทรงคุณวุฒิผู้นี้ไม่เคยได้รับแต่งตั้งตั้งแต่วันนั้น',
      'The expert was never appointed from that day.',
      'SeatMustBeOfTheCommittee, AppointmentMustBeRecorded',
    ),
  },
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

/** Decides on evidence from the meetings, whose context gathers it. */
export const VacateSeat = command(
  'VacateSeat',
  committee,
  vacancy,
  {
    doc: described(
      'กรรมการผู้ทรงคุณวุฒิพ้นจากตำแหน่งตั้งแต่วันที่ `on` หากเหตุเป็น ABSENT การประชุมก่อนถึงวันนั้นต้องมีการขาดประชุมตามที่ระเบียบกำหนด ' +
        'หากเหตุเป็น TERM_ENDED ระเบียบต้องไม่ให้ปฏิบัติหน้าที่ต่อไปเมื่อครบวาระ',
      'An expert leaves the seat from the day `on`. With the cause ABSENT the meetings up to that day must show the absences that the ' +
        'rules ask for; with TERM_ENDED the rules must not let the expert hold over.',
      'SeatMustBeOfTheCommittee, SeatCannotEndBeforeItBegins, SeatMustNotBeAbolished, CommitteeMustHaveBegun, ' +
        'CommitteeMustNotBeDissolved, OnlyExpertSeatsAreAppointedTo, ExpertMustSitThere, ThreeConsecutiveUnexcusedAbsencesVacate, ' +
        'HoldOverUntilSuccessor',
    ),
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
    doc: described(
      'แก้ไขการพ้นจากตำแหน่งของกรรมการผู้ทรงคุณวุฒิที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผลที่แก้ไข ' +
        'การขาดประชุมตรวจสอบเมื่อบันทึกการพ้นจากตำแหน่ง หากพ้นเพราะขาดประชุม ให้ยกเลิกบันทึกนี้แล้วบันทึกใหม่ด้วย VacateSeat',
      'That an expert left the seat was recorded wrongly: gives the whole corrected fact and the reason for the correction. Absences are ' +
        'shown when the seat is vacated: reverse the vacancy and record it by VacateSeat where they are the cause.',
      'SeatMustBeOfTheCommittee, SeatCannotEndBeforeItBegins, SeatMustNotBeAbolished, CommitteeMustHaveBegun, ' +
        'CommitteeMustNotBeDissolved, VacancyMustBeRecorded, OnlyExpertSeatsAreAppointedTo, ExpertMustSitThere, ' +
        'ThreeConsecutiveUnexcusedAbsencesVacate, HoldOverUntilSuccessor',
    ),
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
  {
    doc: described(
      'กรรมการผู้ทรงคุณวุฒิมิได้พ้นจากตำแหน่งในวันนั้น',
      'The expert never left the seat on that day.',
      'SeatMustBeOfTheCommittee, VacancyMustBeRecorded',
    ),
  },
  (input, state) => {
    requireThat(
      seatOf(state, input.seat).vacated.some(({ on }) => on === input.on),
      VacancyMustBeRecorded,
      'on',
    )
    return [VacancyReversed(input)]
  },
)
