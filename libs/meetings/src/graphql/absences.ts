import { type SeatRow, rulesOfBodies } from '@prasan/committees/reading'
import { survivorsOf } from '@prasan/directory/reading'
import type { Asked, RequestContext } from '@prasan/graphql'
import { absencesInARow } from '../domain/meeting/absences.js'
import { attendanceOf, sittingsOf } from '../views/meetings/queries.js'
import { entryOf } from '../views/meetings/view.js'

/**
 * The latest meetings from which the expert of a seat was absent in a row without excuse, latest first: at most as many as the rules of the
 * body ask for before the seat is vacated, none where they count none.
 */
export async function absencesOfExpert({ id, expert, committee, asOf }: Asked<SeatRow>, request: RequestContext) {
  const { absenceLimit = 0 } = (await request.map(rulesOfBodies, committee, asOf))!
  if (expert === null || absenceLimit === 0) return { absences: [], reached: false }
  const latest = (await request.many(sittingsOf, committee, asOf)).slice(0, absenceLimit)
  const survivor = async (person: string) => (await request.map(survivorsOf, person, asOf)) ?? person
  const sittings = await Promise.all(
    latest.map(async (sitting) => {
      const attendance = await request.many(attendanceOf, sitting.meeting, asOf)
      const recorded = attendance.filter(({ seat }) => seat === id).map(entryOf)
      const entries = recorded.map(async (entry) => ({ ...entry, person: entry.person && (await survivor(entry.person)) }))
      return { ...sitting, entries: await Promise.all(entries) }
    }),
  )
  const absences = absencesInARow(sittings, await survivor(expert))
  return { absences, reached: absences.length >= absenceLimit }
}
