/** Directives in the API: their lists, and the matrix with the commitments and bodies behind each of its figures. */
import { answering } from '@prasan/answering/reading'
import { Committee, bodiesBelow } from '@prasan/committees/reading'
import { postsByIds } from '@prasan/directory/reading'
import { described } from '@prasan/event-sourcing'
import { type Asked, RequestContext, idOf, listOf, withMoment, wordOf } from '@prasan/graphql'
import { Args, Context, ID, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { type DirectiveRow, directives, standsOf } from '../views/directives/queries.js'
import { type Cell, type Column, type Grouping, type Of, isIn, rowsOf, tallyOf } from './matrix.js'
import {
  Directive,
  DirectiveColumnEnum,
  DirectiveGroupingEnum,
  DirectiveMatrix,
  DirectiveStateEnum,
  DirectiveTally,
} from './directive-types.js'
import { Commitment } from './types.js'

const state = wordOf(DirectiveStateEnum, described('เฉพาะที่อยู่ในสถานะนี้ ณ วันที่ถามถึง', 'Only those in this state on the day asked about.'))
export const directiveLists = [
  listOf(directives, Directive, {
    description: described('ข้อสั่งการ ล่าสุดก่อน', 'Directives, the latest first.'),
    args: { committee: idOf('committee', described('เฉพาะของคณะนี้', 'Only those that this committee issued.')), state },
  }),
  listOf(directives, Directive, {
    on: { type: Committee, by: 'committee' },
    description: described('ข้อสั่งการที่คณะออก ล่าสุดก่อน', 'The directives that it issued, the latest first.'),
    args: { state },
  }),
]

/** Of bodies the organization of the post that answers for each. */
function organizationsOf(ids: readonly string[], asOf: Asked<object>['asOf'], request: RequestContext): Map<string, string> {
  const posts = new Map([...request.ask(answering, { ids, asOf })].flatMap(([body, { post }]) => (post ? [[body, post] as const] : [])))
  const rows = request.ask(postsByIds, { ids: [...new Set(posts.values())], asOf })
  const organizations = new Map(rows.map(({ id, organization }) => [id, organization]))
  return new Map([...posts].flatMap(([body, post]) => (organizations.has(post) ? [[body, organizations.get(post)!] as const] : [])))
}

interface Tallied {
  readonly cells: readonly Cell[]
}
const tallied = (cells: readonly Cell[], asOf: Asked<object>['asOf']) => withMoment({ ...tallyOf(cells), cells }, asOf)

@Resolver(() => Directive)
export class DirectiveMatrixResolver {
  @ResolveField(() => DirectiveMatrix, {
    description: described(
      'คณะทั้งหมดอยู่ตรงไหนกับข้อสั่งการในวันที่ถามถึง รวมขึ้นตามคณะที่สังกัดหรือพื้นที่ และถามลงไปได้ด้วย `under`',
      'Where all bodies stand with it on the day asked about, rolled up over the tree of bodies or areas; `under` drills down.',
    ),
  })
  matrix(
    @Parent() directive: Asked<DirectiveRow>,
    @Args('by', { type: () => DirectiveGroupingEnum, defaultValue: 'BODY', description: described('แถวคืออะไร', 'What the rows are.') })
    by: Grouping,
    @Args('under', {
      type: () => ID,
      nullable: true,
      description: described(
        'เฉพาะในคณะ พื้นที่ หรือหน่วยงานนี้',
        'Only what is part of this body, lies in this area, or is answered for by this organization.',
      ),
    })
    asked: string | null,
    @Context() request: RequestContext,
  ) {
    const { id, committee, asOf } = directive
    const under = request.known(asked, 'under', 'committee', 'area', 'organization') ?? undefined
    const stands = request.ask(standsOf, { directive: id, asOf })
    const bodies = request.ask(bodiesBelow, { id: committee, asOf })
    const byOrganization = by === 'ORGANIZATION' || under?.startsWith('organization-')
    const of: Of = {
      ...{ committee, inForce: directive.state === 'inForce', stands, bodies },
      organizations: byOrganization
        ? organizationsOf([...stands.map(({ body }) => body), ...bodies.map(({ id }) => id)], asOf, request)
        : new Map(),
    }
    const rows = rowsOf(of, { by, under, day: asOf.day })
    const about = { BODY: 'body', AREA: 'area', ORGANIZATION: 'organization' }[by]
    return {
      total: tallied(
        rows.flatMap(({ cells }) => cells),
        asOf,
      ),
      rows: rows.map(({ key, own, drillable, cells }) => withMoment({ [about]: key, own, drillable, tally: tallied(cells, asOf) }, asOf)),
    }
  }
}

const column = {
  type: () => DirectiveColumnEnum,
  nullable: true,
  description: described('เฉพาะช่องนี้ ทั้งหมดหากไม่ระบุ', 'Only those of this column; all where it is left out.'),
}

@Resolver(() => DirectiveTally)
export class DirectiveCellsResolver {
  @ResolveField(() => [Commitment], { description: described('ข้อผูกพันที่นับในช่อง', 'The commitments that a column counts.') })
  commitments(@Parent() tally: Asked<Tallied>, @Args('column', column) column: Column | null, @Context() request: RequestContext) {
    return named(tally, column, request, ({ commitment }) => commitment)
  }

  @ResolveField(() => [Committee], { description: described('คณะที่นับในช่อง', 'The bodies that a column counts.') })
  committees(@Parent() tally: Asked<Tallied>, @Args('column', column) column: Column | null, @Context() request: RequestContext) {
    return named(tally, column, request, ({ body }) => body)
  }
}

async function named({ cells, asOf }: Asked<Tallied>, column: Column | null, request: RequestContext, of: (cell: Cell) => string | null) {
  const ids = cells.filter((cell) => !column || isIn(column, cell)).flatMap((cell) => of(cell) ?? [])
  return (await Promise.all(ids.map((id) => request.node(id, asOf)))).filter((found) => found !== null)
}
