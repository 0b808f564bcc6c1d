import { describe, expect, it } from '@jest/globals'
import { HORIZON_YEARS, aliveOn, daysOutOfTime, inOrder, overlap, stepAfter, stepAt, withStep } from './days.js'
import { PastDay, PlannedDay, label, oneOf, z } from '../declaring/shapes.js'

const TODAY = '2026-11-02'

describe('facts of days', () => {
  const steps = inOrder([{ from: '2026-03-01', is: 'c' }, { is: 'a' }, { from: '2026-02-01', is: 'b' }])

  it('hold from their day until the next', () => {
    expect(
      ['2020-01-01', '2026-01-31', '2026-02-01', '2026-02-28', '2026-03-01', '2100-01-01'].map((day) => stepAt(steps, day)?.is),
    ).toEqual(['a', 'a', 'b', 'b', 'c', 'c'])
    expect(stepAt(steps.slice(1), '2026-01-31')).toBeUndefined()
    expect(stepAfter(steps, '2026-01-31')?.is).toBe('b')
    expect(stepAfter(steps, '2026-03-01')).toBeUndefined()
  })
  it('of one day the one recorded last holds', () => {
    expect(stepAt(withStep(steps, { from: '2026-02-01', is: 'later' }), '2026-02-01')?.is).toBe('later')
  })
  it('of a life hold up to the day before its end', () => {
    const life = { from: '2026-01-01', until: '2026-12-31' }
    expect(['2025-12-31', '2026-01-01', '2026-12-30', '2026-12-31'].map((day) => aliveOn(life, day))).toEqual([false, true, true, false])
    expect(aliveOn({}, '1950-01-01') && aliveOn({}, '2150-01-01')).toBe(true)
    expect(overlap(life, { from: '2026-12-31' })).toBe(false)
    expect(overlap(life, { from: '2026-12-30' })).toBe(true)
    expect(overlap({ until: '2026-01-01' }, life)).toBe(false)
  })
})

describe('days of their time', () => {
  const shape = z.strictObject({
    on: PastDay.optional().meta(label('วันที่', 'On')),
    ends: z.array(z.strictObject({ until: PlannedDay })).optional(),
    which: oneOf({ done: z.strictObject({ on: PastDay }), due: PlannedDay }).optional(),
  })
  const last = `${2026 + HORIZON_YEARS}-12-31`
  const beyond = `${2027 + HORIZON_YEARS}-01-01`
  const found = (value: object) => daysOutOfTime(shape, shape.parse(value), TODAY).map(({ field, code }) => [field, code])

  it('has happened by today', () => {
    expect(found({ on: TODAY, which: { done: { on: TODAY } } })).toEqual([])
    expect(found({ on: '2026-11-03', which: { done: { on: '2027-11-02' } } })).toEqual([
      ['on', 'DayHasNotCome'],
      ['which.done.on', 'DayHasNotCome'],
    ])
  })
  it('is announced within the horizon', () => {
    expect(found({ ends: [{ until: last }], which: { due: last } })).toEqual([])
    expect(found({ ends: [{ until: last }, { until: beyond }], which: { due: beyond } })).toEqual([
      ['ends.1.until', 'DayTooFarAhead'],
      ['which.due', 'DayTooFarAhead'],
    ])
  })
})
