import { describe, expect, it } from '@jest/globals'
import type { ReadModel } from '@prasan/event-sourcing'
import { TODAY, type Told, someId, told, viewed } from '@prasan/event-sourcing/testing'
import fc from 'fast-check'
import * as e from '../../domain/meeting/events.js'
import { meeting } from '../../domain/meeting/state.js'
import {
  attendanceOf,
  heldBetween,
  itemsByIds,
  meetingsByIds,
  meetings,
  minutesByIds,
  recusalsOf,
  resolutionsOf,
  rostersByIds,
  attendanceOfSeat,
  sittingsOf,
} from './queries.js'
import { entryOf, meetingsView } from './view.js'

const id = someId('meeting')
const [body, guest] = [someId('committee', 'host'), someId('committee', 'guest')]
const [S, T] = [someId('seat', 's'), someId('seat', 't')]
const [A, B] = [someId('person', 'a'), someId('person', 'b')]
const [first, second] = [someId('attendance', '1'), someId('attendance', '2')]
const resolution = someId('resolution')
const reason = 'พิมพ์ผิด'
const DAY = '2026-05-08'
const rulesOfTheDay = {
  quorum: { numerator: 1, denominator: 2, base: 'allSeats' as const },
  ...{ substitutes: 'count' as const, majority: 'simple' as const, castingVote: true },
}
const counted = (present: number) => [{ committee: body, present, base: 4, needed: 2, met: present >= 2 }]
const scheduled = (on = DAY, bodies = [body]) => e.MeetingScheduled({ bodies, on })
const opened = (on = DAY) => e.MeetingOpened({ on, bodies: [], roster: [], posts: [] })
const came = (attendance: string, seat: string, person: string) => e.AttendanceRecorded({ attendance, seat, person, capacity: 'self' })
const missed = (attendance: string, seat: string, person: string, excused = false) =>
  e.AttendanceRecorded({ attendance, seat, person, absence: { excused } })
const passed = e.ResolutionPassed({
  resolution,
  number: 1,
  on: DAY,
  committee: body,
  kind: 'noted',
  text: { th: 'รับทราบ' },
  quorum: counted(2),
})
const held = (on = DAY, bodies = [body]) => [scheduled(on, bodies), opened(on), e.MeetingClosed({})]
const sitting = [scheduled(), opened(), came(first, S, A), came(second, T, B), passed]

const at = (day: string, log: number | null = null) => ({ day, log })
async function asking<R>(story: readonly Told[], ask: (views: ReadModel) => R): Promise<R> {
  const views = await viewed([meetingsView], [meeting], story)
  const answer = ask(views)
  views.close()
  return answer
}
const recorded = (...facts: Parameters<typeof told>[2][]) => told(id, TODAY, ...facts)
const stateOn = (story: Told[], day: string, log: number | null = null) =>
  asking(story, (views) => meetingsByIds.run(views, { ids: [id], asOf: at(day, log) }).map((row) => [row.day, row.state])[0])

it('a breach recorded with a correction stands beside the resolution, in place of those that the correction judged anew', async () => {
  const [votes, quorum, dissent] = ['VotesAreCastByThosePresent', 'MeetingNeedsQuorumToResolve', 'DissentIsOfSomebodyThere']
  const breach = (rule: string | undefined) => ({ rule: rule!, reason })
  const corrected = e.ResolutionCorrected({ resolution, kind: 'noted', text: { th: 'รับทราบ' }, reason })
  const recounted = e.QuorumRecounted({ resolution, quorum: counted(2) })
  const despite = (...more: readonly Told[]) => {
    const begun = [...recorded(...sitting.slice(0, -1)), { id, on: TODAY, fact: passed, despite: [breach(votes), breach(quorum)] }]
    return asking([...begun, ...more], (views) => resolutionsOf.run(views, { ids: [id], asOf: at(DAY) })[0]!.despite)
  }
  expect(await despite({ id, on: TODAY, fact: corrected, despite: [breach(dissent)] })).toEqual([breach(quorum), breach(dissent)])
  expect(await despite({ id, on: TODAY, fact: recounted, despite: [breach(dissent)] })).toEqual([breach(votes), breach(dissent)])
  expect(await despite(...recorded(recounted, corrected))).toBeNull()
})

