import { type DataOf, addDays } from '@prasan/event-sourcing'
import { PostAbolished, PostEstablished, type PostState, RoleAssigned, RoleEnded, post as posts } from '@prasan/directory/contract'
import { TODAY, fold, given, someId } from '@prasan/event-sourcing/testing'
import { describe, expect, it } from '@jest/globals'
import { CorrectHandoverStep, ReverseHandoverStep } from './decide-corrections.js'
import {
  AddHandoverItem,
  BeginHandover,
  CorrectHandover,
  DropHandoverItem,
  KeepHandover,
  OpenHandover,
  ReverseHandover,
} from './decide-opening.js'
import {
  AcceptHandover,
  AcceptHandoverItem,
  AcknowledgeReading,
  ContestHandoverItem,
  LapseHandover,
  WriteHandoverNote,
} from './decide-receiving.js'
import { handoversDue } from './due.js'
import {
  HandoverAccepted,
  HandoverCorrected,
  HandoverLapsed,
  HandoverOpened,
  HandoverReversed,
  HandoverStepCorrected,
  HandoverStepReversed,
  ItemAccepted,
  ItemAdded,
  ItemContested,
  ItemCourseReversed,
  ItemDropped,
  ItemReopened,
  ItemSettled,
  NoteWritten,
  ReadingAcknowledged,
} from './events.js'
import { courseOf } from './keeping.js'
import {
  HandoverFollowsTheAssignment,
  HandoverHasNoSuchStep,
  HandoverLapsesAfterItsTime,
  HandoverMustBeThere,
  HandoverPassesOnItsDay,
  ItemMustBeOfTheHandover,
  ItemMustBeWaiting,
  OnlyAPartyReceivesAHandover,
  SomethingMustWait,
} from './rules.js'
import { type HandoverState, handover } from './state.js'
import { itemOn } from './story.js'

const post = someId('post')
const [leaver, by] = [someId('person', 'leaver'), someId('person', 'successor')]
const assignment = someId('assignment')
const [training, report] = [someId('commitment', 'training'), someId('commitment', 'report')]
const partner = someId('organization', 'partner')
const on = '2026-10-01'
const reason = 'บันทึกผิด'
const opening = { post, on, leaver }
const opened = HandoverOpened({ ...opening, occasion: 'end', assignment, items: [training, report] })
const agreed = HandoverOpened({ ...opening, occasion: 'agreed', items: [training] })
const party = { evidence: { isAParty: true } }
const accepted = { item: training, on: '2026-10-05', by }

