// Doing what was promised: the word on it, what stands in the way, more time, and the end.
import { canonical, command, requireThat } from '@prasan/event-sourcing'
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
  type StepKind,
  shapes,
} from './events.js'
import { CommitmentStepsFollowInTime } from './rules.js'
import { type CommitmentState, commitment } from './state.js'
import { type Evident, follow, made } from './steps.js'

/** Whether a step says just this already. */
const said = (state: CommitmentState, kind: StepKind, fact: object): boolean =>
  made(state).steps.some((step) => step.kind === kind && canonical({ ...step.fact, obstacle: undefined }) === canonical(fact))

export const ReportProgress = command(
  'ReportProgress',
  commitment,
  shapes.progress,
  { doc: 'The word on an open commitment, as of the day `on`.' },
  (input, state, context: Evident) => {
    if (said(state, 'progress', input)) return []
    follow(state, 'progress', input, context)
    return [ProgressReported(input)]
  },
)

export const RaiseObstacle = command(
  'RaiseObstacle',
  commitment,
  shapes.obstacle,
  { doc: 'Something stands in the way; `waitingOn` names who has to act first, whose the days are from then on.' },
  (input, state, context: Evident) => {
    if (said(state, 'obstacle', input)) return []
    const raised = { obstacle: context.newId('obstacle'), ...input }
    follow(state, 'obstacle', raised, context)
    return [ObstacleRaised(raised)]
  },
)

export const AnswerObstacle = command(
  'AnswerObstacle',
  commitment,
  shapes.answer,
  { doc: 'The obstacle is out of the way, or what is done about it.' },
  (input, state, context: Evident) => {
    const raised = made(state).steps.find((step) => step.kind === 'obstacle' && step.fact.obstacle === input.obstacle)
    requireThat(!raised || raised.from <= input.on, CommitmentStepsFollowInTime, 'on')
    follow(state, 'answer', input, context)
    return [ObstacleAnswered(input)]
  },
)

export const RequestExtension = command(
  'RequestExtension',
  commitment,
  shapes.request,
  { doc: 'The owner asks for a later due date; nothing moves until GrantExtension.' },
  (input, state, context: Evident) => {
    follow(state, 'request', input, context)
    return [ExtensionRequested(input)]
  },
)

export const GrantExtension = command(
  'GrantExtension',
  commitment,
  shapes.extension,
  { doc: 'Moves the due date forward; the original date is kept.' },
  (input, state, context: Evident) => {
    follow(state, 'extension', input, context)
    return [ExtensionGranted(input)]
  },
)

export const RefuseExtension = command(
  'RefuseExtension',
  commitment,
  shapes.extensionRefusal,
  { doc: 'The request for more time is refused; the due date stays.' },
  (input, state, context: Evident) => {
    follow(state, 'extensionRefusal', input, context)
    return [ExtensionRefused(input)]
  },
)

export const ReportCompletion = command(
  'ReportCompletion',
  commitment,
  shapes.completion,
  { doc: 'The owner says that it is done.' },
  (input, state, context: Evident) => {
    follow(state, 'completion', input, context)
    return [CompletionReported(input)]
  },
)

export const VerifyCompletion = command(
  'VerifyCompletion',
  commitment,
  shapes.verification,
  {
    doc: 'Somebody other than the owner has seen that it is done. Errors: OnlyCompletedWorkIsVerified, OwnerCannotVerifyOwnCompletion, OwnerMustNotHaveEnded.',
  },
  (input, state, context: Evident) => {
    follow(state, 'verification', input, context)
    return [CompletionVerified(input)]
  },
)

export const ReturnCompletion = command(
  'ReturnCompletion',
  commitment,
  shapes.return,
  { doc: 'The work is not done yet: the commitment is open again.' },
  (input, state, context: Evident) => {
    follow(state, 'return', input, context)
    return [CompletionReturned(input)]
  },
)
