/**
 * Tables that keep both time axes. Every row holds what was so in the world on the days [validFrom, validTo) as far as was
 * known from log number knownFrom on, until knownTo. Rows are closed and succeeded, never overwritten. For one id the rows
 * open at any log number never overlap. This file is the only place that knows how.
 */
import { NO_END } from '../time/days.js'
import type Database from 'better-sqlite3'
import type { Bilingual } from '../declaring/shapes.js'
import { type Sql, among, raw, sql } from './sql.js'

type Kind = 'text' | 'day' | 'int' | 'bool' | 'bilingual' | 'json'
export type Column = Kind | `${Kind}?`
export type Columns = Readonly<Record<string, Column>>

type ValueOf<C extends Column> = C extends `${infer K extends Kind}?`
  ? ValueOf<K> | null
  : C extends 'int'
    ? number
    : C extends 'bool'
      ? boolean
      : C extends 'bilingual'
        ? Bilingual
        : C extends 'json'
          ? unknown
          : string
export type Values<C extends Columns> = { [K in keyof C]: ValueOf<C[K]> }
/** What a handler may give: nullable columns may be left out. */
export type Given<C extends Columns> = { [K in keyof C as C[K] extends `${string}?` ? never : K]: ValueOf<C[K]> } & {
  [K in keyof C as C[K] extends `${string}?` ? K : never]?: ValueOf<C[K]> | undefined
}
export type Row<C extends Columns> = Values<C> & {
  id: string
  /** First day on which the row holds; null: since before the record begins. */
  validFrom: string | null
  /** First day on which it no longer holds; null: no end is known. */
  validTo: string | null
  /** Log number of the event that made the row known. */
  knownFrom: number
}

/** The moment a question is asked about: the day in the world, and the last log number known (null: all that is known now). */
export interface AsOf {
  readonly day: string
  readonly log: number | null
  /** True where the question named the moment itself: the answer is then of that moment tomorrow too. */
  readonly pinned?: true
}

export const BEFORE_RECORD = ''