describe('a handover', () => {
  it('is begun by itself with what the post owes, and not where it owes nothing', () => {
    const input = { ...opening, occasion: 'end', assignment }
    given()
      .when(BeginHandover, input, { evidence: { duties: { [training]: [], [report]: [] } } })
      .then(opened)
    given()
      .when(BeginHandover, input, { evidence: { duties: {} } })
      .thenNothing()
  })
  it('is opened by hand with what has become of each duty since', () => {
    const duties = { [training]: [{ from: '2026-10-10', how: 'done' }] }
    given()
      .when(OpenHandover, opening, { evidence: { owners: {}, duties } })
      .then(agreed, ItemSettled({ item: training, on: '2026-10-10', how: 'done' }))
  })

  const keep = (due: object | null, duties: object, only?: string) => ({ evidence: { due, duties, only } })
  it('is kept as the record has it', () => {
    const same = { [training]: [], [report]: [] }
    given(opened).when(KeepHandover, {}, keep({ on, leaver }, same)).thenNothing()
    given(opened).when(KeepHandover, {}, keep(null, {})).then(HandoverReversed({}))
    given(opened, HandoverReversed({})).when(KeepHandover, {}, keep(null, {})).thenNothing()
    given(opened, HandoverReversed({})).when(KeepHandover, {}, keep({ on, leaver }, same)).then(HandoverCorrected({ on, leaver }))
    given(opened)
      .when(KeepHandover, {}, keep({ on: '2026-12-01', leaver }, { [report]: [] }))
      .then(HandoverCorrected({ on: '2026-12-01', leaver }), ItemDropped({ item: training }))
  })
  it('is kept of one duty without a word on the others', () => {
    const done = { from: '2026-10-10', how: 'done' }
    given(opened)
      .when(KeepHandover, { duty: training }, keep({ on, leaver }, { [training]: [done] }, training))
      .then(ItemSettled({ item: training, on: '2026-10-10', how: 'done' }))
    given(opened, ItemSettled({ item: training, on: '2026-10-10', how: 'done' }))
      .when(
        KeepHandover,
        { duty: training },
        keep({ on, leaver }, { [training]: [done, { from: '2026-10-12', how: 'waiting' }] }, training),
      )
      .then(ItemReopened({ item: training, on: '2026-10-12' }))
    given(opened, ItemSettled({ item: training, on: '2026-10-10', how: 'done' }))
      .when(KeepHandover, { duty: training }, keep({ on, leaver }, { [training]: [] }, training))
      .then(ItemCourseReversed({ item: training, on: '2026-10-10' }))
    given(opened)
      .when(KeepHandover, { duty: report }, keep({ on, leaver }, {}, report))
      .then(ItemDropped({ item: report }))
    const late = someId('commitment', 'late')
    given(opened)
      .when(KeepHandover, { duty: late }, keep({ on, leaver }, { [late]: [] }, late))
      .then(ItemAdded({ item: late }))
  })
  it('does not follow what becomes of a duty once it is accepted, also where it was done with before', () => {
    const course = [
      { from: '2026-10-03', how: 'done' },
      { from: '2026-10-04', how: 'waiting' },
      { from: '2026-10-20', how: 'done' },
    ]
    given(opened, ItemAccepted(accepted))
      .when(KeepHandover, { duty: training }, keep({ on, leaver }, { [training]: course }, training))
      .then(ItemSettled({ item: training, on: '2026-10-03', how: 'done' }), ItemReopened({ item: training, on: '2026-10-04' }))
  })

  it('is corrected or reversed by hand only where it was opened so', () => {
    const corrected = { on: '2026-10-15', leaver: by, reason }
    given(agreed)
      .when(CorrectHandover, corrected, { evidence: { duties: { [report]: [] } } })
      .then(HandoverCorrected(corrected), ItemDropped({ item: training }), ItemAdded({ item: report }))
    given(agreed)
      .when(CorrectHandover, { on, leaver, reason }, { evidence: { duties: {} } })
      .thenNothing()
    given(opened)
      .when(CorrectHandover, corrected, { evidence: { duties: {} } })
      .thenRefused(HandoverFollowsTheAssignment)
    given(agreed).when(ReverseHandover, { reason }).then(HandoverReversed({ reason }))
    given(opened).when(ReverseHandover, { reason }).thenRefused(HandoverFollowsTheAssignment)
    given(agreed, HandoverReversed({ reason })).when(ReverseHandover, { reason }).thenRefused(HandoverMustBeThere)
  })
  it('has more items where somebody adds them', () => {
    given(opened)
      .when(AddHandoverItem, { item: partner })
      .then(ItemAdded({ item: partner }))
    given(opened, ItemAdded({ item: partner }))
      .when(AddHandoverItem, { item: partner })
      .thenNothing()
    const dropped = { item: partner, reason }
    given(opened, ItemAdded({ item: partner }))
      .when(DropHandoverItem, dropped)
      .then(ItemDropped(dropped))
    given(opened).when(DropHandoverItem, dropped).thenRefused(ItemMustBeOfTheHandover)
    given(opened, HandoverReversed({})).when(AddHandoverItem, { item: partner }).thenRefused(HandoverMustBeThere)
  })
})

