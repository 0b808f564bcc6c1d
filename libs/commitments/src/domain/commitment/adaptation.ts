/** What an adaptation makes of a promise that comes from a directive, and when one can be made: what was asked is kept beside it. */
import type { Bilingual, Day, Rule } from '@prasan/event-sourcing'
import { AdaptationComesBeforeTheDueDate, CommitmentCannotBeDueBeforeItIsMade, CommitmentMustBeOpen } from './rules.js'
import type { StepFact } from './shapes.js'

/** From when on and why a promise is other than what was asked; `title` where that is. */
export interface Adapted {
  readonly on: Day
  readonly reason: string
  readonly title?: Bilingual | undefined
}
interface Step {
  readonly from: Day
  readonly fact: StepFact<'adaptation'>
}
interface Before {
  readonly state: string
  readonly dueOn: Day
  readonly adapted: Adapted | null
}

/** Who adapts it takes it on. */
export function adaptedBy({ from, fact }: Step, { dueOn, adapted }: Before) {
  const { title = adapted?.title, reason } = fact
  return { owned: 'accepted' as const, dueOn: fact.dueOn ?? dueOn, adapted: { on: from, reason, ...(title && { title }) } }
}

/** The rule that an adaptation breaks where it stands, and the field. */
export function misadapted({ from, fact }: Step, { state, dueOn }: Before): readonly [Rule, string?] | undefined {
  if (state !== 'open') return [CommitmentMustBeOpen]
  if (from > dueOn) return [AdaptationComesBeforeTheDueDate, 'on']
  return from <= (fact.dueOn ?? dueOn) ? undefined : [CommitmentCannotBeDueBeforeItIsMade, 'dueOn']
}
