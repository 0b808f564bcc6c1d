/** What a question of continuity is about. */
import { type SeatRow, bodiesWithinEver, seatsOfEver, seatsOfOwnersEver } from '@prasan/committees/reading'
import { postsOfEver, withinAreaEver } from '@prasan/directory/reading'
import { type AsOf, categoryOf, query } from '@prasan/event-sourcing'

export interface Scope {
  /** The posts and seats whose holders are counted, each once. */
  readonly places: readonly string[]
  /** The seats on the days on which they belong to it: their attendance is counted. */
  readonly seats: readonly SeatRow[]
  /** Whose promises are counted. */
  readonly owners: readonly string[]
  /** The bodies; the promises that they watch over are counted too. */
  readonly bodies: readonly string[]
}

/**
 * A committee has its seats, an organization its posts, a post itself. An area has the posts of it and of the organizations that work in it, and those
 * seats of its bodies that belong to no post: a seat that does has the holder of the post, who is counted there.
 */
export const scopeOf = query('scopeOf', (views, { of, asOf }: { of: string; asOf: AsOf }): Scope => {
  const scope = (
    places: readonly string[],
    seats: readonly SeatRow[],
    owners: readonly string[],
    bodies: readonly string[] = [],
  ): Scope => ({
    ...{ places: unique(places), seats, bodies },
    owners: unique([...owners, ...idsOf(seats)]),
  })
  const theirs = (owners: readonly string[]) => seatsOfOwnersEver.run(views, { owners, asOf })
  switch (categoryOf(of)) {
    case 'post':
      return scope([of], theirs([of]), [of])
    case 'organization': {
      const posts = postsOfEver.run(views, { ids: [of], asOf }).map(({ id }) => id)
      return scope(posts, theirs([of, ...posts]), [of, ...posts])
    }
    case 'committee': {
      const seats = seatsOfEver.run(views, { ids: [of], asOf })
      return scope(idsOf(seats), seats, [of], [of])
    }
    default: {
      const { organizations, posts } = withinAreaEver.run(views, { area: of, asOf })
      const bodies = bodiesWithinEver.run(views, { area: of, asOf })
      const seats = seatsOfEver.run(views, { ids: bodies, asOf })
      const ofPosts = new Set(idsOf(seats.filter(({ post }) => post !== null)))
      const others = idsOf(seats).filter((seat) => !ofPosts.has(seat))
      return scope([...posts, ...others], seats, [...organizations, ...posts, ...bodies], bodies)
    }
  }
})

const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)
const unique = (ids: readonly string[]) => [...new Set(ids)]
