import { described } from '@prasan/event-sourcing'
import { Area, DutiesAcknowledgement, Organization, Person, Post } from '@prasan/directory/reading'
import { Answerable, type Asked, Bilingual, Day, Documented, From, Node, enumOf, partsOf } from '@prasan/graphql'
import { Field, Int, ObjectType } from '@nestjs/graphql'
import { chaseOf } from '../domain/committee/chase-of-body.js'
import { BodyRules as Shape, ExpertField, Numbering, Sector } from '../domain/committee/body-rules.js'
import { DEFAULT_RULES, Preset } from '../domain/committee/presets.js'
import { Quota } from '../domain/committee/composition.js'
import { CommitteeType, Office, OrderKind } from '../domain/committee/shapes.js'
import { Standing } from '../occupants.js'
import {
  type CommitteeRow,
  type SeatRow,
  committeesByIds,
  ordersOf,
  rhythmByIds,
  rulesByIds,
  seatsOf,
} from '../views/committees/queries.js'
import { ChaseRules } from './chase-rules.js'
import { ExtensionRule, PriorityEnum } from './promise-rules.js'
import { compositionOf } from './composition.js'
import { Rhythm } from './rhythm.js'
import { roleLabel } from './words.js'

const CommitteeTypeEnum = enumOf(CommitteeType)
const OrderKindEnum = enumOf(OrderKind)
const PresetEnum = enumOf(Preset)
export const NumberingEnum = enumOf(Numbering)
const ExpertFieldEnum = enumOf(ExpertField)
const SectorEnum = enumOf(Sector)
const QuotaEnum = enumOf(Quota)
const ChairsEnum = enumOf(Shape.shape.chairs)
export const MajorityEnum = enumOf(Shape.shape.majority)
export const SubstitutesEnum = enumOf(Shape.shape.substitutes)
export const QuorumBaseEnum = enumOf(Shape.shape.quorum.shape.base)
export const OfficeEnum = enumOf(Office)
export const StandingEnum = enumOf(Standing)

@ObjectType({
  implements: () => [Answerable, Node],
  description: described('คณะที่มีที่นั่ง รับผิดชอบโดยเลขานุการ', 'A body with seats. It answers by its secretary.'),
})
export class Committee extends Answerable {
  @Field(() => Bilingual, { description: described('ชื่อคณะ', 'Its name.') }) name!: Bilingual
  @Field(() => CommitteeTypeEnum, { description: described('ประเภทของคณะ', 'Committee, sub-committee, working group and so on.') })
  type!: string
  @Field(() => String, { nullable: true }) legalBasis?: string | null
  @Field(() => Bilingual, {
    nullable: true,
    description: described(
      'อำนาจหน้าที่ของคณะในวันนั้น ว่างเมื่อไม่มีบันทึก',
      'What it is to do, and may, on the day asked about; null: none is recorded.',
    ),
  })
  mandate?: Bilingual | null
  @Field(() => Area, { nullable: true }) area?: unknown
  @Field(() => Committee, { nullable: true }) parent?: unknown
  @From(seatsOf)
  @Field(() => [Seat], { description: described('ที่นั่งตามลำดับ', 'The seats in protocol order.') })
  seats!: unknown[]
  @From(ordersOf)
  @Field(() => [AppointmentOrder], {
    description: described('คำสั่งแต่งตั้ง', 'All orders, oldest first, those no longer in force included.'),
  })
  orders!: unknown[]
  @From(async ({ id, asOf }: Asked<CommitteeRow>, request) => {
    const adopted = await request.one(rulesByIds, id, asOf)
    return adopted ? { ...adopted.rules, chase: chaseOf(adopted), preset: adopted.preset, from: adopted.validFrom } : DEFAULT_RULES
  })
  @Field(() => BodyRules)
  rules!: unknown
  @From(({ id, asOf }: Asked<CommitteeRow>, request) => request.one(rhythmByIds, id, asOf))
  @Field(() => Rhythm, {
    nullable: true,
    description: described(
      'กำหนดประชุมประจำที่ใช้ในวันนั้น ว่างเมื่อไม่มี',
      'The rhythm by which it meets on the day asked about; null: it meets by none. Which days that gives, `occurrences` says.',
    ),
  })
  rhythm?: unknown
  @From(compositionOf)
  @Field(() => [CompositionCheck], {
    description: described(
      'องค์ประกอบตามที่ระเบียบของคณะกำหนด และผู้ใดยังขาด ว่างเมื่อระเบียบไม่กำหนด',
      'Each quota that its rules set for its experts, and who is missing on the day asked about; empty where they set none.',
    ),
  })
  composition!: unknown[]
}

