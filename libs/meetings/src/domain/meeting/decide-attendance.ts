// Decisions on who is there: who came for which seat, who came and went.
import {
  type Context,
  type Fact,
  type Owners,
  command,
  described,
  hasDays,
  overlap,
  requireLiving,
  requireThat,
  same,
  z,
} from '@prasan/event-sourcing'
import { type Attended, type Entry, arrivedAt, attended, capacityOf, hasLeft, spanOf } from './attended.js'
import { AttendanceCorrected, AttendanceRecorded, AttendanceReversed, MemberArrived, MemberLeft } from './events.js'
import { entriesOf, open, opened, requireInSitting } from './guards.js'
import { recounted } from './recounting.js'
import {
  AttendanceMustBeKnown,
  AttendanceNamesAPersonOrAnAbsence,
  DepartureFollowsArrival,
  ObserverIsRecordedOnce,
  OnlyTheOccupantAttendsInPerson,
  SeatIsAttendedOnceAtATime,
  SeatMustBeOnTheRoster,
  SubstitutesMustBeTaken,
} from './rules.js'
import { at, attendance, entry, person, reason } from './shapes.js'
import { type MeetingFacts, type Opened, meeting } from './state.js'

type Judge = Context['judge']
type Evident = Context<Owners | undefined>

/** The entry as it is recorded, its capacity found where it was left out. */
function complete(entry: Entry, facts: MeetingFacts & { opened: Opened }, owners: Owners | undefined, field: string): Entry {
  const { roster } = facts.opened
  const { seat: id, person, absence, arrived, left } = entry
  const seat = roster.find(({ seat }) => seat === id)
  requireThat(id === undefined || seat, SeatMustBeOnTheRoster, `${field}seat`)
  if (entry.post !== undefined) requireLiving(owners, entry.post, facts.called.on, `${field}post`)
  if (absence) {
    requireThat(id && !entry.capacity && !arrived && !left, AttendanceNamesAPersonOrAnAbsence, `${field}${id ? 'absence' : 'seat'}`)
    return { ...entry, person: person ?? seat!.person }
  }
  const capacity = entry.capacity ?? capacityOf(entry, roster)
  requireThat(person && (capacity === 'observer' || seat), AttendanceNamesAPersonOrAnAbsence, `${field}${person ? 'seat' : 'person'}`)
  requireThat(hasDays({ from: arrived, until: left }), DepartureFollowsArrival, `${field}left`)
  requireInSitting({ ...facts, attendance: { came: { there: [{ from: arrived }] } }, resolutions: {} }, `${field}arrived`)
  requireInSitting({ ...facts, attendance: { left: { there: [{ to: left }] } }, resolutions: {} }, `${field}left`)
  return { ...entry, capacity }
}

/** Judges a complete entry; the fact is the one that records it. */
export function judgeCapacity(
  { seat: id, person, capacity }: Entry,
  { roster, bodies }: Pick<Opened, 'roster' | 'bodies'>,
  judge: Judge,
  field: string,
  fact: Fact,
): void {
  const seat = roster.find(({ seat }) => seat === id)
  const inPerson = capacity === 'self' || capacity === 'acting'
  judge(!inPerson || seat?.person === person, OnlyTheOccupantAttendsInPerson, `${field}person`, fact)
  const { substitutes } = bodies.find(({ committee }) => committee === seat?.committee)?.rules ?? { substitutes: 'count' }
  const standsIn = capacity === 'substitute' && !seat?.alternates?.includes(person!)
  judge(!standsIn || substitutes !== 'none', SubstitutesMustBeTaken, `${field}capacity`, fact)
}

const meet = (a: Attended, b: Attended) =>
  a.there.length === 0 || b.there.length === 0 || a.there.some((one) => b.there.some((other) => overlap(spanOf(one), spanOf(other))))

/** A seat is taken by one person at a time, and a person takes it once. */
function requireFree(taken: readonly Attended[], entry: Entry, field: string) {
  const same = taken.filter(({ seat }) => seat !== undefined && seat === entry.seat)
  requireThat(
    same.every((other) => !meet(other, attended(entry))),
    SeatIsAttendedOnceAtATime,
    field,
  )
}
/** An observer is nothing else at the same time. */
function requireOnce(taken: readonly Attended[], entry: Entry, field: string) {
  const same = taken.filter(({ person, capacity }) => person === entry.person && [capacity, entry.capacity].includes('observer'))
  requireThat(
    same.every((other) => !meet(other, attended(entry))),
    ObserverIsRecordedOnce,
    field,
  )
}

