// What is recorded of a post: a position in an organization, apart from those who hold it in turn.
import {
  AreaRef,
  Bilingual,
  PlannedDay,
  Text,
  acknowledgement,
  anyStep,
  choice,
  datedStep,
  event,
  label,
  recordedOn,
  ref,
  z,
} from '@prasan/event-sourcing'

/** substantive: appointed to it. acting: รักษาราชการแทน, full powers. caretaker: รักษาการในตำแหน่ง. */
export const Manner = choice(
  'Manner',
  { substantive: ['ดำรงตำแหน่ง', 'substantive'], acting: ['รักษาราชการแทน', 'acting'], caretaker: ['รักษาการในตำแหน่ง', 'caretaker'] },
  label('ลักษณะ', 'Manner'),
)
export type Manner = z.infer<typeof Manner>

const establishment = {
  title: Bilingual.meta(label('ชื่อตำแหน่ง', 'Title')),
  organization: ref('organization').meta(label('หน่วยงาน', 'Organization')),
  area: AreaRef.optional(),
  /** The number of the classification of 1975 to 2008 (PC, ซี), still the common measure between civil servants, police, local officers and others. */
  level: z
    .int()
    .min(1)
    .max(11)
    .optional()
    .meta(
      label(
        'ระดับ',
        'Level',
        'เทียบเท่าระดับ 1 ถึง 11 เดิม (ซี) เช่น ผู้ว่าราชการจังหวัด 10 นายอำเภอ 8',
        'As of the former levels 1 to 11 (PC) to which it is equal: a governor is of 10, a district chief of 8.',
      ),
    ),
  rotates: z
    .boolean()
    .optional()
    .meta(
      label(
        'หมุนเวียน',
        'Rotates',
        'ผู้ดำรงตำแหน่งมักย้ายในวันที่ 1 ตุลาคม หากไม่ระบุให้ถือตามประเภทของหน่วยงาน',
        'Whether its holders are usually moved on 1 October; left out: as is usual in organizations of its kind.',
      ),
    ),
}
const term = {
  person: ref('person').meta(label('ผู้ดำรงตำแหน่ง', 'Person')),
  manner: Manner,
  from: PlannedDay.optional().meta(
    label(
      'ตั้งแต่',
      'From',
      'วันแรกที่มีผล ไม่ระบุเฉพาะเมื่อไม่มีผู้ใดทราบ คือก่อนเริ่มบันทึก',
      'First day; leave out only where nobody knows it: since before the record begins.',
    ),
  ),
  until: PlannedDay.optional().meta(label('ถึงก่อนวันที่', 'Until', 'วันแรกที่ไม่มีผลแล้ว', 'First day on which it no longer holds.')),
  order: Text.optional().meta(label('คำสั่งที่', 'Order')),
}
const ending = {
  on: PlannedDay.meta(label('ตั้งแต่', 'From')),
  successor: ref('post', 'organization', 'committee', 'seat').optional().meta(label('ผู้รับช่วง', 'Taken over by')),
}
const title = { title: Bilingual.meta(label('ชื่อตำแหน่งใหม่', 'New title')), from: PlannedDay.meta(label('ตั้งแต่', 'From')) }
const on = PlannedDay.meta(label('ตั้งแต่', 'From'))
const powers = {
  to: ref('post', 'person').meta(label('ผู้รับมอบอำนาจ', 'Delegated to')),
  scope: Text.meta(label('เรื่องที่มอบ', 'Scope')),
  from: PlannedDay.meta(label('ตั้งแต่', 'From')),
  until: PlannedDay.optional().meta(label('ถึงก่อนวันที่', 'Until', 'วันแรกที่ไม่มีผลแล้ว', 'First day on which it no longer holds.')),
  order: Text.optional().meta(label('คำสั่งที่', 'Order')),
}
const duties = {
  duties: Bilingual.meta(label('หน้าที่ความรับผิดชอบ', 'Duties')),
  from: PlannedDay.optional().meta(label('ตั้งแต่', 'From', 'หากไม่ระบุคือตั้งแต่มีตำแหน่ง', 'Since the post exists where it is left out.')),
}
const delegation = ref('delegation').meta(label('การมอบอำนาจ', 'Delegation'))
const assignment = ref('assignment').meta(label('การดำรงตำแหน่ง', 'Assignment'))
const reason = Text.meta(label('เหตุผล', 'Reason'))

