import { describe, expect, it } from '@jest/globals'
import { type Command, type Fact, addDays } from '@prasan/event-sourcing'
import { TODAY, attachable, given, someId } from '@prasan/event-sourcing/testing'
import { OwnerMustNotHaveEnded } from '../owner.js'
import { ActivityMustBeOfThePlan, ActivityMustNotBeDropped } from '../plan/rules.js'
import {
  AnswerObstacle,
  CorrectExtension,
  GrantExtension,
  RaiseObstacle,
  RefuseExtension,
  ReportCompletion,
  ReportProgress,
  RequestExtension,
  ReturnCompletion,
  VerifyCompletion,
} from './decide-progress.js'
import {
  AcceptCommitment,
  AttachFileToCommitment,
  CorrectCommitment,
  DeclineCommitment,
  MakeCommitment,
  TransferOwnership,
  WithdrawCommitment,
} from './decide-promise.js'
import {
  CommitmentAccepted,
  CommitmentCorrected,
  CommitmentDeclined,
  CommitmentMade,
  CommitmentWithdrawn,
  CompletionReported,
  CompletionReturned,
  CompletionVerified,
  ExtensionCorrected,
  ExtensionGranted,
  ExtensionRefused,
  ExtensionRequested,
  FileAttachedToCommitment,
  ObstacleAnswered,
  ObstacleRaised,
  OwnershipTransferred,
  ProgressReported,
} from './events.js'
import {
  AcceptedCommitmentCannotBeDeclined,
  CommitmentCannotBeDueBeforeItIsMade,
  CommitmentMustBeOpen,
  CommitmentStepsFollowInTime,
  CompletedCommitmentCannotBeExtended,
  ExtensionKeepsTheOriginalDate,
  ExtensionMovesTheDateForward,
  ExtensionMustHaveBeenRequested,
  ObstacleMustBeUnanswered,
  OneExtensionIsRequestedAtATime,
  OnlyAnExtensionIsCorrected,
  OnlyCompletedWorkIsVerified,
  OwnerCannotVerifyOwnCompletion,
  WorkIsNotReportedAhead,
} from './rules.js'

const owner = someId('post', 'owner')
const other = someId('post', 'other')
const third = someId('post', 'third')
const reason = 'มติที่ประชุม'
const promise = { title: { th: 'อบรม', en: 'Training' }, owner, madeOn: '2026-05-04', dueOn: '2026-09-30' }
const made = CommitmentMade(promise)
const done = { on: '2026-09-01', word: 'อบรมแล้ว' }
const completed = [made, CompletionReported(done)]
const withdrawn = [made, CommitmentWithdrawn({ on: '2026-06-01', reason })]
const extended = [made, ExtensionGranted({ dueOn: '2026-12-31', reason })]
const obstacle = someId('obstacle', 'new:0')

describe('CommitmentNeedsAnOwnerAndADueDate', () => {
  it.each(['owner', 'dueOn', 'title'])('the input itself requires %s', (field) => {
    const { success, error } = MakeCommitment.shape.safeParse({ ...promise, [field]: undefined })
    expect(success).toBe(false)
    expect(error!.issues.map(({ path }) => path)).toEqual([[field]])
  })
  it('never a person', () => {
    const { error } = MakeCommitment.shape.safeParse({ ...promise, owner: someId('person') })
    expect(error!.issues.map(({ path }) => path)).toEqual([['owner']])
  })
})

