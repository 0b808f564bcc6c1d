import { commandsOf, described, everOf } from '@prasan/event-sourcing'
import { type BoundedContext, partOf } from '@prasan/graphql'
import * as drafting from './domain/plan/commands.js'
import * as activities from './domain/plan/decide-activities.js'
import * as corrections from './domain/plan/decide-corrections.js'
import * as results from './domain/plan/decide-results.js'
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
  commands: commandsOf(drafting, activities, results, corrections),
  evidence,
  views: [plansView],
  nodes: [
    {
      ...{ category: 'plan', type: ActionPlan, byIds: plansByIds, label: ({ title }: PlanRow) => title },
      belongsTo: [everOf(plansView.tables.plan, ['committee'])],
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
    partOf('plan', 'pledge', Pledge, plansView.tables.pledge, { label: ({ by, asOf }, request) => request.labelOf(by, asOf) }),
  ],
  resolvers: planLists,
}
