import { describe, it } from '@jest/globals'
import { CommitteeEstablished, RulesAdopted, SeatCreated, committee } from '@prasan/committees/contract'
import type { Fact, Rule } from '@prasan/event-sourcing'
import { attachable, fold, given, someId } from '@prasan/event-sourcing/testing'
import { CorrectCommitmentStep } from './decide-corrections.js'
import { GrantExtension, RefuseExtension, ReportCompletion } from './decide-progress.js'
import { WithdrawCommitment } from './decide-promise.js'
import {
  CommitmentMade,
  CommitmentWithdrawn,
  CompletionReported,
  ExtensionGranted,
  ExtensionRefused,
  ExtensionRequested,
  FileAttachedToCommitment,
  PriorityChanged,
} from './events.js'
import {
  CommitmentIsWithdrawnByResolution,
  ExtensionIsDecidedAsTheBodySays,
  ExtensionMustHaveBeenRequested,
  ExtensionsAreLimited,
  PressingWorkIsCompletedWithEvidence,
} from './rules.js'

const owner = someId('post', 'owner')
const [chair, secretary, member] = ['chair', 'secretary', 'member'].map((name) => someId('post', name)) as [string, string, string]
const seatOf = (post: string) => someId('seat', post)
const resolution = someId('resolution')
const reason = 'มติ'
const made = CommitmentMade({ title: { th: 'อบรม' }, owner, madeOn: '2026-05-04', dueOn: '2026-06-30', committee: someId('committee') })

const VILLAGE = {
  quorum: { numerator: 1, denominator: 3, base: 'filledSeats' },
  chairs: 'one',
  noticeDays: 0,
  majority: 'consensus',
  castingVote: false,
  holdOver: true,
  substitutes: 'attendOnly',
  numbering: 'calendar',
} as const

const body = (rules: object, from?: string) => ({
  evidence: {
    body: fold(committee, [
      CommitteeEstablished({ name: { th: 'คณะ' }, type: 'committee' }),
      ...(
        [
          [chair, 'chair'],
          [secretary, 'secretary'],
          [member, 'member'],
        ] as const
      ).map(([post, office], i) => SeatCreated({ seat: seatOf(post), number: i + 1, office, kind: { exOfficio: { post } } })),
      RulesAdopted({ rules: { ...VILLAGE, ...rules }, ...(from !== undefined && { from }) }),
    ]),
  },
})
const despite = (rule: Rule) => ({ recordDespite: [{ rule: rule.code, reason: 'ด่วน' }] })
const granted = (dueOn: string, decidedOn: string) => ExtensionGranted({ dueOn, decidedOn, reason })

describe('ExtensionsAreLimited', () => {
  const once = [made, granted('2026-07-31', '2026-06-20')]
  const again = { dueOn: '2026-08-31', decidedOn: '2026-07-20', reason }
  it('as often as the body allows on the day of the decision, and despite that with a reason', () => {
    given(made)
      .when(GrantExtension, again, body({ extensions: { limit: 1 } }))
      .then(ExtensionGranted(again))
    given(...once)
      .when(GrantExtension, again, body({ extensions: { limit: 1 } }))
      .thenRefused(ExtensionsAreLimited)
    given(...once)
      .when(GrantExtension, again, { ...body({ extensions: { limit: 1 } }), ...despite(ExtensionsAreLimited) })
      .then(ExtensionGranted(again))
    given(...once)
      .when(GrantExtension, again, body({ extensions: { limit: 1 } }, '2026-07-21'))
      .then(ExtensionGranted(again))
    given(made)
      .when(GrantExtension, again, body({ extensions: { limit: 0 } }))
      .thenRefused(ExtensionsAreLimited)
    given(...once)
      .when(GrantExtension, again, body({ extensions: {} }))
      .then(ExtensionGranted(again))
    given(...once)
      .when(GrantExtension, again, { evidence: {} })
      .then(ExtensionGranted(again))
  })
  it('of which one that is corrected is none more', () => {
    const rightly = { extension: { dueOn: '2026-07-30', decidedOn: '2026-06-20', reason } }
    given(...once)
      .when(CorrectCommitmentStep, { step: 1, rightly, reason }, { ...body({ extensions: { limit: 1 } }) })
      .facts()
  })
})

