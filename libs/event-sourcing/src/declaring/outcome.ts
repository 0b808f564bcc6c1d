import { type Bilingual, Day, Instant, listsTooLong, type z } from './shapes.js'
import type { Rule } from './rules.js'

/** What a command answers: errors are values here, each with a code, a message in two languages and the place. */
export type Outcome =
  | {
      readonly is: 'Recorded'
      readonly id: string
      /** Revision of the stream's last event; -1 is never answered: a recorded command has at least one event before or in it. */
      readonly revision: bigint
      readonly position: bigint
      /** True when this very command had been recorded before and nothing was added. */
      readonly repeated: boolean
      /** Names of the events added (or added then). */
      readonly events: readonly string[]
      /** Made for this command and told this once: repeated, it is not there. */
      readonly secret?: string
    }
  | { readonly is: 'RuleBroken'; readonly rule: Rule; readonly field: string }
  | { readonly is: 'RevisionConflict'; readonly id: string; readonly expected: bigint | null; readonly actual: bigint | null }
  | { readonly is: 'InputInvalid'; readonly problems: readonly Problem[] }

export interface Problem {
  /** Path of the field, as in `seats.2.post`. */
  readonly field: string
  readonly code: string
  readonly message: Bilingual
}

const PROBLEMS: Record<string, Bilingual> = {
  Missing: { th: 'ต้องกรอกช่องนี้', en: 'This field is required.' },
  UnknownField: { th: 'ไม่มีช่องนี้', en: 'There is no such field.' },
  Malformed: { th: 'รูปแบบไม่ถูกต้อง', en: 'This is not of the right form.' },
  TooShort: { th: 'สั้นเกินไปหรือว่างเปล่า', en: 'This is empty or too short.' },
  TooLong: { th: 'ยาวเกินไป', en: 'This is too long.' },
  OutOfRange: { th: 'ค่าอยู่นอกช่วงที่กำหนด', en: 'This value is out of range.' },
  DayMalformed: { th: 'วันที่ต้องเป็น ปปปป-ดด-วว (ค.ศ.) และมีอยู่จริง', en: 'A day is written YYYY-MM-DD and must exist.' },
  DayOutOfRange: { th: 'รับวันที่ตั้งแต่ พ.ศ. ๒๔๘๔ ถึง พ.ศ. ๒๗๔๒', en: 'Days before 1941 (B.E. 2484) or after 2199 are not taken.' },
  DayHasNotCome: { th: 'สิ่งที่เกิดขึ้นแล้วต้องลงวันที่ไม่เกินวันนี้ โปรดตรวจปี', en: 'What has happened is dated today at the latest: check the year.' },
  DayTooFarAhead: { th: 'วันที่อยู่ไกลเกินไป โปรดตรวจปี', en: 'This day lies too far ahead: check the year.' },
  InstantHasNotCome: {
    th: 'ยังไม่ถึงเวลานั้น จึงยังไม่มีผู้ใดทราบว่าในเวลานั้นทราบอะไร',
    en: 'This instant has not come: nobody knows yet what is known then.',
  },
  TimeMalformed: { th: 'เวลาต้องเป็น ชช:นน', en: 'A time is written HH:MM.' },
  ControlCharacter: { th: 'ข้อความมีอักขระควบคุมที่มองไม่เห็น', en: 'The text contains an invisible control character.' },
  BrokenCharacter: { th: 'ข้อความมีอักขระที่เสียหาย', en: 'The text contains a broken character.' },
  InvisibleCharacter: {
    th: 'ข้อความมีอักขระที่มองไม่เห็นหรือเปลี่ยนทิศทางการเขียน โปรดพิมพ์ใหม่',
    en: 'The text contains a character that is invisible or turns the direction of writing: type it anew.',
  },
  StackedMarks: { th: 'มีเครื่องหมายซ้อนบนอักษรเดียวมากเกินไป', en: 'Too many marks stand on one character.' },
  TooManyDays: { th: 'ช่วงวันที่ถามยาวเกินไป โปรดถามช่วงที่สั้นกว่า', en: 'These are more days than can be told of at once: ask for fewer.' },
  TwiceInTheList: { th: 'ซ้ำกับที่มีอยู่แล้วในรายการนี้', en: 'This stands in the list already.' },
  NotAfterTheStepBefore: { th: 'ต้องมากกว่าจำนวนวันของขั้นก่อนหน้า', en: 'This step comes after the one before it: give more days.' },
  FileNameIsNoPath: { th: 'ชื่อไฟล์ต้องไม่มี / หรือ \\', en: 'The name of a file holds no / or \\.' },
  NotAsStored: { th: 'ไม่ตรงกับไฟล์ที่ส่งไว้', en: 'This is not so of the file that was stored.' },
  NotARuleOfABody: {
    th: 'ไม่มีกฎของคณะชื่อนี้ บันทึกทั้งที่ไม่เป็นไปตามกฎได้เฉพาะกฎของคณะ',
    en: 'No rule of a body is called so: only a rule of the body can be recorded despite.',
  },
  NotAnId: { th: 'ไม่ใช่รหัสของสิ่งที่ช่องนี้ต้องการ', en: 'This is not the id of what this field names.' },
  MomentTwice: {
    th: 'รหัสนี้ระบุเวลาไว้แล้ว ไม่ต้องส่ง asOf หรือส่งเฉพาะส่วนของรหัสหน้าเครื่องหมาย @',
    en: 'The id carries a moment already: leave `asOf` out, or send the part of the id before the @.',
  },
  UnknownWord: { th: 'ไม่รู้จักคำนี้', en: 'This word is not known here.' },
  NotTogether: { th: 'ช่องนี้ใช้ร่วมกับอีกช่องหนึ่งไม่ได้', en: 'This does not go together with the other one.' },
  UnknownId: { th: 'ไม่พบสิ่งที่รหัสนี้อ้างถึง', en: 'Nothing with this id is recorded.' },
  RecurrenceMalformed: {
    th: 'อ่านกฎการประชุมซ้ำ (RRULE ตาม RFC 5545) ไม่ได้ที่ส่วนนี้:',
    en: 'The rule of recurrence (RRULE, RFC 5545) cannot be read at this part:',
  },
  RecurrenceBelowDays: {
    th: 'กฎการประชุมซ้ำระบุได้เพียงวัน ไม่ถึงชั่วโมงหรือนาที:',
    en: 'A rule of recurrence names days here, not hours or minutes:',
  },
  IdempotencyKeyReused: {
    th: 'รหัสกันบันทึกซ้ำนี้เคยใช้กับข้อมูลอื่นแล้ว โปรดใช้รหัสใหม่',
    en: 'This idempotencyKey was used before with another body: send a new key for a new command.',
  },
}

