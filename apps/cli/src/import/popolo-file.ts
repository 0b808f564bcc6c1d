/** What a Popolo file holds: its records as far as they are well-formed, and what of it is passed over. */
import { type Bilingual, addDays, z } from '@prasan/event-sourcing'
import { readText } from './bytes.js'
import type { Notice } from './report.js'
import { FileUnreadable, Refused } from './refused.js'
import { dayFrom } from './thai.js'

const Id = z.union([z.string().min(1), z.number()]).transform(String)
const day = z.string().nullish()
const text = z.string().nullish()

const SCHEMAS = {
  persons: z.object({
    ...{ id: Id, name: z.string(), given_name: text, additional_name: text, family_name: text, honorific_prefix: text },
    ...{ email: text, death_date: day },
  }),
  organizations: z.object({ id: Id, name: z.string(), classification: text, dissolution_date: day }),
  memberships: z.object({
    ...{ id: Id.nullish(), person_id: Id, organization_id: Id, on_behalf_of_id: Id.nullish(), area_id: Id.nullish() },
    ...{ legislative_period_id: Id.nullish(), role: text, label: text, start_date: day, end_date: day },
  }),
  areas: z.object({ id: Id, name: z.string() }),
  events: z.object({ id: Id, name: z.string(), start_date: day, end_date: day }),
}
type Schemas = typeof SCHEMAS
export type Collection = keyof Schemas
export type RecordOf<C extends Collection> = z.infer<Schemas[C]>

/** The fields that are taken of each collection. */
export const TAKEN = Object.entries(SCHEMAS).map(([name, { shape }]) => [name, Object.keys(shape)] as const)

const COLLECTIONS = Object.keys(SCHEMAS) as Collection[]
const File = z.looseObject(Object.fromEntries(COLLECTIONS.map((name) => [name, z.array(z.unknown()).default([])])))

export interface Found<C extends Collection> {
  readonly record: RecordOf<C>
  /** Its place in the list, from 1. */
  readonly line: number
}

export class PopoloFile {
  readonly notices: Notice[] = []
  private constructor(private readonly raw: Readonly<Record<string, unknown>>) {}

  /** @throws FileUnreadable */
  static read(path: string): PopoloFile {
    let json: unknown
    try {
      json = JSON.parse(readText(path, 'utf-8'))
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      throw new FileUnreadable('JsonMalformed', path, {
        th: `อ่าน JSON ไม่ได้: ${error.message}`,
        en: `This is no well-formed JSON: ${error.message}`,
      })
    }
    const file = File.safeParse(json)
    if (file.success) return new PopoloFile(file.data)
    throw new FileUnreadable('JsonMalformed', path, {
      th: 'ไม่ใช่ไฟล์ Popolo',
      en: 'This is no Popolo file: it must be an object of lists (persons, organizations, memberships).',
    })
  }

  /** The well-formed records, by what tells one from another: the first of each; others are refused. */
  records<C extends Collection>(of: C, keyOf: (record: RecordOf<C>) => string): Map<string, Found<C>> {
    const found = new Map<string, Found<C>>()
    for (const [index, value] of this.list(of).entries()) {
      const line = index + 1
      const parsed = SCHEMAS[of].safeParse(value)
      if (!parsed.success) {
        for (const { path } of parsed.error.issues)
          this[NAMED_BY_OTHERS.has(of) ? 'tell' : 'refuse'](of, line, idOf(value), String(path[0] ?? ''), value, MALFORMED)
        continue
      }
      const record = parsed.data as RecordOf<C>
      const key = this.attempt(of, record, line, () => keyOf(record))
      if (key === undefined) continue
      if (found.has(key)) this.refuse(of, line, key, 'id', record, record.id == null ? MEMBERSHIP_TWICE : ID_TWICE)
      else found.set(key, { record, line })
    }
    return found
  }

  /** The ids of a list, of records that are not well-formed too. */
  idsOf = (of: Collection): Set<string> => new Set(this.list(of).map(idOf))

  /** What is computed of a record; undefined when it is refused for it. */
  attempt<C extends Collection, R>(of: C, record: RecordOf<C>, line: number, work: () => R): R | undefined {
    try {
      return work()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      this.refuse(of, line, record.id ?? '', error.field, record, error)
      return undefined
    }
  }

  refuse(table: string, line: number, key: string, column: string, record: unknown, { code, reason }: Refused): void {
    this.notices.push({ is: 'refused', table, line, key, column, value: textAt(record, column), code, reason })
  }

  tell(table: string, line: number, key: string, column: string, record: unknown, { code, reason }: Refused): void {
    this.notices.push({ is: 'told', table, line, key, column, value: textAt(record, column), code, reason })
  }

