import type { Attended } from './attended.js'

/** A meeting that was held, with what is recorded of one seat: nothing, who came for it, or that it was absent. */
export interface Sitting {
  readonly meeting: string
  readonly on: string
  readonly entries: readonly Attended[]
}

/** Of meetings given latest first, those from which the person was absent in a row without excuse, until the first that says otherwise or nothing. */
export function absencesInARow<S extends Sitting>(sittings: readonly S[], person: string): readonly S[] {
  const end = sittings.findIndex(
    ({ entries }) => entries.length === 0 || !entries.every((entry) => entry.person === person && entry.absence?.excused === false),
  )
  return end === -1 ? sittings : sittings.slice(0, end)
}
