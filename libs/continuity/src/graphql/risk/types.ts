import { Commitment } from '@prasan/commitments/reading'
import { Committee, Seat } from '@prasan/committees/reading'
import { transferShapes } from '@prasan/directory/contract'
import { Person, Post, RoleAssignment } from '@prasan/directory/reading'
import { choice, described, label } from '@prasan/event-sourcing'
import { Day, Node, RuleBroken, enumOf, inputOf } from '@prasan/graphql'
import { Field, Int, ObjectType } from '@nestjs/graphql'

/** Retirement is none of them: no year of birth is recorded. */
const WhyAtRisk = choice(
  'WhyAtRisk',
  {
    endRecorded: ['มีบันทึกวันพ้นจากตำแหน่ง', 'an end is recorded'],
    termEnds: ['ครบวาระผู้ทรงคุณวุฒิ', 'the term of an expert ends'],
    rotation: ['ตำแหน่งหมุนเวียนซึ่งดำรงมาสองปีขึ้นไปในวันที่ 1 ตุลาคม', 'a rotating post, held for two years or longer on 1 October'],
  },
  label('เหตุที่อาจพ้นจากตำแหน่ง', 'Why somebody may leave'),
)
const DeputyBy = choice(
  'DeputyBy',
  {
    acting: ['มีผู้รักษาราชการแทนหรือรักษาการแล้ว', 'somebody is named to act'],
    delegation: ['มีการมอบอำนาจ', 'powers are delegated'],
    viceChair: ['มีรองประธานในคณะที่เป็นประธาน', 'there is a vice-chair where the post chairs'],
    assistantSecretary: ['มีผู้ช่วยเลขานุการในคณะที่เป็นเลขานุการ', 'there is an assistant where the post is secretary'],
  },
  label('ทำหน้าที่แทนโดย', 'Stands in by'),
)
const WhyAtRiskEnum = enumOf(WhyAtRisk)
const DeputyByEnum = enumOf(DeputyBy)

@ObjectType({ description: described('ผู้ที่ทำหน้าที่แทนได้เมื่อผู้ดำรงตำแหน่งพ้นไป', 'Who could stand in when the holder goes, and by what.') })
export class Deputy {
  @Field(() => DeputyByEnum, { description: described('ทำหน้าที่แทนโดย', 'By what.') }) by!: string
  @Field(() => Node, {
    nullable: true,
    description: described(
      'บุคคลที่รักษาราชการแทน ผู้รับมอบอำนาจ หรือที่นั่งของรองประธานหรือผู้ช่วยเลขานุการ',
      'The person who acts, whoever powers were delegated to, or the seat of the vice-chair or the assistant.',
    ),
  })
  who?: unknown
}

@ObjectType({
  description: described(
    'การดำรงตำแหน่งหรือวาระที่จะสิ้นสุดหรืออาจสิ้นสุด พร้อมงานที่ค้างและผู้ทำหน้าที่แทน',
    'Somebody whose time in a post or seat ends or is likely to, with what is then left open and who could stand in.',
  ),
})
export class AtRisk {
  @Field(() => WhyAtRiskEnum, { description: described('เหตุที่อาจพ้นจากตำแหน่ง', 'Why somebody leaves, or may.') }) why!: string
  @Field(() => Day, {
    description: described('วันแรกที่ไม่ดำรงตำแหน่งแล้ว หรืออาจไม่ดำรงแล้ว', 'The first day without that person, or the first that may be.'),
  })
  on!: string
  @Field(() => Person, { nullable: true, description: described('ผู้ดำรงตำแหน่ง', 'Who holds it.') }) person?: unknown
  @Field(() => Post, { nullable: true, description: described('ตำแหน่ง ว่างเมื่อเป็นที่นั่ง', 'The post; null: it is a seat.') }) post?: unknown
  @Field(() => Seat, {
    nullable: true,
    description: described('ที่นั่งของผู้ทรงคุณวุฒิ ว่างเมื่อเป็นตำแหน่ง', 'The seat of the expert; null: it is a post.'),
  })
  seat?: unknown
  @Field(() => RoleAssignment, {
    nullable: true,
    description: described('การดำรงตำแหน่งที่จะสิ้นสุด', 'The time in the post that ends; null: it is a seat.'),
  })
  assignment?: unknown
  @Field(() => [Commitment], {
    description: described(
      'ข้อผูกพันที่ยังไม่แล้วเสร็จซึ่งตำแหน่งหรือที่นั่งนี้รับผิดชอบ',
      'Open commitments for which the post or seat answers, the first due first.',
    ),
  })
  commitments!: unknown[]
  @Field(() => [Deputy], { description: described('ผู้ทำหน้าที่แทนได้ ว่างเมื่อไม่มี', 'Who could stand in; empty: nobody.') })
  deputies!: Deputy[]
  @Field(() => Person, {
    nullable: true,
    description: described('ผู้จะดำรงตำแหน่งต่อ หากมีบันทึกแล้ว', 'Who holds the post from that day, where it is recorded already.'),
  })
  successor?: unknown
}

