import {
  Committee,
  MajorityEnum,
  MeetingModeEnum,
  MeetingNumberType as MeetingNumber,
  NumberingEnum,
  OfficeEnum,
  Seat,
  StandingEnum,
} from '@prasan/committees/reading'
import { Person, Post } from '@prasan/directory/reading'
import { Commitment, commitmentsFrom } from '@prasan/commitments/reading'
import { choice, described } from '@prasan/event-sourcing'
import { Answerable, type Asked, Bilingual, Day, DisclosureEnum, Documented, From, Node, enumOf, partsOf } from '@prasan/graphql'
import { Field, Int, ObjectType } from '@nestjs/graphql'
import { Capacity, CertificationMethod, ItemKind } from '../domain/meeting/choices.js'
import { votes } from '../domain/meeting/shapes.js'
import {
  type AttendanceRow,
  type ItemRow,
  type MeetingRow,
  type ResolutionRow,
  attendanceOf,
  itemsCarriedFrom,
  itemsOf,
  type MinutesRow,
  minutesByIds,
  recordSealsOf,
  recusalsOf,
  resolutionsOf,
  resolutionsOfItems,
} from '../views/meetings/queries.js'
import { amendedBy, implementedBy, ratifiedBy, supersededBy } from '../views/meetings/register.js'
import {
  CountedSeat,
  Quorum,
  majorityFor,
  quorumAtOpening,
  quorumOfResolution,
  recusedFromResolution,
  seatsCounted,
  votersFor,
} from './quorum.js'
import { signsAs } from './signing.js'
import { MinutesVersion, versionsOf } from './versions.js'
import { Invitation, Notice, invitationsKnown, noticeOf } from './notice.js'
import { ResolutionKindEnum, ResolutionStateEnum, awaitsRatification, chainOf, openOf, stateOf } from './register.js'
import { AgendaSection, sectionsOf } from './sections.js'
import { labelOfMeeting, numberOf, numbersOf, rosterOf } from './meeting.js'

export const MeetingState = choice('MeetingState', {
  scheduled: ['กำหนดไว้', 'scheduled'],
  open: ['กำลังประชุม', 'open'],
  held: ['ประชุมแล้ว', 'held'],
  inquorate: ['ไม่ครบองค์ประชุม', 'inquorate'],
  minuted: ['รับรองรายงานแล้ว', 'minuted'],
  cancelled: ['ยกเลิก', 'cancelled'],
})
const ItemState = choice('AgendaItemState', {
  listed: ['อยู่ในระเบียบวาระ', 'listed'],
  discussed: ['พิจารณาแล้ว', 'discussed'],
  withdrawn: ['ถอน', 'withdrawn'],
  carriedOver: ['เลื่อนไปพิจารณาครั้งต่อไป', 'carried over'],
  proposed: ['เสนอแล้ว รอบรรจุ', 'proposed'],
  parked: ['ยังไม่บรรจุ', 'parked'],
})
const MinutesState = choice('MinutesState', {
  draft: ['ร่าง', 'draft'],
  circulated: ['แจ้งเวียน', 'circulated'],
  certified: ['รับรองแล้ว', 'certified'],
})

export const MeetingStateEnum = enumOf(MeetingState)
const ItemStateEnum = enumOf(ItemState)
const MinutesStateEnum = enumOf(MinutesState)
const ItemKindEnum = enumOf(ItemKind)
const CapacityEnum = enumOf(Capacity)
const CertificationMethodEnum = enumOf(CertificationMethod)
const CastingVoteEnum = enumOf(votes.shape.casting)

