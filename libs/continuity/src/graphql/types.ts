import { AnsweringNow } from '@prasan/answering/reading'
import { Commitment } from '@prasan/commitments/reading'
import { Person, Post, RoleAssignment } from '@prasan/directory/reading'
import { choice, described, label } from '@prasan/event-sourcing'
import { Bilingual, Day, From, Node, enumOf } from '@prasan/graphql'
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql'
import { HandoverOccasion } from '../domain/handover/events.js'
import { type HandoverRow, type ItemRow, itemsOf } from '../views/handovers/queries.js'
import { before, commitmentOf, generalNotes, goesTo, notesOn, receiver, waitingDays } from './handover.js'

const HandoverOccasionEnum = enumOf(HandoverOccasion)
export const HandoverStateEnum = enumOf(
  choice(
    'HandoverState',
    {
      announced: ['ยังไม่ถึงวัน', 'its day has not come'],
      open: ['รอรับมอบ', 'something waits to be accepted'],
      contested: ['มีรายการที่ทักท้วง', 'nothing waits, but something is contested'],
      lapsed: ['พ้นกำหนดรับมอบ', 'something was accepted by nobody in time'],
      closed: ['เสร็จสิ้น', 'nothing waits'],
    },
    label('สถานะของการส่งมอบ', 'State of a handover'),
  ),
)
const HandoverItemStateEnum = enumOf(
  choice(
    'HandoverItemState',
    {
      waiting: ['รอผู้รับ', 'waits to be accepted'],
      accepted: ['รับแล้ว', 'accepted'],
      contested: ['ทักท้วง', 'contested'],
      done: ['สิ้นสุดแล้ว', 'done with before it was accepted'],
      transferred: ['โอนให้ผู้อื่น', 'passed on to another owner'],
      handedOn: ['ไปอยู่ในการส่งมอบครั้งถัดไป', 'passed on with the next handover'],
      lapsed: ['ไม่มีผู้รับในกำหนด', 'accepted by nobody in time'],
    },
    label('สถานะของรายการ', 'State of an item'),
  ),
)

@ObjectType({ description: described('บันทึกส่งมอบ', 'What somebody wrote for whoever comes.') })
export class HandoverNote {
  @Field(() => Int, { description: described('บรรทัดในประวัติ ใช้เมื่อแก้ไข', 'Its line of the history, by which it is corrected.') })
  step!: number
  @From('writtenOn')
  @Field(() => Day, { description: described('วันที่', 'The day of it.') })
  on!: string
  @From('writtenBy')
  @Field(() => String, {
    description: described('ผู้เขียน: ตำแหน่งที่ทำในนาม หรือบุคคล หรือส่วนของระบบ', 'The post acted for, else the person or the part of the system.'),
  })
  by!: string
  @Field(() => String, { description: described('สถานะของงาน', 'How things stand.') }) state!: string
  @Field(() => String, { nullable: true, description: described('ขั้นตอนต่อไป', 'What comes next.') }) nextStep?: string | null
  @Field(() => [Node], { description: described('ผู้เกี่ยวข้อง', 'Whom to turn to.') }) people!: unknown[]
  @Field(() => String, { nullable: true, description: described('ความเสี่ยง', 'What may go wrong.') }) risks?: string | null
}

@ObjectType({
  description: described(
    'จำนวนรายการตามสถานะ ผลรวมเท่ากับรายการทั้งหมดทุกวัน',
    'How many items are in each state on the day asked about: together they are all items, on every day.',
  ),
})
export class HandoverCounts {
  @Field(() => Int, { description: described('รอผู้รับ', 'Wait to be accepted.') }) waiting!: number
  @Field(() => Int, { description: described('รับแล้ว', 'Accepted.') }) accepted!: number
  @Field(() => Int, { description: described('ทักท้วง', 'Contested.') }) contested!: number
  @Field(() => Int, { description: described('สิ้นสุดก่อนมีผู้รับ', 'Done with before they were accepted.') }) done!: number
  @Field(() => Int, { description: described('โอนให้ผู้อื่น', 'Passed on to another owner.') }) transferred!: number
  @Field(() => Int, { description: described('ไปอยู่ในการส่งมอบครั้งถัดไป', 'Passed on with the next handover.') }) handedOn!: number
  @Field(() => Int, { description: described('ไม่มีผู้รับในกำหนด', 'Accepted by nobody in time.') }) lapsed!: number
}

