import { ruleOfTheBody, ruleOfTheRecord } from '@prasan/event-sourcing'

export const CommitmentMustBeOpen = ruleOfTheRecord('CommitmentMustBeOpen', {
  th: 'ข้อผูกพันต้องยังไม่สิ้นสุด',
  en: 'The commitment must still be open.',
})
export const CompletedCommitmentCannotBeExtended = ruleOfTheRecord('CompletedCommitmentCannotBeExtended', {
  th: 'งานที่แล้วเสร็จหรือถอนแล้วขยายเวลาไม่ได้',
  en: 'A commitment that is completed or withdrawn cannot be extended.',
})
export const ExtensionMovesTheDateForward = ruleOfTheRecord('ExtensionMovesTheDateForward', {
  th: 'วันครบกำหนดใหม่ต้องช้ากว่าเดิม',
  en: 'An extension must end later than the present due date.',
})
export const CommitmentCannotBeDueBeforeItIsMade = ruleOfTheRecord('CommitmentCannotBeDueBeforeItIsMade', {
  th: 'วันครบกำหนดต้องไม่ก่อนวันที่ให้คำมั่น',
  en: 'A commitment cannot be due before the day it is made.',
})
export const OnlyCompletedWorkIsVerified = ruleOfTheRecord('OnlyCompletedWorkIsVerified', {
  th: 'ต้องมีการรายงานว่าแล้วเสร็จก่อนจึงตรวจรับหรือส่งกลับได้',
  en: 'Only work reported complete can be verified or returned.',
})
export const OwnerCannotVerifyOwnCompletion = ruleOfTheBody('OwnerCannotVerifyOwnCompletion', {
  th: 'ผู้รับผิดชอบ หน่วยงาน ตำแหน่ง หรือที่นั่งของตน และหน่วยงานหรือคณะในสังกัด ตรวจรับงานของตนเองไม่ได้',
  en: 'The owner cannot verify its own completion, nor can its own organization, post or seat, nor what lies below these.',
})
export const ExtensionKeepsTheOriginalDate = ruleOfTheRecord('ExtensionKeepsTheOriginalDate', {
  th: 'กำหนดเดิมต้องคงไว้และอยู่ก่อนกำหนดที่ขยาย',
  en: 'The original due date is kept and lies before the date to which it was extended.',
})
export const ExtensionMustHaveBeenRequested = ruleOfTheRecord('ExtensionMustHaveBeenRequested', {
  th: 'ไม่มีคำขอขยายเวลาที่รอการพิจารณา',
  en: 'No request for an extension is waiting for an answer.',
})
export const OneExtensionIsRequestedAtATime = ruleOfTheRecord('OneExtensionIsRequestedAtATime', {
  th: 'มีคำขอขยายเวลาที่รอการพิจารณาอยู่แล้ว',
  en: 'A request for an extension is waiting for its answer already.',
})
export const AcceptedCommitmentCannotBeDeclined = ruleOfTheRecord('AcceptedCommitmentCannotBeDeclined', {
  th: 'รับดำเนินการแล้วปฏิเสธไม่ได้: ให้โอนหรือถอนข้อผูกพัน',
  en: 'What was accepted cannot be declined: transfer or withdraw it.',
})
export const CommitmentIsAcceptedAlready = ruleOfTheRecord('CommitmentIsAcceptedAlready', {
  th: 'บันทึกการรับดำเนินการไว้แล้วเป็นอย่างอื่น: หากบันทึกไว้ไม่ถูกต้อง ให้แก้ไข (correctCommitmentStep)',
  en: 'The owner has accepted it already, and otherwise than this says: where that is wrong, correct the step (correctCommitmentStep).',
})
export const CommitmentIsDeclinedAlready = ruleOfTheRecord('CommitmentIsDeclinedAlready', {
  th: 'บันทึกการไม่รับดำเนินการไว้แล้วเป็นอย่างอื่น: หากบันทึกไว้ไม่ถูกต้อง ให้แก้ไข (correctCommitmentStep)',
  en: 'The owner has declined it already, and otherwise than this says: where that is wrong, correct the step (correctCommitmentStep).',
})
export const OwnerAnswersAlready = ruleOfTheRecord('OwnerAnswersAlready', {
  th: 'ในวันนั้นผู้นี้เป็นผู้รับผิดชอบอยู่แล้ว: หากบันทึกการโอนไว้ไม่ถูกต้อง ให้แก้ไข (correctCommitmentStep)',
  en: 'On that day it is the owner already: where a transfer is recorded wrongly, correct the step (correctCommitmentStep).',
})
export const ObstacleMustBeUnanswered = ruleOfTheRecord('ObstacleMustBeUnanswered', {
  th: 'ไม่มีอุปสรรคข้อนี้ที่รอคำตอบ',
  en: 'The commitment has no such obstacle that waits for an answer.',
})

