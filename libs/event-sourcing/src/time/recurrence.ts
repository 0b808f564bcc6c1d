/** Rules of recurrence (RRULE, RFC 5545) of whole days: no time of day, so no time zone; the days are those of Asia/Bangkok, as everywhere. */
import { RRuleTemporal } from 'rrule-temporal'
import { Day, z } from '../declaring/shapes.js'
import { recurrenceInWords } from '../thai/recurrence.js'
import { addDays } from './clock.js'

const listOf = (one: string) => new RegExp(`^(${one})(,(${one}))*$`)
const signed = (most: string) => `[+-]?(${most})`
const YEARDAY = '[1-9]|[1-9]\\d|[12]\\d\\d|3[0-5]\\d|36[0-6]'
const WEEKDAY = 'MO|TU|WE|TH|FR|SA|SU'

/**
 * The parts that are taken, and what each may say. No body meets by the week or the day of the year, by weekdays of which some are numbered, or
 * by the n-th weekday where it is the m-th day: where the RFC leaves most open libraries differ, so BYWEEKNO, BYYEARDAY and those are not taken.
 */
const PARTS: Readonly<Record<string, RegExp>> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,2}$/,
  COUNT: /^[1-9]\d{0,3}$/,
  UNTIL: /^\d{8}$/,
  BYMONTH: listOf('[1-9]|1[0-2]'),
  BYMONTHDAY: listOf(signed('[1-9]|[12]\\d|3[01]')),
  BYDAY: new RegExp(`${listOf(WEEKDAY).source}|${listOf(`${signed('[1-9]|[1-4]\\d|5[0-3]')}(${WEEKDAY})`).source}`),
  BYSETPOS: listOf(signed(YEARDAY)),
  WKST: new RegExp(`^(${WEEKDAY})$`),
}
/** What says hours, minutes or seconds, which a rule of days cannot. */
const BELOW_DAYS = /^(FREQ=(HOURLY|MINUTELY|SECONDLY)|BY(HOUR|MINUTE|SECOND)=.*)$/

/** `20261231` as a day. */
const dayOf = (until: string) => `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6)}`

/** Reads so many occurrences at most before it gives up, more than the years between the first day and the last that are taken have days. */
const LIMITS = { maxIterations: 100_000, strict: true }
const read = (rrule: string, from: Day) =>
  new RRuleTemporal({ rruleString: `DTSTART;VALUE=DATE:${from.replaceAll('-', '')}\nRRULE:${rrule}`, ...LIMITS })

/** What cannot be read in a rule: the part, or the rule where none is to blame alone. */
function unreadable(rrule: string): { readonly code: 'RecurrenceBelowDays' | 'RecurrenceMalformed'; readonly part: string } | undefined {
  const parts = rrule.split(';')
  const below = parts.find((part) => BELOW_DAYS.test(part))
  if (below !== undefined) return { code: 'RecurrenceBelowDays', part: below }
  const names = parts.map((part) => part.split('=', 1)[0]!)
  const wrong = parts.find((part, i) => {
    const value = part.slice(names[i]!.length + 1)
    const isDay = names[i] !== 'UNTIL' || Day.safeParse(dayOf(value)).success
    return !PARTS[names[i]!]?.test(value) || !isDay || names.indexOf(names[i]!) !== i
  })
  const numbered = parts.find((part) => /^BYDAY=.*\d/.test(part) && names.includes('BYMONTHDAY'))
  const part = wrong ?? numbered
  if (part !== undefined) return { code: 'RecurrenceMalformed', part }
  try {
    read(rrule, '2000-01-01')
    return undefined
  } catch (error) {
    // The library's sentence begins with the name of the part that does not go with the others.
    const at = names.findIndex((name) => (error as Error).message.startsWith(name))
    return { code: 'RecurrenceMalformed', part: parts[at] ?? rrule }
  }
}

/**
 * A rule of recurrence of RFC 5545 without its `RRULE:`, as in `FREQ=MONTHLY;BYDAY=2TU`. Refused with the part that cannot be read; so are
 * frequencies below days, and calendars other than the Gregorian one.
 */
export const Recurrence = z
  .string()
  .max(200)
  .overwrite((typed) =>
    typed.length > 400
      ? typed
      : typed
          .trim()
          .toUpperCase()
          .replace(/^RRULE:/, ''),
  )
  .superRefine((rrule, context) => {
    if (rrule.length > 200) return
    const found = unreadable(rrule)
    if (found) context.addIssue({ code: 'custom', message: `${found.code}:${found.part}` })
  })
  .meta({ says: recurrenceInWords })

/** The days that the rule names on the days [from, until), in order; the first that it may name is `since`, which also says what it leaves open. */
export function recurrenceDays(rrule: string, since: Day, { from, until }: { readonly from: Day; readonly until: Day }): Day[] {
  if (!(from < until)) return []
  const instant = (day: Day) => new Date(`${day}T00:00:00Z`)
  return read(rrule, since)
    .between(instant(from), instant(addDays(until, -1)), true)
    .map((each) => each.toPlainDate().toString())
}
