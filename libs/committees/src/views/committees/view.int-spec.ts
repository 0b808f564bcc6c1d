import { describe, expect, it } from '@jest/globals'
import type { ReadModel } from '@prasan/event-sourcing'
import { type Told, someId, told, viewed } from '@prasan/event-sourcing/testing'
import { DEFAULT_RULES, PRESETS } from '../../domain/committee/presets.js'
import * as e from '../../domain/committee/events.js'
import { committee } from '../../domain/committee/state.js'
import {
  type SeatRow,
  committeesByIds,
  committees,
  numbersOfMeetings,
  ordersOf,
  rulesOfBodies,
  seatsOf,
  occurrencesChanged,
  rhythmByIds,
  rhythmsEver,
  secretarySeatsOf,
} from './queries.js'
import { committeesView } from './view.js'

const id = someId('committee')
const [S, T] = [someId('seat', 's'), someId('seat', 't')]
const [first, second] = [someId('order', '1'), someId('order', '2')]
const [A, B] = [someId('person', 'a'), someId('person', 'b')]
const both = (th: string) => ({ th })
const reason = 'พิมพ์ผิด'
const established = e.CommitteeEstablished({ name: both('คณะ'), type: 'committee', from: '2025-01-01' })
const facts = { number: '1/2568', kind: 'appoints' as const, date: '2024-12-25', effectiveFrom: '2025-01-01' }
const place = { number: 2, office: 'member' as const, kind: { expert: { person: A, until: '2027-01-01' } } }
const seat = (more: object = {}) => e.SeatCreated({ seat: S, ...place, from: '2025-01-01', order: first, ...more })
const before = told(id, '2026-01-05', established, e.OrderIssued({ order: first, ...facts }), seat())
const since = before.length

const on = (day: string, log: number | null = null) => ({ day, log })
async function asking<R>(story: Told[], ask: (views: ReadModel) => R): Promise<R> {
  const views = await viewed([committeesView], [committee], story)
  const answer = ask(views)
  views.close()
  return answer
}
const seatsOn = <K extends keyof ReturnType<typeof seatsOf.run>[number]>(story: Told[], asOf: ReturnType<typeof on>, ...columns: K[]) =>
  asking(story, (views) => seatsOf.run(views, { ids: [id], asOf }).map((row) => columns.map((column) => row[column])))
const recorded = (...more: Parameters<typeof told>[2][]) => [...before, ...told(id, '2026-02-01', ...more)]

