import { type PageAsked, type Paged, canonical, described, sealOf, z } from '@prasan/event-sourcing'
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql'
import { badInput, judged } from './judged.js'
import { PageInfo } from './types.js'

type Class<T> = abstract new (...args: never[]) => T

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: described(
      'จำนวนแถวจากต้น ไม่เกิน 100; หากไม่ระบุทั้ง first และ last คือ 20',
      'How many rows; at most 100, and 20 where neither `first` nor `last` is given.',
    ),
  })
  first?: number | null
  @Field(() => String, { nullable: true, description: described('ค่า endCursor ของหน้าก่อน', 'The `endCursor` of the page before.') })
  after?: string | null
  @Field(() => Int, {
    nullable: true,
    description: described(
      'แทน first: จำนวนแถวนับจากท้าย หรือก่อนหน้า before',
      'In place of `first`: so many from the end, or from before `before`.',
    ),
  })
  last?: number | null
  @Field(() => String, { nullable: true, description: described('ค่า startCursor ของหน้าถัดไป', 'The `startCursor` of the page after.') })
  before?: string | null
}

/** Rows of a page that was asked for without a length. */
export const PAGE_LENGTH = 20

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
    pageInfo: {
      get hasNextPage() {
        return page.hasNextPage
      },
      get hasPreviousPage() {
        return page.hasPreviousPage
      },
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    get totalCount() {
      return count()
    },
  }
}

const Length = z.int().min(1).max(100)

/**
 * The part of a list that the arguments of its field ask for. A cursor is good for `list` with the same other arguments: order, filter, moment.
 * @throws BAD_USER_INPUT unless `first` or `last`, not both, is 1 to 100
 */
export function pageAsked<A extends PageArgs>({ first, after, last, before, ...others }: A, list: string): PageAsked {
  if (first === null && last == null) throw badInput('first', 'Missing')
  if (first != null && last != null) throw badInput('last', 'NotTogether')
  const lengths = { first: judged(Length, first, 'first'), last: judged(Length, last, 'last') }
  return {
    ...(lengths.last === undefined ? { first: lengths.first ?? PAGE_LENGTH } : { last: lengths.last }),
    ...(after != null && { after }),
    ...(before != null && { before }),
    of: sealOf(canonical([list, withoutNulls(others)])).slice(0, 12),
  }
}

const withoutNulls = (args: object): object =>
  Object.fromEntries(
    Object.entries(args).flatMap(([name, value]: [string, unknown]) =>
      value === null || value === undefined ? [] : [[name, typeof value === 'object' ? withoutNulls(value) : value]],
    ),
  )
