/** What somebody must do, and why it is theirs. */
import { delegatedTo, obstaclesWaitingOn, openOwnedBy } from '@prasan/commitments/reading'
import { seatsByIds } from '@prasan/committees/reading'
import { type AsOf, type List, type ListAsked, categoryOf, choice, label, pageOf, query, type z } from '@prasan/event-sourcing'
import { nextMeetingsOf, resolutionsByIds, uncertifiedOf } from '@prasan/meetings/reading'
import { unfollowed } from '../unfollowed.js'
import { type Reason, reason, waysOf } from './ways.js'

export const DutyKind = choice(
  'DutyKind',
  {
    commitment: ['ดำเนินการตามข้อผูกพัน', 'see to an open commitment'],
    delegated: ['ดำเนินการส่วนที่ได้รับมอบหมายต่อ', 'see to work on a commitment that was given on to it'],
    obstacle: ['ตอบปัญหาอุปสรรค', 'answer an obstacle'],
    meeting: ['ไปประชุม', 'come to the next meeting of a body'],
    draftMinutes: ['จัดทำรายงานการประชุม', 'draft the minutes of a meeting that was held'],
    circulateMinutes: ['แจ้งเวียนรายงานการประชุม', 'circulate the draft of the minutes'],
    certifyMinutes: ['เสนอรับรองรายงานการประชุม', 'bring the minutes to certification'],
    resolution: ['ดำเนินการตามมติ', 'have done what was resolved, which nothing follows on yet'],
  },
  label('ประเภทของหน้าที่', 'Kind of duty'),
)
export interface Duty {
  readonly kind: z.infer<typeof DutyKind>
  readonly what: string
  /** Of a commitment, or of work on it that was given on, its due date, of an obstacle that of its commitment, of a meeting its day, of minutes and resolutions the next meeting. */
  readonly by: string | null
  readonly because: readonly Reason[]
}

/** All duties of a person or a post on the day, those due first; each once, though it come by several ways. */
export const dutiesOf = query('dutiesOf', (views, { of, asOf }: { of: string; asOf: AsOf }): Duty[] => {
  const ways = waysOf.run(views, { of, asOf })
  const owners = [...ways.keys()]
  const why = (owner: string) => ways.get(owner) ?? []
  const seats = seatsByIds.run(views, { ids: owners.filter((owner) => categoryOf(owner) === 'seat'), asOf })
  const secretariats = owners.filter((owner) => categoryOf(owner) === 'committee')
  const bodies = [...new Set([...seats.map(({ committee }) => committee), ...secretariats])]
  const next = new Map(nextMeetingsOf.run(views, { ids: bodies, asOf }).map((row) => [row.committee, row]))

  const open = openOwnedBy.run(views, { owners, asOf })
  const resolved = open.flatMap(({ origin }) => (origin !== null && categoryOf(origin) === 'resolution' ? [origin] : []))
  const meetingOf = new Map(resolutionsByIds.run(views, { ids: [...new Set(resolved)], asOf }).map(({ id, meeting }) => [id, meeting]))
  const from = (origin: string | null) =>
    origin === null ? [] : [reason('from', origin), ...(meetingOf.has(origin) ? [reason('from', meetingOf.get(origin)!)] : [])]

  const duties: Duty[] = [
    ...open.map(({ id, owner, dueOn, origin }): Duty => ({
      kind: 'commitment',
      what: id,
      by: dueOn,
      because: [...why(owner), ...from(origin)],
    })),
    ...delegatedTo.run(views, { owners, asOf }).map(({ commitment, delegate, delegator, dueOn, commitmentDueOn }): Duty => ({
      ...{ kind: 'delegated', what: commitment, by: dueOn ?? commitmentDueOn },
      because: [...why(delegate), reason('subDelegated', delegator)],
    })),
    ...obstaclesWaitingOn.run(views, { owners, asOf }).map(({ id, waitingOn, commitment, dueOn }): Duty => ({
      ...{ kind: 'obstacle', what: id, by: dueOn },
      because: [...why(waitingOn!), reason('waitedFor', commitment)],
    })),
    ...seats.flatMap(({ id, committee }): Duty[] => {
      const meeting = next.get(committee)
      return meeting ? [{ kind: 'meeting', what: meeting.id, by: meeting.day, because: [...why(id), reason('member', committee)] }] : []
    }),
    ...uncertifiedOf.run(views, { ids: secretariats, asOf }).map(({ id, host, minutes }): Duty => {
      const kind = minutes === null ? 'draftMinutes' : minutes === 'draft' ? 'circulateMinutes' : 'certifyMinutes'
      return { kind, what: id, by: next.get(host)?.day ?? null, because: why(host) }
    }),
    ...unfollowed.run(views, { ids: secretariats, asOf }).map(({ id, committee, meeting }): Duty => ({
      ...{ kind: 'resolution', what: id, by: next.get(committee)?.day ?? null },
      because: [...why(committee), reason('from', meeting)],
    })),
  ]
  const once = new Map<string, Duty>()
  for (const duty of duties) if (!once.has(keyOf(duty))) once.set(keyOf(duty), duty)
  return [...once].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, duty]) => duty)
})

/** After every day. */
const LATER = '~'
const keyOf = ({ by, kind, what }: Duty) => `${by ?? LATER} ${kind} ${what}`

export interface DutiesAsked extends ListAsked {
  readonly of: string
}
export const duties: List<DutiesAsked, Duty> = {
  name: 'duties',
  page: query('duties page', (views, { page, ...asked }) => pageOf(dutiesOf.run(views, asked), page, keyOf)),
  count: query('duties count', (views, asked) => dutiesOf.run(views, asked).length),
}
