// What a decision asks of the state before anything else.
import { type Day, type Life, hasBegun, hasDays, hasEnded, requireThat } from '@prasan/event-sourcing'
import type { Attended } from './attended.js'
import * as rules from './rules.js'
import type { Item, MeetingFacts, MeetingState, Opened } from './state.js'

/** @throws RuleRefused */
export function scheduled(state: MeetingState): MeetingFacts {
  requireThat(state.is === 'scheduled', rules.MeetingMustNotBeOver)
  return state
}

/** @throws RuleRefused when the minutes are certified */
export function uncertified(state: MeetingState): MeetingFacts {
  requireThat(state.is !== 'unknown' && !state.minutes?.certified, rules.CertifiedMinutesChangeOnlyByCorrection)
  return state
}

/** @throws RuleRefused */
export function open(state: MeetingState): MeetingFacts & { opened: Opened } {
  requireThat(state.is === 'open' && state.opened, rules.MeetingMustBeOpen)
  return { ...state, opened: state.opened }
}

/** A meeting that was opened and whose minutes are not certified yet. @throws RuleRefused */
export function opened(state: MeetingState): MeetingFacts & { opened: Opened } {
  const facts = uncertified(state)
  requireThat(facts.opened, rules.MeetingMustBeOpened)
  return { ...facts, opened: facts.opened }
}

/** @throws RuleRefused */
export function requireItem({ items }: MeetingFacts, id: string | undefined): void {
  requireThat(id === undefined || (items[id] && items[id].left === undefined), rules.AgendaItemMustBeOfTheMeeting, 'item')
}

/** Whether an item is, or was, on the agenda: a proposal that waits or is parked has no number of its own. */
export const wasListed = ({ left }: Item): boolean => left !== 'proposed' && left !== 'parked'
/** The number after the last of a section; those of items that left it are not given again, for minutes name these too. */
export const nextNumberIn = (items: MeetingFacts['items'], section: number): number =>
  Math.max(0, ...Object.values(items).flatMap((item) => (item.section === section && wasListed(item) ? [item.number] : []))) + 1

/** A time that is not known breaks no rule. @throws RuleRefused */
export function requireInOrder(begins: string | undefined, ends: string | undefined, field: string): void {
  requireThat(hasDays({ from: begins, until: ends }), rules.MeetingEndsAfterItBegins, field)
}

interface Times {
  readonly opened?: { readonly at?: string | undefined } | undefined
  readonly closedAt?: string | undefined
  readonly attendance: Readonly<Record<string, Pick<Attended, 'there'>>>
  readonly resolutions: Readonly<Record<string, { readonly at?: string | undefined }>>
}

/** Who comes for the opening may be there before it. A time that is not known breaks no rule. @throws RuleRefused */
export function requireInSitting({ opened, closedAt: closing = '24:00', attendance, resolutions }: Times, field: string): void {
  const { at: opening = '00:00' } = opened ?? {}
  const there = Object.values(attendance).flatMap((entry) => entry.there)
  requireThat(
    there.every(({ from = opening, to = closing }) => from < closing && opening < to && to <= closing) &&
      Object.values(resolutions).every(({ at = opening }) => opening <= at && at <= closing),
    rules.TimesLieWithinTheSitting,
    field,
  )
}

/** @throws RuleRefused where a body had not begun on the day, or was dissolved by then */
export function requireBodies(lives: readonly Life[], on: Day, field = ''): void {
  for (const life of lives) {
    requireThat(hasBegun(life, on), rules.BodyMustHaveBegunOnTheDay, field)
    requireThat(!hasEnded(life, on), rules.BodyMustNotBeDissolvedOnTheDay, field)
  }
}

/** The entries of a person. @throws RuleRefused when there is none */
export function entriesOf({ attendance }: MeetingFacts, person: string): Attended[] {
  const entries = Object.values(attendance).filter((entry) => entry.person === person)
  requireThat(entries.length > 0, rules.AttendanceMustBeKnown, 'person')
  return entries
}
