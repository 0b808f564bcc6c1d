// The rules of meetings, as sentences.
import { ruleOfTheBody, ruleOfTheRecord } from '@prasan/event-sourcing'

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
export const TimesLieWithinTheSitting = ruleOfTheRecord('TimesLieWithinTheSitting', {
  th: 'เวลามา เวลากลับ และเวลาลงมติ ต้องอยู่ระหว่างเวลาเริ่มและเวลาเลิกประชุม เว้นแต่ผู้ที่มาก่อนเริ่มประชุม',
  en: 'Nobody leaves or resolves before the meeting opens, and nobody comes, leaves or resolves after it has closed.',
})
export const BodyMustNotBeDissolvedOnTheDay = ruleOfTheRecord('BodyMustNotBeDissolvedOnTheDay', {
  th: 'ในวันประชุม คณะที่ประชุมถูกยุบแล้ว',
  en: 'On the day of the meeting a body that is to meet is already dissolved.',
})
export const BodyMustHaveBegunOnTheDay = ruleOfTheRecord('BodyMustHaveBegunOnTheDay', {
  th: 'ในวันประชุม คณะที่ประชุมยังไม่ได้จัดตั้ง',
  en: 'On the day of the meeting a body that is to meet has not begun.',
})
export const CirculationStaysOne = ruleOfTheRecord('CirculationStaysOne', {
  th: 'มติเวียนแก้ไขเป็นการประชุมไม่ได้ และการประชุมแก้ไขเป็นมติเวียนไม่ได้: ยกเลิกแล้วบันทึกใหม่',
  en: 'A decision by circulation does not turn out to have been a meeting, nor the other way round: cancel it and record it anew.',
})
export const OnlyWhatWaitsIsRatified = ruleOfTheRecord('OnlyWhatWaitsIsRatified', {
  th: 'รับรองได้เฉพาะมติเวียน หรือมติที่มีโดยอำนาจที่ได้รับมอบ',
  en: 'Only what was passed by circulation, or under delegation, is ratified.',
})
export const NoticeIsSentOnce = ruleOfTheRecord('NoticeIsSentOnce', {
  th: 'แจ้งเชิญประชุมไปแล้ว',
  en: 'The notice for this day was already sent.',
})
export const RepliesComeBeforeTheMeeting = ruleOfTheRecord('RepliesComeBeforeTheMeeting', {
  th: 'วันตอบรับต้องอยู่ระหว่างวันแจ้งเชิญประชุมกับวันประชุม',
  en: 'Replies are asked for between the day of the notice and the day of the meeting.',
})
export const InvitationMustBeKnown = ruleOfTheRecord('InvitationMustBeKnown', {
  th: 'ไม่มีบันทึกนี้ของที่นั่งนี้',
  en: 'Nothing of the kind is recorded of this seat.',
})
export const SubstituteComesInstead = ruleOfTheRecord('SubstituteComesInstead', {
  th: 'ระบุผู้มาประชุมแทนเฉพาะเมื่อผู้ดำรงตำแหน่งในคณะไม่เข้าร่วมประชุม และระบุตำแหน่งเมื่อระบุผู้มาแทน',
  en: 'A substitute is named only where the occupant does not come, and a post only with a substitute.',
})
export const AgendaItemMustBeOfTheMeeting = ruleOfTheRecord('AgendaItemMustBeOfTheMeeting', {
  th: 'การประชุมนี้ไม่มีเรื่องนี้ในระเบียบวาระ หรือถอนหรือเลื่อนเรื่องไปแล้ว',
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
export const RosterHoldsTheSeatsAttended = ruleOfTheRecord('RosterHoldsTheSeatsAttended', {
  th: 'มีบันทึกการมาประชุมของที่นั่งที่ไม่อยู่ในองค์ประกอบของคณะและวันที่ถูกต้อง: แก้ไขหรือยกเลิกบันทึกการมาประชุมนั้นก่อน (correctAttendance, reverseAttendance)',
  en:
    'Attendance is recorded for a seat that is not on the roster of the right bodies and day: correct it or take it back first ' +
    '(correctAttendance, reverseAttendance).',
})
export const SeatIsAttendedOnceAtATime = ruleOfTheRecord('SeatIsAttendedOnceAtATime', {
  th: 'บันทึกการมาประชุมของที่นั่งนี้แล้ว: ให้แก้ไขรายการเดิม',
  en: 'Attendance for this seat is already recorded: correct it, or give the times at which one left and the other came.',
})
export const ObserverIsRecordedOnce = ruleOfTheRecord('ObserverIsRecordedOnce', {
  th: 'ผู้เข้าร่วมประชุมบันทึกครั้งเดียว และไม่เป็นผู้มาประชุมหรือผู้ไม่มาประชุมในเวลาเดียวกัน: ให้แก้ไขรายการเดิม',
  en: 'Whoever is in attendance (observer) is recorded once, and is not at the same time there for a seat or absent from it: correct that entry.',
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
export const DraftFollowsTheRecord = ruleOfTheRecord('DraftFollowsTheRecord', {
  th: 'บันทึกการประชุมเปลี่ยนไปหลังจากจัดทำร่างรายงาน: จัดทำร่างใหม่ (draftMinutes) แล้วจึงรับรอง',
  en: 'The record of the meeting changed since its minutes were drawn up from it: draft them anew (draftMinutes), then certify.',
})
export const CertifiedMinutesChangeOnlyByCorrection = ruleOfTheRecord('CertifiedMinutesChangeOnlyByCorrection', {
  th: 'รายงานการประชุมรับรองแล้ว เปลี่ยนแปลงได้โดยการแก้ไขที่มีเหตุผลเท่านั้น',
  en: 'The minutes are certified: what they record changes only by a correction of the minutes, with its reason.',
})
export const CertificationSealsTheTextSeen = ruleOfTheRecord('CertificationSealsTheTextSeen', {
  th: 'ข้อความเปลี่ยนไปจากฉบับที่จะรับรอง',
  en: 'The text is no longer the one whose digest was given.',
})

export const MeetingMustBeCancelled = ruleOfTheRecord('MeetingMustBeCancelled', {
  th: 'การประชุมนี้ไม่ได้ยกเลิก',
  en: 'The meeting is not cancelled.',
})
export const NothingFollowsItself = ruleOfTheRecord('NothingFollowsItself', {
  th: 'อ้างถึงตัวเองไม่ได้ ทั้งโดยตรงและผ่านสิ่งที่อ้างถึง',
  en: 'No meeting repeats itself, and no item or resolution follows from itself, or from what follows from it.',
})
export const WhatIsFollowedComesFirst = ruleOfTheRecord('WhatIsFollowedComesFirst', {
  th:
    'สิ่งที่อ้างถึงต้องมาก่อน: การประชุมที่นัดใหม่และเรื่องที่เลื่อนมาอยู่ในวันหลัง สิ่งอื่นอยู่ในวันเดียวกันได้ ' +
    'ในการประชุมเดียวกัน มติอ้างถึงมติลำดับก่อน และเรื่องสืบเนื่องอยู่หลังเรื่องที่มีมติ',
  en:
    'What something follows on comes first: a meeting is recalled, and an item carried over, to a later day; anything else may be of the same day. ' +
    'Within one meeting a resolution follows on those of lower number, and a matter arises out of a resolution on an earlier item.',
})
export const HeldMeetingKeepsItsNumber = ruleOfTheRecord('HeldMeetingKeepsItsNumber', {
  th: 'การประชุมนี้ใช้เลขครั้งที่ของปีเดิมไปแล้ว: คืนเลข (releaseMeetingNumber) แก้วัน แล้วให้เลขใหม่ (numberMeeting)',
  en:
    'The meeting was opened under a number of the year of its day: give the number back (releaseMeetingNumber), correct the day, ' +
    'then have it numbered anew (numberMeeting).',
})
export const NoticeMustBeSent = ruleOfTheRecord('NoticeMustBeSent', {
  th: 'ยังไม่ได้บันทึกการแจ้งเชิญประชุม',
  en: 'No notice is recorded.',
})
export const NoticeIsNotSentAfterTheMeeting = ruleOfTheRecord('NoticeIsNotSentAfterTheMeeting', {
  th: 'แจ้งเชิญประชุมหลังวันประชุมไม่ได้',
  en: 'A notice is not sent after the day of its meeting.',
})
export const OpeningRestsOnTheNotice = ruleOfTheRecord('OpeningRestsOnTheNotice', {
  th: 'เริ่มประชุมโดยถือหนึ่งในสามตามหนังสือเชิญแล้ว: ยกเลิกบันทึกการเริ่มประชุมก่อน',
  en: 'Whether one third was enough was settled by the notice when the meeting opened: take the opening back first.',
})
export const ProposalMustWait = ruleOfTheRecord('ProposalMustWait', {
  th: 'เรื่องนี้ไม่ใช่เรื่องที่เสนอและรอคำตอบหรือพักไว้',
  en: 'The item is no proposal that waits for an answer, or was parked.',
})
export const AgendaItemIsListedOnce = ruleOfTheRecord('AgendaItemIsListedOnce', {
  th: 'มีเรื่องนี้ในระเบียบวาระแล้ว',
  en: 'This very item is on the agenda already.',
})
export const AgendaNumberIsOfOneItem = ruleOfTheRecord('AgendaNumberIsOfOneItem', {
  th: 'ลำดับนี้ในระเบียบวาระเป็นของเรื่องอื่นแล้ว',
  en: 'Another item of this section has this number already.',
})
export const ResolvedItemStaysOnTheAgenda = ruleOfTheRecord('ResolvedItemStaysOnTheAgenda', {
  th: 'เรื่องที่มีมติแล้วถอนไม่ได้: ยกเลิกบันทึกมติก่อน',
  en: 'An item on which the meeting resolved is not withdrawn: take the resolution back first.',
})
export const OpenItemIsNotDroppedSilently = ruleOfTheRecord('OpenItemIsNotDroppedSilently', {
  th: 'เมื่อเริ่มประชุมแล้ว การถอนเรื่องที่ยังค้างอยู่ต้องระบุเหตุผล',
  en: 'Once the meeting has opened, an item that is still open is withdrawn with the reason.',
})
export const AgendaItemMustHaveLeft = ruleOfTheRecord('AgendaItemMustHaveLeft', {
  th: 'เรื่องนี้ไม่ได้ถอนหรือเลื่อนไป',
  en: 'No such item was withdrawn or carried over.',
})
export const OpeningIsReversedWhileNothingRestsOnIt = ruleOfTheRecord('OpeningIsReversedWhileNothingRestsOnIt', {
  th: 'ยกเลิกบันทึกการเริ่มประชุมได้เมื่อไม่มีบันทึกอื่นในการประชุม: ยกเลิกบันทึกการมาประชุม การถอนตัว การพิจารณา และมติก่อน และแก้ไขการรับรองรายงานการประชุมซึ่งการประชุมนี้รับรองก่อน',
  en: 'An opening is taken back while nothing rests on it: take back attendance, recusals, discussions and resolutions, and correct the certification of minutes that the meeting certified, first.',
})
export const RecusalIsDeclaredAlready = ruleOfTheRecord('RecusalIsDeclaredAlready', {
  th: 'บันทึกการถอนตัวของผู้นี้จากเรื่องนี้ไว้แล้วด้วยเหตุอื่น: หากบันทึกผิดให้ยกเลิกก่อน (reverseRecusal)',
  en: 'This recusal is recorded already, for another reason: where that is wrong, take it back first (reverseRecusal).',
})
export const WhoIsRecusedIsOfTheMeeting = ruleOfTheRecord('WhoIsRecusedIsOfTheMeeting', {
  th: 'ผู้นี้ไม่อยู่ในองค์ประกอบของคณะในวันประชุม และไม่ได้มาประชุม จึงไม่มีเรื่องที่ต้องถอนตัว',
  en: 'Nobody is recused who neither has a seat on the day nor is recorded as there.',
})
export const RecusalMustBeKnown = ruleOfTheRecord('RecusalMustBeKnown', {
  th: 'ไม่มีบันทึกว่าผู้นี้ถอนตัวจากเรื่องนี้',
  en: 'This recusal is not recorded.',
})
export const DiscussionMustBeKnown = ruleOfTheRecord('DiscussionMustBeKnown', {
  th: 'ไม่มีบันทึกการพิจารณาเรื่องนี้',
  en: 'No discussion of this item is recorded.',
})
export const ResolutionNeedsSomebodyPresent = ruleOfTheRecord('ResolutionNeedsSomebodyPresent', {
  th: 'ไม่มีผู้มาประชุม จึงมีมติไม่ได้: บันทึกการมาประชุมก่อน',
  en: 'Nobody was there to resolve: record the attendance first.',
})
export const WhatWasAssignedMustBeOpen = ruleOfTheRecord('WhatWasAssignedMustBeOpen', {
  th: 'เรื่องที่มตินี้มอบหมายดำเนินการแล้วเสร็จแล้ว: ยกเลิกบันทึกที่ว่าแล้วเสร็จก่อน (reverseCommitmentStep)',
  en: 'What the resolution assigned is completed already: take that record back first (reverseCommitmentStep).',
})
export const ResolutionMustNotBeFollowed = ruleOfTheRecord('ResolutionMustNotBeFollowed', {
  th: 'มีมติอื่นที่แทน แก้ไข ดำเนินการตาม รับรอง หรือใช้อำนาจตามมตินี้: ให้แก้ไขหรือยกเลิกมติเหล่านั้นก่อน (ดูที่ outcomes ของมติ)',
  en: 'Other resolutions supersede, amend, carry out or ratify it, or were passed under its delegation: correct or reverse those first (its `outcomes` name them).',
})
export const ResolutionIsRecordedOnce = ruleOfTheRecord('ResolutionIsRecordedOnce', {
  th: 'บันทึกมตินี้แล้ว',
  en: 'The meeting already passed this very resolution on this item.',
})
export const CertifyingMeetingIsALaterOne = ruleOfTheRecord('CertifyingMeetingIsALaterOne', {
  th: 'ระบุการประชุมที่รับรองเฉพาะเมื่อรับรองในการประชุมครั้งต่อไป',
  en: 'A certifying meeting is named only where a later meeting certified the minutes.',
})
export const CastingVoteBreaksATie = ruleOfTheRecord('CastingVoteBreaksATie', {
  th: 'ประธานออกเสียงชี้ขาดเฉพาะเมื่อคะแนนเสียงเท่ากัน',
  en: 'The chair casts a deciding vote only where the votes are equal.',
})
export const MinutesFollowInTime = ruleOfTheRecord('MinutesFollowInTime', {
  th: 'แจ้งเวียนรายงานตั้งแต่วันประชุม และรับรองตั้งแต่วันแจ้งเวียนหรือวันประชุมที่รับรอง',
  en: 'Minutes are circulated from the day of the meeting on, and certified from the day of their circulation or of the meeting that certifies them.',
})
export const MinutesMustBeCirculated = ruleOfTheRecord('MinutesMustBeCirculated', {
  th: 'ยังไม่ได้แจ้งเวียนรายงานการประชุม',
  en: 'The minutes are not recorded as circulated.',
})
export const MinutesAreCirculatedOnce = ruleOfTheRecord('MinutesAreCirculatedOnce', {
  th: 'แจ้งเวียนร่างนี้แล้ว: ถ้าวันผิดให้แก้ไขวัน',
  en: 'This draft was circulated already: where its day is wrong, correct it.',
})
export const MinutesMustBeCertified = ruleOfTheRecord('MinutesMustBeCertified', {
  th: 'รายงานการประชุมยังไม่ได้รับรอง',
  en: 'The minutes are not certified.',
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
  th: 'ผู้มาประชุมมิใช่ผู้ดำรงตำแหน่งในคณะในวันนั้น: บันทึกเป็นผู้มาประชุมแทน',
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
  th: 'ผู้มีส่วนได้เสียไม่นับเป็นองค์ประชุมและไม่ออกเสียงในเรื่องนั้น',
  en: 'A member who is recused neither counts nor votes nor dissents on the item.',
})
export const VotesAreCastByThosePresent = ruleOfTheBody('VotesAreCastByThosePresent', {
  th: 'คะแนนเสียงเกินจำนวนผู้มีสิทธิออกเสียงที่มาประชุม',
  en: 'There are more votes than persons present who may vote.',
})
export const DissentIsOfSomebodyThere = ruleOfTheBody('DissentIsOfSomebodyThere', {
  th: 'ผู้เห็นแย้งต้องมาประชุมในขณะที่ลงมติ และมิใช่เพียงผู้เข้าร่วมประชุม',
  en: 'Whoever dissents is there for a seat when the meeting resolves.',
})
export const ResolutionFollowsTheVote = ruleOfTheBody('ResolutionFollowsTheVote', {
  th: 'มติไม่ตรงกับผลการลงคะแนนตามระเบียบของคณะ',
  en: 'The resolution is not what the votes decided under the rules of the body.',
})
export const MinutesAreCertifiedByALaterMeetingOrCirculation = ruleOfTheBody('MinutesAreCertifiedByALaterMeetingOrCirculation', {
  th: 'รายงานการประชุมต้องรับรองโดยการประชุมครั้งต่อไปหรือการแจ้งเวียน',
  en: 'Minutes are certified by a later meeting of the same body that was held, or after they were circulated.',
})
