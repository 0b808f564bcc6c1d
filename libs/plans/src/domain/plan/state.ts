// What the decisions on a plan need to remember.
import { type Aggregate, type Day, type Recorded, aliveOn, eventsOf } from '@prasan/event-sourcing'
import * as happened from './events.js'
import { type StepKind } from './shapes.js'
import { type BodyStep, type PartsOfPlan, type Planned, type StepOf, lastCorrected, rowsOfPart, rowsOfPlan, underOn } from './story.js'

export type PlanState = { is: 'unknown' } | ({ is: 'known' } & Planned)

const events = eventsOf(happened)

const known = (state: PlanState, change: (plan: Planned) => Partial<Planned>): PlanState =>
  state.is === 'unknown' ? state : { ...state, ...change(state) }

type Data<K extends PartsOfPlan> = Planned[K][string]['versions'][number]['data']
type AnyPart = Planned[PartsOfPlan][string]
const withPart = (state: PlanState, kind: PartsOfPlan, id: string, change: (part: AnyPart, plan: Planned) => object): PlanState =>
  known(state, (plan) => (plan[kind][id] ? { [kind]: { ...plan[kind], [id]: change(plan[kind][id], plan) } } : {}))

/** The part is from now on, or from the draft or the step of the plan under way, what is said here. */
const said = <K extends PartsOfPlan>(kind: K, id: string, data: Data<K>, { day }: Recorded, state: PlanState): PlanState =>
  known(state, (plan) => {
    const version = { data, under: underOn(plan, day), recorded: day }
    const before: Partial<AnyPart> = plan[kind][id] ?? {}
    return { [kind]: { ...plan[kind], [id]: { ...before, versions: [...(before.versions ?? []), version] } } }
  })

const step =
  (kind: BodyStep['kind']) =>
  (state: PlanState, fact: { on: Day }, { revision }: Recorded): PlanState =>
    known(state, ({ steps }) => ({ steps: [...steps, { kind, number: Number(revision), fact }] }))

/** A step of the plan or of one of its parts, with what becomes of the plan when it is said otherwise, or never was (null). */
export interface FoundStep {
  readonly kind: StepKind
  readonly fact: object
  /** The part that it is a step of. */
  readonly part?: string
  rewritten(fact: object | null): Partial<Planned>
}
export function stepOf(plan: Planned, number: number): FoundStep | undefined {
  const is = (each: StepOf | undefined) => each?.number === number
  const [first] = plan.steps.filter(is)
  if (first) {
    const { kind, fact } = first
    const rewritten = (fact: object | null) => ({
      steps: plan.steps.flatMap((each) => (!is(each) ? each : fact === null ? [] : ({ ...each, fact } as BodyStep))),
    })
    return { kind, fact, rewritten }
  }
  const again = (fact: object | null) => (fact === null ? undefined : { number, fact })
  for (const [part, activity] of Object.entries(plan.activities))
    if (is(activity.dropped)) {
      const rewritten = (fact: object | null) =>
        ({ activities: { ...plan.activities, [part]: { ...activity, dropped: again(fact) } } }) as Partial<Planned>
      return { kind: 'drop', fact: activity.dropped!.fact, part, rewritten }
    }
  for (const [part, indicator] of Object.entries(plan.indicators)) {
    const measured = indicator.measured ?? []
    const found = measured.find(is)
    if (!found) continue
    const rewritten = (fact: object | null) =>
      ({
        indicators: {
          ...plan.indicators,
          [part]: { ...indicator, measured: measured.flatMap((each) => (is(each) ? (again(fact) ?? []) : each)) },
        },
      }) as Partial<Planned>
    return { kind: 'measurement', fact: found.fact, part, rewritten }
  }
  for (const [part, pledge] of Object.entries(plan.pledges))
    if (is(pledge.withdrawn)) {
      const rewritten = (fact: object | null) =>
        ({ pledges: { ...plan.pledges, [part]: { ...pledge, withdrawn: again(fact) } } }) as Partial<Planned>
      return { kind: 'withdrawal', fact: pledge.withdrawn!.fact, part, rewritten }
    }
  return undefined
}

