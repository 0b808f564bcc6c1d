import { described } from '@prasan/event-sourcing'
import { Answerable, type Asked, Bilingual, Day, From, Node, type RequestContext, enumOf, partsOf } from '@prasan/graphql'
import { Field, Int, ObjectType } from '@nestjs/graphql'
import { AreaLevel } from '../domain/area.js'
import { OrganizationKind } from '../domain/organization/events.js'
import { Manner } from '../domain/post/events.js'
import {
  type AssignmentRow,
  type ClauseRow,
  type DelegationRow,
  type PersonRow,
  type PostRow,
  assignmentsOnAnyDay,
  delegationsOf,
  heldBy,
  holdersOf,
  lineOf,
  mandateOf,
} from '../views/directory/queries.js'
import type { MoveRow, TransferRow } from '../views/transfers/queries.js'
import { contactsOf, fullName } from './names.js'

const AreaLevelEnum = enumOf(AreaLevel)
const MannerEnum = enumOf(Manner)
export const OrganizationKindEnum = enumOf(OrganizationKind)

@ObjectType({
  implements: () => [Node],
  description: described(
    'จังหวัด อำเภอ ตำบล หรือหมู่บ้าน ตามรหัสของกรมการปกครอง (มอก. 1099)',
    'A province, district, sub-district or village, by official code (DOPA, TIS 1099).',
  ),
})
export class Area extends Node {
  @Field(() => String) code!: string
  @Field(() => AreaLevelEnum, { description: described('ระดับของพื้นที่', 'Province, district, sub-district or village.') }) level!: string
  @Field(() => Bilingual) name!: Bilingual
  @Field(() => Area, {
    nullable: true,
    description: described('พื้นที่ที่อยู่เหนือขึ้นไป ว่างเมื่อเป็นจังหวัด', 'The area that it lies in; null for a province.'),
  })
  parent?: unknown
}

@ObjectType({
  implements: () => [Answerable, Node],
  description: described(
    'หน่วยงาน องค์กรเอกชน เครือข่าย หรือองค์กรปกครองส่วนท้องถิ่น รับผิดชอบโดยตำแหน่งหัวหน้า',
    'An agency, NGO, network or local authority. It answers by its head post.',
  ),
})
export class Organization extends Answerable {
  @Field(() => Bilingual, { description: described('ชื่อหน่วยงาน', 'Its name.') }) name!: Bilingual
  @Field(() => OrganizationKindEnum) kind!: string
  @Field(() => Organization, { nullable: true }) parent?: unknown
  @Field(() => Post, {
    nullable: true,
    description: described(
      'ตำแหน่งหัวหน้า ซึ่งผู้ดำรงรับผิดชอบแทนหน่วยงาน ว่างเมื่อไม่ได้กำหนด',
      'The post whose holder answers for the organization; null: none is named.',
    ),
  })
  headPost?: unknown
  @Field(() => [Area]) areas!: unknown[]
  @From(mandateOf)
  @Field(() => [MandateClause], { description: described('อำนาจหน้าที่', 'What it is there to do, on the day asked about.') })
  mandate!: unknown[]
}

@ObjectType({ description: described('ส่วนของชื่อในภาษาหนึ่ง', 'The parts of a name in one language.') })
export class NameParts {
  @Field(() => String, { nullable: true }) prefix?: string
  @Field(() => String) given!: string
  @Field(() => String, { nullable: true }) middle?: string
  @Field(() => String, { nullable: true }) family?: string
}

@ObjectType({
  implements: () => [Node],
  description: described(
    'บุคคล ชื่อเก็บแบบเข้ารหัส หลังการลบข้อมูลแสดงข้อความแทนชื่อ',
    'A human. The name is stored encrypted; after an erasure a placeholder stands in its place.',
  ),
})
export class Person extends Node {
  @From((row: PersonRow, { keys }) => fullName(keys, row))
  @Field(() => Bilingual, { description: described('ชื่อเต็ม', 'The full name.') })
  name!: Bilingual
  @From(contactsOf)
  @Field(() => PersonContacts, {
    nullable: true,
    description: described(
      'ช่องทางติดต่อ',
      'The ways to reach a person; null where none is recorded, they cannot be read, or who asks may not see them.',
    ),
  })
  contacts?: PersonContacts | null
  @From(heldBy)
  @Field(() => [RoleAssignment], { description: described('ตำแหน่งที่ดำรงอยู่', 'The posts held on the day asked about.') })
  holds!: unknown[]
}

@ObjectType({ description: described('ช่องทางติดต่อ', 'The ways to reach a person; stored encrypted.') })
export class PersonContacts {
  @Field(() => String, { nullable: true, description: described('โทรศัพท์', 'Telephone.') }) phone?: string | undefined
  @Field(() => String, { nullable: true, description: described('อีเมล', 'E-mail.') }) email?: string | undefined
  @Field(() => String, { nullable: true, description: described('ไลน์', 'LINE.') }) line?: string | undefined
}

