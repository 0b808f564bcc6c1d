// The shapes that a meeting's events and commands share.
import {
  Bilingual,
  Count,
  Disclosure,
  LongText,
  PastDay,
  PlannedDay,
  Text,
  TimeOfDay,
  choice,
  distinct,
  label,
  ref,
  z,
  Owner,
} from '@prasan/event-sourcing'
import { Mandate } from '@prasan/commitments/contract'
import { Priority } from '@prasan/committees/contract'
import { Capacity, ItemKind, MeetingMode, ResolutionKind } from './choices.js'

export const item = ref('agendaItem').meta(label('ระเบียบวาระ', 'Agenda item'))
export const resolution = ref('resolution').meta(label('มติ', 'Resolution'))
export const attendance = ref('attendance').meta(label('การมาประชุม', 'Attendance'))
export const meeting = ref('meeting').meta(label('การประชุม', 'Meeting'))
export const committee = ref('committee').meta(label('คณะ', 'Committee'))
export const person = ref('person').meta(label('บุคคล', 'Person'))
export const post = ref('post').meta(label('ตำแหน่ง', 'Post'))
export const reason = Text.meta(label('เหตุผล', 'Reason'))
export const on = PastDay.meta(label('วันที่', 'On'))
export const at = TimeOfDay.meta(label('เวลา', 'At'))
export const bodies = distinct(z.array(committee).min(1).max(10)).meta(
  label('คณะที่ประชุม', 'Bodies', 'คณะเจ้าภาพเป็นลำดับแรก', 'The host first.'),
)
/** Bodies whose number of the meeting follows from what happened to it. */
export const someBodies = distinct(z.array(committee)).optional()

