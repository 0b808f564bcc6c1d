import { described } from '@prasan/event-sourcing'
import { Day, Node, enumOf } from '@prasan/graphql'
import { Field, ObjectType } from '@nestjs/graphql'
import { FeedState } from '../domain/feed.js'

export const FeedStateEnum = enumOf(FeedState)

@ObjectType({
  implements: () => [Node],
  description: described(
    'ปฏิทินของคณะ ตำแหน่ง หรือบุคคล ที่โปรแกรมปฏิทินติดตามด้วยที่อยู่ลับ ซึ่งไม่แสดงอีกหลังจากเปิด',
    'A calendar of a committee, a post or a person that programs follow at a secret address, which is not told again once it is opened.',
  ),
})
export class Feed extends Node {
  @Field(() => Node, {
    nullable: true,
    description: described('ปฏิทินของคณะ ตำแหน่ง หรือบุคคลใด', 'The committee, post or person whose meetings it shows.'),
  })
  of?: unknown
  @Field(() => Boolean, {
    description: described('แสดงวันครบกำหนดของข้อผูกพันที่ยังไม่แล้วเสร็จด้วย', 'Whether it shows the due dates of open commitments too.'),
  })
  dueDates!: boolean
  @Field(() => FeedStateEnum, { description: described('สถานะในวันที่ถามถึง', 'On the day asked about.') }) state!: string
  @Field(() => Day, { description: described('เปิดเมื่อ', 'When it was opened.') }) openedOn!: string
  @Field(() => Day, { nullable: true, description: described('ยกเลิกเมื่อ', 'When its address was revoked; null while it answers.') })
  revokedOn?: string | null
  @Field(() => String, { nullable: true, description: described('เหตุผลที่ยกเลิก', 'Why it was revoked.') }) reason?: string | null
}
