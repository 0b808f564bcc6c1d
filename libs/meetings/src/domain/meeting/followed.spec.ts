import { describe, expect, it } from '@jest/globals'
import type { Fact } from '@prasan/event-sourcing'
import { given, someId } from '@prasan/event-sourcing/testing'
import { CorrectMeeting, RescheduleMeeting, ScheduleMeeting } from './commands.js'
import { AddAgendaItem, ChangeAgendaItem } from './decide-agenda.js'
import { CorrectResolution, PassResolution } from './decide-resolutions.js'
import * as e from './events.js'
import * as rules from './rules.js'

const [meeting, other] = [someId('meeting'), someId('meeting', 'other')]
const body = someId('committee')
const [S, A] = [someId('seat'), someId('person')]
const [on, before, after] = ['2026-05-08', '2026-05-07', '2026-05-09']
const reason = 'พิมพ์ผิด'
const both = (en: string) => ({ th: en, en })
const items = ['1', '2', '3'].map((name) => someId('agendaItem', name)) as [string, string, string]
const resolutions = ['1', '2', '3'].map((name) => someId('resolution', name)) as [string, string, string]
const elsewhere = someId('resolution', 'elsewhere')

const still = { lives: [], numbered: [], otherYear: [] }
const scheduled = e.MeetingScheduled({ bodies: [body], on })
const listed = (n: number, section: number, number: number, more: object = {}) =>
  e.AgendaItemAdded({ item: items[n]!, section, number, kind: 'consider', title: both(`Item ${n}`), ...more })
const quorum = { numerator: 1, denominator: 2, base: 'allSeats' as const }
const opened = e.MeetingOpened({
  ...{ on, posts: [] },
  bodies: [{ committee: body, revision: 1, rules: { quorum, substitutes: 'count', majority: 'simple', castingVote: true } }],
  roster: [{ seat: S, committee: body, number: 1, office: 'chair', votes: true, countsForQuorum: true, person: A, manner: 'substantive' }],
})
const came = e.AttendanceRecorded({ attendance: someId('attendance'), seat: S, person: A, capacity: 'self' })
const counted = [{ committee: body, present: 1, base: 1, needed: 1, met: true }]
const decision = (n: number, more: object = {}) => ({ kind: 'noted' as const, text: both(`Resolution ${n}`), ...more })
const passed = (n: number, more: object = {}) =>
  e.ResolutionPassed({ resolution: resolutions[n]!, number: n + 1, on, committee: body, quorum: counted, ...decision(n, more) })
const sitting = [scheduled, listed(0, 3, 2), listed(1, 5, 1), opened, came]

