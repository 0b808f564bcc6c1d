import { Capacity, ItemKind, MeetingMode, ResolutionKind } from '@prasan/meetings'
import { choiceOf, day, key, listOf, may, must, reference, text, time, whole, yesNo } from '../cells.js'
import { Refused } from '../refused.js'
import { AT_LAST, type Part, bilingual, facet, part, said, table, unsaid } from '../table.js'
import { type Fact, without } from './directory.js'

const called = facet<Fact>('meeting', {
  MeetingScheduled: without(),
  MeetingRescheduled: (recorded, data: Fact) => ({ ...recorded, ...without('reason', 'renumbered')(null, data) }),
  MeetingCorrected: without('reason', 'renumbered', 'numbered', 'released'),
})
const notice = (_: unknown, { sentOn, method }: Fact) => said({ sentOn, method })
const noticed = facet<Fact>('notice', { NoticeSent: notice, NoticeCorrected: notice, NoticeReversed: () => undefined })
const numbered = facet<Fact>(
  'meeting number',
  { MeetingNumbered: without('meeting', 'numbering'), MeetingNumberReleased: () => undefined },
  ({ meeting }: { meeting: string }) => meeting,
)
const atTime = (_: unknown, { at }: Fact) => said({ at })
const opened = facet<Fact>('opened', { MeetingOpened: atTime, MeetingOpeningCorrected: atTime, MeetingOpeningReversed: () => undefined })
const closed = facet<Fact>('closed', { MeetingClosed: atTime, MeetingClosingCorrected: atTime, MeetingClosingReversed: () => undefined })
const cancelled = facet<Fact>('cancelled', {
  MeetingCancelled: (_, { reason }: Fact) => ({ reason }),
  MeetingCancellationReversed: () => undefined,
})

/** A part that is recorded once and that no command changes. */
const once = (of: typeof called, id: string, command: string, fact: Fact, input: Fact = fact): Part<Fact> =>
  part<Fact>({ facet: of, id, fact, record: [{ command, input }] })

export const meetings = table({
  name: 'meetings',
  stage: 'meetings',
  th: 'การประชุม',
  doc: {
    th: 'ครั้งที่ประชุมบันทึกตามที่ให้ไว้ องค์ประกอบและผู้ดำรงตำแหน่งในคณะในวันประชุมได้จากตารางที่นั่งและผู้แทน การประชุมที่ไม่กรอกวันแจ้งถือว่าไม่ทราบวันแจ้ง ที่ไม่มีแถวในตาราง attendance ถือว่าไม่ทราบผู้มาประชุม',
    en:
      'Numbers stand as given. Roster and occupants of the day come from the seats and who held or was sent to them. ' +
      'Of a meeting held without a day of notice the notice is not known, without rows of attendance not who came.',
  },
  columns: {
    key: must('รหัส', key, 'M-01'),
    bodies: must('คณะที่ประชุม', listOf(reference('committees')), 'COM-01'),
    on: must('วันประชุม', day, '15/11/2568'),
    title_th: may('ชื่อการประชุม', text, '', 'title.th'),
    title_en: may('ชื่อการประชุมอังกฤษ', text, '', 'title.en'),
    starts_at: may('เวลาเริ่ม', time, '09.30', 'startsAt'),
    ends_at: may('เวลาเลิก', time, '', 'endsAt'),
    place: may('สถานที่', text, 'ห้องประชุมตัวอย่าง'),
    mode: may('รูปแบบ', choiceOf(MeetingMode), 'onsite'),
    number: may('ครั้งที่', whole(1, 100_000), '1', 'given.number'),
    year: may('พ.ศ.', whole(2400, 2800), '2568', 'given.year'),
    running_number: may('ครั้งที่ (นับรวม)', whole(1, 100_000), '', 'given.running'),
    notice_sent_on: may('แจ้งเมื่อ', day, '1/11/2568', 'sentOn'),
    held: may('ประชุมแล้ว', yesNo, 'ใช่'),
    opened_at: may('เริ่มประชุมเวลา', time, '09.30', 'at'),
    closed_at: may('เลิกประชุมเวลา', time, '12.00'),
    cancelled_because: may('ยกเลิกเพราะ', text, '', 'reason'),
  },
  facets: [called, noticed, numbered, opened, closed, cancelled],
  idOf: (name) => name.stream('meeting'),
  order: ({ on }) => on,
  parts(row, name) {
    const id = name.stream('meeting')
    const { bodies, on, place, mode } = row
    const title = row.title_th === undefined ? undefined : bilingual(row.title_th, row.title_en)
    const fact: Fact = said({ bodies, title, on, startsAt: row.starts_at, endsAt: row.ends_at, place, mode })
    const given = said({ number: row.number, year: row.year ?? Number(on.slice(0, 4)) + 543, running: row.running_number })
    const held = row.held ?? false
    const noticeUnknown = row.notice_sent_on === undefined || undefined
    if (held && row.cancelled_because !== undefined) {
      throw new Refused('Malformed', { th: 'ประชุมแล้วและยกเลิกพร้อมกันไม่ได้', en: 'It cannot be both held and cancelled.' }, 'reason')
    }
    return [
      part<Fact>({
        facet: called,
        id,
        fact,
        record: [{ command: 'ScheduleMeeting', input: fact }],
        change: (recorded) =>
          row.number !== undefined && (recorded['bodies'] as string[])[0] !== bodies[0]
            ? undefined // the number stands in the series of the other body
            : [{ command: 'CorrectMeeting', input: { ...fact, reason: name.reason } }],
      }),
      row.notice_sent_on === undefined ? unsaid(noticed, id, 'sentOn') : once(noticed, id, 'SendNotice', { sentOn: row.notice_sent_on }),
      ...(row.number === undefined
        ? [unsaid(numbered, bodies[0]!, 'given.number', { key: id })]
        : [{ ...once(numbered, bodies[0]!, 'NumberMeeting', given, { meeting: id, day: on, given }), key: id }]),
      held
        ? once(opened, id, 'OpenMeeting', said({ at: row.opened_at }), said({ at: row.opened_at, noticeUnknown, attendanceUnknown: true }))
        : unsaid(opened, id, 'held'),
      ...(held ? [{ ...once(closed, id, 'CloseMeeting', said({ at: row.closed_at })), ends: AT_LAST }] : []),
      ...(row.cancelled_because === undefined
        ? [unsaid(cancelled, id, 'reason')]
        : [{ ...once(cancelled, id, 'CancelMeeting', { reason: row.cancelled_because }), ends: AT_LAST }]),
    ]
  },
})

