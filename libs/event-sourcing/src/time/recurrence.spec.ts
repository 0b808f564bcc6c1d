import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readBy } from '../declaring/outcome.js'
import { z } from '../declaring/shapes.js'
import { addDays, daysBetween } from './clock.js'
import { partsOfRecurrence } from '../thai/recurrence.js'
import { Recurrence, recurrenceDays } from './recurrence.js'

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
/** 1 January 1900 was a Monday. */
const MONDAY = '1900-01-01'
const weekdayOf = (day: string) => daysBetween(MONDAY, day) % 7
const month = (day: string) => Number(day.slice(5, 7))
const year = (day: string) => Number(day.slice(0, 4))
const monthDay = (day: string) => Number(day.slice(8))
const walk = (from: string, until: string) => Array.from({ length: daysBetween(from, until) }, (_, i) => addDays(from, i))
const spans = new Map<string, string[]>()
/** The days that begin as it does: of the month `2026-01`, or of the year `2026`. */
const daysOf = (span: string) => {
  const days =
    spans.get(span) ?? walk(`${span.slice(0, 4)}-01-01`, `${Number(span.slice(0, 4)) + 1}-01-01`).filter((day) => day.startsWith(span))
  spans.set(span, days)
  return days
}
/** Whether the day is the n-th of those, from the end where n is negative. */
const isNth = (day: string, n: number, of: readonly string[]) => of.at(n > 0 ? n - 1 : n) === day

/** RFC 5545 day by day: every day is tried against every part, then the positions in its period are taken; slow, and of nothing but days. */
function oracle(rrule: string, since: string, until: string): string[] {
  const parts = partsOfRecurrence(rrule)
  const list = (name: string) => parts[name]?.split(',')
  const numbers = (name: string) => list(name)?.map(Number)
  const { FREQ, INTERVAL = '1', COUNT, UNTIL, WKST = 'MO' } = parts
  const weekOf = (day: string) => Math.floor((daysBetween(MONDAY, day) - WEEKDAYS.indexOf(WKST)) / 7)
  const period = (day: string) =>
    FREQ === 'DAILY'
      ? daysBetween(MONDAY, day)
      : FREQ === 'WEEKLY'
        ? weekOf(day)
        : FREQ === 'MONTHLY'
          ? year(day) * 12 + month(day)
          : year(day)
  const [byDay, byMonth, byMonthDay] = [list('BYDAY'), numbers('BYMONTH'), numbers('BYMONTHDAY')]
  const within = (day: string) => daysOf(day.slice(0, FREQ === 'MONTHLY' || byMonth ? 7 : 4))
  const isNamed = (day: string) => {
    const named = [
      byMonth?.includes(month(day)),
      byMonthDay?.some((n) => isNth(day, n, daysOf(day.slice(0, 7)))),
      byDay?.some((each) => {
        const [n, weekday] = [Number(each.slice(0, -2)), each.slice(-2)]
        if (WEEKDAYS[weekdayOf(day)] !== weekday) return false
        const same = n === 0 ? [] : within(day).filter((other) => weekdayOf(other) === weekdayOf(day))
        return n === 0 || isNth(day, n, same)
      }),
    ]
    // What the rule leaves open is as on the first day.
    if (FREQ === 'WEEKLY' && !byDay) named.push(weekdayOf(day) === weekdayOf(since))
    if ((FREQ === 'MONTHLY' || FREQ === 'YEARLY') && !byDay && !byMonthDay) {
      named.push(monthDay(day) === monthDay(since))
      if (FREQ === 'YEARLY' && !byMonth) named.push(month(day) === month(since))
    }
    return named.every((each) => each !== false)
  }
  const periods = new Map<number, string[]>()
  for (const day of walk(daysOf(since.slice(0, 4))[0]!, `${year(until) + 1}-01-01`))
    if ((period(day) - period(since)) % Number(INTERVAL) === 0 && isNamed(day))
      periods.set(period(day), [...(periods.get(period(day)) ?? []), day])
  const positions = numbers('BYSETPOS')
  return [...periods.values()]
    .flatMap((days) => (positions ? days.filter((day) => positions.some((n) => isNth(day, n, days))) : days))
    .filter((day) => day >= since && (!UNTIL || day.replaceAll('-', '') <= UNTIL))
    .slice(0, COUNT ? Number(COUNT) : undefined)
    .filter((day) => day < until)
}