describe('CommitmentStepsFollowInTime', () => {
  const passedOn = [made, OwnershipTransferred({ owner: other, on: '2026-07-01', reason })]
  const granted = [made, ExtensionGranted({ dueOn: '2026-12-31', reason, decidedOn: '2026-07-01' })]
  const obstructed = [made, ObstacleRaised({ obstacle, on: '2026-07-01', text: 'ติดขัด' })]
  const requested = [made, ExtensionRequested({ on: '2026-09-05', dueOn: '2026-12-31', reason })]
  const returned = [...completed, CompletionReturned({ on: '2026-09-10', reason })]

  it.each<[string, Fact[], Command, object, string]>([
    ['a completion', [made], ReportCompletion, { word: 'แล้ว' }, '2026-05-04'],
    ['a completion after a return', returned, ReportCompletion, { word: 'แล้ว' }, '2026-09-10'],
    ['a return', completed, ReturnCompletion, { reason }, '2026-09-01'],
    ['a verification', completed, VerifyCompletion, { by: other }, '2026-09-01'],
    ['a withdrawal after a return', returned, WithdrawCommitment, { reason }, '2026-09-10'],
    ['a first transfer', [made], TransferOwnership, { owner: other, reason }, '2026-05-04'],
    ['a second transfer', passedOn, TransferOwnership, { owner, reason }, '2026-07-01'],
    ['an acceptance', [made], AcceptCommitment, {}, '2026-05-04'],
    ['an acceptance after a transfer', passedOn, AcceptCommitment, {}, '2026-07-01'],
    ['a refusal after a transfer', passedOn, DeclineCommitment, { reason }, '2026-07-01'],
    ['a report', [made], ReportProgress, { word: 'เริ่ม' }, '2026-05-04'],
    ['an answer to an obstacle', obstructed, AnswerObstacle, { obstacle, answer: 'แก้แล้ว' }, '2026-07-01'],
    ['the refusal of an extension', requested, RefuseExtension, { reason }, '2026-09-05'],
  ])('%s is not dated before the step it follows', (_, history, step, input, earliest) => {
    given(...history)
      .when(step, { ...input, on: addDays(earliest, -1) })
      .thenRefused(CommitmentStepsFollowInTime)
    const facts = given(...history)
      .when(step, { ...input, on: earliest })
      .facts()
    expect(facts).toMatchObject([{ data: { on: earliest } }])
  })

  it('nor is an extension granted before it was asked for', () => {
    given(...requested)
      .when(GrantExtension, { dueOn: '2026-12-31', reason, decidedOn: '2026-09-04' })
      .thenRefused(CommitmentStepsFollowInTime)
  })

  it('nor is an extension decided before the one it follows', () => {
    const second = { dueOn: '2027-01-31', reason }
    given(...granted)
      .when(GrantExtension, { ...second, decidedOn: '2026-06-30' })
      .thenRefused(CommitmentStepsFollowInTime)
    given(...granted)
      .when(GrantExtension, { ...second, decidedOn: '2026-07-01' })
      .then(ExtensionGranted({ ...second, decidedOn: '2026-07-01' }))
  })
})

describe('making a promise', () => {
  it('records it; on the day itself, where none is given', () => {
    given().when(MakeCommitment, promise).then(made)
    const today = { title: promise.title, owner, dueOn: '2026-11-02' }
    given().when(MakeCommitment, today, { today: '2026-11-02' }).then(CommitmentMade(today))
  })
  it('CommitmentCannotBeDueBeforeItIsMade', () => {
    given()
      .when(MakeCommitment, { ...promise, dueOn: '2026-05-03' })
      .thenRefused(CommitmentCannotBeDueBeforeItIsMade)
    const { madeOn: _, ...undated } = promise
    given().when(MakeCommitment, undated, { today: '2026-10-01' }).thenRefused(CommitmentCannotBeDueBeforeItIsMade)
    given(made)
      .when(CorrectCommitment, { ...undated, dueOn: '2026-05-03', reason })
      .thenRefused(CommitmentCannotBeDueBeforeItIsMade)
  })
  it('OwnerMustNotHaveEnded: on the day of the promise, for owner and supporters', () => {
    const ended = (day: string) => ({ evidence: { ended: { [owner]: day } } })
    given().when(MakeCommitment, promise, ended('2026-05-04')).thenRefused(OwnerMustNotHaveEnded)
    given().when(MakeCommitment, promise, ended('2026-05-05')).then(made)
    const supported = { ...promise, owner: other, supporting: [owner] }
    given().when(MakeCommitment, supported, ended('2026-05-04')).thenRefused(OwnerMustNotHaveEnded)
    given(made)
      .when(CorrectCommitment, { ...promise, reason }, ended('2026-01-01'))
      .thenRefused(OwnerMustNotHaveEnded)
    const transfer = { owner: other, on: '2026-10-01', reason }
    given(made)
      .when(TransferOwnership, transfer, { evidence: { ended: { [other]: '2026-10-01' } } })
      .thenRefused(OwnerMustNotHaveEnded)
  })

  const activity = someId('activity')
  const plan = { id: someId('plan'), committee: someId('committee') }
  it('takes plan and committee from the activity it comes from, the committee only where none is named', () => {
    const from = { ...promise, origin: activity }
    const evidence = { plan: { ...plan, activity: 'planned' } }
    given()
      .when(MakeCommitment, from, { evidence })
      .then(CommitmentMade({ ...from, plan: plan.id, committee: plan.committee }))
    const watched = { ...from, committee: someId('committee', 'another') }
    given()
      .when(MakeCommitment, watched, { evidence })
      .then(CommitmentMade({ ...watched, plan: plan.id }))
  })
  it('ActivityMustBeOfThePlan, ActivityMustNotBeDropped', () => {
    const from = { ...promise, origin: activity }
    given().when(MakeCommitment, from, { evidence: {} }).thenRefused(ActivityMustBeOfThePlan)
    given().when(MakeCommitment, from, { evidence: { plan } }).thenRefused(ActivityMustBeOfThePlan)
    given()
      .when(MakeCommitment, from, { evidence: { plan: { ...plan, activity: 'dropped' } } })
      .thenRefused(ActivityMustNotBeDropped)
  })
})

