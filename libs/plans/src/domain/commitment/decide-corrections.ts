// The record of a step was wrong: it is said rightly, or it never was.
import { canonical, command, requireThat } from '@prasan/event-sourcing'
import { CommitmentStepCorrected, CommitmentStepReversed, type StepKind, shapes } from './events.js'
import { CommitmentHasNoSuchStep, StepIsCorrectedAsWhatItIs } from './rules.js'
import { type CommitmentState, commitment, corrected, reversed } from './state.js'
import { type Evident, made, requireSoundStep } from './steps.js'
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
    doc: 'The record of a step was wrong: gives the whole step as it was, and the reason. Judged as the step itself is, and so is what follows it.',
  },
  (input, state, context: Evident) => {
    const before = stepOf(state, input.step)
    const [[kind, fact]] = Object.entries(input.rightly) as [[StepKind, object]]
    requireThat(kind === before.kind, StepIsCorrectedAsWhatItIs, 'rightly')
    const after = corrected(made(state), input.step, fact)
    const step = stepOf(after, input.step)
    if (canonical(step) === canonical(before)) return []
    requireSoundStep(step, reversed(after, input.step), context, `rightly.${kind}.`)
    requireStory(after, made(state))
    return [CommitmentStepCorrected(input)]
  },
)

export const ReverseCommitmentStep = command(
  'ReverseCommitmentStep',
  commitment,
  shapes.reversal,
  { doc: 'A step was recorded that never was, such as a withdrawal of another commitment. What follows it must stand without it.' },
  ({ step, reason }, state) => {
    const { kind } = stepOf(state, step)
    requireStory(reversed(made(state), step), made(state))
    return [CommitmentStepReversed({ step, what: kind, reason })]
  },
)
