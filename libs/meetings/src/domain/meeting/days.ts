// What a meeting, its items and its resolutions are on a day.
import type { Day } from '@prasan/event-sourcing'
import type { Item, MeetingFacts } from './facts.js'

/** What the days of a meeting depend on. */
export interface Sitting {
  readonly day: string
  readonly sitting: 'open' | 'closed' | null
  readonly inquorate: boolean
  readonly cancelledOn: string | null
  readonly minutedOn: string | null
}
/** A meeting is scheduled until its day, however late it was recorded; cancelled from the day on which that was recorded, or from its own if that came first. */
export function stateOn({ day, sitting, inquorate, cancelledOn, minutedOn }: Sitting, on: string) {
  if (cancelledOn !== null && cancelledOn <= on) return 'cancelled'
  if (sitting === null || on < day) return 'scheduled'
  if (minutedOn !== null && minutedOn <= on) return 'minuted'
  return sitting === 'open' ? 'open' : inquorate ? 'inquorate' : 'held'
}
/** What is resolved is discussed, also where nobody wrote down what was said. */
export const itemStateOn = (
  { left, discussed }: { left: NonNullable<Item['left']> | null; discussed: boolean },
  meeting: Day,
  on: string,
) => left ?? (discussed && meeting <= on ? 'discussed' : 'listed')

const sittingOf = ({ is, called, cancelledOn, inquorate = false, minutes }: MeetingFacts): Sitting => ({
  ...{ day: called.on, inquorate, cancelledOn: cancelledOn ?? null, minutedOn: minutes?.certified?.on ?? null },
  sitting: is === 'open' ? 'open' : is === 'held' ? 'closed' : null,
})

/** The meeting and its parts as they are on the day, each by its id. */
export function partsOn(facts: MeetingFacts, day: Day, id: string): Record<string, Record<string, unknown>> {
  const { called, items, resolutions } = facts
  const resolved = new Set(Object.values(resolutions).map(({ decision }) => decision.item))
  const parts: Record<string, Record<string, unknown>> = {}
  for (const [item, { section, number, left = null, discussion }] of Object.entries(items)) {
    const discussed = discussion !== undefined || resolved.has(item)
    parts[item] = { meeting: id, section, number, state: itemStateOn({ left, discussed }, called.on, day) }
  }
  if (called.on <= day)
    for (const [resolution, { number, decision }] of Object.entries(resolutions))
      parts[resolution] = { meeting: id, day: called.on, number, kind: decision.kind }
  return { [id]: { day: called.on, host: called.bodies[0], state: stateOn(sittingOf(facts), day) }, ...parts }
}