export const RecordAttendance = command(
  'RecordAttendance',
  meeting,
  {
    entries: z
      .array(z.strictObject(entry).meta({ id: 'AttendanceEntry' }))
      .min(1)
      .max(300)
      .meta({ description: described('การมาหรือไม่มา รายการละหนึ่งคนหรือหนึ่งที่นั่ง', 'Who came or was absent, one entry each.') }),
  },
  {
    doc: described(
      'บันทึกผู้มาประชุม ที่นั่งและฐานะที่มาประชุม และที่นั่งที่ไม่มาประชุม หากไม่ระบุ `capacity` ให้เป็นไปตามรายชื่อของวันนั้น คือ ' +
        'ผู้ดำรงตำแหน่งมาด้วยตนเองหรือในฐานะผู้รักษาการ ผู้อื่นที่มาสำหรับที่นั่งเป็นผู้มาประชุมแทน ผู้ที่ไม่มีที่นั่งเป็นผู้เข้าร่วมประชุม ' +
        'นับองค์ประชุมของมติที่ทราบเวลาใหม่',
      'Who came, for which seat and in which capacity, and which seats were absent. Where `capacity` is left out it is what the roster ' +
        'of the day says: the occupant in person or acting, anybody else for a seat as substitute, whoever has no seat in attendance. The ' +
        'quorum of what was resolved at a time that is known is counted again.',
      'CertifiedMinutesChangeOnlyByCorrection, MeetingMustBeOpened, SeatMustBeOnTheRoster, AttendanceNamesAPersonOrAnAbsence, ' +
        'DepartureFollowsArrival, TimesLieWithinTheSitting, SeatIsAttendedOnceAtATime, ObserverIsRecordedOnce, ' +
        'OnlyTheOccupantAttendsInPerson, SubstitutesMustBeTaken, MeetingNeedsQuorumToResolve, OwnerMustNotHaveEnded',
    ),
  },
  ({ entries }, state, { newId, judge, evidence }: Evident) => {
    const facts = opened(state)
    const taken = Object.values(facts.attendance)
    const recorded = entries.map((given, i) => {
      const field = `entries.${i}.`
      const entry = complete(given, facts, evidence, field)
      const recorded = AttendanceRecorded({ attendance: newId('attendance', i), ...entry })
      judgeCapacity(entry, facts.opened, judge, field, recorded)
      requireFree(taken, entry, `${field}seat`)
      requireOnce(taken, entry, `${field}person`)
      taken.push(attended(entry))
      return recorded
    })
    return recounted(facts, recorded, judge)
  },
)

export const CorrectAttendance = command(
  'CorrectAttendance',
  meeting,
  { attendance, ...entry, reason },
  {
    doc: described(
      'แก้ไขการมาประชุมที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล นับองค์ประชุมของมติที่ลงไว้ในระหว่างนั้นใหม่ และตรวจการลงคะแนนและความเห็นแย้งอีกครั้ง ' +
        'แก้ไขไม่ได้เมื่อรับรองรายงานการประชุมแล้ว',
      'Attendance was recorded wrongly: gives the whole corrected entry and the reason. The quorum of what was resolved while it stood ' +
        'is counted again, and its votes and dissents judged again. Not once the minutes are certified.',
      'CertifiedMinutesChangeOnlyByCorrection, MeetingMustBeOpened, AttendanceMustBeKnown, SeatMustBeOnTheRoster, ' +
        'AttendanceNamesAPersonOrAnAbsence, DepartureFollowsArrival, TimesLieWithinTheSitting, SeatIsAttendedOnceAtATime, ' +
        'ObserverIsRecordedOnce, OnlyTheOccupantAttendsInPerson, SubstitutesMustBeTaken, WhoIsRecusedIsOfTheMeeting, ' +
        'MeetingNeedsQuorumToResolve, RecusedMemberDoesNotCountForTheItem, DissentIsOfSomebodyThere, VotesAreCastByThosePresent, OwnerMustNotHaveEnded',
    ),
  },
  ({ attendance: id, reason, ...given }, state, { judge, evidence }: Evident) => {
    const facts = opened(state)
    const before = facts.attendance[id]
    requireThat(before, AttendanceMustBeKnown, 'attendance')
    const entry = complete(given, facts, evidence, '')
    const corrected = AttendanceCorrected({ attendance: id, ...entry, reason })
    judgeCapacity(entry, facts.opened, judge, '', corrected)
    if (same(attended(entry), before)) return []
    const others = Object.entries(facts.attendance).flatMap(([other, taken]) => (other === id ? [] : [taken]))
    requireFree(others, entry, 'seat')
    requireOnce(others, entry, 'person')
    return recounted(facts, [corrected], judge, 'attendance')
  },
)

