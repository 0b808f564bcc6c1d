/** What the counts of many commitments show. */
import { Priority } from '@prasan/committees/contract'
import { PriorityEnum } from '@prasan/committees/reading'
import { choice, described, metaOf } from '@prasan/event-sourcing'
import { type Asked, Bilingual, From, Node, type RequestContext, enumOf } from '@prasan/graphql'
import { Field, Float, Int, ObjectType } from '@nestjs/graphql'
import { Pillar, PillarEnum } from '@prasan/plans/reading'
import { type GroupBy, type GroupRow, overdueIn } from './groups.js'
import type { Bucket } from '../views/commitments/queries.js'
import { OverdueTotals } from './types.js'

const GroupByWord = choice(
  'GroupBy',
  {
    COMMITTEE: ['คณะที่ติดตาม', 'the body that watches over it'],
    ORGANIZATION: ['หน่วยงานที่รับผิดชอบ', 'the organization that answers for it'],
    POST: ['ตำแหน่งที่รับผิดชอบ', 'the post that owns it'],
    AREA: ['พื้นที่ในพื้นที่ที่ถามถึง เช่น อำเภอของจังหวัด', 'the parts of `filter.area`, as the districts of a province; without it the provinces'],
    PLAN: ['แผนที่สนับสนุน', 'the action plan that it serves'],
    PRIORITY: ['ความเร่งด่วน เร่งด่วนที่สุดก่อน', 'how pressing it is, the most pressing first'],
    PILLAR: ['ด้าน ตามวัตถุประสงค์ของกิจกรรมที่เป็นที่มา', 'the pillar of the objective of the activity that it comes from'],
  } satisfies Record<GroupBy, [string, string]>,
  { description: described('สิ่งที่ใช้จัดกลุ่ม', 'What commitments are counted by.') },
)
export const GroupByEnum = enumOf(GroupByWord)

export const agesOf = (counts: Record<Bucket, number>): OverdueTotals => ({
  days1to7: counts.DAYS_1_7,
  days8to30: counts.DAYS_8_30,
  days31to90: counts.DAYS_31_90,
  over90Days: counts.OVER_90,
})

/** The words of what is no thing with an id. */
export const wordOfGroup = (key: string): Bilingual | undefined => metaOf(Pillar).words?.[key] ?? metaOf(Priority).words?.[key]
const oneOf = (words: readonly string[], key: string | null) => (key !== null && words.includes(key) ? key : null)
const isWord = (key: string | null): key is string => key !== null && wordOfGroup(key) !== undefined

const thingOf = ({ key, asOf }: Asked<GroupRow>, request: RequestContext) => (key === null || isWord(key) ? null : request.node(key, asOf))

@ObjectType({ description: described('จำนวนวันที่ล่าช้าของหลายข้อ', 'How long those that are overdue are so, in days.') })
export class DaysOverdue {
  @Field(() => Float, { description: described('รวมทุกข้อ', 'Of all together.') }) sum!: number
  @Field(() => Float, { nullable: true, description: described('ค่ากลาง ว่างเมื่อไม่มีข้อที่ล่าช้า', 'The median; null where none is overdue.') })
  median!: number | null
  @Field(() => Int, { nullable: true, description: described('มากที่สุด ว่างเมื่อไม่มีข้อที่ล่าช้า', 'The most; null where none is overdue.') })
  most!: number | null
}

@ObjectType({
  description: described('ข้อผูกพันที่มีสิ่งหนึ่งร่วมกัน นับ ณ วันที่ถามถึง', 'Commitments that have one thing in common, counted on the day asked about.'),
})
export class CommitmentGroup {
  @From(thingOf)
  @Field(() => Node, {
    nullable: true,
    description: described(
      'สิ่งที่มีร่วมกัน ว่างเมื่อไม่มี หรือเป็นด้านหรือความเร่งด่วน',
      'What they have in common; null for those that have none, and for a pillar or a priority.',
    ),
  })
  of?: unknown
  @From(({ key }: GroupRow) => oneOf(Pillar.options, key))
  @Field(() => PillarEnum, { nullable: true, description: described('ด้าน เมื่อจัดกลุ่มตามด้าน', 'The pillar, where they are counted by it.') })
  pillar?: string | null
  @From(({ key }: GroupRow) => oneOf(Priority.options, key))
  @Field(() => PriorityEnum, {
    nullable: true,
    description: described('ความเร่งด่วน เมื่อจัดกลุ่มตามความเร่งด่วน', 'How pressing they are, where they are counted by it.'),
  })
  priority?: string | null
  @From((row: Asked<GroupRow>, request) =>
    row.key === null ? null : isWord(row.key) ? wordOfGroup(row.key) : request.labelOf(row.key, row.asOf),
  )
  @Field(() => Bilingual, {
    nullable: true,
    description: described('ชื่อที่ใช้แสดง ว่างเมื่อไม่มีสิ่งที่มีร่วมกัน', 'The name to show; null for those that have nothing in common.'),
  })
  label?: Bilingual | null
  @Field(() => Int, { description: described('ทั้งหมด', 'How many there are.') }) total!: number
  @Field(() => Int, { description: described('กำลังดำเนินการ รวมที่ล่าช้า', 'How many are open, overdue or not.') }) open!: number
  @From(overdueIn)
  @Field(() => Int, { description: described('ล่าช้า', 'How many are overdue.') })
  overdue!: number
  @From(agesOf)
  @Field(() => OverdueTotals, { description: described('ที่ล่าช้า แยกตามจำนวนวัน', 'Those overdue, by how long.') })
  ageing!: OverdueTotals
  @From(({ daysSum: sum, daysMedian: median, daysMost: most }: GroupRow): DaysOverdue => ({ sum, median, most }))
  @Field(() => DaysOverdue, { description: described('ล่าช้ากี่วัน', 'How long those overdue are so.') })
  daysOverdue!: DaysOverdue
  @Field(() => Int, { description: described('รายงานว่าแล้วเสร็จ ยังไม่ตรวจรับ', 'How many are reported complete, not yet verified.') })
  completed!: number
  @Field(() => Int, { description: described('ตรวจรับแล้ว', 'How many are verified.') }) verified!: number
  @Field(() => Int, { description: described('ถอนแล้ว', 'How many are withdrawn.') }) withdrawn!: number
}
