// Decisions on what members propose for the agenda, and on the agenda that draws itself up from what is open.
import { type Context, Owner, command, described, label, requireLiving, requireThat, same } from '@prasan/event-sourcing'
import { AgendaItemAdded, AgendaItemProposed, ProposalAccepted, ProposalParked } from './events.js'
import type { ItemEvidence } from './decide-agenda.js'
import { nextNumberIn } from './guards.js'
import { AgendaNumberIsOfOneItem, MeetingMustNotBeOver, ProposalMustWait } from './rules.js'
import { agenda, item, reason } from './shapes.js'
import { type Item, type Listed, type MeetingFacts, type MeetingState, meeting } from './state.js'

function ahead(state: MeetingState): MeetingFacts {
  requireThat(state.is === 'scheduled' || state.is === 'open', MeetingMustNotBeOver)
  return state
}
/** What is asked of the meeting with an item, by the section that it stands in. */
export const kindIn = (section: number): Listed['kind'] => (section === 5 ? 'consider' : section === 6 ? 'other' : 'inform')

const { section, title, text, disclosure } = agenda
export const ProposeAgendaItem = command(
  'ProposeAgendaItem',
  meeting,
  {
    section: section
      .optional()
      .meta(label('ระเบียบวาระที่', 'Section', 'หากไม่ระบุคือ 5 เพื่อพิจารณา', '5, for consideration, where it is left out.')),
    title,
    text,
    presenter: Owner.meta(label('ผู้เสนอ', 'Proposed by')),
    disclosure,
  },
  {
    doc: described(
      'กรรมการหรือหน่วยงานเสนอเรื่องเข้าระเบียบวาระ รอเลขานุการบรรจุ (`acceptProposal`) หรือยังไม่บรรจุพร้อมเหตุผล (`parkProposal`)',
      'A member or an agency proposes an item; it waits to be put on the agenda (`acceptProposal`) or parked with a reason (`parkProposal`).',
      'MeetingMustNotBeOver, OwnerMustHaveBegun, OwnerMustNotHaveEnded',
    ),
  },
  ({ section = 5, presenter, ...given }, state, { newId, evidence }: Context<ItemEvidence | undefined>) => {
    const facts = ahead(state)
    requireLiving(evidence?.owners, presenter, facts.called.on, 'presenter')
    const proposed = { section, number: 1, kind: kindIn(section), presenter, ...given }
    const isKnown = Object.values(facts.items).some(({ left, ...other }) => left === 'proposed' && same(other, proposed))
    return isKnown ? [] : [AgendaItemProposed({ item: newId('agendaItem'), ...proposed })]
  },
)

function requireProposal({ items }: MeetingFacts, id: string, ...as: readonly Item['left'][]): Item {
  const found = items[id]
  requireThat(found && as.includes(found.left), ProposalMustWait, 'item')
  return found
}

export const AcceptProposal = command(
  'AcceptProposal',
  meeting,
  { item, section: section.optional(), number: agenda.number.optional() },
  {
    doc: described(
      'บรรจุเรื่องที่เสนอในระเบียบวาระ แม้พักไว้ก่อนแล้ว หากไม่ระบุหมวดใช้ตามที่เสนอ หากไม่ระบุลำดับให้อยู่ท้ายหมวด',
      'The proposal is put on the agenda, also one that was parked: in the section it was proposed for, and last in it, where these are left out.',
      'MeetingMustNotBeOver, ProposalMustWait, AgendaNumberIsOfOneItem',
    ),
  },
  ({ item, section, number }, state) => {
    const facts = ahead(state)
    const proposal = requireProposal(facts, item, 'proposed', 'parked')
    const of = section ?? proposal.section
    const last = number ?? nextNumberIn(facts.items, of)
    requireThat(
      Object.values(facts.items).every((other) => other.left !== undefined || other.section !== of || other.number !== last),
      AgendaNumberIsOfOneItem,
      'number',
    )
    return [ProposalAccepted({ item, section: of, number: last })]
  },
)

export const ParkProposal = command(
  'ParkProposal',
  meeting,
  { item, reason },
  {
    doc: described(
      'ยังไม่บรรจุเรื่องที่เสนอ พร้อมเหตุผล หากเปลี่ยนใจให้บรรจุด้วย `acceptProposal`',
      'The proposal is not put on this agenda, for a reason; `acceptProposal` puts it on it after all.',
      'MeetingMustNotBeOver, ProposalMustWait',
    ),
  },
  (input, state) => {
    requireProposal(ahead(state), input.item, 'proposed')
    return [ProposalParked(input)]
  },
)

export type Due = Omit<Listed, 'number'>
/** What is due on the agenda: what stands in it every time, minutes to certify, what is carried over, matters arising, what comes from other bodies. */
export interface DrawingEvidence {
  readonly due: readonly Due[]
}

/** Whether an agenda has, or had, what is due: minutes, a carried item, a matter arising or a promise once; a standing item by its words. */
function holds(listed: Listed, due: Due): boolean {
  if (due.minutesOf) return listed.minutesOf === due.minutesOf
  if (due.carriedFrom) return listed.carriedFrom === due.carriedFrom
  if (due.commitment) return listed.commitment === due.commitment
  if (due.origin) return listed.origin === due.origin
  return listed.section === due.section && same(listed.title, due.title)
}

export const DrawUpAgenda = command(
  'DrawUpAgenda',
  meeting,
  {},
  {
    doc: described(
      'จัดระเบียบวาระจากสิ่งที่ค้างอยู่ ได้แก่ เรื่องประจำตามแบบของคณะ รายงานการประชุมที่ยังไม่รับรอง เรื่องที่เลื่อนหรือยังไม่ได้พิจารณา มติและข้อผูกพันที่ยังไม่แล้วเสร็จ และเรื่องที่คณะอื่นมอบหมายหรือส่งต่อมา ทำซ้ำได้ เพิ่มเฉพาะที่ยังไม่มี เรื่องที่ถอนแล้วไม่เพิ่มอีก',
      'The agenda draws itself up from what is open: what stands in it every time, minutes that are not certified, what was carried over or not reached, resolutions and commitments that are not done, and what other bodies assigned or referred to this one. It may be repeated: only what is missing is added, and nothing that was taken off.',
      'MeetingMustNotBeOver',
    ),
  },
  (_, state, { newId, evidence }: Context<DrawingEvidence>) => {
    const { items } = ahead(state)
    const known: Record<string, MeetingFacts['items'][string]> = { ...items }
    const added = []
    for (const due of evidence.due) {
      if (Object.values(known).some((listed) => holds(listed, due))) continue
      const id = newId('agendaItem', added.length)
      const listed = { ...due, number: nextNumberIn(known, due.section) }
      known[id] = listed
      added.push(AgendaItemAdded({ item: id, ...listed }))
    }
    return added
  },
)
