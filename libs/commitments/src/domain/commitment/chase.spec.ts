import { describe, expect, it } from '@jest/globals'
import { CommitteeEstablished, RulesAdopted, chaseOf, committee, rulesOn } from '@prasan/committees/contract'
import { type Fact, addDays } from '@prasan/event-sourcing'
import { fold, given, someId } from '@prasan/event-sourcing/testing'
import { AcknowledgeEscalation, EscalateCommitment, RemindOfCommitment } from './decide-chase.js'
import { CorrectCommitmentStep, ReverseCommitmentStep } from './decide-corrections.js'
import {
  CommitmentMade,
  CommitmentStepCorrected,
  CommitmentStepReversed,
  CommitmentWithdrawn,
  CompletionReported,
  EscalationAcknowledged,
  ExtensionGranted,
} from './events.js'
import { Escalated, Reminded } from './events-of-chase.js'
import {
  ChaseGoesOnWithinNinetyDays,
  CommitmentHasNoSuchStep,
  CommitmentMustBeOpen,
  EscalationMustHaveBeenRecorded,
  OnlyWhatIsOverdueIsEscalated,
} from './rules.js'

const owner = someId('post', 'owner')
const to = someId('seat', 'secretary')
const made = CommitmentMade({ title: { th: 'อบรม' }, owner, madeOn: '2026-05-04', dueOn: '2026-09-30' })
const reason = 'มติที่ประชุม'
const word = 'กำลังเร่งดำเนินการ'

describe('a reminder', () => {
  it('is numbered among those of its kind, and recorded once a day, of what is so on its day', () => {
    const first = Reminded({ on: '2026-09-23', kind: 'beforeDue', time: 1, to: owner })
    given(made).when(RemindOfCommitment, { on: '2026-09-23', kind: 'beforeDue', to: owner }).then(first)
    given(made, first).when(RemindOfCommitment, { on: '2026-09-23', kind: 'beforeDue', to: owner }).thenNothing()
    given(made, first)
      .when(RemindOfCommitment, { on: '2026-09-29', kind: 'beforeDue', to: owner })
      .then(Reminded({ on: '2026-09-29', kind: 'beforeDue', time: 2, to: owner }))
    given(made, first)
      .when(RemindOfCommitment, { on: '2026-09-30', kind: 'due', to: owner })
      .then(Reminded({ on: '2026-09-30', kind: 'due', time: 1, to: owner }))
    const nothing = (on: string, kind: string) => given(made).when(RemindOfCommitment, { on, kind, to: owner }).thenNothing()
    nothing('2026-09-30', 'beforeDue')
    nothing('2026-09-29', 'due')
    nothing('2026-09-30', 'overdue')
    nothing('2026-10-09', 'waiting')
  })
})

describe('an escalation', () => {
  const up = { on: '2026-10-07', step: 'secretary' as const, to }
  it('says by how many days the commitment is overdue, and is recorded once a day', () => {
    given(made)
      .when(EscalateCommitment, up)
      .then(Escalated({ ...up, daysOverdue: 7 }))
    given(made, Escalated({ ...up, daysOverdue: 7 }))
      .when(EscalateCommitment, up)
      .thenNothing()
    given(made)
      .when(EscalateCommitment, { ...up, on: '2026-09-30' })
      .thenRefused(OnlyWhatIsOverdueIsEscalated)
    given(made, ExtensionGranted({ dueOn: '2026-10-31', reason, decidedOn: '2026-10-01' }))
      .when(EscalateCommitment, up)
      .thenRefused(OnlyWhatIsOverdueIsEscalated)
  })
  const ended: [string, Fact][] = [
    ['withdrawn', CommitmentWithdrawn({ on: '2026-10-07', reason })],
    ['reported complete', CompletionReported({ on: '2026-10-07', word })],
  ]
  it.each(ended)('is refused of what was %s by then, and there is nothing to remind of', (_, end) => {
    given(made, end).when(EscalateCommitment, up).thenRefused(CommitmentMustBeOpen)
    given(made, end).when(RemindOfCommitment, { on: up.on, kind: 'overdue', to: owner }).thenNothing()
    given(made, end)
      .when(EscalateCommitment, { ...up, on: '2026-10-06' })
      .then(Escalated({ ...up, on: '2026-10-06', daysOverdue: 6 }))
  })
  it('goes up, not down, and not while the chase rests', () => {
    const gone = [made, Escalated({ ...up, step: 'chair', daysOverdue: 7 })]
    given(...gone)
      .when(EscalateCommitment, { ...up, on: '2026-10-09' })
      .thenNothing()
    given(...gone)
      .when(EscalateCommitment, { ...up, on: '2026-10-09', step: 'parent' })
      .then(Escalated({ ...up, on: '2026-10-09', step: 'parent', daysOverdue: 9 }))
    const resting = [...gone, EscalationAcknowledged({ on: '2026-10-08', word, dueAgainOn: '2026-10-10' })]
    given(...resting)
      .when(EscalateCommitment, { ...up, on: '2026-10-09', step: 'parent' })
      .thenNothing()
    given(...resting)
      .when(RemindOfCommitment, { on: '2026-10-09', kind: 'overdue', to: owner })
      .thenNothing()
  })
})

