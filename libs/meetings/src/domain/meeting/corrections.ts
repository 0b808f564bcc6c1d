// What was recorded wrongly in a meeting's stream: a step with its right facts, or one that never was.
import { event, label, ref, z } from '@prasan/event-sourcing'
import { how, whose } from './wording.js'
import { CertificationMethod } from './choices.js'
import { inquorate } from './roster.js'
import { at, attendance, day, item, meeting, on, person, reason, resolution, sent, someBodies } from './shapes.js'

const released = someBodies.meta(label('คืนเลขครั้งที่', 'Number given back'))

export const MeetingCancellationReversed = event(
  'MeetingCancellationReversed',
  1,
  { on: day, numbered: someBodies.meta(label('ให้เลขครั้งที่', 'Numbered')), reason },
  { th: 'บันทึกการยกเลิกผิด การประชุมวันที่ {on} ยังคงมี: {reason}', en: 'Was not cancelled, and stays on {on}: {reason}' },
)
export const NoticeCorrected = event(
  'NoticeCorrected',
  1,
  { ...sent, reason },
  { th: 'แก้ไขบันทึกการแจ้งเชิญประชุม เป็นแจ้งเมื่อ {sentOn}: {reason}', en: 'Record of the notice corrected, sent on {sentOn}: {reason}' },
)
export const NoticeReversed = event(
  'NoticeReversed',
  1,
  { released, reason },
  { th: 'บันทึกการแจ้งเชิญประชุมผิด ยังไม่ได้แจ้ง: {reason}', en: 'No notice was sent: {reason}' },
)
export const InvitationReversed = event(
  'InvitationReversed',
  1,
  { seat: ref('seat').meta(label('ที่นั่ง', 'Seat')), reason },
  { th: 'บันทึกการส่งหนังสือเชิญถึง {seat} ผิด: {reason}', en: '{seat} was not invited: {reason}' },
)
export const InvitationAnswerReversed = event(
  'InvitationAnswerReversed',
  1,
  { seat: ref('seat').meta(label('ที่นั่ง', 'Seat')), reason },
  { th: 'บันทึกการตอบรับของ {seat} ผิด: {reason}', en: '{seat} gave no such answer: {reason}' },
)
export const AgendaItemRestored = event(
  'AgendaItemRestored',
  1,
  { item, reason },
  { th: 'นำเรื่อง {item} กลับเข้าระเบียบวาระ: {reason}', en: 'Put back on the agenda: {item}: {reason}' },
)
export const MeetingOpeningCorrected = event('MeetingOpeningCorrected', 1, { at: at.optional(), reason }, ({ at }) =>
  at === undefined
    ? { th: 'แก้ไขบันทึกเวลาเริ่มประชุม ไม่ทราบเวลา: {reason}', en: 'Time of opening corrected, not known: {reason}' }
    : { th: 'แก้ไขบันทึกเวลาเริ่มประชุม เป็น {at}: {reason}', en: 'Time of opening corrected, {at}: {reason}' },
)
export const MeetingOpeningReversed = event(
  'MeetingOpeningReversed',
  1,
  { released, reason },
  { th: 'บันทึกการเริ่มประชุมผิด ยังไม่ได้เริ่ม: {reason}', en: 'Had not opened: {reason}' },
)
export const AttendanceReversed = event(
  'AttendanceReversed',
  1,
  { attendance, seat: ref('seat').optional().meta(label('ที่นั่ง', 'Seat')), person: person.optional(), reason },
  (entry) => ({ th: `ยกเลิกบันทึกการมาประชุมของ ${whose(entry)}: {reason}`, en: `Attendance of ${whose(entry)} taken back: {reason}` }),
)
export const RecusalReversed = event(
  'RecusalReversed',
  1,
  { person, item, reason },
  { th: 'บันทึกผิด {person} มิได้ถอนตัวจากการพิจารณาเรื่อง {item}: {reason}', en: '{person} was not recused from {item}: {reason}' },
)
export const DiscussionReversed = event(
  'DiscussionReversed',
  1,
  { item, reason },
  { th: 'ยกเลิกบันทึกการพิจารณาเรื่อง {item}: {reason}', en: 'Discussion taken back: {item}: {reason}' },
)
export const ResolutionReversed = event(
  'ResolutionReversed',
  1,
  {
    resolution,
    number: z.int().min(1).meta(label('มติที่', 'Number')),
    commitments: z.array(ref('commitment')).optional().meta(label('ข้อผูกพัน', 'Commitments')),
    reason,
  },
  { th: 'บันทึกมติที่ {number} ผิด ไม่มีมตินี้: {reason}', en: 'Resolution {number} was not passed: {reason}' },
)
export const MeetingClosingCorrected = event('MeetingClosingCorrected', 1, { at: at.optional(), reason }, ({ at }) =>
  at === undefined
    ? { th: 'แก้ไขบันทึกเวลาเลิกประชุม ไม่ทราบเวลา: {reason}', en: 'Time of closing corrected, not known: {reason}' }
    : { th: 'แก้ไขบันทึกเวลาเลิกประชุม เป็น {at}: {reason}', en: 'Time of closing corrected, {at}: {reason}' },
)
export const MeetingClosingReversed = event(
  'MeetingClosingReversed',
  1,
  { reason },
  { th: 'บันทึกการเลิกประชุมผิด ยังประชุมอยู่: {reason}', en: 'Had not closed: {reason}' },
)
export const MeetingRecounted = event('MeetingRecounted', 1, { inquorate }, ({ inquorate }) =>
  inquorate
    ? { th: 'นับผู้มาประชุมใหม่: ไม่ครบองค์ประชุม', en: 'Those who came counted again: never quorate' }
    : { th: 'นับผู้มาประชุมใหม่: ครบองค์ประชุม', en: 'Those who came counted again: quorate' },
)
export const MinutesCirculationCorrected = event(
  'MinutesCirculationCorrected',
  1,
  { on, reason },
  { th: 'แก้ไขบันทึกการแจ้งเวียน เป็นเมื่อ {on}: {reason}', en: 'Day of circulation corrected, {on}: {reason}' },
)
export const MinutesCirculationReversed = event(
  'MinutesCirculationReversed',
  1,
  { reason },
  { th: 'บันทึกการแจ้งเวียนผิด ยังไม่ได้แจ้งเวียน: {reason}', en: 'Minutes were not circulated: {reason}' },
)
export const MinutesCertificationCorrected = event(
  'MinutesCertificationCorrected',
  1,
  { on, method: CertificationMethod, certifiedBy: meeting.optional(), reason },
  (certified) => ({
    th: `แก้ไขบันทึกการรับรองรายงาน เป็นเมื่อ {on} ${how(certified)}: {reason}`,
    en: `Certification corrected, on {on} ${how(certified)}: {reason}`,
  }),
)
export const MinutesCertificationReversed = event(
  'MinutesCertificationReversed',
  1,
  { reason },
  { th: 'บันทึกการรับรองรายงานผิด ยังไม่ได้รับรอง: {reason}', en: 'Minutes were not certified: {reason}' },
)
