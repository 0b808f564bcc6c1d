/** Which meeting answers to which occurrence of a body's rhythm, and what has become of the occurrence by a day. */
import type { Occurrence } from '@prasan/committees/contract'
import { type Day, choice, daysBetween } from '@prasan/event-sourcing'

export const OccurrenceState = choice('OccurrenceState', {
  proposed: ['ยังไม่กำหนดวันประชุม', 'proposed'],
  scheduled: ['กำหนดวันประชุมแล้ว', 'scheduled'],
  skipped: ['งด', 'skipped'],
  kept: ['ประชุมแล้ว', 'kept'],
  missed: ['ไม่ได้ประชุม', 'missed'],
})

/** A meeting further away, in days, answers to no occurrence: half a quarter. */
export const ANSWERS_WITHIN = 45

/** A meeting that was not cancelled, in its state on the day asked about. */
export interface Called {
  readonly id: string
  readonly day: Day
  readonly state: string
}
const isHeld = ({ state }: Called) => state === 'held' || state === 'minuted'

/**
 * A meeting answers to the occurrence nearest to its day, the earlier of two as near, no further than `ANSWERS_WITHIN` days; where that one is skipped
 * to none. Of several that answer to one, the one that was held with a quorum counts, then one still to come, then the nearest, then the first.
 */
export function answered<O extends Pick<Occurrence, 'day' | 'skipped'>>(
  occurrences: readonly O[],
  meetings: readonly Called[],
  today: Day,
) {
  const away = (one: { day: Day }, other: { day: Day }) => Math.abs(daysBetween(one.day, other.day))
  const isAhead = ({ state, day }: Called) => state === 'open' || (state === 'scheduled' && day >= today)
  const answering = new Map<O, Called[]>()
  for (const meeting of meetings) {
    const [nearest] = occurrences
      .filter((each) => away(each, meeting) <= ANSWERS_WITHIN)
      .sort((a, b) => away(a, meeting) - away(b, meeting) || (a.day < b.day ? -1 : 1))
    if (nearest && !nearest.skipped) answering.set(nearest, [...(answering.get(nearest) ?? []), meeting])
  }
  return occurrences.map((occurrence) => {
    const rank = (meeting: Called) => (isHeld(meeting) ? 0 : isAhead(meeting) ? 1 : 2)
    const [meeting] = (answering.get(occurrence) ?? []).sort(
      (a, b) => rank(a) - rank(b) || away(a, occurrence) - away(b, occurrence) || (a.day + a.id < b.day + b.id ? -1 : 1),
    )
    const state = occurrence.skipped
      ? 'skipped'
      : meeting && isHeld(meeting)
        ? 'kept'
        : meeting && isAhead(meeting)
          ? 'scheduled'
          : occurrence.day < today
            ? 'missed'
            : 'proposed'
    return { occurrence, meeting: meeting?.id ?? null, state }
  })
}
