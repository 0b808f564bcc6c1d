import { choice, described, label } from '@prasan/event-sourcing'
import { Committee, PriorityEnum } from '@prasan/committees/reading'
import { Area, Organization } from '@prasan/directory/reading'
import { Bilingual, Day, From, Node, enumOf } from '@prasan/graphql'
import { Field, Int, ObjectType } from '@nestjs/graphql'
import { sendingsOf } from '../views/directives/queries.js'
import type { Column, Grouping } from './matrix.js'
import { Commitment } from './types.js'

export const DirectiveStateEnum = enumOf(
  choice(
    'DirectiveState',
    { inForce: ['มีผลอยู่', 'in force'], withdrawn: ['ยกเลิกแล้ว', 'withdrawn'] },
    label('สถานะของข้อสั่งการ', 'State of a directive'),
  ),
)
export const DirectiveColumnEnum = enumOf(
  choice(
    'DirectiveColumn',
    {
      NOT_SENT: ['ยังไม่ได้ส่งถึง', 'not sent to it'],
      SILENT: ['ยังไม่ตอบ', 'neither accepted nor declined'],
      ACCEPTED: ['รับดำเนินการ', 'accepted'],
      DECLINED: ['ไม่รับดำเนินการ', 'declined'],
      IN_PROGRESS: ['กำลังดำเนินการ', 'in progress'],
      COMPLETED: ['รายงานว่าแล้วเสร็จ', 'reported complete'],
      VERIFIED: ['ตรวจรับแล้ว', 'verified'],
      WITHDRAWN: ['ถอนแล้ว', 'withdrawn'],
      ADAPTED: ['ปรับให้เข้ากับพื้นที่', 'adapted'],
      OVERDUE: ['ล่าช้ากว่ากำหนด', 'overdue'],
    } satisfies Record<Column, [string, string]>,
    {
      description: described(
        'แต่ละคณะอยู่ในช่องเดียวตามลำดับนี้ เว้นแต่ ADAPTED และ OVERDUE ซึ่งนับซ้อนกับช่องอื่น',
        'A body stands in one of these, but for ADAPTED and OVERDUE, which are counted beside the others.',
      ),
    },
  ),
)
export const DirectiveGroupingEnum = enumOf(
  choice(
    'DirectiveGrouping',
    {
      BODY: ['ตามคณะที่สังกัด', 'by the bodies directly below, each with all that is part of it'],
      AREA: ['ตามพื้นที่', 'by the areas directly below, each with all that lies in it'],
      ORGANIZATION: ['ตามหน่วยงาน', 'by the organization whose post answers for the body'],
    } satisfies Record<Grouping, [string, string]>,
    { description: described('แถวของตาราง', 'What the rows of the matrix are.') },
  ),
)

@ObjectType({ description: described('การส่งข้อสั่งการถึงคณะหนึ่ง', 'That a directive was sent to a body.') })
export class DirectiveSending {
  @Field(() => Committee, { nullable: true, description: described('คณะที่ได้รับ', 'The body that got it.') }) body?: unknown
  @Field(() => Day, { description: described('วันที่ส่ง', 'The day on which it was sent.') }) sentOn!: string
  @From('id')
  @Field(() => Commitment, {
    nullable: true,
    description: described('ข้อผูกพันของคณะ', 'The commitment that the body has by it; null until it is made, which follows by itself.'),
  })
  commitment?: unknown
}

@ObjectType({
  implements: () => [Node],
  description: described(
    'ข้อสั่งการครั้งเดียวของคณะถึงหลายคณะที่อยู่ใต้ตน แต่ละคณะมีข้อผูกพันของตนเอง',
    'One decision of a body for many bodies below it, each of which has a commitment of its own by it.',
  ),
})
export class Directive extends Node {
  @Field(() => Bilingual) title!: Bilingual
  @Field(() => String, { nullable: true, description: described('สิ่งที่ให้ดำเนินการ', 'What is asked.') }) text?: string | null
  @Field(() => Committee, { nullable: true, description: described('คณะที่สั่งการ', 'The body that issued it.') }) committee?: unknown
  @Field(() => Node, {
    nullable: true,
    description: described('ตามมติ ว่างเมื่อไม่มี', 'The resolution that it carries out; null where none is named.'),
  })
  resolution?: unknown
  @Field(() => Day, { description: described('วันที่สั่งการ', 'The day of its issue.') }) issuedOn!: string
  @Field(() => Day, { description: described('กำหนดแล้วเสร็จ', 'The date by which it is to be done.') }) dueOn!: string
  @Field(() => PriorityEnum, { description: described('ความเร่งด่วน', 'How pressing it is.') }) priority!: string
  @Field(() => Boolean, { description: described('ปรับให้เข้ากับพื้นที่ได้หรือไม่', 'Whether a body may adapt it.') }) adaptable!: boolean
  @Field(() => Day, {
    nullable: true,
    description: described('กำหนดช้าที่สุดที่ปรับได้ ว่างเมื่อไม่จำกัด', 'The latest due date to which it may be adapted; null: any.'),
  })
  latestDueOn?: string | null
  @Field(() => DirectiveStateEnum, { description: described('สถานะในวันที่ถามถึง', 'Its state on the day asked about.') }) state!: string
  @Field(() => Day, { nullable: true, description: described('ยกเลิกตั้งแต่', 'The day from which it is withdrawn.') }) withdrawnOn?:
    string | null
  @Field(() => Node, { nullable: true, description: described('มติที่ยกเลิก', 'The resolution that withdrew it.') }) withdrawnBy?: unknown
  @Field(() => String, { nullable: true, description: described('เหตุที่ยกเลิก', 'Why it was withdrawn.') }) withdrawnBecause?: string | null
  @From(sendingsOf)
  @Field(() => [DirectiveSending], {
    description: described('คณะที่ได้รับภายในวันที่ถามถึง ตามลำดับวัน', 'Whom it was sent to by the day asked about, in the order of the days.'),
  })
  sendings!: unknown[]
}