describe('a meeting on a day', () => {
  it('is scheduled until its day, however late it was recorded', async () => {
    const story = recorded(
      ...held(),
      e.MinutesDrafted({ text: 'ร่าง', digest: 'd' }),
      e.MinutesCertified({ on: '2026-08-07', method: 'circulation', digest: 'd' }),
    )
    expect(await stateOn(story, '2026-05-07')).toEqual([DAY, 'scheduled'])
    expect(await stateOn(story, DAY)).toEqual([DAY, 'held'])
    expect(await stateOn(story, DAY, 2)).toEqual([DAY, 'open'])
    expect(await stateOn(story, '2026-08-07')).toEqual([DAY, 'minuted'])
  })

  it('was moved or recorded on the wrong day: all of it is on the right one, and was not, as known before', async () => {
    const moved = recorded(scheduled(), e.MeetingRescheduled({ on: '2026-06-01' }))
    expect(await stateOn(moved, '2026-01-01')).toEqual(['2026-06-01', 'scheduled'])
    expect(await stateOn(moved, '2026-01-01', 1)).toEqual([DAY, 'scheduled'])
    const story = recorded(...sitting, e.MeetingClosed({}), e.MeetingCorrected({ bodies: [guest], on: '2026-05-18', reason }))
    const log = story.length - 1
    expect(await stateOn(story, '2026-05-17')).toEqual(['2026-05-18', 'scheduled'])
    expect(await stateOn(story, '2026-05-17', log)).toEqual([DAY, 'held'])
    const parts = (day: string, known: number | null = null) =>
      asking(story, (views) => [
        ...attendanceOf.run(views, { ids: [id], asOf: at(day, known) }).map((row) => row.day),
        ...resolutionsOf.run(views, { ids: [id], asOf: at(day, known) }).map((row) => row.day),
      ])
    expect(await parts('2026-05-17')).toEqual([])
    expect(await parts('2026-05-18')).toEqual(['2026-05-18', '2026-05-18', '2026-05-18'])
    expect(await parts('2026-05-17', log)).toEqual([DAY, DAY, DAY])
    const listed = (committee: string, known: number | null = null) =>
      asking(story, (views) =>
        meetings.page.run(views, { page: { first: 9 }, committee, asOf: at(TODAY, known) }).rows.map((row) => row.id),
      )
    expect([await listed(body), await listed(guest)]).toEqual([[], [id]])
    expect([await listed(body, log), await listed(guest, log)]).toEqual([[id], []])
  })

  it('turns out to be of other bodies: roster and resolutions are of the right ones, and were not, as known before', async () => {
    const bodies = [body, guest].map((committee) => ({ committee, revision: 1, rules: rulesOfTheDay }))
    const story = recorded(
      ...sitting,
      e.MeetingCorrected({ bodies: [guest, body], on: DAY, reason }),
      e.RosterCorrected({ bodies, roster: [], posts: [] }),
    )
    const shown = (log: number | null) =>
      asking(story, (views) => [
        rostersByIds.run(views, { ids: [id], asOf: at(DAY, log) })[0]!.bodies.map(({ committee }) => committee),
        resolutionsOf.run(views, { ids: [id], asOf: at(DAY, log) })[0]!.committee,
      ])
    expect(await shown(null)).toEqual([[body, guest], guest])
    expect(await shown(story.length - 2)).toEqual([[], body])
  })

  it('keeps the seal of minutes that are corrected after they were certified', async () => {
    const story = recorded(
      ...held(),
      e.MinutesDrafted({ text: 'ร่าง', digest: 'd' }),
      e.MinutesCertified({ on: '2026-08-07', method: 'circulation', digest: 'd' }),
      e.MinutesCorrected({ text: 'แก้', digest: 'f', reason }),
    )
    const minutes = (day: string) =>
      asking(
        story,
        (views) =>
          minutesByIds.run(views, { ids: [id], asOf: at(day) }).map((row) => [row.state, row.digest, row.sealedDigest, row.corrections])[0],
      )
    expect(await minutes('2026-08-06')).toEqual(['draft', 'f', null, 1])
    expect(await minutes('2026-08-07')).toEqual(['certified', 'f', 'd', 1])
  })
})

