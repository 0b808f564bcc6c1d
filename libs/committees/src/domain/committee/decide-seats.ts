// Decisions about seats: that they are, what they are, that they end.
import { type Context, type Day, type Owners, begins, canonical, command, described, ends, requireThat, same } from '@prasan/event-sourcing'
import {
  RepresentativeWithdrawn,
  SeatAbolished,
  SeatAbolitionCorrected,
  SeatAbolitionReversed,
  SeatChangeReversed,
  SeatChanged,
  SeatCorrected,
  SeatCreated,
} from './events.js'
import { heldIn, heldBetween, judgeOffices } from './offices.js'
import {
  OrderMustBeOfTheCommittee,
  SeatCannotEndBeforeItBegins,
  SeatChangesKeepTheirOrder,
  SeatHasNoSuchChange,
  SeatIsRecordedOnce,
  SeatMustBeAbolished,
  SuccessorMustBeAnother,
  livingOn,
  requireNamed,
  seatOf,
  seatOn,
} from './rules.js'
import { type PlaceState, type SeatState, indexOfStep, placeOf, placeOn, senderOf } from './seat.js'
import { type Place, abolition, from, order, place, reason, seat, since, stepOn, until } from './shapes.js'
import { type CommitteeState, type Living, committee } from './state.js'

const requireOrder = (state: Living, id: string | undefined) =>
  requireThat(id === undefined || state.orders[id], OrderMustBeOfTheCommittee, 'order')

/** Whether no seat was created that is the same in all, and still is by the record. */
function isNew({ seats, createdAs }: Living, facts: PlaceState): boolean {
  const as = canonical(placeOf(facts))
  const [created] = seats.get(createdAs.get(as) ?? '')?.places ?? []
  return !created || canonical(placeOf(created)) !== as
}

export const CreateSeat = command(
  'CreateSeat',
  committee,
  { ...place, from, until, order: order.optional() },
  {
    doc: described(
      'ตั้งที่นั่งตามลำดับเลข ซึ่งเป็นลำดับตามพิธีการ ระบุ `until` เมื่อทราบแล้วว่าสิ้นสุดวันใด',
      'Creates a numbered seat; the number is its place in the protocol order. `until`: where it is known already that it ended.',
      'CommitteeMustNotBeDissolved, CommitteeMustHaveBegun, OrderMustBeOfTheCommittee, SeatCannotEndBeforeItBegins, SeatIsRecordedOnce, ' +
        'SeatOfficeOfChairIsUnique, AssistantSecretariesKeepTheirQuota, OwnerMustNotHaveEnded',
    ),
  },
  ({ until, ...input }, state, { newId, judge, evidence }: Context<Owners | undefined>) => {
    const body = livingOn(state, input.from, 'from')
    requireOrder(body, input.order)
    requireThat(until === undefined || begins(input) <= until, SeatCannotEndBeforeItBegins, 'until')
    const { order: _, ...facts } = input
    requireThat(isNew(body, facts), SeatIsRecordedOnce, 'number')
    requireNamed(evidence, facts, undefined)
    const life = { from: input.from, until: until ?? ends({ until: body.dissolved?.on }) }
    judgeOffices(body, [{ ...life, office: input.office, kind: input.kind }], [], judge)
    const id = newId('seat')
    return [SeatCreated({ seat: id, ...input }), ...(until === undefined ? [] : [SeatAbolished({ seat: id, on: until })])]
  },
)

/** A seat as it is from a day on; who was sent by an organization that no longer sends anybody to it leaves with the change. */
export function changed(
  found: SeatState,
  { seat, from, order, ...place }: Place & { seat: string; from: Day; order?: string | undefined },
) {
  const leaving =
    senderOf(placeOn(found, from)) === senderOf(place) ? [] : found.sent.filter((sent) => begins(sent) < from && from < ends(sent))
  return [...leaving.map(({ person }) => RepresentativeWithdrawn({ seat, person, on: from })), SeatChanged({ seat, ...place, from, order })]
}

