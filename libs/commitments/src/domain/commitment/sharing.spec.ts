import { describe, expect, it } from '@jest/globals'
import { type Fact, OwnerMustNotHaveEnded } from '@prasan/event-sourcing'
import { fold, given, someId } from '@prasan/event-sourcing/testing'
import { ReverseCommitmentStep } from './decide-corrections.js'
import { TransferOwnership } from './decide-promise.js'
import { AddSupporter, EndSubDelegation, EndSupport, SubDelegate } from './decide-sharing.js'
import {
  CommitmentMade,
  CommitmentSubDelegated,
  CompletionReported,
  OwnershipTransferred,
  SubDelegationEnded,
  SupporterJoined,
  SupporterLeft,
} from './events.js'
import {
  CommitmentMustBeOpen,
  CommitmentStepsFollowInTime,
  DelegateHasItAlready,
  DelegateMustHaveIt,
  OnlyWhoHasItDelegatesIt,
  OwnerIsNotItsOwnSupporter,
  SupporterIsNamedOnce,
  SupporterMustBeNamed,
} from './rules.js'
import { type CommitmentState, commitment } from './state.js'
import { delegationsOf, standingOn } from './story.js'

const owner = someId('post', 'owner')
const [deputy, officer, clerk, ngo] = ['deputy', 'officer', 'clerk', 'ngo'].map((name) => someId('post', name)) as [
  string,
  string,
  string,
  string,
]
const reason = 'คำสั่ง'
const made = CommitmentMade({
  title: { th: 'อบรม' },
  owner,
  supporting: [ngo],
  madeOn: '2026-05-04',
  dueOn: '2026-09-30',
})
const on = '2026-06-01'
const toDeputy = CommitmentSubDelegated({ to: deputy, on })
const toOfficer = CommitmentSubDelegated({ to: officer, by: deputy, on: '2026-06-10', what: 'หาวิทยากร', dueOn: '2026-07-31' })
const toClerk = CommitmentSubDelegated({ to: clerk, by: officer, on: '2026-06-20' })
const done = CompletionReported({ on: '2026-09-01', word: 'แล้ว' })

const standing = (day: string, ...facts: Fact[]) => {
  const state = fold<CommitmentState>(commitment, facts)
  return state.is === 'made' ? standingOn(state, day)! : undefined
}
const chain = (day: string, ...facts: Fact[]) => standing(day, ...facts)!.delegated.map(({ by, to }) => [by, to])

describe('who supports a promise', () => {
  const joined = SupporterJoined({ supporter: deputy, on })
  it('is whoever was named with it, joined since and has not left, on the day', () => {
    const story = [made, joined, SupporterLeft({ supporter: ngo, on: '2026-06-15', reason })]
    expect(standing('2026-05-31', ...story)!.supporting).toEqual([ngo])
    expect(standing('2026-06-01', ...story)!.supporting).toEqual([ngo, deputy])
    expect(standing('2026-06-15', ...story)!.supporting).toEqual([deputy])
  })
  it('is named once, is not the owner, and leaves only if it supports it', () => {
    given(made).when(AddSupporter, { supporter: deputy, on }).then(joined)
    given(made, joined).when(AddSupporter, { supporter: deputy, on }).thenNothing()
    given(made, joined).when(AddSupporter, { supporter: deputy, on: '2026-06-02' }).thenRefused(SupporterIsNamedOnce)
    given(made).when(AddSupporter, { supporter: ngo, on }).thenRefused(SupporterIsNamedOnce)
    given(made).when(AddSupporter, { supporter: owner, on }).thenRefused(OwnerIsNotItsOwnSupporter)
    given(made).when(EndSupport, { supporter: deputy, on, reason }).thenRefused(SupporterMustBeNamed)
    given(made, joined).when(EndSupport, { supporter: deputy, on: '2026-05-31', reason }).thenRefused(SupporterMustBeNamed)
    given(made, joined)
      .when(EndSupport, { supporter: deputy, on: '2026-06-15', reason })
      .then(SupporterLeft({ supporter: deputy, on: '2026-06-15', reason }))
    given(made, done).when(AddSupporter, { supporter: deputy, on: '2026-09-02' }).thenRefused(CommitmentMustBeOpen)
    given(made)
      .when(AddSupporter, { supporter: deputy, on }, { evidence: { owners: { [deputy]: { until: '2026-05-20' } } } })
      .thenRefused(OwnerMustNotHaveEnded)
  })
})

