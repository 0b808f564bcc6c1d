// What a plan and its parts are told as: the shapes of its commands and events.
import {
  AreaRef,
  Bilingual,
  Count,
  PastDay,
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
  Owner,
} from '@prasan/event-sourcing'

/** Named by the Buddhist-era year in which it ends: 2570 is 1 October 2026 to 30 September 2027. */
export const FiscalYear = z
  .int()
  .min(2485)
  .max(2742)
  .meta(
    label(
      'ปีงบประมาณ',
      'Fiscal year',
      'ปี พ.ศ. ที่สิ้นสุด: 2570 คือ 1 ตุลาคม 2569 ถึง 30 กันยายน 2570',
      'B.E. year in which it ends: 2570 is 1 October 2026 to 30 September 2027.',
    ),
  )

/** The days [from, until) of a fiscal year. */
export const fiscalYear = (year: number) => ({ from: `${year - 544}-10-01`, until: `${year - 543}-10-01` })

/** THB with at most two decimals (satang). */
export const Baht = z
  .number()
  .min(0)
  .max(1e12)
  .refine((amount) => Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-3, 'Malformed')
  .overwrite((amount) => Math.round(amount * 100) / 100)

/** The five P's of the work against trafficking in persons; the reports of three put partnership and policy under the others. */
export const Pillar = choice(
  'Pillar',
  {
    policy: ['ด้านนโยบาย', 'policy'],
    prosecution: ['ด้านการดำเนินคดี', 'prosecution'],
    protection: ['ด้านการคุ้มครองช่วยเหลือ', 'protection'],
    prevention: ['ด้านการป้องกัน', 'prevention'],
    partnership: ['ด้านความร่วมมือ', 'partnership'],
  },
  label('ด้าน', 'Pillar'),
)

const title = Bilingual.meta(label('ชื่อ', 'Title'))
const number = Count.min(1).meta(label('ลำดับ', 'Number'))
const reason = Text.meta(label('เหตุผล', 'Reason'))
const on = PastDay.meta(label('วันที่', 'On'))
const announced = PlannedDay.meta(label('ตั้งแต่', 'From'))
const objective = ref('objective').meta(label('วัตถุประสงค์', 'Objective'))
const output = ref('output').meta(label('ผลผลิต', 'Output'))
const activity = ref('activity').meta(label('กิจกรรม', 'Activity'))
const line = ref('line').meta(label('รายการงบประมาณ', 'Budget line'))
const indicator = ref('indicator').meta(label('ตัวชี้วัด', 'Indicator'))
const pledge = ref('pledge').meta(label('คำมั่นสนับสนุนงบประมาณ', 'Pledge'))
const resolution = ref('resolution')
  .optional()
  .meta(label('ตามมติ', 'By resolution', 'มติที่ให้ความเห็นชอบ', 'The resolution that decided it.'))

