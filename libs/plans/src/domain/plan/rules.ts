import { ruleOfTheBody, ruleOfTheRecord } from '@prasan/event-sourcing'

export const PlanMustNotBeClosed = ruleOfTheRecord('PlanMustNotBeClosed', { th: 'แผนนี้ปิดแล้ว', en: 'The plan is closed.' })
export const ObjectiveMustBeOfThePlan = ruleOfTheRecord('ObjectiveMustBeOfThePlan', {
  th: 'แผนนี้ไม่มีวัตถุประสงค์ข้อนี้',
  en: 'The plan has no such objective.',
})
export const OutputMustBeOfThePlan = ruleOfTheRecord('OutputMustBeOfThePlan', {
  th: 'แผนนี้ไม่มีผลผลิตข้อนี้',
  en: 'The plan has no such output.',
})
export const ActivityMustBeOfThePlan = ruleOfTheRecord('ActivityMustBeOfThePlan', {
  th: 'แผนนี้ไม่มีกิจกรรมนี้',
  en: 'The plan has no such activity.',
})
export const BudgetLineMustBeOfThePlan = ruleOfTheRecord('BudgetLineMustBeOfThePlan', {
  th: 'แผนนี้ไม่มีรายการงบประมาณนี้',
  en: 'The plan has no such budget line.',
})
export const IndicatorMustBeOfThePlan = ruleOfTheRecord('IndicatorMustBeOfThePlan', {
  th: 'แผนนี้ไม่มีตัวชี้วัดนี้',
  en: 'The plan has no such indicator.',
})
export const PledgeMustBeOfThePlan = ruleOfTheRecord('PledgeMustBeOfThePlan', {
  th: 'แผนนี้ไม่มีคำมั่นสนับสนุนงบประมาณนี้ หรือถอนไปแล้ว',
  en: 'The plan has no such pledge, or it was withdrawn.',
})
export const PledgeCannotEndBeforeItBegins = ruleOfTheRecord('PledgeCannotEndBeforeItBegins', {
  th: 'วันที่ถอนต้องไม่ก่อนวันที่รับสนับสนุน',
  en: 'A pledge cannot be withdrawn before the day it was made.',
})
export const ActivityMustNotBeDropped = ruleOfTheRecord('ActivityMustNotBeDropped', {
  th: 'กิจกรรมนี้ถูกยกเลิกแล้ว',
  en: 'The activity was dropped.',
})
export const ActivityCannotEndBeforeItBegins = ruleOfTheRecord('ActivityCannotEndBeforeItBegins', {
  th: 'วันสิ้นสุดกิจกรรมต้องอยู่หลังวันเริ่ม',
  en: 'An activity must end after the day it begins.',
})
export const PlanStepsFollowInTime = ruleOfTheRecord('PlanStepsFollowInTime', {
  th: 'วันที่ต้องไม่ก่อนวันยกร่างแผน หรือก่อนวันที่สิ่งนั้นอยู่ในแผน',
  en: 'Nothing of a plan is dated before its draft, nor before what it is about was planned.',
})
export const PlanMustAwaitEndorsement = ruleOfTheRecord('PlanMustAwaitEndorsement', {
  th: 'แผนนี้ได้รับความเห็นชอบแล้ว',
  en: 'The plan is endorsed already.',
})
export const OnlyAnEndorsedPlanIsRevised = ruleOfTheRecord('OnlyAnEndorsedPlanIsRevised', {
  th: 'เปิดปรับได้เฉพาะแผนที่เห็นชอบแล้ว',
  en: 'Only an endorsed plan is opened for revision.',
})
export const EndorsedPlanChangesOnlyByRevision = ruleOfTheBody('EndorsedPlanChangesOnlyByRevision', {
  th: 'แผนที่เห็นชอบแล้วเปลี่ยนได้เมื่อมีมติให้ปรับแผน',
  en: 'An endorsed plan changes only after it was opened for revision.',
})
export const ActivityLiesWithinTheFiscalYear = ruleOfTheBody('ActivityLiesWithinTheFiscalYear', {
  th: 'กิจกรรมต้องอยู่ในปีงบประมาณของแผน',
  en: 'An activity lies within the fiscal year of its plan.',
})
export const LeadIsNotItsOwnContributor = ruleOfTheRecord('LeadIsNotItsOwnContributor', {
  th: 'หน่วยหลักเป็นหน่วยร่วมของตนเองไม่ได้',
  en: 'The lead is not its own contributor.',
})
export const PlanHasNoSuchStep = ruleOfTheRecord('PlanHasNoSuchStep', {
  th: 'ไม่มีขั้นตอนนี้ในประวัติของแผน หรือถูกยกเลิกไปแล้ว',
  en: 'The history of the plan has no such step, or it was reversed.',
})
