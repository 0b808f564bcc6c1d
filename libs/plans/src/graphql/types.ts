import { choice, described, label } from '@prasan/event-sourcing'
import { Committee } from '@prasan/committees/reading'
import { Area } from '@prasan/directory/reading'
import { Answerable, type Asked, Bilingual, Day, From, Node, enumOf } from '@prasan/graphql'
import { Field, Float, Int, ObjectType } from '@nestjs/graphql'
import { Pillar } from '../domain/plan/shapes.js'
import {
  type ActivityRow,
  type BudgetRow,
  type PlanRow,
  type PledgeRow,
  activitiesOf,
  budgetOf,
  indicatorsOf,
  objectivesOf,
  outputsOf,
  pledgesOf,
} from '../views/plans/queries.js'

export const PlanStateWord = choice(
  'PlanState',
  {
    drafted: ['ร่าง', 'drafted'],
    endorsed: ['เห็นชอบแล้ว', 'endorsed'],
    revising: ['เปิดปรับแผน', 'opened for changes'],
    closed: ['ปิดแล้ว', 'closed'],
  },
  label('สถานะของแผน', 'State of a plan'),
)
const PlanStateEnum = enumOf(PlanStateWord)
export const PillarEnum = enumOf(Pillar)

const baht = (satang: number) => satang / 100
const total = (rows: readonly { satang: number }[]) => baht(rows.reduce((sum, { satang }) => sum + satang, 0))

@ObjectType({
  implements: () => [Node],
  description: described(
    'แผนปฏิบัติการร่วมของคณะในปีงบประมาณหนึ่ง: วัตถุประสงค์ ผลผลิต กิจกรรม และงบประมาณ',
    'The joint plan of a committee for a fiscal year: objectives, under each its outputs, under each its activities; and a budget.',
  ),
})
export class ActionPlan extends Node {
  @Field(() => Bilingual, { description: described('ชื่อแผน', 'Its title.') }) title!: Bilingual
  @Field(() => Int, {
    description: described('ปีงบประมาณ (พ.ศ.)', 'The B.E. year in which it ends: 2570 is 1 October 2026 to 30 September 2027.'),
  })
  fiscalYear!: number
  @Field(() => PlanStateEnum, { description: described('สถานะในวันที่ถามถึง', 'Its state on the day asked about.') }) state!: string
  @Field(() => Day, { description: described('อยู่ในสถานะนี้ตั้งแต่วันที่', 'The day from which it is in this state.') }) since!: string
  @Field(() => Committee, { nullable: true, description: described('คณะที่เป็นเจ้าของแผน', 'The committee whose plan it is.') })
  committee?: unknown
  @From(objectivesOf)
  @Field(() => [Objective], { description: described('วัตถุประสงค์ เรียงตามลำดับ', 'What it is for, in the order of the numbers.') })
  objectives!: unknown[]
  @From(budgetOf)
  @Field(() => [BudgetLine], {
    description: described(
      'งบประมาณ',
      'Every line of the budget, those of activities included; without those of activities that were dropped.',
    ),
  })
  budget!: unknown[]
  @From(async ({ id, asOf }: Asked<PlanRow>, request) => total(await request.many(budgetOf, id, asOf)))
  @Field(() => Float, { description: described('ผลรวมของทุกรายการ (บาท)', 'THB: the sum of all lines.') })
  budgetTotal!: number
  @From(pledgesOf)
  @Field(() => [Pledge], { description: described('งบประมาณที่มีผู้รับสนับสนุน', 'The money pledged, in the order of its days.') })
  pledges!: unknown[]
  @From(async ({ id, asOf }: Asked<PlanRow>, request) => {
    const [pledges, budget] = await Promise.all([request.many(pledgesOf, id, asOf), request.many(budgetOf, id, asOf)])
    const lines = new Set(budget.map((each) => each.id))
    return total(pledges.filter(({ line }) => line === null || lines.has(line)))
  })
  @Field(() => Float, {
    description: described(
      'ผลรวมที่มีผู้รับสนับสนุน (บาท) ไม่นับรายการของกิจกรรมที่ยกเลิก',
      'THB: the sum of all pledges, but for those made for a line of an activity that was dropped.',
    ),
  })
  pledgedTotal!: number
}

@ObjectType({ implements: () => [Node], description: described('วัตถุประสงค์', 'What a plan is for.') })
export class Objective extends Node {
  @Field(() => Int, { description: described('ลำดับในแผน', 'Its number in the plan.') }) number!: number
  @Field(() => Bilingual, { description: described('ชื่อวัตถุประสงค์', 'Its title.') }) title!: Bilingual
  @Field(() => PillarEnum, {
    nullable: true,
    description: described('ด้านที่สนับสนุน ว่างเมื่อไม่ระบุ', 'The pillar that it serves; null where none is named.'),
  })
  pillar?: string | null
  @Field(() => ActionPlan, { nullable: true }) plan?: unknown
  @From(outputsOf)
  @Field(() => [Output], { description: described('ผลผลิต เรียงตามลำดับ', 'The outputs under it, in the order of the numbers.') })
  outputs!: unknown[]
}