describe('whose it is', () => {
  const on = '2026-05-10'
  it('is accepted once and then no more declined', () => {
    given(made).when(AcceptCommitment, { on }).then(CommitmentAccepted({ on }))
    given(made, CommitmentAccepted({ on })).when(AcceptCommitment, { on }).thenNothing()
    given(made, CommitmentAccepted({ on })).when(DeclineCommitment, { on, reason }).thenRefused(AcceptedCommitmentCannotBeDeclined)
  })
  it('is declined once, may still be accepted, and stays open', () => {
    const declined = CommitmentDeclined({ on, reason })
    given(made).when(DeclineCommitment, { on, reason }).then(declined)
    given(made, declined).when(DeclineCommitment, { on, reason }).thenNothing()
    given(made, declined).when(AcceptCommitment, { on }).then(CommitmentAccepted({ on }))
    given(made, declined)
      .when(ReportProgress, { on, word: 'เริ่ม' })
      .then(ProgressReported({ on, word: 'เริ่ม' }))
  })
  it('is for the new owner to accept or decline after a transfer; a transfer to the owner is none', () => {
    const transfer = { owner: other, on, reason }
    const transferred = OwnershipTransferred(transfer)
    given(made).when(TransferOwnership, transfer).then(transferred)
    given(made, transferred).when(TransferOwnership, transfer).thenNothing()
    given(made, CommitmentAccepted({ on }), transferred).when(DeclineCommitment, { on, reason }).then(CommitmentDeclined({ on, reason }))
  })
})

