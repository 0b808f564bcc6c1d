// Decisions before the meeting: when it is, who is told, what is on the agenda.
import {
  type Context,
  Day,
  type DataOf,
  Text,
  addDays,
  attachment,
  command,
  creation,
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
  InquorateMeetingMayBeRecalledWithOneThird,
  MeetingMustNotBeOver,
  NoticeIsSentOnce,
  NoticeMustPrecedeMeetingByRule,
  requireInOrder,
  requireItem,
  scheduled,
  uncertified,
} from './rules.js'
import { type MeetingState, meeting } from './state.js'

export const ScheduleMeeting = creation(
  'ScheduleMeeting',
  meeting,
  calling,
  { doc: 'Sets the day of a meeting of one or more bodies, the host first. Its number comes with the notice, or when it opens.' },
  (input) => {
    requireInOrder(input.startsAt, input.endsAt, 'endsAt')
    return [MeetingScheduled(input)]
  },
)

export const RescheduleMeeting = command(
  'RescheduleMeeting',
  meeting,
  moving,
  { doc: 'The meeting is moved to another day, time or place; what is left out stays.' },
  (input, state) => {
    const { startsAt, endsAt } = { ...scheduled(state).called, ...input }
    requireInOrder(startsAt, endsAt, 'endsAt')
    return [MeetingRescheduled(input)]
  },
)

export const CorrectMeeting = command(
  'CorrectMeeting',
  meeting,
  { ...calling, reason },
  { doc: 'The meeting was recorded wrongly: gives the whole corrected fact and the reason. Not once its minutes are certified.' },
  (input, state) => {
    uncertified(state)
    requireInOrder(input.startsAt, input.endsAt, 'endsAt')
    return [MeetingCorrected(input)]
  },
)

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

export function sendNotice(
  input: z.infer<z.ZodObject<typeof notice>>,
  state: MeetingState,
  { today, evidence, judge }: Context<NoticeEvidence>,
) {
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
