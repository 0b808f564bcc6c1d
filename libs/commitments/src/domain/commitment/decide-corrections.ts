// The record of a step was wrong: it is said rightly, or it never was.
import { same, command, described, requireThat, StepIsCorrectedAsWhatItIs } from '@prasan/event-sourcing'
import { CommitmentStepCorrected, CommitmentStepReversed, type StepKind, shapes } from './events.js'
import { CommitmentHasNoSuchStep } from './rules.js'
import { type CommitmentState, commitment, corrected, reversed } from './state.js'
import { type Evident, judgeByTheBody, judgeVerifications, made, requireSoundStep } from './steps.js'
import { requireStory } from './story.js'

const stepOf = (state: CommitmentState, number: number) => {
  const found = made(state).steps.find((step) => step.number === number)
  requireThat(found, CommitmentHasNoSuchStep, 'step')
  return found
}

export const CorrectCommitmentStep = command(
  'CorrectCommitmentStep',
  commitment,
  shapes.correction,
  {
    doc: described(
      'แก้ไขขั้นตอนของข้อผูกพันที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล อาจไม่ผ่านเกณฑ์ของขั้นตอนนั้นเอง ' + 'หรือของขั้นตอนที่ตามมาด้วย',
      'The record of a step was wrong: gives the whole step as it was, and the reason. Refused also as the step itself is, or what ' +
        'follows it.',
      'CommitmentHasNoSuchStep, StepIsCorrectedAsWhatItIs, CommitmentStepsFollowInTime, CommitmentMustBeOpen, ' +
        'AcceptedCommitmentCannotBeDeclined, CompletedCommitmentCannotBeExtended, OneExtensionIsRequestedAtATime, ' +
        'ExtensionMustHaveBeenRequested, ObstacleMustBeUnanswered, OnlyCompletedWorkIsVerified, ExtensionMovesTheDateForward, ' +
        'EscalationMustHaveBeenRecorded, ChaseGoesOnWithinNinetyDays, ' +
        'OwnerDoesNotWaitOnItself, OwnerMustHaveBegun, OwnerMustNotHaveEnded, OwnerCannotVerifyOwnCompletion, ' +
        'ExtensionsAreLimited, ExtensionIsDecidedAsTheBodySays, PressingWorkIsCompletedWithEvidence, CommitmentIsWithdrawnByResolution, ' +
        'OnlyADirectiveIsAdapted, DirectiveMustAllowAdaptation, AdaptationSaysWhatChanges, AdaptationKeepsWithinTheLatestDay, ' +
        'AdaptationComesBeforeTheDueDate, CommitmentCannotBeDueBeforeItIsMade',
    ),
  },
  (input, state, context: Evident) => {
    const before = stepOf(state, input.step)
    const [[kind, fact]] = Object.entries(input.rightly) as [[StepKind, object]]
    requireThat(kind === before.kind, StepIsCorrectedAsWhatItIs, 'rightly')
    const after = corrected(made(state), input.step, fact)
    const step = stepOf(after, input.step)
    if (same(step, before)) return []
    requireSoundStep(step, reversed(after, input.step), context, `rightly.${kind}.`)
    requireStory(after, made(state))
    judgeByTheBody(step, reversed(after, input.step), context, `rightly.${kind}.`)
    if (kind === 'transfer') judgeVerifications(after, made(state), context.judge, 'rightly.transfer')
    return [CommitmentStepCorrected(input)]
  },
)

export const ReverseCommitmentStep = command(
  'ReverseCommitmentStep',
  commitment,
  shapes.reversal,
  {
    doc: described(
      'บันทึกขั้นตอนที่มิได้เกิดขึ้นจริง เช่น การถอนของข้อผูกพันอื่น ขั้นตอนที่ตามมาต้องคงอยู่ได้โดยไม่มีขั้นตอนนั้น',
      'A step was recorded that never was, such as a withdrawal of another commitment. What follows it must stand without it.',
      'CommitmentHasNoSuchStep, CommitmentMustBeOpen, AcceptedCommitmentCannotBeDeclined, CompletedCommitmentCannotBeExtended, ' +
        'OneExtensionIsRequestedAtATime, ExtensionMustHaveBeenRequested, ObstacleMustBeUnanswered, OnlyCompletedWorkIsVerified, ' +
        'OwnerCannotVerifyOwnCompletion, AdaptationComesBeforeTheDueDate, CommitmentCannotBeDueBeforeItIsMade',
    ),
  },
  ({ step, reason }, state, { judge }) => {
    const { kind } = stepOf(state, step)
    requireStory(reversed(made(state), step), made(state))
    judgeVerifications(reversed(made(state), step), made(state), judge, 'step')
    return [CommitmentStepReversed({ step, what: kind, reason })]
  },
)