@ObjectType({
  description: described('จำนวนครั้งที่ประชุมในปี', 'How often a body met in a year of its numbering, and how often its rules ask for.'),
})
export class Cadence {
  @Field(() => NumberingEnum, {
    description: described('ปีที่นับ: FISCAL เริ่ม 1 ตุลาคม นอกนั้นเริ่ม 1 มกราคม', 'FISCAL: years begin on 1 October; else on 1 January.'),
  })
  numbering!: string
  @Field(() => Int, { description: described('ปี พ.ศ.', 'The year, B.E.') }) year!: number
  @Field(() => Int, {
    description: described('จำนวนครั้งที่ประชุมครบองค์ประชุม ถึงวันที่ถามถึง', 'Meetings held with quorum, by the day asked about.'),
  })
  held!: number
  @Field(() => Int, {
    nullable: true,
    description: described('จำนวนครั้งที่กำหนด ว่างเมื่อไม่กำหนด', 'How many meetings the rules ask for; null: they set no number.'),
  })
  needed?: number | null
  @Field(() => Boolean, {
    nullable: true,
    description: described(
      'ครบหรือไม่ ว่างเมื่อปียังไม่สิ้นสุดและยังอาจครบ หรือไม่กำหนดจำนวนครั้ง',
      'Kept, or missed once the year is over; null while it may still be kept, and where the rules set no number.',
    ),
  })
  kept?: boolean | null
}

@ObjectType({
  description: described(
    'ที่นั่งในบัญชีของวันนั้น ตามที่บันทึกเมื่อเปิดประชุม',
    'A seat on the roster of the day, as it was written down when the meeting opened.',
  ),
})
export class RosterSeat {
  @Field(() => Seat, { nullable: true }) seat?: unknown
  @Field(() => Int, { description: described('ลำดับที่นั่ง', 'Its number, in protocol order.') }) number!: number
  @Field(() => OfficeEnum) office!: string
  @Field(() => Boolean, { description: described('มีสิทธิออกเสียงหรือไม่', 'Whether it votes.') }) votes!: boolean
  @Field(() => Boolean) countsForQuorum!: boolean
  @Field(() => Person, {
    nullable: true,
    description: described('ผู้ดำรงตำแหน่งในคณะ ไม่มีค่าเมื่อที่นั่งว่าง', 'Who sat there; null when the seat was vacant.'),
  })
  person?: unknown
  @Field(() => Post, {
    nullable: true,
    description: described(
      'ตำแหน่งที่ทำให้ดำรงตำแหน่งในคณะ ว่างเมื่อไม่ได้มาโดยตำแหน่ง',
      'The post by which the occupant sits there; null where it is not by a post.',
    ),
  })
  post?: unknown
  @Field(() => StandingEnum, { nullable: true }) manner?: string | null
  @Field(() => [Person], { description: described('ผู้แทนสำรองประจำที่นั่งในวันนั้น', 'Its standing alternates of the day.') })
  alternates!: unknown[]
}

