import { type HistoryRows, history, view } from '@prasan/event-sourcing'
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
} from '../../domain/plan/events.js'

const planColumns = { title: 'bilingual', committee: 'text', fiscalYear: 'int', state: 'text', since: 'day' } as const

/** What is set while a plan is drafted or opened for revision holds from that day on; what is set despite its endorsement, from the day recorded. */
const holdsFrom = (plans: HistoryRows<typeof planColumns>, plan: string, day: string): string => {
  const row = plans.of(plan).at(-1)
  return row && row.state !== 'endorsed' ? row.since : day
}

/** Action plans with objectives, outputs, activities and budget. */
export const plansView = view(
  'plans',
  3,
  {
    plan: history('actionPlan', planColumns, { today: ['committee', 'fiscalYear'] }),
    objective: history('planObjective', { plan: 'text', number: 'int', title: 'bilingual' }, { today: ['plan'] }),
    output: history(
      'planOutput',
      { plan: 'text', objective: 'text', number: 'int', title: 'bilingual' },
      { today: ['objective', 'plan'], ever: ['objective'] },
    ),
    activity: history(
      'planActivity',
      {
        plan: 'text',
        output: 'text',
        number: 'int',
        title: 'bilingual',
        lead: 'text',
        contributors: 'json?',
        area: 'text?',
        startsOn: 'day',
        endsOn: 'day',
        dropped: 'text?',
      },
      { today: ['output', 'lead', 'plan'], ever: ['output', 'lead'] },
    ),
    budget: history('planBudget', { plan: 'text', activity: 'text?', source: 'text', satang: 'int' }, { today: ['plan'] }),
    indicator: history(
      'planIndicator',
      {
        plan: 'text',
        activity: 'text',
        title: 'bilingual',
        unit: 'text',
        baseline: 'int?',
        target: 'int',
        value: 'int?',
        measuredOn: 'day?',
      },
      { today: ['activity'] },
    ),
    pledge: history('planPledge', { plan: 'text', line: 'text?', by: 'text', satang: 'int' }, { today: ['plan'] }),
  },
  (on) => [
    on(PlanDrafted, ({ plan }, { id, day, data }) => {
      const since = data.on ?? day
      plan.begin(id, since, { title: data.title, committee: data.committee, fiscalYear: data.fiscalYear, state: 'drafted', since })
    }),
    on(PlanCorrected, ({ plan, ...parts }, { id, data: { title, committee, fiscalYear, on: since } }) => {
      const drafted = plan.of(id)[0]?.validFrom
      plan.correctAll(id, ({ state }) => ({ title, committee, fiscalYear, ...(state === 'drafted' && since && { since }) }))
      if (!since) return
      plan.correctBeginning(id, since)
      for (const part of Object.values(parts))
        for (const row of part.where('plan', id)) if (row.validFrom === drafted) part.correctBeginning(row.id, since)
    }),
    on(PlanEndorsed, ({ plan }, { id, data }) => plan.change(id, data.on, { state: 'endorsed', since: data.on })),
    on(PlanRevised, ({ plan }, { id, data }) => plan.change(id, data.on, { state: 'revising', since: data.on })),
    on(PlanClosed, ({ plan }, { id, data }) => plan.change(id, data.on, { state: 'closed', since: data.on })),

    on(ObjectiveSet, ({ plan, objective }, { id, day, data: { objective: of, ...data } }) =>
      set(objective, of, holdsFrom(plan, id, day), { plan: id, ...data }),
    ),
    on(OutputSet, ({ plan, output }, { id, day, data: { output: of, ...data } }) =>
      set(output, of, holdsFrom(plan, id, day), { plan: id, ...data }),
    ),
    on(ActivityPlanned, ({ plan, activity }, { id, day, data }) =>
      activity.begin(data.activity, holdsFrom(plan, id, day), planned(id, data)),
    ),
    on(ActivityRevised, ({ plan, activity }, { id, day, data }) =>
      activity.change(data.activity, holdsFrom(plan, id, day), planned(id, data)),
    ),
    on(ActivityCorrected, ({ activity }, { id, data }) => activity.correctLast(data.activity, planned(id, data))),
    on(ActivityDropped, ({ activity }, { data }) => activity.change(data.activity, data.on, { dropped: data.reason })),
    on(BudgetLineSet, ({ plan, budget }, { id, day, data: { line, activity, source, amount } }) =>
      set(budget, line, holdsFrom(plan, id, day), { plan: id, activity: activity ?? null, source, satang: satang(amount) }),
    ),
    on(IndicatorSet, ({ plan, indicator }, { id, day, data: { indicator: of, baseline, ...data } }) =>
      set(indicator, of, holdsFrom(plan, id, day), { plan: id, baseline: baseline ?? null, ...data }),
    ),
    on(IndicatorMeasured, ({ indicator }, { data }) =>
      indicator.change(data.indicator, data.on, { value: data.value, measuredOn: data.on }),
    ),
    on(PledgeMade, ({ pledge }, { id, data }) => pledge.begin(data.pledge, data.on, pledged(id, data))),
    on(PledgeCorrected, ({ pledge }, { id, data }) => pledge.correct(data.pledge, data.on, pledged(id, data))),
    on(PledgeWithdrawn, ({ pledge }, { data }) => pledge.end(data.pledge, data.on)),
  ],
)

const satang = (baht: number) => Math.round(baht * 100)
const pledged = (plan: string, { line, by, amount }: Parameters<typeof PledgeMade>[0]) => ({
  ...{ plan, by, line: line ?? null },
  satang: satang(amount),
})

/** Begins the part of a plan, or changes it from the day. */
function set<R extends { of(id: string): unknown[]; begin(...args: any[]): void; change(...args: any[]): void }>(
  rows: R,
  id: string,
  from: string,
  values: Parameters<R['begin']>[2],
): void {
  if (rows.of(id).length === 0) rows.begin(id, from, values)
  else rows.change(id, from, values)
}

const planned = (
  plan: string,
  data: Pick<Parameters<typeof ActivityPlanned>[0], 'output' | 'number' | 'title' | 'lead' | 'contributors' | 'area' | 'from' | 'until'>,
) => ({
  plan,
  output: data.output,
  number: data.number,
  title: data.title,
  lead: data.lead,
  contributors: data.contributors ?? null,
  area: data.area ?? null,
  startsOn: data.from,
  endsOn: data.until,
})
