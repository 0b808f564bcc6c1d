/** Whose time in a post or seat ends within some days, or is likely to, what is then left open, and who could stand in. */
import { answeredByPosts } from '@prasan/answering/reading'
import { type CommitmentRow, openOwnedBy } from '@prasan/commitments/reading'
import { seatsOf, termsEnding } from '@prasan/committees/reading'
import { longEnough, nextRotation, rotates } from '@prasan/directory/contract'
import { type AssignmentRow, lineOf, postsWithin } from '@prasan/directory/reading'
import { type AsOf, type Day, addDays, aliveOn, daysOf, grouped, query } from '@prasan/event-sourcing'
import { type Deputy, deputiesOfPosts } from '../deputies.js'
import type { Scope } from '../scope-asked.js'

export interface Leaving {
  readonly why: 'endRecorded' | 'termEnds' | 'rotation'
  readonly on: Day
  readonly person: string | null
  readonly post: string | null
  readonly seat: string | null
  readonly assignment: string | null
  readonly commitments: readonly CommitmentRow[]
  readonly deputies: readonly Deputy[]
  readonly successor: string | null
}
type Named = Pick<Leaving, 'why' | 'on'> & { readonly held: AssignmentRow }

/**
 * Everybody in the posts of an area or organization, or in the seats of a committee, by the day on which they go; the last of these days is
 * `within` days after the one asked about. In at most 25 statements, however many they are.
 */
export const atRisk = query('atRisk', (views, { within, asOf, ...scope }: Scope & { within: number; asOf: AsOf }): Leaving[] => {
  const by = addDays(asOf.day, within)
  const { committee, ...place } = scope
  const ids = committee === undefined ? undefined : seatsOf.run(views, { ids: [committee], asOf }).flatMap(({ post }) => post ?? [])
  const posts = new Map(postsWithin.run(views, { ...place, ids, asOf }).map((post) => [post.id, post]))
  const line = grouped(lineOf.run(views, { ids: [...posts.keys()], asOf }), ({ post }) => post)
  const rotation = nextRotation(asOf.day)
  const leaving = [...line].flatMap(([id, all]) => {
    const { rotates: said, organizationKind } = posts.get(id)!
    return all
      .filter((held) => aliveOn(daysOf(held), asOf.day))
      .flatMap((held): Named[] => {
        const { validFrom: from, validTo: until, manner } = held
        if (until !== null && until <= by) return [{ why: 'endRecorded', on: until, held }]
        const long = from !== null && from <= longEnough(rotation) && manner === 'substantive'
        return long && rotation <= by && rotates(said, organizationKind) ? [{ why: 'rotation', on: rotation, held }] : []
      })
  })
  const experts = scope.organization === undefined ? termsEnding.run(views, { committee, area: scope.area, by, asOf }) : []
  const going = [...new Set(leaving.map(({ held }) => held.post))]
  const answersFor = answeredByPosts.run(views, { posts: going, asOf })
  const owners = [...answersFor.keys(), ...experts.map(({ id }) => id)]
  const open = grouped(openOwnedBy.run(views, { owners, asOf }), ({ owner }) => answersFor.get(owner) ?? owner)
  const deputies = deputiesOfPosts.run(views, { posts: going, asOf })
  const found: Leaving[] = [
    ...leaving.map(({ why, on, held }) => {
      const then = line.get(held.post)!.filter((each) => each.id !== held.id && aliveOn(daysOf(each), on))
      const acting = then.filter(({ manner }) => manner !== 'substantive').map(({ person }) => ({ by: 'acting', who: person }))
      return {
        ...{ why, on, person: held.person, post: held.post, seat: null, assignment: held.id },
        commitments: open.get(held.post) ?? [],
        deputies: [...acting, ...(deputies.get(held.post) ?? []).map(({ by, who }) => ({ by, who }))],
        successor: then.find(({ manner }) => manner === 'substantive')?.person ?? null,
      }
    }),
    ...experts.map(({ id, expert, termUntil }) => ({
      ...{ why: 'termEnds' as const, on: termUntil!, person: expert, post: null, seat: id, assignment: null },
      ...{ commitments: open.get(id) ?? [], deputies: [], successor: null },
    })),
  ]
  const place_ = ({ on, post, seat, assignment }: Leaving) => [on, post ?? seat, assignment].join()
  return found.sort((one, other) => (place_(one) < place_(other) ? -1 : 1))
})
