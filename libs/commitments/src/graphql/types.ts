import { AnsweringNow, ownersEnded } from '@prasan/answering/reading'
import { MandateClause, Person, Post, RoleAssignment } from '@prasan/directory/reading'
import { Committee, PriorityEnum } from '@prasan/committees/reading'
import { Answerable, type Asked, Bilingual, Day, Documented, From, Node, enumOf } from '@prasan/graphql'
import { ActionPlan } from '@prasan/plans/reading'
import { choice, described, label } from '@prasan/event-sourcing'
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql'
import {
  type Bucket,
  type CommitmentOrder,
  type CommitmentRow,
  type ObstacleRow,
  bucketOf,
  delegationsOf,
  obstaclesOf,
} from '../views/commitments/queries.js'
import { Adaptation } from './adaptation.js'
import type { Adapted } from '../domain/commitment/adaptation.js'
import { answeringNow, daysOverdue, holdersSinceMade, madeBy, silentDays } from './commitment.js'
import { latenessShown, waitingDays } from './lateness.js'
import { Lateness } from './lateness-types.js'

export const AgeingBucketWord = choice(
  'AgeingBucket',
  {
    DAYS_1_7: ['ล่าช้า 1–7 วัน', '1 to 7 days overdue'],
    DAYS_8_30: ['ล่าช้า 8–30 วัน', '8 to 30 days overdue'],
    DAYS_31_90: ['ล่าช้า 31–90 วัน', '31 to 90 days overdue'],
    OVER_90: ['ล่าช้าเกิน 90 วัน', 'more than 90 days overdue'],
  } satisfies Record<Bucket, [string, string]>,
  { description: described('จำนวนวันที่ล่าช้า: 1–7, 8–30, 31–90, เกิน 90', 'Days overdue: 1-7, 8-30, 31-90, over 90.') },
)
export const AgeingBucket = enumOf(AgeingBucketWord)

export const CommitmentState = choice(
  'CommitmentState',
  {
    open: ['กำลังดำเนินการ', 'open'],
    completed: ['รายงานว่าแล้วเสร็จ', 'reported complete'],
    verified: ['ตรวจรับแล้ว', 'verified'],
    withdrawn: ['ถอนแล้ว', 'withdrawn'],
  },
  label('สถานะของข้อผูกพัน', 'State of a commitment'),
)
export const WordKind = choice(
  'WordKind',
  {
    progress: ['รายงานความคืบหน้า', 'progress report'],
    obstacle: ['แจ้งอุปสรรค', 'an obstacle was raised'],
    answer: ['ตอบอุปสรรค', 'an obstacle was answered'],
    declined: ['ไม่รับดำเนินการ', 'the owner declined'],
    adapted: ['ปรับให้เข้ากับพื้นที่', 'the owner adapted it'],
    completion: ['รายงานว่าแล้วเสร็จ', 'reported complete'],
    returned: ['ส่งกลับให้ดำเนินการต่อ', 'returned as not done yet'],
    acknowledged: ['รับทราบการยกระดับ', 'an escalation was acknowledged'],
  },
  label('ประเภทของถ้อยคำ', 'On which occasion a word was said'),
)
export const Acceptance = choice(
  'Acceptance',
  { accepted: ['รับดำเนินการ', 'accepted'], declined: ['ไม่รับดำเนินการ', 'declined'] },
  label('คำตอบของผู้รับผิดชอบ', 'The owner’s own word'),
)
export const OrderOfCommitments = enumOf(
  choice(
    'CommitmentOrder',
    {
      OLDEST_DUE_FIRST: ['ครบกำหนดก่อนมาก่อน', 'the earliest due date first'],
      NEWEST_DUE_FIRST: ['ครบกำหนดทีหลังมาก่อน', 'the latest due date first'],
      OLDEST_MADE_FIRST: ['ให้คำมั่นก่อนมาก่อน', 'the oldest promise first'],
      NEWEST_MADE_FIRST: ['ให้คำมั่นทีหลังมาก่อน', 'the newest promise first'],
    } satisfies Record<CommitmentOrder, [string, string]>,
    { description: described('ลำดับตามวันครบกำหนดหรือวันที่ให้คำมั่น', 'By the due date, or by the day of the promise.') },
  ),
)
const AcceptanceEnum = enumOf(Acceptance)
export const CommitmentStateEnum = enumOf(CommitmentState)
const WordKindEnum = enumOf(WordKind)

