// What is recorded of a promise: it outlives the person who made it.
import { event, fileAttached, fileCorrected, metaOf } from '@prasan/event-sourcing'
import { reason } from './reasons.js'
import {
  type StepKind,
  StepKinds,
  acceptance,
  acknowledgment,
  adaptation,
  answer,
  completion,
  delegation,
  delegationEnd,
  extension,
  extensionRefusal,
  obstacle,
  on,
  prioritizing,
  promise,
  refusal,
  report,
  request,
  rightly,
  step,
  support,
  supportEnd,
  transfer,
  verification,
  withdrawal,
  difficulty,
  dueOn,
} from './shapes.js'

export { Counted, Mandate, Origin, type StepFact, type StepKind, StepKinds, shapes } from './shapes.js'

export const CommitmentMade = event('CommitmentMade', 1, promise, {
  th: 'ให้คำมั่น “{title}” โดย {owner} กำหนด {dueOn}',
  en: 'Promised: {title}, by {owner}, due {dueOn}',
})
export const CommitmentCorrected = event(
  'CommitmentCorrected',
  1,
  { ...promise, reason },
  { th: 'แก้ไขบันทึกข้อผูกพัน “{title}”: {reason}', en: 'Record of {title} corrected: {reason}' },
)
export const ProgressReported = event('ProgressReported', 1, report, { th: 'รายงานความคืบหน้า {on}: {word}', en: 'Progress on {on}: {word}' })
export const PriorityChanged = event('PriorityChanged', 1, prioritizing, {
  th: 'กำหนดความเร่งด่วนเป็น{priority} {on}: {reason}',
  en: 'Priority {priority} from {on}: {reason}',
})
export const ExtensionGranted = event('ExtensionGranted', 1, extension, {
  th: 'ขยายเวลาถึง {dueOn}: {reason}',
  en: 'Extended to {dueOn}: {reason}',
})
export const CompletionReported = event('CompletionReported', 1, completion, {
  th: 'รายงานว่าแล้วเสร็จ {on}: {word}',
  en: 'Reported complete on {on}: {word}',
})
export const CompletionVerified = event('CompletionVerified', 1, verification, {
  th: '{by} ตรวจรับเมื่อ {on}',
  en: 'Verified by {by} on {on}',
})
export const CompletionReturned = event(
  'CompletionReturned',
  1,
  { on, reason },
  { th: 'ส่งกลับให้ดำเนินการต่อ {on}: {reason}', en: 'Returned on {on}: {reason}' },
)
export const OwnershipTransferred = event('OwnershipTransferred', 1, transfer, {
  th: 'โอนให้ {owner} รับผิดชอบตั้งแต่ {on}: {reason}',
  en: 'Passed on to {owner} from {on}: {reason}',
})
export const SupporterJoined = event('SupporterJoined', 1, support, {
  th: '{supporter} ร่วมสนับสนุนตั้งแต่ {on}',
  en: '{supporter} supports it from {on}',
})
export const SupporterLeft = event('SupporterLeft', 1, supportEnd, {
  th: '{supporter} ไม่สนับสนุนต่อตั้งแต่ {on}: {reason}',
  en: '{supporter} no longer supports it from {on}: {reason}',
})
export const CommitmentSubDelegated = event('CommitmentSubDelegated', 1, delegation, ({ by, what }) => ({
  th: `${by === undefined ? '' : '{by} '}มอบหมายต่อให้ {to} {on}${what === undefined ? '' : ': {what}'}`,
  en: `Delegated to {to}${by === undefined ? '' : ' by {by}'} on {on}${what === undefined ? '' : ': {what}'}`,
}))
export const SubDelegationEnded = event('SubDelegationEnded', 1, delegationEnd, {
  th: 'เลิกมอบหมายให้ {to} {on}: {reason}',
  en: 'No longer delegated to {to} from {on}: {reason}',
})
export const CommitmentWithdrawn = event('CommitmentWithdrawn', 1, withdrawal, {
  th: 'ถอนข้อผูกพัน {on}: {reason}',
  en: 'Withdrawn on {on}: {reason}',
})
export const CommitmentAccepted = event('CommitmentAccepted', 1, acceptance, { th: 'รับทราบและรับดำเนินการ {on}', en: 'Accepted on {on}' })
export const CommitmentDeclined = event('CommitmentDeclined', 1, refusal, {
  th: 'ไม่รับดำเนินการ {on}: {reason}',
  en: 'Declined on {on}: {reason}',
})
export const CommitmentAdapted = event('CommitmentAdapted', 1, adaptation, ({ title, dueOn }) => ({
  th: `ปรับให้เข้ากับพื้นที่ {on}${title ? ' เป็น “{title}”' : ''}${dueOn ? ' กำหนด {dueOn}' : ''}: {reason}`,
  en: `Adapted on {on}${title ? ', to {title}' : ''}${dueOn ? ', due {dueOn}' : ''}: {reason}`,
}))
export const ExtensionRequested = event('ExtensionRequested', 1, request, {
  th: 'ขอขยายเวลาถึง {dueOn}: {reason}',
  en: 'Extension to {dueOn} asked for: {reason}',
})
export const ExtensionCorrected = event(
  'ExtensionCorrected',
  1,
  { dueOn, reason },
  { th: 'แก้ไขบันทึกการขยายเวลาเป็นถึง {dueOn}: {reason}', en: 'Record of the extension corrected, to {dueOn}: {reason}' },
)
export const ExtensionRefused = event('ExtensionRefused', 1, extensionRefusal, {
  th: 'ไม่อนุมัติขยายเวลา {on}: {reason}',
  en: 'Extension refused on {on}: {reason}',
})
export const ObstacleRaised = event('ObstacleRaised', 1, { obstacle, ...difficulty }, ({ waitingOn }) =>
  waitingOn === undefined
    ? { th: 'แจ้งอุปสรรค {on}: {text}', en: 'Obstacle on {on}: {text}' }
    : { th: 'แจ้งอุปสรรค {on} (รอ {waitingOn}): {text}', en: 'Obstacle on {on} (waiting on {waitingOn}): {text}' },
)
export const ObstacleAnswered = event('ObstacleAnswered', 1, answer, {
  th: 'แก้อุปสรรค “{obstacle}” {on}: {answer}',
  en: 'Obstacle answered on {on} ({obstacle}): {answer}',
})

