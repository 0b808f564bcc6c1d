// What a committee's decisions, and the evidence of its meetings, need to remember.
import { type Aggregate, type DataOf, type FilesOf, VersionedMap, withFile } from '@prasan/event-sourcing'
import { type BodyRules, DEFAULT_RULES } from './body-rules.js'
import {
  CommitteeCorrected,
  CommitteeDissolved,
  CommitteeEstablished,
  ExpertAppointed,
  FileAttachedToOrder,
  MeetingNumberReleased,
  MeetingNumbered,
  type MeetingNumber,
  OrderCorrected,
  OrderIssued,
  type Place,
  RepresentativeNamed,
  RepresentativeWithdrawn,
  RulesAdopted,
  SeatAbolished,
  SeatChanged,
  SeatCorrected,
  SeatCreated,
  SeatVacated,
} from './events.js'

/** Somebody in a seat from a day (undefined: since before the record begins) until a day. */
export interface Sat {
  readonly person: string
  readonly from?: string | undefined
  readonly until?: string | undefined
}
/** A seat as it is from a day on, and the order by which it is so. */
export type PlaceState = Place & { readonly from?: string | undefined; readonly order?: string | undefined }
export interface SeatState {
  /** The seat as it was created and each time it changed, oldest first. */
  readonly places: readonly PlaceState[]
  readonly order?: string | undefined
  readonly sent: readonly Sat[]
  /** Experts appointed since the seat was created. */
  readonly appointed: readonly Sat[]
  /** Those and the experts whom the places name, oldest first. */
  readonly experts: readonly Sat[]
  readonly vacated: readonly string[]
  readonly gone?: string
}
export type OrderState = Omit<DataOf<typeof OrderIssued>, 'order'> & { readonly ended?: string }

export type CommitteeState =
  | { is: 'unknown' }
  | {
      is: 'established' | 'dissolved'
      seats: VersionedMap<SeatState>
      orders: Readonly<Record<string, OrderState>>
      rules: readonly { readonly from?: string | undefined; readonly rules: BodyRules }[]
      numbers: Readonly<Record<string, MeetingNumber>>
      released: readonly MeetingNumber[]
      /** By order. */
      files: FilesOf
      dissolvedOn?: string
    }
type Established = Exclude<CommitteeState, { is: 'unknown' }>

const events = [
  CommitteeEstablished,
  CommitteeCorrected,
  OrderIssued,
  OrderCorrected,
  FileAttachedToOrder,
  RulesAdopted,
  SeatCreated,
  SeatChanged,
  SeatCorrected,
  RepresentativeNamed,
  RepresentativeWithdrawn,
  ExpertAppointed,
  SeatVacated,
  SeatAbolished,
  MeetingNumbered,
  MeetingNumberReleased,
  CommitteeDissolved,
] as const

const begins = (fact: { readonly from?: string | undefined }) => fact.from ?? ''
const inOrder = <F extends { readonly from?: string | undefined }>(facts: readonly F[]): F[] =>
  [...facts].sort((a, b) => (begins(a) < begins(b) ? -1 : begins(a) > begins(b) ? 1 : 0))
/** The last fact that began on or before the day. */
export const lastOn = <F extends { readonly from?: string | undefined }>(facts: readonly F[], day: string): F | undefined =>
  facts.findLast((fact) => begins(fact) <= day)

const known = (state: CommitteeState, change: (state: Established) => Partial<Established>): CommitteeState =>
  state.is === 'unknown' ? state : { ...state, ...change(state) }
const withSeat = (state: CommitteeState, id: string, change: (seat: SeatState) => SeatState): CommitteeState =>
  known(state, ({ seats }) => {
    const seat = seats.get(id)
    return seat ? { seats: seats.with(id, change(seat)) } : {}
  })
const withOrder = (state: CommitteeState, id: string, change: Partial<OrderState>): CommitteeState =>
  known(state, ({ orders }) => (orders[id] ? { orders: { ...orders, [id]: { ...orders[id], ...change } } } : {}))

export const placeOf = ({
  number,
  office,
  title,
  kind,
  constituency,
  votes,
  countsForQuorum,
  from,
}: Place & { from?: string | undefined }) => ({
  ...{ number, office, kind, from },
  ...(title && { title }),
  ...(constituency !== undefined && { constituency }),
  ...(votes !== undefined && { votes }),
  ...(countsForQuorum !== undefined && { countsForQuorum }),
})
/** A place that names the expert already sitting for the same term begins no other. */
function expertsOf({ places, appointed }: Pick<SeatState, 'places' | 'appointed'>): Sat[] {
  const named = places.flatMap(({ kind, from }) =>
    'expert' in kind ? [{ person: kind.expert.person, from, until: kind.expert.until, again: true }] : [],
  )
  return inOrder([...named, ...appointed.map((sat) => ({ ...sat, again: false }))]).reduce<Sat[]>((experts, { again, ...sat }) => {
    const sitting = experts.at(-1)
    return again && sitting?.person === sat.person && sitting.until === sat.until ? experts : [...experts, sat]
  }, [])
}
const seated = (seat: Omit<SeatState, 'experts'>): SeatState => ({ ...seat, experts: expertsOf(seat) })