describe('work on a promise that is given on', () => {
  it('is a chain from the owner, each link as long as it holds', () => {
    given(made).when(SubDelegate, { to: deputy, on }).then(toDeputy)
    given(made, toDeputy).when(SubDelegate, { to: deputy, on }).thenNothing()
    const story = [made, toDeputy, toOfficer, toClerk]
    expect(chain('2026-05-31', ...story)).toEqual([])
    expect(chain('2026-06-30', ...story)).toEqual([
      [owner, deputy],
      [deputy, officer],
      [officer, clerk],
    ])
    expect(standing('2026-06-30', ...story)!.owner).toBe(owner)
    expect(standing('2026-06-30', ...story)!.delegated[1]).toEqual({
      ...{ to: officer, by: deputy, since: '2026-06-10', what: 'หาวิทยากร', dueOn: '2026-07-31' },
    })
  })
  it('is given on only by who has it on the day, and to nobody who has it', () => {
    given(made).when(SubDelegate, { to: officer, by: deputy, on }).thenRefused(OnlyWhoHasItDelegatesIt)
    given(made, toDeputy).when(SubDelegate, { to: officer, by: deputy, on: '2026-05-31' }).thenRefused(OnlyWhoHasItDelegatesIt)
    given(made, toDeputy).when(SubDelegate, { to: deputy, on: '2026-06-02' }).thenRefused(DelegateHasItAlready)
    given(made, toDeputy).when(SubDelegate, { to: owner, by: deputy, on: '2026-06-02' }).thenRefused(DelegateHasItAlready)
    given(made).when(SubDelegate, { to: deputy, on: '2026-05-01' }).thenRefused(CommitmentStepsFollowInTime)
    given(made, done).when(SubDelegate, { to: deputy, on: '2026-09-02' }).thenRefused(CommitmentMustBeOpen)
    given(made)
      .when(SubDelegate, { to: deputy, on }, { evidence: { owners: { [deputy]: { until: '2026-05-20' } } } })
      .thenRefused(OwnerMustNotHaveEnded)
  })
  it('ends with all that hangs on it, and may begin again', () => {
    const ended = SubDelegationEnded({ to: deputy, on: '2026-07-01', reason })
    given(made, toDeputy).when(EndSubDelegation, { to: deputy, on: '2026-07-01', reason }).then(ended)
    given(made).when(EndSubDelegation, { to: deputy, on: '2026-07-01', reason }).thenRefused(DelegateMustHaveIt)
    const story = [made, toDeputy, toOfficer, toClerk, ended, CommitmentSubDelegated({ to: deputy, on: '2026-08-01' })]
    expect(chain('2026-06-30', ...story)).toHaveLength(3)
    expect(chain('2026-07-01', ...story)).toEqual([])
    expect(chain('2026-08-01', ...story)).toEqual([[owner, deputy]])
    const state = fold<CommitmentState>(commitment, story)
    const days =
      state.is === 'made' ? [...delegationsOf(state)].map(([to, links]) => [to, links.map(({ from, until }) => [from, until])]) : []
    expect(days).toEqual([
      [
        deputy,
        [
          ['2026-06-01', '2026-07-01'],
          ['2026-08-01', null],
        ],
      ],
      [officer, [['2026-06-10', '2026-07-01']]],
      [clerk, [['2026-06-20', '2026-07-01']]],
    ])
  })
  it('stays given on when the promise passes to another owner, but for what that one had itself', () => {
    const toNgo = [made, toDeputy, toOfficer, OwnershipTransferred({ owner: ngo, on: '2026-07-01', reason })]
    expect(chain('2026-07-01', ...toNgo)).toEqual([
      [ngo, deputy],
      [deputy, officer],
    ])
    given(made, toDeputy, toOfficer)
      .when(TransferOwnership, { owner: deputy, on: '2026-07-01', reason })
      .then(OwnershipTransferred({ owner: deputy, on: '2026-07-01', reason }))
    const toTheDeputy = [made, toDeputy, toOfficer, OwnershipTransferred({ owner: deputy, on: '2026-07-01', reason })]
    expect(chain('2026-07-01', ...toTheDeputy)).toEqual([[deputy, officer]])
  })
  it('was not given on at all only if nothing hangs on that', () => {
    given(made, toDeputy, toOfficer).when(ReverseCommitmentStep, { step: 1, reason }).thenRefused(OnlyWhoHasItDelegatesIt)
  })
})
