import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import Database from 'better-sqlite3'
import { join } from 'node:path'
import { someId } from '@prasan/event-sourcing/testing'
import { Api } from '../support/api.js'

/** What, the query, its variables, and the code that an error must have. */
const cases = (rows: [string, string, Record<string, unknown>?, string?][]) =>
  rows.map(([what, query, variables = {}, code = 'BAD_USER_INPUT']) => [what, query, variables, code] as const)

const embedded = process.env['PRASAN_EVENT_STORE'] !== 'eventstoredb'
const onSqlite = embedded ? it : it.skip
if (!embedded) console.log('not run: a locked SQLite file, as the log is on EventStoreDB')

describe('execution', () => {
  let api: Api
  const log: string[] = []
  let person: string
  let post: string
  beforeAll(async () => {
    api = await Api.start({}, log)
    const organization = await api.recorded('registerOrganization', { name: { th: 'สำนักงาน' }, kind: 'PROVINCIAL' })
    post = await api.recorded('establishPost', { title: { th: 'หัวหน้าสำนักงาน', en: 'Head of office' }, organization })
    person = await api.recorded('registerPerson', { name: { th: { given: 'เดิม' } } })
    await api.recorded('assignRole', { post, person, manner: 'SUBSTANTIVE', from: '2024-10-01' })
    for (const dueOn of ['2026-09-30', '2026-10-15'])
      await api.recorded('makeCommitment', { title: { th: `ครบกำหนด ${dueOn}` }, owner: post, madeOn: '2026-05-04', dueOn })
  })
  afterAll(() => api.close())

  describe('compiled like normal', () => {
    it.each(
      cases([
        [
          'interfaces, unions and enums',
          '{ commitments { nodes { __typename owner { __typename id label { th en } ... on Post { title { th } } } state } } }',
        ],
        [
          'a fragment, an alias and a dated alias',
          `{ now: overdueCommitments { ...page } then: overdueCommitments(asOf: { effective: "2026-10-05" }) { ...page } }
        fragment page on OverdueCommitmentConnection { totalCount totals { days1to7 days8to30 } edges { cursor node { id daysOverdue } } pageInfo { hasNextPage endCursor } }`,
        ],
        [
          '@skip and @include by variables',
          'query ($no: Boolean!) { commitments { totalCount @skip(if: $no) nodes @include(if: $no) { id } } }',
          { no: true },
        ],
        [
          'variables with defaults',
          'query ($n: Int = 1, $asOf: AsOfInput = { effective: "2026-10-05" }) { overdueCommitments(first: $n, asOf: $asOf) { nodes { id } } }',
        ],
        [
          'an input of a variable with a null in it',
          'query ($f: OverdueFilterInput) { overdueCommitments(filter: $f) { totalCount } }',
          { f: { post: null, minDaysOverdue: 20 } },
        ],
        [
          'what is not there',
          '{ commitment(id: "commitment-00000000-0000-0000-0000-000000000000") { id } node(id: "post-00000000-0000-0000-0000-000000000000") { id } }',
        ],
        [
          'history with its facts',
          '{ commitments { nodes { history(first: 5) { type sentence { th en } facts { label { th } value { th } } recordedAt effective actor logNumber } } } }',
        ],
        [
          'introspection',
          '{ __schema { queryType { name } } __type(name: "Commitment") { fields { name type { kind ofType { name } } } } }',
        ],
      ]),
    )('%s', async (_, query, variables) => {
      await api.query(query, variables)
    })

    it.each(
      cases([
        ['a page that is too large', '{ commitments(first: 101) { totalCount } areas(first: 1) { nodes { id } } }'],
        ['a cursor of nothing', '{ commitments(after: "x") { totalCount } }', {}, 'CursorMalformed'],
        ['a day that is none', '{ commitments(asOf: { effective: "2026-02-30" }) { totalCount } }'],
        [
          'two errors beside data',
          '{ a: commitments(first: 0) { totalCount } b: commitment(id: "x", asOf: { known: "2026-01-01T00:00:00Z", logNumber: 1 }) { id } areas(first: 1) { totalCount } }',
        ],
        ['a variable of the wrong form', 'query ($n: Int!) { areas(first: $n) { totalCount } }', { n: 'many' }],
        ['a variable that is missing', 'query ($n: Int!) { areas(first: $n) { totalCount } }'],
        [
          'a field of an input that does not exist',
          'query ($f: OverdueFilterInput) { overdueCommitments(filter: $f) { totalCount } }',
          { f: { nothing: 1 } },
        ],
        ['an instant that is none', 'query ($at: DateTime) { commitments(asOf: { known: $at }) { totalCount } }', { at: 'yesterday' }],
      ]),
    )('an error: %s', async (_, query, variables, code) => {
      const { errors } = await api.ask(query, variables)
      expect(errors?.map(({ extensions }) => extensions['code'])).toContain(code)
    })

    it('what a compiled document would lose is answered the same however often it is asked', async () => {
      const told = '{ __proto__: areas(first: 1) { __proto__: totalCount } }'
      const asked = 'query ($__proto__: ID!) { node(id: $__proto__) { id } }'
      for (let i = 0; i < 3; i++) {
        expect((await api.http.post('/graphql').send({ query: told })).text).toMatch(/"data":{"__proto__":{"__proto__":\d+}}/)
        const body = `{ "query": "${asked}", "variables": { "__proto__": "${post}" } }`
        const { text } = await api.http.post('/graphql').set('content-type', 'application/json').send(body)
        expect(JSON.parse(text)).toMatchObject({ data: { node: { id: post } } })
      }
    })

    it('a first sighting runs the normal way, a second is compiled, another operation of the document is seen for itself', async () => {
      const { metrics } = api.application
      const before = await metrics.answered()
      const document = 'query A { areas(first: 1) { totalCount } } query B { areas(first: 2) { totalCount } }'
      const ask = (operationName: string) => api.http.post('/graphql').send({ query: document, operationName })
      for (const name of ['A', 'A', 'B', 'A', 'B']) expect((await ask(name)).body.errors).toBeUndefined()
      expect(await metrics.answered()).toMatchObject({ normal: before.normal + 2, compiled: before.compiled + 3 })
    })
  })

  describe('errors without internals', () => {
    onSqlite(
      'a store that does not answer is typed, in both languages, and says whether the outcome is known',
      async () => {
        const other = new Database(join(api.dataDir, 'events.db'))
        other.exec('begin immediate')
        const { data, errors } = await api.post(
          'mutation ($input: RegisterOrganizationInput!) { registerOrganization(input: $input) { __typename } }',
          { input: { idempotencyKey: 'while the store is away', name: { th: 'สำนักงานที่รอ' }, kind: 'PROVINCIAL' } },
        )
        other.close()
        expect(data).toBeNull()
        expect(errors).toHaveLength(1)
        expect(errors![0]).toMatchObject({
          path: ['registerOrganization'],
          extensions: { code: 'StoreUnavailable', outcomeUnknown: false, message: { th: expect.any(String), en: errors![0]!.message } },
        })
        expect(JSON.stringify(errors)).not.toContain(api.dataDir)
      },
      60_000,
    )

    it('anything unforeseen is logged here and answered with a reference only, both ways', async () => {
      log.length = 0
      const views = new Database(api.application.runtime.views.file)
      views.exec('alter table commitment rename to elsewhere')
      const { data, errors } = await api.ask(`{ commitment(id: "${someId('commitment')}") { id } overdueCommitments { totalCount } }`)
      views.exec('alter table elsewhere rename to commitment')
      views.close()
      expect(data).toBeNull()
      expect(errors!.map(({ extensions }) => extensions['code'])).toContain('INTERNAL_SERVER_ERROR')
      expect(JSON.stringify(errors)).not.toMatch(/SQLITE|no such table|stack|at /)
      const references = errors!.map(({ extensions }) => extensions['reference'] as string)
      for (const reference of references)
        expect(log.filter((line) => line.includes(reference)).map((line) => JSON.parse(line))).toMatchObject([
          { level: 'error', request: expect.any(String), err: { message: expect.any(String) } },
        ])
    })
  })

  describe('who acts', () => {
    const register =
      'mutation ($input: RegisterOrganizationInput!) { registerOrganization(input: $input) { ... on OrganizationRecorded { organization { history { actor forPost } } } } }'
    const input = (key: string) => ({ input: { idempotencyKey: key, name: { th: `หน่วยงาน ${key}` }, kind: 'PROVINCIAL' } })

    it('is the person of the header, for the post of the header', async () => {
      const { registerOrganization } = await api.query(register, input('as somebody'), { 'Prasan-Person': person, 'Prasan-For-Post': post })
      expect(registerOrganization.organization.history).toEqual([{ actor: person, forPost: post }])
    })

    it('is a guest without them', async () => {
      const { registerOrganization } = await api.query(register, input('as nobody'))
      expect(registerOrganization.organization.history).toEqual([{ actor: 'system:guest', forPost: null }])
    })

    it.each([
      ['a person nobody recorded', { 'Prasan-Person': 'person-00000000-0000-0000-0000-000000000000' }, 'Prasan-Person'],
      ['a post where a person belongs', () => ({ 'Prasan-Person': post }), 'Prasan-Person'],
      ['no id at all', { 'Prasan-For-Post': 'ผู้ว่าฯ'.length.toString() }, 'Prasan-For-Post'],
      ['a person where a post belongs', () => ({ 'Prasan-For-Post': person }), 'Prasan-For-Post'],
    ])('is refused when the header names %s', async (_, headers, header) => {
      const given = typeof headers === 'function' ? headers() : headers
      const refused = await api.unrecorded(() =>
        api.http
          .post('/graphql')
          .set(given as never)
          .send({ query: register, variables: input('x') }),
      )
      expect(refused.status).toBe(400)
      expect(refused.body.data).toBeUndefined()
      expect(refused.body.errors[0].extensions).toEqual({
        code: 'ActorUnknown',
        header,
        message: { th: expect.any(String), en: refused.body.errors[0].message },
      })
    })
  })

  describe('reading what was written', () => {
    const rename =
      'mutation ($input: RenameOrganizationInput!) { renameOrganization(input: $input) { ... on OrganizationRecorded { position viewsCaughtUp organization { name { th } } } } }'

    it('a mutation answers after this node’s views have reached it', async () => {
      const organization = await api.recorded('registerOrganization', { name: { th: 'ชื่อเดิม' }, kind: 'PROVINCIAL' })
      const { renameOrganization } = await api.query(rename, {
        input: { idempotencyKey: 'a new name', organization, name: { th: 'ชื่อใหม่' }, from: '2026-11-01' },
      })
      expect(renameOrganization).toEqual({
        position: expect.stringMatching(/^\d+$/),
        viewsCaughtUp: true,
        organization: { name: { th: 'ชื่อใหม่' } },
      })
    })

    it('whoever prefers not to wait for the views is answered while they stand still', async () => {
      const organization = await api.recorded('registerOrganization', { name: { th: 'ชื่อเดิม' }, kind: 'PROVINCIAL' })
      const lock = new Database(api.application.runtime.views.file)
      lock.exec('begin immediate')
      const tell = async (idempotencyKey: string, headers: Record<string, string>) => {
        const input = { idempotencyKey, organization, name: { th: idempotencyKey }, from: '2026-11-01' }
        const { renameOrganization } = await api.query<{ renameOrganization: { viewsCaughtUp: boolean } }>(rename, { input }, headers)
        return [idempotencyKey, renameOrganization.viewsCaughtUp]
      }
      const patient = tell('patient', {})
      const first = await Promise.race([patient, tell('hasty', { Prefer: 'return=minimal, wait=0' })])
      lock.exec('rollback')
      lock.close()
      expect(first).toEqual(['hasty', false])
      expect(await patient).toEqual(['patient', true])
    })

    it('a position that this node has is answered at once, one it cannot reach with ViewNotCaughtUp', async () => {
      const reached = String(api.application.runtime.views.position)
      const ask = (position: string) =>
        api.http.post('/graphql').set('Prasan-At-Least', position).send({ query: '{ areas { totalCount } }' })
      expect((await ask(reached)).body.errors).toBeUndefined()
      const late = await ask(String(BigInt(reached) + 1_000n))
      expect([late.status, late.body.data, late.body.errors[0].extensions.code]).toEqual([503, undefined, 'ViewNotCaughtUp'])
      const malformed = await ask('tomorrow')
      expect([malformed.status, malformed.body.errors[0].extensions.header]).toEqual([400, 'Prasan-At-Least'])
    })

    it('a question waits for the position that it asks for', async () => {
      const before = await api.tell('registerOrganization', { name: { th: 'ก่อนหน้า' }, kind: 'PROVINCIAL' })
      const next = BigInt(before.position) + 1n
      const waiting = api.http
        .post('/graphql')
        .set('Prasan-At-Least', String(next))
        .send({ query: '{ organizations(first: 100) { nodes { name { th } } } }' })
      const answer = waiting.then(({ body }) => body as { data: { organizations: { nodes: { name: { th: string } }[] } } })
      await api.recorded('registerOrganization', { name: { th: 'เพิ่งบันทึก' }, kind: 'PROVINCIAL' })
      expect((await answer).data.organizations.nodes.map(({ name }) => name.th)).toContain('เพิ่งบันทึก')
    })
  })

  it('records a text that names a child or a telephone all the same, and asks to word it otherwise', async () => {
    const text = { th: 'ติดต่อ ด.ญ. สมศรี ที่ ๐๘๑-๒๓๔-๕๖๗๘', en: 'A call' }
    const { makeCommitment } = await api.query(
      'mutation ($input: MakeCommitmentInput!) { makeCommitment(input: $input) { ... on CommitmentRecorded { warnings { field code message { th en } } commitment { title { th en } } } } }',
      { input: { idempotencyKey: 'a text to reword', title: text, owner: post, dueOn: '2027-01-31' } },
    )
    const message = { th: expect.stringContaining('โปรด'), en: expect.stringContaining('reword') }
    expect(makeCommitment).toEqual({
      warnings: ['PhoneNumber', 'NameOfAChild'].map((code) => ({ field: 'title.th', code, message })),
      commitment: { title: text },
    })
  })

  it('reads a page in as many statements as half of it', async () => {
    const committee = await api.recorded('establishCommittee', { name: { th: 'คณะทำงาน' }, type: 'WORKING_GROUP', from: '2026-01-05' })
    for (let n = 1; n <= 20; n++) {
      const organization = await api.recorded('registerOrganization', { name: { th: `หน่วยงาน ${n}` }, kind: 'PROVINCIAL' })
      const owner = await api.recorded('establishPost', { title: { th: `ตำแหน่ง ${n}` }, organization })
      const holder = await api.recorded('registerPerson', { name: { th: { given: `ผู้ครอง ${n}` } } })
      await api.recorded('assignRole', { post: owner, person: holder, manner: 'SUBSTANTIVE', from: '2025-10-01' })
      await api.recorded('makeCommitment', { title: { th: `งาน ${n}` }, owner, committee, madeOn: '2026-01-05', dueOn: '2026-06-30' })
    }
    const statements = (first: number) =>
      api.statements(async () => {
        const { data } = await api.post(
          `query ($first: Int!) { overdueCommitments(first: $first, filter: { committee: "${committee}" }) { nodes { id title { th } owner { label { th } }
            answeringNow { person { name { th } } post { title { th } } since manner } madeBy { person { name { th } } post { title { th } } on }
            holdersSinceMade { person { name { th } } } committee { name { th } } lastWord { text } files { name } } } }`,
          { first },
        )
        expect(data.overdueCommitments.nodes).toHaveLength(first)
      })
    const ten = await statements(10)
    expect(await statements(20)).toBe(ten)
    expect(ten).toBeLessThanOrEqual(16)
  })

  it('counts what it did', async () => {
    const { compiled } = await api.application.metrics.answered()
    const { text, headers } = await api.http.get('/metrics')
    expect(headers['content-type']).toMatch(/^text\/plain/)
    expect(text).toContain(`prasan_graphql_operations_total{way="compiled"} ${compiled}\n`)
    expect(text).toContain(`prasan_events_seen ${await api.logLength()}\n`)
    expect(text).toContain('prasan_ready 1\n')
    expect(text).toMatch(/^process_cpu_seconds_total [\d.]+$/m)
  })
})
