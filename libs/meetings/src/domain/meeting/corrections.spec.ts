import { describe, expect, it } from '@jest/globals'
import type { Command, Fact } from '@prasan/event-sourcing'
import { fold, given, someId } from '@prasan/event-sourcing/testing'
import { createHash } from 'node:crypto'
import {
  CertifyMinutes,
  CorrectMeeting,
  CorrectMinutesCertification,
  CorrectNotice,
  OpenMeeting,
  RescheduleMeeting,
  ScheduleMeeting,
  SendNotice,
} from './commands.js'
import { AddAgendaItem, ChangeAgendaItem, RestoreAgendaItem, WithdrawAgendaItem } from './decide-agenda.js'
import { CorrectAttendance, RecordAttendance, ReverseAttendance } from './decide-attendance.js'
import { CancelMeeting, ReverseMeetingCancellation, ReverseNotice } from './decide-calling.js'
import {
  CirculateMinutes,
  CorrectMinutes,
  CorrectMinutesCirculation,
  ReverseMinutesCertification,
  ReverseMinutesCirculation,
} from './decide-minutes.js'
import { DeclareRecusal, ReverseRecusal } from './decide-recusals.js'
import { CorrectResolution, PassResolution, ReverseResolution } from './decide-resolutions.js'
import {
  CloseMeeting,
  CorrectMeetingClosing,
  CorrectMeetingOpening,
  RecordDiscussion,
  ReverseDiscussion,
  ReverseMeetingClosing,
  ReverseMeetingOpening,
} from './decide-sitting.js'
import * as e from './events.js'
import { contentSealOf } from './record.js'
import * as rules from './rules.js'
import { type MeetingState, meeting } from './state.js'

const [body, guest] = [someId('committee', 'host'), someId('committee', 'guest')]
const [A, B, C] = ['a', 'b', 'c'].map((name) => someId('person', name)) as [string, string, string]
const [S, T, U] = ['s', 't', 'u'].map((name) => someId('seat', name)) as [string, string, string]
const [first, second] = [someId('attendance', '1'), someId('attendance', '2')]
const item = someId('agendaItem')
const resolution = someId('resolution')
const commitment = someId('commitment')
const id = someId('meeting')
const on = '2026-05-08'
const reason = 'พิมพ์ผิด'
const both = (en: string) => ({ th: en, en })
const sealOf = (text: string) => createHash('sha256').update(text).digest('hex')

const still = { lives: [], numbered: [], otherYear: [] }
const telling = { noticeDays: 3, committees: [{ committee: body, revision: 4 }] }
const counted = (present: number) => [{ committee: body, present, base: 3, needed: 2, met: present >= 2 }]

const scheduled = e.MeetingScheduled({ bodies: [body], on })
const noticed = e.NoticeSent({ sentOn: '2026-05-01', on, bodies: [body], ...telling })
const listed = e.AgendaItemAdded({ item, section: 5, number: 1, kind: 'consider', title: both('Training') })
const opened = e.MeetingOpened({
  ...{ on, at: '09:30', posts: [] },
  bodies: [
    {
      ...{ committee: body, revision: 4 },
      rules: {
        quorum: { numerator: 1, denominator: 2, base: 'allSeats' },
        ...{ substitutes: 'count', majority: 'simple', castingVote: true },
      },
    },
  ],
  roster: [S, T, U].map((seat, i) => ({
    ...{ seat, committee: body, number: i + 1, office: 'member', votes: true, countsForQuorum: true },
    ...{ person: [A, B, C][i]!, manner: 'substantive' },
  })),
})
const came = (attendance: string, seat: string, person: string) => e.AttendanceRecorded({ attendance, seat, person, capacity: 'self' })
const passed = (more: object = {}) =>
  e.ResolutionPassed({
    ...{ resolution, number: 1, on, committee: body, item, kind: 'noted', text: both('Noted'), quorum: counted(2) },
    ...more,
  })
const called = [scheduled, noticed, listed]
const sitting = [...called, opened, came(first, S, A), came(second, T, B)]
const closed = e.MeetingClosed({ at: '12:00' })
const drafted = e.MinutesDrafted({ text: 'ร่าง', digest: sealOf('ร่าง') })
const circulated = e.MinutesCirculated({ on: '2026-06-01' })
const sealed = (...facts: Fact[]) => ({ digest: sealOf('ร่าง'), content: contentSealOf(fold(meeting, facts)) })
const certified = e.MinutesCertified({ on: '2026-07-01', method: 'circulation', ...sealed(...sitting, passed(), closed) })
const over = [...sitting, passed(), closed, drafted, circulated, certified]

