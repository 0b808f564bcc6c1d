import { describe, expect, it } from '@jest/globals'
import { addDays } from '@prasan/event-sourcing'
import fc from 'fast-check'
import { daysFilled, fiscalYearsIn, spellsOf, survivalOf, tenureOf, turnoverOf } from './figures.js'
import { type Assigned, type Line, lineOfPost } from '@prasan/answering/contract'

const FIRST = '2026-09-15'
const LENGTH = 60
const DAYS = Array.from({ length: LENGTH }, (_, i) => addDays(FIRST, i))

/** A place told day by day from its first day: who holds it and who acts, on each; after the last day the same goes on. */
type Told = readonly { readonly holder: string | null; readonly acting: string | null }[]
const someone = fc.option(fc.constantFrom('a', 'b', 'c'), { freq: 3 })
const place: fc.Arbitrary<Told> = fc
  .array(fc.record({ holder: someone, acting: fc.option(fc.constantFrom('d', 'e'), { freq: 1 }), days: fc.integer({ min: 1, max: 25 }) }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => {
    const days = parts.flatMap(({ days, ...filled }) => Array<(typeof parts)[number]>(days).fill({ days, ...filled }))
    return DAYS.map((_, i) => days[Math.min(i, days.length - 1)]!)
  })

function lineOf(told: Told): Line {
  const assigned = DAYS.flatMap((from, i): Assigned[] => {
    const until = i === LENGTH - 1 ? null : addDays(from, 1)
    const { holder, acting } = told[i]!
    return [
      ...(holder === null ? [] : [{ person: holder, manner: 'substantive' as const, from, until }]),
      ...(acting === null ? [] : [{ person: acting, manner: 'acting' as const, from, until }]),
    ]
  })
  return lineOfPost([{ from: FIRST, until: null }], assigned)
}
const period = fc.tuple(fc.nat(LENGTH - 1), fc.nat(LENGTH - 1)).map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1] as const)
const days = ([from, until]: readonly [number, number]) => ({ from: DAYS[from]!, until: addDays(FIRST, until) })

it('figures of places are those of counting day by day', () => {
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 4 }), period, (places, [first, end]) => {
      const lines = new Map(places.map((told, i) => [`p${i}`, lineOf(told)]))
      const counted = { held: 0, acting: 0, caretaker: 0, vacant: 0, unknown: 0, holder: 0 }
      let changes = 0
      let [stayed, of] = [0, 0]
      const spells: { first: number; end: number | null }[] = []
      for (const told of places) {
        let before: string | null = null
        told.forEach(({ holder, acting }, i) => {
          if (i >= first && i < end) {
            counted[acting !== null ? 'acting' : holder !== null ? 'held' : 'vacant']++
            if (holder !== null) counted.holder++
            if (holder !== null && before !== null && holder !== before && told[i - 1]!.holder !== holder) changes++
          }
          if (holder !== null) {
            if (i === 0 || told[i - 1]!.holder !== holder) spells.push({ first: i, end: null })
            before = holder
          } else if (i > 0 && told[i - 1]!.holder !== null) spells.at(-1)!.end = i
          if (holder !== null && i > 0 && told[i - 1]!.holder !== null && told[i - 1]!.holder !== holder) spells.at(-2)!.end = i
        })
        const [was, is] = [told[DAYS.indexOf('2026-09-30')]!.holder, told[DAYS.indexOf('2026-10-31')]!.holder]
        if (was !== null) of++
        if (was !== null && was === is) stayed++
      }
      const asked = days([first, end])
      expect(daysFilled(lines, asked)).toEqual(counted)
      const meanHeld = counted.holder / (end - first)
      expect(turnoverOf(lines, asked)).toEqual({ changes, meanHeld, turnover: meanHeld === 0 ? null : changes / meanHeld })
      const turns = asked.from <= '2026-10-01' && '2026-10-01' < asked.until
      expect(survivalOf(lines, asked, 2570, '2026-10-31')).toEqual(turns ? { stayed, of } : { stayed: null, of: null })
      expect(survivalOf(lines, asked, 2570, '2026-10-30')).toEqual({ stayed: null, of: null })

      const met = spells.filter((spell) => spell.first < end && (spell.end ?? LENGTH) > first)
      const told = met.map((spell) => ({
        ended: spell.end !== null && spell.end <= end,
        days: Math.min(spell.end ?? end, end) - spell.first,
      }))
      // by the definition, asking after every day whether at most half stay
      let [staying, median] = [1, null as number | null]
      for (let t = 1; t <= LENGTH && median === null; t++) {
        const observed = told.filter((each) => each.days >= t).length
        if (observed > 0) staying *= 1 - told.filter((each) => each.ended && each.days === t).length / observed
        if (staying <= 0.5) median = t
      }
      const ended = told.filter((each) => each.ended).length
      expect(tenureOf(spellsOf(lines), asked)).toEqual({ median, ended, censored: told.length - ended, unknown: 0 })
    }),
  )
})

describe('tenure', () => {
  const spell = (from: string | null, until: string | null) => ({ place: 'p', from, until, succeeds: false })
  const asked = { from: '2020-01-01', until: '2026-01-01' }

  it('is the median of Kaplan and Meier: as their first example would have it, those who go on count for as long as they did', () => {
    // 0.8, 1.0+, 2.7+, 3.1, 5.4, 7.0+, 9.2, 12.1+ of their paper, in tens of days: half are left after 9.2.
    const lengths = [8, 10, 27, 31, 54, 70, 92, 121]
    const ended = [8, 31, 54, 92]
    const spells = lengths.map((length) =>
      ended.includes(length) ? spell('2020-01-01', addDays('2020-01-01', length)) : spell(addDays(asked.until, -length), null),
    )
    expect(tenureOf(spells, asked)).toEqual({ median: 92, ended: 4, censored: 4, unknown: 0 })
  })
  it('leaves out what began on a day that nobody knows, and tells nothing where too few have ended', () => {
    expect(tenureOf([spell(null, '2021-01-01'), spell('2020-01-01', null)], asked)).toEqual({
      median: null,
      ended: 0,
      censored: 1,
      unknown: 1,
    })
    expect(tenureOf([], asked)).toEqual({ median: null, ended: 0, censored: 0, unknown: 0 })
  })
})

it('the years of a period are its fiscal years, named by the year they end in and cut to it', () => {
  expect(fiscalYearsIn({ from: '2024-12-01', until: '2026-10-02' })).toEqual([
    { year: 2568, from: '2024-12-01', until: '2025-10-01' },
    { year: 2569, from: '2025-10-01', until: '2026-10-01' },
    { year: 2570, from: '2026-10-01', until: '2026-10-02' },
  ])
  expect(fiscalYearsIn({ from: '2024-12-01', until: '2024-12-01' })).toEqual([])
})
