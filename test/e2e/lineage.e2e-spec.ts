/** Why a duty exists, and what became of a decision: one query each way, over a story in which decisions amend, replace and reverse one another. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../support/api.js'

const [MAY, JUNE, JULY, AUGUST] = ['2026-05-08', '2026-06-12', '2026-07-10', '2026-08-14']
let api: Api
let beforeTheMistakeWasSeen: number
/** Ids by what they are called here. */
const id: Record<string, string> = {}

async function meets(called: string, on: string) {
  const meeting = await api.recorded('scheduleMeeting', { bodies: [id['council']], on })
  await api.recorded('openMeeting', { meeting, noticeUnknown: true })
  await api.recorded('recordAttendance', {
    meeting,
    entries: [
      { seat: id['chair'], person: id['person'] },
      { seat: id['member'], person: id['other'] },
      { seat: id['absent'], absence: { excused: true } },
    ],
  })
  id[called] = meeting
}
const added = async (meeting: string, part: string) =>
  (await api.query(`query ($id: ID!) { meeting(id: $id) { ${part} { id } } }`, { id: id[meeting] })).meeting[part]
    .map(({ id }: { id: string }) => id)
    .find((each: string) => !Object.values(id).includes(each)) as string
async function raises(meeting: string, called: string, more: object = {}) {
  await api.recorded('addAgendaItem', { meeting: id[meeting], section: 5, kind: 'CONSIDER', title: { th: called }, ...more })
  id[called] = await added(meeting, 'agenda')
}
async function resolves(meeting: string, called: string, more: object = {}) {
  await api.recorded('passResolution', { meeting: id[meeting], kind: 'APPROVED', text: { th: called, en: called }, ...more })
  id[called] = await added(meeting, 'resolutions')
}
const LINK = 'links { kind level on marks sentence { th en } from { id } to { id } supersededBy { id } }'
interface Link {
  kind: string
  level: number
  on: string | null
  marks: string[]
  sentence: { th: string; en: string }
  from: { id: string } | null
  to: { id: string } | null
  supersededBy: { id: string }[]
}
const bare = (of: { id: string } | null) => of && (Object.entries(id).find(([, known]) => known === of.id.split('@')[0])?.[0] ?? of.id)
/** As `kind from > to`. */
const told = (links: Link[]) => links.map(({ kind, from, to }) => `${kind} ${bare(from)} > ${bare(to)}`)
const lineage = async (
  called: string,
  day?: string,
): Promise<{ links: Link[]; resolutions: { id: string }[]; mandate: { id: string }[] }> =>
  (
    await api.query(`query ($id: ID!) { node(id: $id) { ... on Commitment { lineage { ${LINK} resolutions { id } mandate { id } } } } }`, {
      id: `${id[called]}${day === undefined ? '' : `@${day}`}`,
    })
  ).node.lineage
const COUNTS = 'open overdue completed verified withdrawn'
const outcomes = async (called: string, day?: string) =>
  (
    await api.query(
      `query ($id: ID!) { node(id: $id) { ... on Resolution { outcomes { ${LINK} ${COUNTS} commitments { id } plans { id } indicators { value } } } } }`,
      { id: `${id[called]}${day === undefined ? '' : `@${day}`}` },
    )
  ).node.outcomes

