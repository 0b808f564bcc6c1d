/** What became of promises across a change of holder, beside those that met none. */
import { type Day, addDays, aliveOn, hasEnded, overlap } from '@prasan/event-sourcing'
import type { Lines, Period } from './figures.js'
import { type Days, lineWithin } from '@prasan/answering/contract'

/** A promise on some days. */
export interface PromiseDays extends Days {
  readonly owner: string
  /** Whether on these days it is of what is asked about: by its owner, or by the body that watches over it. */
  readonly counts: boolean
  readonly state: 'open' | 'completed' | 'verified' | 'withdrawn'
  readonly dueOn: Day
  readonly completedOn: Day | null
}

/** How many promises, and what they had come to by the last day counted. `all` is the sum of `kept`, `dropped` and `open`. */
export interface Outcomes {
  readonly all: number
  /** Reported complete, verified or not. */
  readonly kept: number
  /** Of these, by their due date, as extended. */
  readonly keptInTime: number
  /** Withdrawn, or open with an owner that has ended and nobody who took it over. */
  readonly dropped: number
  readonly open: number
  /** Of these, past their due date. */
  readonly late: number
}

/**
 * The promises that were open on a day of the period on which they count. One is `inherited` where, while it was open and until the last day
 * counted, somebody else came to hold the place that owned it: the holder of the post, the occupant of the seat, the head of the organization,
 * the secretary of the committee. One that passed to another owner is not inherited by that alone. `lines`: those of all owners; `ended`: the first day
 * on which an owner was no more.
 */
export function outcomesOf(
  promises: readonly (readonly PromiseDays[])[],
  lines: Lines,
  ended: ReadonlyMap<string, Day>,
  period: Period,
): { inherited: Outcomes; others: Outcomes } {
  const last = addDays(period.until, -1)
  const met = promises.filter((days) => days.some((each) => each.counts && each.state === 'open' && overlap(each, period)))
  const outcomes = (some: typeof met): Outcomes => {
    const now = some.map((days) => days.find((each) => aliveOn(each, last))!)
    const kept = now.filter(({ state }) => state === 'completed' || state === 'verified')
    const orphaned = (owner: string) => hasEnded({ until: ended.get(owner) ?? null }, last)
    const dropped = now.filter(({ state, owner }) => state === 'withdrawn' || (state === 'open' && orphaned(owner)))
    const open = now.filter(({ state, owner }) => state === 'open' && !orphaned(owner))
    return {
      all: some.length,
      kept: kept.length,
      keptInTime: kept.filter(({ completedOn, dueOn }) => completedOn !== null && completedOn <= dueOn).length,
      dropped: dropped.length,
      open: open.length,
      late: open.filter(({ dueOn }) => dueOn < last).length,
    }
  }
  const inherited = new Set(met.filter((days) => wasInherited(days, lines, { until: period.until })))
  return { inherited: outcomes([...inherited]), others: outcomes(met.filter((days) => !inherited.has(days))) }
}

function wasInherited(days: readonly PromiseDays[], lines: Lines, told: Pick<Period, 'until'>): boolean {
  const holders = new Map<string, Set<string>>()
  for (const each of days.filter(({ state }) => state === 'open'))
    for (const part of lineWithin(lines.get(each.owner) ?? [], each))
      for (const { holder } of lineWithin([part], told))
        if (holder !== null) holders.set(each.owner, (holders.get(each.owner) ?? new Set()).add(holder))
  return [...holders.values()].some(({ size }) => size > 1)
}
