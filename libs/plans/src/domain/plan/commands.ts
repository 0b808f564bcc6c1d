// What may be done with a plan. An endorsed plan changes after it was opened for revision, or with the breach recorded.
import { type Context, command, creation, requireThat } from '@prasan/event-sourcing'
import { type EndedOwners, requireLiving } from '../owner.js'
import {
  ActivityCorrected,
  ActivityDropped,
  ActivityPlanned,
  ActivityRevised,
  BudgetLineSet,
  ObjectiveSet,
  OutputSet,
  PlanClosed,
  PlanCorrected,
  PlanDrafted,
  PlanEndorsed,
  PlanRevised,
  fiscalYear,
  shapes,
} from './events.js'
import {
  ActivityCannotEndBeforeItBegins,
  ActivityLiesWithinTheFiscalYear,
  ActivityMustBeOfThePlan,
  ActivityMustNotBeDropped,
  BudgetLineMustBeOfThePlan,
  EndorsedPlanChangesOnlyByRevision,
  ObjectiveMustBeOfThePlan,
  OnlyAnEndorsedPlanIsRevised,
  OutputMustBeOfThePlan,
  PlanMustAwaitEndorsement,
  PlanMustNotBeClosed,
  PlanStepsFollowInTime,
} from './rules.js'
import { type PlanState, plan } from './state.js'

type Ended = Context<EndedOwners | undefined>
const { ids, reason } = shapes

export const open = (state: PlanState) => {
  requireThat(state.is !== 'unknown' && state.is !== 'closed', PlanMustNotBeClosed)
  return state
}
/** The plan, when its content may be changed now. */
export const changeable = (state: PlanState, { judge }: Pick<Context, 'judge'>) => {
  judge(open(state).is !== 'endorsed', EndorsedPlanChangesOnlyByRevision)
  return open(state)
}
const next = (numbered: Readonly<Record<string, { number: number }>>, of = (_: any) => true) =>
  1 +
  Math.max(
    0,
    ...Object.values(numbered)
      .filter(of)
      .map(({ number }) => number),
  )

interface ActivityInput {
  output: string
  lead: string
  contributors?: string[] | undefined
  from: string
  until: string
}
function requireSound(state: ReturnType<typeof open>, input: ActivityInput, { judge, evidence }: Pick<Ended, 'judge' | 'evidence'>): void {
  requireThat(state.outputs[input.output], OutputMustBeOfThePlan, 'output')
  requireThat(input.from < input.until, ActivityCannotEndBeforeItBegins, 'until')
  requireLiving(evidence, input.lead, input.from, 'lead')
  input.contributors?.forEach((each, i) => requireLiving(evidence, each, input.from, `contributors.${i}`))
  const year = fiscalYear(state.fiscalYear)
  judge(input.from >= year.from && input.until <= year.until, ActivityLiesWithinTheFiscalYear, 'from')
}
export const livingActivity = (state: ReturnType<typeof open>, id: string) => {
  const found = state.activities[id]
  requireThat(found, ActivityMustBeOfThePlan, 'activity')
  requireThat(!found.dropped, ActivityMustNotBeDropped, 'activity')
  return found
}

export const DraftPlan = creation(
  'DraftPlan',
  plan,
  shapes.draft,
  { doc: 'Begins a committee’s joint plan for a fiscal year. Errors: OwnerMustNotHaveEnded.' },
  (input, _, { today, evidence }: Ended) => {
    requireLiving(evidence, input.committee, input.on ?? today, 'committee')
    return [PlanDrafted(input)]
  },
)

export const CorrectPlan = command(
  'CorrectPlan',
  plan,
  { ...shapes.draft, reason },
  { doc: 'Title, committee or fiscal year were recorded wrongly: gives the whole corrected fact and the reason.' },
  (input, state) => {
    open(state)
    return [PlanCorrected(input)]
  },
)

export const SetObjective = command(
  'SetObjective',
  plan,
  { objective: ids.objective.optional(), number: shapes.objective.number.optional(), title: shapes.objective.title },
  { doc: 'Adds an objective, or words the given one anew. The number is the next one where it is left out.' },
  ({ objective, number, title }, state, context) => {
    const { objectives } = changeable(state, context)
    requireThat(objective === undefined || objectives[objective], ObjectiveMustBeOfThePlan, 'objective')
    const before = objective === undefined ? undefined : objectives[objective]
    const set = { objective: objective ?? context.newId('objective'), number: number ?? before?.number ?? next(objectives), title }
    return same(before, set) ? [] : [ObjectiveSet(set)]
  },
)

