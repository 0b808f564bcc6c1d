/** The register of resolutions through the API: what is found in it, how each resolution stands, and what a matter put off has behind it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../support/api.js'

let api: Api
let council: string
let team: string
let owner: string
let seats: Record<string, string>
let person: string
const resolutions: Record<string, string> = {}
const items: Record<string, string> = {}

const [MAY, JUNE, JULY] = ['2026-05-08', '2026-06-12', '2026-07-10']

async function meets(bodies: readonly string[], on: string): Promise<string> {
  const meeting = await api.recorded('scheduleMeeting', { bodies, on })
  await api.recorded('openMeeting', { meeting, noticeUnknown: true })
  await api.recorded('recordAttendance', { meeting, entries: bodies.map((body) => ({ seat: seats[body], person })) })
  return meeting
}
const partsOf = async (meeting: string) =>
  (await api.query('query ($id: ID!) { meeting(id: $id) { agenda { id } resolutions { id } } }', { id: meeting })).meeting as {
    agenda: { id: string }[]
    resolutions: { id: string }[]
  }
async function raises(meeting: string, called: string, th: string, more: object = {}) {
  await api.recorded('addAgendaItem', { meeting, section: 5, kind: 'CONSIDER', title: { th }, ...more })
  items[called] = (await partsOf(meeting)).agenda.map(({ id }) => id).find((id) => !Object.values(items).includes(id))!
}
async function resolves(meeting: string, called: string, th: string, more: object = {}) {
  await api.recorded('passResolution', { meeting, kind: 'APPROVED', text: { th }, ...more })
  resolutions[called] = (await partsOf(meeting)).resolutions.map(({ id }) => id).find((id) => !Object.values(resolutions).includes(id))!
}
const nameOf = (id: string) => Object.entries(resolutions).find(([, known]) => known === id.split('@')[0])![0]
const listed = async (narrowed: string, asOf = '') =>
  (await api.query(`{ resolutions(first: 100, ${narrowed} ${asOf}) { nodes { id } } }`)).resolutions.nodes.map(({ id }: { id: string }) =>
    nameOf(id),
  ) as string[]

beforeAll(async () => {
  api = await Api.start()
  const organization = await api.recorded('registerOrganization', { name: { th: 'สำนักงาน' }, kind: 'PROVINCIAL' })
  owner = await api.recorded('establishPost', { title: { th: 'หัวหน้า' }, organization })
  person = await api.recorded('registerPerson', { name: { th: { given: 'สมมุติ' } } })
  await api.recorded('assignRole', { post: owner, person, manner: 'SUBSTANTIVE', from: '2026-01-01' })
  council = await api.recorded('establishCommittee', { name: { th: 'คณะกรรมการ' }, type: 'COMMITTEE', area: 'area-56' })
  team = await api.recorded('establishCommittee', { name: { th: 'คณะทำงาน' }, type: 'WORKING_GROUP', parent: council, area: 'area-5601' })
  seats = {}
  for (const body of [council, team]) {
    await api.recorded('createSeat', { committee: body, number: 1, office: 'CHAIR', kind: { exOfficio: { post: owner } } })
    seats[body] = (await api.query('query ($id: ID!) { committee(id: $id) { seats { id } } }', { id: body })).committee.seats[0].id
  }
  const may = await meets([council], MAY)
  await raises(may, 'water', 'น้ำดื่มในโรงเรียน รุ่นที่ ๔')
  await raises(may, 'form', 'แบบคัดแยก')
  await resolves(may, 'bought', 'เห็นชอบตามเสนอ', { item: items['water'] })
  await resolves(may, 'screening', 'ให้ใช้แบบเดียว', {
    ...{ kind: 'ASSIGNED', text: { th: 'ให้ใช้แบบเดียว', en: 'One screening form for all agencies' } },
    assignments: [{ owner, dueOn: '2026-12-31' }],
  })
  await resolves(may, 'put off', 'ให้นำเสนออีกครั้ง', { kind: 'DEFERRED', item: items['form'] })
  const june = await meets([council, team], JUNE)
  await raises(june, 'form again', 'แบบคัดแยก', { carriedFrom: items['form'] })
  await api.recorded('carryAgendaItemOver', { meeting: june, item: items['form again'] })
  await resolves(june, 'amending', 'แก้ไขจำนวนเป็น 12 เครื่อง', { amends: resolutions['bought'] })
  await resolves(june, 'carrying out', 'ให้อบรมผู้ใช้แบบ', {
    ...{ implements: resolutions['screening'], kind: 'ASSIGNED' },
    assignments: [{ owner, dueOn: '2026-11-30' }],
  })
  const july = await meets([team], JULY)
  await raises(july, 'form at last', 'แบบคัดแยก', { carriedFrom: items['form again'] })
  await resolves(july, 'considered', 'เห็นชอบแบบคัดแยก', { item: items['form at last'] })
  await resolves(july, 'in its place', 'ยกเลิกการจัดซื้อ', { supersedes: resolutions['bought'] })
  const { commitments } = await api.query('{ commitments { nodes { id } } }')
  for (const { id } of commitments.nodes) await api.recorded('reportCompletion', { commitment: id, on: '2026-09-01', word: 'แล้ว' })
}, 60_000)
afterAll(() => api.close())

describe('a search', () => {
  it.each([
    ['a word of the text', 'จัดซื้อ', ['in its place']],
    ['a word of the title of the item', 'น้ำดื่ม', ['bought']],
    ['the nikhahit and aa of another keyboard', 'น้\u0e4d\u0e32ดื่ม', ['bought']],
    ['the nikhahit before the tone mark', 'น\u0e4d้าดื่ม', ['bought']],
    ['a zero-width space that came with what was pasted', 'โรง\u200Bเรียน', ['bought']],
    ['no blank where the text has one', 'โรงเรียนรุ่นที่4', ['bought']],
    ['Thai digits', '๑๒', ['amending']],
    ['two letters', 'สน', ['put off', 'bought']],
    ['one letter', 'ซ', ['in its place']],
    ['words that stand apart and in the title and the text', 'เสนอ น้ำ', ['bought']],
    ['one word of two that is not there', 'น้ำ รถ', []],
    ['English in any case, and in another order', 'AGENCIES screening', ['screening']],
    ['English that does not stand together', 'formfor', []],
    ['a mark of SQL', '%', []],
  ])('finds %s', async (_, search, found) => expect(await listed(`search: ${JSON.stringify(search)},`)).toEqual(found))

  it('finds what was known then: a text that was corrected since by its old words', async () => {
    const { extensions } = (await api.post('{ __typename }')) as unknown as { extensions: { asOf: { logNumber: number } } }
    const { meeting } = (
      await api.query('query ($id: ID!) { node(id: $id) { ... on Resolution { meeting { id } } } }', { id: resolutions['considered'] })
    ).node
    await api.recorded('correctResolution', {
      ...{ meeting: meeting.id, resolution: resolutions['considered'], item: items['form at last'], kind: 'APPROVED' },
      ...{ text: { th: 'ไม่ขัดข้อง' }, reason: 'จดผิด' },
    })
    expect(await listed('search: "ไม่ขัดข้อง",')).toEqual(['considered'])
    expect(await listed('search: "เห็นชอบแบบ",')).toEqual([])
    expect(await listed('search: "เห็นชอบแบบ",', `asOf: { logNumber: ${extensions.asOf.logNumber} }`)).toEqual(['considered'])
  })
})

describe('the register', () => {
  it('is the latest first, and narrowed by body, joint meetings included, by area, by kind and by days', async () => {
    expect(await listed('')).toEqual(['in its place', 'considered', 'carrying out', 'amending', 'put off', 'screening', 'bought'])
    expect(await listed(`committee: "${team}",`)).toEqual(['in its place', 'considered', 'carrying out', 'amending'])
    expect(await listed('area: "area-5601",')).toEqual(['in its place', 'considered', 'carrying out', 'amending'])
    expect(await listed('area: "area-56",')).toHaveLength(7)
    expect(await listed(`committee: "${council}", kind: ASSIGNED,`)).toEqual(['carrying out', 'screening'])
    expect(await listed(`from: "${MAY}", until: "${JUNE}",`)).toEqual(['put off', 'screening', 'bought'])
  })

  it('is of no body that never was, and of no days that end before they begin', async () => {
    const refused = async (narrowed: string) => (await api.post(`{ resolutions(${narrowed}) { totalCount } }`)).errors![0]!.extensions
    expect(await refused('committee: "committee-00000000-0000-4000-8000-000000000000"')).toMatchObject({ reason: 'UnknownId' })
    expect(await refused('from: "2026-06-01", until: "2026-05-01"')).toMatchObject({ field: 'until', reason: 'OutOfRange' })
    expect(await refused('search: "  "')).toMatchObject({ field: 'search', reason: 'TooShort' })
  })

  const standing = async (day: string) => {
    const { resolutions } = await api.query(
      `{ resolutions(first: 100, asOf: { effective: "${day}" }) { nodes { id state openCommitments } } }`,
    )
    return Object.fromEntries(
      resolutions.nodes.map(({ id, state, openCommitments }: Record<string, string>) => [nameOf(id!), [state, openCommitments]]),
    )
  }

  it('says how each stands, on each day', async () => {
    expect(await standing('2026-05-07')).toEqual({})
    expect(await standing(MAY)).toEqual({ bought: ['IN_FORCE', 0], screening: ['IN_FORCE', 1], 'put off': ['DEFERRED', 0] })
    expect(await standing(JUNE)).toMatchObject({
      ...{ bought: ['AMENDED', 0], screening: ['IN_FORCE', 2], 'put off': ['DEFERRED', 0] },
      ...{ amending: ['IN_FORCE', 0], 'carrying out': ['IN_FORCE', 1] },
    })
    expect(await standing(JULY)).toMatchObject({ bought: ['SUPERSEDED', 0], 'put off': ['CARRIED_OUT', 0], considered: ['IN_FORCE', 0] })
    expect(await standing('2026-09-01')).toMatchObject({ screening: ['CARRIED_OUT', 0], 'carrying out': ['CARRIED_OUT', 0] })
    expect(await listed('state: AMENDED,', `asOf: { effective: "${JUNE}" }`)).toEqual(['bought'])
    expect(await listed('state: AMENDED,')).toEqual([])
  })

  it('leads both ways along what stands in place of another, amends it or carries it out', async () => {
    const { resolutions: all } = await api.query(
      `{ resolutions(first: 100) { nodes { id ${['supersedes', 'amends', 'implements', 'supersededBy', 'amendedBy', 'implementedBy'].map((by) => `${by} { id }`).join(' ')} } } }`,
    )
    const ways = new Map<string, any>(all.nodes.map((each: { id: string }) => [nameOf(each.id), each]))
    const ids = (called: string, by: string) => [ways.get(called)[by]].flat().map(({ id }: { id: string }) => nameOf(id))
    expect([ids('bought', 'supersededBy'), ids('bought', 'amendedBy'), ids('screening', 'implementedBy')]).toEqual([
      ...[['in its place'], ['amending'], ['carrying out']],
    ])
    expect([ids('in its place', 'supersedes'), ids('amending', 'amends'), ids('carrying out', 'implements')]).toEqual([
      ...[['bought'], ['bought'], ['screening']],
    ])
  })

  it('costs as many statements for many resolutions as for few', async () => {
    const asked = (first: number) => () =>
      api.post(
        `{ resolutions(first: ${first}) { totalCount nodes { id state openCommitments supersededBy { id state } amendedBy { id state } implementedBy { id state } item { chain { timesDeferred firstRaised { meeting { on } } items { id } } } } } }`,
      )
    const few = await api.statements(asked(3))
    expect(await api.statements(asked(7))).toBe(few)
    expect(few).toBeLessThanOrEqual(20)
    const narrowed = () => api.post('{ resolutions(state: CARRIED_OUT, search: "แบบ อบรม") { totalCount nodes { id } } }')
    expect(await api.statements(narrowed)).toBeLessThanOrEqual(6)
  })
})

it('a matter put off says from each of its items when it was raised first and how often it was put off by the day', async () => {
  const asked = '{ chain { timesDeferred firstRaised { meeting { on } } items { id meeting { on } } } }'
  const chain = async (called: string, day: string) =>
    (await api.query(`query ($id: ID!) { node(id: $id) { ... on AgendaItem ${asked} } }`, { id: `${items[called]}@${day}` })).node.chain
  for (const called of ['form', 'form again', 'form at last']) {
    for (const [day, times] of [
      ['2026-05-07', 0],
      [MAY, 1],
      [JUNE, 2],
      [JULY, 2],
    ] as const) {
      const { timesDeferred, firstRaised, items: line } = await chain(called, day)
      expect([called, day, timesDeferred, firstRaised.meeting.on]).toEqual([called, day, times, MAY])
      expect(line.map(({ meeting }: { meeting: { on: string } }) => meeting.on)).toEqual([MAY, JUNE, JULY])
    }
  }
  expect(await chain('water', JULY)).toMatchObject({ timesDeferred: 0, items: [{ meeting: { on: MAY } }] })
})
