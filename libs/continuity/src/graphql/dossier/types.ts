import { AnsweringNow } from '@prasan/answering/reading'
import { Commitment, Obstacle } from '@prasan/commitments/reading'
import { Seat } from '@prasan/committees/reading'
import { Person, Post } from '@prasan/directory/reading'
import { described } from '@prasan/event-sourcing'
import { Answerable, Day, From, Node } from '@prasan/graphql'
import { Meeting, Resolution } from '@prasan/meetings/reading'
import { Field, Int, ObjectType } from '@nestjs/graphql'
import { Handover, HandoverNote } from '../types.js'
import { contacts, draftMinutes, meetings, notes, obstacles, partners, openCommitments, readingList, resolutions } from './dossier.js'

@ObjectType({ description: described('เอกสารที่ควรอ่าน', 'A document that whoever receives a post should read.') })
export class ReadingItem {
  @Field(() => Node, { nullable: true, description: described('คำสั่ง หรือการประชุมของรายงานนั้น', 'The order, or the meeting of the minutes.') })
  document?: unknown
  @Field(() => Person, {
    nullable: true,
    description: described(
      'ผู้รับมอบที่รับทราบแล้ว ว่างเมื่อยังไม่มี',
      'Who has read it, in the handover under way (`acknowledgeReading`); null: nobody yet.',
    ),
  })
  readBy?: unknown
  @Field(() => Day, { nullable: true, description: described('รับทราบเมื่อ', 'When it was read.') }) readOn?: string | null
}

@ObjectType({ description: described('ผู้ที่ติดต่อได้', 'Somebody to turn to.') })
export class DossierContact {
  @Field(() => Answerable, {
    nullable: true,
    description: described('ตำแหน่งหรือที่นั่งที่ปฏิบัติหน้าที่', 'The post or seat as which they answer.'),
  })
  of?: unknown
  @Field(() => AnsweringNow, { description: described('ผู้ปฏิบัติหน้าที่ในวันที่ถามถึง', 'Who it is on the day asked about.') }) answering!: unknown
}

@ObjectType({ description: described('ผู้ร่วมงาน', 'Who joins in what the post has promised.') })
export class DossierPartner extends DossierContact {
  @Field(() => Int, { description: described('ร่วมสนับสนุนข้อผูกพันที่กำลังดำเนินการกี่เรื่อง', 'How many of its open commitments they support.') })
  supports!: number
}

@ObjectType({
  description: described(
    'เอกสารสรุปงานของตำแหน่ง: สิ่งที่ผู้เข้ารับตำแหน่งต้องทราบในวันแรก ณ วันที่ถามถึง',
    'What whoever comes to a post has to know on the first day, at the moment asked about. It holds nothing of its own.',
  ),
})
export class Dossier {
  @Field(() => Post, {
    nullable: true,
    description: described(
      'ตำแหน่ง พร้อมหน้าที่ ลำดับผู้ดำรงตำแหน่ง และการมอบอำนาจ',
      'The post, with its duties, its line of holders and what is delegated.',
    ),
  })
  post?: unknown
  @Field(() => [Seat], { description: described('ที่นั่งโดยตำแหน่งในคณะต่าง ๆ', 'Its seats in committees.') })
  seats!: unknown[]
  @Field(() => [Answerable], {
    description: described(
      'สิ่งที่ตำแหน่งนี้รับผิดชอบแทน: ตนเอง หน่วยงานที่เป็นหัวหน้า ที่นั่ง และคณะที่เป็นเลขานุการ',
      'All for which it answers: itself, what it heads, its seats, and the bodies of which it is secretary.',
    ),
  })
  answersFor!: unknown[]
  @From(openCommitments)
  @Field(() => [Commitment], {
    description: described('ข้อผูกพันที่ยังไม่แล้วเสร็จ ครบกำหนดก่อนมาก่อน', 'Its open commitments, the first due first.'),
  })
  commitments!: unknown[]
  @From(resolutions)
  @Field(() => [Resolution], {
    description: described(
      'มติที่รอดำเนินการ: มติมอบหมาย ส่งต่อ หรือเลื่อนของคณะที่เป็นเลขานุการ ซึ่งยังไม่มีข้อผูกพันหรือมติต่อเนื่อง ล่าสุดก่อน',
      'Resolutions that await action: what the bodies of which it is secretary assigned, referred or deferred, and from which no promise and nothing later came. The latest first.',
    ),
  })
  resolutions!: unknown[]
  @From(meetings)
  @Field(() => [Meeting], {
    description: described(
      'การประชุมใน 90 วันข้างหน้าของคณะที่ตำแหน่งนี้มีที่นั่ง',
      'The meetings of the next 90 days of the bodies in which it has a seat.',
    ),
  })
  meetings!: unknown[]
  @From(draftMinutes)
  @Field(() => [Meeting], {
    description: described(
      'การประชุมที่ตำแหน่งนี้เป็นเลขานุการและรายงานยังไม่ได้รับรองหรือยังไม่ได้จัดทำ ล่าสุดก่อน',
      'The meetings that were held and whose minutes it has to bring to certification as secretary, or to draft, the latest first.',
    ),
  })
  draftMinutes!: unknown[]
  @From(obstacles)
  @Field(() => [Obstacle], {
    description: described('ปัญหาอุปสรรคที่รอตำแหน่งนี้ดำเนินการก่อน', 'What waits for it to act first, and has no answer.'),
  })
  obstacles!: unknown[]
  @Field(() => Handover, {
    nullable: true,
    description: described(
      'การส่งมอบที่ดำเนินอยู่: ครั้งล่าสุดที่ถึงวันแล้ว มิฉะนั้นครั้งถัดไป ว่างเมื่อไม่มี',
      'The handover under way: the latest whose day has come, else the next; null where there is none.',
    ),
  })
  handover?: unknown
  @From(notes)
  @Field(() => [HandoverNote], {
    description: described(
      'บันทึกส่งมอบทั่วไปในรอบปี ล่าสุดก่อน',
      'What was written in general in the handovers of the last year, the latest first.',
    ),
  })
  notes!: unknown[]
  @From(readingList)
  @Field(() => [ReadingItem], {
    description: described(
      'เอกสารที่ผู้รับมอบควรอ่าน: คำสั่งที่มีผลของคณะที่มีที่นั่ง และรายงานการประชุมที่รับรองล่าสุด',
      'What whoever comes should read: the orders in force of the bodies in which it has a seat, and of each the minutes certified last.',
    ),
  })
  readingList!: unknown[]
  @From(contacts)
  @Field(() => [DossierContact], {
    description: described(
      'ผู้ที่ติดต่อได้: ผู้บังคับบัญชา ประธานและเลขานุการของคณะที่มีที่นั่ง',
      'Whom to turn to: the supervisor, and chair and secretary of the bodies in which it has a seat.',
    ),
  })
  contacts!: unknown[]
  @From(partners)
  @Field(() => [DossierPartner], {
    description: described(
      'ผู้ร่วมงาน: ผู้สนับสนุนข้อผูกพันที่กำลังดำเนินการของตำแหน่ง เรียงจากผู้ที่ร่วมมากที่สุด และผู้ปฏิบัติหน้าที่ในวันที่ถามถึง',
      'With whom it works: who supports its open commitments, those of most first, and who answers for them on the day asked about.',
    ),
  })
  partners!: unknown[]
}