  /** Tells once a kind, with the count, which fields and lists are not taken. */
  tellWhatIsPassedOver(): void {
    for (const of of COLLECTIONS) {
      const counts = new Map<string, number>()
      const taken = new Set(Object.keys(SCHEMAS[of].shape))
      for (const record of this.list(of)) {
        for (const [field, value] of Object.entries(record ?? {}))
          if (isFilled(value) && !(taken.has(field) && isTaken(of, field, record as Readonly<Record<string, unknown>>)))
            counts.set(field, (counts.get(field) ?? 0) + 1)
      }
      for (const [field, count] of counts) this.tell(of, 0, '', field, null, new Refused('FieldNotTaken', fieldNotTaken(count)))
    }
    for (const [name, value] of Object.entries(this.raw))
      if (!COLLECTIONS.includes(name as Collection) && isFilled(value)) this.tell(name, 0, '', '', null, LIST_NOT_TAKEN)
  }

  private list = (of: Collection) => this.raw[of] as readonly unknown[]
}

const idOf = (value: unknown): string => {
  const id = Id.safeParse((value as { id?: unknown } | null)?.id)
  return id.success ? id.data : ''
}

const isFilled = (value: unknown) =>
  value !== null && value !== undefined && value !== '' && !(typeof value === 'object' && Object.keys(value).length === 0)

/** Whether a field that is known is kept of this record: of a classification only that it is a party, of a name its parts only with a given one. */
function isTaken(of: Collection, field: string, record: Readonly<Record<string, unknown>>): boolean {
  if (of === 'organizations' && field === 'classification') return record['classification'] === 'party'
  if (of === 'persons' && ['additional_name', 'family_name'].includes(field)) return isFilled(record['given_name'])
  return true
}

export const textAt = (record: unknown, field: string): string => {
  const value = Object.entries(record ?? {}).find(([name]) => name === field)?.[1] as unknown
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** Kept only with the memberships that name them: those that are not well-formed refuse these, and nothing else. */
const NAMED_BY_OTHERS: ReadonlySet<Collection> = new Set(['areas', 'events'])

const MALFORMED = new Refused('Malformed', { th: 'ขาดข้อมูลหรือรูปแบบไม่ถูกต้อง', en: 'This is missing, or not of the right kind.' })
const ID_TWICE = new Refused('KeyTwice', { th: 'รหัสนี้มีแล้ว', en: 'This id is in the file already.' })
const MEMBERSHIP_TWICE = new Refused('KeyTwice', {
  th: 'มีสมาชิกภาพนี้แล้ว (บุคคล คณะ บทบาท และวันเริ่มเดียวกัน): ถ้าเป็นคนละรายการให้ใส่ id',
  en: 'This membership is in the file already (same person, body, role and first day): if it is another one, give each an id.',
})
const LIST_NOT_TAKEN = new Refused('ListNotTaken', { th: 'ไม่ได้นำเข้าส่วนนี้ของไฟล์', en: 'This part of the file is not taken.' })
const fieldNotTaken = (count: number): Bilingual => ({
  th: `ไม่ได้นำเข้าช่องนี้ (${count} รายการ)`,
  en: `This field is not taken (of ${count} ${count === 1 ? 'record' : 'records'}).`,
})

/**
 * A year, a month, a day or an instant (2014, 2014-05, 2014-05-17): its first day and the day after its last. A year from 2400 on is of the
 * Buddhist Era, and days are bounded, as in a workbook.
 * @throws Refused naming the field
 */
export function daysOf(date: string | null | undefined, field: string): { first: string; after: string } | undefined {
  if (!date) return undefined
  const [found, year, month, day] = ISO.exec(date) ?? []
  try {
    if (found === undefined) throw DATE_MALFORMED
    const first = dayFrom(year!, month ?? '01', day ?? '01')
    if (day !== undefined) return { first, after: addDays(first, 1) }
    const [from, to] = first.split('-').map(Number) as [number, number]
    return { first, after: new Date(month === undefined ? Date.UTC(from + 1, 0) : Date.UTC(from, to)).toISOString().slice(0, 10) }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    throw new Refused(error.code, error.reason, field)
  }
}

const ISO = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?)?$/
const DATE_MALFORMED = new Refused('DayMalformed', {
  th: 'อ่านวันที่ไม่ได้: เขียนเป็น ปปปป, ปปปป-ดด หรือ ปปปป-ดด-วว',
  en: 'This is no date: Popolo writes YYYY, YYYY-MM or YYYY-MM-DD.',
})
