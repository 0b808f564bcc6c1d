import { described } from '@prasan/event-sourcing'
import { enumOf } from '@prasan/graphql'
import { Field, Int, ObjectType } from '@nestjs/graphql'
import { ExtensionDecider, Priority } from '../domain/committee/promise-rules.js'

export const PriorityEnum = enumOf(Priority)
const ExtensionDeciderEnum = enumOf(ExtensionDecider)

@ObjectType({
  description: described('การขยายเวลาข้อผูกพันที่คณะติดตาม', 'How often what the body watches over may be extended, and who decides that.'),
})
export class ExtensionRule {
  @Field(() => Int, {
    nullable: true,
    description: described('ขยายเวลาได้ไม่เกิน (ครั้ง) ว่างเมื่อไม่จำกัด', 'How often one commitment may be extended; null: no limit.'),
  })
  limit?: number | null
  @Field(() => ExtensionDeciderEnum, {
    nullable: true,
    description: described('ผู้อนุมัติ ว่างเมื่อไม่กำหนด', 'Who decides it; null: the rules do not say.'),
  })
  decidedBy?: string | null
}
