// The record of a step of a plan was wrong: it is said rightly, or it never was.
import { same, command, described, requireThat, StepIsCorrectedAsWhatItIs } from '@prasan/event-sourcing'
import { known } from './commands.js'
import { PlanStepCorrected, PlanStepReversed } from './events.js'
import { PlanHasNoSuchStep, PlanStepsFollowInTime, PledgeCannotEndBeforeItBegins } from './rules.js'
import { type StepFact, correction, reversal } from './shapes.js'
import { plan, stepOf } from './state.js'
import { type Planned, beginsOn, requireStory } from './story.js'

const found = (plan: Planned, step: number) => {
  const found = stepOf(plan, step)
  requireThat(found, PlanHasNoSuchStep, 'step')
  return found
}

export const CorrectPlanStep = command(
  'CorrectPlanStep',
  plan,
  correction,
  {
    doc: described(
      'แก้ไขการพิจารณาแผนของคณะ การยกเลิกกิจกรรม การวัดผลตัวชี้วัด หรือการถอนคำมั่นสนับสนุนงบประมาณ ที่บันทึกไว้ไม่ถูกต้อง ' + 'ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล',
      'What the body decided on a plan, the dropping of an activity, a measurement or the withdrawal of a pledge was recorded wrongly: ' +
        'gives the whole step as it was, and the reason.',
      'PlanHasNoSuchStep, StepIsCorrectedAsWhatItIs, PlanStepsFollowInTime, PledgeCannotEndBeforeItBegins, PlanMustNotBeClosed, ' +
        'PlanMustAwaitEndorsement, OnlyAnEndorsedPlanIsRevised',
    ),
  },
  (input, state) => {
    const before = known(state)
    const step = found(before, input.step)
    const [[kind, fact]] = Object.entries(input.rightly) as [[string, StepFact<'drop'>]]
    requireThat(kind === step.kind, StepIsCorrectedAsWhatItIs, 'rightly')
    if (same(step.fact, fact)) return []
    const field = `rightly.${kind}.on`
    requireThat(fact.on >= before.draft.on, PlanStepsFollowInTime, field)
    if (kind === 'drop') requireThat(fact.on >= beginsOn(before, before.activities[step.part!]!), PlanStepsFollowInTime, field)
    if (kind === 'withdrawal') requireThat(fact.on >= before.pledges[step.part!]!.data.on, PledgeCannotEndBeforeItBegins, field)
    requireStory({ ...before, ...step.rewritten(fact) }, before)
    return [PlanStepCorrected(input)]
  },
)

export const ReversePlanStep = command(
  'ReversePlanStep',
  plan,
  reversal,
  {
    doc: described(
      'บันทึกขั้นตอนที่มิได้เกิดขึ้นจริง เช่น การยกเลิกกิจกรรมอื่น สิ่งที่คณะพิจารณาภายหลังต้องคงอยู่ได้โดยไม่มีขั้นตอนนั้น',
      'A step was recorded that never was, such as the dropping of another activity. What the body decided after it must stand without ' +
        'it.',
      'PlanHasNoSuchStep, PlanMustAwaitEndorsement, OnlyAnEndorsedPlanIsRevised',
    ),
  },
  ({ step: number, reason }, state) => {
    const before = known(state)
    const step = found(before, number)
    requireStory({ ...before, ...step.rewritten(null) }, before)
    return [PlanStepReversed({ step: number, what: step.kind, reason })]
  },
)