@ObjectType({ implements: () => [Node], description: described('การประชุม', 'A meeting of one or more bodies.') })
export class Meeting extends Node {
  @Field(() => Bilingual, {
    nullable: true,
    description: described('ชื่อการประชุม ว่างเมื่อเรียกตามคณะและครั้งที่', 'Its own title; null where it goes by its bodies and number.'),
  })
  title?: Bilingual | null
  @From<MeetingRow>('day')
  @Field(() => Day, { description: described('วันประชุม', 'The day.') })
  on!: string
  @Field(() => String, {
    nullable: true,
    description: described('เวลานัด HH:MM ตามเวลากรุงเทพฯ ว่างเมื่อไม่ได้กำหนด', 'When it begins, HH:MM in Bangkok; null: not set.'),
  })
  startsAt?: string | null
  @Field(() => String, { nullable: true }) endsAt?: string | null
  @Field(() => String, { nullable: true }) place?: string | null
  @Field(() => MeetingModeEnum, { nullable: true }) mode?: string | null
  @Field(() => Boolean, {
    description: described('เป็นมติเวียน ไม่มีการประชุม', 'Whether nobody meets and the members answer in writing.'),
  })
  byCirculation!: boolean
  @Field(() => MeetingStateEnum, {
    description: described(
      'สถานะในวันที่ถามถึง การประชุมยังเป็น “กำหนดไว้” จนถึงวันประชุม',
      'On the day asked about: a meeting is scheduled until its day.',
    ),
  })
  state!: string
  @Field(() => Day, {
    nullable: true,
    description: described('แจ้งเชิญเมื่อ', 'When the notice was sent; null: not yet, or nobody recorded it.'),
  })
  noticeSentOn?: string | null
  @Field(() => String, { nullable: true }) urgentReason?: string | null
  @From(noticeOf)
  @Field(() => Notice, {
    nullable: true,
    description: described('หนังสือเชิญประชุม ว่างเมื่อยังไม่ส่ง', 'The notice as it was sent; null while it was not.'),
  })
  notice?: unknown
  @From(invitationsKnown)
  @Field(() => [Invitation], {
    description: described('การส่งหนังสือเชิญและการตอบรับของแต่ละที่นั่ง', 'What was sent to each seat and what it answered, in protocol order.'),
  })
  invitations!: unknown[]
  @Field(() => String, { nullable: true, description: described('เริ่มประชุมเวลา', 'HH:MM.') }) openedAt?: string | null
  @Field(() => String, { nullable: true, description: described('เลิกประชุมเวลา', 'HH:MM.') }) closedAt?: string | null
  @From(labelOfMeeting)
  @Field(() => Bilingual, { description: described('ชื่อการประชุม หรือชื่อคณะและครั้งที่', 'The title, or the bodies and the number.') })
  label!: Bilingual
  @Field(() => [Committee], { description: described('คณะที่ประชุม', 'The host first.') }) bodies!: unknown[]
  @From(numberOf)
  @Field(() => MeetingNumber, {
    nullable: true,
    description: described('ครั้งที่', 'The number that the host gives it; null until the notice is sent or it opens.'),
  })
  number?: unknown
  @From(numbersOf)
  @Field(() => [NumberOfBody], { description: described('ครั้งที่ของแต่ละคณะ', 'The number that each of its bodies gives it.') })
  numbers!: unknown[]
  @From(rosterOf)
  @Field(() => [RosterSeat], {
    description: described('องค์ประกอบ', 'The seats of the day with their occupants; empty until the meeting opens.'),
  })
  roster!: unknown[]
  @From(quorumAtOpening)
  @Field(() => [Quorum], {
    description: described('องค์ประชุม', 'Everybody who came, counted for each body; empty until the meeting opens.'),
  })
  quorum!: unknown[]
  @From(itemsOf)
  @Field(() => [AgendaItem], { description: described('ระเบียบวาระ', 'In the order of the agenda; withdrawn items included.') })
  agenda!: unknown[]
  @From(attendanceOf)
  @Field(() => [Attendance], {
    description: described('ผู้มาประชุม ผู้ไม่มาประชุม ผู้เข้าร่วมประชุม', 'In the order in which it was recorded.'),
  })
  attendance!: unknown[]
  @Field(() => Person, {
    nullable: true,
    description: described(
      'ผู้ได้รับมอบหมายให้เป็นประธานในที่ประชุมครั้งนี้ ว่างเมื่อประธานเป็นประธานเอง',
      'Whom the chair had preside at this meeting; null where nobody was assigned to.',
    ),
  })
  delegatedChair?: unknown
  @Field(() => Post, {
    nullable: true,
    description: described('ตำแหน่งของผู้ได้รับมอบหมายให้เป็นประธาน', 'The post in which that person presided; null: not recorded.'),
  })
  delegatedChairPost?: unknown
  @From(recusalsOf)
  @Field(() => [Recusal], { description: described('ผู้ที่ถอนตัวจากการพิจารณา', 'Who withdrew from an item.') })
  recusals!: unknown[]
  @From(resolutionsOf)
  @Field(() => [Resolution], { description: described('มติที่ประชุม', 'In the order in which they were passed.') })
  resolutions!: unknown[]
  @From(({ id, asOf }: Asked<MeetingRow>, request) => request.one(minutesByIds, id, asOf))
  @Field(() => Minutes, {
    nullable: true,
    description: described('รายงานการประชุม ว่างเมื่อยังไม่มี', 'Its minutes; null while there are none.'),
  })
  minutes?: unknown
  @From(versionsOf)
  @Field(() => [MinutesVersion], {
    description: described(
      'ฉบับของรายงานการประชุม เก่าสุดก่อน ถามข้อมูลของฉบับหนึ่งด้วย asOf.logNumber',
      'The versions of its minutes, oldest first: ask with `asOf.logNumber` for what one of them said.',
    ),
  })
  versions!: unknown[]
  @From(sectionsOf)
  @Field(() => [AgendaSection], { description: described('หมวดของระเบียบวาระ', 'The sections of its agenda, one to six.') })
  sections!: unknown[]
  @Field(() => Meeting, {
    nullable: true,
    description: described('การประชุมที่ไม่ครบองค์ประชุม ซึ่งครั้งนี้นัดใหม่แทน', 'The meeting without quorum that this one repeats.'),
  })
  recallOf?: unknown
}

