import { describe, expect, it } from '@jest/globals'
import type { Filling, Line } from '@prasan/answering/contract'
import { type Fact, addDays, untilNext } from '@prasan/event-sourcing'
import { fold, someId } from '@prasan/event-sourcing/testing'
import * as happened from './events.js'
import { type PromiseDays, type WaitingDays, daysByCause, daysWaited, lateStretches } from './lateness.js'
import { type CommitmentState, commitment } from './state.js'
import { chapters, columnsOf, difficultiesOf } from './story.js'

const OWNER = someId('post')
const NEXT = someId('post', 'next')
const AGENCY = someId('organization')
const obstacle = someId('obstacle')
const reason = 'มติ'
const word = 'แล้ว'
const made = happened.CommitmentMade({ title: { th: 'อบรม' }, owner: OWNER, madeOn: '2026-05-04', dueOn: '2026-09-30' })
const raised = (on: string, waitingOn: string | null = AGENCY) =>
  happened.ObstacleRaised({ obstacle, on, text: 'รอหนังสือ', ...(waitingOn !== null && { waitingOn }) })
const extended = (decidedOn: string, dueOn: string) => happened.ExtensionGranted({ dueOn, reason, decidedOn })
const transferred = (on: string, owner = NEXT) => happened.OwnershipTransferred({ owner, on, reason })

/** A line of which each part begins on its day and lasts until the next; `null`: it is not there. */
const line = (...parts: [from: string, filling: Filling | null][]): Line =>
  parts.flatMap(([from, filling], i) => {
    const who = filling === 'held' || filling === 'acting' || filling === 'caretaker' ? 'somebody' : null
    return filling === null ? [] : [{ from, until: parts[i + 1]?.[0] ?? null, holder: who, answering: who, filling }]
  })
const HELD = line(['2020-01-01', 'held'])

function daysOfStory(facts: readonly Fact[]) {
  const state = fold<CommitmentState>(commitment, [made, ...facts])
  if (state.is === 'unknown') throw new Error('not made')
  const promise: PromiseDays[] = untilNext(chapters(state)).map(({ from, until, standing }) => ({
    from,
    until,
    ...columnsOf(state, standing),
  }))
  const waiting: WaitingDays[] = difficultiesOf(state).flatMap(({ waitingOn, raisedOn, answeredOn }) =>
    waitingOn === null ? [] : [{ waitingOn, from: raisedOn, until: answeredOn }],
  )
  return { promise, waiting }
}
function late(day: string, facts: readonly Fact[] = [], lines: Record<string, Line> = {}) {
  const { promise, waiting } = daysOfStory(facts)
  const stretches = lateStretches(promise, waiting, new Map(Object.entries({ [OWNER]: HELD, [NEXT]: HELD, ...lines })), day)
  const { days, ...causes } = daysByCause(stretches)
  return { days, ...Object.fromEntries(Object.entries(causes).filter(([, days]) => days > 0)), stretches }
}

