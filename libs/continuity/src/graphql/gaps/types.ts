import { Person } from '@prasan/directory/reading'
import { choice, described, label } from '@prasan/event-sourcing'
import { Answerable, enumOf } from '@prasan/graphql'
import { Field, ID, InputType, ObjectType } from '@nestjs/graphql'

const GapReason = choice(
  'GapReason',
  {
    noDescription: ['ไม่ได้กำหนดหน้าที่', 'no duties are described'],
    notAcknowledged: ['ผู้ดำรงตำแหน่งยังไม่รับทราบหน้าที่', 'whoever has it did not acknowledge the duties'],
    noDeputy: ['ไม่มีผู้ทำหน้าที่แทน', 'nobody could stand in'],
  },
  label('สิ่งที่ขาด', 'What is missing'),
)
export const GapReasonEnum = enumOf(GapReason)

@ObjectType({ description: described('ตำแหน่งหรือที่นั่งที่บทบาทยังไม่ชัดเจน', 'A post or seat whose role is not clear, and what is missing.') })
export class Gap {
  @Field(() => Answerable, { nullable: true, description: described('ตำแหน่งหรือที่นั่ง', 'The post or seat.') }) place?: unknown
  @Field(() => [GapReasonEnum], { description: described('สิ่งที่ขาด', 'What is missing.') }) reasons!: string[]
  @Field(() => [Person], {
    description: described('ผู้ดำรงตำแหน่งที่ยังไม่รับทราบหน้าที่', 'Those who have it and did not acknowledge its duties as they are now.'),
  })
  notAcknowledgedBy!: unknown[]
}

@InputType({ description: described('ระบุอย่างใดอย่างหนึ่ง', 'Exactly one of these.') })
export class GapsFilterInput {
  @Field(() => ID, { nullable: true, description: described('ที่นั่งในคณะนี้', 'The seats of this body.') }) committee?: string | null
  @Field(() => ID, { nullable: true, description: described('ตำแหน่งในหน่วยงานนี้', 'The posts of this organization.') })
  organization?: string | null
  @Field(() => ID, {
    nullable: true,
    description: described(
      'ตำแหน่งและที่นั่งของคณะในพื้นที่นี้ เช่น area-56 ตำแหน่งที่ไม่ระบุพื้นที่ถือตามหน่วยงาน',
      'The posts of this area and the seats of its bodies, as in `area-56`; a post without an area is where its organization works.',
    ),
  })
  area?: string | null
}
