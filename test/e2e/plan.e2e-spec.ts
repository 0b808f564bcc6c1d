import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../support/api.js'

const both = (th: string, en: string) => ({ th, en })

describe('an action plan, from draft to the commitments it lives by', () => {
  let api: Api
  let office: string
  let post: string
  let committee: string
  let plan: string
  let activity: string
  let objective: string

  const structure = `query ($id: ID!, $asOf: AsOfInput) { actionPlan(id: $id, asOf: $asOf) { title { en } fiscalYear state since committee { id }
    objectives { id number title { en } outputs { number title { en } activities { id number title { en } from until dropped
      lead { id label { en } } contributors { id } area { code name { en } } } } }
    budget { source amount activity { id } } budgetTotal } }`
  const read = async (asOf?: object) => (await api.query(structure, { id: plan, asOf })).actionPlan
  const activityOf = (read: any) => read.objectives[0].outputs[0].activities[0]

  beforeAll(async () => {
    api = await Api.start()
    office = await api.recorded('registerOrganization', {
      name: both('สำนักงานตัวอย่าง', 'Example office'),
      kind: 'PROVINCIAL',
      areas: ['area-56'],
    })
    post = await api.recorded('establishPost', { title: both('หัวหน้าสำนักงาน', 'Head of office'), organization: office })
    committee = await api.recorded('establishCommittee', {
      name: both('คณะอนุกรรมการตัวอย่าง', 'Example sub-committee'),
      type: 'SUBCOMMITTEE',
    })
    plan = await api.recorded('draftPlan', { committee, fiscalYear: 2570, title: both('แผนปี ๒๕๗๐', 'Plan 2570'), on: '2026-09-01' })
    await api.recorded('setObjective', { plan, title: both('ป้องกัน', 'Prevention') })
    objective = (await read()).objectives[0].id
    await api.recorded('setOutput', { plan, objective, title: both('อาสาสมัคร', 'Volunteers') })
    const [{ id: output }] = (
      await api.query(`query ($id: ID!) { node(id: $id) { ... on Objective { outputs { id } } } }`, { id: objective })
    ).node.outputs
    await api.recorded('planActivity', {
      ...{ plan, output, title: both('อบรมอาสาสมัคร', 'Train volunteers'), lead: post, contributors: [office], area: 'area-5601' },
      ...{ from: '2026-11-01', until: '2027-03-01' },
    })
    activity = activityOf(await read()).id
    await api.recorded('setBudgetLine', { plan, activity, source: 'งบจังหวัด', amount: 120000.5 })
    await api.recorded('setBudgetLine', { plan, source: 'กองทุน', amount: 30000 })
    await api.recorded('endorsePlan', { plan, on: '2026-09-15' })
  })
  afterAll(() => api.close())

  it('shows objectives, outputs, activities and budget nested, with who leads and where', async () => {
    expect(await read()).toEqual({
      title: { en: 'Plan 2570' },
      fiscalYear: 2570,
      state: 'ENDORSED',
      since: '2026-09-15',
      committee: { id: committee },
      objectives: [
        {
          id: objective,
          number: 1,
          title: { en: 'Prevention' },
          outputs: [
            {
              number: 1,
              title: { en: 'Volunteers' },
              activities: [
                {
                  id: activity,
                  number: 1,
                  title: { en: 'Train volunteers' },
                  from: '2026-11-01',
                  until: '2027-03-01',
                  dropped: null,
                  lead: { id: post, label: { en: 'Head of office' } },
                  contributors: [{ id: office }],
                  area: { code: '5601', name: { en: 'Mueang Phayao' } },
                },
              ],
            },
          ],
        },
      ],
      budget: expect.arrayContaining([
        { source: 'งบจังหวัด', amount: 120000.5, activity: { id: activity } },
        { source: 'กองทุน', amount: 30000, activity: null },
      ]),
      budgetTotal: 150000.5,
    })
  })

  it('is measured by its indicators and paid for by pledges', async () => {
    await api.recorded('revisePlan', { plan, on: '2026-10-01', reason: 'เพิ่มตัวชี้วัด' })
    await api.recorded('setIndicator', {
      plan,
      activity,
      title: both('อาสาสมัครที่อบรม', 'Volunteers trained'),
      unit: 'คน',
      baseline: 0,
      target: 300,
    })
    await api.recorded('endorsePlan', { plan, on: '2026-10-02' })
    const ask = async (effective: string) =>
      (
        await api.query(
          `query ($id: ID!, $asOf: AsOfInput) { actionPlan(id: $id, asOf: $asOf) { budget { id activity { id } } pledgedTotal
            pledges { amount on by { id label { en } } line { source } }
            objectives { outputs { activities { indicators { id title { en } unit baseline target value measuredOn activity { id } } } } } } }`,
          { id: plan, asOf: { effective } },
        )
      ).actionPlan
    const indicatorsOf = (read: any) => read.objectives[0].outputs[0].activities[0].indicators
    const [{ id: asked }] = indicatorsOf(await ask('2026-10-02'))
    const [indicator] = asked.split('@')
    await api.recorded('measureIndicator', { plan, indicator: asked, on: '2026-10-30', value: 306 })
    const line = (await ask('2026-10-02')).budget.find((each: any) => each.activity !== null).id
    await api.recorded('makePledge', { plan, by: office, line, amount: 100000.25, on: '2026-10-10' })
    await api.recorded('makePledge', { plan, by: committee, amount: 5000, on: '2026-10-11' })
    const volunteers = (day: string) => ({
      id: `${indicator}@${day}`,
      title: { en: 'Volunteers trained' },
      unit: 'คน',
      baseline: 0,
      target: 300,
      activity: { id: `${activity}@${day}` },
    })
    const first = (day: string) => ({
      ...{ amount: 100000.25, on: '2026-10-10' },
      ...{ by: { id: `${office}@${day}`, label: { en: 'Example office' } }, line: { source: 'งบจังหวัด' } },
    })
    const before = await ask('2026-10-10')
    expect([before.pledges, before.pledgedTotal]).toEqual([[first('2026-10-10')], 100000.25])
    expect(indicatorsOf(before)).toEqual([{ ...volunteers('2026-10-10'), value: null, measuredOn: null }])
    const after = await ask('2026-11-02')
    expect(after.pledges).toEqual([
      first('2026-11-02'),
      { amount: 5000, on: '2026-10-11', by: { id: `${committee}@2026-11-02`, label: { en: 'Example sub-committee' } }, line: null },
    ])
    expect(after.pledgedTotal).toBe(105000.25)
    expect(indicatorsOf(after)).toEqual([{ ...volunteers('2026-11-02'), value: 306, measuredOn: '2026-10-30' }])
    const { actionPlan } = await api.query('query ($id: ID!) { actionPlan(id: $id) { history { type sentence { en } } } }', { id: plan })
    expect(actionPlan.history.find(({ type }: any) => type === 'IndicatorMeasured').sentence.en).toBe(
      'Volunteers trained on 30 October 2026: 306',
    )
    const { node } = await api.query('query ($id: ID!) { node(id: $id) { ... on Indicator { title { en } } } }', { id: indicator })
    expect(node).toEqual({ title: { en: 'Volunteers trained' } })
    const closed = await api.recorded('registerOrganization', { name: both('หน่วยงานที่ยุบ', 'Closed office'), kind: 'NGO' })
    await api.recorded('closeOrganization', { organization: closed, on: '2026-10-10' })
    expect(await api.unrecorded(() => api.tell('makePledge', { plan, by: closed, amount: 1, on: '2026-10-10' }))).toMatchObject({
      rule: 'OwnerMustNotHaveEnded',
      field: 'by',
    })
  })

  it('was a draft before it was endorsed, and nothing before it was drafted', async () => {
    expect(await read({ effective: '2026-09-14' })).toMatchObject({ state: 'DRAFTED', since: '2026-09-01' })
    expect(await read({ effective: '2026-08-31' })).toBeNull()
  })

  it('is found by committee and fiscal year, and by nothing else', async () => {
    const find = `query ($committee: ID, $fiscalYear: Int) { actionPlans(committee: $committee, fiscalYear: $fiscalYear) { totalCount nodes { id } } }`
    const found = { totalCount: 1, nodes: [{ id: plan }] }
    expect((await api.query(find, { committee })).actionPlans).toEqual(found)
    expect((await api.query(find, { fiscalYear: 2570 })).actionPlans).toEqual(found)
    expect((await api.query(find, { fiscalYear: 2569 })).actionPlans).toEqual({ totalCount: 0, nodes: [] })
  })

  it('gives a commitment made from an activity its plan and its committee, by which what is overdue is found', async () => {
    const commitment = await api.recorded('makeCommitment', {
      ...{ title: both('จัดอบรม', 'Hold the training'), owner: post, origin: activity, madeOn: '2026-09-20', dueOn: '2026-10-20' },
    })
    const overdue = async (filter: object) => {
      const question =
        'query ($filter: OverdueFilterInput) { overdueCommitments(filter: $filter) { nodes { id plan { id } committee { id } } } }'
      return (await api.query(question, { filter })).overdueCommitments.nodes
    }
    expect(await overdue({ plan })).toEqual([{ id: commitment, plan: { id: plan }, committee: { id: committee } }])
    expect(await overdue({ plan, minDaysOverdue: 14 })).toEqual([])
    expect(await overdue({ committee, minDaysOverdue: 13 })).toHaveLength(1)
    const promised = await api.query('query ($id: ID!) { node(id: $id) { ... on Activity { commitments { title { en } } } } }', {
      id: activity,
    })
    expect(promised.node.commitments).toEqual([{ title: { en: 'Hold the training' } }])
  })

  it('changes after its endorsement only by revision, or with the breach on record', async () => {
    const wording = { plan, objective, title: both('ป้องกันและเฝ้าระวัง', 'Prevention and watch') }
    const refused = await api.unrecorded(() => api.tell('setObjective', wording))
    expect(refused).toMatchObject({ is: 'RuleBroken', rule: 'EndorsedPlanChangesOnlyByRevision', mayRecordDespite: true })
    await api.recorded('revisePlan', { plan, on: '2026-10-30', reason: 'มติที่ประชุม' })
    await api.recorded('setObjective', wording)
    await api.recorded('endorsePlan', { plan, on: '2026-11-02' })
    expect(await read({ effective: '2026-10-29' })).toMatchObject({ state: 'ENDORSED', objectives: [{ title: { en: 'Prevention' } }] })
    expect(await read({ effective: '2026-10-30' })).toMatchObject({
      state: 'REVISING',
      objectives: [{ title: { en: 'Prevention and watch' } }],
    })
    const despite = [{ rule: 'EndorsedPlanChangesOnlyByRevision', reason: 'ประธานสั่งการ' }]
    await api.recorded('dropActivity', { plan, activity, on: '2026-11-02', reason: 'ไม่มีวิทยากร', recordDespite: despite })
    expect(activityOf(await read()).dropped).toBe('ไม่มีวิทยากร')
    const { history } = (
      await api.query(`query ($id: ID!) { node(id: $id) { ... on ActionPlan { history { type despite sentence { en } } } } }`, { id: plan })
    ).node
    expect(history.at(-1)).toEqual({
      type: 'ActivityDropped',
      despite: ['EndorsedPlanChangesOnlyByRevision: ประธานสั่งการ'],
      sentence: { en: 'Activity dropped from 2 November 2026: Train volunteers: ไม่มีวิทยากร' },
    })
  })

  it.each([
    ['an activity that is dropped', () => ({ origin: activity }), 'ActivityMustNotBeDropped'],
    [
      'an activity that no plan has',
      () => ({ origin: `activity-${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}` }),
      'ActivityMustBeOfThePlan',
    ],
  ])('takes no commitment from %s', async (_, input, rule) => {
    const made = { title: both('จัดอบรม', 'Hold the training'), owner: post, dueOn: '2027-01-31', ...input() }
    expect(await api.unrecorded(() => api.tell('makeCommitment', made))).toMatchObject({ is: 'RuleBroken', rule, field: 'origin' })
  })
})