describe('what was recorded wrongly of a meeting', () => {
  const item = someId('agendaItem')
  const listed = e.AgendaItemAdded({ item, section: 5, number: 1, kind: 'consider', title: { th: 'อบรม' } })
  const noticed = e.NoticeSent({ sentOn: '2026-05-01', on: DAY, bodies: [body], noticeDays: 3, committees: [] })
  const shown = (story: Told[], day: string, log: number | null = null) =>
    asking(story, (views) => {
      const [row] = meetingsByIds.run(views, { ids: [id], asOf: at(day, log) })
      return row && [row.state, row.noticeSentOn, row.openedAt, row.closedAt]
    })
  const itemOn = (story: Told[], day: string, log: number | null = null) =>
    asking(story, (views) => itemsByIds.run(views, { ids: [item], asOf: at(day, log) }).map((row) => [row.state, row.discussion])[0])

  it('a cancellation and a notice: it is scheduled again, as known before it was not', async () => {
    const story = recorded(
      ...[scheduled('2026-12-20'), noticed, e.MeetingCancelled({ bodies: [body], reason })],
      ...[e.MeetingCancellationReversed({ on: '2026-12-20', reason }), e.NoticeCorrected({ sentOn: '2026-05-03', reason })],
      e.NoticeReversed({ reason }),
    )
    expect(await shown(story, '2026-11-01', 3)).toEqual(['scheduled', '2026-05-01', null, null])
    expect(await shown(story, TODAY, 3)).toEqual(['cancelled', '2026-05-01', null, null])
    expect(await shown(story, TODAY, 4)).toEqual(['scheduled', '2026-05-01', null, null])
    expect(await shown(story, '2026-05-02', 5)).toEqual(['scheduled', null, null, null])
    expect(await shown(story, '2026-05-03', 5)).toEqual(['scheduled', '2026-05-03', null, null])
    expect(await shown(story, TODAY)).toEqual(['scheduled', null, null, null])
  })

  it('its opening and its closing', async () => {
    const story = recorded(
      ...[scheduled(), e.MeetingOpened({ on: DAY, at: '09:30', bodies: [], roster: [], posts: [] })],
      ...[e.MeetingOpeningCorrected({ at: '09:45', reason }), e.MeetingClosed({ at: '12:00', inquorate: true })],
      ...[e.MeetingClosingCorrected({ at: '12:30', reason }), e.MeetingRecounted({ inquorate: false })],
      ...[e.MeetingClosingReversed({ reason }), e.MeetingOpeningReversed({ reason })],
    )
    const known = await Promise.all([2, 3, 4, 5, 6, 7, 8].map((log) => shown(story, DAY, log)))
    expect(known).toEqual([
      ['open', null, '09:30', null],
      ['open', null, '09:45', null],
      ['inquorate', null, '09:45', '12:00'],
      ['inquorate', null, '09:45', '12:30'],
      ['held', null, '09:45', '12:30'],
      ['open', null, '09:45', null],
      ['scheduled', null, null, null],
    ])
    expect(await shown(story, '2026-05-07', 6)).toEqual(['scheduled', null, null, null])
    const rosters = (log: number) => asking(story, (views) => rostersByIds.run(views, { ids: [id], asOf: at(DAY, log) }).length)
    expect(await Promise.all([rosters(7), rosters(8)])).toEqual([1, 0])
  })

  it('a resolution, which made its item discussed, and a discussion', async () => {
    const onItem = e.ResolutionPassed({ ...passed.data, item })
    const story = recorded(
      ...[scheduled(), listed, opened(), onItem, e.ResolutionReversed({ resolution, number: 1, reason })],
      ...[e.ItemDiscussed({ item, text: 'คำ' }), e.DiscussionReversed({ item, reason })],
    )
    expect(await itemOn(story, '2026-05-07', 4)).toEqual(['listed', null])
    expect(await itemOn(story, DAY, 4)).toEqual(['discussed', null])
    expect(await itemOn(story, DAY, 5)).toEqual(['listed', null])
    expect(await itemOn(story, DAY, 6)).toEqual(['discussed', 'คำ'])
    expect(await itemOn(story, '2026-05-07', 6)).toEqual(['listed', null])
    expect(await itemOn(story, DAY)).toEqual(['listed', null])
    const resolved = (log: number | null) =>
      asking(story, (views) => resolutionsOf.run(views, { ids: [id], asOf: at(DAY, log) }).map((row) => row.id))
    expect(await Promise.all([resolved(4), resolved(null)])).toEqual([[resolution], []])
  })

  it('an item that left the agenda, attendance, a recusal', async () => {
    const story = recorded(
      ...[scheduled(), listed, opened(), came(first, S, A), e.RecusalDeclared({ person: A, item }), e.AgendaItemWithdrawn({ item })],
      ...[e.AgendaItemRestored({ item, reason }), e.RecusalReversed({ person: A, item, reason })],
      e.AttendanceReversed({ attendance: first, seat: S, person: A, reason }),
    )
    expect([await itemOn(story, TODAY, 6), await itemOn(story, TODAY)]).toEqual([
      ['withdrawn', null],
      ['listed', null],
    ])
    const parts = (log: number | null) =>
      asking(story, (views) => [
        recusalsOf.run(views, { ids: [id], asOf: at(DAY, log) }).length,
        attendanceOf.run(views, { ids: [id], asOf: at(DAY, log) }).length,
      ])
    expect([await parts(7), await parts(8), await parts(null)]).toEqual([
      [1, 1],
      [0, 1],
      [0, 0],
    ])
  })

  it('its day: items, minutes and notice go with it, also before the day of the notice', async () => {
    const story = recorded(
      ...[scheduled(), noticed, listed, opened(), e.ItemDiscussed({ item, text: 'คำ' }), e.MeetingClosed({})],
      ...[e.MinutesDrafted({ text: 'ร่าง', digest: 'd' }), e.MeetingCorrected({ bodies: [body], on: '2026-04-08', reason })],
    )
    expect(await itemOn(story, '2026-04-07')).toEqual(['listed', null])
    expect(await itemOn(story, '2026-04-08')).toEqual(['discussed', 'คำ'])
    expect(await shown(story, '2026-04-08')).toEqual(['held', null, null, null])
    expect(await shown(story, '2026-05-01')).toEqual(['held', '2026-05-01', null, null])
    const minuted = (day: string) => asking(story, (views) => minutesByIds.run(views, { ids: [id], asOf: at(day) }).length)
    expect([await minuted('2026-04-07'), await minuted('2026-04-08')]).toEqual([0, 1])
  })

  it('the days of circulation and certification, under the same seal', async () => {
    const story = recorded(
      ...[...held(), e.MinutesDrafted({ text: 'ร่าง', digest: 'd' }), e.MinutesCirculated({ on: '2027-06-01' })],
      ...[e.MinutesCertified({ on: '2027-08-07', method: 'circulation', digest: 'd' })],
      ...[e.MinutesCirculationCorrected({ on: '2026-06-01', reason })],
      ...[e.MinutesCertificationCorrected({ on: '2026-08-07', method: 'circulation', reason })],
      e.MinutesCertificationReversed({ reason }),
      e.MinutesCirculationReversed({ reason }),
    )
    const minutes = (day: string, log: number | null = null) =>
      asking(story, (views) =>
        [
          ...minutesByIds
            .run(views, { ids: [id], asOf: at(day, log) })
            .map((row) => [row.state, row.circulatedOn, row.certifiedOn, row.sealedDigest]),
          ...meetingsByIds.run(views, { ids: [id], asOf: at(day, log) }).map((row) => [row.state]),
        ].flat(),
      )
    expect(await minutes(TODAY, 6)).toEqual(['draft', null, null, null, 'held'])
    expect(await minutes('2027-08-07', 6)).toEqual(['certified', '2027-06-01', '2027-08-07', 'd', 'minuted'])
    expect(await minutes('2026-08-06', 8)).toEqual(['circulated', '2026-06-01', null, null, 'held'])
    expect(await minutes('2026-08-07', 8)).toEqual(['certified', '2026-06-01', '2026-08-07', 'd', 'minuted'])
    expect(await minutes('2026-08-07', 9)).toEqual(['circulated', '2026-06-01', null, null, 'held'])
    expect(await minutes(TODAY)).toEqual(['draft', null, null, null, 'held'])
  })

  it('takes a body that an older version recorded twice', async () => {
    const story = recorded(scheduled(DAY, [body, body]))
    expect(await asking(story, (views) => meetingsByIds.run(views, { ids: [id], asOf: at(DAY) }).map((row) => row.bodies))).toEqual([
      [body],
    ])
  })
})

