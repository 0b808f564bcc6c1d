// The record of what somebody said was wrong: it is said rightly, or it never was.
import { StepIsCorrectedAsWhatItIs, command, described, requireThat, same } from '@prasan/event-sourcing'
import { type Evident, requireStep } from './decide-receiving.js'
import { HandoverStepCorrected, HandoverStepReversed, type StepFact, type StepKind, shapes } from './events.js'
import { HandoverHasNoSuchStep } from './rules.js'
import { type HandoverState, handover, requireThere, reversed } from './state.js'

function stepOf(state: HandoverState, number: number) {
  requireThere(state)
  const found = state.steps.find((step) => step.number === number)
  requireThat(found, HandoverHasNoSuchStep, 'step')
  return { handed: state, found }
}

export const CorrectHandoverStep = command(
  'CorrectHandoverStep',
  handover,
  shapes.correction,
  {
    doc: described(
      'แก้ไขขั้นตอนของการส่งมอบที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล อาจไม่ผ่านเกณฑ์ของขั้นตอนนั้นเองด้วย',
      'The record of a step was wrong: gives the whole step as it was, and the reason. Refused also as the step itself is.',
      'HandoverMustBeThere, HandoverHasNoSuchStep, StepIsCorrectedAsWhatItIs, HandoverPassesOnItsDay, OnlyAPartyReceivesAHandover, ' +
        'ItemMustBeOfTheHandover, ItemMustBeWaiting, SomethingMustWait, HandoverLapsesAfterItsTime',
    ),
  },
  (input, state, context: Evident) => {
    const { handed, found } = stepOf(state, input.step)
    const [[kind, fact]] = Object.entries(input.rightly) as [[StepKind, StepFact<StepKind>]]
    requireThat(kind === found.kind, StepIsCorrectedAsWhatItIs, 'rightly')
    if (same(fact, found.fact)) return []
    requireStep({ is: 'opened', ...reversed(handed, input.step) }, kind, fact, context, `rightly.${kind}.`)
    return [HandoverStepCorrected(input)]
  },
)

export const ReverseHandoverStep = command(
  'ReverseHandoverStep',
  handover,
  shapes.reversal,
  {
    doc: described(
      'บันทึกขั้นตอนที่มิได้เกิดขึ้นจริง เช่น การรับมอบของการส่งมอบอื่น',
      'A step was recorded that never was, such as the acceptance of another handover.',
      'HandoverMustBeThere, HandoverHasNoSuchStep',
    ),
  },
  (input, state) => {
    const { found } = stepOf(state, input.step)
    return [HandoverStepReversed({ ...input, what: found.kind })]
  },
)
