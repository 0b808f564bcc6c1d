import { type RowsOf, type ViewedEvent, history, plain, view } from '@prasan/event-sourcing'
import type { EventType } from '@prasan/event-sourcing'
import { type TransferState, movesOf, transfer } from '../../domain/transfer/state.js'

const tables = {
  /** From the day of the order on. */
  transfer: history(
    'transfer',
    { number: 'text', dated: 'day', issuer: 'text?', moves: 'json', cancelled: 'text?' },
    { today: ['number'] },
  ),
  told: plain('transferTold', { id: 'text', state: 'json' }, { key: ['id'] }),
}

function tell({ transfer: rows, told }: RowsOf<typeof tables>, event: ViewedEvent<unknown>): void {
  const kept = told.where({ id: event.id })[0]?.['state'] as string | undefined
  const evolve = transfer.evolve as Record<string, (state: TransferState, data: unknown, event: ViewedEvent<unknown>) => TransferState>
  const state = evolve[event.type]!(kept === undefined ? transfer.initial : (JSON.parse(kept) as TransferState), event.data, event)
  told.put({ id: event.id, state })
  if (state.is === 'unknown') return
  const { number, dated, issuer } = state.list
  rows.restate(event.id, [
    { from: dated, until: null, values: { number, dated, issuer, moves: movesOf(state), cancelled: state.cancelled } },
  ])
}

/** Transfer lists, with what each move came to. */
export const transfersView = view('transfers', 1, tables, (on) =>
  transfer.events.map((event) => on(event as EventType<string, unknown>, tell)),
)
