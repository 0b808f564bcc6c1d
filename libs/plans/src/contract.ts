// What other contexts may know of plans and commitments.
export {
  CommitmentAccepted,
  CommitmentCorrected,
  CommitmentDeclined,
  CommitmentMade,
  CommitmentWithdrawn,
  CompletionReported,
  CompletionReturned,
  CompletionVerified,
  ExtensionCorrected,
  ExtensionGranted,
  ExtensionRefused,
  ExtensionRequested,
  FileAttachedToCommitment,
  ObstacleAnswered,
  ObstacleRaised,
  OwnershipTransferred,
  ProgressReported,
} from './domain/commitment/events.js'
export { commitment } from './domain/commitment/state.js'
export { Owner } from './domain/owner.js'
export { MakeCommitment } from './evidence.js'
export { ActionPlan, Activity } from './graphql/types.js'
export { plansByIds } from './views/plans/queries.js'
