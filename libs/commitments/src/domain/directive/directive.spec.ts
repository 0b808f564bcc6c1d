import { OwnerMustHaveBegun, OwnerMustNotHaveEnded } from '@prasan/event-sourcing'
import { given, someId } from '@prasan/event-sourcing/testing'
import { describe, it } from '@jest/globals'
import { CommitmentCannotBeDueBeforeItIsMade } from '../commitment/rules.js'
import {
  type BodiesEvidence,
  CorrectDirective,
  CorrectDirectiveWithdrawal,
  CorrectSending,
  IssueDirective,
  ReverseDirectiveWithdrawal,
  ReverseSending,
  SendDirective,
  WithdrawDirective,
} from './decide-directive.js'
import {
  DirectiveCorrected,
  DirectiveIssued,
  DirectiveSent,
  DirectiveWithdrawalCorrected,
  DirectiveWithdrawalReversed,
  DirectiveWithdrawn,
  SendingCorrected,
  SendingReversed,
} from './events.js'
import {
  DirectiveGoesToBodiesBelow,
  DirectiveIsSentToABodyOnce,
  DirectiveIsWithdrawnAlready,
  DirectiveIsWithdrawnByResolution,
  DirectiveMustBeInForce,
  DirectiveMustBeWithdrawn,
  DirectiveStepsFollowInTime,
  LatestDueDateIsNotBeforeTheDueDate,
  SendingMustBeRecorded,
  SendingNamesBodies,
} from './rules.js'

const province = someId('committee', 'province')
const [chun, kham, pong, below, elsewhere] = ['chun', 'kham', 'pong', 'below', 'elsewhere'].map((name) => someId('committee', name)) as [
  string,
  string,
  string,
  string,
  string,
]
const reason = 'พิมพ์ผิด'
const [on, dueOn] = ['2026-09-01', '2026-12-31']
const facts = { title: { th: 'สำรวจกลุ่มเสี่ยง' }, committee: province, on, dueOn }
const commitment = (n: number, named = 'new') => someId('commitment', `${named}:${n}`)

/** Chun and Kham lie directly below the province, Pong ended in June and the fourth lies below Chun; the fifth is of no other. */
const evidence: BodiesEvidence = {
  owners: { [province]: { from: '2020-01-01' }, [chun]: {}, [kham]: { from: '2026-08-01' }, [pong]: { until: '2026-06-01' }, [below]: {} },
  above: { [chun]: [province], [kham]: [province], [pong]: [province], [below]: [chun, province], [elsewhere]: [] },
  children: { [chun]: {}, [kham]: { from: '2026-08-01' }, [pong]: { until: '2026-06-01' } },
}
const known = { evidence }
const sent = [{ body: chun, commitment: commitment(0) }]
const issued = DirectiveIssued({ ...facts, sent })
const resolution = someId('resolution')
const withdrawn = DirectiveWithdrawn({ on: '2026-10-01', resolution, reason })

describe('a directive', () => {
  it('is issued to the bodies named, each with the id of its commitment', () => {
    given()
      .when(IssueDirective, { ...facts, bodies: [chun, below] }, known)
      .then(DirectiveIssued({ ...facts, sent: [...sent, { body: below, commitment: commitment(1) }] }))
  })
  it('is issued to nobody yet', () => {
    given()
      .when(IssueDirective, facts, known)
      .then(DirectiveIssued({ ...facts, sent: [] }))
  })
  it('is issued to all that are directly below on the day', () => {
    const to = (day: string, bodies: string[]) =>
      given()
        .when(IssueDirective, { ...facts, on: day, toAllChildren: true }, known)
        .then(DirectiveIssued({ ...facts, on: day, sent: bodies.map((body, n) => ({ body, commitment: commitment(n) })) }))
    to('2026-05-31', [chun, pong])
    to('2026-06-01', [chun])
    to('2026-08-01', [chun, kham])
  })
  it.each([
    [{ bodies: [chun, elsewhere] }, DirectiveGoesToBodiesBelow],
    [{ bodies: [province] }, DirectiveGoesToBodiesBelow],
    [{ bodies: [pong] }, OwnerMustNotHaveEnded],
    [{ bodies: [kham], on: '2026-07-31' }, OwnerMustHaveBegun],
    [{ on: '2019-12-31' }, OwnerMustHaveBegun],
    [{ dueOn: '2026-08-31' }, CommitmentCannotBeDueBeforeItIsMade],
    [{ latestDueOn: '2026-12-30' }, LatestDueDateIsNotBeforeTheDueDate],
    [{ bodies: [chun], toAllChildren: true }, SendingNamesBodies],
  ])('is refused: %o', (wrong, rule) => {
    given()
      .when(IssueDirective, { ...facts, ...wrong }, known)
      .thenRefused(rule)
  })

  it('is sent to more bodies later, and all that have not got it', () => {
    given(issued)
      .when(SendDirective, { bodies: [below], on: '2026-09-05', dueOn: '2027-01-31' }, { ...known, named: 'later' })
      .then(DirectiveSent({ on: '2026-09-05', dueOn: '2027-01-31', sent: [{ body: below, commitment: commitment(0, 'later') }] }))
    given(issued)
      .when(SendDirective, { toAllChildren: true }, { ...known, named: 'later' })
      .then(DirectiveSent({ sent: [{ body: kham, commitment: commitment(0, 'later') }] }))
    given(issued, DirectiveSent({ sent: [{ body: kham, commitment: commitment(1) }] }))
      .when(SendDirective, { toAllChildren: true }, known)
      .thenNothing()
  })
  it.each([
    [{ bodies: [chun] }, DirectiveIsSentToABodyOnce],
    [{ bodies: [elsewhere] }, DirectiveGoesToBodiesBelow],
    [{ bodies: [] }, SendingNamesBodies],
    [{ bodies: [kham], on: '2026-08-31' }, DirectiveStepsFollowInTime],
    [{ bodies: [kham], dueOn: '2026-11-01' }, CommitmentCannotBeDueBeforeItIsMade],
  ])('is not sent: %o', (wrong, rule) => {
    given(issued).when(SendDirective, wrong, known).thenRefused(rule)
  })
  it('is sent until the day before it is withdrawn', () => {
    given(issued, withdrawn)
      .when(SendDirective, { bodies: [kham], on: '2026-10-01' }, known)
      .thenRefused(DirectiveMustBeInForce)
    given(issued, withdrawn)
      .when(SendDirective, { bodies: [kham], on: '2026-09-30' }, { ...known, named: 'later' })
      .then(DirectiveSent({ on: '2026-09-30', sent: [{ body: kham, commitment: commitment(0, 'later') }] }))
    given()
      .when(SendDirective, { bodies: [kham] }, known)
      .thenRefused(DirectiveMustBeInForce)
  })

  it('is withdrawn once, rightly, or never was', () => {
    const rightly = { on: '2026-10-02', resolution, reason: 'ตามมติ' }
    given(issued).when(WithdrawDirective, withdrawn.data).then(withdrawn)
    given(issued, withdrawn).when(WithdrawDirective, withdrawn.data).thenNothing()
    given(issued, withdrawn).when(WithdrawDirective, rightly).thenRefused(DirectiveIsWithdrawnAlready)
    given(issued).when(WithdrawDirective, { on: '2026-08-31', resolution, reason }).thenRefused(DirectiveStepsFollowInTime)
    given(issued, withdrawn).when(CorrectDirectiveWithdrawal, rightly).then(DirectiveWithdrawalCorrected(rightly))
    given(issued).when(CorrectDirectiveWithdrawal, rightly).thenRefused(DirectiveMustBeWithdrawn)
    given(issued, withdrawn).when(ReverseDirectiveWithdrawal, { reason }).then(DirectiveWithdrawalReversed({ reason }))
    given(issued, withdrawn, DirectiveWithdrawalReversed({ reason }))
      .when(ReverseDirectiveWithdrawal, { reason })
      .thenRefused(DirectiveMustBeWithdrawn)
    given(issued, DirectiveSent({ on: '2026-10-05', sent: [{ body: kham, commitment: commitment(1) }] }))
      .when(WithdrawDirective, { on: '2026-10-04', resolution, reason })
      .thenRefused(DirectiveStepsFollowInTime)
  })
})