@ObjectType({
  description: described(
    'สัดส่วนหรือจำนวนที่ระเบียบกำหนด กับที่เป็นอยู่ นับเฉพาะที่นั่งที่มีผู้ดำรงตำแหน่ง',
    'A quota against what is so; only seats in which somebody sits count.',
  ),
})
export class CompositionCheck {
  @Field(() => QuotaEnum, { description: described('กำหนดว่าด้วย', 'What the rules ask for.') }) quota!: string
  @Field(() => ExpertFieldEnum, { nullable: true }) field?: string | null
  @Field(() => Int, { description: described('ต้องมีอย่างน้อย (คน)', 'At least so many.') }) needed!: number
  @Field(() => Int, {
    nullable: true,
    description: described(
      'มีอยู่ (คน) ว่างเมื่อไม่มีเอกสารระบุจำนวนหญิงนับแต่ผู้ทรงคุณวุฒิเปลี่ยนครั้งสุดท้าย',
      'So many are; null: nothing states the number of women since the experts last changed.',
    ),
  })
  counted?: number | null
  @Field(() => Int, { nullable: true, description: described('ขาด (คน) ว่างเมื่อบอกไม่ได้', 'So many are missing; null: it cannot be said.') })
  missing?: number | null
  @Field(() => Boolean, {
    nullable: true,
    description: described(
      'ครบหรือไม่ ว่างเมื่อบอกไม่ได้',
      'Whether it is kept; null where it cannot be said, as where the field or the sector of a seat is not recorded.',
    ),
  })
  kept?: boolean | null
  @Field(() => [Seat], {
    description: described('ที่นั่งว่างที่จะทำให้ครบได้', 'Vacant seats whose filling would count.'),
  })
  vacant!: unknown[]
  @Field(() => [Seat], {
    description: described(
      'ที่นั่งที่มีผู้ดำรงตำแหน่งแต่ไม่ได้บันทึกสาขาหรือภาคส่วน',
      'Filled seats that may count: their field or sector is not recorded.',
    ),
  })
  unstated!: unknown[]
  @Field(() => Bilingual, { description: described('ข้อความสำหรับผู้ใช้', 'What to tell the user.') }) sentence!: Bilingual
}

