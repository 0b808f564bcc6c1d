import { type AsOf, type ListAsked, type Row, type Sql, among, list, query, rowsBy, rowsById, rowsFor, sql } from '@prasan/event-sourcing'
import { plansView } from './view.js'

const { decision, plan, objective, output, activity, budget, indicator, pledge } = plansView.tables

export type PlanRow = Row<typeof plan.columns>
export type ObjectiveRow = Row<typeof objective.columns>
export type OutputRow = Row<typeof output.columns>
export type ActivityRow = Row<typeof activity.columns>
export type BudgetRow = Row<typeof budget.columns>
export type IndicatorRow = Row<typeof indicator.columns>
export type PledgeRow = Row<typeof pledge.columns>

export type DecisionRow = Row<typeof decision.columns>

export const plansByIds = rowsById<PlanRow>(plan)
export const objectivesByIds = rowsById<ObjectiveRow>(objective)
export const outputsByIds = rowsById<OutputRow>(output)
export const activitiesByIds = rowsById<ActivityRow>(activity)
export const indicatorsByIds = rowsById<IndicatorRow>(indicator)
export const objectivesOf = rowsBy<ObjectiveRow>(objective, 'plan', { order: 'number, id' })
export const outputsOf = rowsBy<OutputRow>(output, 'objective', { order: 'number, id' })
export const activitiesOf = rowsBy<ActivityRow>(activity, 'output', { order: 'number, id' })
/** The budget of plans, without the lines of activities that are dropped by the day. */
export const budgetOf = rowsFor<BudgetRow>('budgetOf', 'plan', (views, { ids, asOf }) =>
  views
    .all<BudgetRow>(
      sql`select * from planBudget where plan in ${among(ids)} and ${budget.at(asOf)} and not exists (
            select 1 from planActivity where planActivity.id = planBudget.activity and ${activity.at(asOf)} and dropped is not null) order by source, id`,
    )
    .map(budget.decode),
)

export const indicatorsOf = rowsBy<IndicatorRow>(indicator, 'activity', { order: 'id' })
export const activitiesOfPlans = rowsBy<ActivityRow>(activity, 'plan', { order: 'plan, startsOn, id' })
export const indicatorsOfPlans = rowsBy<IndicatorRow>(indicator, 'plan', { order: 'id' })
/** What resolutions decided on plans by the day. */
export const decisionsOfPlans = rowsBy<DecisionRow>(decision, 'plan', { order: 'validFrom, id' })
export const decisionsBy = rowsBy<DecisionRow>(decision, 'resolution', { order: 'validFrom, id' })
export const pledgesOf = rowsBy<PledgeRow>(pledge, 'plan', { order: 'validFrom, id' })

export interface PlansAsked extends ListAsked {
  readonly committee?: string | undefined
  /** B.E. */
  readonly fiscalYear?: number | undefined
}
/** Plans, those of the latest fiscal year first. */
export const actionPlans = list<PlanRow, PlansAsked>(
  'actionPlans',
  plan,
  ({ committee, fiscalYear }) => [
    committee !== undefined && sql`committee = ${committee}`,
    fiscalYear !== undefined && sql`fiscalYear = ${fiscalYear}`,
  ],
  { orderBy: ['fiscalYear', 'id'], descending: true },
)

/** SQL of the pillar that an activity serves by its objective at that moment; null where none. */
export const pillarOf = (id: Sql, asOf: AsOf): Sql => sql`(select pillar from planActivity
  join planOutput on planOutput.id = planActivity.output and ${output.at(asOf)}
  join planObjective on planObjective.id = planOutput.objective and ${objective.at(asOf)}
  where planActivity.id = ${id} and ${activity.at(asOf)})`

/** The plan that an activity was ever recorded in: a look-up for commands; null for an unknown activity. */
export const planOfActivity = query(
  'planOfActivity',
  (views, { id }: { id: string }) => views.get<{ plan: string }>(sql`select plan from planActivity where id = ${id} limit 1`)?.plan ?? null,
)
