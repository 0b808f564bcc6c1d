import { described } from '@prasan/event-sourcing'
import { type BoundedContext, partOf } from '@prasan/graphql'
import {
  ClosePlan,
  CorrectPlan,
  DraftPlan,
  EndorsePlan,
  RevisePlan,
  SetBudgetLine,
  SetObjective,
  SetOutput,
} from './domain/plan/commands.js'
import { CorrectActivity, DropActivity, PlanActivity, ReviseActivity } from './domain/plan/decide-activities.js'
import { CorrectPlanStep, ReversePlanStep } from './domain/plan/decide-corrections.js'
import { CorrectPledge, MakePledge, MeasureIndicator, SetIndicator, WithdrawPledge } from './domain/plan/decide-results.js'
import { plan } from './domain/plan/state.js'
import { evidence } from './evidence.js'
import { planLists } from './graphql/resolvers.js'
import { ActionPlan, Activity, BudgetLine, Indicator, Objective, Output, Pledge } from './graphql/types.js'
import {
  type ActivityRow,
  type IndicatorRow,
  type ObjectiveRow,
  type OutputRow,
  type PlanRow,
  activitiesByIds,
  indicatorsByIds,
  objectivesByIds,
  outputsByIds,
  plansByIds,
} from './views/plans/queries.js'
import { plansView } from './views/plans/view.js'

const planOf = ({ plan }: { plan: string }) => plan

/** Action plans: objectives, outputs, activities, budget, indicators and pledges. */
export const plans: BoundedContext = {
  name: 'plans',
  aggregates: [plan],
  commands: [
    ...[DraftPlan, CorrectPlan, SetObjective, SetOutput, PlanActivity, ReviseActivity, CorrectActivity, DropActivity, SetBudgetLine],
    ...[SetIndicator, MeasureIndicator, MakePledge, CorrectPledge, WithdrawPledge],
    ...[EndorsePlan, RevisePlan, ClosePlan, CorrectPlanStep, ReversePlanStep],
  ],
  evidence,
  views: [plansView],
  nodes: [
    {
      ...{ category: 'plan', type: ActionPlan, byIds: plansByIds, label: ({ title }: PlanRow) => title },
      asked: {
        as: 'actionPlan',
        description: described('แผนปฏิบัติการหนึ่งแผน ว่างเมื่อไม่มีบันทึก', 'An action plan; null where none is recorded.'),
      },
    },
    { category: 'objective', type: Objective, byIds: objectivesByIds, label: ({ title }: ObjectiveRow) => title, stream: planOf },
    { category: 'output', type: Output, byIds: outputsByIds, label: ({ title }: OutputRow) => title, stream: planOf },
    { category: 'activity', type: Activity, byIds: activitiesByIds, label: ({ title }: ActivityRow) => title, stream: planOf },
    { category: 'indicator', type: Indicator, byIds: indicatorsByIds, label: ({ title }: IndicatorRow) => title, stream: planOf },
    partOf('plan', 'line', BudgetLine, plansView.tables.budget),
    partOf('plan', 'pledge', Pledge, plansView.tables.pledge),
  ],
  resolvers: planLists,
}
