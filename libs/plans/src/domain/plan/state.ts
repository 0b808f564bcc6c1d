// What the decisions on a plan need to remember.
import type { Aggregate, DataOf } from '@prasan/event-sourcing'
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
  PlanEndorsed,
  PlanRevised,
  PlanClosed,
] as const

const known = (state: PlanState, change: (plan: Known) => Partial<Known>): PlanState =>
  state.is === 'unknown' ? state : { ...state, ...change(state) }
const withActivity = (state: PlanState, { activity, ...planned }: DataOf<typeof ActivityPlanned>): PlanState =>
  known(state, ({ activities }) => ({ activities: { ...activities, [activity]: planned } }))

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
    PlanEndorsed: (state, { on }) => known(state, () => ({ is: 'endorsed', since: on })),
    PlanRevised: (state, { on }) => known(state, () => ({ is: 'revising', since: on })),
    PlanClosed: (state, { on }) => known(state, () => ({ is: 'closed', since: on })),
  },
}