describe('a body on a day', () => {
  it('is there from the day on which it was established until it is dissolved, its seats with it', async () => {
    const story = recorded(e.CommitteeDissolved({ on: '2026-07-01' }))
    const there = (day: string, log: number | null = null) =>
      asking(story, (views) => [
        committeesByIds.run(views, { ids: [id], asOf: on(day, log) }).length,
        seatsOf.run(views, { ids: [id], asOf: on(day, log) }).length,
      ])
    expect(await there('2024-12-31')).toEqual([0, 0])
    expect(await there('2026-06-30')).toEqual([1, 1])
    expect(await there('2026-07-01')).toEqual([0, 0])
    expect(await there('2026-07-01', since)).toEqual([1, 1])
  })

  it('has on each day the mandate of that day, also when its own facts or days are corrected, and as was known at the time', async () => {
    const [first, second] = [both('กำหนดแนวทาง'), both('กำกับดูแล')]
    const mandatesOn = (story: Told[], log: number | null = null) =>
      asking(story, (views) =>
        ['2024-12-01', '2025-01-01', '2026-01-31', '2026-02-01', '2026-06-30', '2026-07-01'].map(
          (day) => committeesByIds.run(views, { ids: [id], asOf: on(day, log) })[0]?.mandate?.th,
        ),
      )
    const story = recorded(e.MandateDescribed({ mandate: first }), e.MandateDescribed({ mandate: second, from: '2026-07-01' }))
    expect(await mandatesOn(story)).toEqual([undefined, first.th, first.th, first.th, first.th, second.th])
    expect(await mandatesOn(story, since)).toEqual([undefined, undefined, undefined, undefined, undefined, undefined])
    const earlier = [
      ...story,
      ...told(id, '2026-02-02', e.MandateCorrected({ recordedFrom: '2026-07-01', mandate: second, from: '2026-02-01', reason })),
    ]
    expect(await mandatesOn(earlier)).toEqual([undefined, first.th, first.th, second.th, second.th, second.th])
    const lived = told(
      id,
      '2026-02-03',
      e.CommitteeCorrected({ ...established.data, from: '2024-12-01', reason }),
      e.CommitteeDissolved({ on: '2026-06-30' }),
    )
    expect(await mandatesOn([...earlier, ...lived])).toEqual([first.th, first.th, first.th, second.th, undefined, undefined])
    expect(await mandatesOn([...earlier, ...told(id, '2026-02-03', e.MandateReversed({ reason }))])).toEqual([
      ...[undefined, undefined, undefined],
      ...[second.th, second.th, second.th],
    ])
  })

  it('lasts until its dissolution as that is corrected or taken back, its seats and those that came later with it', async () => {
    const later = e.SeatCreated({ seat: T, number: 3, office: 'member', kind: { exOfficio: { post: someId('post') } }, from: '2026-07-15' })
    const dissolved = [e.CommitteeDissolved({ on: '2026-07-01' }), e.DissolutionCorrected({ on: '2026-08-01', reason }), later]
    const there = (day: string, log: number | null, ...more: Parameters<typeof told>[2][]) =>
      asking(recorded(...dissolved, ...more), (views) => [
        committeesByIds.run(views, { ids: [id], asOf: on(day, log) }).length,
        seatsOf.run(views, { ids: [id], asOf: on(day, log) }).length,
      ])
    expect(await there('2026-07-31', since + 1)).toEqual([0, 0])
    expect(await there('2026-07-31', null)).toEqual([1, 2])
    expect(await there('2026-08-01', null)).toEqual([0, 0])
    const reversed = e.DissolutionReversed({ reason })
    expect(await there('2026-08-01', null, reversed)).toEqual([1, 2])
    expect(await there('2026-08-01', since + 3, reversed)).toEqual([0, 0])
    const moved = e.CommitteeCorrected({ name: both('คณะ'), type: 'committee', from: '2025-01-01', reason })
    expect(await there('2026-08-01', null, moved)).toEqual([0, 0])
  })

  it('is listed under the body that it is part of, and counted there', async () => {
    const parent = someId('committee', 'parent')
    const under = e.CommitteeCorrected({ name: both('คณะ'), type: 'committee', from: '2025-01-01', parent, reason })
    const listed = (day: string, log: number | null = null) =>
      asking(recorded(under), (views) => {
        const asked = { asOf: on(day, log), parent }
        const { rows } = committees.page.run(views, { page: { first: 10 }, ...asked })
        return [rows.map((row) => row.id), committees.count.run(views, asked)]
      })
    expect(await listed('2026-06-01')).toEqual([[id], 1])
    expect(await listed('2024-12-31')).toEqual([[], 0])
    expect(await listed('2026-06-01', since)).toEqual([[], 0])
  })

  it('was another all along once the record is corrected', async () => {
    const corrected = e.CommitteeCorrected({ name: both('อนุกรรมการ'), type: 'subcommittee', from: '2025-06-01', reason })
    const named = (day: string, log: number | null = null) =>
      asking(recorded(corrected), (views) =>
        committeesByIds.run(views, { ids: [id], asOf: on(day, log) }).map(({ name, type }) => [name.th, type]),
      )
    expect(await named('2025-05-31')).toEqual([])
    expect(await named('2025-06-01')).toEqual([['อนุกรรมการ', 'subcommittee']])
    expect(await named('2025-05-31', since)).toEqual([['คณะ', 'committee']])
  })

  it('works by the rules of the day, in whatever order they were adopted', async () => {
    const adopted = (preset: keyof typeof PRESETS, from?: string) => e.RulesAdopted({ preset, rules: PRESETS[preset], from })
    const story = recorded(adopted('ngo-coalition', '2026-05-01'), adopted('village-group', '2026-03-01'))
    const rules = (day: string, log: number | null = null) =>
      asking(story, (views) => rulesOfBodies.run(views, { ids: [id], asOf: on(day, log) }).get(id))
    expect(await rules('2026-02-28')).toEqual(DEFAULT_RULES)
    expect(await rules('2026-03-01')).toEqual(PRESETS['village-group'])
    expect(await rules('2026-05-01')).toEqual(PRESETS['ngo-coalition'])
    expect(await rules('2026-03-01', since + 1)).toEqual(DEFAULT_RULES)
  })

  it('meets by the rhythm of the day, as it is corrected, ended and taken back, and as was known at the time', async () => {
    const [monthly, weekly] = ['FREQ=MONTHLY;BYDAY=2TU', 'FREQ=WEEKLY']
    const story = recorded(
      e.RhythmAdopted({ rrule: monthly, from: '2026-03-01', startsAt: '09:30', mode: 'online' }),
      e.RhythmEnded({ on: '2026-05-01' }),
      e.RhythmAdopted({ rrule: weekly, from: '2026-07-01' }),
      e.RhythmCorrected({ recordedFrom: '2026-07-01', rrule: weekly, from: '2026-06-01', reason }),
      e.RhythmEndCorrected({ recordedFrom: '2026-05-01', on: '2026-04-01', reason }),
      e.RhythmEndReversed({ recordedFrom: '2026-04-01', reason }),
      e.RhythmReversed({ recordedFrom: '2026-06-01', reason }),
    )
    const by = (day: string, known: number) =>
      asking(story, (views) => rhythmByIds.run(views, { ids: [id], asOf: on(day, since + known) })[0]?.rrule)
    const days = ['2026-02-28', '2026-03-01', '2026-04-01', '2026-05-01', '2026-06-01', '2026-07-01']
    const known = (n: number) => Promise.all(days.map((day) => by(day, n)))
    expect(await known(0)).toEqual(days.map(() => undefined))
    expect(await known(1)).toEqual([undefined, monthly, monthly, monthly, monthly, monthly])
    expect(await known(2)).toEqual([undefined, monthly, monthly, undefined, undefined, undefined])
    expect(await known(3)).toEqual([undefined, monthly, monthly, undefined, undefined, weekly])
    expect(await known(4)).toEqual([undefined, monthly, monthly, undefined, weekly, weekly])
    expect(await known(5)).toEqual([undefined, monthly, undefined, undefined, weekly, weekly])
    expect(await known(6)).toEqual([undefined, monthly, monthly, monthly, weekly, weekly])
    expect(await known(7)).toEqual([undefined, monthly, monthly, monthly, monthly, monthly])
    const rows = await asking(story, (views) => rhythmsEver.run(views, { ids: [id], asOf: on('2026-01-01', since + 4) }))
    expect(rows).toMatchObject([
      { validFrom: '2026-03-01', validTo: '2026-05-01', rrule: monthly, startsAt: '09:30', mode: 'online', place: null },
      { validFrom: '2026-06-01', validTo: null, rrule: weekly, startsAt: null },
    ])
  })

  it('keeps what became of its occurrences, whatever the day, as was known at the time', async () => {
    const [first, second] = ['2026-03-10', '2026-04-14']
    const story = recorded(
      e.RhythmAdopted({ rrule: 'FREQ=MONTHLY;BYDAY=2TU', from: '2026-03-01' }),
      e.OccurrenceSkipped({ on: first, reason: 'ก' }),
      e.OccurrenceMoved({ on: second, to: '2026-04-21', reason: 'ข' }),
      e.OccurrenceMoved({ on: first, to: '2026-03-17', reason: 'ค' }),
      e.OccurrenceCorrected({ on: second, because: 'ง', reason }),
      e.OccurrenceReversed({ on: first, reason }),
    )
    const changed = (known: number, day = '2026-01-01') =>
      asking(story, (views) =>
        occurrencesChanged.run(views, { ids: [id], asOf: on(day, since + known) }).map((row) => [row.day, row.movedTo, row.reason]),
      )
    expect(await changed(1)).toEqual([])
    expect(await changed(2)).toEqual([[first, null, 'ก']])
    expect(await changed(3)).toEqual([
      [first, null, 'ก'],
      [second, '2026-04-21', 'ข'],
    ])
    expect(await changed(4, '2030-01-01')).toEqual([
      [first, '2026-03-17', 'ค'],
      [second, '2026-04-21', 'ข'],
    ])
    expect((await changed(5))[1]).toEqual([second, null, 'ง'])
    expect(await changed(6)).toEqual([[second, null, 'ง']])
  })

  it('works by the rules as an adoption is corrected or taken back', async () => {
    const adopted = (preset: keyof typeof PRESETS, from: string) => e.RulesAdopted({ preset, rules: PRESETS[preset], from })
    const story = recorded(
      adopted('ngo-coalition', '2026-05-01'),
      adopted('village-group', '2026-03-01'),
      e.RulesCorrected({
        recordedFrom: '2026-05-01',
        preset: 'ngo-coalition',
        rules: PRESETS['ngo-coalition'],
        from: '2026-06-01',
        reason,
      }),
      e.RulesReversed({ recordedFrom: '2026-03-01', reason }),
    )
    const rules = (day: string, log: number | null = null) =>
      asking(story, (views) => rulesOfBodies.run(views, { ids: [id], asOf: on(day, log) }).get(id))
    expect(await rules('2026-05-31', since + 2)).toEqual(PRESETS['ngo-coalition'])
    expect(await rules('2026-05-31', since + 3)).toEqual(PRESETS['village-group'])
    expect(await rules('2026-05-31')).toEqual(DEFAULT_RULES)
    expect(await rules('2026-06-01')).toEqual(PRESETS['ngo-coalition'])
  })

  it('numbers its meetings, and takes a number back', async () => {
    const meeting = someId('meeting')
    const number = { meeting, numbering: 'calendar' as const, year: 2569, number: 1 }
    const story = recorded(e.MeetingNumbered(number), e.MeetingNumberReleased(number))
    const numbers = (log: number | null = null) =>
      asking(story, (views) => numbersOfMeetings.run(views, { ids: [meeting], asOf: on('2026-06-01', log) }).map((row) => row.number))
    expect(await numbers(since + 1)).toEqual([1])
    expect(await numbers()).toEqual([])
  })
})

