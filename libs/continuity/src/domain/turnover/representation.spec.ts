import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import { byDrift, representationOf, representationsOf, type Represented } from './representation.js'

const level = fc.option(fc.integer({ min: 1, max: 11 }), { freq: 3 })
const meeting: fc.Arbitrary<Represented> = fc.record({
  seatLevel: level,
  came: fc.option(fc.record({ substitute: fc.boolean(), level }), { freq: 4 }),
})

it('figures of a seat are those of going through its meetings one by one', () => {
  fc.assert(
    fc.property(fc.array(meeting, { maxLength: 12 }), (meetings) => {
      let [came, substitutes, compared, lower, steps] = [0, 0, 0, 0, 0]
      const runs = [0]
      const known: number[] = []
      for (const { seatLevel, came: who } of meetings) {
        if (who?.substitute) runs[runs.length - 1]!++
        else runs.push(0)
        if (!who) continue
        came++
        if (who.substitute) substitutes++
        if (who.level !== null) known.push(who.level)
        if (who.level === null || seatLevel === null) continue
        compared++
        steps += seatLevel - who.level
        if (who.level < seatLevel) lower++
      }
      const said = representationOf(meetings)
      expect(said).toMatchObject({ meetings: meetings.length, came, substitutes, compared, lower, streak: Math.max(...runs) })
      expect(said.silent).toBe(meetings.length > 0 && came === 0)
      if (compared === 0) expect(said.below).toBeNull()
      else expect(said.below).toBeCloseTo(steps / compared)
      if (known.length < 4) return expect(said.drift).toBeNull()
      let [first, later] = [0, 0]
      for (let i = 0; i < Math.floor(known.length / 2); i++) {
        first += known[i]!
        later += known[known.length - 1 - i]!
      }
      expect(said.drift).toBeCloseTo((later - first) / Math.floor(known.length / 2))
    }),
  )
})

it('figures of seats together are those of all their meetings in one', () => {
  fc.assert(
    fc.property(fc.array(fc.array(meeting, { maxLength: 8 }), { maxLength: 5 }), (seats) => {
      const each = seats.map(representationOf)
      const together = representationsOf(each)
      const { meetings, came, substitutes, compared, lower, below } = representationOf(seats.flat())
      expect(together).toMatchObject({ meetings, came, substitutes, compared, lower })
      if (below === null) expect(together.below).toBeNull()
      else expect(together.below).toBeCloseTo(below)
      expect(together.silent).toBe(seats.filter((all) => all.length > 0 && all.every(({ came }) => came === null)).length)
      expect(together.seats).toBe(seats.filter((all) => all.length > 0).length)
    }),
  )
})

it('a year in which ever lower ranks are sent stands before one without a change, and that before its own holder', () => {
  const year = (levels: readonly number[]) =>
    representationOf(levels.map((level) => ({ seatLevel: 9, came: { substitute: level < 9, level } })))
  const [drifting, low, faithful] = [year([9, 8, 6, 4, 3, 3]), year([7, 7, 7, 7, 7, 7]), year([9, 9, 9, 9, 9, 9])]
  expect([faithful, low, drifting].sort(byDrift)).toEqual([drifting, low, faithful])
  expect(drifting.drift).toBeCloseTo((4 + 3 + 3 - 9 - 8 - 6) / 3)
  expect([low.drift, low.streak, faithful.streak]).toEqual([0, 6, 0])
  const silent = representationOf([{ seatLevel: 9, came: null }])
  expect([faithful, silent].sort(byDrift)).toEqual([silent, faithful])
})
