/** The seats of committees with who sits there on a day. */
import { type Answering, answeringInSeat, termIsOver } from '@prasan/committees/contract'
import { type SeatRow, rulesOfBodies, seatsOf } from '@prasan/committees/reading'
import { type AsOf, grouped, query } from '@prasan/event-sourcing'
import type { Asked } from '@prasan/graphql'
import { answering, vacantDays } from '../answering.js'

interface Found {
  readonly seat: SeatRow
  readonly state: 'vacant' | 'acting' | 'holdOver' | 'filled'
  readonly occupant: Answering | null
  readonly vacantDays: number | null
}
/** As it is told of a moment. */
export interface Occupied extends Found {
  readonly seat: Asked<SeatRow>
  readonly occupant: Asked<Answering> | null
}

/** Of each committee every seat in protocol order, in at most four statements for any number of committees. */
export const occupancies = query('occupancies', (views, { ids, asOf }: { ids: readonly string[]; asOf: AsOf }): Map<string, Found[]> => {
  const seats = seatsOf.run(views, { ids, asOf })
  const byPost = answering.run(views, { ids: [...new Set(seats.flatMap(({ post }) => post ?? []))], asOf })
  const over = [...new Set(seats.filter((seat) => termIsOver(seat, asOf.day)).map(({ committee }) => committee))]
  const rules = over.length === 0 ? undefined : rulesOfBodies.run(views, { ids: over, asOf })
  const occupied = seats.map((seat): Found => {
    const answer = answeringInSeat(seat, byPost, asOf.day, rules?.get(seat.committee))
    const { person, manner } = answer
    const state = person === null ? 'vacant' : manner === 'acting' || manner === 'holdOver' ? manner : 'filled'
    return { seat, state, occupant: person === null ? null : answer, vacantDays: vacantDays(answer, asOf) }
  })
  return grouped(occupied, ({ seat }) => seat.committee)
})
