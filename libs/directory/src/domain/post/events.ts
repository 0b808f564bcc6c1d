// What is recorded of a post: a position in an organization, apart from those who hold it in turn.
import { AreaRef, Bilingual, Day, Text, choice, event, label, ref, type z } from '@prasan/event-sourcing'

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
}
const term = {
  person: ref('person').meta(label('ผู้ดำรงตำแหน่ง', 'Person')),
  manner: Manner,
  from: Day.optional().meta({
    ...label('ตั้งแต่', 'From'),
    description: 'First day; leave out only where nobody knows it: since before the record begins.',
  }),
  until: Day.optional().meta({ ...label('ถึงก่อนวันที่', 'Until'), description: 'First day on which it no longer holds.' }),
  order: Text.optional().meta(label('คำสั่งที่', 'Order')),
}
const ending = {
  on: Day.meta(label('ตั้งแต่', 'From')),
  successor: ref('post', 'organization', 'committee', 'seat').optional().meta(label('ผู้รับช่วง', 'Taken over by')),
}
const title = { title: Bilingual.meta(label('ชื่อตำแหน่งใหม่', 'New title')), from: Day.meta(label('ตั้งแต่', 'From')) }
const on = Day.meta(label('ตั้งแต่', 'From'))
const powers = {
  to: ref('post', 'person').meta(label('ผู้รับมอบอำนาจ', 'Delegated to')),
  scope: Text.meta(label('เรื่องที่มอบ', 'Scope')),
  from: Day.meta(label('ตั้งแต่', 'From')),
  until: Day.optional().meta({ ...label('ถึงก่อนวันที่', 'Until'), description: 'First day on which it no longer holds.' }),
  order: Text.optional().meta(label('คำสั่งที่', 'Order')),
}
const duties = {
  duties: Bilingual.meta(label('หน้าที่ความรับผิดชอบ', 'Duties')),
  from: Day.optional().meta({ ...label('ตั้งแต่', 'From'), description: 'Since the post exists where it is left out.' }),
}
const delegation = ref('delegation').meta(label('การมอบอำนาจ', 'Delegation'))
const assignment = ref('assignment').meta(label('การดำรงตำแหน่ง', 'Assignment'))
const reason = Text.meta(label('เหตุผล', 'Reason'))

export const PostEstablished = event('PostEstablished', 1, establishment, { th: 'กำหนดตำแหน่ง {title}', en: 'Post established: {title}' })
export const PostRetitled = event('PostRetitled', 1, title, {
  th: 'เปลี่ยนชื่อตำแหน่งเป็น {title} ตั้งแต่ {from}',
  en: 'Retitled {title} from {from}',
})
export const DutiesDescribed = event('DutiesDescribed', 1, duties, { th: 'หน้าที่ความรับผิดชอบ: {duties}', en: 'Duties: {duties}' })
export const RoleAssigned = event(
  'RoleAssigned',
  1,
  { assignment, ...term },
  { th: '{person} {manner} ตั้งแต่ {from}', en: '{person} holds the post ({manner}) from {from}' },
)
export const RoleEnded = event(
  'RoleEnded',
  1,
  { assignment, on: Day.meta(label('ตั้งแต่', 'From')) },
  { th: 'พ้นจากตำแหน่งตั้งแต่ {on}', en: 'No longer holds the post from {on}' },
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
  { assignment, reason },
  { th: 'ยกเลิกบันทึกการดำรงตำแหน่ง: {reason}', en: 'Record of an assignment reversed: {reason}' },
)
export const PostAbolished = event('PostAbolished', 1, ending, { th: 'ยุบเลิกตำแหน่งตั้งแต่ {on}', en: 'Post abolished from {on}' })
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
  { th: 'สิ้นสุดการมอบอำนาจตั้งแต่ {on}', en: 'Delegation ended from {on}' },
)

/** The fields of commands, by what they do. */
export const shapes = { establishment, title, duties, term, ending, powers, assignment, delegation, on, reason }
