// What may be done with a plan. An endorsed plan changes after it was opened for revision, or with the breach recorded.
import {
  type Context,
  type Day,
  type Owners,
  command,
  creation,
  described,
  hasEnded,
  requireLiving,
  requireThat,
  same,
} from '@prasan/event-sourcing'
import { BudgetLineSet, ObjectiveSet, OutputSet, PlanClosed, PlanCorrected, PlanDrafted, PlanEndorsed, PlanRevised } from './events.js'
import {
  ActivityMustBeOfThePlan,
  ActivityMustNotBeDropped,
  BudgetLineMustBeOfThePlan,
  EndorsedPlanChangesOnlyByRevision,
  ObjectiveMustBeOfThePlan,
  OutputMustBeOfThePlan,
  PlanMustNotBeClosed,
  PlanStepsFollowInTime,
} from './rules.js'
import { shapes } from './shapes.js'
import { type PlanState, plan } from './state.js'
import { type BodyStep, type Part, type PartsOfPlan, type Planned, latest, requireStory, standingOn } from './story.js'

type Evident = Context<Owners | undefined>
const { ids, reason } = shapes

export const known = (state: PlanState) => {
  requireThat(state.is === 'known', PlanMustNotBeClosed)
  return state
}
const closedOn = (plan: Planned, day: Day) => standingOn(plan, day)?.state === 'closed'
/** The plan, when it is there on the day and not closed. */
export const open = (state: PlanState, day: Day, field: string) => {
  const plan = known(state)
  requireThat(day >= plan.draft.on, PlanStepsFollowInTime, field)
  requireThat(!closedOn(plan, day), PlanMustNotBeClosed, field)
  return plan
}
/** The plan, when its content may be changed today. */
export const changeable = (state: PlanState, { judge, today }: Pick<Context, 'judge' | 'today'>) => {
  const plan = known(state)
  requireThat(!closedOn(plan, today), PlanMustNotBeClosed)
  judge(standingOn(plan, today)?.state !== 'endorsed', EndorsedPlanChangesOnlyByRevision)
  return plan
}

interface Numbered {
  readonly number?: number | undefined
}
/** Whether it says just this, under its own number where none is given. */
export const says = (data: object, input: object): boolean => {
  const { number = (data as Numbered).number, ...rest } = input as Numbered
  return same({ ...rest, number }, data)
}
/** Whether this was said last of the part, or of any where none is given. */
export const saidAlready = (plan: Planned, kind: PartsOfPlan, id: string | undefined, input: object): boolean =>
  Object.entries<Part<object>>(plan[kind]).some(
    ([part, { versions }]) => (id === undefined || part === id) && says(versions.at(-1)!.data, input),
  )

/** The next number among the parts of a kind that the condition holds for. */
export const next = <D extends { number: number }>(
  plan: Planned,
  parts: Readonly<Record<string, Part<D>>>,
  of: (data: D) => boolean = () => true,
) =>
  1 +
  Math.max(
    0,
    ...Object.values(parts)
      .map((part) => latest(plan, part))
      .filter(of)
      .map(({ number }) => number),
  )

/** The activity as it was said to be last, when it is not dropped by the day. */
export const livingActivity = (plan: Planned, id: string, day: Day, field = 'activity') => {
  const found = plan.activities[id]
  requireThat(found, ActivityMustBeOfThePlan, field)
  requireThat(!hasEnded({ until: found.dropped?.fact.on }, day), ActivityMustNotBeDropped, field)
  return latest(plan, found)
}

export const DraftPlan = creation(
  'DraftPlan',
  plan,
  shapes.draft,
  {
    doc: described(
      'เริ่มจัดทำแผนงานบูรณาการของคณะกรรมการสำหรับปีงบประมาณหนึ่ง',
      'Begins a committee’s joint plan for a fiscal year.',
      'OwnerMustHaveBegun, OwnerMustNotHaveEnded',
    ),
  },
  (input, _, { today, evidence }: Evident) => {
    requireLiving(evidence, input.committee, input.on ?? today, 'committee')
    return [PlanDrafted(input)]
  },
)

export const CorrectPlan = command(
  'CorrectPlan',
  plan,
  { ...shapes.draft, reason },
  {
    doc: described(
      'แก้ไขชื่อแผน คณะกรรมการ หรือปีงบประมาณที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล',
      'Title, committee or fiscal year were recorded wrongly: gives the whole corrected fact and the reason.',
      'PlanStepsFollowInTime, OwnerMustHaveBegun, OwnerMustNotHaveEnded',
    ),
  },
  (input, state, { evidence }: Evident) => {
    const before = known(state)
    const { reason: _, ...said } = input
    const draft = { ...said, on: input.on ?? before.draft.on }
    if (same(draft, before.draft)) return []
    requireLiving(evidence, draft.committee, draft.on, 'committee')
    requireStory({ ...before, draft }, before)
    return [PlanCorrected(input)]
  },
)

