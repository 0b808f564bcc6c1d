import { type Paged, described } from '@prasan/event-sourcing'
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql'
import { badInput } from './request.js'
import { PageInfo } from './types.js'

type Class<T> = abstract new (...args: never[]) => T

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: described('จำนวนแถว ไม่เกิน 100', 'How many rows; at most 100.') }) first!: number
  @Field(() => String, { nullable: true, description: described('ค่า endCursor ของหน้าก่อน', 'The `endCursor` of the page before.') })
  after?: string
}

export interface Connection<R> {
  edges: { cursor: string; node: R }[]
  nodes: R[]
  pageInfo: PageInfo
  /** Counted only when a query selects it. */
  readonly totalCount: number
}

const made = new Map<string, object>()

/** The Relay connection type of an object type, with `nodes` beside `edges`. */
export function connectionOf<T>(
  type: Class<T>,
  name: string,
  extend?: (connection: abstract new (...args: never[]) => object) => void,
): Class<Connection<T>> {
  const known = made.get(name)
  if (known) return known as never
  const edge = { [`${name}Edge`]: class {} }[`${name}Edge`]!
  const connection = { [`${name}Connection`]: class {} }[`${name}Connection`]!
  const field = (target: { prototype: object }, key: string, returns: () => unknown, th: string, en: string) =>
    Field(returns as never, { description: described(th, en) } as never)(target.prototype, key)
  field(edge, 'cursor', () => String, 'ตำแหน่งของแถวในรายการ ใช้เป็นค่า after', 'Where the row stands in the list: a value for `after`.')
  field(edge, 'node', () => type, 'สิ่งที่อยู่ในแถว', 'What stands in the row.')
  ObjectType(`${name}Edge`, { description: described('แถวหนึ่งของรายการ', 'One row of a list.') })(edge)
  field(connection, 'edges', () => [edge], 'แถวในหน้านี้ พร้อมตำแหน่ง', 'The rows of this page, each with its cursor.')
  field(connection, 'nodes', () => [type], 'สิ่งที่อยู่ในหน้านี้', 'What stands on this page, without cursors.')
  field(connection, 'pageInfo', () => PageInfo, 'หน้านี้อยู่ตรงไหนของรายการ', 'Where this page stands in the list.')
  field(
    connection,
    'totalCount',
    () => Int,
    'จำนวนทั้งรายการ นับเมื่อขอเท่านั้น',
    'How many the whole list has; counted only when a query selects it.',
  )
  extend?.(connection)
  ObjectType(`${name}Connection`, { description: described('รายการหนึ่งหน้า', 'A page of a list.') })(connection)
  made.set(name, connection)
  return connection as never
}

export function connectionFrom<R, T>(page: Paged<R>, present: (row: R) => T, count: () => number): Connection<T> {
  const edges = page.rows.map((row) => ({ cursor: page.cursorOf(row), node: present(row) }))
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: { hasNextPage: page.hasNextPage, endCursor: edges.at(-1)?.cursor ?? null },
    get totalCount() {
      return count()
    },
  }
}

/** @throws BAD_USER_INPUT unless 1 <= first <= 100 */
export function pageAsked({ first, after }: PageArgs): { first: number; after?: string | undefined } {
  if (first < 1 || first > 100) throw badInput('first', 'OutOfRange')
  return { first, ...(after !== undefined && after !== null && { after }) }
}