@ObjectType({ description: described('รายการที่ส่งมอบ', 'Something that is handed over with a post.') })
export class HandoverItem {
  @Field(() => Node, { nullable: true, description: described('สิ่งที่ส่งมอบ', 'What it is.') }) item?: unknown
  @From(commitmentOf)
  @Field(() => Commitment, {
    nullable: true,
    description: described(
      'ข้อผูกพัน พร้อมผู้รับผิดชอบ ความล่าช้า ถ้อยคำล่าสุด และที่มา ว่างเมื่อเป็นสิ่งอื่น',
      'The commitment, with its owner, how late it is, the last word on it and where it comes from; null where it is something else.',
    ),
  })
  commitment?: unknown
  @Field(() => HandoverItemStateEnum) state!: string
  @Field(() => Person, { nullable: true, description: described('ผู้รับหรือผู้ทักท้วง', 'Who accepted or contested it.') }) by?: unknown
  @Field(() => String, { nullable: true, description: described('ถ้อยคำของผู้รับหรือผู้ทักท้วง', 'The word of whoever accepted or contested it.') })
  word?: string | null
  @From<ItemRow>('changedOn')
  @Field(() => Day, { description: described('อยู่ในสถานะนี้ตั้งแต่วันที่', 'Since when it is in this state.') })
  since!: string
  @From(waitingDays)
  @Field(() => Int, {
    nullable: true,
    description: described(
      'รอมากี่วันนับแต่วันส่งมอบ ว่างเมื่อไม่ได้รอหรือยังไม่ถึงวัน',
      'Days that it has waited since the day of the handover, contested or not; null where it does not wait or that day has not come.',
    ),
  })
  waitingDays?: number | null
  @From(goesTo)
  @Field(() => AnsweringNow, {
    nullable: true,
    description: described(
      'ผู้พิจารณาข้อทักท้วง: เลขานุการของคณะที่ติดตาม หรือผู้บังคับบัญชาเมื่อตำแหน่งนี้เป็นเลขานุการเอง ว่างเมื่อไม่มีข้อทักท้วง',
      'To whom a contested item goes: the secretary of the body that watches over it, else, and where that is the post itself, the supervisor; null where it is not contested.',
    ),
  })
  goesTo?: unknown
  @From(notesOn)
  @Field(() => [HandoverNote], {
    description: described('บันทึกส่งมอบเกี่ยวกับรายการนี้ รวมถึงในการส่งมอบก่อนหน้า', 'What was written of it, in this handover and in those before.'),
  })
  notes!: unknown[]
}

@ObjectType({
  implements: () => [Node],
  description: described(
    'การส่งมอบงานของตำแหน่ง เปิดเมื่อทราบว่าผู้ดำรงตำแหน่งจะพ้นไป และอีกครั้งเมื่อมีผู้เข้ารับหลังตำแหน่งว่าง',
    'The passing-on of a post, item by item. It is opened as soon as it is known that a holder leaves, and again when somebody comes after the post stood empty.',
  ),
})
export class Handover extends Node {
  @Field(() => Post, { nullable: true }) post?: unknown
  @Field(() => HandoverOccasionEnum) occasion!: string
  @Field(() => Person, {
    nullable: true,
    description: described('ผู้ส่งมอบ ว่างเมื่อตำแหน่งว่าง', 'Who hands over; null where nobody held the post.'),
  })
  leaver?: unknown
  @Field(() => RoleAssignment, {
    nullable: true,
    description: described('การดำรงตำแหน่งที่สิ้นสุดหรือเริ่มขึ้น', 'The assignment that ends or begins; null where it was opened by hand.'),
  })
  assignment?: unknown
  @From<HandoverRow>('day')
  @Field(() => Day, {
    description: described('วันแรกที่ผู้ส่งมอบไม่ได้ดำรงตำแหน่งแล้ว', 'First day on which whoever hands over holds the post no longer.'),
  })
  on!: string
  @Field(() => Day, { description: described('วันที่พ้นกำหนดรับมอบ', 'The day on which what nobody accepted lapses.') }) lapsesOn!: string
  @Field(() => HandoverStateEnum) state!: string
  @From((row: HandoverRow) => row)
  @Field(() => HandoverCounts, { description: described('จำนวนรายการตามสถานะ', 'How many items are in each state.') })
  counts!: unknown
  @From(itemsOf)
  @Field(() => [HandoverItem], { description: described('รายการที่ส่งมอบ', 'What is handed over.') })
  items!: unknown[]
  @From(generalNotes)
  @Field(() => [HandoverNote], { description: described('บันทึกส่งมอบทั่วไป', 'What was written in general, the latest last.') })
  notes!: unknown[]
  @From(receiver)
  @Field(() => AnsweringNow, {
    nullable: true,
    description: described(
      'ผู้รับมอบในวันที่ถามถึง: ผู้ดำรงตำแหน่ง หรือผู้บังคับบัญชาเมื่อตำแหน่งว่าง',
      'Who receives it on the day asked about: whoever holds the post, else the supervisor; null where there is nobody.',
    ),
  })
  receiver?: unknown
  @From(before)
  @Field(() => Handover, {
    nullable: true,
    description: described('การส่งมอบครั้งก่อนของตำแหน่งเดียวกัน', 'The handover of the same post before this one.'),
  })
  before?: unknown
}

@InputType({ description: described('เงื่อนไขที่ให้ต้องเป็นจริงทุกข้อ', 'All given conditions hold together.') })
export class HandoverFilterInput {
  @Field(() => ID, { nullable: true, description: described('ตำแหน่ง', 'The post.') }) post?: string
  @Field(() => ID, { nullable: true, description: described('หน่วยงานของตำแหน่ง', 'The organization of the post.') }) organization?: string
  @Field(() => ID, {
    nullable: true,
    description: described('พื้นที่ และทุกพื้นที่ในนั้น เช่น area-56', 'An area and all that lies in it, as in `area-56`.'),
  })
  area?: string
  @Field(() => ID, { nullable: true, description: described('คณะที่ติดตามรายการหนึ่งในนั้น', 'The body that watches over one of its items.') })
  committee?: string
  @Field(() => HandoverStateEnum, { nullable: true, description: described('สถานะในวันที่ถามถึง', 'Its state on the day asked about.') })
  state?: string
  @Field(() => Boolean, {
    nullable: true,
    description: described('ยังมีรายการที่รอหรือทักท้วง', 'Whether something in it waits or is contested.'),
  })
  open?: boolean
  @Field(() => Boolean, { nullable: true, description: described('มีรายการที่ทักท้วง', 'Whether something in it is contested.') })
  contested?: boolean
}

/** The name to show for a handover. */
export const labelOfHandover = ({ th, en }: Bilingual): Bilingual => ({ th: `การส่งมอบงาน ${th}`, ...(en && { en: `Handover of ${en}` }) })
