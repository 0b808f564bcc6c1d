// Making a promise, whose it is, and taking it back.
import { type Context, attachment, command, creation, hasFile, requireThat } from '@prasan/event-sourcing'
import { type EndedOwners, requireLiving } from '../owner.js'
import { ActivityMustBeOfThePlan, ActivityMustNotBeDropped } from '../plan/rules.js'
import {
  CommitmentAccepted,
  CommitmentCorrected,
  CommitmentDeclined,
  CommitmentMade,
  CommitmentWithdrawn,
  FileAttachedToCommitment,
  OwnershipTransferred,
  shapes,
} from './events.js'
import {
  AcceptedCommitmentCannotBeDeclined,
  CommitmentCannotBeDueBeforeItIsMade,
  CommitmentMustBeOpen,
  CommitmentStepsFollowInTime,
  ExtensionKeepsTheOriginalDate,
} from './rules.js'
import { type CommitmentState, commitment, lives } from './state.js'

/** What is known of the owners named, and of the plan that is named or that the activity belongs to. */
export interface PromiseEvidence {
  readonly ended?: EndedOwners
  readonly plan?: { readonly id: string; readonly committee: string; readonly activity?: 'planned' | 'dropped' | undefined }
}
type Evident = Context<PromiseEvidence | undefined>

const fromActivity = ({ origin }: { origin?: string | undefined }) => origin?.startsWith('activity-') ?? false

function requireSound(
  input: { owner: string; supporting?: string[] | undefined; origin?: string | undefined; dueOn: string },
  madeOn: string,
  evidence: PromiseEvidence | undefined,
): void {
  requireThat(madeOn <= input.dueOn, CommitmentCannotBeDueBeforeItIsMade, 'dueOn')
  requireLiving(evidence?.ended, input.owner, madeOn, 'owner')
  input.supporting?.forEach((each, i) => requireLiving(evidence?.ended, each, madeOn, `supporting.${i}`))
  if (fromActivity(input)) requireThat(evidence?.plan?.activity, ActivityMustBeOfThePlan, 'origin')
}

export const MakeCommitment = creation(
  'MakeCommitment',
  commitment,
  shapes.promise,
  {
    doc: 'A post, seat, organization or committee promises something by a day. Errors: CommitmentCannotBeDueBeforeItIsMade, OwnerMustNotHaveEnded, ActivityMustBeOfThePlan, ActivityMustNotBeDropped.',
  },
  (input, _, { today, evidence }: Evident) => {
    requireSound(input, input.madeOn ?? today, evidence)
    const plan = evidence?.plan
    if (fromActivity(input)) requireThat(plan?.activity === 'planned', ActivityMustNotBeDropped, 'origin')
    return [CommitmentMade({ ...input, ...(plan && { plan: plan.id, committee: input.committee ?? plan.committee }) })]
  },
)

export const CorrectCommitment = command(
  'CorrectCommitment',
  commitment,
  { ...shapes.promise, reason: shapes.reason },
  {
    doc: 'The record of what was promised was wrong: gives the whole corrected fact and the reason. Shown in the history, never as an extension; later transfers and extensions stand.',
  },
  (input, state, { evidence }: Evident) => {
    requireThat(lives(state), CommitmentMustBeOpen)
    const madeOn = input.madeOn ?? state.madeOn
    requireSound(input, madeOn, evidence)
    requireThat(state.last.extension === undefined || input.dueOn < state.dueOn, ExtensionKeepsTheOriginalDate, 'dueOn')
    const plan = evidence?.plan
    return [CommitmentCorrected({ ...input, madeOn, ...(plan && { plan: plan.id, committee: input.committee ?? plan.committee }) })]
  },
)

export const AcceptCommitment = command(
  'AcceptCommitment',
  commitment,
  shapes.acceptance,
  { doc: 'The owner takes on what it was assigned.' },
  (input, state) => {
    requireThat(state.is === 'open', CommitmentMustBeOpen)
    requireThat(input.on >= (state.last.transfer ?? state.madeOn), CommitmentStepsFollowInTime, 'on')
    return state.owned === 'accepted' ? [] : [CommitmentAccepted(input)]
  },
)

export const DeclineCommitment = command(
  'DeclineCommitment',
  commitment,
  shapes.refusal,
  { doc: 'The owner says why it cannot take on what it was assigned. It stays open and its own until it is transferred or withdrawn.' },
  (input, state) => {
    requireThat(state.is === 'open', CommitmentMustBeOpen)
    requireThat(input.on >= (state.last.transfer ?? state.madeOn), CommitmentStepsFollowInTime, 'on')
    requireThat(state.owned !== 'accepted', AcceptedCommitmentCannotBeDeclined)
    return state.owned === 'declined' ? [] : [CommitmentDeclined(input)]
  },
)

export const TransferOwnership = command(
  'TransferOwnership',
  commitment,
  shapes.transfer,
  { doc: 'Another post, seat, organization or committee answers for it from a day on. Errors: OwnerMustNotHaveEnded.' },
  (input, state, { evidence }: Evident) => {
    requireThat(state.is === 'open', CommitmentMustBeOpen)
    requireThat(input.on >= (state.last.transfer ?? state.madeOn), CommitmentStepsFollowInTime, 'on')
    requireLiving(evidence?.ended, input.owner, input.on, 'owner')
    return state.owner === input.owner ? [] : [OwnershipTransferred(input)]
  },
)

export const WithdrawCommitment = command(
  'WithdrawCommitment',
  commitment,
  shapes.refusal,
  { doc: 'The promise is taken back, with the reason.' },
  (input, state: CommitmentState) => {
    requireThat(state.is === 'open', CommitmentMustBeOpen)
    requireThat(input.on >= (state.last.step ?? state.madeOn), CommitmentStepsFollowInTime, 'on')
    return [CommitmentWithdrawn(input)]
  },
)

export const AttachFileToCommitment = command(
  'AttachFileToCommitment',
  commitment,
  attachment,
  {
    doc: 'Attaches a file that POST /files stored before; also when the commitment is no longer open. The same file again is nothing new.',
  },
  (input, state: CommitmentState) => {
    requireThat(state.is !== 'unknown', CommitmentMustBeOpen)
    return hasFile(state.files, 'commitment', input) ? [] : [FileAttachedToCommitment(input)]
  },
)
