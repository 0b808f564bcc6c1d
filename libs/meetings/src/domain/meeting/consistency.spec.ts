import { describe, expect, it } from '@jest/globals'
import type { Fact } from '@prasan/event-sourcing'
import { fold, given, someId } from '@prasan/event-sourcing/testing'
import { CertifyMinutes, CorrectMinutesCertification } from './commands.js'
import { AddAgendaItem, ChangeAgendaItem, RestoreAgendaItem } from './decide-agenda.js'
import { CorrectAttendance, RecordArrival, RecordAttendance, RecordDeparture, ReverseAttendance } from './decide-attendance.js'
import { DeclareRecusal, ReverseRecusal } from './decide-recusals.js'
import { CorrectResolution, PassResolution } from './decide-resolutions.js'
import { CloseMeeting, CorrectMeetingClosing, CorrectMeetingOpening, RecordDiscussion } from './decide-sitting.js'
import * as e from './events.js'
import { contentSealOf } from './record.js'
import * as rules from './rules.js'
import { meeting } from './state.js'

const body = someId('committee')
const people = ['a', 'b', 'c', 'd', 'e'].map((name) => someId('person', name)) as [string, string, string, string, string]
const [A, B, , , E] = people
const seats = people.map((_, n) => someId('seat', String(n))) as [string, string, string, string, string]
const [S, T] = seats
const stranger = someId('person', 'stranger')
const [item, other] = [someId('agendaItem'), someId('agendaItem', 'other')]
const resolution = someId('resolution')
const attendance = someId('attendance', '0')
const on = '2026-05-08'
const reason = 'reason'
const both = (en: string) => ({ th: en, en })

const rulesOfTheDay = {
  quorum: { numerator: 1, denominator: 2, base: 'allSeats' as const },
  ...{ substitutes: 'count' as const, majority: 'simple' as const, castingVote: true },
}
const counted = (present: number, base: number) => [{ committee: body, present, base, needed: Math.ceil(base / 2), met: true }]
const scheduled = e.MeetingScheduled({ bodies: [body], on })
const training = { section: 5, number: 1, kind: 'consider' as const, title: both('Training') }
const listed = e.AgendaItemAdded({ item, ...training })
const opened = e.MeetingOpened({
  ...{ on, at: '09:00', bodies: [{ committee: body, revision: 4, rules: rulesOfTheDay }], posts: [] },
  roster: seats.map((seat, n) => ({
    ...{ seat, committee: body, number: n + 1, office: 'member', votes: true, countsForQuorum: true },
    ...{ person: people[n]!, manner: 'substantive' },
  })),
})
const came = (n: number, more: object = {}) =>
  e.AttendanceRecorded({ attendance: someId('attendance', String(n)), seat: seats[n]!, person: people[n]!, capacity: 'self', ...more })
const open = [scheduled, listed, opened]
const four = [...open, came(0), came(1), came(2), came(3)]
const decision = { item, kind: 'noted' as const, text: both('Noted') }
const passed = (more: object = {}) =>
  e.ResolutionPassed({ resolution, number: 1, on, committee: body, ...decision, quorum: counted(4, 5), ...more })

describe('a recusal from what was resolved already', () => {
  const declared = e.RecusalDeclared({ person: A, item })
  const recounted = (present: number, base: number) => e.QuorumRecounted({ resolution, quorum: counted(present, base) })
  const reversed = e.RecusalReversed({ person: A, item, reason })

  it('counts its quorum again, when it is declared late and when it is declared again', () => {
    given(...four, passed())
      .when(DeclareRecusal, { person: A, item })
      .then(declared, recounted(3, 4))
    given(...four, declared, passed({ quorum: counted(3, 4) }))
      .when(ReverseRecusal, { person: A, item, reason })
      .then(reversed, recounted(4, 5))
    given(...four, declared, passed({ quorum: counted(3, 4) }), reversed, recounted(4, 5))
      .when(DeclareRecusal, { person: A, item })
      .then(declared, recounted(3, 4))
  })

  it('counts nothing again that was resolved on another item', () =>
    given(...four, passed({ item: undefined }))
      .when(DeclareRecusal, { person: A, item })
      .then(declared))

  it('is judged where it leaves no quorum, or recuses one who dissented', () => {
    given(...open, came(0), came(1), came(2), passed({ quorum: counted(3, 5), dissents: [{ person: A, reason }] }))
      .when(DeclareRecusal, { person: A, item })
      .thenRefused(rules.RecusedMemberDoesNotCountForTheItem)
    given(...open, came(0), came(1), e.RecusalDeclared({ person: B, item }), passed({ quorum: counted(2, 4) }))
      .when(DeclareRecusal, { person: A, item })
      .thenRefused(rules.MeetingNeedsQuorumToResolve)
  })

  it('WhoIsRecusedIsOfTheMeeting: of the roster or recorded as there, unless nobody knows who came', () => {
    const recuse = (...facts: Fact[]) => given(...facts).when(DeclareRecusal, { person: stranger, item })
    recuse(...open).thenRefused(rules.WhoIsRecusedIsOfTheMeeting)
    const substitute = e.AttendanceRecorded({ attendance, seat: S, person: stranger, capacity: 'substitute' })
    recuse(...open, substitute).then(e.RecusalDeclared({ person: stranger, item }))
    recuse(scheduled, listed, e.MeetingOpened({ ...opened.data, attendanceUnknown: true })).then(
      e.RecusalDeclared({ person: stranger, item }),
    )
    given(...open)
      .when(DeclareRecusal, { person: A, item })
      .then(e.RecusalDeclared({ person: A, item }))
  })
})

