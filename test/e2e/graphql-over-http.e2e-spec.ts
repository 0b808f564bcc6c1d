import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { GraphQLSchemaHost } from '@nestjs/graphql'
import { getIntrospectionQuery, lexicographicSortSchema, printSchema } from 'graphql'
import { serverAudits } from 'graphql-http'
import { someId } from '@prasan/event-sourcing/testing'
import { readFileSync } from 'node:fs'
import { Api } from '../support/api.js'

/** Audits of graphql-http that this server does not meet, with the reason. */
const NOT_MET: Record<string, string> = {
  '572B': 'SHOULD. What cannot be parsed is refused with 400 whatever the client accepts, so that logs and monitors see a refusal.',
  FDE2: 'SHOULD. As 572B, for what does not fit the schema.',
  '7B9B': 'SHOULD. As 572B, for variables of the wrong form.',
}

describe('GraphQL over HTTP', () => {
  let api: Api
  let url: string
  beforeAll(async () => {
    api = await Api.start()
    url = `${await api.application.nest.getUrl()}/graphql`
  })
  afterAll(() => api.close())

  const send = async (body: string, headers: Record<string, string> = {}) => {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
    return { status: response.status, body: (await response.json()) as { data?: any; errors?: { message: string; extensions: any }[] } }
  }
  const ask = (query: string, variables?: unknown) => send(JSON.stringify({ query, variables }))

  it('meets every audit of graphql-http but the listed ones', async () => {
    const audits = serverAudits({ url, fetchFn: fetch })
    const results = await Promise.all(audits.map(({ fn }) => fn()))
    const notMet = results.filter(({ status }) => status !== 'ok').map(({ id }) => id)
    expect(audits.length).toBeGreaterThan(50)
    expect(notMet.sort()).toEqual(Object.keys(NOT_MET).sort())
  })

  it('serves the schema that is committed', () => {
    const { schema } = api.application.nest.get(GraphQLSchemaHost)
    const committed = readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8')
    expect(`${printSchema(lexicographicSortSchema(schema))}\n`).toBe(committed)
  })

  it('says what it says in English, then in a line of Thai, never both on one line', () => {
    const text = readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8')
    expect(text.match(/ไทย: /g)!.length).toBeGreaterThan(1_000)
    expect(text.split('\n').filter((line) => line.includes(' · '))).toEqual([])
  })

  describe('refuses before anything is executed', () => {
    const nested = (levels: number) => `{ areas { nodes ${'{ parent '.repeat(levels - 3)}{ id }${' }'.repeat(levels - 3)} } }`
    it.each([
      ['a query of 30 levels', nested(30), 'QueryTooDeep', { asked: 30, limit: 16 }],
      ['levels inside a fragment', `{ ...f } fragment f on Query ${nested(17)}`, 'QueryTooDeep', { asked: 17, limit: 16 }],
      [
        'levels inside a fragment that is called __schema',
        `{ ...__schema } fragment __schema on Query ${nested(30)}`,
        'QueryTooDeep',
        { asked: 30, limit: 16 },
      ],
      [
        'levels under an alias that is called __schema',
        nested(30).replace('areas', '__schema: areas'),
        'QueryTooDeep',
        { asked: 30, limit: 16 },
      ],
      [
        'levels in an operation that is called IntrospectionQuery',
        `query IntrospectionQuery ${nested(30)}`,
        'QueryTooDeep',
        { asked: 30, limit: 16 },
      ],
      [
        'more rows than 20,000 by the pages asked for',
        // a page of 100, each with its committee, 6 seats, their committee and its 6 seats, and once more
        '{ commitments(first: 100) { nodes { committee { seats { committee { seats { committee { seats { id } } } } } } } } }',
        'QueryTooCostly',
        { asked: 1 + 100 * (1 + 1 + 6 * (1 + 1 + 6 * (1 + 1 + 6))), limit: 20_000 },
      ],
      [
        '51 aliases',
        `{ ${Array.from({ length: 51 }, (_, i) => `a${i}: __typename`).join(' ')} }`,
        'TooManyAliases',
        { asked: 51, limit: 50 },
      ],
      ['a field 400 times', `{ committees { nodes { ${'name { th } '.repeat(400)} } } }`, 'GRAPHQL_VALIDATION_FAILED', {}],
      [
        'fragments of the same field',
        `{ ...a ...b } ${['a', 'b'].map((name) => `fragment ${name} on Query { ${'__typename '.repeat(200)} }`).join(' ')}`,
        'GRAPHQL_VALIDATION_FAILED',
        {},
      ],
      [
        'a field 400 times in a fragment that is not spread',
        `{ __typename } fragment f on Query { ${'__typename '.repeat(400)} }`,
        'GRAPHQL_VALIDATION_FAILED',
        {},
      ],
    ])('%s', async (_, query, code, details) => {
      const { status, body } = await ask(query)
      expect(status).toBe(400)
      expect(body.data).toBeUndefined()
      expect(body.errors).toHaveLength(1)
      expect(body.errors![0]!.extensions).toMatchObject({ code, ...details, message: { th: expect.any(String), en: expect.any(String) } })
    })

    it('a page size in a variable or in its default like one in the query', async () => {
      const costly = '{ nodes { committee { seats { committee { seats { committee { seats { id } } } } } } } } }'
      const over = [
        await ask(`query ($n: Int) { commitments(first: $n) ${costly}`, { n: 100 }),
        await ask(`query ($n: Int = 100) { commitments(first: $n) ${costly}`),
      ]
      const within = await ask(`query ($n: Int = 100) { commitments(first: $n) ${costly}`, { n: 20 })
      expect(over.map(({ body }) => body.errors![0]!.extensions.code)).toEqual(['QueryTooCostly', 'QueryTooCostly'])
      expect(within.body.errors).toBeUndefined()
    })

    it('more than 10,000 values in variables, however they are nested', async () => {
      const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }'
      const code = async (ids: unknown) => (await ask(query, { ids })).body.errors![0]!.extensions
      expect(await code(Array(10_000).fill('a'))).toMatchObject({ code: 'BAD_USER_INPUT', variable: 'ids', limit: 10_000 })
      expect(await code(Array(100).fill(Array(100).fill('a')))).toMatchObject({ code: 'BAD_USER_INPUT', limit: 10_000 })
      expect(await code(Array(9_999).fill('a'))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'ids', reason: 'OutOfRange' })
    })

    it('a document of more than 10,000 tokens, and brackets nested thousands deep', async () => {
      const many = await ask(`{ ${'__typename '.repeat(10_001)} }`)
      const deep = await ask(`${'{ areas '.repeat(3_000)}${'}'.repeat(3_000)}`)
      expect([many.status, many.body.errors![0]!.extensions.code]).toEqual([400, 'GRAPHQL_PARSE_FAILED'])
      expect(deep.status).toBe(400)
      expect(deep.body.data).toBeUndefined()
    })

    it('a query of 10 MB', async () => {
      const { status, body } = await ask(`# ${'x'.repeat(10_000_000)}\n{ __typename }`)
      expect(status).toBe(413)
      expect(body.errors![0]!.extensions).toMatchObject({
        code: 'BodyTooLarge',
        message: { th: expect.any(String), en: expect.any(String) },
      })
    })

    it('several requests in one', async () => {
      const { status, body } = await send(JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]))
      expect([status, body.data]).toEqual([400, undefined])
    })

    it('a body that is not JSON, not UTF-8 or compressed', async () => {
      const latin = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json; charset=iso-8859-1' }, body: '{}' })
      const zipped = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
        body: 'x',
      })
      const broken = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: Buffer.from([0x22, 0xff, 0x22]),
      })
      expect([(await send('{')).status, latin.status, zipped.status, broken.status]).toEqual([400, 415, 415, 400])
    })
  })

  it('takes a whole plan with its promises and who answers for them', async () => {
    const commitments = 'commitments { title { th } owner { label { th } } answeringNow { person { name { th } } } }'
    const { body } = await ask(`query ($id: ID!) { actionPlan(id: $id) { objectives { outputs { activities { ${commitments} } } } } }`, {
      id: someId('plan'),
    })
    expect(body).toMatchObject({ data: { actionPlan: null } })
    expect(body.errors).toBeUndefined()
  })

  it('answers introspection, and says what a query costs', async () => {
    const { status, body } = await ask(getIntrospectionQuery())
    expect(status).toBe(200)
    expect(body.data.__schema.queryType.name).toBe('Query')
    const page = await ask('{ areas(first: 7) { nodes { id parent { id } } } }')
    // the connection, seven areas, seven parents
    expect((page.body as any).extensions.cost).toEqual({ estimated: 15, limit: 20_000 })
  })
})
