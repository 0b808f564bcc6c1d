import { expect, it } from '@jest/globals'
import { addDays } from '@prasan/event-sourcing'
import fc from 'fast-check'
import { handingOf } from './handing.js'
import { medianOf } from './median.js'

it('the median of lengths that all ended is the one in the middle; of those that go on too it is the first by which a half has ended', () => {
  const ended = (...days: number[]) => days.map((length) => ({ days: length, ended: true }))
  const on = (...days: number[]) => days.map((length) => ({ days: length, ended: false }))
  expect(medianOf([])).toBeNull()
  expect([medianOf(ended(5)), medianOf(ended(1, 2, 9)), medianOf(ended(1, 2, 3, 9))]).toEqual([5, 2, 2])
  expect([medianOf(on(3, 4)), medianOf([...ended(1), ...on(9, 9)])]).toEqual([null, null])
  // of four one ended at 2 (3/4 stay), one left unseen at 3, and of the two that are left one ended at 5 (3/8 stay)
  expect(medianOf([...ended(2, 5), ...on(3, 8)])).toBe(5)
  fc.assert(
    fc.property(fc.array(fc.nat(30), { minLength: 1 }), (lengths) => {
      const sorted = [...lengths].sort((a, b) => a - b)
      expect(medianOf(ended(...lengths))).toBe(sorted[Math.ceil(sorted.length / 2) - 1])
    }),
  )
})

it('handing over is told by how much was accepted of what was to be received, and after how many days', () => {
  const duty = (state: string, changedOn: string) => ({ state, changedOn })
  const day = '2026-03-01'
  const handovers = [
    { day, duties: [duty('accepted', '2026-03-11'), duty('accepted', '2026-03-04'), duty('done', '2026-03-02')] },
    { day: '2026-03-05', duties: [duty('waiting', '2026-03-05'), duty('lapsed', '2026-06-03'), duty('contested', '2026-03-06')] },
    { day, duties: [] },
  ]
  expect(handingOf(handovers, '2026-06-30')).toEqual({
    ...{ handovers: 3, duties: 6, accepted: 2, contested: 1, waiting: 1, lapsed: 1 },
    completeness: 2 / 5,
    // 1 (contested) and 1 (done) are censored, then 3 of 4 stay after 3 days and half after 10
    latency: 10,
  })
  expect(handingOf([], '2026-06-30')).toMatchObject({ handovers: 0, completeness: null, latency: null })
  // whoever accepts before the day on which the other leaves has lost nothing
  expect(handingOf([{ day, duties: [duty('accepted', addDays(day, -3))] }], day).latency).toBe(0)
})
