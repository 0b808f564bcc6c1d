import { Person, Post } from '@prasan/directory/contract'
import { Seat, StandingEnum } from '@prasan/committees/contract'
import { Bilingual, Day, Documented, Node, enumOf } from '@prasan/graphql'
import { described, z } from '@prasan/event-sourcing'
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql'
import { BUCKETS, ORDERS } from '../views/commitments/queries.js'

export const AgeingBucket = Object.fromEntries(Object.keys(BUCKETS).map((bucket) => [bucket, bucket]))
registerEnumType(AgeingBucket, { name: 'AgeingBucket', description: 'Days overdue: 1-7, 8-30, 31-90, over 90.' })

export const CommitmentState = z.enum(['open', 'completed', 'verified', 'withdrawn']).meta({ id: 'CommitmentState' })
export const WordKind = z.enum(['progress', 'obstacle', 'answer', 'declined', 'completion', 'returned']).meta({ id: 'WordKind' })
export const Acceptance = z.enum(['accepted', 'declined']).meta({ id: 'Acceptance' })
export const OrderOfCommitments = Object.fromEntries(Object.keys(ORDERS).map((order) => [order, order]))
registerEnumType(OrderOfCommitments, {
  name: 'CommitmentOrder',
  description: described('ลำดับตามวันครบกำหนดหรือวันที่ให้คำมั่น', 'By the due date, or by the day of the promise.'),
})
export const SeatState = z.enum(['filled', 'acting', 'vacant', 'holdOver']).meta({ id: 'SeatState' })

const AcceptanceEnum = enumOf(Acceptance)
export const CommitmentStateEnum = enumOf(CommitmentState)
export const SeatStateEnum = enumOf(SeatState)
const WordKindEnum = enumOf(WordKind)

@ObjectType({
  description: 'Who answers on the day asked about. `person` is null when nobody does; `since` is then the first day without anybody.',
})
export class AnsweringNow {
  @Field(() => Person, { nullable: true }) person?: unknown
  @Field(() => Post, { nullable: true }) post?: unknown
  @Field(() => StandingEnum, { nullable: true }) manner?: string | null
  @Field(() => Day, { nullable: true, description: 'Null: since before the record begins, or not known.' }) since?: string | null
}

@ObjectType({ description: 'Who answered for the owner on the day the promise was made.' })
export class MadeBy {
  @Field(() => Person, { nullable: true }) person?: unknown
  @Field(() => Post, { nullable: true }) post?: unknown
  @Field(() => Day) on!: string
}

@ObjectType({ description: 'The latest word on a commitment.' })
export class LastWord {
  @Field(() => Day) on!: string
  @Field(() => String, { description: 'The post acted for, else the person or the part of the system.' }) by!: string
  @Field(() => WordKindEnum) kind!: string
  @Field(() => String) text!: string
}

@ObjectType({
  implements: () => [Documented, Node],
  description: 'A promise with an owner and a due date. The owner is never a person, so it outlives whoever made it.',
})
export class Commitment extends Node {
  @Field(() => Bilingual) title!: Bilingual
  @Field(() => Day, { description: 'กำหนดแล้วเสร็จ · The present due date. Overdue from the day after.' }) dueOn!: string
  @Field(() => Day, { description: 'The first due date, which extensions keep.' }) originalDueOn!: string
  @Field(() => Day) madeOn!: string
  @Field(() => Int, { description: 'How often it was extended.' }) extensions!: number
  @Field(() => CommitmentStateEnum) state!: string
  @Field(() => AcceptanceEnum, {
    nullable: true,
    description: 'The owner’s own word on what it was assigned; null while it has said nothing.',
  })
  owned?: string | null
  @Field(() => Day, {
    nullable: true,
    description:
      'ไม่มีผู้รับช่วงตั้งแต่ · The first day on which its owner was no more and nobody had taken it over; null while somebody owns it or it is not open.',
  })
  orphanedSince?: string | null
  @Field(() => Day, { nullable: true, description: 'The due date asked for, while the request waits for its answer.' })
  requestedDueOn?: string | null
  @Field(() => Int, { nullable: true, description: 'Percent, as reported last; 100 once it is completed.' }) percent?: number | null
  @Field(() => Day, {
    nullable: true,
    description: 'แล้วเสร็จเมื่อ · The day on which it was completed; null while it is not, or was returned.',
  })
  completedOn?: string | null
  @Field(() => String, {
    nullable: true,
    description: 'Who reported it complete: the post acted for, else the person or the part of the system.',
  })
  completedBy?: string | null
  @Field(() => Day, { nullable: true, description: 'ตรวจรับเมื่อ · The day on which its completion was verified.' })
  verifiedOn?: string | null
  @Field(() => Node, { nullable: true, description: 'ที่มา · The resolution, activity or committee that it comes from.' }) origin?: unknown
}