export const PostEstablished = event('PostEstablished', 1, establishment, { th: 'กำหนดตำแหน่ง {title}', en: 'Post established: {title}' })
export const PostRetitled = event('PostRetitled', 1, title, {
  th: 'เปลี่ยนชื่อตำแหน่งเป็น {title} ตั้งแต่ {from}',
  en: 'Retitled {title} from {from}',
})
export const PostRetitlingCorrected = event(
  'PostRetitlingCorrected',
  1,
  { ...datedStep, ...title, reason },
  { th: 'แก้ไขการเปลี่ยนชื่อตำแหน่งเป็น {title} ตั้งแต่ {from}: {reason}', en: 'Retitling corrected to {title} from {from}: {reason}' },
)
export const PostRetitlingReversed = event(
  'PostRetitlingReversed',
  1,
  { ...datedStep, reason },
  {
    th: 'ยกเลิกบันทึกการเปลี่ยนชื่อตำแหน่งตั้งแต่ {recordedFrom}: {reason}',
    en: 'Record of the retitling from {recordedFrom} reversed: {reason}',
  },
)
export const DutiesDescribed = event('DutiesDescribed', 1, duties, { th: 'หน้าที่ความรับผิดชอบ: {duties}', en: 'Duties: {duties}' })
export const DutiesCorrected = event(
  'DutiesCorrected',
  1,
  { ...anyStep, ...duties, reason },
  { th: 'แก้ไขหน้าที่ความรับผิดชอบเป็น {duties}: {reason}', en: 'Duties corrected: {duties}: {reason}' },
)
export const DutiesReversed = event(
  'DutiesReversed',
  1,
  { ...anyStep, reason },
  { th: 'ยกเลิกบันทึกหน้าที่ความรับผิดชอบ: {reason}', en: 'Record of duties reversed: {reason}' },
)
export const DutiesAcknowledged = event(
  'DutiesAcknowledged',
  1,
  { assignment, ...acknowledgement },
  { th: '{assignment} รับทราบหน้าที่เมื่อ {on}', en: 'Duties acknowledged by {assignment} on {on}' },
)
export const DutiesAcknowledgementCorrected = event(
  'DutiesAcknowledgementCorrected',
  1,
  { assignment, recordedOn, ...acknowledgement, reason },
  {
    th: 'แก้ไขบันทึกการรับทราบหน้าที่ของ {assignment} จาก {recordedOn} เป็น {on}: {reason}',
    en: 'Record of {assignment} acknowledging the duties on {recordedOn} corrected to {on}: {reason}',
  },
)
export const DutiesAcknowledgementReversed = event(
  'DutiesAcknowledgementReversed',
  1,
  { assignment, recordedOn, reason },
  {
    th: 'ยกเลิกบันทึกการรับทราบหน้าที่ของ {assignment} เมื่อ {recordedOn}: {reason}',
    en: 'Record of {assignment} acknowledging the duties on {recordedOn} reversed: {reason}',
  },
)
export const RoleAssigned = event(
  'RoleAssigned',
  1,
  { assignment, ...term },
  { th: '{person} {manner} ตั้งแต่ {from}', en: '{person} holds the post ({manner}) from {from}' },
)
export const RoleEnded = event(
  'RoleEnded',
  1,
  { assignment, on },
  { th: '{assignment} พ้นจากตำแหน่งตั้งแต่ {on}', en: '{assignment} no longer holds the post from {on}' },
)
export const RoleAssignmentCorrected = event(
  'RoleAssignmentCorrected',
  1,
  { assignment, ...term, reason },
  { th: 'แก้ไขบันทึกการดำรงตำแหน่งของ {person}: {reason}', en: 'Record of {person} holding the post corrected: {reason}' },
)
export const RoleAssignmentReversed = event(
  'RoleAssignmentReversed',
  1,
  { assignment, person: term.person.optional(), reason },
  ({ person }) =>
    person === undefined
      ? { th: 'ยกเลิกบันทึกการดำรงตำแหน่ง: {reason}', en: 'Record of an assignment reversed: {reason}' }
      : { th: 'ยกเลิกบันทึกการดำรงตำแหน่งของ {person}: {reason}', en: 'Record of {person} holding the post reversed: {reason}' },
)
export const PostAbolished = event('PostAbolished', 1, ending, { th: 'ยุบเลิกตำแหน่งตั้งแต่ {on}', en: 'Post abolished from {on}' })
export const PostAbolitionCorrected = event(
  'PostAbolitionCorrected',
  1,
  { ...ending, reason },
  { th: 'แก้ไขการยุบเลิกตำแหน่งเป็นตั้งแต่ {on}: {reason}', en: 'Abolition of the post corrected, from {on}: {reason}' },
)
export const PostAbolitionReversed = event(
  'PostAbolitionReversed',
  1,
  { reason },
  { th: 'ยกเลิกบันทึกการยุบเลิกตำแหน่ง: {reason}', en: 'Record of the abolition reversed: {reason}' },
)
export const PostCorrected = event(
  'PostCorrected',
  1,
  { ...establishment, reason },
  { th: 'แก้ไขบันทึกตำแหน่ง {title}: {reason}', en: 'Record of the post corrected: {title}: {reason}' },
)
export const RoleDelegated = event(
  'RoleDelegated',
  1,
  { delegation, ...powers },
  { th: 'มอบอำนาจเรื่อง {scope} ให้ {to} ตั้งแต่ {from}', en: 'Delegated to {to} from {from}: {scope}' },
)
export const DelegationEnded = event(
  'DelegationEnded',
  1,
  { delegation, on },
  { th: 'สิ้นสุดการมอบอำนาจเรื่อง {delegation} ตั้งแต่ {on}', en: 'Delegation ended from {on}: {delegation}' },
)
export const DelegationCorrected = event(
  'DelegationCorrected',
  1,
  { delegation, ...powers, reason },
  { th: 'แก้ไขบันทึกการมอบอำนาจเรื่อง {scope} ให้ {to}: {reason}', en: 'Record of the delegation to {to} corrected: {scope}: {reason}' },
)
export const DelegationReversed = event('DelegationReversed', 1, { delegation, scope: powers.scope.optional(), reason }, ({ scope }) =>
  scope === undefined
    ? { th: 'ยกเลิกบันทึกการมอบอำนาจ: {reason}', en: 'Record of a delegation reversed: {reason}' }
    : { th: 'ยกเลิกบันทึกการมอบอำนาจเรื่อง {scope}: {reason}', en: 'Record of a delegation reversed, {scope}: {reason}' },
)

/** The fields of commands, by what they do. */
export const shapes = { establishment, title, duties, term, ending, powers, assignment, delegation, on, reason }
