import { describe, expect, it } from '@jest/globals'
import { addDays } from '@prasan/event-sourcing'
import type { LateStretch, LatenessCause, PromiseDays } from './lateness.js'
import { type PromiseJudged, timelinessOf } from './timeliness.js'

const DUE = '2026-09-30'
const TODAY = '2026-10-31'
const always = [{ from: null, until: null }]
const theirs = (owner: string) => (owner === 'own' ? always : [])

/** A promise of one owner, due on 30 September: its late days by cause, and its state since. */
function promised(
  late: readonly [cause: LatenessCause, days: number, owner?: string][],
  { state = 'open', dueOn = DUE, owner = 'own' }: { state?: string; dueOn?: string; owner?: string } = {},
): PromiseJudged {
  let from = addDays(DUE, 1)
  const stretches = late.map(([cause, days, who = owner]): LateStretch => {
    const stretch = { from, until: addDays(from, days), cause, owner: who }
    from = stretch.until
    return stretch
  })
  const day = { owner, dueOn, originalDueOn: DUE, committee: null }
  const open: PromiseDays = { ...day, from: '2026-01-01', until: null, state: 'open', completedOn: null }
  const over = { ...open, from: addDays(from, -1), state, completedOn: state === 'completed' ? addDays(from, -1) : null }
  const days = state === 'open' ? [open] : [{ ...open, until: over.from }, over]
  return { days: days.map((each) => ({ ...each, committee: null })), stretches }
}
const counted = (...promises: PromiseJudged[]) => timelinessOf(promises, theirs, TODAY)

describe('what fell due', () => {
  it('is in time where it was completed by its due date, as extended, or with none but vacant days after it', () => {
    const done = { state: 'completed' }
    expect(counted(promised([], done))).toMatchObject({ due: 1, onTime: 1, late: 0, onTimeRate: 1, medianSlippage: 0 })
    expect(counted(promised([['extended', 5]], { ...done, dueOn: '2026-10-05' }))).toMatchObject({ onTime: 1, medianSlippage: 5 })
    expect(counted(promised([['vacant', 5]], done))).toMatchObject({ onTime: 1, medianSlippage: 0 })
    expect(
      counted(
        promised(
          [
            ['vacant', 5],
            ['owner', 1],
          ],
          done,
        ),
      ),
    ).toMatchObject({ onTime: 0, late: 1, lateOpen: 0, medianSlippage: 1 })
    expect(counted(promised([['waiting', 1]], done))).toMatchObject({ late: 1 })
    expect(
      counted(
        promised(
          [
            ['extended', 5],
            ['owner', 1],
          ],
          { ...done, dueOn: '2026-10-05' },
        ),
      ),
    ).toMatchObject({ late: 1 })
    expect(
      counted(
        promised(
          [
            ['owner', 3],
            ['extended', 2],
          ],
          { ...done, dueOn: '2026-10-05' },
        ),
      ),
    ).toMatchObject({ onTime: 1, medianSlippage: 5 })
  })

  it('is neither while it is open and not late', () => {
    expect(counted(promised([['extended', 31]], { dueOn: '2026-12-31' }))).toMatchObject({
      due: 1,
      pending: 1,
      onTimeRate: null,
      medianSlippage: 31,
    })
    expect(counted(promised([['vacant', 31]]))).toMatchObject({ pending: 1, late: 0, medianSlippage: 0 })
    expect(counted(promised([['owner', 31]]))).toMatchObject({ pending: 0, late: 1, lateOpen: 1, onTimeRate: 0, medianSlippage: 31 })
  })

  it('counts apart what was withdrawn; its days are counted', () => {
    expect(counted(promised([['owner', 4]], { state: 'withdrawn' }))).toMatchObject({
      ...{ due: 0, late: 0, withdrawn: 1, medianSlippage: null, meanSlippage: null },
      causes: { days: 4, owner: 4 },
    })
  })

  it('counts for whoever owned it on its due date, and each day for whoever owned it then', () => {
    const passedOn = promised([
      ['owner', 10],
      ['owner', 21, 'another'],
    ])
    expect(counted(passedOn)).toMatchObject({ due: 1, late: 1, medianSlippage: 10, causes: { days: 10 } })
    expect(timelinessOf([passedOn], (owner) => (owner === 'another' ? always : []), TODAY)).toMatchObject({ due: 0, causes: { days: 21 } })
  })

  it('counts only the days on which its owner belonged there', () => {
    const until = '2026-10-11'
    expect(timelinessOf([promised([['owner', 31]])], () => [{ from: null, until }], TODAY)).toMatchObject({ due: 1, causes: { days: 10 } })
    expect(timelinessOf([promised([['owner', 31]])], () => [{ from: until, until: null }], TODAY)).toMatchObject({
      due: 0,
      causes: { days: 21 },
    })
  })

  it('has the median and the mean of all that is due', () => {
    const slipped = (...days: number[]) =>
      counted(...days.map((each) => promised(each === 0 ? [] : [['owner', each]], { state: 'completed' })))
    expect(slipped(0, 9, 30)).toMatchObject({ due: 3, onTimeRate: 1 / 3, medianSlippage: 9, meanSlippage: 13 })
    expect(slipped(0, 3, 9, 30)).toMatchObject({ medianSlippage: 6, meanSlippage: 10.5 })
    expect(slipped()).toMatchObject({ due: 0, medianSlippage: null, meanSlippage: null, onTimeRate: null })
  })
})
