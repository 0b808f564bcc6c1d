/** Who could stand in for whoever holds a post or sits in a seat, on a day. */
import { answering } from '@prasan/answering/reading'
import { type SeatRow, seatsOf, seatsThrough } from '@prasan/committees/reading'
import { delegationsOf } from '@prasan/directory/reading'
import { type AsOf, grouped, query } from '@prasan/event-sourcing'

export interface Deputy {
  readonly by: string
  readonly who: string
}
type DeputyOf = Deputy & { readonly of: string }

const BESIDE: Readonly<Record<string, SeatRow['office']>> = { chair: 'viceChair', secretary: 'assistantSecretary' }

/** Of seats of a chair or secretary the filled seats beside them, of another post, as vice-chair or assistant. In at most eight statements. */
export const seatsBeside = query('seatsBeside', (views, { seats, asOf }: { seats: readonly SeatRow[]; asOf: AsOf }): DeputyOf[] => {
  const own = seats.filter(({ office }) => office in BESIDE)
  const all = own.length === 0 ? [] : seatsOf.run(views, { ids: [...new Set(own.map(({ committee }) => committee))], asOf })
  const byCommittee = grouped(all, ({ committee }) => committee)
  const beside = own.flatMap((seat) =>
    (byCommittee.get(seat.committee) ?? []).filter(({ office }) => office === BESIDE[seat.office]).map((other) => [seat, other] as const),
  )
  const answers = beside.length === 0 ? undefined : answering.run(views, { ids: [...new Set(beside.map(([, { id }]) => id))], asOf })
  return beside
    .filter(([{ post }, { id, post: other }]) => (other === null || other !== post) && answers?.get(id)?.person)
    .map(([{ id: of }, { id, office }]) => ({ of, by: office, who: id }))
})

/** Whoever the holders of posts delegated to. */
export const delegatesOf = query('delegatesOf', (views, { posts, asOf }: { posts: readonly string[]; asOf: AsOf }): DeputyOf[] =>
  delegationsOf.run(views, { ids: posts, asOf }).map(({ post, receiver }) => ({ of: post, by: 'delegation', who: receiver })),
)

/** Who stands beside the holders of posts: whoever they delegated to, and the filled seats beside theirs as chair or secretary. In at most ten statements. */
export const deputiesOfPosts = query('deputiesOfPosts', (views, { posts, asOf }: { posts: readonly string[]; asOf: AsOf }) => {
  const seats = seatsThrough.run(views, { posts, people: [], asOf })
  const postOf = new Map(seats.map(({ id, post }) => [id, post!]))
  const beside = seatsBeside.run(views, { seats, asOf }).map((deputy) => ({ ...deputy, of: postOf.get(deputy.of)! }))
  return grouped([...delegatesOf.run(views, { posts, asOf }), ...beside], ({ of }) => of)
})