beforeAll(async () => {
  api = await Api.start()
  id['ministry'] = await api.recorded('registerOrganization', { name: { th: 'กรม' }, kind: 'CENTRAL' })
  id['office'] = await api.recorded('registerOrganization', {
    name: { th: 'สำนักงาน', en: 'Office' },
    kind: 'PROVINCIAL',
    parent: id['ministry'],
  })
  id['agency'] = await api.recorded('registerOrganization', { name: { th: 'หน่วยอื่น' }, kind: 'PROVINCIAL' })
  const clause = async (called: string, organization: string, more: object = {}) => {
    await api.recorded('addMandateClause', { organization: id[organization], text: { th: called, en: called }, ...more })
    const { mandate } = (await api.query('query ($id: ID!) { organization(id: $id) { mandate { id } } }', { id: id[organization] }))
      .organization
    id[called] = mandate.map((each: { id: string }) => each.id).find((each: string) => !Object.values(id).includes(each))
  }
  await clause('protect', 'office', { source: 'พ.ร.บ. ๒๕๔๖', from: '2020-01-01' })
  await clause('old', 'office', { from: '2010-01-01' })
  await api.recorded('retireMandateClause', { organization: id['office'], clause: id['old'], on: JUNE })
  await clause('supervise', 'ministry')
  await clause('foreign', 'agency')
  id['post'] = await api.recorded('establishPost', { title: { th: 'หัวหน้า', en: 'Head' }, organization: id['office'] })
  id['person'] = await api.recorded('registerPerson', { name: { th: { given: 'สมมุติ' } } })
  id['other'] = await api.recorded('registerPerson', { name: { th: { given: 'สมาน' } } })
  await api.recorded('assignRole', { post: id['post'], person: id['person'], manner: 'SUBSTANTIVE', from: '2026-01-01' })
  id['council'] = await api.recorded('establishCommittee', {
    name: { th: 'คณะกรรมการ', en: 'Council' },
    type: 'COMMITTEE',
    legalBasis: 'พ.ร.บ. คุ้มครองเด็ก',
  })
  for (const [called, number, kind] of [
    ['chair', 1, { exOfficio: { post: id['post'] } }],
    ['member', 2, { expert: { person: id['other'] } }],
    ['absent', 3, { expert: { person: await api.recorded('registerPerson', { name: { th: { given: 'ลา' } } }) } }],
  ] as const) {
    await api.recorded('createSeat', { committee: id['council'], number, office: number === 1 ? 'CHAIR' : 'MEMBER', kind })
    id[called] = (await api.query('query ($id: ID!) { committee(id: $id) { seats { id } } }', { id: id['council'] })).committee.seats.at(
      -1,
    ).id
  }
  const owner = id['post']
  const assigned = { kind: 'ASSIGNED', assignments: [{ owner, dueOn: '2026-12-31', mandate: id['protect'] }] }

  await meets('may', MAY)
  await raises('may', 'form')
  await resolves('may', 'put off', { kind: 'DEFERRED', item: id['form'] })
  await resolves('may', 'root')
  await meets('june', JUNE)
  await raises('june', 'form again', { carriedFrom: id['form'] })
  await api.recorded('carryAgendaItemOver', { meeting: id['june'], item: id['form again'] })
  await raises('june', 'arising', { origin: id['root'] })
  await resolves('june', 'followed', { item: id['arising'] })
  await resolves('june', 'endorsing')
  await meets('july', JULY)
  await raises('july', 'form at last', { carriedFrom: id['form again'] })
  await resolves('july', 'decided', {
    item: id['form at last'],
    amends: id['root'],
    votes: { for: 2, against: 0, abstained: 0 },
    ...assigned,
  })
  id['duty'] = (await api.query('{ commitments { nodes { id } } }')).commitments.nodes[0].id
  await resolves('july', 'mistaken')
  await meets('august', AUGUST)
  await resolves('august', 'in its place', { supersedes: id['decided'] })

  const plan = (id['plan'] = await api.recorded('draftPlan', {
    committee: id['council'],
    fiscalYear: 2569,
    title: { th: 'แผน' },
    on: '2026-01-05',
  }))
  const part = async (command: string, input: object, query: string) => {
    await api.recorded(command, { plan, ...input })
    return api.query(`query ($id: ID!) { actionPlan(id: $id) { ${query} } }`, { id: plan })
  }
  id['objective'] = (await part('setObjective', { title: { th: 'วัตถุประสงค์' } }, 'objectives { id }')).actionPlan.objectives[0].id
  id['output'] = (
    await part('setOutput', { objective: id['objective'], title: { th: 'ผลผลิต' } }, 'objectives { outputs { id } }')
  ).actionPlan.objectives[0].outputs[0].id
  id['activity'] = (
    await part(
      'planActivity',
      { output: id['output'], title: { th: 'อบรม' }, lead: owner, from: '2026-07-01', until: '2026-10-01' },
      'objectives { outputs { activities { id } } }',
    )
  ).actionPlan.objectives[0].outputs[0].activities[0].id
  await part('setBudgetLine', { activity: id['activity'], source: 'จังหวัด', amount: 12500.5 }, 'id')
  await part('setIndicator', { activity: id['activity'], title: { th: 'ผู้ผ่านการอบรม' }, unit: 'คน', target: 40 }, 'id')
  const indicator = (
    await api.query('query ($id: ID!) { node(id: $id) { ... on Activity { indicators { id } } } }', { id: id['activity'] })
  ).node.indicators[0].id
  await part('makePledge', { by: id['agency'], amount: 5000, on: '2026-06-20' }, 'id')
  await part('endorsePlan', { on: JUNE, resolution: id['endorsing'] }, 'id')
  await api.recorded('measureIndicator', { plan, indicator, on: '2026-09-01', value: 31 })

  const promises = async (called: string, more: object) => {
    id[called] = await api.recorded('makeCommitment', {
      title: { th: called, en: called },
      owner,
      madeOn: JULY,
      dueOn: '2026-09-30',
      ...more,
    })
  }
  await promises('of the activity', { origin: id['activity'] })
  await promises('of a mistake', { origin: id['mistaken'] })
  await promises('of the follow-up', { origin: id['followed'], dueOn: '2026-08-01' })
  beforeTheMistakeWasSeen = ((await api.post('{ __typename }')) as any).extensions.asOf.logNumber
  await api.recorded('reverseResolution', { meeting: id['july'], resolution: id['mistaken'], reason: 'จดผิด' })
  await api.recorded('correctResolution', {
    ...{ meeting: id['may'], resolution: id['root'], kind: 'APPROVED', text: { th: 'root', en: 'root' }, reason: 'จดไม่ครบ' },
    dissents: [{ person: id['other'], reason: 'ไม่เห็นด้วย' }],
  })
}, 120_000)
afterAll(() => api.close())

