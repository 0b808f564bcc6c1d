import { expect, it } from '@jest/globals'
import { buildSchema, isObjectType } from 'graphql'
import { readFileSync } from 'node:fs'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const schema = buildSchema(read('schema.graphql'))
const entries = [...read('docs/words.md').matchAll(/^- \*\*(.+?)\*\* · (.+?)(?: · (.+?))?: (.+)\n {2}(.+)$/gm)].map(
  ([, term, thai, names = '', english, meaning]) => ({
    term,
    thai,
    names: [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name!),
    english,
    meaning,
  }),
)
const named = entries.flatMap(({ names }) => names)

/** How the API answers, not what it is about. */
const FORM =
  /(Connection|Edge|Recorded)$|^(Query|Mutation|Subscription|PageInfo|Bilingual|SchemaWord|WordsOfType|Input(Invalid|Problem)|RevisionConflict)$/

it('the glossary names every thing that the API shows', () => {
  const things = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && !type.name.startsWith('__') && !FORM.test(type.name),
  )
  expect(things.length).toBeGreaterThan(40)
  expect(things.map(({ name }) => name).filter((name) => !named.includes(name))).toEqual([])
})

it('names nothing that the API does not have', () => {
  const printed = read('schema.graphql')
  expect(named.filter((name) => !new RegExp(`\\b${name}\\b`).test(printed))).toEqual([])
})

it('has each word and each name once, in both languages', () => {
  expect(entries.length).toBe(read('docs/words.md').match(/^- \*\*/gm)!.length)
  const twice = [...entries.map(({ term }) => term), ...entries.map(({ thai }) => thai), ...named].filter(
    (word, i, all) => all.indexOf(word) !== i,
  )
  expect(twice).toEqual([])
  expect(entries.filter(({ english, meaning }) => !/^[A-Z]/.test(english!) || !/[ก-๙]{4}/.test(meaning!))).toEqual([])
})

/** What was said instead, and is not: the right word is in the glossary. */
const NOT_SAID = /เหยื่อ|ลายนิ้วมือ|กุญแจกันซ้ำ|ผู้ครองที่นั่ง|มีผู้ครอง|กติกา|แฟ้ม|งดการประชุม|คณะแม่/

it.each(['schema.graphql', 'README.md', ...['secretary', 'analyst', 'personal-data', 'events', 'errors'].map((name) => `docs/${name}.md`)])(
  '%s says it in these words',
  (path) =>
    expect(
      read(path)
        .split('\n')
        .filter((line) => NOT_SAID.test(line)),
    ).toEqual([]),
)