export const shapes = {
  draft: {
    committee: ref('committee').meta(label('คณะ', 'Committee')),
    fiscalYear: FiscalYear,
    title,
    on: PastDay.optional().meta(label('ยกร่างเมื่อ', 'Drafted on', 'หากไม่ระบุคือวันนี้', 'Today where it is left out.')),
  },
  objective: { number, title, pillar: Pillar.optional() },
  output: { objective, number, title },
  activity: {
    output,
    number,
    title,
    lead: Owner.meta(label('หน่วยหลัก', 'Lead')),
    contributors: distinct(z.array(Owner).max(50)).optional().meta(label('หน่วยร่วม', 'Contributors')),
    area: AreaRef.optional(),
    from: PlannedDay.meta(label('เริ่ม', 'From')),
    until: PlannedDay.meta(label('ถึงก่อนวันที่', 'Until', 'วันแรกที่สิ้นสุดแล้ว', 'First day on which it is over.')),
  },
  budget: {
    activity: activity
      .optional()
      .meta(label('กิจกรรม', 'Activity', 'หากไม่ระบุถือว่าให้แก่แผนทั้งแผน', 'For the plan as a whole where it is left out.')),
    source: Text.meta(label('แหล่งงบประมาณ', 'Source')),
    amount: Baht.meta(label('จำนวนเงิน (บาท)', 'Amount (THB)', 'หน่วยเป็นบาท ทศนิยมไม่เกินสองตำแหน่ง', 'THB, at most two decimals.')),
  },
  indicator: {
    activity,
    title,
    unit: Text.max(100).meta(label('หน่วยนับ', 'Unit', 'สิ่งที่นับ เช่น คน หรือ หมู่บ้าน', 'What is counted, as in คน or หมู่บ้าน.')),
    baseline: Count.optional().meta(label('ค่าฐาน', 'Baseline', 'จำนวนก่อนทำกิจกรรม', 'The number before the activity.')),
    target: Count.meta(label('ค่าเป้าหมาย', 'Target')),
  },
  measured: {
    indicator,
    on,
    value: Count.meta(label('ผล', 'Value', 'เป็นตัวเลขเท่านั้น ไม่ใส่ชื่อหรือรายชื่อ', 'A number only, never names or lists.')),
  },
  pledged: {
    by: Owner.meta(label('ผู้สนับสนุน', 'Pledged by')),
    line: line
      .optional()
      .meta(label('รายการงบประมาณ', 'Budget line', 'หากไม่ระบุถือว่าให้แก่แผนทั้งแผน', 'For the plan as a whole where it is left out.')),
    amount: Baht.meta(label('จำนวนเงิน (บาท)', 'Amount (THB)', 'หน่วยเป็นบาท ทศนิยมไม่เกินสองตำแหน่ง', 'THB, at most two decimals.')),
    on,
  },
  decided: { on, resolution },
  dropped: { activity, on: announced, reason },
  closed: { on: announced, word: Text.optional().meta(label('ผลโดยรวม', 'Word')) },
  reason,
  ids: { objective, output, activity, line, indicator, pledge },
}

/** What the body and others decide on a plan, by the names under which it is corrected. */
const steps = {
  endorsement: shapes.decided,
  revision: { ...shapes.decided, reason },
  closing: shapes.closed,
  drop: { on: announced, reason },
  measurement: { on, value: shapes.measured.value },
  withdrawal: { on, reason },
}
export type StepKind = keyof typeof steps
export type StepFact<K extends StepKind> = z.infer<z.ZodObject<(typeof steps)[K]>>
export const StepKinds = choice(
  'PlanStep',
  {
    endorsement: ['การเห็นชอบแผน', 'endorsement'],
    revision: ['การเปิดปรับแผน', 'revision'],
    closing: ['การปิดแผน', 'closing'],
    drop: ['การยกเลิกกิจกรรม', 'dropping of an activity'],
    measurement: ['ผลตามตัวชี้วัด', 'measurement'],
    withdrawal: ['การถอนการสนับสนุน', 'withdrawal of a pledge'],
  },
  label('ขั้นตอน', 'Step'),
)
const step = Count.meta(
  label(
    'ลำดับในประวัติ',
    'Line of the history',
    'ขั้นตอนใด คือ `revision` ของบรรทัดนั้นในประวัติของแผน',
    'Which step: the `revision` of its line in the history of the plan.',
  ),
)
const rightly = oneOf(
  Object.fromEntries(
    Object.entries(steps).map(([kind, shape]) => {
      const { th, en } = metaOf(StepKinds).words![kind]!
      const description = described(`${th}ที่ถูกต้อง`, `The ${en} as it should have been recorded.`)
      return [kind, z.strictObject(shape).meta({ id: `Plan${kind[0]!.toUpperCase()}${kind.slice(1)}`, description })]
    }),
  ) as { [K in StepKind]: z.ZodObject<(typeof steps)[K]> },
).meta({
  id: 'PlanStepFact',
  ...label('ที่ถูกต้อง', 'Rightly', 'ข้อมูลทั้งหมดของขั้นตอนตามที่ควรบันทึก', 'The whole step as it should have been recorded.'),
})
export const correction = { step, rightly, reason }
export const reversal = { step, reason }