@ObjectType({ description: described('ครั้งที่ของคณะหนึ่งในการประชุมร่วม', 'The number that one of the bodies of a joint meeting gives it.') })
export class NumberOfBody extends MeetingNumber {
  @Field(() => Committee, { nullable: true, description: described('คณะที่นับครั้งที่นี้', 'The body whose number it is.') }) committee?: unknown
}

@ObjectType({ implements: () => [Documented, Node], description: described('ระเบียบวาระ', 'An item of an agenda, in sections 1 to 6.') })
export class AgendaItem extends Node {
  @Field(() => Int) section!: number
  @Field(() => Int, { description: described('ลำดับภายในหมวด', 'Its number within the section.') }) number!: number
  @Field(() => ItemKindEnum, { description: described('ประเภทของเรื่องในระเบียบวาระ', 'What is asked of the meeting with it.') }) kind!: string
  @Field(() => Bilingual, { description: described('ชื่อเรื่อง', 'Its title.') }) title!: Bilingual
  @Field(() => String, { nullable: true, description: described('เนื้อหา ว่างเมื่อไม่ได้บันทึก', 'What it is about; null where nobody wrote it.') })
  text?: string | null
  @Field(() => ItemStateEnum, { description: described('สถานะในวันที่ถามถึง', 'Its state on the day asked about.') }) state!: string
  @Field(() => String, { nullable: true, description: described('ความเห็นที่ประชุม', 'What was said.') }) discussion?: string | null
  @Field(() => Answerable, { nullable: true }) presenter?: unknown
  @Field(() => Meeting, { nullable: true }) meeting?: unknown
  @Field(() => Resolution, { nullable: true, description: described('มติที่มา', 'The resolution out of which the matter arises.') })
  origin?: unknown
  @Field(() => AgendaItem, {
    nullable: true,
    description: described('เลื่อนมาจากเรื่อง', 'The item of an earlier meeting that it carries on.'),
  })
  carriedFrom?: unknown
  @Field(() => Commitment, {
    nullable: true,
    description: described('ข้อผูกพันที่ติดตาม ว่างเมื่อไม่มี', 'The commitment that is followed up; null where there is none.'),
  })
  commitment?: unknown
  @Field(() => DisclosureEnum, { description: described('ชั้นการเปิดเผย', 'Who may be shown it.') }) disclosure!: string
  @From<ItemRow>('leftReason')
  @Field(() => String, {
    nullable: true,
    description: described('เหตุที่ถอน เลื่อน หรือยังไม่บรรจุ ว่างเมื่อไม่ได้บันทึก', 'Why it was withdrawn, carried over or parked; null: not recorded.'),
  })
  reason?: string | null
  @From(itemsCarriedFrom)
  @Field(() => [AgendaItem], { description: described('เลื่อนไปเป็นเรื่อง', 'The items of later meetings that carry it on.') })
  carriedInto!: unknown[]
  @From(chainOf)
  @Field(() => AgendaChain, {
    description: described('ประวัติของเรื่องตั้งแต่เสนอครั้งแรก', 'The matter from the meeting that raised it first to the latest.'),
  })
  chain!: unknown
  @Field(() => Meeting, {
    nullable: true,
    description: described('เรื่องนี้รับรองรายงานของการประชุมใด', 'Whose minutes the item certifies.'),
  })
  minutesOf?: unknown
  @From(resolutionsOfItems)
  @Field(() => [Resolution], {
    description: described('มติในเรื่องนี้', 'What was resolved on it, in the order in which it was passed.'),
  })
  resolutions!: unknown[]
}

