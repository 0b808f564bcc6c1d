import { described } from '@prasan/event-sourcing'
import { Answerable, Bilingual, Day, Node, enumOf } from '@prasan/graphql'
import { Field, ObjectType } from '@nestjs/graphql'
import { AreaLevel } from '../domain/area.js'
import { OrganizationKind } from '../domain/organization/events.js'
import { Manner } from '../domain/post/events.js'

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
  @Field(() => Bilingual, { description: described('ชื่อเต็ม', 'The full name.') }) name!: Bilingual
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
}

@ObjectType({ implements: () => [Node], description: described('อำนาจหน้าที่', 'What an organization is there to do.') })
export class MandateClause extends Node {
  @Field(() => Bilingual, { description: described('ข้อความของอำนาจหน้าที่', 'What it is there to do.') }) text!: Bilingual
  @Field(() => String, { nullable: true, description: described('ฐานกฎหมาย', 'The law or order that says so.') }) source?: string | null
}

@ObjectType({
  implements: () => [Node],
  description: described('การมอบอำนาจ', 'The holder of a post has somebody else act in a matter; who answers for the post stays.'),
})
export class Delegation extends Node {
  @Field(() => String) scope!: string
}

@ObjectType({
  implements: () => [Node],
  description: described('บุคคลดำรงตำแหน่ง ตั้งแต่วันหนึ่งถึงก่อนอีกวันหนึ่ง', 'A person holds a post, from a day until the day before another.'),
})
export class RoleAssignment extends Node {
  @Field(() => MannerEnum) manner!: Manner
  @Field(() => Day, {
    nullable: true,
    description: described('ดำรงตั้งแต่วันที่ ว่างเมื่อก่อนเริ่มบันทึก', 'First day; null: since before the record begins.'),
  })
  from?: string | null
  @Field(() => Day, {
    nullable: true,
    description: described('วันแรกที่ไม่ได้ดำรงแล้ว ว่างเมื่อไม่ทราบวันสิ้นสุด', 'First day on which it no longer holds; null: no end is known.'),
  })
  until?: string | null
  @Field(() => String, { nullable: true, description: described('เลขที่คำสั่ง ว่างเมื่อไม่ได้บันทึก', 'Number of the order; null: not recorded.') })
  order?: string | null
  post!: string
  person!: string
}
