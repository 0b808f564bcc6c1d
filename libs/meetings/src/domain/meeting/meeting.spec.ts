import { describe, expect, it } from '@jest/globals'
import { FileIsAttachedOtherwise, StepMustBeRecorded } from '@prasan/event-sourcing'
import { attachable, fold, given, someId } from '@prasan/event-sourcing/testing'
import { createHash } from 'node:crypto'
import { CertifyMinutes, CorrectMeeting, OpenMeeting, RescheduleMeeting, ScheduleMeeting, SendNotice } from './commands.js'
import { AddAgendaItem, AttachFileToAgendaItem, CarryAgendaItemOver, ChangeAgendaItem, WithdrawAgendaItem } from './decide-agenda.js'
import { CorrectAttendance, RecordArrival, RecordAttendance, RecordDeparture } from './decide-attendance.js'
import { type CallingEvidence, CancelMeeting, type NoticeEvidence } from './decide-calling.js'
import { AttachFileToMinutes, CirculateMinutes, CorrectMinutes, DraftMinutes } from './decide-minutes.js'
import { DeclareRecusal } from './decide-recusals.js'
import { CorrectResolution, PassResolution } from './decide-resolutions.js'
import { CloseMeeting, DelegateChair, RecordDiscussion, ReverseChairDelegation } from './decide-sitting.js'
import * as e from './events.js'
import type { DayEvidence } from './opening.js'
import { contentSealOf } from './record.js'
import * as rules from './rules.js'
import { meeting } from './state.js'
import { carried } from './votes.js'

const body = someId('committee')
const [A, B, C, D] = ['a', 'b', 'c', 'd'].map((name) => someId('person', name)) as [string, string, string, string]
const [S1, S2, S3, S4] = ['1', '2', '3', '4'].map((name) => someId('seat', name)) as [string, string, string, string]
const item = someId('agendaItem')
const resolution = someId('resolution')
const post = someId('post')
const both = (en: string) => ({ th: en, en })
const on = '2026-05-08'

const scheduled = e.MeetingScheduled({ bodies: [body], on })
const noticed = e.NoticeSent({ sentOn: '2026-05-01', on, bodies: [body], noticeDays: 3, committees: [{ committee: body, revision: 4 }] })
const listed = e.AgendaItemAdded({ item, section: 5, number: 1, kind: 'consider', title: both('Training') })
const seat = (id: string, number: number, person?: string, more: object = {}) => ({
  ...{ seat: id, committee: body, number, office: 'member', votes: true, countsForQuorum: true },
  ...(person && { person, manner: 'substantive' }),
  ...more,
})
const rulesOf = (more: object = {}) => ({
  quorum: { numerator: 1, denominator: 2, base: 'allSeats' as const },
  substitutes: 'count' as const,
  majority: 'simple' as const,
  castingVote: true,
  ...more,
})
const openedWith = (more: object = {}) =>
  e.MeetingOpened({
    on,
    bodies: [{ committee: body, revision: 4, rules: rulesOf(more) }],
    roster: [seat(S1, 1, A), seat(S2, 2, B), seat(S3, 3, C), seat(S4, 4)],
    posts: [],
  })
const opened = openedWith()
const there = (n: number, seat: string, person: string, more: object = {}) =>
  e.AttendanceRecorded({ attendance: someId('attendance', String(n)), seat, person, capacity: 'self', ...more })
const sitting = [scheduled, listed, opened, there(1, S1, A), there(2, S2, B)]
const passed = e.ResolutionPassed({
  ...{ resolution, number: 1, on, committee: body, kind: 'noted', text: both('Noted') },
  quorum: [{ committee: body, present: 2, base: 4, needed: 2, met: true }],
})
const text = 'รายงานการประชุม'
const digest = createHash('sha256').update(text).digest('hex')
const drafted = e.MinutesDrafted({ text, digest })
const closed = e.MeetingClosed({})
const content = contentSealOf(fold(meeting, [...sitting, closed]))
const certified = e.MinutesCertified({ on: '2026-08-07', method: 'circulation', digest, content })
const over = [...sitting, closed, drafted, e.MinutesCirculated({ on: '2026-06-01' }), certified]
const reason = 'reason'
const calling: CallingEvidence = { lives: [], numbered: [], otherYear: [] }

