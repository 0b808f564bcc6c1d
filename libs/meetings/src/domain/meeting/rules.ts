// The rules of meetings, as sentences.
import { requireThat, ruleOfTheBody, ruleOfTheRecord } from '@prasan/event-sourcing'
import type { Attended, MeetingFacts, MeetingState, Opened } from './state.js'

export const MeetingMustNotBeOver = ruleOfTheRecord('MeetingMustNotBeOver', {
  th: 'การประชุมนี้เริ่ม เลิก หรือยกเลิกไปแล้ว',
  en: 'The meeting has already opened, closed or been cancelled.',
})
export const MeetingMustBeOpen = ruleOfTheRecord('MeetingMustBeOpen', {
  th: 'ต้องอยู่ระหว่างการประชุม: บันทึกการเริ่มประชุมก่อน และเมื่อเลิกประชุมแล้วมีมติไม่ได้',
  en: 'The meeting must be open: open it first, and nothing is passed after it has closed.',
})
export const MeetingMustBeOpened = ruleOfTheRecord('MeetingMustBeOpened', {
  th: 'การประชุมนี้ยังไม่ได้เริ่ม',
  en: 'The meeting has not been opened.',
})
export const MeetingMustBeClosed = ruleOfTheRecord('MeetingMustBeClosed', {
  th: 'ต้องเลิกประชุมก่อน',
  en: 'The meeting must be closed first.',
})
export const MeetingIsNotOpenedBeforeItsDay = ruleOfTheRecord('MeetingIsNotOpenedBeforeItsDay', {
  th: 'บันทึกการเริ่มประชุมก่อนวันประชุมไม่ได้',
  en: 'A meeting cannot be opened before its day: reschedule it.',
})
export const MeetingEndsAfterItBegins = ruleOfTheRecord('MeetingEndsAfterItBegins', {
  th: 'เวลาเลิกประชุมต้องอยู่หลังเวลาเริ่มประชุม',
  en: 'A meeting ends after the time at which it begins.',
})
export const BodyMustNotBeDissolvedOnTheDay = ruleOfTheRecord('BodyMustNotBeDissolvedOnTheDay', {
  th: 'ในวันประชุม คณะที่ประชุมถูกยุบแล้ว',
  en: 'On the day of the meeting a body that is to meet is already dissolved.',
})
export const NoticeIsSentOnce = ruleOfTheRecord('NoticeIsSentOnce', {
  th: 'แจ้งเชิญประชุมไปแล้ว',
  en: 'The notice for this day was already sent.',
})
export const AgendaItemMustBeOfTheMeeting = ruleOfTheRecord('AgendaItemMustBeOfTheMeeting', {
  th: 'การประชุมนี้ไม่มีวาระนี้ หรือถอนวาระแล้ว',
  en: 'The meeting has no such agenda item, or it was withdrawn or carried over.',
})
export const AttendanceNamesAPersonOrAnAbsence = ruleOfTheRecord('AttendanceNamesAPersonOrAnAbsence', {
  th: 'ระบุผู้มาประชุม หรือที่นั่งที่ไม่มาประชุม อย่างใดอย่างหนึ่ง',
  en: 'Name who came, or the seat that was absent; only one in attendance (observer) comes without a seat.',
})
export const SeatMustBeOnTheRoster = ruleOfTheRecord('SeatMustBeOnTheRoster', {
  th: 'ที่นั่งนี้ไม่อยู่ในองค์ประกอบของคณะในวันประชุม',
  en: 'The seat is not on the roster of the day.',
})
export const SeatIsAttendedOnceAtATime = ruleOfTheRecord('SeatIsAttendedOnceAtATime', {
  th: 'บันทึกการมาประชุมของที่นั่งนี้แล้ว: ให้แก้ไขรายการเดิม',
  en: 'Attendance for this seat is already recorded: correct it, or give the times at which one left and the other came.',
})
export const AttendanceMustBeKnown = ruleOfTheRecord('AttendanceMustBeKnown', {
  th: 'ไม่พบบันทึกการมาประชุมนี้',
  en: 'Nobody’s attendance is recorded so: record it first.',
})
export const DepartureFollowsArrival = ruleOfTheRecord('DepartureFollowsArrival', {
  th: 'เวลากลับต้องหลังเวลามา',
  en: 'Nobody leaves before they arrive, or arrives while they are there.',
})
export const ResolutionMustBeOfTheMeeting = ruleOfTheRecord('ResolutionMustBeOfTheMeeting', {
  th: 'การประชุมนี้ไม่มีมตินี้',
  en: 'The meeting has no such resolution.',
})
export const AssignmentIsNotDueBeforeTheMeeting = ruleOfTheRecord('AssignmentIsNotDueBeforeTheMeeting', {
  th: 'วันครบกำหนดต้องไม่ก่อนวันประชุม',
  en: 'What a resolution assigns cannot be due before the day of the meeting.',
})
export const MinutesMustBeDrafted = ruleOfTheRecord('MinutesMustBeDrafted', {
  th: 'ยังไม่มีร่างรายงานการประชุม',
  en: 'There are no minutes yet: draft them first.',
})
export const CertifiedMinutesChangeOnlyByCorrection = ruleOfTheRecord('CertifiedMinutesChangeOnlyByCorrection', {
  th: 'รายงานการประชุมรับรองแล้ว เปลี่ยนแปลงได้โดยการแก้ไขที่มีเหตุผลเท่านั้น',
  en: 'The minutes are certified: what they record changes only by a correction of the minutes, with its reason.',
})
export const CertificationSealsTheTextSeen = ruleOfTheRecord('CertificationSealsTheTextSeen', {
  th: 'ข้อความเปลี่ยนไปจากฉบับที่จะรับรอง',
  en: 'The text is no longer the one whose digest was given.',
})

