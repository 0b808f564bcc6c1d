import { addDays, daysBetween } from '@prasan/event-sourcing'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { ANSWERS_WITHIN, type Called, answered } from './occurrences.js'

const by = { from: '2025-06-01' }
const at = (...days: string[]) => days.map((day) => ({ day, skipped: false, by }))
const met = (day: string, state = 'held', id = day): Called => ({ id, day, state })
const told = (occurrences: ReturnType<typeof at>, meetings: Called[], today: string) =>
  answered(occurrences, meetings, today).map(({ meeting, state }) => (meeting === null ? state : `${state} by ${meeting}`))

const monthly = at('2026-01-13', '2026-02-10', '2026-03-10')

describe('an occurrence of a rhythm', () => {
  it('is proposed until its day is over, and then missed', () => {
    expect(told(monthly, [], '2026-02-10')).toEqual(['missed', 'proposed', 'proposed'])
    expect(told(monthly, [], '2026-02-11')).toEqual(['missed', 'missed', 'proposed'])
  })
  it('is kept by the meeting nearest to it that was held with a quorum', () => {
    expect(told(monthly, [met('2026-01-20'), met('2026-03-09', 'minuted')], '2026-04-01')).toEqual([
      ...['kept by 2026-01-20', 'missed', 'kept by 2026-03-09'],
    ])
    expect(told(monthly, [met('2026-01-13', 'inquorate')], '2026-01-14')).toEqual(['missed by 2026-01-13', 'proposed', 'proposed'])
  })
  it('is scheduled until the day of the meeting is over, then missed until it is recorded that it was held', () => {
    const scheduled = [met('2026-01-15', 'scheduled')]
    expect(told(monthly, scheduled, '2026-01-15')[0]).toBe('scheduled by 2026-01-15')
    expect(told(monthly, scheduled, '2026-01-16')[0]).toBe('missed by 2026-01-15')
    expect(told(monthly, [met('2026-01-15', 'open')], '2026-01-16')[0]).toBe('scheduled by 2026-01-15')
  })
  it('takes of two as near the earlier', () => {
    expect(told(monthly, [met('2026-01-27')], '2026-04-01')).toEqual(['kept by 2026-01-27', 'missed', 'missed'])
    expect(told(monthly, [met('2026-01-28')], '2026-04-01')).toEqual(['missed', 'kept by 2026-01-28', 'missed'])
  })
  it('is answered by nothing further away than half the way to the next, or than half a quarter', () => {
    expect(told(monthly, [met('2025-12-30'), met('2026-03-24')], '2026-05-01')).toEqual([
      'kept by 2025-12-30',
      'missed',
      'kept by 2026-03-24',
    ])
    expect(told(monthly, [met('2025-12-29'), met('2026-03-25')], '2026-05-01')).toEqual(['missed', 'missed', 'missed'])
    const yearly = at('2025-12-01', '2026-12-01')
    const alone = at('2026-12-01')
    for (const [n, state] of [
      [ANSWERS_WITHIN, /^kept/],
      [ANSWERS_WITHIN + 1, /^missed/],
    ] as const)
      for (const each of [n, -n])
        for (const occurrences of [yearly, alone])
          expect(told(occurrences, [met(addDays('2026-12-01', each))], '2027-12-01').at(-1)).toMatch(state)
  })
  it('is not answered by what was before its rhythm', () => {
    const begun = (from: string) => [{ day: '2026-06-09', skipped: false, by: { from } }]
    expect(told(begun('2026-06-01'), [met('2026-06-01')], '2026-07-01')).toEqual(['kept by 2026-06-01'])
    expect(told(begun('2026-06-02'), [met('2026-06-01')], '2026-07-01')).toEqual(['missed'])
  })
  it('that is skipped is answered by none, and what is nearest to it does not answer for another', () => {
    const skipping = [monthly[0]!, { ...monthly[1]!, skipped: true }, monthly[2]!]
    expect(told(skipping, [met('2026-02-12')], '2026-04-01')).toEqual(['missed', 'skipped', 'missed'])
  })
  it('has of several meetings the one held, then one to come, then the nearest, then the first', () => {
    const first = (...meetings: Called[]) => told(at('2026-03-10'), meetings, '2026-03-12')[0]
    expect(first(met('2026-03-10', 'inquorate'), met('2026-03-14', 'scheduled'))).toBe('scheduled by 2026-03-14')
    expect(first(met('2026-03-14', 'scheduled'), met('2026-03-02'))).toBe('kept by 2026-03-02')
    expect(first(met('2026-03-02'), met('2026-03-11'))).toBe('kept by 2026-03-11')
    expect(first(met('2026-03-11'), met('2026-03-09'))).toBe('kept by 2026-03-09')
    expect(first(met('2026-03-09', 'held', 'b'), met('2026-03-09', 'held', 'a'))).toBe('kept by a')
  })
  it('is answered as a walk outwards from the day of each meeting says, each meeting answering once', () => {
    const FIRST = '2026-01-01'
    const day = fc.integer({ min: 0, max: 200 }).map((n) => addDays(FIRST, n))
    const occurrence = fc.record({ day, skipped: fc.boolean(), by: fc.constantFrom({ from: FIRST }, { from: addDays(FIRST, 90) }) })
    const occurrences = fc
      .uniqueArray(occurrence, { maxLength: 8, selector: (each) => each.day })
      .map((all) => all.sort((a, b) => (a.day < b.day ? -1 : 1)))
    fc.assert(
      fc.property(occurrences, fc.uniqueArray(day, { maxLength: 8 }), (all, days) => {
        const answers = answered(
          all,
          days.map((each) => met(each)),
          '2027-01-01',
        )
        const isOne = (on: string) => all.some((one) => one.day === on)
        const walked = Array.from({ length: 401 }, (_, n) => n)
        /** Days to the next occurrence that way, if there is one. */
        const next = (from: string, way: 1 | -1) => walked.slice(1).find((n) => isOne(addDays(from, way * n)))
        const answersTo = (each: string) => {
          const found = walked.flatMap((n) => [addDays(each, -n), addDays(each, n)]).find(isOne)
          if (found === undefined) return undefined
          const n = Math.abs(daysBetween(each, found))
          const sides = [next(found, -1), next(found, 1)].filter((side) => side !== undefined)
          const isNear = n <= ANSWERS_WITHIN && (sides.length === 0 || sides.some((side) => 2 * n <= side))
          return isNear && each >= all.find((one) => one.day === found)!.by.from ? found : undefined
        }
        const nearest = new Map(days.map((each) => [each, answersTo(each)]))
        for (const { occurrence, meeting, state } of answers) {
          const own = days.filter((each) => nearest.get(each) === occurrence.day)
          const best = Math.min(...own.map((each) => Math.abs(daysBetween(each, occurrence.day))))
          expect(state).toBe(occurrence.skipped ? 'skipped' : own.length > 0 ? 'kept' : 'missed')
          if (meeting !== null) expect(Math.abs(daysBetween(meeting, occurrence.day))).toBe(best)
          expect(meeting === null).toBe(occurrence.skipped || own.length === 0)
        }
        const used = answers.flatMap(({ meeting }) => meeting ?? [])
        expect(new Set(used).size).toBe(used.length)
      }),
    )
  })
})
