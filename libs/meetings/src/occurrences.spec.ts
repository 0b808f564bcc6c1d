import { addDays, daysBetween } from '@prasan/event-sourcing'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { ANSWERS_WITHIN, type Called, answered } from './occurrences.js'

const at = (...days: string[]) => days.map((day) => ({ day, skipped: false }))
const met = (day: string, state = 'held', id = day): Called => ({ id, day, state })
const told = (occurrences: { day: string; skipped: boolean }[], meetings: Called[], today: string) =>
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
  it('is answered by nothing further away than half a quarter', () => {
    const [alone] = [at('2026-06-01')]
    expect(told(alone, [met(addDays('2026-06-01', ANSWERS_WITHIN))], '2026-12-01')[0]).toMatch(/^kept/)
    expect(told(alone, [met(addDays('2026-06-01', ANSWERS_WITHIN + 1))], '2026-12-01')).toEqual(['missed'])
    expect(told(alone, [met(addDays('2026-06-01', -ANSWERS_WITHIN - 1))], '2026-12-01')).toEqual(['missed'])
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
    const day = fc.integer({ min: 0, max: 200 }).map((n) => addDays('2026-01-01', n))
    const occurrences = fc.uniqueArray(fc.record({ day, skipped: fc.boolean() }), { maxLength: 8, selector: (each) => each.day })
    fc.assert(
      fc.property(occurrences, fc.uniqueArray(day, { maxLength: 8 }), (all, days) => {
        const answers = answered(
          all,
          days.map((each) => met(each)),
          '2027-01-01',
        )
        const nearest = new Map(
          days.map((each) => {
            const steps = Array.from({ length: ANSWERS_WITHIN + 1 }, (_, n) => [addDays(each, -n), addDays(each, n)]).flat()
            return [each, steps.find((step) => all.some((one) => one.day === step))]
          }),
        )
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
