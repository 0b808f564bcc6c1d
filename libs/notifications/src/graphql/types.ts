import { choice, described } from '@prasan/event-sourcing'
import { Answerable, Day, From, Node, enumOf, partsOf } from '@prasan/graphql'
import { Person } from '@prasan/directory/reading'
import { Field, Int, ObjectType } from '@nestjs/graphql'
import { NoticeKind, Through, Trouble } from '../domain/delivery/events.js'
import { Channel, Language } from '../domain/preference.js'
import type { DeliveryRow } from '../views/deliveries/queries.js'

export const DeliveryState = choice('DeliveryState', {
  waiting: ['รอส่ง', 'waits to be sent, for the first time or again'],
  sending: ['กำลังส่ง', 'is being sent'],
  delivered: ['ส่งแล้ว', 'was taken by the other side'],
  undeliverable: ['ส่งไม่ได้', 'cannot be delivered: somebody has to look at it'],
})
export const DeliveryStateEnum = enumOf(DeliveryState)
const ChannelEnum = enumOf(Channel)
const LanguageEnum = enumOf(Language)
const KindEnum = enumOf(NoticeKind)
const ThroughEnum = enumOf(Through)
const TroubleEnum = enumOf(Trouble)

@ObjectType({ description: described('เรื่องหนึ่งที่แจ้ง', 'One thing that a digest tells of.') })
export class DigestNotice {
  @Field(() => KindEnum, { description: described('เรื่องอะไร', 'What of.') }) kind!: string
  @Field(() => Node, { nullable: true, description: described('เกี่ยวกับ', 'What it is about; null where that no longer holds.') })
  about?: unknown
  @Field(() => Answerable, {
    nullable: true,
    description: described('แจ้งในฐานะผู้รับผิดชอบใด', 'For which post, seat, organization or committee the person was told.'),
  })
  to?: unknown
  @Field(() => Day, { nullable: true, description: described('กำหนดหรือวันประชุม', 'When it is due, or held.') }) day?: string | null
}

@ObjectType({
  implements: () => [Node],
  description: described(
    'เรื่องที่แจ้งบุคคลหนึ่งในวันหนึ่ง และผลการส่ง ไม่มีที่อยู่อีเมลหรือไลน์',
    'What a person is told on a day, and what became of the sending. The address is not in it: it is among the contacts of the person.',
  ),
})
export class Delivery extends Node {
  @Field(() => Person, { nullable: true, description: described('แจ้งใคร', 'Who is told.') }) person?: unknown
  @Field(() => Day, { description: described('เรื่องของวันที่', 'Of which day it is.') }) day!: string
  @Field(() => ChannelEnum, { description: described('ช่องทางที่บุคคลเลือก', 'The channel that the person chose.') }) channel!: string
  @Field(() => LanguageEnum, { description: described('ภาษา', 'The language.') }) language!: string
  @Field(() => ThroughEnum, {
    nullable: true,
    description: described('ส่งทางใด ว่างก่อนเริ่มส่ง', 'Through what it was sent; null until somebody begins to.'),
  })
  through?: string | null
  @Field(() => DeliveryStateEnum, { description: described('สถานะ', 'What became of it, by the day asked about.') }) state!: string
  @Field(() => Day, { description: described('อยู่ในสถานะนี้ตั้งแต่', 'Since when that is so.') }) since!: string
  @Field(() => TroubleEnum, {
    nullable: true,
    description: described('เหตุที่ส่งไม่ได้หรือยังส่งไม่ได้', 'Why it was not delivered, or not yet; null where nothing is amiss.'),
  })
  why?: string | null
  @Field(() => String, { nullable: true, description: described('รหัสที่ปลายทางตอบ', 'What the other side answered, as 550 5.1.1.') })
  code?: string | null
  @Field(() => Int, { description: described('เริ่มส่งกี่ครั้ง', 'How often somebody began to send it.') }) times!: number
  @Field(() => Boolean, {
    description: described('อาจถึงปลายทางเกินหนึ่งครั้ง', 'Whether it may have arrived more than once; then the message said so.'),
  })
  repeated!: boolean
  @From((row: DeliveryRow & { asOf: never }) => partsOf(row.notices as object[], row))
  @Field(() => [DigestNotice], { description: described('เรื่องที่แจ้ง', 'What it tells of.') })
  notices!: DigestNotice[]
}

@ObjectType({
  implements: () => [Node],
  description: described('ช่องทางและภาษาที่บุคคลเลือกรับแจ้ง', 'How a person chose to be told.'),
})
export class Preference extends Node {
  @Field(() => Person, { nullable: true, description: described('บุคคล', 'Whose it is.') }) person?: unknown
  @Field(() => ChannelEnum, { description: described('ช่องทาง', 'The channel.') }) channel!: string
  @Field(() => LanguageEnum, { description: described('ภาษา', 'The language.') }) language!: string
}
