/** Why commitments are late and how timely bodies are, as the API tells it; what it tells of nobody. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { buildSchema, getNamedType, isInterfaceType, isObjectType } from 'graphql'
import { readFileSync } from 'node:fs'
import { Api } from '../support/api.js'

const both = (th: string) => ({ th })
const DAYS = 'days extended vacant waiting owner'
const LATE = `${DAYS} stretches { from until cause owner { label { th } } }`
const COUNTS = 'due onTime late lateOpen pending withdrawn onTimeRate medianSlippage meanSlippage'

describe('a promise that looks 60 days overdue', () => {
  let api: Api
  let office: string
  let agency: string
  let body: string
  let head: string
  let group: string
  let promise: string
  let beforeExtension: number
  const inArea = (area: string) => ({ name: both(`สำนักงาน ${area}`), kind: 'PROVINCIAL', areas: [area] })
  const lateness = async (asOf: object, id = promise, fields = LATE) =>
    (
      await api.query(`query ($id: ID!, $asOf: AsOfInput) { commitment(id: $id, asOf: $asOf) { daysOverdue lateness { ${fields} } } }`, {
        id,
        asOf,
      })
    ).commitment
  const timeliness = async (about: string[], asOf: object, args = 'fiscalYear: 2569') =>
    (
      await api.query(
        `query ($about: [ID!]!, $asOf: AsOfInput) { timeliness(about: $about, ${args}, asOf: $asOf) { of { id } from until ${COUNTS} causes { ${DAYS} } } }`,
        { about, asOf },
      )
    ).timeliness

  beforeAll(async () => {
    api = await Api.start({ clock: { now: () => new Date('2026-12-31T10:00:00+07:00') } })
    office = await api.recorded('registerOrganization', inArea('area-5601'))
    agency = await api.recorded('registerOrganization', inArea('area-5602'))
    head = await api.recorded('establishPost', { title: both('หัวหน้าสำนักงาน'), organization: office })
    group = await api.recorded('establishPost', { title: both('หัวหน้ากลุ่มงาน'), organization: agency })
    await api.recorded('nameHeadPost', { organization: office, post: head })
    body = await api.recorded('establishCommittee', { name: both('คณะ'), type: 'COMMITTEE', area: 'area-56' })
    const person = await api.recorded('registerPerson', { name: { th: { given: 'สมมติ' } } })
    const assign = (post: string, from: string, until?: string, manner = 'SUBSTANTIVE') =>
      api.recorded('assignRole', { post, person, manner, from, ...(until && { until }) })
    await assign(head, '2025-10-01', '2026-10-15')
    await assign(head, '2026-11-04', undefined, 'ACTING')
    await assign(group, '2025-10-01')

    const promised = (owner: string, dueOn: string) =>
      api.recorded('makeCommitment', { title: both('งาน'), owner, madeOn: '2026-05-04', dueOn, committee: body })
    promise = await promised(office, '2026-09-30')
    const obstacle = { commitment: promise, on: '2026-11-01', text: 'รอหนังสือ', waitingOn: agency }
    await api.recorded('raiseObstacle', obstacle)
    const [{ id }] = (await api.query('query ($id: ID!) { commitment(id: $id) { obstacles { id } } }', { id: promise })).commitment
      .obstacles
    await api.recorded('answerObstacle', { commitment: promise, obstacle: id, on: '2026-11-18', answer: 'ได้รับแล้ว' })
    beforeExtension = await api.logLength()
    await api.recorded('grantExtension', { commitment: promise, dueOn: '2026-10-14', reason: 'มติ', decidedOn: '2026-09-25' })

    const done = await promised(group, '2026-06-30')
    await api.recorded('reportCompletion', { commitment: done, on: '2026-06-20', word: 'แล้ว' })
    const slipped = await promised(group, '2026-06-30')
    await api.recorded('reportCompletion', { commitment: slipped, on: '2026-07-04', word: 'แล้ว' })
    const taken = await promised(group, '2026-09-01')
    const recordDespite = [{ rule: 'CommitmentIsWithdrawnByResolution', reason: 'ไม่มีมติ' }]
    await api.recorded('withdrawCommitment', { commitment: taken, on: '2026-09-03', reason: 'มติ', recordDespite })
  })
  afterAll(() => api.close())

  it('is told as 12 days of the owner, with who owned it on which days', async () => {
    const stretch = (from: string, until: string, cause: string) => ({ from, until, cause, owner: { label: { th: 'สำนักงาน area-5601' } } })
    expect(await lateness({ effective: '2026-11-29' })).toEqual({
      daysOverdue: 46,
      lateness: {
        ...{ days: 60, extended: 14, vacant: 20, waiting: 14, owner: 12 },
        stretches: [
          stretch('2026-10-01', '2026-10-15', 'EXTENDED'),
          stretch('2026-10-15', '2026-11-04', 'VACANT'),
          stretch('2026-11-04', '2026-11-18', 'WAITING'),
          stretch('2026-11-18', '2026-11-30', 'OWNER'),
        ],
      },
    })
  })

  it('is told of an earlier day, and as it was known then', async () => {
    expect(await lateness({ effective: '2026-09-30' })).toEqual({ daysOverdue: null, lateness: null })
    expect(await lateness({ effective: '2026-10-14' }, promise, DAYS)).toEqual({
      daysOverdue: null,
      lateness: { days: 14, extended: 14, vacant: 0, waiting: 0, owner: 0 },
    })
    expect(await lateness({ effective: '2026-11-29', logNumber: beforeExtension }, promise, DAYS)).toEqual({
      daysOverdue: 60,
      lateness: { days: 60, extended: 0, vacant: 20, waiting: 14, owner: 26 },
    })
  })

  it('counts the days on which its obstacle waited', async () => {
    const waited = async (effective: string) => {
      const asked = 'query ($id: ID!, $asOf: AsOfInput) { commitment(id: $id, asOf: $asOf) { obstacles { since waitingDays } } }'
      return (await api.query(asked, { id: promise, asOf: { effective } })).commitment.obstacles
    }
    expect(await waited('2026-11-10')).toEqual([{ since: '2026-11-01', waitingDays: 10 }])
    expect(await waited('2026-12-10')).toEqual([{ since: '2026-11-01', waitingDays: 17 }])
  })

  it('counts for whom it was due, beside what others did in time', async () => {
    const [own, others, watched, district] = await timeliness([office, agency, body, 'area-5602'], { effective: '2026-11-29' })
    const period = { from: '2025-10-01', until: '2026-10-01' }
    expect(own).toEqual({
      ...{ of: { id: `${office}@2026-11-29` }, ...period, due: 1, onTime: 0, late: 1, lateOpen: 1, pending: 0, withdrawn: 0 },
      ...{ onTimeRate: 0, medianSlippage: 40, meanSlippage: 40 },
      causes: { days: 60, extended: 14, vacant: 20, waiting: 14, owner: 12 },
    })
    const ofAgency = {
      ...{
        ...period,
        due: 2,
        onTime: 1,
        late: 1,
        lateOpen: 0,
        pending: 0,
        withdrawn: 1,
        onTimeRate: 0.5,
        medianSlippage: 2,
        meanSlippage: 2,
      },
      causes: { days: 5, extended: 0, vacant: 0, waiting: 0, owner: 5 },
    }
    expect(others).toMatchObject(ofAgency)
    expect(district).toMatchObject(ofAgency)
    expect(watched).toMatchObject({ due: 3, onTime: 1, late: 2, withdrawn: 1, medianSlippage: 4, causes: { days: 65 } })
  })

  it('is in time while nobody answers for it', async () => {
    expect(await timeliness([office], { effective: '2026-11-03' })).toMatchObject([
      { due: 1, late: 0, pending: 1, onTimeRate: null, medianSlippage: 14, causes: { days: 34, vacant: 20 } },
    ])
    expect(await timeliness([office], { effective: '2026-09-29' })).toMatchObject([{ due: 0, until: '2026-09-30', meanSlippage: null }])
    expect(await timeliness([office], { effective: '2026-11-29' }, 'from: "2026-10-01"')).toMatchObject([{ due: 0 }])
  })

  it('costs as many statements for many as for one', async () => {
    const page = (first: number) =>
      api.statements(() =>
        api.post(
          `{ commitments(first: ${first}, orderBy: NEWEST_DUE_FIRST) { nodes { id lateness { days } obstacles { waitingDays } } } }`,
        ),
      )
    expect(await page(4)).toBe(await page(1))
    const asked = (about: string[]) =>
      api.statements(() => api.post(`{ timeliness(about: ${JSON.stringify(about)}) { late causes { days } } }`))
    expect(await asked([office, agency, body, 'area-5601', 'area-5602'])).toBeLessThanOrEqual((await asked([office])) + 5)
  })

  it('is no figure of a post or a person', async () => {
    const [person] = (await api.query('{ people(first: 1) { nodes { id } } }')).people.nodes
    const refused = async (about: string[]) =>
      (await api.post('query ($about: [ID!]!) { timeliness(about: $about) { due } }', { about })).errors?.map(({ extensions }) => [
        extensions['code'],
        extensions['field'],
        extensions['reason'],
      ])
    expect(await refused([head])).toEqual([['BAD_USER_INPUT', 'about.0', 'NotAnId']])
    expect(await refused([office, person.id])).toEqual([['BAD_USER_INPUT', 'about.1', 'NotAnId']])
    expect(await refused([`organization-${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`])).toEqual([
      ['BAD_USER_INPUT', 'about.0', 'UnknownId'],
    ])
    expect(await refused([])).toMatchObject([['BAD_USER_INPUT', 'about', expect.any(String)]])
    expect(await refused(Array<string>(101).fill(office))).toMatchObject([['BAD_USER_INPUT', 'about', expect.any(String)]])
  })
})

it('no field of a person, of a post or of who holds it leads to figures of lateness or timeliness', () => {
  const schema = buildSchema(readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8'))
  const figures = new Set(['Lateness', 'LateDays', 'LateStretch', 'Timeliness'])
  const places = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => ({ of: type.name, field: field.name, type: getNamedType(field.type).name })),
    )
    .filter(({ of, type }) => figures.has(type) && !figures.has(of))
  expect(places).toEqual([
    { of: 'Commitment', field: 'lateness', type: 'Lateness' },
    { of: 'Query', field: 'timeliness', type: 'Timeliness' },
  ])
})
