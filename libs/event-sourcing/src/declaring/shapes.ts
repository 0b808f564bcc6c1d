/**
 * The vocabulary of facts: a shape is written once and serves command, event, validation, GraphQL input and history.
 * What libs/graphql and the history need to know of a field stands in its meta (`label`, `refs`, `personal`, `scalar`).
 */
import { z } from 'zod'
import { canonical } from '../log/canonical.js'
import { STACKED, tidy } from '../thai/text.js'

export { z }

export interface Bilingual {
  th: string
  en?: string | undefined
}

/** What a field's meta may say. */
export type FieldMeta = {
  /** Name of the field as a reader sees it. */
  label?: Bilingual
  /** Categories of the streams (or parts of streams) that the id may name. */
  refs?: readonly string[]
  /** Encrypted under the person's key before it is stored. Only in events of a `person-` stream. */
  personal?: true
  /** GraphQL scalar, where the zod type alone does not tell. */
  scalar?: 'Day' | 'DateTime' | 'ID'
  description?: string
  /** Of a day: whether what is told has happened by then, or may be announced. Judged of commands, not of what is stored. */
  time?: 'past' | 'planned'
  /** The values of an enum, or `true` and `false`, as a reader sees them. */
  words?: Readonly<Record<string, Bilingual>>
  /** How a text is said that is not written as people say it. */
  says?: (text: string) => Bilingual
}

/** What a field is called, and what there is to know of it. */
export const label = (th: string, en: string, ...more: [] | [th: string, en: string]): FieldMeta => ({
  label: { th, en },
  ...(more.length === 2 && { description: described(...more) }),
})

/** A description as the API's schema shows it, which has one text for each thing: a paragraph in English, then a line in Thai; with the rules that may refuse a command. */
export const described = (th: string, en: string, errors?: string): string =>
  errors ? described(`${th} ข้อผิดพลาด: ${errors}`, `${en} Errors: ${errors}.`) : `${en}${THAI}${th}`
const THAI = '\n\nไทย: '

/** The two languages of a description again; what is written in English alone has no Thai. */
export function languagesOf(description = ''): Bilingual {
  const [en, th = ''] = description.split(THAI)
  return { th, ...(en && { en }) }
}

// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]*$/
/** What turns the direction of writing, or shows nothing; but not the breaks and joins that Thai and emoji are written with. */
const INVISIBLE = /(?!\u200B|\u200C|\u200D|\p{Variation_Selector})\p{Default_Ignorable_Code_Point}/u
/** More than a blank or a mark on nothing. */
const SHOWN = /(?!\u2800)[\p{L}\p{N}\p{P}\p{S}]/u
const wellFormed = (text: string) => (text as string & { isWellFormed(): boolean }).isWellFormed()

const text = (longest: number) =>
  z
    .string()
    .overwrite((typed) => (typed.length > 4 * longest ? typed : tidy(typed)))
    .max(longest)
    .regex(SHOWN, 'TooShort')
    .regex(CONTROL, 'ControlCharacter')
    .refine((typed) => !INVISIBLE.test(typed), 'InvisibleCharacter')
    .refine((typed) => !STACKED.test(typed), 'StackedMarks')
    .refine(wellFormed, 'BrokenCharacter')

/** A text as typed, in NFC and without blanks around it, 1 to 10,000 characters that show something; no control or direction characters. */
export const Text = text(10_000)
/** The same up to 200,000 characters: minutes. */
export const LongText = text(200_000)
/** A text in Thai, which documents print, and in English beside it where somebody wrote it. */
export const Bilingual = z
  .strictObject({ th: Text.meta(label('ภาษาไทย', 'In Thai')), en: Text.optional().meta(label('ภาษาอังกฤษ', 'In English')) })
  .meta({ id: 'Bilingual' })

/** A calendar day of the Gregorian calendar, `YYYY-MM-DD`, from B.E. 2484 (1941), before which years began in April. */
export const Day = z.iso
  .date({ abort: true })
  .refine((day) => day >= '1941-01-01' && day < '2200-01-01', 'DayOutOfRange')
  .meta({ scalar: 'Day' })
export type Day = string
/** A day of something that has happened: at most the day on which it is recorded, or a slip in the year would lock what it is told of. */
export const PastDay = Day.meta({ time: 'past' })
/** A day of something announced, which may lie ahead, as an end on 31 December; at most `HORIZON_YEARS` years. */
export const PlannedDay = Day.meta({ time: 'planned' })

/** An instant with its offset, ISO 8601. */
export const Instant = z.iso.datetime({ offset: true }).meta({ scalar: 'DateTime' })

/** A time of day, `HH:MM`, in Asia/Bangkok. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'TimeMalformed')

export const Percent = z.int().min(0).max(100)
export const Count = z.int().min(0).max(1_000_000_000)

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

/** The id of something: its category, a dash and a UUID, as in `post-0190…`; the same in streams, views and GraphQL. */
export const ref = (...refs: [string, ...string[]]) =>
  z
    .string()
    .regex(new RegExp(`^(${refs.join('|')})-${UUID}$`), 'NotAnIdOf:' + refs.join(','))
    .meta({ refs, scalar: 'ID' })

