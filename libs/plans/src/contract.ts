// What other contexts may know of plans and commitments.
export {
  CommitmentCorrected,
  CommitmentMade,
  CommitmentWithdrawn,
  CompletionReported,
  CompletionReturned,
  CompletionVerified,
  ExtensionGranted,
  MakeCommitment,
  Owner,
  OwnershipTransferred,
  ProgressReported,
  commitment,
} from './domain/commitment.js'
