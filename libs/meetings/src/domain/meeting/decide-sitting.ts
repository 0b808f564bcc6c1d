// Decisions while the meeting sits: who is there, who withdraws from an item, what is discussed, when it ends.
import { type Context, type DataOf, LongText, TimeOfDay, canonical, command, label, requireThat, z } from '@prasan/event-sourcing'
import {
  AttendanceCorrected,
  AttendanceRecorded,
  ItemDiscussed,
  MeetingClosed,
  MeetingOpened,
  MemberArrived,
  MemberLeft,
  QuorumRecounted,
  RecusalDeclared,
} from './events.js'
import { at, attendance, entry, item, noticeUnknown, person, reason } from './shapes.js'
import { type NoticeEvidence, recalledInTime } from './decide-calling.js'
import { quorate, quorumOf } from './quorum.js'
import {
  AttendanceMustBeKnown,
  AttendanceNamesAPersonOrAnAbsence,
  DepartureFollowsArrival,
  MeetingIsNotOpenedBeforeItsDay,
  MeetingNeedsQuorumToResolve,
  NoticeMustPrecedeMeetingByRule,
  OnlyTheOccupantAttendsInPerson,
  SeatIsAttendedOnceAtATime,
  SeatMustBeOnTheRoster,
  SubstitutesMustBeTaken,
  entriesOf,
  open,
  opened,
  requireInOrder,
  requireItem,
  scheduled,
} from './rules.js'
import { type Attended, type Entry, type MeetingFacts, type MeetingState, type Opened, attended, meeting } from './state.js'

export const opening = { at: at.optional(), noticeUnknown }

/** Roster, occupants and rules of the day, read from the streams of the bodies and of the posts that have seats. */
export interface DayEvidence extends Pick<Opened, 'bodies' | 'roster' | 'posts'> {
  readonly noticeDays: number
  readonly recall?: (NonNullable<NoticeEvidence['recall']> & { readonly numerator: number; readonly denominator: number }) | undefined
}

export function openMeeting(
  { at, noticeUnknown }: z.infer<z.ZodObject<typeof opening>>,
  state: MeetingState,
  { today, evidence, judge }: Context<DayEvidence>,
) {
  const { called, notice } = scheduled(state)
  const { noticeDays, recall, ...day } = evidence
  requireThat(called.on <= today, MeetingIsNotOpenedBeforeItsDay)
  judge(notice !== undefined || noticeUnknown || noticeDays === 0, NoticeMustPrecedeMeetingByRule)
  const recalled = notice?.oneThird === true && recalledInTime(recall, called.on)
  const bodies = day.bodies.map((body) =>
    recalled
      ? {
          ...body,
          rules: { ...body.rules, quorum: { ...body.rules.quorum, numerator: recall!.numerator, denominator: recall!.denominator } },
        }
      : body,
  )
  const event: DataOf<typeof MeetingOpened> = { on: called.on, at, noticeUnknown, ...day, bodies, ...(recalled && { recalled }) }
  return [MeetingOpened(event)]
}

type Judge = Context['judge']

/** The entry as it is recorded, its capacity found where it was left out. */
function judged(entry: Entry, { roster, bodies }: Opened, judge: Judge, field: string): Entry {
  const { seat: id, person, absence, arrived, left } = entry
  const seat = roster.find(({ seat }) => seat === id)
  requireThat(id === undefined || seat, SeatMustBeOnTheRoster, `${field}seat`)
  if (absence) {
    requireThat(id && !entry.capacity && !arrived && !left, AttendanceNamesAPersonOrAnAbsence, field)
    return { ...entry, person: person ?? seat!.person }
  }
  const occupant = seat !== undefined && seat.person === person
  const capacity = entry.capacity ?? (!seat ? 'observer' : !occupant ? 'substitute' : seat.manner === 'acting' ? 'acting' : 'self')
  requireThat(person && (capacity === 'observer' || seat), AttendanceNamesAPersonOrAnAbsence, field)
  requireThat(!arrived || !left || arrived < left, DepartureFollowsArrival, `${field}left`)
  judge(occupant || !['self', 'acting'].includes(capacity), OnlyTheOccupantAttendsInPerson, `${field}person`)
  const { substitutes } = bodies.find(({ committee }) => committee === seat?.committee)?.rules ?? { substitutes: 'count' }
  judge(capacity !== 'substitute' || substitutes !== 'none', SubstitutesMustBeTaken, `${field}capacity`)
  return { ...entry, capacity }
}

const overlap = (a: Attended, b: Attended) =>
  a.there.length === 0 ||
  b.there.length === 0 ||
  a.there.some((one) => b.there.some((other) => (one.from ?? '') < (other.to ?? '99') && (other.from ?? '') < (one.to ?? '99')))

/** A seat is taken by one person at a time, and a person takes it once. */
function requireFree(taken: readonly Attended[], entry: Entry, field: string) {
  const same = taken.filter(({ seat, person }) =>
    entry.seat === undefined ? person === entry.person && seat === undefined : seat === entry.seat,
  )
  requireThat(
    same.every((other) => !overlap(other, attended(entry))),
    SeatIsAttendedOnceAtATime,
    `${field}seat`,
  )
}

