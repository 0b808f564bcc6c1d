// Facts of a thing that follow each other, as its names do: each holds from a day, one a day.
import {
  type Dated,
  Day,
  type Life,
  type Rule,
  begins,
  common,
  described,
  hasDays,
  label,
  requireThat,
  ruleOfTheRecord,
  stepFrom,
} from '@prasan/event-sourcing'

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
export const AnEndIsRecordedOnce: Rule = ruleOfTheRecord('AnEndIsRecordedOnce', {
  th: 'บันทึกวันสิ้นสุดไว้แล้ว: ให้แก้ไขหรือยกเลิกบันทึกนั้น',
  en: 'An end is recorded already: correct or reverse it.',
})
export const OnlyARecordedEndIsCorrected: Rule = ruleOfTheRecord('OnlyARecordedEndIsCorrected', {
  th: 'ยังไม่มีบันทึกวันสิ้นสุด',
  en: 'No end is recorded.',
})
export const NothingSucceedsItself: Rule = ruleOfTheRecord('NothingSucceedsItself', {
  th: 'ผู้รับช่วงต้องเป็นผู้อื่น',
  en: 'Somebody else takes over.',
})

/** The record was wrong in what was said last: so it is of the last step and of those before it that say the same. */
export function lastCorrected<F extends Dated>(steps: readonly F[], says: (step: F) => string, correct: (step: F) => F): F[] {
  const first = steps.findLastIndex((step) => says(step) !== says(steps.at(-1)!)) + 1
  return steps.map((step, i) => (i < first ? step : correct(step)))
}

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

/** Parts of a thing by id, with their days as far as the thing lasts; `there`: whether any is left. */
export const within = <P extends Life>(life: Life, parts: Readonly<Record<string, P>>) =>
  Object.entries(parts).map(([id, part]) => {
    const days = { from: part.from, until: common(part, life).until }
    return { id, part, from: days.from ?? null, until: days.until ?? null, there: hasDays(days) }
  })