describe('before the meeting', () => {
  const plain: NoticeEvidence = { noticeDays: 3, committees: [{ committee: body, revision: 4 }] }

  it('is scheduled, moved and corrected', () => {
    given()
      .when(ScheduleMeeting, { bodies: [body], on }, { evidence: calling })
      .then(scheduled)
    given(scheduled)
      .when(RescheduleMeeting, { on: '2026-05-15' }, { evidence: calling })
      .then(e.MeetingRescheduled({ on: '2026-05-15' }))
    given(scheduled)
      .when(CorrectMeeting, { bodies: [body], on: '2026-05-09', reason }, { evidence: calling })
      .then(e.MeetingCorrected({ bodies: [body], on: '2026-05-09', reason }))
  })

  it('the chair has somebody preside at this one meeting, before it or when it sits, until its minutes are certified', () => {
    given(scheduled)
      .when(DelegateChair, { person: B, post })
      .then(e.ChairDelegated({ person: B, post }))
    given(...sitting)
      .when(DelegateChair, { person: B })
      .then(e.ChairDelegated({ person: B }))
    const delegated = e.ChairDelegated({ person: B, post })
    given(scheduled, delegated).when(DelegateChair, { person: B, post }).then()
    given(scheduled, delegated)
      .when(DelegateChair, { person: C })
      .then(e.ChairDelegated({ person: C }))
    given(scheduled, delegated)
      .when(ReverseChairDelegation, { reason })
      .then(e.ChairDelegationReversed({ person: B, reason }))
    given(scheduled).when(ReverseChairDelegation, { reason }).thenRefused(StepMustBeRecorded)
    given(scheduled, delegated, e.ChairDelegationReversed({ person: B, reason }))
      .when(ReverseChairDelegation, { reason })
      .thenRefused(StepMustBeRecorded)
    given(...over)
      .when(DelegateChair, { person: B })
      .thenRefused(rules.CertifiedMinutesChangeOnlyByCorrection)
    given(scheduled, e.MeetingCancelled({ bodies: [body], reason }))
      .when(DelegateChair, { person: B })
      .thenRefused(rules.MeetingMustNotBeOver)
  })

  it('MeetingEndsAfterItBegins, where both times are known', () => {
    const times = { startsAt: '13:30', endsAt: '09:00' }
    given()
      .when(ScheduleMeeting, { bodies: [body], on, ...times }, { evidence: calling })
      .thenRefused(rules.MeetingEndsAfterItBegins)
    const afternoon = e.MeetingScheduled({ bodies: [body], on, startsAt: '13:30' })
    given(afternoon).when(RescheduleMeeting, { on, endsAt: '09:00' }, { evidence: calling }).thenRefused(rules.MeetingEndsAfterItBegins)
    given(afternoon)
      .when(RescheduleMeeting, { on, endsAt: '13:31' }, { evidence: calling })
      .then(e.MeetingRescheduled({ on, endsAt: '13:31' }))
    given(scheduled)
      .when(CorrectMeeting, { bodies: [body], on, ...times, reason }, { evidence: calling })
      .thenRefused(rules.MeetingEndsAfterItBegins)
    const begun = e.MeetingOpened({ ...opened.data, at: '09:30' })
    given(scheduled, begun).when(CloseMeeting, { at: '09:30' }).thenRefused(rules.MeetingEndsAfterItBegins)
    given(scheduled, begun)
      .when(CloseMeeting, { at: '09:31' })
      .then(e.MeetingClosed({ at: '09:31', inquorate: true }))
  })

  it.each([
    { refused: rules.BodyMustHaveBegunOnTheDay, life: { from: '2026-05-16' } },
    { refused: rules.BodyMustNotBeDissolvedOnTheDay, life: { from: '2020-01-01', until: '2026-05-08' } },
  ])('$refused.code', ({ refused, life }) => {
    const evidence = { ...calling, lives: [{}, life] }
    given().when(ScheduleMeeting, scheduled.data, { evidence }).thenRefused(refused)
    given(scheduled).when(RescheduleMeeting, { on: '2026-05-15' }, { evidence }).thenRefused(refused)
    given(scheduled)
      .when(CorrectMeeting, { ...scheduled.data, reason }, { evidence })
      .thenRefused(refused)
  })

  it('a body meets from its first day to the one before its end; one whose beginning is not known at any time', () => {
    for (const life of [{ from: scheduled.data.on, until: '2026-05-09' }, {}])
      given()
        .when(ScheduleMeeting, scheduled.data, { evidence: { ...calling, lives: [life] } })
        .then(scheduled)
  })

  it('MeetingMustNotBeOver', () => {
    given(scheduled, opened).when(RescheduleMeeting, { on: '2026-05-15' }).thenRefused(rules.MeetingMustNotBeOver)
    given(scheduled, opened).when(CancelMeeting, { reason }).thenRefused(rules.MeetingMustNotBeOver)
    given(scheduled, opened, closed)
      .when(AddAgendaItem, { section: 1, kind: 'inform', title: both('Late') })
      .thenRefused(rules.MeetingMustNotBeOver)
    given(scheduled)
      .when(CancelMeeting, { reason })
      .then(e.MeetingCancelled({ bodies: [body], reason }))
  })

  it('NoticeMustPrecedeMeetingByRule, which an urgent reason lifts', () => {
    const send = (sentOn: string, more: object = {}) => given(scheduled).when(SendNotice, { sentOn, ...more }, { evidence: plain })
    send('2026-05-06').thenRefused(rules.NoticeMustPrecedeMeetingByRule)
    send('2026-05-05').then(e.NoticeSent({ ...noticed.data, sentOn: '2026-05-05' }))
    send('2026-05-08', { urgentReason: 'flood' }).then(e.NoticeSent({ ...noticed.data, sentOn: '2026-05-08', urgentReason: 'flood' }))
    given(scheduled)
      .when(SendNotice, { sentOn: '2026-05-07' }, { evidence: plain, recordDespite: [{ rule: 'NoticeMustPrecedeMeetingByRule', reason }] })
      .then(e.NoticeSent({ ...noticed.data, sentOn: '2026-05-07' }))
  })

  it('NoticeIsSentOnce for a day, and again when the meeting is moved', () => {
    given(scheduled, noticed).when(SendNotice, { sentOn: '2026-05-02' }, { evidence: plain }).thenRefused(rules.NoticeIsSentOnce)
    given(scheduled, noticed, e.MeetingRescheduled({ on: '2026-05-20' }))
      .when(SendNotice, { sentOn: '2026-05-10' }, { evidence: plain })
      .then(e.NoticeSent({ ...noticed.data, sentOn: '2026-05-10', on: '2026-05-20' }))
  })

  it('InquorateMeetingMayBeRecalledWithOneThird', () => {
    const recall = (more: object) => ({ ...plain, recall: { withinDays: 14, inquorate: true, on: '2026-04-24', ...more } })
    const send = (evidence: NoticeEvidence) => given(scheduled).when(SendNotice, { sentOn: '2026-05-01', oneThird: true }, { evidence })
    send(recall({})).then(e.NoticeSent({ ...noticed.data, oneThird: true }))
    send(recall({ on: '2026-04-23' })).thenRefused(rules.InquorateMeetingMayBeRecalledWithOneThird)
    send(recall({ inquorate: false })).thenRefused(rules.InquorateMeetingMayBeRecalledWithOneThird)
    send(plain).thenRefused(rules.InquorateMeetingMayBeRecalledWithOneThird)
  })

  it('puts items on the agenda, last in their section', () => {
    given(scheduled, listed)
      .when(AddAgendaItem, { section: 5, kind: 'consider', title: both('Second') })
      .then(e.AgendaItemAdded({ item: someId('agendaItem', 'new:0'), section: 5, kind: 'consider', title: both('Second'), number: 2 }))
  })

  it('AgendaItemMustBeOfTheMeeting', () => {
    const other = someId('agendaItem', 'other')
    given(scheduled, listed).when(WithdrawAgendaItem, { item: other }).thenRefused(rules.AgendaItemMustBeOfTheMeeting)
    given(scheduled, listed, e.AgendaItemWithdrawn({ item }))
      .when(CarryAgendaItemOver, { item })
      .thenRefused(rules.AgendaItemMustBeOfTheMeeting)
    given(scheduled, listed).when(CarryAgendaItemOver, { item }).then(e.AgendaItemCarriedOver({ item }))
    given(scheduled, listed)
      .when(ChangeAgendaItem, { ...listed.data, title: both('Better') })
      .then(e.AgendaItemChanged({ ...listed.data, title: both('Better') }))
  })

  it('OpenItemIsNotDroppedSilently: with the reason, from the opening on', () => {
    given(scheduled, listed).when(WithdrawAgendaItem, { item }).then(e.AgendaItemWithdrawn({ item }))
    for (const facts of [sitting, [...sitting, closed]]) {
      given(...facts)
        .when(WithdrawAgendaItem, { item })
        .thenRefused(rules.OpenItemIsNotDroppedSilently)
      given(...facts)
        .when(WithdrawAgendaItem, { item, reason })
        .then(e.AgendaItemWithdrawn({ item, reason }))
    }
  })
})