describe('the lineage of a commitment', () => {
  it('leads back to mandate, resolution, quorum, vote, meeting and attendance, item, and along what the matter was carried from', async () => {
    const { links, resolutions, mandate } = await lineage('duty')
    expect(told(links)).toEqual([
      ...['PROMISE duty > post', 'MANDATE duty > protect', 'ORIGIN duty > decided'],
      ...[
        'QUORUM decided > decided',
        'VOTE decided > decided',
        'MEETING decided > july',
        'ATTENDANCE july > july',
        'LEGAL_BASIS july > council',
      ],
      ...[
        'ITEM decided > form at last',
        'CARRIED_FROM form at last > form again',
        'CARRIED_FROM form again > form',
        'PUT_OFF form again > put off',
      ],
      ...[
        'QUORUM put off > put off',
        'VOTE put off > put off',
        'MEETING put off > may',
        'ATTENDANCE may > may',
        'LEGAL_BASIS may > council',
      ],
      ...['ITEM put off > form', 'AMENDS decided > root', 'QUORUM root > root', 'VOTE root > root', 'MEETING root > may'],
    ])
    expect(resolutions.map(bare)).toEqual(['decided', 'put off', 'root'])
    expect(mandate.map(bare)).toEqual(['protect'])
  })

  it('says each link in a sentence, in both languages', async () => {
    const { links } = await lineage('duty')
    const sentence = (kind: string) => links.find((link) => link.kind === kind)!.sentence
    expect(sentence('PROMISE')).toEqual({ th: 'หัวหน้า ให้คำมั่นเมื่อ 10 กรกฎาคม 2569', en: 'Head promised it on 10 July 2026' })
    expect(sentence('MANDATE')).toEqual({
      th: 'อำนาจหน้าที่ของ สำนักงาน: protect (พ.ร.บ. ๒๕๔๖)',
      en: 'Mandate of Office: protect (พ.ร.บ. ๒๕๔๖)',
    })
    expect(sentence('ORIGIN').en).toBe('It comes from resolution 1 of Council No. 3/2026, 10 July 2026 (assigned): decided')
    expect(sentence('QUORUM')).toEqual({
      th: 'องค์ประชุม คณะกรรมการ: มา 2 จาก 3 ครบองค์ประชุม (≥ 2)',
      en: 'Quorum of Council: 2 of 3 present, quorate (≥ 2)',
    })
    expect(sentence('VOTE').en).toBe('2 in favour, 0 against, 0 abstained')
    expect(sentence('ATTENDANCE').en).toBe('Somebody came for 2 seats, 0 of them by a substitute; 1 absent, 0 in attendance')
    expect(sentence('LEGAL_BASIS').th).toBe('คณะกรรมการ มีขึ้นตาม พ.ร.บ. คุ้มครองเด็ก')
    expect(sentence('CARRIED_FROM').en).toBe('It carries on item 5.1 of Council No. 2/2026: form again')
  })

  it('marks what was superseded, amended or corrected since, from the day on which it is so', async () => {
    const of = async (called: string, day?: string) => {
      const { links } = await lineage('duty', day)
      const { marks, supersededBy } = links.find(({ to, kind }) => bare(to) === called && kind !== 'QUORUM')!
      return [marks, supersededBy.map(bare)]
    }
    expect(await of('decided', JULY)).toEqual([[], []])
    expect(await of('decided', AUGUST)).toEqual([['SUPERSEDED'], ['in its place']])
    expect(await of('root', JULY)).toEqual([['AMENDED', 'CORRECTED'], []])
    expect(await of('put off')).toEqual([[], []])
  })

  it('shows that the resolution it names was recorded by mistake, and as known before that it was passed', async () => {
    const [, , origin] = (await lineage('of a mistake')).links
    expect(origin).toMatchObject({ kind: 'ORIGIN', to: null, marks: ['REVERSED'], on: JULY })
    expect(origin!.sentence.en).toMatch(/^It comes from resolution 2 of Council No\. 3\/2026.*: mistaken; its record was reversed on /)
    const before = await api.query(
      `query ($id: ID!, $logNumber: Int!) { commitment(id: $id, asOf: { logNumber: $logNumber }) { lineage { links { marks to { id } } } } }`,
      { id: id['of a mistake'], logNumber: beforeTheMistakeWasSeen },
    )
    expect(before.commitment.lineage.links[2]).toMatchObject({ marks: [], to: { id: expect.stringContaining(id['mistaken']!) } })
  })

  it('names the clauses of the owner’s organization that were in force where the promise names none, and marks those retired since', async () => {
    const { links } = await lineage('of a mistake')
    expect(links.filter(({ kind }) => kind === 'OWN_MANDATE').map(({ to, marks }) => [bare(to), marks])).toEqual([['protect', []]])
    id['early'] = await api.recorded('makeCommitment', { title: { th: 'early' }, owner: id['post'], madeOn: MAY, dueOn: JUNE })
    const early = (await lineage('early')).links.filter(({ kind }) => kind === 'OWN_MANDATE')
    expect(early.map(({ to, marks }) => [bare(to), marks])).toEqual([
      ['old', ['RETIRED']],
      ['protect', []],
    ])
  })

  it('leads from an activity to its output, objective and plan, and to the resolution that endorsed that', async () => {
    const { links, resolutions } = await lineage('of the activity')
    expect(told(links).slice(2, 7)).toEqual([
      ...[
        'ACTIVITY of the activity > activity',
        'OUTPUT activity > output',
        'OBJECTIVE output > objective',
        'PLAN of the activity > plan',
        'DECIDES plan > endorsing',
      ],
    ])
    expect(resolutions.map(bare)).toEqual(['endorsing'])
  })
})

