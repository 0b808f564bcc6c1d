import { VersionedMap } from '@prasan/event-sourcing'
import type { SeatState } from './seat.js'
import { type Living, committee } from './state.js'

/** The seat as decisions know it, after one more event: one rule for what corrections and late facts mean. */
export function seatAfter(before: SeatState | undefined, type: string, data: { seat: string }): SeatState {
  const evolve = committee.evolve as unknown as Record<string, (state: Living, data: unknown) => Living>
  const seats = VersionedMap.of(before && [[data.seat, before]])
  const body = { is: 'established', seats, createdAs: VersionedMap.of<string>(), orders: {} } as unknown as Living
  return evolve[type]!(body, data).seats.get(data.seat)!
}