describe('orders', () => {
  it('are listed with those no longer in force, which end when the next one takes effect', async () => {
    const next = {
      number: '2/2569',
      kind: 'replaces' as const,
      date: '2026-02-01',
      effectiveFrom: '2026-03-01',
      target: first,
      womenAmongExperts: 1,
    }
    const listed = (story: Told[], log: number | null = null) =>
      asking(story, (views) =>
        ordersOf
          .run(views, { ids: [id], asOf: on('2026-06-01', log) })
          .map(({ number, effectiveFrom, until, womenAmongExperts }) => [number, effectiveFrom, until, womenAmongExperts]),
      )
    const story = recorded(e.OrderIssued({ order: second, ...next }))
    expect(await listed(story)).toEqual([
      ['1/2568', '2025-01-01', '2026-03-01', null],
      ['2/2569', '2026-03-01', null, 1],
    ])
    expect(await listed(story, since)).toEqual([['1/2568', '2025-01-01', null, null]])
    const corrected = [...story, ...told(id, '2026-02-02', e.OrderCorrected({ order: first, ...facts, number: '7/2568', reason }))]
    expect((await listed(corrected))[0]).toEqual(['7/2568', '2025-01-01', '2026-03-01', null])
  })
})

describe('orders that are corrected', () => {
  const facts2 = { number: '2/2569', kind: 'replaces' as const, date: '2026-02-01', effectiveFrom: '2026-03-01', target: first }
  const ends = (story: Told[], log: number | null = null) =>
    asking(story, (views) => ordersOf.run(views, { ids: [id], asOf: on('2026-06-01', log) }).map(({ number, until }) => [number, until]))

  it('move the end of the order that they change, or leave it in force', async () => {
    const issued = e.OrderIssued({ order: second, ...facts2 })
    const moved = recorded(issued, e.OrderCorrected({ order: second, ...facts2, effectiveFrom: '2026-04-01', reason }))
    const kinds = recorded(issued, e.OrderCorrected({ order: second, ...facts2, kind: 'amends', reason }))
    const until = (day: string | null) => [
      ['1/2568', day],
      ['2/2569', null],
    ]
    expect(await ends(moved)).toEqual(until('2026-04-01'))
    expect(await ends(moved, since + 1)).toEqual(until('2026-03-01'))
    expect(await ends(kinds)).toEqual(until(null))
  })
})

