// What the decisions on a plan need to remember.
import type { Aggregate, DataOf } from '@prasan/event-sourcing'
import {
  ActivityCorrected,
  ActivityDropped,
  ActivityPlanned,
  ActivityRevised,
  BudgetLineSet,
  IndicatorMeasured,
  IndicatorSet,
  ObjectiveSet,
  OutputSet,
  PlanClosed,
  PlanCorrected,
  PlanDrafted,
  PlanEndorsed,
  PlanRevised,
  PledgeCorrected,
  PledgeMade,
  PledgeWithdrawn,
} from './events.js'

type Planned = Omit<DataOf<typeof ActivityPlanned>, 'activity'>

/** A plan is drafted, endorsed, perhaps opened for revision and endorsed again, and closed. */
export type PlanState =
  | { is: 'unknown' }
  | {
      is: 'drafted' | 'endorsed' | 'revising' | 'closed'
      /** The day from which it is so. */
      since: string
      committee: string
      fiscalYear: number
      objectives: Readonly<Record<string, DataOf<typeof ObjectiveSet>>>
      outputs: Readonly<Record<string, DataOf<typeof OutputSet>>>
      activities: Readonly<Record<string, Planned & { dropped?: string }>>
      lines: Readonly<Record<string, DataOf<typeof BudgetLineSet>>>
      indicators: Readonly<Record<string, DataOf<typeof IndicatorSet> & { measured: Readonly<Record<string, number>> }>>
      /** Those that stand, each with the day on which it was made. */
      pledges: Readonly<Record<string, string>>
    }
type Known = Exclude<PlanState, { is: 'unknown' }>

const events = [
  PlanDrafted,
  PlanCorrected,
  ObjectiveSet,
  OutputSet,
  ActivityPlanned,
  ActivityRevised,
  ActivityCorrected,
  ActivityDropped,
  BudgetLineSet,
  IndicatorSet,
  IndicatorMeasured,
  PledgeMade,
  PledgeCorrected,
  PledgeWithdrawn,
  PlanEndorsed,
  PlanRevised,
  PlanClosed,
] as const

const known = (state: PlanState, change: (plan: Known) => Partial<Known>): PlanState =>
  state.is === 'unknown' ? state : { ...state, ...change(state) }
const withActivity = (state: PlanState, { activity, ...planned }: DataOf<typeof ActivityPlanned>): PlanState =>
  known(state, ({ activities }) => ({ activities: { ...activities, [activity]: planned } }))

const withPledge = (state: PlanState, { pledge, on }: DataOf<typeof PledgeMade>): PlanState =>
  known(state, ({ pledges }) => ({ pledges: { ...pledges, [pledge]: on } }))

export const plan: Aggregate<PlanState, typeof events> = {
  category: 'plan',
  events,
  initial: { is: 'unknown' },
  evolve: {
    PlanDrafted: (_, { committee, fiscalYear, on }, { day }) => ({
      is: 'drafted',
      since: on ?? day,
      committee,
      fiscalYear,
      objectives: {},
      outputs: {},
      activities: {},
      lines: {},
      indicators: {},
      pledges: {},
    }),
    PlanCorrected: (state, { committee, fiscalYear, on }) =>
      known(state, (plan) => ({ committee, fiscalYear, since: plan.is === 'drafted' ? (on ?? plan.since) : plan.since })),
    ObjectiveSet: (state, set) => known(state, ({ objectives }) => ({ objectives: { ...objectives, [set.objective]: set } })),
    OutputSet: (state, set) => known(state, ({ outputs }) => ({ outputs: { ...outputs, [set.output]: set } })),
    ActivityPlanned: withActivity,
    ActivityRevised: withActivity,
    ActivityCorrected: withActivity,
    ActivityDropped: (state, { activity, on }) =>
      known(state, ({ activities }) => ({
        activities: activities[activity] ? { ...activities, [activity]: { ...activities[activity], dropped: on } } : activities,
      })),
    BudgetLineSet: (state, set) => known(state, ({ lines }) => ({ lines: { ...lines, [set.line]: set } })),
    IndicatorSet: (state, set) =>
      known(state, ({ indicators }) => ({
        indicators: { ...indicators, [set.indicator]: { ...set, measured: indicators[set.indicator]?.measured ?? {} } },
      })),
    IndicatorMeasured: (state, { indicator: id, on, value }) =>
      known(state, ({ indicators }) => {
        const measured = indicators[id]
        return measured ? { indicators: { ...indicators, [id]: { ...measured, measured: { ...measured.measured, [on]: value } } } } : {}
      }),
    PledgeMade: withPledge,
    PledgeCorrected: withPledge,
    PledgeWithdrawn: (state, { pledge }) =>
      known(state, ({ pledges }) => ({ pledges: Object.fromEntries(Object.entries(pledges).filter(([id]) => id !== pledge)) })),
    PlanEndorsed: (state, { on }) => known(state, () => ({ is: 'endorsed', since: on })),
    PlanRevised: (state, { on }) => known(state, () => ({ is: 'revising', since: on })),
    PlanClosed: (state, { on }) => known(state, () => ({ is: 'closed', since: on })),
  },
}
