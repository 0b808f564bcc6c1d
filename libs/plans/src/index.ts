export {
  ClosePlan,
  CorrectPlan,
  DraftPlan,
  EndorsePlan,
  RevisePlan,
  SetBudgetLine,
  SetObjective,
  SetOutput,
} from './domain/plan/commands.js'
export { CorrectActivity, DropActivity, PlanActivity, ReviseActivity } from './domain/plan/decide-activities.js'
export { CorrectPlanStep, ReversePlanStep } from './domain/plan/decide-corrections.js'
export { CorrectPledge, MakePledge, MeasureIndicator, SetIndicator, WithdrawPledge } from './domain/plan/decide-results.js'
export { PlanDrafted, PlanEndorsed, PlanStepReversed } from './domain/plan/events.js'
export { plan } from './domain/plan/state.js'
export { plans } from './plans.context.js'