describe('seats', () => {
  it('are in protocol order as they are on the day, with the order by which they are so', async () => {
    const story = recorded(
      e.SeatCreated({ seat: T, number: 1, office: 'chair', kind: { exOfficio: { post: someId('post') } }, from: '2026-01-01' }),
      e.SeatChanged({ seat: S, ...place, number: 1, office: 'secretary', from: '2026-04-01', order: second }),
      e.SeatChanged({ seat: T, number: 2, office: 'chair', kind: { exOfficio: { post: someId('post') } }, from: '2026-04-01' }),
    )
    const seats = (day: string) => seatsOn(story, on(day), 'id', 'number', 'office', 'appointedBy')
    expect(await seats('2026-03-31')).toEqual([
      [T, 1, 'chair', null],
      [S, 2, 'member', first],
    ])
    expect(await seats('2026-04-01')).toEqual([
      [S, 1, 'secretary', second],
      [T, 2, 'chair', null],
    ])
    const secretaries = (day: string) =>
      asking(story, (views) => secretarySeatsOf.run(views, { ids: [id], asOf: on(day) }).map((row) => row.id))
    expect([await secretaries('2026-03-31'), await secretaries('2026-04-01')]).toEqual([[], [S]])
  })

  it('keep the term of an expert who left, until another is appointed', async () => {
    const story = recorded(
      e.SeatVacated({ seat: S, on: '2026-04-01', reason, cause: 'resigned' }),
      e.ExpertAppointed({ seat: S, person: B, from: '2026-06-01', until: '2027-01-01' }),
    )
    const sits = (day: string, log: number | null = null) => seatsOn(story, on(day, log), 'expert', 'expertSince', 'termUntil', 'vacatedOn')
    expect(await sits('2026-03-31')).toEqual([[A, '2025-01-01', '2027-01-01', null]])
    expect(await sits('2026-05-31')).toEqual([[null, null, '2027-01-01', '2026-04-01']])
    expect(await sits('2026-06-01')).toEqual([[B, '2026-06-01', '2027-01-01', '2026-04-01']])
    expect(await sits('2026-06-01', since + 1)).toEqual([[null, null, '2027-01-01', '2026-04-01']])
    expect(await sits('2026-06-01', since)).toEqual([[A, '2025-01-01', '2027-01-01', null]])
  })

  it('have the expert appointed on the day on which the one before left, in whatever order it was recorded', async () => {
    const left = e.SeatVacated({ seat: S, on: '2026-04-01', reason })
    const appointed = e.ExpertAppointed({ seat: S, person: B, from: '2026-04-01' })
    for (const story of [recorded(left, appointed), recorded(appointed, left)])
      expect(await seatsOn(story, on('2026-04-01'), 'expert', 'expertSince')).toEqual([[B, '2026-04-01']])
  })

  it('keep whom they were given since, when the record of their beginning is corrected', async () => {
    const story = recorded(
      e.ExpertAppointed({ seat: S, person: B, from: '2026-06-01' }),
      e.SeatCorrected({ seat: S, ...place, number: 9, from: '2025-03-01', reason }),
    )
    const sits = (day: string, log: number | null = null) =>
      seatsOn(story, on(day, log), 'number', 'expert', 'expertSince', 'since', 'appointedBy')
    expect(await sits('2025-02-01')).toEqual([])
    expect(await sits('2026-05-31')).toEqual([[9, A, '2025-03-01', '2025-03-01', first]])
    expect(await sits('2026-06-01')).toEqual([[9, B, '2026-06-01', '2025-03-01', first]])
    expect(await sits('2025-02-01', since)).toEqual([[2, A, '2025-01-01', '2025-01-01', first]])
  })

  it('end with their last day', async () => {
    const story = recorded(e.SeatAbolished({ seat: S, on: '2026-04-01' }))
    expect(await seatsOn(story, on('2026-03-31'), 'id')).toEqual([[S]])
    expect(await seatsOn(story, on('2026-04-01'), 'id')).toEqual([])
    expect(await seatsOn(story, on('2026-04-01', since), 'id')).toEqual([[S]])
  })

  it.each<[string, (keyof SeatRow)[], Parameters<typeof told>[2], Parameters<typeof told>[2], [string, unknown, unknown][]]>([
    [
      'an end',
      ['id'],
      e.SeatAbolished({ seat: S, on: '2026-04-01' }),
      e.SeatAbolitionCorrected({ seat: S, on: '2026-05-01', reason }),
      [['2026-04-01', undefined, S]],
    ],
    [
      'an end that never was',
      ['id'],
      e.SeatAbolished({ seat: S, on: '2026-04-01' }),
      e.SeatAbolitionReversed({ seat: S, reason }),
      [['2026-04-01', undefined, S]],
    ],
    [
      'an earlier step',
      ['number'],
      e.SeatChanged({ seat: S, ...place, number: 5, from: '2026-04-01' }),
      e.SeatCorrected({ seat: S, ...place, number: 3, from: '2025-01-01', stepOn: '2025-01-01', reason }),
      [
        ['2026-03-31', 2, 3],
        ['2026-04-01', 5, 5],
      ],
    ],
    [
      'a change that never was',
      ['number'],
      e.SeatChanged({ seat: S, ...place, number: 5, from: '2026-04-01' }),
      e.SeatChangeReversed({ seat: S, from: '2026-04-01', reason }),
      [['2026-04-01', 5, 2]],
    ],
    [
      'an appointment',
      ['expert'],
      e.ExpertAppointed({ seat: S, person: B, from: '2026-04-01' }),
      e.ExpertAppointmentCorrected({ seat: S, recorded: { person: B, from: '2026-04-01' }, person: B, from: '2026-05-01', reason }),
      [
        ['2026-04-30', B, A],
        ['2026-05-01', B, B],
      ],
    ],
    [
      'an appointment that never was',
      ['expert'],
      e.ExpertAppointed({ seat: S, person: B, from: '2026-04-01' }),
      e.ExpertAppointmentReversed({ seat: S, recorded: { person: B, from: '2026-04-01' }, reason }),
      [['2026-04-01', B, A]],
    ],
    [
      'a vacancy',
      ['expert'],
      e.SeatVacated({ seat: S, on: '2026-04-01', reason }),
      e.VacancyCorrected({ recordedOn: '2026-04-01', seat: S, on: '2026-05-01', reason, correction: reason }),
      [
        ['2026-04-30', null, A],
        ['2026-05-01', null, null],
      ],
    ],
    [
      'a vacancy that never was',
      ['expert'],
      e.SeatVacated({ seat: S, on: '2026-04-01', reason }),
      e.VacancyReversed({ seat: S, on: '2026-04-01', reason }),
      [['2026-04-01', null, A]],
    ],
  ])('are otherwise since %s is corrected, and were so until then', async (_, columns, fact, correction, days) => {
    const story = recorded(fact, correction)
    for (const [day, before, after] of days) {
      const of = async (log: number | null) => (await seatsOn(story, on(day, log), ...columns))[0]?.[0]
      expect([day, await of(since + 1), await of(null)]).toEqual([day, before, after])
    }
  })

  it('have the representative of the day as corrected', async () => {
    const sends = { number: 4, office: 'member' as const, kind: { representative: { organization: someId('organization') } } }
    const named = [e.SeatCreated({ seat: T, ...sends }), e.RepresentativeNamed({ seat: T, person: A, from: '2026-02-01' })]
    const meant = { person: A, from: '2026-02-01' }
    const corrected = e.RepresentativeCorrected({ seat: T, recorded: meant, person: B, from: '2026-03-01', until: '2026-05-01', reason })
    const reversed = e.RepresentativeReversed({ seat: T, recorded: { person: B, from: '2026-03-01' }, reason })
    const story = recorded(...named, corrected, reversed)
    const sent = async (day: string, log: number | null) =>
      (await seatsOn(story, on(day, log), 'id', 'sent')).find(([seat]) => seat === T)![1]
    expect([await sent('2026-02-28', since + 2), await sent('2026-02-28', since + 3)]).toEqual([A, null])
    expect([await sent('2026-03-01', since + 3), await sent('2026-05-01', since + 3)]).toEqual([B, null])
    expect(await sent('2026-03-01', null)).toBeNull()
  })
})
