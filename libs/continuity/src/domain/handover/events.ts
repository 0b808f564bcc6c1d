// What is recorded of the passing-on of a post: what moves, item by item, and the words of those who leave and who come.
import {
  Count,
  Day,
  PastDay,
  PlannedDay,
  Text,
  choice,
  described,
  distinct,
  event,
  label,
  metaOf,
  oneOf,
  ref,
  z,
} from '@prasan/event-sourcing'

/** end: a holder leaves. vacancy: somebody comes after a time without anybody. agreed: opened by hand. */
export const HandoverOccasion = choice(
  'HandoverOccasion',
  {
    end: ['ผู้ดำรงตำแหน่งพ้นไป', 'a holder leaves'],
    vacancy: ['มีผู้เข้ารับหลังตำแหน่งว่าง', 'somebody comes after a vacancy'],
    agreed: ['เปิดโดยผู้บันทึก', 'opened by hand'],
  },
  label('เหตุที่ส่งมอบ', 'Occasion'),
)

/** What becomes of an item without anybody's word on it. */
export const Settlement = choice(
  'HandoverSettlement',
  {
    done: ['สิ้นสุดแล้ว', 'done with'],
    transferred: ['โอนให้ผู้อื่น', 'passed on to another owner'],
    handedOn: ['ไปอยู่ในการส่งมอบครั้งถัดไป', 'passed on with the next handover'],
  },
  label('ผล', 'How'),
)
export type Settlement = z.infer<typeof Settlement>

/** What a post owes, followed by itself; and what somebody adds. */
const Duty = ref('commitment')
const ADDED = ['resolution', 'meeting', 'agendaItem', 'obstacle', 'delegation', 'committee', 'organization', 'plan', 'activity'] as const
const added = ref(...ADDED).meta(label('รายการ', 'Item'))
const item = ref('commitment', ...ADDED).meta(label('รายการ', 'Item'))
const leaver = ref('person').optional().meta(label('ผู้ส่งมอบ', 'Handed over by'))
const reason = Text.meta(label('เหตุผล', 'Reason'))
const on = PastDay.meta(label('วันที่', 'On'))
const by = ref('person').meta(
  label('โดย', 'By', 'ผู้ดำรงตำแหน่งในวันนั้น หรือผู้บังคับบัญชาเมื่อตำแหน่งว่าง', 'Who holds the post on that day; where nobody does, the supervisor.'),
)
const word = Text.meta(label('ถ้อยคำ', 'Word'))
const from = PlannedDay.meta(
  label('ตั้งแต่', 'From', 'วันแรกที่ผู้ส่งมอบไม่ได้ดำรงตำแหน่งแล้ว', 'First day on which whoever hands over holds the post no longer.'),
)

const opening = { post: ref('post').meta(label('ตำแหน่ง', 'Post')), on: from, leaver }
const note = {
  item: item.optional(),
  on,
  state: Text.meta(label('สถานะของงาน', 'State')),
  nextStep: Text.optional().meta(label('ขั้นตอนต่อไป', 'Next step')),
  people: distinct(
    z
      .array(ref('person', 'post', 'organization', 'committee'))
      .min(1)
      .max(20),
  )
    .optional()
    .meta(label('ผู้เกี่ยวข้อง', 'People')),
  risks: Text.optional().meta(label('ความเสี่ยง', 'Risks')),
}
const receipt = { item, on, by, word: word.optional() }
const contest = { item, on, by, word }
const acceptance = { on, by, word: word.optional() }
const reading = { what: ref('order', 'meeting').meta(label('เอกสาร', 'Document')), on, by }
const lapse = { on, reason: reason.optional() }

/** What people say of a handover: its steps, by the names under which they are corrected. */
const steps = { note, receipt, contest, acceptance, reading, lapse }
export type StepKind = keyof typeof steps
export type StepFact<K extends StepKind> = z.infer<z.ZodObject<(typeof steps)[K]>>

export const StepKinds = choice(
  'HandoverStep',
  {
    note: ['บันทึกของผู้ส่งมอบ', 'note'],
    receipt: ['การรับรายการ', 'acceptance of an item'],
    contest: ['การทักท้วงรายการ', 'contest of an item'],
    acceptance: ['การรับมอบทั้งหมด', 'acceptance of all'],
    reading: ['การรับทราบเอกสาร', 'acknowledgement of a document'],
    lapse: ['การพ้นกำหนดรับมอบ', 'lapse'],
  },
  label('ขั้นตอน', 'Step'),
)
const step = Count.meta(
  label(
    'ลำดับในประวัติ',
    'Line of the history',
    'คือ `revision` ของบรรทัดนั้นในประวัติของการส่งมอบ',
    'The `revision` of its line in the history of the handover.',
  ),
)
const rightly = oneOf(
  Object.fromEntries(
    Object.entries(steps).map(([kind, shape]) => {
      const { th, en } = metaOf(StepKinds).words![kind]!
      const description = described(`${th}ที่ถูกต้อง`, `The ${en} as it should have been recorded.`)
      return [kind, z.strictObject(shape).meta({ id: `Handover${kind[0]!.toUpperCase()}${kind.slice(1)}`, description })]
    }),
  ) as { [K in StepKind]: z.ZodObject<(typeof steps)[K]> },
).meta({
  id: 'HandoverStepFact',
  ...label('ที่ถูกต้อง', 'Rightly', 'ข้อมูลทั้งหมดของขั้นตอนตามที่ควรบันทึก', 'The whole step as it should have been recorded.'),
})

