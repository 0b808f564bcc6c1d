/** What no free text should hold of a person: it is recorded all the same, and the answer asks to word it otherwise. */
import type { Problem } from '../declaring/outcome.js'
import { type Bilingual, metaOf, unwrapped, z } from '../declaring/shapes.js'
import { normalised } from '../thai/text.js'

const WORDS = {
  NationalId: {
    th: 'ข้อความนี้มีเลขประจำตัวประชาชน โปรดแก้ถ้อยคำ ระบบไม่เก็บข้อมูลผู้เสียหาย',
    en: 'This text holds a national identification number: please reword it. No data on victims is kept here.',
  },
  PhoneNumber: {
    th: 'ข้อความนี้มีหมายเลขโทรศัพท์ โปรดบันทึกไว้ที่ช่องทางติดต่อของบุคคลแทน',
    en: 'This text holds a telephone number: please reword it, and keep it with the contacts of the person.',
  },
  NameOfAChild: {
    th: 'ข้อความนี้ดูเหมือนมีชื่อเด็ก โปรดแก้ถ้อยคำ บันทึกได้เฉพาะจำนวน',
    en: 'This text seems to name a child: please reword it. Only counts are recorded here.',
  },
} satisfies Record<string, Bilingual>
type Sensitive = keyof typeof WORDS

/** What may stand between the digits of one number; a blank is read in one way only, or what is no number takes long. */
const GAP = '(?:[ ]?[-\\u2010-\\u2015\\u2212.)][ ]?|[ ])?'
const THIRTEEN_DIGITS_OR_MORE = new RegExp(`\\d(?:${GAP}\\d){12,}`, 'g')
const A_DAY_OR_TIME = '(?!\\d{1,2}[-./]\\d{1,2}[-./]\\d{4})(?!\\d{1,2}[.:]\\d{2}(?!\\d))'
const FROM_ABROAD = `(?:\\+|00)?66${GAP}(?:\\(0\\)[ ]?)?`
const PHONE = new RegExp(
  `(?<!\\d[-./]?)(?<!/)${A_DAY_OR_TIME}(?:${FROM_ABROAD}|0[- ]?)(?:[689](?:${GAP}\\d){8}|[2-57](?:${GAP}\\d){7})(?![\\d/])`,
)
/** Words that follow where children are spoken of in general. */
const IN_GENERAL = 'และ|หรือ|กับ|ที่|ซึ่ง|อายุ|วัย|จำนวน|กลุ่ม|ทุก|คน|ราย|รวม'
const AFTER_THE_WORD = `${IN_GENERAL}|ใน|จาก|ของ|ถูก|ได้|ต้อง|เป็น|ไม่|มี|ให้|ต่อ|เข้า|ผู้|ทั้ง|นั้น|นี้|จะ|ควร`
const TITLE = `(?:ด\\. ?[ชญ](?:\\.|(?= ))|(?<![ก-๎])ด[ชญ]\\.) ?(?!${IN_GENERAL})`
const CHILD = new RegExp(`(?:${TITLE}|เด็ก(?:ชาย|หญิง) ?(?!${AFTER_THE_WORD}))[ก-ฮเ-ไ][ก-๎]`)

/** The digit at a place; NaN where there is none. */
const digitAt = (text: string, at: number) => {
  const digit = text.charCodeAt(at) - ZERO
  return digit >= 0 && digit <= 9 ? digit : NaN
}
const ZERO = '0'.charCodeAt(0)
const isDigit = (text: string, at: number) => !Number.isNaN(digitAt(text, at))

/** The check digit of a Thai national identification number: 13 digits, the last told by the others. @param at where they stand, from the n-th on */
function isNationalId(text: string, at: readonly number[], n: number): boolean {
  let sum = 0
  for (let i = 0; i < 12; i++) sum += digitAt(text, at[n + i]!) * (13 - i)
  return (11 - (sum % 11)) % 10 === digitAt(text, at[n + 12]!)
}

function holdsNationalId(plain: string): boolean {
  for (const [run] of plain.matchAll(THIRTEEN_DIGITS_OR_MORE)) {
    const at: number[] = []
    for (let i = 0; i < run.length; i++) if (isDigit(run, i)) at.push(i)
    for (let n = 0; n + 12 < at.length; n++)
      if (!isDigit(run, at[n]! - 1) && !isDigit(run, at[n + 12]! + 1) && isNationalId(run, at, n)) return true
  }
  return false
}

/** What a text holds that should not stand in it; in time linear in its length. */
export function sensitiveIn(text: string): Sensitive[] {
  const plain = normalised(text)
  const found = { NationalId: holdsNationalId(plain), PhoneNumber: PHONE.test(plain), NameOfAChild: CHILD.test(plain) }
  return (Object.keys(found) as Sensitive[]).filter((code) => found[code])
}

/** Fields of references (numbers of orders and letters), by the names that shapes give them. */
const REFERENCES = new Set(['number', 'order'])

/** Every free text of a command's body that should be worded otherwise; names and contacts of persons are kept apart and encrypted. */
export function warningsOf(schema: z.ZodType, value: unknown, path: readonly (string | number)[] = []): Problem[] {
  const { inner } = unwrapped(schema)
  const { personal, refs, scalar, oneOf } = { ...metaOf(inner), ...metaOf(schema) }
  if (value === undefined || value === null || personal || refs || scalar || inner instanceof z.ZodEnum) return []
  if (typeof value === 'string') return sensitiveIn(value).map((code) => ({ field: path.join('.'), code, message: WORDS[code] }))
  const parts: Readonly<Record<string, unknown>> = oneOf ?? (inner instanceof z.ZodObject ? inner.shape : {})
  if (inner instanceof z.ZodArray && Array.isArray(value))
    return value.flatMap((part, i) => warningsOf(inner.element as z.ZodType, part, [...path, i]))
  if (typeof value !== 'object') return []
  return Object.entries(parts).flatMap(([key, part]) =>
    REFERENCES.has(key) ? [] : warningsOf(part as z.ZodType, (value as Record<string, unknown>)[key], [...path, key]),
  )
}