export const problem = (field: string, code: string, hint?: Bilingual): Problem => {
  const { th, en } = PROBLEMS[code] ?? PROBLEMS['Malformed']!
  return { field, code, message: hint ? { th: `${th} ${hint.th}`, en: `${en} ${hint.en}` } : { th, en } }
}

interface Issue {
  readonly code: string
  readonly path: PropertyKey[]
  readonly message: string
  readonly format?: string
  readonly keys?: string[]
  readonly input?: unknown
  readonly errors?: Issue[][]
  readonly minimum?: number | bigint
  readonly maximum?: number | bigint
}

/** A value as its shape reads it, or what is wrong with it: lists that are too long first, and by themselves. */
export function readBy<T>(shape: z.ZodType<T>, value: unknown): { readonly data: T } | { readonly problems: readonly Problem[] } {
  const tooLong = listsTooLong(shape, value).map(({ path, most }) => ({ code: 'too_big', message: '', path, maximum: most }))
  if (tooLong.length > 0) return { problems: problemsOf(tooLong, value) }
  const { success, data, error } = shape.safeParse(value)
  return success ? { data } : { problems: problemsOf(error.issues, value) }
}

/** Zod's issues in our words. */
function problemsOf(issues: readonly Issue[], value: unknown): Problem[] {
  return issues.flatMap((issue) => {
    const field = issue.path.join('.')
    if (issue.code === 'unrecognized_keys') return issue.keys!.map((key) => problem([...issue.path, key].join('.'), 'UnknownField'))
    const found = at(value, issue.path)
    const code = codeOf(issue, found)
    return [problem(field, code, hintOf(issue, code, found))]
  })
}

/** What to write instead, where it can be told. */
function hintOf({ minimum, maximum, message }: Issue, code: string, found: unknown): Bilingual | undefined {
  if (code.startsWith('Recurrence')) return { th: message.slice(code.length + 1), en: message.slice(code.length + 1) }
  if (code === 'OutOfRange' && minimum !== undefined) return { th: `(ต่ำสุด ${minimum})`, en: `The least is ${minimum}.` }
  if (code === 'OutOfRange' && maximum !== undefined) return { th: `(สูงสุด ${maximum})`, en: `The most is ${maximum}.` }
  const rightly = (code.startsWith('Day') || code === 'OutOfRange') && typeof found === 'string' ? fromBuddhistEra(found) : undefined
  return rightly === undefined ? undefined : { th: `ใช้ ค.ศ.: ${rightly}`, en: `Write the year C.E.: ${rightly}` }
}

/** The day or the instant that was written with its year of the Buddhist Era. */
function fromBuddhistEra(text: string): string | undefined {
  const rightly = text.replace(/^\d{4}(?=-)/, (year) => String(Number(year) - 543))
  const isOne = Day.safeParse(rightly).success || (Instant.safeParse(rightly).success && Day.safeParse(rightly.slice(0, 10)).success)
  return rightly !== text && isOne ? rightly : undefined
}

function codeOf(issue: Issue, found: unknown): string {
  if (issue.message in PROBLEMS) return issue.message
  if (issue.message.startsWith('NotAnIdOf:')) return 'NotAnId'
  const [, recurrence] = /^(Recurrence\w+):/.exec(issue.message) ?? []
  if (recurrence) return recurrence
  if (issue.code === 'invalid_type' && (found === undefined || found === null)) return 'Missing'
  if (issue.code === 'invalid_format' && issue.format === 'date') return 'DayMalformed'
  if (issue.code === 'too_small') return typeof found === 'string' ? 'TooShort' : 'OutOfRange'
  if (issue.code === 'too_big') return typeof found === 'string' ? 'TooLong' : 'OutOfRange'
  return 'Malformed'
}

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (part, key) => (part === null || part === undefined ? undefined : (part as Record<PropertyKey, unknown>)[key]),
    value,
  )
