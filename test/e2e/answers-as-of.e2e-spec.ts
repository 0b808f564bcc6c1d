import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { contexts } from '@prasan/api'
import { Api } from '../support/api.js'

const both = (th: string, en: string) => ({ th, en })

describe('an answer as of a moment', () => {
  let api: Api
  let office: string
  let post: string
  let holder: string
  beforeAll(async () => {
    api = await Api.start()
    office = await api.recorded('registerOrganization', { name: both('สำนักงาน', 'Office'), kind: 'PROVINCIAL' })
    post = await api.recorded('establishPost', { title: both('หัวหน้า', 'Head'), organization: office })
    holder = await api.recorded('registerPerson', { name: { th: { given: 'สมมุติ' } } })
    await api.recorded('retitlePost', { post, title: both('ผู้อำนวยการ', 'Director'), from: '2026-06-01' })
    await api.recorded('assignRole', { post, person: holder, manner: 'SUBSTANTIVE', from: '2026-03-01' })
  })
  afterAll(() => api.close())

  const asked = async (id: string, asOf?: object) =>
    (
      await api.query(
        'query ($id: ID!, $asOf: AsOfInput) { post(id: $id, asOf: $asOf) { id title { en } organization { id } holders { id person { id } } } }',
        {
          id,
          asOf,
        },
      )
    ).post

  it('has an id that carries the moment, down to what it holds; the present has the plain one', async () => {
    expect(await asked(post)).toMatchObject({
      id: post,
      title: { en: 'Director' },
      organization: { id: office },
      holders: [{ person: { id: holder } }],
    })
    const then = await asked(post, { effective: '2026-05-01' })
    expect(then).toMatchObject({
      id: `${post}@2026-05-01`,
      title: { en: 'Head' },
      organization: { id: `${office}@2026-05-01` },
      holders: [{ id: expect.stringMatching(/^assignment-.*@2026-05-01$/), person: { id: `${holder}@2026-05-01` } }],
    })
    const logNumber = await api.logLength()
    expect(await asked(post, { logNumber })).toMatchObject({ id: `${post}@2026-11-02~${logNumber}` })
    expect(await asked(post, { effective: '2026-11-02' })).toMatchObject({ id: `${post}@2026-11-02` })
    expect(await asked(post, {})).toMatchObject({ id: post })
  })

  it('is given again for its id, by its own field, by node and by nodes', async () => {
    const then = await asked(post, { effective: '2026-05-01' })
    expect(await asked(then.id)).toEqual(then)
    const { node, nodes } = await api.query(
      'query ($id: ID!, $ids: [ID!]!) { node(id: $id) { id ... on Post { title { en } } } nodes(ids: $ids) { id ... on Post { title { en } } } }',
      { id: then.id, ids: [then.id, post] },
    )
    expect(node).toEqual({ id: then.id, title: { en: 'Head' } })
    expect(nodes).toEqual([node, { id: post, title: { en: 'Director' } }])
  })

  it('takes no second moment, and none that is no moment', async () => {
    const refused = async (id: string, asOf?: object) =>
      (await api.ask('query ($id: ID!, $asOf: AsOfInput) { post(id: $id, asOf: $asOf) { id } }', { id, asOf })).errors
    expect(await refused(`${post}@2026-05-01`, { effective: '2026-05-02' })).toMatchObject([
      { extensions: { field: 'asOf', reason: 'MomentTwice' } },
    ])
    expect(await refused(`${post}@2026-02-30`)).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'id.effective' } }])
    expect(await refused(`${post}@2026-05-01~999999`)).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'id.logNumber' } }])
    expect(await refused(`${office}@2026-05-01`)).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', field: 'id', reason: 'NotAnId' } },
    ])
  })

  it('names the same thing where a list is narrowed, in a mutation and in a header', async () => {
    const at = `${post}@2026-05-01`
    const owned = {
      title: both('สำรวจ', 'Survey'),
      owner: post,
      madeOn: '2026-01-05',
      dueOn: '2026-12-31',
      idempotencyKey: 'the same promise',
    }
    const headers = { 'Prasan-For-Post': post }
    const id = await api.recorded('makeCommitment', owned, headers)
    expect(await api.tell('makeCommitment', { ...owned, owner: at }, { 'Prasan-For-Post': at })).toMatchObject({
      is: 'Recorded',
      id,
      repeated: true,
    })
    const count = async (owner: string) =>
      (await api.query('query ($owner: ID) { commitments(filter: { post: $owner }) { totalCount nodes { id owner { id } } } }', { owner }))
        .commitments
    expect(await count(at)).toEqual({ totalCount: 1, nodes: [{ id, owner: { id: post } }] })
    expect(await count(post)).toEqual(await count(at))
  })

  it('is told apart from a text of the same form, and from the moments that cannot be', async () => {
    const at = `${post}@2026-05-01`
    const promise = { owner: post, madeOn: '2026-01-05', dueOn: '2026-12-31', title: both(at, at) }
    const id = await api.recorded('makeCommitment', promise)
    const { commitment } = await api.query('query ($id: ID!) { commitment(id: $id) { title { th en } } }', { id })
    expect(commitment).toEqual({ title: { th: at, en: at } })
    for (const never of [`${post}@2026-02-30`, `${post}@2026-05-01~999999`]) {
      expect(await api.tell('makeCommitment', { ...promise, owner: never })).toMatchObject({
        is: 'InputInvalid',
        problems: [{ field: 'owner', code: expect.stringMatching(/^NotAnId/) }],
      })
      const { errors } = await api.ask('{ __typename }', {}, { 'Prasan-For-Post': never })
      expect(errors).toMatchObject([{ extensions: { code: 'ActorUnknown', header: 'Prasan-For-Post' } }])
    }
    expect(await api.tell('retitlePost', { post: `${post}@2026-02-30`, title: both('ใหม่', 'New'), from: '2026-07-01' })).toMatchObject({
      is: 'InputInvalid',
      problems: [{ field: 'post' }],
    })
  })

  it('of what has ended is asked for by its plain id, and what it holds is as on its last day', async () => {
    const closed = await api.recorded('establishPost', { title: both('ตำแหน่งเดิม', 'Former post'), organization: office })
    await api.recorded('abolishPost', { post: closed, on: '2026-10-01' })
    expect(await asked(closed)).toMatchObject({ id: closed, organization: { id: `${office}@2026-09-30` } })
  })
})

