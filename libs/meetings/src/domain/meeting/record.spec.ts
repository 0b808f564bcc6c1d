import { describe, expect, it } from '@jest/globals'
import type { Fact } from '@prasan/event-sourcing'
import { fold, given, someId } from '@prasan/event-sourcing/testing'
import { createHash } from 'node:crypto'
import { CertifyMinutes } from './commands.js'
import { DraftMinutes } from './decide-minutes.js'
import * as e from './events.js'
import { contentSealOf, outlineOf } from './record.js'
import * as rules from './rules.js'
import { type MeetingFacts, meeting } from './state.js'

const [body, item, other, resolution, attendance, seat, person] = [
  someId('committee'),
  someId('agendaItem'),
  someId('agendaItem', '2'),
  someId('resolution'),
  someId('attendance'),
  someId('seat'),
  someId('person'),
] as const
const on = '2026-05-08'
const both = (th: string) => ({ th, en: 'En' })
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const quorum = [{ committee: body, present: 1, base: 1, needed: 1, met: true }]
const story = [
  e.MeetingScheduled({ bodies: [body], on }),
  e.AgendaItemAdded({ item, section: 5, number: 1, kind: 'consider', title: both('แผน') }),
  e.AgendaItemAdded({ item: other, section: 1, number: 1, kind: 'inform', title: both('ถอนแล้ว') }),
  e.AgendaItemWithdrawn({ item: other }),
  e.MeetingOpened({ on, bodies: [], roster: [], posts: [] }),
  e.AttendanceRecorded({ attendance, seat, person, capacity: 'self' }),
  e.ItemDiscussed({ item, text: 'เริ่มเดือนมกราคม' }),
  e.ResolutionPassed({ resolution, number: 1, on, committee: body, item, kind: 'approved', text: both('เห็นชอบ'), quorum }),
  e.MeetingClosed({ at: '12:00' }),
]
const said = e.ItemDiscussed({ item, text: 'เริ่มเดือนมีนาคม' })
const stateOf = (events: readonly Fact[]) => fold<MeetingFacts>(meeting, events)

const OUTLINE = [
  'ระเบียบวาระที่ 1 เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ',
  'ไม่มี',
  'ระเบียบวาระที่ 2 เรื่องรับรองรายงานการประชุม',
  'ไม่มี',
  'ระเบียบวาระที่ 3 เรื่องสืบเนื่องจากการประชุมครั้งที่แล้ว',
  'ไม่มี',
  'ระเบียบวาระที่ 4 เรื่องที่เสนอให้ที่ประชุมทราบ',
  'ไม่มี',
  'ระเบียบวาระที่ 5 เรื่องที่เสนอให้ที่ประชุมพิจารณา',
  '5.1 แผน',
  'มติที่ประชุม เห็นชอบ',
  'ระเบียบวาระที่ 6 เรื่องอื่น ๆ',
  'ไม่มี',
].join('\n')

describe('minutes drawn up from the record', () => {
  it('list the agenda, without what was withdrawn or only proposed, and what was resolved', () => {
    expect(outlineOf(stateOf(story))).toBe(OUTLINE)
    const [waiting, parked] = ['waiting', 'parked'].map((name) => someId('agendaItem', name)) as [string, string]
    const proposed = (id: string) =>
      e.AgendaItemProposed({ item: id, section: 5, number: 1, kind: 'consider', title: both('เสนอ'), presenter: someId('post') })
    const more = [proposed(waiting), proposed(parked), e.ProposalParked({ item: parked, reason: 'x' })]
    expect(outlineOf(stateOf([...story, ...more]))).toBe(OUTLINE)
  })

  it('are drafted without a text, and once more only when the record or who wrote them is another', () => {
    const content = contentSealOf(stateOf(story))
    const drafted = e.MinutesDrafted({ text: OUTLINE, digest: sha256(OUTLINE), content, takenBy: person })
    given(...story)
      .when(DraftMinutes, { takenBy: person })
      .then(drafted)
    given(...story, drafted)
      .when(DraftMinutes, { takenBy: person })
      .then()
    given(...story, drafted)
      .when(DraftMinutes, {})
      .then(e.MinutesDrafted({ text: OUTLINE, digest: sha256(OUTLINE), content }))
    given(...story, drafted, said)
      .when(DraftMinutes, { takenBy: person })
      .then(
        e.MinutesDrafted({ text: OUTLINE, digest: sha256(OUTLINE), content: contentSealOf(stateOf([...story, said])), takenBy: person }),
      )
  })

  it('are certified as long as they follow the record; a text written by hand stands for itself', () => {
    const drafted = e.MinutesDrafted({ text: OUTLINE, digest: sha256(OUTLINE), content: contentSealOf(stateOf(story)) })
    const circulated = e.MinutesCirculated({ on: '2026-05-15' })
    given(...story, drafted, circulated, said)
      .when(CertifyMinutes, { method: 'circulation', on: '2026-06-01' })
      .thenRefused(rules.DraftFollowsTheRecord)
    given(...story, drafted, circulated)
      .when(CertifyMinutes, { method: 'circulation', on: '2026-06-01' })
      .then(
        e.MinutesCertified({
          ...{ on: '2026-06-01', method: 'circulation', digest: sha256(OUTLINE) },
          content: contentSealOf(stateOf(story)),
        }),
      )
    given(...story, e.MinutesDrafted({ text: 'x', digest: sha256('x') }), circulated, said)
      .when(CertifyMinutes, { method: 'circulation', on: '2026-06-01' })
      .then(
        e.MinutesCertified({
          ...{ on: '2026-06-01', method: 'circulation', digest: sha256('x') },
          content: contentSealOf(stateOf([...story, said])),
        }),
      )
  })

  it('are sealed by their content as canonical JSON, which anybody can write down', () => {
    const there = `{"capacity":"self","person":"${person}","seat":"${seat}","there":[{}]}`
    const items =
      `{"${item}":{"discussion":"เริ่มเดือนมกราคม","kind":"consider","number":1,"section":5,"title":{"en":"En","th":"แผน"}},` +
      `"${other}":{"kind":"inform","left":"withdrawn","number":1,"section":1,"title":{"en":"En","th":"ถอนแล้ว"}}}`
    const passed =
      `{"${resolution}":{"assignments":[],"decision":{"item":"${item}","kind":"approved","text":{"en":"En","th":"เห็นชอบ"}},"number":1,` +
      `"quorum":[{"base":1,"committee":"${body}","met":true,"needed":1,"present":1}]}}`
    const ordered = item < other ? items : `{${items.slice(1, -1).split(`,"${other}"`).reverse().join(',')}}`
    expect(item < other).toBe(true)
    const json =
      `{"attendance":{"${attendance}":${there}},"called":{"bodies":["${body}"],"on":"${on}"},"closedAt":"12:00",` +
      `"items":${ordered},"opened":{"roster":[],"rules":[]},"recusals":[],"resolutions":${passed}}`
    expect(contentSealOf(stateOf(story))).toBe(sha256(json))
  })
})
