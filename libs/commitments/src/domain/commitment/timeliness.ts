/** Whether what fell due was done in time, and how far it slipped: of organizations, committees and areas, never of a person. */
import type { Days } from '@prasan/answering/contract'
import { type Day, addDays, aliveOn, common, hasDays } from '@prasan/event-sourcing'
import { type LateDays, type LateStretch, type PromiseDays, daysByCause } from './lateness.js'

export interface PromiseJudged {
  readonly days: readonly (PromiseDays & { readonly committee: string | null })[]
  readonly stretches: readonly LateStretch[]
}

/** `due` is the sum of `onTime`, `late` and `pending`; slippage in days. */
export interface Timeliness {
  readonly due: number
  /** Completed, and after the due date, as extended, no day passed but vacant ones. */
  readonly onTime: number
  readonly late: number
  /** Of the late, those that are open still. */
  readonly lateOpen: number
  /** Open, and by the due date, as extended, or vacant on each day since. */
  readonly pending: number
  /** Counted apart: neither in time nor late. */
  readonly withdrawn: number
  /** `onTime` of those that are judged, `onTime` and `late`; null where there are none. */
  readonly onTimeRate: number | null
  readonly medianSlippage: number | null
  readonly meanSlippage: number | null
  readonly causes: LateDays
}

/**
 * Of the promises first due in a period what they came to by the day. Each counts for whoever owned it on its due date, as extended, or owns it on the day
 * while that is still to come; each late day for whoever owned it then. `theirs`: on which days that is whom is asked about. Slippage is the days after
 * the first due date that were theirs, without vacant ones.
 */
export function timelinessOf(
  promises: readonly PromiseJudged[],
  theirs: (owner: string, committee: string | null) => readonly Days[],
  day: Day,
): Timeliness {
  const counts = { onTime: 0, late: 0, lateOpen: 0, pending: 0, withdrawn: 0 }
  const slippages: number[] = []
  const all: LateStretch[] = []
  for (const { days, stretches } of promises) {
    const now = days.find((each) => aliveOn(each, day))!
    const own = stretches.flatMap((stretch) => within(stretch, theirs(stretch.owner, now.committee)))
    all.push(...own)
    const dueOn = now.dueOn < day ? now.dueOn : day
    const owing = days.find((each) => aliveOn(each, dueOn)) ?? now
    if (!theirs(owing.owner, now.committee).some((each) => aliveOn(each, dueOn))) continue
    if (now.state === 'withdrawn') {
      counts.withdrawn++
      continue
    }
    const isLate = stretches.some(({ until, cause }) => cause !== 'vacant' && until > addDays(now.dueOn, 1))
    if (isLate) counts.late++
    else counts[now.state === 'open' ? 'pending' : 'onTime']++
    if (isLate && now.state === 'open') counts.lateOpen++
    const sums = daysByCause(own)
    slippages.push(sums.days - sums.vacant)
  }
  const { onTime, late, pending } = counts
  return {
    ...counts,
    due: onTime + late + pending,
    onTimeRate: onTime + late === 0 ? null : onTime / (onTime + late),
    medianSlippage: middle(slippages),
    meanSlippage: slippages.length === 0 ? null : slippages.reduce((sum, each) => sum + each, 0) / slippages.length,
    causes: daysByCause(all),
  }
}

/** What of a stretch lies on the days, which do not overlap. */
const within = (stretch: LateStretch, days: readonly Days[]): LateStretch[] =>
  days.flatMap((each) => {
    const { from, until } = common(stretch, each)
    return hasDays({ from, until }) ? [{ ...stretch, from: from!, until: until! }] : []
  })

function middle(numbers: readonly number[]): number | null {
  const inOrder = [...numbers].sort((a, b) => a - b)
  const half = inOrder.length / 2
  return inOrder.length === 0 ? null : (inOrder[Math.ceil(half) - 1]! + inOrder[Math.floor(half)]!) / 2
}
