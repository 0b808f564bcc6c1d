/** What bodies resolved to have done, on which nothing followed. */
import { commitmentsFrom } from '@prasan/commitments/reading'
import { type AsOf, query } from '@prasan/event-sourcing'
import { resolutionsAwaiting } from '@prasan/meetings/reading'

/** Of the committees, what awaits action and no commitment came from. In two statements. */
export const unfollowed = query('unfollowed', (views, { ids, asOf }: { ids: readonly string[]; asOf: AsOf }) => {
  const awaiting = resolutionsAwaiting.run(views, { ids, asOf })
  const followed = new Set(commitmentsFrom.run(views, { ids: awaiting.map(({ id }) => id), asOf }).map(({ origin }) => origin))
  return awaiting.filter(({ id }) => !followed.has(id))
})