describe('before the meeting', () => {
  it('a cancellation recorded by mistake is taken back, and the meeting numbered again where its notice was sent', () => {
    const cancelled = e.MeetingCancelled({ bodies: [body], reason })
    given(scheduled, cancelled).when(ReverseMeetingCancellation, { reason }).then(e.MeetingCancellationReversed({ on, reason }))
    const again = e.MeetingCancellationReversed({ on, numbered: [body], reason })
    given(...called, cancelled)
      .when(ReverseMeetingCancellation, { reason })
      .then(again)
    given(...called, cancelled, again)
      .when(CancelMeeting, { reason })
      .then(cancelled)
    given(...called)
      .when(ReverseMeetingCancellation, { reason })
      .thenRefused(rules.MeetingMustBeCancelled)
  })

  it('a notice is corrected, judged as it would have been, and taken back with its number', () => {
    const right = { sentOn: '2026-05-02', method: 'หนังสือ', reason }
    const correct = (input: object, ...facts: Fact[]) => given(...called, ...facts).when(CorrectNotice, input, { evidence: telling })
    correct(right).then(e.NoticeCorrected(right))
    correct({ sentOn: '2026-05-01', reason }).thenNothing()
    correct({ sentOn: '2026-05-06', reason }).thenRefused(rules.NoticeMustPrecedeMeetingByRule)
    correct({ sentOn: '2026-05-09', urgentReason: 'น้ำท่วม', reason }).thenRefused(rules.NoticeIsNotSentAfterTheMeeting)
    correct({ ...right, oneThird: true }, opened).thenRefused(rules.OpeningRestsOnTheNotice)
    correct({ sentOn: '2027-05-02', reason }).thenUntimely('sentOn', 'DayHasNotCome')
    given(scheduled).when(CorrectNotice, right, { evidence: telling }).thenRefused(rules.NoticeMustBeSent)

    given(...called)
      .when(ReverseNotice, { reason })
      .then(e.NoticeReversed({ released: [body], reason }))
    given(...called, opened)
      .when(ReverseNotice, { reason })
      .thenRefused(rules.NoticeMustPrecedeMeetingByRule)
    given(...called, e.NoticeReversed({ released: [body], reason }))
      .when(SendNotice, { sentOn: '2026-05-01' }, { evidence: telling })
      .then(noticed)
  })

  it('NoticeIsNotSentAfterTheMeeting, however urgent', () =>
    given(scheduled)
      .when(SendNotice, { sentOn: '2026-05-09', urgentReason: 'น้ำท่วม' }, { evidence: telling })
      .thenRefused(rules.NoticeIsNotSentAfterTheMeeting))

  it('a notice of the day before does not stand for the day to which the meeting was moved, but for the right one of the same meeting', () => {
    const evidence = { bodies: opened.data.bodies, roster: opened.data.roster, posts: [], noticeDays: 3, lives: [] }
    const opens = (...facts: Fact[]) => given(...called, ...facts).when(OpenMeeting, { at: '09:30' }, { evidence })
    opens(e.MeetingRescheduled({ on: '2026-05-15' })).thenRefused(rules.NoticeMustPrecedeMeetingByRule)
    opens(e.MeetingCorrected({ bodies: [body], on: '2026-05-15', reason })).then(e.MeetingOpened({ ...opened.data, on: '2026-05-15' }))
    given(...called)
      .when(OpenMeeting, {}, { evidence: { ...evidence, lives: [{ until: '2026-05-08' }] } })
      .thenRefused(rules.BodyMustNotBeDissolvedOnTheDay)
    given(...called)
      .when(OpenMeeting, {}, { evidence: { ...evidence, lives: [{ from: '2026-05-09' }] } })
      .thenRefused(rules.BodyMustHaveBegunOnTheDay)
  })

  it('a meeting moved to another year of its series is numbered anew; one that was opened keeps its number', () => {
    const crossing = { evidence: { lives: [], numbered: [body], otherYear: [body] } }
    const moved = { on: '2025-12-28' }
    given(...called)
      .when(RescheduleMeeting, moved, crossing)
      .then(e.MeetingRescheduled({ ...moved, renumbered: [body] }))
    const right = { bodies: [body], on: '2027-01-12', reason }
    given(...called)
      .when(CorrectMeeting, right, crossing)
      .then(e.MeetingCorrected({ ...right, renumbered: [body] }))
    given(...sitting)
      .when(CorrectMeeting, { ...right, on: '2025-12-28' }, crossing)
      .thenRefused(rules.HeldMeetingKeepsItsNumber)
  })

  it('a meeting of other bodies gives back the number of those that do not meet, and asks those that do for one', () => {
    const right = { bodies: [guest], on, reason }
    given(...called)
      .when(CorrectMeeting, right, { evidence: { ...still, numbered: [body] } })
      .then(e.MeetingCorrected({ ...right, numbered: [guest], released: [body] }))
    given(scheduled).when(CorrectMeeting, right, { evidence: still }).then(e.MeetingCorrected(right))
  })

  it('the right day of a meeting is compared with all that was recorded of it', () => {
    const correct = (day: string, ...facts: Fact[]) =>
      given(...facts).when(CorrectMeeting, { bodies: [body], on: day, reason }, { evidence: still })
    correct('2026-11-03', ...sitting).thenRefused(rules.MeetingIsNotOpenedBeforeItsDay)
    correct('2026-11-02', ...sitting).then(e.MeetingCorrected({ bodies: [body], on: '2026-11-02', reason }))
    correct('2026-04-30', ...sitting).thenRefused(rules.NoticeIsNotSentAfterTheMeeting)
    correct('2026-06-02', ...sitting, drafted, circulated).thenRefused(rules.MinutesFollowInTime)
    const assigned = passed({ assignments: [{ commitment, title: both('Train'), owner: someId('post'), dueOn: '2026-05-09' }] })
    correct('2026-05-10', ...sitting, assigned).thenRefused(rules.AssignmentIsNotDueBeforeTheMeeting)
    correct('2047-01-01', scheduled).thenUntimely('on', 'DayTooFarAhead')
  })

  it('NothingFollowsItself', () => {
    const itself = { ...scheduled.data, recallOf: id }
    given().when(ScheduleMeeting, itself, { id, evidence: still }).thenRefused(rules.NothingFollowsItself)
    given(scheduled)
      .when(CorrectMeeting, { ...itself, reason }, { id, evidence: still })
      .thenRefused(rules.NothingFollowsItself)
    given(...called)
      .when(ChangeAgendaItem, { ...listed.data, carriedFrom: item })
      .thenRefused(rules.NothingFollowsItself)
    const supersedes = { resolution, kind: 'noted', text: both('Noted'), supersedes: resolution, reason }
    given(...sitting, passed())
      .when(CorrectResolution, supersedes)
      .thenRefused(rules.NothingFollowsItself)
  })

  it('an item that was withdrawn or carried over by mistake is on the agenda again', () => {
    const restored = e.AgendaItemRestored({ item, reason })
    for (const left of [e.AgendaItemWithdrawn({ item }), e.AgendaItemCarriedOver({ item })])
      given(...called, left)
        .when(RestoreAgendaItem, { item, reason })
        .then(restored)
    given(...called)
      .when(RestoreAgendaItem, { item, reason })
      .thenRefused(rules.AgendaItemMustHaveLeft)
    given(...called, e.AgendaItemWithdrawn({ item }), restored)
      .when(WithdrawAgendaItem, { item })
      .then(e.AgendaItemWithdrawn({ item }))
    given(...sitting, passed())
      .when(WithdrawAgendaItem, { item })
      .thenRefused(rules.ResolvedItemStaysOnTheAgenda)
  })
})

