/** The lines of posts, seats, organizations and committees, read from the directory and the committees. */
import { bodiesEver, holdingOverEver, type SeatRow, seatsEver, seatsOfEver } from '@prasan/committees/reading'
import { lineOf, organizationsEver, postsEver, survivorsOf } from '@prasan/directory/reading'
import { type AsOf, aliveOn, begins, categoryOf, cut, daysOf, grouped, query } from '@prasan/event-sourcing'
import { type Days, type Line, lineOfPost, lineOfSeat, lineThrough } from './line.js'

interface LinesRead {
  /** Of each id its line. */
  readonly lines: ReadonlyMap<string, Line>
  /** Everybody who holds, on a day, the post by which one answers, in whichever manner; of a seat without a post whoever sits there. */
  peopleOn(id: string, day: string): string[]
}

/** The lines of places and owners of any number, as known at the log number, in at most nine statements. */
export const linesOf = query('linesOf', (views, { ids, asOf }: { ids: readonly string[]; asOf: AsOf }): LinesRead => {
  const of = (category: string) => ids.filter((id) => categoryOf(id) === category)
  const heads = grouped(organizationsEver.run(views, { ids: of('organization'), asOf }), ({ id }) => id)
  const ofBodies = seatsOfEver.run(views, { ids: of('committee'), asOf }).filter(({ office }) => office === 'secretary')
  const secretaries = grouped(ofBodies, ({ committee }) => committee)
  const bodiesAsked = grouped(bodiesEver.run(views, { ids: of('committee'), asOf }), ({ id }) => id)
  const seats = grouped(seatsEver.run(views, { ids: [...new Set([...of('seat'), ...ofBodies.map(({ id }) => id)])], asOf }), ({ id }) => id)
  const seatRows = [...seats.values()].flat()
  const posts = [
    ...new Set([
      ...of('post'),
      ...seatRows.flatMap(({ post }) => post ?? []),
      ...[...heads.values()].flat().flatMap(({ headPost }) => headPost ?? []),
    ]),
  ]
  const lives = grouped(postsEver.run(views, { ids: posts, asOf }), ({ id }) => id)
  const assigned = lineOf.run(views, { ids: posts, asOf })
  const people = new Set([...assigned.map(({ person }) => person), ...seatRows.flatMap(({ sent, expert }) => sent ?? expert ?? [])])
  const survivors = survivorsOf.run(views, { ids: [...people], asOf })
  const named = <P extends string | null>(person: P) => (person === null ? person : ((survivors.get(person) ?? person) as P))
  const byPost = grouped(
    assigned.map((each) => ({ ...each, ...daysOf(each), person: named(each.person) })),
    ({ post }) => post,
  )
  const bodies = [...new Set(seatRows.flatMap(({ expert, committee }) => (expert === null ? [] : [committee])))]
  const holdsOver = holdingOverEver.run(views, { ids: bodies, asOf })
  const seatDays = (rows: readonly SeatRow[]) =>
    rows.map((row) => ({ ...row, ...daysOf(row), sent: named(row.sent), expert: named(row.expert) }))

  const lines = new Map<string, Line>(posts.map((id) => [id, lineOfPost((lives.get(id) ?? []).map(daysOf), byPost.get(id) ?? [])]))
  for (const [id, rows] of seats) lines.set(id, lineOfSeat(seatDays(rows), lines, holdsOver.get(rows[0]!.committee) ?? []))
  const chapters = new Map([
    ...[...heads].map(([id, rows]) => [id, rows.map((row) => ({ ...daysOf(row), place: row.headPost }))] as const),
    ...[...bodiesAsked].map(([id, lives]) => [id, firstSeats(lives.map(daysOf), secretaries.get(id) ?? [])] as const),
  ])
  for (const [id, through] of chapters) lines.set(id, lineThrough(through, lines))

  const peopleOn = (id: string, day: string): string[] => {
    const through = chapters.get(id)?.find((chapter) => aliveOn(chapter, day))?.place
    if (through != null) return peopleOn(through, day)
    const post = categoryOf(id) === 'post' ? id : seats.get(id)?.find((row) => aliveOn(daysOf(row), day))?.post
    if (post != null) return [...new Set((byPost.get(post) ?? []).filter((each) => aliveOn(each, day)).map(({ person }) => person))]
    const answering = lines.get(id)?.find((each) => aliveOn(each, day))?.answering
    return answering == null ? [] : [answering]
  }
  return { lines, peopleOn }
})

/** By which of the seats a body answers on its days: the first in protocol order, of two of one number the one with the last id. */
function firstSeats(lives: readonly Days[], rows: readonly SeatRow[]) {
  const days = rows.map((row) => ({ ...row, ...daysOf(row) }))
  const borders = days.flatMap(({ from, until }) => [begins({ from }), ...(until === null ? [] : [until])])
  return lives
    .flatMap((life) => cut(life, borders))
    .map(({ day, from, until }) => {
      const there = days.filter((each) => aliveOn(each, day)).sort((a, b) => a.number - b.number || (a.id < b.id ? 1 : -1))
      return { from, until, place: there[0]?.id ?? null }
    })
}
