import { describe, it } from '@jest/globals'
import { OwnerMustNotHaveEnded } from '@prasan/event-sourcing'
import { given, someId } from '@prasan/event-sourcing/testing'
import { CorrectMeeting, CorrectNotice, SendNotice } from './commands.js'
import type { CallingEvidence, NoticeEvidence } from './decide-calling.js'
import { AnswerInvitation, type InvitingEvidence, InviteMembers, ReverseInvitation, ReverseInvitationAnswer } from './decide-invitations.js'
import * as e from './events.js'
import * as rules from './rules.js'

const body = someId('committee')
const [S, T, U] = ['1', '2', '3'].map((name) => someId('seat', name)) as [string, string, string]
const [substitute, post] = [someId('person'), someId('post')]
const on = '2026-10-20'
const reason = 'reason'
const committees = [{ committee: body, revision: 1 }]
const scheduled = e.MeetingScheduled({ bodies: [body], on })
const evidence: InvitingEvidence = { seats: [S, T], owners: { [post]: { until: '2026-10-01' } } }
const invited = e.MembersInvited({ seats: [S, T], on: '2026-10-01', method: 'LINE' })
const comes = e.InvitationAnswered({ seat: S, comes: true, on: '2026-10-02' })
const over = [e.MeetingCancelled({ bodies: [body], reason })]

describe('the letter of a notice', () => {
  const of = (more: Partial<NoticeEvidence> = {}) => ({ evidence: { noticeDays: 3, committees, ...more } })
  const letter = { letter: 'พย 0004/ว 1', signedBy: post, replyBy: '2026-10-15', contact: 'สำนักงาน พมจ.' }
  const noticed = e.NoticeSent({ sentOn: '2026-10-01', on, bodies: [body], noticeDays: 3, committees, ...letter })

  it('is kept with the notice, and corrected as a whole', () => {
    given(scheduled)
      .when(SendNotice, { sentOn: '2026-10-01', ...letter }, of())
      .then(noticed)
    given(scheduled, noticed)
      .when(CorrectNotice, { sentOn: '2026-10-01', letter: 'พย 0004/ว 2', reason }, of())
      .then(e.NoticeCorrected({ sentOn: '2026-10-01', letter: 'พย 0004/ว 2', reason }))
    given(scheduled, noticed)
      .when(CorrectNotice, { sentOn: '2026-10-01', ...letter, reason }, of())
      .thenNothing()
  })

  it('RepliesComeBeforeTheMeeting, also where the meeting turns out to have been earlier', () => {
    for (const replyBy of ['2026-09-30', '2026-10-21'])
      given(scheduled).when(SendNotice, { sentOn: '2026-10-01', replyBy }, of()).thenRefused(rules.RepliesComeBeforeTheMeeting)
    const calling: CallingEvidence = { lives: [], numbered: [], otherYear: [] }
    given(scheduled, noticed)
      .when(CorrectMeeting, { bodies: [body], on: '2026-10-14', reason }, { evidence: calling })
      .thenRefused(rules.RepliesComeBeforeTheMeeting)
  })

  it('is signed by a post that there is', () => {
    given(scheduled)
      .when(SendNotice, { sentOn: '2026-10-01', signedBy: post }, of({ owners: { [post]: { until: '2026-10-01' } } }))
      .thenRefused(OwnerMustNotHaveEnded)
  })
})

describe('invitations', () => {
  it('are logged seat by seat, again only where something is new', () => {
    given(scheduled)
      .when(InviteMembers, { seats: [S, T], on: '2026-10-01', method: 'LINE' }, { evidence })
      .then(invited)
    given(scheduled, invited)
      .when(InviteMembers, { seats: [S, T], on: '2026-10-01', method: 'LINE' }, { evidence })
      .thenNothing()
    given(scheduled, e.MembersInvited({ seats: [S], on: '2026-10-01' }))
      .when(InviteMembers, { seats: [S, T], on: '2026-10-01' }, { evidence })
      .then(e.MembersInvited({ seats: [T], on: '2026-10-01' }))
  })

  it('are of seats on the day, before the meeting, as long as it is to take place', () => {
    const invite = (input: object, ...more: Parameters<typeof given>) =>
      given(scheduled, ...more).when(InviteMembers, { seats: [S], on: '2026-10-01', ...input }, { evidence })
    invite({ seats: [S, U] }).thenRefused(rules.SeatMustBeOnTheRoster)
    invite({ on: '2026-10-21' }).thenRefused(rules.NoticeIsNotSentAfterTheMeeting)
    invite({}, ...over).thenRefused(rules.MeetingMustNotBeOver)
  })

  it('are answered, the last word counting, with whom the seat sends instead', () => {
    const answer = (input: object, ...more: Parameters<typeof given>) =>
      given(scheduled, invited, ...more).when(AnswerInvitation, { seat: S, comes: false, on: '2026-10-02', ...input }, { evidence })
    answer({ comes: true }).then(comes)
    answer({ comes: true }, comes).thenNothing()
    answer({ substitute }, comes).then(e.InvitationAnswered({ seat: S, comes: false, substitute, on: '2026-10-02' }))
    answer({ comes: true, substitute }).thenRefused(rules.SubstituteComesInstead)
    answer({ substitutePost: post }).thenRefused(rules.SubstituteComesInstead)
    answer({ substitute, substitutePost: post }).thenRefused(OwnerMustNotHaveEnded)
    answer({ seat: U }).thenRefused(rules.SeatMustBeOnTheRoster)
  })

  it('and their answers are taken back where they never were', () => {
    given(scheduled, invited)
      .when(ReverseInvitation, { seat: S, reason })
      .then(e.InvitationReversed({ seat: S, reason }))
    given(scheduled, invited, e.InvitationReversed({ seat: S, reason }))
      .when(ReverseInvitation, { seat: S, reason })
      .thenRefused(rules.InvitationMustBeKnown)
    given(scheduled, comes)
      .when(ReverseInvitationAnswer, { seat: S, reason })
      .then(e.InvitationAnswerReversed({ seat: S, reason }))
    given(scheduled, invited).when(ReverseInvitationAnswer, { seat: S, reason }).thenRefused(rules.InvitationMustBeKnown)
  })
})
