// Decisions before the meeting: when it is, who is told.
import {
  type Context,
  type DataOf,
  type Day,
  type Life,
  type Owners,
  same,
  command,
  daysBetween,
  described,
  requireLiving,
  requireThat,
  type z,
} from '@prasan/event-sourcing'
import {
  AttendanceCorrected,
  MeetingCancellationReversed,
  MeetingCancelled,
  MeetingCorrected,
  MeetingRescheduled,
  MeetingScheduled,
  NoticeCorrected,
  NoticeReversed,
  NoticeSent,
  RosterCorrected,
} from './events.js'
import { type Around, type FollowingEvidence, requireBetween, requireFollowing } from './followed.js'
import { judgeCapacity } from './decide-attendance.js'
import { requireBodies, requireInOrder, scheduled, uncertified } from './guards.js'
import { type DayEvidence, type Recall, recalledInTime, writtenDown } from './opening.js'
import { recounted } from './recounting.js'
import {
  AssignmentIsNotDueBeforeTheMeeting,
  CirculationStaysOne,
  HeldMeetingKeepsItsNumber,
  InquorateMeetingMayBeRecalledWithOneThird,
  MeetingIsNotOpenedBeforeItsDay,
  MeetingMustBeCancelled,
  MinutesAreCertifiedByALaterMeetingOrCirculation,
  MinutesFollowInTime,
  NoticeIsNotSentAfterTheMeeting,
  NoticeIsSentOnce,
  NoticeMustBeSent,
  NoticeMustPrecedeMeetingByRule,
  OpeningRestsOnTheNotice,
  RepliesComeBeforeTheMeeting,
  RosterHoldsTheSeatsAttended,
} from './rules.js'
import { type calling, type moving, reason, sent } from './shapes.js'
import { type Called, type MeetingFacts, type MeetingState, type Opened, meeting } from './state.js'

type Input<S extends z.ZodRawShape> = z.infer<z.ZodObject<S>>

/** What the streams of the bodies say of the meeting on its new day. */
export interface CallingEvidence extends FollowingEvidence {
  /** The days of each of them. */
  readonly lives: readonly Life[]
  /** Those that gave it a number. */
  readonly numbered: readonly string[]
  /** Those of them whose number is of the year of the day before, and not of the new one. */
  readonly otherYear: readonly string[]
  /** What bounds its new day. */
  readonly around?: Around
  /** What would have been written down of the right bodies on the right day, where it was opened. */
  readonly sitting?: DayEvidence
  /** The bodies of each meeting whose minutes it certified. */
  readonly certified?: readonly (readonly string[])[]
}

function requireCallable({ on, startsAt, endsAt }: Called, lives: readonly Life[]) {
  requireInOrder(startsAt, endsAt, 'endsAt')
  requireBodies(lives, on, 'on')
}
const orNone = (committees: readonly string[]) => (committees.length > 0 ? [...committees] : undefined)
const saysTheSame = (a: Called, b: Called) => same(a, b)

export function scheduleMeeting(input: Input<typeof calling>, _: MeetingState, { evidence, id }: Context<CallingEvidence>) {
  requireFollowing(input, { meeting: id, on: input.on }, evidence)
  requireCallable(input, evidence.lives)
  return [MeetingScheduled(input)]
}

export function rescheduleMeeting({ reason, ...moved }: Input<typeof moving>, state: MeetingState, { evidence }: Context<CallingEvidence>) {
  const { called } = scheduled(state)
  const next = { ...called, ...moved }
  requireCallable(next, evidence.lives)
  if (saysTheSame(called, next)) return []
  requireBetween(next.on, evidence.around)
  const renumbered = orNone(evidence.otherYear)
  return [MeetingRescheduled({ ...moved, reason, renumbered })]
}

