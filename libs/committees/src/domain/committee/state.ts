// What a committee's decisions, and the evidence of its meetings, need to remember, how its events change it, and how a day is read from it.
import {
  type Aggregate,
  type DataOf,
  type Day,
  type FilesOf,
  type Life,
  NO_CHARGE,
  VersionedMap,
  aliveOn,
  begins,
  canonical,
  charged,
  cut,
  eventsOf,
  inOrder,
  stepAt,
  withFile,
  withStated,
  withoutStated,
} from '@prasan/event-sourcing'
import { type BodyRules } from './body-rules.js'
import { DEFAULT_RULES, type Preset } from './presets.js'
import * as happened from './events.js'
import { NO_RHYTHM, type Rhythm, rhythmAfter } from './rhythm.js'
import { type Sat, type SeatState, indexOfStep, lifeOf, placeOf, placeOn, seated, stretchesOf } from './seat.js'
import type { MeetingNumber } from './shapes.js'

export type OrderState = Omit<DataOf<typeof happened.OrderIssued>, 'order'>
export type Mandate = DataOf<typeof happened.MandateDescribed>
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
      facts: DataOf<typeof happened.CommitteeEstablished>
      /** Oldest first, one a day. */
      mandates: readonly Mandate[]
      seats: VersionedMap<SeatState>
      /** By what it was created as, the seat that was so created last. */
      createdAs: VersionedMap<string>
      orders: Readonly<Record<string, OrderState>>
      /** Oldest first, one a day. */
      rules: readonly Adoption[]
      rhythm: Rhythm
      numbers: Readonly<Record<string, MeetingNumber>>
      released: readonly MeetingNumber[]
      /** By order. */
      files: FilesOf
      dissolved?: DataOf<typeof happened.CommitteeDissolved> | undefined
    }
export type Living = Exclude<CommitteeState, { is: 'unknown' }>

const events = eventsOf(happened)

const known = (state: CommitteeState, change: (state: Living) => Partial<Living>): CommitteeState =>
  state.is === 'unknown' ? state : { ...state, ...change(state) }
const withSeat = (state: CommitteeState, id: string, change: (seat: SeatState) => SeatState): CommitteeState =>
  known(state, ({ seats }) => {
    const seat = seats.get(id)
    return seat ? { seats: seats.with(id, change(seat)) } : {}
  })

const isOf =
  ({ person, from }: Sat) =>
  (sat: Sat): boolean =>
    sat.person === person && sat.from === from
/**
 * The order by which a seat ends on a day: the one that its event names, as long as it is of that day; or, where none does, the one that
 * replaces or revokes the seat's own from that day.
 */
const orderEnding = ({ orders }: Living, seat: SeatState, on: Day, named: string | undefined): string | undefined =>
  named !== undefined && orders[named]?.effectiveFrom === on
    ? named
    : Object.keys(orders).find((id) => {
        const { kind, target, effectiveFrom } = orders[id]!
        return kind !== 'amends' && effectiveFrom === on && target !== undefined && target === placeOn(seat, on).order
      })
const endsWith = (state: CommitteeState, { seat: id, ...gone }: { seat: string } & NonNullable<SeatState['gone']>) =>
  known(state, (body) => {
    const seat = body.seats.get(id)
    return seat
      ? {
          seats: body.seats.with(id, {
            ...seat,
            gone: { ...gone, order: orderEnding(body, seat, gone.on, gone.order ?? seat.gone?.order) },
          }),
        }
      : {}
  })

/** In place of the entry that is recorded so, the last where several are, another. */
function replaced<E>(entries: readonly E[], isMeant: (entry: E) => boolean, by: E): E[] {
  const at = entries.findLastIndex(isMeant)
  return entries.map((entry, i) => (i === at ? by : entry))
}
const without = <E>(entries: readonly E[], isMeant: (entry: E) => boolean): E[] => entries.filter((entry) => !isMeant(entry))

type Rhythms = typeof rhythmAfter
const ofRhythm = Object.fromEntries(
  Object.entries(rhythmAfter).map(([type, after]) => [
    type,
    (state: CommitteeState, data: never) => known(state, ({ rhythm }) => ({ rhythm: after(rhythm, data) })),
  ]),
) as { [T in keyof Rhythms]: (state: CommitteeState, data: Parameters<Rhythms[T]>[1]) => CommitteeState }

