/** What the lines of places say of turnover, as figures of places and bodies; none is about a person. */
import { type Day, addDays, aliveOn, begins, daysBetween, ends, hasDays, overlap } from '@prasan/event-sourcing'
import { type Filling, type Line, lineWithin } from '@prasan/answering/contract'
import { medianOf } from './median.js'

/** The days [from, until) that are counted. */
export interface Period {
  readonly from: Day
  readonly until: Day
}
export type Lines = ReadonlyMap<string, Line>

/** The fiscal years of Thailand (1 October to 30 September, named by the B.E. year they end in) that have days in the period, cut to it. */
export function fiscalYearsIn(period: Period): (Period & { readonly year: number })[] {
  const yearOf = (day: Day) => Number(day.slice(0, 4)) + 543 + (day.slice(5) >= '10-01' ? 1 : 0)
  if (!hasDays(period)) return []
  const [first, last] = [yearOf(period.from), yearOf(addDays(period.until, -1))]
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const [from, until] = [`${first + i - 544}-10-01`, `${first + i - 543}-10-01`]
    return { year: first + i, from: from > period.from ? from : period.from, until: until < period.until ? until : period.until }
  })
}

/** How many days of places in the period were filled in each way: they sum to all days of places in it. */
export function daysFilled(lines: Lines, period: Period): Record<Filling, number> & { holder: number } {
  const days = { held: 0, acting: 0, caretaker: 0, vacant: 0, unknown: 0, holder: 0 }
  for (const line of lines.values())
    for (const { from, until, filling, holder } of lineWithin(line, period)) {
      const length = daysBetween(from!, until!)
      days[filling] += length
      if (holder !== null) days.holder += length
    }
  return days
}

/** The days without a break on which one person held a place; `until` null: no end is known. */
export interface Spell {
  readonly place: string
  readonly from: Day | null
  readonly until: Day | null
  /** Whether somebody else held the place before. */
  readonly succeeds: boolean
}

/** The spells of holders, place by place, oldest first. Standing in, by acting or as caretaker, is no spell and breaks none. */
export function spellsOf(lines: Lines): Spell[] {
  return [...lines].flatMap(([place, line]) => {
    const spells: (Spell & { holder: string })[] = []
    for (const { from, until, holder } of line) {
      if (holder === null) continue
      const last = spells.at(-1)
      if (last?.holder === holder && ends(last) === begins({ from })) spells[spells.length - 1] = { ...last, until }
      else spells.push({ place, from, until, holder, succeeds: last !== undefined && last.holder !== holder })
    }
    return spells.map(({ place, from, until, succeeds }) => ({ place, from, until, succeeds }))
  })
}

/**
 * Changes of holder per mean number of places that had one: a change is counted on the first day of a holder before whom somebody else
 * held the place, whether or not it stood empty in between; the first holder that is recorded is no change. `meanHeld`: days of places
 * with a holder by the days of the period. `turnover` is null where no place had one.
 */
export function turnoverOf(lines: Lines, period: Period, spells = spellsOf(lines)) {
  const changes = spells.filter(({ from, succeeds }) => succeeds && from !== null && aliveOn(period, from)).length
  const held = daysFilled(lines, period).holder
  const meanHeld = hasDays(period) ? held / daysBetween(period.from, period.until) : 0
  return { changes, meanHeld, turnover: held === 0 ? null : changes / meanHeld }
}

/**
 * How long holders stay, in days: of the spells with a day in the period, each from its own first day. One that goes on after the period is
 * censored at its end: it is known to last so long, not how long. Spells of unknown beginning are left out and counted apart. Long spells are
 * met more often in a short period than in a long one.
 */
export function tenureOf(spells: readonly Spell[], period: Period) {
  const met = hasDays(period) ? spells.filter((spell) => overlap(spell, period)) : []
  const known = met.flatMap(({ from, until }) =>
    from === null
      ? []
      : [
          {
            ended: until !== null && until <= period.until,
            days: daysBetween(from, ends({ until }) < period.until ? until! : period.until),
          },
        ],
  )
  const ended = known.filter((spell) => spell.ended).length
  return { median: medianOf(known), ended, censored: known.length - ended, unknown: met.length - known.length }
}

/**
 * Whether places keep their holder over 1 October, when officials are transferred: of those with a holder on 30 September that are still
 * there on 31 October, how many have the same one. `stayed` and `of` are null where 1 October is not in the period, or 31 October after
 * `through`, the last day that can be told.
 */
export function survivalOf(
  lines: Lines,
  { from, until }: Period,
  year: number,
  through: Day,
): { stayed: number | null; of: number | null } {
  const turn = `${year - 544}-10-01`
  const [before, after] = [addDays(turn, -1), `${year - 544}-10-31`]
  if (!aliveOn({ from, until }, turn) || after > through) return { stayed: null, of: null }
  const pairs = [...lines.values()].flatMap((line) => {
    const [was, is] = [before, after].map((day) => line.find((each) => aliveOn(each, day)))
    return was?.holder != null && is ? [was.holder === is.holder] : []
  })
  return { stayed: pairs.filter((stayed) => stayed).length, of: pairs.length }
}
