import { Commitment } from '@prasan/commitments/reading'
import { MandateClause } from '@prasan/directory/reading'
import { categoryOf, described } from '@prasan/event-sourcing'
import { type Asked, Bilingual, Day, From, Node, RequestContext, enumOf, partsOf, withMoment } from '@prasan/graphql'
import { Meeting, Resolution } from '@prasan/meetings/reading'
import { ActionPlan, Indicator } from '@prasan/plans/reading'
import { Context, Field, Int, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { lineagesOf } from './lineage.js'
import { type Link, LineageKind, LineageMark, sentenceOf } from './links.js'
import { outcomesOf } from './outcomes.js'

const LineageKindEnum = enumOf(LineageKind)
const LineageMarkEnum = enumOf(LineageMark)

@ObjectType({
  description: described(
    'ความเกี่ยวข้องหนึ่งขั้นจากสิ่งหนึ่งไปยังอีกสิ่งหนึ่ง ณ วันที่ถามถึง เป็นประโยค',
    'One link from a thing to another, in a sentence, on the day asked about.',
  ),
})
export class LineageLink {
  @Field(() => LineageKindEnum, { description: described('เกี่ยวข้องกันอย่างไร', 'How the one comes of the other.') }) kind!: string
  @Field(() => Int, {
    description: described(
      'อยู่ลึกกี่ขั้นจากสิ่งที่ถามถึง เริ่มจาก 1',
      'How deep it lies, from 1: what it leads from lies one higher, before it in the list.',
    ),
  })
  level!: number
  @Field(() => Node, { nullable: true, description: described('จากสิ่งใด', 'What it leads from.') }) from?: unknown
  @Field(() => Node, {
    nullable: true,
    description: described(
      'ไปยังสิ่งใด ว่างเมื่อยกเลิกบันทึกไปแล้ว',
      'What it leads to; of quorum, vote and attendance the resolution or meeting itself. Null where its record was reversed.',
    ),
  })
  to?: unknown
  @Field(() => Day, {
    nullable: true,
    description: described('วันที่ ว่างเมื่อไม่มี', 'The day of it, as of the meeting or the promise; null where it is of no day.'),
  })
  on?: string | null
  @From(sentenceOf)
  @Field(() => Bilingual, { description: described('เป็นประโยค', 'What leads there, in a sentence.') })
  sentence!: Bilingual
  @Field(() => [LineageMarkEnum], {
    description: described(
      'สิ่งที่ควรทราบเกี่ยวกับปลายทาง',
      'What is to be known of what it leads to, as that another resolution stands in its place.',
    ),
  })
  marks!: string[]
  @Field(() => [Resolution], { description: described('มติที่แทนปลายทาง', 'The resolutions that stand in the place of what it leads to.') })
  supersededBy!: unknown[]
}

@ObjectType({
  description: described(
    'เหตุที่มีข้อผูกพัน: ย้อนไปถึงผู้ให้คำมั่น อำนาจหน้าที่ มติ องค์ประชุม การลงมติ การมาประชุม เรื่องที่เลื่อนหรือสืบเนื่อง มติก่อนหน้า และแผน',
    'Why a commitment exists: back to who promised it, the mandate, the resolution with its quorum, vote and attendance, what the matter was carried from, earlier resolutions, and the plan.',
  ),
})
export class Lineage {
  @Field(() => [LineageLink], {
    description: described('ทีละขั้น ตามลำดับ', 'Link by link, each with all that lies behind it before the next.'),
  })
  links!: unknown[]
  @Field(() => [Resolution], {
    description: described(
      'มติทุกข้อที่เป็นที่มา ไม่รวมมติที่ถูกแทนหรือที่รับรอง',
      'Every resolution it comes from, in the order of the links; without those superseded by one of these and those that ratify one.',
    ),
  })
  resolutions!: unknown[]
  @Field(() => [Meeting], { description: described('การประชุมที่มีมติเหล่านั้น', 'The meetings that passed them.') }) meetings!: unknown[]
  @Field(() => [MandateClause], {
    description: described(
      'อำนาจหน้าที่ที่ระบุไว้ หรือของหน่วยงานที่รับผิดชอบในวันที่ให้คำมั่น',
      'The mandate clause that it names; where it names none, those of its owner’s organization that were in force when it was promised.',
    ),
  })
  mandate!: unknown[]
}

@ObjectType({
  description: described(
    'ผลที่เกิดจากมติ ณ วันที่ถามถึง: การดำเนินการ ข้อผูกพัน แผน งบประมาณ และผลตามตัวชี้วัด',
    'What became of a resolution by the day asked about: what followed on it, what was promised and planned, money and results.',
  ),
})
export class Outcomes {
  @Field(() => [LineageLink], { description: described('ทีละขั้น ตามลำดับ', 'Link by link, each with all that came of it before the next.') })
  links!: unknown[]
  @Field(() => [Commitment], {
    description: described(
      'ข้อผูกพันทุกข้อที่เกิดจากมติ ครบกำหนดก่อนมาก่อน',
      'Every commitment that came of it, the first due first: from it, from what carries it out, amends it or follows on it, and from plans that it decided on.',
    ),
  })
  commitments!: unknown[]
  @Field(() => [ActionPlan], {
    description: described('แผนที่มีมติตามนั้น พร้อมงบประมาณและผู้รับสนับสนุน', 'The plans that were decided on, which say what money there is.'),
  })
  plans!: unknown[]
  @Field(() => [Indicator], { description: described('ตัวชี้วัดของแผนเหล่านั้น', 'The indicators of these plans, with what was measured.') })
  indicators!: unknown[]
  @Field(() => Int, { description: described('ข้อผูกพันที่ยังดำเนินการอยู่', 'How many of the commitments are open.') }) open!: number
  @Field(() => Int, { description: described('ในจำนวนนั้นที่ล่าช้า', 'How many of those that are open are overdue.') }) overdue!: number
  @Field(() => Int, { description: described('ที่รายงานว่าแล้วเสร็จ รอตรวจรับ', 'How many are reported complete and not verified.') })
  completed!: number
  @Field(() => Int, { description: described('ที่ตรวจรับแล้ว', 'How many are verified.') }) verified!: number
  @Field(() => Int, { description: described('ที่ถอนแล้ว', 'How many were withdrawn.') }) withdrawn!: number
}

/** Where the chain leads, by what is a source of what was asked about. */
const ASIDE: readonly string[] = ['supersedes', 'ratifies']
const ledTo = (links: readonly Link[], category: string) => [
  ...new Set(links.flatMap(({ kind, to }) => (!ASIDE.includes(kind) && categoryOf(to) === category ? [to] : []))),
]

@Resolver(() => Commitment)
export class LineageResolver {
  @ResolveField(() => Lineage, {
    description: described(
      'เหตุที่มีข้อผูกพันนี้ ย้อนไปถึงมติและอำนาจหน้าที่',
      'Why it exists, link by link back to what was resolved and to the mandate.',
    ),
  })
  async lineage(@Parent() { id, asOf }: Asked<{ id: string }>, @Context() request: RequestContext) {
    const links = (await request.map(lineagesOf, id, asOf)) ?? []
    const [resolutions, meetings, mandate] = ['resolution', 'meeting', 'clause'].map((category) => ledTo(links, category))
    return withMoment({ links: partsOf(links, { asOf }), resolutions, meetings, mandate }, asOf)
  }
}

@Resolver(() => Resolution)
export class OutcomesResolver {
  @ResolveField(() => Outcomes, {
    description: described('ผลที่เกิดจากมตินี้ ณ วันที่ถามถึง', 'What became of it by the day asked about, link by link.'),
  })
  async outcomes(@Parent() { id, asOf }: Asked<{ id: string }>, @Context() request: RequestContext) {
    const { links, commitments, ...led } = (await request.map(outcomesOf, id, asOf))!
    const count = (is: string) => commitments.filter(({ state }) => state === is).length
    return withMoment(
      {
        ...{ ...led, links: partsOf(links, { asOf }), commitments: partsOf(commitments, { asOf }) },
        ...{ open: count('open'), completed: count('completed'), verified: count('verified'), withdrawn: count('withdrawn') },
        overdue: commitments.filter(({ state, dueOn }) => state === 'open' && dueOn < asOf.day).length,
      },
      asOf,
    )
  }
}
