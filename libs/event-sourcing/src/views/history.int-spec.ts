import { describe, expect, it } from '@jest/globals'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { type Columns, DAYS, DayByDay, type Op, columns, dayOf, op, twoRows } from '../testing/day-by-day.js'
import { HoldsAlready, type HistoryRows, history } from './history.js'

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
        const brute = { one: new DayByDay(), two: new DayByDay() }
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

  it('refuses a restatement of which two rows hold on one day, and names them', () => {
    const { rows, at } = begun()
    at(2)
    const twice = (until: string | null) => () =>
      rows.restate('one', [
        { from: '2026-03-01', until, values: { owner: 'b' } },
        { from: '2026-03-01', until: null, values: { owner: 'c' } },
      ])
    expect(twice(null)).toThrow(HoldsAlready)
    expect(twice('2026-03-02')).toThrow(
      'one is to hold in t on [2026-03-01, 9999-12-31), where it holds already on [2026-03-01, 2026-03-02)',
    )
    expect(seen(rows)).toEqual([[null, 'a', null]])
    expect(twice('2026-03-01')).not.toThrow()
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
