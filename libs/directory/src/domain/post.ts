// libs/directory/src/domain/post.ts: a position in an organization, apart from those who hold it in turn
import {
  type Aggregate,
  AreaRef,
  Bilingual,
  Day,
  Text,
  choice,
  command,
  creation,
  event,
  label,
  ref,
  requireThat,
  ruleOfTheRecord,
  type z,
} from '@prasan/event-sourcing'

/** substantive: appointed to it. acting: รักษาราชการแทน, full powers. caretaker: รักษาการในตำแหน่ง. */
export const Manner = choice(
  'Manner',
  { substantive: ['ดำรงตำแหน่ง', 'substantive'], acting: ['รักษาราชการแทน', 'acting'], caretaker: ['รักษาการในตำแหน่ง', 'caretaker'] },
  label('ลักษณะ', 'Manner'),
)
export type Manner = z.infer<typeof Manner>

const establishment = {
  title: Bilingual.meta(label('ชื่อตำแหน่ง', 'Title')),
  organization: ref('organization').meta(label('หน่วยงาน', 'Organization')),
  area: AreaRef.optional(),
}
const term = {
  person: ref('person').meta(label('ผู้ดำรงตำแหน่ง', 'Person')),
  manner: Manner,
  from: Day.optional().meta({
    ...label('ตั้งแต่', 'From'),
    description: 'First day; leave out only where nobody knows it: since before the record begins.',
  }),
  until: Day.optional().meta({ ...label('ถึงก่อนวันที่', 'Until'), description: 'First day on which it no longer holds.' }),
  order: Text.optional().meta(label('คำสั่งที่', 'Order')),
}
const assignment = ref('assignment').meta(label('การดำรงตำแหน่ง', 'Assignment'))
const reason = Text.meta(label('เหตุผล', 'Reason'))

export const PostEstablished = event('PostEstablished', 1, establishment, { th: 'กำหนดตำแหน่ง {title}', en: 'Post established: {title}' })
export const PostRetitled = event(
  'PostRetitled',
  1,
  { title: Bilingual.meta(label('ชื่อตำแหน่งใหม่', 'New title')), from: Day.meta(label('ตั้งแต่', 'From')) },
  { th: 'เปลี่ยนชื่อตำแหน่งเป็น {title} ตั้งแต่ {from}', en: 'Retitled {title} from {from}' },
)
export const RoleAssigned = event(
  'RoleAssigned',
  1,
  { assignment, ...term },
  { th: '{person} ดำรงตำแหน่ง ({manner}) ตั้งแต่ {from}', en: '{person} holds the post ({manner}) from {from}' },
)
export const RoleEnded = event(
  'RoleEnded',
  1,
  { assignment, on: Day.meta(label('ตั้งแต่', 'From')) },
  { th: 'พ้นจากตำแหน่งตั้งแต่ {on}', en: 'No longer holds the post from {on}' },
)
export const RoleAssignmentCorrected = event(
  'RoleAssignmentCorrected',
  1,
  { assignment, ...term, reason },
  { th: 'แก้ไขบันทึกการดำรงตำแหน่งของ {person}: {reason}', en: 'Record of {person} holding the post corrected: {reason}' },
)
export const RoleAssignmentReversed = event(
  'RoleAssignmentReversed',
  1,
  { assignment, reason },
  { th: 'ยกเลิกบันทึกการดำรงตำแหน่ง: {reason}', en: 'Record of an assignment reversed: {reason}' },
)
export const PostAbolished = event(
  'PostAbolished',
  1,
  {
    on: Day.meta(label('ตั้งแต่', 'From')),
    successor: ref('post', 'organization', 'committee', 'seat').optional().meta(label('ผู้รับช่วง', 'Taken over by')),
  },
  { th: 'ยุบเลิกตำแหน่งตั้งแต่ {on}', en: 'Post abolished from {on}' },
)

interface Held {
  person: string
  manner: Manner
  from?: string | undefined
  until?: string | undefined
}
type State = { is: 'unknown' } | { is: 'established' | 'abolished'; held: Readonly<Record<string, Held>> }

const events = [
  PostEstablished,
  PostRetitled,
  RoleAssigned,
  RoleEnded,
  RoleAssignmentCorrected,
  RoleAssignmentReversed,
  PostAbolished,
] as const

const without = (held: Readonly<Record<string, Held>>, id: string) => Object.fromEntries(Object.entries(held).filter(([key]) => key !== id))

export const post: Aggregate<State, typeof events> = {
  category: 'post',
  events,
  initial: { is: 'unknown' },
  evolve: {
    PostEstablished: () => ({ is: 'established', held: {} }),
    PostRetitled: (state) => state,
    RoleAssigned: (state, { assignment: id, person, manner, from, until }) =>
      state.is === 'unknown' ? state : { ...state, held: { ...state.held, [id]: { person, manner, from, until } } },
    RoleEnded: (state, { assignment: id, on }) =>
      state.is === 'unknown' || !state.held[id] ? state : { ...state, held: { ...state.held, [id]: { ...state.held[id], until: on } } },
    RoleAssignmentCorrected: (state, { assignment: id, person, manner, from, until }) =>
      state.is === 'unknown' ? state : { ...state, held: { ...state.held, [id]: { person, manner, from, until } } },
    RoleAssignmentReversed: (state, { assignment: id }) => (state.is === 'unknown' ? state : { ...state, held: without(state.held, id) }),
    PostAbolished: (state) => (state.is === 'unknown' ? state : { ...state, is: 'abolished' }),
  },
}

