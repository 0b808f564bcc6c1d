import { expect, it } from '@jest/globals'
import { type PromiseDays, outcomesOf } from './promises.js'
import { lineOfPost } from '@prasan/answering/contract'

const held = (person: string, from: string, until: string | null) => ({ person, manner: 'substantive' as const, from, until })
const lives = [{ from: '2025-01-01', until: null }]
const lines = new Map([
  ['changed', lineOfPost(lives, [held('a', '2025-01-01', '2026-10-01'), held('b', '2026-10-01', null)])],
  ['covered', lineOfPost(lives, [held('a', '2025-01-01', null), { ...held('c', '2026-10-01', '2026-10-20'), manner: 'acting' }])],
])
const period = { from: '2026-09-01', until: '2026-11-01' }
const open = (owner: string, from: string, until: string | null, dueOn = '2026-12-01'): PromiseDays => ({
  ...{ owner, from, until, dueOn },
  ...{ counts: true, state: 'open', completedOn: null },
})
const then = (before: PromiseDays, state: PromiseDays['state'], completedOn: string | null = null): PromiseDays[] => [
  before,
  { ...before, from: before.until, until: null, state, completedOn },
]
const none = { all: 0, kept: 0, keptInTime: 0, dropped: 0, open: 0, late: 0 }
const outcomes = (...promises: PromiseDays[][]) => outcomesOf(promises, lines, new Map([['gone', '2026-10-01']]), period)

it('a promise is inherited where another comes to hold the place that owns it while it is open', () => {
  expect(outcomes([open('changed', '2026-09-01', null)])).toEqual({ inherited: { ...none, all: 1, open: 1 }, others: none })
  expect(outcomes(then(open('changed', '2026-09-01', '2026-10-01'), 'completed', '2026-10-01'))).toEqual({
    inherited: none,
    others: { ...none, all: 1, kept: 1, keptInTime: 1 },
  })
})
it('not where somebody only acts, nor where it passes to another owner or the change comes after the days counted', () => {
  expect(outcomes([open('covered', '2026-09-01', null)]).inherited).toEqual(none)
  expect(outcomes([open('covered', '2026-09-01', '2026-10-05'), open('changed', '2026-10-05', null)]).inherited).toEqual(none)
  expect(
    outcomesOf([[open('changed', '2026-09-01', null)]], lines, new Map(), { from: '2026-09-01', until: '2026-10-01' }).inherited,
  ).toEqual(none)
})
it('what was not open in the period is not counted', () => {
  expect(outcomes(then(open('changed', '2026-01-01', '2026-09-01'), 'completed', '2026-09-01'))).toEqual({ inherited: none, others: none })
  expect(outcomes([open('covered', '2026-11-01', null)])).toEqual({ inherited: none, others: none })
})
it('nor what was open in the period only on days on which it was not of what is asked about', () => {
  const before = (until: string) => [open('covered', '2026-01-01', until), { ...open('changed', until, null), counts: false }]
  expect(outcomes(before('2026-09-01'))).toEqual({ inherited: none, others: none })
  expect(outcomes(before('2026-10-02')).others).toEqual({ ...none, all: 1, open: 1 })
})
it('is kept, in time or not, dropped when withdrawn or left without owner, else open, late or not', () => {
  const { others } = outcomes(
    then(open('covered', '2026-09-01', '2026-10-05'), 'verified', '2026-10-05'),
    then(open('covered', '2026-09-01', '2026-10-05', '2026-10-04'), 'completed', '2026-10-05'),
    then(open('covered', '2026-09-01', '2026-10-05'), 'withdrawn'),
    [open('gone', '2026-09-01', null)],
    [open('covered', '2026-09-01', null, '2026-10-30')],
    [open('covered', '2026-09-01', null, '2026-10-31')],
  )
  expect(others).toEqual({ all: 6, kept: 2, keptInTime: 1, dropped: 2, open: 2, late: 1 })
})
