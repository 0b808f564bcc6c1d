// Decisions before the meeting: when it is, who is told, what is on the agenda.
import {
  type Context,
  Day,
  type DataOf,
  Text,
  addDays,
  attachment,
  command,
  daysBetween,
  hasFile,
  label,
  requireThat,
  z,
} from '@prasan/event-sourcing'
import {
  AgendaItemAdded,
  AgendaItemCarriedOver,
  AgendaItemChanged,
  AgendaItemWithdrawn,
  FileAttachedToAgendaItem,
  MeetingCancelled,
  MeetingCorrected,
  MeetingRescheduled,
  MeetingScheduled,
  NoticeSent,
} from './events.js'
import { agenda, calling, item, moving, reason } from './shapes.js'
import {
  BodyMustNotBeDissolvedOnTheDay,
  InquorateMeetingMayBeRecalledWithOneThird,
  MeetingMustNotBeOver,
  NoticeIsSentOnce,
  NoticeMustPrecedeMeetingByRule,
  requireInOrder,
  requireItem,
  scheduled,
  uncertified,
} from './rules.js'
import { type Called, type MeetingState, meeting } from './state.js'

export const correction = { ...calling, reason }

type Input<S extends z.ZodRawShape> = z.infer<z.ZodObject<S>>

/** Whether a body was dissolved by the day of its meeting, read from their streams. */
export type DissolvedEvidence = boolean

function requireCallable({ startsAt, endsAt }: Pick<Called, 'startsAt' | 'endsAt'>, dissolved: DissolvedEvidence) {
  requireInOrder(startsAt, endsAt, 'endsAt')
  requireThat(!dissolved, BodyMustNotBeDissolvedOnTheDay, 'on')
}

export function scheduleMeeting(input: Input<typeof calling>, _: MeetingState, { evidence }: Context<DissolvedEvidence>) {
  requireCallable(input, evidence)
  return [MeetingScheduled(input)]
}

export function rescheduleMeeting(input: Input<typeof moving>, state: MeetingState, { evidence }: Context<DissolvedEvidence>) {
  requireCallable({ ...scheduled(state).called, ...input }, evidence)
  return [MeetingRescheduled(input)]
}

export function correctMeeting(input: Input<typeof correction>, state: MeetingState, { evidence }: Context<DissolvedEvidence>) {
  uncertified(state)
  requireCallable(input, evidence)
  return [MeetingCorrected(input)]
}

export const CancelMeeting = command(
  'CancelMeeting',
  meeting,
  { reason },
  { doc: 'The meeting does not take place; the number it was given goes back to its body.' },
  ({ reason }, state) => [MeetingCancelled({ bodies: scheduled(state).called.bodies, reason })],
)

export const notice = {
  sentOn: Day.optional().meta({ ...label('แจ้งเมื่อ', 'Sent on'), description: 'Today where it is left out.' }),
  method: Text.optional().meta(label('วิธีแจ้ง', 'Method')),
  urgentReason: Text.optional().meta({ ...label('เหตุเร่งด่วน', 'Urgent because'), description: 'Lifts the days of notice.' }),
  oneThird: z
    .boolean()
    .optional()
    .meta({ ...label('แจ้งว่าหนึ่งในสามเป็นองค์ประชุม', 'One third will do'), description: 'The notice of a recalled meeting says so.' }),
}

/** What the rules of the bodies ask of a notice, read from their streams, and the meeting without quorum that this one repeats. */
export interface NoticeEvidence {
  readonly noticeDays: number
  readonly committees: DataOf<typeof NoticeSent>['committees']
  readonly recall?: { readonly withinDays: number; readonly inquorate: boolean; readonly on: Day } | undefined
}

export function sendNotice(input: Input<typeof notice>, state: MeetingState, { today, evidence, judge }: Context<NoticeEvidence>) {
  const { called, notice: before } = scheduled(state)
  const sentOn = input.sentOn ?? today
  requireThat(before?.on !== called.on, NoticeIsSentOnce)
  judge(input.urgentReason !== undefined || daysBetween(sentOn, called.on) >= evidence.noticeDays, NoticeMustPrecedeMeetingByRule, 'sentOn')
  judge(!input.oneThird || recalledInTime(evidence.recall, called.on), InquorateMeetingMayBeRecalledWithOneThird, 'oneThird')
  const { noticeDays, committees } = evidence
  return [NoticeSent({ ...input, sentOn, on: called.on, bodies: called.bodies, noticeDays, committees })]
}

export const recalledInTime = (recall: NoticeEvidence['recall'], on: Day): boolean =>
  recall !== undefined && recall.inquorate && on > recall.on && on <= addDays(recall.on, recall.withinDays)

const { number, ...listed } = agenda

export const AddAgendaItem = command(
  'AddAgendaItem',
  meeting,
  { ...listed, number: number.optional() },
  { doc: 'Puts an item on the agenda, last in its section where no number is given; also while the meeting is open.' },
  ({ number, ...input }, state, { newId }) => {
    requireThat(state.is === 'scheduled' || state.is === 'open', MeetingMustNotBeOver)
    const inSection = Object.values(state.items).filter(({ section }) => section === input.section)
    return [
      AgendaItemAdded({ item: newId('agendaItem'), ...input, number: number ?? Math.max(0, ...inSection.map(({ number }) => number)) + 1 }),
    ]
  },
)

export const ChangeAgendaItem = command(
  'ChangeAgendaItem',
  meeting,
  { item, ...agenda },
  { doc: 'The item is another, or was recorded wrongly: gives the whole item. Not once the minutes are certified.' },
  (input, state) => {
    requireItem(uncertified(state), input.item)
    return [AgendaItemChanged(input)]
  },
)

export const WithdrawAgendaItem = command(
  'WithdrawAgendaItem',
  meeting,
  { item, reason: reason.optional() },
  { doc: 'The item is taken off the agenda.' },
  (input, state) => {
    requireItem(uncertified(state), input.item)
    return [AgendaItemWithdrawn(input)]
  },
)

export const CarryAgendaItemOver = command(
  'CarryAgendaItemOver',
  meeting,
  { item, reason: reason.optional() },
  { doc: 'The item goes to a later meeting, whose own item names it as `carriedFrom`.' },
  (input, state) => {
    requireItem(uncertified(state), input.item)
    return [AgendaItemCarriedOver(input)]
  },
)

export const AttachFileToAgendaItem = command(
  'AttachFileToAgendaItem',
  meeting,
  { item, ...attachment },
  {
    doc:
      'Attaches a paper that POST /files stored before to an item of the agenda. Not once the minutes are certified: what comes later is attached to the ' +
      'minutes. The same file again is nothing new.',
  },
  (input, state) => {
    const facts = uncertified(state)
    requireItem(facts, input.item)
    return hasFile(facts.files, input.item, input) ? [] : [FileAttachedToAgendaItem(input)]
  },
)
