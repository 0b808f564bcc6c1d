/**
 * Tables that keep both time axes. Every row holds what was so in the world on the days [validFrom, validTo) as far as was
 * known from log number knownFrom on, until knownTo. Rows are closed and succeeded, never overwritten. For one id the rows
 * open at any log number never overlap. What a statement makes of the rows of an id is told by stretches.ts.
 */
import type Database from 'better-sqlite3'
import { BEFORE_RECORD, NO_END } from '../time/intervals.js'
import { type Columns, type Given, type Values, decoder, encoder, optional, physical } from './columns.js'
import { type Sql, among, raw, sql } from './sql.js'
import * as stretches from './stretches.js'
import type { Cell, Said, Step, Stretch } from './stretches.js'

export type Row<C extends Columns> = Values<C> & {
  id: string
  /** First day on which the row holds; null: since before the record begins. */
  validFrom: string | null
  /** First day on which it no longer holds; null: no end is known. */
  validTo: string | null
  /** Log number of the event that made the row known. */
  knownFrom: number
}

/** The days on which a row holds, for time/intervals.ts. */
export const daysOf = ({ validFrom, validTo }: { readonly validFrom: string | null; readonly validTo: string | null }) => ({
  from: validFrom,
  until: validTo,
})

/** The moment a question is asked about: the day in the world, and the last log number known (null: all that is known now). */
export interface AsOf {
  readonly day: string
  readonly log: number | null
  /** True where the question named the moment itself: the answer is then of that moment tomorrow too. */
  readonly pinned?: true
}

/** A view says of one id that two rows hold on one day: a mistake of the view. */
export class HoldsAlready extends Error {
  override readonly name = 'HoldsAlready'
  constructor(
    readonly table: string,
    readonly id: string,
    readonly rows: readonly [Stretch, Stretch],
  ) {
    const [one, other] = rows.map(({ from, until }) => `[${from}, ${until})`)
    super(`${id} is to hold in ${table} on ${other}, where it holds already on ${one}`)
  }
}

/** What a view's handlers do with a history table. `n` is the log number of the event being handled. */
export interface HistoryRows<C extends Columns> {
  /**
   * An id holds from a day (null: since before the record begins), until a day where one is known.
   * @throws HoldsAlready on one of these days: that is a change or a correction
   */
  begin(id: string, from: string | null, values: Given<C>, until?: string | null): void
  /**
   * From the day on the given columns hold other values, each as long as nothing else is stated for a later day: what was
   * said of a later day stays, whether it was said before or after, and whether or not it differs. A day before the
   * beginning counts as the beginning; on days when nothing holds nothing changes. `undefined` empties a nullable column.
   */
  change(id: string, from: string, values: Partial<Given<C>>): void
  /** From the day on nothing holds. */
  end(id: string, day: string): void
  /** The record was wrong: in place of all that was known of the id this holds. */
  correct(id: string, from: string | null, values: Given<C>, until?: string | null): void
  /** The record was wrong on these columns, on all days; a function says it row by row. */
  correctAll(id: string, values: Partial<Given<C>> | ((row: Row<C>) => Partial<Given<C>>)): void
  /**
   * The record was wrong in what was said last: a column that it names otherwise is corrected on the last days and on those before
   * that say the same, back to the first that do not. What was so before a change stays.
   */
  correctLast(id: string, values: Partial<Given<C>>): void
  /** The record was wrong about the first day: what held from the first day known holds from this one; nothing holds before. */
  correctBeginning(id: string, from: string | null): void
  /** The record was wrong: it never was. */
  reverse(id: string): void
  /**
   * In place of all that was known of the id these rows hold; one that says the same stays known since when it was.
   * @throws HoldsAlready when two of them hold on one day
   */
  restate(id: string, rows: readonly { readonly from: string | null; readonly until: string | null; readonly values: Given<C> }[]): void
  /** The rows of an id as known now, oldest day first. */
  of(id: string): Row<C>[]
  /** The rows known now in which a column has the value; the column should be one of `today`. */
  where(column: string & keyof C, value: string): Row<C>[]
}

