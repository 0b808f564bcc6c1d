import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../support/api.js'

const both = (th: string, en: string) => ({ th, en })
const reason = 'ตามที่เกิดขึ้นจริง'

/** One person sits in the first two of four seats, so that half of the body is two persons. */
describe('bad input of meetings is answered with a code and leaves the log as it was', () => {
  let api: Api
  let meeting: string
  let ahead: string
  let committee: string
  let [item, other]: string[] = []
  const people: string[] = []
  const seats: string[] = []

  beforeAll(async () => {
    api = await Api.start()
    const organization = await api.recorded('registerOrganization', { name: both('จังหวัดตัวอย่าง', 'Example province'), kind: 'PROVINCIAL' })
    for (const given of ['สองที่นั่ง', 'สาม', 'สี่', 'คนนอก']) people.push(await api.recorded('registerPerson', { name: { th: { given } } }))
    committee = await api.recorded('establishCommittee', { name: both('คณะตัวอย่าง', 'Example body'), type: 'COMMITTEE' })
    for (const [n, person] of [people[0], people[0], people[1], people[2]].entries()) {
      const post = await api.recorded('establishPost', { title: both(`ตำแหน่ง ${n}`, `Post ${n}`), organization })
      await api.recorded('assignRole', { post, person, manner: 'SUBSTANTIVE' })
      await api.recorded('createSeat', { committee, number: n + 1, office: 'MEMBER', kind: { exOfficio: { post } } })
    }
    const { committee: body } = await api.query('query ($id: ID!) { committee(id: $id) { seats { id } } }', { id: committee })
    seats.push(...(body.seats as { id: string }[]).map(({ id }) => id))
    meeting = await api.recorded('scheduleMeeting', { bodies: [committee], on: '2026-10-08' })
    for (const title of ['อบรม', 'งบประมาณ'])
      await api.recorded('addAgendaItem', { meeting, section: 5, kind: 'CONSIDER', title: both(title, title) })
    const { meeting: listed } = await api.query('query ($id: ID!) { meeting(id: $id) { agenda { id } } }', { id: meeting })
    ;[item, other] = (listed.agenda as { id: string }[]).map(({ id }) => id)
    await api.recorded('openMeeting', { meeting, at: '09:00', noticeUnknown: true })
    ahead = await api.recorded('scheduleMeeting', { bodies: [committee], on: '2026-11-20' })
  })
  afterAll(() => api.close())

  const refused = (mutation: string, input: object) => api.unrecorded(() => api.tell(mutation, { meeting, ...input }))
  const resolved = (more: object = {}) => ({ item, kind: 'NOTED', text: both('รับทราบ', 'Noted'), ...more })
  const ofTheBody = (rule: string, field: string | null) => ({ is: 'RuleBroken', rule, field, mayRecordDespite: true })
  const ofTheRecord = (rule: string, field: string | null) => ({ is: 'RuleBroken', rule, field, mayRecordDespite: false })
  const invalid = (field: string, code: string) => ({ is: 'InputInvalid', problems: [{ field, code }] })
  const despite = (rule: string, why = reason) => ({ recordDespite: [{ rule, reason: why }] })

  it('resolving before anybody came', async () =>
    expect(await refused('passResolution', resolved())).toMatchObject(ofTheRecord('ResolutionNeedsSomebodyPresent', null)))

  it('one person counted twice: for two seats, for one seat again, as an observer too', async () => {
    const [twice, third] = people
    await api.recorded('recordAttendance', { meeting, entries: seats.slice(0, 2).map((seat) => ({ seat, person: twice })) })
    expect(await refused('passResolution', resolved())).toMatchObject(ofTheBody('MeetingNeedsQuorumToResolve', null))
    const attend = (...entries: object[]) => refused('recordAttendance', { entries })
    expect(await attend({ seat: seats[0], person: twice })).toMatchObject(ofTheRecord('SeatIsAttendedOnceAtATime', 'entries.0.seat'))
    expect(await attend({ person: twice })).toMatchObject(ofTheRecord('ObserverIsRecordedOnce', 'entries.0.person'))
    const came = { seat: seats[2], person: third }
    expect(await attend(came, came)).toMatchObject(ofTheRecord('SeatIsAttendedOnceAtATime', 'entries.1.seat'))
    expect(await attend({ ...came, absence: { excused: true } }, came)).toMatchObject(
      ofTheRecord('SeatIsAttendedOnceAtATime', 'entries.1.seat'),
    )
  })

  it('resolving without quorum and without saying so, or without a reason, or despite a rule of the record', async () => {
    const pass = (more: object) => refused('passResolution', resolved(more))
    expect(await pass({})).toMatchObject(ofTheBody('MeetingNeedsQuorumToResolve', null))
    expect(await pass(despite('NoticeMustPrecedeMeetingByRule'))).toMatchObject(ofTheBody('MeetingNeedsQuorumToResolve', null))
    expect(await pass(despite('MeetingNeedsQuorumToResolve', ' '))).toMatchObject({
      is: 'InputInvalid',
      problems: [{ field: 'recordDespite.0.reason' }],
    })
    expect(await pass(despite('ResolutionIsRecordedOnce'))).toMatchObject(invalid('recordDespite.0.rule', 'NotARuleOfABody'))
  })

  it('voting or dissenting while recused, and more votes than there are persons who may', async () => {
    const [twice, third, , outsider] = people
    await api.recorded('recordAttendance', {
      meeting,
      entries: [
        { seat: seats[2], person: third },
        { seat: seats[3], person: people[2] },
      ],
    })
    await api.recorded('declareRecusal', { meeting, item, person: third, reason: 'เป็นคู่สัญญา' })
    const pass = (more: object) => refused('passResolution', resolved(more))
    expect(await pass({ votes: { for: 3, against: 0 } })).toMatchObject(ofTheBody('RecusedMemberDoesNotCountForTheItem', 'votes'))
    expect(await pass({ dissents: [{ person: third, reason }] })).toMatchObject(
      ofTheBody('RecusedMemberDoesNotCountForTheItem', 'dissents'),
    )
    expect(await pass({ item: other, votes: { for: 4, against: 0 } })).toMatchObject(ofTheBody('VotesAreCastByThosePresent', 'votes'))
    const again = { person: twice, reason }
    expect(await pass({ dissents: [again, again] })).toMatchObject(invalid('dissents.1', 'TwiceInTheList'))
    expect(await refused('declareRecusal', { item, person: third, reason: 'เหตุอื่น' })).toMatchObject(
      ofTheRecord('RecusalIsDeclaredAlready', 'reason'),
    )
    expect(await refused('declareRecusal', { item, person: outsider })).toMatchObject(ofTheRecord('WhoIsRecusedIsOfTheMeeting', 'person'))
  })

  it('closing an open item silently: dropped without a word, or when it was resolved on', async () => {
    expect(await refused('withdrawAgendaItem', { item: other })).toMatchObject(ofTheRecord('OpenItemIsNotDroppedSilently', 'reason'))
    expect(await refused('withdrawAgendaItem', { item: other, reason: ' ' })).toMatchObject({
      is: 'InputInvalid',
      problems: [{ field: 'reason' }],
    })
    expect(await refused('recordDiscussion', { item: other, text: ' ' })).toMatchObject({
      is: 'InputInvalid',
      problems: [{ field: 'text' }],
    })
    await api.recorded('passResolution', { meeting, ...resolved({ votes: { for: 2, against: 0 } }) })
    expect(await refused('withdrawAgendaItem', { item, reason })).toMatchObject(ofTheRecord('ResolvedItemStaysOnTheAgenda', 'item'))
    expect(await refused('passResolution', resolved())).toMatchObject(ofTheRecord('ResolutionIsRecordedOnce', null))
    await api.recorded('closeMeeting', { meeting })
    const { meeting: closed } = await api.query('query ($id: ID!) { meeting(id: $id) { agenda { state } } }', { id: meeting })
    expect(closed.agenda).toEqual([{ state: 'DISCUSSED' }, { state: 'LISTED' }])
    expect(await refused('passResolution', resolved({ item: other }))).toMatchObject(ofTheRecord('MeetingMustBeOpen', null))
  })

  it('certifying a meeting not yet held, or by one', async () => {
    const certify = (more: object) => refused('certifyMinutes', { method: 'CIRCULATION', ...more })
    expect(await certify({ meeting: ahead })).toMatchObject(ofTheRecord('MeetingMustBeClosed', null))
    expect(await certify({})).toMatchObject(ofTheRecord('MinutesMustBeDrafted', null))
    await api.recorded('draftMinutes', { meeting, text: 'รายงานการประชุม' })
    expect(await certify({})).toMatchObject({ rule: 'MinutesAreCertifiedByALaterMeetingOrCirculation', mayRecordDespite: true })
    const later = { method: 'LATER_MEETING', certifiedBy: ahead, on: '2026-10-20' }
    expect(await certify(later)).toMatchObject({ rule: 'MinutesAreCertifiedByALaterMeetingOrCirculation', mayRecordDespite: true })
    expect(await certify({ ...later, certifiedBy: meeting })).toMatchObject({ rule: 'MinutesAreCertifiedByALaterMeetingOrCirculation' })
    expect(await certify({ ...later, method: 'CIRCULATION' })).toMatchObject(ofTheRecord('CertifyingMeetingIsALaterOne', 'certifiedBy'))
  })

  it('asking how the quorum went of an item that is none', async () => {
    const ask = (of: string) =>
      api.post('query ($id: ID!, $of: ID!) { meeting(id: $id) { quorumLog(item: $of) { met } } }', { id: meeting, of })
    for (const id of ['agendaItem-00000000-0000-5000-8000-000000000000', meeting, 'x'])
      expect((await ask(id)).errors?.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT'])
    expect((await ask(item!)).errors).toBeUndefined()
  })
})