export const ChangeSeat = command(
  'ChangeSeat',
  committee,
  { seat, ...place, from: since, order: order.optional() },
  {
    doc: described(
      'ตั้งแต่วันที่กำหนด ที่นั่งมีลำดับ หน้าที่ ชื่อ ประเภท หรือสิทธิเปลี่ยนไป โดยยังเป็นที่นั่งเดิม',
      'From a day on the seat has another number, office, title, kind or right; it stays the same seat.',
      'SeatMustBeOfTheCommittee, CommitteeMustHaveBegun, CommitteeMustNotBeDissolved, SeatMustNotBeAbolished, ' +
        'SeatCannotEndBeforeItBegins, OrderMustBeOfTheCommittee, SeatOfficeOfChairIsUnique, AssistantSecretariesKeepTheirQuota, ' +
        'OwnerMustNotHaveEnded',
    ),
  },
  (input, state, { judge, evidence }: Context<Owners | undefined>) => {
    const found = seatOn(state, input.seat, input.from, 'from')
    const body = livingOn(state, input.from, 'from')
    requireOrder(body, input.order)
    const before = placeOn(found, input.from)
    const isSo = (place: PlaceState) => canonical({ ...placeOf(place), from: null })
    if (isSo(before) === isSo(input) && before.order === (input.order ?? before.order)) return []
    requireNamed(evidence, input, before)
    const at = indexOfStep(found, input.from)
    const held = heldIn(body, found, found.places.toSpliced(at + 1, 0, input))[at + 1]!
    if (before.office !== input.office) judgeOffices(body, [held], [input.seat], judge)
    return changed(found, input)
  },
)

/** Refuses a first day of the n-th change of a seat that lies beyond those around it, or the days of the seat and its body. */
export function requireStep(state: CommitteeState, found: SeatState, n: number, from: Day | undefined, field: string): void {
  livingOn(state, from, field)
  const [before, after] = [found.places[n - 1], found.places[n + 1]]
  requireThat(!before || (from !== undefined && begins(before) <= from), SeatChangesKeepTheirOrder, field)
  requireThat(!after || begins({ from }) <= begins(after), SeatChangesKeepTheirOrder, field)
  requireThat(begins({ from }) <= ends({ until: found.gone?.on }), SeatCannotEndBeforeItBegins, field)
}

export const CorrectSeat = command(
  'CorrectSeat',
  committee,
  { seat, ...place, from, stepOn, reason },
  {
    doc: described(
      'แก้ไขการตั้งหรือการเปลี่ยนแปลงที่นั่งที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล ' + 'แก้ไขการเปลี่ยนแปลงครั้งล่าสุด หรือครั้งที่ `stepOn` ระบุ',
      'The seat was recorded wrongly as it was created or changed: gives the whole corrected fact and the reason. It is the last change ' +
        'that is corrected, or the one that `stepOn` tells.',
      'SeatMustBeOfTheCommittee, SeatChangesKeepTheirOrder, SeatCannotEndBeforeItBegins, SeatOfficeOfChairIsUnique, ' +
        'AssistantSecretariesKeepTheirQuota, CommitteeMustNotBeDissolved, CommitteeMustHaveBegun, OwnerMustNotHaveEnded',
    ),
  },
  (input, state, { judge, evidence }: Context<Owners | undefined>) => {
    const found = seatOf(state, input.seat)
    const body = livingOn(state, undefined, 'from')
    if (found.places.some((place) => same(placeOf(place), placeOf(input)))) return []
    const at = indexOfStep(found, input.stepOn)
    const recorded = found.places[at]!
    requireStep(state, found, at, input.from, 'from')
    requireNamed(evidence, input, found.places[at - 1])
    const held = heldIn(body, found, found.places.toSpliced(at, 1, input))[at]!
    if (recorded.office !== input.office || recorded.from !== input.from) judgeOffices(body, [held], [input.seat], judge)
    return [SeatCorrected(input)]
  },
)

