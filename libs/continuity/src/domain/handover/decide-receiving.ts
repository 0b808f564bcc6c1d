// The words of those who leave and of those who come.
import { type Context, addDays, canonical, command, described, requireThat } from '@prasan/event-sourcing'
import { HandoverAccepted, HandoverLapsed, ItemAccepted, ItemContested, NoteWritten, ReadingAcknowledged, shapes } from './events.js'
import type { StepFact, StepKind } from './events.js'
import {
  HandoverLapsesAfterItsTime,
  HandoverPassesOnItsDay,
  ItemMustBeOfTheHandover,
  ItemMustBeWaiting,
  OnlyAPartyReceivesAHandover,
  SomethingMustWait,
} from './rules.js'
import { type HandoverState, handover, requireThere } from './state.js'
import { DAYS_TO_ACCEPT, itemOn, waitsOn } from './story.js'

/** Who may receive on the day that is named, and whether the one who does is among them. */
export interface Receiving {
  readonly isAParty: boolean
}
export type Evident = Context<Receiving | undefined>

/** Whether a step says just this already. */
function said(state: HandoverState, kind: StepKind, fact: object): boolean {
  const says = canonical(fact)
  return state.is === 'opened' && state.steps.some((step) => step.kind === kind && canonical(step.fact) === says)
}

/** Requires that the step can be taken, judged without the step itself. */
export function requireStep<K extends StepKind>(
  state: HandoverState,
  kind: K,
  fact: StepFact<K>,
  { judge, evidence }: Pick<Evident, 'judge' | 'evidence'>,
  at = '',
): void {
  const { on, item } = fact as { on: string; item?: string }
  requireThere(state, on, `${at}on`)
  const waits = (which: string) => itemOn(state, which, on)?.state
  requireThat(item === undefined || state.items[item], ItemMustBeOfTheHandover, `${at}item`)
  if (kind === 'note') return
  if (kind !== 'reading') requireThat(on >= state.on, HandoverPassesOnItsDay, `${at}on`)
  if (kind !== 'lapse') requireThat(evidence?.isAParty, OnlyAPartyReceivesAHandover, `${at}by`)
  if (kind === 'receipt') requireThat(['waiting', 'contested'].includes(waits(item!)!), ItemMustBeWaiting, `${at}item`)
  if (kind === 'contest') requireThat(waits(item!) === 'waiting', ItemMustBeWaiting, `${at}item`)
  if (kind === 'acceptance' || kind === 'lapse') requireThat(waitsOn(state, on), SomethingMustWait, `${at}on`)
  if (kind === 'lapse') judge(on >= addDays(state.on, DAYS_TO_ACCEPT), HandoverLapsesAfterItsTime, `${at}on`)
}

const RECEIVES = 'HandoverMustBeThere, HandoverPassesOnItsDay, OnlyAPartyReceivesAHandover'

export const WriteHandoverNote = command(
  'WriteHandoverNote',
  handover,
  shapes.note,
  {
    doc: described(
      'บันทึกของผู้ส่งมอบเกี่ยวกับรายการหนึ่ง หรือทั่วไป เมื่อไม่มีผู้ส่งมอบ เลขานุการบันทึกแทนได้',
      'What the one who leaves says of an item, or in general; where nobody is left to, the secretary writes it.',
      'HandoverMustBeThere, ItemMustBeOfTheHandover',
    ),
  },
  (input, state, context: Evident) => {
    if (said(state, 'note', input)) return []
    requireStep(state, 'note', input, context)
    return [NoteWritten(input)]
  },
)

export const AcceptHandoverItem = command(
  'AcceptHandoverItem',
  handover,
  shapes.receipt,
  {
    doc: described(
      'ผู้รับมอบรับรายการหนึ่ง รวมถึงที่เคยทักท้วงไว้',
      'Whoever receives the post accepts an item, also one that was contested.',
      `${RECEIVES}, ItemMustBeOfTheHandover, ItemMustBeWaiting`,
    ),
  },
  (input, state, context: Evident) => {
    if (said(state, 'receipt', input)) return []
    requireStep(state, 'receipt', input, context)
    return [ItemAccepted(input)]
  },
)

export const ContestHandoverItem = command(
  'ContestHandoverItem',
  handover,
  shapes.contest,
  {
    doc: described(
      'ผู้รับมอบทักท้วงรายการหนึ่งพร้อมเหตุผล เรื่องไปถึงเลขานุการของคณะที่ติดตาม หรือผู้บังคับบัญชา',
      'Whoever receives the post contests an item, with a word: it goes to the secretary of the body that watches over it, else to the supervisor.',
      `${RECEIVES}, ItemMustBeOfTheHandover, ItemMustBeWaiting`,
    ),
  },
  (input, state, context: Evident) => {
    if (said(state, 'contest', input)) return []
    requireStep(state, 'contest', input, context)
    return [ItemContested(input)]
  },
)

export const AcceptHandover = command(
  'AcceptHandover',
  handover,
  shapes.acceptance,
  {
    doc: described('ผู้รับมอบรับทุกรายการที่ยังรออยู่', 'Whoever receives the post accepts all that still waits.', `${RECEIVES}, SomethingMustWait`),
  },
  (input, state, context: Evident) => {
    if (said(state, 'acceptance', input)) return []
    requireStep(state, 'acceptance', input, context)
    return [HandoverAccepted(input)]
  },
)

export const AcknowledgeReading = command(
  'AcknowledgeReading',
  handover,
  shapes.reading,
  {
    doc: described(
      'ผู้รับมอบรับทราบเอกสารในรายการที่ควรอ่านแล้ว',
      'Whoever receives the post has read a document of the reading list.',
      'HandoverMustBeThere, OnlyAPartyReceivesAHandover',
    ),
  },
  (input, state, context: Evident) => {
    if (said(state, 'reading', input)) return []
    requireStep(state, 'reading', input, context)
    return [ReadingAcknowledged(input)]
  },
)

export const LapseHandover = command(
  'LapseHandover',
  handover,
  shapes.lapse,
  {
    doc: described(
      'พ้นกำหนดรับมอบ รายการที่ยังรออยู่แสดงว่าไม่มีผู้รับ หน้าที่ยังเป็นของตำแหน่งเช่นเดิม',
      'The time is up: what still waits is shown as accepted by nobody. The post goes on owing it.',
      'HandoverMustBeThere, HandoverPassesOnItsDay, SomethingMustWait, HandoverLapsesAfterItsTime',
    ),
  },
  (input, state, context: Evident) => {
    if (said(state, 'lapse', input)) return []
    requireStep(state, 'lapse', input, context)
    return [HandoverLapsed(input)]
  },
)
