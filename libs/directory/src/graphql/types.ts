import { Answerable, Bilingual, Day, Node, enumOf } from '@prasan/graphql'
import { Field, ObjectType } from '@nestjs/graphql'
import { AreaLevel } from '../domain/area.js'
import { OrganizationKind } from '../domain/organization/events.js'
import { Manner } from '../domain/post/events.js'

const AreaLevelEnum = enumOf(AreaLevel)
const MannerEnum = enumOf(Manner)
export const OrganizationKindEnum = enumOf(OrganizationKind)

@ObjectType({ implements: () => [Node], description: 'A province, district, sub-district or village, by official code (DOPA, TIS 1099).' })
export class Area extends Node {
  @Field(() => String) code!: string
  @Field(() => AreaLevelEnum) level!: string
  @Field(() => Bilingual) name!: Bilingual
}

@ObjectType({
  implements: () => [Answerable, Node],
  description: 'An agency, NGO, network or local authority. It answers by its head post.',
})
export class Organization extends Answerable {
  @Field(() => Bilingual) name!: Bilingual
  @Field(() => OrganizationKindEnum) kind!: string
}

@ObjectType({ description: 'The parts of a name in one language.' })
export class NameParts {
  @Field(() => String, { nullable: true }) prefix?: string
  @Field(() => String) given!: string
  @Field(() => String, { nullable: true }) middle?: string
  @Field(() => String, { nullable: true }) family?: string
}

@ObjectType({
  implements: () => [Node],
  description: 'A human. The name is stored encrypted; after an erasure a placeholder stands in its place.',
})
export class Person extends Node {
  @Field(() => Bilingual, { description: 'ชื่อเต็ม · The full name.' }) name!: Bilingual
}

@ObjectType({ description: 'ช่องทางติดต่อ · The ways to reach a person; stored encrypted.' })
export class PersonContacts {
  @Field(() => String, { nullable: true, description: 'โทรศัพท์ · Telephone.' }) phone?: string | undefined
  @Field(() => String, { nullable: true, description: 'อีเมล · E-mail.' }) email?: string | undefined
  @Field(() => String, { nullable: true, description: 'ไลน์ · LINE.' }) line?: string | undefined
}

@ObjectType({ implements: () => [Answerable, Node], description: 'A position in an organization, apart from those who hold it in turn.' })
export class Post extends Answerable {
  @Field(() => Bilingual) title!: Bilingual
  @Field(() => Bilingual, { nullable: true, description: 'หน้าที่ความรับผิดชอบ · What its holder has to do, on the day asked about.' })
  duties?: Bilingual | null
}

@ObjectType({ implements: () => [Node], description: 'อำนาจหน้าที่ · What an organization is there to do.' })
export class MandateClause extends Node {
  @Field(() => Bilingual) text!: Bilingual
  @Field(() => String, { nullable: true, description: 'ฐานกฎหมาย · The law or order that says so.' }) source?: string | null
}

@ObjectType({
  implements: () => [Node],
  description: 'การมอบอำนาจ · The holder of a post has somebody else act in a matter; who answers for the post stays.',
})
export class Delegation extends Node {
  @Field(() => String) scope!: string
}

@ObjectType({ implements: () => [Node], description: 'A person holds a post, from a day until the day before another.' })
export class RoleAssignment extends Node {
  @Field(() => MannerEnum) manner!: Manner
  @Field(() => Day, { nullable: true, description: 'First day; null: since before the record begins.' }) from?: string | null
  @Field(() => Day, { nullable: true, description: 'First day on which it no longer holds; null: no end is known.' }) until?: string | null
  @Field(() => String, { nullable: true }) order?: string | null
  post!: string
  person!: string
}