describe('opening and closing', () => {
  it('are corrected in their times, which stay in order', () => {
    given(...sitting, closed)
      .when(CorrectMeetingOpening, { at: '09:45', reason })
      .then(e.MeetingOpeningCorrected({ at: '09:45', reason }))
    given(...sitting, closed)
      .when(CorrectMeetingOpening, { reason })
      .then(e.MeetingOpeningCorrected({ reason }))
    given(...sitting, closed)
      .when(CorrectMeetingOpening, { at: '12:00', reason })
      .thenRefused(rules.MeetingEndsAfterItBegins)
    given(...sitting, closed)
      .when(CorrectMeetingClosing, { at: '12:30', reason })
      .then(e.MeetingClosingCorrected({ at: '12:30', reason }))
    given(...sitting, closed)
      .when(CorrectMeetingClosing, { at: '09:30', reason })
      .thenRefused(rules.MeetingEndsAfterItBegins)
    given(...sitting)
      .when(CorrectMeetingClosing, { at: '12:30', reason })
      .thenRefused(rules.MeetingMustBeClosed)
  })

  it('are taken back: the closing always, the opening while nothing rests on it, with a number that it alone brought', () => {
    given(...sitting, closed)
      .when(ReverseMeetingClosing, { reason })
      .then(e.MeetingClosingReversed({ reason }))
    given(...sitting, closed, e.MeetingClosingReversed({ reason }))
      .when(CloseMeeting, { at: '12:00' })
      .then(closed)
    given(...sitting)
      .when(ReverseMeetingClosing, { reason })
      .thenRefused(rules.MeetingMustBeClosed)
    given(...called, opened)
      .when(ReverseMeetingOpening, { reason })
      .then(e.MeetingOpeningReversed({ reason }))
    given(scheduled, opened)
      .when(ReverseMeetingOpening, { reason })
      .then(e.MeetingOpeningReversed({ released: [body], reason }))
    const rests = [came(first, S, A), e.RecusalDeclared({ person: A, item }), passed(), e.ItemDiscussed({ item, text: 'คำ' }), drafted]
    for (const fact of rests)
      given(...called, opened, fact)
        .when(ReverseMeetingOpening, { reason })
        .thenRefused(rules.OpeningIsReversedWhileNothingRestsOnIt)
    given(...called, opened)
      .when(ReverseMeetingOpening, { reason }, { evidence: { certifies: true } })
      .thenRefused(rules.OpeningIsReversedWhileNothingRestsOnIt)
    given(...called, opened, came(first, S, A), e.AttendanceReversed({ attendance: first, reason }))
      .when(ReverseMeetingOpening, { reason })
      .then(e.MeetingOpeningReversed({ reason }))
  })

  it('a meeting to which nobody came was not held', () => {
    const closing = (...facts: Fact[]) =>
      given(...called, opened, ...facts)
        .when(CloseMeeting, {})
        .facts()
    expect(closing()).toEqual([e.MeetingClosed({ inquorate: true })])
    expect(closing(came(first, S, A))).toEqual([e.MeetingClosed({ inquorate: true })])
    expect(closing(came(first, S, A), came(second, T, B))).toEqual([e.MeetingClosed({})])
  })

  it('a closed meeting says again whether it was quorate, whatever its attendance turns out to have been', () => {
    const lacking = [...called, opened, came(first, S, A), e.MeetingClosed({ inquorate: true })]
    const recorded = e.AttendanceRecorded({ attendance: someId('attendance', 'new:0'), seat: T, person: B, capacity: 'self' })
    given(...lacking)
      .when(RecordAttendance, { entries: [{ seat: T, person: B }] })
      .then(recorded, e.MeetingRecounted({ inquorate: false }))
    const missed = { attendance: second, seat: T, person: B, absence: { excused: false }, reason }
    given(...sitting, closed)
      .when(CorrectAttendance, missed)
      .then(e.AttendanceCorrected(missed), e.MeetingRecounted({ inquorate: true }))
    given(...sitting, closed)
      .when(ReverseAttendance, { attendance: second, reason })
      .then(e.AttendanceReversed({ attendance: second, seat: T, person: B, reason }), e.MeetingRecounted({ inquorate: true }))
    given(...sitting, closed, e.AttendanceCorrected(missed), e.MeetingRecounted({ inquorate: true }))
      .when(CorrectAttendance, { attendance: second, seat: T, person: B, reason })
      .then(
        e.AttendanceCorrected({ attendance: second, seat: T, person: B, capacity: 'self', reason }),
        e.MeetingRecounted({ inquorate: false }),
      )
  })
})