it('a resolution that others follow on is not reversed before those are', async () => {
  const reversed = (meeting: string, resolution: string) =>
    api.tell('reverseResolution', { meeting: id[meeting], resolution: id[resolution], reason: 'จดผิด' })
  for (const [meeting, resolution] of [
    ['july', 'decided'],
    ['may', 'root'],
  ] as const)
    expect(await reversed(meeting, resolution)).toMatchObject({
      is: 'RuleBroken',
      rule: 'ResolutionMustNotBeFollowed',
      field: 'resolution',
    })
  await resolves('august', 'in place of the plan', { supersedes: id['endorsing'] })
  expect(await reversed('june', 'endorsing')).toMatchObject({ rule: 'ResolutionMustNotBeFollowed' })
  expect(await reversed('august', 'in place of the plan')).toMatchObject({ is: 'Recorded' })
})

describe('a mandate that a promise names', () => {
  const promising = (mandate: string, more: object = {}) =>
    api.tell('makeCommitment', {
      title: { th: 'งาน' },
      owner: id['post'],
      madeOn: JULY,
      dueOn: '2026-12-31',
      mandate: id[mandate],
      ...more,
    })
  it.each([
    ['of another organization', 'foreign', {}, 'MandateMustBeOfTheOwner'],
    ['that is retired by the day', 'old', {}, 'MandateClauseMustBeInForce'],
    ['that nobody recorded', 'nowhere', { mandate: 'clause-00000000-0000-4000-8000-000000000000' }, 'MandateClauseMustBeInForce'],
    ['of the organization, by a committee', 'protect', { owner: 'council' }, 'MandateMustBeOfTheOwner'],
  ])('is none %s', async (_, called, more, rule) => {
    const owner = 'owner' in more ? { owner: id[more.owner] } : {}
    expect(await promising(called, { ...more, ...owner })).toMatchObject({ is: 'RuleBroken', rule, field: 'mandate' })
  })
  it('may be one of the organization above, and of the seat of a post of it', async () => {
    expect(await promising('supervise')).toMatchObject({ is: 'Recorded' })
    expect(await promising('protect', { owner: id['chair'] })).toMatchObject({ is: 'Recorded' })
  })
  it('is judged where a meeting assigns it', async () => {
    const assigned = (mandate: string) =>
      api.tell('passResolution', {
        meeting: id['august'],
        kind: 'ASSIGNED',
        text: { th: mandate },
        assignments: [{ owner: id['post'], dueOn: '2026-12-31', mandate: id[mandate] }],
      })
    expect(await assigned('foreign')).toMatchObject({ is: 'RuleBroken', rule: 'MandateMustBeOfTheOwner', field: 'assignments.0.mandate' })
  })
})

