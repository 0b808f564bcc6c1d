/**
 * How minutes name who came, line by line under the name: the post, and in whose stead (the skeleton of minutes, Form 11 of the Regulations on
 * Correspondence B.E. 2526; the words for standing in, State Administration Act B.E. 2534, sections 38 and 41-50).
 */
import { type SeatRow, seatsByIds } from '@prasan/committees/reading'
import { delegationsOf, heldBy, organizationsByIds, postsByIds } from '@prasan/directory/reading'
import type { AsOf } from '@prasan/event-sourcing'
import type { Asked, Bilingual, RequestContext } from '@prasan/graphql'
import { type AttendanceRow, meetingsByIds, rostersByIds } from '../views/meetings/queries.js'

const IN_STEAD = {
  acting: { th: 'รักษาราชการแทน', en: 'Acting' },
  caretaker: { th: 'รักษาการในตำแหน่ง', en: 'Caretaker,' },
  delegated: { th: 'ปฏิบัติราชการแทน', en: 'By delegation of' },
  substitute: { th: '(แทน)', en: '(for)' },
} as const satisfies Record<string, Bilingual>

export async function signsAs(row: Asked<AttendanceRow>, request: RequestContext): Promise<Bilingual[]> {
  const { present, person, seat: id, meeting, capacity } = row
  if (!present || person === null) return []
  const asOf = { ...row.asOf, day: row.day }
  const held = (await request.many(heldBy, person, asOf)).filter(({ manner }) => manner === 'substantive').map(({ post }) => post)
  const own = row.post ?? held[0]
  const ownTitle = own === undefined ? undefined : (await request.one(postsByIds, own, asOf))?.title
  const seat = id === null ? null : await request.one(seatsByIds, id, asOf)
  if (!seat) return ownTitle ? [ownTitle] : []
  const chairs = (await request.one(meetingsByIds, meeting, row.asOf))?.delegatedChair === person
  const how =
    capacity === 'self'
      ? await heldInPerson(row, request)
      : capacity === 'acting'
        ? 'acting'
        : await standsIn(seat, [person, ...held], asOf, request)
  const place = await placeOf(seat, asOf, request)
  const stead = how === null ? place : withWords(IN_STEAD[how], place)
  return [
    ...(ownTitle && how !== null && own !== seat.post ? [ownTitle] : []),
    stead,
    ...(chairs ? [{ th: 'ประธานที่ประชุม', en: 'Presiding' }] : []),
  ]
}

/** A caretaker comes in person as whoever holds the post does: how it was, is written down with the roster. */
async function heldInPerson({ meeting, seat: id, asOf }: Asked<AttendanceRow>, request: RequestContext) {
  const roster = (await request.one(rostersByIds, meeting, asOf))?.roster ?? []
  return roster.find(({ seat }) => seat === id)?.manner === 'caretaker' ? 'caretaker' : null
}

async function standsIn({ post }: SeatRow, receivers: readonly string[], asOf: AsOf, request: RequestContext) {
  const delegated = post === null ? [] : await request.many(delegationsOf, post, asOf)
  return delegated.some(({ receiver }) => receivers.includes(receiver)) ? 'delegated' : 'substitute'
}

/** What the seat is one of: the post, the organization that sends, or the body’s experts. */
async function placeOf({ post, organization }: SeatRow, asOf: AsOf, request: RequestContext): Promise<Bilingual> {
  if (post !== null) return (await request.one(postsByIds, post, asOf))?.title ?? { th: '-' }
  if (organization === null) return { th: 'ผู้ทรงคุณวุฒิ', en: 'Expert' }
  const name = (await request.one(organizationsByIds, organization, asOf))?.name ?? { th: '-' }
  return { th: `ผู้แทน${name.th}`, en: `Representative of ${name.en ?? name.th}` }
}

const withWords = (words: Bilingual, place: Bilingual): Bilingual => ({
  th: `${words.th} ${place.th}`,
  en: `${words.en} ${place.en ?? place.th}`,
})
