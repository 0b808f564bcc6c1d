/** Facts of a thing that follow each other, as its names do, each from a day on and one a day: which of them a correction means. */
import { type Dated, begins, stepFrom } from '../time/intervals.js'
import { type Rule, requireThat, ruleOfTheRecord } from './rules.js'
import { Day, described, label } from './shapes.js'

const told = label('ที่บันทึกว่าตั้งแต่', 'As recorded from')
/** The step to correct, named by the day from which it was recorded. */
export const datedStep = {
  recordedFrom: Day.meta({ ...told, description: described('วันเริ่มตามที่บันทึกไว้', 'The day from which it was recorded.') }),
}
export const anyStep = {
  recordedFrom: Day.optional().meta({
    ...told,
    description: described(
      'วันเริ่มตามที่บันทึกไว้ ไม่ระบุหากบันทึกไว้โดยไม่มีวันเริ่ม',
      'The day from which it was recorded; left out where it was recorded without one.',
    ),
  }),
}

export const StepMustBeRecorded: Rule = ruleOfTheRecord('StepMustBeRecorded', {
  th: 'ไม่มีบันทึกที่เริ่มตั้งแต่วันนั้น',
  en: 'Nothing of this kind is recorded from that day.',
})
/** @throws RuleRefused where no step is recorded from the day, or another one from the day that it is corrected to */
export function requireStep<F extends Dated>(steps: readonly F[], was: Day | undefined, to: Day | undefined, field: string): F {
  const step = stepFrom(steps, was)
  requireThat(step, StepMustBeRecorded, 'recordedFrom')
  requireThat(begins({ from: was }) === begins({ from: to }) || !stepFrom(steps, to), StepsBeginOnDaysOfTheirOwn, field)
  return step
}
export const StepsBeginOnDaysOfTheirOwn: Rule = ruleOfTheRecord('StepsBeginOnDaysOfTheirOwn', {
  th: 'มีบันทึกอื่นที่เริ่มวันนั้นแล้ว',
  en: 'Something else of this kind is recorded from that day.',
})
