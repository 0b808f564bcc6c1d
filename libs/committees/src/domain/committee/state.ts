// What a committee's decisions, and the evidence of its meetings, need to remember, and how a day is read from it.
import { type DataOf, type Day, type FilesOf, type Life, type VersionedMap, stepAt } from '@prasan/event-sourcing'
import { type BodyRules, DEFAULT_RULES, type Preset } from './body-rules.js'
import type { CommitteeDissolved, CommitteeEstablished, OrderIssued } from './events.js'
import { type SeatState, lifeOf } from './seat.js'
import type { MeetingNumber } from './shapes.js'

export type OrderState = Omit<DataOf<typeof OrderIssued>, 'order'>
/** What the body works by from a day on. */
export interface Adoption {
  readonly from?: Day | undefined
  readonly preset?: Preset | undefined
  readonly rules: BodyRules
}

export type CommitteeState =
  | { is: 'unknown' }
  | {
      is: 'established'
      facts: DataOf<typeof CommitteeEstablished>
      seats: VersionedMap<SeatState>
      /** By what it was created as, the seat that was so created last. */
      createdAs: VersionedMap<string>
      orders: Readonly<Record<string, OrderState>>
      /** Oldest first, one a day. */
      rules: readonly Adoption[]
      numbers: Readonly<Record<string, MeetingNumber>>
      released: readonly MeetingNumber[]
      /** By order. */
      files: FilesOf
      dissolved?: DataOf<typeof CommitteeDissolved> | undefined
    }
export type Living = Exclude<CommitteeState, { is: 'unknown' }>

/** The first day on which an order is no longer in force: the one from which another replaces or revokes it. */
export const endOfOrder = (
  orders: Iterable<{ readonly kind: string; readonly target?: string | null | undefined; readonly effectiveFrom: Day }>,
  id: string,
): Day | undefined =>
  [...orders]
    .filter(({ kind, target }) => target === id && (kind === 'replaces' || kind === 'revokes'))
    .map(({ effectiveFrom }) => effectiveFrom)
    .sort()[0]

/** The rules that bind the body on a day; those of the Administrative Procedure Act where it has adopted none. */
export const rulesOn = (state: CommitteeState, day: Day): BodyRules =>
  (state.is !== 'unknown' && stepAt(state.rules, day)?.rules) || DEFAULT_RULES

/** The days of a body, as far as they are recorded. */
export const lifeOfBody = (state: CommitteeState): Life =>
  state.is === 'unknown' ? {} : { from: state.facts.from, until: state.dissolved?.on }

/** The days of one of its seats; one whose beginning is not known begins with the body, one that it does not have is not known at all. */
export function lifeOfSeat(state: CommitteeState, id: string): Life {
  const seat = state.is === 'unknown' ? undefined : state.seats.get(id)
  if (!seat) return {}
  const { from, until } = lifeOfBody(state)
  const life = lifeOf(seat, until)
  return { from: life.from ?? from, until: life.until }
}
