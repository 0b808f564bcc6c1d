import { described } from '@prasan/event-sourcing'
import { Committee, committeesByIds } from '@prasan/committees/contract'
import { Area, areasByIds } from '@prasan/directory/contract'
import {
  AS_OF,
  Answerable,
  Ask,
  type Asked,
  AsOfInput,
  Day,
  PageArgs,
  type RequestContext,
  connectionFrom,
  YearAsked,
  connectionOf,
  judged,
  pageAsked,
  withMoment,
} from '@prasan/graphql'
import { QueryBus } from '@nestjs/cqrs'
import { Args, Context, Float, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import {
  type ActivityRow,
  type BudgetRow,
  type IndicatorRow,
  type ObjectiveRow,
  type OutputRow,
  type PlanRow,
  type PledgeRow,
  activitiesByIds,
  activitiesOf,
  budgetOf,
  indicatorsOf,
  linesByIds,
  objectivesByIds,
  objectivesOf,
  outputsByIds,
  outputsOf,
  pledgesOf,
  plansByIds,
  plansCount,
  plansPage,
} from '../views/plans/queries.js'
import { ActionPlan, Activity, BudgetLine, Indicator, Objective, Output, Pledge } from './types.js'

const ActionPlanConnection = connectionOf(ActionPlan, 'ActionPlan')

@Resolver(() => ActionPlan)
export class ActionPlanResolver {
  constructor(private readonly queries: QueryBus) {}

  @Query(() => ActionPlan, {
    nullable: true,
    description: described('แผนปฏิบัติการหนึ่งแผน ว่างเมื่อไม่มีบันทึก', 'An action plan; null where none is recorded.'),
  })
  actionPlan(@Args('id', { type: () => ID }) id: string, @Args('asOf', AS_OF) asOf: AsOfInput, @Context() request: RequestContext) {
    return request.thing(plansByIds, 'plan', id, asOf)
  }

  @Query(() => ActionPlanConnection, {
    description: described('แผนปฏิบัติการ ปีงบประมาณล่าสุดก่อน', 'Action plans, the latest fiscal year first.'),
  })
  async actionPlans(
    @Args() page: PageArgs,
    @Args('committee', { type: () => ID, nullable: true, description: described('เฉพาะแผนของคณะนี้', 'Only the plans of this committee.') })
    committee: string,
    @Args('fiscalYear', {
      type: () => Int,
      nullable: true,
      description: described('เฉพาะแผนของปีงบประมาณนี้ (พ.ศ.)', 'Only the plans of this fiscal year, B.E.'),
    })
    fiscalYear: number,
    @Args('asOf', AS_OF) asOf: AsOfInput,
    @Context() request: RequestContext,
  ) {
    const asked = {
      asOf: request.moment(asOf),
      committee: request.known(committee, 'committee', 'committee'),
      fiscalYear: judged(YearAsked, fiscalYear, 'fiscalYear'),
    }
    const rows = await this.queries.execute(new Ask(plansPage, { page: pageAsked(page, 'actionPlans'), ...asked }))
    return connectionFrom(
      rows,
      (row) => withMoment(row, asked.asOf),
      () => request.ask(plansCount, asked),
    )
  }

  @ResolveField(() => Committee, { nullable: true, description: described('คณะที่เป็นเจ้าของแผน', 'The committee whose plan it is.') })
  committee(@Parent() { committee, asOf }: Asked<PlanRow>, @Context() request: RequestContext) {
    return request.one(committeesByIds, committee, asOf)
  }

  @ResolveField(() => [Objective], { description: described('วัตถุประสงค์ เรียงตามลำดับ', 'What it is for, in the order of the numbers.') })
  objectives(@Parent() { id, asOf }: Asked<PlanRow>, @Context() request: RequestContext) {
    return request.many(objectivesOf, 'plan', id, asOf)
  }

  @ResolveField(() => [BudgetLine], {
    description: described(
      'งบประมาณ',
      'Every line of the budget, those of activities included; without those of activities that were dropped.',
    ),
  })
  budget(@Parent() { id, asOf }: Asked<PlanRow>, @Context() request: RequestContext) {
    return request.many(budgetOf, 'plan', id, asOf)
  }

  @ResolveField(() => Float, { description: described('ผลรวมของทุกรายการ (บาท)', 'THB: the sum of all lines.') })
  async budgetTotal(@Parent() { id, asOf }: Asked<PlanRow>, @Context() request: RequestContext) {
    return total(await request.many(budgetOf, 'plan', id, asOf))
  }

  @ResolveField(() => [Pledge], { description: described('งบประมาณที่มีผู้รับสนับสนุน', 'The money pledged, in the order of its days.') })
  pledges(@Parent() { id, asOf }: Asked<PlanRow>, @Context() request: RequestContext) {
    return request.many(pledgesOf, 'plan', id, asOf)
  }

  @ResolveField(() => Float, {
    description: described(
      'ผลรวมที่มีผู้รับสนับสนุน (บาท) ไม่นับรายการของกิจกรรมที่ยกเลิก',
      'THB: the sum of all pledges, but for those made for a line of an activity that was dropped.',
    ),
  })
  async pledgedTotal(@Parent() { id, asOf }: Asked<PlanRow>, @Context() request: RequestContext) {
    const [pledges, budget] = await Promise.all([request.many(pledgesOf, 'plan', id, asOf), request.many(budgetOf, 'plan', id, asOf)])
    const lines = new Set(budget.map((each) => each.id))
    return total(pledges.filter(({ line }) => line === null || lines.has(line)))
  }
}

@Resolver(() => Objective)
export class ObjectiveResolver {
  @ResolveField(() => ActionPlan, { nullable: true })
  plan(@Parent() { plan, asOf }: Asked<ObjectiveRow>, @Context() request: RequestContext) {
    return request.one(plansByIds, plan, asOf)
  }

  @ResolveField(() => [Output], { description: described('ผลผลิต เรียงตามลำดับ', 'The outputs under it, in the order of the numbers.') })
  outputs(@Parent() { id, asOf }: Asked<ObjectiveRow>, @Context() request: RequestContext) {
    return request.many(outputsOf, 'objective', id, asOf)
  }
}

@Resolver(() => Output)
export class OutputResolver {
  @ResolveField(() => Objective, { nullable: true })
  objective(@Parent() { objective, asOf }: Asked<OutputRow>, @Context() request: RequestContext) {
    return request.one(objectivesByIds, objective, asOf)
  }

  @ResolveField(() => [Activity], { description: described('กิจกรรม เรียงตามลำดับ', 'The activities under it, in the order of the numbers.') })
  activities(@Parent() { id, asOf }: Asked<OutputRow>, @Context() request: RequestContext) {
    return request.many(activitiesOf, 'output', id, asOf)
  }
}

@Resolver(() => Activity)
export class ActivityResolver {
  @ResolveField(() => ActionPlan, { nullable: true })
  plan(@Parent() { plan, asOf }: Asked<ActivityRow>, @Context() request: RequestContext) {
    return request.one(plansByIds, plan, asOf)
  }

  @ResolveField(() => Output, { nullable: true })
  output(@Parent() { output, asOf }: Asked<ActivityRow>, @Context() request: RequestContext) {
    return request.one(outputsByIds, output, asOf)
  }

  @ResolveField(() => Answerable, { nullable: true, description: described('หน่วยหลัก', 'Who leads it.') })
  lead(@Parent() { lead, asOf }: Asked<ActivityRow>, @Context() request: RequestContext) {
    return request.node(lead, asOf)
  }

  @ResolveField(() => [Answerable], { description: described('หน่วยร่วม', 'Who contributes.') })
  async contributors(@Parent() { contributors, asOf }: Asked<ActivityRow>, @Context() request: RequestContext) {
    const found = await Promise.all(((contributors as string[] | null) ?? []).map((id) => request.node(id, asOf)))
    return found.filter((each) => each !== null)
  }

  @ResolveField(() => [Indicator], { description: described('ตัวชี้วัดของกิจกรรม', 'By what numbers it is judged.') })
  indicators(@Parent() { id, asOf }: Asked<ActivityRow>, @Context() request: RequestContext) {
    return request.many(indicatorsOf, 'activity', id, asOf)
  }

  @ResolveField(() => Area, { nullable: true })
  area(@Parent() { area, asOf }: Asked<ActivityRow>, @Context() request: RequestContext) {
    return area && request.one(areasByIds, area, asOf)
  }

  @ResolveField(() => Day, { description: described('วันแรก', 'First day.') })
  from(@Parent() { startsOn }: ActivityRow) {
    return startsOn
  }

  @ResolveField(() => Day, { description: described('ถึงก่อนวันที่: วันแรกที่สิ้นสุดแล้ว', 'First day on which it is over.') })
  until(@Parent() { endsOn }: ActivityRow) {
    return endsOn
  }
}

@Resolver(() => BudgetLine)
export class BudgetLineResolver {
  @ResolveField(() => Float)
  amount(@Parent() { satang }: BudgetRow) {
    return baht(satang)
  }

  @ResolveField(() => Activity, { nullable: true, description: described('กิจกรรม ว่างเมื่อให้แก่แผนทั้งแผน', 'Null: for the plan as a whole.') })
  activity(@Parent() { activity, asOf }: Asked<BudgetRow>, @Context() request: RequestContext) {
    return activity && request.one(activitiesByIds, activity, asOf)
  }
}

@Resolver(() => Indicator)
export class IndicatorResolver {
  @ResolveField(() => Activity, { nullable: true })
  activity(@Parent() { activity, asOf }: Asked<IndicatorRow>, @Context() request: RequestContext) {
    return request.one(activitiesByIds, activity, asOf)
  }
}

@Resolver(() => Pledge)
export class PledgeResolver {
  @ResolveField(() => Float)
  amount(@Parent() { satang }: PledgeRow) {
    return baht(satang)
  }

  @ResolveField(() => Day)
  on(@Parent() { validFrom }: PledgeRow) {
    return validFrom
  }

  @ResolveField(() => Answerable, { nullable: true, description: described('ผู้สนับสนุน', 'Who pledged it.') })
  by(@Parent() { by, asOf }: Asked<PledgeRow>, @Context() request: RequestContext) {
    return request.node(by, asOf)
  }

  @ResolveField(() => BudgetLine, {
    nullable: true,
    description: described('รายการงบประมาณ ว่างเมื่อสนับสนุนแผนทั้งแผน', 'Null: for the plan as a whole.'),
  })
  line(@Parent() { line, asOf }: Asked<PledgeRow>, @Context() request: RequestContext) {
    return line && request.one(linesByIds, line, asOf)
  }
}

const baht = (satang: number) => satang / 100
const total = (rows: readonly { satang: number }[]) => baht(rows.reduce((sum, { satang }) => sum + satang, 0))
