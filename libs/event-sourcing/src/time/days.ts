/** Days of a command's input are of their time. */
import { type Problem, problem } from '../declaring/outcome.js'
import { type Day, metaOf, unwrapped, z } from '../declaring/shapes.js'

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
