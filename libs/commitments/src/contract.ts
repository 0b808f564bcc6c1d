// What decisions, views and processes of other contexts may know of commitments: events, states, ids and rules.
export { MakeCommitment, TransferOwnership, WithdrawCommitment } from './domain/commitment/decide-promise.js'
export {
  CommitmentAccepted,
  CommitmentAdapted,
  CommitmentCorrected,
  CommitmentDeclined,
  CommitmentMade,
  CommitmentStepCorrected,
  CommitmentStepReversed,
  CommitmentSubDelegated,
  CommitmentWithdrawn,
  CompletionReported,
  CompletionReturned,
  CompletionVerified,
  EscalationAcknowledged,
  ExtensionCorrected,
  ExtensionGranted,
  ExtensionRefused,
  ExtensionRequested,
  FileAttachedToCommitment,
  FileOfCommitmentCorrected,
  Mandate,
  ObstacleAnswered,
  ObstacleRaised,
  OwnershipTransferred,
  PriorityChanged,
  ProgressReported,
  SubDelegationEnded,
  SupporterJoined,
  SupporterLeft,
  type StepKind,
} from './domain/commitment/events.js'
export { Escalated, EscalationStep, ReminderKind, Reminded } from './domain/commitment/events-of-chase.js'
export { OWNER_ENDED_OTHERWISE, OWNER_HAS_ENDED } from './domain/commitment/reasons.js'
export { CorrectCommitmentStep, ReverseCommitmentStep } from './domain/commitment/decide-corrections.js'
export { type CommitmentState, commitment, withStep } from './domain/commitment/state.js'
export { chapters, columnsOf, difficultiesOf } from './domain/commitment/story.js'
export { type Refusal, refusalOf } from './evidence.js'
export { DirectiveIssued, DirectiveSent } from './domain/directive/events.js'
export { type Directed, type DirectiveState, directive, promiseOf } from './domain/directive/state.js'
