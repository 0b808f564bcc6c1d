// What is recorded of a promise: it outlives the person who made it.
import { Bilingual, Day, Percent, Text, event, fileAttached, label, ref, z } from '@prasan/event-sourcing'
import { Owner } from '../owner.js'

/** What a commitment comes from. */
export const Origin = ref('resolution', 'activity', 'committee').meta(label('ที่มา', 'Origin'))

const dueOn = Day.meta(label('กำหนดแล้วเสร็จ', 'Due on'))
const on = Day.meta(label('วันที่', 'On'))
const word = Text.meta(label('ผลการดำเนินงาน', 'Word'))
const reason = Text.meta(label('เหตุผล', 'Reason'))

const promise = {
  title: Bilingual.meta(label('เรื่อง', 'Title')),
  owner: Owner,
  supporting: z.array(Owner).max(50).optional().meta(label('ผู้สนับสนุน', 'Supporting')),
  dueOn,
  madeOn: Day.optional().meta({ ...label('ให้คำมั่นเมื่อ', 'Made on'), description: 'The day it was promised; today where it is left out.' }),
  origin: Origin.optional(),
  /** The body that watches over it: the committee that resolved it or whose plan it serves. */
  committee: ref('committee')
    .optional()
    .meta({
      ...label('คณะที่ติดตาม', 'Watched by'),
      description: 'The body that watches over it; that of the plan where it comes from an activity.',
    }),
  plan: ref('plan')
    .optional()
    .meta({ ...label('แผน', 'Plan'), description: 'The plan it serves; found by itself where it comes from an activity.' }),
}
const acceptance = { on, word: word.optional() }
const report = { on, percent: Percent.optional().meta(label('ความคืบหน้า (%)', 'Percent')), word }
const extension = { dueOn, reason, decidedOn: Day.optional().meta(label('อนุมัติเมื่อ', 'Decided on')) }
const request = { dueOn, reason, on }
const refusal = { on, reason }
const obstacle = ref('obstacle').meta(label('อุปสรรค', 'Obstacle'))
const difficulty = {
  on,
  text: Text.meta(label('อุปสรรค', 'Obstacle')),
  waitingOn: Owner.optional().meta({ ...label('รอ', 'Waiting on'), description: 'Who has to act before the owner can go on.' }),
}
const answer = { obstacle, on, answer: Text.meta(label('คำตอบ', 'Answer')) }
const completion = { on, word }
const verification = { on, by: Owner.meta(label('ผู้ตรวจรับ', 'Verified by')), word: word.optional() }
const transfer = { owner: Owner, on, reason }

export const CommitmentMade = event('CommitmentMade', 1, promise, {
  th: 'ให้คำมั่น “{title}” โดย {owner} กำหนด {dueOn}',
  en: 'Promised: {title}, by {owner}, due {dueOn}',
})
export const CommitmentCorrected = event(
  'CommitmentCorrected',
  1,
  { ...promise, reason },
  { th: 'แก้ไขบันทึกข้อผูกพัน: {reason}', en: 'Record corrected: {reason}' },
)
export const ProgressReported = event('ProgressReported', 1, report, { th: 'รายงานความคืบหน้า {on}: {word}', en: 'Progress on {on}: {word}' })
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
export const CommitmentWithdrawn = event(
  'CommitmentWithdrawn',
  1,
  { on, reason },
  { th: 'ถอนข้อผูกพัน {on}: {reason}', en: 'Withdrawn on {on}: {reason}' },
)
export const CommitmentAccepted = event('CommitmentAccepted', 1, acceptance, { th: 'รับทราบและรับดำเนินการ {on}', en: 'Accepted on {on}' })
export const CommitmentDeclined = event('CommitmentDeclined', 1, refusal, {
  th: 'ไม่รับดำเนินการ {on}: {reason}',
  en: 'Declined on {on}: {reason}',
})
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
export const ExtensionRefused = event('ExtensionRefused', 1, refusal, {
  th: 'ไม่อนุมัติขยายเวลา {on}: {reason}',
  en: 'Extension refused on {on}: {reason}',
})
export const ObstacleRaised = event(
  'ObstacleRaised',
  1,
  { obstacle, ...difficulty },
  { th: 'แจ้งอุปสรรค {on}: {text}', en: 'Obstacle on {on}: {text}' },
)
export const ObstacleAnswered = event('ObstacleAnswered', 1, answer, {
  th: 'แก้อุปสรรค {on}: {answer}',
  en: 'Obstacle answered on {on}: {answer}',
})

export const FileAttachedToCommitment = fileAttached('FileAttachedToCommitment', {})

/** The fields of commands, by what they do. */
export const shapes = {
  extensionCorrection: { dueOn, reason },
  promise,
  acceptance,
  report,
  extension,
  request,
  refusal,
  difficulty,
  answer,
  completion,
  verification,
  transfer,
  reason,
}
