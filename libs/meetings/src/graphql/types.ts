import { Committee, MeetingNumberType as MeetingNumber, NumberingEnum, OfficeEnum, Seat, StandingEnum } from '@prasan/committees/contract'
import { Person, Post } from '@prasan/directory/contract'
import { choice } from '@prasan/event-sourcing'
import { Answerable, Bilingual, Day, Documented, Node, enumOf } from '@prasan/graphql'
import { Field, Int, ObjectType } from '@nestjs/graphql'
import { Capacity, CertificationMethod, ItemKind, MeetingMode, ResolutionKind, votes } from '../domain/meeting/shapes.js'

export const MeetingState = choice('MeetingState', {
  scheduled: ['กำหนดไว้', 'scheduled'],
  open: ['กำลังประชุม', 'open'],
  held: ['ประชุมแล้ว', 'held'],
  inquorate: ['ไม่ครบองค์ประชุม', 'inquorate'],
  minuted: ['รับรองรายงานแล้ว', 'minuted'],
  cancelled: ['ยกเลิก', 'cancelled'],
})
const ItemState = choice('AgendaItemState', {
  listed: ['อยู่ในวาระ', 'listed'],
  discussed: ['พิจารณาแล้ว', 'discussed'],
  withdrawn: ['ถอน', 'withdrawn'],
  carriedOver: ['ยกไปครั้งต่อไป', 'carried over'],
})
const MinutesState = choice('MinutesState', {
  draft: ['ร่าง', 'draft'],
  circulated: ['แจ้งเวียน', 'circulated'],
  certified: ['รับรองแล้ว', 'certified'],
})

export const MeetingStateEnum = enumOf(MeetingState)
const ItemStateEnum = enumOf(ItemState)
const MinutesStateEnum = enumOf(MinutesState)
const MeetingModeEnum = enumOf(MeetingMode)
const ItemKindEnum = enumOf(ItemKind)
const CapacityEnum = enumOf(Capacity)
const ResolutionKindEnum = enumOf(ResolutionKind)
const CertificationMethodEnum = enumOf(CertificationMethod)
const CastingVoteEnum = enumOf(votes.shape.casting)

@ObjectType({
  description:
    'องค์ประชุม · The count of persons that makes a body able to resolve. Whoever sits in two seats counts once; the recused are out of it.',
})
export class Quorum {
  @Field(() => Committee, { nullable: true }) committee?: unknown
  @Field(() => Int, { description: 'Persons present who count.' }) present!: number
  @Field(() => Int, { description: 'Persons, and vacant seats where the rules count them, of whom a part is needed.' }) base!: number
  @Field(() => Int) needed!: number
  @Field(() => Boolean) met!: boolean
  @Field(() => Bilingual, { description: 'As in มา 12 จาก 22 ครบองค์ประชุม (≥ 11).' }) arithmetic!: Bilingual
}

@ObjectType({ description: 'จำนวนครั้งที่ประชุมในปี · How often a body met in a year of its numbering, and how often its rules ask for.' })
export class Cadence {
  @Field(() => NumberingEnum, { description: 'FISCAL: years begin on 1 October; else on 1 January.' }) numbering!: string
  @Field(() => Int, { description: 'B.E.' }) year!: number
  @Field(() => Int, { description: 'Meetings held with quorum, by the day asked about.' }) held!: number
  @Field(() => Int, { nullable: true, description: 'Null: the rules set no number.' }) needed?: number | null
  @Field(() => Boolean, {
    nullable: true,
    description: 'Kept, or missed once the year is over; null while it may still be kept, and where the rules set no number.',
  })
  kept?: boolean | null
}

@ObjectType({ description: 'A seat on the roster of the day, as it was written down when the meeting opened.' })
export class RosterSeat {
  @Field(() => Seat, { nullable: true }) seat?: unknown
  @Field(() => Int) number!: number
  @Field(() => OfficeEnum) office!: string
  @Field(() => Boolean) votes!: boolean
  @Field(() => Boolean) countsForQuorum!: boolean
  @Field(() => Person, { nullable: true, description: 'Null when the seat was vacant.' }) person?: unknown
  @Field(() => Post, { nullable: true }) post?: unknown
  @Field(() => StandingEnum, { nullable: true }) manner?: string | null
}

@ObjectType({ implements: () => [Node], description: 'การประชุม · A meeting of one or more bodies.' })
export class Meeting extends Node {
  @Field(() => Bilingual, { nullable: true }) title?: Bilingual | null
  @Field(() => Day, { description: 'วันประชุม · The day.' }) on!: string
  @Field(() => String, { nullable: true, description: 'HH:MM in Bangkok.' }) startsAt?: string | null
  @Field(() => String, { nullable: true }) endsAt?: string | null
  @Field(() => String, { nullable: true }) place?: string | null
  @Field(() => MeetingModeEnum, { nullable: true }) mode?: string | null
  @Field(() => MeetingStateEnum, { description: 'On the day asked about: a meeting is scheduled until its day.' }) state!: string
  @Field(() => Day, { nullable: true, description: 'แจ้งเชิญเมื่อ · When the notice was sent; null: not yet, or nobody recorded it.' })
  noticeSentOn?: string | null
  @Field(() => String, { nullable: true }) urgentReason?: string | null
  @Field(() => String, { nullable: true, description: 'เริ่มประชุมเวลา · HH:MM.' }) openedAt?: string | null
  @Field(() => String, { nullable: true, description: 'เลิกประชุมเวลา · HH:MM.' }) closedAt?: string | null
  @Field(() => MeetingNumber, {
    nullable: true,
    description: 'ครั้งที่ · The number that the host gives it; null until the notice is sent or it opens.',
  })
  number?: unknown
}

