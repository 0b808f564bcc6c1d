/** Duties described and acknowledged, and what is missing of them, over a small office and its committee. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../support/api.js'

let api: Api
const both = (th: string) => ({ th })
const person = (given: string) => api.recorded('registerPerson', { name: { th: { given } } })
const holds = async (post: string, who: string, from: string, manner = 'SUBSTANTIVE') => {
  await api.recorded('assignRole', { post, person: who, manner, from })
  const { post: found } = await api.query(`{ post(id: "${post}") { holders { id person { id } } } }`)
  return found.holders.find((each: { person: { id: string } }) => each.person.id === who).id as string
}
const seatsOf = async (committee: string) =>
  (await api.query(`{ committee(id: "${committee}") { seats { id } } }`)).committee.seats.map(({ id }: { id: string }) => id) as string[]

interface GapTold {
  place: { id: string }
  reasons: string[]
  notAcknowledgedBy: { id: string }[]
}
async function gaps(filter: string, more = ''): Promise<Record<string, string[]>> {
  const asked = `{ gaps(filter: {${filter}}, first: 100${more}) { totalCount nodes { place { id } reasons notAcknowledgedBy { id } } } }`
  const { nodes, totalCount } = (await api.query(asked)).gaps as { nodes: GapTold[]; totalCount: number }
  expect(totalCount).toBe(nodes.length)
  // the id of what is asked for at a moment says so
  const plain = ({ id }: { id: string }) => id.split('@')[0]!
  return Object.fromEntries(nodes.map((gap) => [plain(gap.place), [...gap.reasons, ...gap.notAcknowledgedBy.map(plain)]]))
}

describe('role clarity', () => {
  let office: string, body: string, head: string, deputy: string, clerk: string
  let first: string, second: string, third: string, held: string
  let chair: string, vice: string, secretary: string, sent: string, expert: string
  beforeAll(async () => {
    api = await Api.start()
    office = await api.recorded('registerOrganization', { name: both('สำนักงาน'), kind: 'PROVINCIAL', areas: ['area-56'] })
    const post = (th: string) => api.recorded('establishPost', { title: both(th), organization: office })
    ;[head, deputy, clerk] = [await post('หัวหน้า'), await post('รองหัวหน้า'), await post('ธุรการ')]
    ;[first, second, third] = [await person('หนึ่ง'), await person('สอง'), await person('สาม')]
    held = await holds(head, first, '2025-10-01')
    await holds(deputy, second, '2025-10-01')
    body = await api.recorded('establishCommittee', { name: both('คณะ'), type: 'COMMITTEE', area: 'area-56' })
    const kinds = [
      { office: 'CHAIR', kind: { exOfficio: { post: head } } },
      { office: 'VICE_CHAIR', kind: { exOfficio: { post: deputy } } },
      { office: 'SECRETARY', kind: { exOfficio: { post: clerk } } },
      { office: 'MEMBER', kind: { representative: { organization: office } } },
      { office: 'MEMBER', kind: { expert: { person: third } } },
    ]
    for (const [n, each] of kinds.entries())
      await api.recorded('createSeat', { committee: body, number: n + 1, ...each, from: '2025-10-01' })
    ;[chair, vice, secretary, sent, expert] = (await seatsOf(body)) as [string, string, string, string, string]
  })
  afterAll(() => api.close())

  it('begins with everything missing; a chair has a deputy in the vice-chair, an expert needs none', async () => {
    expect(await gaps(`committee: "${body}"`)).toEqual({
      [chair]: ['NO_DESCRIPTION'],
      [vice]: ['NO_DESCRIPTION', 'NO_DEPUTY'],
      [secretary]: ['NO_DESCRIPTION', 'NO_DEPUTY'],
      [sent]: ['NO_DESCRIPTION', 'NO_DEPUTY'],
      [expert]: ['NO_DESCRIPTION'],
    })
    const ofOffice = {
      [head]: ['NO_DESCRIPTION'],
      [deputy]: ['NO_DESCRIPTION', 'NO_DEPUTY'],
      [clerk]: ['NO_DESCRIPTION', 'NO_DEPUTY'],
    }
    expect(await gaps(`organization: "${office}"`)).toEqual(ofOffice)
    expect(await gaps('area: "area-56"')).toEqual({ ...ofOffice, ...(await gaps(`committee: "${body}"`)) })
  })

  it('duties are open until the holder acknowledges them, and again in a new version and for somebody new', async () => {
    await api.recorded('describeDuties', { post: head, duties: both('กำกับดูแล') })
    const openFor = async (asOf = '') => (await gaps(`organization: "${office}"`, asOf))[head] ?? []
    expect(await openFor()).toEqual(['NOT_ACKNOWLEDGED', first])
    const before = api.application.runtime.views.logNumber
    await api.recorded('acknowledgeDuties', { post: head, assignment: held, on: '2026-01-15' })
    expect(await openFor()).toEqual([])
    expect(await openFor(', asOf: {effective: "2026-01-14"}')).toEqual(['NOT_ACKNOWLEDGED', first])
    expect(await openFor(`, asOf: {logNumber: ${before}}`)).toEqual(['NOT_ACKNOWLEDGED', first])
    await api.recorded('describeDuties', { post: head, duties: both('กำกับดูแลและประสานงาน'), from: '2026-10-01' })
    expect(await openFor(', asOf: {effective: "2026-09-30"}')).toEqual([])
    expect(await openFor()).toEqual(['NOT_ACKNOWLEDGED', first])
    await api.recorded('acknowledgeDuties', { post: head, assignment: held, on: '2026-10-02' })
    const shown = '{ duties { th } dutiesFrom acknowledged { person { id } on } }'
    expect((await api.query(`{ post(id: "${head}") ${shown} }`)).post).toEqual({
      duties: both('กำกับดูแลและประสานงาน'),
      dutiesFrom: '2026-10-01',
      acknowledged: [{ person: { id: first }, on: '2026-10-02' }],
    })
    const acting = await holds(head, second, '2026-10-20', 'ACTING')
    expect(await openFor()).toEqual(['NOT_ACKNOWLEDGED', second])
    await api.recorded('acknowledgeDuties', { post: head, assignment: acting, on: '2026-10-20' })
    expect(await openFor()).toEqual([])
    await api.recorded('reverseDutiesAcknowledgement', { post: head, assignment: acting, recordedOn: '2026-10-20', reason: 'ผิดคน' })
    expect(await openFor()).toEqual(['NOT_ACKNOWLEDGED', second])
  })

  it('whoever sits in a seat acknowledges its duties, under any of their records; nobody does for an empty seat', async () => {
    const again = await person('สามซ้ำ')
    await api.recorded('mergePerson', { person: again, into: third, reason: 'คนเดียวกัน' })
    for (const seat of [expert, secretary]) await api.recorded('describeSeatDuties', { committee: body, seat, duties: both('ให้คำปรึกษา') })
    const reasons = async () => {
      const all = await gaps(`committee: "${body}"`)
      return [all[expert], all[secretary]]
    }
    expect(await reasons()).toEqual([['NOT_ACKNOWLEDGED', third], ['NO_DEPUTY']])
    const acknowledging = { committee: body, seat: expert, on: '2026-05-01' }
    expect(await api.unrecorded(() => api.tell('acknowledgeSeatDuties', { ...acknowledging, person: second }))).toMatchObject({
      ...{ is: 'RuleBroken', rule: 'DutiesAreAcknowledgedByWhoHoldsThem', field: 'person' },
    })
    const nobody = { committee: body, seat: secretary, person: third, on: '2026-05-01' }
    expect(await api.unrecorded(() => api.tell('acknowledgeSeatDuties', nobody))).toMatchObject({
      rule: 'DutiesAreAcknowledgedByWhoHoldsThem',
    })
    await api.recorded('acknowledgeSeatDuties', { ...acknowledging, person: again })
    expect(await reasons()).toEqual([undefined, ['NO_DEPUTY']])
    const shown = (await api.query(`{ node(id: "${expert}") { ... on Seat { duties { th } acknowledged { person { id } on } } } }`)).node
    expect(shown).toEqual({ duties: both('ให้คำปรึกษา'), acknowledged: [{ person: { id: third }, on: '2026-05-01' }] })
    const recordedOn = acknowledging.on
    const correction = { ...acknowledging, person: again, recordedOn, on: '2026-06-01', reason: 'ผิดวัน' }
    await api.recorded('correctSeatDutiesAcknowledgement', correction)
    expect(await gaps(`committee: "${body}"`, ', asOf: {effective: "2026-05-31"}')).toMatchObject({ [expert]: ['NOT_ACKNOWLEDGED', third] })
  })

  it('a delegation is a deputy of the post and of its seats', async () => {
    await api.recorded('delegateRole', { post: deputy, to: third, scope: 'ลงนาม', from: '2026-06-01' })
    expect(await gaps(`committee: "${body}"`)).toMatchObject({ [vice]: ['NO_DESCRIPTION'] })
    expect(await gaps(`organization: "${office}"`)).toMatchObject({ [deputy]: ['NO_DESCRIPTION'] })
    expect(await gaps(`organization: "${office}"`, ', asOf: {effective: "2026-05-31"}')).toMatchObject({
      [deputy]: ['NO_DESCRIPTION', 'NO_DEPUTY'],
    })
  })

  it('a standing alternate is a deputy of the seat, as long as there is one', async () => {
    await api.recorded('nameAlternate', { committee: body, seat: sent, person: second, from: '2026-06-01', until: '2026-10-01' })
    const reasons = async (effective: string) => (await gaps(`committee: "${body}"`, `, asOf: {effective: "${effective}"}`))[sent]
    expect(await reasons('2026-09-30')).toEqual(['NO_DESCRIPTION'])
    expect(await reasons('2026-10-01')).toEqual(['NO_DESCRIPTION', 'NO_DEPUTY'])
  })

  it('is asked by reason and page by page, in as many statements for many as for few', async () => {
    const cost = async (first: number) =>
      (await api.statements(async () => {
        const { gaps } = await api.query(`{ gaps(filter: {area: "area-56"}, first: ${first}) { nodes { place { label { th } } } } }`)
        expect(gaps.nodes).toHaveLength(first)
      })) / 2
    const few = await cost(7)
    for (let n = 0; n < 8; n++) await api.recorded('establishPost', { title: both(`ตำแหน่ง ${n}`), organization: office })
    expect(await cost(14)).toBe(few)
    expect(few).toBeLessThanOrEqual(35)

    const page = async (after: string | null) => {
      const args = `filter: {area: "area-56"}, reason: NO_DESCRIPTION, first: 5${after ? `, after: "${after}"` : ''}`
      return (await api.query(`{ gaps(${args}) { totalCount pageInfo { endCursor hasNextPage } nodes { place { id } reasons } } }`)).gaps
    }
    const found: GapTold[] = []
    let [after, more, total]: [string | null, boolean, number] = [null, true, 0]
    while (more) {
      const { nodes, pageInfo, totalCount } = await page(after)
      found.push(...nodes)
      ;[after, more, total] = [pageInfo.endCursor, pageInfo.hasNextPage, totalCount]
    }
    const ids = found.map(({ place }) => place.id)
    expect([new Set(ids).size, ids.length]).toEqual([total, total])
    expect(found.every(({ reasons }) => reasons.includes('NO_DESCRIPTION'))).toBe(true)
    expect(ids).not.toContain(head)
    const cursor = await api.ask(`{ gaps(filter: {organization: "${office}"}, after: "${after}") { totalCount } }`)
    expect(cursor.errors).toMatchObject([{ extensions: { code: 'CursorMalformed', field: 'after' } }])
  })

  it.each([
    ['{}', 'filter.area', 'Missing'],
    ['{area: "area-56", committee: "committee-00000000-0000-4000-8000-000000000000"}', 'filter.committee', 'NotTogether'],
    ['{organization: "organization-00000000-0000-4000-8000-000000000000"}', 'filter.organization', 'UnknownId'],
  ])('refuses %s', async (filter, field, reason) => {
    const { errors } = await api.unrecorded(() => api.ask(`{ gaps(filter: ${filter}) { totalCount } }`))
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field, reason } }])
  })
})
