/** What may stand in a cell: each kind reads the text as typed and says in both languages what it takes. */
import { type Bilingual, metaOf, normalised, problem, westernDigits, type z } from '@prasan/event-sourcing'
import { Refused } from './refused.js'
import { dayOf } from './thai.js'

/** Finds the id that a key of another table stands for. */
export interface Keys {
  /** @throws Refused when no row and nothing imported before has the key */
  find(tables: readonly string[], key: string): string
}

export interface Column<T = unknown> {
  /** The Thai header; the English one is the column's name. */
  readonly th: string
  readonly required: boolean
  readonly takes: { readonly th: string; readonly en: string }
  readonly example: string
  /** Path of the command's input field that it fills, where it is not the column's own name. */
  readonly field?: string
  /** The tables whose keys it takes. */
  readonly tables?: readonly string[]
  /** Format of its cells in the workbook that is given out, where Excel would change what is typed. */
  readonly format?: '@'
  /** It names areas, which are recorded beforehand. */
  readonly areas?: true
  read(text: string, keys: Keys): T
}

type Kind<T> = Pick<Column<T>, 'takes' | 'read' | 'tables' | 'format' | 'areas'>
type Optional<T> = Column<T | undefined>

const declared =
  (required: boolean) =>
  <T>(th: string, kind: Kind<T>, example = '', field?: string): Column<T> => ({
    th,
    required,
    example,
    ...kind,
    ...(field !== undefined && { field }),
  })

/** A column in which every row must have something. */
export const must = declared(true)
/** A column that may be empty or left out. */
export const may = <T>(th: string, kind: Kind<T>, example = '', field?: string) => declared(false)(th, kind, example, field) as Optional<T>

export const text: Kind<string> = {
  takes: { th: 'ข้อความ', en: 'text' },
  read: (typed) => typed,
}

/** Keys are compared in one form, so that ๑ and 1, or two spellings of ำ, are the same key. */
export const key: Kind<string> = {
  takes: { th: 'รหัสของแถวนี้ ไม่ซ้ำในตาราง และคงเดิมทุกครั้งที่นำเข้า', en: 'key of this row: unique in the table and the same in every import' },
  read: (typed) => normalised(typed),
}

export const day: Kind<string> = {
  takes: { th: 'วันที่: 1/10/2569 หรือ 2026-10-01', en: 'date: 2026-10-01, 1/10/2026 or 1/10/2569 (B.E.)' },
  read: dayOf,
}

/**
 * A time of day in Bangkok: 9.30, 09:30 or ๐๙.๓๐ น. Excel takes 09.30 and 13.00 for the numbers 9.3 and 13. It may as well be a number
 * where half an hour is .5 and noon 0.5: what would then be another time is refused.
 */
export const time: Kind<string> = {
  takes: { th: 'เวลา เช่น 09.30', en: 'time of day, as in 09:30' },
  format: '@',
  read(typed) {
    const text = westernDigits(typed).trim()
    if (/^(\d{1,2}\.5|0(\.\d+)?)$/.test(text))
      throw new Refused('TimeAmbiguous', {
        th: 'ตัวเลขนี้อาจหมายถึงเวลาอื่น (9.5 คือ 09.50 น. หรือเก้าโมงครึ่ง): พิมพ์เป็น ชช:นน เช่น 09:50',
        en: 'This number may mean more than one time of day (9.5: ten to ten, or half past nine): write it as HH:MM, as in 09:50.',
      })
    const asNumber = /^(\d{1,2})(?:\.(\d))?$/.exec(text)
    const whole = asNumber ? `${asNumber[1]}.${asNumber[2] ?? '0'}0` : text
    const [, hour, minute] = /^(\d{1,2})[.:](\d{2})(?::00)?(?:\s*น\.?)?$/.exec(whole) ?? []
    if (hour !== undefined && Number(hour) < 24 && Number(minute) < 60) return `${hour.padStart(2, '0')}:${minute}`
    throw new Refused('TimeMalformed', { th: 'เวลาต้องเป็น ชช.นน', en: 'A time is written HH:MM.' })
  },
}

