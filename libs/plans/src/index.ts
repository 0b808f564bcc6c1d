export {
  AnswerObstacle,
  GrantExtension,
  RefuseExtension,
  ReportCompletion,
  ReportProgress,
  RequestExtension,
  ReturnCompletion,
} from './domain/commitment/decide-progress.js'
export { ReverseCommitmentStep } from './domain/commitment/decide-corrections.js'
export * from './domain/commitment/events.js'
export * from './domain/commitment/rules.js'
export { AcceptCommitment, DeclineCommitment, WithdrawCommitment } from './domain/commitment/decide-promise.js'
export { commitment } from './domain/commitment/state.js'
export { Owner, OwnerMustHaveBegun, OwnerMustNotHaveEnded } from './domain/owner.js'
export { ClosePlan, EndorsePlan, RevisePlan, SetBudgetLine, SetObjective, SetOutput } from './domain/plan/commands.js'
export { DropActivity } from './domain/plan/decide-activities.js'
export { CorrectPlanStep, ReversePlanStep } from './domain/plan/decide-corrections.js'
export { MeasureIndicator, SetIndicator, WithdrawPledge } from './domain/plan/decide-results.js'
export { plan } from './domain/plan/state.js'
export * from './evidence.js'
export { plans } from './plans.context.js'
