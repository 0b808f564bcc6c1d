/** The sections of an agenda. */
import { described } from '@prasan/event-sourcing'
import { Bilingual } from '@prasan/graphql'
import { Field, Int, ObjectType } from '@nestjs/graphql'
import { SECTIONS } from '../domain/meeting/record.js'

@ObjectType({ description: described('หมวดของระเบียบวาระ', 'A section of an agenda.') })
export class AgendaSection {
  @Field(() => Int) section!: number
  @Field(() => Bilingual, { description: described('ชื่อหมวด', 'What it is called.') }) title!: Bilingual
}

/** The six customary sections. */
export const sectionsOf = () => SECTIONS.map((title, i) => ({ section: i + 1, title }))
