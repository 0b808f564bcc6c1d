import { StepIsCorrectedAsWhatItIs, StepMustBeRecorded, StepsBeginOnDaysOfTheirOwn, addDays } from '@prasan/event-sourcing'
import { fold, given } from '@prasan/event-sourcing/testing'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  AdoptRhythm,
  CorrectOccurrence,
  CorrectRhythm,
  CorrectRhythmEnd,
  EndRhythm,
  MoveOccurrence,
  ReverseOccurrence,
  ReverseRhythm,
  ReverseRhythmEnd,
  SkipOccurrence,
} from './decide-rhythm.js'
import * as e from './events.js'
import { NO_RHYTHM, type Rhythm, occurrencesIn } from './rhythm.js'
import * as rules from './rules.js'
import { type CommitteeState, committee } from './state.js'

const reason = 'ตรงกับงานประจำปี'
const established = e.CommitteeEstablished({ name: { th: 'คณะอนุกรรมการ' }, type: 'subcommittee', from: '2026-01-01' })
const tuesdays = { rrule: 'FREQ=MONTHLY;BYDAY=2TU', from: '2026-01-01', startsAt: '09:30', place: 'ศาลากลาง', mode: 'hybrid' as const }
const fridays = { rrule: 'FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR', from: '2026-07-01' }
const adopted = e.RhythmAdopted(tuesdays)
const quarterly = e.RhythmAdopted(fridays)
const ended = e.RhythmEnded({ on: '2026-07-01' })

const occurrences = (...events: Parameters<typeof given>) => {
  const state = fold<CommitteeState>(committee, [established, ...events])
  const rhythm = state.is === 'unknown' ? NO_RHYTHM : state.rhythm
  return occurrencesIn(rhythm, { from: '2026-04-01', until: '2027-01-01' }).map(({ on, day, skipped }) =>
    skipped ? `${on} skipped` : on === day ? on : `${on} on ${day}`,
  )
}

