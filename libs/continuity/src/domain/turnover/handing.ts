/** How quickly and how fully posts are handed over, as figures of posts. */
import { type Day, daysBetween } from '@prasan/event-sourcing'
import { medianOf } from './median.js'

export interface HandedDuty {
  readonly state: string
  /** When it came to be so. */
  readonly changedOn: Day
}
export interface Handing {
  /** On which the post was left. */
  readonly day: Day
  readonly duties: readonly HandedDuty[]
}

/**
 * Of handovers, as they stood at the end of the day `through`. To be received is what somebody accepted, contested, or let lie or lapse; what was done,
 * moved or handed on before anybody answered is not. `completeness`: how much of it was accepted; null: nothing was to be received. `latency`: the median
 * days from leaving to acceptance; what nobody accepted is censored on the day on which it came to stand so, what still waits `through`.
 */
export function handingOf(handovers: readonly Handing[], through: Day) {
  const duties = handovers.flatMap(({ day, duties }) => duties.map((duty) => ({ ...duty, day })))
  const count = (state: string) => duties.filter((duty) => duty.state === state).length
  const [accepted, contested, waiting, lapsed] = ['accepted', 'contested', 'waiting', 'lapsed'].map(count) as [
    number,
    number,
    number,
    number,
  ]
  const toReceive = accepted + contested + waiting + lapsed
  const lengths = duties.map(({ state, day, changedOn }) => ({
    ended: state === 'accepted',
    days: Math.max(0, daysBetween(day, state === 'waiting' ? through : changedOn)),
  }))
  return {
    ...{ handovers: handovers.length, duties: duties.length, accepted, contested, waiting, lapsed },
    completeness: toReceive === 0 ? null : accepted / toReceive,
    latency: medianOf(lengths),
  }
}
