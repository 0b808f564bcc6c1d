import { described } from '@prasan/event-sourcing'
import { Bilingual, Day } from '@prasan/graphql'
import { Field, ObjectType } from '@nestjs/graphql'

@ObjectType({ description: described('สิ่งที่ผู้รับผิดชอบปรับจากข้อสั่งการ', 'What the owner made of a directive where it works.') })
export class Adaptation {
  @Field(() => Day, { description: described('ปรับเมื่อ', 'The day on which it was adapted last.') }) on!: string
  @Field(() => String, { description: described('เหตุผล', 'Why.') }) reason!: string
  @Field(() => Bilingual, { description: described('เรื่องตามที่สั่ง', 'The title as it was asked.') }) askedTitle!: Bilingual
  @Field(() => Day, { description: described('กำหนดตามที่สั่ง', 'The due date as it was asked.') }) askedDueOn!: string
}
