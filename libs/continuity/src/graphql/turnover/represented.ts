/** Who came for seats to the meetings of their bodies, with the levels of both. */
import type { SeatRow } from '@prasan/committees/reading'
import { postsEver } from '@prasan/directory/reading'
import { type AsOf, aliveOn, daysOf, grouped, query } from '@prasan/event-sourcing'
import { attendanceOfSeats, attendedMeetingsOf } from '@prasan/meetings/reading'
import type { Period } from '../../domain/turnover/figures.js'
import type { Represented } from '../../domain/turnover/representation.js'

interface SeatsAsked extends Period {
  /** Of each seat a row for each of its stretches of days. */
  readonly seats: readonly SeatRow[]
  readonly asOf: AsOf
}

/**
 * Of each seat the meetings of its body, oldest first, that were held in the period on its days, those of which nobody wrote down who came left out. Who
 * came in person or acting is of the level of the post that has the seat, a substitute of that of the post that was written down with them.
 */
export const representedBy = query('representedBy', (views, { seats, from, until, asOf }: SeatsAsked): Map<string, Represented[]> => {
  const own = grouped(seats, ({ id }) => id)
  const committees = [...new Set(seats.map(({ committee }) => committee))]
  const held = grouped(attendedMeetingsOf.run(views, { committees, from, until, asOf }), ({ committee }) => committee)
  const came = attendanceOfSeats.run(views, { seats: [...own.keys()], from, until, asOf }).filter(({ present }) => present)
  const ofSeat = grouped(came, ({ seat, meeting }) => `${seat} ${meeting}`)
  const posts = [...new Set([...seats, ...came].flatMap(({ post }) => post ?? []))]
  const lives = grouped(postsEver.run(views, { ids: posts, asOf }), ({ id }) => id)
  const levelOn = (post: string | null, day: string): number | null =>
    (post === null ? undefined : lives.get(post)?.find((row) => aliveOn(daysOf(row), day)))?.level ?? null

  return new Map(
    [...own].map(([seat, rows]) => {
      const meetings = [...new Set(rows.map(({ committee }) => committee))].flatMap((committee) => held.get(committee) ?? [])
      return [
        seat,
        meetings.flatMap(({ meeting, day }): Represented[] => {
          const row = rows.find((each) => aliveOn(daysOf(each), day))
          if (!row) return []
          const seatLevel = levelOn(row.post, day)
          const entries = ofSeat.get(`${seat} ${meeting}`) ?? []
          const substitute = entries.every(({ capacity }) => capacity === 'substitute')
          const levels = entries.flatMap(
            ({ capacity, post }) => (capacity === 'substitute' ? levelOn(post, day) : (seatLevel ?? levelOn(post, day))) ?? [],
          )
          const level = levels.length === 0 ? null : Math.max(...levels)
          return [{ seatLevel, came: entries.length === 0 ? null : { substitute, level } }]
        }),
      ]
    }),
  )
})
