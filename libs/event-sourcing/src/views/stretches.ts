/**
 * What is known of one id: stretches of days on which something holds, in the order of their days, no two on one day. A statement
 * makes other stretches of them; here it is told which are no longer known and which are from now on. Nothing is done to a table.
 */
import { begins, ends, hasDays, hasEnded, overlap } from '../time/intervals.js'

export type Cell = string | number | null

/** So it is on the days [from, until). */
export interface Stretch {
  readonly from: string
  readonly until: string
  readonly cells: readonly Cell[]
  /** The columns that were said to hold from its first day on, a bit each: a change of an earlier day ends before them. */
  readonly stated: number
}

/** What is said of some columns. */
export interface Said {
  /** Those columns, a bit each. */
  readonly columns: number
  /** A cell for each of all columns; what stands in those of other columns counts for nothing. */
  readonly cells: readonly Cell[]
  /** Of each cell the bit of its column: a text in two languages has two cells. */
  readonly bits: readonly number[]
}

/** `closed`: of what was known what no longer is; `opened`: what is known from now on. */
export interface Step<S extends Stretch> {
  readonly closed: readonly S[]
  readonly opened: readonly Stretch[]
}

/** What is said of every column holds from a day (null: since before the record begins), until a day where one is known. */
export const stretch = (from: string | null, { cells, columns }: Said, until?: string | null): Stretch => ({
  from: begins({ from }),
  until: ends({ until }),
  cells,
  stated: columns,
})

/** Of stretches that are to hold at once two that share a day, if there are any. */
export function clash(stretches: readonly Stretch[]): [Stretch, Stretch] | undefined {
  const inOrder = stretches.filter(hasDays).sort((one, other) => (one.from < other.from ? -1 : 1))
  const second = inOrder.findIndex((one, i) => i > 0 && overlap(inOrder[i - 1]!, one))
  return second === -1 ? undefined : [inOrder[second - 1]!, inOrder[second]!]
}

/** For one that shares no day with what is known. */
export const begin = <S extends Stretch>(one: Stretch): Step<S> => step([], [one])

export const correct = <S extends Stretch>(known: readonly S[], one: Stretch): Step<S> => step(known, [one])

export const reverse = <S extends Stretch>(known: readonly S[]): Step<S> => step(known, [])

/** For stretches no two of which share a day. What says the same as before stays known as it is. */
export function restate<S extends Stretch>(known: readonly S[], stated: readonly Stretch[]): Step<S> {
  const opened = new Map(stated.filter(hasDays).map((each) => [each.from, each]))
  const closed = known.filter((before) => {
    const now = opened.get(before.from)
    if (!now || !sayTheSame(before, now)) return true
    opened.delete(before.from)
    return false
  })
  return { closed, opened: [...opened.values()] }
}

export function end<S extends Stretch>(known: readonly S[], day: string): Step<S> {
  const closed = known.filter((each) => !hasEnded(each, day))
  return step(
    closed,
    closed.map((before) => ({ ...plain(before), until: day })),
  )
}

export const correctAll = <S extends Stretch>(known: readonly S[], say: (before: S) => Said): Step<S> =>
  step(
    known,
    known.map((before) => corrected(before, say(before))),
  )

/** Back from the last stretch each column is corrected as long as it says what the last one says. */
export function correctLast<S extends Stretch>(known: readonly S[], said: Said): Step<S> {
  const closed: S[] = []
  const opened: Stretch[] = []
  const last = known.at(-1)
  let wrong = last ? said.columns & differing(last, said, said.bits) : 0
  for (let i = known.length - 1; i >= 0; i--) {
    const before = known[i]!
    wrong &= ~differing(before, last!, said.bits)
    if (wrong === 0) break
    closed.push(before)
    opened.push(corrected(before, said, wrong))
  }
  return { closed, opened }
}

/** `all`: every column, a bit each: they are stated from the new first day on. */
export function correctBeginning<S extends Stretch>(known: readonly S[], from: string | null, all: number): Step<S> {
  const day = begins({ from })
  const first = known.findIndex((each) => !hasEnded(each, day))
  if (first === -1) return reverse(known)
  const { until, cells } = known[first]!
  return step(known.slice(0, first + 1), [{ from: day, until, cells, stated: all }])
}

export function change<S extends Stretch>(known: readonly S[], day: string, said: Said): Step<S> {
  const closed: S[] = []
  const opened: Stretch[] = []
  const from = known[0] && day < known[0].from ? known[0].from : day
  let columns = said.columns
  for (const before of known) {
    if (hasEnded(before, from)) continue
    const later = before.from > from
    if (later) columns &= ~before.stated
    if (columns === 0) break
    closed.push(before)
    const after = corrected(before, said, columns)
    if (later) opened.push(after)
    else if (before.from === from) opened.push({ ...after, stated: before.stated | columns })
    else opened.push({ ...plain(before), until: from }, { ...after, from, stated: columns })
  }
  return { closed, opened }
}

/** Stretches without a day are none. */
const step = <S extends Stretch>(closed: readonly S[], opened: readonly Stretch[]): Step<S> => ({ closed, opened: opened.filter(hasDays) })

const sayTheSame = (one: Stretch, other: Stretch) =>
  one.until === other.until && one.stated === other.stated && one.cells.every((cell, i) => cell === other.cells[i])

/** The columns in which the cells differ, a bit each. */
const differing = (one: { cells: readonly Cell[] }, other: { cells: readonly Cell[] }, bits: readonly number[]) =>
  bits.reduce((columns, bit, i) => (one.cells[i] === other.cells[i] ? columns : columns | bit), 0)

/** Without what a table keeps beside it. */
const plain = ({ from, until, cells, stated }: Stretch): Stretch => ({ from, until, cells, stated })

/** The same days, on which the columns hold what is said of them. */
const corrected = ({ from, until, cells, stated }: Stretch, said: Said, columns = said.columns): Stretch => ({
  from,
  until,
  cells: cells.map((cell, i) => (columns & said.bits[i]! ? said.cells[i]! : cell)),
  stated,
})
