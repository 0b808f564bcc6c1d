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

/** Half a quarter, in days. */
export const ANSWERS_WITHIN = 45

/** A meeting that was not cancelled, in its state on the day asked about. */
export interface Called {
  readonly id: string
  readonly day: Day
  readonly state: string
}
const isHeld = ({ state }: Called) => state === 'held' || state === 'minuted'

/**
 * A meeting answers to the occurrence nearest to its day, the earlier of two as near: no further than half the way from that one to the further of
 * its neighbours, nor than `ANSWERS_WITHIN` days, not before the first day of its rhythm, and to none where it is skipped. Of several that answer
 * to one, the one that was held with a quorum counts, then one still to come, then the nearest, then the first.
 */
export function answered<O extends Pick<Occurrence, 'day' | 'skipped' | 'by'>>(
  /** In the order of their days, those up to twice `ANSWERS_WITHIN` around the ones that are asked for among them. */
  occurrences: readonly O[],
  meetings: readonly Called[],
  today: Day,
) {
  const away = (one: { day: Day }, other: { day: Day }) => Math.abs(daysBetween(one.day, other.day))
  const isAhead = ({ state, day }: Called) => state === 'open' || (state === 'scheduled' && day >= today)
  const reachOf = (i: number) => {
    const gaps = [occurrences[i - 1], occurrences[i + 1]].flatMap((other) => (other ? away(other, occurrences[i]!) : []))
    return Math.min(ANSWERS_WITHIN, gaps.length > 0 ? Math.max(...gaps) / 2 : ANSWERS_WITHIN)
  }
  const answering = new Map<O, Called[]>()
  for (const meeting of meetings) {
    const distances = occurrences.map((each) => away(each, meeting))
    const at = distances.indexOf(Math.min(...distances))
    const nearest = occurrences[at]
    if (!nearest || nearest.skipped || meeting.day < nearest.by.from || distances[at]! > reachOf(at)) continue
    answering.set(nearest, [...(answering.get(nearest) ?? []), meeting])
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
