/** What a meeting shows that is no column of its row. */
import { committeesByIds, numberLabel, numbersOfMeetings } from '@prasan/committees/reading'
import { dayInWords } from '@prasan/event-sourcing'
import { type Asked, type Bilingual, type RequestContext, withMoment } from '@prasan/graphql'
import { type MeetingRow, rostersByIds } from '../views/meetings/queries.js'

export async function numbersOf({ id, asOf }: Asked<MeetingRow>, request: RequestContext) {
  const numbers = await request.many(numbersOfMeetings, id, asOf)
  return numbers.map((number) => ({ ...number, label: numberLabel(number) }))
}

/** The number that the host gives it. */
export async function numberOf(meeting: Asked<MeetingRow>, request: RequestContext) {
  return (await numbersOf(meeting, request)).find(({ committee }) => committee === meeting.host) ?? null
}

/** Its title, or as in `คณะอนุกรรมการ… ครั้งที่ 1/2569`. */
export async function labelOfMeeting(meeting: Asked<MeetingRow>, request: RequestContext): Promise<Bilingual> {
  if (meeting.title) return meeting.title
  const [host, number] = await Promise.all([request.one(committeesByIds, meeting.host, meeting.asOf), numberOf(meeting, request)])
  const day = dayInWords(meeting.day)
  const words = meeting.byCirculation
    ? { th: `มติเวียนวันที่ ${day.th}`, en: `by circulation, ${day.en}` }
    : (number?.label ?? { th: meeting.day, en: meeting.day })
  return { th: `${host?.name.th ?? ''} ${words.th}`.trim(), en: `${host?.name.en ?? host?.name.th ?? ''} ${words.en}`.trim() }
}

/** The seats of the day of the meeting with their occupants. */
export async function rosterOf({ id, day, asOf }: Asked<MeetingRow>, request: RequestContext) {
  const found = await request.one(rostersByIds, id, asOf)
  return (found?.roster ?? []).map(({ seat, ...rest }) => withMoment({ ...rest, seat: request.node(seat, { ...asOf, day }) }, asOf))
}
