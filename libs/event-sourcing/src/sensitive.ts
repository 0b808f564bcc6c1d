/** What no free text should hold of a person: it is recorded all the same, and the answer asks to word it otherwise. */
import type { Problem } from './outcome.js'
import { type Bilingual, metaOf, unwrapped, z } from './shapes.js'
import { normalised } from './thai.js'

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

const SEPARATOR = '[-. ]?'
const THIRTEEN_DIGITS = new RegExp(`(?<!\\d)(?=(\\d(?:${SEPARATOR}\\d){12})(?!\\d))`, 'g')
const A_DAY = '(?!\\d{1,2}[-./]\\d{1,2}[-./]\\d{4})'
const PHONE = new RegExp(
  `(?<!\\d[-./]?)(?<!/)${A_DAY}(?:\\+?66${SEPARATOR}|0)(?:[689](?:${SEPARATOR}\\d){8}|[2-57](?:${SEPARATOR}\\d){7})(?![\\d/])`,
)
/** Words that follow where children are spoken of in general. */
const IN_GENERAL = 'และ|หรือ|กับ|ที่|ซึ่ง|อายุ|วัย|ใน|จาก|ของ|จำนวน|กลุ่ม|ทุก|ถูก|ได้|ต้อง|เป็น|ไม่|มี|ให้|คน|ราย|รวม|ต่อ|เข้า|ผู้|ทั้ง|นั้น|นี้|จะ|ควร'
const CHILD = new RegExp(`(?:ด\\. ?[ชญ]\\.|เด็กชาย|เด็กหญิง) ?(?!${IN_GENERAL})[ก-ฮเ-ไ][ก-๎]`)

/** The check digit of a Thai national identification number: 13 digits, the last told by the others. */
export function isNationalId(digits: string): boolean {
  if (!/^\d{13}$/.test(digits)) return false
  const sum = [...digits.slice(0, 12)].reduce((all, digit, i) => all + Number(digit) * (13 - i), 0)
  return (11 - (sum % 11)) % 10 === Number(digits[12])
}

/** What a text holds that should not stand in it; in time linear in its length. */
export function sensitiveIn(text: string): Sensitive[] {
  const plain = normalised(text)
  const ids = [...plain.matchAll(THIRTEEN_DIGITS)].some(([, found]) => isNationalId(found!.replace(/\D/g, '')))
  const found = { NationalId: ids, PhoneNumber: PHONE.test(plain), NameOfAChild: CHILD.test(plain) }
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
