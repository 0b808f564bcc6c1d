/** How seats are represented at the meetings of their bodies: at which level, by whom in the seat's own right, how often by nobody. Figures of seats. */

/** One meeting of the body of a seat, on a day on which the seat was there. */
export interface Represented {
  /** The level of the post to which the seat belongs; null: not said, or the seat belongs to none. */
  readonly seatLevel: number | null
  /** Who came for it; null: nobody. */
  readonly came: {
    readonly substitute: boolean
    /** The level of who came; null: not known. */
    readonly level: number | null
  } | null
}

const mean = (numbers: readonly number[]): number | null =>
  numbers.length === 0 ? null : numbers.reduce((sum, n) => sum + n, 0) / numbers.length
/** Fewer say nothing of a drift. */
const LEAST = 4

/**
 * Of the meetings of one seat, oldest first. `below`: by how many levels, on the mean, those who came were below the seat, where both levels are known;
 * less than 0 where they were above. `drift`: the mean level of those who came to the later half of the meetings with a known one, less that of the
 * earlier half (the one in the middle of an odd number left out); null where fewer than four are known. `streak`: the most meetings one after the other
 * to which a substitute came. `silent`: nobody came to any, of one at least.
 */
export function representationOf(meetings: readonly Represented[]) {
  const came = meetings.flatMap(({ came, seatLevel }) => (came ? [{ ...came, seatLevel }] : []))
  const compared = came.flatMap(({ level, seatLevel }) => (level === null || seatLevel === null ? [] : [seatLevel - level]))
  const levels = came.flatMap(({ level }) => level ?? [])
  const half = Math.floor(levels.length / 2)
  let [run, streak] = [0, 0]
  for (const { came } of meetings) streak = Math.max(streak, (run = came?.substitute ? run + 1 : 0))
  return {
    ...{ meetings: meetings.length, came: came.length, substitutes: came.filter(({ substitute }) => substitute).length, streak },
    ...{ compared: compared.length, lower: compared.filter((levels) => levels > 0).length, below: mean(compared) },
    drift: levels.length < LEAST ? null : mean(levels.slice(-half))! - mean(levels.slice(0, half))!,
    silent: meetings.length > 0 && came.length === 0,
  }
}
export type Representation = ReturnType<typeof representationOf>

/** Of seats together: `below` is the mean over all meetings that are compared. */
export function representationsOf(seats: readonly Representation[]) {
  const sum = (figure: 'meetings' | 'came' | 'substitutes' | 'compared' | 'lower') => seats.reduce((sum, seat) => sum + seat[figure], 0)
  const compared = sum('compared')
  return {
    ...{ seats: seats.filter(({ meetings }) => meetings > 0).length, silent: seats.filter(({ silent }) => silent).length },
    ...{ meetings: sum('meetings'), came: sum('came'), substitutes: sum('substitutes'), compared, lower: sum('lower') },
    below: compared === 0 ? null : seats.reduce((sum, { below, compared }) => sum + (below ?? 0) * compared, 0) / compared,
  }
}

/** The furthest below its level first, then the longest without its own, then the silent; of the rest in their order. */
export const byDrift = (a: Representation, b: Representation): number =>
  (b.below ?? 0) - (a.below ?? 0) || (a.drift ?? 0) - (b.drift ?? 0) || b.streak - a.streak || Number(b.silent) - Number(a.silent)
