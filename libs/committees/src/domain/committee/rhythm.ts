// By what rhythm a body meets, which of its occurrences are skipped or moved, and how days are read from that.
import { type DataOf, type Day, type z, addDays, recurrenceDays, withStated, withoutStated } from '@prasan/event-sourcing'
import type * as e from './events-of-rhythm.js'
import type { MeetingMode } from './shapes.js'

/** What holds from a day on; without a rule the body meets by none. */
export interface RhythmStep {
  readonly from: Day
  readonly rrule?: string | undefined
  readonly startsAt?: string | undefined
  readonly place?: string | undefined
  readonly mode?: z.infer<typeof MeetingMode> | undefined
}
/** An occurrence is moved to a day, or skipped where none is told. */
export interface OccurrenceChange {
  readonly to?: Day | undefined
  readonly reason: string
}
export interface Rhythm {
  /** Oldest first, one a day. */
  readonly steps: readonly RhythmStep[]
  /** By the day on which the rhythm puts the occurrence, whether it still does or not. */
  readonly changes: Readonly<Record<Day, OccurrenceChange>>
}
export const NO_RHYTHM: Rhythm = { steps: [], changes: {} }

const stated = ({ steps, changes }: Rhythm, step: RhythmStep, recordedFrom = step.from): Rhythm => ({
  steps: withStated(withoutStated(steps, recordedFrom), step),
  changes,
})
const reversed = ({ steps, changes }: Rhythm, recordedFrom: Day): Rhythm => ({ steps: withoutStated(steps, recordedFrom), changes })
const changed = ({ steps, changes }: Rhythm, on: Day, change: OccurrenceChange): Rhythm => ({
  steps,
  changes: { ...changes, [on]: change },
})

/** What each event makes of it: one rule for decisions and views. */
export const rhythmAfter = {
  RhythmAdopted: (before: Rhythm, step: DataOf<typeof e.RhythmAdopted>) => stated(before, step),
  RhythmCorrected: (before: Rhythm, { recordedFrom, reason: _, ...step }: DataOf<typeof e.RhythmCorrected>) =>
    stated(before, step, recordedFrom),
  RhythmReversed: (before: Rhythm, { recordedFrom }: DataOf<typeof e.RhythmReversed>) => reversed(before, recordedFrom),
  RhythmEnded: (before: Rhythm, { on: from }: DataOf<typeof e.RhythmEnded>) => stated(before, { from }),
  RhythmEndCorrected: (before: Rhythm, { recordedFrom, on: from }: DataOf<typeof e.RhythmEndCorrected>) =>
    stated(before, { from }, recordedFrom),
  RhythmEndReversed: (before: Rhythm, { recordedFrom }: DataOf<typeof e.RhythmEndReversed>) => reversed(before, recordedFrom),
  OccurrenceSkipped: (before: Rhythm, { on, reason }: DataOf<typeof e.OccurrenceSkipped>) => changed(before, on, { reason }),
  OccurrenceMoved: (before: Rhythm, { on, to, reason }: DataOf<typeof e.OccurrenceMoved>) => changed(before, on, { to, reason }),
  OccurrenceCorrected: (before: Rhythm, { on, to, because }: DataOf<typeof e.OccurrenceCorrected>) =>
    changed(before, on, { to, reason: because }),
  OccurrenceReversed: ({ steps, changes }: Rhythm, { on }: DataOf<typeof e.OccurrenceReversed>): Rhythm => ({
    steps,
    changes: Object.fromEntries(Object.entries(changes).filter(([day]) => day !== on)),
  }),
}

/** Half-open, as all days. */
interface Window {
  readonly from: Day
  readonly until: Day
}
const isIn = ({ from, until }: Window, day: Day) => from <= day && day < until

export interface Occurrence {
  /** The day on which the rhythm puts it. */
  readonly on: Day
  /** The day on which it is to be, moved or not; of one that is skipped, on which it would have been. */
  readonly day: Day
  readonly skipped: boolean
  /** Why it is skipped or moved. */
  readonly reason?: string
  /** What it is by. */
  readonly by: RhythmStep
}

/** The days that the rhythm names, each by what holds then. */
const named = (steps: readonly RhythmStep[], { from, until }: Window) =>
  steps.flatMap((by, i) => {
    const next = steps[i + 1]?.from ?? until
    const own = { from, until: next < until ? next : until }
    return by.rrule === undefined ? [] : recurrenceDays(by.rrule, by.from, own).map((on) => ({ on, by }))
  })
/** The occurrence that the rhythm puts on the day, if it does. */
export const namedOn = (steps: readonly RhythmStep[], on: Day) => named(steps, { from: on, until: addDays(on, 1) })[0]

/** Most name a day within the first years: no more is read of those. */
const YEARS = 1_500
/** Whether what holds from the day on names any before something else holds, and before `until`. */
export const namesADay = (steps: readonly RhythmStep[], from: Day, until: Day): boolean =>
  [addDays(from, YEARS), until].some((end) => named(steps, { from, until: end < until ? end : until }).some(({ by }) => by.from === from))

/** The occurrences that are to be on the days of the window, by the days to which they were moved, in order. */
export function occurrencesIn({ steps, changes }: Rhythm, window: Window): Occurrence[] {
  const elsewhere = Object.entries(changes)
    .flatMap(([on, { to }]) => (to !== undefined && isIn(window, to) && !isIn(window, on) ? on : []))
    .sort()
  const [first, last] = [elsewhere[0], elsewhere.at(-1)]
  const movedIn = first && last ? named(steps, { from: first, until: addDays(last, 1) }).filter(({ on }) => elsewhere.includes(on)) : []
  return [...named(steps, window), ...movedIn]
    .map(({ on, by }) => {
      const change = changes[on]
      return {
        on,
        day: change?.to ?? on,
        skipped: change !== undefined && change.to === undefined,
        ...(change && { reason: change.reason }),
        by,
      }
    })
    .filter(({ day }) => isIn(window, day))
    .sort((a, b) => (a.day + a.on < b.day + b.on ? -1 : 1))
}
