import { describe, expect, it } from '@jest/globals'
import {
  type Command,
  type Fact,
  type Life,
  type Rule,
  addDays,
  FileIsAttachedOtherwise,
  OwnerMustHaveBegun,
  OwnerMustNotHaveEnded,
  StepIsCorrectedAsWhatItIs,
} from '@prasan/event-sourcing'
import { TODAY, attachable, fold, given, someId } from '@prasan/event-sourcing/testing'
import { MandateClauseMustBeInForce } from '@prasan/directory/contract'
import { ActivityMustBeOfThePlan, ActivityMustNotBeDropped } from '@prasan/plans/contract'
import { CorrectCommitmentStep, ReverseCommitmentStep } from './decide-corrections.js'
import {
  AnswerObstacle,
  ChangePriority,
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
  CommitmentStepCorrected,
  CommitmentStepReversed,
  CommitmentSubDelegated,
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
  PriorityChanged,
  ProgressReported,
  SubDelegationEnded,
  SupporterJoined,
  SupporterLeft,
  type StepKind,
} from './events.js'
import {
  AcceptedCommitmentCannotBeDeclined,
  CommitmentCannotBeDueBeforeItIsMade,
  CommitmentHasNoSuchStep,
  CommitmentIsAcceptedAlready,
  CommitmentIsDeclinedAlready,
  CommitmentMustBeOpen,
  CommitmentStepsFollowInTime,
  CompletedCommitmentCannotBeExtended,
  ExtensionKeepsTheOriginalDate,
  ExtensionMovesTheDateForward,
  ExtensionMustHaveBeenRequested,
  MandateMustBeOfTheOwner,
  ObstacleMustBeUnanswered,
  OneExtensionIsRequestedAtATime,
  OnlyCompletedWorkIsVerified,
  OwnerAnswersAlready,
  OwnerCannotVerifyOwnCompletion,
  OwnerDoesNotWaitOnItself,
  OwnerIsNotItsOwnSupporter,
} from './rules.js'
import { type CommitmentState, commitment } from './state.js'

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
const resolution = someId('resolution')

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

describe('the mandate by which a promise falls to its owner', () => {
  const mandate = someId('clause')
  const named = { ...promise, mandate }
  const inForce = { mandate: { ofTheOwner: true, days: { from: '2026-01-01', until: '2027-01-01' } } }
  const made = (madeOn: string, evidence?: object) => given().when(MakeCommitment, { ...named, madeOn }, { evidence })

  it('is a clause of the owner’s organization that is in force on the day', () => {
    made('2026-01-01', inForce).then(CommitmentMade({ ...named, madeOn: '2026-01-01' }))
    made('2025-12-31', inForce).thenRefused(MandateClauseMustBeInForce)
  })
  it.each([
    ['that nobody recorded', undefined],
    ['of nothing', { mandate: { ofTheOwner: false } }],
    ['that was retired by the day', { mandate: { ofTheOwner: true, days: { until: '2026-05-04' } } }],
  ])('is no clause %s', (_, evidence) => void made('2026-05-04', evidence).thenRefused(MandateClauseMustBeInForce))
  it('is none of another organization', () =>
    void made('2026-05-04', { mandate: { ofTheOwner: false, days: {} } }).thenRefused(MandateMustBeOfTheOwner))
  it('is judged again where the promise was recorded wrongly', () => {
    const corrected = (evidence: object) =>
      given(CommitmentMade(named)).when(CorrectCommitment, { ...named, owner: other, reason }, { evidence })
    corrected(inForce).then(CommitmentCorrected({ ...named, owner: other, reason }))
    corrected({ mandate: { ofTheOwner: false, days: {} } }).thenRefused(MandateMustBeOfTheOwner)
  })
})

