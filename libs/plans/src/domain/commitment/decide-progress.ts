// Doing what was promised: the word on it, what stands in the way, more time, and the end.
import { command, requireThat } from '@prasan/event-sourcing'
import {
  CompletionReported,
  CompletionReturned,
  CompletionVerified,
  ExtensionCorrected,
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
  ExtensionKeepsTheOriginalDate,
  ExtensionMovesTheDateForward,
  ExtensionMustHaveBeenRequested,
  ObstacleMustBeUnanswered,
  OneExtensionIsRequestedAtATime,
  OnlyAnExtensionIsCorrected,
  OnlyCompletedWorkIsVerified,
  OwnerCannotVerifyOwnCompletion,
  WorkIsNotReportedAhead,
} from './rules.js'
import { commitment, lives, ownerOn } from './state.js'

const later = (a: string, b: string) => (a > b ? a : b)

export const ReportProgress = command(
  'ReportProgress',
  commitment,
  shapes.report,
  { doc: 'The latest word on an open commitment, as of the day `on`.' },
  (input, state, { today }) => {
    requireThat(state.is === 'open', CommitmentMustBeOpen)
    requireThat(input.on >= state.madeOn, CommitmentStepsFollowInTime, 'on')
    requireThat(input.on <= today, WorkIsNotReportedAhead, 'on')
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
    const raisedOn = state.obstacles[input.obstacle]
    requireThat(raisedOn !== undefined, ObstacleMustBeUnanswered, 'obstacle')
    requireThat(input.on >= raisedOn, CommitmentStepsFollowInTime, 'on')
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
    const after = later(state.last.extension ?? state.madeOn, state.requested === undefined ? '' : state.last.request!)
    requireThat((input.decidedOn ?? today) >= after, CommitmentStepsFollowInTime, 'decidedOn')
    return [ExtensionGranted(input)]
  },
)

export const CorrectExtension = command(
  'CorrectExtension',
  commitment,
  shapes.extensionCorrection,
  { doc: 'The date to which it was last extended was recorded wrong. Shown in the history, never as another extension.' },
  (input, state) => {
    requireThat(lives(state), CommitmentMustBeOpen)
    requireThat(state.last.extension !== undefined, OnlyAnExtensionIsCorrected)
    requireThat(input.dueOn > state.originalDueOn, ExtensionKeepsTheOriginalDate, 'dueOn')
    return state.dueOn === input.dueOn ? [] : [ExtensionCorrected(input)]
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
    requireThat(input.on >= state.last.request!, CommitmentStepsFollowInTime, 'on')
    return [ExtensionRefused(input)]
  },
)

export const ReportCompletion = command(
  'ReportCompletion',
  commitment,
  shapes.completion,
  { doc: 'The owner says that it is done.' },
  (input, state, { today }) => {
    requireThat(state.is === 'open', CommitmentMustBeOpen)
    requireThat(input.on >= (state.last.step ?? state.madeOn), CommitmentStepsFollowInTime, 'on')
    requireThat(input.on <= today, WorkIsNotReportedAhead, 'on')
    return [CompletionReported(input)]
  },
)

export const VerifyCompletion = command(
  'VerifyCompletion',
  commitment,
  shapes.verification,
  { doc: 'Somebody other than the owner has seen that it is done.' },
  (input, state, { judge, today }) => {
    requireThat(state.is === 'completed', OnlyCompletedWorkIsVerified)
    requireThat(input.on >= (state.last.step ?? state.madeOn), CommitmentStepsFollowInTime, 'on')
    requireThat(input.on <= today, WorkIsNotReportedAhead, 'on')
    judge(input.by !== ownerOn(state, input.on), OwnerCannotVerifyOwnCompletion, 'by')
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