const listed = facet<Fact>(
  'agendaItem',
  { AgendaItemAdded: without('item'), AgendaItemChanged: without('item') },
  ({ item }: { item: string }) => item,
)
const discussed = facet<Fact>(
  'discussion',
  { ItemDiscussed: without('item'), DiscussionReversed: () => undefined },
  ({ item }: { item: string }) => item,
)
const left = facet<Fact>(
  'item left',
  { AgendaItemCarriedOver: without('item'), AgendaItemWithdrawn: without('item'), AgendaItemRestored: () => undefined },
  ({ item }: { item: string }) => item,
)

export const agenda = table({
  name: 'agenda',
  stage: 'meetings',
  th: 'ระเบียบวาระ',
  doc: { th: 'เรื่องในระเบียบวาระที่ 1 ถึง 6 ของการประชุม', en: 'Items of the agendas, in sections 1 to 6.' },
  columns: {
    key: must('รหัส', key, 'A-01'),
    meeting: must('การประชุม', reference('meetings'), 'M-01'),
    section: must('ระเบียบวาระที่', whole(1, 6), '5'),
    number: must('ลำดับ', whole(1, 1000), '1'),
    kind: must('ประเภทวาระ', choiceOf(ItemKind), 'consider'),
    title_th: must('เรื่อง', text, 'แผนตัวอย่าง', 'title.th'),
    title_en: may('เรื่องอังกฤษ', text, 'The example plan', 'title.en'),
    text: may('รายละเอียด', text),
    presenter: may('ผู้เสนอ', reference('posts', 'seats', 'organizations', 'committees')),
    carried_from: may('ยกมาจากวาระ', reference('agenda'), '', 'carriedFrom'),
    discussion: may('ความเห็นที่ประชุม', text, 'ที่ประชุมเห็นว่าควรเริ่มจากอำเภอตัวอย่าง'),
    carried_over: may('ยกไปครั้งต่อไป', yesNo),
  },
  facets: [listed, discussed, left],
  idOf: (name) => name.inside('agendaItem'),
  parts(row, name) {
    const item = name.inside('agendaItem')
    const { meeting, section, number, kind, presenter, discussion } = row
    const title = bilingual(row.title_th, row.title_en)
    const fact: Fact = said({ section, number, kind, title, text: row.text, presenter, carriedFrom: row.carried_from })
    return [
      part<Fact>({
        facet: listed,
        id: meeting,
        key: item,
        fact,
        record: [{ command: 'AddAgendaItem', input: fact }],
        change: () => [{ command: 'ChangeAgendaItem', input: { item, ...fact } }],
      }),
      ...(discussion === undefined
        ? [unsaid(discussed, meeting, 'discussion', { key: item })]
        : [
            part<Fact>({
              facet: discussed,
              id: meeting,
              key: item,
              fact: { text: discussion },
              record: [{ command: 'RecordDiscussion', input: { item, text: discussion } }],
              change: () => [{ command: 'RecordDiscussion', input: { item, text: discussion } }],
            }),
          ]),
      row.carried_over
        ? { ...once(left, meeting, 'CarryAgendaItemOver', {}, { item }), key: item, ends: AT_LAST }
        : unsaid(left, meeting, 'carried_over', { key: item }),
    ]
  },
})

