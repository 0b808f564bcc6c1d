// Decisions about appointment orders (คำสั่งแต่งตั้ง) and the seats that they bring, carry on and end.
import { attachment, command, hasFile, requireThat, z } from '@prasan/event-sourcing'
import {
  FileAttachedToOrder,
  OrderCorrected,
  OrderIssued,
  SeatAbolished,
  SeatCorrected,
  SeatCreated,
  order,
  orderFacts,
  place,
  reason,
  seat,
} from './events.js'
import {
  OrderIsRecordedOnce,
  OrderMustBeInForce,
  OrderMustBeOfTheCommittee,
  OrderNamesTheOneItChanges,
  SeatCannotEndBeforeItBegins,
  SeatContinuesOnce,
  living,
  seatOf,
} from './rules.js'
import { changed, judgeOffices, judgeWomen, placesWithout } from './decide-seats.js'
import { type OrderState, committee, placeOf, rulesOn } from './state.js'

const listed = z
  .strictObject({
    ...place,
    continues: seat.optional().meta({ description: 'The seat that it carries on: it stays the same seat, with all that it owes.' }),
  })
  .meta({ id: 'OrderedSeat' })

const named = ({ kind, target }: Pick<OrderState, 'kind' | 'target'>) => (kind === 'appoints') === (target === undefined)

export const IssueOrder = command(
  'IssueOrder',
  committee,
  {
    ...orderFacts,
    seats: z.array(listed).max(300).optional(),
    abolishes: z.array(seat).max(300).optional().meta({ description: 'Seats that an amending order ends.' }),
  },
  {
    doc:
      'An order appoints, amends, revokes or replaces. Its seats are created, or carry on older ones (`continues`); one that replaces or revokes ends the seats ' +
      'of the order named as `target` that it does not carry on. The day may lie in the past: a late order.',
  },
  ({ seats = [], abolishes = [], ...facts }, state, { newId, judge }) => {
    const { orders, seats: existing } = living(state)
    requireThat(named(facts), OrderNamesTheOneItChanges, 'target')
    const target = facts.target === undefined ? undefined : orders[facts.target]
    requireThat(facts.target === undefined || target, OrderMustBeOfTheCommittee, 'target')
    requireThat(!target?.ended, OrderMustBeInForce, 'target')
    requireThat(
      Object.values(orders).every(({ number, date }) => number !== facts.number || date !== facts.date),
      OrderIsRecordedOnce,
      'number',
    )

    const from = facts.effectiveFrom
    const carried = seats.flatMap(({ continues }) => continues ?? [])
    for (const [i, { continues }] of seats.entries()) {
      if (continues === undefined) continue
      requireThat(
        (seatOf(state, continues, `seats.${i}.continues`).places[0]!.from ?? '') <= from,
        SeatCannotEndBeforeItBegins,
        'effectiveFrom',
      )
    }
    const leaves = facts.kind === 'replaces' || facts.kind === 'revokes'
    const left = [...existing].flatMap(([id, { order, gone }]) =>
      leaves && order === facts.target && !gone && !carried.includes(id) ? id : [],
    )
    for (const id of abolishes) seatOf(state, id, 'abolishes')
    requireThat(new Set([...carried, ...abolishes]).size === carried.length + abolishes.length, SeatContinuesOnce, 'seats')
    const ended = [...new Set([...left, ...abolishes])]
    for (const id of ended) requireThat((existing.get(id)!.places[0]!.from ?? '') <= from, SeatCannotEndBeforeItBegins, 'effectiveFrom')
    const composition = [...placesWithout(state, ...carried, ...ended), ...seats]
    judgeOffices(composition, rulesOn(state, from), judge, 'seats')
    judgeWomen(composition, facts, rulesOn(state, from), judge)

    const id = newId('order')
    return [
      OrderIssued({ order: id, ...facts }),
      ...ended.map((seat) => SeatAbolished({ seat, on: from })),
      ...seats.flatMap(({ continues, ...listed }, i): (ReturnType<typeof SeatCreated> | ReturnType<typeof changed>[number])[] =>
        continues === undefined
          ? [SeatCreated({ seat: newId('seat', i), ...listed, from, order: id })]
          : changed(existing.get(continues)!, { seat: continues, ...listed, from, order: id }),
      ),
    ]
  },
)

export const CorrectOrder = command(
  'CorrectOrder',
  committee,
  { order, ...orderFacts, reason },
  {
    doc:
      'The order was recorded wrongly: gives the whole corrected fact and the reason. Seats that it brought on its effective day ' +
      'begin on the corrected one.',
  },
  ({ order: id, reason, ...facts }, state, { judge }) => {
    const { orders, seats } = living(state)
    const recorded = orders[id]
    requireThat(recorded, OrderMustBeOfTheCommittee, 'order')
    requireThat(named(facts), OrderNamesTheOneItChanges, 'target')
    requireThat(facts.target === undefined || orders[facts.target], OrderMustBeOfTheCommittee, 'target')
    const others = Object.entries(orders).filter(([other]) => other !== id)
    requireThat(
      others.every(([, { number, date }]) => number !== facts.number || date !== facts.date),
      OrderIsRecordedOnce,
      'number',
    )
    judgeWomen(placesWithout(state), facts, rulesOn(state, facts.effectiveFrom), judge)
    const brought = [...seats].filter(([, seat]) => seat.order === id && !seat.gone && seat.places.at(-1)!.from === recorded.effectiveFrom)
    return [
      OrderCorrected({ order: id, ...facts, reason }),
      ...(facts.effectiveFrom === recorded.effectiveFrom
        ? []
        : brought.map(([seat, { places }]) => SeatCorrected({ seat, ...placeOf(places.at(-1)!), from: facts.effectiveFrom, reason }))),
    ]
  },
)

export const AttachFileToOrder = command(
  'AttachFileToOrder',
  committee,
  { order, ...attachment },
  {
    doc: 'Attaches a file that POST /files stored before, as the signed order; also when it is no longer in force. The same file again is nothing new.',
  },
  (input, state) => {
    requireThat(state.is !== 'unknown' && state.orders[input.order], OrderMustBeOfTheCommittee, 'order')
    return hasFile(state.files, input.order, input) ? [] : [FileAttachedToOrder(input)]
  },
)
