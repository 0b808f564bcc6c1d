/** Posts and seats whose role is not clear on a day: nobody said what it is, whoever has it did not acknowledge it, or nobody could stand in. */
import { answering } from '@prasan/answering/reading'
import { type SeatRow, bodiesWithin, seatsOf } from '@prasan/committees/reading'
import { holdersOf, postsWithin, survivorsOf } from '@prasan/directory/reading'
import { type AsOf, grouped, query } from '@prasan/event-sourcing'
import { delegatesOf, deputiesOfPosts, seatsBeside } from '../deputies.js'
import type { Scope } from '../scope-asked.js'

export interface Gap {
  /** In its order in the list, and no two alike. */
  readonly key: string
  readonly place: string
  readonly reasons: readonly ('noDescription' | 'notAcknowledged' | 'noDeputy')[]
  readonly notAcknowledgedBy: readonly string[]
}
interface Acknowledged {
  readonly by: string
  readonly person: string
}

/**
 * The posts of an area or organization and the seats of a committee or of the bodies in an area, each with what is missing. Everybody who holds a post
 * acknowledges its duties, in a seat whoever sits there; where nobody does, nobody has to. A deputy is somebody named to act, whoever powers are
 * delegated to, the standing alternate of a seat, and beside a chair or secretary a filled seat of a vice-chair or assistant; nobody stands in for an expert who is neither. In at most 30
 * statements, however many they are.
 */
export const gapsOf = query('gapsOf', (views, { asOf, ...scope }: Scope & { asOf: AsOf }): Gap[] => {
  const { committee, ...within } = scope
  const posts = committee === undefined ? postsWithin.run(views, { ...within, asOf }) : []
  const bodies =
    committee !== undefined ? [committee] : within.area !== undefined ? bodiesWithin.run(views, { area: within.area, asOf }) : []
  const seats = seatsOf.run(views, { ids: bodies, asOf })
  const ofSeats = [...new Set(seats.flatMap(({ post }) => post ?? []))]
  const holders = grouped(holdersOf.run(views, { ids: [...new Set([...posts.map(({ id }) => id), ...ofSeats])], asOf }), ({ post }) => post)
  const acted = (post: string | null) => (holders.get(post ?? '') ?? []).some(({ manner }) => manner !== 'substantive')
  const deputies = deputiesOfPosts.run(views, { posts: posts.map(({ id }) => id), asOf })
  const beside = new Set(seatsBeside.run(views, { seats, asOf }).map(({ of }) => of))
  const delegated = new Set(delegatesOf.run(views, { posts: ofSeats, asOf }).map(({ of }) => of))
  const sitting = answering.run(views, { ids: seats.map(({ id }) => id), asOf })
  const people = seats.flatMap(({ id, acknowledged }) => [
    ...((acknowledged as Acknowledged[] | null) ?? []).map(({ person }) => person),
    ...(sitting.get(id)?.person ? [sitting.get(id)!.person!] : []),
  ])
  const survivors = survivorsOf.run(views, { ids: [...new Set(people)], asOf })
  const named = (person: string) => survivors.get(person) ?? person

  const gap = (key: string, place: { id: string; duties: unknown }, open: readonly string[], hasDeputy: boolean): Gap => ({
    ...{ key, place: place.id, notAcknowledgedBy: place.duties === null ? [] : open },
    reasons: [
      ...(place.duties === null ? (['noDescription'] as const) : open.length > 0 ? (['notAcknowledged'] as const) : []),
      ...(hasDeputy ? [] : (['noDeputy'] as const)),
    ],
  })
  const standsAlone = ({ kind, office }: SeatRow) => kind === 'expert' && office !== 'chair' && office !== 'secretary'
  return [
    ...seats.map((seat) => {
      const acknowledged = new Set(((seat.acknowledged as Acknowledged[] | null) ?? []).map(({ person }) => named(person)))
      const person = sitting.get(seat.id)?.person
      const open = person && !acknowledged.has(named(person)) ? [person] : []
      const hasDeputy =
        standsAlone(seat) || seat.alternates !== null || beside.has(seat.id) || delegated.has(seat.post ?? '') || acted(seat.post)
      return gap(`${seat.committee} ${`${seat.number}`.padStart(6, '0')} ${seat.id}`, seat, open, hasDeputy)
    }),
    ...posts.map((post) => {
      const acknowledged = new Set(((post.acknowledged as Acknowledged[] | null) ?? []).map(({ by }) => by))
      const open = (holders.get(post.id) ?? []).filter(({ id }) => !acknowledged.has(id)).map(({ person }) => person)
      return gap(post.id, post, [...new Set(open)], deputies.has(post.id) || acted(post.id))
    }),
  ]
    .filter(({ reasons }) => reasons.length > 0)
    .sort((one, other) => (one.key < other.key ? -1 : 1))
})