describe('the history of what has an id', () => {
  let api: Api
  beforeAll(async () => {
    api = await Api.start({ demo: true })
  })
  afterAll(() => api.close())

  /** An id of each kind, as the views know it on the day; those without a table of their own by a query. */
  const someOf = (table: string) =>
    api.application.runtime.views.get<{ id: string }>({
      text: `select id from ${table} where knownTo is null and validFrom <= '2026-11-02' and validTo > '2026-11-02' order by knownFrom limit 1`,
      params: [],
    })?.id
  const TABLES: Readonly<Record<string, string>> = {
    ...{
      organization: 'organization',
      clause: 'mandateClause',
      post: 'post',
      assignment: 'assignment',
      committee: 'committee',
      seat: 'seat',
    },
    ...{ order: 'appointmentOrder', meeting: 'meeting', agendaItem: 'agendaItem', attendance: 'attendance', resolution: 'resolution' },
    ...{ plan: 'actionPlan', objective: 'planObjective', output: 'planOutput', activity: 'planActivity', line: 'planBudget' },
    ...{
      transfer: 'transfer',
      feed: 'feed',
      ...{ preference: 'preference', delivery: 'delivery' },
      handover: 'handover',
      indicator: 'planIndicator',
      pledge: 'planPledge',
      commitment: 'commitment',
      obstacle: 'commitmentObstacle',
      directive: 'directive',
      webhook: 'webhook',
    },
  }
  const told = async (id: string) =>
    (
      await api.query('query ($id: ID!) { node(id: $id) { id history { type sentence { th en } logNumber facts { value { en } } } } }', {
        id,
      })
    ).node

  it('begins with what it began with, whatever its kind', async () => {
    const without: string[] = []
    const asked: string[] = []
    for (const [category, table] of Object.entries(TABLES)) {
      const id = someOf(table)
      if (!id) continue
      asked.push(category)
      const node = await told(id)
      if (!(node?.history.length > 0)) without.push(`${category} ${id}`)
    }
    expect(without).toEqual([])
    expect(asked.length).toBeGreaterThan(15)
    const kinds = contexts.flatMap(({ nodes }) => nodes.map(({ category }) => category))
    expect(kinds.filter((kind) => !(kind in TABLES)).sort()).toEqual(['area', 'delegation', 'person'])
  })

  it('of a part tells what names it and no more', async () => {
    const resolution = await told(someOf('resolution')!)
    expect(resolution.history[0].type).toBe('ResolutionPassed')
    const types = new Set(resolution.history.map(({ type }: { type: string }) => type))
    expect(
      [...types].filter((type) => ['MeetingScheduled', 'MeetingOpened', 'AttendanceRecorded', 'MinutesCertified'].includes(type as string)),
    ).toEqual([])
    const seat = await told(someOf('seat')!)
    expect(seat.history[0].type).toBe('SeatCreated')
    expect(seat.history.filter(({ type }: { type: string }) => type === 'SeatCreated')).toHaveLength(1)
  })

  it('of a district is told by its province', async () => {
    const district = await told('area-5601')
    expect(district.history.map(({ type }: { type: string }) => type)).toContain('AreasListed')
  })
})
