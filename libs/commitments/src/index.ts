export {
  AnswerObstacle,
  ChangePriority,
  GrantExtension,
  RefuseExtension,
  ReportCompletion,
  RaiseObstacle,
  ReportProgress,
  RequestExtension,
  ReturnCompletion,
  VerifyCompletion,
} from './domain/commitment/decide-progress.js'
export { AcknowledgeEscalation, EscalateCommitment, RemindOfCommitment } from './domain/commitment/decide-chase.js'
export { AddSupporter, EndSubDelegation, EndSupport, SubDelegate } from './domain/commitment/decide-sharing.js'
export { CorrectCommitmentStep, ReverseCommitmentStep } from './domain/commitment/decide-corrections.js'
export * from './domain/commitment/events.js'
export * from './domain/commitment/rules.js'
export {
  AcceptCommitment,
  AdaptCommitment,
  CorrectCommitment,
  DeclineCommitment,
  MakeCommitment,
  TransferOwnership,
  WithdrawCommitment,
} from './domain/commitment/decide-promise.js'
export { DirectiveIssued } from './domain/directive/events.js'
export { IssueDirective, ReverseSending, SendDirective, WithdrawDirective } from './domain/directive/decide-directive.js'
export { directive } from './domain/directive/state.js'
export { commitment } from './domain/commitment/state.js'
export { commitments } from './commitments.context.js'
