import { Answerable, Bilingual, Day, Node, enumOf } from '@prasan/graphql'
import { Field, ObjectType } from '@nestjs/graphql'
import { AreaLevel } from '../domain/area.js'
import { OrganizationKind } from '../domain/organization.js'
import { Manner } from '../domain/post.js'

const AreaLevelEnum = enumOf(AreaLevel)
const MannerEnum = enumOf(Manner)
const OrganizationKindEnum = enumOf(OrganizationKind)

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

@ObjectType({ implements: () => [Answerable, Node], description: 'A position in an organization, apart from those who hold it in turn.' })
export class Post extends Answerable {
  @Field(() => Bilingual) title!: Bilingual
}

@ObjectType({ description: 'A person holds a post, from a day until the day before another.' })
export class RoleAssignment {
  @Field(() => String) id!: string
  @Field(() => MannerEnum) manner!: Manner
  @Field(() => Day, { nullable: true, description: 'First day; null: since before the record begins.' }) from?: string | null
  @Field(() => Day, { nullable: true, description: 'First day on which it no longer holds; null: no end is known.' }) until?: string | null
  @Field(() => String, { nullable: true }) order?: string | null
  post!: string
  person!: string
}