export const calling = {
  bodies,
  title: Bilingual.optional().meta(label('ชื่อการประชุม', 'Title')),
  on: PlannedDay.meta(label('วันประชุม', 'Day')),
  startsAt: TimeOfDay.optional().meta(label('เวลาเริ่ม', 'Starts at')),
  endsAt: TimeOfDay.optional().meta(label('เวลาเลิก', 'Ends at')),
  place: Text.optional().meta(label('สถานที่', 'Place')),
  mode: MeetingMode.optional(),
  byCirculation: z
    .boolean()
    .optional()
    .meta(
      label(
        'มติเวียน',
        'By circulation',
        'ไม่มีการประชุม กรรมการตอบเป็นหนังสือภายในวันนั้น ไม่มีเลขครั้งที่ประชุม และต้องให้การประชุมครั้งต่อไปรับรองมติ',
        'Nobody meets: the members answer in writing by that day. It has no meeting number, and a later meeting ratifies what was resolved.',
      ),
    ),
  recallOf: meeting
    .optional()
    .meta(
      label('นัดใหม่ของ', 'Recall of', 'การประชุมที่ไม่ครบองค์ประชุม ซึ่งการประชุมนี้นัดใหม่แทน', 'The meeting without quorum that this one repeats.'),
    ),
}
export const { on: day } = calling
const { startsAt, endsAt, place, mode } = calling
export const moving = { on: day, startsAt, endsAt, place, mode, reason: reason.optional() }
export const agenda = {
  section: Count.min(1)
    .max(6)
    .meta(
      label(
        'ระเบียบวาระที่',
        'Section',
        '1 ประธานแจ้ง 2 รับรองรายงาน 3 สืบเนื่อง 4 เพื่อทราบ 5 เพื่อพิจารณา 6 อื่น ๆ',
        '1 chair, 2 minutes, 3 arising, 4 informed, 5 considered, 6 other.',
      ),
    ),
  number: Count.min(1).max(1000).meta(label('ลำดับ', 'Number')),
  kind: ItemKind,
  title: Bilingual.meta(label('เรื่อง', 'Title')),
  text: Text.optional().meta(label('รายละเอียด', 'Text')),
  presenter: Owner.optional().meta(label('ผู้เสนอ', 'Presenter')),
  origin: resolution.optional().meta(label('มติที่มา', 'Origin', 'มติที่เป็นที่มาของเรื่องสืบเนื่อง', 'The resolution out of which the matter arises.')),
  carriedFrom: item
    .optional()
    .meta(
      label(
        'เลื่อนมาจากเรื่อง',
        'Carried over from',
        'เรื่องของการประชุมครั้งก่อนที่เลื่อนมาพิจารณา',
        'The item of an earlier meeting that it carries on.',
      ),
    ),
  commitment: ref('commitment')
    .optional()
    .meta(
      label(
        'ข้อผูกพัน',
        'Commitment',
        'ข้อผูกพันที่ติดตาม ซึ่งมิได้มาจากมติของคณะ',
        'What is followed up, where it is out of no resolution of the body.',
      ),
    ),
  disclosure: Disclosure.optional().meta(label('ชั้นการเปิดเผย', 'Disclosure', 'หากไม่ระบุคือใช้ภายในหน่วยงาน', 'Internal where it is left out.')),
  minutesOf: meeting
    .optional()
    .meta(label('รายงานการประชุมของ', 'Minutes of', 'การประชุมที่เรื่องนี้รับรองรายงาน', 'Whose minutes the item certifies.')),
}
export const entry = {
  seat: ref('seat').optional().meta(label('ที่นั่ง', 'Seat')),
  person: person.optional(),
  capacity: Capacity.optional(),
  post: ref('post')
    .optional()
    .meta(label('ตำแหน่งของผู้มา', 'Post', 'ตำแหน่งของผู้มาประชุมแทนหรือผู้เข้าร่วมประชุม', 'The post in which a substitute or observer came.')),
  arrived: TimeOfDay.optional().meta(label('มาเวลา', 'Arrived')),
  left: TimeOfDay.optional().meta(label('กลับเวลา', 'Left')),
  absence: z
    .strictObject({
      excused: z.boolean().meta({
        ...label('แจ้งเหตุ', 'Excused'),
        words: { true: { th: 'แจ้งเหตุ', en: 'excused' }, false: { th: 'ไม่มีเหตุอันสมควร', en: 'not excused' } },
      }),
      reason: reason.optional(),
    })
    .meta({ id: 'Absence', ...label('ไม่มาประชุม', 'Absence') })
    .optional(),
}
export const votes = z
  .strictObject({
    for: Count.meta(label('เห็นด้วย', 'For')),
    against: Count.meta(label('ไม่เห็นด้วย', 'Against')),
    abstained: Count.optional().meta(label('งดออกเสียง', 'Abstained')),
    casting: choice(
      'CastingVote',
      { for: ['เห็นด้วย', 'for'], against: ['ไม่เห็นด้วย', 'against'] },
      label('เสียงชี้ขาดของประธาน', 'Casting vote'),
    ).optional(),
  })
  .meta({ id: 'Votes', ...label('คะแนนเสียง', 'Votes') })
export type Votes = z.infer<typeof votes>
export const decision = {
  item: item.optional(),
  kind: ResolutionKind,
  text: Bilingual.meta(label('มติ', 'Text')),
  votes: votes.optional(),
  dissents: distinct(z.array(z.strictObject({ person, reason }).meta({ id: 'Dissent' })).max(100), ({ person }) => person)
    .optional()
    .meta(label('ความเห็นแย้ง', 'Dissents')),
  supersedes: resolution.optional().meta(label('แทนมติ', 'Supersedes')),
  amends: resolution.optional().meta(label('แก้ไขมติ', 'Amends')),
  implements: resolution.optional().meta(label('ดำเนินการตามมติ', 'Implements')),
  ratifies: resolution
    .optional()
    .meta(
      label(
        'รับรองมติ',
        'Ratifies',
        'มติเวียน หรือมติที่คณะอื่นมีโดยอำนาจที่ได้รับมอบ',
        'One that was passed by circulation, or by another body under delegation.',
      ),
    ),
  delegatedBy: resolution
    .optional()
    .meta(
      label(
        'โดยอำนาจตามมติ',
        'Under the delegation of',
        'มติของคณะอื่นที่มอบอำนาจ เช่น เมื่อติดต่อคณะเหนือไม่ได้',
        'The resolution of another body that delegated the power, as where that body cannot be reached.',
      ),
    ),
}
export const assignment = {
  title: Bilingual.optional().meta(label('เรื่อง', 'Title', 'หากไม่ระบุคือข้อความของมติ', 'The text of the resolution where it is left out.')),
  owner: Owner,
  supporting: distinct(z.array(Owner).max(50)).optional().meta(label('ผู้สนับสนุน', 'Supporting')),
  dueOn: PlannedDay.meta(label('กำหนดแล้วเสร็จ', 'Due on')),
  mandate: Mandate.optional(),
  priority: Priority.optional(),
}
export const noticeUnknown = z
  .boolean()
  .optional()
  .meta(
    label(
      'ไม่ทราบวันแจ้ง',
      'Notice not known',
      'ไม่มีบันทึกว่าแจ้งเชิญประชุมหรือไม่และเมื่อใด เช่น การประชุมนานมาแล้ว ถือว่าไม่ทราบ จึงไม่ผิดกฎ',
      'Nobody recorded whether and when the notice was sent, as for meetings of long ago: unknown, so it breaks no rule.',
    ),
  )