describe('the outcomes of a resolution', () => {
  it('lead on to what amends it and follows on it, and to the commitments', async () => {
    const { links, commitments, ...counts } = await outcomes('root')
    expect(told(links)).toEqual([
      ...['AMENDS root > decided', 'SUPERSEDES decided > in its place', 'ORIGIN decided > duty'],
      ...['ARISES_FROM root > arising', 'ITEM arising > followed', 'ORIGIN followed > of the follow-up'],
    ])
    expect(commitments.map(bare)).toEqual(['of the follow-up', 'duty'])
    expect(counts).toMatchObject({ open: 2, overdue: 1, completed: 0, verified: 0, withdrawn: 0 })
    const sentences = links.map(({ sentence }: Link) => sentence.en)
    expect(sentences[0]).toBe('It was amended by resolution 1 of Council No. 3/2026, 10 July 2026 (assigned): decided')
    expect(sentences.at(-1)).toBe('A commitment of Head, due on 1 August 2026 (open, 93 days overdue): of the follow-up')
  })

  it('are those of the day: what was taken up later is not there yet', async () => {
    expect(told((await outcomes('put off', JUNE)).links).filter((each) => each.startsWith('ITEM'))).toEqual([])
    expect(told((await outcomes('put off')).links)).toEqual([
      ...['PUT_OFF put off > form again', 'CARRIED_FROM form again > form at last', 'ITEM form at last > decided'],
      ...['SUPERSEDES decided > in its place', 'ORIGIN decided > duty'],
    ])
    expect(await outcomes('root', JULY)).toMatchObject({ open: 2, overdue: 0 })
  })

  it('of one that endorsed a plan are its activities, money, pledges and results', async () => {
    const { links, commitments, plans, indicators, open } = await outcomes('endorsing')
    expect(links.map(({ kind }: Link) => kind)).toEqual(['DECIDES', 'ACTIVITY', 'ORIGIN', 'RESULT', 'MONEY', 'PLEDGE'])
    expect(links.slice(3).map(({ sentence }: Link) => sentence.en)).toEqual([
      ...['ผู้ผ่านการอบรม: 31 of 40 คน, on 1 September 2026', 'Budget: THB 12,500.50 from จังหวัด', 'หน่วยอื่น pledged THB 5,000'],
    ])
    expect([commitments.map(bare), plans.map(bare), indicators, open]).toEqual([['of the activity'], ['plan'], [{ value: 31 }], 1])
    expect((await outcomes('endorsing', '2026-08-31')).indicators).toEqual([{ value: null }])
  })

  it('of one by which a directive was issued are the commitments of the bodies that got it, and theirs leads back by the directive', async () => {
    id['team'] = await api.recorded('establishCommittee', {
      name: { th: 'คณะทำงาน', en: 'Team' },
      type: 'WORKING_GROUP',
      parent: id['council'],
    })
    id['directive'] = await api.recorded('issueDirective', {
      ...{ committee: id['council'], resolution: id['root'], title: { th: 'ให้สำรวจ', en: 'To survey' } },
      ...{ on: '2026-10-01', dueOn: '2026-12-31', bodies: [id['team']] },
    })
    const { links, commitments } = await outcomes('root')
    id['survey'] = commitments.map(({ id }: { id: string }) => id).find((each: string) => !Object.values(id).includes(each))!
    expect(told(links)).toEqual(expect.arrayContaining(['DIRECTIVE root > directive', 'ORIGIN directive > survey']))
    expect(links.find(({ kind }: Link) => kind === 'DIRECTIVE').sentence.en).toBe('Council issued a directive by it: To survey')
    const back = await lineage('survey')
    expect(told(back.links).slice(0, 3)).toEqual(['PROMISE survey > team', 'ORIGIN survey > directive', 'DIRECTIVE directive > root'])
    expect(back.links[1]!.sentence.en).toBe('It comes from the directive of Council, 1 October 2026: To survey')
    expect(back.resolutions.map(bare)).toEqual(['root'])
    expect(told((await outcomes('root', '2026-09-30')).links).filter((each) => each.includes('directive'))).toEqual([])
  })

  it('count what was completed, verified and withdrawn', async () => {
    const { origin, open, completed, verified, withdrawn } = { origin: id['in its place'], ...(await outcomes('in its place')) }
    expect([open, completed, verified, withdrawn]).toEqual([0, 0, 0, 0])
    const made: string[] = []
    for (const title of ['a', 'b', 'c'])
      made.push(
        await api.recorded('makeCommitment', { title: { th: title }, owner: id['post'], madeOn: AUGUST, dueOn: '2026-12-31', origin }),
      )
    await api.recorded('withdrawCommitment', { commitment: made[0], on: '2026-09-01', reason: 'ยกเลิก', resolution: origin })
    for (const each of made.slice(1)) await api.recorded('reportCompletion', { commitment: each, on: '2026-09-01', word: 'แล้ว' })
    await api.recorded('verifyCompletion', { commitment: made[1], on: '2026-09-02', by: id['agency'] })
    const { links, ...counts } = await outcomes('in its place')
    expect(counts).toMatchObject({ open: 0, overdue: 0, completed: 1, verified: 1, withdrawn: 1 })
    expect(links.flatMap(({ marks }: Link) => marks)).toEqual(['WITHDRAWN'])
  })
})

it('costs as many statements for many commitments and resolutions as for few', async () => {
  const many = async () => {
    for (let n = 0; n < 20; n++) {
      await api.recorded('makeCommitment', {
        ...{ title: { th: `งาน ${n}` }, owner: id['post'], madeOn: `2026-07-${String(n + 10)}`, dueOn: '2026-12-31' },
        origin: [id['decided'], id['followed'], id['activity']][n % 3],
      })
    }
  }
  const back = () =>
    api.post(`{ commitments(first: 100) { nodes { id lineage { ${LINK} resolutions { id } meetings { id } mandate { id } } } } }`)
  const forth = () =>
    api.post(
      `{ resolutions(first: 100) { nodes { id outcomes { ${LINK} commitments { id } plans { id } indicators { id } ${COUNTS} } } } }`,
    )
  const few = [await api.statements(back), await api.statements(forth)]
  await many()
  expect([await api.statements(back), await api.statements(forth)]).toEqual(few)
  expect(few[0]).toBeLessThanOrEqual(45)
  expect(few[1]).toBeLessThanOrEqual(40)
}, 60_000)
