import { described, recurrenceInWords } from '@prasan/event-sourcing'
import { type Asked, Bilingual, Day, From, enumOf } from '@prasan/graphql'
import { Field, ObjectType } from '@nestjs/graphql'
import { MeetingMode } from '../domain/committee/shapes.js'
import { type RhythmRow } from '../views/committees/queries.js'

export const MeetingModeEnum = enumOf(MeetingMode)

@ObjectType({
  description: described(
    'กำหนดประชุมประจำของคณะ: วันใดบ้างที่ควรประชุม และเสนอเวลา สถานที่ รูปแบบใด ส่วน `Cadence` นับเพียงว่าทั้งปีประชุมกี่ครั้ง',
    'The rhythm by which a body meets: on which days it should, and what it proposes for them. `Cadence` only counts how often it met in a year.',
  ),
})
export class Rhythm {
  @Field(() => String, { description: described('กฎการประชุมซ้ำ (RRULE ตาม RFC 5545)', 'The rule of recurrence, an RRULE of RFC 5545.') })
  rrule!: string
  @From(({ rrule, validFrom }: Asked<RhythmRow>) => recurrenceInWords(rrule, validFrom ?? undefined))
  @Field(() => Bilingual, { description: described('กฎนั้นเป็นข้อความ', 'The same in words, as in “every month on the 2nd Tuesday”.') })
  words!: Bilingual
  @From('validFrom')
  @Field(() => Day, { description: described('วันแรกที่ใช้', 'The first day on which it holds.') })
  from!: string
  @From('validTo')
  @Field(() => Day, {
    nullable: true,
    description: described('วันแรกที่ไม่ใช้แล้ว ว่างเมื่อใช้ต่อไป', 'The first day on which it no longer does; null while no end is known.'),
  })
  until?: string | null
  @Field(() => String, { nullable: true, description: described('เวลาที่เสนอ', 'The time that it proposes, `HH:MM`.') }) startsAt?:
    string | null
  @Field(() => String, { nullable: true, description: described('สถานที่ที่เสนอ', 'The place that it proposes.') }) place?: string | null
  @Field(() => MeetingModeEnum, { nullable: true, description: described('รูปแบบที่เสนอ', 'The mode that it proposes.') }) mode?: string | null
}