@ObjectType({ description: described('ผู้ปฏิบัติหน้าที่ของผู้รับผิดชอบในวันที่ให้คำมั่น', 'Who answered for the owner on the day the promise was made.') })
export class MadeBy {
  @Field(() => Person, {
    nullable: true,
    description: described('บุคคลที่ปฏิบัติหน้าที่ในวันนั้น ว่างเมื่อไม่มี', 'The person who answered on that day; null when nobody did.'),
  })
  person?: unknown
  @Field(() => Post, {
    nullable: true,
    description: described(
      'ตำแหน่งของบุคคลนั้นในวันนั้น ว่างเมื่อไม่ได้มาโดยตำแหน่ง',
      'The post by which that person answered; null where it was not by a post.',
    ),
  })
  post?: unknown
  @Field(() => Day, { description: described('วันที่ให้คำมั่น', 'The day of the promise.') }) on!: string
}

@ObjectType({ description: described('ถ้อยคำล่าสุดเกี่ยวกับข้อผูกพัน', 'The latest word on a commitment.') })
export class LastWord {
  @Field(() => Day, { description: described('วันที่', 'The day of it.') }) on!: string
  @Field(() => String, {
    description: described('ผู้กล่าว: ตำแหน่งที่ทำในนาม หรือบุคคล หรือส่วนของระบบ', 'The post acted for, else the person or the part of the system.'),
  })
  by!: string
  @Field(() => WordKindEnum, { description: described('ประเภทของถ้อยคำ', 'On which occasion it was said.') }) kind!: string
  @Field(() => String, { description: described('ถ้อยคำ', 'What was said.') }) text!: string
}

@ObjectType({ description: described('ความคืบหน้าเป็นจำนวน เช่น ๔๑ จาก ๗๒ หมู่บ้าน', 'How much of a number is done, as 41 of 72 villages.') })
export class CountedProgress {
  @Field(() => Int, { description: described('ทำแล้ว', 'How many are done.') }) done!: number
  @Field(() => Int, { description: described('จากทั้งหมด', 'Of how many.') }) of!: number
  @Field(() => String, { nullable: true, description: described('หน่วยนับ', 'What is counted.') }) unit?: string | null
}

@ObjectType({
  description: described('การมอบหมายงานต่อจากผู้รับผิดชอบ', 'Work on a commitment that was given on, by its owner or by who had it.'),
})
export class SubDelegation {
  @Field(() => Answerable, { nullable: true, description: described('ผู้รับมอบหมาย', 'To whom it is given on.') }) delegate?: unknown
  @Field(() => Answerable, { nullable: true, description: described('ผู้มอบหมาย', 'Who gave it on: the owner, or who had it.') })
  delegator?: unknown
  @Field(() => Day, { description: described('ตั้งแต่วันที่', 'Since which day.') }) since!: string
  @Field(() => String, { nullable: true, description: described('งานส่วนใด ว่างคือทั้งหมด', 'Which part of it; null: all of it.') }) what?:
    string | null
  @Field(() => Day, { nullable: true, description: described('ภายในวันที่ ว่างเมื่อไม่ได้กำหนด', 'By which day; null where none was set.') })
  dueOn?: string | null
}