describe('opening', () => {
  const evidence: DayEvidence = { bodies: opened.data.bodies, roster: opened.data.roster, posts: [], noticeDays: 3, lives: [] }

  it('writes down roster, occupants and rules of the day', () => {
    given(scheduled, noticed).when(OpenMeeting, {}, { evidence }).then(opened)
  })

  it('MeetingIsNotOpenedBeforeItsDay', () => {
    given(scheduled, noticed).when(OpenMeeting, {}, { evidence, today: '2026-05-07' }).thenRefused(rules.MeetingIsNotOpenedBeforeItsDay)
    given(scheduled, noticed).when(OpenMeeting, {}, { evidence, today: on }).then(opened)
  })

  it('judges a meeting that nobody was told of', () => {
    given(scheduled).when(OpenMeeting, {}, { evidence }).thenRefused(rules.NoticeMustPrecedeMeetingByRule)
    given(scheduled)
      .when(OpenMeeting, {}, { evidence: { ...evidence, noticeDays: 0 } })
      .then(opened)
  })

  it('judges nothing where nobody knows whether its members were told', () => {
    given(scheduled)
      .when(OpenMeeting, { noticeUnknown: true }, { evidence })
      .then(e.MeetingOpened({ ...opened.data, noticeUnknown: true }))
  })

  it('takes one third of a recalled meeting, if the notice said so', () => {
    const recall = { withinDays: 14, inquorate: true, on: '2026-04-24', numerator: 1, denominator: 3 }
    const needs = (...facts: Parameters<typeof given>) =>
      (
        given(...facts)
          .when(OpenMeeting, {}, { evidence: { ...evidence, recall } })
          .facts()[0]!.data as typeof opened.data
      ).bodies[0]!.rules.quorum
    expect(needs(scheduled, e.NoticeSent({ ...noticed.data, oneThird: true }))).toEqual({ numerator: 1, denominator: 3, base: 'allSeats' })
    expect(needs(scheduled, noticed)).toEqual({ numerator: 1, denominator: 2, base: 'allSeats' })
  })
})