export const attendanceUnknown = z
  .boolean()
  .optional()
  .meta(
    label(
      'ไม่ทราบผู้มาประชุม',
      'Attendance not known',
      'ผู้มาประชุมอาจบันทึกไว้ไม่ครบ เช่น การประชุมนานมาแล้ว หากไม่มีบันทึกผู้ใดเลย มิได้หมายความว่าไม่มีผู้มา',
      'Not everybody who came may be recorded, as of meetings of long ago: where nobody is, it is not said that nobody came.',
    ),
  )
/** The notice as it was sent. */
export const sent = {
  sentOn: PastDay.meta(label('แจ้งเมื่อ', 'Sent on')),
  method: Text.optional().meta(label('วิธีแจ้ง', 'Method')),
  urgentReason: Text.optional().meta(label('เหตุเร่งด่วน', 'Urgent because', 'ทำให้ไม่ต้องแจ้งล่วงหน้าตามจำนวนวัน', 'Lifts the days of notice.')),
  oneThird: z
    .boolean()
    .optional()
    .meta(
      label(
        'แจ้งว่าหนึ่งในสามเป็นองค์ประชุม',
        'Says that one third will do',
        'หนังสือเชิญประชุมที่นัดใหม่ระบุไว้',
        'The notice of a recalled meeting says so.',
      ),
    ),
  letter: Text.optional().meta(
    label('ที่หนังสือ', 'Letter number', 'ตามทะเบียนหนังสือของหน่วยงาน เช่น พย 0004/ว 123', 'As the register of the office has it.'),
  ),
  signedBy: post.optional().meta(label('ตำแหน่งผู้ลงนาม', 'Signed by', 'ตำแหน่งที่ลงนามในหนังสือ', 'The post that signs the letter.')),
  replyBy: PlannedDay.optional().meta(label('ตอบรับภายในวันที่', 'Reply by')),
  contact: Text.optional().meta(
    label('ติดต่อ', 'Contact', 'ส่วนราชการเจ้าของเรื่อง โทรศัพท์ ไปรษณีย์อิเล็กทรอนิกส์', 'The office that sends it, with telephone and e-mail.'),
  ),
}
/** What came back of an invitation. */
export const reply = {
  seat: ref('seat').meta(label('ที่นั่ง', 'Seat')),
  comes: z.boolean().meta({
    ...label('เข้าร่วมประชุม', 'Comes'),
    words: { true: { th: 'เข้าร่วมประชุม', en: 'comes' }, false: { th: 'ไม่สามารถเข้าร่วมประชุม', en: 'does not come' } },
  }),
  substitute: person.optional().meta(label('ผู้มาประชุมแทน', 'Substitute')),
  substitutePost: post.optional().meta(label('ตำแหน่งของผู้มาประชุมแทน', 'Post of the substitute')),
  word: Text.optional().meta(label('ข้อความ', 'Word')),
}
export const minutes = { text: LongText.meta(label('รายงานการประชุม', 'Text')), digest: Text.meta(label('ค่าแฮช SHA-256', 'SHA-256')) }
/** The seal of the record of the meeting. */
export const content = Text.optional().meta(label('ค่าผนึกของบันทึกการประชุม', 'Seal of the record'))
export const writers = {
  takenBy: ref('person').optional().meta(label('ผู้จดรายงานการประชุม', 'Taken by')),
  checkedBy: ref('person').optional().meta(label('ผู้ตรวจรายงานการประชุม', 'Checked by')),
}
