// One entry of the attendance, as it is recorded and as people come and go.
import { hasEnded, type z } from '@prasan/event-sourcing'
import type { rosterSeat } from './roster.js'
import type { entry } from './shapes.js'

type Roster = readonly z.infer<typeof rosterSeat>[]
export type Entry = z.infer<z.ZodObject<typeof entry>>
export interface Attended extends Entry {
  /** When they were there, first to last; times left out are not known. */
  readonly there: readonly Stay[]
}

export interface Stay {
  readonly from?: string | undefined
  readonly to?: string | undefined
}
/** The times of a stay as an interval; one that is not known lies before or after all. */
export const spanOf = ({ from, to }: Stay) => ({ from, until: to })
/** Whether somebody who stayed last then had left by the time, or may have: nothing is known of when. */
export const hasLeft = (last: Stay | undefined, at: string): boolean =>
  last === undefined || (last.from === undefined && last.to === undefined) || hasEnded(spanOf(last), at)

export const attended = (entry: Entry): Attended => ({ ...entry, there: entry.absence ? [] : [{ from: entry.arrived, to: entry.left }] })

/** In which capacity somebody comes, as the roster of the day says. */
export function capacityOf({ seat: id, person }: Entry, roster: Roster): NonNullable<Entry['capacity']> {
  const seat = roster.find(({ seat }) => seat === id)
  if (!seat) return 'observer'
  return seat.person !== person ? 'substitute' : seat.manner === 'acting' ? 'acting' : 'self'
}

/** The entry after its person arrived or came back; who was marked absent no longer is, and came as the roster says. */
export function arrivedAt({ absence: _, ...entry }: Attended, at: string, roster: Roster): Attended {
  const last = entry.there.at(-1)
  const there = last && last.to === undefined ? [...entry.there.slice(0, -1), { from: at }] : [...entry.there, { from: at }]
  return { ...entry, capacity: entry.capacity ?? capacityOf(entry, roster), there }
}
/** The entry after its person left. */
export const leftAt = (entry: Attended, at: string): Attended => ({
  ...entry,
  there: [...entry.there.slice(0, -1), { ...entry.there.at(-1), to: at }],
})
