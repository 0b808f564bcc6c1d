// Decisions on the agenda.
import {
  type Context,
  type Owners,
  attachment,
  attachmentCorrection,
  same,
  command,
  described,
  hasFile,
  isFileOtherwise,
  requireLiving,
  requireThat,
} from '@prasan/event-sourcing'
import {
  AgendaItemAdded,
  AgendaItemCarriedOver,
  AgendaItemChanged,
  AgendaItemRestored,
  AgendaItemWithdrawn,
  FileAttachedToAgendaItem,
  FileOfAgendaItemCorrected,
} from './events.js'
import { type FollowingEvidence, requireFollowing, requireOriginsBefore } from './followed.js'
import { nextNumberIn, requireItem, uncertified, wasListed } from './guards.js'
import {
  AgendaItemIsListedOnce,
  AgendaItemMustBeOfTheMeeting,
  AgendaItemMustHaveLeft,
  AgendaNumberIsOfOneItem,
  MeetingMustNotBeOver,
  OpenItemIsNotDroppedSilently,
  ResolvedItemStaysOnTheAgenda,
} from './rules.js'
import { agenda, item, reason } from './shapes.js'
import { type Item, type Listed, type MeetingFacts, meeting } from './state.js'

const { number, ...listed } = agenda

/** What its references lead to, and the days of whoever presents it. */
export interface ItemEvidence extends FollowingEvidence {
  readonly owners?: Owners
}
type Evident = Context<ItemEvidence | undefined>

function requirePresenter({ presenter }: Pick<Listed, 'presenter'>, { called }: MeetingFacts, { evidence }: Evident) {
  if (presenter !== undefined) requireLiving(evidence?.owners, presenter, called.on, 'presenter')
}

const saysTheSame = ({ left: _, discussion: __, ...item }: Item, { left: ___, discussion: ____, ...other }: Item) => same(item, other)

/** An agenda holds a thing once, and each number of a section once. */
function requireListedOnce({ items }: MeetingFacts, id: string | undefined, listed: Listed, field = '') {
  const others = Object.entries(items).flatMap(([other, item]) => (other === id || item.left ? [] : [item]))
  requireThat(
    others.every((other) => !saysTheSame(other, listed)),
    AgendaItemIsListedOnce,
    field,
  )
  const before = id === undefined ? undefined : items[id]
  const moved = before?.left !== undefined || before?.section !== listed.section || before.number !== listed.number
  const taken = others.some(({ section, number }) => section === listed.section && number === listed.number)
  requireThat(!moved || !taken, AgendaNumberIsOfOneItem, field || 'number')
}

export const AddAgendaItem = command(
  'AddAgendaItem',
  meeting,
  { ...listed, number: number.optional() },
  {
    doc: described(
      'เพิ่มเรื่องในระเบียบวาระการประชุม หากไม่ระบุลำดับให้อยู่ท้ายระเบียบวาระนั้น เพิ่มระหว่างประชุมได้',
      'Puts an item on the agenda, last in its section where no number is given; also while the meeting is open.',
      'MeetingMustNotBeOver, NothingFollowsItself, WhatIsFollowedComesFirst, AgendaItemIsListedOnce, AgendaNumberIsOfOneItem, ' +
        'OwnerMustHaveBegun, OwnerMustNotHaveEnded',
    ),
  },
  ({ number, ...input }, state, context: Evident) => {
    const { id: meeting, newId, evidence } = context
    requireThat(state.is === 'scheduled' || state.is === 'open', MeetingMustNotBeOver)
    requireFollowing(input, { meeting, on: state.called.on }, evidence)
    requirePresenter(input, state, context)
    const items = Object.values(state.items)
    requireThat(
      items.every((other) => other.left !== undefined || !saysTheSame(other, { ...input, number: number ?? other.number })),
      AgendaItemIsListedOnce,
    )
    const listed = { ...input, number: number ?? nextNumberIn(state.items, input.section) }
    requireListedOnce(state, undefined, listed)
    const item = newId('agendaItem')
    requireOriginsBefore({ ...state, items: { ...state.items, [item]: listed } }, item, 'origin')
    return [AgendaItemAdded({ item, ...listed })]
  },
)

export const ChangeAgendaItem = command(
  'ChangeAgendaItem',
  meeting,
  { item, ...agenda },
  {
    doc: described(
      'เปลี่ยนเรื่องในระเบียบวาระ หรือแก้ไขเรื่องที่บันทึกไว้ไม่ถูกต้อง แม้ถอนหรือเลื่อนไปแล้ว ให้ระบุข้อมูลทั้งหมด แก้ไขไม่ได้เมื่อรับรองรายงานการประชุมแล้ว',
      'The item is another, or was recorded wrongly, also one that was withdrawn or carried over: gives the whole item. Not once the ' +
        'minutes are certified.',
      'CertifiedMinutesChangeOnlyByCorrection, AgendaItemMustBeOfTheMeeting, NothingFollowsItself, WhatIsFollowedComesFirst, AgendaItemIsListedOnce, ' +
        'AgendaNumberIsOfOneItem, OwnerMustHaveBegun, OwnerMustNotHaveEnded',
    ),
  },
  ({ item, ...input }, state, context: Evident) => {
    const { id: meeting, evidence } = context
    const facts = uncertified(state)
    const before = facts.items[item]
    requireThat(before, AgendaItemMustBeOfTheMeeting, 'item')
    if (saysTheSame(before, input)) return []
    requireFollowing(input, { id: item, meeting, on: facts.called.on }, evidence)
    requirePresenter(input, facts, context)
    requireOriginsBefore({ ...facts, items: { ...facts.items, [item]: input } }, item, input.origin === undefined ? 'number' : 'origin')
    if (!before.left) requireListedOnce(facts, item, input)
    return [AgendaItemChanged({ item, ...input })]
  },
)