@ObjectType({ description: 'The number that one of the bodies of a joint meeting gives it.' })
export class NumberOfBody extends MeetingNumber {
  @Field(() => Committee, { nullable: true }) committee?: unknown
}

@ObjectType({ implements: () => [Documented, Node], description: 'ระเบียบวาระ · An item of an agenda, in sections 1 to 6.' })
export class AgendaItem extends Node {
  @Field(() => Int) section!: number
  @Field(() => Int) number!: number
  @Field(() => ItemKindEnum) kind!: string
  @Field(() => Bilingual) title!: Bilingual
  @Field(() => String, { nullable: true }) text?: string | null
  @Field(() => ItemStateEnum) state!: string
  @Field(() => String, { nullable: true, description: 'ความเห็นที่ประชุม · What was said.' }) discussion?: string | null
  @Field(() => Answerable, { nullable: true }) presenter?: unknown
}

@ObjectType({ description: 'HH:MM; null: not known.' })
export class TimeThere {
  @Field(() => String, { nullable: true }) from?: string | null
  @Field(() => String, { nullable: true }) to?: string | null
}

@ObjectType({
  implements: () => [Node],
  description: 'การมาประชุม · Who came for a seat and in which capacity, or that the seat was absent.',
})
export class Attendance extends Node {
  @Field(() => Boolean) present!: boolean
  @Field(() => CapacityEnum, { nullable: true }) capacity?: string | null
  @Field(() => [TimeThere]) there!: TimeThere[]
  @Field(() => Boolean, { nullable: true, description: 'Whether an absence was excused; null when present.' }) excused?: boolean | null
  @Field(() => String, { nullable: true }) absenceReason?: string | null
  @Field(() => Person, { nullable: true }) person?: unknown
  @Field(() => Seat, { nullable: true, description: 'Null for those in attendance.' }) seat?: unknown
  @Field(() => Post, { nullable: true, description: 'The post in which a substitute or observer came.' }) post?: unknown
  @Field(() => Meeting, { nullable: true }) meeting?: unknown
}

@ObjectType()
export class Votes {
  @Field(() => Int) for!: number
  @Field(() => Int) against!: number
  @Field(() => Int, { nullable: true }) abstained?: number | null
  @Field(() => CastingVoteEnum, { nullable: true }) casting?: string | null
}

@ObjectType({ description: 'ความเห็นแย้ง · Who dissented and why.' })
export class Dissent {
  @Field(() => Person, { nullable: true }) person?: unknown
  @Field(() => String) reason!: string
}

@ObjectType({ description: 'A member who withdrew from an item, having an interest in it.' })
export class Recusal {
  @Field(() => Person, { nullable: true }) person?: unknown
  @Field(() => AgendaItem, { nullable: true }) item?: unknown
  @Field(() => String, { nullable: true }) reason?: string | null
}

@ObjectType({ implements: () => [Node], description: 'มติที่ประชุม · What a meeting resolved.' })
export class Resolution extends Node {
  @Field(() => Int) number!: number
  @Field(() => Day) on!: string
  @Field(() => String, { nullable: true, description: 'HH:MM.' }) at?: string | null
  @Field(() => ResolutionKindEnum) kind!: string
  @Field(() => Bilingual) text!: Bilingual
  @Field(() => Votes, { nullable: true, description: 'Null: nobody objected.' }) votes?: Votes | null
  @Field(() => [Quorum], {
    description: 'As it was counted when the meeting resolved, for each body; again after a correction of the attendance.',
  })
  quorum!: unknown[]
  @Field(() => [Dissent]) dissents!: unknown[]
  @Field(() => [String], { description: 'Rules of the body that it was recorded despite, each with the reason.' }) despite!: string[]
}

@ObjectType({ implements: () => [Documented], description: 'รายงานการประชุม · The minutes.' })
export class Minutes {
  @Field(() => MinutesStateEnum) state!: string
  @Field(() => String) text!: string
  @Field(() => String, { description: 'SHA-256 of the text, in hexadecimal.' }) digest!: string
  @Field(() => Day, { nullable: true }) circulatedOn?: string | null
  @Field(() => Day, { nullable: true }) certifiedOn?: string | null
  @Field(() => CertificationMethodEnum, { nullable: true }) method?: string | null
  @Field(() => Meeting, { nullable: true, description: 'The later meeting that certified them.' }) certifiedBy?: unknown
  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the text as certified; differs from `digest` once it was corrected since.',
  })
  sealedDigest?: string | null
  @Field(() => Int, { description: 'How often they were corrected.' }) corrections!: number
}