describe('more time', () => {
  const request = { dueOn: '2026-10-31', reason, on: '2026-09-01' }
  it('ExtensionMovesTheDateForward, from the present date', () => {
    for (const command of [GrantExtension, RequestExtension]) {
      const asked = (dueOn: string) => (command === GrantExtension ? { dueOn, reason } : { dueOn, reason, on: '2026-09-01' })
      given(made).when(command, asked('2026-09-30')).thenRefused(ExtensionMovesTheDateForward)
      given(...extended)
        .when(command, asked('2026-12-31'))
        .thenRefused(ExtensionMovesTheDateForward)
    }
    given(...extended)
      .when(GrantExtension, { dueOn: '2027-01-01', reason })
      .then(ExtensionGranted({ dueOn: '2027-01-01', reason }))
  })
  it('OneExtensionIsRequestedAtATime, until it is granted or refused', () => {
    const requested = [made, ExtensionRequested(request)]
    given(made).when(RequestExtension, request).then(ExtensionRequested(request))
    given(...requested)
      .when(RequestExtension, request)
      .thenRefused(OneExtensionIsRequestedAtATime)
    const refusal = { on: '2026-09-05', reason }
    given(...requested)
      .when(RefuseExtension, refusal)
      .then(ExtensionRefused(refusal))
    given(...requested, ExtensionRefused(refusal))
      .when(RequestExtension, request)
      .then(ExtensionRequested(request))
    const later = { ...request, dueOn: '2027-01-31' }
    given(...requested, ExtensionGranted({ dueOn: '2026-12-31', reason }))
      .when(RequestExtension, later)
      .then(ExtensionRequested(later))
  })
  it('ExtensionMustHaveBeenRequested to be refused', () => {
    given(made).when(RefuseExtension, { on: '2026-09-05', reason }).thenRefused(ExtensionMustHaveBeenRequested)
  })
  it('ExtensionKeepsTheOriginalDate: a correction of it must stay before the extended one, which stands', () => {
    const corrected = (dueOn: string) => ({ ...promise, dueOn, reason })
    given(...extended)
      .when(CorrectCommitment, corrected('2026-12-31'))
      .thenRefused(ExtensionKeepsTheOriginalDate)
    given(...extended)
      .when(CorrectCommitment, corrected('2026-10-15'))
      .then(CommitmentCorrected(corrected('2026-10-15')))
    given(...extended, CommitmentCorrected(corrected('2026-10-15')))
      .when(GrantExtension, { dueOn: '2026-12-31', reason })
      .thenRefused(ExtensionMovesTheDateForward)
  })
  it('a correction of who promised leaves a later transfer standing', () => {
    given(made, OwnershipTransferred({ owner: other, on: '2026-07-01', reason }), CommitmentCorrected({ ...promise, owner: third, reason }))
      .when(TransferOwnership, { owner: other, on: '2026-08-01', reason })
      .thenNothing()
    given(made, CommitmentCorrected({ ...promise, owner: third, reason }))
      .when(TransferOwnership, { owner: third, on: '2026-08-01', reason })
      .thenNothing()
  })

  it('a slip in an extension is corrected: OnlyAnExtensionIsCorrected, ExtensionKeepsTheOriginalDate', () => {
    given(...extended)
      .when(CorrectExtension, { dueOn: '2026-11-30', reason })
      .then(ExtensionCorrected({ dueOn: '2026-11-30', reason }))
    given(...extended)
      .when(CorrectExtension, { dueOn: '2026-12-31', reason })
      .thenNothing()
    given(...extended)
      .when(CorrectExtension, { dueOn: '2026-09-30', reason })
      .thenRefused(ExtensionKeepsTheOriginalDate)
    given(made).when(CorrectExtension, { dueOn: '2026-11-30', reason }).thenRefused(OnlyAnExtensionIsCorrected)
    given(...extended, ExtensionCorrected({ dueOn: '2026-11-30', reason }))
      .when(GrantExtension, { dueOn: '2026-12-15', reason, decidedOn: TODAY })
      .then(ExtensionGranted({ dueOn: '2026-12-15', reason, decidedOn: TODAY }))
  })

  it('a slip in the due date is corrected without an extension', () => {
    const corrected = { ...promise, dueOn: '2027-01-31', reason }
    given(made).when(CorrectCommitment, corrected).then(CommitmentCorrected(corrected))
    given(made, CommitmentCorrected(corrected))
      .when(GrantExtension, { dueOn: '2027-01-31', reason })
      .thenRefused(ExtensionMovesTheDateForward)
  })
  it('CompletedCommitmentCannotBeExtended', () => {
    for (const closed of [completed, withdrawn]) {
      given(...closed)
        .when(GrantExtension, { dueOn: '2027-01-01', reason })
        .thenRefused(CompletedCommitmentCannotBeExtended)
      given(...closed)
        .when(RequestExtension, request)
        .thenRefused(CompletedCommitmentCannotBeExtended)
      given(...closed)
        .when(RefuseExtension, { on: '2026-09-05', reason })
        .thenRefused(CompletedCommitmentCannotBeExtended)
    }
  })
})

describe('what stands in the way', () => {
  const difficulty = { on: '2026-07-01', text: 'รอข้อมูล', waitingOn: other }
  const raised = ObstacleRaised({ obstacle, ...difficulty })
  const answer = { obstacle, on: '2026-08-01', answer: 'ได้ข้อมูลแล้ว' }
  it('is raised and answered once', () => {
    given(made).when(RaiseObstacle, difficulty).then(raised)
    given(made, raised).when(AnswerObstacle, answer).then(ObstacleAnswered(answer))
  })
  it('ObstacleMustBeUnanswered', () => {
    given(made).when(AnswerObstacle, answer).thenRefused(ObstacleMustBeUnanswered)
    given(made, raised, ObstacleAnswered(answer)).when(AnswerObstacle, answer).thenRefused(ObstacleMustBeUnanswered)
  })
})

