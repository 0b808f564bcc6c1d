import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import { busFactorOf } from './bus-factor.js'

const PEOPLE = ['a', 'b', 'c', 'd', 'e', 'f']
const duties = fc.array(fc.subarray(PEOPLE, { maxLength: 3 }), { maxLength: 9 })

/** By trying everybody's leaving with everybody else's. */
function tried(all: readonly (readonly string[])[]): number {
  let fewest = Infinity
  for (let choice = 0; choice < 2 ** PEOPLE.length; choice++) {
    const leavers = PEOPLE.filter((_, i) => Math.floor(choice / 2 ** i) % 2 === 1)
    const gone = all.filter((people) => people.every((person) => leavers.includes(person)))
    if (gone.length > all.length / 2) fewest = Math.min(fewest, leavers.length)
  }
  return fewest
}

it('is the fewest people whose leaving leaves more than half of the duties to nobody', () => {
  fc.assert(
    fc.property(duties, (all) => {
      expect(busFactorOf(all)).toEqual(all.length === 0 ? null : { people: tried(all), exact: true })
    }),
  )
})

it('is nought where more than half have nobody already, and not where it is just half', () => {
  expect(busFactorOf([[], [], ['a']])).toEqual({ people: 0, exact: true })
  expect(busFactorOf([[], ['a']])).toEqual({ people: 1, exact: true })
})

it('is at least what it must be, and said not to be exact, where too many share what they answer for', () => {
  const pairs = Array.from({ length: 10 }, (_, i) => [`p${i}`, `q${i}`])
  expect(busFactorOf(pairs)).toEqual({ people: 12, exact: false })
})