describe('attendance', () => {
  const attend = (entry: object, ...facts: Parameters<typeof given>) =>
    given(scheduled, opened, ...facts).when(RecordAttendance, { entries: [entry] })
  const recorded = (entry: object) => e.AttendanceRecorded({ attendance: someId('attendance', 'new:0'), ...entry })

  it('finds the capacity by the roster of the day', () => {
    attend({ seat: S1, person: A }).then(recorded({ seat: S1, person: A, capacity: 'self' }))
    attend({ seat: S1, person: D }).then(recorded({ seat: S1, person: D, capacity: 'substitute' }))
    attend({ person: D }).then(recorded({ person: D, capacity: 'observer' }))
    attend({ seat: S3, absence: { excused: true } }).then(recorded({ seat: S3, absence: { excused: true }, person: C }))
  })

  it('AttendanceNamesAPersonOrAnAbsence', () => {
    attend({ seat: S1 }).thenRefused(rules.AttendanceNamesAPersonOrAnAbsence)
    attend({ absence: { excused: false } }).thenRefused(rules.AttendanceNamesAPersonOrAnAbsence)
    attend({ person: D, capacity: 'self' }).thenRefused(rules.AttendanceNamesAPersonOrAnAbsence)
  })

  it('SeatMustBeOnTheRoster', () => attend({ seat: someId('seat', 'other'), person: A }).thenRefused(rules.SeatMustBeOnTheRoster))

  it('SeatIsAttendedOnceAtATime', () => {
    attend({ seat: S1, person: D }, there(1, S1, A)).thenRefused(rules.SeatIsAttendedOnceAtATime)
    attend({ seat: S1, person: D, arrived: '10:00' }, there(1, S1, A, { left: '10:00' })).then(
      recorded({ seat: S1, person: D, arrived: '10:00', capacity: 'substitute' }),
    )
  })

  it('SeatIsAttendedOnceAtATime: nobody comes back to a seat that another has taken, but once it is free', () => {
    const taken = [scheduled, opened, there(1, S1, A, { left: '10:00' }), there(2, S1, D, { capacity: 'substitute', arrived: '10:00' })]
    const back = { person: A, at: '10:30' }
    given(...taken)
      .when(RecordArrival, back)
      .thenRefused(rules.SeatIsAttendedOnceAtATime)
    given(...taken, e.MemberLeft({ person: D, at: '10:20' }))
      .when(RecordArrival, back)
      .then(e.MemberArrived(back))
  })

  it('OnlyTheOccupantAttendsInPerson', () =>
    attend({ seat: S1, person: D, capacity: 'self' }).thenRefused(rules.OnlyTheOccupantAttendsInPerson))

  it('SubstitutesMustBeTaken', () => {
    given(scheduled, openedWith({ substitutes: 'none' }))
      .when(RecordAttendance, { entries: [{ seat: S1, person: D }] })
      .thenRefused(rules.SubstitutesMustBeTaken)
  })

  it('SubstitutesMustBeTaken: of somebody else who was marked absent and comes after all, and does not count', () => {
    const none = [scheduled, openedWith({ substitutes: 'none' })]
    const absent = (person: string) =>
      e.AttendanceRecorded({ attendance: someId('attendance', '1'), seat: S1, person, absence: { excused: true } })
    const arrives = (person: string) => e.MemberArrived({ person, at: '10:00' })
    const arrive = (person: string, despite: string[] = []) =>
      given(...none, absent(person)).when(
        RecordArrival,
        { person, at: '10:00' },
        { recordDespite: despite.map((rule) => ({ rule, reason })) },
      )
    arrive(D).thenRefused(rules.SubstitutesMustBeTaken)
    arrive(D, ['SubstitutesMustBeTaken']).then(arrives(D))
    arrive(A).then(arrives(A))
    const resolve = (person: string) =>
      given(...none, absent(person), arrives(person), there(2, S2, B)).when(PassResolution, { kind: 'noted', text: both('Noted') })
    expect(resolve(A).facts()).toHaveLength(1)
    resolve(D).thenRefused(rules.MeetingNeedsQuorumToResolve)
  })

  it('DepartureFollowsArrival', () => {
    attend({ seat: S1, person: A, arrived: '10:00', left: '10:00' }).thenRefused(rules.DepartureFollowsArrival)
    const came = given(scheduled, opened, there(1, S1, A, { arrived: '09:30' }))
    came.when(RecordDeparture, { person: A, at: '09:30' }).thenRefused(rules.DepartureFollowsArrival)
    came.when(RecordArrival, { person: A, at: '09:40' }).thenRefused(rules.DepartureFollowsArrival)
    came.when(RecordDeparture, { person: A, at: '09:40' }).then(e.MemberLeft({ person: A, at: '09:40' }))
  })

  it('AttendanceMustBeKnown', () => {
    given(scheduled, opened).when(RecordDeparture, { person: A, at: '09:40' }).thenRefused(rules.AttendanceMustBeKnown)
    given(scheduled, opened)
      .when(CorrectAttendance, { attendance: someId('attendance'), seat: S1, person: A, reason })
      .thenRefused(rules.AttendanceMustBeKnown)
  })

  it('corrects who came, for whom, and that they were absent', () => {
    const attendance = someId('attendance', '1')
    given(scheduled, opened, there(1, S1, A))
      .when(CorrectAttendance, { attendance, seat: S1, absence: { excused: false }, reason })
      .then(e.AttendanceCorrected({ attendance, seat: S1, absence: { excused: false }, person: A, reason }))
  })

  it('MeetingMustBeOpened', () => {
    given(scheduled)
      .when(RecordAttendance, { entries: [{ person: D }] })
      .thenRefused(rules.MeetingMustBeOpened)
  })
})

