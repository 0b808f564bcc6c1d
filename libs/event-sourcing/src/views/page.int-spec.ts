import { afterAll, describe, expect, it } from '@jest/globals'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { CursorMalformed, type PageAsked, pageOf, paged } from './page.js'
import { among, join, raw, sql } from './sql.js'
import type { Views } from './view.js'

interface Row {
  id: string
  due: string
  n: number
}
const db = new Database(':memory:')
db.exec('create table t (id text primary key, due text not null, n integer not null) strict')
const views: Views = {
  all: ({ text, params }) => db.prepare(text).all(...params) as never,
  get: ({ text, params }) => db.prepare(text).get(...params) as never,
}
afterAll(() => void db.close())
const fill = (rows: readonly Row[]) => {
  db.exec('delete from t')
  for (const { id, due, n } of rows) db.prepare('insert into t values (?, ?, ?)').run(id, due, n)
}

const rows = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 3 }),
    due: fc.constantFrom('2026-01-01', '2026-01-02'),
    n: fc.integer({ min: -1, max: 1 }),
  }),
  { selector: ({ id }) => Buffer.from(id).toString('hex'), maxLength: 25 },
)

const orders = [['id'], ['due', 'id'], ['t.n', 't.due', 't.id']] as const
const ask = (asked: PageAsked, orderBy: readonly string[], descending = false) =>
  paged<Row>(views, asked, { select: sql`select * from t`, where: sql`t.n >= ${-1}`, orderBy, descending })
const page = (first: number, after: string | undefined, orderBy: readonly string[], descending: boolean) =>
  ask({ first, after }, orderBy, descending)

