/** What stands in a calendar: days, times, places and names of meetings, due dates where they are asked for; never an agenda. */
import { answeredBy } from '@prasan/answering/reading'
import {
  CommitmentCorrected,
  CommitmentMade,
  CommitmentStepCorrected,
  CommitmentStepReversed,
  ExtensionCorrected,
  ExtensionGranted,
} from '@prasan/commitments/contract'
import { type CommitmentRow, openOwnedBy, openWatchedBy } from '@prasan/commitments/reading'
import { committeesByIds, numberLabel, numbersOfMeetings } from '@prasan/committees/reading'
import { type AsOf, type Bilingual, categoryOf } from '@prasan/event-sourcing'
import type { RequestContext } from '@prasan/graphql'
import {
  MeetingCancellationReversed,
  MeetingCancelled,
  MeetingCorrected,
  MeetingOpened,
  MeetingOpeningReversed,
  MeetingRescheduled,
  MeetingScheduled,
  NoticeReversed,
  NoticeSent,
} from '@prasan/meetings/contract'
import type { MeetingRow } from '@prasan/meetings/reading'
import type { Calendar, Entry } from '../icalendar.js'
import { type Changed, type FeedRow, changesOf } from '../views/feeds/queries.js'
import { meetingsOf } from './whose.js'

export type Language = 'th' | 'en'

/** What changes a line of a meeting: its day, time, place, title, bodies and state, and the number that comes with the notice or the opening. */
const CHANGES_A_MEETING = [
  MeetingScheduled,
  MeetingRescheduled,
  MeetingCorrected,
  MeetingCancelled,
  MeetingCancellationReversed,
  NoticeSent,
  NoticeReversed,
  MeetingOpened,
  MeetingOpeningReversed,
]
/** The same of a promise: its title and its due date. */
const CHANGES_A_PROMISE = [
  CommitmentMade,
  CommitmentCorrected,
  ExtensionGranted,
  ExtensionCorrected,
  CommitmentStepCorrected,
  CommitmentStepReversed,
]
const CANCELLED = { th: 'ยกเลิก: ', en: 'Cancelled: ' }
const DUE = { th: 'ครบกำหนด: ', en: 'Due: ' }
const CALENDAR = { th: 'ปฏิทิน ', en: 'Calendar of ' }

/** In the language asked for, or in Thai where it was written in no other. */
export const said = (text: Bilingual | null | undefined, language: Language) => text?.[language] ?? text?.th ?? ''

/** What a feed shows now; null where whoever asks may not see it. */
export async function calendarOf({ of, dueDates }: FeedRow, language: Language, request: RequestContext): Promise<Calendar | null> {
  if (!request.maySee({ id: of, part: 'calendar' })) return null
  const asOf = request.moment()
  const label = await request.labelOf(of, asOf)
  const meetings = await meetingEntries(meetingsOf(of, asOf, request), asOf, language, request)
  const due = dueDates ? dueEntries(of, asOf, language, request) : []
  return { name: CALENDAR[language] + said(label, language), language, entries: [...meetings, ...due] }
}

/** Of meetings. A cancelled one says so in its title too: not every program shows the state. */
export async function meetingEntries(
  meetings: readonly (MeetingRow & { readonly listed?: boolean })[],
  asOf: AsOf,
  language: Language,
  request: RequestContext,
): Promise<Entry[]> {
  const changes = changed(meetings, CHANGES_A_MEETING, asOf, request)
  return Promise.all(
    meetings.map(async (meeting) => {
      const cancelled = meeting.state === 'cancelled' || meeting.listed === false
      const { id, day, startsAt, endsAt, place } = meeting
      const called = await nameOf(meeting, asOf, language, request)
      return { id, day, startsAt, endsAt, place, cancelled, title: (cancelled ? CANCELLED[language] : '') + called, ...changes(id) }
    }),
  )
}

/** Its title, or its host with the number, once it has one. */
async function nameOf({ id, host, title }: MeetingRow, asOf: AsOf, language: Language, request: RequestContext): Promise<string> {
  if (title) return said(title, language)
  const [body, numbers] = await Promise.all([request.one(committeesByIds, host, asOf), request.many(numbersOfMeetings, id, asOf)])
  const number = numbers.find(({ committee }) => committee === host)
  return `${said(body?.name, language)} ${number ? said(numberLabel(number), language) : ''}`.trim()
}

/** Of a committee what it has promised and what it watches over, of a post and a person all for which they answer. */
function dueEntries(of: string, asOf: AsOf, language: Language, request: RequestContext): Entry[] {
  const isOfABody = categoryOf(of) === 'committee'
  const owners = isOfABody ? [of] : request.ask(answeredBy, { by: of, asOf })
  const watched: CommitmentRow[] = isOfABody ? request.ask(openWatchedBy, { committee: of, asOf }) : []
  const open = [...new Map([...request.ask(openOwnedBy, { owners, asOf }), ...watched].map((each) => [each.id, each])).values()]
  const changes = changed(open, CHANGES_A_PROMISE, asOf, request)
  return open.map(({ id, title, dueOn }) => ({
    ...{ id, day: dueOn, startsAt: null, endsAt: null, place: null, cancelled: false },
    ...{ title: DUE[language] + said(title, language), leavesTimeFree: true, ...changes(id) },
  }))
}

/** The first event of these types begins the thing, each later one is a change: so they count the same on every node and after every rebuild. */
function changed(
  things: readonly { readonly id: string }[],
  by: readonly { readonly type: string }[],
  asOf: AsOf,
  request: RequestContext,
) {
  const types = by.map(({ type }) => type)
  const counted: Map<string, Changed> = request.ask(changesOf, { ids: things.map(({ id }) => id), types, asOf })
  return (id: string) => {
    const { times, last } = counted.get(id)!
    return { sequence: times - 1, changedAt: last }
  }
}
