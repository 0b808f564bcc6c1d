import { describe, expect, it } from '@jest/globals'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { addDays } from '../time/clock.js'
import { type HistoryRows, history } from './history.js'

const columns = { owner: 'text', word: 'text?', title: 'bilingual?' } as const
type Columns = typeof columns
type Value = { owner: string; word: string | null; title: { th: string; en?: string } | null }
const COLUMNS = ['owner', 'word', 'title'] as const

const FIRST = '2026-01-01'
const DAYS = 10
/** Day 0 stands for all before the record begins. */
const dayOf = (index: number) => (index === 0 ? '1941-01-01' : addDays(FIRST, index))

type Id = 'one' | 'two'
type Op =
  | { do: 'begin' | 'correct'; id: Id; from: number | null; until: number | null; values: Value }
  | { do: 'change'; id: Id; day: number; values: Partial<Value> }
  | { do: 'end'; id: Id; day: number }
  | { do: 'correctBeginning'; id: Id; from: number | null }
  | { do: 'correctAll' | 'correctLast'; id: Id; values: Partial<Value> }
  | { do: 'correctEach' | 'reverse'; id: Id }
  | { do: 'restate'; id: Id; from: number | null; then: number; until: number | null; values: [Value, Value] }

/** What holds, day by day, and for which days each column was stated: the meaning of the operations with no intervals in it. */
class Brute {
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
const twoRows = ({ from, then, until, values }: Extract<Op, { do: 'restate' }>) => [
  { from, until: then, values: values[0] },
  { from: then, until, values: values[1] },
]

function apply(rows: HistoryRows<Columns>, op: Op): void {
  const day = (index: number | null) => (index === null ? null : dayOf(index))
  if (op.do === 'begin' || op.do === 'correct') rows[op.do](op.id, day(op.from), op.values, day(op.until))
  else if (op.do === 'change') rows.change(op.id, dayOf(op.day), op.values)
  else if (op.do === 'restate')
    rows.restate(
      op.id,
      twoRows(op).map((row) => ({ ...row, from: day(row.from), until: day(row.until) })),
    )
  else if (op.do === 'end') rows.end(op.id, dayOf(op.day))
  else if (op.do === 'correctBeginning') rows.correctBeginning(op.id, day(op.from))
  else if (op.do === 'correctAll' || op.do === 'correctLast') rows[op.do](op.id, op.values)
  else if (op.do === 'correctEach') rows.correctAll(op.id, (row) => ({ word: `${row.word}!` }))
  else rows.reverse(op.id)
}

const dayIndex = fc.integer({ min: 1, max: DAYS - 1 })
const id = fc.constantFrom<Id[]>('one', 'two')
const value = {
  owner: fc.constantFrom('a', 'b', 'c'),
  word: fc.option(fc.constantFrom('x', 'y')),
  title: fc.option(fc.constantFrom({ th: 'ก' }, { th: 'ก', en: 'k' })),
}
const interval = { id, from: fc.option(dayIndex), until: fc.option(dayIndex), values: fc.record(value) }
const someValues = fc.record(value, { requiredKeys: [] })
const op: fc.Arbitrary<Op> = fc.oneof(
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

describe('history', () => {
  it('answers every day as known at every log number like an oracle that keeps all days of all times', () => {
    const table = history('t', columns, { today: ['owner'] })
    const db = new Database(':memory:')
    db.exec(table.ddl)
    const { rows, at } = table.bind(db)
    const overlapping = (log: number | null) => {
      const { text, params } = table.known(log)
      const known = `with known as (select * from t where ${text})`
      return db
        .prepare(
          `${known} select 1 from known a join known b on a.id = b.id and a.row < b.row and a.validFrom < b.validTo and b.validFrom < a.validTo`,
        )
        .all(...params)
    }
    const answers = (log: number | null) =>
      ['one', 'two'].map((each) =>
        Array.from({ length: DAYS }, (_, day) => {
          const { text, params } = table.at({ day: dayOf(day), log })
          const found = db.prepare<unknown[], object>(`select * from t where id = ? and ${text}`).all(each, ...params)
          return found.map((row) => table.decode(row)).map(({ owner, word, title }) => ({ owner, word, title }))
        }),
      )
    fc.assert(
      fc.property(fc.array(fc.array(op, { minLength: 1, maxLength: 3 }), { maxLength: 10 }), (events) => {
        db.exec('delete from t')
        const brute = { one: new Brute(), two: new Brute() }
        const expected = () => [brute.one, brute.two].map(({ cells }) => cells.map((cell) => (cell ? [cell] : [])))
        const known = [expected()]
        for (const [i, ops] of events.entries()) {
          at(i + 1)
          for (const each of ops) {
            if (brute[each.id].mayBegin(each)) {
              brute[each.id].take(each)
              apply(rows, each)
            } else expect(() => apply(rows, each)).toThrow('holds already')
          }
          known.push(expected())
        }
        expect([...known.keys()].map(answers)).toEqual(known)
        expect(answers(null)).toEqual(known.at(-1))
        expect([...known.keys(), null].map(overlapping)).toEqual([...known.keys(), null].map(() => []))
      }),
      { numRuns: 150 },
    )
    db.close()
  })

  const begun = () => {
    const table = history('t', columns, { today: ['owner'] })
    const db = new Database(':memory:')
    db.exec(table.ddl)
    const { rows, at } = table.bind(db)
    at(1)
    rows.begin('one', null, { owner: 'a' })
    return { db, rows, at }
  }
  const seen = (rows: HistoryRows<Columns>) => rows.of('one').map(({ validFrom, owner, word }) => [validFrom, owner, word])

  it('keeps a row that a restatement says again known since when it was', () => {
    const { rows, at } = begun()
    const said = (owner: string) => [
      { from: null, until: '2026-01-01', values: { owner } },
      { from: '2026-01-01', until: null, values: { owner: 'b', word: 'x' } },
    ]
    at(2)
    rows.restate('one', said('a'))
    at(3)
    rows.restate('one', said('c'))
    expect(rows.of('one').map(({ owner, knownFrom }) => [owner, knownFrom])).toEqual([
      ['c', 3],
      ['b', 2],
    ])
  })

  it('a restatement states every column of its rows, also of one that stood there as it is', () => {
    const { rows, at } = begun()
    at(2)
    rows.change('one', '2026-03-01', { owner: 'b' })
    at(3)
    rows.restate('one', [
      { from: null, until: '2026-03-01', values: { owner: 'a' } },
      { from: '2026-03-01', until: null, values: { owner: 'b' } },
    ])
    rows.change('one', '2026-02-01', { word: 'until March' })
    expect(seen(rows)).toEqual([
      [null, 'a', null],
      ['2026-02-01', 'a', 'until March'],
      ['2026-03-01', 'b', null],
    ])
  })

  it('what was said of a later day stays, though it said what held anyhow', () => {
    const { rows, at } = begun()
    at(2)
    rows.change('one', '2026-03-01', { owner: 'a', word: 'in March' })
    at(3)
    rows.change('one', '2026-02-01', { owner: 'b', word: 'in February, told later' })
    expect(seen(rows)).toEqual([
      [null, 'a', null],
      ['2026-02-01', 'b', 'in February, told later'],
      ['2026-03-01', 'a', 'in March'],
    ])
  })

  it('an end before the beginning leaves nothing, and nothing can be changed then', () => {
    const { rows, at } = begun()
    at(2)
    rows.correct('one', '2026-05-01', { owner: 'a' })
    rows.end('one', '2026-04-01')
    rows.change('one', '2026-06-01', { owner: 'b' })
    expect(seen(rows)).toEqual([])
  })

  it('a row that the same event made and closed leaves no trace', () => {
    const { db, rows, at } = begun()
    at(2)
    rows.change('one', '2026-05-01', { owner: 'b' })
    rows.change('one', '2026-05-01', { owner: 'c' })
    rows.end('one', '2026-05-01')
    expect(db.prepare('select owner, validFrom, validTo, knownFrom, knownTo from t order by row').all()).toEqual([
      { owner: 'a', validFrom: '', validTo: '9999-12-31', knownFrom: 1, knownTo: 2 },
      { owner: 'a', validFrom: '', validTo: '2026-05-01', knownFrom: 2, knownTo: null },
    ])
  })

  it('finds by column what holds now, closed rows not', () => {
    const { rows, at } = begun()
    at(2)
    rows.change('one', '2026-05-01', { owner: 'b' })
    expect(rows.where('owner', 'b').map(({ id, validFrom, validTo }) => ({ id, validFrom, validTo }))).toEqual([
      { id: 'one', validFrom: '2026-05-01', validTo: null },
    ])
    expect(rows.where('owner', 'a')).toHaveLength(1)
  })
})
