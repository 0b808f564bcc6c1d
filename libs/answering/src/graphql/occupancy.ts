/** A seat with who sits there on a day. */
import { type Answering, answeringInSeat, termIsOver } from '@prasan/committees/contract'
import { type SeatRow, rulesOfBodies } from '@prasan/committees/reading'
import type { AsOf } from '@prasan/event-sourcing'
import type { Asked, RequestContext } from '@prasan/graphql'
import { answering, vacantDays } from '../answering.js'

export interface Occupied {
  readonly seat: Asked<SeatRow>
  readonly state: 'vacant' | 'acting' | 'holdOver' | 'filled'
  readonly occupant: Asked<Answering> | null
  readonly vacantDays: number | null
}

export async function occupancy(seat: Asked<SeatRow>, moment: AsOf, request: RequestContext): Promise<Occupied> {
  const byPost = new Map<string, Answering>()
  if (seat.post !== null) byPost.set(seat.post, (await request.map(answering, seat.post, moment))!)
  const rules = termIsOver(seat, moment.day) ? await request.map(rulesOfBodies, seat.committee, moment) : null
  const answer = answeringInSeat(seat, byPost, moment.day, rules ?? undefined)
  const state =
    answer.person === null ? 'vacant' : answer.manner === 'acting' ? 'acting' : answer.manner === 'holdOver' ? 'holdOver' : 'filled'
  return { seat, state, occupant: answer.person === null ? null : { ...answer, asOf: moment }, vacantDays: vacantDays(answer, moment) }
}