export const ReverseAttendance = command(
  'ReverseAttendance',
  meeting,
  { attendance, reason },
  {
    doc: described(
      'บันทึกการมาประชุมโดยผิดพลาด ให้ถือว่าไม่มีบันทึกนั้น นับองค์ประชุมของมติที่ลงไว้ในระหว่างนั้นใหม่ และตรวจการลงคะแนนและความเห็นแย้งอีกครั้ง ' +
        'ยกเลิกไม่ได้เมื่อรับรองรายงานการประชุมแล้ว',
      'Attendance was recorded by mistake: nothing is known of it. The quorum of what was resolved while it stood is counted again, and ' +
        'its votes and dissents judged again. Not once the minutes are certified.',
      'CertifiedMinutesChangeOnlyByCorrection, MeetingMustBeOpened, AttendanceMustBeKnown, WhoIsRecusedIsOfTheMeeting, ' +
        'MeetingNeedsQuorumToResolve, RecusedMemberDoesNotCountForTheItem, DissentIsOfSomebodyThere, VotesAreCastByThosePresent',
    ),
  },
  (input, state, { judge }) => {
    const facts = opened(state)
    const before = facts.attendance[input.attendance]
    requireThat(before, AttendanceMustBeKnown, 'attendance')
    return recounted(facts, [AttendanceReversed({ ...input, seat: before.seat, person: before.person })], judge, 'attendance')
  },
)

export const RecordArrival = command(
  'RecordArrival',
  meeting,
  { person, at },
  {
    doc: described(
      'ผู้ที่มีบันทึกการมาประชุมแล้วมาถึง หรือกลับเข้าประชุม ผู้ที่บันทึกว่าไม่มาแล้วมาถึง มาในฐานะตามรายชื่อของวันนั้น',
      'Somebody whose attendance is recorded arrives, or comes back; who was marked absent comes in the capacity that the roster of the day says.',
      'MeetingMustBeOpen, AttendanceMustBeKnown, DepartureFollowsArrival, SeatIsAttendedOnceAtATime, SubstitutesMustBeTaken, ' +
        'MeetingNeedsQuorumToResolve, RecusedMemberDoesNotCountForTheItem, DissentIsOfSomebodyThere, VotesAreCastByThosePresent',
    ),
  },
  (input, state, { judge }) => {
    const facts = open(state)
    const entries = entriesOf(facts, input.person)
    requireThat(
      entries.every(({ there }) => hasLeft(there.at(-1), input.at)),
      DepartureFollowsArrival,
      'at',
    )
    const others = Object.values(facts.attendance).filter(({ person }) => person !== input.person)
    for (const { seat } of entries) if (seat !== undefined) requireFree(others, { seat, person: input.person, arrived: input.at }, 'person')
    const arrived = MemberArrived(input)
    for (const absent of entries.filter(({ absence }) => absence)) {
      const came = arrivedAt(absent, input.at, facts.opened.roster)
      judgeCapacity(came, facts.opened, (holds, rule) => judge(holds, rule, 'person', arrived), '', arrived)
    }
    return recounted(facts, [arrived], judge, 'at')
  },
)

export const RecordDeparture = command(
  'RecordDeparture',
  meeting,
  { person, at },
  {
    doc: described(
      'ผู้มาประชุมออกก่อนเลิกประชุม หรือออกจากที่ประชุมชั่วคราว',
      'Somebody leaves before the end, or for a while.',
      'MeetingMustBeOpen, AttendanceMustBeKnown, DepartureFollowsArrival, TimesLieWithinTheSitting, ' +
        'MeetingNeedsQuorumToResolve, RecusedMemberDoesNotCountForTheItem, DissentIsOfSomebodyThere, VotesAreCastByThosePresent',
    ),
  },
  (input, state, { judge }) => {
    const facts = open(state)
    const entries = entriesOf(facts, input.person)
    requireInSitting({ ...facts, attendance: { left: { there: [{ to: input.at }] } }, resolutions: {} }, 'at')
    requireThat(
      entries.every(
        ({ there }) => there.length > 0 && there.at(-1)!.to === undefined && hasDays({ from: there.at(-1)!.from, until: input.at }),
      ),
      DepartureFollowsArrival,
      'at',
    )
    return recounted(facts, [MemberLeft(input)], judge, 'at')
  },
)
