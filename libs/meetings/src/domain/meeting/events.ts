// What happens in a meeting's stream.
import { Bilingual, Count, LongText, event, fileAttached, fileCorrected, label, ref, z } from '@prasan/event-sourcing'
import { how, whose } from './wording.js'
import { CertificationMethod } from './choices.js'
import { counted, inquorate, read, rosterSeat, rulesOfTheDay } from './roster.js'
import {
  agenda,
  assignment,
  at,
  attendance,
  attendanceUnknown,
  bodies,
  calling,
  committee,
  content,
  day,
  decision,
  entry,
  item,
  meeting,
  minutes,
  moving,
  noticeUnknown,
  on,
  person,
  post,
  reason,
  reply,
  resolution,
  sent,
  someBodies,
  writers,
} from './shapes.js'

export const MeetingScheduled = event('MeetingScheduled', 1, calling, { th: 'กำหนดประชุมวันที่ {on}', en: 'Scheduled for {on}' })
/** The bodies that take the number back and give one of the year of the new day. */
const renumbered = someBodies.meta(label('ให้เลขครั้งที่ใหม่', 'Numbered anew'))
const anew = ({ renumbered }: { renumbered?: readonly string[] | undefined }) =>
  renumbered === undefined
    ? { th: '', en: '' }
    : { th: ' และให้เลขครั้งที่ใหม่ในปีของวันนั้น', en: '; its number is given back and taken anew in the year of that day' }
