import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { requestContext } from '@prasan/api'
import { Api, TODAY } from '../support/api.js'

const both = (th: string, en: string) => ({ th, en })

/** The whole answer, as it is sent. */
const sent = async (api: Api, query: string, variables: object, headers: Record<string, string> = {}) =>
  (await api.http.post('/graphql').set(headers).send({ query, variables })).text

const issuedAt = ({ effective, logNumber }: { effective: string; logNumber: number }) => ({
  'Prasan-As-Of': effective,
  'Prasan-As-Known': `${logNumber}`,
})

describe('a report asked again as it was issued', () => {
  let api: Api
  let office: string
  let registered: number
  let post: string
  let promise: string
  let holder: string
  beforeAll(async () => {
    api = await Api.start()
    office = await api.recorded('registerOrganization', { name: both('สำนักงาน', 'Office'), kind: 'PROVINCIAL' })
    registered = await api.logLength()
    post = await api.recorded('establishPost', { title: both('หัวหน้า', 'Head'), organization: office })
    holder = await api.recorded('registerPerson', { name: { th: { given: 'สมมุติ' } }, contacts: { phone: '099-000-0000' } })
    await api.recorded('assignRole', { post, person: holder, manner: 'SUBSTANTIVE', from: '2026-03-01' })
    promise = await api.recorded('makeCommitment', {
      title: both('สำรวจ', 'Survey'),
      owner: post,
      madeOn: '2026-05-04',
      dueOn: '2026-09-30',
    })
  })
  afterAll(() => api.close())

  const REPORT = `query Report($office: ID!, $name: String) {
    overdueCommitments(filter: { organization: $office }) { totalCount totals { days31to90 } nodes { id title { en } daysOverdue dueOn answeringNow { person { id name { th } } } } }
    people(name: $name) { nodes { id name { th } contacts { phone } } }
    organization(id: $office) { id history { sentence { en } logNumber } }
    activity(first: 3) { nodes { sentence { en } } pageInfo { hasNextPage endCursor } } }`
  const variables = () => ({ office, name: 'สมมุติ' })
  const changed = async () => {
    await api.recorded(
      'requestExtension',
      { commitment: promise, dueOn: '2026-12-31', on: TODAY, reason: 'ฝนตก' },
      { 'Prasan-For-Post': post },
    )
    await api.recorded('grantExtension', { commitment: promise, dueOn: '2026-12-31', reason: 'ฝนตก' })
    await api.recorded('correctName', { person: holder, name: { th: { given: 'แก้แล้ว' } }, reason: 'พิมพ์ผิด' })
    await api.recorded('changeContact', { person: holder, contacts: { phone: '088-000-0000' } })
    await api.recorded('renameOrganization', { organization: office, name: both('กอง', 'Division'), from: '2026-10-01' })
  }

  it('is answered byte for byte, and the present is what it is now', async () => {
    const issued = await sent(api, REPORT, variables())
    const { asOf } = JSON.parse(issued).extensions
    expect(asOf).toEqual({ effective: TODAY, logNumber: await api.logLength() })
    expect(JSON.parse(issued).data.overdueCommitments).toMatchObject({ totalCount: 1, nodes: [{ id: promise }] })
    await changed()
    const now = JSON.parse(await sent(api, REPORT, variables()))
    expect(now.data.overdueCommitments.totalCount).toBe(0)
    expect(now.data.people.nodes).toEqual([])
    for (let time = 0; time < 3; time++) expect(await sent(api, REPORT, variables(), issuedAt(asOf))).toBe(issued)
  })

  it('is as of another day where the header names one; a field that says its own moment keeps it', async () => {
    const logNumber = await api.logLength()
    const query = `query ($id: ID!, $registered: Int!) {
      today: organization(id: $id) { id name { en } }
      then: organization(id: $id, asOf: { effective: "2026-09-01" }) { id name { en } }
      known: organization(id: $id, asOf: { logNumber: $registered }) { id name { en } } }`
    expect(await api.query(query, { id: office, registered }, { 'Prasan-As-Of': '2026-09-30', 'Prasan-As-Known': `${logNumber}` })).toEqual(
      {
        today: { id: office, name: { en: 'Office' } },
        then: { id: `${office}@2026-09-01`, name: { en: 'Office' } },
        known: { id: `${office}@2026-09-30~${registered}`, name: { en: 'Office' } },
      },
    )
  })

  it('is gone on with page by page', async () => {
    const page = 'query ($after: String) { organizations(first: 1, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }'
    await api.recorded('registerOrganization', { name: both('อีกแห่ง', 'Another'), kind: 'NGO' })
    const { organizations: head } = await api.query(page)
    const headers = { 'Prasan-As-Of': TODAY, 'Prasan-As-Known': `${await api.logLength()}` }
    await api.recorded('registerOrganization', { name: both('แห่งใหม่', 'New'), kind: 'NGO' })
    expect(head.pageInfo.hasNextPage).toBe(true)
    const { organizations: rest } = await api.query(page, { after: head.pageInfo.endCursor }, headers)
    expect(rest.pageInfo.hasNextPage).toBe(false)
    expect(new Set([head.nodes[0].id, rest.nodes[0].id]).size).toBe(2)
  })

  it.each([
    ['Prasan-As-Known', '9999999', 'OutOfRange'],
    ['Prasan-As-Known', '-1', 'Malformed'],
    ['Prasan-As-Known', '1.5', 'Malformed'],
    ['Prasan-As-Known', '9'.repeat(40), 'Malformed'],
    ['Prasan-As-Known', 'yesterday', 'Malformed'],
    ['Prasan-As-Of', '2026-02-30', 'DayMalformed'],
    ['Prasan-As-Of', '2569-11-02', 'DayOutOfRange'],
    ['Prasan-As-Of', 'today', 'DayMalformed'],
  ])('is refused where %s is %s', async (header, value, reason) => {
    const { errors } = await api.post('{ areas { totalCount } }', {}, { [header]: value })
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', header, reason } }])
  })

  it.each([
    ['Prasan-As-Known', '1'],
    ['Prasan-As-Of', '2026-01-01'],
  ])('records nothing: %s is for questions', async (header, value) => {
    const { errors } = await api.unrecorded(() =>
      api.post(
        'mutation ($input: RegisterOrganizationInput!) { registerOrganization(input: $input) { __typename } }',
        { input: { name: both('ไม่', 'No'), kind: 'NGO', idempotencyKey: `with ${header}` } },
        { [header]: value },
      ),
    )
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', header } }])
  })

  it('is tagged apart from the present', async () => {
    const get = (headers: Record<string, string>) =>
      api.http
        .get('/graphql')
        .query({ query: '{ organizations { totalCount } }' })
        .set({ 'apollo-require-preflight': 'yes', ...headers })
    const [now, then] = [await get({}), await get({ 'Prasan-As-Known': `${registered}` })]
    expect([now.body.data.organizations.totalCount, then.body.data.organizations.totalCount]).toEqual([3, 1])
    expect(then.headers['etag']!).not.toBe(now.headers['etag']!)
    expect(then.headers['vary']!.split(', ')).toEqual(expect.arrayContaining(['Prasan-As-Known', 'Prasan-As-Of']))
    expect((await get({ 'Prasan-As-Known': `${registered}`, 'if-none-match': now.headers['etag']! })).status).toBe(200)
    expect((await get({ 'Prasan-As-Known': `${registered}`, 'if-none-match': then.headers['etag']! })).status).toBe(304)
  })
})

describe('a request', () => {
  let api: Api
  beforeAll(async () => void (api = await Api.start()))
  afterAll(() => api.close())

  it('is answered through one log number, though more is recorded meanwhile', async () => {
    const office = await api.recorded('registerOrganization', { name: both('สำนักงาน', 'Office'), kind: 'PROVINCIAL' })
    const request = await requestContext(api.application.runtime, {})
    const logNumber = await api.logLength()
    await api.recorded('renameOrganization', { organization: office, name: both('กอง', 'Division'), from: TODAY })
    const unknown = await api.recorded('registerOrganization', { name: both('แห่งใหม่', 'New'), kind: 'NGO' })
    expect(request.logNumber).toBe(logNumber)
    expect(await request.anything(office, 'id')).toMatchObject({ name: { en: 'Office' } })
    expect(await request.anything(unknown, 'id')).toBeNull()
    expect(() => request.known(unknown, 'organization', 'organization')).toThrow('organization')
    expect(await (await requestContext(api.application.runtime, {})).anything(office, 'id')).toMatchObject({ name: { en: 'Division' } })
  })
})