@ObjectType({ implements: () => [Node], description: 'อุปสรรค · What stood or stands in the way, and how it was answered.' })
export class Obstacle extends Node {
  @Field(() => Day, { description: 'The day from which it stood in the way.' }) since!: string
  @Field(() => String) text!: string
  @Field(() => String, { description: 'Who raised it: the post acted for, else the person or the part of the system.' }) raisedBy!: string
  @Field(() => Day, { nullable: true, description: 'Null while it waits for an answer, on the day asked about.' }) answeredOn?:
    string | null
  @Field(() => String, { nullable: true, description: 'The answer, once there is one.' }) answer?: string | null
  @Field(() => String, { nullable: true, description: 'Who answered it: the post acted for, else the person or the part of the system.' })
  answeredBy?: string | null
}

@InputType({ description: 'All given conditions hold together.' })
export class OverdueFilterInput {
  @Field(() => ID, { nullable: true }) committee?: string
  @Field(() => ID, { nullable: true }) organization?: string
  @Field(() => ID, { nullable: true, description: 'The post that owns it.' }) post?: string
  @Field(() => ID, {
    nullable: true,
    description:
      'ผู้ที่ต้องรับผิดชอบในวันนั้น · The post or person who answers for it on the day asked about: as its owner, as head of the organization, in the seat, or as secretary of the committee that owns it.',
  })
  answeredBy?: string
  @Field(() => Boolean, {
    nullable: true,
    description: 'ไม่มีผู้รับช่วง · Whether it is open and its owner has ended without a successor, on the day asked about.',
  })
  orphaned?: boolean
  @Field(() => ID, { nullable: true, description: 'An area and all that lies in it, as in `area-56`.' }) area?: string
  @Field(() => ID, { nullable: true, description: 'The action plan it serves.' }) plan?: string
  @Field(() => Int, { nullable: true, description: 'Open and late by at least so many days, from 1.' }) minDaysOverdue?: number
  @Field(() => Day, { nullable: true, description: described('ครบกำหนดตั้งแต่วันที่', 'Due on this day or later.') }) dueFrom?: string
  @Field(() => Day, { nullable: true, description: described('ครบกำหนดก่อนวันที่', 'Due before this day.') }) dueUntil?: string
}

@ObjectType({ description: 'How many are overdue, by days overdue.' })
export class OverdueTotals {
  @Field(() => Int) days1to7!: number
  @Field(() => Int) days8to30!: number
  @Field(() => Int) days31to90!: number
  @Field(() => Int) over90Days!: number
}

@ObjectType({ description: 'A rule of the body that says something of a seat by itself, without anybody deciding it.' })
export class RuleOfTheBody {
  @Field(() => String, { description: 'As in HoldOverUntilSuccessor.' }) code!: string
  @Field(() => Bilingual) message!: Bilingual
}

@ObjectType({ description: 'A seat and who sits there on the day asked about.' })
export class Occupancy {
  @Field(() => Seat) seat!: unknown
  @Field(() => SeatStateEnum) state!: string
  @Field(() => AnsweringNow, { nullable: true, description: 'Null when the seat is vacant.' }) occupant?: unknown
  @Field(() => Int, {
    nullable: true,
    description: 'Days without anybody, the day asked about included; null when filled or when nobody knows since when.',
  })
  vacantDays?: number | null
}
