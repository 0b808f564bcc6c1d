import { type Day, plain, query, sql, view } from '@prasan/event-sourcing'
import { DayBegan } from '../../domain/calendar.js'

export const daysView = view(
  'days',
  1,
  /** Of each calendar the last day that began. */
  { lastDay: plain('lastDay', { calendar: 'text', day: 'day' }, { key: ['calendar'] }) },
  (on) => [on(DayBegan, ({ lastDay }, { id, data: { day } }) => lastDay.put({ calendar: id, day }))],
)

/** The last day that began in any year; null where none has. */
export const lastDay = query<object, Day | null>('lastDay', (views) => {
  const found = views.get<{ day: Day | null }>(sql`select max(day) day from lastDay`)
  return found?.day ?? null
})
