// What happens in a committee's stream, and the shapes that events and commands share.
import { AreaRef, Bilingual, Count, Day, Text, choice, event, fileAttached, label, oneOf, ref, z } from '@prasan/event-sourcing'
import { BodyRules, Numbering, Preset } from './body-rules.js'

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

/** What the seat belongs to: a post (whoever holds it sits there), an organization that sends somebody, or a named expert. */
export const SeatKind = oneOf({
  exOfficio: z.strictObject({ post: ref('post') }).meta({ id: 'ExOfficio' }),
  representative: z.strictObject({ organization: ref('organization') }).meta({ id: 'Representative' }),
  expert: z.strictObject({ person: ref('person'), until: Day.optional() }).meta({ id: 'Expert' }),
}).meta({ id: 'SeatKind', ...label('ประเภทที่นั่ง', 'Kind') })
export type SeatKind = z.infer<typeof SeatKind>

export const from = Day.optional().meta({ ...label('ตั้งแต่', 'From'), description: 'First day; leave out only where nobody knows it.' })
export const since = Day.meta(label('ตั้งแต่', 'From'))
export const reason = Text.meta(label('เหตุผล', 'Reason'))
export const seat = ref('seat').meta(label('ที่นั่ง', 'Seat'))
export const person = ref('person').meta(label('บุคคล', 'Person'))
export const order = ref('order').meta(label('คำสั่ง', 'Order'))
const until = Day.optional().meta({ ...label('ถึงก่อนวันที่', 'Until'), description: 'First day on which it no longer holds.' })

export const establishment = {
  name: Bilingual.meta(label('ชื่อคณะ', 'Name')),
  type: CommitteeType,
  area: AreaRef.optional(),
  parent: ref('committee').optional().meta(label('คณะแม่', 'Parent')),
  legalBasis: Text.optional().meta(label('ฐานอำนาจ', 'Legal basis')),
  from,
}
export const place = {
  number: Count.min(1).meta(label('ลำดับ', 'Number')),
  office: Office,
  title: Bilingual.optional().meta(label('ชื่อตำแหน่งในคณะ', 'Title')),
  kind: SeatKind,
  constituency: Text.optional().meta({
    ...label('เขตหรือพื้นที่ที่เป็นตัวแทน', 'Constituency'),
    description: 'What the seat stands for, as a constituency.',
  }),
  votes: z
    .boolean()
    .optional()
    .meta({ ...label('มีสิทธิออกเสียง', 'Votes'), description: 'True where it is left out.' }),
  countsForQuorum: z
    .boolean()
    .optional()
    .meta({ ...label('นับเป็นองค์ประชุม', 'Counts for quorum'), description: 'True where it is left out.' }),
}
export type Place = z.infer<z.ZodObject<typeof place>>
const womenAmongExperts = Count.optional().meta({
  ...label('ผู้ทรงคุณวุฒิหญิง (คน)', 'Women among the experts'),
  description: 'How many of the seats of experts women hold then, as the order or file states it: a number only, nobody’s sex is recorded.',
})
/** An appointment order (คำสั่งแต่งตั้ง) apart from the seats that it brings. */
export const orderFacts = {
  number: Text.max(100).meta({ ...label('คำสั่งที่', 'Order number'), description: 'As printed, as in 123/2569.' }),
  kind: OrderKind,
  date: Day.meta(label('สั่ง ณ วันที่', 'Ordered on')),
  effectiveFrom: Day.meta(label('มีผลตั้งแต่', 'Effective from')),
  target: order.optional().meta(label('คำสั่งเดิม', 'The order that it changes')),
  subject: Text.optional().meta(label('เรื่อง', 'Subject')),
  womenAmongExperts,
}
export const appointment = { seat, person, from: since, until, womenAmongExperts }
export const vacancy = { seat, on: since, reason, cause: VacancyCause.optional() }
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