describe('an agenda holds each item and each number of a section once', () => {
  const second = e.AgendaItemAdded({ item: other, ...training, number: 2, title: both('Budget') })
  const change =
    (...facts: Fact[]) =>
    (input: object) =>
      given(scheduled, listed, second, ...facts).when(ChangeAgendaItem, { ...second.data, ...input })

  it('when an item is changed', () => {
    change()({ ...training }).thenRefused(rules.AgendaItemIsListedOnce)
    change()({ number: 1 }).thenRefused(rules.AgendaNumberIsOfOneItem)
    change()({ number: 3 }).then(e.AgendaItemChanged({ ...second.data, number: 3 }))
    change(e.AgendaItemWithdrawn({ item }))({ number: 1 }).then(e.AgendaItemChanged({ ...second.data, number: 1 }))
  })

  it('and one that left it is corrected where it was, as is what was said of it', () => {
    const carried = e.AgendaItemCarriedOver({ item })
    const right = { ...listed.data, title: both('Training of volunteers') }
    for (const left of [carried, e.AgendaItemWithdrawn({ item })])
      given(scheduled, listed, left, e.AgendaItemAdded({ ...second.data, number: 1 }))
        .when(ChangeAgendaItem, right)
        .then(e.AgendaItemChanged(right))
    const said = e.ItemDiscussed({ item, text: 'later' })
    given(...open, carried)
      .when(RecordDiscussion, said.data)
      .then(said)
    given(...open, e.AgendaItemWithdrawn({ item }))
      .when(RecordDiscussion, said.data)
      .thenRefused(rules.AgendaItemMustBeOfTheMeeting)
    given(...open, e.ItemDiscussed({ item, text: 'now' }), e.AgendaItemWithdrawn({ item }))
      .when(RecordDiscussion, said.data)
      .then(said)
  })

  it('when one is added under a number', () => {
    const add = (input: object) => given(scheduled, listed).when(AddAgendaItem, { ...training, title: both('Budget'), ...input })
    add({}).thenRefused(rules.AgendaNumberIsOfOneItem)
    expect(add({ section: 6 }).facts()).toHaveLength(1)
    expect(add({ number: 2 }).facts()).toHaveLength(1)
  })

  it('when one comes back', () => {
    const restore = (...facts: Fact[]) => given(scheduled, listed, ...facts).when(RestoreAgendaItem, { item, reason })
    for (const left of [e.AgendaItemWithdrawn({ item }), e.AgendaItemCarriedOver({ item })]) {
      restore(left, e.AgendaItemAdded({ item: other, ...training })).thenRefused(rules.AgendaItemIsListedOnce)
      restore(left, e.AgendaItemAdded({ ...second.data, number: 1 })).thenRefused(rules.AgendaNumberIsOfOneItem)
      restore(left, second).then(e.AgendaItemRestored({ item, reason }))
    }
  })

  it('an item of an agenda on which two have one number keeps its own', () =>
    given(scheduled, listed, e.AgendaItemAdded({ ...second.data, number: 1 }))
      .when(ChangeAgendaItem, { ...second.data, number: 1, title: both('Money') })
      .then(e.AgendaItemChanged({ ...second.data, number: 1, title: both('Money') })))
})

