// What the API of other contexts, and their look-ups, may read of plans: queries and types.
export { Pillar } from './domain/plan/shapes.js'
export { ActionPlan, Activity, PillarEnum } from './graphql/types.js'
export { pillarOf, planOfActivity, plansByIds } from './views/plans/queries.js'