describe('a meeting that was opened, and turns out to be of other bodies or of another day', () => {
  const V = someId('seat', 'v')
  const D = someId('person', 'd')
  const { bodies, roster } = opened.data
  const seatOf = (seat: string, committee: string, person: string) => ({ ...roster[0]!, seat, committee, person })
  const [host, other] = [bodies[0]!, { ...bodies[0]!, committee: guest }]
  const joint = { bodies: [host, other], roster: [...roster, seatOf(V, guest, D)], posts: [] }
  const alone = { bodies: [host], roster, posts: [] }
  const correct = (input: object, day: object, ...facts: Fact[]) =>
    given(...sitting, ...facts).when(
      CorrectMeeting,
      { bodies: [body], on, reason, ...input },
      { evidence: { ...still, sitting: { ...day, noticeDays: 3, lives: [] } } },
    )
  const both = e.MeetingCorrected({ bodies: [body, guest], on, reason })

  it('has the roster of the right ones written down anew, and its quorums counted by it', () => {
    correct({ bodies: [body, guest] }, joint).then(both, e.RosterCorrected(joint))
    correct({ bodies: [body, guest] }, joint, passed(), closed).thenRefused(rules.MeetingNeedsQuorumToResolve)
    const came = e.AttendanceRecorded({ attendance: someId('attendance', '3'), seat: V, person: D, capacity: 'self' })
    const nobodyOfTheGuest = { committee: guest, present: 0, base: 1, needed: 1, met: false }
    given(...sitting, passed())
      .when(
        CorrectMeeting,
        { bodies: [body, guest], on, reason },
        {
          evidence: { ...still, sitting: { ...joint, noticeDays: 3, lives: [] } },
          recordDespite: [{ rule: 'MeetingNeedsQuorumToResolve', reason }],
        },
      )
      .then(both, e.RosterCorrected(joint), e.QuorumRecounted({ resolution, quorum: [...counted(2), nobodyOfTheGuest] }))
    const back = [both, e.RosterCorrected(joint)]
    correct({}, alone, ...back).then(e.MeetingCorrected({ bodies: [body], on, reason }), e.RosterCorrected(alone))
    correct({}, alone, ...back, came).thenRefused(rules.RosterHoldsTheSeatsAttended)
    const takenBack = e.AttendanceReversed({ attendance: someId('attendance', '3'), reason })
    correct({}, alone, ...back, came, takenBack).then(e.MeetingCorrected({ bodies: [body], on, reason }), e.RosterCorrected(alone))
  })

  it('is judged by who sat there on the right day', () => {
    const another = { ...alone, roster: [roster[0]!, { ...roster[1]!, person: D }, roster[2]!] }
    const moved = { on: '2026-05-15' }
    correct(moved, { ...alone, bodies: [{ ...host, revision: 9 }] }).then(e.MeetingCorrected({ bodies: [body], ...moved, reason }))
    correct(moved, another).thenRefused(rules.OnlyTheOccupantAttendsInPerson)
    const absent = e.AttendanceCorrected({ attendance: second, seat: T, absence: { excused: true }, person: B, reason })
    const ofAnother = (person?: string) =>
      e.AttendanceCorrected({ attendance: second, seat: T, absence: { excused: true }, person, reason })
    const told = e.MeetingCorrected({ bodies: [body], ...moved, reason })
    correct(moved, another, absent).then(told, e.RosterCorrected(another), ofAnother(D))
    const vacant = { ...another, roster: [roster[0]!, { ...roster[1]!, person: undefined }, roster[2]!] }
    correct(moved, vacant, absent).then(told, e.RosterCorrected(vacant), ofAnother())
    const somebodyElse = e.AttendanceCorrected({ attendance: second, seat: T, absence: { excused: true }, person: C, reason })
    correct(moved, another, somebodyElse).then(told, e.RosterCorrected(another))
  })

  it('and certified the minutes of another: it is of one of its bodies', () => {
    const certifying = (bodies: string[]) =>
      given(...sitting).when(
        CorrectMeeting,
        { bodies, on, reason },
        { evidence: { ...still, sitting: { ...joint, noticeDays: 3, lives: [] }, certified: [[body]] } },
      )
    certifying([guest]).thenRefused(rules.MinutesAreCertifiedByALaterMeetingOrCirculation)
    certifying([body, guest]).then(both, e.RosterCorrected(joint))
  })

  it('and was recalled: one third is enough on a day of the recall alone', () => {
    const recall = { withinDays: 14, numerator: 1, denominator: 3, inquorate: true, on: '2026-05-01' }
    const withOneThird = { ...host, rules: { ...host.rules, quorum: { ...host.rules.quorum, denominator: 3 } } }
    const recalled = [scheduled, e.NoticeSent({ ...noticed.data, oneThird: true })]
    const opens = e.MeetingOpened({ ...opened.data, bodies: [withOneThird], recalled: true })
    const correctTo = (day: string) =>
      given(...recalled, opens).when(
        CorrectMeeting,
        { bodies: [body], on: day, reason },
        { evidence: { ...still, sitting: { ...alone, noticeDays: 3, lives: [], recall } } },
      )
    correctTo('2026-05-15').then(e.MeetingCorrected({ bodies: [body], on: '2026-05-15', reason }))
    correctTo('2026-05-16').then(e.MeetingCorrected({ bodies: [body], on: '2026-05-16', reason }), e.RosterCorrected(alone))
  })
})

