import { type EventType, type RowsOf, type ViewedEvent, history, plain, view } from '@prasan/event-sourcing'
import { type DirectiveState, columnsOn, directive as directives, sentOn } from '../../domain/directive/state.js'

const tables = {
  directive: history(
    'directive',
    {
      title: 'bilingual',
      text: 'text?',
      committee: 'text',
      resolution: 'text?',
      issuedOn: 'day',
      dueOn: 'day',
      priority: 'text',
      adaptable: 'bool',
      latestDueOn: 'day?',
      state: 'text',
      withdrawnOn: 'day?',
      withdrawnBy: 'text?',
      withdrawnBecause: 'text?',
    },
    { today: ['committee', 'resolution'] },
  ),
  /** By the commitment that the body has by it. */
  sending: history('directiveSending', { directive: 'text', body: 'text', sentOn: 'day' }, { today: ['directive'] }),
  /** What the decisions on each directive remember: its rows are told anew from it. */
  told: plain('directiveTold', { id: 'text', state: 'json' }, { key: ['id'] }),
}

type Rows = RowsOf<typeof tables>

/** Each directive shows on every day what its decisions hold to be so then. */
function tell({ directive, sending, told }: Rows, event: ViewedEvent<unknown>): void {
  const { id, type } = event
  const evolve = directives.evolve as unknown as Record<
    string,
    (state: DirectiveState, data: unknown, event: ViewedEvent<unknown>) => DirectiveState
  >
  const before = told.where({ id })[0]?.['state'] as string | undefined
  const state = evolve[type]!(before === undefined ? directives.initial : (JSON.parse(before) as DirectiveState), event.data, event)
  if (state.is === 'unknown') return
  told.put({ id, state })
  const { facts, withdrawn } = state
  const days = withdrawn && withdrawn.on > facts.on ? [facts.on, withdrawn.on] : [facts.on]
  directive.restate(
    id,
    days.map((from, i) => ({ from, until: days[i + 1] ?? null, values: columnsOn(state, from)! })),
  )
  const sent = new Set(state.sendings.map(({ commitment }) => commitment))
  for (const { id: gone } of sending.where('directive', id)) if (!sent.has(gone)) sending.reverse(gone)
  for (const each of state.sendings) {
    const from = sentOn(state, each)
    sending.restate(each.commitment, [{ from, until: null, values: { directive: id, body: each.body, sentOn: from } }])
  }
}

/** Every directive with its days, and the bodies that it was sent to with the commitment that each has by it. */
export const directivesView = view('directives', 1, tables, (on) =>
  directives.events.map((event) => on(event as EventType<string, unknown>, tell)),
)
