// What the API of other contexts, and their look-ups, may read of plans: queries and types.
export { Pillar } from './domain/plan/shapes.js'
export { ActionPlan, Activity, Indicator, PillarEnum } from './graphql/types.js'
export {
  type ActivityRow,
  type BudgetRow,
  type IndicatorRow,
  type PlanRow,
  type PledgeRow,
  activitiesByIds,
  activitiesOfPlans,
  budgetOf,
  decisionsBy,
  decisionsOfPlans,
  indicatorsOfPlans,
  objectivesByIds,
  outputsByIds,
  pillarOf,
  planOfActivity,
  plansByIds,
  pledgesOf,
} from './views/plans/queries.js'
