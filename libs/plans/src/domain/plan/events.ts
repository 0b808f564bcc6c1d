// What is recorded of a joint action plan: objectives, the outputs under each, the activities under each output, and what they may cost.
import { event, metaOf } from '@prasan/event-sourcing'
import { StepKinds, correction, reversal, shapes } from './shapes.js'

const { reason } = shapes
const { objective, output, activity, line, indicator, pledge } = shapes.ids

export const PlanDrafted = event('PlanDrafted', 1, shapes.draft, {
  th: 'ยกร่างแผน {title} ปีงบประมาณ {fiscalYear}',
  en: 'Plan drafted: {title}, fiscal year {fiscalYear} (B.E.)',
})
export const PlanCorrected = event(
  'PlanCorrected',
  1,
  { ...shapes.draft, reason },
  { th: 'แก้ไขบันทึกแผน: {reason}', en: 'Record of the plan corrected: {reason}' },
)
export const ObjectiveSet = event(
  'ObjectiveSet',
  1,
  { objective, ...shapes.objective },
  { th: 'วัตถุประสงค์ที่ {number}: {title}', en: 'Objective {number}: {title}' },
)
export const OutputSet = event(
  'OutputSet',
  1,
  { ...shapes.output, output },
  { th: 'ผลผลิตที่ {number}: {title}', en: 'Output {number}: {title}' },
)
export const ActivityPlanned = event(
  'ActivityPlanned',
  1,
  { activity, ...shapes.activity },
  { th: 'กิจกรรม {title} โดย {lead} ตั้งแต่ {from}', en: 'Activity planned: {title}, led by {lead}, from {from}' },
)
export const ActivityRevised = event(
  'ActivityRevised',
  1,
  { activity, ...shapes.activity, reason },
  { th: 'ปรับกิจกรรม {title}: {reason}', en: 'Activity revised: {title}: {reason}' },
)
export const ActivityCorrected = event(
  'ActivityCorrected',
  1,
  { activity, ...shapes.activity, reason },
  { th: 'แก้ไขบันทึกกิจกรรม {title}: {reason}', en: 'Record of the activity {title} corrected: {reason}' },
)
export const ActivityDropped = event('ActivityDropped', 1, shapes.dropped, {
  th: 'ยกเลิกกิจกรรม {activity} ตั้งแต่ {on}: {reason}',
  en: 'Activity dropped from {on}: {activity}: {reason}',
})
export const BudgetLineSet = event(
  'BudgetLineSet',
  1,
  { line, ...shapes.budget },
  { th: 'งบประมาณ {amount} บาท จาก {source}', en: 'Budget: THB {amount} from {source}' },
)
export const IndicatorSet = event(
  'IndicatorSet',
  1,
  { indicator, ...shapes.indicator },
  { th: 'ตัวชี้วัด {title}: เป้าหมาย {target} {unit}', en: 'Indicator: {title}, target {target} {unit}' },
)
export const IndicatorMeasured = event('IndicatorMeasured', 1, shapes.measured, {
  th: 'ผลตามตัวชี้วัด {indicator} ณ {on}: {value}',
  en: '{indicator} on {on}: {value}',
})
export const PledgeMade = event(
  'PledgeMade',
  1,
  { pledge, ...shapes.pledged },
  { th: '{by} รับสนับสนุนงบประมาณ {amount} บาท เมื่อ {on}', en: '{by} pledged THB {amount} on {on}' },
)
export const PledgeCorrected = event(
  'PledgeCorrected',
  1,
  { pledge, ...shapes.pledged, reason },
  { th: 'แก้ไขบันทึกการสนับสนุนงบประมาณของ {by}: {reason}', en: 'Record of the pledge by {by} corrected: {reason}' },
)
export const PledgeWithdrawn = event(
  'PledgeWithdrawn',
  1,
  { pledge, on: shapes.pledged.on, reason },
  { th: 'ถอนการสนับสนุนงบประมาณของ {pledge} ตั้งแต่ {on}: {reason}', en: 'Pledge of {pledge} withdrawn from {on}: {reason}' },
)
export const PlanEndorsed = event('PlanEndorsed', 1, shapes.decided, {
  th: 'เห็นชอบแผนเมื่อ {on}',
  en: 'Plan endorsed on {on}',
})
export const PlanRevised = event(
  'PlanRevised',
  1,
  { ...shapes.decided, reason },
  { th: 'เปิดปรับแผนตั้งแต่ {on}: {reason}', en: 'Plan opened for revision from {on}: {reason}' },
)
export const PlanClosed = event('PlanClosed', 1, shapes.closed, { th: 'ปิดแผนเมื่อ {on}', en: 'Plan closed on {on}' })

export const PlanStepCorrected = event('PlanStepCorrected', 1, correction, ({ rightly }) => {
  const { th, en } = metaOf(StepKinds).words![Object.keys(rightly)[0]!]!
  return { th: `แก้ไขบันทึก${th}เป็น {rightly}: {reason}`, en: `Record of the ${en} corrected, to {rightly}: {reason}` }
})
export const PlanStepReversed = event(
  'PlanStepReversed',
  1,
  { ...reversal, what: StepKinds },
  {
    th: 'ยกเลิกบันทึก{what}ซึ่งไม่ได้เกิดขึ้น: {reason}',
    en: 'Record of the {what} reversed, as it never was: {reason}',
  },
)
