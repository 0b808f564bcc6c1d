import { type EventType, type HistoryRows, type RowsOf, type ViewedEvent, history, plain, view } from '@prasan/event-sourcing'
import { type PlanState, plan } from '../../domain/plan/state.js'
import { type Planned, type Stretch, rowsOfPart, rowsOfPledge, rowsOfPlan } from '../../domain/plan/story.js'

const planColumns = { title: 'bilingual', committee: 'text', fiscalYear: 'int', state: 'text', since: 'day' } as const

const tables = {
  plan: history('actionPlan', planColumns, { today: ['committee', 'fiscalYear'] }),
  objective: history('planObjective', { plan: 'text', number: 'int', title: 'bilingual', pillar: 'text?' }, { today: ['plan'] }),
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
    { today: ['activity', 'plan'] },
  ),
  /** Each step of the body that names the resolution by which it was taken. */
  decision: history('planDecision', { plan: 'text', kind: 'text', resolution: 'text' }, { today: ['plan', 'resolution'] }),
  /** What the decisions on each plan remember: its rows are told anew from it. */
  told: plain('planTold', { id: 'text', state: 'json' }, { key: ['id'] }),
  pledge: history('planPledge', { plan: 'text', line: 'text?', by: 'text', satang: 'int' }, { today: ['plan'] }),
}

type Rows = RowsOf<typeof tables>

const PARTS = [
  ['objectives', 'objective'],
  ['outputs', 'output'],
  ['activities', 'activity'],
  ['lines', 'budget'],
  ['indicators', 'indicator'],
] as const

const restate = (rows: HistoryRows<any>, id: string, stretches: readonly Stretch[]): void =>
  rows.restate(
    id,
    stretches.map(({ values, ...days }) => ({ ...days, values: values as never })),
  )

/** What the body resolved on the plan, from the day of each step. */
function tellDecisions(decision: Rows['decision'], id: string, { steps }: Planned): void {
  const resolved = new Map<string, { from: string; values: { plan: string; kind: string; resolution: string } }>(
    steps.flatMap(({ kind, number, fact }) => {
      const resolution = 'resolution' in fact ? fact.resolution : undefined
      return resolution === undefined ? [] : [[`${id}|${number}`, { from: fact.on, values: { plan: id, kind, resolution } }] as const]
    }),
  )
  for (const row of decision.where('plan', id)) if (!resolved.has(row.id)) decision.reverse(row.id)
  for (const [step, holds] of resolved) decision.restate(step, [{ ...holds, until: null }])
}

/** The plan and each part that the event is about show on every day what the decisions hold to be so then. */
function tell({ told, ...rows }: Rows, event: ViewedEvent<unknown>): void {
  const { id, type } = event
  const kept = told.where({ id })[0]?.['state'] as string | undefined
  const before = kept === undefined ? plan.initial : (JSON.parse(kept) as PlanState)
  const evolve = plan.evolve as unknown as Record<string, (state: PlanState, data: unknown, event: ViewedEvent<unknown>) => PlanState>
  const state = evolve[type]!(before, event.data, event)
  if (state.is === 'unknown') return
  told.put({ id, state })
  const was = before.is === 'unknown' ? undefined : before
  const all = state.draft !== was?.draft || state.steps !== was.steps
  if (all) restate(rows.plan, id, rowsOfPlan(state))
  if (state.steps !== was?.steps) tellDecisions(rows.decision, id, state)
  for (const [kind, table] of PARTS)
    for (const [part, is] of Object.entries(state[kind]))
      if (all || is !== was?.[kind][part]) restate(rows[table], part, rowsOfPart(state, kind, part, id))
  for (const [pledge, is] of Object.entries(state.pledges))
    if (is !== was?.pledges[pledge]) restate(rows.pledge, pledge, rowsOfPledge(state, pledge, id))
}

/** Action plans with objectives, outputs, activities and budget. */
export const plansView = view('plans', 5, tables, (on) => plan.events.map((event) => on(event as EventType<string, unknown>, tell)))