describe('a correction of attendance', () => {
  const counted = (present: number) => [{ committee: body, present, base: 4, needed: 2, met: present >= 2 }]
  const resolved = (present: number, more: object = {}) => e.ResolutionPassed({ ...passed.data, quorum: counted(present), ...more })
  const recounted = (present: number) => e.QuorumRecounted({ resolution, quorum: counted(present) })
  const three = [...sitting, there(3, S3, C)]
  const second = someId('attendance', '2')
  const missed = { attendance: second, seat: S2, absence: { excused: false }, person: B, reason }
  const late = { attendance: second, seat: S2, person: B, capacity: 'self' as const, arrived: '11:00', reason }
  const { MeetingNeedsQuorumToResolve } = rules

  it('counts the quorum of a resolution again', () => {
    given(...three, resolved(3))
      .when(CorrectAttendance, missed)
      .then(e.AttendanceCorrected(missed), recounted(2))
    given(...three, resolved(3), e.AttendanceCorrected(missed), recounted(2))
      .when(CorrectAttendance, late)
      .then(e.AttendanceCorrected(late), recounted(3))
  })

  it('counts those who were there at its time', () => {
    given(...three, resolved(3, { at: '10:30' }))
      .when(CorrectAttendance, late)
      .then(e.AttendanceCorrected(late), recounted(2))
    given(...three, resolved(3, { at: '11:30' }))
      .when(CorrectAttendance, late)
      .then(e.AttendanceCorrected(late))
  })

  it('leaves the count where it was made before they came, without the recused, or comes out the same', () => {
    given(...sitting.slice(0, -1), there(3, S3, C), resolved(2), there(2, S2, B))
      .when(CorrectAttendance, late)
      .then(e.AttendanceCorrected(late))
    const recused = [e.RecusalDeclared({ person: B, item }), resolved(2, { item, quorum: [{ ...counted(2)[0]!, base: 3 }] })]
    given(...three, ...recused)
      .when(CorrectAttendance, missed)
      .then(e.AttendanceCorrected(missed))
    const substitute = { attendance: second, seat: S2, person: D, capacity: 'substitute' as const, reason }
    given(...three, resolved(3))
      .when(CorrectAttendance, substitute)
      .then(e.AttendanceCorrected(substitute))
  })

  it('MeetingNeedsQuorumToResolve is judged of a resolution that turns out to have had none', () => {
    given(...sitting, passed)
      .when(CorrectAttendance, missed)
      .thenRefused(MeetingNeedsQuorumToResolve)
    given(...sitting, passed)
      .when(CorrectAttendance, missed, { recordDespite: [{ rule: MeetingNeedsQuorumToResolve.code, reason }] })
      .then(e.AttendanceCorrected(missed), recounted(1))
    const before = { ...missed, attendance: someId('attendance', '3'), seat: S3, person: C }
    given(...three, resolved(3), e.AttendanceCorrected(before), recounted(2))
      .when(CorrectAttendance, missed)
      .thenRefused(MeetingNeedsQuorumToResolve)
    const none = { ...missed, attendance: someId('attendance', '1'), seat: S1, person: A }
    given(...sitting, e.AttendanceCorrected(missed), resolved(1))
      .when(CorrectAttendance, none)
      .then(e.AttendanceCorrected(none), recounted(0))
  })
})

