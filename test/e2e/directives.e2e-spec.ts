/** The governor's office: one decision for nine districts, of which two adapt it and one declines, and a tenth body that comes later. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../support/api.js'

const both = (th: string) => ({ th })
const reason = 'เหตุผล'
const DISTRICTS = Array.from({ length: 9 }, (_, n) => `560${n + 1}`)
const ISSUED = '2026-09-01'
const DUE = '2026-10-15'

let api: Api
let province: string
let districts: string[]
let village: string
let elsewhere: string
let directive: string
const committee = (name: string, more: object = {}) =>
  api.recorded('establishCommittee', { name: both(name), type: 'WORKING_GROUP', from: '2026-01-01', ...more })
const refused = (mutation: string, input: Record<string, unknown>) => api.unrecorded(() => api.tell(mutation, input))

beforeAll(async () => {
  api = await Api.start()
  province = await committee('คณะอนุกรรมการจังหวัด', { area: 'area-56' })
  districts = []
  for (const code of DISTRICTS) districts.push(await committee(`คณะทำงาน ${code}`, { area: `area-${code}`, parent: province }))
  village = await committee('กลุ่มหมู่บ้าน', { area: 'area-560101', parent: districts[0]! })
  elsewhere = await committee('คณะอื่น')
})
afterAll(() => api.close())

const sound = (more: object = {}) => ({ title: both('สำรวจกลุ่มเสี่ยง'), committee: province, on: ISSUED, dueOn: DUE, ...more })

const TALLY = `bodies notSent silent accepted declined inProgress completed verified withdrawn adapted overdue percent longestSilence longestOverdue`
const matrix = async (args = '', asOf = '') => {
  const asked = `query ($id: ID!) { directive(id: $id${asOf && `, asOf: ${asOf}`}) { matrix${args && `(${args})`} { total { ${TALLY} } rows {
    own drillable body { id } area { id } tally { ${TALLY} } } } } }`
  return (await api.query(asked, { id: directive })).directive.matrix
}
const commitmentOf = async (body: string) => {
  const { directive: found } = await api.query('query ($id: ID!) { directive(id: $id) { sendings { body { id } commitment { id } } } }', {
    id: directive,
  })
  return found.sendings.find((each: any) => each.body.id === body).commitment.id as string
}

describe('a directive', () => {
  it.each([
    ['a body that is not below', () => ({ bodies: [...districts.slice(0, 3), elsewhere] }), 'DirectiveGoesToBodiesBelow', 'bodies.3'],
    ['the issuing body itself', () => ({ bodies: [province] }), 'DirectiveGoesToBodiesBelow', 'bodies.0'],
    ['a due date before its issue', () => ({ dueOn: '2026-08-31' }), 'CommitmentCannotBeDueBeforeItIsMade', 'dueOn'],
    ['a limit before the due date', () => ({ latestDueOn: '2026-10-14' }), 'LatestDueDateIsNotBeforeTheDueDate', 'latestDueOn'],
    ['a day before the body began', () => ({ on: '2025-12-31' }), 'OwnerMustHaveBegun', 'committee'],
    ['both ways at once', () => ({ bodies: [districts[0]], toAllChildren: true }), 'SendingNamesBodies', 'toAllChildren'],
  ])('is refused: %s', async (_, wrong, rule, field) => {
    expect(await refused('issueDirective', sound(wrong()))).toMatchObject({ is: 'RuleBroken', rule, field })
  })

  it('is refused for a body that is dissolved by the day, and taken for one that is dissolved later', async () => {
    const over = await committee('คณะที่ยุบ', { parent: elsewhere })
    await api.recorded('dissolveCommittee', { committee: over, on: '2026-06-01' })
    const to = { committee: elsewhere, bodies: [over] }
    expect(await refused('issueDirective', sound(to))).toMatchObject({ rule: 'OwnerMustNotHaveEnded', field: 'bodies.0' })
    await api.recorded('issueDirective', sound({ ...to, on: '2026-05-31' }))
  })

  it.each([
    ['the same body twice', () => ({ bodies: [districts[0], districts[1], districts[0]] }), 'TwiceInTheList', 'bodies.2'],
    ['a body nobody knows', () => ({ bodies: ['committee-00000000-0000-4000-8000-000000000000'] }), 'UnknownId', 'bodies.0'],
    ['a post', () => ({ bodies: ['post-00000000-0000-4000-8000-000000000000'] }), 'NotAnId', 'bodies.0'],
  ])('is invalid: %s', async (_, wrong, code, field) => {
    expect(await refused('issueDirective', sound(wrong()))).toMatchObject({ is: 'InputInvalid', problems: [{ code, field }] })
  })
})

describe('one decision for nine districts', () => {
  beforeAll(async () => {
    directive = await api.recorded('issueDirective', sound({ toAllChildren: true, latestDueOn: '2026-11-30', priority: 'HIGH' }))
    const chun = await commitmentOf(districts[1]!)
    const kham = await commitmentOf(districts[2]!)
    await api.recorded('adaptCommitment', { commitment: chun, title: both('สำรวจร่วมกับโรงเรียน'), on: '2026-09-05', reason })
    await api.recorded('adaptCommitment', { commitment: kham, dueOn: '2026-11-30', on: '2026-09-06', reason })
    await api.recorded('declineCommitment', { commitment: await commitmentOf(districts[3]!), on: '2026-09-07', reason })
    await api.recorded('acceptCommitment', { commitment: await commitmentOf(districts[4]!), on: '2026-09-08' })
    await api.recorded('reportProgress', { commitment: await commitmentOf(districts[5]!), on: '2026-09-20', percent: 40, word: 'สำรวจแล้ว' })
    const done = await commitmentOf(districts[6]!)
    await api.recorded('reportCompletion', { commitment: done, on: '2026-10-10', word: 'ครบ' })
    const verified = await commitmentOf(districts[7]!)
    await api.recorded('reportCompletion', { commitment: verified, on: '2026-10-11', word: 'ครบ' })
    await api.recorded('verifyCompletion', { commitment: verified, on: '2026-10-12', by: province })
  })

  it('is nine commitments, each owned by its body and watched by the one that issued it', async () => {
    const { directive: found } = await api.query(
      `query ($id: ID!) { directive(id: $id) { state priority sendings { sentOn body { id } commitment { title { th } dueOn priority originalDueOn
        owner { ... on Node { id } } committee { id } origin { id __typename } adapted { on reason askedTitle { th } askedDueOn } } } } }`,
      { id: directive },
    )
    expect(found).toMatchObject({ state: 'IN_FORCE', priority: 'HIGH' })
    expect(found.sendings.map((each: any) => each.body.id).sort()).toEqual([...districts].sort())
    for (const { body, commitment, sentOn } of found.sendings) {
      expect(commitment).toMatchObject({
        owner: { id: body.id },
        committee: { id: province },
        origin: { id: directive },
        originalDueOn: DUE,
      })
      expect([sentOn, commitment.priority]).toEqual([ISSUED, 'HIGH'])
    }
    const of = (n: number) => found.sendings.find((each: any) => each.body.id === districts[n]).commitment
    const asked = { askedTitle: both('สำรวจกลุ่มเสี่ยง'), askedDueOn: DUE, reason }
    expect(of(0)).toMatchObject({ title: both('สำรวจกลุ่มเสี่ยง'), dueOn: DUE, adapted: null })
    expect(of(1)).toMatchObject({ title: both('สำรวจร่วมกับโรงเรียน'), dueOn: DUE, adapted: { ...asked, on: '2026-09-05' } })
    expect(of(2)).toMatchObject({ title: both('สำรวจกลุ่มเสี่ยง'), dueOn: '2026-11-30', adapted: { ...asked, on: '2026-09-06' } })
  })

  it('shows where each stands on the day: two adapted, one declined, one reported, one done, one verified, six late', async () => {
    const { total, rows } = await matrix()
    expect(total).toEqual({
      ...{ bodies: 9, notSent: 0, silent: 2, accepted: 3, declined: 1, inProgress: 1, completed: 1, verified: 1, withdrawn: 0 },
      // Late: those that are open and were due on 15 October; the third district is due on 30 November.
      ...{ adapted: 2, overdue: 6, percent: Math.floor((40 + 100 + 100) / 9), longestSilence: 62, longestOverdue: 18 },
    })
    expect(rows.map(({ body }: any) => body.id)).toEqual(districts)
    expect(rows[3].tally).toMatchObject({ bodies: 1, declined: 1, adapted: 0, overdue: 1, percent: 0 })
  })

  it('is asked of any day, as known then', async () => {
    const on = async (day: string) => (await matrix('', `{ effective: "${day}" }`))!.total
    expect(await on('2026-09-01')).toMatchObject({ bodies: 9, silent: 9, overdue: 0, longestSilence: 0 })
    expect(await on('2026-09-06')).toMatchObject({ silent: 7, accepted: 2, adapted: 2, declined: 0 })
    expect(await on('2026-10-11')).toMatchObject({ completed: 2, verified: 0, inProgress: 1 })
    const { directive: before } = await api.query('query ($id: ID!) { directive(id: $id, asOf: { effective: "2026-08-31" }) { id } }', {
      id: directive,
    })
    expect(before).toBeNull()
  })

  it('drills down by area and by body, and leads to the commitments behind each figure', async () => {
    const { rows } = await matrix('by: AREA')
    expect(rows.map(({ area, drillable }: any) => [area.id, drillable])).toEqual(DISTRICTS.map((code) => [`area-${code}`, false]))
    const { total, rows: under } = await matrix('by: AREA, under: "area-5604"')
    expect([total.bodies, total.declined, under.length, under[0].own]).toEqual([1, 1, 1, true])
    const { directive: found } = await api.query(
      `query ($id: ID!) { directive(id: $id) { matrix { total { adapted: commitments(column: ADAPTED) { owner { ... on Node { id } } }
        all: commitments { id } declined: committees(column: DECLINED) { id } } } } }`,
      { id: directive },
    )
    const { adapted, all, declined } = found.matrix.total
    expect(adapted.map(({ owner }: any) => owner.id).sort()).toEqual([districts[1], districts[2]].sort())
    expect([all.length, declined]).toEqual([9, [{ id: districts[3] }]])
  })

  it('shows what was never sent to a body that came later, until it is sent it, once', async () => {
    const later = await committee('คณะทำงานใหม่', { parent: province, from: '2026-10-20' })
    expect((await matrix()).total).toMatchObject({ bodies: 10, notSent: 1 })
    const sending = { directive, bodies: [later], on: '2026-10-25' }
    expect(await refused('sendDirective', sending)).toMatchObject({ rule: 'CommitmentCannotBeDueBeforeItIsMade', field: 'dueOn' })
    expect(await refused('sendDirective', { ...sending, dueOn: '2026-12-31', bodies: [districts[0]] })).toMatchObject({
      ...{ rule: 'DirectiveIsSentToABodyOnce', field: 'bodies.0' },
    })
    expect(await refused('sendDirective', { directive, on: ISSUED })).toMatchObject({ rule: 'SendingNamesBodies', field: 'bodies' })
    await api.recorded('sendDirective', { ...sending, bodies: undefined, toAllChildren: true, dueOn: '2026-12-31' })
    expect((await matrix()).total).toMatchObject({ bodies: 10, notSent: 0, silent: 3, overdue: 6 })
    const { commitment } = await api.query('query ($id: ID!) { commitment(id: $id) { dueOn madeOn originalDueOn } }', {
      id: await commitmentOf(later),
    })
    expect(commitment).toEqual({ dueOn: '2026-12-31', madeOn: '2026-10-25', originalDueOn: '2026-12-31' })
    await api.recorded('reverseSending', { directive, body: later, reason })
    expect((await matrix()).total).toMatchObject({ bodies: 10, notSent: 1 })
  })

  it('rolls up what lies below a district with the district', async () => {
    await api.recorded('sendDirective', { directive, bodies: [village], on: '2026-10-01' })
    const { rows } = await matrix('by: BODY')
    expect(rows[0]).toMatchObject({ body: { id: districts[0] }, drillable: true, own: false, tally: { bodies: 2, silent: 2 } })
    const drilled = await matrix(`by: BODY, under: "${districts[0]}"`)
    expect(drilled.rows.map(({ own, drillable, body, tally }: any) => [own, drillable, body.id, tally.bodies])).toEqual([
      [true, false, districts[0], 1],
      [false, false, village, 1],
    ])
    const areas = await matrix('by: AREA, under: "area-5601"')
    expect(areas.rows.map(({ own, area, tally }: any) => [own, area.id, tally.bodies])).toEqual([
      [true, 'area-5601', 1],
      [false, 'area-560101', 1],
    ])
    await api.recorded('reverseSending', { directive, body: village, reason })
  })

  it('costs as many statements for ten bodies as for one', async () => {
    const alone = await api.recorded('issueDirective', sound({ bodies: [districts[0]] }))
    const asked = (id: string) => () => api.post(`query ($id: ID!) { directive(id: $id) { matrix { rows { tally { bodies } } } } }`, { id })
    expect(await api.statements(asked(directive))).toBe(await api.statements(asked(alone)))
  })

  it.each([
    ['of no directive', async () => ({ commitment: await own() }), 'OnlyADirectiveIsAdapted', null],
    ['of a directive that may not be', async () => ({ commitment: await fixed() }), 'DirectiveMustAllowAdaptation', null],
    ['that says nothing', async () => ({ title: undefined }), 'AdaptationSaysWhatChanges', 'title'],
    ['to later than the directive lets', async () => ({ dueOn: '2026-12-01' }), 'AdaptationKeepsWithinTheLatestDay', 'dueOn'],
    ['once it is late', async () => ({ on: '2026-10-16' }), 'AdaptationComesBeforeTheDueDate', 'on'],
    ['once it is done', async () => ({ commitment: await commitmentOf(districts[6]!), on: '2026-10-10' }), 'CommitmentMustBeOpen', null],
    ['to a date before it', async () => ({ dueOn: '2026-09-09' }), 'CommitmentCannotBeDueBeforeItIsMade', 'dueOn'],
  ])('an adaptation is refused: %s', async (_, wrong, rule, field) => {
    const adapted = { commitment: await commitmentOf(districts[0]!), title: both('อื่น'), on: '2026-09-10', reason }
    const answer = await refused('adaptCommitment', { ...adapted, ...(await wrong()) })
    expect(answer).toMatchObject({ is: 'RuleBroken', rule, field })
  })
  const own = () => api.recorded('makeCommitment', { title: both('เอง'), owner: districts[0], madeOn: ISSUED, dueOn: DUE })
  async function fixed() {
    const id = await api.recorded('issueDirective', sound({ bodies: [districts[0]], adaptable: false }))
    const { directive: found } = await api.query('query ($id: ID!) { directive(id: $id) { sendings { commitment { id } } } }', { id })
    return found.sendings[0].commitment.id as string
  }

  it('makes the only commitments that come from it', async () => {
    const byHand = { title: both('เอง'), owner: districts[0], origin: directive, madeOn: ISSUED, dueOn: DUE }
    expect(await refused('makeCommitment', byHand)).toMatchObject({ rule: 'DirectiveCommitsTheBodiesItIsSentTo', field: 'origin' })
  })

  it('is told of its committee and listed by state', async () => {
    const { committee: of } = await api.query('query ($id: ID!) { committee(id: $id) { directives(state: IN_FORCE) { nodes { id } } } }', {
      id: province,
    })
    expect(of.directives.nodes.map(({ id }: any) => id)).toContain(directive)
  })

  it('takes its open commitments along when it is withdrawn, and gives them back when it never was', async () => {
    await api.recorded('correctDirective', { directive, ...sound({ title: both('สำรวจใหม่'), latestDueOn: '2026-11-30' }), reason })
    const titles = async () =>
      (await api.query('query ($id: ID!) { commitment(id: $id) { title { th } } }', { id: await commitmentOf(districts[0]!) })).commitment
        .title
    expect(await titles()).toEqual(both('สำรวจใหม่'))
    const recordDespite = [{ rule: 'DirectiveIsWithdrawnByResolution', reason: 'ตามหนังสือสั่งการ' }]
    const withdrawal = { directive, on: '2026-10-05', reason }
    expect(await refused('withdrawDirective', withdrawal)).toMatchObject({ rule: 'DirectiveIsWithdrawnByResolution', field: 'resolution' })
    await api.recorded('withdrawDirective', { ...withdrawal, recordDespite })
    expect((await matrix()).total).toMatchObject({
      bodies: 9,
      notSent: 0,
      withdrawn: 7,
      completed: 1,
      verified: 1,
      overdue: 0,
      percent: 100,
    })
    expect((await matrix('', '{ effective: "2026-10-04" }')).total).toMatchObject({ withdrawn: 0 })
    expect(await refused('sendDirective', { directive, toAllChildren: true, dueOn: '2026-12-31' })).toMatchObject({
      rule: 'DirectiveMustBeInForce',
    })
    await api.recorded('correctDirectiveWithdrawal', { directive, on: '2026-10-08', reason, recordDespite })
    expect((await matrix('', '{ effective: "2026-10-07" }')).total).toMatchObject({ withdrawn: 0 })
    await api.recorded('reverseDirectiveWithdrawal', { directive, reason })
    expect((await matrix()).total).toMatchObject({ withdrawn: 0, silent: 2, declined: 1, adapted: 2 })
  })

  it('nothing was refused that followed by itself', () => {
    expect(api.application.runtime.processes.refused()).toEqual([])
  })
})