@ObjectType({
  implements: () => [Documented, Node],
  description: described(
    'ข้อผูกพันที่มีผู้รับผิดชอบและกำหนดแล้วเสร็จ ผู้รับผิดชอบไม่ใช่ตัวบุคคล จึงคงอยู่แม้ผู้ให้คำมั่นพ้นจากตำแหน่งไป',
    'A promise with an owner and a due date. The owner is never a person, so it outlives whoever made it.',
  ),
})
export class Commitment extends Node {
  @Field(() => Bilingual, {
    description: described('เรื่อง', 'What is promised; in the words of its owner where these adapted a directive.'),
  })
  title!: Bilingual
  @Field(() => Day, { description: described('กำหนดแล้วเสร็จ', 'The present due date. Overdue from the day after.') }) dueOn!: string
  @Field(() => Day, { description: described('กำหนดเดิม ซึ่งการขยายเวลาไม่เปลี่ยน', 'The first due date, which extensions keep.') })
  originalDueOn!: string
  @Field(() => Day) madeOn!: string
  @Field(() => Int, { description: described('ขยายเวลากี่ครั้ง', 'How often it was extended.') }) extensions!: number
  @Field(() => CommitmentStateEnum, { description: described('สถานะในวันที่ถามถึง', 'Its state on the day asked about.') }) state!: string
  @Field(() => AcceptanceEnum, {
    nullable: true,
    description: described(
      'คำตอบของผู้รับผิดชอบต่อสิ่งที่ได้รับมอบหมาย ว่างเมื่อยังไม่ตอบ',
      'The owner’s own word on what it was assigned; null while it has said nothing.',
    ),
  })
  owned?: string | null
  @From(
    ({ adapted, askedTitle, originalDueOn }: CommitmentRow) =>
      adapted && { ...(adapted as Adapted), askedTitle, askedDueOn: originalDueOn },
  )
  @Field(() => Adaptation, {
    nullable: true,
    description: described(
      'สิ่งที่ผู้รับผิดชอบปรับจากข้อสั่งการ ว่างเมื่อไม่ได้ปรับ',
      'What its owner adapted of the directive that it comes from; null where nothing is.',
    ),
  })
  adapted?: unknown
  @From(silentDays)
  @Field(() => Int, {
    nullable: true,
    description: described(
      'ผู้รับผิดชอบยังไม่ตอบว่ารับหรือไม่รับมาแล้วกี่วัน ว่างเมื่อตอบแล้วหรือไม่ได้ดำเนินการอยู่',
      'Days that the owner has neither accepted nor declined it, since it became its own; null once it has, or where it is not open.',
    ),
  })
  silentDays?: number | null
  @Field(() => PriorityEnum, { description: described('ความเร่งด่วนในวันที่ถามถึง', 'How pressing it is on the day asked about.') })
  priority!: string
  @From(({ owner, state, asOf }: Asked<CommitmentRow>, request) => (state === 'open' ? request.map(ownersEnded, owner, asOf) : null))
  @Field(() => Day, {
    nullable: true,
    description: described(
      'ไม่มีผู้รับช่วงตั้งแต่',
      'The first day on which its owner was no more and nobody had taken it over; null while somebody owns it or it is not open.',
    ),
  })
  orphanedSince?: string | null
  @Field(() => Day, {
    nullable: true,
    description: described('วันครบกำหนดที่ขอ ขณะที่คำขอยังรอคำตอบ', 'The due date asked for, while the request waits for its answer.'),
  })
  requestedDueOn?: string | null
  @Field(() => Int, {
    nullable: true,
    description: described(
      'ร้อยละที่รายงานล่าสุด 100 เมื่อแล้วเสร็จ ว่างเมื่อยังไม่รายงาน',
      'Percent, as reported last; 100 once it is completed; null: not reported.',
    ),
  })
  percent?: number | null
  @Field(() => CountedProgress, {
    nullable: true,
    description: described('ความคืบหน้าเป็นจำนวนตามรายงานล่าสุด ว่างเมื่อยังไม่รายงาน', 'The count, as reported last; null: not reported.'),
  })
  count?: unknown
  @Field(() => Day, {
    nullable: true,
    description: described('แล้วเสร็จเมื่อ', 'The day on which it was completed; null while it is not, or was returned.'),
  })
  completedOn?: string | null
  @Field(() => String, {
    nullable: true,
    description: described(
      'ผู้รายงานว่าแล้วเสร็จ: ตำแหน่งที่ทำในนาม หรือบุคคล หรือส่วนของระบบ',
      'Who reported it complete: the post acted for, else the person or the part of the system.',
    ),
  })
  completedBy?: string | null
  @Field(() => Day, { nullable: true, description: described('ตรวจรับเมื่อ', 'The day on which its completion was verified.') })
  verifiedOn?: string | null
  @Field(() => Node, {
    nullable: true,
    description: described('ที่มา', 'The resolution, activity, directive or committee that it comes from.'),
  })
  origin?: unknown
  @Field(() => MandateClause, {
    nullable: true,
    description: described(
      'ข้ออำนาจหน้าที่ซึ่งเป็นเหตุที่เรื่องนี้เป็นหน้าที่ของผู้รับผิดชอบ ว่างเมื่อไม่ได้ระบุ',
      'The mandate clause by which it falls to its owner; null where none is named.',
    ),
  })
  mandate?: unknown
  @From(daysOverdue)
  @Field(() => Int, {
    nullable: true,
    description: described(
      'ล่าช้ากี่วัน ณ วันที่ถามถึง ว่างเมื่อไม่ได้ดำเนินการอยู่หรือไม่ล่าช้า',
      'Days past `dueOn` on the day asked about; null when it is not open or not overdue.',
    ),
  })
  daysOverdue?: number | null
  @From((row: Asked<CommitmentRow>) => bucketOf(daysOverdue(row) ?? 0))
  @Field(() => AgeingBucket, {
    nullable: true,
    description: described('ช่วงของความล่าช้า ว่างเมื่อไม่ล่าช้า', 'How long it is overdue on the day asked about; null when it is not.'),
  })
  ageingBucket?: string | null
  @From(latenessShown)
  @Field(() => Lateness, {
    nullable: true,
    description: described(
      'ความล่าช้านับจากกำหนดเดิม แยกตามสาเหตุ ว่างเมื่อไม่มีวันใดล่าช้า',
      'Its days after the first due date, by cause; null where there are none.',
    ),
  })
  lateness?: Lateness | null
  @Field(() => Answerable, { nullable: true }) owner?: unknown
  @Field(() => [Answerable]) supporting!: unknown[]
  @From(delegationsOf)
  @Field(() => [SubDelegation], {
    description: described(
      'งานที่มอบหมายต่อในวันที่ถามถึง เรียงตามลำดับการมอบหมาย',
      'To whom work on it is given on, on the day asked about: the chain from the owner on, in its order.',
    ),
  })
  delegations!: unknown[]
  @Field(() => Committee, {
    nullable: true,
    description: described('คณะที่ติดตาม ว่างเมื่อไม่มี', 'The body that watches over it; null where none does.'),
  })
  committee?: unknown
  @From(answeringNow)
  @Field(() => AnsweringNow, {
    nullable: true,
    description: described(
      'ผู้ปฏิบัติหน้าที่ในวันที่ถามถึง ว่างเมื่อไม่มีผู้ใด',
      'Who answers for it on the day asked about; null when the post, seat or head is vacant.',
    ),
  })
  answeringNow?: unknown
  @From(madeBy)
  @Field(() => MadeBy, { description: described('ผู้ให้คำมั่น', 'Who promised it.') })
  madeBy!: unknown
  @From(holdersSinceMade)
  @Field(() => [RoleAssignment], {
    description: described(
      'ผู้ดำรงตำแหน่งนับแต่ให้คำมั่น',
      'Everybody who has held the owning post since the promise, until the day asked about; after a transfer also those who held the post that owned it before.',
    ),
  })
  holdersSinceMade!: unknown[]
  @Field(() => Answerable, { nullable: true, description: described('ผู้ตรวจรับ', 'Who verified its completion.') }) verifiedBy?: unknown
  @Field(() => ActionPlan, {
    nullable: true,
    description: described('แผนปฏิบัติการที่ข้อผูกพันนี้สนับสนุน ว่างเมื่อไม่มี', 'The action plan it serves; null where it serves none.'),
  })
  plan?: unknown
  @From(obstaclesOf)
  @Field(() => [Obstacle], { description: described('สิ่งที่ขัดขวางอยู่ ณ วันที่ถามถึง', 'What stands in the way on the day asked about.') })
  obstacles!: unknown[]
  @From(({ wordOn: on, wordBy: by, wordKind: kind, word: text }: CommitmentRow) => (on === null ? null : { on, by, kind, text }))
  @Field(() => LastWord, {
    nullable: true,
    description: described('ถ้อยคำล่าสุด ว่างเมื่อยังไม่มี', 'The latest word on it; null while there is none.'),
  })
  lastWord?: unknown
}

