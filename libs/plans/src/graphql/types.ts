import { choice, described, label } from '@prasan/event-sourcing'
import { Bilingual, Day, Node, enumOf } from '@prasan/graphql'
import { Field, Float, Int, ObjectType } from '@nestjs/graphql'

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
}

@ObjectType({ implements: () => [Node], description: described('วัตถุประสงค์', 'What a plan is for.') })
export class Objective extends Node {
  @Field(() => Int, { description: described('ลำดับในแผน', 'Its number in the plan.') }) number!: number
  @Field(() => Bilingual, { description: described('ชื่อวัตถุประสงค์', 'Its title.') }) title!: Bilingual
}

@ObjectType({ implements: () => [Node], description: described('ผลผลิต', 'What is there when the activities under it are done.') })
export class Output extends Node {
  @Field(() => Int, { description: described('ลำดับภายใต้วัตถุประสงค์', 'Its number under its objective.') }) number!: number
  @Field(() => Bilingual, { description: described('ชื่อผลผลิต', 'Its title.') }) title!: Bilingual
}

@ObjectType({ implements: () => [Node], description: described('กิจกรรม', 'Who leads what, with whom, where and when.') })
export class Activity extends Node {
  @Field(() => Int, { description: described('ลำดับภายใต้ผลผลิต', 'Its number under its output.') }) number!: number
  @Field(() => Bilingual, { description: described('ชื่อกิจกรรม', 'Its title.') }) title!: Bilingual
  @Field(() => String, { nullable: true, description: described('เหตุที่ยกเลิก ว่างเมื่อไม่ได้ยกเลิก', 'Why it was dropped; null while it stands.') })
  dropped?: string | null
}

@ObjectType({
  implements: () => [Node],
  description: described('เงินที่แหล่งหนึ่งให้แก่กิจกรรม หรือแก่แผนทั้งแผน', 'What a source gives for an activity, or for the plan as a whole.'),
})
export class BudgetLine extends Node {
  @Field(() => String, { description: described('แหล่งงบประมาณ', 'Where the money comes from.') }) source!: string
  @Field(() => Float, { description: described('จำนวนเงิน (บาท)', 'THB.') }) amount!: number
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
}

@ObjectType({
  implements: () => [Node],
  description: described(
    'คำมั่นสนับสนุนงบประมาณ',
    'Money pledged for a line of the budget, or for the plan as a whole; those withdrawn are left out.',
  ),
})
export class Pledge extends Node {
  @Field(() => Float, { description: described('จำนวนเงิน (บาท)', 'THB.') }) amount!: number
  @Field(() => Day, { description: described('วันที่รับสนับสนุน', 'The day of the pledge.') }) on!: string
}