const attended = facet<Fact>(
  'attendance',
  { AttendanceRecorded: without('attendance'), AttendanceCorrected: without('attendance', 'reason'), AttendanceReversed: () => undefined },
  ({ attendance }: { attendance: string }) => attendance,
)

export const attendance = table({
  name: 'attendance',
  stage: 'meetings',
  th: 'การมาประชุม',
  doc: {
    th: 'ใครมาประชุมแทนที่นั่งใด หรือที่นั่งใดไม่มา ฐานะที่ไม่ได้กรอกได้จากองค์ประกอบในวันประชุม',
    en: 'Who came, for which seat, or which seat was absent. Where the capacity is left out it is what the roster of the day says.',
  },
  columns: {
    key: must('รหัส', key, 'AT-01'),
    meeting: must('การประชุม', reference('meetings'), 'M-01'),
    seat: may('ที่นั่ง', reference('seats'), 'SEAT-01', 'entries.seat'),
    person: may('บุคคล', reference('people'), 'P-001', 'entries.person'),
    capacity: may('ฐานะ', choiceOf(Capacity), '', 'entries.capacity'),
    arrived: may('มาเวลา', time, '', 'entries.arrived'),
    left: may('กลับเวลา', time, '', 'entries.left'),
    absent: may('ไม่มา', yesNo, '', 'entries.absence'),
    excused: may('แจ้งเหตุ', yesNo, '', 'entries.absence.excused'),
    absence_reason: may('เหตุที่ไม่มา', text, '', 'entries.absence.reason'),
  },
  facets: [attended],
  idOf: (name) => name.inside('attendance'),
  parts(row, name) {
    const id = name.inside('attendance')
    const { seat, person, capacity, arrived, left } = row
    const absence = row.absent ? said({ excused: row.excused ?? false, reason: row.absence_reason }) : undefined
    const fact: Fact = said({ seat, person, capacity, arrived, left, absence })
    return [
      part<Fact>({
        facet: attended,
        id: row.meeting,
        key: id,
        fact,
        record: [{ command: 'RecordAttendance', input: { entries: [fact] } }],
        change: () => [{ command: 'CorrectAttendance', input: { attendance: id, ...fact, reason: name.reason } }],
      }),
    ]
  },
})

const COUNTED = ['resolution', 'number', 'on', 'at', 'committee', 'quorum', 'assignments']
const passed = facet<Fact>(
  'resolution',
  {
    ResolutionPassed: without(...COUNTED),
    ResolutionCorrected: without('resolution', 'number', 'at', 'reason'),
    ResolutionReversed: () => undefined,
  },
  ({ resolution }: { resolution: string }) => resolution,
)

export const resolutions = table({
  name: 'resolutions',
  stage: 'meetings',
  th: 'มติ',
  doc: {
    th: 'มติที่ประชุม สิ่งที่มอบหมายให้กรอกในตารางข้อผูกพัน โดยระบุมติเป็นที่มา',
    en: 'What the meetings resolved. What was assigned goes into the table of commitments, with the resolution as its origin.',
  },
  columns: {
    key: must('รหัส', key, 'R-01'),
    meeting: must('การประชุม', reference('meetings'), 'M-01'),
    item: may('ระเบียบวาระ', reference('agenda'), 'A-01'),
    kind: must('ลักษณะมติ', choiceOf(ResolutionKind), 'approved'),
    text_th: must('มติ', text, 'เห็นชอบแผนตัวอย่าง', 'text.th'),
    text_en: may('มติอังกฤษ', text, 'The example plan is approved', 'text.en'),
    votes_for: may('เห็นด้วย', whole(0, 10_000), '', 'votes.for'),
    votes_against: may('ไม่เห็นด้วย', whole(0, 10_000), '', 'votes.against'),
    abstained: may('งดออกเสียง', whole(0, 10_000), '', 'votes.abstained'),
    supersedes: may('แทนมติ', reference('resolutions')),
    amends: may('แก้ไขมติ', reference('resolutions')),
    implements: may('ดำเนินการตามมติ', reference('resolutions')),
  },
  facets: [passed],
  idOf: (name) => name.inside('resolution'),
  parts(row, name) {
    const resolution = name.inside('resolution')
    const { item, kind, supersedes, amends } = row
    const counted = row.votes_for !== undefined || row.votes_against !== undefined
    const votes = counted ? said({ for: row.votes_for ?? 0, against: row.votes_against ?? 0, abstained: row.abstained }) : undefined
    const fact: Fact = said({
      ...{ item, kind, text: bilingual(row.text_th, row.text_en), votes },
      ...{ supersedes, amends, implements: row.implements },
    })
    return [
      part<Fact>({
        facet: passed,
        id: row.meeting,
        key: resolution,
        fact,
        record: [{ command: 'PassResolution', input: fact }],
        change: () => [{ command: 'CorrectResolution', input: { resolution, ...fact, reason: name.reason } }],
      }),
    ]
  },
})
