import { type Sql, join, raw, sql } from './sql.js'
import type { Views } from './view.js'

/** What a client asks of a list: the first rows after a cursor, or the last ones before it; at most 100. Cursors are opaque. */
export interface PageAsked {
  readonly first?: number | undefined
  readonly after?: string | undefined
  /** In place of `first`: the page ends where the list, or the part before `before`, ends. */
  readonly last?: number | undefined
  readonly before?: string | undefined
  /** What cursors of the list are good for: the list with its order, filter and moment. */
  readonly of?: string | undefined
}

export interface Paged<R> {
  readonly rows: readonly R[]
  /** Whether the list has rows after the page; asked of the database only when somebody reads it, where the page itself does not tell. */
  readonly hasNextPage: boolean
  /** Whether the list has rows before the page; as `hasNextPage`. */
  readonly hasPreviousPage: boolean
  /** Cursor of a row of this page. */
  cursorOf(row: R): string
}

export class CursorMalformed extends Error {
  override readonly name = 'CursorMalformed'
  readonly code = 'CursorMalformed'
  /** `field`: the argument that holds it. */
  constructor(readonly field: 'after' | 'before') {
    super(`\`${field}\` is not a cursor of this list: take one from a page of the same list, order, filter and moment`)
  }
}

type Key = readonly (string | number)[]

/**
 * One page in the order of the given columns, which together must be unique (end with the id). The page goes on where the
 * cursor's row stood, whatever was added or removed since.
 * @throws CursorMalformed for a cursor that another list, order, filter or moment gave
 */
export function paged<R extends object>(
  views: Views,
  asked: PageAsked,
  {
    select,
    where,
    orderBy,
    descending = false,
    decode = (row) => row,
  }: { select: Sql; where: Sql; orderBy: readonly string[]; descending?: boolean; decode?: (row: R) => R },
): Paged<R> {
  const names = orderBy.map((column) => column.replace(/^.*\./, ''))
  const after = keyIn(asked, 'after', orderBy.length)
  const before = keyIn(asked, 'before', orderBy.length)
  const backwards = asked.last !== undefined
  const length = asked.last ?? asked.first ?? 0
  const beyond = (key: Key, forwards: boolean, orAt = '') => {
    const values = join(
      key.map((value) => sql`${value}`),
      ', ',
    )
    return sql` and (${raw(orderBy.join(', '))}) ${raw((forwards === descending ? '<' : '>') + orAt)} (${values})`
  }
  const between = join([...(after ? [beyond(after, true)] : []), ...(before ? [beyond(before, false)] : [])], '')
  const order = orderBy.map((column) => (descending === backwards ? column : `${column} desc`)).join(', ')
  const found = views.all<R>(sql`${select} where ${where}${between} order by ${raw(order)} limit ${length + 1}`)
  const page = found.slice(0, length)
  if (backwards) page.reverse()

  const keyOf = (row: object): Key => names.map((name) => (row as Record<string, string | number>)[name]!)
  const keys = new Map<object, Key>()
  const decoded = page.map((row) => {
    const out = decode(row)
    keys.set(out, keyOf(row))
    return out
  })
  const any = (key: Key, forwards: boolean, orAt?: '=') =>
    views.get(sql`${select} where ${where}${beyond(key, forwards, orAt)} limit 1`) !== undefined
  /** Whether rows follow the page on a side: in the direction of paging the row too many tells; on the other only a cursor lets any be there. */
  const more = (forwards: boolean) => {
    const cursor = forwards ? before : after
    if (forwards !== backwards && (found.length > length || !cursor)) return found.length > length
    if (!cursor) return false
    const edge = page.at(forwards ? -1 : 0)
    return edge ? any(keyOf(edge), forwards) : any(cursor, forwards, '=')
  }
  return {
    rows: decoded,
    get hasNextPage() {
      return more(true)
    },
    get hasPreviousPage() {
      return more(false)
    },
    cursorOf: (row) => cursorOf(asked.of, keys.get(row)!),
  }
}

/**
 * One page of rows at hand, which stand in the order of their keys; `keyOf`: what no two of them have alike.
 * @throws CursorMalformed as `paged` does
 */
export function pageOf<R extends object>(rows: readonly R[], asked: PageAsked, keyOf: (row: R) => string): Paged<R> {
  const keys = rows.map(keyOf)
  const [after, before] = (['after', 'before'] as const).map((field) => keyIn(asked, field, 1)?.[0])
  const start = after === undefined ? 0 : keys.filter((key) => key <= after).length
  const end = before === undefined ? rows.length : keys.filter((key) => key < before).length
  const from = asked.last === undefined ? start : Math.max(start, end - asked.last)
  const until = Math.max(from, asked.last === undefined ? Math.min(end, start + (asked.first ?? 0)) : end)
  return {
    rows: rows.slice(from, until),
    hasNextPage: Math.min(until, end) < rows.length,
    hasPreviousPage: from > 0,
    cursorOf: (row) => cursorOf(asked.of, [keyOf(row)]),
  }
}

export const cursorOf = (of: string | undefined, key: Key): string =>
  Buffer.from(JSON.stringify([...(of === undefined ? [] : [of]), ...key])).toString('base64url')

/** What stands in a cursor of the list; nothing where none was sent. @throws CursorMalformed */
export function keyIn(asked: PageAsked, field: 'after' | 'before', length: number): Key | undefined {
  const cursor = asked[field]
  if (cursor === undefined) return undefined
  const values = parsed(cursor)
  const given = asked.of === undefined ? values : values?.[0] === asked.of ? values.slice(1) : undefined
  if (given?.length !== length || !given.every((value) => typeof value === 'string' || typeof value === 'number'))
    throw new CursorMalformed(field)
  return given
}

const LONGEST_CURSOR = 2_000
function parsed(cursor: string): unknown[] | undefined {
  if (cursor.length > LONGEST_CURSOR) return undefined
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(values) ? values : undefined
  } catch {
    return undefined
  }
}
