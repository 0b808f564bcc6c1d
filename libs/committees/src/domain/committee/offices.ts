// What the rules of the body say of its composition, judged on the days for which a command changes it.
import { type Day, type Life, aliveOn, begins, common, hasDays, requireThat, untilNext } from '@prasan/event-sourcing'
import type { BodyRules } from './body-rules.js'
import {
  AssistantSecretariesKeepTheirQuota,
  SeatOfficeOfChairIsUnique,
  WomenAmongExpertsKeepTheirQuota,
  WomenAreCountedAmongTheExperts,
} from './rules.js'
import { type PlaceState, type SeatState, lifeOf } from './seat.js'
import type { Place } from './shapes.js'
import { type Living, lifeOfBody, rulesOn } from './state.js'

type Judge = (holds: unknown, rule: typeof SeatOfficeOfChairIsUnique, field?: string) => void

/** A place in the body as long as it is one. */
export type Held = Pick<Place, 'office' | 'kind'> & Life

/** The places of a seat one after the other, each until the next begins or the seat, or its body, ends. */
export function heldIn(state: Living, seat: SeatState, places: readonly PlaceState[] = seat.places): Held[] {
  const { until } = lifeOf(seat, lifeOfBody(state).until)
  return untilNext(places).map(({ office, kind, ...days }) => ({ office, kind, ...common(days, { until }) }))
}

/** Of places those of their days that lie in [from, until). */
export const heldBetween = (held: readonly Held[], from: Day, until?: Day): Held[] =>
  held.map((each) => ({ ...each, ...common(each, { from, until }) })).filter(hasDays)

const heldWithout = (state: Living, seats: readonly string[]): Held[] =>
  [...state.seats].flatMap(([id, seat]) => (seats.includes(id) ? [] : heldIn(state, seat)))

const LIMITED = [
  ['chair', SeatOfficeOfChairIsUnique, ({ chairs }: BodyRules) => (chairs === 'several' ? Infinity : 1)],
  ['assistantSecretary', AssistantSecretariesKeepTheirQuota, ({ assistantSecretaries = Infinity }: BodyRules) => assistantSecretaries],
] as const

/** Judges the offices in the places that a command brings about, beside those of the other seats, by the rules of each of their days. */
export function judgeOffices(state: Living, brought: readonly Held[], instead: readonly string[], judge: Judge, field = 'office'): void {
  for (const [office, rule, most] of LIMITED) {
    const own = brought.filter((each) => each.office === office)
    if (own.length === 0) continue
    const all = [...heldWithout(state, instead), ...brought].filter((each) => each.office === office)
    const days = new Set([...all, ...state.rules].map(begins).filter((day) => own.some((each) => aliveOn(each, day))))
    const kept = [...days].every((day) => {
      const limit = most(rulesOn(state, day))
      return limit === Infinity || all.filter((each) => aliveOn(each, day)).length <= limit
    })
    judge(kept, rule, field)
  }
}

/** Judges the stated number of women by the seats of experts on the day. */
export function judgeWomen(
  state: Living,
  women: number | undefined,
  day: Day,
  judge: Judge,
  { brought = [], instead = [] }: { brought?: readonly Held[]; instead?: readonly string[] } = {},
): void {
  if (women === undefined) return
  const experts = [...heldWithout(state, instead), ...brought].filter((each) => 'expert' in each.kind && aliveOn(each, day)).length
  const { womenAmongExperts: quota } = rulesOn(state, day)
  requireThat(women <= experts, WomenAreCountedAmongTheExperts, 'womenAmongExperts')
  judge(!quota || women * quota.denominator >= experts * quota.numerator, WomenAmongExpertsKeepTheirQuota, 'womenAmongExperts')
}
