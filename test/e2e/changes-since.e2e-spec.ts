import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api, TODAY } from '../support/api.js'

const both = (th: string, en: string) => ({ th, en })

describe('what was recorded since, about some things', () => {
  let api: Api
  let office: string
  let post: string
  let committee: string
  let other: string
  let promise: string
  let holder: string
  let expert: string
  let since: number
  const promised = (title: string, whose: object) =>
    api.recorded('makeCommitment', { title: both(title, title), madeOn: '2026-05-04', dueOn: '2026-09-30', ...whose })
  beforeAll(async () => {
    api = await Api.start()
    office = await api.recorded('registerOrganization', { name: both('สำนักงาน', 'Office'), kind: 'PROVINCIAL', areas: ['area-56'] })
    other = await api.recorded('registerOrganization', { name: both('อีกแห่ง', 'Another'), kind: 'NGO' })
    post = await api.recorded('establishPost', { title: both('หัวหน้า', 'Head'), organization: office })
    committee = await api.recorded('establishCommittee', {
      name: both('คณะ', 'Body'),
      type: 'COMMITTEE',
      area: 'area-56',
      from: '2026-01-01',
    })
    holder = await api.recorded('registerPerson', { name: { th: { given: 'ผู้ดำรงตำแหน่ง' } } })
    expert = await api.recorded('registerPerson', { name: { th: { given: 'ผู้ทรงคุณวุฒิ' } } })
    await api.recorded('assignRole', { post, person: holder, manner: 'SUBSTANTIVE', from: '2026-01-01' })
    const seat = { committee, number: 1, office: 'MEMBER', from: '2026-01-01' }
    await api.recorded('createSeat', { ...seat, kind: { expert: { person: expert, until: '2029-01-01' } } })
    promise = await promised('Survey', { owner: post })
    since = await api.logLength()
    await api.recorded('retitlePost', { post, title: both('ผู้อำนวยการ', 'Director'), from: '2026-10-01' })
    await api.recorded('requestExtension', { commitment: promise, dueOn: '2026-12-31', on: TODAY, reason: 'ฝนตก' })
    await promised('Watched', { owner: other, committee })
    await api.recorded('renameOrganization', { organization: other, name: both('ใหม่', 'New'), from: '2026-10-01' })
    await api.recorded('scheduleMeeting', { bodies: [committee], on: '2026-12-01' })
  })
  afterAll(() => api.close())

  const QUERY = `query ($about: [ID!]!, $since: Int!, $first: Int, $after: String, $asOf: AsOfInput) {
    changesSince(about: $about, logNumber: $since, first: $first, after: $after, asOf: $asOf) {
      totalCount nodes { type sentence { en } aboutId logNumber about { id } } pageInfo { hasNextPage endCursor } } }`
  const changes = async (about: string[], more: object = {}) =>
    (await api.query(QUERY, { about, since, ...more })).changesSince as {
      totalCount: number
      nodes: { type: string; logNumber: number }[]
      pageInfo: { hasNextPage: boolean; endCursor: string }
    }
  const types = async (...about: string[]) => (await changes(about)).nodes.map(({ type }) => type)

  it('is told of the things and of what is of them, newest first', async () => {
    expect(await types(promise)).toEqual(['ExtensionRequested'])
    expect(await types(post)).toEqual(['ExtensionRequested', 'PostRetitled'])
    expect(await types(office)).toEqual(['ExtensionRequested', 'PostRetitled'])
    expect(await types(committee)).toEqual(['MeetingScheduled', 'CommitmentMade'])
    expect(await types(other)).toEqual(['OrganizationRenamed', 'CommitmentMade'])
    expect(await types('area-56')).toEqual(['MeetingScheduled', 'CommitmentMade', 'ExtensionRequested', 'PostRetitled'])
    expect(await types(expert)).toEqual(['MeetingScheduled', 'CommitmentMade'])
    expect(await types(holder)).toEqual(['ExtensionRequested', 'PostRetitled'])
    expect(await types(other, promise)).toEqual(['OrganizationRenamed', 'CommitmentMade', 'ExtensionRequested'])
  })

  it('comes page by page, with its count', async () => {
    const first = await changes([office, committee], { first: 3 })
    expect(first).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } })
    const rest = await changes([office, committee], { first: 3, after: first.pageInfo.endCursor })
    expect(rest).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: false } })
    const numbers = [...first.nodes, ...rest.nodes].map(({ logNumber }) => logNumber)
    expect(numbers).toEqual([...new Set(numbers)].sort((one, another) => another - one))
    expect(numbers).toHaveLength(4)
  })

  it('is as known at a log number: what became of them afterwards is not told', async () => {
    expect((await changes([office], { asOf: { logNumber: since + 1 } })).nodes.map(({ type }) => type)).toEqual(['PostRetitled'])
    expect((await changes([committee], { asOf: { logNumber: since } })).nodes).toEqual([])
  })

  it.each([
    ['no thing', () => ({ about: [] }), 'about'],
    ['too many things', () => ({ about: Array.from({ length: 101 }, () => office) }), 'about'],
    ['what was never recorded', () => ({ about: [office, 'post-00000000-0000-4000-8000-000000000000'] }), 'about.1'],
    ['what is no id', () => ({ about: ['nonsense'] }), 'about.0'],
    ['a log number of the future', () => ({ since: 999_999 }), 'logNumber'],
    ['a log number after the moment asked about', () => ({ asOf: { logNumber: since - 1 } }), 'logNumber'],
    ['a negative log number', () => ({ since: -1 }), 'logNumber'],
  ])('is refused about %s', async (_, wrong, field) => {
    const { errors } = await api.ask(QUERY, { about: [office], since, ...wrong() })
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field } }])
  })
})