describe('attendance', () => {
  const presence = (story: Told[], log: number | null = null) =>
    asking(story, (views) =>
      attendanceOf.run(views, { ids: [id], asOf: at(TODAY, log) }).map((row) => [row.person, row.present, row.there]),
    )

  it('follows those who leave and come back, and its corrections', async () => {
    const story = recorded(
      ...sitting.slice(0, 4),
      e.MemberLeft({ person: A, at: '10:00' }),
      e.MemberArrived({ person: A, at: '11:00' }),
      e.AttendanceCorrected({ attendance: second, seat: T, person: B, absence: { excused: false }, reason }),
    )
    expect(await presence(story)).toEqual([
      [A, true, [{ to: '10:00' }, { from: '11:00' }]],
      [B, false, []],
    ])
    expect(await presence(story, 4)).toEqual([
      [A, true, [{}]],
      [B, true, [{}]],
    ])
  })

  it('is kept as it was seen when something was resolved whose time is not known, corrections included, until the time is known', async () => {
    const left = e.MemberLeft({ person: B, at: '10:00' })
    const seen = async (...facts: Parameters<typeof recorded>) =>
      (await asking(recorded(...facts), (views) => resolutionsOf.run(views, { ids: [id], asOf: at(TODAY) })))[0]!.seen
    const story = [
      ...sitting.slice(0, 4),
      left,
      passed,
      e.MemberArrived({ person: B, at: '11:00' }),
      missed(someId('attendance', '3'), S, B),
    ]
    expect(await seen(...story)).toEqual({ [first]: true, [second]: false })
    const there = e.AttendanceCorrected({ attendance: second, seat: T, person: B, capacity: 'self', reason })
    const absent = e.AttendanceCorrected({ attendance: first, seat: S, person: A, absence: { excused: true }, reason })
    expect(await seen(...story, there, absent)).toEqual({ [first]: false, [second]: true })
    const decision = { resolution, kind: 'noted' as const, text: { th: 'รับทราบ' }, reason }
    expect(await seen(...story, e.ResolutionCorrected({ ...decision, at: '10:30' }))).toBeNull()
    expect(await seen(...sitting.slice(0, 4), e.ResolutionPassed({ ...passed.data, at: '10:30' }))).toBeNull()
  })

  it('says of whoever was marked absent and comes after all what the roster says', async () => {
    const place = { seat: S, committee: body, number: 1, office: 'member', votes: true, countsForQuorum: true }
    const story = recorded(
      scheduled(),
      e.MeetingOpened({ ...opened().data, roster: [{ ...place, person: A, manner: 'acting' }] }),
      e.AttendanceRecorded({ attendance: first, seat: S, person: A, absence: { excused: true } }),
      e.MemberArrived({ person: A, at: '10:00' }),
    )
    const came = await asking(story, (views) => attendanceOf.run(views, { ids: [id], asOf: at(TODAY) }))
    expect(came).toMatchObject([{ present: true, capacity: 'acting', excused: null }])
  })

  it('gives back the entries that the domain knows', async () => {
    const facts = [
      { seat: S, person: A, capacity: 'acting' as const, arrived: '09:30', left: '10:00' },
      { seat: T, person: B, absence: { excused: true, reason: 'ติดราชการ' } },
      { person: B, capacity: 'observer' as const, post: someId('post') },
    ]
    const story = recorded(
      scheduled(),
      opened(),
      ...facts.map((fact, i) => e.AttendanceRecorded({ attendance: someId('attendance', String(i)), ...fact })),
    )
    const entries = await asking(story, (views) => attendanceOf.run(views, { ids: [id], asOf: at(TODAY) }).map(entryOf))
    expect(entries).toEqual([
      { seat: S, person: A, capacity: 'acting', there: [{ from: '09:30', to: '10:00' }] },
      { seat: T, person: B, absence: { excused: true, reason: 'ติดราชการ' }, there: [] },
      { person: B, capacity: 'observer', post: someId('post'), there: [{}] },
    ])
  })

  it('of a seat is listed across its occupants and meetings, the latest first', async () => {
    const days = ['2026-02-03', '2026-05-08', '2026-03-03']
    const story = days.flatMap((on, i) => {
      const entry = someId('attendance', on)
      return told(someId('meeting', on), TODAY, scheduled(on), opened(on), i === 1 ? missed(entry, S, A) : came(entry, S, i ? B : A))
    })
    const page = (asked: { first: number; after?: string }, day = TODAY) =>
      asking(story, (views) => attendanceOfSeat.page.run(views, { page: asked, seat: S, asOf: at(day) }))
    const { rows } = await page({ first: 9 })
    expect(rows.map((row) => [row.day, row.person, row.present])).toEqual([
      ['2026-05-08', A, false],
      ['2026-03-03', B, true],
      ['2026-02-03', A, true],
    ])
    expect((await page({ first: 9 }, '2026-03-02')).rows.map((row) => row.day)).toEqual(['2026-02-03'])
    expect(await asking(story, (views) => attendanceOfSeat.count.run(views, { seat: S, asOf: at('2026-03-03') }))).toBe(2)
    expect(await asking(story, (views) => attendanceOfSeat.count.run(views, { seat: T, asOf: at(TODAY) }))).toBe(0)
  })
})

