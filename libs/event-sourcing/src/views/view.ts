import type Database from 'better-sqlite3'
import type { EventType } from '../declaring/event.js'
import type { LoggedEvent } from '../log/registry.js'
import { type Columns, decoder, encoder } from './columns.js'
import type { HistoryRows, HistoryTable } from './history.js'

/** A table that no dated question touches: rows are updated in place (search, counters, plain look-ups). */
export interface PlainTable<C extends Columns = Columns> {
  readonly kind: 'plain'
  readonly name: string
  readonly columns: C
  readonly ddl: string
  /** A row as read from SQL in the types of the columns. */
  decode<R extends object>(row: R): R
  bind(db: Database.Database): { rows: PlainRows }
}

export interface PlainRows {
  /** Inserts or replaces by the key. */
  put(values: Record<string, unknown>): void
  /** Rows where the columns have these values. */
  where(values: Record<string, string | number | null>): Record<string, any>[]
  remove(values: Record<string, string | number | null>): void
}

export function plain<const C extends Columns>(
  name: string,
  columns: C,
  { key, indexes = [] as readonly string[] }: { key: readonly string[]; indexes?: readonly string[] },
): PlainTable<C> {
  const { names, cellsOf } = encoder(columns)
  const type = (column: string) => (/^(int|bool)/.test((columns as Columns)[column] ?? 'text') ? 'integer' : 'text')
  const ddl = [
    `create table ${name} (${names.map((column) => `${column} ${type(column)}`).join(', ')}, primary key (${key.join(', ')})) strict, without rowid`,
    ...indexes.map((on) => `create index ${name}_${on.replaceAll(/\W+/g, '_')} on ${name} (${on})`),
  ].join(';\n')
  return {
    kind: 'plain',
    name,
    columns,
    ddl,
    decode: decoder(columns) as PlainTable['decode'],
    bind(db) {
      const put = db.prepare(`insert or replace into ${name} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`)
      const statements = new Map<string, Database.Statement<unknown[], Record<string, any>>>()
      const by = (verb: string, columnsAsked: string[]) => {
        const asked = `${verb} ${columnsAsked.join()}`
        let statement = statements.get(asked)
        if (!statement) {
          const text = `${verb} from ${name} where ${columnsAsked.map((column) => `${column} is ?`).join(' and ')}`
          statements.set(asked, (statement = db.prepare(text)))
        }
        return statement
      }
      return {
        rows: {
          put(values) {
            put.run(cellsOf(values))
          },
          where: (values) => by('select *', Object.keys(values)).all(...Object.values(values)),
          remove(values) {
            by('delete', Object.keys(values)).run(...Object.values(values))
          },
        },
      }
    },
  }
}

export type Tables = Readonly<Record<string, HistoryTable<any> | PlainTable<any>>>
export type RowsOf<T extends Tables> = { [K in keyof T]: T[K] extends HistoryTable<infer C> ? HistoryRows<C> : PlainRows }

/** An event as a view's handler sees it. */
export interface ViewedEvent<D> extends LoggedEvent<D> {
  /** Its log number: the n-th of our events in the order of the log. */
  readonly log: number
}

export interface Handler {
  readonly type: string
  readonly run: (rows: any, event: ViewedEvent<any>) => void
}

/** A read model: its tables and what each event does to them. Disposable; rebuilt whenever name, version or tables change. */
export interface View<T extends Tables = Tables> {
  readonly name: string
  readonly version: number
  readonly tables: T
  readonly handlers: readonly Handler[]
}

/**
 * `version` is raised whenever a handler changes what it writes; a change of the tables is noticed by itself.
 * Handlers are pure but for their own tables, see every event once and in order, and may be run again from the beginning.
 */
export function view<const T extends Tables>(
  name: string,
  version: number,
  tables: T,
  handlers: (
    on: <N extends string, D>(event: EventType<N, D>, run: (rows: RowsOf<T>, event: ViewedEvent<D>) => void) => Handler,
  ) => readonly Handler[],
): View<T> {
  return { name, version, tables, handlers: handlers((event, run) => ({ type: event.type, run })) }
}

/** A question to the views by name: what it is asked with, and what it answers. */
export interface Query<A, R> {
  readonly name: string
  run(views: Views, args: A): R
}

export const query = <A, R>(name: string, run: (views: Views, args: A) => R): Query<A, R> => ({ name, run })

/** What a query reads with. */
export interface Views {
  all<R>(statement: { readonly text: string; readonly params: readonly unknown[] }): R[]
  get<R>(statement: { readonly text: string; readonly params: readonly unknown[] }): R | undefined
}