@ObjectType({ implements: () => [Node], description: described('อุปสรรค', 'What stood or stands in the way, and how it was answered.') })
export class Obstacle extends Node {
  @Field(() => Commitment, { nullable: true, description: described('ข้อผูกพันที่ติดขัด', 'The commitment in whose way it stands.') })
  commitment?: unknown
  @From<ObstacleRow>('raisedOn')
  @Field(() => Day, { description: described('ขัดขวางตั้งแต่วันที่', 'The day from which it stood in the way.') })
  since!: string
  @Field(() => Answerable, {
    nullable: true,
    description: described(
      'ผู้ที่ต้องดำเนินการก่อน ผู้รับผิดชอบจึงดำเนินการต่อได้ ว่างเมื่อไม่รอผู้ใด',
      'Who has to act before the owner can go on; null: nobody.',
    ),
  })
  waitingOn?: unknown
  @From(waitingDays)
  @Field(() => Int, {
    description: described(
      'ขัดขวางมาแล้วกี่วัน ขณะที่ข้อผูกพันยังดำเนินการอยู่ นับรวมวันที่ถามถึง',
      'On how many days it stood without an answer while the commitment was open, the day asked about included.',
    ),
  })
  waitingDays!: number
  @Field(() => String, { description: described('ปัญหาอุปสรรคที่พบ', 'What stands in the way.') }) text!: string
  @Field(() => String, {
    description: described(
      'ผู้แจ้ง: ตำแหน่งที่ทำในนาม หรือบุคคล หรือส่วนของระบบ',
      'Who raised it: the post acted for, else the person or the part of the system.',
    ),
  })
  raisedBy!: string
  @Field(() => Day, {
    nullable: true,
    description: described('ขอคำตอบภายใน ว่างเมื่อไม่ได้กำหนด', 'The day by which an answer is asked for; null where none is.'),
  })
  answerBy?: string | null
  @Field(() => Day, {
    nullable: true,
    description: described(
      'ตอบเมื่อ ว่างขณะที่ยังรอคำตอบ ณ วันที่ถามถึง',
      'The day of the answer; null while it waits for one, on the day asked about.',
    ),
  })
  answeredOn?: string | null
  @Field(() => String, { nullable: true, description: described('คำตอบ ว่างเมื่อยังไม่มี', 'The answer, once there is one.') }) answer?:
    string | null
  @Field(() => String, {
    nullable: true,
    description: described(
      'ผู้ตอบ: ตำแหน่งที่ทำในนาม หรือบุคคล หรือส่วนของระบบ ว่างเมื่อยังไม่มี',
      'Who answered it: the post acted for, else the person or the part of the system.',
    ),
  })
  answeredBy?: string | null
}

