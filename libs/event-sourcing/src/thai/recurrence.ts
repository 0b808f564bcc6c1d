/** A rule of recurrence as people say it. */
import type { Bilingual, Day } from '../declaring/shapes.js'
import { addDays } from '../time/clock.js'
import { dayInWords } from './dates.js'

/** The parts of a rule, by their names. */
export const partsOfRecurrence = (rrule: string): Readonly<Record<string, string>> =>
  Object.fromEntries(rrule.split(';').map((part) => part.split('=') as [string, string]))

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const UNITS: Readonly<Record<string, readonly [th: string, en: string]>> = {
  DAILY: ['วัน', 'day'],
  WEEKLY: ['สัปดาห์', 'week'],
  MONTHLY: ['เดือน', 'month'],
  YEARLY: ['ปี', 'year'],
}
const named = (form: Intl.DateTimeFormatOptions, day: Day) => {
  const inLanguage = (language: string) => new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC' }).format(new Date(day))
  return { th: inLanguage('th-TH'), en: inLanguage('en-GB') }
}
/** 5 January 2026 was a Monday. */
const weekdayNamed = (weekday: string) => named({ weekday: 'long' }, addDays('2026-01-05', WEEKDAYS.indexOf(weekday)))
const monthNamed = (month: string) => named({ month: 'long' }, `2026-${month.padStart(2, '0')}-01`)

const ordinal = (n: number) => `${n}${['th', 'st', 'nd', 'rd'][n % 100 > 10 && n % 100 < 14 ? 0 : n % 10] ?? 'th'}`
/** `ที่ 2` and `2nd`; from the end `สุดท้าย` and `last`, `ที่ 2 จากท้าย` and `2nd last`. */
function position(n: number) {
  if (n > 0) return { th: `ที่ ${n}`, en: ordinal(n) }
  return n === -1 ? { th: 'สุดท้าย', en: 'last' } : { th: `ที่ ${-n} จากท้าย`, en: `${ordinal(-n)} last` }
}

const joined = (all: readonly string[], and: string) =>
  all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(and === 'and' ? ', ' : ' ')} ${and}${and === 'and' ? ' ' : ''}${all.at(-1)!}`

/** As in `ทุกเดือน วันอังคารที่ 2` and `every month on the 2nd Tuesday`; what the rule leaves open is as on the day `since`, where that is told. */
export function recurrenceInWords(rrule: string, since?: Day): Required<Bilingual> {
  const parts = partsOfRecurrence(rrule)
  const { FREQ = '', INTERVAL = '1', COUNT, UNTIL } = parts
  const list = (name: string) => parts[name]?.split(',')
  const byDay = list('BYDAY')
  const open = !byDay && !parts['BYMONTHDAY'] ? since : undefined
  const weekdays = byDay ?? (open && FREQ === 'WEEKLY' ? [WEEKDAYS[(new Date(open).getUTCDay() + 6) % 7]!] : [])
  const monthDays = list('BYMONTHDAY') ?? (open && /MONTHLY|YEARLY/.test(FREQ) ? [String(Number(open.slice(8)))] : [])
  const months = list('BYMONTH') ?? (open && FREQ === 'YEARLY' ? [String(Number(open.slice(5, 7)))] : [])
  const days = [
    ...weekdays.map((each) => {
      const [n, { th, en }] = [Number(each.slice(0, -2)), weekdayNamed(each.slice(-2))]
      return n === 0 ? { th, en } : { th: `${th}${position(n).th}`, en: `the ${position(n).en} ${en}` }
    }),
    ...monthDays.map(Number).map((n) => ({ th: `วัน${position(n).th}`, en: `the ${position(n).en}${n < 0 ? ' day' : ''}` })),
  ]
  const positions = (list('BYSETPOS') ?? []).map((n) => position(Number(n)))
  const [unit, one] = [UNITS[FREQ]!, INTERVAL === '1']
  const until = UNTIL && dayInWords(`${UNTIL.slice(0, 4)}-${UNTIL.slice(4, 6)}-${UNTIL.slice(6)}`)
  const said = (of: 'th' | 'en', and: string, all: readonly { th: string; en: string }[]) =>
    joined(
      all.map((each) => each[of]),
      and,
    )
  const th = [
    `ทุก${one ? '' : ` ${INTERVAL} `}${unit[0]}`,
    said('th', 'และ', days),
    months.length > 0 && `ของเดือน${said('th', 'และ', months.map(monthNamed))}`,
    positions.length > 0 && `เฉพาะวัน${said('th', 'และ', positions)}ของวันเหล่านั้น`,
    COUNT && `รวม ${COUNT} ครั้ง`,
    until && `ถึง ${until.th}`,
  ]
  const en = [
    `every ${one ? unit[1] : `${INTERVAL} ${unit[1]}s`}`,
    days.length > 0 && `on ${said('en', 'and', days)}`,
    months.length > 0 && `in ${said('en', 'and', months.map(monthNamed))}`,
    positions.length > 0 && `only the ${said('en', 'and', positions)} of these`,
    COUNT && (COUNT === '1' ? 'once' : `${COUNT} times`),
    until && `until ${until.en!}`,
  ]
  return { th: th.filter(Boolean).join(' '), en: en.filter(Boolean).join(' ') }
}
