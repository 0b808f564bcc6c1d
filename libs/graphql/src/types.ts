/** Object types that every context's API shares. */
import { Disclosure, categoryOf, type AsOf } from '@prasan/event-sourcing'
import { Field, ID, InputType, Int, InterfaceType, ObjectType } from '@nestjs/graphql'
import { enumOf } from './naming.js'
import { DateTime, Day } from './scalars.js'

/** GraphQL type names by category: filled by the contexts' nodes, read by the interfaces below. */
export const typeNames = new Map<string, string>()
const resolveType = ({ id }: { id: string }) => typeNames.get(categoryOf(id))

@ObjectType({ description: 'A text in Thai, which documents print, and in English where somebody wrote it.' })
export class Bilingual {
  @Field(() => String) th!: string
  @Field(() => String, { nullable: true }) en?: string | undefined
}

@InterfaceType({ description: 'Anything with an id of its own; ask for it by `node(id)`.', resolveType })
export abstract class Node {
  @Field(() => ID) id!: string
  asOf!: AsOf
}

@InterfaceType({
  description: 'What can answer for a promise: a post, a seat, an organization or a committee. Never a person.',
  implements: () => [Node],
  resolveType,
})
export abstract class Answerable extends Node {
  @Field(() => Bilingual, { description: 'ชื่อที่ใช้แสดง · The name to show.' }) label!: Bilingual
  @Field(() => Day, {
    nullable: true,
    description: 'วันที่สิ้นสุด · First day on which it is no more, where that day has come: everything else is then as on its last day.',
  })
  endedOn?: string | null
}

const DisclosureEnum = enumOf(Disclosure)

@ObjectType({ description: 'ไฟล์แนบ · A file attached to something.' })
export class AttachedFile {
  @Field(() => String) name!: string
  @Field(() => String, { description: 'As in application/pdf.' }) mediaType!: string
  @Field(() => Int, { description: 'Bytes.' }) size!: number
  @Field(() => String, { description: 'SHA-256 of the content, in hexadecimal.' }) digest!: string
  @Field(() => String, { description: 'Where this node gives the content, as in /files/…' }) link!: string
  @Field(() => DisclosureEnum) disclosure!: string
  @Field(() => DateTime) attachedAt!: string
}

@InterfaceType({ description: 'What files are attached to: orders, agenda items, minutes and commitments.' })
export abstract class Documented {
  @Field(() => [AttachedFile], { description: 'ไฟล์แนบ · In the order in which they were attached.' }) files!: AttachedFile[]
}

@InputType({
  description:
    'The moment a question is about. `effective`: what held in the world on that day. `known` or `logNumber`: as it was known then; all that is known now where both are left out.',
})
export class AsOfInput {
  @Field(() => Day, { nullable: true, description: 'วันที่มีผล · The day in the world; today in Bangkok where it is left out.' })
  effective?: string
  @Field(() => DateTime, { nullable: true, description: 'ตามที่ทราบ ณ เวลา · As known at that instant.' }) known?: string
  @Field(() => Int, { nullable: true, description: 'As known at that event of the log; not together with `known`.' }) logNumber?: number
}

/** Options of the `asOf` argument. */
export const AS_OF = { type: () => AsOfInput, nullable: true }

@ObjectType()
export class PageInfo {
  @Field(() => Boolean) hasNextPage!: boolean
  @Field(() => String, { nullable: true }) endCursor?: string | null
}

@ObjectType({ description: 'One thing the history tells, made from the event.' })
export class HistoryFact {
  @Field(() => Bilingual) label!: Bilingual
  @Field(() => Bilingual) value!: Bilingual
}

@ObjectType({ description: 'One event of a history, as a sentence.' })
export class HistoryEntry {
  @Field(() => String, { description: 'Name of the event.' }) type!: string
  @Field(() => Bilingual) sentence!: Bilingual
  @Field(() => [HistoryFact]) facts!: HistoryFact[]
  @Field(() => DateTime) recordedAt!: string
  @Field(() => Day, { nullable: true, description: 'The day from which it holds in the world, where the event names one.' }) effective?:
    string | null
  @Field(() => String, { description: 'The person or the part of the system that recorded it.' }) actor!: string
  @Field(() => ID, { nullable: true, description: 'The post acted for.' }) forPost?: string | null
  @Field(() => Int, { nullable: true, description: 'The n-th event of the log; null until the views have seen it.' }) logNumber?:
    number | null
  @Field(() => Int) revision!: number
  @Field(() => [String], { description: 'Rules of the body that this was recorded despite, each with the reason.' }) despite!: string[]
}
