// The rules of committees, orders and seats, as sentences.
import { requireThat, ruleOfTheBody, ruleOfTheRecord } from '@prasan/event-sourcing'
import type { CommitteeState, SeatState } from './state.js'

export const CommitteeMustNotBeDissolved = ruleOfTheRecord('CommitteeMustNotBeDissolved', {
  th: 'คณะนี้ถูกยุบแล้ว',
  en: 'The committee was dissolved.',
})
export const SeatMustBeOfTheCommittee = ruleOfTheRecord('SeatMustBeOfTheCommittee', {
  th: 'คณะนี้ไม่มีที่นั่งนี้',
  en: 'The committee has no such seat.',
})
export const SeatMustNotBeAbolished = ruleOfTheRecord('SeatMustNotBeAbolished', { th: 'ที่นั่งนี้ถูกยกเลิกแล้ว', en: 'The seat was abolished.' })
export const SeatCannotEndBeforeItBegins = ruleOfTheRecord('SeatCannotEndBeforeItBegins', {
  th: 'วันสิ้นสุดของที่นั่งต้องไม่ก่อนวันเริ่ม',
  en: 'A seat cannot end or change before the day it begins.',
})
export const OnlyRepresentativeSeatsAreSentTo = ruleOfTheRecord('OnlyRepresentativeSeatsAreSentTo', {
  th: 'ส่งผู้แทนได้เฉพาะที่นั่งของหน่วยงาน',
  en: 'Only a seat of an organization takes a representative.',
})
export const RepresentativeMustSitThere = ruleOfTheRecord('RepresentativeMustSitThere', {
  th: 'บุคคลนี้มิได้เป็นผู้แทนในที่นั่งนี้',
  en: 'This person is not the representative in this seat.',
})
export const RepresentativeSitsThereSinceEarlier = ruleOfTheRecord('RepresentativeSitsThereSinceEarlier', {
  th: 'บุคคลนี้เป็นผู้แทนในที่นั่งนี้ตั้งแต่ก่อนวันดังกล่าวแล้ว: หากพ้นไประหว่างนั้น ให้บันทึกการพ้นก่อน',
  en: 'This person has been the representative in this seat since before that day: if they left in between, withdraw them first.',
})
export const OnlyExpertSeatsAreAppointedTo = ruleOfTheRecord('OnlyExpertSeatsAreAppointedTo', {
  th: 'แต่งตั้งหรือให้พ้นได้เฉพาะที่นั่งผู้ทรงคุณวุฒิ',
  en: 'Only a seat of an expert is appointed to and vacated.',
})
export const TermCannotEndBeforeItBegins = ruleOfTheRecord('TermCannotEndBeforeItBegins', {
  th: 'วันสิ้นสุดวาระต้องอยู่หลังวันเริ่ม',
  en: 'A term must end after the day it begins.',
})
export const OrderMustBeOfTheCommittee = ruleOfTheRecord('OrderMustBeOfTheCommittee', {
  th: 'คณะนี้ไม่มีคำสั่งนี้',
  en: 'The committee has no such order.',
})
export const OrderMustBeInForce = ruleOfTheRecord('OrderMustBeInForce', {
  th: 'คำสั่งเดิมถูกยกเลิกหรือแทนที่แล้ว',
  en: 'The order was already revoked or replaced.',
})
export const OrderNamesTheOneItChanges = ruleOfTheRecord('OrderNamesTheOneItChanges', {
  th: 'คำสั่งแก้ไข ยกเลิก หรือแทนที่ ต้องระบุคำสั่งเดิม; คำสั่งแต่งตั้งไม่ต้องระบุ',
  en: 'An order that amends, revokes or replaces names the one it changes; one that appoints names none.',
})
export const OrderIsRecordedOnce = ruleOfTheRecord('OrderIsRecordedOnce', {
  th: 'บันทึกคำสั่งเลขที่และวันที่นี้ไว้แล้ว',
  en: 'An order of this number and date is already recorded.',
})
export const WomenAreCountedAmongTheExperts = ruleOfTheRecord('WomenAreCountedAmongTheExperts', {
  th: 'จำนวนผู้ทรงคุณวุฒิหญิงมากกว่าจำนวนที่นั่งผู้ทรงคุณวุฒิ',
  en: 'There cannot be more women among the experts than seats of experts.',
})
export const SeatContinuesOnce = ruleOfTheRecord('SeatContinuesOnce', {
  th: 'ที่นั่งเดิมหนึ่งที่สืบต่อได้เพียงที่นั่งเดียว',
  en: 'A seat is carried on, or abolished, by an order once.',
})
export const MeetingNumbersHaveNoGaps = ruleOfTheRecord('MeetingNumbersHaveNoGaps', {
  th: 'เลขครั้งที่ประชุมต้องเรียงต่อกันและไม่ซ้ำ',
  en: 'Meeting numbers follow one another and none is given twice.',
})

