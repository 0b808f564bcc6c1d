import { Seat, StandingEnum } from '@prasan/committees/reading'
import { Person, Post } from '@prasan/directory/reading'
import { choice, described, label } from '@prasan/event-sourcing'
import { Bilingual, Day, enumOf } from '@prasan/graphql'
import { Field, Int, ObjectType } from '@nestjs/graphql'

export const SeatState = choice(
  'SeatState',
  {
    filled: ['มีผู้ดำรงตำแหน่ง', 'filled'],
    acting: ['มีผู้รักษาการ', 'filled by somebody acting'],
    vacant: ['ว่าง', 'vacant'],
    holdOver: ['ครบวาระแล้ว ปฏิบัติหน้าที่จนกว่ามีผู้ได้รับแต่งตั้งใหม่', 'the term is over, held until the successor comes'],
  },
  label('สถานะของที่นั่ง', 'State of a seat'),
)

export const SeatStateEnum = enumOf(SeatState)

@ObjectType({
  description: described(
    'ผู้ปฏิบัติหน้าที่ในวันที่ถามถึง person ว่างเมื่อไม่มีผู้ใด และ since คือวันแรกที่ไม่มีผู้ใด',
    'Who answers on the day asked about. `person` is null when nobody does; `since` is then the first day without anybody.',
  ),
})
export class AnsweringNow {
  @Field(() => Person, {
    nullable: true,
    description: described('บุคคลที่ปฏิบัติหน้าที่ ว่างเมื่อไม่มี', 'The person who answers; null when nobody does.'),
  })
  person?: unknown
  @Field(() => Post, {
    nullable: true,
    description: described(
      'ตำแหน่งที่บุคคลนั้นปฏิบัติหน้าที่ ว่างเมื่อไม่ได้มาโดยตำแหน่ง',
      'The post by which that person answers; null where it is not by a post.',
    ),
  })
  post?: unknown
  @Field(() => StandingEnum, { nullable: true }) manner?: string | null
  @Field(() => Day, {
    nullable: true,
    description: described('ตั้งแต่วันที่ ว่างเมื่อก่อนเริ่มบันทึกหรือไม่ทราบ', 'From which day; null: since before the record begins, or not known.'),
  })
  since?: string | null
}

@ObjectType({
  description: described(
    'ระเบียบของคณะที่มีผลต่อที่นั่งเอง โดยไม่ต้องมีผู้ใดวินิจฉัย',
    'A rule of the body that says something of a seat by itself, without anybody deciding it.',
  ),
})
export class RuleOfTheBody {
  @Field(() => String, {
    description: described('ชื่อกฎ เช่น HoldOverUntilSuccessor ไม่เปลี่ยน', 'The rule as a sentence, as in HoldOverUntilSuccessor; stable.'),
  })
  code!: string
  @Field(() => Bilingual, { description: described('คำอธิบายสำหรับผู้ใช้', 'What to tell the user.') }) message!: Bilingual
}

@ObjectType({ description: described('ที่นั่งและผู้ดำรงตำแหน่งในวันที่ถามถึง', 'A seat and who sits there on the day asked about.') })
export class Occupancy {
  @Field(() => Seat) seat!: unknown
  @Field(() => SeatStateEnum, {
    description: described('มีผู้ดำรงตำแหน่งหรือว่าง ในวันที่ถามถึง', 'Whether somebody sits there, on the day asked about.'),
  })
  state!: string
  @Field(() => AnsweringNow, {
    nullable: true,
    description: described('ผู้ดำรงตำแหน่งในคณะ ไม่มีค่าเมื่อที่นั่งว่าง', 'Who sits there; null when the seat is vacant.'),
  })
  occupant?: unknown
  @Field(() => Int, {
    nullable: true,
    description: described(
      'ว่างมากี่วัน นับวันที่ถามถึงด้วย ไม่มีค่าเมื่อมีผู้ดำรงตำแหน่งหรือไม่ทราบว่าว่างตั้งแต่เมื่อใด',
      'Days without anybody, the day asked about included; null when filled or when nobody knows since when.',
    ),
  })
  vacantDays?: number | null
}