describe('NothingFollowsItself and WhatIsFollowedComesFirst', () => {
  it('a meeting is recalled from an earlier day', () => {
    const schedule = (followed: object) =>
      given().when(ScheduleMeeting, { bodies: [body], on, recallOf: other }, { id: meeting, evidence: { ...still, followed } })
    schedule({ recallOf: { on: before, line: [other] } }).then(e.MeetingScheduled({ bodies: [body], on, recallOf: other }))
    schedule({ recallOf: { on, line: [other] } }).thenRefused(rules.WhatIsFollowedComesFirst)
    schedule({ recallOf: { on: before, line: [other, meeting] } }).thenRefused(rules.NothingFollowsItself)
    const right = { bodies: [body], on, recallOf: meeting, reason }
    given(scheduled).when(CorrectMeeting, right, { id: meeting, evidence: still }).thenRefused(rules.NothingFollowsItself)
  })

  it('a meeting is moved between what it follows on and what follows on it', () => {
    const moved = (followed: object[], following: object[], to = on) => {
      const evidence = { ...still, around: { followed, following } }
      const [from] = [e.MeetingScheduled({ bodies: [body], on: '2026-06-01' })]
      return [
        given(from).when(RescheduleMeeting, { on: to }, { evidence }),
        given(from).when(CorrectMeeting, { bodies: [body], on: to, reason }, { evidence }),
      ]
    }
    const taken = (...bounds: [object[], object[]]) => moved(...bounds).forEach((when) => expect(when.facts()).toHaveLength(1))
    const refused = (...bounds: [object[], object[]]) =>
      moved(...bounds).forEach((when) => when.thenRefused(rules.WhatIsFollowedComesFirst))
    for (const by of ['origin', 'minutesOf', 'supersedes', 'amends', 'implements', 'certification']) {
      taken([{ by, on }], [{ by, on }])
      refused([{ by, on: after }], [])
      refused([], [{ by, on: before }])
    }
    for (const by of ['recallOf', 'carriedFrom', 'certifies']) {
      taken([{ by, on: before }], [{ by, on: after }])
      refused([{ by, on }], [])
      refused([], [{ by, on }])
    }
  })

  it('a matter arises out of a resolution on an item before it, whichever of the three is changed', () => {
    const arising = { section: 5, number: 2, kind: 'matterArising', title: both('Arising'), origin: resolutions[0] }
    const add = (input: object, ...facts: Fact[]) => given(...sitting, ...facts).when(AddAgendaItem, { ...arising, ...input })
    expect(add({}, passed(0, { item: items[1] })).facts()).toHaveLength(1)
    expect(add({}, passed(0)).facts()).toHaveLength(1)
    add({ section: 3, number: 3 }, passed(0, { item: items[1] })).thenRefused(rules.WhatIsFollowedComesFirst)
    add({ section: 3, number: 1 }, passed(0, { item: items[0] })).thenRefused(rules.WhatIsFollowedComesFirst)

    const change = (n: number, input: object, ...facts: Fact[]) => {
      const { item, ...as } = [listed(0, 3, 2), listed(1, 5, 1)][n]!.data
      return given(...sitting, ...facts).when(ChangeAgendaItem, { item, ...as, ...input })
    }
    change(0, { origin: resolutions[0] }, passed(0, { item: items[0] })).thenRefused(rules.NothingFollowsItself)
    change(0, { origin: resolutions[0] }, passed(0, { item: items[1] })).thenRefused(rules.WhatIsFollowedComesFirst)
    const arises = [passed(0, { item: items[0] }), listed(2, 5, 3, { origin: resolutions[0] })]
    expect(change(0, { section: 5, number: 2 }, ...arises).facts()).toHaveLength(1)
    change(0, { section: 5, number: 4 }, ...arises).thenRefused(rules.WhatIsFollowedComesFirst)

    const onto = (item: string | undefined) =>
      given(...sitting, ...arises).when(CorrectResolution, { resolution: resolutions[0], ...decision(0, { item }), reason })
    onto(items[2]).thenRefused(rules.NothingFollowsItself)
    expect(onto(items[1]).facts()).toHaveLength(1)
    expect(onto(undefined).facts()).toHaveLength(1)
  })

  it.each(['supersedes', 'amends', 'implements'])(
    'a resolution %s one of lower number, or of another meeting on the day or before',
    (by) => {
      const correct = (n: number, to: string, evidence: object = {}) =>
        given(...sitting, passed(0), passed(1), passed(2)).when(
          CorrectResolution,
          { resolution: resolutions[n], ...decision(n, { [by]: to }), reason },
          { evidence },
        )
      expect(correct(1, resolutions[0]).facts()).toHaveLength(1)
      correct(1, resolutions[1]).thenRefused(rules.NothingFollowsItself)
      correct(1, resolutions[2]).thenRefused(rules.WhatIsFollowedComesFirst)
      const found = (day: string, ...line: string[]) => ({ followed: { [by]: { on: day, line: [elsewhere, ...line] } } })
      expect(correct(1, elsewhere, found(on)).facts()).toHaveLength(1)
      correct(1, elsewhere, found(after)).thenRefused(rules.WhatIsFollowedComesFirst)
      correct(1, elsewhere, found(on, resolutions[1])).thenRefused(rules.NothingFollowsItself)
      const pass = (day: string) => given(...sitting).when(PassResolution, decision(0, { [by]: elsewhere }), { evidence: found(day) })
      expect(pass(on).facts()).toHaveLength(1)
      pass(after).thenRefused(rules.WhatIsFollowedComesFirst)
    },
  )

  it('minutes are certified of the meeting itself, and of no meeting that certifies its own', () => {
    const certify = (minutesOf: string, ...line: string[]) =>
      given(scheduled).when(
        AddAgendaItem,
        { section: 2, kind: 'certify', title: both('Minutes'), minutesOf },
        { id: meeting, evidence: { followed: { minutesOf: { on, line: [minutesOf, ...line] } } } },
      )
    expect(certify(meeting).facts()).toHaveLength(1)
    expect(certify(other).facts()).toHaveLength(1)
    certify(other, meeting).thenRefused(rules.NothingFollowsItself)
  })
})
