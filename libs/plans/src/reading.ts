// What the API of other contexts, and their look-ups, may read of plans: queries and types.
export { ActionPlan, Activity } from './graphql/types.js'
export { planOfActivity, plansByIds } from './views/plans/queries.js'