@ObjectType({
  implements: () => [Answerable, Node],
  description: described(
    'ที่นั่งในคณะ มีลำดับ คงอยู่แม้ผู้ดำรงตำแหน่งเปลี่ยนไป',
    'A numbered place on a committee, in protocol order; it outlives whoever sits there.',
  ),
})
export class Seat extends Answerable {
  @Field(() => Int, { description: described('ลำดับที่นั่ง', 'Its number, in protocol order.') }) number!: number
  @Field(() => OfficeEnum) office!: string
  @Field(() => Bilingual, {
    nullable: true,
    description: described('ชื่อที่คำสั่งเรียกที่นั่งนี้ ว่างเมื่อเรียกตามตำแหน่งในคณะ', 'What the order calls it; null where it goes by its office.'),
  })
  title?: Bilingual | null
  @Field(() => String, { nullable: true }) constituency?: string | null
  @Field(() => ExpertFieldEnum, { nullable: true }) field?: string | null
  @Field(() => SectorEnum, { nullable: true }) sector?: string | null
  @Field(() => Boolean, { description: described('มีสิทธิออกเสียงหรือไม่', 'Whether it votes.') }) votes!: boolean
  @Field(() => Boolean) countsForQuorum!: boolean
  @From(async ({ committee, office, title, asOf }: Asked<SeatRow>, request) => {
    const body = await request.one(committeesByIds, committee, asOf)
    return roleLabel(body?.type ?? 'committee', office, title)
  })
  @Field(() => Bilingual, {
    description: described('ชื่อตำแหน่งในคณะตามประเภทของคณะ', 'The role as documents of this kind of body print it.'),
  })
  role!: Bilingual
  @Field(() => Committee, { nullable: true, description: described('คณะที่ที่นั่งนี้อยู่', 'The committee that it belongs to.') })
  committee?: unknown
  @Field(() => AppointmentOrder, {
    nullable: true,
    description: described('คำสั่งที่ทำให้ที่นั่งเป็นอย่างนี้ ว่างเมื่อไม่มีคำสั่ง', 'The order by which it is as it is; null: none is recorded.'),
  })
  appointedBy?: unknown
  @Field(() => Post, {
    nullable: true,
    description: described(
      'ตำแหน่งที่เป็นกรรมการโดยตำแหน่ง ว่างสำหรับที่นั่งอื่น',
      'The post to which an ex officio seat belongs; null for other seats.',
    ),
  })
  post?: unknown
  @Field(() => Organization, {
    nullable: true,
    description: described(
      'หน่วยงานที่ส่งผู้แทน ว่างเมื่อไม่ใช่ที่นั่งของผู้แทน',
      'The organization that sends a representative to the seat; null for other seats.',
    ),
  })
  organization?: unknown
  @Field(() => [Person], {
    description: described(
      'ผู้แทนสำรองประจำที่นั่งในวันนั้น',
      'Its standing alternates on the day asked about: who may come for it each time that its occupant does not.',
    ),
  })
  alternates!: unknown[]
  @Field(() => Bilingual, {
    nullable: true,
    description: described(
      'หน้าที่ของผู้ดำรงตำแหน่งในคณะ',
      'What whoever sits there has to do, on the day asked about; null: none is described.',
    ),
  })
  duties?: Bilingual | null
  @Field(() => Day, {
    nullable: true,
    description: described(
      'หน้าที่นี้กำหนดตั้งแต่วันที่ ว่างเมื่อไม่มีหรือกำหนดไว้โดยไม่มีวันเริ่ม',
      'From which day these duties are; null: none, or without a day.',
    ),
  })
  dutiesFrom?: string | null
  @From((row: Asked<SeatRow>) => partsOf(row.acknowledged as DutiesAcknowledgement[] | null, row))
  @Field(() => [DutiesAcknowledgement], {
    description: described('ผู้ที่รับทราบหน้าที่นี้แล้ว', 'Who, of those who sit there or did, has acknowledged these duties by the day asked about.'),
  })
  acknowledged!: unknown[]
}

@ObjectType({ description: described('สัดส่วน เช่น 1/2', 'A part, as in 1/2.') })
export class Part {
  @Field(() => Int, { description: described('ตัวเศษ', 'How many, as the 1 of 1/2.') }) numerator!: number
  @Field(() => Int, { description: described('ตัวส่วน', 'Of how many, as the 2 of 1/2.') }) denominator!: number
}

@ObjectType({ description: described('หมวดหนึ่งของแบบระเบียบวาระ', 'Where one section of its agendas departs from the customary one.') })
export class SectionOfAgenda {
  @Field(() => Int) section!: number
  @Field(() => Bilingual, {
    nullable: true,
    description: described('ชื่อหมวด ว่างเมื่อใช้ชื่อตามปกติ', 'What it is called; null: as customary.'),
  })
  title?: Bilingual | null
  @Field(() => [Bilingual], {
    nullable: true,
    description: described('เรื่องประจำที่บรรจุทุกครั้ง ว่างเมื่อไม่มี', 'Items that stand in it at every meeting; null: none.'),
  })
  standing?: Bilingual[] | null
}

@ObjectType({ description: described('จำนวนผู้ทรงคุณวุฒิของสาขาหนึ่ง', 'How many experts of a field a body has at least.') })
export class FieldQuota {
  @Field(() => ExpertFieldEnum) field!: string
  @Field(() => Int, { description: described('อย่างน้อย (คน)', 'At least so many.') }) experts!: number
  @Field(() => Int, {
    nullable: true,
    description: described(
      'ในจำนวนนี้เป็นภาคเอกชนอย่างน้อย (คน) ว่างเมื่อไม่กำหนด',
      'Of these of the private sector at least so many; null: none is set.',
    ),
  })
  private?: number | null
}

@ObjectType({ description: described('องค์ประชุม', 'At least this part of the seats that count.') })
export class QuorumRule extends Part {
  @Field(() => QuorumBaseEnum, { description: described('ฐานที่ใช้นับ', 'Of which seats it is a part.') }) base!: string
}