describe('what the meeting resolved', () => {
  const three = [...sitting, came(someId('attendance', '3'), U, C)]
  const recorded = { attendance: first, seat: S, person: A, reason }

  it('ResolutionNeedsSomebodyPresent, in person or for a seat, unless nobody knows who came', () => {
    const pass = (...facts: Fact[]) =>
      given(...called, ...facts).when(
        PassResolution,
        { kind: 'noted', text: both('Noted') },
        { recordDespite: [{ rule: 'MeetingNeedsQuorumToResolve', reason }] },
      )
    pass(opened).thenRefused(rules.ResolutionNeedsSomebodyPresent)
    pass(opened, e.AttendanceRecorded({ attendance: first, person: A, capacity: 'observer' })).thenRefused(
      rules.ResolutionNeedsSomebodyPresent,
    )
    expect(pass(opened, came(first, S, A)).facts()).toHaveLength(1)
    expect(pass(e.MeetingOpened({ ...opened.data, attendanceUnknown: true })).facts()).toHaveLength(1)
  })

  it('ResolutionIsRecordedOnce', () => {
    const again = (more: object) => given(...sitting, passed()).when(PassResolution, { item, kind: 'noted', text: both('Noted'), ...more })
    again({}).thenRefused(rules.ResolutionIsRecordedOnce)
    again({ at: '11:00' }).thenRefused(rules.ResolutionIsRecordedOnce)
    expect(again({ text: both('Otherwise') }).facts()).toHaveLength(1)
    expect(again({ item: undefined }).facts()).toHaveLength(1)
  })

  it('ResolutionIsRecordedOnce: nor is another corrected to say the same', () => {
    const other = e.ResolutionPassed({ ...passed().data, resolution: someId('resolution', 'other'), number: 2, text: both('Otherwise') })
    const right = { resolution: other.data.resolution, item, kind: 'noted' as const, reason }
    given(...sitting, passed(), other)
      .when(CorrectResolution, { ...right, text: both('Noted') })
      .thenRefused(rules.ResolutionIsRecordedOnce)
    expect(
      given(...sitting, passed(), other)
        .when(CorrectResolution, { ...right, text: both('Quite otherwise') })
        .facts(),
    ).toHaveLength(1)
  })

  it('refuses an assignment of which no commitment can be made, by its rule and at its field', () => {
    const refused = { rule: rules.ResolutionIsRecordedOnce, field: 'assignments.0.owner' }
    given(...sitting)
      .when(PassResolution, { item, kind: 'noted', text: both('Noted') }, { evidence: { refused } })
      .thenRefused(refused.rule)
  })

  it('RecusalIsDeclaredAlready: the same again is nothing new, another reason is not lost', () => {
    const declared = e.RecusalDeclared({ person: B, item, reason })
    given(...sitting, declared)
      .when(DeclareRecusal, declared.data)
      .thenNothing()
    for (const other of [{ reason: 'another' }, { reason: undefined }])
      given(...sitting, declared)
        .when(DeclareRecusal, { person: B, item, ...other })
        .thenRefused(rules.RecusalIsDeclaredAlready)
  })

  it('WhatWasAssignedMustBeOpen', () => {
    given(...sitting, passed())
      .when(ReverseResolution, { resolution, reason }, { evidence: { done: true } })
      .thenRefused(rules.WhatWasAssignedMustBeOpen)
  })

  it('ResolutionMustNotBeFollowed: neither by one of another meeting nor by one of its own', () => {
    given(...sitting, passed())
      .when(ReverseResolution, { resolution, reason }, { evidence: { followed: true } })
      .thenRefused(rules.ResolutionMustNotBeFollowed)
    const follower = someId('resolution', 'follower')
    const following = (by: object) => [
      ...sitting,
      passed(),
      e.ResolutionPassed({ resolution: follower, number: 2, on, committee: body, kind: 'noted', text: both('Later'), quorum: [], ...by }),
    ]
    for (const by of ['supersedes', 'amends', 'implements', 'ratifies', 'delegatedBy'])
      given(...following({ [by]: resolution }))
        .when(ReverseResolution, { resolution, reason })
        .thenRefused(rules.ResolutionMustNotBeFollowed)
    given(...following({ supersedes: resolution }))
      .when(ReverseResolution, { resolution: follower, reason })
      .then(e.ResolutionReversed({ resolution: follower, number: 2, reason }))
  })

  it('is taken back with what it assigned, and its number goes to the next', () => {
    const assignments = [{ commitment, title: both('Train'), owner: someId('post'), dueOn: '2026-09-30' }]
    const reversed = e.ResolutionReversed({ resolution, number: 1, commitments: [commitment], reason })
    given(...sitting, passed({ assignments }))
      .when(ReverseResolution, { resolution, reason })
      .then(reversed)
    given(...sitting, passed({ assignments }), reversed)
      .when(ReverseResolution, { resolution, reason })
      .thenRefused(rules.ResolutionMustBeOfTheMeeting)
    expect(
      given(...sitting, passed({ assignments }), reversed)
        .when(PassResolution, { item, kind: 'noted', text: both('Noted') })
        .facts()[0]!.data,
    ).toMatchObject({ number: 1 })
    given(...over)
      .when(ReverseResolution, { resolution, reason })
      .thenRefused(rules.CertifiedMinutesChangeOnlyByCorrection)
  })

  it('is counted again when it turns out to be of another time or item, and judged by who was there', () => {
    const left = [...three, e.MemberLeft({ person: B, at: '10:00' }), e.MemberLeft({ person: C, at: '10:00' })]
    const right = { resolution, item, kind: 'noted' as const, text: both('Noted'), reason }
    const early = passed({ at: '09:45', quorum: counted(3) })
    given(...left, early)
      .when(CorrectResolution, { ...right, at: '11:00' })
      .thenRefused(rules.MeetingNeedsQuorumToResolve)
    given(...left, early)
      .when(CorrectResolution, { ...right, at: '11:00' }, { recordDespite: [{ rule: 'MeetingNeedsQuorumToResolve', reason }] })
      .then(e.ResolutionCorrected({ ...right, number: 1, at: '11:00' }), e.QuorumRecounted({ resolution, quorum: counted(1) }))
    given(...left, early)
      .when(CorrectResolution, { ...right, at: '09:45' })
      .thenNothing()
    given(...three, passed())
      .when(CorrectResolution, { ...right, votes: { for: 4, against: 0 } })
      .thenRefused(rules.VotesAreCastByThosePresent)
  })

  it('is counted again when a recusal on its item was recorded by mistake', () => {
    const without = passed({ quorum: [{ ...counted(2)[0]!, base: 2, needed: 1 }] })
    const recused = [...three, e.RecusalDeclared({ person: B, item }), without]
    const reversed = e.RecusalReversed({ person: B, item, reason })
    given(...recused)
      .when(ReverseRecusal, { person: B, item, reason })
      .then(reversed, e.QuorumRecounted({ resolution, quorum: counted(3) }))
    given(...three)
      .when(ReverseRecusal, { person: B, item, reason })
      .thenRefused(rules.RecusalMustBeKnown)
    given(...recused, reversed)
      .when(DeclareRecusal, { person: B, item })
      .then(e.RecusalDeclared({ person: B, item }))
  })

  it('leaves alone the count of a resolution on which the correction has no bearing', () => {
    const asCountedOnce = passed({ quorum: [{ ...counted(2)[0]!, base: 2 }] })
    given(...sitting, asCountedOnce)
      .when(CorrectAttendance, { ...recorded, arrived: '09:00' })
      .then(e.AttendanceCorrected({ ...recorded, arrived: '09:00', capacity: 'self' }))
  })

  it('a discussion of the wrong item is taken back', () => {
    const discussed = e.ItemDiscussed({ item, text: 'คำ' })
    given(...sitting, discussed)
      .when(ReverseDiscussion, { item, reason })
      .then(e.DiscussionReversed({ item, reason }))
    given(...sitting)
      .when(ReverseDiscussion, { item, reason })
      .thenRefused(rules.DiscussionMustBeKnown)
  })
})