export function correctMeeting(
  { reason, ...called }: Input<typeof calling> & { reason: string },
  state: MeetingState,
  { evidence, id, today, judge }: Context<CallingEvidence>,
) {
  const facts = uncertified(state)
  const { lives, numbered, otherYear } = evidence
  requireCallable(called, lives)
  if (saysTheSame(facts.called, called)) return []
  requireThat((called.byCirculation ?? false) === (facts.called.byCirculation ?? false), CirculationStaysOne, 'byCirculation')
  requireFollowing(called, { meeting: id, on: called.on }, evidence)
  requireBetween(called.on, evidence.around)
  requireThat(facts.opened === undefined || otherYear.length === 0, HeldMeetingKeepsItsNumber, 'on')
  if (called.on !== facts.called.on) requireDay(facts, called.on, today)
  const gone = facts.called.bodies.filter((body) => !called.bodies.includes(body) && numbered.includes(body))
  const come = numbered.length > 0 ? called.bodies.filter((body) => !facts.called.bodies.includes(body)) : []
  const renumbered = otherYear.filter((body) => !gone.includes(body))
  const corrected = MeetingCorrected({ ...called, reason, renumbered: orNone(renumbered), numbered: orNone(come), released: orNone(gone) })
  const { opened } = facts
  if (!opened) return [corrected]
  const field = same(facts.called.bodies, called.bodies) ? 'on' : 'bodies'
  const isOfEach = evidence.certified?.every((bodies) => bodies.some((body) => called.bodies.includes(body))) ?? true
  judge(field === 'on' || isOfEach, MinutesAreCertifiedByALaterMeetingOrCirculation, field, corrected)
  return recounted(
    { ...facts, opened },
    [corrected, ...rosterOf({ ...facts, opened }, called.on, evidence.sitting, reason, judge, field)],
    judge,
    field,
  )
}

/**
 * The roster of the right bodies on the right day, where it is another than was written down. Who came is judged again by it; absent is who sat in the
 * seat, so the absence of whoever sat there on the wrong day is that of whoever did on the right one.
 */
function rosterOf(
  facts: MeetingFacts & { opened: Opened },
  on: Day,
  sitting: DayEvidence | undefined,
  reason: string,
  judge: Context['judge'],
  field: string,
) {
  if (!sitting) return []
  const { opened, attendance } = facts
  const written = writtenDown(sitting, facts, on)
  if (same(withoutRevisions(opened), withoutRevisions(written))) return []
  const corrected = RosterCorrected(written)
  const seats = new Set(written.roster.map(({ seat }) => seat))
  for (const entry of Object.values(attendance)) {
    requireThat(entry.seat === undefined || seats.has(entry.seat), RosterHoldsTheSeatsAttended, field)
    if (!entry.absence) judgeCapacity(entry, written, (holds, rule) => judge(holds, rule, field, corrected), '', corrected)
  }
  const occupants = new Map(written.roster.map(({ seat, person }) => [seat, person]))
  const absences = Object.entries(attendance).flatMap(([id, { there: _, ...entry }]) => {
    const was = opened.roster.find(({ seat }) => seat === entry.seat)
    const person = occupants.get(entry.seat!)
    const isOfBefore = entry.absence && entry.person === was?.person && person !== was?.person
    return isOfBefore ? [AttendanceCorrected({ attendance: id, ...entry, person, reason })] : []
  })
  return [corrected, ...absences]
}
const withoutRevisions = ({ bodies, roster, recalled = false }: Pick<Opened, 'bodies' | 'roster' | 'recalled'>) => ({
  ...{ roster, recalled },
  bodies: bodies.map(({ committee, rules }) => ({ committee, rules })),
})

/** The right day of a meeting, compared with all that was recorded of it. */
function requireDay({ called, notice, opened, minutes, resolutions }: MeetingFacts, on: Day, today: Day) {
  requireThat(opened === undefined || on <= today, MeetingIsNotOpenedBeforeItsDay, 'on')
  const forTheDay = notice?.on === called.on ? notice : undefined
  requireThat(!forTheDay || forTheDay.sentOn <= on, NoticeIsNotSentAfterTheMeeting, 'on')
  requireThat((forTheDay?.replyBy ?? on) <= on, RepliesComeBeforeTheMeeting, 'on')
  requireThat(minutes?.circulatedOn === undefined || on <= minutes.circulatedOn, MinutesFollowInTime, 'on')
  const due = Object.values(resolutions).flatMap(({ assignments }) => assignments.map(({ dueOn }) => dueOn))
  requireThat(
    due.every((dueOn) => on <= dueOn),
    AssignmentIsNotDueBeforeTheMeeting,
    'on',
  )
}

export const CancelMeeting = command(
  'CancelMeeting',
  meeting,
  { reason },
  {
    doc: described(
      'ยกเลิกการประชุม เลขครั้งที่ได้รับแล้วคืนให้คณะ',
      'The meeting does not take place; the number it was given goes back to its body.',
      'MeetingMustNotBeOver',
    ),
  },
  ({ reason }, state) => [MeetingCancelled({ bodies: scheduled(state).called.bodies, reason })],
)

