// The shapes that a promise's events and commands share.
import {
  Bilingual,
  Count,
  Owner,
  PastDay,
  Percent,
  PlannedDay,
  Text,
  choice,
  described,
  distinct,
  label,
  metaOf,
  oneOf,
  ref,
  z,
} from '@prasan/event-sourcing'
import { Priority } from '@prasan/committees/contract'
import { reason } from './reasons.js'

/** What a commitment comes from. */
export const Origin = ref('resolution', 'activity', 'committee', 'directive').meta(label('ที่มา', 'Origin'))

/** Why it falls to its owner. */
export const Mandate = ref('clause').meta(
  label(
    'ตามอำนาจหน้าที่',
    'Under the mandate',
    'ข้ออำนาจหน้าที่ของหน่วยงานที่รับผิดชอบหรือหน่วยงานต้นสังกัด ซึ่งเป็นเหตุที่เรื่องนี้เป็นหน้าที่ของผู้รับผิดชอบ',
    'The mandate clause of the owner’s organization, or of one above it, by which this falls to the owner.',
  ),
)

export const dueOn = PlannedDay.meta(label('กำหนดแล้วเสร็จ', 'Due on'))
export const on = PastDay.meta(label('วันที่', 'On'))
const word = Text.meta(label('ผลการดำเนินงาน', 'Word'))