describe('the minutes', () => {
  const held = [...sitting, closed, drafted]
  const certify = (input: object, ...facts: Fact[]) => given(...held, ...facts).when(CertifyMinutes, input)

  it('MinutesFollowInTime: not circulated before the meeting, nor certified before their circulation or the later meeting', () => {
    given(...held)
      .when(CirculateMinutes, { on: '2026-05-07' })
      .thenRefused(rules.MinutesFollowInTime)
    certify({ method: 'circulation', on: '2026-05-31' }, circulated).thenRefused(rules.MinutesFollowInTime)
    certify({ method: 'circulation', on: '2026-06-01' }, circulated).then(
      e.MinutesCertified({ on: '2026-06-01', method: 'circulation', ...sealed(...held) }),
    )
    const evidence = { on: '2026-08-07', bodies: [body], held: true }
    given(...held)
      .when(CertifyMinutes, { method: 'laterMeeting', certifiedBy: someId('meeting', 'later'), on: '2026-08-06' }, { evidence })
      .thenRefused(rules.MinutesFollowInTime)
  })

  it('are of days that have come', () => {
    given(...held)
      .when(CirculateMinutes, { on: '2026-11-03' })
      .thenUntimely('on', 'DayHasNotCome')
    certify({ method: 'circulation', on: '2027-07-01' }, circulated).thenUntimely('on', 'DayHasNotCome')
  })

  it('MinutesAreCirculatedOnce, a new draft again', () => {
    given(...held, circulated)
      .when(CirculateMinutes, circulated.data)
      .thenNothing()
    given(...held, circulated)
      .when(CirculateMinutes, { on: '2026-06-02' })
      .thenRefused(rules.MinutesAreCirculatedOnce)
    given(...held, circulated, e.MinutesDrafted({ text: 'อีก', digest: sealOf('อีก') }))
      .when(CirculateMinutes, { on: '2026-06-02' })
      .then(e.MinutesCirculated({ on: '2026-06-02' }))
  })

  it('their circulation is corrected and taken back', () => {
    const correct = (day: string, ...facts: Fact[]) => given(...held, ...facts).when(CorrectMinutesCirculation, { on: day, reason })
    correct('2026-06-03', circulated).then(e.MinutesCirculationCorrected({ on: '2026-06-03', reason }))
    correct('2026-06-03').thenRefused(rules.MinutesMustBeCirculated)
    correct('2026-05-07', circulated).thenRefused(rules.MinutesFollowInTime)
    correct('2026-07-02', circulated, certified).thenRefused(rules.MinutesFollowInTime)
    given(...held, circulated)
      .when(ReverseMinutesCirculation, { reason })
      .then(e.MinutesCirculationReversed({ reason }))
    given(...over)
      .when(ReverseMinutesCirculation, { reason })
      .thenRefused(rules.MinutesAreCertifiedByALaterMeetingOrCirculation)
  })

  it('their certification is corrected under the same seal, and taken back', () => {
    const right = { on: '2026-07-11', method: 'circulation' as const, reason }
    given(...over)
      .when(CorrectMinutesCertification, right)
      .then(e.MinutesCertificationCorrected(right))
    given(...over)
      .when(CorrectMinutesCertification, { ...right, on: '2026-05-31' })
      .thenRefused(rules.MinutesFollowInTime)
    given(...held)
      .when(CorrectMinutesCertification, right)
      .thenRefused(rules.MinutesMustBeCertified)
    const [corrected] = given(...over)
      .when(CorrectMinutes, { text: 'แก้', reason })
      .facts()
    const state = fold<MeetingState>(meeting, [...over, corrected!, e.MinutesCertificationCorrected(right)])
    expect(state).toMatchObject({ minutes: { digest: sealOf('แก้'), certified: { on: '2026-07-11', digest: sealOf('ร่าง') } } })
    const reversed = e.MinutesCertificationReversed({ reason })
    given(...over)
      .when(ReverseMinutesCertification, { reason })
      .then(reversed)
    given(...over, reversed)
      .when(CertifyMinutes, { method: 'circulation', on: '2026-07-01' })
      .then(certified)
  })
})

