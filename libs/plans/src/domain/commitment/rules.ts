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
  th: 'ผู้รับผิดชอบตรวจรับงานของตนเองไม่ได้',
  en: 'The owner cannot verify its own completion.',
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
export const ObstacleMustBeUnanswered = ruleOfTheRecord('ObstacleMustBeUnanswered', {
  th: 'ไม่มีอุปสรรคข้อนี้ที่รอคำตอบ',
  en: 'The commitment has no such obstacle that waits for an answer.',
})

/** A step dated before the one it follows would leave the views, which go by days, with the older word. */
export const CommitmentStepsFollowInTime = ruleOfTheRecord('CommitmentStepsFollowInTime', {
  th: 'วันที่ต้องไม่ก่อนขั้นตอนก่อนหน้า: ให้แก้วันที่',
  en: 'A step is not dated before the one it follows: correct the day.',
})
/** A slip in the year would otherwise close a promise for good: what is done is reported on the day it is done, or later. */
export const WorkIsNotReportedAhead = ruleOfTheRecord('WorkIsNotReportedAhead', {
  th: 'วันที่รายงานหรือตรวจรับต้องไม่เกินวันนี้: โปรดตรวจปี',
  en: 'Work is reported or verified on a day that has come: check the year.',
})
export const OnlyAnExtensionIsCorrected = ruleOfTheRecord('OnlyAnExtensionIsCorrected', {
  th: 'ข้อผูกพันนี้ยังไม่เคยขยายเวลา',
  en: 'The commitment was never extended: correct the commitment itself.',
})