@ObjectType({
  description: described(
    'องค์ประชุมของคณะหากโยกย้ายตามนี้ นับคนเดียวในหลายที่นั่งเป็นหนึ่ง',
    'Whether a body could meet if the moves were made. Whoever sits in several seats counts once.',
  ),
})
export class QuorumAhead {
  @Field(() => Committee, { nullable: true, description: described('คณะ', 'The body.') }) committee?: unknown
  @Field(() => Int, { description: described('จำนวนที่ต้องมา', 'How many must come.') }) needed!: number
  @Field(() => Int, { description: described('จำนวนผู้ที่มาได้', 'How many there are who could come.') }) members!: number
  @Field(() => Int, { description: described('จำนวนผู้ที่มาได้หากไม่โยกย้าย', 'How many there would be without the moves.') })
  membersOtherwise!: number
  @Field(() => Boolean, {
    description: described(
      'องค์ประชุมครบได้หากไม่โยกย้าย แต่ครบไม่ได้หากโยกย้าย',
      'Whether it could meet without the moves, and no more with them.',
    ),
  })
  lost!: boolean
}

@ObjectType({
  description: described(
    'ผลของการโยกย้ายก่อนลงนาม ไม่มีการบันทึก',
    'What a transfer list would come to, before it is signed. Nothing is recorded.',
  ),
})
export class WhatIf {
  @Field(() => RuleBroken, {
    nullable: true,
    description: described(
      'เหตุที่จะบันทึกไม่ได้ ตามที่ recordTransfers จะตอบ ว่างเมื่อบันทึกได้',
      'Why the list would be refused, as recordTransfers would say; null: it could be recorded. Where it is there the rest is empty.',
    ),
  })
  refused?: RuleBroken | null
  @Field(() => Day, { description: described('วันที่ตอบ', 'The day that is answered for.') }) on!: string
  @Field(() => [Post], {
    description: described('ตำแหน่งที่จะว่างเพราะการโยกย้าย', 'Posts for which nobody would answer that day because of the moves.'),
  })
  vacant!: unknown[]
  @Field(() => [Commitment], {
    description: described('ข้อผูกพันที่ยังไม่แล้วเสร็จและจะไม่มีผู้รับผิดชอบ', 'Open commitments for which nobody would answer because of the moves.'),
  })
  orphaned!: unknown[]
  @Field(() => [QuorumAhead], {
    description: described('คณะที่มีตำแหน่งเหล่านี้เป็นกรรมการโดยตำแหน่ง', 'The bodies in which one of the posts has a seat.'),
  })
  bodies!: QuorumAhead[]
}

const { element: move } = transferShapes.list.moves
export const MoveInput = inputOf('MoveInput', move.shape, { description: described('การย้าย', 'Move.') })
