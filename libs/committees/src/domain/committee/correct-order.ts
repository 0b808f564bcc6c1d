// A correction of an appointment order moves with its day all that happened on that day by the order.
import {
  type Context,
  type Owners,
  begins,
  command,
  described,
  hasDays,
  requireNoCircle,
  requireThat,
  same,
  stepAfter,
} from '@prasan/event-sourcing'
import { endsOthers, requireAmendedBefore, requireOrder, seatsBy } from './decide-orders.js'
import { requireStep } from './decide-seats.js'
import { OrderCorrected, RepresentativeCorrected, SeatAbolitionCorrected, SeatCorrected } from './events.js'
import { heldIn, heldBetween, judgeOffices, judgeWomen } from './offices.js'
import {
  OrderKeepsWhatItEnded,
  OrderMustBeInForce,
  OrderMustBeOfTheCommittee,
  SeatCannotEndBeforeItBegins,
  livingOn,
  requireNamed,
} from './rules.js'
import { type SeatState, placeOf, senderOf } from './seat.js'
import { order, orderFacts, reason } from './shapes.js'
import { type Living, type OrderState, committee, endOfOrder } from './state.js'

function requireTarget(orders: Living['orders'], id: string, facts: OrderState): void {
  requireNoCircle(id, facts.target, (order) => orders[order]?.target, 'target')
  const changing = Object.values(orders).filter(({ target }) => target === id)
  requireThat(
    changing.every(({ effectiveFrom }) => facts.effectiveFrom <= effectiveFrom),
    OrderMustBeInForce,
    'effectiveFrom',
  )
  const end = endOfOrder(changing, id)
  if (end !== undefined) requireAmendedBefore(orders, id, end)
}

export const CorrectOrder = command(
  'CorrectOrder',
  committee,
  { order, ...orderFacts, reason },
  {
    doc: described(
      'แก้ไขคำสั่งที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล ' +
        'สิ่งที่เกิดแก่ที่นั่งตามคำสั่งในวันมีผลย้ายไปวันที่ถูกต้องด้วย ได้แก่ ที่นั่งที่ตั้งขึ้น ที่นั่งที่สืบเนื่อง ที่นั่งที่สิ้นสุด ' +
        'และการสิ้นผลของคำสั่งเดิมที่คำสั่งนี้แทนที่',
      'The order was recorded wrongly: gives the whole corrected fact and the reason. What happened to seats on its effective day by it ' +
        'moves to the corrected one: those that it brought, carried on and ended, and the end of the order that it replaces.',
      'OrderMustBeOfTheCommittee, OrderNamesTheOneItChanges, OrderIsRecordedOnce, OrderMustBeInForce, OrderMustBeAmendedWhileInForce, ' +
        'OrderKeepsWhatItEnded, SeatCannotEndBeforeItBegins, SeatChangesKeepTheirOrder, SeatOfficeOfChairIsUnique, ' +
        'AssistantSecretariesKeepTheirQuota, WomenAreCountedAmongTheExperts, WomenAmongExpertsKeepTheirQuota, ' +
        'CommitteeMustNotBeDissolved, CommitteeMustHaveBegun, NothingIsPartOfItself, OwnerMustNotHaveEnded',
    ),
  },
  ({ order: id, reason, ...facts }, state, { judge, evidence }: Context<Owners | undefined>) => {
    const from = facts.effectiveFrom
    const body = livingOn(state, from, 'effectiveFrom')
    const recorded = body.orders[id]
    requireThat(recorded, OrderMustBeOfTheCommittee, 'order')
    if (same(recorded, facts)) return []
    const { [id]: _, ...others } = body.orders
    requireTarget(body.orders, id, facts)
    requireOrder(others, facts)
    if (facts.womenAmongExperts !== recorded.womenAmongExperts) judgeWomen(body, facts.womenAmongExperts, from, judge)

    const ended = [...body.seats].filter(([, { gone }]) => gone?.order === id)
    const placed = [...body.seats].flatMap(([key, seat]) => {
      const at = seat.places.findLastIndex((place) => place.order === id && place.from === recorded.effectiveFrom)
      return at < 0 ? [] : [{ key, seat, at }]
    })
    if (facts.kind !== recorded.kind || facts.target !== recorded.target) {
      const carried = placed.map(({ key }) => key)
      const leaves = endsOthers(facts.kind) ? seatsBy(body, facts.target, from, carried) : []
      requireThat(ended.length === 0 && leaves.length === 0, OrderKeepsWhatItEnded, 'kind')
    }
    if (from === recorded.effectiveFrom) return [OrderCorrected({ order: id, ...facts, reason })]

    for (const [, seat] of ended) requireThat(begins(seat.places[0]!) <= from, SeatCannotEndBeforeItBegins, 'effectiveFrom')
    for (const { seat, at } of placed) {
      requireStep(state, seat, at, from, 'effectiveFrom')
      requireNamed(evidence, { ...seat.places[at]!, from }, seat.places[at - 1], 'effectiveFrom')
    }
    const moved = [
      ...ended.map(([key, seat]) => ({ key, seat: { ...seat, gone: { ...seat.gone!, on: from } } })),
      ...placed.map(({ key, seat, at }) => ({
        key,
        seat: { ...seat, places: seat.places.map((place, n) => (n === at ? { ...place, from } : place)) },
      })),
    ]
    const [first, last] = [from, recorded.effectiveFrom].sort()
    judgeOffices(
      body,
      moved.flatMap(({ seat }) => heldBetween(heldIn(body, seat), first!, last)),
      moved.map(({ key }) => key),
      judge,
      'effectiveFrom',
    )
    return [
      OrderCorrected({ order: id, ...facts, reason }),
      ...ended.map(([seat, { gone }]) =>
        SeatAbolitionCorrected({ seat, on: from, ...(gone!.successor !== undefined && { successor: gone!.successor }), reason }),
      ),
      ...placed.flatMap(({ key, seat, at }) => [
        ...leavingWith(seat, at).map(({ person, from: since }) => {
          const next = stepAfter(seat.sent, since)?.from ?? from
          const sat = { person, ...(since !== undefined && { from: since }) }
          return RepresentativeCorrected({ seat: key, recorded: sat, ...sat, until: next < from ? next : from, reason })
        }),
        SeatCorrected({ seat: key, ...placeOf(seat.places[at]!), from, stepOn: recorded.effectiveFrom, reason }),
      ]),
    ]
  },
)

/** Who left the seat as the n-th change gave it to another sender. */
function leavingWith(seat: SeatState, at: number) {
  const [before, place] = [seat.places[at - 1], seat.places[at]!]
  if (!before || senderOf(before) === senderOf(place)) return []
  return seat.sent.filter((sent) => sent.leftWithIt && sent.until === place.from && hasDays(sent))
}
