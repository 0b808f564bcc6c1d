// A handover is opened, by itself or by hand, and kept as the record has it.
import {
  type Context,
  type Owners,
  addDays,
  command,
  creation,
  described,
  ref,
  requireLiving,
  requireThat,
  same,
} from '@prasan/event-sourcing'
import { HandoverCorrected, HandoverOccasion, HandoverOpened, HandoverReversed, ItemAdded, ItemDropped, shapes } from './events.js'
import { type Kept, asKept, itemsKept } from './keeping.js'
import { HandoverFollowsTheAssignment, ItemMustBeOfTheHandover } from './rules.js'
import { handover, requireThere } from './state.js'
import type { Handed } from './story.js'

interface Opening extends Pick<Kept, 'duties'> {
  readonly owners?: Owners
}
type Opened = Pick<Handed, 'post' | 'on' | 'leaver' | 'occasion' | 'assignment'>

function opened(opening: Opened, { duties }: Opening, today: string) {
  const items = Object.keys(duties)
  const begun: Handed = { ...opening, since: today, reversed: false, steps: [], items: Object.fromEntries(items.map((item) => [item, []])) }
  return [HandoverOpened({ ...opening, items }), ...itemsKept(begun, { duties })] as ReturnType<typeof HandoverOpened>[]
}

export const OpenHandover = creation(
  'OpenHandover',
  handover,
  shapes.opening,
  {
    doc: described(
      'เปิดการส่งมอบงานของตำแหน่งด้วยตนเอง เช่น เมื่อบันทึกการพ้นจากตำแหน่งมาจากการนำเข้า นอกนั้นระบบเปิดให้เองเมื่อทราบวันพ้นจากตำแหน่ง',
      'Opens the handover of a post by hand, as where its holders were imported; otherwise it opens by itself as soon as the end of an assignment is known.',
      'OwnerMustHaveBegun, OwnerMustNotHaveEnded',
    ),
  },
  (input, _, { evidence, today }: Context<Opening>) => {
    requireLiving(evidence.owners, input.post, addDays(input.on, -1), 'post')
    return opened({ ...input, occasion: 'agreed' }, evidence, today)
  },
)

/** By itself, where the post owes something then. */
export const BeginHandover = creation(
  'BeginHandover',
  handover,
  { ...shapes.opening, occasion: HandoverOccasion, assignment: ref('assignment') },
  {},
  (input, _, { evidence, today }: Context<Opening>) => (Object.keys(evidence.duties).length > 0 ? opened(input, evidence, today) : []),
)

/** By itself, as often as what it follows from is recorded otherwise. */
export const KeepHandover = command(
  'KeepHandover',
  handover,
  { duty: shapes.Duty.optional() },
  {},
  (_, state, { evidence }: Context<Kept>) =>
    state.is === 'unknown' ? [] : (asKept(state, evidence) as ReturnType<typeof HandoverReversed>[]),
)

export const CorrectHandover = command(
  'CorrectHandover',
  handover,
  { on: shapes.on, leaver: shapes.leaver, reason: shapes.reason },
  {
    doc: described(
      'แก้ไขวันหรือผู้ส่งมอบของการส่งมอบที่เปิดด้วยตนเองซึ่งบันทึกไว้ไม่ถูกต้อง',
      'The day of a handover that was opened by hand, or who hands over, was recorded wrongly.',
      'HandoverMustBeThere, HandoverFollowsTheAssignment',
    ),
  },
  ({ reason, ...rightly }, state, { evidence }: Context<Kept>) => {
    requireThere(state)
    requireThat(state.occasion === 'agreed', HandoverFollowsTheAssignment)
    if (same({ on: state.on, leaver: state.leaver }, rightly)) return []
    const after = itemsKept({ ...state, ...rightly }, evidence) as ReturnType<typeof ItemAdded>[]
    return [HandoverCorrected({ ...rightly, reason }), ...after]
  },
)

export const ReverseHandover = command(
  'ReverseHandover',
  handover,
  { reason: shapes.reason },
  {
    doc: described(
      'ไม่มีการส่งมอบที่เปิดด้วยตนเองนี้',
      'The handover, which was opened by hand, never was.',
      'HandoverMustBeThere, HandoverFollowsTheAssignment',
    ),
  },
  (input, state) => {
    requireThere(state)
    requireThat(state.occasion === 'agreed', HandoverFollowsTheAssignment)
    return [HandoverReversed(input)]
  },
)

export const AddHandoverItem = command(
  'AddHandoverItem',
  handover,
  { item: shapes.added },
  {
    doc: described(
      'เพิ่มสิ่งที่ต้องส่งมอบนอกเหนือจากข้อผูกพัน เช่น มติที่รอดำเนินการ หรือหน่วยงานภาคี',
      'Something more is handed over than what the post owes, such as a resolution that waits for action or a partner organization.',
      'HandoverMustBeThere',
    ),
  },
  (input, state) => {
    requireThere(state)
    return state.items[input.item] ? [] : [ItemAdded(input)]
  },
)

export const DropHandoverItem = command(
  'DropHandoverItem',
  handover,
  { item: shapes.added, reason: shapes.reason },
  {
    doc: described('นำรายการที่เพิ่มไว้ออก เพราะเพิ่มผิด', 'An item was added that is none.', 'HandoverMustBeThere, ItemMustBeOfTheHandover'),
  },
  (input, state) => {
    requireThere(state)
    requireThat(state.items[input.item], ItemMustBeOfTheHandover, 'item')
    return [ItemDropped(input)]
  },
)