/** What a view's handlers do with a history table. `n` is the log number of the event being handled. */
export interface HistoryRows<C extends Columns> {
  /**
   * An id holds from a day (null: since before the record begins), until a day where one is known.
   * @throws Error when it holds already on one of these days: that is a change or a correction
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
  /** In place of all that was known of the id these rows hold, which must not overlap; one that says the same stays known since when it was. */
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

const SQL_TYPE: Record<Kind, string> = { text: 'text', day: 'text', int: 'integer', bool: 'integer', bilingual: 'text', json: 'text' }
const optional = (column: Column) => column.endsWith('?')
const kindOf = (column: Column) => column.replace('?', '') as Kind

/** Physical columns of a declared one. */
const physical = (name: string, column: Column): [string, string][] =>
  kindOf(column) === 'bilingual'
    ? [
        [`${name}Th`, optional(column) ? 'text' : 'text not null'],
        [`${name}En`, 'text'],
      ]
    : [[name, SQL_TYPE[kindOf(column)] + (optional(column) ? '' : ' not null')]]

export function encoder(columns: Columns): {
  names: string[]
  encode(values: Record<string, unknown>): Record<string, string | number | null>
} {
  const kinds = Object.entries(columns).map(([name, column]) => [name, kindOf(column)] as const)
  const names = Object.entries(columns).flatMap(([name, column]) => physical(name, column).map(([physicalName]) => physicalName))
  return {
    names,
    encode(values) {
      const out: Record<string, string | number | null> = {}
      for (const [name, kind] of kinds) {
        if (!(name in values)) continue
        const value = values[name] ?? null
        if (kind === 'bilingual') {
          out[`${name}Th`] = (value as Bilingual | null)?.th ?? null
          out[`${name}En`] = (value as Bilingual | null)?.en ?? null
        } else if (value === null) out[name] = null
        else if (kind === 'bool') out[name] = value ? 1 : 0
        else if (kind === 'json') out[name] = JSON.stringify(value)
        else out[name] = value as string | number
      }
      return out
    },
  }
}

/** Reads rows of a table in the types of its columns; other columns of a row pass as they are, but for the ones named to be left out. */
export function decoder(columns: Columns, leftOut: readonly string[] = []): (row: Record<string, unknown>) => Record<string, unknown> {
  const of = (kind: Kind) => Object.keys(columns).filter((name) => kindOf(columns[name]!) === kind)
  const [bilinguals, bools, jsons] = [of('bilingual'), of('bool'), of('json')]
  const halves = bilinguals.map((name) => [name, `${name}Th`, `${name}En`] as const)
  const absent = new Set([...leftOut, ...halves.flatMap(([, th, en]) => [th, en])])
  // Copied one by one: an object from which properties are deleted is slow from then on.
  return (row) => {
    const out: Record<string, unknown> = {}
    for (const name in row) if (!absent.has(name)) out[name] = row[name]
    for (const [name, th, en] of halves)
      if (th in row) out[name] = row[th] === null ? null : { th: row[th], ...(row[en] !== null && { en: row[en] }) }
    for (const name of bools) if (out[name] != null) out[name] = out[name] === 1
    for (const name of jsons) if (out[name] != null) out[name] = JSON.parse(out[name] as string)
    return out
  }
}

/** `stated`: which columns were said to hold from validFrom on, a bit each: a change of an earlier day ends before them. */
type Physical = { row: number; validFrom: string; validTo: string; knownFrom: number; stated: number } & Record<
  string,
  string | number | null
>
/** What a question of what was known then is judged by: with these in the index, only rows that answer it are read. */
const PERIODS = ['validFrom', 'validTo', 'knownFrom', 'knownTo']
/** Bits that JavaScript's operators know. */
const MOST_COLUMNS = 32

/**
 * `today`: columns asked for by themselves of what is known now; each list of columns becomes one partial index. `ever`: columns asked for
 * by themselves of what was known at an earlier log number, indexed over all rows; the first column of each list where it is left out.
 */
export function history<const C extends Columns>(
  name: string,
  columns: C,
  {
    today = [] as readonly (string | readonly string[])[],
    ever = [...new Set(today.map((on) => [on].flat()[0]!))] as readonly string[],
  } = {},
): HistoryTable<C> {
  const { names, encode } = encoder(columns)
  const read = decoder(columns, ['row', 'knownTo', 'stated'])
  const declared = Object.keys(columns)
  const halvesOf = (column: string) => physical(column, columns[column]!).map(([physicalName]) => physicalName)
  if (declared.length > MOST_COLUMNS) throw new Error(`the table ${name} has more than ${MOST_COLUMNS} columns`)
  /** The columns that values are given for, a bit each in the order in which they are declared. */
  const bitsOf = (values: object) => declared.reduce((bits, column, i) => (column in values ? bits | (1 << i) : bits), 0)
  const only = (values: Record<string, unknown>, bits: number) =>
    Object.fromEntries(declared.filter((_, i) => bits & (1 << i)).map((column) => [column, values[column]]))
  const ALL = bitsOf(columns)
  const EMPTY = Object.fromEntries(names.map((column) => [column, null]))
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
  const indexes = [...asked.map(indexOf), ...ever.map((column) => index(`ever_${column}`, [column, ...PERIODS], ...filled(column)))]

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
      const insert = db.prepare(`insert into ${name} (${all.join(', ')}) values (${all.map(() => '?').join(', ')})`)
      const current = db.prepare<[string], Physical>(`select * from ${name} where id = ? and knownTo is null order by validFrom`)
      const close = db.prepare(`update ${name} set knownTo = ? where row = ?`)
      const remove = db.prepare(`delete from ${name} where row = ?`)

      const meeting = db.prepare<[string, string, string]>(
        `select 1 from ${name} where id = ? and knownTo is null and validFrom < ? and validTo > ?`,
      )
      const by = new Map<string, Database.Statement<[string], Physical>>()

      const put = (id: string, from: string, to: string, values: Record<string, string | number | null>, stated: number) => {
        if (from < to) insert.run(id, from, to, n, stated, ...names.map((column) => values[column] ?? null))
      }
      const hold = (id: string, from: string | null, values: Record<string, unknown>, until?: string | null) =>
        put(id, from ?? BEFORE_RECORD, until ?? NO_END, encode(values), ALL)
      /** A row made by this same event was never known to anybody: it goes without trace. */
      const drop = (row: Physical) => (row.knownFrom === n ? remove.run(row.row) : close.run(n, row.row))
      const dropAll = (id: string) => current.all(id).forEach(drop)

      return {
        at(log) {
          n = log
        },
        rows: {
          begin(id, from, values, until) {
            const first = from ?? BEFORE_RECORD
            const end = until ?? NO_END
            if (first < end && meeting.get(id, end, first)) throw new Error(`${id} begins in ${name}, where it holds already`)
            hold(id, from, values, until)
          },
          correct(id, from, values, until) {
            dropAll(id)
            hold(id, from, values, until)
          },
          reverse: dropAll,
          restate(id, rows) {
            const before = current.all(id)
            const stated = rows.map(({ from, until, values }) => ({
              ...{ validFrom: from ?? BEFORE_RECORD, validTo: until ?? NO_END },
              values: { ...EMPTY, ...encode(values) },
            }))
            const same = (row: Physical, { validFrom, validTo, values }: (typeof stated)[number]) =>
              row.validFrom === validFrom &&
              row.validTo === validTo &&
              row.stated === ALL &&
              names.every((column) => row[column] === values[column])
            const kept = new Set<string>()
            const byDay = new Map(stated.map((each) => [each.validFrom, each]))
            for (const row of before) {
              const each = byDay.get(row.validFrom)
              if (each && same(row, each)) kept.add(row.validFrom)
              else drop(row)
            }
            for (const each of stated) if (!kept.has(each.validFrom)) put(id, each.validFrom, each.validTo, each.values, ALL)
          },
          end(id, day) {
            for (const row of current.all(id)) {
              if (row.validTo <= day) continue
              drop(row)
              put(id, row.validFrom, day, row, row.stated)
            }
          },
          correctAll(id, values) {
            for (const row of current.all(id)) {
              drop(row)
              const corrected = encode(typeof values === 'function' ? values(decode(row)) : values)
              put(id, row.validFrom, row.validTo, { ...row, ...corrected }, row.stated)
            }
          },
          correctLast(id, values) {
            const corrected = encode(values)
            const rows = current.all(id).reverse()
            const same = (column: string, one: typeof corrected, other: typeof corrected) =>
              halvesOf(column).every((name) => one[name] === other[name])
            let wrong = declared.filter((column) => column in values && rows[0] && !same(column, rows[0], corrected))
            for (const row of rows) {
              wrong = wrong.filter((column) => same(column, row, rows[0]!))
              if (wrong.length === 0) return
              drop(row)
              const right = Object.fromEntries(wrong.flatMap(halvesOf).map((name) => [name, corrected[name]!]))
              put(id, row.validFrom, row.validTo, { ...row, ...right }, row.stated)
            }
          },
          correctBeginning(id, from) {
            const first = from ?? BEFORE_RECORD
            for (const row of current.all(id)) {
              drop(row)
              if (row.validTo > first) return put(id, first, row.validTo, row, ALL)
            }
          },
          change(id, from, values) {
            const rows = current.all(id)
            const first = rows[0]?.validFrom ?? from
            const day = from < first ? first : from
            const given = bitsOf(values)
            let changed = given
            for (const row of rows) {
              if (row.validTo <= day) continue
              const later = row.validFrom > day
              if (later) changed &= ~row.stated
              if (changed === 0) return
              const begins = later ? row.validFrom : day
              drop(row)
              put(id, row.validFrom, begins, row, row.stated)
              put(
                id,
                begins,
                row.validTo,
                { ...row, ...encode(changed === given ? values : only(values, changed)) },
                later ? row.stated : begins === row.validFrom ? row.stated | changed : changed,
              )
            }
          },
          of: (id) => current.all(id).map((row) => decode(row)),
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