describe('the end', () => {
  it('OwnerCannotVerifyOwnCompletion, unless the body has it recorded with its reason', () => {
    const verification = { on: '2026-09-10', by: owner }
    given(...completed)
      .when(VerifyCompletion, verification)
      .thenRefused(OwnerCannotVerifyOwnCompletion)
    const recordDespite = [{ rule: 'OwnerCannotVerifyOwnCompletion', reason: 'คณะทำงานมีหน่วยงานเดียว' }]
    given(...completed)
      .when(VerifyCompletion, verification, { recordDespite })
      .then(CompletionVerified(verification))
    given(...completed)
      .when(VerifyCompletion, { ...verification, by: other })
      .then(CompletionVerified({ ...verification, by: other }))
    const transferred = [made, OwnershipTransferred({ owner: other, on: '2026-06-01', reason }), CompletionReported(done)]
    given(...transferred)
      .when(VerifyCompletion, { ...verification, by: other })
      .thenRefused(OwnerCannotVerifyOwnCompletion)
  })
  it('OwnerCannotVerifyOwnCompletion: who owns it on that day, not who will', () => {
    const verification = { on: '2026-09-10' }
    const passing = [made, OwnershipTransferred({ owner: other, on: '2026-10-01', reason }), CompletionReported(done)]
    given(...passing)
      .when(VerifyCompletion, { ...verification, by: owner })
      .thenRefused(OwnerCannotVerifyOwnCompletion)
    given(...passing)
      .when(VerifyCompletion, { ...verification, by: other })
      .then(CompletionVerified({ ...verification, by: other }))
  })
  it.each<[string, Command, object, Fact[]]>([
    ['progress', ReportProgress, { word: 'เริ่ม' }, [made]],
    ['completion', ReportCompletion, { word: 'แล้ว' }, [made]],
    ['verification', VerifyCompletion, { by: other }, completed],
  ])('WorkIsNotReportedAhead: %s', (_, command, input, history) => {
    const ahead = addDays(TODAY, 1)
    given(...history)
      .when(command, { ...input, on: ahead })
      .thenRefused(WorkIsNotReportedAhead)
    expect(
      given(...history)
        .when(command, { ...input, on: TODAY })
        .facts(),
    ).toHaveLength(1)
  })
  it('OnlyCompletedWorkIsVerified or returned', () => {
    const verified = [...completed, CompletionVerified({ on: '2026-09-10', by: other })]
    for (const state of [[made], verified, withdrawn]) {
      given(...state)
        .when(VerifyCompletion, { on: '2026-09-10', by: other })
        .thenRefused(OnlyCompletedWorkIsVerified)
      given(...state)
        .when(ReturnCompletion, { on: '2026-09-10', reason })
        .thenRefused(OnlyCompletedWorkIsVerified)
    }
  })
  it('a returned completion is open again', () => {
    const back = CompletionReturned({ on: '2026-09-10', reason })
    given(...completed)
      .when(ReturnCompletion, { on: '2026-09-10', reason })
      .then(back)
    const again = { ...done, on: '2026-09-20' }
    given(...completed, back)
      .when(ReportCompletion, again)
      .then(CompletionReported(again))
  })
})

describe('CommitmentMustBeOpen', () => {
  const on = '2026-09-20'
  const commands: [Command, object][] = [
    [AcceptCommitment, { on }],
    [DeclineCommitment, { on, reason }],
    [ReportProgress, { on, word: 'คืบหน้า' }],
    [RaiseObstacle, { on, text: 'ติดขัด' }],
    [AnswerObstacle, { obstacle, on, answer: 'แก้แล้ว' }],
    [ReportCompletion, done],
    [TransferOwnership, { owner: other, on, reason }],
    [WithdrawCommitment, { on, reason }],
  ]
  const ends: [string, Fact[]][] = [
    ['completed', completed],
    ['verified', [...completed, CompletionVerified({ on, by: other })]],
    ['withdrawn', withdrawn],
  ]
  it.each(ends)('refuses every step on one that is %s', (_, history) => {
    for (const [command, input] of commands)
      given(...history)
        .when(command, input)
        .thenRefused(CommitmentMustBeOpen)
  })
  it('lets a completed one be corrected, a withdrawn one not', () => {
    const corrected = { ...promise, reason }
    given(...completed)
      .when(CorrectCommitment, corrected)
      .then(CommitmentCorrected(corrected))
    given(...withdrawn)
      .when(CorrectCommitment, corrected)
      .thenRefused(CommitmentMustBeOpen)
  })
})

describe('a file', () => {
  const scan = attachable('scan')
  const attached = FileAttachedToCommitment(scan)

  it('is attached once, whatever it is called the second time, also to what was withdrawn', () => {
    given(made).when(AttachFileToCommitment, scan).then(attached)
    given(made, attached)
      .when(AttachFileToCommitment, { ...scan, name: 'again.pdf' })
      .thenNothing()
    given(...withdrawn)
      .when(AttachFileToCommitment, scan)
      .then(attached)
    given(made, attached, CommitmentWithdrawn({ on: '2026-09-20', reason }))
      .when(AttachFileToCommitment, scan)
      .thenNothing()
  })
  it('stands beside others', () => {
    const other = attachable('other')
    given(made, attached).when(AttachFileToCommitment, other).then(FileAttachedToCommitment(other))
  })
})