describe('a commitment between its owner and its committee', () => {
  let api: Api
  let post: string
  let other: string
  let commitment: string
  beforeAll(async () => {
    api = await Api.start()
    const office = await api.recorded('registerOrganization', { name: both('สำนักงานตัวอย่าง', 'Example office'), kind: 'PROVINCIAL' })
    post = await api.recorded('establishPost', { title: both('หัวหน้าสำนักงาน', 'Head of office'), organization: office })
    other = await api.recorded('establishPost', { title: both('นายอำเภอ', 'District chief'), organization: office })
    commitment = await api.recorded('makeCommitment', {
      title: both('สำรวจ', 'Survey'),
      owner: post,
      madeOn: '2026-06-01',
      dueOn: '2026-09-30',
    })
  })
  afterAll(() => api.close())

  const read = async (effective: string) =>
    (
      await api.query(
        `query ($id: ID!, $asOf: AsOfInput) { commitment(id: $id, asOf: $asOf) { state owned dueOn originalDueOn extensions requestedDueOn
          obstacles { since text waitingOn { id } answeredOn answer answeredBy } lastWord { on kind text } } }`,
        { id: commitment, asOf: { effective } },
      )
    ).commitment

  it('is accepted, stands before an obstacle, asks for time, is refused it, then given it, and keeps its first date', async () => {
    await api.recorded('acceptCommitment', { commitment, on: '2026-06-03' })
    await api.recorded('raiseObstacle', { commitment, on: '2026-07-01', text: 'รอข้อมูลจากอำเภอ', waitingOn: other })
    await api.recorded('requestExtension', { commitment, on: '2026-08-01', dueOn: '2026-10-31', reason: 'ข้อมูลยังไม่ครบ' })
    expect(await read('2026-08-15')).toEqual({
      state: 'OPEN',
      owned: 'ACCEPTED',
      dueOn: '2026-09-30',
      originalDueOn: '2026-09-30',
      extensions: 0,
      requestedDueOn: '2026-10-31',
      obstacles: [
        {
          ...{ since: '2026-07-01', text: 'รอข้อมูลจากอำเภอ', waitingOn: { id: `${other}@2026-08-15` } },
          ...{ answeredOn: null, answer: null, answeredBy: null },
        },
      ],
      lastWord: { on: '2026-07-01', kind: 'OBSTACLE', text: 'รอข้อมูลจากอำเภอ' },
    })
    await api.recorded('refuseExtension', { commitment, on: '2026-08-20', reason: 'ให้เร่งรัด' })
    expect(await read('2026-08-20')).toMatchObject({ requestedDueOn: null, dueOn: '2026-09-30' })
    const { obstacle } = await firstObstacle()
    await api.recorded('answerObstacle', { commitment, obstacle, on: '2026-09-01', answer: 'อำเภอส่งข้อมูลแล้ว' })
    await api.recorded('grantExtension', { commitment, dueOn: '2026-10-31', reason: 'น้ำท่วม', decidedOn: '2026-09-20' })
    expect(await read('2026-09-20')).toMatchObject({
      dueOn: '2026-10-31',
      originalDueOn: '2026-09-30',
      extensions: 1,
      obstacles: [{ since: '2026-07-01', answeredOn: '2026-09-01', answer: 'อำเภอส่งข้อมูลแล้ว', answeredBy: expect.any(String) }],
    })
    expect(await read('2026-08-31')).toMatchObject({
      dueOn: '2026-09-30',
      extensions: 0,
      obstacles: [{ since: '2026-07-01', answeredOn: null }],
    })
  })

  const firstObstacle = async () => {
    const asked = await api.query('query ($id: ID!) { commitment(id: $id, asOf: { effective: "2026-07-01" }) { obstacles { id } } }', {
      id: commitment,
    })
    return { obstacle: asked.commitment.obstacles[0].id as string }
  }
})
