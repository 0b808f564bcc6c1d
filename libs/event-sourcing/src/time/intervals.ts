/**
 * The one rule of time for decisions: whether a thing lives, is open or is owned is asked of a day, never of the order of recording.
 * A state keeps what was told of it as dated facts; these functions read them as the views do (views/history.ts), so that on any day
 * the decision and the view agree. All intervals are half-open, [from, until); those of the times of one day too.
 */
import type { Day } from '../declaring/shapes.js'

/** A fact that holds from a day on; without a day since before the record begins. */
export interface Dated {
  readonly from?: Day | undefined
}

/** The days [from, until) of a thing; without a first day since before the record begins, without an end as far as is known. */
export interface Life extends Dated {
  readonly until?: Day | undefined
}

/** Before every day: from then on goes what began before the record does. */
export const BEFORE_RECORD = ''
/** After every day: until then goes what has no end. */
export const NO_END = '9999-12-31'

/** Days as a state, a row or a message tells them: what is not known is left out or null. */
interface Days {
  readonly from?: Day | null | undefined
  readonly until?: Day | null | undefined
}

export const begins = ({ from }: Pick<Days, 'from'>): string => from ?? BEFORE_RECORD
export const ends = ({ until }: Pick<Days, 'until'>): string => until ?? NO_END

/** A day that nobody knows lies before the record begins, here and below. */
export const hasBegun = (days: Pick<Days, 'from'>, day: Day | undefined): boolean => begins(days) <= begins({ from: day })
export const hasEnded = (days: Pick<Days, 'until'>, day: Day | undefined): boolean => ends(days) <= begins({ from: day })
export const aliveOn = (life: Days, day: Day | undefined): boolean => hasBegun(life, day) && !hasEnded(life, day)

/** Whether there is a day between beginning and end. */
export const hasDays = (days: Days): boolean => begins(days) < ends(days)

/** Whether two things are there on a day both. */
export const overlap = (a: Days, b: Days): boolean => begins(a) < ends(b) && begins(b) < ends(a)

/** The days that two things have in common; `hasDays` tells whether there are any. */
export const common = (a: Days, b: Days): Life => ({
  from: (begins(a) < begins(b) ? b : a).from ?? undefined,
  until: (ends(b) < ends(a) ? b : a).until ?? undefined,
})

/** The facts in the order of their days; of those of one day in the order of recording. */
export const inOrder = <F extends Dated>(facts: readonly F[]): F[] =>
  [...facts].sort((a, b) => (begins(a) < begins(b) ? -1 : begins(a) > begins(b) ? 1 : 0))

/** Facts in order, and one more. */
export const withStep = <F extends Dated>(facts: readonly F[], fact: F): F[] => inOrder([...facts, fact])

/** Of facts in order the one that holds on the day: the last that began on or before it. */
export const stepAt = <F extends Dated>(facts: readonly F[], day: Day | undefined): F | undefined =>
  facts.findLast((fact) => hasBegun(fact, day))

/** Of facts in order the first that begins after the day. */
export const stepAfter = <F extends Dated>(facts: readonly F[], day: Day | undefined): F | undefined =>
  facts.find((fact) => !hasBegun(fact, day))

/** Facts of which there is one a day, in order: one more, in place of one from the same day. */
export const withStated = <F extends Dated>(facts: readonly F[], fact: F): F[] => inOrder([...withoutStated(facts, fact.from), fact])
export const withoutStated = <F extends Dated>(facts: readonly F[], from: Day | undefined): F[] =>
  facts.filter((each) => begins(each) !== begins({ from }))
export const stepFrom = <F extends Dated>(facts: readonly F[], from: Day | undefined): F | undefined =>
  facts.find((each) => begins(each) === begins({ from }))

/** Facts in order, each until the next begins. */
export const untilNext = <F extends Dated>(facts: readonly F[]) =>
  facts.map((fact, i) => ({ ...fact, from: fact.from ?? null, until: i + 1 < facts.length ? begins(facts[i + 1]!) : null }))

/** The days of a life, cut on those on which something changes, in order; `day`: the first of each, to ask facts of. */
export const cut = (life: Days, days: readonly string[]) =>
  [...new Set([begins(life), ...days])]
    .filter((day) => aliveOn(life, day))
    .sort()
    .map((day, i, all) => ({ day, from: day === BEFORE_RECORD ? null : day, until: all[i + 1] ?? life.until ?? null }))
