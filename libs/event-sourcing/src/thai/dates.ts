/** Days and times as people read them: the Buddhist Era in Thai, the Common Era in English. */
import type { Bilingual } from '../declaring/shapes.js'

const formats = (month: 'long' | 'short') => {
  const form = { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' } as const
  return { th: new Intl.DateTimeFormat('th-TH-u-ca-buddhist', form), en: new Intl.DateTimeFormat('en-GB', form) }
}
const FORMATS = { long: formats('long'), short: formats('short') }

/** `1 ตุลาคม 2569` and `1 October 2026`; with short months `1 ต.ค. 2569` and `1 Oct 2026`. */
export function dayInWords(day: string, month: 'long' | 'short' = 'long'): Bilingual {
  const date = new Date(day)
  const { th, en } = FORMATS[month]
  const parts = th.formatToParts(date).flatMap(({ type, value }) => (type === 'era' || type === 'literal' ? [] : [value]))
  return { th: parts.join(' '), en: en.format(date) }
}

const WEEKDAYS = {
  th: new Intl.DateTimeFormat('th-TH', { weekday: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }),
}

/** `วันพฤหัสบดีที่ 1 ตุลาคม 2569` and `Thursday, 1 October 2026`. */
export function weekdayInWords(day: string): Bilingual {
  const date = new Date(day)
  const { th, en } = dayInWords(day)
  return { th: `${WEEKDAYS.th.format(date)}ที่ ${th}`, en: `${WEEKDAYS.en.format(date)}, ${en}` }
}

/** `09.30 น.` and `09:30`. */
export const timeInWords = (time: string): Bilingual => ({ th: `${time.replace(':', '.')} น.`, en: time })
