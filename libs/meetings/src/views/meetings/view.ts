import { type Bilingual, type Breach, searchable, view } from '@prasan/event-sourcing'
import * as happened from '../../domain/meeting/events.js'
import { MeetingNeedsQuorumToResolve } from '../../domain/meeting/rules.js'
import { type Attended, type Entry, arrivedAt, attended, leftAt } from '../../domain/meeting/attended.js'
import { wasThere } from '../../domain/meeting/quorum.js'
import type { Called, Roster } from '../../domain/meeting/state.js'
import { type Rows, tables } from './tables.js'
import {
  told,
  toldOfItem,
  toldOfMinutes,
  toldOfInvitation,
  moved,
  factsOf,
  NOT_SENT,
  NOT_ANSWERED,
  NOT_CERTIFIED,
  noticed,
} from './telling.js'

const called = ({ bodies, title, on, startsAt, endsAt, place, mode, byCirculation = false, recallOf }: Called) => ({
  byCirculation,
  host: bodies[0]!,
  bodies: [...new Set(bodies)],
  title: title ?? null,
  day: on,
  startsAt: startsAt ?? null,
  endsAt: endsAt ?? null,
  place: place ?? null,
  mode: mode ?? null,
  recallOf: recallOf ?? null,
})

const attending = ({ seat, person, capacity, post, absence, there }: Attended) => ({
  seat: seat ?? null,
  person: person ?? null,
  capacity: capacity ?? null,
  post: post ?? null,
  present: there.length > 0,
  there,
  excused: absence?.excused ?? null,
  absenceReason: absence?.reason ?? null,
})
/** An entry as the domain knows it, from its row. */
export const entryOf = (row: Record<keyof ReturnType<typeof attending>, unknown>): Attended => ({
  ...((row.seat && { seat: row.seat }) as Entry),
  ...((row.person && { person: row.person }) as Entry),
  ...((row.capacity && { capacity: row.capacity }) as Entry),
  ...((row.post && { post: row.post }) as Entry),
  ...(row.excused !== null && {
    absence: { excused: row.excused, ...(row.absenceReason !== null && { reason: row.absenceReason }) } as Entry['absence'],
  }),
  there: row.there as Attended['there'],
})

/** What is searched in it: the Thai, and the English on a line of its own. */
const folded = ({ th, en }: Bilingual) => [th, ...(en === undefined ? [] : [en])].map(searchable).join('\n')

const decided = ({
  item,
  kind,
  text,
  votes,
  dissents,
  supersedes,
  ratifies,
  delegatedBy,
  amends,
  implements: carriesOut,
}: Omit<Parameters<typeof happened.ResolutionCorrected>[0], 'resolution' | 'reason'>) => ({
  item: item ?? null,
  kind,
  text,
  folded: folded(text),
  votes: votes ?? null,
  dissents: dissents ?? null,
  supersedes: supersedes ?? null,
  ratifies: ratifies ?? null,
  delegatedBy: delegatedBy ?? null,
  amends: amends ?? null,
  implements: carriesOut ?? null,
})
const listed = ({
  section,
  number,
  kind,
  title,
  text,
  presenter,
  origin,
  carriedFrom,
  commitment,
  disclosure,
  minutesOf,
}: Parameters<typeof happened.AgendaItemAdded>[0]) => ({
  section,
  number,
  kind,
  title,
  folded: folded(title),
  text: text ?? null,
  presenter: presenter ?? null,
  origin: origin ?? null,
  carriedFrom: carriedFrom ?? null,
  commitment: commitment ?? null,
  disclosure: disclosure ?? 'internal',
  minutesOf: minutesOf ?? null,
})

/** By the entry of attendance, whether it was of somebody who was there: what is counted of a resolution whose time is not known. */
export type Seen = Readonly<Record<string, boolean>>
const seenNow = ({ attendance }: Rows, id: string): Seen =>
  Object.fromEntries(attendance.where('meeting', id).map((row) => [row.id, wasThere(entryOf(row), undefined)]))