describe('TimesLieWithinTheSitting', () => {
  const late = came(0, { arrived: '10:00' })
  const early = came(1, { left: '11:00' })
  const at1030 = passed({ at: '10:30' })
  const sat = [...open, late, early, at1030]
  const closed = e.MeetingClosed({ at: '12:00' })
  const refused = (facts: Fact[], ...when: Parameters<ReturnType<typeof given>['when']>) =>
    given(...facts)
      .when(...when)
      .thenRefused(rules.TimesLieWithinTheSitting)
  const taken = (facts: Fact[], ...when: Parameters<ReturnType<typeof given>['when']>) =>
    expect(
      given(...facts)
        .when(...when)
        .facts().length,
    ).toBeGreaterThan(0)

  it('the closing lies after all that happened, also where it is corrected', () => {
    for (const [facts, at] of [
      [[...open, late], '10:00'],
      [[...open, early], '10:59'],
      [[...open, at1030], '10:29'],
    ] as const) {
      refused([...facts], CloseMeeting, { at })
      refused([...facts, closed], CorrectMeetingClosing, { at, reason })
    }
    for (const at of ['11:00', undefined]) {
      taken(sat, CloseMeeting, { at })
      taken([...sat, closed], CorrectMeetingClosing, { at, reason })
    }
  })

  it('the opening lies before what was resolved and who left, when it is corrected; some come before it', () => {
    refused([...open, at1030], CorrectMeetingOpening, { at: '10:31', reason })
    refused([...open, early], CorrectMeetingOpening, { at: '11:00', reason })
    taken(sat, CorrectMeetingOpening, { at: '10:30', reason })
  })

  it('a resolution lies between the two, also where it is corrected', () => {
    refused(four, PassResolution, { ...decision, at: '08:59' })
    taken(four, PassResolution, { ...decision, at: '09:00' })
    for (const at of ['08:59', '12:01']) refused([...four, passed(), closed], CorrectResolution, { resolution, ...decision, at, reason })
    taken([...four, passed(), closed], CorrectResolution, { resolution, ...decision, at: '12:00', reason })
  })

  it('nobody comes after the closing, or leaves after it or before the opening', () => {
    const entry = { seat: S, person: A }
    for (const times of [{ arrived: '12:00' }, { left: '12:01' }, { left: '09:00' }]) {
      refused([...open, closed], RecordAttendance, { entries: [{ ...entry, ...times }] })
      refused([...open, came(0), closed], CorrectAttendance, { attendance, ...entry, ...times, reason })
    }
    refused([...open, came(0, { arrived: '08:00' })], RecordDeparture, { person: A, at: '09:00' })
    taken([...open, came(0, { arrived: '08:00' })], RecordDeparture, { person: A, at: '09:01' })
    taken([...open, came(0, { absence: { excused: true }, capacity: undefined })], RecordArrival, { person: A, at: '08:50' })
    taken([...open, closed], RecordAttendance, { entries: [{ ...entry, arrived: '08:50', left: '12:00' }] })
  })
})

describe('attendance', () => {
  const attend = (entry: object, ...facts: Fact[]) => given(...open, ...facts).when(RecordAttendance, { entries: [entry] })
  const observes = e.AttendanceRecorded({ attendance, person: E, capacity: 'observer' })

  it('ObserverIsRecordedOnce, with a seat or without one, and is neither there for a seat nor absent from it', () => {
    attend({ seat: T, person: E, capacity: 'observer' }, observes).thenRefused(rules.ObserverIsRecordedOnce)
    attend({ person: E }, observes).thenRefused(rules.ObserverIsRecordedOnce)
    attend({ seat: T, person: E }, observes).thenRefused(rules.ObserverIsRecordedOnce)
    attend({ person: A }, came(0)).thenRefused(rules.ObserverIsRecordedOnce)
    attend({ seat: seats[4], absence: { excused: true } }, observes).thenRefused(rules.ObserverIsRecordedOnce)
    given(...open, came(0), observes)
      .when(CorrectAttendance, { attendance: someId('attendance', '0'), person: A, reason })
      .then(e.AttendanceCorrected({ attendance: someId('attendance', '0'), person: A, capacity: 'observer', reason }))
    given(...open, came(0), came(1))
      .when(CorrectAttendance, { attendance: someId('attendance', '1'), person: A, reason })
      .thenRefused(rules.ObserverIsRecordedOnce)
  })

  it('one who left a seat may stay as an observer, and one person comes for two seats', () => {
    expect(attend({ person: A, arrived: '10:00' }, came(0, { left: '10:00' })).facts()).toHaveLength(1)
    expect(attend({ seat: T, person: A }, came(0)).facts()).toHaveLength(1)
  })

  it.each([
    ['entries.0.person', { seat: S }],
    ['entries.0.seat', { person: A, capacity: 'self' }],
    ['entries.0.seat', { absence: { excused: true } }],
    ['entries.0.absence', { seat: S, arrived: '10:00', absence: { excused: true } }],
  ])('AttendanceNamesAPersonOrAnAbsence at %s', (field, entry) => {
    const { code } = rules.AttendanceNamesAPersonOrAnAbsence
    expect(() => attend(entry).facts()).toThrow(expect.objectContaining({ field, rule: expect.objectContaining({ code }) as object }))
  })
})