describe('a resolution', () => {
  const breach = (rule: string) => ({ rule, reason })

  it('is shown with its quorum as it was counted again, from its day on; as known before, with the first count', async () => {
    const story = recorded(
      ...sitting,
      e.QuorumRecounted({ resolution, quorum: counted(3) }),
      e.ResolutionCorrected({ resolution, kind: 'approved', text: { th: 'เห็นชอบ' }, reason }),
    )
    const shown = (day: string, log: number | null = null) =>
      asking(story, (views) => resolutionsOf.run(views, { ids: [id], asOf: at(day, log) }).map((row) => [row.kind, row.quorum]))
    expect(await shown('2026-05-07')).toEqual([])
    expect(await shown(DAY)).toEqual([['approved', counted(3)]])
    expect(await shown(DAY, 6)).toEqual([['noted', counted(3)]])
    expect(await shown(DAY, 5)).toEqual([['noted', counted(2)]])
  })

  it('bears the breach of a quorum that it turned out not to have had, and loses one that was none', async () => {
    const despite = async (before: string[], recount: string[]) => {
      const story = recorded(...sitting, e.QuorumRecounted({ resolution, quorum: counted(2) })).map((each) => {
        const rules = each.fact.type === 'ResolutionPassed' ? before : each.fact.type === 'QuorumRecounted' ? recount : []
        return { ...each, despite: rules.map(breach) }
      })
      return asking(story, (views) => resolutionsOf.run(views, { ids: [id], asOf: at(DAY) })[0]!.despite)
    }
    expect(await despite([], ['MeetingNeedsQuorumToResolve'])).toEqual([breach('MeetingNeedsQuorumToResolve')])
    expect(await despite(['MeetingNeedsQuorumToResolve', 'ResolutionFollowsTheVote'], [])).toEqual([breach('ResolutionFollowsTheVote')])
    expect(await despite(['MeetingNeedsQuorumToResolve'], [])).toBeNull()
  })
})