@ObjectType({
  description: described(
    'องค์ประชุมของการประชุมที่นัดใหม่ภายในจำนวนวัน หากหนังสือเชิญระบุไว้',
    'Quorum of a meeting called again within so many days, if its notice said so.',
  ),
})
export class RecallRule extends Part {
  @Field(() => Int, { description: described('นัดใหม่ภายใน (วัน)', 'Within how many days it is called again.') }) withinDays!: number
}

@ObjectType({
  description: described('วาระผู้ทรงคุณวุฒิเป็นปี และดำรงติดต่อกันได้กี่วาระ', 'Term of experts in years, and how many in a row one person may serve.'),
})
export class TermRule {
  @Field(() => Int, { description: described('วาระละ (ปี)', 'Years of a term.') }) years!: number
  @Field(() => Int, {
    nullable: true,
    description: described('ดำรงติดต่อกันไม่เกิน (วาระ) ว่างเมื่อไม่จำกัด', 'Terms in a row that one person may serve; null: no limit.'),
  })
  consecutive?: number | null
}

@ObjectType({
  description: described(
    'ระเบียบของคณะ',
    'How the body works on the day asked about; as the Administrative Procedure Act says where it adopted nothing.',
  ),
})
export class BodyRules {
  @Field(() => PresetEnum, { nullable: true }) preset?: string | null
  @Field(() => Day, {
    nullable: true,
    description: described('มีผลตั้งแต่วันที่ ว่างเมื่อไม่ได้กำหนดเองหรือไม่ทราบ', 'Null: nothing adopted, or nobody knows since when.'),
  })
  from?: string | null
  @Field(() => QuorumRule) quorum!: QuorumRule
  @Field(() => RecallRule, {
    nullable: true,
    description: described('องค์ประชุมเมื่อนัดใหม่ ว่างเมื่อไม่กำหนด', 'The quorum of a meeting called again; null: the same as ever.'),
  })
  recall?: RecallRule | null
  @Field(() => ChairsEnum, { description: described('จำนวนประธาน', 'Whether one chair leads it or several.') }) chairs!: string
  @Field(() => Int) noticeDays!: number
  @Field(() => MajorityEnum, { description: described('เสียงที่ต้องใช้', 'How many votes carry a resolution.') }) majority!: string
  @Field(() => Boolean, { description: described('ประธานมีเสียงชี้ขาดเมื่อคะแนนเท่ากัน', 'Whether the chair decides where the votes are even.') })
  castingVote!: boolean
  @Field(() => TermRule, {
    nullable: true,
    description: described('วาระผู้ทรงคุณวุฒิ ว่างเมื่อไม่กำหนด', 'The term of experts; null: none is set.'),
  })
  term?: TermRule | null
  @Field(() => Boolean, {
    description: described('ผู้ทรงคุณวุฒิที่ครบวาระปฏิบัติหน้าที่จนกว่ามีผู้ได้รับแต่งตั้งใหม่', 'Whether experts stay until the successor is appointed.'),
  })
  holdOver!: boolean
  @Field(() => Int, {
    nullable: true,
    description: described(
      'วาระที่เหลือน้อยกว่านี้ (วัน) ไม่ต้องแต่งตั้งแทน ว่างเมื่อไม่กำหนด',
      'A vacancy with fewer days left of the term need not be filled; null: every vacancy is.',
    ),
  })
  shortRemainderDays?: number | null
  @Field(() => Int, {
    nullable: true,
    description: described(
      'ขาดประชุมติดต่อกันโดยไม่มีเหตุกี่ครั้งจึงพ้นจากตำแหน่ง ว่างเมื่อไม่กำหนด',
      'Unexcused absences in a row that vacate the seat of an expert; null: none.',
    ),
  })
  absenceLimit?: number | null
  @Field(() => SubstitutesEnum, { description: described('ผู้มาประชุมแทน', 'What substitutes may do.') }) substitutes!: string
  @Field(() => Int, {
    nullable: true,
    description: described('ผู้ช่วยเลขานุการไม่เกิน (คน) ว่างเมื่อไม่จำกัด', 'Assistant secretaries at most; null: no limit.'),
  })
  assistantSecretaries?: number | null
  @Field(() => Part, {
    nullable: true,
    description: described(
      'สัดส่วนหญิงในผู้ทรงคุณวุฒิอย่างน้อย ว่างเมื่อไม่กำหนด',
      'At least this part of the seats of experts is held by women; null: none is set.',
    ),
  })
  womenAmongExperts?: Part | null
  @Field(() => Part, {
    nullable: true,
    description: described(
      'สัดส่วนภาคเอกชนในผู้ทรงคุณวุฒิอย่างน้อย ว่างเมื่อไม่กำหนด',
      'At least this part of the seats of experts is of the private sector; null: none is set.',
    ),
  })
  privateAmongExperts?: Part | null
  @Field(() => [FieldQuota], {
    nullable: true,
    description: described('ผู้ทรงคุณวุฒิแต่ละสาขาอย่างน้อย ว่างเมื่อไม่กำหนด', 'How many experts of each field it has at least; null: none is set.'),
  })
  fieldsOfExperts?: FieldQuota[] | null
  @Field(() => [SectionOfAgenda], {
    nullable: true,
    description: described('แบบระเบียบวาระ ว่างเมื่อเป็นไปตามปกติ', 'Where its agendas depart from the customary six sections; null: nowhere.'),
  })
  agenda?: SectionOfAgenda[] | null
  @Field(() => NumberingEnum) numbering!: string
  @Field(() => ExtensionRule, {
    nullable: true,
    description: described('การขยายเวลาข้อผูกพัน ว่างเมื่อไม่กำหนด', 'How promises may be extended; null: the rules do not say.'),
  })
  extensions?: ExtensionRule | null
  @Field(() => [PriorityEnum], {
    nullable: true,
    description: described(
      'ข้อผูกพันที่ต้องมีหลักฐานเมื่อแล้วเสร็จ ว่างเมื่อไม่กำหนด',
      'Commitments of these priorities are completed with evidence; null: none need be.',
    ),
  })
  evidenceFor?: string[] | null
  @Field(() => ChaseRules, {
    description: described('การติดตามข้อผูกพัน', 'When owners are reminded of what they promised, and when it goes up.'),
  })
  chase!: ChaseRules
  @Field(() => Int, {
    nullable: true,
    description: described('ประชุมปีละ (ครั้ง) ว่างเมื่อไม่กำหนด', 'Meetings asked for in a year of its numbering; null: the rules set no number.'),
  })
  meetingsPerYear?: number | null
}