export const CommitmentStepsFollowInTime = ruleOfTheRecord('CommitmentStepsFollowInTime', {
  th: 'วันที่ต้องไม่ก่อนวันให้คำมั่นหรือก่อนสิ่งที่ขั้นตอนนี้ต่อเนื่องมา: ให้แก้วันที่',
  en: 'A step is not dated before the promise, nor before what it follows: correct the day.',
})
export const CommitmentHasNoSuchStep = ruleOfTheRecord('CommitmentHasNoSuchStep', {
  th: 'ไม่มีขั้นตอนนี้ในประวัติของข้อผูกพัน หรือถูกยกเลิกไปแล้ว',
  en: 'The history of the commitment has no such step, or it was reversed.',
})
export const MandateMustBeOfTheOwner = ruleOfTheRecord('MandateMustBeOfTheOwner', {
  th: 'อำนาจหน้าที่ต้องเป็นของหน่วยงานที่รับผิดชอบ หรือของหน่วยงานต้นสังกัด: ให้ระบุข้ออำนาจหน้าที่ของหน่วยงานนั้น',
  en: 'The mandate must be of the owner’s organization, or of one above it: name one of its clauses.',
})
export const OwnerIsNotItsOwnSupporter = ruleOfTheRecord('OwnerIsNotItsOwnSupporter', {
  th: 'ผู้รับผิดชอบเป็นผู้สนับสนุนของตนเองไม่ได้',
  en: 'The owner is not its own supporter.',
})
export const OwnerDoesNotWaitOnItself = ruleOfTheRecord('OwnerDoesNotWaitOnItself', {
  th: 'ผู้รับผิดชอบรอตนเองไม่ได้',
  en: 'The owner does not wait on itself.',
})

