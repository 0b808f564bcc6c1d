// What is recorded of a promise: it outlives the person who made it.
import {
  Bilingual,
  Count,
  PastDay,
  Percent,
  PlannedDay,
  Text,
  choice,
  described,
  distinct,
  event,
  fileAttached,
  fileCorrected,
  label,
  metaOf,
  oneOf,
  ref,
  z,
  Owner,
} from '@prasan/event-sourcing'
import { reason } from './reasons.js'

/** What a commitment comes from. */
export const Origin = ref('resolution', 'activity', 'committee').meta(label('ที่มา', 'Origin'))

/** Why it falls to its owner. */
export const Mandate = ref('clause').meta(
  label(
    'ตามอำนาจหน้าที่',
    'Under the mandate',
    'ข้ออำนาจหน้าที่ของหน่วยงานที่รับผิดชอบหรือหน่วยงานต้นสังกัด ซึ่งเป็นเหตุที่เรื่องนี้เป็นหน้าที่ของผู้รับผิดชอบ',
    'The mandate clause of the owner’s organization, or of one above it, by which this falls to the owner.',
  ),
)

const dueOn = PlannedDay.meta(label('กำหนดแล้วเสร็จ', 'Due on'))
const on = PastDay.meta(label('วันที่', 'On'))
const word = Text.meta(label('ผลการดำเนินงาน', 'Word'))

const promise = {
  title: Bilingual.meta(label('เรื่อง', 'Title')),
  owner: Owner,
  supporting: distinct(z.array(Owner).max(50)).optional().meta(label('ผู้สนับสนุน', 'Supporting')),
  dueOn,
  madeOn: PastDay.optional().meta(
    label('ให้คำมั่นเมื่อ', 'Made on', 'วันที่ให้คำมั่น หากไม่ระบุคือวันนี้', 'The day it was promised; today where it is left out.'),
  ),
  origin: Origin.optional(),
  /** The body that watches over it: the committee that resolved it or whose plan it serves. */
  committee: ref('committee')
    .optional()
    .meta(
      label(
        'คณะที่ติดตาม',
        'Watched by',
        'คณะที่ติดตาม หากมาจากกิจกรรมคือคณะของแผนนั้น',
        'The body that watches over it; that of the plan where it comes from an activity.',
      ),
    ),
  mandate: Mandate.optional(),
  plan: ref('plan')
    .optional()
    .meta(
      label(
        'แผน',
        'Plan',
        'แผนที่ข้อผูกพันสนับสนุน หากมาจากกิจกรรมระบบหาให้เอง',
        'The plan it serves; found by itself where it comes from an activity.',
      ),
    ),
}
const acceptance = { on, word: word.optional() }
const report = { on, percent: Percent.optional().meta(label('ความคืบหน้า (%)', 'Percent')), word }
const extension = { dueOn, reason, decidedOn: PastDay.optional().meta(label('อนุมัติเมื่อ', 'Decided on')) }
const request = { dueOn, reason, on }
const refusal = { on, reason }
const obstacle = ref('obstacle').meta(label('อุปสรรค', 'Obstacle'))
const difficulty = {
  on,
  text: Text.meta(label('อุปสรรค', 'Obstacle')),
  waitingOn: Owner.optional().meta(
    label('รอ', 'Waiting on', 'ผู้ที่ต้องดำเนินการก่อน ผู้รับผิดชอบจึงดำเนินการต่อได้', 'Who has to act before the owner can go on.'),
  ),
}
const answer = { obstacle, on, answer: Text.meta(label('คำตอบ', 'Answer')) }
const completion = { on, word }
const verification = { on, by: Owner.meta(label('ผู้ตรวจรับ', 'Verified by')), word: word.optional() }
const acknowledgment = {
  on,
  word: Text.meta(label('คำชี้แจง', 'Word')),
  dueAgainOn: PlannedDay.optional().meta(
    label(
      'ติดตามต่อตั้งแต่',
      'Due again on',
      'วันที่การติดตามดำเนินต่อ ภายใน 90 วัน หากไม่ระบุใช้จำนวนวันตามระเบียบของคณะที่ติดตาม',
      'The day on which the chase goes on, within 90 days; where it is left out, after as many days as the rules of the body that watches over it say.',
    ),
  ),
}
const transfer = { owner: Owner, on: PlannedDay.meta(label('ตั้งแต่', 'From')), reason }

/** What may happen to a promise once it is made: its steps, by the names under which they are corrected. */
const steps = {
  acceptance,
  refusal,
  progress: report,
  request,
  extension,
  extensionRefusal: refusal,
  obstacle: difficulty,
  answer,
  transfer,
  completion,
  verification,
  return: refusal,
  withdrawal: refusal,
  acknowledgment,
}
export type StepKind = keyof typeof steps
/** What a step says, as a command gives it. */
export type StepFact<K extends StepKind> = z.infer<z.ZodObject<(typeof steps)[K]>>

export const StepKinds = choice(
  'CommitmentStep',
  {
    acceptance: ['การรับดำเนินการ', 'acceptance'],
    refusal: ['การไม่รับดำเนินการ', 'refusal'],
    progress: ['รายงานความคืบหน้า', 'progress report'],
    request: ['คำขอขยายเวลา', 'request for an extension'],
    extension: ['การขยายเวลา', 'extension'],
    extensionRefusal: ['การไม่อนุมัติขยายเวลา', 'refusal of an extension'],
    obstacle: ['อุปสรรค', 'obstacle'],
    answer: ['คำตอบต่ออุปสรรค', 'answer to an obstacle'],
    transfer: ['การโอน', 'transfer'],
    completion: ['รายงานว่าแล้วเสร็จ', 'completion'],
    verification: ['การตรวจรับ', 'verification'],
    return: ['การส่งกลับ', 'return'],
    withdrawal: ['การถอนข้อผูกพัน', 'withdrawal'],
    acknowledgment: ['การรับทราบการยกระดับ', 'acknowledgment of an escalation'],
  },
  label('ขั้นตอน', 'Step'),
)
const step = Count.meta(
  label(
    'ลำดับในประวัติ',
    'Line of the history',
    'ขั้นตอนใด คือ `revision` ของบรรทัดนั้นในประวัติของข้อผูกพัน',
    'Which step: the `revision` of its line in the history of the commitment.',
  ),
)
const rightly = oneOf(
  Object.fromEntries(
    Object.entries(steps).map(([kind, shape]) => {
      const { th, en } = metaOf(StepKinds).words![kind]!
      const description = described(`${th}ที่ถูกต้อง`, `The ${en} as it should have been recorded.`)
      return [kind, z.strictObject(shape).meta({ id: `Commitment${kind[0]!.toUpperCase()}${kind.slice(1)}`, description })]
    }),
  ) as { [K in StepKind]: z.ZodObject<(typeof steps)[K]> },
).meta({
  id: 'CommitmentStepFact',
  ...label('ที่ถูกต้อง', 'Rightly', 'ข้อมูลทั้งหมดของขั้นตอนตามที่ควรบันทึก', 'The whole step as it should have been recorded.'),
})

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

/** The fields of commands, by what they do. */
export const shapes = { promise, ...steps, correction: { step, rightly, reason }, reversal: { step, reason }, reason }