const orNull = (breaches: readonly Breach[]) => (breaches.length > 0 ? breaches : null)
const earlier = (a: string, b: string) => (a < b ? a : b)

/**
 * Meetings with their agenda, attendance, resolutions and minutes. What was decided holds from the day of the meeting; before it the meeting
 * is scheduled, however late it was recorded.
 */
export const meetingsView = view('meetings', 13, tables, (on) => [
  on(happened.MeetingScheduled, ({ meeting, body }, { id, data }) => {
    meeting.begin(id, null, { ...called(data), state: 'scheduled', inquorate: false })
    for (const committee of new Set(data.bodies)) body.begin(`${id}|${committee}`, null, { meeting: id, committee })
  }),
  on(happened.MeetingRescheduled, (rows, { id, data: { on, reason: _, renumbered: __, ...moved } }) =>
    told(rows, id, { ...moved, day: on }),
  ),
  on(happened.MeetingCorrected, (rows, { id, data }) => {
    const { body, resolution } = rows
    const { day, host, cancelledOn } = factsOf(rows, id)
    told(rows, id, { ...called(data), cancelledOn: cancelledOn && earlier(cancelledOn, data.on) })
    for (const { id: known } of body.where('meeting', id)) body.reverse(known)
    for (const committee of new Set(data.bodies)) body.begin(`${id}|${committee}`, null, { meeting: id, committee })
    if (host !== data.bodies[0])
      for (const { id: passed } of resolution.where('meeting', id)) resolution.correctAll(passed, { committee: data.bodies[0]! })
    if (day !== data.on) moved(rows, id, data.on)
  }),
  on(happened.MeetingCancelled, (rows, { id, day }) => told(rows, id, { cancelledOn: earlier(day, factsOf(rows, id).day) })),
  on(happened.MeetingCancellationReversed, (rows, { id }) => told(rows, id, { cancelledOn: null })),
  on(happened.NoticeSent, (rows, { id, data }) => told(rows, id, noticed(data))),
  on(happened.NoticeCorrected, (rows, { id, data }) => told(rows, id, noticed(data))),
  on(happened.NoticeReversed, (rows, { id }) => told(rows, id, NOT_SENT)),
  on(happened.MembersInvited, (rows, { id, data: { seats, on, method = null } }) => {
    for (const seat of seats) toldOfInvitation(rows, id, seat, { invitedOn: on, method })
  }),
  on(happened.InvitationAnswered, (rows, { id, data: { seat, on, comes, substitute = null, substitutePost = null, word = null } }) =>
    toldOfInvitation(rows, id, seat, { answeredOn: on, comes, substitute, substitutePost, word }),
  ),
  on(happened.InvitationReversed, (rows, { id, data }) => toldOfInvitation(rows, id, data.seat, { invitedOn: null, method: null })),
  on(happened.InvitationAnswerReversed, (rows, { id, data }) => toldOfInvitation(rows, id, data.seat, NOT_ANSWERED)),

  on(happened.AgendaItemAdded, ({ item }, { id, data }) => item.begin(data.item, null, { ...listed(data), meeting: id, state: 'listed' })),
  on(happened.AgendaItemProposed, ({ item }, { id, data }) =>
    item.begin(data.item, null, { ...listed(data), meeting: id, state: 'proposed' }),
  ),
  on(happened.ProposalAccepted, (rows, { data: { item, section, number } }) => {
    rows.item.correctAll(item, { section, number })
    toldOfItem(rows, item, { left: null })
  }),
  on(happened.ProposalParked, (rows, { data }) => toldOfItem(rows, data.item, { left: 'parked', leftReason: data.reason })),
  on(happened.AgendaItemChanged, ({ item }, { data }) => item.correctAll(data.item, listed(data))),
  on(happened.AgendaItemWithdrawn, (rows, { data }) => toldOfItem(rows, data.item, { left: 'withdrawn', leftReason: data.reason ?? null })),
  on(happened.AgendaItemCarriedOver, (rows, { data }) =>
    toldOfItem(rows, data.item, { left: 'carriedOver', leftReason: data.reason ?? null }),
  ),
  on(happened.AgendaItemRestored, (rows, { data }) => toldOfItem(rows, data.item, { left: null })),
  on(happened.ItemDiscussed, (rows, { data }) => toldOfItem(rows, data.item, { discussion: data.text })),
  on(happened.DiscussionReversed, (rows, { data }) => toldOfItem(rows, data.item, { discussion: null })),

  on(happened.MeetingOpened, (rows, { id, data }) => {
    told(rows, id, { sitting: 'open', openedAt: data.at ?? null })
    rows.roster.begin(id, data.on, { bodies: data.bodies, roster: data.roster, recalled: data.recalled ?? false })
  }),
  on(happened.RosterCorrected, ({ roster }, { id, data }) =>
    roster.correctAll(id, { bodies: data.bodies, roster: data.roster, recalled: data.recalled ?? false }),
  ),
  on(happened.MeetingOpeningCorrected, (rows, { id, data }) => told(rows, id, { openedAt: data.at ?? null })),
  on(happened.MeetingOpeningReversed, (rows, { id }) => {
    told(rows, id, { sitting: null, openedAt: null })
    rows.roster.reverse(id)
  }),
  on(happened.ChairDelegated, (rows, { id, data }) =>
    told(rows, id, { delegatedChair: data.person, delegatedChairPost: data.post ?? null }),
  ),
  on(happened.ChairDelegationReversed, (rows, { id }) => told(rows, id, { delegatedChair: null, delegatedChairPost: null })),
  on(happened.AttendanceRecorded, ({ meeting, attendance }, { id, data: { attendance: entry, ...data } }) => {
    const { day } = meeting.of(id)[0]!
    attendance.begin(entry, day, { ...attending(attended(data)), meeting: id, day })
  }),
  on(happened.AttendanceCorrected, ({ attendance, resolution }, { id, data: { attendance: entry, ...data } }) => {
    const rightly = attended(data)
    attendance.correctAll(entry, attending(rightly))
    for (const row of resolution.where('meeting', id)) {
      const seen = row.seen as Seen | null
      if (seen?.[entry] !== undefined) resolution.correctAll(row.id, { seen: { ...seen, [entry]: wasThere(rightly, undefined) } })
    }
  }),
  on(happened.AttendanceReversed, ({ attendance }, { data }) => attendance.reverse(data.attendance)),
  on(happened.MemberArrived, ({ attendance, roster }, { id, data }) => {
    for (const row of attendance.where('meeting', id)) {
      if (row.person !== data.person) continue
      const places = row.capacity === null ? (roster.of(id).at(-1)!.roster as Roster) : []
      attendance.correctAll(row.id, attending(arrivedAt(entryOf(row), data.at, places)))
    }
  }),
  on(happened.MemberLeft, ({ attendance }, { id, data }) => {
    for (const row of attendance.where('meeting', id))
      if (row.person === data.person) attendance.correctAll(row.id, attending(leftAt(entryOf(row), data.at)))
  }),
  on(happened.RecusalDeclared, ({ meeting, recusal }, { id, data }) =>
    recusal.begin(`${data.item}|${data.person}`, meeting.of(id)[0]!.day, { ...data, meeting: id }),
  ),
  on(happened.RecusalReversed, ({ recusal }, { data }) => recusal.reverse(`${data.item}|${data.person}`)),
  on(happened.ResolutionPassed, (rows, { id, data, metadata }) => {
    rows.resolution.begin(data.resolution, data.on, {
      ...decided(data),
      meeting: id,
      committee: data.committee,
      day: data.on,
      at: data.at,
      number: data.number,
      quorum: data.quorum,
      seen: data.at === undefined ? seenNow(rows, id) : null,
      corrections: 0,
      despite: metadata.despite,
    })
    toldOfItem(rows, data.item ?? null)
  }),
  on(happened.QuorumRecounted, ({ resolution }, { data, metadata }) =>
    resolution.correctAll(data.resolution, ({ despite }) => {
      const others = ((despite as Breach[] | null) ?? []).filter(({ rule }) => rule !== MeetingNeedsQuorumToResolve.code)
      return { quorum: data.quorum, despite: orNull([...others, ...(metadata.despite ?? [])]) }
    }),
  ),
  on(happened.ResolutionCorrected, (rows, { data, metadata }) => {
    const before = rows.resolution.of(data.resolution)[0]?.item ?? null
    rows.resolution.correctAll(data.resolution, ({ despite, corrections }) => {
      const ofTheQuorum = ((despite as Breach[] | null) ?? []).filter(({ rule }) => rule === MeetingNeedsQuorumToResolve.code)
      const breaches = orNull([...ofTheQuorum, ...(metadata.despite ?? [])])
      return {
        ...decided(data),
        ...(data.at !== undefined && { at: data.at, seen: null }),
        despite: breaches,
        corrections: corrections + 1,
      }
    })
    for (const item of new Set([before, data.item ?? null])) toldOfItem(rows, item)
  }),
  on(happened.ResolutionReversed, (rows, { data }) => {
    const item = rows.resolution.of(data.resolution)[0]?.item ?? null
    rows.resolution.reverse(data.resolution)
    toldOfItem(rows, item)
  }),
  on(happened.MeetingClosed, (rows, { id, data }) =>
    told(rows, id, { sitting: 'closed', inquorate: data.inquorate ?? false, closedAt: data.at ?? null }),
  ),
  on(happened.MeetingClosingCorrected, (rows, { id, data }) => told(rows, id, { closedAt: data.at ?? null })),
  on(happened.MeetingClosingReversed, (rows, { id }) => told(rows, id, { sitting: 'open', inquorate: false, closedAt: null })),
  on(happened.MeetingRecounted, (rows, { id, data }) => told(rows, id, { inquorate: data.inquorate })),

  on(happened.MinutesDrafted, (rows, { id, data }) => {
    const { meeting, minutes } = rows
    const { text, digest, takenBy = null, checkedBy = null, content } = data
    const draft = {
      state: 'draft',
      text,
      digest,
      takenBy,
      checkedBy,
      fromRecord: content !== undefined,
      circulatedOn: null,
      corrections: 0,
    }
    if (minutes.of(id).length === 0) minutes.begin(id, meeting.of(id)[0]!.day, draft)
    else toldOfMinutes(rows, id, draft)
  }),
  on(happened.MinutesCirculated, (rows, { id, data }) => toldOfMinutes(rows, id, { circulatedOn: data.on })),
  on(happened.MinutesCirculationCorrected, (rows, { id, data }) => toldOfMinutes(rows, id, { circulatedOn: data.on })),
  on(happened.MinutesCirculationReversed, (rows, { id }) => toldOfMinutes(rows, id, { circulatedOn: null })),
  on(happened.MinutesCorrected, ({ minutes }, { id, data }) =>
    minutes.correctAll(id, (row) => ({ text: data.text, digest: data.digest, fromRecord: false, corrections: row.corrections + 1 })),
  ),
  on(happened.MinutesCertified, (rows, { id, data: { on, method, certifiedBy = null, digest, content = null } }) =>
    toldOfMinutes(rows, id, { certifiedOn: on, method, certifiedBy, sealedDigest: digest, contentSeal: content }),
  ),
  on(happened.MinutesCertificationCorrected, (rows, { id, data: { on, method, certifiedBy = null } }) =>
    toldOfMinutes(rows, id, { certifiedOn: on, method, certifiedBy }),
  ),
  on(happened.MinutesCertificationReversed, (rows, { id }) => toldOfMinutes(rows, id, NOT_CERTIFIED)),
])