export const ReverseMeetingCancellation = command(
  'ReverseMeetingCancellation',
  meeting,
  { reason },
  {
    doc: described(
      'บันทึกการยกเลิกการประชุมโดยผิดพลาด ให้ประชุมตามวันเดิม และรับเลขครั้งใหม่หากส่งหนังสือเชิญประชุมแล้ว',
      'The cancellation was recorded by mistake: the meeting stays on its day, and is numbered again where its notice was sent.',
      'MeetingMustBeCancelled',
    ),
  },
  ({ reason }, state) => {
    requireThat(state.is === 'cancelled', MeetingMustBeCancelled)
    const { called, notice } = state
    return [MeetingCancellationReversed({ on: called.on, ...(notice && !called.byCirculation && { numbered: called.bodies }), reason })]
  },
)

export const notice = {
  ...sent,
  sentOn: sent.sentOn.optional().meta({ description: described('หากไม่ระบุคือวันนี้', 'Today where it is left out.') }),
}
export const noticeCorrection = { ...sent, reason }

/** What the rules of the bodies ask of a notice, read from their streams, and the meeting without quorum that this one repeats. */
export interface NoticeEvidence {
  readonly noticeDays: number
  readonly committees: DataOf<typeof NoticeSent>['committees']
  readonly recall?: Recall | undefined
  /** The days of the post that signs. */
  readonly owners?: Owners
}

function judgeNotice(given: Input<typeof sent>, on: Day, { evidence, judge }: Context<NoticeEvidence>) {
  const { sentOn, urgentReason, oneThird, replyBy, signedBy } = given
  requireThat(replyBy === undefined || (sentOn <= replyBy && replyBy <= on), RepliesComeBeforeTheMeeting, 'replyBy')
  if (signedBy !== undefined) requireLiving(evidence.owners, signedBy, sentOn, 'signedBy')
  requireThat(sentOn <= on, NoticeIsNotSentAfterTheMeeting, 'sentOn')
  judge(urgentReason !== undefined || daysBetween(sentOn, on) >= evidence.noticeDays, NoticeMustPrecedeMeetingByRule, 'sentOn')
  judge(!oneThird || recalledInTime(evidence.recall, on), InquorateMeetingMayBeRecalledWithOneThird, 'oneThird')
}

export function sendNotice(input: Input<typeof notice>, state: MeetingState, context: Context<NoticeEvidence>) {
  const { called, notice: before } = scheduled(state)
  const notice = { ...input, sentOn: input.sentOn ?? context.today }
  requireThat(before?.on !== called.on, NoticeIsSentOnce)
  judgeNotice(notice, called.on, context)
  const { noticeDays, committees } = context.evidence
  const { on, bodies, byCirculation } = called
  return [NoticeSent({ ...notice, on, bodies, ...(byCirculation && { byCirculation }), noticeDays, committees })]
}

export function correctNotice({ reason, ...right }: Input<typeof noticeCorrection>, state: MeetingState, context: Context<NoticeEvidence>) {
  const { notice, opened } = uncertified(state)
  requireThat(notice, NoticeMustBeSent)
  const before = Object.fromEntries(Object.keys(sent).map((name) => [name, notice[name as keyof typeof sent]]))
  if (same(right, before)) return []
  requireThat(!opened || (right.oneThird ?? false) === (notice.oneThird ?? false), OpeningRestsOnTheNotice, 'oneThird')
  judgeNotice(right, notice.on, context)
  return [NoticeCorrected({ ...right, reason })]
}

export const ReverseNotice = command(
  'ReverseNotice',
  meeting,
  { reason },
  {
    doc: described(
      'บันทึกหนังสือเชิญประชุมโดยผิดพลาด แท้จริงมิได้ส่ง การประชุมที่ยังไม่เปิดให้คืนเลขครั้ง เมื่อเปิดประชุมแล้วอาจไม่เป็นไปตาม ' + 'NoticeMustPrecedeMeetingByRule',
      'The notice was recorded by mistake: none was sent. A meeting that has not opened gives its number back; one that has may break ' +
        'NoticeMustPrecedeMeetingByRule.',
      'CertifiedMinutesChangeOnlyByCorrection, NoticeMustBeSent, OpeningRestsOnTheNotice, NoticeMustPrecedeMeetingByRule',
    ),
  },
  ({ reason }, state, { judge }) => {
    const { is, called, notice, opened } = uncertified(state)
    requireThat(notice, NoticeMustBeSent)
    requireThat(!opened?.recalled, OpeningRestsOnTheNotice)
    judge(!opened || opened.noticeUnknown || notice.noticeDays === 0, NoticeMustPrecedeMeetingByRule)
    return [NoticeReversed({ ...(is === 'scheduled' && { released: called.bodies }), reason })]
  },
)
