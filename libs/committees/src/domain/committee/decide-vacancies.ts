// Decisions about experts who leave their seats.
import { type Context, type DataOf, type Day, begins, command, described, requireThat } from '@prasan/event-sourcing'
import { SeatVacated, VacancyCorrected, VacancyReversed } from './events.js'
import {
  ExpertMustSitThere,
  HoldOverUntilSuccessor,
  OnlyExpertSeatsAreAppointedTo,
  ThreeConsecutiveUnexcusedAbsencesVacate,
  VacancyMustBeRecorded,
  seatOf,
  seatOn,
} from './rules.js'
import { type SeatState, type Vacancy, expertOn, placeOn } from './seat.js'
import { correction, reason, seat, since, vacancy } from './shapes.js'
import { type CommitteeState, committee, rulesOn } from './state.js'

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
