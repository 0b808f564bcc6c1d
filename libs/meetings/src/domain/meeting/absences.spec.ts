import { describe, expect, it } from '@jest/globals'
import { someId } from '@prasan/event-sourcing/testing'
import { absencesInARow } from './absences.js'
import { type Entry, attended } from './attended.js'

const [A, B] = [someId('person', 'a'), someId('person', 'b')]
const [missed, excused, came] = [
  { person: A, absence: { excused: false } },
  { person: A, absence: { excused: true } },
  { person: A },
] as const satisfies Entry[]
/** How many absences count, of sittings given latest first as what is recorded of the seat at each. */
const inARow = (...sittings: (readonly Entry[])[]) =>
  absencesInARow(
    sittings.map((entries, i) => ({ meeting: someId('meeting', String(i)), on: '', entries: entries.map(attended) })),
    A,
  ).length

describe('unexcused absences in a row', () => {
  it('count from the latest meeting back', () => {
    expect(inARow()).toBe(0)
    expect(inARow([missed], [missed], [missed])).toBe(3)
    expect(inARow([came], [missed], [missed], [missed])).toBe(0)
  })

  it.each<[string, Entry[]]>([
    ['an excused one', [excused]],
    ['a meeting attended', [came]],
    ['a meeting where nothing is recorded for the seat', []],
    ['a substitute', [{ person: B, capacity: 'substitute' }]],
    ['an absence of somebody else, who sat there before', [{ person: B, absence: { excused: false } }]],
    ['an entry for part of the meeting', [missed, came]],
  ])('end at %s', (_, other) => {
    expect(inARow([missed], other, [missed])).toBe(1)
  })
})
