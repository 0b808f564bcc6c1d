// The rules of committees, orders and seats, as sentences.
import {
  type Day,
  type Owners,
  hasBegun,
  hasEnded,
  requireLiving,
  requireThat,
  ruleOfTheBody,
  ruleOfTheRecord,
} from '@prasan/event-sourcing'
import { type PlaceState, type SeatState, belongsTo, lifeOf } from './seat.js'
import { type CommitteeState, type Living, lifeOfBody } from './state.js'

export const CommitteeMustNotBeDissolved = ruleOfTheRecord('CommitteeMustNotBeDissolved', {
  th: 'คณะนี้ถูกยุบแล้วในวันนั้น',
  en: 'The committee was dissolved by that day.',
})
export const CommitteeMustHaveBegun = ruleOfTheRecord('CommitteeMustHaveBegun', {
  th: 'คณะนี้ยังไม่มีในวันนั้น',
  en: 'The committee had not begun on that day.',
})
export const CommitteeCannotEndBeforeItBegins = ruleOfTheRecord('CommitteeCannotEndBeforeItBegins', {
  th: 'วันยุบคณะต้องอยู่หลังวันเริ่ม และที่นั่งเริ่มก่อนคณะไม่ได้',
  en: 'A committee must end after the day it begins, and none of its seats begins before it.',
})
export const CommitteeBeginsWithinItsParent = ruleOfTheRecord('CommitteeBeginsWithinItsParent', {
  th: 'คณะที่อยู่ใต้คณะอื่นต้องเริ่มในระหว่างที่คณะนั้นมีอยู่ คือ ไม่ก่อนวันเริ่มและก่อนวันยุบ',
  en: 'A committee that is part of another begins while that one is there: not before it begins, and before it is dissolved.',
})
export const CommitteeMustBeDissolved = ruleOfTheRecord('CommitteeMustBeDissolved', {
  th: 'ไม่มีบันทึกการยุบคณะนี้',
  en: 'No dissolution of the committee is recorded.',
})
export const SuccessorMustBeAnother = ruleOfTheRecord('SuccessorMustBeAnother', {
  th: 'ผู้รับช่วงต้องไม่ใช่คณะหรือที่นั่งที่สิ้นสุดนั้นเอง',
  en: 'A committee or seat that ends is not taken over by itself.',
})
export const AdoptionMustBeRecorded = ruleOfTheRecord('AdoptionMustBeRecorded', {
  th: 'ไม่มีบันทึกการใช้ระเบียบตั้งแต่วันนั้น',
  en: 'No adoption of rules from that day is recorded.',
})
export const AdoptionsAreOneADay = ruleOfTheRecord('AdoptionsAreOneADay', {
  th: 'มีบันทึกการใช้ระเบียบตั้งแต่วันนั้นแล้ว: แก้ไขบันทึกนั้นแทน',
  en: 'Rules are already adopted from that day: correct that adoption.',
})
/** Its horizon: until the body meets by something else, is dissolved, or the last day that may be planned is over. */
export const RhythmNamesADay = ruleOfTheRecord('RhythmNamesADay', {
  th: 'กฎการประชุมซ้ำนี้ไม่มีวันประชุมแม้แต่วันเดียวในช่วงที่ใช้: โปรดตรวจกฎและวันเริ่ม',
  en: 'By this rule of recurrence the body would never meet while it holds: check the rule and its first day.',
})
export const RhythmMustBeInForce = ruleOfTheRecord('RhythmMustBeInForce', {
  th: 'ก่อนวันนั้นคณะไม่มีกำหนดประชุมประจำ',
  en: 'The body meets by no rhythm before that day.',
})
export const OccurrenceIsOfTheRhythm = ruleOfTheRecord('OccurrenceIsOfTheRhythm', {
  th: 'วันนั้นไม่เป็นวันตามกำหนดประชุมประจำของคณะ',
  en: 'The rhythm of the body puts no meeting on that day.',
})
export const OccurrenceMovesToAnotherDay = ruleOfTheRecord('OccurrenceMovesToAnotherDay', {
  th: 'การประชุมครั้งนี้อยู่ในวันนั้นแล้ว ให้เลื่อนไปวันอื่น',
  en: 'The occurrence is on that day already: it is moved to another.',
})
export const OccurrencesAreOneADay = ruleOfTheRecord('OccurrencesAreOneADay', {
  th: 'มีการประชุมอีกครั้งหนึ่งตามกำหนดอยู่ในวันนั้นแล้ว: หากรวมกัน ให้งดครั้งหนึ่ง (skipOccurrence)',
  en: 'Another occurrence is on that day: where two become one, skip one of them (skipOccurrence).',
})
export const OccurrenceMustBeChanged = ruleOfTheRecord('OccurrenceMustBeChanged', {
  th: 'ไม่มีบันทึกว่าการประชุมครั้งนั้นงดหรือเลื่อน',
  en: 'It is not recorded that this occurrence was skipped or moved.',
})
export const SeatMustBeOfTheCommittee = ruleOfTheRecord('SeatMustBeOfTheCommittee', {
  th: 'คณะนี้ไม่มีที่นั่งนี้',
  en: 'The committee has no such seat.',
})
export const SeatIsRecordedOnce = ruleOfTheRecord('SeatIsRecordedOnce', {
  th: 'บันทึกที่นั่งลำดับที่นี้ที่เหมือนกันทุกประการไว้แล้ว',
  en: 'A seat of this number that is the same in all is already recorded.',
})
export const SeatMustNotBeAbolished = ruleOfTheRecord('SeatMustNotBeAbolished', {
  th: 'ที่นั่งนี้ถูกยกเลิกแล้วในวันนั้น',
  en: 'The seat was abolished by that day.',
})
export const SeatMustBeAbolished = ruleOfTheRecord('SeatMustBeAbolished', {
  th: 'ไม่มีบันทึกการยกเลิกที่นั่งนี้',
  en: 'No end of the seat is recorded.',
})
export const SeatHasNoSuchChange = ruleOfTheRecord('SeatHasNoSuchChange', {
  th: 'ไม่มีบันทึกการเปลี่ยนที่นั่งนี้ตั้งแต่วันนั้น',
  en: 'No change of the seat from that day is recorded.',
})
export const SeatChangesKeepTheirOrder = ruleOfTheRecord('SeatChangesKeepTheirOrder', {
  th: 'วันเริ่มที่แก้ไขต้องอยู่ระหว่างการเปลี่ยนครั้งก่อนกับครั้งถัดไปของที่นั่ง',
  en: 'The corrected day must lie between the changes of the seat before and after it.',
})
export const SeatCannotEndBeforeItBegins = ruleOfTheRecord('SeatCannotEndBeforeItBegins', {
  th: 'สิ่งที่เกิดกับที่นั่งต้องไม่ก่อนวันเริ่มของที่นั่ง',
  en: 'Nothing happens to a seat before the day it begins.',
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
export const RepresentativesFollowOneAnother = ruleOfTheRecord('RepresentativesFollowOneAnother', {
  th: 'ที่นั่งหนึ่งมีผู้แทนครั้งละหนึ่งคน: แก้ไขวันของอีกคนก่อน',
  en: 'A seat has one representative at a time: correct the days of the other first.',
})
/** An expert is appointed for who they are. */
export const ExpertsHaveNoAlternate = ruleOfTheRecord('ExpertsHaveNoAlternate', {
  th: 'ตั้งผู้แทนสำรองได้เฉพาะที่นั่งของตำแหน่งหรือหน่วยงาน ผู้ทรงคุณวุฒิได้รับแต่งตั้งเฉพาะตัว',
  en: 'Only a seat of a post or an organization has alternates: an expert is appointed in person.',
})
export const AlternateIsNamedOnceAtATime = ruleOfTheRecord('AlternateIsNamedOnceAtATime', {
  th: 'บุคคลนี้เป็นผู้แทนสำรองของที่นั่งนี้ในวันเหล่านั้นอยู่แล้ว: แก้ไขบันทึกนั้นแทน (correctAlternate)',
  en: 'This person is an alternate of the seat on some of those days already: correct that record (correctAlternate).',
})
export const AlternateMustBeNamed = ruleOfTheRecord('AlternateMustBeNamed', {
  th: 'บุคคลนี้มิได้เป็นผู้แทนสำรองของที่นั่งนี้ในวันนั้น',
  en: 'This person is no alternate of this seat on that day.',
})
export const AppointmentMustBeRecorded = ruleOfTheRecord('AppointmentMustBeRecorded', {
  th: 'ไม่มีบันทึกว่าบุคคลนี้ได้รับที่นั่งตั้งแต่วันนั้น',
  en: 'It is not recorded that this person was given the seat from that day.',
})
export const VacancyMustBeRecorded = ruleOfTheRecord('VacancyMustBeRecorded', {
  th: 'ไม่มีบันทึกว่าที่นั่งว่างลงในวันนั้น',
  en: 'It is not recorded that the seat was vacated on that day.',
})
export const ExpertMustSitThere = ruleOfTheRecord('ExpertMustSitThere', {
  th: 'ไม่มีผู้ทรงคุณวุฒิในที่นั่งนี้ก่อนวันนั้น',
  en: 'No expert sits there before that day.',
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
export const OrderMustBeAmendedWhileInForce = ruleOfTheRecord('OrderMustBeAmendedWhileInForce', {
  th: 'มีคำสั่งแก้ไขคำสั่งเดิมที่มีผลหลังวันนั้น: แก้ไขวันของคำสั่งนั้นก่อน',
  en: 'An order that amends the same one takes effect after that day: correct its day first.',
})
export const OrderKeepsWhatItEnded = ruleOfTheRecord('OrderKeepsWhatItEnded', {
  th: 'แก้ลักษณะหรือคำสั่งเดิมได้เมื่อไม่ทำให้ที่นั่งสิ้นสุดต่างไป: แก้ไขหรือยกเลิกบันทึกการสิ้นสุดของที่นั่งก่อน',
  en: 'Kind and target can be corrected where no seat would end otherwise: record or reverse the ends of the seats first.',
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
export const ExpertIsAppointedAlready = ruleOfTheRecord('ExpertIsAppointedAlready', {
  th: 'บันทึกการแต่งตั้งนี้ไว้แล้วเป็นอย่างอื่น: หากบันทึกไว้ไม่ถูกต้อง ให้แก้ไข (correctExpertAppointment)',
  en: 'The appointment is recorded already, and otherwise than this says: where that is wrong, correct it (correctExpertAppointment).',
})
export const MeetingBearsAnotherNumber = ruleOfTheRecord('MeetingBearsAnotherNumber', {
  th: 'การประชุมนี้มีเลขครั้งที่อื่นแล้ว: ให้คืนเลขเดิมก่อน (releaseMeetingNumber)',
  en: 'The meeting bears another number already: give that back first (releaseMeetingNumber).',
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
/** Said of the seat during the last of the terms in a row that the rules allow one person; who is appointed again is judged by ExpertTermLimit. */
export const ExpertServesTheLastTerm = ruleOfTheBody('ExpertServesTheLastTerm', {
  th: 'ผู้ทรงคุณวุฒิผู้นี้ดำรงตำแหน่งครบจำนวนวาระติดต่อกันที่ระเบียบให้ดำรงได้แล้ว วาระต่อไปต้องเป็นผู้อื่น',
  en: 'By the rules this is the expert’s last term in a row: the next is somebody else’s.',
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
  th: 'ผู้ทรงคุณวุฒิที่ครบวาระปฏิบัติหน้าที่ต่อไปจนกว่าผู้ได้รับแต่งตั้งใหม่เข้ารับหน้าที่',
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

/** @throws RuleRefused when the committee had not begun on the day, or was dissolved by then; a day that nobody knows is before its end */
export function livingOn(state: CommitteeState, day: Day | undefined, field: string): Living {
  requireThat(state.is !== 'unknown' && !hasEnded(lifeOfBody(state), day), CommitteeMustNotBeDissolved, field)
  requireThat(day === undefined || hasBegun(lifeOfBody(state), day), CommitteeMustHaveBegun, field)
  return state
}

/** @throws RuleRefused where the place gives the seat to a post or organization that had ended by its day, and the seat was not its own before */
export function requireNamed(owners: Owners | undefined, place: PlaceState, before: PlaceState | undefined, field = 'kind'): void {
  const named = belongsTo(place)
  if (named !== undefined && (!before || belongsTo(before) !== named)) requireLiving(owners, named, place.from, field)
}

/** @throws RuleRefused when the committee has no such seat */
export function seatOf(state: CommitteeState, id: string, field = 'seat'): SeatState {
  const found = state.is === 'unknown' ? undefined : state.seats.get(id)
  requireThat(found, SeatMustBeOfTheCommittee, field)
  return found
}

/** @throws RuleRefused when the committee has no such seat on the day; a day that nobody knows is one on which it was there */
export function seatOn(state: CommitteeState, id: string, day: Day | undefined, field: string): SeatState {
  const found = seatOf(state, id)
  livingOn(state, day, field)
  requireThat(!hasEnded(lifeOf(found, undefined), day), SeatMustNotBeAbolished, field)
  requireThat(day === undefined || hasBegun(found.places[0]!, day), SeatCannotEndBeforeItBegins, field)
  return found
}
