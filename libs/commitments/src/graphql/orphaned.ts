/** Duties whose owner has ended, and which nobody has taken over. */
import { ownersEnded } from '@prasan/answering/reading'
import { type AsOf, query } from '@prasan/event-sourcing'
import { ownersOfOpen } from '../views/commitments/queries.js'

/** The owners of open commitments that have ended by the day. */
export const orphaningOwners = query('orphaningOwners', (views, { asOf }: { asOf: AsOf }): string[] => [
  ...ownersEnded.run(views, { ids: ownersOfOpen.run(views, { asOf }), asOf }).keys(),
])
