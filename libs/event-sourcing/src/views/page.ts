import { type Sql, join, raw, sql } from './sql.js'
import type { Views } from './view.js'

/** What a client asks of a list: at most 100 rows after an opaque cursor. */
export interface PageAsked {
  readonly first: number
  readonly after?: string | undefined
}

export interface Paged<R> {
  readonly rows: readonly R[]
  readonly hasNextPage: boolean
  /** Cursor of a row of this page. */
  cursorOf(row: R): string
}

export class CursorMalformed extends Error {
  override readonly name = 'CursorMalformed'
  readonly code = 'CursorMalformed'
  constructor() {
    super('`after` is not a cursor of this list: take endCursor from a page of the same list in the same order')
  }
}

/**
 * One page in the order of the given columns, which together must be unique (end with the id). The page goes on where the
 * cursor's row stood, whatever was added or removed since.
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
  const after = asked.after === undefined ? [] : parse(asked.after, orderBy.length)
  const beyond =
    after.length === 0
      ? sql``
      : sql` and (${raw(orderBy.join(', '))}) ${raw(descending ? '<' : '>')} (${join(
          after.map((value) => sql`${value}`),
          ', ',
        )})`
  const order = orderBy.map((column) => (descending ? `${column} desc` : column)).join(', ')
  const rows = views.all<R>(sql`${select} where ${where}${beyond} order by ${raw(order)} limit ${asked.first + 1}`)
  const names = orderBy.map((column) => column.replace(/^.*\./, ''))
  const page = rows.slice(0, asked.first)
  const cursors = new Map<object, string>()
  const decoded = page.map((row) => {
    const out = decode(row)
    cursors.set(out, Buffer.from(JSON.stringify(names.map((name) => (row as Record<string, unknown>)[name]))).toString('base64url'))
    return out
  })
  return { rows: decoded, hasNextPage: rows.length > asked.first, cursorOf: (row) => cursors.get(row)! }
}

function parse(cursor: string, length: number): (string | number)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (
      Array.isArray(values) &&
      values.length === length &&
      values.every((value) => typeof value === 'string' || typeof value === 'number')
    ) {
      return values
    }
  } catch {
    // falls through to the refusal
  }
  throw new CursorMalformed()
}
