import { type SeatRow, rulesOfBodies } from '@prasan/committees/contract'
import type { Asked, RequestContext } from '@prasan/graphql'
import { absencesInARow, attendanceOf, entryOf, sittingsOf } from '@prasan/meetings/contract'

/**
 * The latest meetings from which the expert of a seat was absent in a row without excuse, latest first: at most as many as the rules of the
 * body ask for before the seat is vacated, none where they do not. Two statements for the seats of any number of bodies.
 */
export async function absencesOfExpert({ id, expert, committee, asOf }: Asked<SeatRow>, request: RequestContext) {
  const { absenceLimit = 0 } = (await request.map(rulesOfBodies, committee, asOf))!
  if (expert === null || absenceLimit === 0) return { absences: [], reached: false }
  const latest = (await request.many(sittingsOf, 'committee', committee, asOf)).slice(0, absenceLimit)
  const sittings = await Promise.all(
    latest.map(async (sitting) => {
      const attendance = await request.many(attendanceOf, 'meeting', sitting.meeting, asOf)
      return { ...sitting, entries: attendance.filter(({ seat }) => seat === id).map(entryOf) }
    }),
  )
  const absences = absencesInARow(sittings, expert)
  return { absences, reached: absences.length >= absenceLimit }
}
