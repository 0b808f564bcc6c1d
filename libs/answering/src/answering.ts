/** Who answers on a day: derived from dated facts of the directory and the committees, never stored. */
import { firstToAnswer } from '@prasan/directory/contract'
import { holdersOf, organizationsByIds, vacantSince } from '@prasan/directory/reading'
import { type Answering, answeringInSeat, nobody, termIsOver } from '@prasan/committees/contract'
import { rulesOfBodies, seatsByIds, secretarySeatsOf } from '@prasan/committees/reading'
import { type AsOf, type Views, categoryOf, daysBetween, grouped, query } from '@prasan/event-sourcing'

/** For posts, seats, organizations and committees of any number: who answers, in at most seven statements. */
export const answering = query('answering', (views, { ids, asOf }: { ids: readonly string[]; asOf: AsOf }): Map<string, Answering> => {
  const of = (category: string) => ids.filter((id) => categoryOf(id) === category)
  const secretaries = some(of('committee'), (committees) => secretarySeatsOf.run(views, { ids: committees, asOf }))
  const seats = [...some(of('seat'), (asked) => seatsByIds.run(views, { ids: asked, asOf })), ...secretaries]
  const headPosts = new Map(
    some(of('organization'), (asked) => organizationsByIds.run(views, { ids: asked, asOf })).map(({ id, headPost }) => [id, headPost]),
  )
  const posts = [...of('post'), ...seats.flatMap(({ post }) => post ?? []), ...[...headPosts.values()].flatMap((post) => post ?? [])]
  const byPost = answeringForPosts(views, posts, asOf)
  const over = seats.filter((seat) => termIsOver(seat, asOf.day)).map(({ committee }) => committee)
  const rules = new Map(some(over, (ids) => [...rulesOfBodies.run(views, { ids, asOf })]))
  const bySeat = new Map(seats.map((seat) => [seat.id, answeringInSeat(seat, byPost, asOf.day, rules.get(seat.committee))]))
  const secretaryOf = new Map(secretaries.map(({ id, committee }) => [committee, id]))
  return new Map(
    ids.map((id) => {
      switch (categoryOf(id)) {
        case 'post':
          return [id, byPost.get(id)!]
        case 'organization':
          return [id, byPost.get(headPosts.get(id) ?? '') ?? nobody(null, null)]
        case 'committee':
          return [id, bySeat.get(secretaryOf.get(id) ?? '') ?? nobody(null, null)]
        default:
          return [id, bySeat.get(id) ?? nobody(null, null)]
      }
    }),
  )
})

function answeringForPosts(views: Views, posts: readonly string[], asOf: AsOf): Map<string, Answering> {
  if (posts.length === 0) return new Map()
  const holders = grouped(holdersOf.run(views, { ids: posts, asOf }), ({ post }) => post)
  const empty = posts.filter((post) => !holders.has(post))
  const since = some(empty, (ids) => [...vacantSince.run(views, { ids, asOf })])
  const vacant = new Map(since)
  return new Map(
    posts.map((post) => {
      const first = firstToAnswer(holders.get(post) ?? [])
      return [
        post,
        first ? { person: first.person, post, manner: first.manner, since: first.validFrom } : nobody(post, vacant.get(post) ?? null),
      ]
    }),
  )
}

/** Days without anybody, the day asked about included; null while somebody answers or nobody knows since when. */
export const vacantDays = ({ person, since }: Answering, { day }: AsOf): number | null =>
  person !== null || since === null ? null : daysBetween(since, day) + 1

const some = <R>(ids: readonly string[], ask: (ids: readonly string[]) => readonly R[]): readonly R[] => (ids.length === 0 ? [] : ask(ids))