export const WithdrawAgendaItem = command(
  'WithdrawAgendaItem',
  meeting,
  { item, reason: reason.optional() },
  {
    doc: described(
      'ถอนเรื่องออกจากระเบียบวาระ เมื่อเริ่มประชุมแล้วต้องระบุเหตุผล แก้ไขไม่ได้เมื่อรับรองรายงานการประชุมแล้ว',
      'The item is taken off the agenda; with the reason, once the meeting has opened. Not once the minutes are certified.',
      'CertifiedMinutesChangeOnlyByCorrection, AgendaItemMustBeOfTheMeeting, ResolvedItemStaysOnTheAgenda, OpenItemIsNotDroppedSilently',
    ),
  },
  (input, state) => {
    const facts = uncertified(state)
    requireItem(facts, input.item)
    requireThat(
      Object.values(facts.resolutions).every(({ decision }) => decision.item !== input.item),
      ResolvedItemStaysOnTheAgenda,
      'item',
    )
    requireThat(!facts.opened || input.reason !== undefined, OpenItemIsNotDroppedSilently, 'reason')
    return [AgendaItemWithdrawn(input)]
  },
)

export const CarryAgendaItemOver = command(
  'CarryAgendaItemOver',
  meeting,
  { item, reason: reason.optional() },
  {
    doc: described(
      'เลื่อนเรื่องไปพิจารณาในการประชุมครั้งต่อไป โดยเรื่องในครั้งนั้นอ้างถึงด้วย `carriedFrom` แก้ไขไม่ได้เมื่อรับรองรายงานการประชุมแล้ว',
      'The item goes to a later meeting, whose own item names it as `carriedFrom`. Not once the minutes are certified.',
      'CertifiedMinutesChangeOnlyByCorrection, AgendaItemMustBeOfTheMeeting',
    ),
  },
  (input, state) => {
    requireItem(uncertified(state), input.item)
    return [AgendaItemCarriedOver(input)]
  },
)

export const RestoreAgendaItem = command(
  'RestoreAgendaItem',
  meeting,
  { item, reason },
  {
    doc: described(
      'ถอนหรือเลื่อนเรื่องไปโดยผิดพลาด ให้คงอยู่ในระเบียบวาระ แก้ไขไม่ได้เมื่อรับรองรายงานการประชุมแล้ว',
      'The item was withdrawn or carried over by mistake: it is on the agenda. Not once the minutes are certified.',
      'CertifiedMinutesChangeOnlyByCorrection, AgendaItemMustHaveLeft, AgendaItemIsListedOnce, AgendaNumberIsOfOneItem',
    ),
  },
  (input, state) => {
    const facts = uncertified(state)
    const item = facts.items[input.item]
    requireThat(item?.left && wasListed(item), AgendaItemMustHaveLeft, 'item')
    requireListedOnce(facts, input.item, item, 'item')
    return [AgendaItemRestored(input)]
  },
)

export const AttachFileToAgendaItem = command(
  'AttachFileToAgendaItem',
  meeting,
  { item, ...attachment },
  {
    doc: described(
      'แนบเอกสารประกอบการประชุมที่จัดเก็บไว้ด้วย POST /files แนบไม่ได้เมื่อรับรองรายงานการประชุมแล้ว ' +
        'เอกสารที่มาภายหลังให้แนบกับรายงานการประชุม แนบไฟล์เดิมซ้ำไม่มีผล',
      'Attaches a paper that POST /files stored before to an item of the agenda. Not once the minutes are certified: what comes later is ' +
        'attached to the minutes. The same file again is nothing new.',
      'CertifiedMinutesChangeOnlyByCorrection, AgendaItemMustBeOfTheMeeting, FileIsAttachedOtherwise',
    ),
  },
  (input, state) => {
    const facts = uncertified(state)
    requireItem(facts, input.item)
    return hasFile(facts.files, input.item, input) ? [] : [FileAttachedToAgendaItem(input)]
  },
)

export const CorrectFileOfAgendaItem = command(
  'CorrectFileOfAgendaItem',
  meeting,
  { item, ...attachmentCorrection },
  {
    doc: described(
      'แก้ไขชื่อ ชนิด ขนาด หรือชั้นการเปิดเผยของไฟล์ที่แนบไว้ ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล แก้ไขได้แม้รับรองรายงานการประชุมแล้ว',
      'What was said of an attached file was wrong, as its disclosure: gives all of it rightly and the reason. Also when the minutes are certified.',
      'AgendaItemMustBeOfTheMeeting, FileMustBeAttached',
    ),
  },
  (input, state) => {
    requireThat(state.is !== 'unknown' && state.items[input.item], AgendaItemMustBeOfTheMeeting, 'item')
    return isFileOtherwise(state.files, input.item, input) ? [FileOfAgendaItemCorrected(input)] : []
  },
)