describe('CastingVoteBreaksATie', () => {
  it('is refused of votes that are not equal', () => {
    const pass = (votes: object) => given(...four).when(PassResolution, { ...decision, votes })
    pass({ for: 2, against: 0, casting: 'against' }).thenRefused(rules.CastingVoteBreaksATie)
    expect(pass({ for: 1, against: 1, casting: 'against' }).facts()).toHaveLength(1)
    given(...four, passed())
      .when(CorrectResolution, { resolution, ...decision, votes: { for: 1, against: 2, casting: 'for' }, reason })
      .thenRefused(rules.CastingVoteBreaksATie)
  })
})

describe('DissentIsOfSomebodyThere', () => {
  const dissenting = (person: string, more: object = {}) => ({ ...decision, dissents: [{ person, reason }], ...more })
  const pass = (input: object, ...facts: Fact[]) => given(...four, ...facts).when(PassResolution, input)

  it('for a seat, and when it was resolved', () => {
    expect(pass(dissenting(A)).facts()).toHaveLength(1)
    pass(dissenting(E)).thenRefused(rules.DissentIsOfSomebodyThere)
    pass(dissenting(E), e.AttendanceRecorded({ attendance: someId('attendance', 'E'), person: E, capacity: 'observer' })).thenRefused(
      rules.DissentIsOfSomebodyThere,
    )
    const left = e.MemberLeft({ person: A, at: '10:00' })
    pass(dissenting(A), left).thenRefused(rules.DissentIsOfSomebodyThere)
    pass(dissenting(A, { at: '10:00' }), left).thenRefused(rules.DissentIsOfSomebodyThere)
    expect(pass(dissenting(A, { at: '09:59' }), left).facts()).toHaveLength(1)
  })

  it('is judged of a correction too, may be recorded despite, and asks nothing where nobody knows who came', () => {
    const correct = (person: string) => given(...four, passed()).when(CorrectResolution, { resolution, ...dissenting(person), reason })
    correct(E).thenRefused(rules.DissentIsOfSomebodyThere)
    expect(correct(A).facts()).toHaveLength(1)
    const despite = { recordDespite: [{ rule: rules.DissentIsOfSomebodyThere.code, reason }] }
    expect(
      given(...four)
        .when(PassResolution, dissenting(E), despite)
        .facts(),
    ).toHaveLength(1)
    const unknown = [scheduled, listed, e.MeetingOpened({ ...opened.data, attendanceUnknown: true }), ...four.slice(3)]
    expect(
      given(...unknown)
        .when(PassResolution, dissenting(E))
        .facts(),
    ).toHaveLength(1)
  })
})