describe('what is said of a handover', () => {
  it('is written as notes, of an item or in general, from when it is there', () => {
    const note = { item: training, on: TODAY, state: 'รอวิทยากร', nextStep: 'โทรยืนยัน', people: [partner], risks: 'งบหมด' }
    given(opened).when(WriteHandoverNote, note).then(NoteWritten(note))
    given(opened, NoteWritten(note)).when(WriteHandoverNote, note).thenNothing()
    given(opened)
      .when(WriteHandoverNote, { on: TODAY, state: 'ทั่วไป' })
      .then(NoteWritten({ on: TODAY, state: 'ทั่วไป' }))
    given(opened)
      .when(WriteHandoverNote, { ...note, on: '2026-09-30' })
      .thenRefused(HandoverMustBeThere)
    given(opened)
      .when(WriteHandoverNote, { ...note, item: partner })
      .thenRefused(ItemMustBeOfTheHandover)
    given(opened)
      .when(WriteHandoverNote, { ...note, on: '2026-11-03' })
      .thenUntimely('on', 'DayHasNotCome')
  })
  it('OnlyAPartyReceivesAHandover', () => {
    const nobody = { evidence: { isAParty: false } }
    given(opened).when(AcceptHandoverItem, accepted, nobody).thenRefused(OnlyAPartyReceivesAHandover)
    given(opened)
      .when(ContestHandoverItem, { ...accepted, word: 'ไม่ใช่' }, nobody)
      .thenRefused(OnlyAPartyReceivesAHandover)
    given(opened).when(AcceptHandover, { on: TODAY, by }, nobody).thenRefused(OnlyAPartyReceivesAHandover)
    const order = someId('order')
    given(opened).when(AcknowledgeReading, { what: order, on: TODAY, by }, nobody).thenRefused(OnlyAPartyReceivesAHandover)
    given(opened)
      .when(AcknowledgeReading, { what: order, on: TODAY, by }, party)
      .then(ReadingAcknowledged({ what: order, on: TODAY, by }))
  })
  it('HandoverPassesOnItsDay', () => {
    const early = HandoverOpened({ ...opening, on: '2026-11-01', occasion: 'end', assignment, items: [training] })
    const before = { ...accepted, on: '2026-10-31' }
    given(early)
      .when(AcceptHandoverItem, before, { ...party, today: '2026-11-01' })
      .thenRefused(HandoverMustBeThere)
    const announced = (today: string) =>
      given(HandoverOpened({ ...opening, on: addDays(today, 5), occasion: 'end', assignment, items: [training] }))
    announced(TODAY)
      .when(AcceptHandoverItem, { ...accepted, on: TODAY }, party)
      .thenRefused(HandoverPassesOnItsDay)
    announced(TODAY).when(LapseHandover, { on: TODAY }).thenRefused(HandoverPassesOnItsDay)
  })
  it('accepts item by item or all that waits, and contests with a word', () => {
    given(opened).when(AcceptHandoverItem, accepted, party).then(ItemAccepted(accepted))
    given(opened, ItemAccepted(accepted)).when(AcceptHandoverItem, accepted, party).thenNothing()
    given(opened, ItemAccepted(accepted))
      .when(AcceptHandoverItem, { ...accepted, word: 'รับ' }, party)
      .thenRefused(ItemMustBeWaiting)
    const contested = { ...accepted, word: 'ไม่ใช่งานของตำแหน่งนี้' }
    given(opened).when(ContestHandoverItem, contested, party).then(ItemContested(contested))
    given(opened, ItemContested(contested))
      .when(ContestHandoverItem, { ...contested, word: 'ไม่' }, party)
      .thenRefused(ItemMustBeWaiting)
    given(opened, ItemContested(contested)).when(AcceptHandoverItem, accepted, party).then(ItemAccepted(accepted))
    const all = { on: '2026-10-06', by, word: 'รับทั้งหมด' }
    given(opened, ItemContested(contested)).when(AcceptHandover, all, party).then(HandoverAccepted(all))
    given(opened, HandoverAccepted(all)).when(AcceptHandover, { on: TODAY, by }, party).thenRefused(SomethingMustWait)
    given(opened)
      .when(AcceptHandoverItem, { ...accepted, item: partner }, party)
      .thenRefused(ItemMustBeOfTheHandover)
  })
  it('HandoverLapsesAfterItsTime', () => {
    const day = addDays(on, 90)
    const lapse = { on: day }
    given(opened).when(LapseHandover, lapse, { today: day }).then(HandoverLapsed(lapse))
    given(opened)
      .when(LapseHandover, { on: addDays(day, -1) }, { today: day })
      .thenRefused(HandoverLapsesAfterItsTime)
    const despite = [{ rule: 'HandoverLapsesAfterItsTime', reason }]
    given(opened)
      .when(LapseHandover, { on: TODAY }, { recordDespite: despite })
      .then(HandoverLapsed({ on: TODAY }))
    given(opened, HandoverLapsed(lapse)).when(LapseHandover, { on: day, reason }, { today: day }).thenRefused(SomethingMustWait)
  })
  it('is corrected as the step that it is, or never was', () => {
    const said = [opened, ItemAccepted(accepted)]
    const rightly = { receipt: { ...accepted, on: '2026-10-07' } }
    given(...said)
      .when(CorrectHandoverStep, { step: 1, rightly, reason }, party)
      .then(HandoverStepCorrected({ step: 1, rightly, reason }))
    given(...said)
      .when(CorrectHandoverStep, { step: 1, rightly: { receipt: accepted }, reason }, party)
      .thenNothing()
    given(...said)
      .when(CorrectHandoverStep, { step: 1, rightly, reason }, { evidence: { isAParty: false } })
      .thenRefused(OnlyAPartyReceivesAHandover)
    given(opened).when(ReverseHandoverStep, { step: 1, reason }).thenRefused(HandoverHasNoSuchStep)
    given(...said)
      .when(ReverseHandoverStep, { step: 1, reason })
      .then(HandoverStepReversed({ step: 1, what: 'receipt', reason }))
    given(...said, HandoverStepReversed({ step: 1, what: 'receipt', reason }))
      .when(AcceptHandoverItem, { ...accepted, on: '2026-10-06' }, party)
      .then(ItemAccepted({ ...accepted, on: '2026-10-06' }))
  })
})

