/** Object types that every context's API shares. */
import { Disclosure, categoryOf, described, type AsOf } from '@prasan/event-sourcing'
import { Field, ID, InputType, Int, InterfaceType, ObjectType } from '@nestjs/graphql'
import { enumOf } from './naming.js'
import { From } from './reading.js'
import type { Asked } from './request.js'
import { DateTime, Day } from './scalars.js'

/** GraphQL type names by category: filled by the contexts' nodes, read by the interfaces below. */
export const typeNames = new Map<string, string>()
const resolveType = ({ id }: { id: string }) => typeNames.get(categoryOf(id))

@ObjectType({
  description: described(
    'ข้อความภาษาไทย ซึ่งพิมพ์ในเอกสาร และภาษาอังกฤษเมื่อมีผู้เขียนไว้',
    'A text in Thai, which documents print, and in English where somebody wrote it.',
  ),
})
export class Bilingual {
  @Field(() => String, { description: described('ภาษาไทย', 'In Thai.') }) th!: string
  @Field(() => String, { nullable: true, description: described('ภาษาอังกฤษ หากมี', 'In English, where somebody wrote it.') }) en?:
    string | undefined
}

@InterfaceType({
  description: described(
    'สิ่งที่มีรหัสของตนเอง ถามได้ด้วย node(id) คำตอบ ณ เวลาอื่นมีรหัสที่ระบุเวลาไว้ เช่น post-…@2026-10-22 ซึ่งใช้แทนรหัสของสิ่งนั้นได้ทุกที่ และ node ตอบตามเวลานั้น',
    'Anything with an id of its own; ask for it by `node(id)`. An answer as of another moment than the present has an id that carries the moment, as in `post-…@2026-10-22`: it names the same thing wherever an id is taken, and asked for by that id the thing is shown as of that moment.',
  ),
  resolveType,
})
export abstract class Node {
  @Field(() => ID, { description: described('รหัส ไม่เปลี่ยน ใช้ถามซ้ำได้', 'Its id, which stays: ask for it again by `node(id)`.') }) id!: string
  asOf!: AsOf
}

@InterfaceType({
  description: described(
    'สิ่งที่เป็นผู้รับผิดชอบได้: ตำแหน่ง ที่นั่ง หน่วยงาน หรือคณะ ไม่ใช่ตัวบุคคล',
    'What can answer for a promise: a post, a seat, an organization or a committee. Never a person.',
  ),
  implements: () => [Node],
  resolveType,
})
export abstract class Answerable extends Node {
  @From((row: Asked<{ id: string }>, request) => request.shownAs(row))
  @Field(() => Bilingual, { description: described('ชื่อที่ใช้แสดง', 'The name to show.') })
  label!: Bilingual
  @Field(() => Day, {
    nullable: true,
    description: described(
      'วันที่สิ้นสุด',
      'First day on which it is no more, where that day has come: everything else is then as on its last day.',
    ),
  })
  endedOn?: string | null
}

export const DisclosureEnum = enumOf(Disclosure)

@ObjectType({ description: described('ไฟล์แนบ', 'A file attached to something.') })
export class AttachedFile {
  @Field(() => String, { description: described('ชื่อไฟล์', 'Its name.') }) name!: string
  @Field(() => String, { description: described('ชนิดของไฟล์', 'Media type, as in application/pdf.') }) mediaType!: string
  @Field(() => Int, { description: described('ขนาดเป็นไบต์', 'Size in bytes.') }) size!: number
  @Field(() => String, { description: described('ค่าแฮช SHA-256 ของเนื้อไฟล์ เลขฐานสิบหก', 'SHA-256 of the content, in hexadecimal.') })
  digest!: string
  @Field(() => String, { description: described('ที่อยู่ของเนื้อไฟล์บนเครื่องนี้', 'Where this node gives the content, as in /files/…') })
  link!: string
  @Field(() => DisclosureEnum, { description: described('ชั้นการเปิดเผย', 'Who may be shown it.') }) disclosure!: string
  @Field(() => DateTime, { description: described('แนบเมื่อ', 'When it was attached.') }) attachedAt!: string
}

@InterfaceType({
  description: described(
    'สิ่งที่แนบไฟล์ได้: คำสั่ง ระเบียบวาระ รายงานการประชุม และข้อผูกพัน',
    'What files are attached to: orders, agenda items, minutes and commitments.',
  ),
})
export abstract class Documented {
  @Field(() => [AttachedFile], { description: described('ไฟล์แนบ', 'In the order in which they were attached.') }) files!: AttachedFile[]
}