export const promise = {
  title: Bilingual.meta(label('เรื่อง', 'Title')),
  owner: Owner,
  supporting: distinct(z.array(Owner).max(50)).optional().meta(label('ผู้สนับสนุน', 'Supporting')),
  dueOn,
  priority: Priority.optional(),
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
export const acceptance = { on, word: word.optional() }
/** How much of a number is done, as 41 of 72 villages. */
export const Counted = z
  .strictObject({
    done: Count.meta(label('ทำแล้ว', 'Done')),
    of: Count.min(1).meta(label('จากทั้งหมด', 'Of')),
    unit: Text.optional().meta(label('หน่วยนับ', 'Unit', 'เช่น หมู่บ้าน', 'What is counted, as villages.')),
  })
  .meta({
    id: 'CountedProgress',
    ...label('ความคืบหน้าเป็นจำนวน', 'Count', 'หากไม่ระบุร้อยละ คิดร้อยละจากจำนวนนี้', 'Gives the percent where none is said.'),
  })
export const report = {
  on,
  percent: Percent.optional().meta(label('ความคืบหน้า (%)', 'Percent')),
  count: Counted.optional(),
  word,
}
export const prioritizing = { priority: Priority, on, reason }
const resolution = ref('resolution')
  .optional()
  .meta(label('มติ', 'Resolution', 'มติของคณะที่ตัดสินเรื่องนี้', 'The resolution that decided it.'))
/** Who decided on an extension: whoever sits in the seat or holds the post, or the body itself by a resolution. */
const decided = {
  decidedBy: ref('seat', 'post')
    .optional()
    .meta(label('ผู้อนุมัติ', 'Decided by', 'ที่นั่งหรือตำแหน่งของผู้ตัดสิน เช่น ประธานคณะ', 'The seat or post of whoever decided it, as the chair.')),
  resolution,
}
export const extension = { dueOn, reason, decidedOn: PastDay.optional().meta(label('อนุมัติเมื่อ', 'Decided on')), ...decided }
export const request = { dueOn, reason, on }
export const refusal = { on, reason }
/** What the owner makes of a directive where it works: other words, another date, or both. */
export const adaptation = {
  title: Bilingual.optional().meta(label('เรื่องที่ปรับ', 'Adapted title', 'หากไม่ระบุคือคงเดิม', 'As it is where it is left out.')),
  dueOn: PlannedDay.optional().meta(label('กำหนดที่ปรับ', 'Adapted due date', 'หากไม่ระบุคือคงเดิม', 'As it is where it is left out.')),
  on,
  reason,
}
export const extensionRefusal = { ...refusal, ...decided }
export const obstacle = ref('obstacle').meta(label('อุปสรรค', 'Obstacle'))
export const difficulty = {
  on,
  text: Text.meta(label('อุปสรรค', 'Obstacle')),
  waitingOn: Owner.optional().meta(
    label('รอ', 'Waiting on', 'ผู้ที่ต้องดำเนินการก่อน ผู้รับผิดชอบจึงดำเนินการต่อได้', 'Who has to act before the owner can go on.'),
  ),
  answerBy: PlannedDay.optional().meta(label('ขอคำตอบภายใน', 'Answer by', 'วันที่ขอให้ตอบ', 'The day by which an answer is asked for.')),
}
export const answer = { obstacle, on, answer: Text.meta(label('คำตอบ', 'Answer')) }
export const completion = {
  on,
  word,
  evidence: Text.optional().meta(
    label('หลักฐาน', 'Evidence', 'สิ่งที่แสดงว่าแล้วเสร็จ เช่น เลขที่หนังสือหรือที่ตั้งของทะเบียน', 'What shows that it is done, as the number of a letter.'),
  ),
}
export const verification = { on, by: Owner.meta(label('ผู้ตรวจรับ', 'Verified by')), word: word.optional() }
export const acknowledgment = {
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
const supporter = Owner.meta(label('ผู้สนับสนุน', 'Supporter'))
export const support = { supporter, on, word: word.optional() }
export const supportEnd = { supporter, on, reason }
const to = Owner.meta(label('ผู้รับมอบหมาย', 'Delegate'))
export const delegation = {
  to,
  by: Owner.optional().meta(
    label(
      'ผู้มอบหมาย',
      'Delegated by',
      'ผู้รับผิดชอบ หรือผู้ที่ได้รับมอบหมายต่อมา หากไม่ระบุคือผู้รับผิดชอบ',
      'The owner, or whoever had it delegated before; the owner where it is left out.',
    ),
  ),
  on,
  what: Text.optional().meta(label('งานที่มอบหมาย', 'What', 'หากไม่ระบุคือทั้งหมด', 'Which part of it; all of it where it is left out.')),
  dueOn: PlannedDay.optional().meta(label('ภายในวันที่', 'Due on')),
}
export const delegationEnd = { to, on, reason }
export const withdrawal = { ...refusal, resolution }
export const transfer = { owner: Owner, on: PlannedDay.meta(label('ตั้งแต่', 'From')), reason }

/** What may happen to a promise once it is made: its steps, by the names under which they are corrected. */
const steps = {
  acceptance,
  refusal,
  adaptation,
  progress: report,
  prioritizing,
  request,
  extension,
  extensionRefusal,
  obstacle: difficulty,
  answer,
  transfer,
  support,
  supportEnd,
  delegation,
  delegationEnd,
  completion,
  verification,
  return: refusal,
  withdrawal,
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
    adaptation: ['การปรับให้เข้ากับพื้นที่', 'adaptation'],
    progress: ['รายงานความคืบหน้า', 'progress report'],
    prioritizing: ['การกำหนดความเร่งด่วน', 'change of priority'],
    request: ['คำขอขยายเวลา', 'request for an extension'],
    extension: ['การขยายเวลา', 'extension'],
    extensionRefusal: ['การไม่อนุมัติขยายเวลา', 'refusal of an extension'],
    obstacle: ['อุปสรรค', 'obstacle'],
    answer: ['คำตอบต่ออุปสรรค', 'answer to an obstacle'],
    transfer: ['การโอน', 'transfer'],
    support: ['การร่วมสนับสนุน', 'support'],
    supportEnd: ['การสิ้นสุดการสนับสนุน', 'end of support'],
    delegation: ['การมอบหมายต่อ', 'sub-delegation'],
    delegationEnd: ['การสิ้นสุดการมอบหมาย', 'end of a sub-delegation'],
    completion: ['รายงานว่าแล้วเสร็จ', 'completion'],
    verification: ['การตรวจรับ', 'verification'],
    return: ['การส่งกลับ', 'return'],
    withdrawal: ['การถอนข้อผูกพัน', 'withdrawal'],
    acknowledgment: ['การรับทราบการยกระดับ', 'acknowledgment of an escalation'],
  },
  label('ขั้นตอน', 'Step'),
)
export const step = Count.meta(
  label(
    'ลำดับในประวัติ',
    'Line of the history',
    'ขั้นตอนใด คือ `revision` ของบรรทัดนั้นในประวัติของข้อผูกพัน',
    'Which step: the `revision` of its line in the history of the commitment.',
  ),
)
export const rightly = oneOf(
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

/** The fields of commands, by what they do. */
export const shapes = { promise, ...steps, correction: { step, rightly, reason }, reversal: { step, reason }, reason }
