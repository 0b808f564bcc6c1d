// What is written down of the bodies as a meeting opens, and again where another day or other bodies turn out to be the right ones.
import { type Day, type Life, addDays } from '@prasan/event-sourcing'
import type { MeetingFacts, Opened } from './state.js'

/** The meeting without quorum that this one repeats, and the days within which it may. */
export interface Recall {
  readonly withinDays: number
  readonly inquorate: boolean
  readonly on: Day
}
export const recalledInTime = (recall: Recall | undefined, on: Day): boolean =>
  recall !== undefined && recall.inquorate && on > recall.on && on <= addDays(recall.on, recall.withinDays)

/** Roster, occupants and rules of the day, read from the streams of the bodies and of the posts that have seats. */
export interface DayEvidence extends Pick<Opened, 'bodies' | 'roster' | 'posts'> {
  readonly noticeDays: number
  /** The days of each body. */
  readonly lives: readonly Life[]
  readonly recall?: (Recall & { readonly numerator: number; readonly denominator: number }) | undefined
}

/** What is written down; one third is enough where the notice of a recalled meeting said so. */
export function writtenDown({ bodies, roster, posts, recall }: DayEvidence, { notice }: Pick<MeetingFacts, 'notice'>, on: Day) {
  const recalled = notice?.oneThird === true && recalledInTime(recall, on)
  const withOneThird = ({ rules, ...body }: Opened['bodies'][number]) => ({
    ...body,
    rules: { ...rules, quorum: { ...rules.quorum, numerator: recall!.numerator, denominator: recall!.denominator } },
  })
  return { bodies: recalled ? bodies.map(withOneThird) : bodies, roster, posts, ...(recalled && { recalled }) }
}