describe('resolving', () => {
  const pass = (facts: Parameters<typeof given>, more: object = {}, despite: string[] = []) =>
    given(...facts).when(
      PassResolution,
      { kind: 'noted', text: both('Noted'), ...more },
      { recordDespite: despite.map((rule) => ({ rule, reason })) },
    )
  const resolved = (facts: Parameters<typeof given>, more: object = {}, despite: string[] = []) =>
    pass(facts, more, despite).facts()[0]!.data as typeof passed.data

  it('MeetingMustBeOpen', () => {
    pass([scheduled]).thenRefused(rules.MeetingMustBeOpen)
    pass([...sitting, closed]).thenRefused(rules.MeetingMustBeOpen)
  })

  it('MeetingNeedsQuorumToResolve, and is recorded despite with its arithmetic', () => {
    const alone = [scheduled, opened, there(1, S1, A)]
    pass(alone).thenRefused(rules.MeetingNeedsQuorumToResolve)
    expect(resolved(alone, {}, ['MeetingNeedsQuorumToResolve']).quorum).toEqual([
      { committee: body, present: 1, base: 4, needed: 2, met: false },
    ])
    expect(resolved(sitting).quorum).toEqual([{ committee: body, present: 2, base: 4, needed: 2, met: true }])
  })

  it('counts the quorum at the time of the resolution', () => {
    const leaves = [...sitting, e.MemberLeft({ person: B, at: '10:30' })]
    pass(leaves).thenRefused(rules.MeetingNeedsQuorumToResolve)
    pass(leaves, { at: '10:30' }).thenRefused(rules.MeetingNeedsQuorumToResolve)
    expect(resolved(leaves, { at: '10:29' }).quorum[0]!.present).toBe(2)
    expect(resolved([...leaves, e.MemberArrived({ person: B, at: '10:45' })], { at: '10:45' }).quorum[0]!.present).toBe(2)
    pass([...leaves, e.MemberArrived({ person: B, at: '10:45' })], { at: '10:40' }).thenRefused(rules.MeetingNeedsQuorumToResolve)
  })

  it('counts whoever was there at its time, whenever that is recorded; where its time is not known whoever was as it was recorded', () => {
    const counted = (present: number) => [{ committee: body, present, base: 4, needed: 2, met: true }]
    const recounted = (present: number) => e.QuorumRecounted({ resolution, quorum: counted(present) })
    const came = { seat: S3, person: C, capacity: 'self' as const }
    const comes = e.AttendanceRecorded({ attendance: someId('attendance', 'new:0'), ...came })
    const record = (at: string | undefined) =>
      given(...sitting, e.ResolutionPassed({ ...passed.data, at })).when(RecordAttendance, { entries: [came] })
    record('10:30').then(comes, recounted(3))
    record(undefined).then(comes)
    const corrected = { resolution, kind: 'noted' as const, text: both('Noted'), at: '10:30', reason }
    given(...sitting, passed, comes)
      .when(CorrectResolution, corrected)
      .then(e.ResolutionCorrected({ ...corrected, number: 1 }), recounted(3))
  })

  it('RecusedMemberDoesNotCountForTheItem, on that item alone', () => {
    const recused = [...sitting, e.RecusalDeclared({ person: B, item })]
    pass(recused, { item }).thenRefused(rules.MeetingNeedsQuorumToResolve)
    expect(resolved(recused, { item }, ['MeetingNeedsQuorumToResolve']).quorum[0]).toMatchObject({ present: 1, base: 3, needed: 2 })
    expect(resolved(recused).quorum[0]).toMatchObject({ present: 2, base: 4 })
    const three = [...recused, there(3, S3, C)]
    pass(three, { item, votes: { for: 3, against: 0 } }).thenRefused(rules.RecusedMemberDoesNotCountForTheItem)
    pass(three, { item, dissents: [{ person: B, reason }] }).thenRefused(rules.RecusedMemberDoesNotCountForTheItem)
    expect(resolved(three, { item, votes: { for: 2, against: 0 } }).votes).toEqual({ for: 2, against: 0 })
  })

  it('VotesAreCastByThosePresent', () => pass(sitting, { votes: { for: 2, against: 1 } }).thenRefused(rules.VotesAreCastByThosePresent))

  it('ResolutionFollowsTheVote', () => {
    pass(sitting, { kind: 'approved', votes: { for: 1, against: 1 } }).thenRefused(rules.ResolutionFollowsTheVote)
    pass(sitting, { kind: 'rejected', votes: { for: 2, against: 0 } }).thenRefused(rules.ResolutionFollowsTheVote)
    expect(resolved(sitting, { kind: 'approved', votes: { for: 1, against: 1, casting: 'for' } }).kind).toBe('approved')
    const consensus = [scheduled, openedWith({ majority: 'consensus' }), there(1, S1, A), there(2, S2, B), there(3, S3, C)]
    pass(consensus, { kind: 'approved', votes: { for: 2, against: 1 } }).thenRefused(rules.ResolutionFollowsTheVote)
  })

  it.each([
    ['simple', true, { for: 2, against: 1 }, true],
    ['simple', false, { for: 1, against: 1, casting: 'for' as const }, false],
    ['twoThirds', true, { for: 2, against: 1 }, true],
    ['twoThirds', true, { for: 3, against: 2 }, false],
    ['consensus', true, { for: 3, against: 0, abstained: 1 }, true],
    ['consensus', true, { for: 0, against: 0 }, false],
  ] as const)('a %s majority (casting vote: %s) of %j carries: %s', (majority, castingVote, votes, expected) =>
    expect(carried(votes, { majority, castingVote })).toBe(expected),
  )

  it('names the commitments that its assignments become', () => {
    expect(resolved(sitting, { kind: 'assigned', assignments: [{ owner: post, dueOn: '2026-09-30' }] }).assignments).toEqual([
      { commitment: someId('commitment', 'new:0'), title: both('Noted'), owner: post, dueOn: '2026-09-30' },
    ])
  })

  it('AssignmentIsNotDueBeforeTheMeeting', () => {
    pass(sitting, { assignments: [{ owner: post, dueOn: '2026-05-07' }] }).thenRefused(rules.AssignmentIsNotDueBeforeTheMeeting)
    expect(resolved(sitting, { assignments: [{ owner: post, dueOn: on }] }).assignments).toHaveLength(1)
  })

  it('ResolutionMustBeOfTheMeeting, and is corrected until certification', () => {
    const correction = { resolution, kind: 'approved', text: both('Approved'), reason }
    given(...sitting)
      .when(CorrectResolution, correction)
      .thenRefused(rules.ResolutionMustBeOfTheMeeting)
    given(...sitting, passed, closed)
      .when(CorrectResolution, correction)
      .then(e.ResolutionCorrected({ ...correction, number: 1 } as never))
    given(...sitting, passed, closed, drafted, certified)
      .when(CorrectResolution, correction)
      .thenRefused(rules.CertifiedMinutesChangeOnlyByCorrection)
  })

  it('declares a recusal once', () => {
    given(...sitting, e.RecusalDeclared({ person: B, item }))
      .when(DeclareRecusal, { person: B, item })
      .thenNothing()
    given(...sitting)
      .when(DeclareRecusal, { person: B, item })
      .then(e.RecusalDeclared({ person: B, item }))
  })
})

