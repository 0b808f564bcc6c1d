/**
 * The one rule of time for decisions: whether a thing lives, is open or is owned is asked of a day, never of the order of recording.
 * A state keeps what was told of it as dated facts; these functions read them as the views do (views/history.ts), so that on any day
 * the decision and the view agree.
 */
import { type Problem, problem } from '../declaring/outcome.js'
import { type Day, metaOf, unwrapped, z } from '../declaring/shapes.js'

/** A fact that holds from a day on; without a day since before the record begins. */
export interface Dated {
  readonly from?: Day | undefined
}

/** The days [from, until) of a thing; without a first day since before the record begins, without an end as far as is known. */
export interface Life extends Dated {
  readonly until?: Day | undefined
}

/** Before every day: from then on goes what began before the record does. */
export const BEFORE_RECORD = ''
/** After every day: until then goes what has no end. */
export const NO_END = '9999-12-31'

/** Days as a state, a row or a message tells them: an end that is not known is left out or null. */
interface Days {
  readonly from?: Day | null | undefined
  readonly until?: Day | null | undefined
}

export const begins = ({ from }: Pick<Days, 'from'>): string => from ?? BEFORE_RECORD
export const ends = ({ until }: Pick<Days, 'until'>): string => until ?? NO_END

export const aliveOn = (life: Days, day: Day): boolean => begins(life) <= day && day < ends(life)

/** Whether two things are there on a day both. */
export const overlap = (a: Days, b: Days): boolean => begins(a) < ends(b) && begins(b) < ends(a)

/** The facts in the order of their days; of those of one day in the order of recording. */
export const inOrder = <F extends Dated>(facts: readonly F[]): F[] =>
  [...facts].sort((a, b) => (begins(a) < begins(b) ? -1 : begins(a) > begins(b) ? 1 : 0))

/** Facts in order, and one more. */
export const withStep = <F extends Dated>(facts: readonly F[], fact: F): F[] => inOrder([...facts, fact])

/** Of facts in order the one that holds on the day: the last that began on or before it. */
export const stepAt = <F extends Dated>(facts: readonly F[], day: Day): F | undefined => facts.findLast((fact) => begins(fact) <= day)

/** Of facts in order the first that begins after the day. */
export const stepAfter = <F extends Dated>(facts: readonly F[], day: Day): F | undefined => facts.find((fact) => begins(fact) > day)

/** How many years ahead something may be planned: as many as the National Strategy, the longest plan of Thai administration (B.E. 2561-2580). */
export const HORIZON_YEARS = 20

/** Days of a command's input that are not of their time: what has happened lies after today, what is announced beyond the horizon. */
export function daysOutOfTime(schema: z.ZodType, value: unknown, today: Day, path: readonly (string | number)[] = []): Problem[] {
  if (value === undefined || value === null) return []
  const { inner } = unwrapped(schema)
  const { time, oneOf } = metaOf(inner)
  if (time === 'past' && (value as Day) > today)
    return [problem(path.join('.'), 'DayHasNotCome', { th: `(วันนี้ ${today})`, en: `Today is ${today}.` })]
  if (time === 'planned') {
    const last = `${Number(today.slice(0, 4)) + HORIZON_YEARS}-12-31`
    return (value as Day) > last ? [problem(path.join('.'), 'DayTooFarAhead', { th: `(ไม่เกิน ${last})`, en: `The last is ${last}.` })] : []
  }
  const parts: [string | number, z.ZodType, unknown][] = oneOf
    ? Object.entries(value).map(([key, part]) => [key, oneOf[key]!, part])
    : inner instanceof z.ZodObject
      ? Object.entries(inner.shape).map(([key, part]) => [key, part as z.ZodType, (value as Record<string, unknown>)[key]])
      : inner instanceof z.ZodArray
        ? (value as unknown[]).map((part, i) => [i, inner.element as z.ZodType, part])
        : []
  return parts.flatMap(([key, part, of]) => daysOutOfTime(part, of, today, [...path, key]))
}
