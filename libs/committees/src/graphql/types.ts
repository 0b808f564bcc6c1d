import { Answerable, Bilingual, Node, enumOf } from '@prasan/graphql'
import { Field, Int, ObjectType } from '@nestjs/graphql'
import { CommitteeType, Office } from '../domain/committee.js'

const CommitteeTypeEnum = enumOf(CommitteeType)
const OfficeEnum = enumOf(Office)

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
  @Field(() => Boolean) votes!: boolean
  @Field(() => Boolean) countsForQuorum!: boolean
}
