import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../support/api.js'

const both = (th: string, en: string) => ({ th, en })
const END = '2026-07-01'
const [BEFORE, AFTER] = ['2026-06-30', '2026-07-02']
const reason = 'ผิดพลาด'

describe('what has ended is not named anew', () => {
  let api: Api
  let body: string
  let agency: string
  let closed: string
  let head: string
  let abolished: string
  let dissolved: string

  beforeAll(async () => {
    api = await Api.start()
    const organization = (th: string) => api.recorded('registerOrganization', { name: both(th, th), kind: 'PROVINCIAL' })
    agency = await organization('สำนักงาน')
    closed = await organization('สำนักงานที่ยุบแล้ว')
    head = await api.recorded('establishPost', { title: both('หัวหน้า', 'Head'), organization: agency })
    abolished = await api.recorded('establishPost', { title: both('ตำแหน่งที่ยุบแล้ว', 'Gone'), organization: agency })
    const committee = (th: string) => api.recorded('establishCommittee', { name: both(th, th), type: 'WORKING_GROUP', from: '2026-01-01' })
    body = await committee('คณะทำงาน')
    dissolved = await committee('คณะที่ยุบแล้ว')
    await api.recorded('closeOrganization', { organization: closed, on: END })
    await api.recorded('abolishPost', { post: abolished, on: END })
    await api.recorded('dissolveCommittee', { committee: dissolved, on: END })
  })
  afterAll(() => api.close())

  const refused = async (mutation: string, input: Record<string, unknown>, field: string, rule = 'OwnerMustNotHaveEnded') =>
    expect(await api.unrecorded(() => api.tell(mutation, input))).toMatchObject({ is: 'RuleBroken', rule, field })
  const partOf = async (of: string, what: string, id: string, asOf = '2026-11-02'): Promise<string> =>
    (await api.query(`query ($id: ID!, $day: Day!) { ${of}(id: $id, asOf: { effective: $day }) { ${what} { id } } }`, { id, day: asOf }))[
      of
    ][what]
      .at(-1)
      .id.replace(/@.*/, '')

  it('by an organization as its head, nor by a post as who acts for it', async () => {
    await refused('nameHeadPost', { organization: agency, post: abolished, from: END }, 'post')
    await api.recorded('nameHeadPost', { organization: agency, post: abolished, from: BEFORE })
    await refused('correctHeadPost', { organization: agency, recordedFrom: BEFORE, post: abolished, from: AFTER, reason }, 'post')
    const powers = { post: head, to: abolished, scope: 'ลงนาม' }
    await refused('delegateRole', { ...powers, from: END }, 'to')
    await api.recorded('delegateRole', { ...powers, from: BEFORE })
    const delegation = await partOf('post', 'delegations', head)
    await refused('correctDelegation', { ...powers, delegation, from: AFTER, reason }, 'to')
  })

  it.each([
    ['a post', () => ({ exOfficio: { post: abolished } })],
    ['an organization', () => ({ representative: { organization: closed } })],
  ])('by a seat that is given to %s', async (_, kindOf) => {
    const kind = kindOf()
    const committee = await api.recorded('establishCommittee', { name: both('คณะ', 'Body'), type: 'WORKING_GROUP', from: '2026-01-01' })
    const place = { committee, number: 1, office: 'MEMBER' }
    await refused('createSeat', { ...place, kind, from: END }, 'kind')
    await api.recorded('createSeat', { ...place, kind, from: BEFORE })
    const seat = await partOf('committee', 'seats', committee)
    await refused('correctSeat', { ...place, seat, kind, from: AFTER, reason }, 'kind')
    await api.recorded('changeSeat', { ...place, seat, number: 2, kind, from: AFTER })
    await api.recorded('changeSeat', { ...place, seat, kind: { exOfficio: { post: head } }, from: '2026-07-10' })
    await refused('changeSeat', { ...place, seat, kind, from: '2026-07-20' }, 'kind')

    const order = { committee, kind: 'APPOINTS', date: '2026-06-01' }
    const seats = [{ number: 3, office: 'MEMBER', kind }]
    await refused('issueOrder', { ...order, number: '1', effectiveFrom: END, seats }, 'seats.0.kind')
    const continues = [{ number: 1, office: 'MEMBER', kind, continues: seat }]
    await refused('issueOrder', { ...order, number: '1', effectiveFrom: '2026-07-20', seats: continues }, 'seats.0.kind')
    await api.recorded('issueOrder', { ...order, number: '1', effectiveFrom: BEFORE, seats })
    const id = await partOf('committee', 'orders', committee)
    await refused('correctOrder', { ...order, order: id, number: '1', effectiveFrom: AFTER, reason }, 'effectiveFrom')
    await api.recorded('correctOrder', { ...order, order: id, number: '1', effectiveFrom: '2026-06-29', reason })
  })

  it('by a promise as the body that watches over it, or from which it comes', async () => {
    const promise = { title: both('อบรม', 'Training'), owner: head, dueOn: '2026-12-31' }
    for (const field of ['committee', 'origin']) {
      await refused('makeCommitment', { ...promise, [field]: dissolved, madeOn: END }, field)
      await refused('makeCommitment', { ...promise, [field]: dissolved, madeOn: '2025-12-31' }, field, 'OwnerMustHaveBegun')
      const commitment = await api.recorded('makeCommitment', { ...promise, [field]: dissolved, madeOn: BEFORE })
      await refused('correctCommitment', { ...promise, commitment, [field]: dissolved, madeOn: AFTER, reason }, field)
    }
  })

  it('by a meeting as who presents an item, or whose post brought somebody', async () => {
    const meeting = await api.recorded('scheduleMeeting', { bodies: [body], on: AFTER })
    const item = { meeting, section: 5, kind: 'CONSIDER', title: both('เรื่อง', 'Matter') }
    for (const presenter of [abolished, closed, dissolved]) await refused('addAgendaItem', { ...item, presenter }, 'presenter')
    await api.recorded('addAgendaItem', { ...item, presenter: head })
    const listed = await partOf('meeting', 'agenda', meeting)
    await refused('changeAgendaItem', { ...item, item: listed, number: 1, presenter: abolished }, 'presenter')

    await api.recorded('openMeeting', { meeting, noticeUnknown: true })
    const person = await api.recorded('registerPerson', { name: { th: { given: 'ผู้เข้าร่วม' } } })
    await refused('recordAttendance', { meeting, entries: [{ person, post: abolished }] }, 'entries.0.post')
    await api.recorded('recordAttendance', { meeting, entries: [{ person, post: head }] })
    const attendance = await partOf('meeting', 'attendance', meeting)
    await refused('correctAttendance', { meeting, attendance, person, post: abolished, reason }, 'post')
  })
})