export const CommitteeEstablished = event('CommitteeEstablished', 1, establishment, {
  th: 'แต่งตั้ง{name}',
  en: 'Committee established: {name}',
})
export const CommitteeCorrected = event(
  'CommitteeCorrected',
  1,
  { ...establishment, reason },
  { th: 'แก้ไขบันทึก{name}: {reason}', en: 'Record of {name} corrected: {reason}' },
)
export const OrderIssued = event(
  'OrderIssued',
  1,
  { order, ...orderFacts },
  { th: 'คำสั่งที่ {number} ลงวันที่ {date} มีผลตั้งแต่ {effectiveFrom}', en: 'Order {number} of {date}, effective from {effectiveFrom}' },
)
export const OrderCorrected = event(
  'OrderCorrected',
  1,
  { order, ...orderFacts, reason },
  { th: 'แก้ไขบันทึกคำสั่งที่ {number}: {reason}', en: 'Record of order {number} corrected: {reason}' },
)
export const FileAttachedToOrder = fileAttached('FileAttachedToOrder', { order })
export const RulesAdopted = event(
  'RulesAdopted',
  1,
  { preset: Preset.optional(), rules: BodyRules, from },
  { th: 'ใช้ระเบียบของคณะตั้งแต่ {from}', en: 'Rules adopted from {from}' },
)
export const SeatCreated = event(
  'SeatCreated',
  1,
  { seat, ...place, from, order: order.optional() },
  { th: 'กำหนดที่นั่งลำดับที่ {number} ({office})', en: 'Seat {number} created ({office})' },
)
export const SeatChanged = event(
  'SeatChanged',
  1,
  { seat, ...place, from: since, order: order.optional() },
  { th: 'เปลี่ยนที่นั่งลำดับที่ {number} ({office}) ตั้งแต่ {from}', en: 'Seat {number} changed ({office}) from {from}' },
)
export const SeatCorrected = event(
  'SeatCorrected',
  1,
  { seat, ...place, from, reason },
  { th: 'แก้ไขบันทึกที่นั่งลำดับที่ {number}: {reason}', en: 'Record of seat {number} corrected: {reason}' },
)
export const RepresentativeNamed = event(
  'RepresentativeNamed',
  1,
  { seat, person, from },
  { th: 'ส่ง {person} เป็นผู้แทน ({seat}) ตั้งแต่ {from}', en: '{person} sent as representative ({seat}) from {from}' },
)
export const RepresentativeWithdrawn = event(
  'RepresentativeWithdrawn',
  1,
  { seat, person, on: since },
  { th: '{person} พ้นจากการเป็นผู้แทน ({seat}) ตั้งแต่ {on}', en: '{person} withdrawn ({seat}) from {on}' },
)
export const ExpertAppointed = event('ExpertAppointed', 1, appointment, {
  th: 'แต่งตั้ง {person} เป็นผู้ทรงคุณวุฒิตั้งแต่ {from}',
  en: '{person} appointed as expert from {from}',
})
export const SeatVacated = event(
  'SeatVacated',
  1,
  {
    ...vacancy,
    absences: z
      .array(z.strictObject({ meeting: ref('meeting'), on: Day, revision: Count }).meta({ id: 'AbsenceShown' }))
      .optional()
      .meta({
        ...label('การประชุมที่ขาด', 'Absences'),
        description: 'Where absence is the cause: the meetings missed, with the revisions read.',
      }),
  },
  { th: 'ที่นั่งว่างลง ({seat}) ตั้งแต่ {on}: {reason}', en: 'Seat vacated ({seat}) from {on}: {reason}' },
)
export const SeatAbolished = event(
  'SeatAbolished',
  1,
  { seat, on: since, successor: seat.optional() },
  { th: 'ยกเลิกที่นั่ง ({seat}) ตั้งแต่ {on}', en: 'Seat abolished ({seat}) from {on}' },
)
export const MeetingNumbered = event('MeetingNumbered', 1, numbered, {
  th: 'ให้เลขการประชุมครั้งที่ {number} พ.ศ. {year}',
  en: 'Meeting numbered {number} of B.E. {year}',
})
export const MeetingNumberReleased = event('MeetingNumberReleased', 1, numbered, {
  th: 'คืนเลขการประชุมครั้งที่ {number} พ.ศ. {year}',
  en: 'Meeting number {number} of B.E. {year} given back',
})
export const CommitteeDissolved = event('CommitteeDissolved', 1, dissolution, { th: 'ยุบคณะตั้งแต่ {on}', en: 'Dissolved from {on}' })
