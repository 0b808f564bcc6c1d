import { describe, expect, it } from '@jest/globals'
import { PostEstablished, RoleAssigned, RoleEnded, post } from '@prasan/directory/contract'
import type { Fact } from '@prasan/event-sourcing'
import { fold, someId } from '@prasan/event-sourcing/testing'
import { PRESETS } from './domain/committee/presets.js'
import * as e from './domain/committee/events.js'
import type { SeatKind } from './domain/committee/shapes.js'
import { ExpertServesTheLastTerm, HoldOverUntilSuccessor, ShortRemainderNeedNotBeFilled } from './domain/committee/rules.js'
import { placeOn, seatOfTheDay } from './domain/committee/seat.js'
import { type CommitteeState, committee } from './domain/committee/state.js'
import { occupantsOn, postsSeatedOn, rulesOfSeat } from './occupants.js'

const [A, B, C] = [someId('person', 'a'), someId('person', 'b'), someId('person', 'c')]
const P = someId('post')
const S = someId('seat')
const both = (en: string) => ({ th: en, en })
const established = e.CommitteeEstablished({ name: both('Body'), type: 'committee' })
const held = fold<never>(post, [
  PostEstablished({ title: both('Head'), organization: someId('organization') }),
  RoleAssigned({ assignment: someId('assignment', '1'), person: A, manner: 'substantive', from: '2024-10-01' }),
  RoleEnded({ assignment: someId('assignment', '1'), on: '2026-10-01' }),
  RoleAssigned({ assignment: someId('assignment', '2'), person: B, manner: 'acting', from: '2026-10-01', until: '2026-11-01' }),
  RoleAssigned({ assignment: someId('assignment', '3'), person: C, manner: 'substantive', from: '2026-10-15' }),
])
const on = (day: string, ...facts: Fact[]) => {
  const state = fold<CommitteeState>(committee, [established, ...facts])
  return occupantsOn(state, new Map(postsSeatedOn(state, day).map((id) => [id, held])), day).map(({ person, manner, since }) => [
    person,
    manner,
    since,
  ])
}
const seat = (kind: SeatKind, from = '2026-01-01') => e.SeatCreated({ seat: S, number: 1, office: 'member', kind, from })

