/** One meeting of a committee from its notice to its certified minutes, with what was promised in it. */
import { MeetingNumbered } from '@prasan/committees'
import { addDays } from '@prasan/event-sourcing'
import {
  AgendaItemAdded,
  AttendanceRecorded,
  ItemDiscussed,
  MeetingClosed,
  MeetingOpened,
  MeetingScheduled,
  MinutesCertified,
  MinutesCirculated,
  MinutesDrafted,
  NoticeSent,
  ResolutionPassed,
} from '@prasan/meetings'
import { createHash } from 'node:crypto'
import { promise } from './promise.js'
import type { Body, Teller } from './telling.js'
import { ITEMS, WORDS, both } from './words.js'

const PROMISES = 2

export function meeting(province: Teller, body: Body, on: string, number: number): void {
  const { random } = province
  const { id: committee, secretary } = body
  const id = province.newId('meeting')
  const called = addDays(on, -random.int(10, 25))
  const tell = (day: string, command: string, fact: Parameters<Teller['tell']>[3]) => province.tell(day, id, command, fact, secretary)
  const read = { revision: 0 }

  tell(
    called,
    'ScheduleMeeting',
    MeetingScheduled({ bodies: [committee], on, startsAt: '09:30', place: 'ห้องประชุมศาลากลาง', mode: 'onsite' }),
  )
  const sentOn = addDays(called, 2)
  province.tell(
    sentOn,
    committee,
    'SendNotice',
    MeetingNumbered({ meeting: id, numbering: 'fiscal', year: fiscalYear(on), number }),
    secretary,
  )
  tell(sentOn, 'SendNotice', NoticeSent({ sentOn, on, bodies: [committee], method: 'หนังสือราชการ', noticeDays: 3, committees: [{ committee, ...read }] })) // prettier-ignore
  const items = ITEMS.map(([kind, section, ...title]) => {
    const item = province.newId('agendaItem')
    tell(addDays(called, 4), 'AddAgendaItem', AgendaItemAdded({ item, section, number: 1, kind, title: both(title) }))
    return item
  })

  const roster = body.seats.map(({ seat, number: place, office, post, sent }) => ({
    ...{ seat, committee, number: place, office, votes: true, countsForQuorum: true },
    person: sent ? sent.person : province.holderIn(post!),
    ...(post !== undefined && { post, manner: 'substantive' }),
    ...(sent && { manner: 'representative' }),
  }))
  const rules = { quorum: { numerator: 1, denominator: 2, base: 'filledSeats' as const }, substitutes: 'count' as const, majority: 'simple' as const, castingVote: true } // prettier-ignore
  const posts = body.seats.flatMap(({ post }) => (post === undefined ? [] : [{ post, ...read }]))
  tell(on, 'OpenMeeting', MeetingOpened({ on, at: '09:30', bodies: [{ committee, ...read, rules }], roster, posts }))
  let present = 0
  for (const { seat, person } of roster) {
    const came = present <= roster.length / 2 || random.chance(0.8)
    if (came) present++
    const how = came
      ? { person, capacity: 'self' as const, arrived: '09:15' }
      : { absence: { excused: random.chance(0.7), reason: 'ติดราชการ' } }
    tell(on, 'RecordAttendance', AttendanceRecorded({ attendance: province.newId('attendance'), seat, ...how }))
  }
  tell(on, 'RecordDiscussion', ItemDiscussed({ item: items[3]!, text: random.pick(WORDS) }))
  for (let n = 1; n <= PROMISES; n++) {
    const resolution = province.newId('resolution')
    const { commitment, title, owner, dueOn } = promise(province, body, on, resolution)
    const quorum = [{ committee, present, base: roster.length, needed: Math.ceil(roster.length / 2), met: true }]
    tell(on, 'PassResolution', ResolutionPassed({ resolution, number: n, on, at: '11:00', committee, item: items[3]!, kind: 'assigned', text: title, quorum, assignments: [{ commitment, title, owner, dueOn }] })) // prettier-ignore
  }
  tell(on, 'CloseMeeting', MeetingClosed({ at: '12:00' }))

  const text = `รายงานการประชุม ครั้งที่ ${number} วันที่ ${on}\n${WORDS.join('\n')}`
  const digest = createHash('sha256').update(text).digest('hex')
  const drafted = addDays(on, random.int(2, 14))
  tell(drafted, 'DraftMinutes', MinutesDrafted({ text, digest }))
  const circulated = addDays(drafted, random.int(1, 7))
  tell(circulated, 'CirculateMinutes', MinutesCirculated({ on: circulated }))
  const certified = addDays(circulated, random.int(8, 60))
  tell(certified, 'CertifyMinutes', MinutesCertified({ on: certified, method: 'circulation', digest }))
}

/** The fiscal year by the B.E. year in which it ends. */
const fiscalYear = (day: string) => Number(day.slice(0, 4)) + 543 + (day.slice(5) >= '10-01' ? 1 : 0)