const LATER = '2026-11-12'
const days = (from: string, until: string) => (Date.parse(until) - Date.parse(from)) / 86_400_000

describe('which figures of a report moved', () => {
  let api: Api
  let office: string
  let promise: string
  let kept: string
  let issued: { effective: string; logNumber: number }
  const REPORT = `query Report($office: ID!, $name: String = "x") {
    overdueCommitments(filter: { organization: $office }) { totalCount totals { days31to90 } nodes { id dueOn daysOverdue } }
    organization(id: $office) { id name { en } }
    organizations(nameContains: $name) { totalCount } }`
  const CHANGES = `query ($office: ID!, $since: Int!, $report: ReportInput, $asOf: AsOfInput) {
    changesSince(about: [$office], logNumber: $since, report: $report, asOf: $asOf) { totalCount figures { pointer then now } } }`
  const asked = (report: object | null, more: object = {}) =>
    api.ask(CHANGES, { office, since: issued.logNumber, report, ...more }) as Promise<{ data: any; errors?: { extensions: object }[] }>
  const figures = async (report: object, more?: object) => (await asked(report, more)).data.changesSince.figures
  const report = (more: object = {}) => ({ query: REPORT, variables: { office }, ...more })

  beforeAll(async () => {
    api = await Api.start()
    office = await api.recorded('registerOrganization', { name: both('สำนักงาน', 'Office'), kind: 'PROVINCIAL' })
    const promised = (dueOn: string) =>
      api.recorded('makeCommitment', { title: both('งาน', 'Work'), owner: office, madeOn: '2026-05-04', dueOn })
    promise = await promised('2026-09-20')
    kept = await promised('2026-09-30')
    issued = (await api.http.post('/graphql').send({ query: REPORT, variables: { office } })).body.extensions.asOf
    await api.recorded('requestExtension', { commitment: promise, dueOn: '2026-12-31', on: TODAY, reason: 'ฝนตก' })
    await api.recorded('grantExtension', { commitment: promise, dueOn: '2026-12-31', reason: 'ฝนตก' })
    await api.recorded('renameOrganization', { organization: office, name: both('กอง', 'Division'), from: TODAY })
  })
  afterAll(() => api.close())

  it('is told with what each was and is; rows are known by their ids', async () => {
    expect(await figures(report())).toEqual([
      { pointer: '/overdueCommitments/totalCount', then: 2, now: 1 },
      { pointer: '/overdueCommitments/totals/days31to90', then: 2, now: 1 },
      {
        pointer: expect.stringMatching(/^\/overdueCommitments\/nodes\/\d$/),
        then: { id: promise, dueOn: '2026-09-20', daysOverdue: days('2026-09-20', TODAY) },
        now: null,
      },
      { pointer: '/organization/name/en', then: 'Office', now: 'Division' },
    ])
  })

  it('is of the day of the report, and as known at a moment', async () => {
    const [, , gone] = await figures(report({ effective: LATER }))
    expect(gone.then).toMatchObject({ id: promise, daysOverdue: days('2026-09-20', LATER) })
    expect(await figures(report({ effective: LATER }), { asOf: { logNumber: issued.logNumber + 1 } })).toEqual([])
    expect(await figures({ query: `{ commitment(id: "${kept}") { id dueOn } }` })).toEqual([])
  })

  it('is null where no report is given', async () => {
    expect((await asked(null)).data.changesSince).toEqual({ totalCount: 3, figures: null })
  })

  const deep = `{ organizations { nodes { ${'parent { '.repeat(20)}id${' }'.repeat(20)} } } }`
  it.each([
    ['no query', { query: 'nonsense' }, { code: 'BAD_USER_INPUT', field: 'report.query', reason: 'Malformed' }],
    ['a query of what there is not', { query: '{ nothing }' }, { code: 'BAD_USER_INPUT', field: 'report.query', reason: 'Malformed' }],
    ['two queries', { query: 'query A { __typename } query B { __typename }' }, { field: 'report.query', reason: 'Malformed' }],
    [
      'a mutation',
      { query: 'mutation { registerPerson(input: { idempotencyKey: "r", name: { th: { given: "x" } } }) { __typename } }' },
      { code: 'BAD_USER_INPUT', field: 'report.query', reason: 'Malformed' },
    ],
    [
      'a report of changes',
      { query: '{ ...F } fragment F on Query { x: changesSince(logNumber: 0, about: ["area-56"]) { totalCount } }' },
      { code: 'BAD_USER_INPUT', field: 'report.query', reason: 'NotTogether' },
    ],
    ['variables that are none', { variables: ['x'] }, { code: 'BAD_USER_INPUT', field: 'report.variables' }],
    ['a variable left out', { variables: {} }, { code: 'BAD_USER_INPUT', variable: 'office' }],
    [
      'an id that was never recorded',
      { query: '{ posts(organization: "organization-00000000-0000-4000-8000-000000000000") { totalCount } }' },
      { code: 'BAD_USER_INPUT', field: 'report.organization', reason: 'UnknownId' },
    ],
    ['no day', { effective: '2026-02-30' }, { code: 'BAD_USER_INPUT', field: 'report.effective' }],
    ['levels without end', { query: deep }, { code: 'QueryTooDeep' }],
    [
      'too much',
      { query: '{ organizations(first: 100) { nodes { a: history(first: 100) { logNumber } b: history(first: 100) { logNumber } } } }' },
      { code: 'QueryTooCostly' },
    ],
  ])('is refused of %s', async (_, wrong, extensions) => {
    const { errors } = await api.unrecorded(() => asked(report(wrong)))
    expect(errors).toMatchObject([{ extensions }])
  })

  it('is refused where the reports of one request are too much together', async () => {
    const query = `query ($office: ID!, $report: ReportInput) { ${['a', 'b', 'c']
      .map((name) => `${name}: changesSince(about: [$office], logNumber: 0, report: $report) { figures { pointer } }`)
      .join(' ')} }`
    const large = { query: '{ organizations(first: 90) { nodes { history(first: 100) { logNumber } } } }' }
    const { errors } = await api.ask(query, { office, report: large })
    expect(errors).toMatchObject([{ path: ['c', 'figures'], extensions: { code: 'QueryTooCostly' } }])
  })
})
