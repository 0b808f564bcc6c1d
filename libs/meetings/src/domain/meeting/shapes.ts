// The shapes that a meeting's events and commands share.
import {
  Bilingual,
  Count,
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

export const MeetingMode = choice(
  'MeetingMode',
  { onsite: ['ณ สถานที่', 'on site'], online: ['ผ่านสื่ออิเล็กทรอนิกส์', 'online'], hybrid: ['ทั้งสองแบบ', 'hybrid'] },
  label('รูปแบบ', 'Mode'),
)
export const ItemKind = choice(
  'AgendaItemKind',
  {
    inform: ['แจ้งเพื่อทราบ', 'for information'],
    certify: ['รับรองรายงานการประชุม', 'certification of minutes'],
    matterArising: ['เรื่องสืบเนื่อง', 'matter arising'],
    consider: ['เพื่อพิจารณา', 'for consideration'],
    other: ['อื่น ๆ', 'other'],
  },
  label('ประเภทของเรื่อง', 'Kind'),
)
export const Capacity = choice(
  'Capacity',
  {
    self: ['มาประชุมเอง', 'in person'],
    acting: ['ในฐานะผู้รักษาราชการแทน', 'as acting holder'],
    substitute: ['มาประชุมแทน', 'as substitute'],
    observer: ['ผู้เข้าร่วมประชุม', 'in attendance'],
  },
  label('ฐานะ', 'Capacity'),
)
export const ResolutionKind = choice(
  'ResolutionKind',
  {
    noted: ['รับทราบ', 'noted'],
    approved: ['เห็นชอบ', 'approved'],
    approvedInPrinciple: ['เห็นชอบในหลักการ', 'approved in principle'],
    rejected: ['ไม่เห็นชอบ', 'not approved'],
    assigned: ['มอบหมาย', 'assigned'],
    deferred: ['เลื่อนการพิจารณา', 'deferred'],
    referred: ['ส่งต่อ', 'referred'],
  },
  label('ลักษณะมติ', 'Kind'),
)
export const CertificationMethod = choice(
  'CertificationMethod',
  {
    laterMeeting: ['ในการประชุมครั้งต่อไป', 'by a later meeting'],
    circulation: ['โดยการแจ้งเวียน', 'by circulation'],
    sameMeeting: ['ในการประชุมครั้งเดียวกัน', 'by the meeting itself'],
  },
  label('วิธีรับรอง', 'Method'),
)

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
}
export const assignment = {
  title: Bilingual.optional().meta(label('เรื่อง', 'Title', 'หากไม่ระบุคือข้อความของมติ', 'The text of the resolution where it is left out.')),
  owner: Owner,
  supporting: distinct(z.array(Owner).max(50)).optional().meta(label('ผู้สนับสนุน', 'Supporting')),
  dueOn: PlannedDay.meta(label('กำหนดแล้วเสร็จ', 'Due on')),
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
}
/** The count of persons that makes a body able to resolve, as it stood. */
export const counted = z.strictObject({
  committee,
  present: Count.meta(label('มา', 'Present')),
  base: Count.meta(label('จาก', 'Of')),
  needed: Count.meta(label('ต้องการ', 'Needed')),
  met: z.boolean().meta(label('ครบองค์ประชุม', 'Quorate')),
})
export const inquorate = z.boolean().meta(label('ไม่ครบองค์ประชุม', 'Inquorate'))
/** The rules of a body as far as its meeting needs them, on the day. */
export const rulesOfTheDay = z
  .strictObject({
    quorum: z
      .strictObject({
        numerator: Count.meta(label('ตัวเศษ', 'Numerator')),
        denominator: Count.meta(label('ตัวส่วน', 'Denominator')),
        base: z.enum(['allSeats', 'filledSeats']).meta(label('ฐาน', 'Base')),
      })
      .meta(label('องค์ประชุม', 'Quorum')),
    substitutes: z.enum(['count', 'attendOnly', 'none']).meta(label('ผู้มาประชุมแทน', 'Substitutes')),
    majority: z.enum(['simple', 'twoThirds', 'consensus']).meta(label('เสียงที่ต้องใช้', 'Majority')),
    castingVote: z.boolean().meta(label('ประธานมีเสียงชี้ขาด', 'Casting vote of the chair')),
  })
  .meta(label('ระเบียบของวันนั้น', 'Rules of the day'))
export const rosterSeat = z.strictObject({
  seat: ref('seat').meta(label('ที่นั่ง', 'Seat')),
  committee,
  number: Count.meta(label('ลำดับ', 'Number')),
  office: Text.meta(label('ตำแหน่งในคณะ', 'Office')),
  votes: z.boolean().meta(label('มีสิทธิออกเสียง', 'Votes')),
  countsForQuorum: z.boolean().meta(label('นับเป็นองค์ประชุม', 'Counts for quorum')),
  person: person.optional(),
  post: post.optional(),
  manner: Text.optional().meta(label('ลักษณะ', 'Manner')),
})
export const read = { revision: Count.meta(label('ลำดับของบันทึกที่อ่าน', 'Revision of the stream that was read')) }
export const minutes = { text: LongText.meta(label('รายงานการประชุม', 'Text')), digest: Text.meta(label('ค่าแฮช SHA-256', 'SHA-256')) }