export const EscalationAcknowledged = event('EscalationAcknowledged', 1, acknowledgment, ({ dueAgainOn }) =>
  dueAgainOn === undefined
    ? { th: 'รับทราบการยกระดับ {on}: {word}', en: 'Escalation acknowledged on {on}: {word}' }
    : {
        th: 'รับทราบการยกระดับ {on} ติดตามต่อตั้งแต่ {dueAgainOn}: {word}',
        en: 'Escalation acknowledged on {on}, due again on {dueAgainOn}: {word}',
      },
)

const stepWords = (kind: StepKind) => metaOf(StepKinds).words![kind]!
export const CommitmentStepCorrected = event('CommitmentStepCorrected', 1, { step, rightly, reason }, ({ rightly }) => {
  const { th, en } = stepWords(Object.keys(rightly)[0] as StepKind)
  return {
    th: `แก้ไขบันทึก${th} (บรรทัดที่ {step} ในประวัติ) เป็น {rightly}: {reason}`,
    en: `Record of the ${en} (line {step} of the history) corrected, to {rightly}: {reason}`,
  }
})
export const CommitmentStepReversed = event(
  'CommitmentStepReversed',
  1,
  { step, what: StepKinds, reason },
  {
    th: 'ยกเลิกบันทึก{what} (บรรทัดที่ {step} ในประวัติ) ซึ่งไม่ได้เกิดขึ้น: {reason}',
    en: 'Record of the {what} (line {step} of the history) reversed, as it never was: {reason}',
  },
)

export const FileAttachedToCommitment = fileAttached('FileAttachedToCommitment', {})
export const FileOfCommitmentCorrected = fileCorrected('FileOfCommitmentCorrected', {}, { th: 'ข้อผูกพัน', en: 'the commitment' })
