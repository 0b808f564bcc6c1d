import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../support/api.js'

describe('a promise outlives whoever made it', () => {
  let api: Api
  let post: string
  let first: string
  let second: string
  let commitment: string

  beforeAll(async () => {
    api = await Api.start()
    const organization = await api.recorded('registerOrganization', {
      name: { th: 'สำนักงานตัวอย่าง', en: 'Example office' },
      kind: 'PROVINCIAL',
    })
    post = await api.recorded('establishPost', { title: { th: 'หัวหน้าสำนักงาน', en: 'Head of office' }, organization })
    first = await api.recorded('registerPerson', { name: { th: { given: 'เดิม' }, en: { given: 'First' } } })
    second = await api.recorded('registerPerson', { name: { th: { given: 'ใหม่' }, en: { given: 'Second' } } })
    await api.recorded('assignRole', { post, person: first, manner: 'SUBSTANTIVE', from: '2024-10-01', until: '2026-10-01' })
    commitment = await api.recorded('makeCommitment', {
      title: { th: 'อบรมอาสาสมัคร', en: 'Train volunteers' },
      owner: post,
      madeOn: '2026-05-04',
      dueOn: '2026-09-30',
    })
    await api.recorded('assignRole', { post, person: second, manner: 'SUBSTANTIVE', from: '2026-10-01' })
  })
  afterAll(() => api.close())

  const question = `query ($asOf: AsOfInput) { overdueCommitments(asOf: $asOf) { totalCount nodes { id daysOverdue ageingBucket
    answeringNow { person { id } since manner } madeBy { person { id } on } } } }`

  it('is the successor’s on the day after the transfer, overdue since the day after it was due', async () => {
    const { overdueCommitments } = await api.query(question, { asOf: { effective: '2026-10-02' } })
    expect(overdueCommitments).toEqual({
      totalCount: 1,
      nodes: [
        {
          id: `${commitment}@2026-10-02`,
          daysOverdue: 2,
          ageingBucket: 'DAYS_1_7',
          answeringNow: { person: { id: `${second}@2026-10-02` }, since: '2026-10-01', manner: 'SUBSTANTIVE' },
          madeBy: { person: { id: `${first}@2026-05-04` }, on: '2026-05-04' },
        },
      ],
    })
  })

  it('is not overdue on the day it is due', async () => {
    const { overdueCommitments } = await api.query(question, { asOf: { effective: '2026-09-30' } })
    expect(overdueCommitments).toEqual({ totalCount: 0, nodes: [] })
  })

  it('still says who promised it, and who has held it, after it was passed on to another post', async () => {
    const organization = await api.recorded('registerOrganization', { name: { th: 'อีกสำนักงาน' }, kind: 'PROVINCIAL' })
    const other = await api.recorded('establishPost', { title: { th: 'หัวหน้าอีกสำนักงาน' }, organization })
    const third = await api.recorded('registerPerson', { name: { th: { given: 'อีกคน' } } })
    await api.recorded('assignRole', { post: other, person: third, manner: 'SUBSTANTIVE', from: '2020-10-01' })
    await api.recorded('transferOwnership', { commitment, owner: other, on: '2026-10-15', reason: 'มติ' })
    const { now } = await api.query(
      'query ($id: ID!) { now: commitment(id: $id) { owner { id } madeBy { person { id } post { id } } holdersSinceMade { person { id } } } }',
      { id: commitment },
    )
    expect(now).toEqual({
      owner: { id: other },
      madeBy: { person: { id: `${first}@2026-05-04` }, post: { id: `${post}@2026-05-04` } },
      holdersSinceMade: [first, second, third].map((id) => ({ person: { id } })),
    })
  })

  it('keeps showing a seat that owns it when the seat is no more, with the day it ended and nobody who answers', async () => {
    const body = await api.recorded('establishCommittee', { name: { th: 'คณะ' }, type: 'COMMITTEE' })
    await api.recorded('createSeat', { committee: body, number: 1, office: 'SECRETARY', kind: { exOfficio: { post } } })
    const { committee } = await api.query('query ($id: ID!) { committee(id: $id) { seats { id } } }', { id: body })
    const [{ id: seat }] = committee.seats
    const made = await api.recorded('makeCommitment', { title: { th: 'สรุปผล' }, owner: seat, madeOn: '2026-10-02', dueOn: '2026-10-10' })
    await api.recorded('abolishSeat', { committee: body, seat, on: '2026-10-20' })
    await api.recorded('dissolveCommittee', { committee: body, on: '2026-10-25' })
    const asked = await api.query(
      `query ($made: ID!, $body: ID!) { commitment(id: $made) { owner { __typename id label { th } endedOn } answeringNow { since } history { sentence { th } } }
        committee(id: $body) { name { th } endedOn occupants { state } } then: committee(id: $body, asOf: { effective: "2026-10-24" }) { endedOn } }`,
      { made, body },
    )
    expect(asked).toMatchObject({
      commitment: { owner: { __typename: 'Seat', id: seat, endedOn: '2026-10-20' }, answeringNow: null },
      committee: { name: { th: 'คณะ' }, endedOn: '2026-10-25', occupants: [] },
      then: { endedOn: null },
    })
    expect(asked.commitment.history[0].sentence.th).not.toContain(seat)
  })

  it('two mutations of one request each answer what they recorded', async () => {
    const { data } = await api.post(
      `mutation ($a: ReportProgressInput!, $b: ReportProgressInput!) { a: reportProgress(input: $a) { ...said } b: reportProgress(input: $b) { ...said } }
        fragment said on CommitmentRecorded { viewsCaughtUp commitment { lastWord { text } } }`,
      Object.fromEntries(['a', 'b'].map((word) => [word, { idempotencyKey: word, commitment, on: '2026-10-20', word }])),
    )
    expect(data).toEqual({
      a: { viewsCaughtUp: true, commitment: { lastWord: { text: 'a' } } },
      b: { viewsCaughtUp: true, commitment: { lastWord: { text: 'b' } } },
    })
  })

  it.each([
    ['committee', 'committee-00000000-0000-4000-8000-000000000000', 'UnknownId'],
    ['area', 'area-99', 'UnknownId'],
    ['post', 'area-56', 'NotAnId'],
    ['answeredBy', 'seat-00000000-0000-4000-8000-000000000000', 'NotAnId'],
    ['answeredBy', 'person-00000000-0000-4000-8000-000000000000', 'UnknownId'],
    ['minDaysOverdue', 0, 'OutOfRange'],
    ['minDaysOverdue', 2_147_483_647, 'OutOfRange'],
  ])('a filter by %s %p is refused rather than answered with nothing', async (field, value, reason) => {
    for (const list of ['commitments', 'overdueCommitments']) {
      const { errors } = await api.ask(`query ($filter: OverdueFilterInput) { ${list}(filter: $filter) { totalCount } }`, {
        filter: { [field]: value },
      })
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: `filter.${field}`, reason } }])
    }
  })

  it('commitments late by so many days are counted alike in both lists', async () => {
    const counted = await api.query(
      '{ commitments(filter: { minDaysOverdue: 20 }) { totalCount } overdueCommitments(filter: { minDaysOverdue: 20 }) { totalCount } }',
    )
    expect(counted).toEqual({ commitments: { totalCount: 2 }, overdueCommitments: { totalCount: 2 } })
  })

  it('a district tells what its province tells of it', async () => {
    const asked = await api.query('{ area(code: "5601") { code history { type } } }')
    expect(asked).toEqual({ area: { code: '5601', history: [{ type: 'AreasListed' }] } })
  })
})