describe('the rhythm of a body', () => {
  it('is adopted from a day on, in place of what held before', () => {
    given(established).when(AdoptRhythm, tuesdays).then(adopted)
    given(established, adopted).when(AdoptRhythm, tuesdays).thenNothing()
    given(established, adopted).when(AdoptRhythm, fridays).then(quarterly)
    expect(occurrences(adopted, quarterly)).toEqual(['2026-04-14', '2026-05-12', '2026-06-09', '2026-07-31', '2026-10-30'])
  })
  it('is taken as RRULEs are pasted', () => {
    given(established)
      .when(AdoptRhythm, { ...tuesdays, rrule: 'RRULE:freq=monthly;byday=2tu' })
      .then(adopted)
  })
  it('RhythmNamesADay: one that names none before its horizon is refused', () => {
    const never = (rrule: string, more: object = {}) => given(established).when(AdoptRhythm, { rrule, from: '2026-01-01', ...more })
    never('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30').thenRefused(rules.RhythmNamesADay)
    never('FREQ=MONTHLY;UNTIL=20251231').thenRefused(rules.RhythmNamesADay)
    never('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30').thenRefused(rules.RhythmNamesADay)
    never('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29').then(e.RhythmAdopted({ rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', from: '2026-01-01' }))
    // The first 29 February that is a Monday after 2028 is in 2044, the last day of the horizon is 31 December 2046.
    const mondays = 'FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO'
    given(established)
      .when(AdoptRhythm, { rrule: mondays, from: '2028-03-01' }, { today: '2026-11-02' })
      .then(e.RhythmAdopted({ rrule: mondays, from: '2028-03-01' }))
    given(established).when(AdoptRhythm, { rrule: mondays, from: '2028-03-01' }, { today: '2023-11-02' }).thenRefused(rules.RhythmNamesADay)
  })
  it('RhythmNamesADay: before another holds, and before the body is dissolved', () => {
    const before = { rrule: 'FREQ=MONTHLY;BYDAY=2TU', from: '2026-06-10' }
    given(established, quarterly).when(AdoptRhythm, before).thenRefused(rules.RhythmNamesADay)
    given(established, e.CommitteeDissolved({ on: '2026-07-14' }))
      .when(AdoptRhythm, before)
      .thenRefused(rules.RhythmNamesADay)
    given(established, e.CommitteeDissolved({ on: '2026-07-15' }))
      .when(AdoptRhythm, before)
      .then(e.RhythmAdopted(before))
  })
  it('is that of a body that is there', () => {
    given(established)
      .when(AdoptRhythm, { ...tuesdays, from: '2025-12-31' })
      .thenRefused(rules.CommitteeMustHaveBegun)
    const over = given(established, adopted, e.CommitteeDissolved({ on: '2026-06-01' }))
    over.when(AdoptRhythm, fridays).thenRefused(rules.CommitteeMustNotBeDissolved)
    over.when(EndRhythm, { on: '2026-06-01' }).thenRefused(rules.CommitteeMustNotBeDissolved)
    over.when(SkipOccurrence, { on: '2026-06-09', reason }).thenRefused(rules.CommitteeMustNotBeDissolved)
    over.when(MoveOccurrence, { on: '2026-05-12', to: '2026-06-01', reason }).thenRefused(rules.CommitteeMustNotBeDissolved)
  })
  it('is corrected and reversed', () => {
    const both = given(established, adopted, quarterly)
    const right = { recordedFrom: '2026-07-01', rrule: 'FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR', from: '2026-06-01', reason }
    both.when(CorrectRhythm, right).then(e.RhythmCorrected(right))
    expect(occurrences(adopted, quarterly, e.RhythmCorrected(right))).toEqual([
      ...['2026-04-14', '2026-05-12', '2026-06-26', '2026-08-28', '2026-10-30', '2026-12-25'],
    ])
    both.when(CorrectRhythm, { recordedFrom: '2026-07-01', ...fridays, reason }).thenNothing()
    both.when(CorrectRhythm, { ...right, recordedFrom: '2026-07-02' }).thenRefused(StepMustBeRecorded)
    both.when(CorrectRhythm, { ...right, from: '2026-01-01' }).thenRefused(StepsBeginOnDaysOfTheirOwn)
    both.when(CorrectRhythm, { ...right, rrule: 'FREQ=MONTHLY;UNTIL=20260501' }).thenRefused(rules.RhythmNamesADay)
    const reversed = e.RhythmReversed({ recordedFrom: '2026-07-01', reason })
    both.when(ReverseRhythm, reversed.data).then(reversed)
    expect(occurrences(adopted, quarterly, reversed)).toHaveLength(9)
    given(established, adopted, ended).when(ReverseRhythm, reversed.data).thenRefused(StepIsCorrectedAsWhatItIs)
  })
  it('ends, and the end is corrected and reversed', () => {
    given(established, adopted).when(EndRhythm, ended.data).then(ended)
    expect(occurrences(adopted, ended)).toEqual(['2026-04-14', '2026-05-12', '2026-06-09'])
    const over = given(established, adopted, ended)
    over.when(EndRhythm, ended.data).thenNothing()
    over.when(EndRhythm, { on: '2026-08-01' }).thenRefused(rules.RhythmMustBeInForce)
    given(established, adopted).when(EndRhythm, { on: '2026-01-01' }).thenRefused(rules.RhythmMustBeInForce)
    const right = { recordedFrom: '2026-07-01', on: '2026-06-01', reason }
    over.when(CorrectRhythmEnd, right).then(e.RhythmEndCorrected(right))
    expect(occurrences(adopted, ended, e.RhythmEndCorrected(right))).toEqual(['2026-04-14', '2026-05-12'])
    over.when(CorrectRhythmEnd, { ...right, on: '2026-07-01' }).thenNothing()
    over.when(CorrectRhythmEnd, { ...right, on: '2026-01-01' }).thenRefused(StepsBeginOnDaysOfTheirOwn)
    over.when(CorrectRhythmEnd, { ...right, recordedFrom: '2026-01-01' }).thenRefused(StepIsCorrectedAsWhatItIs)
    const reversed = e.RhythmEndReversed({ recordedFrom: '2026-07-01', reason })
    over.when(ReverseRhythmEnd, reversed.data).then(reversed)
    expect(occurrences(adopted, ended, reversed)).toHaveLength(9)
    over.when(ReverseRhythmEnd, { ...reversed.data, recordedFrom: '2026-01-01' }).thenRefused(StepIsCorrectedAsWhatItIs)
  })
})

describe('an occurrence', () => {
  const skipped = e.OccurrenceSkipped({ on: '2026-05-12', reason })
  const moved = e.OccurrenceMoved({ on: '2026-05-12', to: '2026-05-19', reason })
  const body = given(established, adopted)

  it('is skipped', () => {
    body.when(SkipOccurrence, skipped.data).then(skipped)
    given(established, adopted, skipped).when(SkipOccurrence, skipped.data).thenNothing()
    body.when(SkipOccurrence, { on: '2026-05-13', reason }).thenRefused(rules.OccurrenceIsOfTheRhythm)
    given(established).when(SkipOccurrence, skipped.data).thenRefused(rules.OccurrenceIsOfTheRhythm)
    given(established, adopted, quarterly).when(SkipOccurrence, { on: '2026-07-14', reason }).thenRefused(rules.OccurrenceIsOfTheRhythm)
    expect(occurrences(adopted, skipped, ended)).toEqual(['2026-04-14', '2026-05-12 skipped', '2026-06-09'])
  })
  it('is moved, and moved again, also back', () => {
    body.when(MoveOccurrence, moved.data).then(moved)
    given(established, adopted, moved).when(MoveOccurrence, moved.data).thenNothing()
    expect(occurrences(adopted, moved, ended)).toEqual(['2026-04-14', '2026-05-12 on 2026-05-19', '2026-06-09'])
    body.when(MoveOccurrence, { on: '2026-05-19', to: '2026-05-12', reason }).thenRefused(rules.OccurrenceIsOfTheRhythm)
    body.when(MoveOccurrence, { on: '2026-05-12', to: '2026-05-12', reason }).thenRefused(rules.OccurrenceMovesToAnotherDay)
    const back = e.OccurrenceMoved({ on: '2026-05-12', to: '2026-05-12', reason })
    given(established, adopted, moved).when(MoveOccurrence, back.data).then(back)
    given(established, adopted, skipped).when(MoveOccurrence, moved.data).then(moved)
    expect(occurrences(adopted, skipped, back, ended)).toEqual(['2026-04-14', '2026-05-12', '2026-06-09'])
  })
  it('OccurrencesAreOneADay', () => {
    const onto = (to: string) => ({ on: '2026-04-14', to, reason })
    body.when(MoveOccurrence, onto('2026-05-12')).thenRefused(rules.OccurrencesAreOneADay)
    given(established, adopted, moved).when(MoveOccurrence, onto('2026-05-19')).thenRefused(rules.OccurrencesAreOneADay)
    given(established, adopted, moved)
      .when(MoveOccurrence, onto('2026-05-12'))
      .then(e.OccurrenceMoved(onto('2026-05-12')))
    given(established, adopted, skipped)
      .when(MoveOccurrence, onto('2026-05-12'))
      .then(e.OccurrenceMoved(onto('2026-05-12')))
  })
  it('recorded wrongly is corrected and reversed', () => {
    const right = { on: '2026-05-12', to: '2026-05-26', because: reason, reason: 'พิมพ์ผิด' }
    const wrong = given(established, adopted, moved)
    wrong.when(CorrectOccurrence, right).then(e.OccurrenceCorrected(right))
    wrong.when(CorrectOccurrence, { ...right, to: '2026-05-19' }).thenNothing()
    wrong
      .when(CorrectOccurrence, { on: right.on, because: reason, reason: 'พิมพ์ผิด' })
      .then(e.OccurrenceCorrected({ on: right.on, because: reason, reason: 'พิมพ์ผิด' }))
    wrong.when(CorrectOccurrence, { ...right, to: '2026-06-09' }).thenRefused(rules.OccurrencesAreOneADay)
    body.when(CorrectOccurrence, right).thenRefused(rules.OccurrenceMustBeChanged)
    expect(occurrences(adopted, moved, e.OccurrenceCorrected(right), ended)[1]).toBe('2026-05-12 on 2026-05-26')
    const reversed = e.OccurrenceReversed({ on: '2026-05-12', reason })
    wrong.when(ReverseOccurrence, reversed.data).then(reversed)
    body.when(ReverseOccurrence, reversed.data).thenRefused(rules.OccurrenceMustBeChanged)
    expect(occurrences(adopted, moved, reversed, ended)).toEqual(['2026-04-14', '2026-05-12', '2026-06-09'])
  })
  it('that the rhythm no longer names is none, whatever was said of it, and is again as it was said once it does', () => {
    const otherwise = e.RhythmCorrected({ recordedFrom: '2026-01-01', ...tuesdays, rrule: 'FREQ=MONTHLY;BYDAY=2WE', reason })
    expect(occurrences(adopted, moved, otherwise, ended)).toEqual(['2026-04-08', '2026-05-13', '2026-06-10'])
    const again = e.RhythmCorrected({ recordedFrom: '2026-01-01', ...tuesdays, reason })
    expect(occurrences(adopted, moved, otherwise, again, ended)).toEqual(['2026-04-14', '2026-05-12 on 2026-05-19', '2026-06-09'])
  })
})

describe('occurrences of a window', () => {
  const FIRST = '2026-01-01'
  const day = fc.integer({ min: 0, max: 300 }).map((n) => addDays(FIRST, n))
  const step = fc.record({
    from: day,
    rrule: fc.option(fc.constantFrom('FREQ=WEEKLY', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH', 'FREQ=DAILY;INTERVAL=5'), { nil: undefined }),
  })
  const stories = fc.record({
    steps: fc
      .uniqueArray(step, { maxLength: 4, selector: ({ from }) => from })
      .map((steps) => steps.sort((a, b) => (a.from < b.from ? -1 : 1))),
    changes: fc.dictionary(day, fc.record({ to: fc.option(day, { nil: undefined }), reason: fc.constant(reason) }), { maxKeys: 40 }),
  }) as fc.Arbitrary<Rhythm>

  it('are those of its days, each once, by the rule in force on the day that names them', () => {
    fc.assert(
      fc.property(stories, day, day, (rhythm, a, b) => {
        const [from, until] = a < b ? [a, b] : [b, a]
        // Day by day: every day is a window of its own, and so says nothing of the others.
        const all = Array.from({ length: 420 }, (_, i) => addDays(FIRST, i)).flatMap((on) => {
          const inForce = rhythm.steps.filter((each) => each.from <= on).at(-1)
          if (inForce?.rrule === undefined) return []
          const alone = occurrencesIn({ steps: [inForce], changes: {} }, { from: on, until: addDays(on, 1) })
          return alone.map(() => ({
            on,
            day: rhythm.changes[on]?.to ?? on,
            skipped: on in rhythm.changes && rhythm.changes[on]!.to === undefined,
          }))
        })
        const expected = all.filter((each) => from <= each.day && each.day < until).sort((x, y) => (x.day + x.on < y.day + y.on ? -1 : 1))
        expect(occurrencesIn(rhythm, { from, until }).map(({ on, day, skipped }) => ({ on, day, skipped }))).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })
})