describe('ExtensionIsDecidedAsTheBodySays', () => {
  const grant = { dueOn: '2026-08-31', decidedOn: '2026-06-20', reason }
  const says = (decidedBy: 'secretary' | 'chair' | 'meeting') => body({ extensions: { decidedBy } })
  it.each<['secretary' | 'chair' | 'meeting', object, boolean]>([
    ['secretary', {}, false],
    ['secretary', { decidedBy: secretary }, true],
    ['secretary', { decidedBy: seatOf(chair) }, true],
    ['secretary', { decidedBy: member }, false],
    ['chair', { decidedBy: secretary }, false],
    ['chair', { decidedBy: chair }, true],
    ['chair', { decidedBy: owner }, false],
    ['meeting', { decidedBy: chair }, false],
    ['meeting', { resolution }, true],
    ['secretary', { resolution }, true],
  ])('by the %s: %j %s', (decider, by, may) => {
    const granting = given(made).when(GrantExtension, { ...grant, ...by }, says(decider))
    if (may) granting.then(ExtensionGranted({ ...grant, ...by }))
    else granting.thenRefused(ExtensionIsDecidedAsTheBodySays)
    const refusal = { on: '2026-06-20', reason, ...by }
    const requested = ExtensionRequested({ on: '2026-06-10', dueOn: '2026-08-31', reason })
    const refusing = given(made, requested).when(RefuseExtension, refusal, says(decider))
    if (may) refusing.then(ExtensionRefused(refusal))
    else refusing.thenRefused(ExtensionIsDecidedAsTheBodySays)
  })
  it('after the rules of the record', () => {
    given(made).when(RefuseExtension, { on: '2026-06-20', reason }, says('chair')).thenRefused(ExtensionMustHaveBeenRequested)
  })
})

describe('PressingWorkIsCompletedWithEvidence', () => {
  const done = { on: '2026-06-20', word: 'แล้ว' }
  const urgent = [made, PriorityChanged({ priority: 'urgent', on: '2026-06-10', reason })]
  const asked = body({ evidenceFor: ['urgent'] })
  it.each<[string, Fact[], object, boolean]>([
    ['nothing is asked of what is not pressing', [made], done, true],
    ['an urgent one needs it', urgent, done, false],
    ['what shows it is enough', urgent, { ...done, evidence: 'หนังสือ พม ๐๒/๑๒๓' }, true],
    ['and so is a file', [...urgent, FileAttachedToCommitment(attachable('scan'))], done, true],
    ['by its priority of the day', [...urgent, PriorityChanged({ priority: 'normal', on: '2026-06-15', reason })], done, true],
  ])('%s', (_, history, input, may) => {
    const completing = given(...history).when(ReportCompletion, input, asked)
    if (may) completing.then(CompletionReported(input as typeof done))
    else completing.thenRefused(PressingWorkIsCompletedWithEvidence)
  })
})

describe('CommitmentIsWithdrawnByResolution', () => {
  const withdrawal = { on: '2026-06-20', reason }
  it('and without one only despite the rule', () => {
    given(made).when(WithdrawCommitment, withdrawal).thenRefused(CommitmentIsWithdrawnByResolution)
    given(made)
      .when(WithdrawCommitment, { ...withdrawal, resolution })
      .then(CommitmentWithdrawn({ ...withdrawal, resolution }))
    given(made).when(WithdrawCommitment, withdrawal, despite(CommitmentIsWithdrawnByResolution)).then(CommitmentWithdrawn(withdrawal))
  })
})