export interface HistoryTable<C extends Columns = Columns> {
  readonly kind: 'history'
  readonly name: string
  readonly columns: C
  readonly ddl: string
  /** What questions need besides: a generation that is built gets them at the end, which costs a fraction of keeping them. */
  readonly indexes: readonly string[]
  bind(db: Database.Database): { rows: HistoryRows<C>; at(log: number): void }
  /** SQL condition: the rows that answer a question about that moment; `alias` where the table is aliased. */
  at(asOf: AsOf, alias?: string): Sql
  /** SQL condition: the rows known at that log number, for every day. */
  known(log: number | null, alias?: string): Sql
  /** SQL of `{ id, until }`: of these ids the ones that have ended by that moment, with the first day on which they no longer held. */
  endedBy(ids: readonly string[], asOf: AsOf): Sql
  /** A row as read from SQL in the types of the columns; other columns of the row pass as they are. */
  decode<R extends object>(row: R): Row<C> & R
}

/** What a question of what was known then is judged by: with these in the index, only rows that answer it are read. */
const PERIODS = ['validFrom', 'validTo', 'knownFrom', 'knownTo']
/** Bits that JavaScript's operators know. */
const MOST_COLUMNS = 32

/** A stretch as a row of the table. */
interface Kept extends Stretch {
  readonly row: number
  readonly knownFrom: number
}

/**
 * `today`: columns asked for by themselves of what is known now; each list of columns becomes one partial index. `ever`: columns asked for
 * by themselves of what was known at an earlier log number, indexed over all rows, each list of columns in one; the first column of each list of `today`
 * where it is left out.
 */
