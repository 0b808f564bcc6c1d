/** Duties whose owner has ended, and which nobody has taken over. */
import { bodiesEndedByDay } from '@prasan/committees/reading'
import { endedByDay } from '@prasan/directory/reading'
import { type AsOf, query } from '@prasan/event-sourcing'
import { ownersOfOpen } from '../views/commitments/queries.js'

/** Of these owners the ones that have ended by the day, each with the first day on which it no longer was. */
export const ownersEnded = query(
  'ownersEnded',
  (views, asked: { ids: readonly string[]; asOf: AsOf }): Map<string, string> =>
    new Map([...endedByDay.run(views, asked), ...bodiesEndedByDay.run(views, asked)].map(({ id, until }) => [id, until])),
)

/** The owners of open commitments that have ended by the day. */
export const orphaningOwners = query('orphaningOwners', (views, { asOf }: { asOf: AsOf }): string[] => [
  ...ownersEnded.run(views, { ids: ownersOfOpen.run(views, { asOf }), asOf }).keys(),
])
