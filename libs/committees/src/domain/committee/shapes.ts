// The shapes that events and commands of a committee share.
import { AreaRef, Bilingual, Count, Day, PastDay, PlannedDay, Text, choice, described, label, oneOf, ref, z } from '@prasan/event-sourcing'
import { ExpertField, Numbering, Sector } from './body-rules.js'

export const CommitteeType = choice(
  'CommitteeType',
  {
    committee: ['คณะกรรมการ', 'committee'],
    subcommittee: ['คณะอนุกรรมการ', 'sub-committee'],
    workingGroup: ['คณะทำงาน', 'working group'],
    multidisciplinaryTeam: ['ทีมสหวิชาชีพ', 'multidisciplinary team'],
    coalition: ['เครือข่าย', 'coalition'],
    villageGroup: ['กลุ่มหมู่บ้าน', 'village group'],
  },
  label('ประเภทคณะ', 'Type'),
)
export const Office = choice(
  'Office',
  {
    chair: ['ประธาน', 'chair'],
    viceChair: ['รองประธาน', 'vice-chair'],
    member: ['กรรมการ', 'member'],
    secretary: ['เลขานุการ', 'secretary'],
    assistantSecretary: ['ผู้ช่วยเลขานุการ', 'assistant secretary'],
    adviser: ['ที่ปรึกษา', 'adviser'],
    other: ['อื่น ๆ', 'other'],
  },
  label('ตำแหน่งในคณะ', 'Office'),
)
export const OrderKind = choice(
  'OrderKind',
  {
    appoints: ['แต่งตั้ง', 'appoints'],
    amends: ['แก้ไขเพิ่มเติม', 'amends'],
    revokes: ['ยกเลิก', 'revokes'],
    replaces: ['ยกเลิกและแต่งตั้งใหม่', 'replaces'],
  },
  label('ลักษณะคำสั่ง', 'Kind'),
)

export const VacancyCause = choice(
  'VacancyCause',
  {
    resigned: ['ลาออก', 'resigned'],
    died: ['ถึงแก่ความตาย', 'died'],
    removed: ['ให้ออก', 'removed'],
    disqualified: ['ขาดคุณสมบัติหรือมีลักษณะต้องห้าม', 'disqualified'],
    absent: ['ขาดประชุมติดต่อกันโดยไม่มีเหตุอันสมควร', 'absent in a row without cause'],
    termEnded: ['ครบวาระ', 'the term ended'],
  },
  label('เหตุที่พ้นจากตำแหน่ง', 'Cause'),
)

export const MeetingMode = choice(
  'MeetingMode',
  { onsite: ['ณ สถานที่', 'on site'], online: ['ผ่านสื่ออิเล็กทรอนิกส์', 'online'], hybrid: ['ทั้งสองแบบ', 'hybrid'] },
  label('รูปแบบ', 'Mode'),
)

/** What the seat belongs to: a post (whoever holds it sits there), an organization that sends somebody, or a named expert. */
export const SeatKind = oneOf({
  exOfficio: z
    .strictObject({ post: ref('post').meta({ description: described('ตำแหน่งที่ผู้ดำรงเป็นกรรมการ', 'The post whose holder sits there.') }) })
    .meta({ id: 'ExOfficio', description: described('กรรมการโดยตำแหน่ง', 'Whoever holds a post sits there.') }),
  representative: z
    .strictObject({
      organization: ref('organization').meta({ description: described('หน่วยงานที่ส่งผู้แทน', 'The organization that sends somebody.') }),
    })
    .meta({ id: 'Representative', description: described('ผู้แทนหน่วยงาน', 'An organization sends somebody.') }),
  expert: z
    .strictObject({
      person: ref('person').meta({ description: described('ผู้ทรงคุณวุฒิ', 'Who sits there.') }),
      until: PlannedDay.optional().meta({
        description: described('ครบวาระ: วันแรกที่พ้นวาระแล้ว', 'First day after the term; left out: no end is known.'),
      }),
    })
    .meta({ id: 'Expert', description: described('ผู้ทรงคุณวุฒิที่ระบุชื่อ', 'A named expert.') }),
}).meta({ id: 'SeatKind', ...label('ประเภทที่นั่ง', 'Kind') })
export type SeatKind = z.infer<typeof SeatKind>

export const from = PlannedDay.optional().meta(
  label('ตั้งแต่', 'From', 'วันแรกที่มีผล ไม่ระบุเฉพาะเมื่อไม่มีผู้ใดทราบ', 'First day; leave out only where nobody knows it.'),
)
export const since = PlannedDay.meta(label('ตั้งแต่', 'From'))
export const reason = Text.meta(label('เหตุผล', 'Reason'))
export const seat = ref('seat').meta(label('ที่นั่ง', 'Seat'))
export const person = ref('person').meta(label('บุคคล', 'Person'))
export const order = ref('order').meta(label('คำสั่ง', 'Order'))
export const correction = Text.meta(label('เหตุผลที่แก้ไข', 'Reason for the correction'))
/** Which of the steps of a thing is meant, by the day that is recorded of it. */
export const recordedFrom = Day.optional().meta(
  label(
    'ตั้งแต่ (ตามที่บันทึกไว้)',
    'From, as recorded',
    'รายการใด คือ วันแรกตามที่บันทึกไว้ ไม่ระบุหากบันทึกไว้โดยไม่มีวัน',
    'Which one: its first day as it is recorded; left out where it is recorded without one.',
  ),
)
export const stepOn = Day.optional().meta(
  label(
    'วันที่ใช้อยู่ (ตามที่บันทึกไว้)',
    'A day on which it holds, as recorded',
    'การเปลี่ยนแปลงครั้งใดของที่นั่ง คือ วันหนึ่งที่มีผลอยู่ตามที่บันทึกไว้ หากไม่ระบุคือครั้งล่าสุด',
    'Which of the changes of the seat: a day on which it holds as recorded; the last one where it is left out.',
  ),
)
export const until = PlannedDay.optional().meta(label('ถึงก่อนวันที่', 'Until', 'วันแรกที่ไม่มีผลแล้ว', 'First day on which it no longer holds.'))

