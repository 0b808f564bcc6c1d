import { described } from '@prasan/event-sourcing'
import { Answerable, Bilingual, Day, From, Node, enumOf } from '@prasan/graphql'
import { Field, ObjectType } from '@nestjs/graphql'
import { AreaLevel } from '../domain/area.js'
import { OrganizationKind } from '../domain/organization/events.js'
import { Manner } from '../domain/post/events.js'
import {
  type AssignmentRow,
  type ClauseRow,
  type DelegationRow,
  type PersonRow,
  delegationsOf,
  heldBy,
  holdersOf,
  lineOf,
  mandateOf,
} from '../views/directory/queries.js'
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
  @Field(() => Organization, { nullable: true }) organization?: unknown
  @Field(() => Area, { nullable: true }) area?: unknown
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