/** `area-` and the official code (DOPA, TIS 1099: two digits a province, two more each for district, sub-district, village), as in `area-5601`. */
export const AreaRef = z
  .string()
  .regex(/^area-\d{2}(\d{2}){0,3}$/, 'NotAnIdOf:area')
  .meta({ refs: ['area'], scalar: 'ID', ...label('พื้นที่', 'Area') })

/** One of several values, each with the words a reader sees: `choice('Manner', { acting: ['รักษาราชการแทน', 'acting'] })`. */
export function choice<const W extends Readonly<Record<string, readonly [th: string, en: string]>>>(
  id: string,
  words: W,
  meta: FieldMeta = {},
) {
  const values = Object.keys(words) as [keyof W & string, ...(keyof W & string)[]]
  return z
    .enum(values)
    .meta({ id, words: Object.fromEntries(Object.entries(words).map(([value, [th, en]]) => [value, { th, en }])), ...meta })
}

/** Exactly one of the given alternatives, as in `{ exOfficio: { post } }`; a `@oneOf` input in GraphQL. */
export function oneOf<S extends Record<string, z.ZodType>>(alternatives: S) {
  type Choice = { [K in keyof S]: { [P in K]: z.infer<S[K]> } }[keyof S]
  const options = Object.entries(alternatives).map(([key, schema]) => z.strictObject({ [key]: schema }))
  return z.union(options).meta({ oneOf: alternatives }) as unknown as z.ZodType<Choice, Choice>
}

/** A list in which nothing stands twice; the second place is refused. Two entries are the same where what `of` takes of them is. */
export const distinct = <E extends z.ZodType>(list: z.ZodArray<E>, of: (entry: z.infer<E>) => unknown = (entry) => entry): z.ZodArray<E> =>
  list.superRefine((entries, context) => {
    const before = new Set<string>()
    for (const [index, entry] of entries.entries()) {
      const what = canonical(of(entry))
      if (before.has(what)) context.addIssue({ code: 'custom', path: [index], message: 'TwiceInTheList' })
      before.add(what)
    }
  })

/** Marks a field that is a name or a contact of a person. */
export const personal = <S extends z.ZodType>(schema: S): S => schema.meta({ personal: true } satisfies FieldMeta)

/** Lists of a value that hold more than their shape lets them, by path with the most: judged before their entries, which may be many. */
export function listsTooLong(
  schema: z.ZodType,
  value: unknown,
  path: (string | number)[] = [],
): { path: (string | number)[]; most: number }[] {
  const { inner } = unwrapped(schema)
  if (value === null || typeof value !== 'object') return []
  if (inner instanceof z.ZodArray) {
    if (!Array.isArray(value)) return []
    const most = mostOf(inner)
    if (value.length > most) return [{ path, most }]
    return value.flatMap((part, i) => listsTooLong(inner.element as z.ZodType, part, [...path, i]))
  }
  const parts: Record<string, z.ZodType> = metaOf(inner).oneOf ?? (inner instanceof z.ZodObject ? inner.shape : {})
  return Object.entries(parts).flatMap(([key, part]) =>
    Object.hasOwn(value, key) ? listsTooLong(part, (value as Record<string, unknown>)[key], [...path, key]) : [],
  )
}

/** How many entries a list may hold. */
function mostOf(list: z.ZodArray): number {
  const checks = (list._zod.def.checks ?? []).map(({ _zod: { def } }) => def as { check: string; maximum?: number })
  return Math.min(...checks.map(({ check, maximum = Infinity }) => (check === 'max_length' ? maximum : Infinity)))
}

export const metaOf = (schema: z.ZodType): FieldMeta & { oneOf?: Record<string, z.ZodType>; id?: string } => schema.meta() ?? {}

/** The schema inside `.optional()` and `.nullable()`, and whether it may be left out. */
export function unwrapped(schema: z.ZodType): { inner: z.ZodType; optional: boolean } {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return { inner: unwrapped(schema.unwrap() as z.ZodType).inner, optional: true }
  }
  if (schema instanceof z.ZodDefault) return { inner: unwrapped(schema.unwrap() as z.ZodType).inner, optional: true }
  return { inner: schema, optional: false }
}

/** Every id in a value of the shape, with its path and the categories it may be of. */
export function refsIn(
  schema: z.ZodType,
  value: unknown,
  path: (string | number)[] = [],
): { id: string; refs: readonly string[]; path: (string | number)[] }[] {
  const { inner } = unwrapped(schema)
  if (value === undefined || value === null) return []
  const meta = metaOf(inner)
  if (meta.refs) return [{ id: value as string, refs: meta.refs, path }]
  if (meta.oneOf) {
    const [key, part] = Object.entries(value as Record<string, unknown>)[0]!
    return refsIn(meta.oneOf[key]!, part, [...path, key])
  }
  if (inner instanceof z.ZodObject) {
    return Object.entries(inner.shape).flatMap(([key, part]) =>
      refsIn(part as z.ZodType, (value as Record<string, unknown>)[key], [...path, key]),
    )
  }
  if (inner instanceof z.ZodArray) return (value as unknown[]).flatMap((part, i) => refsIn(inner.element as z.ZodType, part, [...path, i]))
  return []
}
