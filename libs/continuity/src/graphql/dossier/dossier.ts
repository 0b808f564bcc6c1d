/** What whoever comes to a post finds there on a day, gathered from what others keep. */
import { answeredBy, answering } from '@prasan/answering/reading'
import type { Answering } from '@prasan/committees/contract'
import { obstaclesWaitingOn, openOwnedBy } from '@prasan/commitments/reading'
import { type SeatRow, ordersOf, seatsOf, seatsThrough } from '@prasan/committees/reading'
import { type AsOf, addDays } from '@prasan/event-sourcing'
import { type Asked, type RequestContext, withMoment } from '@prasan/graphql'
import { certifiedOf, meetingsAhead, uncertifiedOf } from '@prasan/meetings/reading'
import { type HandoverRow, handoversBefore, notesOf, readingsOf } from '../../views/handovers/queries.js'
import { shown, supervisor } from '../handover.js'
import { unfollowed } from '../unfollowed.js'

/** So many days ahead are meetings shown, and so many days back what was written in handovers. */
const DAYS = { ahead: 90, back: 366 }

interface Gathered {
  readonly post: string
  /** The handover that is under way, if it is not the one that was asked for. */
  readonly handover: Asked<HandoverRow> | null
  readonly seats: Asked<SeatRow>[]
  /** Ids of all for which the post answers. */
  readonly answersFor: string[]
}
type Row = Asked<Gathered>

/** Of a post that is handed over at that moment, or of one handover of it. */
export async function dossierOf(post: string, asOf: AsOf, request: RequestContext, handover?: Asked<HandoverRow>): Promise<Row> {
  const seats = request.ask(seatsThrough, { posts: [post], people: [], asOf }).map((seat) => withMoment(seat, asOf))
  const answersFor = request.ask(answeredBy, { by: post, asOf })
  return withMoment({ post, seats, answersFor, handover: handover ?? (await underWay(post, asOf, request)) }, asOf)
}

/** The latest whose day has come, else the next that is announced. */
async function underWay(post: string, asOf: AsOf, request: RequestContext) {
  const all = await request.many(handoversBefore, post, asOf)
  return all.findLast(({ day }) => day <= asOf.day) ?? all[0] ?? null
}

const bodiesOf = ({ seats }: Row) => [...new Set(seats.map(({ committee }) => committee))]
const asSecretary = ({ seats }: Row) => seats.flatMap(({ office, committee }) => (office === 'secretary' ? [committee] : []))

export const openCommitments = ({ answersFor: owners, asOf }: Row, request: RequestContext) =>
  request.ask(openOwnedBy, { owners, asOf }).map((row) => withMoment(row, asOf))

export const resolutions = (row: Row, request: RequestContext) =>
  request.ask(unfollowed, { ids: asSecretary(row), asOf: row.asOf }).map((each) => withMoment(each, row.asOf))

export const meetings = (row: Row, request: RequestContext) => {
  const { day } = row.asOf
  return named(
    request.ask(meetingsAhead, { committees: bodiesOf(row), from: day, until: addDays(day, DAYS.ahead + 1), asOf: row.asOf }),
    row,
    request,
  )
}

export const draftMinutes = (row: Row, request: RequestContext) =>
  named(
    request.ask(uncertifiedOf, { ids: asSecretary(row), asOf: row.asOf }).map(({ id }) => id),
    row,
    request,
  )

export const obstacles = (row: Row, request: RequestContext) =>
  named(
    request.ask(obstaclesWaitingOn, { owners: row.answersFor, asOf: row.asOf }).map(({ id }) => id),
    row,
    request,
  )

const named = async (ids: readonly string[], { asOf }: Row, request: RequestContext) =>
  (await Promise.all(ids.map((id) => request.node(id, asOf)))).filter((each) => each !== null)

export async function notes({ post, asOf }: Row, request: RequestContext) {
  const recent = (await request.many(handoversBefore, post, asOf)).filter(({ day }) => day >= addDays(asOf.day, -DAYS.back))
  const written = await Promise.all(recent.map(({ id }) => request.many(notesOf, id, asOf)))
  return shown(written.flat().filter(({ item }) => item === null)).reverse()
}

/** The orders in force of the bodies in which the post sits, and of each the minutes that were certified last. */
export async function readingList(row: Row, request: RequestContext) {
  const { handover, asOf } = row
  const bodies = bodiesOf(row)
  const orders = (await Promise.all(bodies.map((body) => request.many(ordersOf, body, asOf)))).flat()
  const inForce = orders.filter(({ effectiveFrom, until }) => effectiveFrom <= asOf.day && (until === null || until > asOf.day))
  const certified = request.ask(certifiedOf, { ids: bodies, asOf })
  const last = bodies.flatMap((body) => certified.find(({ committee }) => committee === body)?.meeting ?? [])
  const read = new Map((handover ? await request.many(readingsOf, handover.id, asOf) : []).map((each) => [each.what, each]))
  return [...inForce.map(({ id }) => id), ...new Set(last)].map((document) =>
    withMoment({ document, readBy: read.get(document)?.readBy ?? null, readOn: read.get(document)?.readOn ?? null }, asOf),
  )
}

/** Who supports the open commitments, of most first, whether or not somebody is there. */
export async function partners(row: Row, request: RequestContext) {
  const counted = new Map<string, number>()
  for (const { supporting } of openCommitments(row, request))
    for (const id of (supporting as string[] | null) ?? []) counted.set(id, (counted.get(id) ?? 0) + 1)
  const own = new Set([row.post, ...row.answersFor])
  const others = [...counted].filter(([id]) => !own.has(id)).sort(([a, one], [b, another]) => another - one || (a < b ? -1 : 1))
  const answers = await Promise.all(others.map(([id]) => request.map(answering, id, row.asOf)))
  return others.map(([of, supports], i) =>
    withMoment({ of, supports, answering: withMoment({ ...(answers[i] as Answering) }, row.asOf) }, row.asOf),
  )
}

const BESIDE = ['chair', 'secretary']
/** The supervisor, and whoever chairs the bodies and writes for them, each once by what they answer as. */
export async function contacts(row: Row, request: RequestContext) {
  const { post, asOf } = row
  const above = await supervisor(post, asOf, request)
  const seats = (await Promise.all(bodiesOf(row).map((body) => request.many(seatsOf, body, asOf)))).flat()
  const beside = seats.filter((seat) => BESIDE.includes(seat.office) && seat.post !== post)
  const answers = await Promise.all(beside.map(({ id }) => request.map(answering, id, asOf)))
  const found = [
    ...(above ? [{ of: above.post, answering: above }] : []),
    ...beside.map(({ id }, i) => ({ of: id, answering: answers[i] as Answering })),
  ]
  return found
    .filter((each) => each.answering.person !== null)
    .map((each) => withMoment({ ...each, answering: withMoment({ ...each.answering }, asOf) }, asOf))
}