describe('an acknowledgment', () => {
  const chase = { ...chaseOf(undefined), restDays: 10 }
  const body = fold(committee, [
    CommitteeEstablished({ name: { th: 'คณะ' }, type: 'committee' }),
    RulesAdopted({ rules: { ...rulesOn(committee.initial, '2026-01-01'), chase } }),
  ])
  const escalated = [made, Escalated({ on: '2026-10-07', step: 'secretary', to, daysOverdue: 7 })]
  const acknowledgment = { on: '2026-10-08', word, dueAgainOn: '2026-10-20' }
  const acknowledged = EscalationAcknowledged(acknowledgment)

  it('answers an escalation, from its day on', () => {
    given(...escalated)
      .when(AcknowledgeEscalation, acknowledgment)
      .then(acknowledged)
    given(...escalated)
      .when(AcknowledgeEscalation, { on: '2026-10-07', word }, { evidence: { body } })
      .then(EscalationAcknowledged({ on: '2026-10-07', word, dueAgainOn: '2026-10-17' }))
    given(...escalated)
      .when(AcknowledgeEscalation, { ...acknowledgment, on: '2026-10-06' })
      .thenRefused(EscalationMustHaveBeenRecorded)
    given(made).when(AcknowledgeEscalation, acknowledgment).thenRefused(EscalationMustHaveBeenRecorded)
    given(...escalated, acknowledged)
      .when(AcknowledgeEscalation, acknowledgment)
      .thenNothing()
    given(...escalated, CompletionReported({ on: '2026-10-08', word }))
      .when(AcknowledgeEscalation, acknowledgment)
      .thenRefused(CommitmentMustBeOpen)
  })

  it('lets the chase rest for a time, ninety days at most', () => {
    const until = (dueAgainOn: string) => given(...escalated).when(AcknowledgeEscalation, { ...acknowledgment, dueAgainOn })
    until(acknowledgment.on).thenRefused(ChaseGoesOnWithinNinetyDays)
    expect(until(addDays(acknowledgment.on, 1)).facts()).toHaveLength(1)
    expect(until(addDays(acknowledgment.on, 90)).facts()).toHaveLength(1)
    until(addDays(acknowledgment.on, 91)).thenRefused(ChaseGoesOnWithinNinetyDays)
  })

  it('is corrected and reversed as other steps are; what was escalated is not', () => {
    const history = [...escalated, acknowledged]
    const rightly = { acknowledgment: { on: '2026-10-09', word } }
    given(...history)
      .when(CorrectCommitmentStep, { step: 2, rightly, reason })
      .then(CommitmentStepCorrected({ step: 2, rightly, reason }))
    given(...history)
      .when(CorrectCommitmentStep, { step: 2, rightly: { acknowledgment: { on: '2026-10-06', word } }, reason })
      .thenRefused(EscalationMustHaveBeenRecorded)
    given(...history)
      .when(ReverseCommitmentStep, { step: 2, reason })
      .then(CommitmentStepReversed({ step: 2, what: 'acknowledgment', reason }))
    given(...history)
      .when(ReverseCommitmentStep, { step: 1, reason })
      .thenRefused(CommitmentHasNoSuchStep)
  })
})