export const PostMustExist = ruleOfTheRecord('PostMustExist', { th: 'ตำแหน่งนี้ถูกยุบเลิกแล้ว', en: 'The post was abolished.' })
export const AssignmentMustBeKnown = ruleOfTheRecord('AssignmentMustBeKnown', {
  th: 'ไม่พบบันทึกการดำรงตำแหน่งนี้',
  en: 'The post has no such assignment.',
})
export const RoleCannotEndBeforeItBegins = ruleOfTheRecord('RoleCannotEndBeforeItBegins', {
  th: 'วันพ้นจากตำแหน่งต้องอยู่หลังวันเริ่ม',
  en: 'A role must end after the day it begins.',
})
export const PostHasAtMostOneSubstantiveHolderAtATime = ruleOfTheRecord('PostHasAtMostOneSubstantiveHolderAtATime', {
  th: 'ตำแหน่งหนึ่งมีผู้ดำรงตำแหน่งตัวจริงได้ครั้งละหนึ่งคน: บันทึกการพ้นจากตำแหน่งของคนเดิมก่อน',
  en: 'A post has at most one substantive holder at a time: end or correct the other assignment first.',
})

const begins = (held: Pick<Held, 'from'>) => held.from ?? ''
const ends = (held: Pick<Held, 'until'>) => held.until ?? '9999-12-31'

/** Refuses an interval that ends before it begins, and a second substantive holder on any day. */
function requireRoom(state: Exclude<State, { is: 'unknown' }>, id: string, wanted: Held): void {
  requireThat(begins(wanted) < ends(wanted), RoleCannotEndBeforeItBegins, 'until')
  if (wanted.manner !== 'substantive') return
  const others = Object.entries(state.held).filter(([key, held]) => key !== id && held.manner === 'substantive')
  requireThat(
    others.every(([, held]) => ends(held) <= begins(wanted) || ends(wanted) <= begins(held)),
    PostHasAtMostOneSubstantiveHolderAtATime,
    'from',
  )
}

export const EstablishPost = creation(
  'EstablishPost',
  post,
  establishment,
  { doc: 'Establishes a post of an organization, apart from who holds it.' },
  (input) => [PostEstablished(input)],
)

export const RetitlePost = command(
  'RetitlePost',
  post,
  { title: Bilingual.meta(label('ชื่อตำแหน่งใหม่', 'New title')), from: Day.meta(label('ตั้งแต่', 'From')) },
  { doc: 'The post has another title from a day on.' },
  (input, state) => {
    requireThat(state.is === 'established', PostMustExist)
    return [PostRetitled(input)]
  },
)

export const AssignRole = command(
  'AssignRole',
  post,
  term,
  { doc: 'A person holds the post; the day may lie in the past (a late order) or in the future.' },
  (input, state, { newId }) => {
    requireThat(state.is === 'established', PostMustExist)
    const id = newId('assignment')
    requireRoom(state, id, input)
    return [RoleAssigned({ assignment: id, ...input })]
  },
)

export const EndRole = command(
  'EndRole',
  post,
  { assignment, on: Day.meta(label('ตั้งแต่', 'From')) },
  { doc: 'The person no longer holds the post from the day `on`.' },
  (input, state) => {
    requireThat(state.is !== 'unknown' && state.held[input.assignment], AssignmentMustBeKnown, 'assignment')
    const held = state.held[input.assignment]!
    requireThat(begins(held) < input.on, RoleCannotEndBeforeItBegins, 'on')
    if (held.until === input.on) return []
    requireRoom(state, input.assignment, { ...held, until: input.on })
    return [RoleEnded(input)]
  },
)

export const CorrectRoleAssignment = command(
  'CorrectRoleAssignment',
  post,
  { assignment, ...term, reason },
  { doc: 'The assignment was recorded wrongly: gives the whole corrected fact and the reason.' },
  (input, state) => {
    requireThat(state.is !== 'unknown' && state.held[input.assignment], AssignmentMustBeKnown, 'assignment')
    requireRoom(state, input.assignment, input)
    return [RoleAssignmentCorrected(input)]
  },
)

export const ReverseRoleAssignment = command(
  'ReverseRoleAssignment',
  post,
  { assignment, reason },
  { doc: 'The assignment never took effect, as when an order was cancelled.' },
  (input, state) => {
    requireThat(state.is !== 'unknown' && state.held[input.assignment], AssignmentMustBeKnown, 'assignment')
    return [RoleAssignmentReversed(input)]
  },
)

export const AbolishPost = command(
  'AbolishPost',
  post,
  {
    on: Day.meta(label('ตั้งแต่', 'From')),
    successor: ref('post', 'organization', 'committee', 'seat').optional().meta(label('ผู้รับช่วง', 'Taken over by')),
  },
  { doc: 'The post ends; names who takes over what it owes.' },
  (input, state) => {
    requireThat(state.is === 'established', PostMustExist)
    return [PostAbolished(input)]
  },
)