describe('what was resolved, when it turns out that others were there', () => {
  const votes = { for: 4, against: 0 }
  const gone = { attendance, seat: S, absence: { excused: true }, reason }
  const recount = (present: number) => e.QuorumRecounted({ resolution, quorum: counted(present, 5) })
  const judged = (rule: typeof rules.DissentIsOfSomebodyThere, resolved: Fact, ...facts: Fact[]) => {
    const story = given(...four, ...facts, resolved)
    const commands = [
      [CorrectAttendance, gone],
      [ReverseAttendance, { attendance, reason }],
      [RecordDeparture, { person: A, at: '10:00' }],
      [RecordArrival, { person: A, at: '11:30' }],
    ] as const
    for (const [command, input] of commands) {
      story.when(command, input).thenRefused(rule)
      const taken = story.when(command, input, { recordDespite: [{ rule: rule.code, reason }] }).facts()
      expect(taken.slice(1)).toEqual([{ type: 'QuorumRecounted', data: recount(3).data }])
    }
  }

  it('is judged again by its votes', () => judged(rules.VotesAreCastByThosePresent, passed({ votes, at: '11:00' })))
  it('is judged again by its dissents', () =>
    judged(rules.DissentIsOfSomebodyThere, passed({ dissents: [{ person: A, reason }], at: '11:00' })))

  it('says so beside the resolution also where the count stays', () => {
    const observed = e.AttendanceRecorded({
      attendance: someId('attendance', 'E'),
      seat: seats[4],
      person: stranger,
      capacity: 'substitute',
    })
    const none = e.MeetingOpened({
      ...opened.data,
      bodies: [{ ...opened.data.bodies[0]!, rules: { ...rulesOfTheDay, substitutes: 'attendOnly' as const } }],
    })
    const story = given(scheduled, listed, none, ...four.slice(3), observed, passed({ dissents: [{ person: stranger, reason }] }))
    const reversal = { attendance: someId('attendance', 'E'), reason }
    story.when(ReverseAttendance, reversal).thenRefused(rules.DissentIsOfSomebodyThere)
    const [, again] = story.when(ReverseAttendance, reversal, { recordDespite: [{ rule: 'DissentIsOfSomebodyThere', reason }] }).facts()
    expect(again).toEqual({ type: 'QuorumRecounted', data: recount(4).data })
  })

  it('stays as it was where the time lies after it, or nobody knows when it was', () => {
    for (const at of ['09:30', undefined])
      given(...four, passed({ votes, at }))
        .when(RecordDeparture, { person: A, at: '10:00' })
        .then(e.MemberLeft({ person: A, at: '10:00' }))
  })

  it('a late recusal leaves no more votes than there are voters', () => {
    const story = given(...four, passed({ votes }))
    story.when(DeclareRecusal, { person: A, item }).thenRefused(rules.RecusedMemberDoesNotCountForTheItem)
    expect(
      given(...four, passed({ votes: { for: 3, against: 0 } }))
        .when(DeclareRecusal, { person: A, item })
        .facts(),
    ).toHaveLength(2)
  })

  it('what was broken before is not asked about again', () => {
    const story = given(...four, passed({ votes: { for: 5, against: 0 }, at: '11:00' }))
    expect(story.when(CorrectAttendance, gone).facts()).toHaveLength(2)
  })

  it('nobody stays recused who turns out not to have been of the meeting', () => {
    const substitute = e.AttendanceRecorded({ attendance, seat: S, person: stranger, capacity: 'substitute' })
    const story = given(...open, substitute, e.RecusalDeclared({ person: stranger, item }))
    story.when(ReverseAttendance, { attendance, reason }).thenRefused(rules.WhoIsRecusedIsOfTheMeeting)
    story.when(CorrectAttendance, { attendance, seat: S, person: A, reason }).thenRefused(rules.WhoIsRecusedIsOfTheMeeting)
    const taken = given(
      ...open,
      substitute,
      e.RecusalDeclared({ person: stranger, item }),
      e.RecusalReversed({ person: stranger, item, reason }),
    )
    expect(taken.when(ReverseAttendance, { attendance, reason }).facts()).toHaveLength(1)
  })
})

describe('CertifyingMeetingIsALaterOne', () => {
  it('is refused of minutes that were certified otherwise', () => {
    const digest = '0'.repeat(64)
    const certifiedBy = someId('meeting', 'later')
    const held = [...four, e.MeetingClosed({}), e.MinutesDrafted({ text: 'text', digest }), e.MinutesCirculated({ on: '2026-06-01' })]
    const content = contentSealOf(fold(meeting, held))
    const certified = e.MinutesCertified({ on: '2026-07-01', method: 'circulation', digest, content })
    given(...held)
      .when(CertifyMinutes, { method: 'circulation', certifiedBy })
      .thenRefused(rules.CertifyingMeetingIsALaterOne)
    given(...held, certified)
      .when(CorrectMinutesCertification, { method: 'circulation', certifiedBy, on: '2026-07-01', reason })
      .thenRefused(rules.CertifyingMeetingIsALaterOne)
    given(...held)
      .when(CertifyMinutes, { method: 'circulation', on: '2026-07-01' })
      .then(certified)
  })
})