@ObjectType({
  description: described('เรื่องเดียวกันที่เลื่อนจากการประชุมหนึ่งไปอีกการประชุมหนึ่ง', 'A matter that went from meeting to meeting, item by item.'),
})
export class AgendaChain {
  @Field(() => AgendaItem, { nullable: true, description: described('เรื่องเมื่อเสนอครั้งแรก', 'The item by which it was raised first.') })
  firstRaised?: unknown
  @Field(() => Int, {
    description: described(
      'เลื่อนมาแล้วกี่ครั้ง นับการประชุมถึงวันที่ถามถึง',
      'How often a meeting, by the day asked about, left it to a later one: by an item there that carries it on, by carrying it over or by deferring it.',
    ),
  })
  timesDeferred!: number
  @Field(() => [AgendaItem], {
    description: described('เรื่องในการประชุมแต่ละครั้ง เก่าสุดก่อน', 'Its items, one for each meeting, the oldest first.'),
  })
  items!: unknown[]
}

@ObjectType({ description: described('ช่วงเวลาที่อยู่ในที่ประชุม HH:MM ว่างเมื่อไม่ทราบ', 'A time in the meeting, HH:MM; null: not known.') })
export class TimeThere {
  @Field(() => String, {
    nullable: true,
    description: described('มาถึงเวลา ว่างเมื่อไม่ทราบ', 'HH:MM of the arrival; null: not known, or from the beginning.'),
  })
  from?: string | null
  @Field(() => String, {
    nullable: true,
    description: described('กลับเวลา ว่างเมื่อไม่ทราบ', 'HH:MM of the departure; null: not known, or until the end.'),
  })
  to?: string | null
}

@ObjectType({
  implements: () => [Node],
  description: described('การมาประชุม', 'Who came for a seat and in which capacity, or that the seat was absent.'),
})
export class Attendance extends Node {
  @Field(() => Boolean, { description: described('มาประชุมหรือไม่', 'Whether somebody came.') }) present!: boolean
  @Field(() => CapacityEnum, { nullable: true }) capacity?: string | null
  @Field(() => [TimeThere], { description: described('ช่วงเวลาที่อยู่ในที่ประชุม', 'The times in the meeting, in order; empty for an absence.') })
  there!: TimeThere[]
  @Field(() => Boolean, {
    nullable: true,
    description: described('ลาหรือไม่ ว่างเมื่อมาประชุม', 'Whether an absence was excused; null when present.'),
  })
  excused?: boolean | null
  @Field(() => String, {
    nullable: true,
    description: described('เหตุที่ไม่มา ว่างเมื่อมาหรือไม่ได้บันทึก', 'Why nobody came; null when present or not recorded.'),
  })
  absenceReason?: string | null
  @Field(() => Person, {
    nullable: true,
    description: described('ผู้มาประชุม ว่างเมื่อไม่ทราบว่าเป็นผู้ใด', 'Who came, or was absent; null where nobody is named.'),
  })
  person?: unknown
  @From(({ seat, day, asOf }: Asked<AttendanceRow>, request) => seat && request.node(seat, { ...asOf, day }))
  @Field(() => Seat, { nullable: true, description: described('ที่นั่ง ว่างสำหรับผู้เข้าร่วมประชุม', 'Null for those in attendance.') })
  seat?: unknown
  @Field(() => Post, {
    nullable: true,
    description: described('ตำแหน่งของผู้มาประชุมแทนหรือผู้เข้าร่วมประชุม', 'The post in which a substitute or observer came.'),
  })
  post?: unknown
  @From(signsAs)
  @Field(() => [Bilingual], {
    description: described(
      'ข้อความใต้ชื่อในรายงานการประชุม ทีละบรรทัด เช่น (แทน) ผู้ว่าราชการจังหวัด ว่างเมื่อไม่มาประชุม',
      'What minutes print under the name, line by line, as in (for) Governor; empty for an absence.',
    ),
  })
  signsAs!: Bilingual[]
  @Field(() => Meeting, { nullable: true }) meeting?: unknown
}

