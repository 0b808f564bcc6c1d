/** What statements about a thing mean, day by day, with no intervals in it: the oracle of views/stretches.ts and of views/history.ts. */
import fc from 'fast-check'
import { addDays } from '../time/clock.js'

export const columns = { owner: 'text', word: 'text?', title: 'bilingual?' } as const
export type Columns = typeof columns
export type Value = { owner: string; word: string | null; title: { th: string; en?: string } | null }
export const COLUMNS = ['owner', 'word', 'title'] as const

const FIRST = '2026-01-01'
export const DAYS = 10
/** Day 0 stands for all before the record begins. */
export const dayOf = (index: number) => (index === 0 ? '1941-01-01' : addDays(FIRST, index))

export type Id = 'one' | 'two'
export type Op =
  | { do: 'begin' | 'correct'; id: Id; from: number | null; until: number | null; values: Value }
  | { do: 'change'; id: Id; day: number; values: Partial<Value> }
  | { do: 'end'; id: Id; day: number }
  | { do: 'correctBeginning'; id: Id; from: number | null }
  | { do: 'correctAll' | 'correctLast'; id: Id; values: Partial<Value> }
  | { do: 'correctEach' | 'reverse'; id: Id }
  | { do: 'restate'; id: Id; from: number | null; then: number; until: number | null; values: [Value, Value] }

/** What holds on each day, and on which days each column was stated. */
export class DayByDay {
  cells: (Value | null)[] = Array<null>(DAYS).fill(null)
  stated: Record<string, Set<number>> = { owner: new Set(), word: new Set(), title: new Set() }

  take(op: Op): void {
    if (op.do === 'begin') this.hold(op)
    else if (op.do === 'correct') {
      this.clear(0)
      this.hold(op)
    } else if (op.do === 'reverse') this.clear(0)
    else if (op.do === 'restate') {
      this.clear(0)
      for (const row of twoRows(op)) this.hold(row)
    } else if (op.do === 'end') this.clear(op.day)
    else if (op.do === 'correctBeginning') this.beginOn(op.from ?? 0)
    else if (op.do === 'correctAll') this.cells = this.cells.map((cell) => cell && { ...cell, ...op.values })
    else if (op.do === 'correctLast') this.correctLast(op.values)
    else if (op.do === 'correctEach') this.cells = this.cells.map((cell) => cell && { ...cell, word: `${cell.word}!` })
    else if (op.do === 'change' && this.cells.some((cell) => cell !== null)) this.change(op)
  }

  private hold({ from, until, values }: { from: number | null; until: number | null; values: Value }): void {
    const first = from ?? 0
    for (let day = first; day < (until ?? DAYS); day++) {
      this.cells[day] = values
      if (day === first) for (const days of Object.values(this.stated)) days.add(first)
    }
  }

  private change(op: Extract<Op, { do: 'change' }>): void {
    const from = Math.max(
      op.day,
      this.cells.findIndex((cell) => cell !== null),
    )
    for (const column of COLUMNS.filter((each) => each in op.values)) {
      for (let day = from; day < DAYS && !(day > from && this.stated[column]!.has(day)); day++) {
        const cell = this.cells[day]
        if (cell) this.cells[day] = { ...cell, [column]: op.values[column] ?? null }
      }
      if (this.cells[from]) this.stated[column]!.add(from)
    }
  }

  private correctLast(values: Partial<Value>): void {
    const before = this.cells.filter((cell) => cell !== null)
    for (const column of COLUMNS.filter((each) => each in values)) {
      const said = JSON.stringify(before.at(-1)?.[column])
      const since = before.findLastIndex((cell) => JSON.stringify(cell[column]) !== said)
      let held = 0
      this.cells = this.cells.map((cell) => cell && (held++ > since ? { ...cell, [column]: values[column] } : cell))
    }
  }

  private beginOn(first: number): void {
    const kept = this.cells.findIndex((cell, day) => cell !== null && day >= first)
    this.clear(0, kept === -1 ? DAYS : first)
    if (kept === -1) return
    for (const days of Object.values(this.stated)) days.delete(kept)
    this.cells.fill(this.cells[kept]!, first, kept)
    for (const days of Object.values(this.stated)) days.add(first)
  }

  private clear(from: number, until = DAYS): void {
    for (let day = from; day < until; day++) {
      this.cells[day] = null
      for (const days of Object.values(this.stated)) days.delete(day)
    }
  }

  /** Whether an id may begin: on none of the days does it hold. */
  mayBegin(op: Op): boolean {
    if (op.do === 'begin' && op.from === null && op.until === 0) return false // all of it lies before the days of this oracle
    return op.do !== 'begin' || this.cells.slice(op.from ?? 0, op.until ?? DAYS).every((cell) => cell === null)
  }
}

/** The rows of a restatement, one after the other. */
export const twoRows = ({ from, then, until, values }: Extract<Op, { do: 'restate' }>) => [
  { from, until: then, values: values[0] },
  { from: then, until, values: values[1] },
]

const dayIndex = fc.integer({ min: 1, max: DAYS - 1 })
const id = fc.constantFrom<Id[]>('one', 'two')
const value = {
  owner: fc.constantFrom('a', 'b', 'c'),
  word: fc.option(fc.constantFrom('x', 'y')),
  title: fc.option(fc.constantFrom({ th: 'ก' }, { th: 'ก', en: 'k' })),
}
const interval = { id, from: fc.option(dayIndex), until: fc.option(dayIndex), values: fc.record(value) }
const someValues = fc.record(value, { requiredKeys: [] })
export const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('begin' as const), ...interval, until: fc.constant(null) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('begin' as const), ...interval }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('change' as const), id, day: dayIndex, values: someValues }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('correct' as const), ...interval }) },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ do: fc.constant('restate' as const), id, from: fc.option(dayIndex), then: dayIndex, until: fc.option(dayIndex) },
      values: fc.tuple(fc.record(value), fc.record(value)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end' as const), id, day: dayIndex }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('correctBeginning' as const), id, from: fc.option(dayIndex) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('correctAll' as const, 'correctLast' as const), id, values: someValues }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('correctEach' as const, 'reverse' as const), id }) },
)