describe('the end and the minutes', () => {
  it('is inquorate when those who were there at once were never enough', () => {
    given(scheduled, opened, there(1, S1, A))
      .when(CloseMeeting, {})
      .then(e.MeetingClosed({ inquorate: true }))
    given(...sitting, e.MemberLeft({ person: B, at: '10:00' }))
      .when(CloseMeeting, { at: '12:00' })
      .then(e.MeetingClosed({ at: '12:00' }))
    given(scheduled, opened, there(1, S1, A, { left: '10:00' }), there(2, S2, B, { arrived: '10:00' }))
      .when(CloseMeeting, {})
      .then(e.MeetingClosed({ inquorate: true }))
    given(scheduled, opened)
      .when(CloseMeeting, {})
      .then(e.MeetingClosed({ inquorate: true }))
    given(scheduled, e.MeetingOpened({ ...opened.data, attendanceUnknown: true }))
      .when(CloseMeeting, {})
      .then(closed)
  })

  it('seals a draft by the SHA-256 of its text', () => {
    given(...sitting, closed)
      .when(DraftMinutes, { text })
      .then(drafted)
    given(...sitting, closed, drafted)
      .when(DraftMinutes, { text })
      .thenNothing()
  })

  it('MinutesMustBeDrafted', () => {
    given(...sitting, closed)
      .when(CirculateMinutes, { on: '2026-06-01' })
      .thenRefused(rules.MinutesMustBeDrafted)
    given(...sitting, closed)
      .when(CertifyMinutes, { method: 'circulation' })
      .thenRefused(rules.MinutesMustBeDrafted)
    given(...sitting, closed)
      .when(CorrectMinutes, { text, reason })
      .thenRefused(rules.MinutesMustBeDrafted)
  })

  it('MeetingMustBeClosed', () =>
    given(...sitting, drafted)
      .when(CertifyMinutes, { method: 'circulation' })
      .thenRefused(rules.MeetingMustBeClosed))

  it('MinutesAreCertifiedByALaterMeetingOrCirculation', () => {
    const held = [...sitting, closed, drafted]
    const by = someId('meeting', 'later')
    const later = { on: '2026-08-07', bodies: [body], held: true }
    const certify = (evidence: object | undefined) =>
      given(...held).when(CertifyMinutes, { method: 'laterMeeting', certifiedBy: by }, { evidence })
    certify(later).then(e.MinutesCertified({ on: '2026-08-07', method: 'laterMeeting', certifiedBy: by, digest, content }))
    for (const wrong of [undefined, { ...later, held: false }, { ...later, on }, { ...later, bodies: [someId('committee', 'other')] }])
      certify(wrong).thenRefused(rules.MinutesAreCertifiedByALaterMeetingOrCirculation)
    given(...held)
      .when(CertifyMinutes, { method: 'circulation' })
      .thenRefused(rules.MinutesAreCertifiedByALaterMeetingOrCirculation)
    given(...held)
      .when(CertifyMinutes, { method: 'sameMeeting' })
      .thenRefused(rules.MinutesAreCertifiedByALaterMeetingOrCirculation)
    given(...held, e.MinutesCirculated({ on: '2026-06-01' }))
      .when(CertifyMinutes, { method: 'circulation', on: '2026-08-07' })
      .then(certified)
  })

  it('CertificationSealsTheTextSeen', () => {
    given(...sitting, closed, drafted, e.MinutesCirculated({ on: '2026-06-01' }))
      .when(CertifyMinutes, { method: 'circulation', digest: digest.replace(/^./, 'x') })
      .thenRefused(rules.CertificationSealsTheTextSeen)
  })

  it('CertifiedMinutesChangeOnlyByCorrection', () => {
    const refused: [Parameters<ReturnType<typeof given>['when']>[0], object][] = [
      [DraftMinutes, { text: 'other' }],
      [CirculateMinutes, { on: '2026-09-01' }],
      [CorrectMeeting, { bodies: [body], on, reason }],
      [ChangeAgendaItem, { ...listed.data }],
      [RecordAttendance, { entries: [{ person: D }] }],
      [CorrectAttendance, { attendance: someId('attendance', '1'), seat: S1, person: A, reason }],
      [DeclareRecusal, { person: A, item }],
      [RecordDiscussion, { item, text }],
      [AttachFileToAgendaItem, { item, ...attachable('paper') }],
      [CertifyMinutes, { method: 'circulation' }],
    ]
    for (const [command, input] of refused)
      given(...over)
        .when(command, input)
        .thenRefused(rules.CertifiedMinutesChangeOnlyByCorrection)
    const corrected = createHash('sha256').update('other').digest('hex')
    given(...over)
      .when(CorrectMinutes, { text: 'other', reason })
      .then(e.MinutesCorrected({ text: 'other', digest: corrected, reason }))
  })
})

