/** The sections of an agenda. */
import { described } from '@prasan/event-sourcing'
import { rulesOfBodies } from '@prasan/committees/reading'
import { type Asked, Bilingual, type RequestContext } from '@prasan/graphql'
import { Field, Int, ObjectType } from '@nestjs/graphql'
import { SECTIONS } from '../domain/meeting/record.js'
import type { MeetingRow } from '../views/meetings/queries.js'

@ObjectType({ description: described('หมวดของระเบียบวาระ', 'A section of an agenda.') })
export class AgendaSection {
  @Field(() => Int) section!: number
  @Field(() => Bilingual, { description: described('ชื่อหมวด', 'What it is called.') }) title!: Bilingual
}

/** The six customary sections, with the titles that the rules of the host have for them on the day of the meeting. */
export async function sectionsOf({ host, day, asOf }: Asked<MeetingRow>, request: RequestContext) {
  const { agenda = [] } = (await request.map(rulesOfBodies, host, { ...asOf, day })) ?? {}
  return SECTIONS.map((title, i) => ({ section: i + 1, title: agenda.find(({ section }) => section === i + 1)?.title ?? title }))
}
