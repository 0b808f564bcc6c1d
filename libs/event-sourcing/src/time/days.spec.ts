import { describe, expect, it } from '@jest/globals'
import { HORIZON_YEARS, daysOutOfTime } from './days.js'
import { PastDay, PlannedDay, label, oneOf, z } from '../declaring/shapes.js'

const TODAY = '2026-11-02'

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