describe('files', () => {
  const paper = { item, ...attachable('paper') }
  const scan = attachable('signed copy')

  it('are attached once to an item of the agenda, and to a known item alone', () => {
    given(scheduled, listed).when(AttachFileToAgendaItem, paper).then(e.FileAttachedToAgendaItem(paper))
    given(scheduled, listed, e.FileAttachedToAgendaItem(paper))
      .when(AttachFileToAgendaItem, { ...paper, name: 'again.pdf' })
      .thenRefused(FileIsAttachedOtherwise)
    given(scheduled).when(AttachFileToAgendaItem, paper).thenRefused(rules.AgendaItemMustBeOfTheMeeting)
  })
  it('are attached once to the minutes, also when they are certified: the signed copy stands beside the sealed text', () => {
    given(...sitting)
      .when(AttachFileToMinutes, scan)
      .thenRefused(rules.MinutesMustBeDrafted)
    given(...over)
      .when(AttachFileToMinutes, scan)
      .then(e.FileAttachedToMinutes(scan))
    given(...over, e.FileAttachedToMinutes(scan))
      .when(AttachFileToMinutes, { ...scan, name: 'again.pdf' })
      .thenRefused(FileIsAttachedOtherwise)
  })
  it('of an item are not those of the minutes', () =>
    given(...sitting, drafted, e.FileAttachedToAgendaItem({ item, ...scan }))
      .when(AttachFileToMinutes, scan)
      .then(e.FileAttachedToMinutes(scan)))
})