export const ReverseSeatChange = command(
  'ReverseSeatChange',
  committee,
  { seat, from: since, reason },
  {
    doc: described(
      'ที่นั่งมิได้เปลี่ยนแปลงในวันที่ `from` ให้เป็นตามเดิม',
      'The seat never changed on the day `from`: it stayed what it was before.',
      'SeatMustBeOfTheCommittee, SeatHasNoSuchChange, SeatOfficeOfChairIsUnique, AssistantSecretariesKeepTheirQuota',
    ),
  },
  (input, state, { judge }) => {
    const found = seatOf(state, input.seat)
    const body = livingOn(state, undefined, 'from')
    const at = found.places.findIndex((place, n) => n > 0 && place.from === input.from)
    requireThat(at > 0, SeatHasNoSuchChange, 'from')
    const places = found.places.filter((place, n) => n < at || place.from !== input.from)
    judgeOffices(body, [heldIn(body, found, places)[at - 1]!], [input.seat], judge)
    return [SeatChangeReversed(input)]
  },
)

export const AbolishSeat = command(
  'AbolishSeat',
  committee,
  abolition,
  {
    doc: described(
      'ที่นั่งสิ้นสุดลง พร้อมระบุที่นั่งที่รับช่วงงานค้าง',
      'The seat ends; names the seat that takes over what it owes.',
      'SeatMustBeOfTheCommittee, CommitteeMustHaveBegun, CommitteeMustNotBeDissolved, SeatMustNotBeAbolished, ' +
        'SeatCannotEndBeforeItBegins, SuccessorMustBeAnother',
    ),
  },
  (input, state) => {
    const found = seatOf(state, input.seat)
    requireThat(input.successor !== input.seat, SuccessorMustBeAnother, 'successor')
    if (found.gone?.on === input.on && found.gone.successor === input.successor) return []
    seatOn(state, input.seat, input.on, 'on')
    return [SeatAbolished(input)]
  },
)

export const CorrectSeatAbolition = command(
  'CorrectSeatAbolition',
  committee,
  { ...abolition, reason },
  {
    doc: described(
      'แก้ไขการสิ้นสุดของที่นั่งที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล',
      'The end of the seat was recorded wrongly: gives the whole corrected fact and the reason.',
      'SeatMustBeOfTheCommittee, SeatMustBeAbolished, SuccessorMustBeAnother, SeatCannotEndBeforeItBegins, SeatOfficeOfChairIsUnique, ' +
        'AssistantSecretariesKeepTheirQuota, CommitteeMustNotBeDissolved, CommitteeMustHaveBegun',
    ),
  },
  (input, state, { judge }) => {
    const found = seatOf(state, input.seat)
    requireThat(found.gone, SeatMustBeAbolished, 'seat')
    requireThat(input.successor !== input.seat, SuccessorMustBeAnother, 'successor')
    requireThat(begins(found.places[0]!) <= input.on, SeatCannotEndBeforeItBegins, 'on')
    if (found.gone.on === input.on && found.gone.successor === input.successor) return []
    const body = livingOn(state, input.on, 'on')
    judgeOffices(body, heldBetween(heldIn(body, { ...found, gone: input }), found.gone.on), [input.seat], judge, 'on')
    return [SeatAbolitionCorrected(input)]
  },
)

export const ReverseSeatAbolition = command(
  'ReverseSeatAbolition',
  committee,
  { seat, reason },
  {
    doc: described(
      'ที่นั่งมิได้สิ้นสุดลง',
      'The seat never ended.',
      'SeatMustBeOfTheCommittee, SeatMustBeAbolished, SeatOfficeOfChairIsUnique, AssistantSecretariesKeepTheirQuota',
    ),
  },
  (input, state, { judge }) => {
    const { gone, ...found } = seatOf(state, input.seat)
    requireThat(gone, SeatMustBeAbolished, 'seat')
    const body = livingOn(state, undefined, 'seat')
    judgeOffices(body, heldBetween(heldIn(body, found), gone.on), [input.seat], judge, 'seat')
    return [SeatAbolitionReversed(input)]
  },
)