export const HandoverOpened = event(
  'HandoverOpened',
  1,
  {
    ...opening,
    occasion: HandoverOccasion,
    assignment: ref('assignment').optional().meta(label('การดำรงตำแหน่ง', 'Assignment')),
    items: z.array(Duty).max(10_000).meta(label('รายการ', 'Items')),
  },
  ({ leaver }) =>
    leaver === undefined
      ? { th: 'เปิดการส่งมอบงานของ {post} ตั้งแต่ {on}', en: 'Handover of {post} from {on} opened' }
      : { th: '{leaver} ส่งมอบงานของ {post} ตั้งแต่ {on}', en: '{leaver} hands over {post} from {on}' },
)
export const HandoverCorrected = event('HandoverCorrected', 1, { on: from, leaver, reason: reason.optional() }, ({ reason }) =>
  reason === undefined
    ? { th: 'การส่งมอบเป็นตั้งแต่ {on} ตามบันทึกการดำรงตำแหน่ง', en: 'The handover is from {on}, as the post is held' }
    : { th: 'แก้ไขบันทึกการส่งมอบเป็นตั้งแต่ {on}: {reason}', en: 'Record of the handover corrected, from {on}: {reason}' },
)
export const HandoverReversed = event('HandoverReversed', 1, { reason: reason.optional() }, ({ reason }) =>
  reason === undefined
    ? { th: 'ไม่มีการส่งมอบนี้แล้ว ตามบันทึกการดำรงตำแหน่ง', en: 'There is no such handover any more, as the post is held' }
    : { th: 'ยกเลิกบันทึกการส่งมอบ: {reason}', en: 'Record of the handover reversed: {reason}' },
)
export const ItemAdded = event('ItemAdded', 1, { item }, { th: 'เพิ่มรายการ “{item}”', en: 'Item added: {item}' })
export const ItemDropped = event('ItemDropped', 1, { item, reason: reason.optional() }, ({ reason }) =>
  reason === undefined
    ? { th: 'นำรายการ “{item}” ออก เพราะมิได้ค้างอยู่ในวันนั้น', en: 'Item taken off, as it was not open then: {item}' }
    : { th: 'นำรายการ “{item}” ออก: {reason}', en: 'Item {item} taken off: {reason}' },
)
const course = { item, on: Day.meta(label('ตั้งแต่', 'From')) }
export const ItemSettled = event(
  'ItemSettled',
  1,
  { ...course, how: Settlement },
  { th: '“{item}” {how} ตั้งแต่ {on}', en: '{item}: {how} from {on}' },
)
export const ItemReopened = event('ItemReopened', 1, course, { th: '“{item}” กลับมาค้างตั้งแต่ {on}', en: '{item} is open again from {on}' })
export const ItemCourseReversed = event('ItemCourseReversed', 1, course, {
  th: 'ยกเลิกบันทึกว่า “{item}” เปลี่ยนไปตั้งแต่ {on}',
  en: 'Record that {item} changed from {on} reversed',
})
export const NoteWritten = event('NoteWritten', 1, note, ({ item }) =>
  item === undefined
    ? { th: 'บันทึกส่งมอบทั่วไป {on}: {state}', en: 'General note on {on}: {state}' }
    : { th: 'บันทึกส่งมอบ “{item}” {on}: {state}', en: 'Note on {item} on {on}: {state}' },
)
export const ItemAccepted = event('ItemAccepted', 1, receipt, { th: '{by} รับ “{item}” เมื่อ {on}', en: '{by} accepted {item} on {on}' })
export const ItemContested = event('ItemContested', 1, contest, {
  th: '{by} ทักท้วง “{item}” เมื่อ {on}: {word}',
  en: '{by} contested {item} on {on}: {word}',
})
export const HandoverAccepted = event('HandoverAccepted', 1, acceptance, {
  th: '{by} รับมอบทุกรายการที่ยังรออยู่เมื่อ {on}',
  en: '{by} accepted all that waited on {on}',
})
export const ReadingAcknowledged = event('ReadingAcknowledged', 1, reading, {
  th: '{by} อ่าน “{what}” แล้วเมื่อ {on}',
  en: '{by} has read {what} by {on}',
})
export const HandoverLapsed = event('HandoverLapsed', 1, lapse, {
  th: 'พ้นกำหนดรับมอบ {on} รายการที่ยังรออยู่ถือว่าไม่มีผู้รับ',
  en: 'The time is up on {on}: what still waited was accepted by nobody',
})

const stepWords = (kind: StepKind) => metaOf(StepKinds).words![kind]!
export const HandoverStepCorrected = event('HandoverStepCorrected', 1, { step, rightly, reason }, ({ rightly }) => {
  const { th, en } = stepWords(Object.keys(rightly)[0] as StepKind)
  return {
    th: `แก้ไขบันทึก${th} (บรรทัดที่ {step} ในประวัติ) เป็น {rightly}: {reason}`,
    en: `Record of the ${en} (line {step} of the history) corrected, to {rightly}: {reason}`,
  }
})
export const HandoverStepReversed = event(
  'HandoverStepReversed',
  1,
  { step, what: StepKinds, reason },
  {
    th: 'ยกเลิกบันทึก{what} (บรรทัดที่ {step} ในประวัติ) ซึ่งไม่ได้เกิดขึ้น: {reason}',
    en: 'Record of the {what} (line {step} of the history) reversed, as it never was: {reason}',
  },
)

/** The fields of commands, by what they do. */
export const shapes = {
  opening,
  added,
  ...steps,
  correction: { step, rightly, reason },
  reversal: { step, reason },
  on: from,
  leaver,
  reason,
  Duty,
}