export const SetOutput = command(
  'SetOutput',
  plan,
  { output: ids.output.optional(), objective: ids.objective, number: shapes.output.number.optional(), title: shapes.output.title },
  { doc: 'Adds an output under an objective, or words the given one anew.' },
  ({ output, objective, number, title }, state, context) => {
    const { objectives, outputs } = changeable(state, context)
    requireThat(objectives[objective], ObjectiveMustBeOfThePlan, 'objective')
    requireThat(output === undefined || outputs[output], OutputMustBeOfThePlan, 'output')
    const before = output === undefined ? undefined : outputs[output]
    const siblings = (each: { objective: string }) => each.objective === objective
    const set = { output: output ?? context.newId('output'), objective, number: number ?? before?.number ?? next(outputs, siblings), title }
    return same(before, set) ? [] : [OutputSet(set)]
  },
)

const plannedActivity = { ...shapes.activity, number: shapes.activity.number.optional() }

export const PlanActivity = command(
  'PlanActivity',
  plan,
  plannedActivity,
  {
    doc: 'Plans an activity under an output: who leads, who contributes, where and when. Whoever carries it out commits to it by MakeCommitment.',
  },
  (input, state, context: Ended) => {
    const plan = changeable(state, context)
    requireSound(plan, input, context)
    const number = input.number ?? next(plan.activities, (each: { output: string }) => each.output === input.output)
    return [ActivityPlanned({ activity: context.newId('activity'), ...input, number })]
  },
)

export const ReviseActivity = command(
  'ReviseActivity',
  plan,
  { activity: ids.activity, ...plannedActivity, reason },
  { doc: 'The activity is planned otherwise from now on: gives the whole fact and the reason.' },
  (input, state, context: Ended) => {
    const plan = changeable(state, context)
    const { number } = livingActivity(plan, input.activity)
    requireSound(plan, input, context)
    return [ActivityRevised({ ...input, number: input.number ?? number })]
  },
)

export const CorrectActivity = command(
  'CorrectActivity',
  plan,
  { activity: ids.activity, ...plannedActivity, reason },
  { doc: 'The activity was recorded wrongly: gives the whole corrected fact and the reason. No revision is needed for it.' },
  (input, state, context: Ended) => {
    const plan = open(state)
    const { number } = livingActivity(plan, input.activity)
    requireSound(plan, input, context)
    return [ActivityCorrected({ ...input, number: input.number ?? number })]
  },
)

export const DropActivity = command(
  'DropActivity',
  plan,
  shapes.dropped,
  { doc: 'The activity is given up from a day on. Commitments made from it stand until they are withdrawn.' },
  (input, state, context) => {
    livingActivity(changeable(state, context), input.activity)
    return [ActivityDropped(input)]
  },
)

export const SetBudgetLine = command(
  'SetBudgetLine',
  plan,
  { line: ids.line.optional(), ...shapes.budget },
  { doc: 'Sets what a source gives, in THB, for an activity or for the plan as a whole; the given line anew where one is given.' },
  ({ line, ...budget }, state, context) => {
    const plan = changeable(state, context)
    requireThat(line === undefined || plan.lines[line], BudgetLineMustBeOfThePlan, 'line')
    if (budget.activity !== undefined) livingActivity(plan, budget.activity)
    const set = { line: line ?? context.newId('line'), ...budget }
    return same(plan.lines[set.line], set) ? [] : [BudgetLineSet(set)]
  },
)

export const EndorsePlan = command(
  'EndorsePlan',
  plan,
  shapes.decided,
  { doc: 'The body endorses the plan, for the first time or after a revision.' },
  (input, state) => {
    const { is, since } = open(state)
    requireThat(is !== 'endorsed', PlanMustAwaitEndorsement)
    requireThat(input.on >= since, PlanStepsFollowInTime, 'on')
    return [PlanEndorsed(input)]
  },
)

export const RevisePlan = command(
  'RevisePlan',
  plan,
  { ...shapes.decided, reason },
  { doc: 'The body opens an endorsed plan for changes; they hold from this day and await endorsement again.' },
  (input, state) => {
    const { is, since } = open(state)
    requireThat(is === 'endorsed', OnlyAnEndorsedPlanIsRevised)
    requireThat(input.on >= since, PlanStepsFollowInTime, 'on')
    return [PlanRevised(input)]
  },
)

export const ClosePlan = command(
  'ClosePlan',
  plan,
  shapes.closed,
  { doc: 'The plan is over; its open commitments stay open.' },
  (input, state) => {
    requireThat(input.on >= open(state).since, PlanStepsFollowInTime, 'on')
    return [PlanClosed(input)]
  },
)

export const same = (before: object | undefined, set: object) =>
  before !== undefined && JSON.stringify(Object.entries(before).sort()) === JSON.stringify(Object.entries(set).sort())