@ObjectType({ description: described('จำนวนคณะในแต่ละช่องของตาราง', 'How many bodies stand where.') })
export class DirectiveTally {
  @Field(() => Int, { description: described('จำนวนคณะ', 'How many bodies there are.') }) bodies!: number
  @Field(() => Int, {
    description: described(
      'คณะในสังกัดโดยตรงที่ยังไม่ได้ส่งถึง',
      'Bodies directly below the issuing one that it was not sent to, as those created later; none once it is withdrawn.',
    ),
  })
  notSent!: number
  @Field(() => Int, { description: described('ยังไม่ตอบ', 'Neither accepted nor declined, and nothing reported.') }) silent!: number
  @Field(() => Int, { description: described('รับดำเนินการ ยังไม่มีรายงาน', 'Accepted, and nothing reported yet.') }) accepted!: number
  @Field(() => Int, { description: described('ไม่รับดำเนินการ', 'Declined.') }) declined!: number
  @Field(() => Int, { description: described('กำลังดำเนินการ', 'Open, with progress or an obstacle reported.') }) inProgress!: number
  @Field(() => Int, { description: described('รายงานว่าแล้วเสร็จ', 'Reported complete.') }) completed!: number
  @Field(() => Int, { description: described('ตรวจรับแล้ว', 'Verified.') }) verified!: number
  @Field(() => Int, { description: described('ถอนแล้ว', 'Withdrawn.') }) withdrawn!: number
  @Field(() => Int, { description: described('ปรับให้เข้ากับพื้นที่', 'Adapted, whatever else they are.') }) adapted!: number
  @Field(() => Int, { description: described('ล่าช้ากว่ากำหนด', 'Open past the due date, whatever else they are.') }) overdue!: number
  @Field(() => Int, {
    nullable: true,
    description: described(
      'ร้อยละเฉลี่ยของคณะที่ต้องดำเนินการ ปัดลง ว่างเมื่อไม่มี',
      'The mean percent over the bodies that got it and from which it is not withdrawn, rounded down; null where there are none.',
    ),
  })
  percent?: number | null
  @Field(() => Int, { nullable: true, description: described('ยังไม่ตอบนานที่สุดกี่วัน', 'The most days that one of them has been silent.') })
  longestSilence?: number | null
  @Field(() => Int, { nullable: true, description: described('ล่าช้านานที่สุดกี่วัน', 'The most days that one of them is overdue.') })
  longestOverdue?: number | null
}

@ObjectType({
  description: described('แถวหนึ่งของตาราง', 'A row of the matrix: a body, an area or an organization, with all that is part of it.'),
})
export class DirectiveMatrixRow {
  @Field(() => Committee, { nullable: true, description: described('คณะ เมื่อแถวเป็นคณะ', 'The body, where rows are bodies.') }) body?: unknown
  @Field(() => Area, { nullable: true, description: described('พื้นที่ เมื่อแถวเป็นพื้นที่', 'The area, where rows are areas.') }) area?: unknown
  @Field(() => Organization, {
    nullable: true,
    description: described('หน่วยงาน เมื่อแถวเป็นหน่วยงาน', 'The organization, where rows are these.'),
  })
  organization?: unknown
  @Field(() => Boolean, {
    description: described(
      'เป็นของสิ่งที่ถามด้วย `under` เอง ไม่ใช่ส่วนย่อย',
      'Whether it is what was asked for by `under` itself, and not a part of it.',
    ),
  })
  own!: boolean
  @Field(() => Boolean, {
    description: described('มีส่วนย่อย ถามต่อได้ด้วย `under`', 'Whether parts of it have rows of their own: ask `under` it.'),
  })
  drillable!: boolean
  @Field(() => DirectiveTally, { description: described('จำนวนในแถว', 'How many of the row stand where.') }) tally!: unknown
}

@ObjectType({
  description: described('คณะทั้งหมดอยู่ตรงไหนกับข้อสั่งการในวันที่ถามถึง', 'Where all bodies stand with a directive on the day asked about.'),
})
export class DirectiveMatrix {
  @Field(() => DirectiveTally, { description: described('ผลรวมของทุกแถว', 'The sum of the rows.') }) total!: unknown
  @Field(() => [DirectiveMatrixRow], {
    description: described(
      'แถวตามลำดับพื้นที่ ที่ไม่ทราบอยู่ท้าย',
      'The rows in the order of areas; last the one of bodies of which it is not recorded.',
    ),
  })
  rows!: unknown[]
}
