import { z } from '@prasan/event-sourcing'
import { Bilingual, Day, Node, enumOf } from '@prasan/graphql'
import { Field, Float, Int, ObjectType } from '@nestjs/graphql'

export const PlanStateWord = z.enum(['drafted', 'endorsed', 'revising', 'closed']).meta({ id: 'PlanState' })
const PlanStateEnum = enumOf(PlanStateWord)

@ObjectType({
  implements: () => [Node],
  description:
    'The joint plan of a committee for a fiscal year: objectives, under each its outputs, under each its activities; and a budget.',
})
export class ActionPlan extends Node {
  @Field(() => Bilingual) title!: Bilingual
  @Field(() => Int, { description: 'ปีงบประมาณ (พ.ศ.) · The B.E. year in which it ends: 2570 is 1 October 2026 to 30 September 2027.' })
  fiscalYear!: number
  @Field(() => PlanStateEnum) state!: string
  @Field(() => Day, { description: 'The day from which it is in this state.' }) since!: string
}

@ObjectType({ implements: () => [Node], description: 'วัตถุประสงค์ · What a plan is for.' })
export class Objective extends Node {
  @Field(() => Int) number!: number
  @Field(() => Bilingual) title!: Bilingual
}

@ObjectType({ implements: () => [Node], description: 'ผลผลิต · What is there when the activities under it are done.' })
export class Output extends Node {
  @Field(() => Int) number!: number
  @Field(() => Bilingual) title!: Bilingual
}

@ObjectType({ implements: () => [Node], description: 'กิจกรรม · Who leads what, with whom, where and when.' })
export class Activity extends Node {
  @Field(() => Int) number!: number
  @Field(() => Bilingual) title!: Bilingual
  @Field(() => String, { nullable: true, description: 'Why it was dropped; null while it stands.' }) dropped?: string | null
}

@ObjectType({ implements: () => [Node], description: 'What a source gives for an activity, or for the plan as a whole.' })
export class BudgetLine extends Node {
  @Field(() => String, { description: 'แหล่งงบประมาณ · Where the money comes from.' }) source!: string
  @Field(() => Float, { description: 'THB.' }) amount!: number
}

@ObjectType({ implements: () => [Node], description: 'ตัวชี้วัด · By what number an activity is judged. Numbers only.' })
export class Indicator extends Node {
  @Field(() => Bilingual) title!: Bilingual
  @Field(() => String, { description: 'หน่วยนับ · What is counted.' }) unit!: string
  @Field(() => Int, { nullable: true, description: 'The number before the activity.' }) baseline?: number | null
  @Field(() => Int) target!: number
  @Field(() => Int, { nullable: true, description: 'ผล · The last that was measured by the day asked about; null: nothing yet.' })
  value?: number | null
  @Field(() => Day, { nullable: true }) measuredOn?: string | null
}

@ObjectType({
  implements: () => [Node],
  description: 'คำมั่นสนับสนุนงบประมาณ · Money pledged for a line of the budget, or for the plan as a whole; those withdrawn are left out.',
})
export class Pledge extends Node {
  @Field(() => Float, { description: 'THB.' }) amount!: number
  @Field(() => Day) on!: string
}