const WITH_A_NODE = ['objectives', 'outputs', 'activities', 'indicators'] as const

export const plan: Aggregate<PlanState, typeof events> = {
  category: 'plan',
  events,
  initial: { is: 'unknown' },
  onDay(state, day, id) {
    if (state.is === 'unknown') return {}
    const rows = [
      [id, rowsOfPlan(state)] as const,
      ...WITH_A_NODE.flatMap((kind) => Object.keys(state[kind]).map((part) => [part, rowsOfPart(state, kind, part, id)] as const)),
    ]
    return Object.fromEntries(
      rows.flatMap(([part, stretches]) => {
        const held = stretches.find((stretch) => aliveOn(stretch, day))
        return held ? [[part, held.values]] : []
      }),
    )
  },
  evolve: {
    PlanDrafted: (_, draft, { day }) => ({
      ...{ is: 'known', draft: { ...draft, on: draft.on ?? day }, steps: [] },
      ...{ objectives: {}, outputs: {}, activities: {}, lines: {}, indicators: {}, pledges: {} },
    }),
    PlanCorrected: (state, { reason: _, ...draft }) => known(state, (plan) => ({ draft: { ...draft, on: draft.on ?? plan.draft.on } })),
    ObjectiveSet: (state, { objective, ...data }, recorded) => said('objectives', objective, data, recorded, state),
    OutputSet: (state, { output, ...data }, recorded) => said('outputs', output, data, recorded, state),
    ActivityPlanned: (state, { activity, ...data }, recorded) => said('activities', activity, data, recorded, state),
    ActivityRevised: (state, { activity, reason: _, ...data }, recorded) => said('activities', activity, data, recorded, state),
    ActivityCorrected: (state, { activity, reason: _, ...data }) =>
      withPart(state, 'activities', activity, (part, plan) => lastCorrected(plan, part as Planned['activities'][string], data)),
    ActivityDropped: (state, { activity, ...fact }, { revision }) =>
      withPart(state, 'activities', activity, (part) => ({ ...part, dropped: { number: Number(revision), fact } })),
    BudgetLineSet: (state, { line, ...data }, recorded) => said('lines', line, data, recorded, state),
    IndicatorSet: (state, { indicator, ...data }, recorded) => said('indicators', indicator, data, recorded, state),
    IndicatorMeasured: (state, { indicator, ...fact }, { revision }) =>
      withPart(state, 'indicators', indicator, (part) => ({
        ...part,
        measured: [...(part.measured ?? []), { number: Number(revision), fact }],
      })),
    PledgeMade: (state, { pledge, ...data }) => known(state, ({ pledges }) => ({ pledges: { ...pledges, [pledge]: { data } } })),
    PledgeCorrected: (state, { pledge, reason: _, ...data }) =>
      known(state, ({ pledges }) => ({ pledges: { ...pledges, [pledge]: { ...pledges[pledge], data } } })),
    PledgeWithdrawn: (state, { pledge, ...fact }, { revision }) =>
      known(state, ({ pledges }) =>
        pledges[pledge] ? { pledges: { ...pledges, [pledge]: { ...pledges[pledge], withdrawn: { number: Number(revision), fact } } } } : {},
      ),
    PlanEndorsed: step('endorsement'),
    PlanRevised: step('revision'),
    PlanClosed: step('closing'),
    PlanStepCorrected: (state, { step, rightly }) =>
      known(state, (plan) => stepOf(plan, step)?.rewritten(Object.values(rightly)[0] as object) ?? {}),
    PlanStepReversed: (state, { step }) => known(state, (plan) => stepOf(plan, step)?.rewritten(null) ?? {}),
  },
}