export const committee: Aggregate<CommitteeState, typeof events> = {
  category: 'committee',
  events,
  initial: { is: 'unknown' },
  onDay(state, day, id) {
    if (state.is === 'unknown') return {}
    const until = state.dissolved?.on
    const body = chaptersOf(state.facts, state.mandates, until).find((each) => aliveOn(each, day))
    const there: Record<string, Record<string, unknown>> = body ? { [id]: body.values } : {}
    for (const [order, { number, kind, date, effectiveFrom, target = null }] of Object.entries(state.orders)) {
      const end = endOfOrder(Object.values(state.orders), order) ?? null
      there[order] = { committee: id, number, kind, date, effectiveFrom, target, until: end }
    }
    for (const [seat, facts] of state.seats) {
      const stretch = stretchesOf(facts, until).find((each) => aliveOn(each, day))
      if (stretch) there[seat] = { committee: id, ...stretch.values }
    }
    return there
  },
  evolve: {
    CommitteeEstablished: (_, facts) => ({
      is: 'established',
      facts,
      mandates: [],
      seats: VersionedMap.of(),
      createdAs: VersionedMap.of(),
      orders: {},
      rules: [],
      rhythm: NO_RHYTHM,
      numbers: {},
      released: [],
      files: {},
    }),
    CommitteeCorrected: (state, { reason: _, ...facts }) => known(state, () => ({ facts })),
    MandateDescribed: (state, step) => known(state, ({ mandates }) => ({ mandates: withStated(mandates, step) })),
    MandateCorrected: (state, { recordedFrom, mandate, from }) =>
      known(state, ({ mandates }) => ({ mandates: withStated(withoutStated(mandates, recordedFrom), { mandate, from }) })),
    MandateReversed: (state, { recordedFrom }) => known(state, ({ mandates }) => ({ mandates: withoutStated(mandates, recordedFrom) })),
    OrderIssued: (state, { order, ...facts }) => known(state, ({ orders }) => ({ orders: { ...orders, [order]: facts } })),
    OrderCorrected: (state, { order, reason: _, ...facts }) => known(state, ({ orders }) => ({ orders: { ...orders, [order]: facts } })),
    FileAttachedToOrder: (state, file) => known(state, ({ files }) => ({ files: withFile(files, file.order, file) })),
    FileOfOrderCorrected: (state, file) => known(state, ({ files }) => ({ files: withFile(files, file.order, file) })),
    RulesAdopted: (state, adopted) => known(state, ({ rules }) => ({ rules: withStated(rules, adopted) })),
    RulesCorrected: (state, { recordedFrom, reason: _, ...adopted }) =>
      known(state, ({ rules }) => ({ rules: withStated(withoutStated(rules, recordedFrom), adopted) })),
    RulesReversed: (state, { recordedFrom }) => known(state, ({ rules }) => ({ rules: withoutStated(rules, recordedFrom) })),
    ...ofRhythm,
    SeatCreated: (state, { seat, order, ...created }) =>
      known(state, ({ seats, createdAs }) => ({
        seats: seats.with(
          seat,
          seated({ places: [{ ...placeOf(created), order }], sent: [], alternates: [], appointed: [], vacated: [], ...NO_CHARGE }),
        ),
        createdAs: createdAs.with(canonical(placeOf(created)), seat),
      })),
    SeatChanged: (state, { seat: id, order, ...changed }) =>
      withSeat(state, id, (seat) => {
        const before = stepAt(seat.places, changed.from) ?? seat.places[0]!
        const sent = seat.sent.map((sat) => (sat.until === changed.from ? { ...sat, leftWithIt: true } : sat))
        return seated({ ...seat, sent, places: inOrder([...seat.places, { ...placeOf(changed), order: order ?? before.order }]) })
      }),
    SeatCorrected: (state, { seat: id, reason: _, stepOn, ...corrected }) =>
      withSeat(state, id, (seat) => {
        const at = indexOfStep(seat, stepOn)
        const place = { ...placeOf(corrected), order: seat.places[at]!.order }
        return seated({ ...seat, places: inOrder(seat.places.map((each, i) => (i === at ? place : each))) })
      }),
    SeatChangeReversed: (state, { seat: id, from }) =>
      withSeat(state, id, (seat) => {
        const [created, ...changes] = seat.places
        return seated({ ...seat, places: [created!, ...without(changes, (place) => place.from === from)] })
      }),
    RepresentativeNamed: (state, { seat: id, person, from, until }) =>
      withSeat(state, id, (seat) => {
        const others = until === undefined ? seat.sent.filter((sent) => sent.person !== person || sent.until) : seat.sent
        return { ...seat, sent: inOrder([...others, { person, from, until }]) }
      }),
    RepresentativeWithdrawn: (state, { seat: id, person, on }) =>
      withSeat(state, id, (seat) => {
        const theirs = seat.sent.filter((sent) => sent.person === person)
        const meant = theirs.find((sent) => aliveOn(sent, on)) ?? theirs.find((sent) => !sent.until)
        return { ...seat, sent: seat.sent.map((sent) => (sent === meant ? { ...sent, until: on } : sent)) }
      }),
    RepresentativeCorrected: (state, { seat: id, recorded, person, from, until }) =>
      known(state, ({ seats, orders }) => {
        const seat = seats.get(id)
        if (!seat) return {}
        const withAChange = seat.places.some((place) => [place.from, orders[place.order ?? '']?.effectiveFrom].includes(until))
        const leftWithIt = withAChange && seat.sent.findLast(isOf(recorded))?.leftWithIt
        return {
          seats: seats.with(id, {
            ...seat,
            sent: inOrder(replaced(seat.sent, isOf(recorded), { person, from, until, ...(leftWithIt && { leftWithIt }) })),
          }),
        }
      }),
    RepresentativeReversed: (state, { seat: id, recorded }) =>
      withSeat(state, id, (seat) => ({ ...seat, sent: without(seat.sent, isOf(recorded)) })),
    AlternateNamed: (state, { seat: id, ...named }) =>
      withSeat(state, id, (seat) => ({ ...seat, alternates: inOrder([...seat.alternates, named]) })),
    AlternateWithdrawn: (state, { seat: id, person, on: until }) =>
      withSeat(state, id, (seat) => ({
        ...seat,
        alternates: seat.alternates.map((each) => (each.person === person && aliveOn(each, until) ? { ...each, until } : each)),
      })),
    AlternateCorrected: (state, { seat: id, recorded, reason: _, ...named }) =>
      withSeat(state, id, (seat) => ({ ...seat, alternates: inOrder(replaced(seat.alternates, isOf(recorded), named)) })),
    AlternateReversed: (state, { seat: id, recorded }) =>
      withSeat(state, id, (seat) => ({ ...seat, alternates: without(seat.alternates, isOf(recorded)) })),
    ExpertAppointed: (state, { seat: id, ...appointed }) =>
      withSeat(state, id, (seat) => seated({ ...seat, appointed: inOrder([...seat.appointed, appointed]) })),
    ExpertAppointmentCorrected: (state, { seat: id, recorded, reason: _, ...appointed }) =>
      withSeat(state, id, (seat) => seated({ ...seat, appointed: inOrder(replaced(seat.appointed, isOf(recorded), appointed)) })),
    ExpertAppointmentReversed: (state, { seat: id, recorded }) =>
      withSeat(state, id, (seat) => seated({ ...seat, appointed: without(seat.appointed, isOf(recorded)) })),
    SeatVacated: (state, { seat: id, on, reason, cause }) =>
      withSeat(state, id, (seat) => ({ ...seat, vacated: [...seat.vacated, { on, reason, cause }] })),
    VacancyCorrected: (state, { seat: id, recordedOn, on, reason, cause }) =>
      withSeat(state, id, (seat) => ({
        ...seat,
        vacated: replaced(seat.vacated, (vacancy) => vacancy.on === recordedOn, { on, reason, cause }),
      })),
    VacancyReversed: (state, { seat: id, on }) =>
      withSeat(state, id, (seat) => ({ ...seat, vacated: without(seat.vacated, (vacancy) => vacancy.on === on) })),
    SeatAbolished: endsWith,
    SeatAbolitionCorrected: (state, { reason: _, ...gone }) => endsWith(state, gone),
    SeatAbolitionReversed: (state, { seat: id }) => withSeat(state, id, ({ gone: _, ...seat }) => seat),
    SeatDutiesDescribed: (state, { seat, ...step }) => withSeat(state, seat, (was) => ({ ...was, ...charged.described(was, step) })),
    SeatDutiesCorrected: (state, { seat, recordedFrom, reason: _, ...step }) =>
      withSeat(state, seat, (was) => ({ ...was, ...charged.corrected(was, recordedFrom, step) })),
    SeatDutiesReversed: (state, { seat, recordedFrom }) =>
      withSeat(state, seat, (was) => ({ ...was, ...charged.reversed(was, recordedFrom) })),
    SeatDutiesAcknowledged: (state, { seat, person: by, ...rest }) =>
      withSeat(state, seat, (was) => ({ ...was, ...charged.acknowledged(was, { by, ...rest }) })),
    SeatDutiesAcknowledgementCorrected: (state, { seat, person: by, recordedOn, reason: _, ...rest }) =>
      withSeat(state, seat, (was) => ({ ...was, ...charged.acknowledgedOtherwise(was, recordedOn, { by, ...rest }) })),
    SeatDutiesAcknowledgementReversed: (state, { seat, person: by, recordedOn: on }) =>
      withSeat(state, seat, (was) => ({ ...was, ...charged.neverAcknowledged(was, { by, on }) })),
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
    CommitteeDissolved: (state, dissolved) => known(state, () => ({ dissolved })),
    DissolutionCorrected: (state, { reason: _, ...dissolved }) => known(state, () => ({ dissolved })),
    DissolutionReversed: (state) => known(state, () => ({ dissolved: undefined })),
  },
}

const same = (a: MeetingNumber, b: MeetingNumber) =>
  a.numbering === b.numbering && (a.numbering === 'cumulative' ? a.running === b.running : a.year === b.year && a.number === b.number)

/** What is told of the body itself, by its stream or by a row of the view. */
type Told = { readonly [K in keyof DataOf<typeof happened.CommitteeEstablished>]: DataOf<typeof happened.CommitteeEstablished>[K] | null }

/** What the body is under the names of the view's columns from each day on which something changed, oldest first. */
export const chaptersOf = (
  { from, name, type, area = null, parent = null, legalBasis = null }: Told,
  mandates: readonly Mandate[],
  until: Day | undefined,
) =>
  cut({ from, until }, mandates.map(begins)).map(({ day, ...days }) => ({
    ...days,
    values: { name: name!, type: type!, area, parent, legalBasis, mandate: stepAt(mandates, day)?.mandate ?? null },
  }))

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