@ObjectType({
  implements: () => [Documented, Node],
  description: described('คำสั่งแต่งตั้ง', 'An order that appoints a committee, or amends, revokes or replaces another.'),
})
export class AppointmentOrder extends Node {
  @Field(() => String, { description: described('เลขที่คำสั่ง', 'Its number, as printed.') }) number!: string
  @Field(() => OrderKindEnum, { description: described('ประเภทคำสั่ง', 'Whether it appoints, amends, revokes or replaces.') }) kind!: string
  @Field(() => Day) date!: string
  @Field(() => Day) effectiveFrom!: string
  @Field(() => Day, {
    nullable: true,
    description: described('วันแรกที่ไม่มีผลแล้ว ว่างเมื่อไม่ทราบวันสิ้นสุด', 'First day on which it is no longer in force; null: no end is known.'),
  })
  until?: string | null
  @Field(() => String, { nullable: true }) subject?: string | null
  @Field(() => Int, { nullable: true, description: described('ผู้ทรงคุณวุฒิหญิง (คน)', 'As the order states it; null: not known.') })
  womenAmongExperts?: number | null
  @Field(() => Committee, { nullable: true, description: described('คณะที่คำสั่งนี้แต่งตั้ง', 'The committee that it is about.') })
  committee?: unknown
  @Field(() => AppointmentOrder, {
    nullable: true,
    description: described('คำสั่งเดิม', 'The order that it amends, revokes or replaces.'),
  })
  target?: unknown
}

@ObjectType({ description: described('เลขครั้งที่ประชุม', 'The number that a body gives a meeting. Years are of the Buddhist Era.') })
export class MeetingNumber {
  @Field(() => NumberingEnum) numbering!: string
  @Field(() => Int) year!: number
  @Field(() => Int, { description: described('ครั้งที่ในปี', 'The n-th of the year.') }) number!: number
  @Field(() => Int, {
    nullable: true,
    description: described('ครั้งที่นับต่อเนื่อง เฉพาะคณะที่นับเช่นนั้น', 'The n-th of all, where the body counts so.'),
  })
  running?: number | null
  @Field(() => Bilingual, { description: described('ครั้งที่ ตามที่พิมพ์ในรายงาน', 'As minutes print it, as in No. 1/2026.') }) label!: Bilingual
}
