// The chain of those to whom work on a promise was given on.
import type { Day } from '@prasan/event-sourcing'

/** Work on a promise that whoever has it gave on: the links of a chain that begins with the owner. */
export interface Delegated {
  readonly to: string
  readonly by: string
  readonly since: Day
  /** Which part; all of it where null. */
  readonly what: string | null
  readonly dueOn: Day | null
}

/** Without the link to whoever has it no longer, and without what hangs on that. */
export function without(to: string, links: readonly Delegated[]): Delegated[] {
  const below = links.filter(({ by }) => by === to)
  return below.reduce<Delegated[]>(
    (left, each) => without(each.to, left),
    links.filter((each) => each.to !== to),
  )
}

/** What was delegated stays so under another owner, whose own the first links of the chain are then. */
export const passedOn = (links: readonly Delegated[], from: string, to: string): Delegated[] =>
  links.flatMap((each) => (each.to === to ? [] : [each.by === from ? { ...each, by: to } : each]))
