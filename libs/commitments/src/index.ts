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
export * from './evidence.js'
export { commitments } from './commitments.context.js'