@ObjectType({ description: described('การรับทราบหน้าที่', 'That somebody acknowledged the duties of a post or a seat.') })
export class DutiesAcknowledgement {
  @Field(() => Person, { nullable: true, description: described('ผู้รับทราบ', 'Who acknowledged them.') }) person?: unknown
  @Field(() => Day, { description: described('รับทราบเมื่อ', 'On which day.') }) on!: string
}

@ObjectType({
  implements: () => [Answerable, Node],
  description: described(
    'ตำแหน่งในหน่วยงาน แยกจากผู้ที่ดำรงตำแหน่งตามลำดับ',
    'A position in an organization, apart from those who hold it in turn.',
  ),
})
export class Post extends Answerable {
  @Field(() => Bilingual, { description: described('ชื่อตำแหน่ง', 'Its title.') }) title!: Bilingual
  @Field(() => Bilingual, {
    nullable: true,
    description: described('หน้าที่ความรับผิดชอบ', 'What its holder has to do, on the day asked about.'),
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
  @From((row: Asked<PostRow>) => partsOf(row.acknowledged as DutiesAcknowledgement[] | null, row))
  @Field(() => [DutiesAcknowledgement], {
    description: described(
      'ผู้ดำรงตำแหน่งที่รับทราบหน้าที่นี้แล้ว',
      'Who, of those who hold it or did, has acknowledged these duties by the day asked about.',
    ),
  })
  acknowledged!: unknown[]
  @Field(() => Organization, { nullable: true }) organization?: unknown
  @Field(() => Area, { nullable: true }) area?: unknown
  @Field(() => Boolean, {
    nullable: true,
    description: described(
      'ผู้ดำรงตำแหน่งมักย้ายในวันที่ 1 ตุลาคม ว่างเมื่อเป็นไปตามประเภทของหน่วยงาน',
      'Whether its holders are usually moved on 1 October; null: as is usual in organizations of its kind.',
    ),
  })
  rotates?: boolean | null
  @Field(() => Int, {
    nullable: true,
    description: described('เทียบเท่าระดับ 1 ถึง 11 เดิม (ซี)', 'As that of the former levels 1 to 11 (PC); null: not said.'),
  })
  level?: number | null
  @From(holdersOf)
  @Field(() => [RoleAssignment], {
    description: described('ผู้ดำรงตำแหน่งในวันนั้น', 'Who holds it on the day asked about, in every manner.'),
  })
  holders!: unknown[]
  @From(delegationsOf)
  @Field(() => [Delegation], {
    description: described('การมอบอำนาจที่มีผลในวันนั้น', 'What its holder has delegated, on the day asked about.'),
  })
  delegations!: unknown[]
  @From(lineOf)
  @Field(() => [RoleAssignment], { description: described('ลำดับผู้ดำรงตำแหน่ง', 'The whole line of holders, oldest first.') })
  line!: unknown[]
}

@ObjectType({ implements: () => [Node], description: described('อำนาจหน้าที่', 'What an organization is there to do.') })
export class MandateClause extends Node {
  @Field(() => Bilingual, { description: described('ข้อความของอำนาจหน้าที่', 'What it is there to do.') }) text!: Bilingual
  @Field(() => String, { nullable: true, description: described('กฎหมายที่ให้อำนาจ', 'The law or order that says so.') }) source?:
    string | null
  @From<ClauseRow>('validFrom')
  @Field(() => Day, {
    nullable: true,
    description: described('มีผลตั้งแต่วันที่ ว่างเมื่อก่อนเริ่มบันทึก', 'First day; null: since before the record begins.'),
  })
  from?: string | null
}

@ObjectType({
  implements: () => [Node],
  description: described('การมอบอำนาจ', 'The holder of a post has somebody else act in a matter; who answers for the post stays.'),
})
export class Delegation extends Node {
  @Field(() => String) scope!: string
  @From<DelegationRow>('receiver')
  @Field(() => Node, { nullable: true, description: described('ตำแหน่งหรือบุคคลที่ทำแทน', 'The post or person that acts.') })
  to?: unknown
  @From<DelegationRow>('validFrom')
  @Field(() => Day, { description: described('มีผลตั้งแต่วันที่', 'First day.') })
  from!: string
  @From<DelegationRow>('validTo')
  @Field(() => Day, {
    nullable: true,
    description: described('วันแรกที่ไม่มีผลแล้ว ว่างเมื่อไม่ทราบวันสิ้นสุด', 'First day on which it no longer holds; null: no end is known.'),
  })
  until?: string | null
  @From<DelegationRow>('orderNumber')
  @Field(() => String, {
    nullable: true,
    description: described('เลขที่คำสั่งมอบอำนาจ ว่างเมื่อไม่ได้บันทึก', 'Number of the order by which it was delegated; null: not recorded.'),
  })
  order?: string | null
}

@ObjectType({
  implements: () => [Node],
  description: described('บุคคลดำรงตำแหน่ง ตั้งแต่วันหนึ่งถึงก่อนอีกวันหนึ่ง', 'A person holds a post, from a day until the day before another.'),
})
export class RoleAssignment extends Node {
  @Field(() => MannerEnum) manner!: Manner
  @From<AssignmentRow>('validFrom')
  @Field(() => Day, {
    nullable: true,
    description: described('ดำรงตั้งแต่วันที่ ว่างเมื่อก่อนเริ่มบันทึก', 'First day; null: since before the record begins.'),
  })
  from?: string | null
  @From<AssignmentRow>('validTo')
  @Field(() => Day, {
    nullable: true,
    description: described('วันแรกที่ไม่ได้ดำรงแล้ว ว่างเมื่อไม่ทราบวันสิ้นสุด', 'First day on which it no longer holds; null: no end is known.'),
  })
  until?: string | null
  @From<AssignmentRow>('orderNumber')
  @Field(() => String, { nullable: true, description: described('เลขที่คำสั่ง ว่างเมื่อไม่ได้บันทึก', 'Number of the order; null: not recorded.') })
  order?: string | null
  @Field(() => Person, { nullable: true, description: described('ผู้ดำรงตำแหน่ง', 'Who holds it.') }) person?: unknown
  @Field(() => Post, { nullable: true, description: described('ตำแหน่งที่ดำรง', 'The post that is held.') }) post?: unknown
}

/** An assignment that a move began or ended, on whatever days it is now; null where there is none, or no longer. */
const touched =
  (which: 'begun' | 'ended') =>
  async (move: Asked<MoveRow>, request: RequestContext): Promise<Asked<AssignmentRow> | null> => {
    const id = move[which]
    return id === undefined ? null : ((await request.many(assignmentsOnAnyDay, id, move.asOf))[0] ?? null)
  }

@ObjectType({
  description: described('การย้ายหนึ่งรายในคำสั่ง และผลที่เกิดขึ้น', 'One person moved by a transfer list, and what it came to.'),
})
export class Move {
  @Field(() => Person, { nullable: true, description: described('บุคคลที่ย้าย', 'Who is moved.') }) person?: unknown
  @Field(() => Post, { nullable: true, description: described('ตำแหน่งที่พ้น', 'The post that is left; null: from elsewhere.') }) from?: unknown
  @Field(() => Post, { nullable: true, description: described('ตำแหน่งใหม่', 'The post that is taken; null: leaves.') }) to?: unknown
  @Field(() => Day, { description: described('วันแรกในตำแหน่งใหม่', 'First day in the new post, and the first no longer in the old one.') })
  on!: string
  @From<MoveRow>('toldUntil')
  @Field(() => Day, {
    nullable: true,
    description: described('วันแรกที่ไม่ดำรงตำแหน่งใหม่แล้ว ตามคำสั่ง', 'First day no longer in the new post, where the order says so.'),
  })
  until?: string | null
  @From(({ manner = 'substantive' }: MoveRow) => manner)
  @Field(() => MannerEnum, { description: described('ลักษณะการดำรงตำแหน่งใหม่', 'How the new post is held.') })
  manner!: string
  @From(touched('begun'))
  @Field(() => RoleAssignment, {
    nullable: true,
    description: described('การดำรงตำแหน่งใหม่ตามที่เป็นอยู่', 'The assignment that it began, as it is now; null where there is none.'),
  })
  begun?: unknown
  @From(touched('ended'))
  @Field(() => RoleAssignment, {
    nullable: true,
    description: described('การดำรงตำแหน่งเดิมตามที่เป็นอยู่', 'The assignment that it ended, as it is now; null where there is none.'),
  })
  ended?: unknown
  @From(async (move: Asked<MoveRow>, request: RequestContext) => {
    const [begun, ended] = [await touched('begun')(move, request), await touched('ended')(move, request)]
    return (move.begun === undefined || begun?.validFrom === move.on) && (move.ended === undefined || ended?.validTo === move.on)
  })
  @Field(() => Boolean, {
    description: described(
      'ตำแหน่งทั้งสองเป็นไปตามการย้ายนี้แล้ว เป็น false เมื่อยังไม่ได้ดำเนินการ ถูกยกเลิก หรือแก้ไขภายหลัง',
      'Whether both posts stand as the move says; false where it is not carried out yet, was cancelled, or was recorded otherwise since.',
    ),
  })
  carriedOut!: boolean
}

@ObjectType({
  implements: () => [Node],
  description: described(
    'คำสั่งโยกย้าย: ย้ายหลายคนระหว่างตำแหน่งเป็นเรื่องเดียว',
    'A transfer list: an order that moves many persons between posts, recorded as one act.',
  ),
})
export class Transfer extends Node {
  @Field(() => String, { description: described('คำสั่งที่', 'Number of the order.') }) number!: string
  @Field(() => Day, { description: described('ลงวันที่', 'Day of the order.') }) dated!: string
  @Field(() => String, { nullable: true, description: described('ผู้ออกคำสั่ง', 'Who issued it.') }) issuer?: string | null
  @Field(() => String, {
    nullable: true,
    description: described('เหตุผลที่ยกเลิก ว่างเมื่อคำสั่งมีผล', 'Why the whole list was cancelled; null while it stands.'),
  })
  cancelled?: string | null
  @From((row: Asked<TransferRow>) => partsOf(row.moves, row))
  @Field(() => [Move], { description: described('การย้ายทุกรายตามลำดับในคำสั่ง', 'The moves in the order of the list.') })
  moves!: unknown[]
}