export const NoticeMustPrecedeMeetingByRule = ruleOfTheBody('NoticeMustPrecedeMeetingByRule', {
  th: 'ต้องแจ้งเชิญประชุมล่วงหน้าตามระเบียบ เว้นแต่มีเหตุเร่งด่วน',
  en: 'The notice must precede the meeting by the days its rules ask for, unless it names an urgent reason.',
})
export const InquorateMeetingMayBeRecalledWithOneThird = ruleOfTheBody('InquorateMeetingMayBeRecalledWithOneThird', {
  th: 'นัดใหม่โดยใช้หนึ่งในสามได้ภายในสิบสี่วัน นับจากการประชุมที่ไม่ครบองค์ประชุม และต้องระบุในหนังสือเชิญ',
  en: 'One third is enough only for a meeting called again in time after one without quorum, and only if its notice says so.',
})
export const OnlyTheOccupantAttendsInPerson = ruleOfTheBody('OnlyTheOccupantAttendsInPerson', {
  th: 'ผู้มาประชุมมิใช่ผู้ครองที่นั่งในวันนั้น: บันทึกเป็นผู้มาประชุมแทน',
  en: 'Whoever comes in person, or as acting holder, is the occupant of the day; anybody else is a substitute.',
})
export const SubstitutesMustBeTaken = ruleOfTheBody('SubstitutesMustBeTaken', {
  th: 'ระเบียบของคณะไม่รับผู้มาประชุมแทน',
  en: 'The rules of the body take no substitutes.',
})
export const MeetingNeedsQuorumToResolve = ruleOfTheBody('MeetingNeedsQuorumToResolve', {
  th: 'ต้องครบองค์ประชุมจึงมีมติได้',
  en: 'The meeting needs its quorum to resolve.',
})
export const RecusedMemberDoesNotCountForTheItem = ruleOfTheBody('RecusedMemberDoesNotCountForTheItem', {
  th: 'ผู้มีส่วนได้เสียไม่นับเป็นองค์ประชุมและไม่ออกเสียงในวาระนั้น',
  en: 'A member who is recused neither counts nor votes nor dissents on the item.',
})
export const VotesAreCastByThosePresent = ruleOfTheBody('VotesAreCastByThosePresent', {
  th: 'คะแนนเสียงเกินจำนวนผู้มีสิทธิออกเสียงที่มาประชุม',
  en: 'There are more votes than persons present who may vote.',
})
export const ResolutionFollowsTheVote = ruleOfTheBody('ResolutionFollowsTheVote', {
  th: 'มติไม่ตรงกับผลการลงคะแนนตามระเบียบของคณะ',
  en: 'The resolution is not what the votes decided under the rules of the body.',
})
export const MinutesAreCertifiedByALaterMeetingOrCirculation = ruleOfTheBody('MinutesAreCertifiedByALaterMeetingOrCirculation', {
  th: 'รายงานการประชุมต้องรับรองโดยการประชุมครั้งต่อไปหรือการแจ้งเวียน',
  en: 'Minutes are certified by a later meeting of the same body that was held, or after they were circulated.',
})

/** @throws RuleRefused */
export function scheduled(state: MeetingState): MeetingFacts {
  requireThat(state.is === 'scheduled', MeetingMustNotBeOver)
  return state
}

/** @throws RuleRefused when the minutes are certified */
export function uncertified(state: MeetingState): MeetingFacts {
  requireThat(state.is !== 'unknown' && state.minutes?.is !== 'certified', CertifiedMinutesChangeOnlyByCorrection)
  return state
}

/** @throws RuleRefused */
export function open(state: MeetingState): MeetingFacts & { opened: Opened } {
  requireThat(state.is === 'open' && state.opened, MeetingMustBeOpen)
  return { ...state, opened: state.opened }
}

/** A meeting that was opened and whose minutes are not certified yet. @throws RuleRefused */
export function opened(state: MeetingState): MeetingFacts & { opened: Opened } {
  const facts = uncertified(state)
  requireThat(facts.opened, MeetingMustBeOpened)
  return { ...facts, opened: facts.opened }
}

/** @throws RuleRefused */
export function requireItem({ items }: MeetingFacts, id: string | undefined): void {
  requireThat(id === undefined || items[id]?.is === 'listed', AgendaItemMustBeOfTheMeeting, 'item')
}

/** A time that is not known breaks no rule. @throws RuleRefused */
export function requireInOrder(begins: string | undefined, ends: string | undefined, field: string): void {
  requireThat(begins === undefined || ends === undefined || begins < ends, MeetingEndsAfterItBegins, field)
}

/** The entries of a person. @throws RuleRefused when there is none */
export function entriesOf({ attendance }: MeetingFacts, person: string): Attended[] {
  const entries = Object.values(attendance).filter((entry) => entry.person === person)
  requireThat(entries.length > 0, AttendanceMustBeKnown, 'person')
  return entries
}
