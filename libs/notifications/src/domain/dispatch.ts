// libs/notifications/src/domain/dispatch.ts: that what is to be told is gathered, once a day
import { type Aggregate, type Day, PastDay, creation, described, event, label } from '@prasan/event-sourcing'

const shape = { day: PastDay.meta(label('วันที่', 'Day')) }

export const DispatchBegan = event('DispatchBegan', 1, shape, {
  th: 'รวบรวมเรื่องที่ต้องแจ้งถึงวันที่ {day}',
  en: 'What is to be told by {day} gathered',
})
const events = [DispatchBegan] as const

interface State {
  readonly last: Day | null
}

/** One stream a year, `dispatch-2026`. What was recorded before such an event, and after the one before it, is told in the digests of its day. */
export const dispatch: Aggregate<State, typeof events> = {
  category: 'dispatch',
  events,
  initial: { last: null },
  evolve: { DispatchBegan: (_, { day }) => ({ last: day }) },
}

/** Of a day that is over nothing is gathered: when a node that was away catches up, all that it missed goes into the digests of today. */
export const BeginDispatch = creation(
  'BeginDispatch',
  dispatch,
  shape,
  {
    doc: described('รวบรวมเรื่องที่ต้องแจ้งของวัน', 'Gathers what is to be told on a day.'),
    oneFor: ({ day }: { day: Day }) => `dispatch-${day.slice(0, 4)}`,
  },
  ({ day }, { last }, { today }) => (day !== today || (last !== null && last >= day) ? [] : [DispatchBegan({ day })]),
)