describe('what a post answers for', () => {
  let api: Api
  let office: string
  let head: string
  let deputy: string
  let person: string
  let body: string
  let seat: string
  const promised: Record<string, string> = {}
  const both = (th: string) => ({ th })

  beforeAll(async () => {
    api = await Api.start()
    office = await api.recorded('registerOrganization', { name: both('สำนักงานตัวอย่าง'), kind: 'PROVINCIAL' })
    head = await api.recorded('establishPost', { title: both('หัวหน้าสำนักงาน'), organization: office })
    deputy = await api.recorded('establishPost', { title: both('รองหัวหน้า'), organization: office })
    await api.recorded('nameHeadPost', { organization: office, post: head })
    person = await api.recorded('registerPerson', { name: { th: { given: 'สมมุติ' } } })
    await api.recorded('assignRole', { post: head, person, manner: 'SUBSTANTIVE', from: '2026-06-01' })
    body = await api.recorded('establishCommittee', { name: both('คณะ'), type: 'COMMITTEE' })
    await api.recorded('createSeat', { committee: body, number: 1, office: 'SECRETARY', kind: { exOfficio: { post: head } } })
    const { committee } = await api.query('query ($id: ID!) { committee(id: $id) { seats { id } } }', { id: body })
    seat = committee.seats[0].id
    for (const [owner, of] of Object.entries({ head, office, body, seat, deputy }))
      promised[owner] = await api.recorded('makeCommitment', { title: both(owner), owner: of, madeOn: '2026-05-04', dueOn: '2026-12-31' })
  })
  afterAll(() => api.close())

  const list = async (filter: object, effective = '2026-10-02') => {
    const { commitments } = await api.query(
      'query ($filter: OverdueFilterInput, $asOf: AsOfInput) { commitments(filter: $filter, asOf: $asOf, state: OPEN) { totalCount nodes { title { th } } } }',
      { filter, asOf: { effective } },
    )
    expect(commitments.totalCount).toBe(commitments.nodes.length)
    return commitments.nodes.map(({ title }: { title: { th: string } }) => title.th).sort()
  }

  it('is what it owns, and what its organization, its seat and its committee own; and so for whoever holds it, since then', async () => {
    expect(await list({ answeredBy: head })).toEqual(['body', 'head', 'office', 'seat'])
    expect(await list({ answeredBy: person })).toEqual(['body', 'head', 'office', 'seat'])
    expect(await list({ answeredBy: person }, '2026-05-31')).toEqual([])
    expect(await list({ answeredBy: deputy })).toEqual(['deputy'])
    expect(await list({ answeredBy: head, post: head })).toEqual(['head'])
  })

  it.each([
    ['head', () => office],
    ['office', () => head],
    ['head', () => seat],
    ['seat', () => office],
    ['seat', () => body],
  ])('of the %s is not verified by its own', async (owner, by) => {
    const commitment = promised[owner]!
    const { completedOn } = (await api.query('query ($id: ID!) { commitment(id: $id) { completedOn } }', { id: commitment })).commitment
    if (completedOn === null) await api.recorded('reportCompletion', { commitment, on: '2026-10-10', word: 'แล้ว' })
    const refused = await api.unrecorded(() => api.tell('verifyCompletion', { commitment, on: '2026-10-12', by: by() }))
    expect(refused).toMatchObject({ is: 'RuleBroken', rule: 'OwnerCannotVerifyOwnCompletion', field: 'by' })
  })

  it('is verified by another, says by whom and when, and is reopened by taking a step back', async () => {
    const commitment = promised['head']!
    await api.recorded('verifyCompletion', { commitment, on: '2026-10-12', by: deputy })
    const read = async () =>
      (
        await api.query(
          'query ($id: ID!) { commitment(id: $id) { state percent completedOn completedBy verifiedOn verifiedBy { ... on Node { id } } history { type revision sentence { en } } } }',
          { id: commitment },
        )
      ).commitment
    const verified = await read()
    expect(verified).toMatchObject({
      ...{ state: 'VERIFIED', percent: 100, completedOn: '2026-10-10', completedBy: expect.any(String) },
      ...{ verifiedOn: '2026-10-12', verifiedBy: { id: deputy } },
    })
    const step = (type: string) => verified.history.find((entry: { type: string }) => entry.type === type).revision as number
    const early = await api.unrecorded(() =>
      api.tell('reverseCommitmentStep', { commitment, step: step('CompletionReported'), reason: 'คนละเรื่อง' }),
    )
    expect(early).toMatchObject({ is: 'RuleBroken', rule: 'OnlyCompletedWorkIsVerified' })
    await api.recorded('correctCommitmentStep', {
      ...{ commitment, step: step('CompletionVerified'), reason: 'พิมพ์ผิด' },
      rightly: { verification: { on: '2026-10-13', by: deputy } },
    })
    expect(await read()).toMatchObject({ verifiedOn: '2026-10-13' })
    await api.recorded('reverseCommitmentStep', { commitment, step: step('CompletionVerified'), reason: 'คนละเรื่อง' })
    const { history, ...reversed } = await read()
    expect(reversed).toMatchObject({ state: 'COMPLETED', verifiedOn: null, verifiedBy: null })
    const line = `(line ${step('CompletionVerified')} of the history)`
    expect(history.at(-1).sentence.en).toBe(`Record of the verification ${line} reversed, as it never was: คนละเรื่อง`)
    expect(history.at(-2).sentence.en).toContain(`Record of the verification ${line} corrected`)
  })

  it('is orphaned from the day its owner ends without a successor', async () => {
    expect(await list({ orphaned: true })).toEqual([])
    await api.recorded('abolishPost', { post: deputy, on: '2026-10-20' })
    const orphanedSince = async (effective: string) =>
      (
        await api.query('query ($id: ID!, $asOf: AsOfInput) { commitment(id: $id, asOf: $asOf) { orphanedSince } }', {
          id: promised['deputy'],
          asOf: { effective },
        })
      ).commitment.orphanedSince
    expect([await orphanedSince('2026-10-19'), await orphanedSince('2026-10-20')]).toEqual([null, '2026-10-20'])
    expect(await list({ orphaned: true }, '2026-10-19')).toEqual([])
    expect(await list({ orphaned: true }, '2026-10-20')).toEqual(['deputy'])
    expect(await list({ orphaned: false }, '2026-10-20')).not.toContain('deputy')
    await api.recorded('transferOwnership', { commitment: promised['deputy'], owner: head, on: '2026-10-25', reason: 'มติ' })
    expect(await list({ orphaned: true }, '2026-10-24')).toEqual(['deputy'])
    expect(await list({ orphaned: true }, '2026-10-25')).toEqual([])
  })
})