@ObjectType({ implements: () => [Node], description: described('ผลผลิต', 'What is there when the activities under it are done.') })
export class Output extends Node {
  @Field(() => Int, { description: described('ลำดับภายใต้วัตถุประสงค์', 'Its number under its objective.') }) number!: number
  @Field(() => Bilingual, { description: described('ชื่อผลผลิต', 'Its title.') }) title!: Bilingual
  @Field(() => Objective, { nullable: true }) objective?: unknown
  @From(activitiesOf)
  @Field(() => [Activity], { description: described('กิจกรรม เรียงตามลำดับ', 'The activities under it, in the order of the numbers.') })
  activities!: unknown[]
}

@ObjectType({ implements: () => [Node], description: described('กิจกรรม', 'Who leads what, with whom, where and when.') })
export class Activity extends Node {
  @Field(() => Int, { description: described('ลำดับภายใต้ผลผลิต', 'Its number under its output.') }) number!: number
  @Field(() => Bilingual, { description: described('ชื่อกิจกรรม', 'Its title.') }) title!: Bilingual
  @Field(() => String, { nullable: true, description: described('เหตุที่ยกเลิก ว่างเมื่อไม่ได้ยกเลิก', 'Why it was dropped; null while it stands.') })
  dropped?: string | null
  @Field(() => ActionPlan, { nullable: true }) plan?: unknown
  @Field(() => Output, { nullable: true }) output?: unknown
  @Field(() => Answerable, { nullable: true, description: described('หน่วยหลัก', 'Who leads it.') }) lead?: unknown
  @Field(() => [Answerable], { description: described('หน่วยร่วม', 'Who contributes.') }) contributors!: unknown[]
  @From(indicatorsOf)
  @Field(() => [Indicator], { description: described('ตัวชี้วัดของกิจกรรม', 'By what numbers it is judged.') })
  indicators!: unknown[]
  @Field(() => Area, { nullable: true }) area?: unknown
  @From<ActivityRow>('startsOn')
  @Field(() => Day, { description: described('วันแรก', 'First day.') })
  from!: string
  @From<ActivityRow>('endsOn')
  @Field(() => Day, { description: described('ถึงก่อนวันที่: วันแรกที่สิ้นสุดแล้ว', 'First day on which it is over.') })
  until!: string
}

@ObjectType({
  implements: () => [Node],
  description: described('เงินที่แหล่งหนึ่งให้แก่กิจกรรม หรือแก่แผนทั้งแผน', 'What a source gives for an activity, or for the plan as a whole.'),
})
export class BudgetLine extends Node {
  @Field(() => String, { description: described('แหล่งงบประมาณ', 'Where the money comes from.') }) source!: string
  @From(({ satang }: BudgetRow) => baht(satang))
  @Field(() => Float, { description: described('จำนวนเงิน (บาท)', 'THB.') })
  amount!: number
  @Field(() => Activity, { nullable: true, description: described('กิจกรรม ว่างเมื่อให้แก่แผนทั้งแผน', 'Null: for the plan as a whole.') })
  activity?: unknown
}

@ObjectType({ implements: () => [Node], description: described('ตัวชี้วัด', 'By what number an activity is judged. Numbers only.') })
export class Indicator extends Node {
  @Field(() => Bilingual, { description: described('ชื่อตัวชี้วัด', 'Its title.') }) title!: Bilingual
  @Field(() => String, { description: described('หน่วยนับ', 'What is counted.') }) unit!: string
  @Field(() => Int, {
    nullable: true,
    description: described('ค่าก่อนทำกิจกรรม ว่างเมื่อไม่ทราบ', 'The number before the activity; null: not known.'),
  })
  baseline?: number | null
  @Field(() => Int, { description: described('ค่าเป้าหมาย', 'The number to reach.') }) target!: number
  @Field(() => Int, {
    nullable: true,
    description: described('ผล', 'The last that was measured by the day asked about; null: nothing yet.'),
  })
  value?: number | null
  @Field(() => Day, {
    nullable: true,
    description: described('วันที่วัดผลล่าสุด ว่างเมื่อยังไม่วัด', 'The day of `value`; null: nothing was measured yet.'),
  })
  measuredOn?: string | null
  @Field(() => Activity, { nullable: true }) activity?: unknown
}

@ObjectType({
  implements: () => [Node],
  description: described(
    'คำมั่นสนับสนุนงบประมาณ',
    'Money pledged for a line of the budget, or for the plan as a whole; those withdrawn are left out.',
  ),
})
export class Pledge extends Node {
  @From(({ satang }: PledgeRow) => baht(satang))
  @Field(() => Float, { description: described('จำนวนเงิน (บาท)', 'THB.') })
  amount!: number
  @From<PledgeRow>('validFrom')
  @Field(() => Day, { description: described('วันที่รับสนับสนุน', 'The day of the pledge.') })
  on!: string
  @Field(() => Answerable, { nullable: true, description: described('ผู้สนับสนุน', 'Who pledged it.') }) by?: unknown
  @Field(() => BudgetLine, {
    nullable: true,
    description: described('รายการงบประมาณ ว่างเมื่อสนับสนุนแผนทั้งแผน', 'Null: for the plan as a whole.'),
  })
  line?: unknown
}