describe('occupants of a day, from streams alone', () => {
  it('follow the post: its holder, then whoever acts, then the successor', () => {
    const there = seat({ exOfficio: { post: P } })
    expect(on('2025-12-31', there)).toEqual([])
    expect(on('2026-09-30', there)).toEqual([[A, 'substantive', '2024-10-01']])
    expect(on('2026-10-20', there)).toEqual([[B, 'acting', '2026-10-01']])
    expect(on('2026-11-01', there)).toEqual([[C, 'substantive', '2026-10-15']])
    expect(on('2024-09-30', seat({ exOfficio: { post: P } }, '2020-01-01'))).toEqual([[null, null, null]])
  })

  it('are whom the organization sent on the day', () => {
    const there = seat({ representative: { organization: someId('organization') } })
    const story = [
      there,
      e.RepresentativeNamed({ seat: S, person: A, from: '2026-02-01' }),
      e.RepresentativeWithdrawn({ seat: S, person: A, on: '2026-05-01' }),
      e.RepresentativeNamed({ seat: S, person: B, from: '2026-06-01' }),
    ]
    expect(on('2026-01-31', ...story)).toEqual([[null, null, '2026-01-01']])
    expect(on('2026-04-30', ...story)).toEqual([[A, 'representative', '2026-02-01']])
    expect(on('2026-05-31', ...story)).toEqual([[null, null, '2026-05-01']])
    expect(on('2026-06-01', ...story)).toEqual([[B, 'representative', '2026-06-01']])
  })

  it('HoldOverUntilSuccessor: an expert stays after the term, where the rules say so', () => {
    const story = [seat({ expert: { person: A, until: '2028-01-01' } }), e.ExpertAppointed({ seat: S, person: B, from: '2028-03-01' })]
    expect(on('2027-12-31', ...story)).toEqual([[A, 'expert', '2026-01-01']])
    expect(on('2028-02-01', ...story)).toEqual([[A, 'holdOver', '2028-01-01']])
    expect(on('2028-03-01', ...story)).toEqual([[B, 'expert', '2028-03-01']])
    const strict = e.RulesAdopted({ rules: { ...PRESETS['ngo-coalition'], holdOver: false } })
    expect(on('2028-02-01', ...story, strict)).toEqual([[null, null, '2028-01-01']])
  })

  it('HoldOverUntilSuccessor is said of a seat whose term is over, where the rules say so', () => {
    const seat = { expert: A, termUntil: '2028-01-01', terms: 1 }
    const said = (day: string, preset: keyof typeof PRESETS) => rulesOfSeat(seat, day, PRESETS[preset])
    expect(said('2027-12-31', 'anti-trafficking-act-national')).toEqual([])
    expect(said('2028-01-01', 'anti-trafficking-act-national')).toEqual([HoldOverUntilSuccessor])
    expect(rulesOfSeat(seat, '2028-01-01', { holdOver: false })).toEqual([])
    expect(rulesOfSeat({ ...seat, termUntil: null }, '2028-01-01', { holdOver: true })).toEqual([])
  })

  it('ShortRemainderNeedNotBeFilled is said of a vacant seat, under the preset that has the rule', () => {
    const seat = { expert: null, termUntil: '2028-01-01', terms: null }
    const said = (day: string, preset: keyof typeof PRESETS) => rulesOfSeat(seat, day, PRESETS[preset])
    expect(said('2027-10-03', 'anti-trafficking-act-national')).toEqual([])
    expect(said('2027-10-04', 'anti-trafficking-act-national')).toEqual([ShortRemainderNeedNotBeFilled])
    expect(said('2027-12-31', 'anti-trafficking-act-national')).toEqual([ShortRemainderNeedNotBeFilled])
    expect(said('2028-01-01', 'anti-trafficking-act-national')).toEqual([])
    expect(said('2027-12-31', 'child-protection-province')).toEqual([])
  })

  it('ExpertServesTheLastTerm is said of a seat while its expert serves as many terms in a row as the rules allow', () => {
    const appointed = (person: string, year: number) =>
      e.ExpertAppointed({ seat: S, person, from: `${year}-01-01`, until: `${year + 4}-01-01` })
    const told = [seat({ expert: { person: A, until: '2030-01-01' } }), appointed(A, 2030), appointed(B, 2034), appointed(A, 2038)]
    const state = fold<CommitteeState>(committee, [established, ...told])
    const there = state.is === 'unknown' ? undefined : state.seats.get(S)
    const said = (day: string, preset: keyof typeof PRESETS) =>
      rulesOfSeat(seatOfTheDay(there!, placeOn(there!, day), day), day, PRESETS[preset])
    expect(said('2029-12-31', 'anti-trafficking-act-national')).toEqual([])
    expect(said('2030-01-01', 'anti-trafficking-act-national')).toEqual([ExpertServesTheLastTerm])
    expect(said('2033-12-31', 'anti-trafficking-act-national')).toEqual([ExpertServesTheLastTerm])
    expect(said('2034-01-01', 'anti-trafficking-act-national')).toEqual([])
    expect(said('2038-01-01', 'anti-trafficking-act-national')).toEqual([])
    expect(said('2042-01-01', 'anti-trafficking-act-national')).toEqual([HoldOverUntilSuccessor])
    expect(said('2030-01-01', 'child-protection-province')).toEqual([])
  })

  it('are nobody once an expert has left, until another is appointed', () => {
    const story = [
      seat({ expert: { person: A } }),
      e.SeatVacated({ seat: S, on: '2026-04-01', reason: 'resigned' }),
      e.ExpertAppointed({ seat: S, person: B, from: '2026-06-01' }),
    ]
    expect(on('2026-03-31', ...story)).toEqual([[A, 'expert', '2026-01-01']])
    expect(on('2026-05-01', ...story)).toEqual([[null, null, '2026-04-01']])
    expect(on('2026-06-01', ...story)).toEqual([[B, 'expert', '2026-06-01']])
  })

  it('sit in the seat as it is on the day, in protocol order, while seat and body last', () => {
    const other = someId('seat', 'other')
    const story = [
      seat({ exOfficio: { post: P } }),
      e.SeatCreated({ seat: other, number: 1, office: 'chair', kind: { expert: { person: B } }, from: '2026-01-01' }),
      e.SeatChanged({ seat: S, number: 3, office: 'member', kind: { expert: { person: A } }, from: '2026-07-01' }),
      e.SeatAbolished({ seat: other, on: '2026-09-01' }),
      e.CommitteeDissolved({ on: '2026-12-01' }),
    ]
    expect(on('2026-07-01', ...story)).toEqual([
      [B, 'expert', '2026-01-01'],
      [A, 'expert', '2026-07-01'],
    ])
    expect(on('2026-09-01', ...story)).toEqual([[A, 'expert', '2026-07-01']])
    expect(on('2026-12-01', ...story)).toEqual([])
  })
})
