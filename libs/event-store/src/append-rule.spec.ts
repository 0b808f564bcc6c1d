import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { judgeAppend, type Verdict } from './append-rule.js'
import type { ExpectedRevision } from './ports.js'

/** The stream as one string of letters, an id each. */
const judge = (ids: string, expected: ExpectedRevision, stream: string) =>
  judgeAppend([...ids], expected, {
    head: stream.length - 1,
    idsAfter: (revision, count) => [...stream.slice(revision + 1, revision + 1 + count)],
    revisionsOf: (id) => [...stream].flatMap((letter, revision) => (letter === id ? [revision] : [])),
  })

/** The same rule said with searches in strings. */
function oracle(ids: string, expected: ExpectedRevision, stream: string): Verdict {
  const found = (index: number): Verdict => ({ firstResult: index + ids.length - 1 })
  switch (expected) {
    case 'no-stream':
      return stream === '' ? 'append' : stream.startsWith(ids) ? found(0) : 'conflict'
    case 'stream-exists':
      return stream === '' ? 'conflict' : oracle(ids, 'any', stream)
    case 'any':
      return stream.includes(ids) ? found(stream.indexOf(ids)) : stream.includes(ids[0]!) ? 'conflict' : 'append'
    default: {
      const next = Number(expected) + 1
      if (next === stream.length) return 'append'
      return next < stream.length && stream.slice(next).startsWith(ids) ? found(next) : 'conflict'
    }
  }
}

describe('the append rule', () => {
  it('agrees with its oracle in every case', () => {
    const letters = (minLength: number, maxLength: number) => fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength, maxLength })
    const revision = fc.nat({ max: 9 }).map((number) => BigInt(number))
    const expected = fc.oneof(fc.constantFrom<ExpectedRevision>('no-stream', 'stream-exists', 'any'), revision)
    const seen = new Set<string>()
    fc.assert(
      fc.property(letters(1, 3), expected, letters(0, 8), (ids, expected, stream) => {
        const verdict = judge(ids, expected, stream)
        const kind = typeof expected === 'bigint' ? 'revision' : expected
        seen.add(`${kind}: ${typeof verdict === 'string' ? verdict : 'first result'}`)
        expect(verdict).toEqual(oracle(ids, expected, stream))
      }),
      { numRuns: 5_000 },
    )
    expect([...seen].sort()).toEqual(
      ['no-stream', 'stream-exists', 'any', 'revision']
        .flatMap((kind) => ['append', 'conflict', 'first result'].map((verdict) => `${kind}: ${verdict}`))
        .sort(),
    )
  })

  it('asks a stream at its head for nothing', () => {
    const unasked = () => {
      throw new Error('asked')
    }
    expect(judgeAppend(['a'], 3n, { head: 3, idsAfter: unasked, revisionsOf: unasked })).toBe('append')
  })

  it('finds a repeated append in a stream of a million events by looking at its own ids only', () => {
    const counts: number[] = []
    const idsAfter = (revision: number, count: number) => {
      counts.push(count)
      return Array.from({ length: count }, (_, index) => String(revision + 1 + index))
    }
    expect(judgeAppend(['5', '6'], 4n, { head: 999_999, idsAfter, revisionsOf: () => [] })).toEqual({ firstResult: 6 })
    expect(counts).toEqual([2])
  })
})