describe('meetings that were held', () => {
  const DAYS = ['2025-12-30', '2026-01-01', '2026-02-03', '2026-02-04', '2026-12-31', '2027-01-01']
  const fate = fc.constantFrom('scheduled', 'open', 'held', 'inquorate', 'cancelled', 'minuted', 'minuted without quorum')
  const toldOf = ({ on, is, bodies }: { on: string; is: string; bodies: string[] }, i: number) =>
    told(
      someId('meeting', String(i)),
      '2027-06-01',
      scheduled(on, bodies),
      ...(is === 'cancelled' ? [e.MeetingCancelled({ bodies, reason })] : []),
      ...(['scheduled', 'cancelled'].includes(is) ? [] : [opened(on)]),
      ...(['held', 'minuted'].includes(is)
        ? [e.MeetingClosed({})]
        : is === 'inquorate' || is === 'minuted without quorum'
          ? [e.MeetingClosed({ inquorate: true })]
          : []),
      ...(is.startsWith('minuted')
        ? [e.MinutesDrafted({ text: 't', digest: 'd' }), e.MinutesCertified({ on, method: 'circulation', digest: 'd' })]
        : []),
    )

  it('are listed latest first, and counted between days, as a plain count of all says', async () => {
    const meetings = fc.array(
      fc.record({ on: fc.constantFrom(...DAYS), is: fate, bodies: fc.constantFrom<string[]>([body], [guest], [guest, body]) }),
      { maxLength: 12 },
    )
    await fc.assert(
      fc.asyncProperty(meetings, fc.constantFrom(...DAYS), async (all, day) => {
        const views = await viewed([meetingsView], [meeting], all.flatMap(toldOf))
        const ids = [body, guest]
        const of = (committee: string) =>
          all.flatMap(({ on, is, bodies }, i) =>
            bodies.includes(committee) && ['held', 'minuted'].includes(is) && on <= day
              ? [{ meeting: someId('meeting', String(i)), on }]
              : [],
          )
        const latest = (a: { on: string; meeting: string }, b: { on: string; meeting: string }) =>
          `${a.on} ${a.meeting}` < `${b.on} ${b.meeting}` ? 1 : -1
        const shown = sittingsOf.run(views, { ids, asOf: at(day) })
        const counts = heldBetween('2026-01-01', '2027-01-01').run(views, { ids, asOf: at(day) })
        for (const committee of ids) {
          expect(shown.filter((row) => row.committee === committee).map(({ meeting, on }) => ({ meeting, on }))).toEqual(
            of(committee).sort(latest),
          )
          expect(counts.get(committee) ?? 0).toBe(of(committee).filter(({ on }) => on.startsWith('2026')).length)
        }
        views.close()
      }),
      { numRuns: 60 },
    )
  })
})