export const OnlyWhatIsOverdueIsEscalated = ruleOfTheRecord('OnlyWhatIsOverdueIsEscalated', {
  th: 'ยกระดับได้เฉพาะข้อผูกพันที่เกินกำหนดในวันนั้น',
  en: 'Only what is overdue on the day is escalated.',
})
export const EscalationMustHaveBeenRecorded = ruleOfTheRecord('EscalationMustHaveBeenRecorded', {
  th: 'ยังไม่มีการยกระดับข้อผูกพันนี้ในวันนั้น',
  en: 'By that day the commitment was not escalated: there is nothing to acknowledge.',
})
export const ChaseGoesOnWithinNinetyDays = ruleOfTheRecord('ChaseGoesOnWithinNinetyDays', {
  th: 'วันที่ติดตามต่อต้องหลังวันรับทราบ ไม่เกิน 90 วัน',
  en: 'The chase goes on after the day of the acknowledgment, and within ninety days of it.',
})
export const ExtensionsAreLimited = ruleOfTheBody('ExtensionsAreLimited', {
  th: 'ขยายเวลาครบจำนวนครั้งที่ระเบียบของคณะที่ติดตามกำหนดแล้ว',
  en: 'It was extended as often as the rules of the body that watches over it allow.',
})
export const ExtensionIsDecidedAsTheBodySays = ruleOfTheBody('ExtensionIsDecidedAsTheBodySays', {
  th: 'การขยายเวลาต้องให้ผู้มีอำนาจตามระเบียบของคณะตัดสิน: ให้ระบุที่นั่งหรือตำแหน่งของผู้นั้น (decidedBy) หรือมติของคณะ (resolution)',
  en: 'An extension is decided by whom the rules of the body say: name the seat or post (decidedBy), or the resolution.',
})
export const PressingWorkIsCompletedWithEvidence = ruleOfTheBody('PressingWorkIsCompletedWithEvidence', {
  th: 'ข้อผูกพันเร่งด่วนระดับนี้ต้องมีหลักฐานจึงรายงานว่าแล้วเสร็จ: ให้ระบุหลักฐานหรือแนบไฟล์ก่อน',
  en: 'A commitment of this priority is completed with evidence: say what shows it (evidence), or attach a file first.',
})
export const CommitmentIsWithdrawnByResolution = ruleOfTheBody('CommitmentIsWithdrawnByResolution', {
  th: 'ถอนข้อผูกพันได้โดยมติเท่านั้น: ให้ระบุมติ (resolution)',
  en: 'A commitment is withdrawn by a resolution only: name it (resolution).',
})
export const SupporterIsNamedOnce = ruleOfTheRecord('SupporterIsNamedOnce', {
  th: 'ผู้นี้เป็นผู้สนับสนุนอยู่แล้ว',
  en: 'It supports the commitment already.',
})
export const SupporterMustBeNamed = ruleOfTheRecord('SupporterMustBeNamed', {
  th: 'ผู้นี้ไม่ได้เป็นผู้สนับสนุนในวันนั้น',
  en: 'It does not support the commitment on that day.',
})
export const OnlyWhoHasItDelegatesIt = ruleOfTheRecord('OnlyWhoHasItDelegatesIt', {
  th: 'ผู้มอบหมายต้องเป็นผู้รับผิดชอบ หรือผู้ที่ได้รับมอบหมายอยู่ในวันนั้น',
  en: 'Only the owner, or who has it delegated on that day, delegates it.',
})
export const DelegateHasItAlready = ruleOfTheRecord('DelegateHasItAlready', {
  th: 'ผู้นี้เป็นผู้รับผิดชอบหรือได้รับมอบหมายอยู่แล้วในวันนั้น',
  en: 'It is the owner, or has it delegated, on that day already.',
})
export const DelegateMustHaveIt = ruleOfTheRecord('DelegateMustHaveIt', {
  th: 'ผู้นี้ไม่ได้รับมอบหมายอยู่ในวันนั้น',
  en: 'It does not have it delegated on that day.',
})
export const OnlyADirectiveIsAdapted = ruleOfTheRecord('OnlyADirectiveIsAdapted', {
  th: 'ปรับได้เฉพาะข้อผูกพันที่มาจากข้อสั่งการ: ข้อผูกพันอื่นให้ขอขยายเวลาหรือแก้ไขบันทึก',
  en: 'Only what a directive asks is adapted: ask for an extension of any other commitment, or correct it.',
})
export const DirectiveMustAllowAdaptation = ruleOfTheRecord('DirectiveMustAllowAdaptation', {
  th: 'ข้อสั่งการนี้ไม่ให้ปรับ: ให้รับดำเนินการ หรือไม่รับพร้อมเหตุผล',
  en: 'This directive may not be adapted: accept it, or decline it with the reason.',
})
export const AdaptationKeepsWithinTheLatestDay = ruleOfTheRecord('AdaptationKeepsWithinTheLatestDay', {
  th: 'กำหนดที่ปรับต้องไม่ช้ากว่าที่ข้อสั่งการให้ปรับได้: ให้เลือกวันที่เร็วกว่า หรือขอขยายเวลา',
  en: 'The directive may not be adapted to so late a date: choose an earlier one, or ask for an extension.',
})
export const AdaptationSaysWhatChanges = ruleOfTheRecord('AdaptationSaysWhatChanges', {
  th: 'ให้ระบุเรื่องหรือกำหนดที่ปรับ อย่างน้อยหนึ่งอย่าง',
  en: 'Say what is adapted: the title, the due date, or both.',
})
export const AdaptationComesBeforeTheDueDate = ruleOfTheRecord('AdaptationComesBeforeTheDueDate', {
  th: 'ปรับได้ไม่เกินวันครบกำหนด: สิ่งที่ล่าช้าแล้วให้ขอขยายเวลา',
  en: 'What is due is adapted by its due date: where it is late, ask for an extension.',
})
export const DirectiveCommitsTheBodiesItIsSentTo = ruleOfTheRecord('DirectiveCommitsTheBodiesItIsSentTo', {
  th: 'ข้อผูกพันจากข้อสั่งการเกิดขึ้นเองเมื่อส่งถึงคณะ: ให้ส่งข้อสั่งการ (sendDirective)',
  en: 'The commitment of a body comes of itself once it is sent the directive: send it (sendDirective).',
})
