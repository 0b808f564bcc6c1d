import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { COLUMNS, DAYS, DayByDay, type Op, type Value, dayOf, op, twoRows } from '../testing/day-by-day.js'
import { aliveOn } from '../time/intervals.js'
import * as stretches from './stretches.js'
import type { Cell, Said, Step, Stretch } from './stretches.js'

/** The title has two cells. */
const BITS = [1, 2, 4, 4]
const ALL = 7
const cellsOf = ({ owner, word, title }: Partial<Value>): Cell[] => [owner ?? null, word ?? null, title?.th ?? null, title?.en ?? null]
const said = (values: Partial<Value>): Said => ({
  columns: COLUMNS.reduce((bits, column, i) => (column in values ? bits | (1 << i) : bits), 0),
  cells: cellsOf(values),
  bits: BITS,
})

const day = (index: number | null) => (index === null ? null : dayOf(index))
const stretchOf = ({ from, until, values }: { from: number | null; until: number | null; values: Value }) =>
  stretches.stretch(day(from), said(values), day(until))

/** A stretch, and what was known of it when: so a table keeps it, here in an array. */
interface Kept extends Stretch {
  readonly since: number
  until: string
  gone?: number
}

const stepOf = (known: readonly Kept[], each: Op): Step<Kept> => {
  if (each.do === 'begin') return stretches.begin(stretchOf(each))
  if (each.do === 'correct') return stretches.correct(known, stretchOf(each))
  if (each.do === 'restate') return stretches.restate(known, twoRows(each).map(stretchOf))
  if (each.do === 'change') return stretches.change(known, dayOf(each.day), said(each.values))
  if (each.do === 'end') return stretches.end(known, dayOf(each.day))
  if (each.do === 'correctBeginning') return stretches.correctBeginning(known, day(each.from), ALL)
  if (each.do === 'correctAll') return stretches.correctAll(known, () => said(each.values))
  if (each.do === 'correctLast') return stretches.correctLast(known, said(each.values))
  if (each.do === 'correctEach')
    return stretches.correctAll(known, ({ cells: [, word] }) => ({ ...said({}), columns: 2, cells: [null, `${word}!`, null, null] }))
  return stretches.reverse(known)
}

/** All that was ever known, a statement after the other. */
class Record {
  readonly all: Kept[] = []

  knownAt(n: number): Kept[] {
    const known = this.all.filter(({ since, gone }) => since <= n && (gone === undefined || n < gone))
    return known.sort((one, other) => (one.from < other.from ? -1 : 1))
  }

  take(n: number, { closed, opened }: Step<Kept>): void {
    for (const each of closed) each.gone = n
    this.all.push(...opened.map((each) => ({ ...each, since: n })))
  }

  /** What is told of each day, as known after so many statements: all stretches that hold on it. */
  told(n: number): (readonly Cell[])[][] {
    return Array.from({ length: DAYS }, (_, index) =>
      this.knownAt(n)
        .filter((each) => aliveOn(each, dayOf(index)))
        .map(({ cells }) => cells),
    )
  }
}

/** Statements about one thing, of which those are left out that say it begins where it holds. */
const story = fc.array(op, { maxLength: 14 })

function played(ops: readonly Op[]): { record: Record; meant: (readonly Cell[])[][][]; oracle: DayByDay; steps: number } {
  const record = new Record()
  const oracle = new DayByDay()
  const meaning = () => oracle.cells.map((cell) => (cell ? [cellsOf(cell)] : []))
  const meant = [meaning()]
  for (const each of ops) {
    if (!oracle.mayBegin(each)) continue
    record.take(meant.length, stepOf(record.knownAt(meant.length - 1), each))
    oracle.take(each)
    meant.push(meaning())
  }
  return { record, meant, oracle, steps: meant.length }
}

describe('stretches', () => {
  it('tell of every day, as known after every statement, what the statements mean day by day', () => {
    fc.assert(
      fc.property(story, (ops) => {
        const { record, meant } = played(ops)
        expect(meant.map((_, n) => record.told(n))).toEqual(meant)
      }),
      { numRuns: 500 },
    )
  })

  it('have a day each, no two the same one, and state a column on those days on which it was said', () => {
    fc.assert(
      fc.property(story, (ops) => {
        const { record, oracle, steps } = played(ops)
        for (const { from, until } of record.all) expect(from < until).toBe(true)
        for (let n = 0; n < steps; n++) expect(stretches.clash(record.knownAt(n))).toBeUndefined()
        const stated = COLUMNS.map((column) => [...oracle.stated[column]!].sort((a, b) => a - b))
        const indexOf = (from: string) => Math.max(0, Array.from({ length: DAYS }, (_, i) => dayOf(i)).indexOf(from))
        const known = record.knownAt(steps - 1)
        expect(COLUMNS.map((_, i) => known.filter((each) => each.stated & (1 << i)).map(({ from }) => indexOf(from)))).toEqual(stated)
      }),
      { numRuns: 500 },
    )
  })

  it('that are said again as they were are neither closed nor opened', () => {
    fc.assert(
      fc.property(story, (ops) => {
        const { record, steps } = played(ops)
        const known = record.knownAt(steps - 1)
        expect(stretches.restate(known, known)).toEqual({ closed: [], opened: [] })
      }),
    )
  })

  it('clash where two share a day, in whatever order they stand', () => {
    const one = fc
      .tuple(fc.option(fc.integer({ min: 1, max: DAYS })), fc.option(fc.integer({ min: 1, max: DAYS })))
      .map(([from, until]) => stretches.stretch(day(from), said({ owner: 'a' }), day(until)))
    const holds = (each: Stretch) => Array.from({ length: DAYS + 1 }, (_, i) => dayOf(i)).filter((on) => aliveOn(each, on))
    fc.assert(
      fc.property(fc.array(one, { maxLength: 5 }), (some) => {
        const days = some.flatMap(holds)
        const two = stretches.clash(some)
        expect(two !== undefined).toBe(new Set(days).size < days.length)
        if (two) expect(holds(two[0]).some((on) => holds(two[1]).includes(on))).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})