export const SetObjective = command(
  'SetObjective',
  plan,
  { ...shapes.objective, objective: ids.objective.optional(), number: shapes.objective.number.optional() },
  {
    doc: described(
      'เพิ่มวัตถุประสงค์ หรือแก้ถ้อยคำของข้อที่ระบุ หากไม่ระบุลำดับให้เป็นลำดับถัดไป หากไม่ระบุด้านให้คงด้านเดิม',
      'Adds an objective, or words the given one anew. The number is the next one where it is left out; the pillar stays as it was.',
      'PlanMustNotBeClosed, EndorsedPlanChangesOnlyByRevision, ObjectiveMustBeOfThePlan',
    ),
  },
  ({ objective, number, title, pillar }, state, context) => {
    const plan = changeable(state, context)
    const before = objective === undefined ? undefined : plan.objectives[objective]
    requireThat(objective === undefined || before, ObjectiveMustBeOfThePlan, 'objective')
    const last = before && latest(plan, before)
    const said = { title, pillar: pillar ?? last?.pillar }
    if (saidAlready(plan, 'objectives', objective, { number, ...said })) return []
    const set = { number: number ?? last?.number ?? next(plan, plan.objectives), ...said }
    return [ObjectiveSet({ objective: objective ?? context.newId('objective'), ...set })]
  },
)

export const SetOutput = command(
  'SetOutput',
  plan,
  { output: ids.output.optional(), objective: ids.objective, number: shapes.output.number.optional(), title: shapes.output.title },
  {
    doc: described(
      'เพิ่มผลผลิตภายใต้วัตถุประสงค์ หรือแก้ถ้อยคำของผลผลิตที่ระบุ',
      'Adds an output under an objective, or words the given one anew.',
      'PlanMustNotBeClosed, EndorsedPlanChangesOnlyByRevision, ObjectiveMustBeOfThePlan, OutputMustBeOfThePlan',
    ),
  },
  ({ output, objective, number, title }, state, context) => {
    const plan = changeable(state, context)
    const before = output === undefined ? undefined : plan.outputs[output]
    requireThat(plan.objectives[objective], ObjectiveMustBeOfThePlan, 'objective')
    requireThat(output === undefined || before, OutputMustBeOfThePlan, 'output')
    if (saidAlready(plan, 'outputs', output, { objective, number, title })) return []
    const siblings = () => next(plan, plan.outputs, (each) => each.objective === objective)
    const set = { objective, number: number ?? (before ? latest(plan, before).number : siblings()), title }
    return [OutputSet({ output: output ?? context.newId('output'), ...set })]
  },
)

export const SetBudgetLine = command(
  'SetBudgetLine',
  plan,
  { line: ids.line.optional(), ...shapes.budget },
  {
    doc: described(
      'กำหนดงบประมาณจากแหล่งหนึ่ง หน่วยเป็นบาท สำหรับกิจกรรมหรือทั้งแผน หากระบุรายการเดิมให้กำหนดรายการนั้นใหม่',
      'Sets what a source gives, in THB, for an activity or for the plan as a whole; the given line anew where one is given.',
      'PlanMustNotBeClosed, EndorsedPlanChangesOnlyByRevision, BudgetLineMustBeOfThePlan, ActivityMustBeOfThePlan, ' +
        'ActivityMustNotBeDropped',
    ),
  },
  ({ line, ...budget }, state, context) => {
    const plan = changeable(state, context)
    requireThat(line === undefined || plan.lines[line], BudgetLineMustBeOfThePlan, 'line')
    if (budget.activity !== undefined) livingActivity(plan, budget.activity, context.today)
    return saidAlready(plan, 'lines', line, budget) ? [] : [BudgetLineSet({ line: line ?? context.newId('line'), ...budget })]
  },
)

/** Requires that the body's step follows those of the days before it, and those of later days still follow. */
function follow(state: PlanState, kind: BodyStep['kind'], fact: BodyStep['fact']): void {
  const before = known(state)
  requireStory({ ...before, steps: [...before.steps, { kind, number: Infinity, fact }] }, before)
}

export const EndorsePlan = command(
  'EndorsePlan',
  plan,
  shapes.decided,
  {
    doc: described(
      'คณะให้ความเห็นชอบแผน เป็นครั้งแรกหรือภายหลังการปรับแผน',
      'The body endorses the plan, for the first time or after a revision.',
      'PlanMustNotBeClosed, PlanStepsFollowInTime, PlanMustAwaitEndorsement',
    ),
  },
  (input, state) => {
    follow(state, 'endorsement', input)
    return [PlanEndorsed(input)]
  },
)

export const RevisePlan = command(
  'RevisePlan',
  plan,
  { ...shapes.decided, reason },
  {
    doc: described(
      'คณะเปิดแผนที่เห็นชอบแล้วให้ปรับแก้ไข การปรับมีผลตั้งแต่วันนั้นและรอความเห็นชอบอีกครั้ง',
      'The body opens an endorsed plan for changes; they hold from this day and await endorsement again.',
      'PlanMustNotBeClosed, PlanStepsFollowInTime, OnlyAnEndorsedPlanIsRevised',
    ),
  },
  (input, state) => {
    follow(state, 'revision', input)
    return [PlanRevised(input)]
  },
)

export const ClosePlan = command(
  'ClosePlan',
  plan,
  shapes.closed,
  {
    doc: described(
      'ปิดแผนตั้งแต่วันที่กำหนด ซึ่งอาจประกาศล่วงหน้าได้ ข้อผูกพันที่ยังไม่แล้วเสร็จคงอยู่',
      'The plan is over from a day on, which may be announced; its open commitments stay open.',
      'PlanMustNotBeClosed, PlanStepsFollowInTime',
    ),
  },
  (input, state) => {
    follow(state, 'closing', input)
    return [PlanClosed(input)]
  },
)