@ObjectType({ description: described('คะแนนเสียงที่ลงมติ', 'How the votes fell.') })
export class Votes {
  @Field(() => Int, { description: described('เห็นด้วย', 'How many were in favour.') }) for!: number
  @Field(() => Int, { description: described('ไม่เห็นด้วย', 'How many were against.') }) against!: number
  @Field(() => Int, { nullable: true, description: described('งดออกเสียง ว่างเมื่อไม่ได้นับ', 'How many abstained; null: not counted.') })
  abstained?: number | null
  @Field(() => CastingVoteEnum, {
    nullable: true,
    description: described('เสียงชี้ขาดของประธาน ว่างเมื่อไม่ได้ใช้', 'How the chair decided where the votes were even; null: that was not needed.'),
  })
  casting?: string | null
}

@ObjectType({ description: described('ความเห็นแย้ง', 'Who dissented and why.') })
export class Dissent {
  @Field(() => Person, { nullable: true, description: described('ผู้เห็นแย้ง', 'Who dissented.') }) person?: unknown
  @Field(() => String) reason!: string
}

@ObjectType({
  description: described('ผู้ที่ถอนตัวจากการพิจารณาเพราะมีส่วนได้เสีย', 'A member who withdrew from an item, having an interest in it.'),
})
export class Recusal {
  @Field(() => Person, { nullable: true, description: described('ผู้ที่ถอนตัว', 'Who withdrew.') }) person?: unknown
  @Field(() => AgendaItem, { nullable: true, description: described('ระเบียบวาระ', 'Agenda item.') }) item?: unknown
  @Field(() => String, { nullable: true }) reason?: string | null
}

