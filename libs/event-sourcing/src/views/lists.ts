/** The questions that every table is asked: for rows by their id, for rows that belong to something, and for a list page by page. */
import type { AsOf, HistoryTable } from './history.js'
import { type PageAsked, type Paged, paged } from './page.js'
import { type Sql, among, join, raw, sql } from './sql.js'
import { type PlainTable, type Query, query } from './view.js'

export interface ByIds {
  readonly ids: readonly string[]
  readonly asOf: AsOf
}

/** A query for the rows that belong to each of the ids by a column. */
export interface RowsFor<R> extends Query<ByIds, R[]> {
  readonly by: keyof R & string
}

export const rowsFor = <R>(name: string, by: keyof R & string, run: Query<ByIds, R[]>['run']): RowsFor<R> => ({ name, by, run })

/**
 * The rows of a table on the day in which the column is one of the ids, in the given order; with `everyDay` those of all days, as known at
 * the log number.
 */
export function rowsBy<R extends object>(
  table: HistoryTable<any>,
  by: keyof R & string,
  { order, everyDay = false }: { order?: string; everyDay?: boolean } = {},
): RowsFor<R> {
  const select = `select * from ${table.name} where ${by} in `
  const ordered = raw(order === undefined ? '' : ` order by ${order}`)
  return rowsFor(`${table.name} by ${by}${everyDay ? ', every day' : ''}`, by, (views, { ids, asOf }) =>
    views
      .all<R>(sql`${raw(select)}${among(ids)} and ${everyDay ? table.known(asOf.log) : table.at(asOf)}${ordered}`)
      .map((row) => table.decode(row) as R),
  )
}

/** The rows of a table with these ids on the day; with `everyDay` those of all days. */
export const rowsById = <R extends { id: string }>(table: HistoryTable<any>, everyDay = false): RowsFor<R> =>
  rowsBy<R>(table, 'id', { everyDay })

/** Whether the table ever had a row of the id: a look-up for ids in commands. */
export const everIn = (table: HistoryTable<any>): Query<{ id: string }, boolean> =>
  query(`ever in ${table.name}`, (views, { id }) => views.get(sql`select 1 from ${raw(table.name)} where id = ${id} limit 1`) !== undefined)

/** Ids of things that are, were or are to be of one of some, as known at the log number or before. */
export type PartsOf = Query<{ readonly ids: readonly string[]; readonly log: number }, string[]>

/** As PartsOf, where any of the columns names the whole; `called`: the column of the part's id. */
export const everOf = (table: HistoryTable<any>, columns: readonly string[], called = 'id'): PartsOf =>
  query(`ever of ${table.name}`, (views, { ids, log }) => {
    const by = columns.map(
      (column) => sql`select ${raw(called)} id from ${raw(table.name)} where ${raw(column)} in ${among(ids)} and knownFrom <= ${log}`,
    )
    return views.all<{ id: string }>(join(by, ' union ')).map(({ id }) => id)
  })

/** What a list is asked with besides its page. */
export interface ListAsked {
  readonly asOf: AsOf
}

/** A list: one condition for its pages and its count. */
export interface List<A extends ListAsked, R> {
  readonly name: string
  readonly page: Query<A & { readonly page: PageAsked }, Paged<R>>
  readonly count: Query<A, number>
}

interface InOrder {
  /** Columns that together are unique: they end with the id. */
  readonly orderBy: readonly string[]
  readonly descending?: boolean
}

/**
 * `where`: the conditions, those that are false or undefined left out; of a table that keeps its history only rows of the moment asked about.
 * `columns`: what a row has, all columns where it is left out.
 */
export function list<R extends object, A extends ListAsked>(
  name: string,
  table: HistoryTable<any> | PlainTable<any>,
  where: (asked: A) => readonly (Sql | false | undefined)[],
  order: InOrder | ((asked: A) => InOrder) = { orderBy: ['id'] },
  columns = '*',
): List<A, R> {
  const conditions = (asked: A) => {
    const moment = table.kind === 'history' ? table.at(asked.asOf) : sql`1`
    return join([moment, ...where(asked).filter((condition) => condition !== false && condition !== undefined)], ' and ')
  }
  return {
    name,
    page: query(`${name} page`, (views, asked) =>
      paged<R>(views, asked.page, {
        select: raw(`select ${columns} from ${table.name}`),
        where: conditions(asked),
        ...(typeof order === 'function' ? order(asked) : order),
        decode: (row) => table.decode(row) as R,
      }),
    ),
    count: query(
      `${name} count`,
      (views, asked) => views.get<{ n: number }>(sql`select count(*) n from ${raw(table.name)} where ${conditions(asked)}`)!.n,
    ),
  }
}
