import { described } from '@prasan/event-sourcing'
import { Field, Int, ObjectType } from '@nestjs/graphql'

@ObjectType({
  description: described(
    'การเตือนผู้รับผิดชอบและการยกระดับเมื่อเกินกำหนด',
    'When owners are reminded of what they promised, and after how many days overdue it goes up, and to whom.',
  ),
})
export class ChaseRules {
  @Field(() => [Int], { description: described('เตือนก่อนครบกำหนด (วัน)', 'The owner is reminded so many days before it is due.') })
  beforeDays!: number[]
  @Field(() => Boolean, { description: described('เตือนในวันครบกำหนด', 'Whether the owner is reminded on the day it is due.') })
  onDueDay!: boolean
  @Field(() => Int, {
    description: described(
      'เตือนซ้ำทุกกี่วันหลังครบกำหนด และเตือนผู้ที่ต้องดำเนินการก่อนทุกกี่วันขณะที่รอ',
      'Reminded again every so many days after it was due; and who has to act first, while it waits on somebody.',
    ),
  })
  everyDays!: number
  @Field(() => Int, {
    nullable: true,
    description: described(
      'เสนอเลขานุการเมื่อเกินกำหนดครบกี่วัน ว่างเมื่อข้ามขั้นนี้',
      'Goes up to the secretary when it is so many days overdue; null: it does not.',
    ),
  })
  secretaryAfterDays?: number | null
  @Field(() => Int, {
    nullable: true,
    description: described('เสนอประธานเมื่อเกินกำหนดครบกี่วัน ว่างเมื่อข้ามขั้นนี้', 'Goes up to the chair; null: it does not.'),
  })
  chairAfterDays?: number | null
  @Field(() => Int, {
    nullable: true,
    description: described(
      'เสนอคณะที่อยู่เหนือขึ้นไปเมื่อเกินกำหนดครบกี่วัน ว่างเมื่อข้ามขั้นนี้',
      'Goes up to the body above, where there is one; null: it does not.',
    ),
  })
  parentAfterDays?: number | null
  @Field(() => Int, {
    description: described(
      'เมื่อรับทราบการยกระดับโดยไม่ระบุวัน การติดตามหยุดไว้กี่วัน',
      'The chase rests for so many days on an acknowledgment that names no day.',
    ),
  })
  restDays!: number
}
