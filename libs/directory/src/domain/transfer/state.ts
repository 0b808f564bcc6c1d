// What the decisions on a transfer list need to remember.
import { type Aggregate, type DataOf, aliveOn, eventsOf } from '@prasan/event-sourcing'
import * as happened from './events.js'

export type TransferList = Omit<DataOf<typeof happened.TransfersRecorded>, 'doings'>
export interface RecordedTransfers {
  readonly is: 'recorded'
  readonly list: TransferList
  readonly doings: readonly happened.Doing[]
  readonly cancelled?: string | undefined
}
export type TransferState = { is: 'unknown' } | RecordedTransfers

const events = eventsOf(happened)

export const transfer: Aggregate<TransferState, typeof events> = {
  category: 'transfer',
  events,
  initial: { is: 'unknown' },
  onDay(state, day, id) {
    if (state.is === 'unknown' || !aliveOn({ from: state.list.dated }, day)) return {}
    const { number, dated, issuer } = state.list
    return { [id]: { number, dated, issuer, moves: movesOf(state), cancelled: state.cancelled } }
  },
  evolve: {
    TransfersRecorded: (_, { doings, ...list }) => ({ is: 'recorded', list, doings }),
    TransfersCorrected: (_, { doings, takenBack: __, reason: ___, ...list }) => ({ is: 'recorded', list, doings }),
    TransfersCancelled: (state, { reason }) => (state.is === 'unknown' ? state : { ...state, cancelled: reason }),
  },
}

/** The moves, each with what it came to. */
export const movesOf = ({ list, doings }: RecordedTransfers) =>
  list.moves.map(({ until, ...move }, i) => ({ ...move, ...doings[i], toldUntil: until }))