export const SeatOfficeOfChairIsUnique = ruleOfTheBody('SeatOfficeOfChairIsUnique', {
  th: 'คณะมีประธานได้หนึ่งที่นั่ง',
  en: 'The committee has one seat of chair.',
})
export const AssistantSecretariesKeepTheirQuota = ruleOfTheBody('AssistantSecretariesKeepTheirQuota', {
  th: 'จำนวนผู้ช่วยเลขานุการเกินที่ระเบียบกำหนด',
  en: 'The committee has more assistant secretaries than its rules allow.',
})
/** Judged where an order or an appointment states the number; one that states none leaves it unknown, which breaks no rule. */
export const WomenAmongExpertsKeepTheirQuota = ruleOfTheBody('WomenAmongExpertsKeepTheirQuota', {
  th: 'สัดส่วนผู้ทรงคุณวุฒิหญิงน้อยกว่าที่กฎหมายกำหนด',
  en: 'The experts have fewer women among them than the rules ask for.',
})
export const ExpertTermLimit = ruleOfTheBody('ExpertTermLimit', {
  th: 'วาระของผู้ทรงคุณวุฒิเกินที่ระเบียบกำหนด',
  en: 'The expert’s term is longer, or follows on more terms, than the rules allow.',
})
/**
 * An expert who is absent from so many meetings in a row (`absenceLimit`) without cause leaves the seat by law (Anti-Human Trafficking Act
 * B.E. 2551: three). What a cause is, people judge: only an absence recorded as not excused counts, a meeting where nothing is recorded for
 * the seat ends the row, and meetings without quorum count neither way. The seat never empties by itself: from the last absence on the rule
 * is said of it, and the secretary records the vacancy by VacateSeat with the cause `absent`; that is judged by the streams of the meetings,
 * which stand in the event as its evidence.
 */
export const ThreeConsecutiveUnexcusedAbsencesVacate = ruleOfTheBody('ThreeConsecutiveUnexcusedAbsencesVacate', {
  th: 'ผู้ทรงคุณวุฒิพ้นจากตำแหน่งเมื่อขาดประชุมติดต่อกันครบตามที่ระเบียบกำหนดโดยไม่มีเหตุอันสมควร',
  en: 'An expert leaves the seat by absence from as many meetings in a row as the rules say, without cause.',
})
/**
 * An expert whose term is over stays until the successor is appointed (Anti-Human Trafficking Act B.E. 2551; `holdOver`). Said of the seat
 * while it is so, and judged when a vacancy is recorded for the end of a term.
 */
export const HoldOverUntilSuccessor = ruleOfTheBody('HoldOverUntilSuccessor', {
  th: 'ผู้ทรงคุณวุฒิที่ครบวาระอยู่ในตำแหน่งต่อไปจนกว่าจะแต่งตั้งผู้แทน',
  en: 'An expert whose term is over stays until the successor is appointed.',
})
/**
 * Where fewer days of a vacated term are left than `shortRemainderDays`, on the day asked about, no expert need be appointed for the rest
 * (ninety under the Anti-Human Trafficking Act B.E. 2551). Said of the vacant seat; it forbids nothing, so nothing is judged by it.
 */
export const ShortRemainderNeedNotBeFilled = ruleOfTheBody('ShortRemainderNeedNotBeFilled', {
  th: 'วาระที่เหลือสั้นกว่าที่ระเบียบกำหนด ไม่จำเป็นต้องแต่งตั้งแทน',
  en: 'So little of the term remains that the seat need not be filled.',
})

export type Living = Exclude<CommitteeState, { is: 'unknown' }>

/** @throws RuleRefused when the committee was dissolved */
export function living(state: CommitteeState): Living {
  requireThat(state.is === 'established', CommitteeMustNotBeDissolved)
  return state
}

/** @throws RuleRefused when the committee has no such seat, or no longer */
export function seatOf(state: CommitteeState, id: string, field = 'seat'): SeatState {
  const found = living(state).seats.get(id)
  requireThat(found, SeatMustBeOfTheCommittee, field)
  requireThat(!found.gone, SeatMustNotBeAbolished, field)
  return found
}
