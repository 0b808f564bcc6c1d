import type { BoundedContext } from '@prasan/graphql'
import {
  CorrectCommitment,
  GrantExtension,
  MakeCommitment,
  ReportCompletion,
  ReportProgress,
  ReturnCompletion,
  TransferOwnership,
  VerifyCompletion,
  WithdrawCommitment,
  commitment,
} from './domain/commitment.js'

/** Action plans and the commitments made in them and in meetings; what they look like is shown by continuity. */
export const plans: BoundedContext = {
  name: 'plans',
  aggregates: [commitment],
  commands: [
    ...[MakeCommitment, CorrectCommitment, ReportProgress, GrantExtension, ReportCompletion],
    ...[VerifyCompletion, ReturnCompletion, TransferOwnership, WithdrawCommitment],
  ],
  views: [],
  nodes: [],
  resolvers: [],
}