describe('DirectiveIsWithdrawnByResolution', () => {
  const without = { on: '2026-10-01', reason }
  it('and without one only despite the rule', () => {
    const despite = { recordDespite: [{ rule: DirectiveIsWithdrawnByResolution.code, reason: 'ตามหนังสือสั่งการ' }] }
    given(issued).when(WithdrawDirective, without).thenRefused(DirectiveIsWithdrawnByResolution)
    given(issued).when(WithdrawDirective, without, despite).then(DirectiveWithdrawn(without))
    given(issued, withdrawn).when(CorrectDirectiveWithdrawal, without).thenRefused(DirectiveIsWithdrawnByResolution)
  })
})

describe('the record of a directive was wrong', () => {
  it('is said rightly, for all that it was sent to', () => {
    given(issued)
      .when(CorrectDirective, { ...facts, dueOn: '2027-01-31', reason }, known)
      .then(DirectiveCorrected({ ...facts, dueOn: '2027-01-31', reason }))
    given(issued)
      .when(CorrectDirective, { ...facts, reason }, known)
      .thenNothing()
  })
  it.each([
    [{ committee: kham }, DirectiveGoesToBodiesBelow],
    [{ on: '2026-10-02' }, DirectiveStepsFollowInTime],
    [{ on: '2027-01-01' }, CommitmentCannotBeDueBeforeItIsMade],
  ])('is not corrected so: %o', (wrong, rule) => {
    const later = { today: '2027-02-01', ...known }
    given(issued, withdrawn)
      .when(CorrectDirective, { ...facts, ...wrong, reason }, later)
      .thenRefused(rule)
  })
  it('a sending was on another day, with another date, or never was', () => {
    const rightly = { body: chun, on: '2026-09-03', dueOn: '2027-01-31', reason }
    given(issued).when(CorrectSending, rightly, known).then(SendingCorrected(rightly))
    given(issued).when(CorrectSending, { body: chun, on, reason }, known).thenNothing()
    given(issued)
      .when(CorrectSending, { ...rightly, body: kham }, known)
      .thenRefused(SendingMustBeRecorded)
    given(issued)
      .when(CorrectSending, { ...rightly, on: '2026-08-31' }, known)
      .thenRefused(DirectiveStepsFollowInTime)
    given(issued)
      .when(CorrectSending, { ...rightly, on: '2026-10-03', dueOn: '2026-10-02' }, known)
      .thenRefused(CommitmentCannotBeDueBeforeItIsMade)
    given(issued)
      .when(ReverseSending, { body: chun, reason })
      .then(SendingReversed({ body: chun, commitment: commitment(0), reason }))
    given(issued).when(ReverseSending, { body: kham, reason }).thenRefused(SendingMustBeRecorded)
  })
  it('a body whose sending never was can be sent it', () => {
    given(issued, SendingReversed({ body: chun, commitment: commitment(0), reason }))
      .when(SendDirective, { bodies: [chun] }, { ...known, named: 'again' })
      .then(DirectiveSent({ sent: [{ body: chun, commitment: commitment(0, 'again') }] }))
  })
})
