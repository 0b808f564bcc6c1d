import { Answerable, Bilingual, Day, Documented, Node, enumOf } from '@prasan/graphql'
import { Field, Int, ObjectType } from '@nestjs/graphql'
import { BodyRules as Shape, Numbering, Preset } from '../domain/committee/body-rules.js'
import { CommitteeType, Office, OrderKind } from '../domain/committee/shapes.js'
import { Standing } from '../occupants.js'

const CommitteeTypeEnum = enumOf(CommitteeType)
const OrderKindEnum = enumOf(OrderKind)
const PresetEnum = enumOf(Preset)
export const NumberingEnum = enumOf(Numbering)
const ChairsEnum = enumOf(Shape.shape.chairs)
const MajorityEnum = enumOf(Shape.shape.majority)
const SubstitutesEnum = enumOf(Shape.shape.substitutes)
export const QuorumBaseEnum = enumOf(Shape.shape.quorum.shape.base)
export const OfficeEnum = enumOf(Office)
export const StandingEnum = enumOf(Standing)

@ObjectType({ implements: () => [Answerable, Node], description: 'A body with seats. It answers by its secretary.' })
export class Committee extends Answerable {
  @Field(() => Bilingual) name!: Bilingual
  @Field(() => CommitteeTypeEnum) type!: string
  @Field(() => String, { nullable: true }) legalBasis?: string | null
}

@ObjectType({
  implements: () => [Answerable, Node],
  description: 'A numbered place on a committee, in protocol order; it outlives whoever sits there.',
})
export class Seat extends Answerable {
  @Field(() => Int) number!: number
  @Field(() => OfficeEnum) office!: string
  @Field(() => Bilingual, { nullable: true }) title?: Bilingual | null
  @Field(() => String, { nullable: true }) constituency?: string | null
  @Field(() => Boolean) votes!: boolean
  @Field(() => Boolean) countsForQuorum!: boolean
}

@ObjectType({ description: 'A part, as in 1/2.' })
export class Part {
  @Field(() => Int) numerator!: number
  @Field(() => Int) denominator!: number
}

@ObjectType({ description: 'องค์ประชุม · At least this part of the seats that count.' })
export class QuorumRule extends Part {
  @Field(() => QuorumBaseEnum) base!: string
}

@ObjectType({ description: 'Quorum of a meeting called again within so many days, if its notice said so.' })
export class RecallRule extends Part {
  @Field(() => Int) withinDays!: number
}

@ObjectType({ description: 'Term of experts in years, and how many in a row one person may serve.' })
export class TermRule {
  @Field(() => Int) years!: number
  @Field(() => Int, { nullable: true }) consecutive?: number | null
}

@ObjectType({
  description:
    'ระเบียบของคณะ · How the body works on the day asked about; as the Administrative Procedure Act says where it adopted nothing.',
})
export class BodyRules {
  @Field(() => PresetEnum, { nullable: true }) preset?: string | null
  @Field(() => Day, { nullable: true, description: 'Null: nothing adopted, or nobody knows since when.' }) from?: string | null
  @Field(() => QuorumRule) quorum!: QuorumRule
  @Field(() => RecallRule, { nullable: true }) recall?: RecallRule | null
  @Field(() => ChairsEnum) chairs!: string
  @Field(() => Int) noticeDays!: number
  @Field(() => MajorityEnum) majority!: string
  @Field(() => Boolean) castingVote!: boolean
  @Field(() => TermRule, { nullable: true }) term?: TermRule | null
  @Field(() => Boolean) holdOver!: boolean
  @Field(() => Int, { nullable: true }) shortRemainderDays?: number | null
  @Field(() => Int, { nullable: true }) absenceLimit?: number | null
  @Field(() => SubstitutesEnum) substitutes!: string
  @Field(() => Int, { nullable: true }) assistantSecretaries?: number | null
  @Field(() => Part, { nullable: true, description: 'At least this part of the seats of experts is held by women.' })
  womenAmongExperts?: Part | null
  @Field(() => NumberingEnum) numbering!: string
  @Field(() => Int, { nullable: true }) meetingsPerYear?: number | null
}

@ObjectType({
  implements: () => [Documented, Node],
  description: 'คำสั่งแต่งตั้ง · An order that appoints a committee, or amends, revokes or replaces another.',
})
export class AppointmentOrder extends Node {
  @Field(() => String) number!: string
  @Field(() => OrderKindEnum) kind!: string
  @Field(() => Day) date!: string
  @Field(() => Day) effectiveFrom!: string
  @Field(() => Day, { nullable: true, description: 'First day on which it is no longer in force.' }) until?: string | null
  @Field(() => String, { nullable: true }) subject?: string | null
  @Field(() => Int, { nullable: true, description: 'ผู้ทรงคุณวุฒิหญิง (คน) · As the order states it; null: not known.' })
  womenAmongExperts?: number | null
}

@ObjectType({ description: 'เลขครั้งที่ประชุม · The number that a body gives a meeting. Years are of the Buddhist Era.' })
export class MeetingNumber {
  @Field(() => NumberingEnum) numbering!: string
  @Field(() => Int) year!: number
  @Field(() => Int) number!: number
  @Field(() => Int, { nullable: true, description: 'The n-th of all, where the body counts so.' }) running?: number | null
  @Field(() => Bilingual) label!: Bilingual
}