describe('a body', () => {
  it('stands once in a meeting', () =>
    expect(ScheduleMeeting.shape.safeParse({ bodies: [body, body], on }).error?.issues).toMatchObject([
      { path: ['bodies', 1], message: 'TwiceInTheList' },
    ]))
})

describe('the same command again', () => {
  const correction = { bodies: [body], on, reason }
  const entry = { attendance: first, seat: S, person: A, reason }
  const said: [string, readonly Fact[], Command, object, object?][] = [
    ['of a move', called, RescheduleMeeting, { on, reason }, still],
    ['of a correction', called, CorrectMeeting, correction, still],
    ['of an item as it is', called, ChangeAgendaItem, listed.data],
    ['of attendance as it is', sitting, CorrectAttendance, entry],
    ['of what was said', [...sitting, e.ItemDiscussed({ item, text: 'คำ' })], RecordDiscussion, { item, text: 'คำ' }],
    [
      'of a resolution as it is',
      [...sitting, passed()],
      CorrectResolution,
      { resolution, item, kind: 'noted', text: both('Noted'), reason },
    ],
    ['of a time of opening', sitting, CorrectMeetingOpening, { at: '09:30', reason }],
    ['of a time of closing', [...sitting, closed], CorrectMeetingClosing, { at: '12:00', reason }],
    ['of a circulation', over, CorrectMinutesCirculation, { on: '2026-06-01', reason }],
    ['of a certification', over, CorrectMinutesCertification, { on: '2026-07-01', method: 'circulation', reason }],
    ['of a text', over, CorrectMinutes, { text: 'ร่าง', reason }],
  ]
  for (const [what, facts, command, input, evidence] of said)
    it(`${what} records nothing`, () =>
      given(...facts)
        .when(command, input, { evidence })
        .thenNothing())

  it('AgendaItemIsListedOnce', () => {
    const same = { section: 5, kind: 'consider', title: both('Training') }
    given(...called)
      .when(AddAgendaItem, same)
      .thenRefused(rules.AgendaItemIsListedOnce)
    given(...called)
      .when(AddAgendaItem, { ...same, number: 1 })
      .thenRefused(rules.AgendaItemIsListedOnce)
    expect(
      given(...called)
        .when(AddAgendaItem, { ...same, number: 2 })
        .facts(),
    ).toHaveLength(1)
    expect(
      given(...called, e.AgendaItemWithdrawn({ item }))
        .when(AddAgendaItem, same)
        .facts(),
    ).toHaveLength(1)
  })
})

describe('on a day', () => {
  const onDay = (day: string, ...facts: Fact[]) => meeting.onDay!(fold<MeetingState>(meeting, facts), day, id)

  it('is what the views show', () => {
    expect(onDay('2026-05-07', ...over)).toMatchObject({ [id]: { day: on, state: 'scheduled' }, [item]: { state: 'listed' } })
    expect(onDay('2026-05-07', ...over)).not.toHaveProperty(resolution)
    expect(onDay(on, ...over)).toMatchObject({ [id]: { state: 'held' }, [item]: { state: 'discussed' }, [resolution]: { number: 1 } })
    expect(onDay('2026-07-01', ...over)).toMatchObject({ [id]: { state: 'minuted' } })
    const reversed = e.ResolutionReversed({ resolution, number: 1, reason })
    expect(onDay(on, ...sitting, passed(), reversed)).toMatchObject({ [id]: { state: 'open' }, [item]: { state: 'listed' } })
  })
})
