import { describe, it } from '@jest/globals'
import { OwnerMustHaveBegun } from '@prasan/event-sourcing'
import { given, someId } from '@prasan/event-sourcing/testing'
import { AddAgendaItem, RestoreAgendaItem } from './decide-agenda.js'
import { AcceptProposal, DrawUpAgenda, type Due, ParkProposal, ProposeAgendaItem } from './decide-proposals.js'
import { RecordDiscussion } from './decide-sitting.js'
import * as e from './events.js'
import * as rules from './rules.js'

const [body, presenter, origin, commitment, before, earlier] = [
  someId('committee'),
  someId('post'),
  someId('resolution'),
  someId('commitment'),
  someId('meeting', 'before'),
  someId('agendaItem', 'before'),
] as const
const on = '2026-10-20'
const reason = 'reason'
const both = (th: string) => ({ th })
const scheduled = e.MeetingScheduled({ bodies: [body], on })
const item = someId('agendaItem', 'new:0')
const proposed = e.AgendaItemProposed({ item, section: 5, number: 1, kind: 'consider', title: both('เสนอ'), presenter })
const listed = (id: string, section: number, number: number, more: object = {}) =>
  e.AgendaItemAdded({ item: someId('agendaItem', id), section, number, kind: 'consider', title: both(id), ...more })

describe('a proposal for the agenda', () => {
  it('waits, is put on the agenda where there is room, or is parked with a reason and put on it after all', () => {
    given(scheduled)
      .when(ProposeAgendaItem, { title: both('เสนอ'), presenter })
      .then(proposed)
    given(scheduled, proposed)
      .when(ProposeAgendaItem, { title: both('เสนอ'), presenter })
      .thenNothing()
    given(scheduled, listed('a', 5, 1), proposed)
      .when(AcceptProposal, { item })
      .then(e.ProposalAccepted({ item, section: 5, number: 2 }))
    given(scheduled, proposed)
      .when(AcceptProposal, { item, section: 4, number: 3 })
      .then(e.ProposalAccepted({ item, section: 4, number: 3 }))
    given(scheduled, proposed).when(ParkProposal, { item, reason }).then(e.ProposalParked({ item, reason }))
    given(scheduled, listed('a', 5, 1), proposed, e.ProposalParked({ item, reason }))
      .when(AcceptProposal, { item })
      .then(e.ProposalAccepted({ item, section: 5, number: 2 }))
  })

  it('is no item as long as it waits: not discussed, not restored, not answered twice', () => {
    given(scheduled, proposed, e.MeetingOpened({ on, bodies: [], roster: [], posts: [] }))
      .when(RecordDiscussion, { item, text: 'x' })
      .thenRefused(rules.AgendaItemMustBeOfTheMeeting)
    const parked = e.ProposalParked({ item, reason })
    given(scheduled, proposed).when(RestoreAgendaItem, { item, reason }).thenRefused(rules.AgendaItemMustHaveLeft)
    given(scheduled, proposed, parked).when(RestoreAgendaItem, { item, reason }).thenRefused(rules.AgendaItemMustHaveLeft)
    given(scheduled, proposed, parked).when(ParkProposal, { item, reason }).thenRefused(rules.ProposalMustWait)
    given(scheduled, proposed, e.ProposalAccepted({ item, section: 5, number: 1 }))
      .when(ParkProposal, { item, reason })
      .thenRefused(rules.ProposalMustWait)
    given(scheduled, listed('a', 5, 1), proposed)
      .when(AcceptProposal, { item, number: 1 })
      .thenRefused(rules.AgendaNumberIsOfOneItem)
    given(scheduled, e.MeetingCancelled({ bodies: [body], reason }))
      .when(ProposeAgendaItem, { title: both('x'), presenter })
      .thenRefused(rules.MeetingMustNotBeOver)
    given(scheduled)
      .when(ProposeAgendaItem, { title: both('x'), presenter }, { evidence: { owners: { [presenter]: { from: '2027-01-01' } } } })
      .thenRefused(OwnerMustHaveBegun)
  })
})

describe('the number of an item', () => {
  const added = { section: 5, kind: 'consider', title: both('ใหม่') } as const
  it('is not taken by a proposal, and not given again after an item was withdrawn', () => {
    given(scheduled, proposed)
      .when(AddAgendaItem, added)
      .then(e.AgendaItemAdded({ item, ...added, number: 1 }))
    given(scheduled, listed('a', 5, 1), e.AgendaItemWithdrawn({ item: someId('agendaItem', 'a') }), proposed)
      .when(AcceptProposal, { item })
      .then(e.ProposalAccepted({ item, section: 5, number: 2 }))
  })
})

describe('an agenda that draws itself up', () => {
  const due: Due[] = [
    { section: 1, kind: 'inform', title: both('เรื่องประจำ') },
    { section: 2, kind: 'certify', title: both('รับรอง'), minutesOf: before },
    { section: 5, kind: 'consider', title: both('เลื่อน'), carriedFrom: earlier },
    { section: 3, kind: 'matterArising', title: both('มติ'), origin },
    { section: 3, kind: 'matterArising', title: both('มติอีกครั้ง'), origin },
    { section: 3, kind: 'matterArising', title: both('งาน'), commitment },
  ]
  const evidence = { due }
  const added = (n: number, number: number, of: number) =>
    e.AgendaItemAdded({ item: someId('agendaItem', `new:${n}`), number, ...due[of]! })
  const whole = [added(0, 1, 0), added(1, 1, 1), added(2, 1, 2), added(3, 1, 3), added(4, 2, 5)]

  it('adds what is due, each once, at the end of its section', () => {
    given(scheduled)
      .when(DrawUpAgenda, {}, { evidence })
      .then(...whole)
    given(scheduled, listed('a', 5, 7))
      .when(DrawUpAgenda, {}, { evidence: { due: [due[2]] } })
      .then(added(0, 8, 2))
  })

  it('adds nothing again, not even what was taken off', () => {
    given(scheduled, ...whole)
      .when(DrawUpAgenda, {}, { evidence })
      .thenNothing()
    given(scheduled, ...whole, e.AgendaItemWithdrawn({ item: whole[3]!.data.item }))
      .when(DrawUpAgenda, {}, { evidence })
      .thenNothing()
  })

  it('only before the meeting is over', () => {
    given(scheduled, e.MeetingCancelled({ bodies: [body], reason }))
      .when(DrawUpAgenda, {}, { evidence })
      .thenRefused(rules.MeetingMustNotBeOver)
  })
})
