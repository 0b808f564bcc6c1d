// What is recorded of agencies, NGOs, networks and local authorities.
import { AreaRef, Bilingual, PlannedDay, Text, anyStep, choice, datedStep, distinct, event, label, ref, z } from '@prasan/event-sourcing'

export const OrganizationKind = choice(
  'OrganizationKind',
  {
    central: ['ส่วนกลาง', 'central agency'],
    provincial: ['ส่วนราชการจังหวัด', 'provincial agency'],
    district: ['ส่วนราชการอำเภอ', 'district agency'],
    localAuthority: ['องค์กรปกครองส่วนท้องถิ่น', 'local authority'],
    court: ['ศาลและอัยการ', 'court or prosecutor'],
    police: ['ตำรวจ', 'police'],
    school: ['สถานศึกษา', 'education'],
    health: ['สาธารณสุข', 'health'],
    ngo: ['องค์กรพัฒนาเอกชน', 'NGO'],
    network: ['เครือข่าย', 'network'],
    international: ['องค์การระหว่างประเทศ', 'international organisation'],
    private: ['ภาคเอกชน', 'private sector'],
    party: ['พรรคการเมือง', 'party'],
    other: ['อื่น ๆ', 'other'],
  },
  label('ประเภท', 'Kind'),
)

const registration = {
  name: Bilingual.meta(label('ชื่อหน่วยงาน', 'Name')),
  kind: OrganizationKind,
  areas: distinct(z.array(AreaRef).max(200)).optional().meta(label('พื้นที่', 'Areas')),
  parent: ref('organization').optional().meta(label('สังกัด', 'Part of')),
}
const reason = Text.meta(label('เหตุผล', 'Reason'))
const from = PlannedDay.meta(label('ตั้งแต่', 'From'))
const renaming = { name: Bilingual.meta(label('ชื่อใหม่', 'New name')), from }
const naming = { post: ref('post').meta(label('ตำแหน่งหัวหน้า', 'Head post')), from: from.optional() }
const clause = ref('clause').meta(label('ข้ออำนาจหน้าที่', 'Mandate clause'))
const mandate = {
  text: Bilingual.meta(label('อำนาจหน้าที่', 'Mandate')),
  source: Text.optional().meta(label('กฎหมายที่ให้อำนาจ', 'Source')),
  from: from
    .optional()
    .meta(label('ตั้งแต่', 'From', 'วันแรกที่มีผล ไม่ระบุเฉพาะเมื่อไม่มีผู้ใดทราบ', 'First day; leave out only where nobody knows it.')),
}
const until = PlannedDay.optional().meta(label('ถึงก่อนวันที่', 'Until', 'วันแรกที่ไม่มีผลแล้ว', 'First day on which it no longer holds.'))
const retirement = { clause, on: from }
const closing = { on: from, successor: ref('organization').optional().meta(label('หน่วยงานที่รับช่วง', 'Taken over by')) }

export const OrganizationRegistered = event('OrganizationRegistered', 1, registration, {
  th: 'ขึ้นทะเบียนหน่วยงาน {name}',
  en: 'Organization registered: {name}',
})
export const OrganizationRenamed = event('OrganizationRenamed', 1, renaming, {
  th: 'เปลี่ยนชื่อเป็น {name} ตั้งแต่ {from}',
  en: 'Renamed {name} from {from}',
})
export const OrganizationRenamingCorrected = event(
  'OrganizationRenamingCorrected',
  1,
  { ...datedStep, ...renaming, reason },
  { th: 'แก้ไขการเปลี่ยนชื่อเป็น {name} ตั้งแต่ {from}: {reason}', en: 'Renaming corrected to {name} from {from}: {reason}' },
)
export const OrganizationRenamingReversed = event(
  'OrganizationRenamingReversed',
  1,
  { ...datedStep, reason },
  { th: 'ยกเลิกบันทึกการเปลี่ยนชื่อตั้งแต่ {recordedFrom}: {reason}', en: 'Record of the renaming from {recordedFrom} reversed: {reason}' },
)
export const OrganizationCorrected = event(
  'OrganizationCorrected',
  1,
  { ...registration, reason },
  { th: 'แก้ไขการขึ้นทะเบียนหน่วยงาน {name}: {reason}', en: 'Registration corrected: {name}: {reason}' },
)
export const HeadPostNamed = event('HeadPostNamed', 1, naming, { th: 'กำหนดตำแหน่งหัวหน้าหน่วยงาน {post}', en: 'Head post named: {post}' })
export const HeadPostCorrected = event(
  'HeadPostCorrected',
  1,
  { ...anyStep, ...naming, reason },
  { th: 'แก้ไขตำแหน่งหัวหน้าหน่วยงานเป็น {post}: {reason}', en: 'Head post corrected to {post}: {reason}' },
)
export const HeadPostReversed = event(
  'HeadPostReversed',
  1,
  { ...anyStep, reason },
  { th: 'ยกเลิกบันทึกตำแหน่งหัวหน้าหน่วยงาน: {reason}', en: 'Record of the head post reversed: {reason}' },
)
export const MandateClauseAdded = event(
  'MandateClauseAdded',
  1,
  { clause, ...mandate },
  { th: 'เพิ่มอำนาจหน้าที่: {text}', en: 'Mandate: {text}' },
)
export const MandateClauseRetired = event('MandateClauseRetired', 1, retirement, {
  th: 'สิ้นสุดอำนาจหน้าที่ “{clause}” ตั้งแต่ {on}',
  en: 'Mandate clause retired from {on}: {clause}',
})
export const MandateClauseCorrected = event(
  'MandateClauseCorrected',
  1,
  { clause, ...mandate, until, reason },
  { th: 'แก้ไขอำนาจหน้าที่ {text}: {reason}', en: 'Mandate corrected: {text}: {reason}' },
)
export const MandateClauseReversed = event('MandateClauseReversed', 1, { clause, text: mandate.text.optional(), reason }, ({ text }) =>
  text === undefined
    ? { th: 'ยกเลิกบันทึกอำนาจหน้าที่: {reason}', en: 'Record of a mandate clause reversed: {reason}' }
    : { th: 'ยกเลิกบันทึกอำนาจหน้าที่ “{text}”: {reason}', en: 'Record of a mandate clause reversed, {text}: {reason}' },
)
export const OrganizationClosed = event('OrganizationClosed', 1, closing, { th: 'ยุบเลิกตั้งแต่ {on}', en: 'Closed from {on}' })
export const OrganizationClosingCorrected = event(
  'OrganizationClosingCorrected',
  1,
  { ...closing, reason },
  { th: 'แก้ไขการยุบเลิกเป็นตั้งแต่ {on}: {reason}', en: 'Closing corrected, from {on}: {reason}' },
)
export const OrganizationClosingReversed = event(
  'OrganizationClosingReversed',
  1,
  { reason },
  { th: 'ยกเลิกบันทึกการยุบเลิก: {reason}', en: 'Record of the closing reversed: {reason}' },
)

/** The fields of commands, by what they do. */
export const shapes = { registration, renaming, naming, mandate, clause, until, retirement, closing, reason }
