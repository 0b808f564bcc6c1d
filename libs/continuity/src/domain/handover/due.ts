/** When a post is handed over: as often as somebody leaves it, and again when somebody comes after nobody held it. */
import { type PostState, assignmentsOf, firstToAnswer } from '@prasan/directory/contract'
import { type Day, addDays, aliveOn, derivedId } from '@prasan/event-sourcing'

export interface Due {
  readonly id: string
  readonly occasion: 'end' | 'vacancy'
  readonly assignment: string
  readonly leaver?: string | undefined
  readonly on: Day
}

/** One for each occasion of an assignment, whenever it is recorded. */
export const handoverId = (post: string, assignment: string, occasion: Due['occasion']): string =>
  `handover-${derivedId('handover', post, assignment, occasion)}`

/** The handovers of a post as it is held, in the order of their days: at most one a day, of whoever answered until then. */
export function handoversDue(state: PostState, post: string): Due[] {
  const held = assignmentsOf(state).flatMap(({ id, part, from, until, there }) =>
    there ? [{ id, ...part, from: from ?? undefined, until: until ?? undefined }] : [],
  )
  const on = (day: Day) => held.filter((each) => aliveOn(each, day))
  const daysOf = (days: readonly (Day | undefined)[]) => [...new Set(days.filter((day) => day !== undefined))]
  const due = ({ id: assignment, person }: (typeof held)[number], occasion: Due['occasion'], day: Day): Due => ({
    ...{ id: handoverId(post, assignment, occasion), occasion, assignment, on: day },
    ...(occasion === 'end' && { leaver: person }),
  })
  const ends = daysOf(held.map(({ until }) => until)).flatMap((day) => {
    const stays = new Set(on(day).map(({ person }) => person))
    const first = firstToAnswer(held.filter(({ until, person }) => until === day && !stays.has(person)))
    return first ? [due(first, 'end', day)] : []
  })
  const beginnings = daysOf(held.map(({ from }) => from)).flatMap((day) => {
    const first = firstToAnswer(held.filter(({ from }) => from === day))
    const wasHeld = held.some(({ until }) => until !== undefined && until < day)
    return first && wasHeld && on(addDays(day, -1)).length === 0 ? [due(first, 'vacancy', day)] : []
  })
  return [...ends, ...beginnings].sort((a, b) => (a.on < b.on ? -1 : 1))
}
