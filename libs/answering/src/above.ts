/** To whom a thing goes up, when nobody answers for it or who does lets it lie: heads of organizations and officers of bodies, the nearest first. */
import { committeesByIds, seatsByIds, seatsOf } from '@prasan/committees/reading'
import { organizationsByIds, postsByIds } from '@prasan/directory/reading'
import { type AsOf, type RowsFor, type Views, categoryOf, grouped, query } from '@prasan/event-sourcing'
import { answering } from './answering.js'

/** A post or seat that stands above, and of what it is the head or the officer. */
export interface Above {
  readonly id: string
  readonly of: string
  readonly office: 'head' | 'chair' | 'secretary'
}

/** Of posts, seats and organizations the heads above them, of committees their own officers and those of the bodies above, answered or not. */
export const linesAbove = query('linesAbove', (views, { ids, asOf }: { ids: readonly string[]; asOf: AsOf }): Map<string, Above[]> => {
  const of = (category: string, from: readonly string[] = ids) => from.filter((id) => categoryOf(id) === category)
  const seats = byId(seatsByIds, views, of('seat'), asOf)
  const behind = [...seats.values()].flatMap(({ post, organization }) => [post, organization].filter((each) => each !== null))
  const posts = byId(postsByIds, views, [...of('post'), ...of('post', behind)], asOf)
  const offices = [...of('organization'), ...of('organization', behind), ...[...posts.values()].map(({ organization }) => organization)]
  const organizations = withParents(organizationsByIds, views, offices, asOf)
  const bodies = withParents(committeesByIds, views, [...of('committee'), ...[...seats.values()].map(({ committee }) => committee)], asOf)
  const officers = bodies.size === 0 ? [] : seatsOf.run(views, { ids: [...bodies.keys()], asOf })
  const seated = grouped(officers, ({ committee }) => committee)
  const upwards = (parents: ReadonlyMap<string, { readonly parent: string | null }>, id: string): string[] => {
    const line: string[] = []
    for (let each: string | null = id; each !== null && parents.has(each) && !line.includes(each); each = parents.get(each)!.parent)
      line.push(each)
    return line
  }
  const heads = (organization: string, but?: string): Above[] =>
    upwards(organizations, organization).flatMap((each) => {
      const { headPost } = organizations.get(each)!
      return headPost === null || headPost === but ? [] : [{ id: headPost, of: each, office: 'head' }]
    })
  const officersOf = (committee: string): Above[] =>
    upwards(bodies, committee).flatMap((each) =>
      (['secretary', 'chair'] as const).flatMap((office) =>
        (seated.get(each) ?? []).filter((seat) => seat.office === office).map(({ id }) => ({ id, of: each, office })),
      ),
    )
  const ofPost = (post: string) => (posts.has(post) ? heads(posts.get(post)!.organization, post) : [])
  return new Map(
    ids.map((id) => {
      switch (categoryOf(id)) {
        case 'post':
          return [id, ofPost(id)]
        case 'organization':
          return [id, heads(id)]
        case 'committee':
          return [id, officersOf(id)]
        default: {
          const { post = null, organization = null, committee = null } = seats.get(id) ?? {}
          const own = post === null ? (organization === null ? [] : heads(organization)) : ofPost(post)
          return [id, [...own, ...(committee === null ? [] : officersOf(committee).filter((each) => each.id !== id))]]
        }
      }
    }),
  )
})

/** The first of some for whom anybody answers on the day. */
export const firstAnswered = (views: Views, lines: ReadonlyMap<string, readonly string[]>, asOf: AsOf): Map<string, string | null> => {
  const asked = [...new Set([...lines.values()].flat())]
  const answers = asked.length === 0 ? new Map<string, never>() : answering.run(views, { ids: asked, asOf })
  return new Map([...lines].map(([id, line]) => [id, line.find((each) => answers.get(each)?.person) ?? null]))
}

const byId = <R extends { id: string }>(rows: RowsFor<R>, views: Views, ids: readonly string[], asOf: AsOf): Map<string, R> =>
  new Map((ids.length === 0 ? [] : rows.run(views, { ids: [...new Set(ids)], asOf })).map((row) => [row.id, row]))

/** These and all above them, a statement for each level. */
function withParents<R extends { id: string; parent: string | null }>(rows: RowsFor<R>, views: Views, ids: readonly string[], asOf: AsOf) {
  const found = new Map<string, R>()
  for (let next = [...new Set(ids)]; next.length > 0;) {
    for (const [id, row] of byId(rows, views, next, asOf)) found.set(id, row)
    next = [...new Set(next.flatMap((id) => found.get(id)?.parent ?? []))].filter((id) => !found.has(id))
  }
  return found
}
