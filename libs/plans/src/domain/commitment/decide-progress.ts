// Doing what was promised: the word on it, what stands in the way, more time, and the end.
import { command, requireThat } from '@prasan/event-sourcing'
import {
  CompletionReported,
  CompletionReturned,
  CompletionVerified,
  ExtensionGranted,
  ExtensionRefused,
  ExtensionRequested,
  ObstacleAnswered,
  ObstacleRaised,
  ProgressReported,
  shapes,
} from './events.js'
import {
  CommitmentMustBeOpen,
  CommitmentStepsFollowInTime,
  CompletedCommitmentCannotBeExtended,
  ExtensionMovesTheDateForward,
  ExtensionMustHaveBeenRequested,
  ObstacleMustBeUnanswered,
  OneExtensionIsRequestedAtATime,
  OnlyCompletedWorkIsVerified,
  OwnerCannotVerifyOwnCompletion,
} from './rules.js'
import { commitment } from './state.js'

export const ReportProgress = command(
  'ReportProgress',
  commitment,
  shapes.report,
  { doc: 'The latest word on an open commitment, as of the day `on`.' },
  (input, state) => {
    requireThat(state.is === 'open', CommitmentMustBeOpen)
    return [ProgressReported(input)]
  },
)

export const RaiseObstacle = command(
  'RaiseObstacle',
  commitment,
  shapes.difficulty,
  { doc: 'Something stands in the way; `waitingOn` names who has to act first, whose the days are from then on.' },
  (input, state, { newId }) => {
    requireThat(state.is === 'open', CommitmentMustBeOpen)
    return [ObstacleRaised({ obstacle: newId('obstacle'), ...input })]
  },
)

export const AnswerObstacle = command(
  'AnswerObstacle',
  commitment,
  shapes.answer,
  { doc: 'The obstacle is out of the way, or what is done about it.' },
  (input, state) => {
    requireThat(state.is === 'open', CommitmentMustBeOpen)
    requireThat(state.obstacles.includes(input.obstacle), ObstacleMustBeUnanswered, 'obstacle')
    return [ObstacleAnswered(input)]
  },
)

export const RequestExtension = command(
  'RequestExtension',
  commitment,
  shapes.request,
  { doc: 'The owner asks for a later due date; nothing moves until GrantExtension.' },
  (input, state) => {
    requireThat(state.is === 'open', CompletedCommitmentCannotBeExtended)
    requireThat(state.requested === undefined, OneExtensionIsRequestedAtATime)
    requireThat(input.dueOn > state.dueOn, ExtensionMovesTheDateForward, 'dueOn')
    return [ExtensionRequested(input)]
  },
)

export const GrantExtension = command(
  'GrantExtension',
  commitment,
  shapes.extension,
  { doc: 'Moves the due date forward; the original date is kept.' },
  (input, state, { today }) => {
    requireThat(state.is === 'open', CompletedCommitmentCannotBeExtended)
    requireThat(input.dueOn > state.dueOn, ExtensionMovesTheDateForward, 'dueOn')
    requireThat((input.decidedOn ?? today) >= (state.last.extension ?? state.madeOn), CommitmentStepsFollowInTime, 'decidedOn')
    return [ExtensionGranted(input)]
  },
)

export const RefuseExtension = command(
  'RefuseExtension',
  commitment,
  shapes.refusal,
  { doc: 'The request for more time is refused; the due date stays.' },
  (input, state) => {
    requireThat(state.is === 'open', CompletedCommitmentCannotBeExtended)
    requireThat(state.requested !== undefined, ExtensionMustHaveBeenRequested)
    return [ExtensionRefused(input)]
  },
)

export const ReportCompletion = command(
  'ReportCompletion',
  commitment,
  shapes.completion,
  { doc: 'The owner says that it is done.' },
  (input, state) => {
    requireThat(state.is === 'open', CommitmentMustBeOpen)
    requireThat(input.on >= (state.last.step ?? state.madeOn), CommitmentStepsFollowInTime, 'on')
    return [CompletionReported(input)]
  },
)

export const VerifyCompletion = command(
  'VerifyCompletion',
  commitment,
  shapes.verification,
  { doc: 'Somebody other than the owner has seen that it is done.' },
  (input, state, { judge }) => {
    requireThat(state.is === 'completed', OnlyCompletedWorkIsVerified)
    requireThat(input.on >= (state.last.step ?? state.madeOn), CommitmentStepsFollowInTime, 'on')
    judge(input.by !== state.owner, OwnerCannotVerifyOwnCompletion, 'by')
    return [CompletionVerified(input)]
  },
)

export const ReturnCompletion = command(
  'ReturnCompletion',
  commitment,
  shapes.refusal,
  { doc: 'The work is not done yet: the commitment is open again.' },
  (input, state) => {
    requireThat(state.is === 'completed', OnlyCompletedWorkIsVerified)
    requireThat(input.on >= (state.last.step ?? state.madeOn), CommitmentStepsFollowInTime, 'on')
    return [CompletionReturned(input)]
  },
)
