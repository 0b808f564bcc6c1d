import { type Breach, history, view } from '@prasan/event-sourcing'
import * as happened from '../../domain/meeting/events.js'
import { MeetingNeedsQuorumToResolve } from '../../domain/meeting/rules.js'
import { type Attended, type Called, type Entry, arrivedAt, attended, leftAt } from '../../domain/meeting/state.js'

const called = ({ bodies, title, on, startsAt, endsAt, place, mode, recallOf }: Called) => ({
  host: bodies[0]!,
  bodies,
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

const decided = ({
  item,
  kind,
  text,
  votes,
  dissents,
  supersedes,
  amends,
  implements: carriesOut,
}: Omit<Parameters<typeof happened.ResolutionCorrected>[0], 'resolution' | 'reason'>) => ({
  item: item ?? null,
  kind,
  text,
  votes: votes ?? null,
  dissents: dissents ?? null,
  supersedes: supersedes ?? null,
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
  minutesOf,
}: Parameters<typeof happened.AgendaItemAdded>[0]) => ({
  section,
  number,
  kind,
  title,
  text: text ?? null,
  presenter: presenter ?? null,
  origin: origin ?? null,
  carriedFrom: carriedFrom ?? null,
  minutesOf: minutesOf ?? null,
})

/**
 * Meetings with their agenda, attendance, resolutions and minutes. What was decided holds from the day of the meeting; before it the meeting
 * is scheduled, however late it was recorded.
 */
export const meetingsView = view(
  'meetings',
  2,
  {
    meeting: history(
      'meeting',
      {
        host: 'text',
        bodies: 'json',
        title: 'bilingual?',
        day: 'day',
        startsAt: 'text?',
        endsAt: 'text?',
        place: 'text?',
        mode: 'text?',
        state: 'text',
        recallOf: 'text?',
        noticeSentOn: 'day?',
        urgentReason: 'text?',
        openedAt: 'text?',
        closedAt: 'text?',
      },
      { today: ['state', 'day'] },
    ),
    body: history('meetingBody', { meeting: 'text', committee: 'text' }, { today: ['committee', 'meeting'] }),
    roster: history('meetingRoster', { bodies: 'json', roster: 'json', recalled: 'bool' }),
    item: history(
      'agendaItem',
      {
        meeting: 'text',
        section: 'int',
        number: 'int',
        kind: 'text',
        title: 'bilingual',
        text: 'text?',
        presenter: 'text?',
        origin: 'text?',
        carriedFrom: 'text?',
        minutesOf: 'text?',
        state: 'text',
        discussion: 'text?',
      },
      { today: ['meeting', 'carriedFrom'] },
    ),
    attendance: history(
      'attendance',
      {
        meeting: 'text',
        day: 'day',
        seat: 'text?',
        person: 'text?',
        capacity: 'text?',
        post: 'text?',
        present: 'bool',
        there: 'json',
        excused: 'bool?',
        absenceReason: 'text?',
      },
      { today: ['meeting', ['seat', 'day']] },
    ),
    recusal: history('recusal', { meeting: 'text', item: 'text', person: 'text', reason: 'text?' }, { today: ['meeting'] }),
    resolution: history(
      'resolution',
      {
        meeting: 'text',
        committee: 'text',
        day: 'day',
        at: 'text?',
        number: 'int',
        item: 'text?',
        kind: 'text',
        text: 'bilingual',
        votes: 'json?',
        dissents: 'json?',
        quorum: 'json',
        despite: 'json?',
        supersedes: 'text?',
        amends: 'text?',
        implements: 'text?',
      },
      { today: ['meeting', 'item', 'committee'] },
    ),
    minutes: history('minutes', {
      state: 'text',
      text: 'text',
      digest: 'text',
      circulatedOn: 'day?',
      certifiedOn: 'day?',
      method: 'text?',
      certifiedBy: 'text?',
      sealedDigest: 'text?',
      corrections: 'int',
    }),
  },
  (on) => [
    on(happened.MeetingScheduled, ({ meeting, body }, { id, data }) => {
      meeting.begin(id, null, { ...called(data), state: 'scheduled' })
      for (const committee of data.bodies) body.begin(`${id}|${committee}`, null, { meeting: id, committee })
    }),
    on(happened.MeetingRescheduled, ({ meeting }, { id, data }) => {
      const { on, reason: _, ...moved } = data
      meeting.correctAll(id, { ...moved, day: on })
    }),
    on(happened.MeetingCorrected, ({ meeting, body, attendance, resolution, ...rest }, { id, data }) => {
      const before = meeting.of(id).at(-1)!
      meeting.correctAll(id, called(data))
      for (const { id: known } of body.where('meeting', id)) body.reverse(known)
      for (const committee of data.bodies) body.begin(`${id}|${committee}`, null, { meeting: id, committee })
      if (before.day === data.on) return
      shift(meeting, id, before.day, data.on)
      for (const row of attendance.where('meeting', id)) shift(attendance, row.id, before.day, data.on, { day: data.on })
      for (const row of resolution.where('meeting', id)) shift(resolution, row.id, before.day, data.on, { day: data.on })
      for (const row of rest.recusal.where('meeting', id)) shift(rest.recusal, row.id, before.day, data.on)
      shift(rest.roster, id, before.day, data.on)
    }),
    on(happened.MeetingCancelled, ({ meeting }, { id, day }) => {
      const from = meeting.of(id)[0]!.day < day ? meeting.of(id)[0]!.day : day
      meeting.change(id, from, { state: 'cancelled' })
    }),
    on(happened.NoticeSent, ({ meeting }, { id, data }) =>
      meeting.change(id, data.sentOn, { noticeSentOn: data.sentOn, urgentReason: data.urgentReason ?? null }),
    ),

    on(happened.AgendaItemAdded, ({ item }, { id, data }) =>
      item.begin(data.item, null, { ...listed(data), meeting: id, state: 'listed' }),
    ),
    on(happened.AgendaItemChanged, ({ item }, { data }) => item.correctAll(data.item, listed(data))),
    on(happened.AgendaItemWithdrawn, ({ item }, { data }) => item.correctAll(data.item, { state: 'withdrawn' })),
    on(happened.AgendaItemCarriedOver, ({ item }, { data }) => item.correctAll(data.item, { state: 'carriedOver' })),
    on(happened.ItemDiscussed, ({ item, meeting }, { id, data }) =>
      item.change(data.item, meeting.of(id)[0]!.day, { discussion: data.text, state: 'discussed' }),
    ),

    on(happened.MeetingOpened, ({ meeting, roster }, { id, data }) => {
      meeting.change(id, data.on, { state: 'open', openedAt: data.at ?? null })
      roster.begin(id, data.on, { bodies: data.bodies, roster: data.roster, recalled: data.recalled ?? false })
    }),
    on(happened.AttendanceRecorded, ({ meeting, attendance }, { id, data: { attendance: entry, ...data } }) => {
      const { day } = meeting.of(id)[0]!
      attendance.begin(entry, day, { ...attending(attended(data)), meeting: id, day })
    }),
    on(happened.AttendanceCorrected, ({ attendance }, { data: { attendance: entry, ...data } }) =>
      attendance.correctAll(entry, attending(attended(data))),
    ),
    on(happened.MemberArrived, ({ attendance }, { id, data }) => {
      for (const row of attendance.where('meeting', id))
        if (row.person === data.person) attendance.correctAll(row.id, attending(arrivedAt(entryOf(row), data.at)))
    }),
    on(happened.MemberLeft, ({ attendance }, { id, data }) => {
      for (const row of attendance.where('meeting', id))
        if (row.person === data.person) attendance.correctAll(row.id, attending(leftAt(entryOf(row), data.at)))
    }),
    on(happened.RecusalDeclared, ({ meeting, recusal }, { id, data }) =>
      recusal.begin(`${data.item}|${data.person}`, meeting.of(id)[0]!.day, { ...data, meeting: id }),
    ),
    on(happened.ResolutionPassed, ({ resolution }, { id, data, metadata }) =>
      resolution.begin(data.resolution, data.on, {
        ...decided(data),
        meeting: id,
        committee: data.committee,
        day: data.on,
        at: data.at,
        number: data.number,
        quorum: data.quorum,
        despite: metadata.despite,
      }),
    ),
    on(happened.QuorumRecounted, ({ resolution }, { data, metadata }) =>
      resolution.correctAll(data.resolution, ({ despite }) => {
        const others = ((despite as Breach[] | null) ?? []).filter(({ rule }) => rule !== MeetingNeedsQuorumToResolve.code)
        const breaches = [...others, ...(metadata.despite ?? [])]
        return { quorum: data.quorum, despite: breaches.length > 0 ? breaches : null }
      }),
    ),
    on(happened.ResolutionCorrected, ({ resolution }, { data }) => resolution.correctAll(data.resolution, decided(data))),
    on(happened.MeetingClosed, ({ meeting }, { id, data }) => {
      const state = data.inquorate ? 'inquorate' : 'held'
      const { day } = meeting.of(id)[0]!
      meeting.change(id, day, { state, closedAt: data.at ?? null })
    }),

    on(happened.MinutesDrafted, ({ meeting, minutes }, { id, data }) => {
      const draft = { state: 'draft', text: data.text, digest: data.digest, circulatedOn: null, corrections: 0 }
      if (minutes.of(id).length === 0) minutes.begin(id, meeting.of(id)[0]!.day, draft)
      else minutes.correctAll(id, draft)
    }),
    on(happened.MinutesCirculated, ({ minutes }, { id, data }) =>
      minutes.change(id, data.on, { state: 'circulated', circulatedOn: data.on }),
    ),
    on(happened.MinutesCorrected, ({ minutes }, { id, data }) =>
      minutes.correctAll(id, (row) => ({ text: data.text, digest: data.digest, corrections: row.corrections + 1 })),
    ),
    on(happened.MinutesCertified, ({ meeting, minutes }, { id, data }) => {
      minutes.change(id, data.on, {
        state: 'certified',
        certifiedOn: data.on,
        method: data.method,
        certifiedBy: data.certifiedBy ?? null,
        sealedDigest: data.digest,
      })
      meeting.change(id, data.on, { state: 'minuted' })
    }),
  ],
)

interface Shifted {
  of(id: string): { validFrom: string | null; validTo: string | null }[]
  correct(id: string, from: string | null, values: never, until?: string | null): void
  begin(id: string, from: string | null, values: never, until?: string | null): void
}

/** The day of the meeting was recorded wrongly: what began or ended on it begins or ends on the right one. */
function shift(rows: Shifted, id: string, wrong: string, right: string, values: object = {}): void {
  const moved = (day: string | null) => (day === wrong ? right : day)
  rows.of(id).forEach(({ validFrom, validTo, ...row }, i) => {
    const put = i === 0 ? rows.correct.bind(rows) : rows.begin.bind(rows)
    put(id, moved(validFrom), { ...row, ...values } as never, moved(validTo))
  })
}
