/** `node scripts/events.mjs` writes docs/events.md from what the contexts declare, as built; with `--check` it fails where that is not what stands there. */
import 'reflect-metadata'
import { contexts } from '../apps/api/dist/runtime.js'
import { languagesOf, metaOf, unwrapped, z } from '../libs/event-sourcing/dist/index.js'
import { describe, upperFirst } from '../libs/graphql/dist/index.js'
import { buildSchema } from 'graphql'
import { readFileSync, writeFileSync } from 'node:fs'

const path = new URL('../docs/events.md', import.meta.url)
const schema = buildSchema(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'))

/** Shapes and choices that have a name, by it: each is told once, below all events. */
const parts = new Map()
const choices = new Map()

const cell = (text = '') => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
const named = (map, id, inner) => {
  const known = map.get(id) ?? inner
  if (String(Object.keys(fieldsOf(known))) !== String(Object.keys(fieldsOf(inner)))) throw new Error(`two shapes are called ${id}`)
  map.set(id, known)
  return `[${id}](#${id.toLowerCase()})`
}
const isBilingual = (inner) => inner instanceof z.ZodObject && 'th' in inner.shape && inner.shape.th instanceof z.ZodString
const fieldsOf = (inner) => metaOf(inner).oneOf ?? inner.shape ?? inner.enum

function typeOf(declared) {
  const { inner } = unwrapped(declared)
  const { id, refs, scalar } = metaOf(inner)
  if (refs) return `id of ${refs.join(', ')}`
  if (isBilingual(inner)) return 'text in Thai, and in English'
  if (scalar) return scalar === 'Day' ? 'day' : 'instant'
  if (inner instanceof z.ZodArray) return `list of ${typeOf(inner.element)}`
  if (inner instanceof z.ZodEnum) return id ? named(choices, id, inner) : inner.options.map((value) => `\`${value}\``).join(', ')
  if (inner instanceof z.ZodObject || inner instanceof z.ZodUnion) return id ? named(parts, id, inner) : 'group'
  if (inner instanceof z.ZodBoolean) return 'yes or no'
  if (inner instanceof z.ZodNumber) return inner.safeParse(1.5).success ? 'number' : 'whole number'
  return inner.safeParse('09:30').success && !inner.safeParse('09.30').success ? 'time of day' : 'text'
}

/** A row for every field, and for every field of a group that has no name of its own. */
function rowsOf(of, shape, alternatives = false, before = '') {
  return Object.entries(shape).flatMap(([key, declared]) => {
    const { inner, optional } = unwrapped(declared)
    const { th, en } = languagesOf(describe({ ...metaOf(inner), ...metaOf(declared) }))
    if (!th || !en) throw new Error(`${before}${key} of ${of} has no label in both languages: give it one, label('…', '…')`)
    const needed = alternatives ? 'one of these' : optional ? 'optional' : 'required'
    const type = typeOf(declared) + (metaOf(inner).personal ? ', encrypted' : '')
    const group = inner instanceof z.ZodArray ? unwrapped(inner.element).inner : inner
    const inside =
      group instanceof z.ZodObject && !metaOf(group).id && !isBilingual(group) ? rowsOf(of, group.shape, false, `${before}${key}.`) : []
    return [[`\`${before}${key}\``, type, needed, cell(en), cell(th)], ...inside]
  })
}
const fields = (...told) => table(['field', 'type', '', 'English', 'ไทย'], rowsOf(...told))

/** A value of every kind that a sentence may depend on. */
function kindsOf(declared) {
  const { inner } = unwrapped(declared)
  if (inner instanceof z.ZodBoolean) return [true, false]
  if (inner instanceof z.ZodEnum) return inner.options
  return Object.keys(metaOf(inner).oneOf ?? { any: 0 }).map((kind) => ({ [kind]: {} }))
}

/** The sentences that an event may say: of what is required alone, with each of the optional fields, and with all of them. */
function sentencesOf({ schema: { shape }, says }) {
  const entries = Object.entries(shape).map(([key, declared]) => ({
    ...unwrapped(declared),
    of: kindsOf(declared).map((value) => ({ [key]: value })),
  }))
  const optional = entries.flatMap((entry) => (entry.optional ? entry.of : []))
  const told = entries
    .filter((entry) => !entry.optional)
    .reduce((all, { of }) => all.flatMap((data) => of.map((value) => ({ ...data, ...value }))), [{}])
    .flatMap((data) => [data, ...optional.map((value) => ({ ...data, ...value })), Object.assign({}, data, ...optional)])
    .map((data) => says(data))
  return [...new Map(told.map((words) => [words.th, words])).values()]
}

const eventSection = (event) => `#### ${event.type}

${table(
  ['', `version ${event.version}`],
  sentencesOf(event).flatMap(({ th, en }) => [
    ['en', cell(en)],
    ['ไทย', cell(th)],
  ]),
)}

${fields(event.type, event.schema.shape)}
`

/** What the API shows nothing of but its events. */
const NOT_SHOWN = {
  record: {
    th: 'บันทึกทั้งหมดเอง: บันทึกนี้คือบันทึกใด และผนึกไว้ถึงลำดับใด',
    en: 'The record itself: which store it is, and up to where it is sealed.',
  },
  process: {
    th: 'การดำเนินการที่เกิดต่อเนื่องโดยอัตโนมัติอย่างหนึ่ง เริ่มตอบสิ่งที่บันทึกตั้งแต่เมื่อใด',
    en: 'What follows by itself, by its name: from where in the log it is recorded. Nothing of before is answered.',
  },
  calendar: {
    th: 'วันที่เริ่มแล้วในปีหนึ่ง ทีละวันตามลำดับ รหัสคือ calendar-2026',
    en: 'The days of a year that began, one after the other; its id is as calendar-2026.',
  },
}

function aggregateSection({ category, events }) {
  const { th, en } = NOT_SHOWN[category] ?? languagesOf(schema.getType(upperFirst(category))?.description ?? '')
  return `### ${category}

${en}

${th}

Stream \`prasan-${category}-…\`.

${events.map(eventSection).join('\n')}`
}

const told = contexts
  .filter(({ aggregates }) => aggregates.length > 0)
  .map(({ name, aggregates }) => `## ${upperFirst(name)}\n\n${aggregates.map(aggregateSection).join('\n')}`)

/** Telling a part may name more of them: a Map goes on to what is added meanwhile. */
const partSections = []
for (const [id, inner] of parts) partSections.push([id, fields(id, fieldsOf(inner), inner instanceof z.ZodUnion)])
const choiceSections = [...choices].map(([id, inner]) => {
  const { words = {} } = metaOf(inner)
  return [
    id,
    table(
      ['value', 'English', 'ไทย'],
      inner.options.map((value) => [`\`${value}\``, cell(words[value]?.en), cell(words[value]?.th)]),
    ),
  ]
})
const sections = (all) =>
  all
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, text]) => `### ${id}\n\n${text}\n`)
    .join('\n')

const document = `# Events

Written by \`node scripts/events.mjs\` from what the contexts declare. All that is ever recorded is here: every event by its stream, with the sentences that the history tells of it and its fields.

เหตุการณ์ทั้งหมดที่ระบบบันทึก จัดตามสายบันทึก พร้อมประโยคที่ประวัติแสดงและช่องข้อมูลแต่ละช่อง

- A stream is named \`<prefix><id>\`; the prefix is \`prasan-\` unless configured, and the id is that of the API.
- In a sentence \`{field}\` stands for what the field says. Days are printed in the Buddhist Era in Thai.
- Old events stay valid: an event's name never changes, a new field is optional, and a higher version reads the lower ones.
- A day is \`YYYY-MM-DD\` of the Gregorian calendar in Asia/Bangkok; an encrypted field is readable only with the person's key.

${told.join('\n')}
## Parts

Shapes that several fields share.

${sections(partSections)}
## Values

${sections(choiceSections)}`

if (!process.argv.includes('--check')) writeFileSync(path, document)
else if (readFileSync(path, 'utf8') !== document) {
  console.error('docs/events.md is not what the contexts declare: run `npm run docs`, review the change and commit it.')
  process.exitCode = 1
}
