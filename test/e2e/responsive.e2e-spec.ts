import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  type GraphQLField,
  type GraphQLInputType,
  buildSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
} from 'graphql'
import { readFileSync } from 'node:fs'
import { Api } from '../support/api.js'

const schema = buildSchema(readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8'))
const fieldsOf = (type: 'Query' | 'Mutation') => Object.values(schema.getType(type) ? (schema.getType(type) as any).getFields() : {})
const TEXTUAL = new Set(['String', 'ID', 'Day', 'DateTime', 'Position'])

/** What took the square of its length, or could: stacked marks, titles, invisible characters, blanks inside, brackets, words. */
const HOSTILE: readonly [string, string][] = [
  ['stacked marks', '\u0315\u0300'],
  ['titles', 'นาย'],
  ['blanks and breaks', ' \u200b'],
  ['words', 'ก '],
  ['days', '2026-01-01T('],
]
/** Characters of all texts of one request together. */
const LENGTHS = [3_000, 200_000]

/** A value of the type whose every text is the one given. */
function filled(type: GraphQLInputType, text: string, depth = 0): unknown {
  const inner = getNullableType(type)
  if (isListType(inner)) return [filled(inner.ofType, text, depth)]
  if (isEnumType(inner)) return inner.getValues()[0]!.name
  if (isInputObjectType(inner)) {
    const fields = Object.values(inner.getFields())
    const given = inner.isOneOf ? fields.slice(0, 1) : fields
    return Object.fromEntries(given.filter(() => depth < 4).map((field) => [field.name, filled(field.type, text, depth + 1)]))
  }
  if (TEXTUAL.has(String(inner))) return text
  return String(inner) === 'Boolean' ? true : 1
}

const texts = (value: unknown): number =>
  typeof value === 'string'
    ? 1
    : value !== null && typeof value === 'object'
      ? Object.values(value).reduce((n: number, part) => n + texts(part), 0)
      : 0

/** The operation that asks for the field with all its arguments, with so many characters of text in all. */
function asked(kind: 'query' | 'mutation', { name, args, type }: GraphQLField<unknown, unknown>, piece: string, length: number) {
  const variables = (text: string) => Object.fromEntries(args.map((arg) => [arg.name, filled(arg.type, text)]))
  const each = Math.ceil(length / piece.length / Math.max(texts(variables('x')), 1))
  const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ')
  const given = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ')
  const selected = isCompositeType(getNamedType(type)) ? ' { __typename }' : ''
  const call = args.length > 0 ? `${name}(${given})` : name
  return { query: `${kind} ${declared && `(${declared})`} { ${call}${selected} }`, variables: variables(piece.repeat(each)) }
}

describe('whatever is asked, the others are answered', () => {
  let api: Api
  let url: string
  beforeAll(async () => {
    api = await Api.start()
    url = await api.application.nest.getUrl()
    await api.recorded('registerPerson', { name: { th: { prefix: 'นาย', given: 'สมมุติ' } } })
  })
  afterAll(() => api.close())

  /** How long /health/live took at most beside the request, in milliseconds; the best of three, since others use this machine too. */
  async function besides(send: () => Promise<Response>): Promise<number> {
    const waits: number[] = []
    while (waits.length < 3 && !waits.some((wait) => wait < 250)) {
      let worst = 0
      let over = false
      const answer = send().finally(() => (over = true))
      while (!over) {
        const began = performance.now()
        await (await fetch(`${url}/health/live`)).text()
        worst = Math.max(worst, performance.now() - began)
      }
      expect((await answer).status).toBeLessThan(500)
      expect(await (await answer).text()).not.toContain('INTERNAL_SERVER_ERROR')
      waits.push(worst)
    }
    return Math.min(...waits)
  }
  const send = (body: object, headers: Record<string, string> = {}) =>
    fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })

  for (const [kind, type] of [
    ['query', 'Query'],
    ['mutation', 'Mutation'],
  ] as const) {
    it.each(HOSTILE)(
      `within 250 ms beside every ${kind} full of %s`,
      async (_, piece) => {
        const slow: string[] = []
        for (const field of fieldsOf(type) as GraphQLField<unknown, unknown>[]) {
          if (field.args.length === 0) continue
          for (const length of LENGTHS)
            if ((await besides(() => send(asked(kind, field, piece, length)))) >= 250) slow.push(`${field.name} ${length}`)
        }
        expect(slow).toEqual([])
      },
      600_000,
    )
  }

  const MARKS = '\u0315\u0300'.repeat(220_000)
  it.each([
    ['50,000 unknown fields', Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`n${n}`, 1]))],
    ['an unknown field of 900 kB', { [MARKS]: 1 }],
    [
      'parts with unknown fields',
      { name: Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`n${n}`, { ['x'.repeat(2_000)]: 1 }])) },
    ],
    ['30,000 parts of the wrong kind', { areas: Array.from({ length: 30_000 }, () => ({ a: 1 })) }],
  ])('within 250 ms beside a variable with %s, which is told in few words', async (_, input) => {
    const query = 'mutation ($input: RegisterOrganizationInput!) { registerOrganization(input: $input) { __typename } }'
    expect(await besides(() => send({ query, variables: { input } }))).toBeLessThan(250)
    const told = await (await send({ query, variables: { input } })).text()
    expect(told.length).toBeLessThan(4_000)
    const code = { code: 'BAD_USER_INPUT', variable: 'input', message: { th: expect.any(String), en: expect.stringContaining('$input') } }
    expect(JSON.parse(told)).toMatchObject({ errors: [{ extensions: code }] })
  })

  it.each([
    ['a name', `{ a${MARKS} }`],
    ['a text', `{ people(named: "${MARKS}", first: 1) { totalCount } }`],
    ['a comment', `{ __typename } # ${MARKS}`],
  ])('within 250 ms beside a document with %s', async (_, query) => {
    expect(await besides(() => send({ query }))).toBeLessThan(250)
  })

  it.each(['Prasan-Person', 'Prasan-For-Post', 'Prasan-At-Least', 'Prefer'])('within 250 ms beside any header %s', async (header) => {
    for (const piece of ['person-', 'wait=', ' ,', '9'])
      for (const length of [100, 8_000])
        expect(await besides(() => send({ query: '{ __typename }' }, { [header]: piece.repeat(length / piece.length) }))).toBeLessThan(250)
  })
})