describe('the days of a promise after it was first due', () => {
  it('begin the day after, and are the owner’s where nothing else holds', () => {
    expect(late('2026-09-30').stretches).toEqual([])
    expect(late('2026-10-01')).toMatchObject({ days: 1, owner: 1 })
    expect(late('2026-10-31').stretches).toEqual([{ from: '2026-10-01', until: '2026-11-01', cause: 'owner', owner: OWNER }])
    expect(late('2026-05-03').stretches).toEqual([])
  })

  it('are told as 60 that look overdue, of which 12 are the owner’s', () => {
    const story = [
      extended('2026-09-25', '2026-10-14'),
      raised('2026-11-01'),
      happened.ObstacleAnswered({ obstacle, on: '2026-11-18', answer: word }),
    ]
    const vacantFrom15October = line(['2020-01-01', 'held'], ['2026-10-15', 'vacant'], ['2026-11-04', 'held'])
    expect(late('2026-11-29', story, { [OWNER]: vacantFrom15October })).toMatchObject({
      days: 60,
      extended: 14,
      vacant: 20,
      waiting: 14,
      owner: 12,
    })
  })

  describe('covered by an extension', () => {
    it('from the day on which it was granted: it does not unmake the days before', () => {
      expect(late('2026-11-20', [extended('2026-10-20', '2026-11-15')]).stretches.map(({ from, cause }) => [from, cause])).toEqual([
        ['2026-10-01', 'owner'],
        ['2026-10-20', 'extended'],
        ['2026-11-16', 'owner'],
      ])
      expect(late('2026-11-20', [extended('2026-10-20', '2026-11-15')])).toMatchObject({ days: 51, extended: 27, owner: 24 })
    })
    it('one, where it ended on the day on which it was granted, and none where it had ended before', () => {
      expect(late('2026-10-31', [extended('2026-10-20', '2026-10-20')])).toMatchObject({ days: 31, extended: 1, owner: 30 })
      expect(late('2026-10-31', [extended('2026-10-20', '2026-10-10')])).toMatchObject({ days: 31, owner: 31 })
    })
    it('twice, with what lies between', () => {
      const twice = [extended('2026-09-01', '2026-10-10'), extended('2026-10-16', '2026-10-20')]
      expect(late('2026-10-31', twice)).toMatchObject({ days: 31, extended: 15, owner: 16 })
    })
    it('not by one that was asked for, or was refused', () => {
      const asked = happened.ExtensionRequested({ dueOn: '2026-12-31', reason, on: '2026-09-25' })
      expect(late('2026-10-31', [asked])).toMatchObject({ days: 31, owner: 31 })
      expect(late('2026-10-31', [asked, happened.ExtensionRefused({ on: '2026-10-02', reason })])).toMatchObject({ owner: 31 })
    })
    it('before they are vacant or wait', () => {
      const empty = { [OWNER]: line(['2026-01-01', 'held'], ['2026-09-01', 'vacant']) }
      expect(late('2026-10-15', [extended('2026-09-01', '2026-10-10'), raised('2026-09-01')], empty)).toMatchObject({
        extended: 10,
        vacant: 5,
      })
    })
  })

  describe('vacant', () => {
    const empty = line(['2026-01-01', 'held'], ['2026-10-11', 'vacant'])
    it('where nobody answers; whoever acts or is caretaker answers', () => {
      expect(late('2026-10-31', [], { [OWNER]: empty })).toMatchObject({ owner: 10, vacant: 21 })
      for (const filling of ['acting', 'caretaker'] as const)
        expect(late('2026-10-31', [], { [OWNER]: line(['2026-01-01', 'held'], ['2026-10-11', filling]) })).toMatchObject({ owner: 31 })
    })
    it('before they wait on another', () => {
      expect(late('2026-10-31', [raised('2026-10-06')], { [OWNER]: empty })).toMatchObject({ owner: 5, waiting: 5, vacant: 21 })
    })
    it('of whoever owned it on the day: a transfer ends those of the owner before', () => {
      expect(late('2026-10-31', [transferred('2026-10-21')], { [OWNER]: empty }).stretches).toEqual([
        { from: '2026-10-01', until: '2026-10-11', cause: 'owner', owner: OWNER },
        { from: '2026-10-11', until: '2026-10-21', cause: 'vacant', owner: OWNER },
        { from: '2026-10-21', until: '2026-11-01', cause: 'owner', owner: NEXT },
      ])
    })
    it('where the owner has ended, until somebody takes over', () => {
      const gone = { [OWNER]: line(['2026-01-01', 'held'], ['2026-10-11', null]) }
      expect(late('2026-10-31', [], gone)).toMatchObject({ owner: 10, vacant: 21 })
      expect(late('2026-10-31', [transferred('2026-10-11')], gone)).toMatchObject({ days: 31, owner: 31 })
    })
    it('not where no post, seat or holder was ever recorded who could be missing', () => {
      expect(late('2026-10-31', [], { [OWNER]: line(['1900-01-01', 'unknown']) })).toMatchObject({ owner: 31 })
    })
  })

  describe('waiting on another', () => {
    it('from the day on which an obstacle was raised until the day of its answer', () => {
      const answered = happened.ObstacleAnswered({ obstacle, on: '2026-10-11', answer: word })
      expect(late('2026-10-31', [raised('2026-08-01'), answered])).toMatchObject({ waiting: 10, owner: 21 })
      expect(late('2026-10-10', [raised('2026-10-06'), answered])).toMatchObject({ owner: 5, waiting: 5 })
    })
    it('not by an obstacle that waits on nobody, or on who owns it by now', () => {
      expect(late('2026-10-31', [raised('2026-08-01', null)])).toMatchObject({ owner: 31 })
      expect(late('2026-10-31', [raised('2026-08-01', NEXT), transferred('2026-10-11')])).toMatchObject({ waiting: 10, owner: 21 })
    })
    it('for its completion to be looked at, where it was returned', () => {
      const returned = [happened.CompletionReported({ on: '2026-10-03', word }), happened.CompletionReturned({ on: '2026-10-10', reason })]
      expect(late('2026-10-15', returned)).toMatchObject({ days: 15, waiting: 6, owner: 9 })
      expect(late('2026-10-09', returned)).toMatchObject({ days: 3, owner: 3 })
      const empty = { [OWNER]: line(['2026-01-01', 'held'], ['2026-10-05', 'vacant']) }
      expect(late('2026-10-15', returned, empty)).toMatchObject({ owner: 3, waiting: 1, vacant: 11 })
    })
  })

  describe('end', () => {
    it('with the day of completion, verified or not', () => {
      const done = [happened.CompletionReported({ on: '2026-10-05', word })]
      expect(late('2026-12-31', done)).toMatchObject({ days: 5, owner: 5 })
      expect(late('2026-12-31', [...done, happened.CompletionVerified({ on: '2026-11-05', by: AGENCY })])).toMatchObject({ days: 5 })
      expect(late('2026-12-31', [happened.CompletionReported({ on: '2026-09-30', word })]).stretches).toEqual([])
    })
    it('with the day before it was withdrawn', () => {
      const withdrawn = [happened.CommitmentWithdrawn({ on: '2026-10-05', reason }), transferred('2026-10-20')]
      expect(late('2026-12-31', withdrawn)).toMatchObject({ days: 4, owner: 4 })
      expect(late('2026-10-04', withdrawn)).toMatchObject({ days: 4 })
    })
  })
})

describe('the days on which an obstacle waited', () => {
  const waited = (day: string, ...facts: Fact[]) => {
    const { promise } = daysOfStory(facts)
    return daysWaited({ from: '2026-08-01', until: null }, promise, day)
  }
  it('are those on which it was not answered and the promise open, the day asked about included', () => {
    expect(waited('2026-08-01')).toBe(1)
    expect(waited('2026-08-10')).toBe(10)
    expect(daysWaited({ from: '2026-08-01', until: '2026-08-05' }, daysOfStory([]).promise, '2026-08-10')).toBe(4)
    const done = happened.CompletionReported({ on: '2026-08-04', word })
    expect(waited('2026-08-10', done)).toBe(3)
    expect(waited('2026-08-10', done, happened.CompletionReturned({ on: '2026-08-09', reason }))).toBe(5)
  })
  it('are none on the day before', () => {
    expect(waited(addDays('2026-08-01', -1))).toBe(0)
  })
})
