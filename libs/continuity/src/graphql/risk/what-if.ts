/** What moves would come to on a day, decided as a transfer list is and never recorded. */
import { answeredByPosts, answering } from '@prasan/answering/reading'
import { openOwnedBy } from '@prasan/commitments/reading'
import { type Answering, type BodyRules, answeringInSeat, nobody } from '@prasan/committees/contract'
import { type SeatRow, rulesOfBodies, seatsOf, seatsThrough } from '@prasan/committees/reading'
import { type PostState, firstToAnswer, heldOn } from '@prasan/directory/contract'
import { survivorsOf } from '@prasan/directory/reading'
import { type AsOf, type Day, query } from '@prasan/event-sourcing'

interface Asked {
  /** The posts that the moves name, as they are recorded and as they would be. */
  readonly before: Readonly<Record<string, PostState>>
  readonly after: Readonly<Record<string, PostState>>
  readonly asOf: AsOf
}

const answersOn = (posts: Readonly<Record<string, PostState>>, day: Day) =>
  new Map(
    Object.entries(posts).map(([id, state]): [string, Answering] => {
      const first = firstToAnswer(heldOn(state, day))
      return [id, first ? { person: first.person, post: id, manner: first.manner, since: first.from ?? null } : nobody(id, null)]
    }),
  )

/** Posts that would stand empty, promises nobody would answer for, and the bodies with a seat of one of the posts; in at most 20 statements. */
export const comesTo = query('comesTo', (views, { before, after, asOf }: Asked) => {
  const [was, is] = [answersOn(before, asOf.day), answersOn(after, asOf.day)]
  const named = [...is.keys()]
  const vacant = named.filter((post) => was.get(post)!.person !== null && is.get(post)!.person === null)
  const owners = vacant.length === 0 ? [] : [...answeredByPosts.run(views, { posts: vacant, asOf }).keys()]
  const orphaned = owners.length === 0 ? [] : openOwnedBy.run(views, { owners, asOf }).map(({ id }) => id)

  const committees = [...new Set(seatsThrough.run(views, { posts: named, people: [], asOf }).map(({ committee }) => committee))]
  const seats = seatsOf.run(views, { ids: committees, asOf })
  const rules = rulesOfBodies.run(views, { ids: committees, asOf })
  const recorded = answering.run(views, { ids: [...new Set(seats.flatMap(({ post }) => post ?? []))], asOf })
  const sitting = (instead: ReadonlyMap<string, Answering>) => {
    const byPost = new Map([...recorded, ...instead])
    return seats.map((seat) => ({ seat, person: answeringInSeat(seat, byPost, asOf.day, rules.get(seat.committee)).person }))
  }
  const [otherwise, then] = [sitting(was), sitting(is)]
  const people = [...new Set([...otherwise, ...then].flatMap(({ person }) => person ?? []))]
  const survivors = survivorsOf.run(views, { ids: people, asOf })
  const bodies = committees.map((committee) => {
    const counted = (all: readonly Sitting[]) => quorumAhead(all, committee, rules.get(committee)!, survivors)
    const [without, withMoves] = [counted(otherwise), counted(then)]
    return { committee, ...withMoves, membersOtherwise: without.members, lost: without.met && !withMoves.met }
  })
  return { vacant, orphaned, bodies }
})

interface Sitting {
  readonly seat: SeatRow
  readonly person: string | null
}
/** The count of a body as its meetings make it: each person once, and vacant seats where the rules count all. */
function quorumAhead(all: readonly Sitting[], of: string, { quorum }: BodyRules, survivors: ReadonlyMap<string, string>) {
  const counted = all.filter(({ seat }) => seat.committee === of && seat.countsForQuorum)
  const persons = new Set(counted.flatMap(({ person }) => (person === null ? [] : (survivors.get(person) ?? person))))
  const empty = quorum.base === 'allSeats' ? counted.filter(({ person }) => person === null).length : 0
  const needed = Math.max(1, Math.ceil(((persons.size + empty) * quorum.numerator) / quorum.denominator))
  return { needed, members: persons.size, met: persons.size >= needed }
}
