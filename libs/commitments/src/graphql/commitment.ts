/** What a commitment shows that is no column of its row. */
import type { Answering } from '@prasan/committees/contract'
import { type AssignmentRow, lineOf } from '@prasan/directory/reading'
import { daysBetween, daysOf, hasBegun, overlap } from '@prasan/event-sourcing'
import { type Asked, type RequestContext, withMoment } from '@prasan/graphql'
import { answering } from '@prasan/answering/reading'
import { type CommitmentRow, ownersOf } from '../views/commitments/queries.js'

export function daysOverdue({ state, dueOn, asOf }: Asked<CommitmentRow>): number | null {
  const days = daysBetween(dueOn, asOf.day)
  return state === 'open' && days > 0 ? days : null
}

/** Days that the owner has said nothing to what is its own. */
export const silentDays = ({ state, owned, assignedOn, asOf }: Asked<CommitmentRow>): number | null =>
  state === 'open' && owned === null ? daysBetween(assignedOn, asOf.day) : null

export async function answeringNow({ owner, asOf }: Asked<CommitmentRow>, request: RequestContext): Promise<Asked<Answering> | null> {
  const answer = await request.map(answering, owner, asOf)
  return answer?.person ? { ...answer, asOf } : null
}

/** Who answered for whoever made the promise, on its day. */
export async function madeBy({ madeFor, madeOn, asOf }: Asked<CommitmentRow>, request: RequestContext) {
  const then = { ...asOf, day: madeOn }
  return withMoment({ ...(await request.map(answering, madeFor, then)), on: madeOn }, then)
}

/** Everybody who has held the owning posts while each owned it, until the day asked about. */
export async function holdersSinceMade({ id, asOf }: Asked<CommitmentRow>, request: RequestContext): Promise<Asked<AssignmentRow>[]> {
  const owned = (await request.many(ownersOf, id, asOf)).filter((each) => hasBegun(daysOf(each), asOf.day))
  const held = await Promise.all(
    owned.map(async (own) => {
      const { post } = (await request.map(answering, own.owner, asOf)) ?? { post: null }
      const line = post === null ? [] : await request.many(lineOf, post, asOf)
      return line.filter((each) => overlap(daysOf(each), daysOf(own)) && hasBegun(daysOf(each), asOf.day))
    }),
  )
  return [...new Map(held.flat().map((each) => [each.id, each])).values()]
}
