// What decisions of other contexts may know of plans: state and rules.
export { ActivityMustBeOfThePlan, ActivityMustNotBeDropped } from './domain/plan/rules.js'
export { plan } from './domain/plan/state.js'
