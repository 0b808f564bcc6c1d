// Facts of a thing that follow each other, as its names do: each holds from a day, one a day.
import { type Dated, type Life, type Rule, common, hasDays, ruleOfTheRecord } from '@prasan/event-sourcing'

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

/** Parts of a thing by id, with their days as far as the thing lasts; `there`: whether any is left. */
export const within = <P extends Life>(life: Life, parts: Readonly<Record<string, P>>) =>
  Object.entries(parts).map(([id, part]) => {
    const days = { from: part.from, until: common(part, life).until }
    return { id, part, from: days.from ?? null, until: days.until ?? null, there: hasDays(days) }
  })