const day = fc.integer({ min: 0, max: 4_000 }).map((n) => addDays('2019-06-01', n))
const some = <T>(of: fc.Arbitrary<T>) => fc.uniqueArray(of, { minLength: 1, maxLength: 3 })
const nth = (most: number) => fc.integer({ min: -most, max: most }).filter((n) => n !== 0)
const weekday = fc.constantFrom(...WEEKDAYS)
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 2 })
const rules = fc
  .record({
    FREQ: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    INTERVAL: maybe(fc.integer({ min: 1, max: 7 })),
    BYMONTH: maybe(some(fc.integer({ min: 1, max: 12 }))),
    BYMONTHDAY: maybe(some(nth(31))),
    BYDAY: maybe(fc.oneof(some(weekday), some(fc.tuple(nth(5), weekday).map(([n, on]) => `${n}${on}`)))),
    BYSETPOS: maybe(some(nth(3))),
    WKST: maybe(weekday),
    COUNT: maybe(fc.integer({ min: 1, max: 9 })),
    UNTIL: maybe(day.map((until) => until.replaceAll('-', ''))),
  })
  .map((parts) => Object.entries(parts).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${String(value)}`])))
  .map((parts) => parts.join(';'))
  .filter((rrule) => Recurrence.safeParse(rrule).success)

describe('a rule of recurrence', () => {
  it('names the days that a walk over all days finds', () => {
    fc.assert(
      fc.property(rules, day, fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 700 }), (rrule, since, later, days) => {
        const from = addDays(since, later - 100)
        const until = addDays(from, days)
        const named = oracle(rrule, since, until).filter((each) => each >= from)
        expect({ rrule, since, from, until, days: recurrenceDays(rrule, since, { from, until }) }).toEqual({
          rrule,
          since,
          from,
          until,
          days: named,
        })
      }),
      { numRuns: 400 },
    )
  })

  it('as secretaries have them', () => {
    const days = (rrule: string, since: string) => recurrenceDays(rrule, since, { from: '2026-01-01', until: '2026-07-01' })
    expect(days('FREQ=MONTHLY;BYDAY=2TU', '2026-01-01')).toEqual([
      ...['2026-01-13', '2026-02-10', '2026-03-10', '2026-04-14', '2026-05-12', '2026-06-09'],
    ])
    expect(days('FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR', '2025-12-01')).toEqual(['2026-03-27', '2026-06-26'])
    expect(days('FREQ=WEEKLY;INTERVAL=8', '2026-01-07')).toEqual(['2026-01-07', '2026-03-04', '2026-04-29', '2026-06-24'])
    expect(days('FREQ=MONTHLY', '2026-01-31')).toEqual(['2026-01-31', '2026-03-31', '2026-05-31'])
  })

  it('is the same whatever the time zone of the machine', () => {
    const zone = process.env['TZ']
    const inZone = (TZ: string) => {
      process.env['TZ'] = TZ
      return recurrenceDays('FREQ=MONTHLY;BYDAY=1SU', '2026-01-01', { from: '2026-01-01', until: '2027-01-01' })
    }
    const days = ['Asia/Bangkok', 'America/Los_Angeles', 'Pacific/Kiritimati'].map(inZone)
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
    expect(new Set(days.map(String)).size).toBe(1)
    expect(days[0]).toHaveLength(12)
  })

  const wrong = (rrule: string) => {
    const answer = readBy(z.strictObject({ rrule: Recurrence }), { rrule })
    return 'data' in answer
      ? answer.data.rrule
      : answer.problems.map(({ field, code, message }) => [field, code, message.en!.split(': ')[1]])
  }
  it('is taken as it is pasted', () => {
    expect(wrong(' rrule:freq=monthly;byday=2tu ')).toBe('FREQ=MONTHLY;BYDAY=2TU')
  })
  it.each([
    ['', ''],
    ['ทุกวันอังคาร', 'ทุกวันอังคาร'],
    ['BYDAY=2TU', 'BYDAY=2TU'],
    ['FREQ=FORTNIGHTLY', 'FREQ=FORTNIGHTLY'],
    ['FREQ=MONTHLY;BYDAY=9XX', 'BYDAY=9XX'],
    ['FREQ=MONTHLY;BYDAY=', 'BYDAY='],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'BYMONTHDAY=32'],
    ['FREQ=MONTHLY;INTERVAL=0', 'INTERVAL=0'],
    ['FREQ=MONTHLY;COLOUR=RED', 'COLOUR=RED'],
    ['FREQ=MONTHLY;BYDAY=2TU;BYDAY=3TU', 'BYDAY=3TU'],
    ['FREQ=MONTHLY;;BYDAY=2TU', ''],
    ['FREQ=WEEKLY;BYDAY=2TU', 'BYDAY=2TU'],
    ['FREQ=MONTHLY;UNTIL=20260230', 'UNTIL=20260230'],
    ['FREQ=MONTHLY;UNTIL=20261231T090000Z', 'UNTIL=20261231T090000Z'],
    ['FREQ=MONTHLY;COUNT=2;UNTIL=20261231', 'COUNT=2'],
    ['FREQ=MONTHLY;BYDAY=MO,1TU', 'BYDAY=MO,1TU'],
    ['FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=2FR', 'BYDAY=2FR'],
    ['FREQ=YEARLY;BYYEARDAY=1', 'BYYEARDAY=1'],
    ['FREQ=YEARLY;RSCALE=CHINESE', 'RSCALE=CHINESE'],
    ['FREQ=MONTHLY;BYSETPOS=1', 'BYSETPOS=1'],
    ['FREQ=YEARLY;__PROTO__=1', '__PROTO__=1'],
  ])('%j cannot be read, and says where', (rrule, part) => expect(wrong(rrule)).toEqual([['rrule', 'RecurrenceMalformed', part]]))
  it.each(['FREQ=HOURLY', 'FREQ=SECONDLY;BYMONTH=2', 'FREQ=DAILY;BYHOUR=9'])('%s is no rule of days', (rrule) =>
    expect(wrong(rrule)).toMatchObject([['rrule', 'RecurrenceBelowDays', expect.stringMatching(/HOURLY|SECONDLY|BYHOUR/)]]),
  )
  it('that names no day answers so, and soon', () => {
    const window = { from: '2026-01-01', until: '2047-01-01' }
    for (const rrule of ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=MONTHLY;BYDAY=1TH;BYSETPOS=2', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'])
      expect(recurrenceDays(rrule, '2026-01-01', window)).toEqual([])
  })
})