describe('HandoverConservesDuties', () => {
  const stateOf = (facts: Parameters<typeof fold>[1], item: string, day: string) => {
    const state = fold<HandoverState>(handover, facts)
    return state.is === 'opened' ? itemOn(state, item, day)?.state : undefined
  }
  const settled = (how: DataOf<typeof ItemSettled>['how'], day: string) => ItemSettled({ item: training, on: day, how })
  it('an item is in one state on every day, whatever is said in which order', () => {
    const facts = [
      opened,
      settled('done', '2026-10-10'),
      ItemReopened({ item: training, on: '2026-10-12' }),
      ItemAccepted({ ...accepted, on: '2026-10-11' }),
    ]
    expect(['2026-10-09', '2026-10-10', '2026-10-11', '2026-10-12'].map((day) => stateOf(facts, training, day))).toEqual([
      'waiting',
      'done',
      'done',
      'waiting',
    ])
  })
  it('what is accepted or has lapsed stays so, what is contested is passed on or done with', () => {
    const contested = ItemContested({ ...accepted, word: 'ไม่' })
    expect(stateOf([opened, ItemAccepted(accepted), settled('done', '2026-10-10')], training, TODAY)).toBe('accepted')
    expect(stateOf([opened, contested, settled('transferred', '2026-10-10')], training, TODAY)).toBe('transferred')
    expect(stateOf([opened, contested, settled('handedOn', '2026-10-10')], training, TODAY)).toBe('contested')
    expect(stateOf([opened, settled('handedOn', '2026-10-04'), ItemAccepted(accepted)], training, TODAY)).toBe('handedOn')
  })
  it('what was said before the day it turns out to be of counts from that day', () => {
    const facts = [opened, ItemAccepted(accepted), HandoverCorrected({ on: '2026-10-20', leaver })]
    expect([stateOf(facts, training, '2026-10-19'), stateOf(facts, training, '2026-10-20')]).toEqual(['waiting', 'accepted'])
  })
})

describe('what became of a duty', () => {
  const open = { from: '2026-05-01', open: true, ofThePost: true }
  it('is told from the day of the handover, of what was owed the day before', () => {
    expect(courseOf([open], on)).toEqual([])
    expect(courseOf([{ ...open, from: on }], on)).toBeUndefined()
    expect(courseOf([open, { from: '2026-09-30', open: false, ofThePost: true }], on)).toBeUndefined()
    expect(courseOf([open, { from: on, open: false, ofThePost: true }], on)).toEqual([{ from: on, how: 'done' }])
    expect(courseOf([open, { from: '2026-09-30', open: true, ofThePost: false }], on)).toBeUndefined()
    const moved = [open, { from: '2026-10-05', open: true, ofThePost: true }, { from: '2026-10-09', open: true, ofThePost: false }]
    expect(courseOf(moved, on)).toEqual([{ from: '2026-10-09', how: 'transferred' }])
    expect(courseOf(moved, on, ['2026-10-07'])).toEqual([
      { from: '2026-10-07', how: 'handedOn' },
      { from: '2026-10-09', how: 'transferred' },
    ])
  })
})

describe('a post is handed over', () => {
  const [x, y, z] = ['x', 'y', 'z'].map((name) => someId('person', name)) as [string, string, string]
  const established = PostEstablished({ title: { th: 'หัวหน้า' }, organization: someId('organization') })
  const held = (name: string, person: string, from?: string, until?: string, manner: 'substantive' | 'acting' = 'substantive') =>
    RoleAssigned({ assignment: someId('assignment', name), person, manner, from, until })
  const due = (...facts: Parameters<typeof fold>[1]) =>
    handoversDue(fold<PostState>(posts, [established, ...facts]), post).map(({ occasion, leaver, on }) => [occasion, leaver, on])

  it('whenever somebody leaves it who does not stay in another way', () => {
    expect(due(held('1', x))).toEqual([])
    expect(due(held('1', x, undefined, on))).toEqual([['end', x, on]])
    expect(due(held('1', x, undefined, on), held('2', x, on))).toEqual([])
    expect(due(held('1', x), RoleEnded({ assignment: someId('assignment', '1'), on }))).toEqual([['end', x, on]])
    expect(due(held('1', x), PostAbolished({ on }))).toEqual([['end', x, on]])
    expect(due(held('1', x), held('2', y, '2026-06-01', '2026-07-01', 'acting'))).toEqual([['end', y, '2026-07-01']])
    expect(due(held('1', x, undefined, on), held('2', y, '2026-06-01', on, 'acting'))).toEqual([['end', y, on]])
  })
  it('again when somebody comes after nobody held it, but not to its first holder', () => {
    expect(due(held('1', x, '2026-10-01'))).toEqual([])
    expect(due(held('1', x, undefined, '2026-09-01'), held('2', z, on))).toEqual([
      ['end', x, '2026-09-01'],
      ['vacancy', undefined, on],
    ])
    expect(due(held('1', x, undefined, on), held('2', z, on))).toEqual([['end', x, on]])
  })
})
