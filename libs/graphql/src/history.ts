/** The history of an aggregate, made from its stream and the registry: sentences a reader understands, in both languages. */
import {
  type Bilingual,
  type FieldMeta,
  type KeyRing,
  type LogLine,
  type LoggedEvent,
  type Registry,
  dayInWords,
  importInWords,
  isSealed,
  metaOf,
  unwrapped,
  z,
} from '@prasan/event-sourcing'
import type { HistoryEntry } from './types.js'
import { upperFirst } from './naming.js'
import { ofSealed } from './personal.js'

type NameOf = (id: string) => Promise<Bilingual | null>

const UNKNOWN: Bilingual = { th: 'ไม่ทราบ', en: 'unknown' }

/** One event as a line of the history. `nameOf` gives the name of whatever an id in it names. */
export async function historyEntry(
  registry: Registry,
  event: LoggedEvent,
  logNumber: number | null,
  nameOf: NameOf,
  keys: Pick<KeyRing, 'open' | 'learn' | 'isLost'>,
): Promise<HistoryEntry> {
  const type = registry.events.get(event.type)!
  const values = new Map<string, Bilingual>()
  const facts: HistoryEntry['facts'] = []
  if (type.personal.length > 0) await keys.learn([event.id])
  for (const [key, schema] of Object.entries(type.schema.shape)) {
    const value = (event.data as Record<string, unknown>)[key]
    const ofAnImport = event.metadata.imported && key === 'reason' ? importInWords(value) : undefined
    const words = isSealed(value) ? ofSealed(keys, event.id, value) : (ofAnImport ?? (await inWords(schema as z.ZodType, value, nameOf)))
    values.set(key, words ?? UNKNOWN)
    if (words) facts.push({ label: labelOf(key, schema as z.ZodType), value: words })
  }
  return {
    type: event.type,
    sentence: sentence(type.says(event.data), values),
    facts,
    recordedAt: event.recordedAt,
    effective: effectiveDay(event.data as Record<string, unknown>),
    actor: event.actor,
    forPost: event.forPost ?? null,
    logNumber,
    revision: Number(event.revision),
    despite: (event.metadata.despite ?? []).map(({ rule, reason }) => `${rule}: ${reason}`),
  }
}

const UNREADABLE: Bilingual = { th: 'เหตุการณ์ที่รุ่นนี้อ่านไม่ได้', en: 'An event that this version cannot read' }

/** The line of an event of which no more can be told than the views counted of it. */
export const unreadableEntry = ({
  type,
  recordedAt,
  actor,
  forPost,
  revision,
  logNumber,
}: Omit<LogLine, 'position' | 'id'>): HistoryEntry => ({
  ...{ type, recordedAt, actor, forPost, revision, logNumber },
  ...{ sentence: UNREADABLE, facts: [], effective: null, despite: [] },
})

/** The day from which the event holds in the world, by the names that our events give it. */
const effectiveDay = (data: Record<string, unknown>): string | null =>
  ['from', 'on', 'madeOn', 'date', 'effectiveFrom'].map((key) => data[key]).find((value) => typeof value === 'string') ?? null

function sentence(says: Bilingual, values: ReadonlyMap<string, Bilingual>): Bilingual {
  const fill = (template: string, language: 'th' | 'en') =>
    template.replace(/\{(\w+)\}/g, (_, key: string) => {
      const words = values.get(key)
      return (language === 'en' ? (words?.en ?? words?.th) : words?.th) ?? ''
    })
  return { th: fill(says.th, 'th'), en: fill(says.en ?? says.th, 'en') }
}

function labelOf(key: string, schema: z.ZodType): Bilingual {
  const label = (metaOf(schema) as FieldMeta).label ?? metaOf(unwrapped(schema).inner).label
  const spaced = upperFirst(key.replace(/([A-Z])/g, ' $1').toLowerCase())
  return label ?? { th: spaced, en: spaced }
}

async function inWords(schema: z.ZodType, value: unknown, nameOf: NameOf): Promise<Bilingual | null> {
  const { inner } = unwrapped(schema)
  const meta = metaOf(inner)
  if (value === undefined || value === null) return null
  const word = (typeof value === 'string' || typeof value === 'boolean') && meta.words?.[String(value)]
  if (word) return word
  if (meta.refs) return (await nameOf(value as string)) ?? { th: value as string, en: value as string }
  if (meta.scalar === 'Day') return dayInWords(value as string)
  if (meta.says) return meta.says(value as string)
  if (Array.isArray(value)) {
    const parts = await Promise.all(value.slice(0, 20).map((part) => inWords((inner as z.ZodArray).element as z.ZodType, part, nameOf)))
    const all = parts.filter((part) => part !== null)
    const more = value.length > 20 ? ' …' : ''
    return { th: all.map(({ th }) => th).join(', ') + more, en: all.map(({ th, en }) => en ?? th).join(', ') + more }
  }
  if (meta.oneOf) {
    const [kind, part] = Object.entries(value as Record<string, unknown>)[0]!
    return inWords(meta.oneOf[kind]!, part, nameOf)
  }
  if (inner instanceof z.ZodObject) {
    if ('th' in inner.shape) return value as Bilingual
    const parts = await Promise.all(
      Object.entries(inner.shape).map(([key, part]) => inWords(part as z.ZodType, (value as Record<string, unknown>)[key], nameOf)),
    )
    const all = parts.filter((part) => part !== null)
    return { th: all.map(({ th }) => th).join(' '), en: all.map(({ th, en }) => en ?? th).join(' ') }
  }
  if (typeof value === 'boolean') return value ? { th: 'ใช่', en: 'yes' } : { th: 'ไม่ใช่', en: 'no' }
  const words = typeof value === 'string' ? value : JSON.stringify(value)
  return { th: words, en: words }
}
