// Decisions about appointment orders (คำสั่งแต่งตั้ง) and the seats that they bring, carry on and end.
import {
  type Context,
  type Day,
  type Owners,
  attachment,
  attachmentCorrection,
  begins,
  command,
  described,
  hasEnded,
  hasFile,
  isFileOtherwise,
  requireThat,
  z,
} from '@prasan/event-sourcing'
import { changed } from './decide-seats.js'
import { FileAttachedToOrder, FileOfOrderCorrected, OrderIssued, SeatAbolished, SeatCreated } from './events.js'
import { heldIn, judgeOffices, judgeWomen } from './offices.js'
import {
  OrderIsRecordedOnce,
  OrderMustBeAmendedWhileInForce,
  OrderMustBeInForce,
  OrderMustBeOfTheCommittee,
  OrderNamesTheOneItChanges,
  SeatContinuesOnce,
  livingOn,
  requireNamed,
  seatOn,
} from './rules.js'
import { placeOn } from './seat.js'
import { order, orderFacts, place, seat } from './shapes.js'
import { type Living, type OrderState, committee, endOfOrder } from './state.js'

const listed = z
  .strictObject({
    ...place,
    continues: seat.optional().meta({
      description: described(
        'ที่นั่งเดิมที่สืบเนื่องมา ยังเป็นที่นั่งเดิมพร้อมข้อผูกพันทั้งหมด',
        'The seat that it carries on: it stays the same seat, with all that it owes.',
      ),
    }),
  })
  .meta({ id: 'OrderedSeat' })

export const endsOthers = (kind: OrderState['kind']): boolean => kind === 'replaces' || kind === 'revokes'

/** Refuses facts of an order that contradict the other orders of the body: its number, and the order that it changes on its day. */
export function requireOrder(orders: Living['orders'], facts: OrderState): void {
  const { kind, target, number, date, effectiveFrom } = facts
  requireThat((kind === 'appoints') === (target === undefined), OrderNamesTheOneItChanges, 'target')
  requireThat(
    Object.values(orders).every((other) => number !== other.number || date !== other.date),
    OrderIsRecordedOnce,
    'number',
  )
  if (target === undefined) return
  requireThat(orders[target], OrderMustBeOfTheCommittee, 'target')
  const end = endOfOrder(Object.values(orders), target)
  requireThat(orders[target].effectiveFrom <= effectiveFrom, OrderMustBeInForce, 'effectiveFrom')
  requireThat(end === undefined || (!endsOthers(kind) && effectiveFrom < end), OrderMustBeInForce, 'target')
  if (endsOthers(kind)) requireAmendedBefore(orders, target, effectiveFrom)
}

/** Refuses the end of an order on a day after which another amends it. */
export function requireAmendedBefore(orders: Living['orders'], target: string, end: Day): void {
  const amending = Object.values(orders).filter((other) => other.target === target && other.kind === 'amends')
  requireThat(
    amending.every((other) => other.effectiveFrom <= end),
    OrderMustBeAmendedWhileInForce,
    'effectiveFrom',
  )
}

/** The seats that are there on the day by the order, but for the ones named. */
export const seatsBy = (state: Living, order: string | undefined, day: Day, carried: readonly string[]): string[] =>
  order === undefined
    ? []
    : [...state.seats].flatMap(([id, seat]) =>
        placeOn(seat, day).order === order && !hasEnded({ until: seat.gone?.on }, day) && !carried.includes(id) ? id : [],
      )