export function history<const C extends Columns>(
  name: string,
  columns: C,
  {
    today = [] as readonly (string | readonly string[])[],
    ever = [...new Set(today.map((on) => [on].flat()[0]!))] as readonly (string | readonly string[])[],
  } = {},
): HistoryTable<C> {
  const { names, cellsOf, valuesOf } = encoder(columns)
  const read = decoder(columns, ['row', 'knownTo', 'stated'])
  const declared = Object.keys(columns)
  if (declared.length > MOST_COLUMNS) throw new Error(`the table ${name} has more than ${MOST_COLUMNS} columns`)
  const ALL = declared.reduce((all, _, i) => all | (1 << i), 0)
  const bits = declared.flatMap((column, i) => physical(column, columns[column]!).map(() => 1 << i))
  const every = (values: Record<string, unknown>): Said => ({ columns: ALL, cells: cellsOf(values), bits })
  const some = (values: Record<string, unknown>): Said => ({
    columns: declared.reduce((given, column, i) => (column in values ? given | (1 << i) : given), 0),
    cells: cellsOf(values),
    bits,
  })
  /** Rows without a value are left out: nobody asks for them by this column. */
  const filled = (column: string) => (columns[column] !== undefined && optional(columns[column]) ? [`${column} is not null`] : [])
  const index = (called: string, on: readonly string[], ...where: string[]) =>
    `create index if not exists ${name}_${called} on ${name} (${on.join(', ')})${where.length > 0 ? ` where ${where.join(' and ')}` : ''}`
  const asked = today.map((on) => [on].flat())
  const indexOf = (on: readonly string[]) => index(on.join('_'), on, 'knownTo is null', ...filled(on[0]!))
  const ddl = [
    `create table ${name} (row integer primary key, id text not null, validFrom text not null, validTo text not null, knownFrom integer not null, knownTo integer, stated integer not null, ` +
      Object.entries(columns)
        .flatMap(([column, kind]) => physical(column, kind))
        .map(([physicalName, type]) => `${physicalName} ${type}`)
        .join(', ') +
      ') strict',
    `create index ${name}_id on ${name} (id, knownTo, validFrom)`,
  ].join(';\n')
  const everOf = (on: readonly string[]) =>
    index(`ever_${on.join('_')}`, [...on, ...PERIODS.filter((column) => !on.includes(column))], ...filled(on[0]!))
  const indexes = [...asked.map(indexOf), ...ever.map((on) => everOf([on].flat()))]

  return {
    kind: 'history',
    name,
    columns,
    ddl,
    indexes,
    at: (asOf, alias = name) =>
      sql`${knownAt(alias, asOf.log)} and ${raw(alias)}.validFrom <= ${asOf.day} and ${raw(alias)}.validTo > ${asOf.day}`,
    known: (log, alias = name) => knownAt(alias, log),
    endedBy: (ids, { day, log }) =>
      sql`select id, max(validTo) until from ${raw(name)} where id in ${among(ids)} and ${knownAt(name, log)} group by id having max(validTo) <= ${day}`,
    decode,
    bind(db) {
      let n = 0
      const all = ['id', 'validFrom', 'validTo', 'knownFrom', 'stated', ...names]
      const insert = db.prepare<[Cell[]]>(`insert into ${name} (${all.join(', ')}) values (${all.map(() => '?').join(', ')})`)
      const current = db
        .prepare<[string], [number, string, string, number, number, ...Cell[]]>(
          `select row, validFrom, validTo, knownFrom, stated, ${names.join(', ')} from ${name} where id = ? and knownTo is null order by validFrom`,
        )
        .raw()
      const close = db.prepare(`update ${name} set knownTo = ? where row = ?`)
      const remove = db.prepare(`delete from ${name} where row = ?`)
      const by = new Map<string, Database.Statement<[string], object>>()

      const known = (id: string): Kept[] =>
        current.all(id).map(([row, from, until, knownFrom, stated, ...cells]) => ({ row, from, until, knownFrom, stated, cells }))
      const take = (id: string, { closed, opened }: Step<Kept>) => {
        // A row made by this same event was never known to anybody: it goes without trace.
        for (const { row, knownFrom } of closed)
          if (knownFrom === n) remove.run(row)
          else close.run(n, row)
        for (const { from, until, stated, cells } of opened) insert.run([id, from, until, n, stated, ...cells])
      }
      const requireNoClash = (id: string, all: readonly Stretch[]) => {
        const two = stretches.clash(all)
        if (two) throw new HoldsAlready(name, id, two)
      }
      const rowOf = (id: string, { from, until, knownFrom, cells }: Kept) =>
        ({ id, ...boundless(from, until), knownFrom, ...valuesOf(cells) }) as Row<C>

      return {
        at(log) {
          n = log
        },
        rows: {
          begin(id, from, values, until) {
            const one = stretches.stretch(from, every(values), until)
            requireNoClash(id, [...known(id), one])
            take(id, stretches.begin(one))
          },
          change: (id, from, values) => take(id, stretches.change(known(id), from, some(values))),
          end: (id, day) => take(id, stretches.end(known(id), day)),
          correct: (id, from, values, until) => take(id, stretches.correct(known(id), stretches.stretch(from, every(values), until))),
          correctAll(id, values) {
            const say = typeof values === 'function' ? values : () => values
            take(
              id,
              stretches.correctAll(known(id), (row) => some(say(rowOf(id, row)))),
            )
          },
          correctLast: (id, values) => take(id, stretches.correctLast(known(id), some(values))),
          correctBeginning: (id, from) => take(id, stretches.correctBeginning(known(id), from, ALL)),
          reverse: (id) => take(id, stretches.reverse(known(id))),
          restate(id, rows) {
            const stated = rows.map(({ from, until, values }) => stretches.stretch(from, every(values), until))
            requireNoClash(id, stated)
            take(id, stretches.restate(known(id), stated))
          },
          of: (id) => known(id).map((row) => rowOf(id, row)),
          where(column, value) {
            let statement = by.get(column)
            if (!statement) {
              const own = asked.find(([first]) => first === column)
              if (own) db.exec(indexOf(own))
              by.set(column, (statement = db.prepare(`select * from ${name} where ${column} = ? and knownTo is null order by row`)))
            }
            return statement.all(value).map((row) => decode(row))
          },
        },
      }
    },
  }

  function knownAt(alias: string, log: number | null): Sql {
    const t = raw(alias)
    return log === null ? sql`${t}.knownTo is null` : sql`${t}.knownFrom <= ${log} and (${t}.knownTo is null or ${t}.knownTo > ${log})`
  }

  function decode<R extends object>(row: R): Row<C> & R {
    const out = read(row as Record<string, unknown>)
    if (out['validFrom'] === BEFORE_RECORD) out['validFrom'] = null
    if (out['validTo'] === NO_END) out['validTo'] = null
    return out as never
  }
}

const boundless = (from: string, until: string) => ({
  validFrom: from === BEFORE_RECORD ? null : from,
  validTo: until === NO_END ? null : until,
})
