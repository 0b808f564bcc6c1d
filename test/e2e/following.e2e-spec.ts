import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../support/api.js'

const both = (th: string, en: string) => ({ th, en })
const consider = { section: 5, kind: 'CONSIDER' }
const reason = 'บันทึกผิด'

describe('what a meeting, an item and a resolution follow on', () => {
  let api: Api
  let body: string
  let seat: string
  let person: string

  beforeAll(async () => {
    api = await Api.start()
    body = await api.recorded('establishCommittee', { name: both('คณะทำงาน', 'Working group'), type: 'WORKING_GROUP' })
    person = await api.recorded('registerPerson', { name: { th: { given: 'ผู้ทรงคุณวุฒิ' } } })
    await api.recorded('createSeat', { committee: body, number: 1, office: 'CHAIR', kind: { expert: { person } }, from: '2025-01-01' })
    const { committee } = await api.query('query ($id: ID!) { committee(id: $id) { seats { id } } }', { id: body })
    seat = committee.seats[0].id
  })
  afterAll(() => api.close())

  const scheduled = (on: string, more: object = {}) => api.recorded('scheduleMeeting', { bodies: [body], on, ...more })
  /** A meeting of the day that sits. */
  async function sitting(on: string): Promise<string> {
    const meeting = await scheduled(on)
    await api.recorded('openMeeting', { meeting, noticeUnknown: true })
    await api.recorded('recordAttendance', { meeting, entries: [{ seat, person }] })
    return meeting
  }
  const lastOf = async (meeting: string, what: 'agenda' | 'resolutions'): Promise<string> =>
    (await api.query(`query ($id: ID!) { meeting(id: $id) { ${what} { id } } }`, { id: meeting })).meeting[what].at(-1).id
  async function listed(meeting: string, title: string, more: object = {}): Promise<string> {
    await api.recorded('addAgendaItem', { meeting, ...consider, title: both(title, title), ...more })
    return lastOf(meeting, 'agenda')
  }
  async function resolved(meeting: string, text: string, more: object = {}): Promise<string> {
    await api.recorded('passResolution', { meeting, kind: 'NOTED', text: both(text, text), ...more })
    return lastOf(meeting, 'resolutions')
  }
  const refused = async (mutation: string, input: Record<string, unknown>, rule: string, field: string | null) =>
    expect(await api.unrecorded(() => api.tell(mutation, input))).toMatchObject({ is: 'RuleBroken', rule, field })

  it('a meeting is recalled to a later day, whichever of the two is moved, and no two recall each other', async () => {
    const first = await scheduled('2026-12-01')
    await refused('scheduleMeeting', { bodies: [body], on: '2026-12-01', recallOf: first }, 'WhatIsFollowedComesFirst', 'recallOf')
    const again = await scheduled('2026-12-08', { recallOf: first })
    const circle = { meeting: first, bodies: [body], on: '2026-12-15', recallOf: again, reason }
    await refused('correctMeeting', circle, 'WhatIsFollowedComesFirst', 'on')
    await refused('correctMeeting', { ...circle, on: '2026-12-08' }, 'NothingFollowsItself', 'recallOf')
    await refused('rescheduleMeeting', { meeting: first, on: '2026-12-08' }, 'WhatIsFollowedComesFirst', 'on')
    await refused('rescheduleMeeting', { meeting: again, on: '2026-12-01' }, 'WhatIsFollowedComesFirst', 'on')
    await api.recorded('rescheduleMeeting', { meeting: first, on: '2026-12-07' })
    await api.recorded('correctMeeting', { meeting: again, bodies: [body], on: '2026-12-01', reason })
  })

  it('an item is carried over to a later day, and certifies the minutes of no meeting after its own', async () => {
    const [before, after] = [await scheduled('2026-12-02'), await scheduled('2026-12-09')]
    const item = await listed(before, 'แผน')
    const carried = { ...consider, title: both('แผน', 'Plan') }
    await refused('addAgendaItem', { meeting: before, ...carried, carriedFrom: item }, 'WhatIsFollowedComesFirst', 'carriedFrom')
    await refused('addAgendaItem', { meeting: before, ...carried, minutesOf: after }, 'WhatIsFollowedComesFirst', 'minutesOf')
    const into = await listed(after, 'แผน', { carriedFrom: item })
    await listed(after, 'รับรองรายงาน', { minutesOf: before })
    const circle = { meeting: before, item, ...carried, number: 1 }
    await refused('changeAgendaItem', { ...circle, carriedFrom: item }, 'NothingFollowsItself', 'carriedFrom')
    await refused('changeAgendaItem', { ...circle, carriedFrom: into }, 'NothingFollowsItself', 'carriedFrom')
    await refused('rescheduleMeeting', { meeting: before, on: '2026-12-09' }, 'WhatIsFollowedComesFirst', 'on')
    await refused('rescheduleMeeting', { meeting: after, on: '2026-12-02' }, 'WhatIsFollowedComesFirst', 'on')
    await api.recorded('changeAgendaItem', { meeting: before, item, ...carried, number: 1, minutesOf: before })
  })

  it('two meetings of one day do not certify the minutes of each other', async () => {
    const [one, other] = [await scheduled('2026-12-03'), await scheduled('2026-12-03')]
    await listed(one, 'รับรองรายงาน', { minutesOf: other })
    const back = { meeting: other, section: 2, kind: 'CERTIFY', title: both('รับรองรายงาน', 'Minutes'), minutesOf: one }
    await refused('addAgendaItem', back, 'NothingFollowsItself', 'minutesOf')
  })

  it('resolutions of one day follow on each other one way, also by several steps of several kinds', async () => {
    const [one, other] = [await sitting('2026-06-03'), await sitting('2026-06-03')]
    const item = await listed(one, 'ทะเบียน')
    const first = await resolved(one, 'ให้มีทะเบียน', { item })
    const second = await resolved(other, 'แก้ทะเบียน', { amends: first })
    const third = await resolved(one, 'เลิกแก้ทะเบียน', { supersedes: second })
    const correcting = { meeting: one, kind: 'NOTED', reason }
    const text = { first: both('ให้มีทะเบียน', 'ให้มีทะเบียน'), third: both('เลิกแก้ทะเบียน', 'เลิกแก้ทะเบียน') }
    const circle = { ...correcting, resolution: first, item, text: text.first }
    await refused('correctResolution', { ...circle, implements: first }, 'NothingFollowsItself', 'implements')
    await refused('correctResolution', { ...circle, implements: second }, 'NothingFollowsItself', 'implements')
    await refused('correctResolution', { ...circle, implements: third }, 'NothingFollowsItself', 'implements')
    const changed = { meeting: one, item, ...consider, number: 1, title: both('ทะเบียน', 'ทะเบียน') }
    await refused('changeAgendaItem', { ...changed, origin: first }, 'NothingFollowsItself', 'origin')
    await refused('changeAgendaItem', { ...changed, origin: second }, 'NothingFollowsItself', 'origin')
    await api.recorded('correctResolution', { ...correcting, resolution: third, text: text.third, supersedes: first })
    await refused('correctResolution', { ...circle, implements: second }, 'NothingFollowsItself', 'implements')
  })

  it('a resolution follows on none of a later day, and a sitting is not corrected across what follows on it', async () => {
    const [before, after] = [await sitting('2026-06-10'), await sitting('2026-06-17')]
    const first = await resolved(before, 'เห็นชอบ')
    const later = await resolved(after, 'ดำเนินการ', { implements: first })
    await refused(
      'passResolution',
      { meeting: before, kind: 'NOTED', text: both('ตาม', 'After'), implements: later },
      'WhatIsFollowedComesFirst',
      'implements',
    )
    await refused(
      'addAgendaItem',
      { meeting: before, section: 3, kind: 'MATTER_ARISING', title: both('สืบเนื่อง', 'Arising'), origin: later },
      'WhatIsFollowedComesFirst',
      'origin',
    )
    const correct = (meeting: string, on: string) => ({ meeting, bodies: [body], on, reason })
    await refused('correctMeeting', correct(before, '2026-06-18'), 'WhatIsFollowedComesFirst', 'on')
    await refused('correctMeeting', correct(after, '2026-06-09'), 'WhatIsFollowedComesFirst', 'on')
    await api.recorded('correctMeeting', correct(before, '2026-06-17'))
  })

  it('the meeting that certified minutes stays between them and the day of their certification, and of one of its bodies', async () => {
    const [before, after] = [await sitting('2026-07-01'), await sitting('2026-07-15')]
    await api.recorded('closeMeeting', { meeting: before })
    await api.recorded('draftMinutes', { meeting: before, text: 'รายงาน' })
    await api.recorded('certifyMinutes', { meeting: before, method: 'LATER_MEETING', certifiedBy: after, on: '2026-07-20' })
    await refused('reverseMeetingOpening', { meeting: after, reason }, 'OpeningIsReversedWhileNothingRestsOnIt', null)
    const correct = (on: string) => ({ meeting: after, bodies: [body], on, reason })
    await refused('correctMeeting', correct('2026-07-01'), 'WhatIsFollowedComesFirst', 'on')
    await refused('correctMeeting', correct('2026-07-21'), 'WhatIsFollowedComesFirst', 'on')
    await api.recorded('correctMeeting', correct('2026-07-20'))
    const stranger = await api.recorded('establishCommittee', { name: both('คณะอื่น', 'Another body'), type: 'WORKING_GROUP' })
    const elsewhere = { ...correct('2026-07-20'), bodies: [stranger] }
    await refused('correctMeeting', elsewhere, 'MinutesAreCertifiedByALaterMeetingOrCirculation', 'bodies')
  })

  it('a meeting that was held by two bodies and recorded of one has the seats of both, and the quorum of each', async () => {
    const guest = await api.recorded('establishCommittee', { name: both('คณะร่วม', 'Joining body'), type: 'WORKING_GROUP' })
    const other = await api.recorded('registerPerson', { name: { th: { given: 'ผู้ร่วมประชุม' } } })
    await api.recorded('createSeat', {
      committee: guest,
      number: 1,
      office: 'CHAIR',
      kind: { expert: { person: other } },
      from: '2025-01-01',
    })
    const { committee } = await api.query('query ($id: ID!) { committee(id: $id) { seats { id } } }', { id: guest })
    const [theirs] = committee.seats as { id: string }[]
    const meeting = await sitting('2026-06-25')
    const correct = (...bodies: string[]) => ({ meeting, bodies, on: '2026-06-25', reason })
    await api.recorded('correctMeeting', correct(body, guest))
    await api.recorded('recordAttendance', { meeting, entries: [{ seat: theirs!.id, person: other }] })
    const shown = async () =>
      (
        await api.query(
          'query ($id: ID!) { meeting(id: $id) { roster { seat { id } } quorum { committee { id } present } attendance { id seat { id } } } }',
          { id: meeting },
        )
      ).meeting
    const { roster, quorum, attendance } = await shown()
    const seated = (id: string) => ({ seat: { id: `${id}@2026-06-25` } })
    expect(roster).toEqual([seat, theirs!.id].map(seated))
    expect(quorum).toEqual([body, guest].map((id) => ({ committee: { id }, present: 1 })))
    await refused('correctMeeting', correct(body), 'RosterHoldsTheSeatsAttended', 'bodies')
    const ofTheirs = (attendance as { id: string; seat: { id: string } }[]).find((entry) => entry.seat.id.startsWith(theirs!.id))!
    await api.recorded('reverseAttendance', { meeting, attendance: ofTheirs.id, reason })
    await api.recorded('correctMeeting', correct(body))
    expect(await shown()).toMatchObject({ roster: [seated(seat)], quorum: [{ committee: { id: body }, present: 1 }] })
  })
})