describe('every step is judged on its own day, whatever the order of recording', () => {
  const passedOn = [made, OwnershipTransferred({ owner: other, on: '2026-07-01', reason })]
  const granted = [made, ExtensionGranted({ dueOn: '2026-12-31', reason, decidedOn: '2026-07-01' })]
  const obstructed = [made, ObstacleRaised({ obstacle, on: '2026-07-01', text: 'ติดขัด' })]
  const requested = [made, ExtensionRequested({ on: '2026-09-05', dueOn: '2026-12-31', reason })]
  const returned = [...completed, CompletionReturned({ on: '2026-09-10', reason })]

  it.each<[string, Fact[], Command, object, string, Rule]>([
    ['a completion, when it is made', [made], ReportCompletion, { word: 'แล้ว' }, '2026-05-04', CommitmentStepsFollowInTime],
    ['a first transfer, when it is made', [made], TransferOwnership, { owner: other, reason }, '2026-05-04', CommitmentStepsFollowInTime],
    ['an acceptance, when it is made', [made], AcceptCommitment, {}, '2026-05-04', CommitmentStepsFollowInTime],
    ['a report, when it is made', [made], ReportProgress, { word: 'เริ่ม' }, '2026-05-04', CommitmentStepsFollowInTime],
    ['a withdrawal, when it is made', [made], WithdrawCommitment, { reason, resolution }, '2026-05-04', CommitmentStepsFollowInTime],
    [
      'an answer, when the obstacle is raised',
      obstructed,
      AnswerObstacle,
      { obstacle, answer: 'แก้' },
      '2026-07-01',
      CommitmentStepsFollowInTime,
    ],
    ['a completion, when it is returned', returned, ReportCompletion, { word: 'แล้วจริง' }, '2026-09-10', CommitmentMustBeOpen],
    ['a withdrawal, when it is returned', returned, WithdrawCommitment, { reason, resolution }, '2026-09-10', CommitmentMustBeOpen],
    ['a return, when it is completed', completed, ReturnCompletion, { reason }, '2026-09-01', OnlyCompletedWorkIsVerified],
    ['a verification, when it is completed', completed, VerifyCompletion, { by: other }, '2026-09-01', OnlyCompletedWorkIsVerified],
    ['a refusal, when more time is asked for', requested, RefuseExtension, { reason }, '2026-09-05', ExtensionMustHaveBeenRequested],
  ])('%s at the earliest', (_, history, step, input, earliest, rule) => {
    given(...history)
      .when(step, { ...input, on: addDays(earliest, -1) })
      .thenRefused(rule)
    const facts = given(...history)
      .when(step, { ...input, on: earliest })
      .facts()
    expect(facts).toMatchObject([{ data: { on: earliest } }])
  })

  it('late papers are taken for their day, as long as what was recorded of later days still follows', () => {
    const report = { on: '2026-08-31', word: 'ใกล้เสร็จ', percent: 90 }
    given(...completed)
      .when(ReportProgress, report)
      .then(ProgressReported(report))
    given(...completed)
      .when(ReportProgress, { ...report, on: '2026-09-02' })
      .thenRefused(CommitmentMustBeOpen)
    given(made, CommitmentWithdrawn({ on: '2026-10-01', reason }))
      .when(ReportCompletion, done)
      .thenRefused(CommitmentMustBeOpen)
    given(...completed)
      .when(WithdrawCommitment, { on: '2026-08-01', reason, resolution })
      .thenRefused(CommitmentMustBeOpen)
    const between = { owner: third, on: '2026-06-01', reason }
    given(...passedOn)
      .when(TransferOwnership, between)
      .then(OwnershipTransferred(between))
    given(...passedOn, OwnershipTransferred(between))
      .when(TransferOwnership, { owner: other, on: '2026-07-02', reason })
      .thenRefused(OwnerAnswersAlready)
  })

  it('an extension decided before another is one only to an earlier date', () => {
    const earlier = { reason, decidedOn: '2026-06-30' }
    given(...granted)
      .when(GrantExtension, { ...earlier, dueOn: '2026-12-31' })
      .thenRefused(ExtensionMovesTheDateForward)
    given(...granted)
      .when(GrantExtension, { ...earlier, dueOn: '2026-12-30' })
      .then(ExtensionGranted({ ...earlier, dueOn: '2026-12-30' }))
    given(...requested)
      .when(GrantExtension, { dueOn: '2026-12-31', reason, decidedOn: '2026-09-04' })
      .thenRefused(ExtensionMovesTheDateForward)
  })

  it('what was recorded against a rule before refuses nothing that has no part in it', () => {
    const odd = [made, CompletionReported(done), CommitmentWithdrawn({ on: '2026-09-20', reason })]
    const report = { on: '2026-07-01', word: 'เริ่มแล้ว' }
    given(...odd)
      .when(ReportProgress, report)
      .then(ProgressReported(report))
  })

  it.each<[string, Command, object, string, Fact[]]>([
    ['a report', ReportProgress, { word: 'เริ่ม' }, 'on', [made]],
    ['a completion', ReportCompletion, { word: 'แล้ว' }, 'on', [made]],
    ['a verification', VerifyCompletion, { by: other }, 'on', completed],
    ['a return', ReturnCompletion, { reason }, 'on', completed],
    ['a withdrawal', WithdrawCommitment, { reason, resolution }, 'on', [made]],
    ['an acceptance', AcceptCommitment, {}, 'on', [made]],
    ['a refusal', DeclineCommitment, { reason }, 'on', [made]],
    ['an obstacle', RaiseObstacle, { text: 'ติดขัด' }, 'on', [made]],
    ['an answer', AnswerObstacle, { obstacle, answer: 'แก้' }, 'on', obstructed],
    ['a request', RequestExtension, { dueOn: '2027-01-31', reason }, 'on', [made]],
    ['a grant', GrantExtension, { dueOn: '2027-01-31', reason }, 'decidedOn', [made]],
    ['a refusal of more time', RefuseExtension, { reason }, 'on', requested],
  ])('%s has happened by today', (_, command, input, field, history) => {
    const on = (day: string) => given(...history).when(command, { ...input, [field]: day })
    on(addDays(TODAY, 1)).thenUntimely(field, 'DayHasNotCome')
    expect(on(TODAY).facts()).toHaveLength(1)
  })

  it('a transfer and a due date may be announced', () => {
    const ahead = { owner: other, on: '2027-01-01', reason }
    given(made).when(TransferOwnership, ahead).then(OwnershipTransferred(ahead))
    given(made)
      .when(TransferOwnership, { ...ahead, on: '2047-01-01' })
      .thenUntimely('on', 'DayTooFarAhead')
    given(made, OwnershipTransferred(ahead))
      .when(ReportCompletion, { on: TODAY, word: 'แล้ว' })
      .then(CompletionReported({ on: TODAY, word: 'แล้ว' }))
    given()
      .when(MakeCommitment, { ...promise, madeOn: addDays(TODAY, 1), dueOn: '2027-01-01' })
      .thenUntimely('madeOn', 'DayHasNotCome')
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
  const living = (who: string, life: Life) => ({ evidence: { owners: { [who]: life } } })
  it.each([
    { refused: OwnerMustHaveBegun, lifeApartFrom: (day: string): Life => ({ from: addDays(day, 1) }) },
    { refused: OwnerMustNotHaveEnded, lifeApartFrom: (day: string): Life => ({ until: day }) },
  ])('$refused.code: on the day of the promise and of the step, for owner, supporters, who is waited on and who verifies', (each) => {
    const { refused, lifeApartFrom } = each
    const then = lifeApartFrom('2026-05-04')
    given().when(MakeCommitment, promise, living(owner, then)).thenRefused(refused)
    const supported = { ...promise, owner: other, supporting: [owner] }
    given().when(MakeCommitment, supported, living(owner, then)).thenRefused(refused)
    given(made)
      .when(CorrectCommitment, { ...promise, reason }, living(owner, then))
      .thenRefused(refused)
    given(made)
      .when(TransferOwnership, { owner: other, on: '2026-10-01', reason }, living(other, lifeApartFrom('2026-10-01')))
      .thenRefused(refused)
    given(made)
      .when(RaiseObstacle, { on: '2026-06-01', text: 'รอ', waitingOn: other }, living(other, lifeApartFrom('2026-06-01')))
      .thenRefused(refused)
    given(...completed)
      .when(VerifyCompletion, { on: '2026-09-10', by: other }, living(other, lifeApartFrom('2026-09-10')))
      .thenRefused(refused)
  })
  it('from its first day to the one before its end an owner promises; one whose beginning is not known at any time', () => {
    for (const life of [{ from: '2026-05-04', until: '2026-05-05' }, {}])
      given().when(MakeCommitment, promise, living(owner, life)).then(made)
  })

  it('OwnerIsNotItsOwnSupporter, and each supporter is named once', () => {
    given()
      .when(MakeCommitment, { ...promise, supporting: [other, owner] })
      .thenRefused(OwnerIsNotItsOwnSupporter)
    given(made)
      .when(CorrectCommitment, { ...promise, supporting: [owner], reason })
      .thenRefused(OwnerIsNotItsOwnSupporter)
    const { error } = MakeCommitment.shape.safeParse({ ...promise, supporting: [other, other] })
    expect(error!.issues.map(({ path }) => path)).toEqual([['supporting', 1]])
  })

  const activity = someId('activity')
  const plan = { id: someId('plan'), committee: someId('committee') }
  it('takes plan and committee from the activity it comes from, the committee only where none is named', () => {
    const from = { ...promise, origin: activity }
    const evidence = { plan: { ...plan, activity: {} } }
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
      .when(MakeCommitment, from, { evidence: { plan: { ...plan, activity: { dropped: '2026-05-04' } } } })
      .thenRefused(ActivityMustNotBeDropped)
    given()
      .when(MakeCommitment, from, { evidence: { plan: { ...plan, activity: { dropped: '2026-05-05' } } } })
      .then(CommitmentMade({ ...from, plan: plan.id, committee: plan.committee }))
  })
})

describe('whose it is', () => {
  const on = '2026-05-10'
  it('is accepted once and then no more declined', () => {
    given(made).when(AcceptCommitment, { on }).then(CommitmentAccepted({ on }))
    given(made, CommitmentAccepted({ on })).when(AcceptCommitment, { on }).thenNothing()
    given(made, CommitmentAccepted({ on })).when(DeclineCommitment, { on, reason }).thenRefused(AcceptedCommitmentCannotBeDeclined)
  })
  it('CommitmentIsAcceptedAlready, CommitmentIsDeclinedAlready: on another day or in other words, until it passes on', () => {
    const accepted = CommitmentAccepted({ on })
    const declined = CommitmentDeclined({ on, reason })
    for (const other of [{ on: '2026-05-11' }, { on: '2026-05-09' }, { on, word: 'word' }])
      given(made, accepted).when(AcceptCommitment, other).thenRefused(CommitmentIsAcceptedAlready)
    for (const other of [
      { on: '2026-05-11', reason },
      { on: '2026-05-09', reason },
      { on, reason: 'another' },
    ])
      given(made, declined).when(DeclineCommitment, other).thenRefused(CommitmentIsDeclinedAlready)
    const transferred = OwnershipTransferred({ owner: other, on: '2026-07-01', reason })
    for (const on of ['2026-07-01', '2026-07-02'])
      given(made, accepted, transferred).when(AcceptCommitment, { on }).then(CommitmentAccepted({ on }))
    given(made, transferred, CommitmentAccepted({ on: '2026-07-02' }))
      .when(AcceptCommitment, { on })
      .then(accepted)
    given(made, transferred, CommitmentAccepted({ on: '2026-07-03' }))
      .when(AcceptCommitment, { on: '2026-07-02' })
      .thenRefused(CommitmentIsAcceptedAlready)
  })
  it('OwnerAnswersAlready: on another day or for another reason; the same again is nothing new', () => {
    const transfer = { owner: other, on: '2026-07-01', reason }
    const passed = given(made, OwnershipTransferred(transfer))
    passed.when(TransferOwnership, transfer).thenNothing()
    passed.when(TransferOwnership, { ...transfer, reason: 'another' }).thenRefused(OwnerAnswersAlready)
    given(made)
      .when(TransferOwnership, { ...transfer, owner })
      .thenRefused(OwnerAnswersAlready)
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
      const asked = (dueOn: string) => (command === GrantExtension ? { dueOn, reason } : { dueOn, reason, on: TODAY })
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
    const again = { ...request, on: '2026-09-05' }
    given(...requested, ExtensionRefused(refusal))
      .when(RequestExtension, again)
      .then(ExtensionRequested(again))
    const later = { ...request, dueOn: '2027-01-31', on: TODAY }
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
      .thenRefused(OwnerAnswersAlready)
    given(made, CommitmentCorrected({ ...promise, owner: third, reason }))
      .when(TransferOwnership, { owner: third, on: '2026-08-01', reason })
      .thenRefused(OwnerAnswersAlready)
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
  it('OwnerDoesNotWaitOnItself, as of the day; the same obstacle again is none', () => {
    given(made)
      .when(RaiseObstacle, { ...difficulty, waitingOn: owner })
      .thenRefused(OwnerDoesNotWaitOnItself)
    const passed = OwnershipTransferred({ owner: other, on: '2026-07-02', reason })
    given(made, passed).when(RaiseObstacle, difficulty).then(raised)
    given(made, passed)
      .when(RaiseObstacle, { ...difficulty, on: '2026-07-02' })
      .thenRefused(OwnerDoesNotWaitOnItself)
    given(made, raised).when(RaiseObstacle, difficulty).thenNothing()
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
  it('OwnerCannotVerifyOwnCompletion: nor does who verified turn out to have owned it then', () => {
    const verified = [...completed, CompletionVerified({ on: '2026-09-25', by: third })]
    const early = { owner: third, on: '2026-05-10', reason }
    given(...verified)
      .when(TransferOwnership, early)
      .thenRefused(OwnerCannotVerifyOwnCompletion)
    given(...verified)
      .when(CorrectCommitment, { ...promise, owner: third, reason })
      .thenRefused(OwnerCannotVerifyOwnCompletion)
    const transferred = OwnershipTransferred({ ...early, owner: other })
    given(made, transferred, ...verified.slice(1))
      .when(CorrectCommitmentStep, { step: 1, rightly: { transfer: early }, reason })
      .thenRefused(OwnerCannotVerifyOwnCompletion)
    given(made, transferred, ...completed.slice(1), CompletionVerified({ on: '2026-09-25', by: owner }))
      .when(ReverseCommitmentStep, { step: 1, reason })
      .thenRefused(OwnerCannotVerifyOwnCompletion)
  })
  it('OwnerCannotVerifyOwnCompletion: nor who is of the owner', () => {
    const verification = { on: '2026-09-10', by: someId('organization') }
    given(...completed)
      .when(VerifyCompletion, verification, { evidence: { ofTheOwner: true } })
      .thenRefused(OwnerCannotVerifyOwnCompletion)
    given(...completed)
      .when(VerifyCompletion, verification, { evidence: { ofTheOwner: false } })
      .then(CompletionVerified(verification))
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
    [ChangePriority, { priority: 'high', on, reason }],
    [RaiseObstacle, { on, text: 'ติดขัด' }],
    [AnswerObstacle, { obstacle, on, answer: 'แก้แล้ว' }],
    [ReportCompletion, done],
    [TransferOwnership, { owner: other, on, reason }],
    [WithdrawCommitment, { on, reason, resolution }],
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
  it('lets the record of the promise be corrected all the same, and records nothing where it says so already', () => {
    const corrected = { ...promise, title: { th: 'อบรมใหม่' }, reason }
    for (const history of [completed, withdrawn]) {
      given(...history)
        .when(CorrectCommitment, corrected)
        .then(CommitmentCorrected(corrected))
      given(...history, CommitmentCorrected(corrected))
        .when(CorrectCommitment, { ...corrected, reason: 'อีกครั้ง' })
        .thenNothing()
    }
  })
})

describe('how pressing it is', () => {
  const urgent = { priority: 'urgent', on: '2026-06-01', reason }
  it('changes from a day, and is not changed to what it is', () => {
    given(made)
      .when(ChangePriority, urgent)
      .then(PriorityChanged({ priority: 'urgent', on: '2026-06-01', reason }))
    given(made)
      .when(ChangePriority, { ...urgent, priority: 'normal' })
      .thenNothing()
    given(CommitmentMade({ ...promise, priority: 'urgent' }))
      .when(ChangePriority, urgent)
      .thenNothing()
  })
  it('is one of three', () => {
    expect(ChangePriority.shape.safeParse({ ...urgent, priority: 'vital' }).success).toBe(false)
  })
})

describe('the record of a step was wrong', () => {
  const on = '2026-06-01'
  const raised = ObstacleRaised({ obstacle, on: '2026-07-01', text: 'รอข้อมูล', waitingOn: other })
  /** Each kind of step with the history before it and the step as it should have been. */
  const steps: [StepKind, Fact[], Fact, object][] = [
    ['acceptance', [], CommitmentAccepted({ on }), { on: '2026-06-02' }],
    ['refusal', [], CommitmentDeclined({ on, reason }), { on, reason: 'คนไม่พอ' }],
    ['progress', [], ProgressReported({ on, word: 'เริ่ม', percent: 40 }), { on, word: 'เริ่ม', percent: 4 }],
    ['prioritizing', [], PriorityChanged({ priority: 'high', on, reason }), { priority: 'urgent', on, reason }],
    ['request', [], ExtensionRequested({ on, dueOn: '2026-12-31', reason }), { on, dueOn: '2026-11-30', reason }],
    ['extension', [], ExtensionGranted({ dueOn: '2026-12-31', reason, decidedOn: on }), { dueOn: '2026-11-30', reason, decidedOn: on }],
    [
      'extensionRefusal',
      [ExtensionRequested({ on, dueOn: '2026-12-31', reason })],
      ExtensionRefused({ on: '2026-06-20', reason }),
      { on: '2026-06-02', reason },
    ],
    ['obstacle', [], raised, { on: '2026-07-01', text: 'รอข้อมูล', waitingOn: third }],
    [
      'answer',
      [raised],
      ObstacleAnswered({ obstacle, on: '2026-08-01', answer: 'ได้แล้ว' }),
      { obstacle, on: '2026-08-02', answer: 'ได้แล้ว' },
    ],
    ['transfer', [], OwnershipTransferred({ owner: other, on, reason }), { owner: third, on, reason }],
    ['support', [], SupporterJoined({ on, supporter: other }), { on, supporter: third }],
    [
      'supportEnd',
      [SupporterJoined({ on, supporter: other }), SupporterJoined({ on, supporter: third })],
      SupporterLeft({ on: '2026-06-20', supporter: other, reason }),
      { on: '2026-06-20', supporter: third, reason },
    ],
    ['delegation', [], CommitmentSubDelegated({ on, to: other }), { on, to: third, what: 'การอบรม' }],
    [
      'delegationEnd',
      [CommitmentSubDelegated({ on, to: other })],
      SubDelegationEnded({ on: '2026-06-20', to: other, reason }),
      { on: '2026-06-19', to: other, reason },
    ],
    ['completion', [], CompletionReported(done), { ...done, on: '2026-08-31' }],
    ['verification', [CompletionReported(done)], CompletionVerified({ on: '2026-09-10', by: other }), { on: '2026-09-10', by: third }],
    ['return', [CompletionReported(done)], CompletionReturned({ on: '2026-09-10', reason }), { on: '2026-09-09', reason }],
    ['withdrawal', [], CommitmentWithdrawn({ on, reason, resolution }), { on: '2026-06-03', reason, resolution }],
  ]

  it.each(steps)('of the %s: it is said rightly, or it never was', (kind, before, recorded, rightly) => {
    const history = [made, ...before, recorded]
    const step = history.length - 1
    const correction = { step, rightly: { [kind]: rightly }, reason } as never
    given(...history)
      .when(CorrectCommitmentStep, correction)
      .then(CommitmentStepCorrected(correction))
    given(...history, CommitmentStepCorrected(correction))
      .when(CorrectCommitmentStep, correction)
      .thenNothing()
    const unsaid = CommitmentStepReversed({ step, what: kind, reason })
    given(...history)
      .when(ReverseCommitmentStep, { step, reason })
      .then(unsaid)
    given(...history, unsaid)
      .when(ReverseCommitmentStep, { step, reason })
      .thenRefused(CommitmentHasNoSuchStep)
    const asBefore = fold<CommitmentState>(commitment, [made, ...before])
    expect(fold(commitment, [...history, unsaid])).toEqual(asBefore)
  })

  it('and so is what it refused: what was withdrawn by mistake is open again', () => {
    const report = { on: '2026-06-10', word: 'เริ่มแล้ว' }
    given(...withdrawn)
      .when(ReportProgress, report)
      .thenRefused(CommitmentMustBeOpen)
    given(...withdrawn, CommitmentStepReversed({ step: 1, what: 'withdrawal', reason }))
      .when(ReportProgress, report)
      .then(ProgressReported(report))
  })

  it('but what follows it must still follow', () => {
    given(...completed, CompletionVerified({ on: '2026-09-10', by: other }))
      .when(ReverseCommitmentStep, { step: 1, reason })
      .thenRefused(OnlyCompletedWorkIsVerified)
    given(...completed, CompletionVerified({ on: '2026-09-10', by: other }))
      .when(CorrectCommitmentStep, { step: 1, rightly: { completion: { ...done, on: '2026-09-11' } }, reason })
      .thenRefused(OnlyCompletedWorkIsVerified)
    given(...extended, ExtensionGranted({ dueOn: '2027-01-31', reason }))
      .when(CorrectCommitmentStep, { step: 1, rightly: { extension: { dueOn: '2027-01-31', reason } }, reason })
      .thenRefused(ExtensionMovesTheDateForward)
    given(made, CommitmentAccepted({ on }))
      .when(CorrectCommitment, { ...promise, madeOn: '2026-06-02', reason })
      .thenRefused(CommitmentStepsFollowInTime)
  })

  it('CommitmentHasNoSuchStep, StepIsCorrectedAsWhatItIs', () => {
    given(...completed)
      .when(ReverseCommitmentStep, { step: 0, reason })
      .thenRefused(CommitmentHasNoSuchStep)
    given(...completed)
      .when(CorrectCommitmentStep, { step: 1, rightly: { withdrawal: { on, reason } }, reason })
      .thenRefused(StepIsCorrectedAsWhatItIs)
  })

  it('is judged as the step itself is', () => {
    const verified = [...completed, CompletionVerified({ on: '2026-09-10', by: other })]
    given(...verified)
      .when(CorrectCommitmentStep, { step: 2, rightly: { verification: { on: '2026-09-10', by: owner } }, reason })
      .thenRefused(OwnerCannotVerifyOwnCompletion)
    given(made, raised)
      .when(CorrectCommitmentStep, { step: 1, rightly: { obstacle: { on: '2026-07-01', text: 'รอ', waitingOn: owner } }, reason })
      .thenRefused(OwnerDoesNotWaitOnItself)
    given(made, CommitmentWithdrawn({ on, reason }))
      .when(CorrectCommitmentStep, { step: 1, rightly: { withdrawal: { on: addDays(TODAY, 1), reason } }, reason })
      .thenUntimely('rightly.withdrawal.on', 'DayHasNotCome')
  })

  it('tells in a sentence of its own what is corrected', () => {
    const { th, en } = CommitmentStepCorrected.says({ step: 1, rightly: { withdrawal: { on, reason } }, reason })
    expect([th, en]).toEqual([
      expect.stringContaining('แก้ไขบันทึกการถอนข้อผูกพัน (บรรทัดที่ {step} ในประวัติ)'),
      expect.stringContaining('Record of the withdrawal (line {step} of the history) corrected'),
    ])
  })

  it('an extension corrected in the log of earlier days is still read so', () => {
    given(...extended, ExtensionCorrected({ dueOn: '2026-11-30', reason }))
      .when(GrantExtension, { dueOn: '2026-12-15', reason, decidedOn: TODAY })
      .then(ExtensionGranted({ dueOn: '2026-12-15', reason, decidedOn: TODAY }))
  })
})

describe('a file', () => {
  const scan = attachable('scan')
  const attached = FileAttachedToCommitment(scan)

  it('is attached once, whatever it is called the second time, also to what was withdrawn', () => {
    given(made).when(AttachFileToCommitment, scan).then(attached)
    given(made, attached)
      .when(AttachFileToCommitment, { ...scan, name: 'again.pdf' })
      .thenRefused(FileIsAttachedOtherwise)
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