@InputType({
  description: described(
    'วันเวลาที่ถามถึง effective คือสิ่งที่มีผลในวันนั้น known หรือ logNumber คือตามที่ทราบในขณะนั้น หากไม่ระบุทั้งสอง คือตามที่ทราบขณะนี้',
    'The moment a question is about. `effective`: what held in the world on that day. `known` or `logNumber`: as it was known then; all that is known now where both are left out.',
  ),
})
export class AsOfInput {
  @Field(() => Day, { nullable: true, description: described('วันที่มีผล', 'The day in the world; today in Bangkok where it is left out.') })
  effective?: string
  @Field(() => DateTime, { nullable: true, description: described('ตามที่ทราบ ณ เวลา', 'As known at that instant.') }) known?: string
  @Field(() => Int, {
    nullable: true,
    description: described(
      'ตามที่ทราบเมื่อบันทึกถึงเหตุการณ์ลำดับนั้น ใช้พร้อม known ไม่ได้',
      'As known at that event of the log; not together with `known`.',
    ),
  })
  logNumber?: number
}

/** Options of the `asOf` argument. */
export const AS_OF = {
  type: () => AsOfInput,
  nullable: true,
  description: described(
    'วันเวลาที่ถามถึง หากไม่ระบุ คือวันนี้ ตามที่ทราบขณะนี้',
    'The moment that the question is about: today, as known now, where it is left out.',
  ),
}

@ObjectType({ description: described('หน้านี้อยู่ตรงไหนของรายการ', 'Where a page stands in its list.') })
export class PageInfo {
  @Field(() => Boolean, { description: described('ยังมีหน้าถัดไป', 'Whether more follows.') }) hasNextPage!: boolean
  @Field(() => Boolean, { description: described('ยังมีหน้าก่อน', 'Whether more goes before.') }) hasPreviousPage!: boolean
  @Field(() => String, { nullable: true, description: described('ค่า before ของหน้าก่อน', 'Give it as `before` for the page before.') })
  startCursor?: string | null
  @Field(() => String, { nullable: true, description: described('ค่า after ของหน้าถัดไป', 'Give it as `after` for the next page.') })
  endCursor?: string | null
}

@ObjectType({ description: described('ข้อเท็จจริงหนึ่งข้อในประวัติ', 'One thing the history tells, made from the event.') })
export class HistoryFact {
  @Field(() => Bilingual, { description: described('เรื่องใด', 'What it is about.') }) label!: Bilingual
  @Field(() => Bilingual, { description: described('มีค่าอย่างไร', 'What was recorded of it.') }) value!: Bilingual
}

@ObjectType({ description: described('เหตุการณ์หนึ่งในประวัติ เป็นประโยค', 'One event of a history, as a sentence.') })
export class HistoryEntry {
  @Field(() => String, { description: described('ชื่อเหตุการณ์', 'Name of the event.') }) type!: string
  @Field(() => Bilingual, { description: described('ประโยคที่บอกว่าเกิดอะไรขึ้น', 'What happened, in a sentence.') }) sentence!: Bilingual
  @Field(() => [HistoryFact], { description: described('ข้อเท็จจริงทีละข้อ', 'What was recorded, thing by thing.') }) facts!: HistoryFact[]
  @Field(() => DateTime, { description: described('บันทึกเมื่อ', 'When it was recorded.') }) recordedAt!: string
  @Field(() => Day, {
    nullable: true,
    description: described('มีผลตั้งแต่วันที่ หากเหตุการณ์ระบุไว้', 'The day from which it holds in the world, where the event names one.'),
  })
  effective?: string | null
  @Field(() => String, { description: described('ผู้บันทึก: บุคคลหรือส่วนของระบบ', 'The person or the part of the system that recorded it.') })
  actor!: string
  @Field(() => ID, { nullable: true, description: described('ในนามตำแหน่ง', 'The post acted for.') }) forPost?: string | null
  @Field(() => Int, {
    nullable: true,
    description: described('ลำดับในบันทึกทั้งหมด ว่างจนกว่าจะอ่านถึง', 'The n-th event of the log; null until the views have seen it.'),
  })
  logNumber?: number | null
  @Field(() => Int, { description: described('ลำดับในบันทึกของสิ่งนั้น นับจาก 0', 'Its number in the stream of what it is about, from 0.') })
  revision!: number
  @Field(() => [String], {
    description: described(
      'กฎของคณะที่บันทึกไว้แม้ไม่เป็นไปตามนั้น พร้อมเหตุผล',
      'Rules of the body that this was recorded despite, each with the reason.',
    ),
  })
  despite!: string[]
}
