/** The notice of a meeting: its letter, and what went to each seat and came back. */
import { Seat, seatsByIds } from '@prasan/committees/reading'
import { Person, Post } from '@prasan/directory/reading'
import { described } from '@prasan/event-sourcing'
import { type Asked, Day, type RequestContext, partsOf } from '@prasan/graphql'
import { Field, ObjectType } from '@nestjs/graphql'
import { type MeetingRow, invitationsOf } from '../views/meetings/queries.js'

@ObjectType({ description: described('หนังสือเชิญประชุม', 'The notice of a meeting, as the letter says it.') })
export class Notice {
  @Field(() => String, { nullable: true, description: described('วิธีแจ้ง ว่างเมื่อไม่ได้บันทึก', 'How it was sent; null: not recorded.') })
  method?: string | null
  @Field(() => Boolean, {
    description: described('ระบุว่าหนึ่งในสามเป็นองค์ประชุมหรือไม่', 'Whether it says that one third will do.'),
  })
  oneThird!: boolean
  @Field(() => String, {
    nullable: true,
    description: described('ที่หนังสือ ตามทะเบียนของหน่วยงาน', 'Its number in the register of the office; null: not recorded.'),
  })
  letter?: string | null
  @Field(() => Post, {
    nullable: true,
    description: described('ตำแหน่งผู้ลงนาม ว่างเมื่อไม่ได้บันทึก', 'The post that signs it; null: not recorded.'),
  })
  signedBy?: unknown
  @Field(() => Day, { nullable: true, description: described('ตอบรับภายในวันที่', 'By when replies are asked for; null: no day is set.') })
  replyBy?: string | null
  @Field(() => String, {
    nullable: true,
    description: described('ส่วนราชการเจ้าของเรื่องและช่องทางติดต่อ', 'The office that sends it and how to reach it; null: not recorded.'),
  })
  contact?: string | null
}

@ObjectType({ description: described('การเชิญที่นั่งหนึ่งและคำตอบ', 'Of one seat: when it was invited, and what it answered last.') })
export class Invitation {
  @Field(() => Seat, { nullable: true }) seat?: unknown
  @Field(() => Day, {
    nullable: true,
    description: described('ส่งหนังสือเชิญเมื่อ ว่างเมื่อไม่ได้บันทึก', 'When it was sent the invitation; null: not recorded.'),
  })
  invitedOn?: string | null
  @Field(() => String, { nullable: true, description: described('วิธีส่ง ว่างเมื่อไม่ได้บันทึก', 'How it was sent; null: not recorded.') })
  method?: string | null
  @Field(() => Day, { nullable: true, description: described('ตอบเมื่อ ว่างเมื่อยังไม่ตอบ', 'When it answered; null: not yet.') })
  answeredOn?: string | null
  @Field(() => Boolean, {
    nullable: true,
    description: described('เข้าร่วมหรือไม่ ว่างเมื่อยังไม่ตอบ', 'Whether its occupant comes; null while it has not answered.'),
  })
  comes?: boolean | null
  @Field(() => Person, { nullable: true, description: described('ผู้มาประชุมแทน', 'Whom it sends instead; null: nobody is named.') })
  substitute?: unknown
  @Field(() => Post, { nullable: true, description: described('ตำแหน่งของผู้มาประชุมแทน', 'The post of the substitute.') })
  substitutePost?: unknown
  @Field(() => String, { nullable: true, description: described('ข้อความที่ตอบ', 'What else was answered.') }) word?: string | null
}

export const noticeOf = (row: Asked<MeetingRow>) => (row.notice === null ? null : partsOf([row.notice as object], row)[0])

/** Those of which anything is known on the day, in protocol order. */
export async function invitationsKnown({ id, day, asOf }: Asked<MeetingRow>, request: RequestContext) {
  const known = (await request.many(invitationsOf, id, asOf)).filter(
    ({ invitedOn, answeredOn }) => invitedOn !== null || answeredOn !== null,
  )
  const numbered = await Promise.all(
    known.map(async (row) => ({ row, number: (await request.one(seatsByIds, row.seat, { ...asOf, day }))?.number ?? Infinity })),
  )
  return numbered.toSorted((a, b) => a.number - b.number).map(({ row }) => row)
}
