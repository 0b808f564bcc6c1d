/** How papers say things, in their language. */
import { type Bilingual, addDays, dayInWords, daysBetween, timeInWords, weekdayInWords } from '@prasan/event-sourcing'
import type { Language } from './paper.js'

/** A text of the record or of a paper; in English what nobody wrote in English stays Thai. */
export type Say = (text: Bilingual) => string

/** The words of the enums that a paper prints, as the API answers them. */
export type EnumWords = readonly {
  readonly type: string
  readonly words: readonly { readonly name: string; readonly label: Bilingual | null }[]
}[]

export interface Wording {
  readonly language: Language
  /** The day that the paper is of. */
  readonly day: string
  say: Say
  /** The one of two texts in the language. */
  t(th: string, en: string): string
  name(of: { readonly name: Bilingual } | null | undefined): string
  on(day: string): string
  /** With the day of the week, as in `วันศุกร์ที่ 8 พฤษภาคม 2569`. */
  onWeekday(day: string): string
  /** With a short month, for tables; never broken over two lines. */
  shortly(day: string): string
  /** A time of day HH:MM, as in `09.30 น.` */
  at(time: string): string
  /** From a first day until before another, as the last day on which it holds. */
  span(from: string | null, until: string | null): string
  /** The word for a value of an enum. */
  word(type: string, value: string | null): string
  days(n: number): string
  /** How many days from one day until another. */
  between(from: string, until: string): string
}

/** On one line, wherever it is printed. */
export const whole = (text: string) => text.replaceAll(' ', '\u00a0')

/** In English, with a noun that takes an s. */
export const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`

export function wordingIn(language: Language, day: string, words: EnumWords): Wording {
  const byType = new Map(words.map(({ type, words }) => [type, new Map(words.map(({ name, label }) => [name, label]))]))
  const say: Say = ({ th, en }) => (language === 'th' ? th : (en ?? th))
  const t = (th: string, en: string) => (language === 'th' ? th : en)
  const on = (of: string) => say(dayInWords(of))
  const shortly = (of: string) => whole(say(dayInWords(of, 'short')))
  const name: Wording['name'] = (of) => (of ? say(of.name) : t('ไม่ทราบ', 'unknown'))
  const days = (n: number) => t(`${n} วัน`, counted(n, 'day'))
  return {
    ...{ language, day, say, t, name, on, shortly, days },
    onWeekday: (of) => say(weekdayInWords(of)),
    at: (time) => whole(say(timeInWords(time))),
    span(from, until) {
      const first = from === null ? t('ก่อนเริ่มบันทึก', 'before the record begins') : shortly(from)
      if (until === null) return t(`${first} ถึงปัจจุบัน`, `${first} to the present`)
      const last = shortly(addDays(until, -1))
      return first === last ? first : t(`${first} ถึง ${last}`, `${first} to ${last}`)
    },
    word(type, value) {
      const label = value === null ? null : byType.get(type)?.get(value)
      return label ? say(label) : (value ?? '')
    },
    between: (from, until) => days(daysBetween(from, until)),
  }
}