export const establishment = {
  name: Bilingual.meta(label('ชื่อคณะ', 'Name')),
  type: CommitteeType,
  area: AreaRef.optional(),
  parent: ref('committee').optional().meta(label('คณะที่สังกัด', 'Parent')),
  legalBasis: Text.optional().meta(label('อาศัยอำนาจตาม', 'Legal basis')),
  from,
}
export const place = {
  number: Count.min(1).meta(label('ลำดับ', 'Number')),
  office: Office,
  title: Bilingual.optional().meta(label('ชื่อตำแหน่งในคณะ', 'Title')),
  kind: SeatKind,
  constituency: Text.optional().meta(
    label('เขตหรือพื้นที่ที่เป็นตัวแทน', 'Constituency', 'สิ่งที่ที่นั่งเป็นตัวแทน เช่น เขตเลือกตั้ง', 'What the seat stands for, as a constituency.'),
  ),
  field: ExpertField.optional(),
  sector: Sector.optional(),
  votes: z
    .boolean()
    .optional()
    .meta(label('มีสิทธิออกเสียง', 'Votes', 'หากไม่ระบุถือว่าใช่', 'True where it is left out.')),
  countsForQuorum: z
    .boolean()
    .optional()
    .meta(label('นับเป็นองค์ประชุม', 'Counts for quorum', 'หากไม่ระบุถือว่าใช่', 'True where it is left out.')),
}
export type Place = z.infer<z.ZodObject<typeof place>>
const womenAmongExperts = Count.optional().meta(
  label(
    'ผู้ทรงคุณวุฒิหญิง (คน)',
    'Women among the experts',
    'จำนวนที่นั่งผู้ทรงคุณวุฒิที่เป็นหญิงในขณะนั้น ตามที่คำสั่งหรือเอกสารระบุ เป็นจำนวนเท่านั้น ไม่บันทึกเพศของผู้ใด',
    'How many of the seats of experts women hold then, as the order or file states it: a number only, nobody’s sex is recorded.',
  ),
)
/** An appointment order (คำสั่งแต่งตั้ง) apart from the seats that it brings. */
export const orderFacts = {
  number: Text.max(100).meta(label('คำสั่งที่', 'Order number', 'ตามที่พิมพ์ในคำสั่ง เช่น 123/2569', 'As printed, as in 123/2569.')),
  kind: OrderKind,
  date: PastDay.meta(label('สั่ง ณ วันที่', 'Ordered on')),
  effectiveFrom: PlannedDay.meta(label('มีผลตั้งแต่', 'Effective from')),
  target: order.optional().meta(label('คำสั่งเดิม', 'The order that it changes')),
  subject: Text.optional().meta(label('เรื่อง', 'Subject')),
  womenAmongExperts,
}
export const appointment = { seat, person, from: since, until, womenAmongExperts }
/** Whom the seat was given from which day, as it is recorded. */
export const appointed = z
  .strictObject({ person, from: recordedFrom })
  .meta({ id: 'AppointedAsRecorded', ...label('ตามที่บันทึกไว้', 'As recorded') })
export const abolition = { seat, on: since, successor: seat.optional().meta(label('ที่นั่งที่รับช่วง', 'Taken over by')) }
export const vacancy = { seat, on: since, reason, cause: VacancyCause.optional() }
/** What whoever sits in the seat has to do. */
export const seatDuties = {
  seat,
  duties: Bilingual.meta(label('หน้าที่ของที่นั่ง', 'Duties')),
  from: PlannedDay.optional().meta(label('ตั้งแต่', 'From', 'หากไม่ระบุคือตั้งแต่มีที่นั่ง', 'Since the seat exists where it is left out.')),
}
export const dissolution = {
  on: since,
  successor: ref('committee').optional().meta(label('คณะที่รับช่วง', 'Taken over by')),
}
/** A meeting's number in its body's series. Years are of the Buddhist Era. */
export const numbered = {
  meeting: ref('meeting').meta(label('การประชุม', 'Meeting')),
  numbering: Numbering,
  year: Count.min(2400).max(2800).meta(label('พ.ศ.', 'Year (B.E.)')),
  number: Count.min(1).meta(label('ครั้งที่', 'Number')),
  running: Count.min(1).optional().meta(label('ครั้งที่ (นับรวม)', 'Number of all')),
}
export type MeetingNumber = Omit<z.infer<z.ZodObject<typeof numbered>>, 'meeting'>
