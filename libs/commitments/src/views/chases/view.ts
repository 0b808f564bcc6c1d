import { type ChaseOfBody, chaseAfter } from '@prasan/committees/contract'
import * as bodies from '@prasan/committees/contract'
import {
  type Day,
  type EventType,
  NO_END,
  ProcessBegan,
  type RowsOf,
  type ViewedEvent,
  history,
  plain,
  processOf,
  timetable,
  view,
} from '@prasan/event-sourcing'
import { CHASE, type ChasedBy, UPWARDS, aheadOf, stretchesOf } from '../../domain/commitment/chasing.js'
import * as happened from '../../domain/commitment/events.js'
import { Escalated, Reminded } from '../../domain/commitment/events-of-chase.js'
import { type CommitmentState, commitment } from '../../domain/commitment/state.js'
import { ownerOn } from '../../domain/commitment/story.js'

const tables = {
  /** Each reminder and escalation from its day on, with whose the commitment was then, and who watched over it. */
  step: history(
    'chaseStep',
    {
      commitment: 'text',
      what: 'text',
      escalation: 'bool',
      time: 'int?',
      sentTo: 'text',
      daysOverdue: 'int?',
      committee: 'text?',
      owner: 'text',
    },
    { today: ['commitment', 'committee', 'owner'] },
  ),
  /** What comes next of each commitment, as it was known from a day on; and why nothing does, or not yet. */
  ahead: history('chaseAhead', { day: 'day?', what: 'text?', stopped: 'text?' }),
  dues: timetable('chaseDue'),
  /** What the decisions on each commitment remember that the chase is reckoned from. */
  told: plain('chaseTold', { id: 'text', committee: 'text?', open: 'int', state: 'json' }, { key: ['id'], indexes: ['committee, open'] }),
  /** How each body chases. */
  body: plain('chaseOfBody', { id: 'text', knownOn: 'day', state: 'json' }, { key: ['id'] }),
  /** The day on which promises came to be chased. */
  began: plain('chaseBegan', { name: 'text', day: 'day' }, { key: ['name'] }),
}
type Rows = RowsOf<typeof tables>
type Made = Extract<CommitmentState, { is: 'made' }>

const isOpen = (state: Made) => stretchesOf(state).at(-1)!.stopped !== 'withdrawn' && stretchesOf(state).at(-1)!.stopped !== 'completed'

function chasedBy({ body }: Rows, { promise: { committee } }: Made): ChasedBy | null {
  if (committee === undefined) return null
  const [kept] = body.where({ id: committee })
  return kept
    ? { ...(JSON.parse(kept['state'] as string) as ChaseOfBody), knownOn: kept['knownOn'] as Day }
    : { parent: null, rules: [], knownOn: '' }
}

/** What is due next, as known on the day. */
function plan(rows: Rows, id: string, state: Made, today: Day): void {
  const { dues, ahead, began } = rows
  const start = began.where({ name: CHASE })[0]?.['day'] as Day | undefined
  dues.remove({ instance: id })
  const next = start === undefined ? null : aheadOf(state, chasedBy(rows, state), start)
  for (const step of next?.steps ?? []) dues.put({ instance: id, step, day: next!.day })
  const what = next ? (next.steps.find((step) => UPWARDS.includes(step)) ?? next.steps[0]) : undefined
  const past = ahead.of(id).filter(({ validFrom }) => validFrom! < today)
  ahead.restate(id, [
    ...past.map(({ validFrom: from, validTo, day, what, stopped }) => ({
      from,
      until: validTo === null || validTo > today ? today : validTo,
      values: { day, what, stopped },
    })),
    ...stretchesOf(state)
      .filter(({ until }) => until > today)
      .map(({ from, until, stopped }) => ({
        from: from > today ? from : today,
        until: until === NO_END ? null : until,
        values: { day: next?.day ?? null, what: what ?? null, stopped },
      })),
  ])
}

type Evolve = Record<string, (state: CommitmentState, data: unknown, event: ViewedEvent<unknown>) => CommitmentState>

function tell(rows: Rows, event: ViewedEvent<unknown>): Made | undefined {
  const { id, type, data, day } = event
  const before = rows.told.where({ id })[0]?.['state'] as string | undefined
  const evolve = commitment.evolve as unknown as Evolve
  const state = evolve[type]!(before === undefined ? commitment.initial : (JSON.parse(before) as CommitmentState), data, event)
  if (state.is === 'unknown') return undefined
  rows.told.put({ id, committee: state.promise.committee, open: isOpen(state) ? 1 : 0, state })
  // A step of the chase stands under its own day, whenever it is recorded.
  plan(rows, id, state, type === Reminded.type || type === Escalated.type ? state.chased.at(-1)!.on : day)
  return state
}

/** A step of the chase, and what follows on it. */
function take(rows: Rows, event: ViewedEvent<unknown>): void {
  const state = tell(rows, event)
  const chased = state?.chased.at(-1)
  if (!chased) return
  const { on, what, to: sentTo } = chased
  rows.step.begin(`${event.id}#${event.revision}`, on, {
    ...{ commitment: event.id, what, escalation: UPWARDS.includes(what), sentTo },
    time: 'time' in chased ? chased.time : null,
    daysOverdue: 'daysOverdue' in chased ? chased.daysOverdue : null,
    committee: state!.promise.committee ?? null,
    owner: ownerOn(state!, on),
  })
}

/** How a body chases is recorded anew: what is due next of all that it watches over. */
function adopt(rows: Rows, { id, type, data, day }: ViewedEvent<unknown>): void {
  const kept = rows.body.where({ id })[0]?.['state'] as string | undefined
  const after = (chaseAfter as Record<string, (before: ChaseOfBody | undefined, data: unknown) => ChaseOfBody>)[type]!
  rows.body.put({ id, knownOn: day, state: after(kept === undefined ? undefined : (JSON.parse(kept) as ChaseOfBody), data) })
  for (const each of rows.told.where({ committee: id, open: 1 }))
    plan(rows, each['id'] as string, JSON.parse(each['state'] as string) as Made, day)
}

const moving: readonly EventType<string, any>[] = [
  ...[happened.CommitmentMade, happened.CommitmentCorrected, happened.CommitmentWithdrawn, happened.OwnershipTransferred],
  ...[happened.ExtensionGranted, happened.ExtensionCorrected, happened.ObstacleRaised, happened.ObstacleAnswered],
  ...[happened.CompletionReported, happened.CompletionReturned, happened.EscalationAcknowledged],
  ...[happened.CommitmentStepCorrected, happened.CommitmentStepReversed],
]
const adopting: readonly EventType<string, any>[] = [
  ...[bodies.CommitteeEstablished, bodies.CommitteeCorrected, bodies.RulesAdopted, bodies.RulesCorrected, bodies.RulesReversed],
]

/** The chase of every promise: what was done, and what is due next. */
export const chasesView = view('chases', 1, tables, (on) => [
  ...moving.map((event) => on(event as EventType<string, unknown>, tell)),
  ...[Reminded, Escalated].map((event) => on(event as unknown as EventType<string, unknown>, take)),
  ...adopting.map((event) => on(event as EventType<string, unknown>, adopt)),
  on(ProcessBegan, (rows, { id, day }) => {
    if (id !== processOf(CHASE)) return
    rows.began.put({ name: CHASE, day })
    for (const each of rows.told.where({ open: 1 })) plan(rows, each['id'] as string, JSON.parse(each['state'] as string) as Made, day)
  }),
])