describe('pages', () => {
  it('of any size follow one another without gap or repetition, in the order asked', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 7 }), fc.constantFrom(...orders), fc.boolean(), (all, first, orderBy, descending) => {
        fill(all)
        const order = orderBy.map((column) => `${column} ${descending ? 'desc' : 'asc'}`).join(', ')
        const expected = db.prepare(`select * from t order by ${order}`).all()
        const found: Row[] = []
        let after: string | undefined
        for (let more = true; more;) {
          const next = page(first, after, orderBy, descending)
          found.push(...next.rows)
          more = next.hasNextPage
          expect(next.rows.length).toBe(more ? first : Math.min(first, expected.length - found.length + next.rows.length))
          if (next.rows.length > 0) after = next.cursorOf(next.rows.at(-1)!)
        }
        expect(found).toEqual(expected)
      }),
      { numRuns: 200 },
    )
  })

  it('go on where the cursor’s row stood, though rows come and go', () => {
    fc.assert(
      fc.property(rows, rows, fc.integer({ min: 1, max: 5 }), fc.constantFrom(...orders), (before, changed, first, orderBy) => {
        fill(before)
        const { rows: seen, cursorOf } = page(first, undefined, orderBy, false)
        const last = seen.at(-1)
        if (!last) return
        const cursor = cursorOf(last)
        fill(changed)
        const columns = orderBy.join(', ')
        const values = orderBy.map((column) => last[column.replace('t.', '') as keyof Row])
        const expected = db
          .prepare(`select * from t where (${columns}) > (${values.map(() => '?').join(', ')}) order by ${columns} limit ?`)
          .all(...values, first)
        expect(page(first, cursor, orderBy, false).rows).toEqual(expected)
      }),
      { numRuns: 100 },
    )
  })

  it('are the part of the list between their cursors, from its beginning or up to its end, and say what lies around them', () => {
    const place = fc.option(fc.nat({ max: 24 }), { nil: undefined })
    const length = fc.integer({ min: 1, max: 6 })
    fc.assert(
      fc.property(
        ...([rows, place, place, length, fc.boolean(), fc.constantFrom(...orders), fc.boolean()] as const),
        (all, afterAt, beforeAt, length, backwards, orderBy, descending) => {
          fill(all)
          const order = orderBy.map((column) => `${column} ${descending ? 'desc' : 'asc'}`).join(', ')
          const list = db.prepare<[], Row>(`select * from t order by ${order}`).all()
          const whole = ask({ first: 100 }, orderBy, descending)
          const cursorAt = (at: number | undefined) => (at === undefined || at >= list.length ? undefined : whole.cursorOf(whole.rows[at]!))
          const [after, before] = [cursorAt(afterAt), cursorAt(beforeAt)]
          const [from, to] = [after === undefined ? 0 : afterAt! + 1, before === undefined ? list.length : beforeAt!]
          const range = list.map((_, i) => i).filter((i) => i >= from && i < to)
          const expected = backwards ? range.slice(-length) : range.slice(0, length)
          const asked = { ...(backwards ? { last: length } : { first: length }), after, before }
          const page = ask(asked, orderBy, descending)
          expect(page.rows).toEqual(expected.map((i) => list[i]))
          // the rows at the cursors lie around an empty page
          const [head, tail] = [expected[0] ?? from, (expected.at(-1) ?? (before === undefined ? Infinity : to - 1)) + 1]
          expect([page.hasPreviousPage, page.hasNextPage]).toEqual([head > 0, tail < list.length])
        },
      ),
      { numRuns: 500 },
    )
  })

  it('of rows at hand are cut as those of a table are', () => {
    const place = fc.option(fc.nat({ max: 24 }), { nil: undefined })
    fc.assert(
      fc.property(rows, place, place, fc.integer({ min: 1, max: 6 }), fc.boolean(), (all, afterAt, beforeAt, length, backwards) => {
        fill(all)
        const whole = ask({ first: 100 }, ['due', 'id'])
        const keyOf = ({ due, id }: Row) => due + id
        const atHand = (asked: PageAsked) => pageOf(whole.rows, asked, keyOf)
        const cut = ({ cursorOf }: typeof whole) => {
          const cursorAt = (at: number | undefined) => (whole.rows[at ?? -1] ? cursorOf(whole.rows[at!]!) : undefined)
          return { ...(backwards ? { last: length } : { first: length }), after: cursorAt(afterAt), before: cursorAt(beforeAt) }
        }
        const [ours, theirs] = [atHand(cut(atHand({ first: 100 }))), ask(cut(whole), ['due', 'id'])]
        expect(ours.rows).toEqual(theirs.rows)
        expect([ours.hasPreviousPage, ours.hasNextPage]).toEqual([theirs.hasPreviousPage, theirs.hasNextPage])
      }),
      { numRuns: 300 },
    )
  })

  it('refuse a cursor of another list, order, filter or moment', () => {
    fill(['a', 'b', 'c'].map((id) => ({ id, due: '2026-01-01', n: 0 })))
    const { rows, cursorOf } = ask({ first: 1, of: 'this' }, ['id'])
    const cursor = cursorOf(rows[0]!)
    expect(ask({ first: 1, of: 'this', after: cursor }, ['id']).rows).toMatchObject([{ id: 'b' }])
    for (const other of ['that', undefined]) {
      expect(() => ask({ first: 1, after: cursor, of: other }, ['id'])).toThrow(new CursorMalformed('after'))
      expect(() => ask({ last: 1, before: cursor, of: other }, ['id'])).toThrow(new CursorMalformed('before'))
    }
  })

  it('refuse a cursor that is none of theirs', () => {
    fill([{ id: 'a', due: '2026-01-01', n: 0 }])
    const of = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    for (const cursor of [
      '',
      'x',
      of(['2026-01-01']),
      of(['2026-01-01', 'a', 'b']),
      of([null, 'a']),
      of([{}, 'a']),
      of('ab'),
      of(null),
      'x'.repeat(1_000_000),
    ])
      expect(() => page(1, cursor, ['due', 'id'], false)).toThrow(CursorMalformed)
  })
})

describe('sql', () => {
  it('sets pieces in and binds values, in the order in which they stand', () => {
    const inner = sql`due > ${'2026-01-01'} and n = ${1}`
    expect(sql`select ${raw('id')} from t where id = ${'x'} and (${inner}) limit ${5}`).toEqual({
      text: 'select id from t where id = ? and (due > ? and n = ?) limit ?',
      params: ['x', '2026-01-01', 1, 5],
    })
    expect(join([sql`${1}`, sql`a`, sql`${null}`], ', ')).toEqual({ text: '?, a, ?', params: [1, null] })
    expect(sql``).toEqual({ text: '', params: [] })
  })

  it('takes any text as a value and any number of them with one statement', () => {
    const ids = ["'; drop table t; --", '"', 'ก', '\\', ...Array.from({ length: 40_000 }, (_, i) => `${i}`)]
    fill(ids.slice(0, 5).map((id) => ({ id, due: '2026-01-01', n: 0 })))
    const found = views.all<{ id: string }>(sql`select id from t where id in ${among(ids)}`)
    expect(found.map(({ id }) => id).sort()).toEqual(ids.slice(0, 5).sort())
    expect(among(ids).text).toBe(among(['a']).text)
    expect(views.all(sql`select id from t where id in ${among([])}`)).toEqual([])
  })
})