export const MeetingRescheduled = event('MeetingRescheduled', 1, { ...moving, renumbered }, (moved) => ({
  th: `เลื่อนประชุมเป็นวันที่ {on}${anew(moved).th}`,
  en: `Moved to {on}${anew(moved).en}`,
}))
export const MeetingCorrected = event(
  'MeetingCorrected',
  1,
  {
    ...calling,
    reason,
    renumbered,
    numbered: someBodies.meta(label('ให้เลขครั้งที่', 'Numbered')),
    released: someBodies.meta(label('คืนเลขครั้งที่', 'Number given back')),
  },
  (corrected) => ({
    th: `แก้ไขบันทึกการประชุม${anew(corrected).th}: {reason}`,
    en: `Record corrected${anew(corrected).en}: {reason}`,
  }),
)
export const MeetingCancelled = event(
  'MeetingCancelled',
  1,
  { bodies, reason },
  { th: 'ยกเลิกการประชุม: {reason}', en: 'Cancelled: {reason}' },
)
export const NoticeSent = event(
  'NoticeSent',
  1,
  {
    ...sent,
    on: day,
    bodies,
    byCirculation: calling.byCirculation,
    noticeDays: Count.meta(label('ต้องแจ้งล่วงหน้า (วัน)', 'Days required')),
    committees: z.array(z.strictObject({ committee, ...read })).meta(label('คณะที่อ่านระเบียบ', 'Bodies whose rules were read')),
  },
  { th: 'แจ้งเชิญประชุมเมื่อ {sentOn}', en: 'Notice sent on {sentOn}' },
)
export const MembersInvited = event(
  'MembersInvited',
  1,
  { seats: z.array(ref('seat')).meta(label('ที่นั่ง', 'Seats')), on, method: sent.method },
  { th: 'ส่งหนังสือเชิญเมื่อ {on} ถึง {seats}', en: 'Invited on {on}: {seats}' },
)
export const InvitationAnswered = event('InvitationAnswered', 1, { ...reply, on }, ({ substitute }) =>
  substitute === undefined
    ? { th: '{seat} ตอบรับเมื่อ {on}: {comes}', en: '{seat} answered on {on}: {comes}' }
    : { th: '{seat} ตอบรับเมื่อ {on}: {comes} มอบหมาย {substitute} มาประชุมแทน', en: '{seat} answered on {on}: {comes}, {substitute} instead' },
)
export const AgendaItemAdded = event(
  'AgendaItemAdded',
  1,
  { item, ...agenda },
  { th: 'เพิ่มระเบียบวาระที่ {section}.{number} {title}', en: 'Agenda item {section}.{number} added: {title}' },
)
export const AgendaItemChanged = event(
  'AgendaItemChanged',
  1,
  { item, ...agenda },
  { th: 'แก้ไขระเบียบวาระที่ {section}.{number} {title}', en: 'Agenda item {section}.{number} changed: {title}' },
)
export const AgendaItemWithdrawn = event(
  'AgendaItemWithdrawn',
  1,
  { item, reason: reason.optional() },
  { th: 'ถอนเรื่อง {item} ออกจากระเบียบวาระ', en: 'Agenda item withdrawn: {item}' },
)
export const AgendaItemCarriedOver = event(
  'AgendaItemCarriedOver',
  1,
  { item, reason: reason.optional() },
  { th: 'เลื่อนเรื่องไปพิจารณาในการประชุมครั้งต่อไป: {item}', en: 'Carried over: {item}' },
)
export const AgendaItemProposed = event(
  'AgendaItemProposed',
  1,
  { item, ...agenda },
  { th: 'เสนอเรื่องในระเบียบวาระที่ {section}: {title} ({presenter})', en: 'Proposed for section {section}: {title} ({presenter})' },
)
export const ProposalAccepted = event(
  'ProposalAccepted',
  1,
  { item, section: agenda.section, number: agenda.number },
  { th: 'บรรจุเรื่องที่เสนอ {item} เป็นระเบียบวาระที่ {section}.{number}', en: 'Proposal {item} put on the agenda as {section}.{number}' },
)
export const ProposalParked = event(
  'ProposalParked',
  1,
  { item, reason },
  { th: 'ยังไม่บรรจุเรื่องที่เสนอ {item}: {reason}', en: 'Proposal {item} parked: {reason}' },
)
export const FileAttachedToAgendaItem = fileAttached('FileAttachedToAgendaItem', { item }, { th: '{item}', en: '{item}' })
const ofTheDay = {
  bodies: z.array(z.strictObject({ committee, ...read, rules: rulesOfTheDay })).meta(label('คณะที่ประชุม', 'Bodies')),
  roster: z.array(rosterSeat).meta(label('องค์ประกอบ', 'Roster')),
  posts: z.array(z.strictObject({ post, ...read })).meta(label('ตำแหน่งที่อ่านผู้ดำรง', 'Posts whose holders were read')),
}
const recalled = z.boolean().optional().meta(label('นัดใหม่: หนึ่งในสาม', 'Recalled: one third'))
export const MeetingOpened = event(
  'MeetingOpened',
  1,
  {
    on: day,
    at: at.optional(),
    ...ofTheDay,
    byCirculation: calling.byCirculation,
    noticeUnknown,
    attendanceUnknown,
    recalled,
  },
  { th: 'เริ่มประชุม {on} เวลา {at}', en: 'Opened on {on} at {at}' },
)
export const RosterCorrected = event(
  'RosterCorrected',
  1,
  { ...ofTheDay, recalled },
  { th: 'บันทึกองค์ประกอบของคณะในวันประชุมใหม่', en: 'Roster of the day written down anew' },
)
export const AttendanceRecorded = event('AttendanceRecorded', 1, { attendance, ...entry }, (entry) =>
  entry.absence
    ? { th: `ไม่มาประชุม: ${whose(entry, 'absence')}`, en: `Absent: ${whose(entry, 'absence')}` }
    : { th: `บันทึกการมาประชุม: ${whose(entry, 'capacity')}`, en: `Attendance: ${whose(entry, 'capacity')}` },
)
export const AttendanceCorrected = event('AttendanceCorrected', 1, { attendance, ...entry, reason }, (entry) => ({
  th: `แก้ไขการมาประชุมของ ${whose(entry)}: {reason}`,
  en: `Attendance of ${whose(entry)} corrected: {reason}`,
}))
export const MemberArrived = event('MemberArrived', 1, { person, at }, { th: '{person} มาถึงเวลา {at}', en: '{person} arrived at {at}' })
export const MemberLeft = event('MemberLeft', 1, { person, at }, { th: '{person} กลับเวลา {at}', en: '{person} left at {at}' })
export const RecusalDeclared = event(
  'RecusalDeclared',
  1,
  { person, item, reason: reason.optional() },
  { th: '{person} ถอนตัวจากการพิจารณาเรื่อง {item} เพราะมีส่วนได้เสีย', en: '{person} recused from {item}' },
)
export const ChairDelegated = event(
  'ChairDelegated',
  1,
  { person, post: post.optional() },
  { th: 'มอบหมายให้ {person} เป็นประธานในที่ประชุม', en: '{person} assigned to chair the meeting' },
)
export const ChairDelegationReversed = event(
  'ChairDelegationReversed',
  1,
  { person, reason },
  { th: 'บันทึกการมอบหมายให้ {person} เป็นประธานในที่ประชุมผิด: {reason}', en: '{person} was not assigned to chair: {reason}' },
)
export const ItemDiscussed = event(
  'ItemDiscussed',
  1,
  { item, text: LongText.meta(label('ความเห็นที่ประชุม', 'Discussion')) },
  { th: 'พิจารณาเรื่อง {item}', en: 'Discussed: {item}' },
)
export const ResolutionPassed = event(
  'ResolutionPassed',
  1,
  {
    resolution,
    number: Count.min(1).meta(label('มติที่', 'Number')),
    on: day,
    at: at.optional(),
    committee,
    ...decision,
    quorum: z.array(counted).meta(label('องค์ประชุม', 'Quorum')),
    assignments: z
      .array(
        z.strictObject({
          commitment: ref('commitment').meta(label('ข้อผูกพัน', 'Commitment')),
          ...assignment,
          title: Bilingual.meta(label('เรื่อง', 'Title')),
        }),
      )
      .optional()
      .meta(label('มอบหมาย', 'Assignments')),
  },
  { th: 'มติที่ {number} ({kind}): {text}', en: 'Resolution {number} ({kind}): {text}' },
)
export const ResolutionCorrected = event(
  'ResolutionCorrected',
  1,
  { resolution, number: Count.min(1).optional().meta(label('มติที่', 'Number')), ...decision, at: at.optional(), reason },
  ({ number }) => ({
    th: `แก้ไขบันทึกมติ${number === undefined ? '' : 'ที่ {number}'} ({kind}) {text}: {reason}`,
    en: `Record of resolution ${number === undefined ? '' : '{number} '}corrected ({kind}), {text}: {reason}`,
  }),
)
export const QuorumRecounted = event(
  'QuorumRecounted',
  1,
  { resolution, quorum: z.array(counted).meta(label('องค์ประชุม', 'Quorum')) },
  { th: 'นับองค์ประชุมของมติใหม่: {resolution}', en: 'Quorum counted again: {resolution}' },
)
export const MeetingClosed = event(
  'MeetingClosed',
  1,
  { at: at.optional(), inquorate: inquorate.optional() },
  { th: 'เลิกประชุมเวลา {at}', en: 'Closed at {at}' },
)
export const MinutesDrafted = event(
  'MinutesDrafted',
  1,
  { ...minutes, ...writers, content },
  { th: 'จัดทำร่างรายงานการประชุม', en: 'Minutes drafted' },
)
export const MinutesCirculated = event(
  'MinutesCirculated',
  1,
  { on },
  { th: 'แจ้งเวียนรายงานการประชุมเมื่อ {on}', en: 'Minutes circulated on {on}' },
)
export const MinutesCorrected = event(
  'MinutesCorrected',
  1,
  { ...minutes, reason },
  { th: 'แก้ไขรายงานการประชุม: {reason}', en: 'Minutes corrected: {reason}' },
)
export const MinutesCertified = event(
  'MinutesCertified',
  1,
  { on, method: CertificationMethod, certifiedBy: meeting.optional(), digest: minutes.digest, content },
  (certified) => ({ th: `รับรองรายงานการประชุมเมื่อ {on} ${how(certified)}`, en: `Minutes certified on {on} ${how(certified)}` }),
)
export const FileOfAgendaItemCorrected = fileCorrected('FileOfAgendaItemCorrected', { item }, { th: '{item}', en: '{item}' })
export const FileOfMinutesCorrected = fileCorrected('FileOfMinutesCorrected', {}, { th: 'รายงานการประชุม', en: 'minutes' })
export const FileAttachedToMinutes = fileAttached('FileAttachedToMinutes', {}, { th: 'รายงานการประชุม', en: 'minutes' })
export * from './corrections.js'