export const RecordAttendance = command(
  'RecordAttendance',
  meeting,
  {
    entries: z
      .array(z.strictObject(entry).meta({ id: 'AttendanceEntry' }))
      .min(1)
      .max(300),
  },
  {
    doc:
      'Who came, for which seat and in which capacity, and which seats were absent. Where `capacity` is left out it is what the roster of the day says: ' +
      'the occupant in person or acting, anybody else for a seat as substitute, whoever has no seat in attendance.',
  },
  ({ entries }, state, { newId, judge }) => {
    const facts = opened(state)
    const taken = Object.values(facts.attendance)
    return entries.map((given, i) => {
      const field = `entries.${i}.`
      const entry = judged(given, facts.opened, judge, field)
      requireFree(taken, entry, field)
      taken.push(attended(entry))
      return AttendanceRecorded({ attendance: newId('attendance', i), ...entry })
    })
  },
)

export const CorrectAttendance = command(
  'CorrectAttendance',
  meeting,
  { attendance, ...entry, reason },
  {
    doc:
      'Attendance was recorded wrongly: gives the whole corrected entry and the reason. The quorum of what was resolved while it stood is counted again. ' +
      'Not once the minutes are certified. Errors: MeetingNeedsQuorumToResolve.',
  },
  ({ attendance: id, reason, ...given }, state, { judge }) => {
    const facts = opened(state)
    requireThat(facts.attendance[id], AttendanceMustBeKnown, 'attendance')
    const entry = judged(given, facts.opened, judge, '')
    const others = Object.entries(facts.attendance).flatMap(([other, taken]) => (other === id ? [] : [taken]))
    requireFree(others, entry, '')
    return [AttendanceCorrected({ attendance: id, ...entry, reason }), ...recounted(facts, id, entry, judge)]
  },
)

/** The resolutions whose quorum was another than was counted. One that turns out to have had none is judged as it would have been then. */
function recounted({ opened, resolutions }: MeetingFacts & { opened: Opened }, id: string, entry: Entry, judge: Judge) {
  return Object.entries(resolutions).flatMap(([resolution, { at, quorum: before, attendance, recused }]) => {
    if (!attendance[id]) return []
    const quorum = quorumOf(opened, Object.values({ ...attendance, [id]: attended(entry) }), recused, at)
    if (canonical(quorum) === canonical(before)) return []
    const recount = QuorumRecounted({ resolution, quorum })
    judge(quorate(quorum) || !quorate(before), MeetingNeedsQuorumToResolve, 'attendance', recount)
    return [recount]
  })
}

export const RecordArrival = command(
  'RecordArrival',
  meeting,
  { person, at },
  { doc: 'Somebody whose attendance is recorded arrives, or comes back.' },
  (input, state) => {
    const entries = entriesOf(open(state), input.person)
    requireThat(
      entries.every(({ there }) => (there.at(-1)?.to ?? (there.at(-1)?.from === undefined ? '' : '99')) <= input.at),
      DepartureFollowsArrival,
      'at',
    )
    return [MemberArrived(input)]
  },
)

export const RecordDeparture = command(
  'RecordDeparture',
  meeting,
  { person, at },
  { doc: 'Somebody leaves before the end, or for a while.' },
  (input, state) => {
    const entries = entriesOf(open(state), input.person)
    requireThat(
      entries.every(({ there }) => there.length > 0 && there.at(-1)!.to === undefined && (there.at(-1)!.from ?? '') < input.at),
      DepartureFollowsArrival,
      'at',
    )
    return [MemberLeft(input)]
  },
)

export const DeclareRecusal = command(
  'DeclareRecusal',
  meeting,
  { person, item, reason: reason.optional() },
  { doc: 'Somebody withdraws from an item, having an interest in it: out of its quorum and its vote.' },
  (input, state) => {
    const facts = opened(state)
    requireItem(facts, input.item)
    const declared = facts.recusals.some(({ person, item }) => person === input.person && item === input.item)
    return declared ? [] : [RecusalDeclared(input)]
  },
)

export const RecordDiscussion = command(
  'RecordDiscussion',
  meeting,
  { item, text: LongText.meta(label('ความเห็นที่ประชุม', 'Discussion')) },
  { doc: 'What was said on an item; the last word counts. Not once the minutes are certified.' },
  (input, state) => {
    requireItem(opened(state), input.item)
    return [ItemDiscussed(input)]
  },
)

export const CloseMeeting = command(
  'CloseMeeting',
  meeting,
  { at: TimeOfDay.optional().meta(label('เวลา', 'At')) },
  { doc: 'The meeting ends. One that never had its quorum is marked inquorate and may be recalled.' },
  ({ at }, state) => {
    const facts = open(state)
    requireInOrder(facts.opened.at, at, 'at')
    const inquorate = neverQuorate(facts, facts.opened)
    return [MeetingClosed({ at, ...(inquorate && { inquorate }) })]
  },
)

/** Attendance was taken, whoever came is not enough, and nothing was resolved with a quorum. */
function neverQuorate({ attendance, resolutions }: MeetingFacts, day: Opened): boolean {
  const came = Object.values(attendance).map((entry) => ({ ...entry, there: entry.there.length > 0 ? [{}] : [] }))
  return came.length > 0 && !quorate(quorumOf(day, came)) && !Object.values(resolutions).some(({ quorum }) => quorate(quorum))
}
