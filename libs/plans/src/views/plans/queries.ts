import { type AsOf, type HistoryTable, type PageAsked, type Row, among, paged, query, raw, sql } from '@prasan/event-sourcing'
import { plansView } from './view.js'

const { plan, objective, output, activity, budget, indicator, pledge } = plansView.tables

export type PlanRow = Row<typeof plan.columns>
export type ObjectiveRow = Row<typeof objective.columns>
export type OutputRow = Row<typeof output.columns>
export type ActivityRow = Row<typeof activity.columns>
export type BudgetRow = Row<typeof budget.columns>
export type IndicatorRow = Row<typeof indicator.columns>
export type PledgeRow = Row<typeof pledge.columns>

interface ByIds {
  readonly ids: readonly string[]
  readonly asOf: AsOf
}

/** The rows of a table on the day, found by a column, in the order of the plan. */
const rowsBy = <R>(name: string, table: HistoryTable<any>, column: string, order: string) =>
  query(name, (views, { ids, asOf }: ByIds) =>
    views
      .all<object>(sql`select * from ${raw(table.name)} where ${raw(column)} in ${among(ids)} and ${table.at(asOf)} order by ${raw(order)}`)
      .map((row) => table.decode(row) as R),
  )

export const plansByIds = rowsBy<PlanRow>('plansByIds', plan, 'id', 'id')
export const objectivesByIds = rowsBy<ObjectiveRow>('objectivesByIds', objective, 'id', 'id')
export const outputsByIds = rowsBy<OutputRow>('outputsByIds', output, 'id', 'id')
export const activitiesByIds = rowsBy<ActivityRow>('activitiesByIds', activity, 'id', 'id')
export const indicatorsByIds = rowsBy<IndicatorRow>('indicatorsByIds', indicator, 'id', 'id')
export const linesByIds = rowsBy<BudgetRow>('linesByIds', budget, 'id', 'id')
export const objectivesOf = rowsBy<ObjectiveRow>('objectivesOf', objective, 'plan', 'number, id')
export const outputsOf = rowsBy<OutputRow>('outputsOf', output, 'objective', 'number, id')
export const activitiesOf = rowsBy<ActivityRow>('activitiesOf', activity, 'output', 'number, id')
/** The budget of plans, without the lines of activities that are dropped by the day. */
export const budgetOf = query('budgetOf', (views, { ids, asOf }: ByIds) =>
  views
    .all<BudgetRow>(
      sql`select * from planBudget where plan in ${among(ids)} and ${budget.at(asOf)} and not exists (
            select 1 from planActivity where planActivity.id = planBudget.activity and ${activity.at(asOf)} and dropped is not null) order by source, id`,
    )
    .map(budget.decode),
)

export const indicatorsOf = rowsBy<IndicatorRow>('indicatorsOf', indicator, 'activity', 'id')
export const pledgesOf = rowsBy<PledgeRow>('pledgesOf', pledge, 'plan', 'validFrom, id')

export interface PlansAsked {
  readonly asOf: AsOf
  readonly committee?: string | undefined
  /** B.E. */
  readonly fiscalYear?: number | undefined
}
const plansWhere = ({ asOf, committee, fiscalYear }: PlansAsked) =>
  sql`${plan.at(asOf)} and ${committee === undefined ? sql`1` : sql`committee = ${committee}`} and ${fiscalYear === undefined ? sql`1` : sql`fiscalYear = ${fiscalYear}`}`
export const plansPage = query('plansPage', (views, { page, ...asked }: PlansAsked & { page: PageAsked }) =>
  paged<PlanRow>(views, page, {
    select: sql`select * from actionPlan`,
    where: plansWhere(asked),
    orderBy: ['fiscalYear', 'id'],
    descending: true,
    decode: plan.decode,
  }),
)
export const plansCount = query(
  'plansCount',
  (views, asked: PlansAsked) => views.get<{ n: number }>(sql`select count(*) n from actionPlan where ${plansWhere(asked)}`)!.n,
)

/** The plan that an activity was ever recorded in: a look-up for commands; null for an unknown activity. */
export const planOfActivity = query(
  'planOfActivity',
  (views, { id }: { id: string }) => views.get<{ plan: string }>(sql`select plan from planActivity where id = ${id} limit 1`)?.plan ?? null,
)