@ObjectType({ implements: () => [Node], description: described('มติที่ประชุม', 'What a meeting resolved.') })
export class Resolution extends Node {
  @Field(() => Int, { description: described('ลำดับของมติในการประชุม', 'Its number in the meeting.') }) number!: number
  @From<ResolutionRow>('day')
  @Field(() => Day, { description: described('วันที่มีมติ', 'The day of the meeting.') })
  on!: string
  @Field(() => String, {
    nullable: true,
    description: described('เวลา HH:MM ว่างเมื่อไม่ได้บันทึก', 'The time, HH:MM in Bangkok; null: not recorded.'),
  })
  at?: string | null
  @Field(() => ResolutionKindEnum, { description: described('ประเภทของมติ', 'What kind of resolution it is.') }) kind!: string
  @Field(() => Bilingual, { description: described('ข้อความของมติ', 'What was resolved.') }) text!: Bilingual
  @Field(() => Votes, { nullable: true, description: described('คะแนนเสียง ว่างเมื่อไม่มีผู้คัดค้าน', 'Null: nobody objected.') })
  votes?: Votes | null
  @From(quorumOfResolution)
  @Field(() => [Quorum], {
    description: described(
      'องค์ประชุมขณะลงมติของแต่ละคณะ นับใหม่เมื่อแก้ไขการมาประชุม',
      'As it was counted when the meeting resolved, for each body; again after a correction of the attendance.',
    ),
  })
  quorum!: unknown[]
  @From(seatsCounted)
  @Field(() => [CountedSeat], {
    description: described(
      'ที่นั่งและผู้มาประชุมที่นับเป็นองค์ประชุมของมตินี้ คนละหนึ่งที่นั่ง ตามลำดับที่นั่งของแต่ละคณะ',
      'The seats and persons that were counted, of each body in the order of its seats, one seat for a person.',
    ),
  })
  countedSeats!: unknown[]
  @From(recusedFromResolution)
  @Field(() => [Person], {
    description: described('ผู้ที่ไม่นับเพราะถอนตัวจากเรื่องนี้', 'Who is out of the count, being recused from the item.'),
  })
  recused!: unknown[]
  @Field(() => Int, { description: described('แก้ไขบันทึกกี่ครั้ง', 'How often its record was corrected.') }) corrections!: number
  @From(votersFor)
  @Field(() => Int, {
    nullable: true,
    description: described(
      'ผู้มีสิทธิออกเสียงที่อยู่ในขณะนั้นและมิได้ถอนตัว (คน) ว่างเมื่อไม่ทราบองค์ประกอบของวันประชุม',
      'How many might vote: persons there for a seat that votes, and not recused; null where the roster is not known.',
    ),
  })
  voters?: number | null
  @From(majorityFor)
  @Field(() => MajorityEnum, {
    nullable: true,
    description: described(
      'เสียงที่ต้องใช้ตามระเบียบของคณะเจ้าภาพในวันนั้น',
      'How many votes the rules of the host asked for on the day; null as `voters`.',
    ),
  })
  majority?: string | null
  @From((row: Asked<ResolutionRow>) => partsOf(row.dissents as { person: string; reason: string }[] | null, row))
  @Field(() => [Dissent])
  dissents!: unknown[]
  @From(({ despite }: ResolutionRow) =>
    ((despite as { rule: string; reason: string }[] | null) ?? []).map(({ rule, reason }) => `${rule}: ${reason}`),
  )
  @Field(() => [String], {
    description: described(
      'กฎของคณะที่บันทึกไว้แม้ไม่เป็นไปตามนั้น พร้อมเหตุผล',
      'Rules of the body that it was recorded despite, each with the reason.',
    ),
  })
  despite!: string[]
  @Field(() => Meeting, { nullable: true }) meeting?: unknown
  @Field(() => Committee, { nullable: true, description: described('คณะเจ้าภาพของการประชุม', 'The host of the meeting.') })
  committee?: unknown
  @Field(() => AgendaItem, { nullable: true, description: described('ระเบียบวาระ', 'Agenda item.') }) item?: unknown
  @From(commitmentsFrom)
  @Field(() => [Commitment], { description: described('ข้อผูกพันตามมติ', 'What became of it: the commitments that come from it.') })
  commitments!: unknown[]
  @Field(() => Resolution, { nullable: true, description: described('แทนมติ', 'The resolution in whose place it stands.') })
  supersedes?: unknown
  @Field(() => Resolution, { nullable: true, description: described('แก้ไขมติ', 'The resolution that it amends.') }) amends?: unknown
  @Field(() => Resolution, { nullable: true, description: described('ดำเนินการตามมติ', 'The resolution that it carries out.') })
  implements?: unknown
  @Field(() => Resolution, {
    nullable: true,
    description: described('รับรองมติ', 'The resolution, passed by circulation or under delegation, that it ratifies.'),
  })
  ratifies?: unknown
  @Field(() => Resolution, {
    nullable: true,
    description: described('มีมติโดยอำนาจตามมติ', 'The resolution of another body under whose delegation it was passed.'),
  })
  delegatedBy?: unknown
  @From(ratifiedBy)
  @Field(() => [Resolution], { description: described('มติที่รับรองมตินี้', 'The resolutions that ratify it.') })
  ratifiedBy!: unknown[]
  @From(awaitsRatification)
  @Field(() => Boolean, {
    description: described(
      'รอการรับรองหรือไม่: เป็นมติเวียนหรือมติโดยอำนาจที่ได้รับมอบ ซึ่งยังไม่มีมติรับรองหรือแทน',
      'Whether it waits to be ratified: passed by circulation or under delegation, and neither ratified nor superseded yet.',
    ),
  })
  awaitsRatification!: boolean
  @From(stateOf)
  @Field(() => ResolutionStateEnum, { description: described('สถานะในวันที่ถามถึง', 'How it stands on the day asked about.') })
  state!: string
  @From(openOf)
  @Field(() => Int, {
    description: described(
      'ข้อผูกพันที่ยังดำเนินการอยู่ ของมตินี้และของมติที่ดำเนินการตามหรือแก้ไข',
      'How many commitments are open that come from it, or from resolutions that carry it out or amend it.',
    ),
  })
  openCommitments!: number
  @From(supersededBy)
  @Field(() => [Resolution], { description: described('มติที่แทนมตินี้', 'The resolutions that stand in its place.') })
  supersededBy!: unknown[]
  @From(amendedBy)
  @Field(() => [Resolution], { description: described('มติที่แก้ไขมตินี้', 'The resolutions that amend it.') })
  amendedBy!: unknown[]
  @From(implementedBy)
  @Field(() => [Resolution], { description: described('มติที่ดำเนินการตามมตินี้', 'The resolutions that carry it out.') })
  implementedBy!: unknown[]
}

