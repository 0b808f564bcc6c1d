import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { addDays } from './clock.js'
import {
  aliveOn,
  begins,
  common,
  cut,
  hasDays,
  inOrder,
  overlap,
  stepAfter,
  stepAt,
  stepFrom,
  untilNext,
  withStated,
  withStep,
} from './intervals.js'

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

describe('intervals', () => {
  const DAYS = Array.from({ length: 12 }, (_, i) => addDays('2026-01-01', i))
  const day = fc.constantFrom(...DAYS)
  const life = fc.record({ from: fc.option(day, { nil: undefined }), until: fc.option(day, { nil: undefined }) })
  const facts = fc.array(fc.record({ from: fc.option(day, { nil: undefined }), is: fc.nat() }), { maxLength: 6 }).map(inOrder)
  const ASKED = [undefined, '1941-01-01', ...DAYS, '2100-01-01']

  it('have in common the days of both', () => {
    fc.assert(
      fc.property(life, life, (a, b) => {
        for (const on of ASKED) expect(aliveOn(common(a, b), on)).toBe(aliveOn(a, on) && aliveOn(b, on))
        if (hasDays(a) && hasDays(b)) expect(hasDays(common(a, b))).toBe(overlap(a, b))
      }),
    )
  })
  it('of facts that follow each other are those on which each is the one that holds', () => {
    fc.assert(
      fc.property(facts, (all) => {
        const told = untilNext(all)
        for (const on of ASKED)
          expect(told.filter((each) => aliveOn(each, on)).map(({ is }) => is)).toEqual(
            [stepAt(all, on)?.is].filter((is) => is !== undefined),
          )
      }),
    )
  })
  it('of a life that is cut are each day of it once, and begin with it or on a day of the cut', () => {
    fc.assert(
      fc.property(life, fc.array(fc.option(day, { nil: '' }), { maxLength: 5 }), (whole, days) => {
        const pieces = cut(whole, days)
        for (const on of ASKED) expect(pieces.filter((each) => aliveOn(each, on))).toHaveLength(aliveOn(whole, on) ? 1 : 0)
        const first = hasDays(whole) ? [begins(whole)] : []
        const within = days.filter((each) => aliveOn(whole, each))
        expect(pieces.map((each) => each.day)).toEqual([...new Set([...first, ...within])].sort())
        expect(pieces.map(begins)).toEqual(pieces.map((each) => each.day))
      }),
    )
  })
  it('of facts of which there is one a day the one told last takes the place of the other', () => {
    fc.assert(
      fc.property(facts, fc.record({ from: fc.option(day, { nil: undefined }), is: fc.nat() }), (all, fact) => {
        const told = all.reduce<typeof all>(withStated, [])
        const then = withStated(told, fact)
        expect(new Set(then.map(begins)).size).toBe(then.length)
        expect(stepFrom(then, fact.from)).toBe(fact)
        expect(then.filter((each) => each !== fact)).toEqual(told.filter((each) => begins(each) !== begins(fact)))
      }),
    )
  })
})