@InputType({ description: described('เงื่อนไขที่ให้ต้องเป็นจริงทุกข้อ', 'All given conditions hold together.') })
export class OverdueFilterInput {
  @Field(() => ID, { nullable: true, description: described('คณะที่ติดตาม', 'The committee that watches over it.') }) committee?: string
  @Field(() => ID, {
    nullable: true,
    description: described(
      'หน่วยงานที่รับผิดชอบ หรือหน่วยงานของตำแหน่งหรือที่นั่งที่รับผิดชอบ',
      'The organization that owns it, itself or by a post or seat of it.',
    ),
  })
  organization?: string
  @Field(() => ID, { nullable: true, description: described('ตำแหน่งที่รับผิดชอบ', 'The post that owns it.') }) post?: string
  @Field(() => ID, {
    nullable: true,
    description: described(
      'ตำแหน่งหรือบุคคลที่ปฏิบัติหน้าที่ของผู้รับผิดชอบในวันที่ถามถึง',
      'The post or person who answers for it on the day asked about: as its owner, as head of the organization, in the seat, or as secretary of the committee that owns it.',
    ),
  })
  answeredBy?: string
  @Field(() => Boolean, {
    nullable: true,
    description: described('ไม่มีผู้รับช่วง', 'Whether it is open and its owner has ended without a successor, on the day asked about.'),
  })
  orphaned?: boolean
  @Field(() => ID, {
    nullable: true,
    description: described('พื้นที่ และทุกพื้นที่ในนั้น เช่น area-56', 'An area and all that lies in it, as in `area-56`.'),
  })
  area?: string
  @Field(() => ID, { nullable: true, description: described('แผนปฏิบัติการที่ข้อผูกพันนี้สนับสนุน', 'The action plan it serves.') }) plan?: string
  @Field(() => Int, {
    nullable: true,
    description: described('ยังดำเนินการอยู่และล่าช้าอย่างน้อยกี่วัน ตั้งแต่ 1', 'Open and late by at least so many days, from 1.'),
  })
  minDaysOverdue?: number
  @Field(() => Day, { nullable: true, description: described('ครบกำหนดตั้งแต่วันที่', 'Due on this day or later.') }) dueFrom?: string
  @Field(() => Day, { nullable: true, description: described('ครบกำหนดก่อนวันที่', 'Due before this day.') }) dueUntil?: string
}

@ObjectType({ description: described('จำนวนที่ล่าช้า แยกตามจำนวนวัน', 'How many are overdue, by days overdue.') })
export class OverdueTotals {
  @Field(() => Int, { description: described('ล่าช้า 1–7 วัน', 'How many are 1 to 7 days overdue.') }) days1to7!: number
  @Field(() => Int, { description: described('ล่าช้า 8–30 วัน', 'How many are 8 to 30 days overdue.') }) days8to30!: number
  @Field(() => Int, { description: described('ล่าช้า 31–90 วัน', 'How many are 31 to 90 days overdue.') }) days31to90!: number
  @Field(() => Int, { description: described('ล่าช้าเกิน 90 วัน', 'How many are more than 90 days overdue.') }) over90Days!: number
}