export const IssueOrder = command(
  'IssueOrder',
  committee,
  {
    ...orderFacts,
    seats: z
      .array(listed)
      .max(300)
      .optional()
      .meta({ description: described('ที่นั่งที่คำสั่งแต่งตั้ง เรียงตามลำดับ', 'The seats that it appoints, in protocol order.') }),
    abolishes: z
      .array(seat)
      .max(300)
      .optional()
      .meta({ description: described('ที่นั่งที่คำสั่งแก้ไขยกเลิก', 'Seats that an amending order ends.') }),
  },
  {
    doc: described(
      'ออกคำสั่งแต่งตั้ง แก้ไขเพิ่มเติม ยกเลิก หรือแทนที่คำสั่งเดิม ที่นั่งตามคำสั่งตั้งขึ้นใหม่หรือสืบเนื่องจากที่นั่งเดิม ' +
        '(`continues`) คำสั่งที่แทนที่หรือยกเลิกทำให้ที่นั่งของคำสั่งตาม `target` ที่ไม่สืบเนื่องสิ้นสุดลง วันมีผลอาจเป็นวันที่ผ่านมาแล้ว ' +
        '(คำสั่งออกภายหลัง)',
      'An order appoints, amends, revokes or replaces. Its seats are created, or carry on older ones (`continues`); one that replaces or ' +
        'revokes ends the seats of the order named as `target` that it does not carry on. The day may lie in the past: a late order.',
      'SeatMustBeOfTheCommittee, OrderNamesTheOneItChanges, OrderIsRecordedOnce, OrderMustBeOfTheCommittee, OrderMustBeInForce, ' +
        'OrderMustBeAmendedWhileInForce, SeatContinuesOnce, SeatMustNotBeAbolished, SeatCannotEndBeforeItBegins, CommitteeMustNotBeDissolved, ' +
        'SeatOfficeOfChairIsUnique, AssistantSecretariesKeepTheirQuota, WomenAreCountedAmongTheExperts, WomenAmongExpertsKeepTheirQuota, ' +
        'CommitteeMustHaveBegun, OwnerMustNotHaveEnded',
    ),
  },
  ({ seats = [], abolishes = [], ...facts }, state, { newId, judge, evidence }: Context<Owners | undefined>) => {
    const from = facts.effectiveFrom
    const body = livingOn(state, from, 'effectiveFrom')
    requireOrder(body.orders, facts)
    const carried = seats.flatMap(({ continues }, i) => (continues === undefined ? [] : [{ continues, field: `seats.${i}.continues` }]))
    const carriedOn = new Map(carried.map(({ continues, field }) => [continues, seatOn(body, continues, from, field)]))
    seats.forEach(({ continues, ...place }, i) => {
      const seat = carriedOn.get(continues ?? '')
      requireNamed(evidence, { ...place, from }, seat && placeOn(seat, from), `seats.${i}.kind`)
    })
    for (const id of abolishes) seatOn(body, id, from, 'abolishes')
    requireThat(new Set([...carriedOn.keys(), ...abolishes]).size === carried.length + abolishes.length, SeatContinuesOnce, 'seats')
    const left = endsOthers(facts.kind) ? seatsBy(body, facts.target, from, [...carriedOn.keys()]) : []
    const ended = [...new Set([...left, ...abolishes])]
    for (const id of ended) seatOn(body, id, from, 'effectiveFrom')

    const instead = [...carriedOn.keys(), ...ended]
    const brought = seats.map(({ continues, ...place }) => {
      const seat = continues === undefined ? undefined : carriedOn.get(continues)!
      const next = seat?.places.find((each) => begins(each) > from)?.from
      return { ...place, from, until: [next, seat?.gone?.on, body.dissolved?.on].flatMap((end) => end ?? []).sort()[0] }
    })
    const kept = [...carriedOn.values()].flatMap((seat) => heldIn(body, seat).filter((held) => begins(held) > from))
    judgeOffices(body, [...brought, ...kept], instead, judge, 'seats')
    judgeWomen(body, facts.womenAmongExperts, from, judge, { brought, instead })

    const id = newId('order')
    return [
      OrderIssued({ order: id, ...facts }),
      ...ended.map((seat) => SeatAbolished({ seat, on: from, order: id })),
      ...seats.flatMap(({ continues, ...listed }, i): (ReturnType<typeof SeatCreated> | ReturnType<typeof changed>[number])[] =>
        continues === undefined
          ? [SeatCreated({ seat: newId('seat', i), ...listed, from, order: id })]
          : changed(carriedOn.get(continues)!, { seat: continues, ...listed, from, order: id }),
      ),
    ]
  },
)

export const AttachFileToOrder = command(
  'AttachFileToOrder',
  committee,
  { order, ...attachment },
  {
    doc: described(
      'แนบไฟล์ที่จัดเก็บไว้ด้วย POST /files เช่น คำสั่งที่ลงนามแล้ว แม้คำสั่งสิ้นผลแล้ว แนบไฟล์เดิมซ้ำไม่มีผล',
      'Attaches a file that POST /files stored before, as the signed order; also when it is no longer in force. The same file again is ' +
        'nothing new.',
      'OrderMustBeOfTheCommittee, FileIsAttachedOtherwise',
    ),
  },
  (input, state) => {
    requireThat(state.is !== 'unknown' && state.orders[input.order], OrderMustBeOfTheCommittee, 'order')
    return hasFile(state.files, input.order, input) ? [] : [FileAttachedToOrder(input)]
  },
)

export const CorrectFileOfOrder = command(
  'CorrectFileOfOrder',
  committee,
  { order, ...attachmentCorrection },
  {
    doc: described(
      'แก้ไขชื่อ ชนิด ขนาด หรือชั้นการเปิดเผยของไฟล์ที่แนบไว้ ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล',
      'What was said of an attached file was wrong, as its disclosure: gives all of it rightly and the reason.',
      'OrderMustBeOfTheCommittee, FileMustBeAttached',
    ),
  },
  (input, state) => {
    requireThat(state.is !== 'unknown' && state.orders[input.order], OrderMustBeOfTheCommittee, 'order')
    return isFileOtherwise(state.files, input.order, input) ? [FileOfOrderCorrected(input)] : []
  },
)
