/** Whose meetings they are: of a committee its own, of a post and of a person those of the seats that are theirs on the day of the meeting. */
import { type SeatRow, seatsOfOwnersEver, seatsOfPeopleEver } from '@prasan/committees/reading'
import { linesOf } from '@prasan/answering/reading'
import { heldEverBy, recordsOf, survivorsOf } from '@prasan/directory/reading'
import { type AsOf, type Day, aliveOn, categoryOf, daysOf, grouped } from '@prasan/event-sourcing'
import type { RequestContext } from '@prasan/graphql'
import { meetingsEverOf } from '@prasan/meetings/reading'

/** A meeting as it stands in a calendar: once, and `listed` where it is a meeting of one of the bodies still. */
export type MeetingListed = ReturnType<typeof meetingsEverOf.run>[number]

/** By committee, on which days a meeting of it concerns somebody. */
type Concerning = ReadonlyMap<string, (day: Day) => boolean>

/** Oldest first. What was recorded by mistake as a meeting of the body stays, not listed: whoever has it in a calendar learns that it is none. */
export function meetingsOf(of: string, asOf: AsOf, request: RequestContext): MeetingListed[] {
  const concerning = concerningOf(of, asOf, request)
  const isOfABody = categoryOf(of) === 'committee'
  const found = request.ask(meetingsEverOf, { committees: [...concerning.keys()], asOf })
  const theirs = found.filter(({ committee, day, listed }) => (isOfABody || listed) && concerning.get(committee)!(day))
  return [...new Map(theirs.map((meeting) => [meeting.id, meeting])).values()]
}

function concerningOf(of: string, asOf: AsOf, request: RequestContext): Concerning {
  switch (categoryOf(of)) {
    case 'committee':
      return new Map([[of, () => true]])
    case 'post':
      return byCommittee(request.ask(seatsOfOwnersEver, { owners: [of], asOf }), (rows, day) =>
        rows.some((row) => aliveOn(daysOf(row), day)),
      )
    default:
      return ofPerson(of, asOf, request)
  }
}

/** Who sits in a seat is told by the lines of places: the one rule for holders, those who act, who was sent, experts and hold-over. */
function ofPerson(person: string, asOf: AsOf, request: RequestContext): Concerning {
  const who = request.ask(survivorsOf, { ids: [person], asOf }).get(person) ?? person
  const people = request.ask(recordsOf, { ids: [who], asOf })
  const posts = [...new Set(request.ask(heldEverBy, { ids: people, asOf }).map(({ post }) => post))]
  const seats = [...request.ask(seatsOfOwnersEver, { owners: posts, asOf }), ...request.ask(seatsOfPeopleEver, { people, asOf })]
  const { lines } = request.ask(linesOf, { ids: [...new Set(seats.map(({ id }) => id))], asOf })
  return byCommittee(seats, (rows, day) =>
    rows.some(({ id }) => lines.get(id)?.some((stretch) => stretch.answering === who && aliveOn(stretch, day))),
  )
}

const byCommittee = (seats: readonly SeatRow[], isTheirs: (rows: readonly SeatRow[], day: Day) => boolean): Concerning =>
  new Map([...grouped(seats, ({ committee }) => committee)].map(([committee, rows]) => [committee, (day) => isTheirs(rows, day)]))
