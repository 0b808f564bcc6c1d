import { described } from '@prasan/event-sourcing'
import { type Asked, DateTime, Day, From, Node, type RequestContext, enumOf, idOf, listOf, wordOf } from '@prasan/graphql'
import { Organization } from '@prasan/directory/reading'
import { Field, Int, ObjectType } from '@nestjs/graphql'
import { WebhookState, WebhookTopic } from '../domain/webhook/events.js'
import { type WebhookRow, countToTell, webhooks } from '../views/webhooks/queries.js'

export const WebhookTopicEnum = enumOf(WebhookTopic)
export const WebhookStateEnum = enumOf(WebhookState)

@ObjectType({ description: described('สิ่งที่เว็บฮุกส่งไม่สำเร็จ', 'What a webhook does not take.') })
export class WebhookFailure {
  @Field(() => Int, {
    description: described('ลำดับในบันทึกของเหตุการณ์ที่ส่งไม่สำเร็จ', 'The event of the log that was not taken; those behind it wait.'),
  })
  logNumber!: number
  @Field(() => Int, { description: described('ส่งแล้วกี่ครั้ง', 'How often it was sent.') }) attempts!: number
  @Field(() => String, {
    description: described(
      'สิ่งที่ได้รับตอบ เช่น HTTP 503 หรือ TimedOut',
      'What came of it last, as in `HTTP 503`, `TimedOut`, `NameNotFound` or `AddressNotPublic`.',
    ),
  })
  problem!: string
  @Field(() => DateTime, { description: described('ส่งอีกครั้งเมื่อ', 'When it is sent again, unless it was given up.') }) again!: string
}

@ObjectType({
  implements: () => [Node],
  description: described(
    'ที่อยู่ที่ระบบแจ้งโปรแกรมของภาคีเมื่อมีการบันทึก ตามมาตรฐาน Standard Webhooks',
    'An address at which a partner’s program is told what is recorded, by Standard Webhooks.',
  ),
})
export class Webhook extends Node {
  @Field(() => Organization, { nullable: true, description: described('หน่วยงานเจ้าของโปรแกรม', 'Whose program it is.') })
  organization?: unknown
  @Field(() => String, { description: described('ที่อยู่ของโปรแกรม', 'Where the program receives.') }) url!: string
  @Field(() => [WebhookTopicEnum], { description: described('เรื่องที่แจ้ง', 'What it is told of.') }) topics!: string[]
  @Field(() => Node, {
    nullable: true,
    description: described(
      'เฉพาะที่เกี่ยวกับสิ่งนี้และสิ่งที่เป็นของสิ่งนี้',
      'Only what concerns this and what is, was or is to be of it; everything where it is null.',
    ),
  })
  about?: unknown
  @Field(() => WebhookStateEnum, { description: described('สถานะในวันที่ถามถึง', 'On the day asked about.') }) state!: string
  @Field(() => String, { nullable: true, description: described('เหตุผลที่ปิด', 'Why it was disabled.') }) reason?: string | null
  @Field(() => Day, { description: described('ลงทะเบียนเมื่อ', 'When it was registered.') }) registeredOn!: string
  @Field(() => Int, {
    description: described(
      'ส่งถึงลำดับใดในบันทึก ปรับอย่างช้าทุกห้านาที',
      'Through which event of the log it was told, as recorded: five minutes late at most.',
    ),
  })
  delivered!: number
  @Field(() => Int, { description: described('เหตุการณ์ในเรื่องเหล่านี้หลังจากนั้น', 'Events of its topics behind that one.') })
  @From((row: Asked<WebhookRow>, request: RequestContext) =>
    request.ask(countToTell, { after: row.delivered, to: row.asOf.log ?? request.logNumber, topics: row.topics }),
  )
  waiting!: number
  @Field(() => WebhookFailure, {
    nullable: true,
    description: described('ที่ส่งไม่สำเร็จ ว่างเมื่อไม่มี', 'What it does not take; null while all is taken.'),
  })
  failing?: unknown
  @Field(() => DateTime, { nullable: true, description: described('ส่งไม่สำเร็จตั้งแต่', 'Since when nothing was taken.') })
  failingSince?: string | null
}

export const webhookLists = [
  listOf(webhooks, Webhook, {
    description: described(
      'เว็บฮุกที่ลงทะเบียนไว้ ลงทะเบียนล่าสุดก่อน',
      'The webhooks that were registered, those registered last first, and how far each was told.',
    ),
    args: {
      organization: idOf('organization', described('เฉพาะของหน่วยงานนี้', 'Only those of this organization.')),
      state: wordOf(WebhookStateEnum, described('เฉพาะที่อยู่ในสถานะนี้', 'Only those in this state.')),
    },
  }),
]