export const whole = (least: number, most: number): Kind<number> => ({
  takes: { th: `จำนวนเต็ม ${least} ถึง ${most}`, en: `whole number, ${least} to ${most}` },
  read(typed) {
    const number = Number(westernDigits(typed.replaceAll(',', '')).trim())
    if (Number.isInteger(number) && number >= least && number <= most) return number
    throw new Refused('OutOfRange', { th: `ต้องเป็นจำนวนเต็ม ${least} ถึง ${most}`, en: `This must be a whole number, ${least} to ${most}.` })
  },
})

const YES = ['ใช่', 'มี', 'yes', 'y', 'true', '1', '✓', 'x']
const NO = ['ไม่ใช่', 'ไม่', 'ไม่มี', 'no', 'n', 'false', '0', '-']
export const yesNo: Kind<boolean> = {
  takes: { th: 'ใช่ หรือ ไม่', en: 'yes or no' },
  read(typed) {
    const word = normalised(typed)
    if (YES.includes(word)) return true
    if (NO.includes(word)) return false
    throw new Refused('Malformed', { th: 'ต้องเป็น ใช่ หรือ ไม่', en: 'This must be yes or no.' })
  },
}

/** One of a list of the domain, by its name or by either word that a reader sees. */
export function choiceOf<V extends string>(schema: { readonly options: readonly V[] } & z.ZodType): Kind<V> {
  return choice((metaOf(schema).words ?? {}) as Readonly<Record<V, Bilingual>>)
}

export function choice<V extends string>(words: Readonly<Record<V, Bilingual>>): Kind<V> {
  const entries = Object.entries(words) as [V, Bilingual][]
  const byWord = new Map(entries.flatMap(([value, { th, en }]) => [value, th, en ?? value].map((word) => [normalised(word), value])))
  const takes = { th: entries.map(([, { th }]) => th).join(', '), en: entries.map(([value]) => value).join(', ') }
  return {
    takes,
    read(typed) {
      const found = byWord.get(normalised(typed))
      if (found !== undefined) return found
      throw new Refused('NotInTheList', { th: `ต้องเป็นคำใดคำหนึ่ง: ${takes.th}`, en: `This must be one of: ${takes.en}.` })
    },
  }
}

/** An official area code as an area's id. */
export const area: Kind<string> = {
  areas: true,
  takes: {
    th: 'รหัสพื้นที่ของกรมการปกครอง: จังหวัด 2 หลัก อำเภอ 4 ตำบล 6 หมู่บ้าน 8',
    en: 'official area code: 2 digits a province, 4 a district, 6 a sub-district, 8 a village',
  },
  read(typed) {
    const code = westernDigits(typed.trim()).replace(/^area-/, '')
    if (/^\d{2}(\d{2}){0,3}$/.test(code)) return `area-${code}`
    throw new Refused('Malformed', { th: 'รหัสพื้นที่มี 2, 4, 6 หรือ 8 หลัก', en: 'An area code has 2, 4, 6 or 8 digits.' })
  },
}

/** The key of a row of another table, or a Prasan id of the same kind. */
export const reference = (...tables: [string, ...string[]]): Kind<string> => ({
  tables,
  takes: { th: `รหัสในตาราง ${tables.join(', ')}`, en: `key in ${tables.join(', ')}` },
  read: (typed, keys) => keys.find(tables, typed),
})

/** Several, with commas or semicolons between them, each once. */
export const listOf = <T>(kind: Kind<T>): Kind<T[]> => ({
  ...(kind.tables && { tables: kind.tables }),
  ...(kind.areas && { areas: true }),
  takes: { th: `${kind.takes.th} (หลายรายการคั่นด้วย ;)`, en: `${kind.takes.en} (several with ; between them)` },
  read(typed, keys) {
    const words = typed.split(/[;,\n]/).map((each) => each.trim())
    const values = words.filter((each) => each !== '').map((each) => kind.read(each, keys))
    if (new Set(values).size < values.length) throw new Refused('TwiceInTheList', problem('', 'TwiceInTheList').message)
    return values
  },
})