export const committee: Aggregate<CommitteeState, typeof events> = {
  category: 'committee',
  events,
  initial: { is: 'unknown' },
  evolve: {
    CommitteeEstablished: () => ({
      is: 'established',
      seats: VersionedMap.of(),
      orders: {},
      rules: [],
      numbers: {},
      released: [],
      files: {},
    }),
    CommitteeCorrected: (state) => state,
    OrderIssued: (state, { order, ...facts }) => {
      const issued = known(state, ({ orders }) => ({ orders: { ...orders, [order]: facts } }))
      const ends = facts.target && (facts.kind === 'replaces' || facts.kind === 'revokes')
      return ends ? withOrder(issued, facts.target!, { ended: facts.effectiveFrom }) : issued
    },
    OrderCorrected: (state, { order, reason: _, ...facts }) => withOrder(state, order, facts),
    FileAttachedToOrder: (state, file) => known(state, ({ files }) => ({ files: withFile(files, file.order, file) })),
    RulesAdopted: (state, { rules, from }) => known(state, (s) => ({ rules: inOrder([...s.rules, { rules, from }]) })),
    SeatCreated: (state, { seat, order, ...created }) =>
      known(state, ({ seats }) => ({
        seats: seats.with(seat, seated({ places: [{ ...placeOf(created), order }], order, sent: [], appointed: [], vacated: [] })),
      })),
    SeatChanged: (state, { seat: id, order, ...changed }) =>
      withSeat(state, id, ({ order: before, ...seat }) =>
        seated({
          ...seat,
          order: order ?? before,
          places: inOrder([...seat.places, { ...placeOf(changed), order: order ?? before }]),
        }),
      ),
    SeatCorrected: (state, { seat: id, reason: _, ...corrected }) =>
      withSeat(state, id, (seat) =>
        seated({
          ...seat,
          places: inOrder([...seat.places.slice(0, -1), { ...placeOf(corrected), order: seat.places.at(-1)!.order }]),
        }),
      ),
    RepresentativeNamed: (state, { seat: id, person, from }) =>
      withSeat(state, id, (seat) => {
        const others = seat.sent.filter((sent) => sent.person !== person || sent.until)
        return { ...seat, sent: inOrder([...others, { person, from }]) }
      }),
    RepresentativeWithdrawn: (state, { seat: id, person, on }) =>
      withSeat(state, id, (seat) => ({
        ...seat,
        sent: seat.sent.map((sent) => (sent.person === person && !sent.until ? { ...sent, until: on } : sent)),
      })),
    ExpertAppointed: (state, { seat: id, person, from, until }) =>
      withSeat(state, id, (seat) => seated({ ...seat, appointed: inOrder([...seat.appointed, { person, from, until }]) })),
    SeatVacated: (state, { seat: id, on }) => withSeat(state, id, (seat) => ({ ...seat, vacated: [...seat.vacated, on].sort() })),
    SeatAbolished: (state, { seat: id, on }) => withSeat(state, id, (seat) => ({ ...seat, gone: on })),
    MeetingNumbered: (state, { meeting, ...number }) =>
      known(state, ({ numbers, released }) => ({
        numbers: { ...numbers, [meeting]: number },
        released: released.filter((free) => !same(free, number)),
      })),
    MeetingNumberReleased: (state, { meeting, ...number }) =>
      known(state, ({ numbers, released }) => ({
        numbers: Object.fromEntries(Object.entries(numbers).filter(([id]) => id !== meeting)),
        released: [...released, number],
      })),
    CommitteeDissolved: (state, { on }) => known(state, () => ({ is: 'dissolved', dissolvedOn: on })),
  },
}

const same = (a: MeetingNumber, b: MeetingNumber) =>
  a.numbering === b.numbering && (a.numbering === 'cumulative' ? a.running === b.running : a.year === b.year && a.number === b.number)

/** The rules that bind the body on a day; those of the Administrative Procedure Act where it has adopted none. */
export const rulesOn = (state: CommitteeState, day: string): BodyRules =>
  (state.is !== 'unknown' && lastOn(state.rules, day)?.rules) || DEFAULT_RULES