@ObjectType({ implements: () => [Documented], description: described('รายงานการประชุม', 'The minutes.') })
export class Minutes {
  @Field(() => MinutesStateEnum, { description: described('สถานะในวันที่ถามถึง', 'Their state on the day asked about.') }) state!: string
  @Field(() => String, { description: described('ข้อความรายงาน', 'The text, with the corrections.') }) text!: string
  @Field(() => String, { description: described('ค่าแฮช SHA-256 ของข้อความ เลขฐานสิบหก', 'SHA-256 of the text, in hexadecimal.') })
  digest!: string
  @Field(() => Day, {
    nullable: true,
    description: described('แจ้งเวียนเมื่อ ว่างเมื่อยังไม่แจ้งเวียน', 'The day on which they were circulated; null while they are not.'),
  })
  circulatedOn?: string | null
  @Field(() => Day, {
    nullable: true,
    description: described('รับรองเมื่อ ว่างเมื่อยังไม่รับรอง', 'The day on which they were certified; null while they are not.'),
  })
  certifiedOn?: string | null
  @Field(() => CertificationMethodEnum, {
    nullable: true,
    description: described('วิธีรับรอง ว่างเมื่อยังไม่รับรอง', 'How they were certified; null while they are not.'),
  })
  method?: string | null
  @Field(() => Meeting, {
    nullable: true,
    description: described(
      'การประชุมครั้งหลังที่รับรอง ว่างเมื่อยังไม่รับรองหรือรับรองโดยแจ้งเวียน',
      'The later meeting that certified them; null where none did.',
    ),
  })
  certifiedBy?: unknown
  @Field(() => String, {
    nullable: true,
    description: described(
      'ค่าแฮช SHA-256 ของข้อความที่รับรอง ต่างจาก digest เมื่อแก้ไขภายหลัง ว่างเมื่อยังไม่รับรอง',
      'SHA-256 of the text as certified; differs from `digest` once it was corrected since.',
    ),
  })
  sealedDigest?: string | null
  @Field(() => String, {
    nullable: true,
    description: described(
      'ค่าผนึกของบันทึกการประชุมขณะรับรอง: SHA-256 ของผู้มาประชุม ระเบียบวาระ ความเห็น และมติ ในรูป JSON มาตรฐาน (RFC 8785) ว่างเมื่อยังไม่รับรอง หรือรับรองก่อนมีค่านี้',
      'The seal of the record of the meeting as certified: SHA-256 of attendance, agenda, discussions and resolutions as canonical JSON (RFC 8785); null while they are not certified, and where they were before there was such a seal.',
    ),
  })
  contentSeal?: string | null
  @Field(() => Boolean, {
    description: described(
      'ระบบเรียบเรียงข้อความจากบันทึกการประชุมหรือไม่ มิใช่เขียนเอง',
      'Whether the text was drawn up from the record of the meeting, not written by hand.',
    ),
  })
  fromRecord!: boolean
  @Field(() => Person, {
    nullable: true,
    description: described('ผู้จดรายงานการประชุม ว่างเมื่อไม่ได้บันทึก', 'Who took them; null: not recorded.'),
  })
  takenBy?: unknown
  @Field(() => Person, {
    nullable: true,
    description: described('ผู้ตรวจรายงานการประชุม ว่างเมื่อไม่ได้บันทึก', 'Who checked them; null: not recorded.'),
  })
  checkedBy?: unknown
  @From((row: Asked<MinutesRow>, request) => (row.certifiedOn === null ? null : request.map(recordSealsOf, row.id, row.asOf)))
  @Field(() => String, {
    nullable: true,
    description: described(
      'ค่าผนึกของทั้งบันทึกจนถึงการรับรอง (ลำดับในบันทึก:ค่าแฮช) พิมพ์ไว้กับรายงานที่ลงนาม แล้วตรวจสอบด้วย prasan verify --seal ว่างเมื่อยังไม่รับรอง',
      'The seal of the whole record through the certification (log number:hash): print it on the signed copy; `prasan verify --seal` compares it. Null while they are not certified.',
    ),
  })
  recordSeal?: string | null
  @Field(() => Int, { description: described('แก้ไขกี่ครั้ง', 'How often they were corrected.') }) corrections!: number
}
