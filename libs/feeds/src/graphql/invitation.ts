/** The invitation to a meeting of which the notice was sent, as a calendar takes it in. */
import { answering } from '@prasan/answering/reading'
import { type SeatRow, committeesByIds, seatsOf, secretarySeatsOf } from '@prasan/committees/reading'
import type { AsOf, Bilingual } from '@prasan/event-sourcing'
import { type Asked, type RequestContext, withMoment } from '@prasan/graphql'
import type { MeetingRow } from '@prasan/meetings/reading'
import type { Invitation, Invited } from '../icalendar.js'
import { type Language, meetingEntries, said } from './entries.js'

/** Every seat in which somebody sits on the day of the meeting, by its name; null while no notice was sent, and where nobody meets. */
export async function invitationOf(meeting: Asked<MeetingRow>, language: Language, request: RequestContext): Promise<Invitation | null> {
  if (meeting.noticeSentOn === null || meeting.byCirculation) return null
  const then: AsOf = { ...meeting.asOf, day: meeting.day }
  const [entry] = await meetingEntries([meeting], meeting.asOf, language, request)
  const seats = (await Promise.all(meeting.bodies.map((body) => request.many(seatsOf, body, then)))).flat()
  const filled = await Promise.all(seats.map(async ({ id }) => (await request.map(answering, id, then))?.person != null))
  const invited = await Promise.all(seats.filter((_, i) => filled[i]).map((seat) => invitedAs(seat, then, language, request)))
  return { language, meeting: entry!, by: await inviterOf(meeting.host, then, language, request), invited }
}

async function invitedAs(seat: SeatRow, asOf: AsOf, language: Language, request: RequestContext): Promise<Invited> {
  const role = seat.office === 'chair' ? 'chair' : seat.countsForQuorum ? 'member' : 'other'
  return { id: seat.id, label: said(await labelled(seat, asOf, request), language), role }
}

/** By the seat of the secretary, or the body itself where it has none. */
async function inviterOf(host: string, asOf: AsOf, language: Language, request: RequestContext) {
  const [seat] = request.ask(secretarySeatsOf, { ids: [host], asOf }).slice(-1)
  if (seat) return { id: seat.id, label: said(await labelled(seat, asOf, request), language) }
  return { id: host, label: said((await request.one(committeesByIds, host, asOf))?.name, language) }
}

const labelled = async (row: { id: string }, asOf: AsOf, request: RequestContext): Promise<Bilingual | null> =>
  request.shownAs(withMoment({ ...row }, asOf))
