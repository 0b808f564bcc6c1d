/** Owners that have ended. */
import { bodiesEndedByDay } from '@prasan/committees/reading'
import { endedByDay } from '@prasan/directory/reading'
import { type AsOf, query } from '@prasan/event-sourcing'

/** Of these owners the ones that have ended by the day, each with the first day on which it no longer was. */
export const ownersEnded = query(
  'ownersEnded',
  (views, asked: { ids: readonly string[]; asOf: AsOf }): Map<string, string> =>
    new Map([...endedByDay.run(views, asked), ...bodiesEndedByDay.run(views, asked)].map(({ id, until }) => [id, until])),
)
