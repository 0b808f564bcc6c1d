// What may be done with a plan. An endorsed plan changes after it was opened for revision, or with the breach recorded.
import { type Context, type Day, canonical, command, creation, requireThat } from '@prasan/event-sourcing'
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
} from './events.js'
import {
  ActivityCannotEndBeforeItBegins,
  ActivityLiesWithinTheFiscalYear,
  ActivityMustBeOfThePlan,
  ActivityMustNotBeDropped,
  BudgetLineMustBeOfThePlan,
  EndorsedPlanChangesOnlyByRevision,
  LeadIsNotItsOwnContributor,
  ObjectiveMustBeOfThePlan,
  OutputMustBeOfThePlan,
  PlanMustNotBeClosed,
  PlanStepsFollowInTime,
} from './rules.js'
import { fiscalYear, shapes } from './shapes.js'
import { type PlanState, plan } from './state.js'
import { type BodyStep, type Part, type PartsOfPlan, type Planned, beginsOn, latest, requireStory, standingOn } from './story.js'

type Ended = Context<EndedOwners | undefined>
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
const says = (data: object, input: object): boolean => {
  const { number = (data as Numbered).number, ...rest } = input as Numbered
  return canonical({ ...rest, number }) === canonical(data)
}
/** Whether this was said last of the part, or of any where none is given. */
export const saidAlready = (plan: Planned, kind: PartsOfPlan, id: string | undefined, input: object): boolean =>
  Object.entries<Part<object>>(plan[kind]).some(
    ([part, { versions }]) => (id === undefined || part === id) && says(versions.at(-1)!.data, input),
  )

/** The next number among the parts of a kind that the condition holds for. */
const next = <D extends { number: number }>(
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

interface ActivityInput {
  output: string
  lead: string
  contributors?: string[] | undefined
  from: string
  until: string
}
function requireSound(plan: Planned, input: ActivityInput, { judge, evidence }: Pick<Ended, 'judge' | 'evidence'>): void {
  requireThat(plan.outputs[input.output], OutputMustBeOfThePlan, 'output')
  requireThat(input.from < input.until, ActivityCannotEndBeforeItBegins, 'until')
  requireLiving(evidence, input.lead, input.from, 'lead')
  input.contributors?.forEach((each, i) => {
    requireThat(each !== input.lead, LeadIsNotItsOwnContributor, `contributors.${i}`)
    requireLiving(evidence, each, input.from, `contributors.${i}`)
  })
  const year = fiscalYear(plan.draft.fiscalYear)
  judge(input.from >= year.from && input.until <= year.until, ActivityLiesWithinTheFiscalYear, 'from')
}
/** The activity as it was said to be last, when it is not dropped by the day. */
export const livingActivity = (plan: Planned, id: string, day: Day) => {
  const found = plan.activities[id]
  requireThat(found, ActivityMustBeOfThePlan, 'activity')
  requireThat(found.dropped === undefined || day < found.dropped.fact.on, ActivityMustNotBeDropped, 'activity')
  return latest(plan, found)
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
    const before = known(state)
    const { reason: _, ...said } = input
    const draft = { ...said, on: input.on ?? before.draft.on }
    requireStory({ ...before, draft }, before)
    return canonical(draft) === canonical(before.draft) ? [] : [PlanCorrected(input)]
  },
)

export const SetObjective = command(
  'SetObjective',
  plan,
  { objective: ids.objective.optional(), number: shapes.objective.number.optional(), title: shapes.objective.title },
  { doc: 'Adds an objective, or words the given one anew. The number is the next one where it is left out.' },
  ({ objective, number, title }, state, context) => {
    const plan = changeable(state, context)
    const before = objective === undefined ? undefined : plan.objectives[objective]
    requireThat(objective === undefined || before, ObjectiveMustBeOfThePlan, 'objective')
    if (saidAlready(plan, 'objectives', objective, { number, title })) return []
    const set = { number: number ?? (before ? latest(plan, before).number : next(plan, plan.objectives)), title }
    return [ObjectiveSet({ objective: objective ?? context.newId('objective'), ...set })]
  },
)

export const SetOutput = command(
  'SetOutput',
  plan,
  { output: ids.output.optional(), objective: ids.objective, number: shapes.output.number.optional(), title: shapes.output.title },
  { doc: 'Adds an output under an objective, or words the given one anew.' },
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
    if (saidAlready(plan, 'activities', undefined, input)) return []
    const number = input.number ?? next(plan, plan.activities, (each) => each.output === input.output)
    return [ActivityPlanned({ activity: context.newId('activity'), ...input, number })]
  },
)

export const ReviseActivity = command(
  'ReviseActivity',
  plan,
  { activity: ids.activity, ...plannedActivity, reason },
  { doc: 'The activity is planned otherwise from now on: gives the whole fact and the reason.' },
  ({ activity, reason, ...input }, state, context: Ended) => {
    const plan = changeable(state, context)
    const { number } = livingActivity(plan, activity, context.today)
    requireSound(plan, input, context)
    const revised = { ...input, number: input.number ?? number }
    return saidAlready(plan, 'activities', activity, revised) ? [] : [ActivityRevised({ activity, ...revised, reason })]
  },
)

export const CorrectActivity = command(
  'CorrectActivity',
  plan,
  { activity: ids.activity, ...plannedActivity, reason },
  { doc: 'The activity was recorded wrongly: gives the whole corrected fact and the reason. No revision is needed for it.' },
  ({ activity, reason, ...input }, state, context: Ended) => {
    const plan = known(state)
    const found = plan.activities[activity]
    requireThat(found, ActivityMustBeOfThePlan, 'activity')
    requireSound(plan, input, context)
    const corrected = { ...input, number: input.number ?? latest(plan, found).number }
    return says(latest(plan, found), corrected) ? [] : [ActivityCorrected({ activity, ...corrected, reason })]
  },
)

export const DropActivity = command(
  'DropActivity',
  plan,
  shapes.dropped,
  { doc: 'The activity is given up from a day on. Commitments made from it stand until they are withdrawn.' },
  (input, state, context) => {
    const found = changeable(state, context).activities[input.activity]
    requireThat(found, ActivityMustBeOfThePlan, 'activity')
    requireThat(!found.dropped, ActivityMustNotBeDropped, 'activity')
    requireThat(input.on >= beginsOn(known(state), found), PlanStepsFollowInTime, 'on')
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
  { doc: 'The body endorses the plan, for the first time or after a revision.' },
  (input, state) => {
    follow(state, 'endorsement', input)
    return [PlanEndorsed(input)]
  },
)

export const RevisePlan = command(
  'RevisePlan',
  plan,
  { ...shapes.decided, reason },
  { doc: 'The body opens an endorsed plan for changes; they hold from this day and await endorsement again.' },
  (input, state) => {
    follow(state, 'revision', input)
    return [PlanRevised(input)]
  },
)

export const ClosePlan = command(
  'ClosePlan',
  plan,
  shapes.closed,
  { doc: 'The plan is over from a day on, which may be announced; its open commitments stay open.' },
  (input, state) => {
    follow(state, 'closing', input)
    return [PlanClosed(input)]
  },
)
