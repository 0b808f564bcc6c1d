import { describe, expect, it } from '@jest/globals'
import {
  type Fact,
  FileIsAttachedOtherwise,
  type Life,
  NothingIsPartOfItself,
  type Parents,
  StepMustBeRecorded,
  StepsBeginOnDaysOfTheirOwn,
  addDays,
} from '@prasan/event-sourcing'
import { attachable, fold, given, someId } from '@prasan/event-sourcing/testing'
import { DEFAULT_RULES, PRESETS } from './presets.js'
import {
  CorrectCommittee,
  CorrectDissolution,
  CorrectMandate,
  DescribeMandate,
  DissolveCommittee,
  EstablishCommittee,
  ReverseDissolution,
  ReverseMandate,
} from './decide-committee.js'
import { AdoptRules, CorrectRules, ReverseRules } from './decide-rules.js'
import { NumberMeeting, ReleaseMeetingNumber, RenumberMeeting, seriesYear } from './decide-numbers.js'
import { AppointExpert, CorrectExpertAppointment, ReverseExpertAppointment } from './decide-experts.js'
import { CorrectVacancy, ReverseVacancy, VacateSeat } from './decide-vacancies.js'
import { CorrectAlternate, NameAlternate, ReverseAlternate, WithdrawAlternate } from './decide-alternates.js'
import { CorrectRepresentative, NameRepresentative, ReverseRepresentative, WithdrawRepresentative } from './decide-representatives.js'
import { CorrectOrder } from './correct-order.js'
import { AttachFileToOrder, IssueOrder } from './decide-orders.js'
import {
  AbolishSeat,
  ChangeSeat,
  CorrectSeat,
  CorrectSeatAbolition,
  CreateSeat,
  ReverseSeatAbolition,
  ReverseSeatChange,
} from './decide-seats.js'
import * as e from './events.js'
import * as rules from './rules.js'
import type { Place, SeatKind } from './shapes.js'
import { alternatesOn } from './seat.js'
import { type CommitteeState, committee, rulesOn } from './state.js'

const both = (en: string) => ({ th: en, en })
const [P, Q] = [someId('post', 'p'), someId('post', 'q')]
const [A, B] = [someId('person', 'a'), someId('person', 'b')]
const [O1, O2] = [someId('organization', '1'), someId('organization', '2')]
const [S, T, U] = [someId('seat', 's'), someId('seat', 't'), someId('seat', 'u')]
const newSeat = (n = 0) => someId('seat', `new:${n}`)
const newOrder = someId('order', 'new:0')
const first = someId('order', 'first')
const reason = 'reason'
const meeting = (n: number) => someId('meeting', String(n))

const established = e.CommitteeEstablished({ name: both('Sub-committee'), type: 'subcommittee' })
const exOfficio = (post: string) => ({ exOfficio: { post } })
const place = (number: number, office: Place['office'] = 'member', kind: SeatKind = exOfficio(P)) => ({ number, office, kind })
const seated = (seat: string, number: number, more: object = {}) => e.SeatCreated({ seat, ...place(number), from: '2026-01-01', ...more })
const expertSeat = e.SeatCreated({ seat: S, ...place(1, 'member', { expert: { person: A, until: '2030-01-01' } }), from: '2026-01-01' })
const sentSeat = e.SeatCreated({ seat: S, ...place(1, 'member', { representative: { organization: O1 } }) })
const facts = { number: '12/2569', kind: 'appoints' as const, date: '2025-12-01', effectiveFrom: '2026-01-01' }
const issued = e.OrderIssued({ order: first, ...facts })
const adopt = (preset: keyof typeof PRESETS, from?: string) => e.RulesAdopted({ preset, rules: PRESETS[preset], from })

describe('the body', () => {
  it('is established, corrected, and dissolved naming its successor', () => {
    given().when(EstablishCommittee, established.data).then(established)
    given(established)
      .when(CorrectCommittee, { ...established.data, type: 'committee', reason })
      .then(e.CommitteeCorrected({ ...established.data, type: 'committee', reason }))
    const ending = { on: '2026-10-01', successor: someId('committee', 'other') }
    given(established).when(DissolveCommittee, ending).then(e.CommitteeDissolved(ending))
  })

  it('has its mandate described, once as long as it stays the same, corrected and reversed', () => {
    const mandate = { mandate: { th: 'กำหนดแนวทางคุ้มครองเด็ก', en: 'Sets how children are protected' }, from: '2026-10-01' }
    const described = e.MandateDescribed(mandate)
    given(established).when(DescribeMandate, mandate).then(described)
    given(established, described).when(DescribeMandate, mandate).thenNothing()
    given(established, described)
      .when(DescribeMandate, { mandate: mandate.mandate })
      .then(e.MandateDescribed({ mandate: mandate.mandate }))
    given(established, e.CommitteeDissolved({ on: '2026-10-01' }))
      .when(DescribeMandate, mandate)
      .thenRefused(rules.CommitteeMustNotBeDissolved)
    const corrected = { recordedFrom: mandate.from, ...mandate, from: '2026-09-01', reason }
    given(established, described).when(CorrectMandate, corrected).then(e.MandateCorrected(corrected))
    given(established, described)
      .when(CorrectMandate, { ...corrected, from: mandate.from })
      .thenNothing()
    const other = e.MandateDescribed({ ...mandate, from: corrected.from })
    given(established, described, other).when(CorrectMandate, corrected).thenRefused(StepsBeginOnDaysOfTheirOwn)
    given(established, described).when(ReverseMandate, { reason }).thenRefused(StepMustBeRecorded)
    const reversed = { recordedFrom: mandate.from, reason }
    given(established, described).when(ReverseMandate, reversed).then(e.MandateReversed(reversed))
    given(established, described, e.MandateReversed(reversed)).when(DescribeMandate, mandate).then(described)
  })

  it('CommitteeMustNotBeDissolved: until its last day all goes on, also when it is recorded later; from then on nothing', () => {
    const dissolved = given(established, seated(S, 1), issued, e.CommitteeDissolved({ on: '2026-12-31' }))
    const last = { ...place(2), from: '2026-12-30' }
    dissolved.when(CreateSeat, last).then(e.SeatCreated({ seat: newSeat(), ...last }))
    dissolved.when(CreateSeat, { ...last, from: '2026-12-31' }).thenRefused(rules.CommitteeMustNotBeDissolved)
    dissolved.when(AbolishSeat, { seat: S, on: '2026-12-30' }).then(e.SeatAbolished({ seat: S, on: '2026-12-30' }))
    dissolved.when(AbolishSeat, { seat: S, on: '2026-12-31' }).thenRefused(rules.CommitteeMustNotBeDissolved)
    const order = { ...facts, number: '13/2569', effectiveFrom: '2026-12-31' }
    dissolved.when(IssueOrder, order).thenRefused(rules.CommitteeMustNotBeDissolved)
    dissolved
      .when(CorrectOrder, { order: first, ...facts, effectiveFrom: '2026-12-31', reason })
      .thenRefused(rules.CommitteeMustNotBeDissolved)
    dissolved.when(AdoptRules, { preset: 'village-group', from: '2026-12-31' }).thenRefused(rules.CommitteeMustNotBeDissolved)
    dissolved.when(DissolveCommittee, { on: '2027-01-31' }).thenRefused(rules.CommitteeMustNotBeDissolved)
    dissolved.when(DissolveCommittee, { on: '2026-12-31' }).thenNothing()
    dissolved.when(DissolveCommittee, { on: '2026-11-30' }).then(e.CommitteeDissolved({ on: '2026-11-30' }))
  })

  it('CommitteeMustHaveBegun', () => {
    const begun = given(e.CommitteeEstablished({ ...established.data, from: '2026-01-01' }))
    begun.when(CreateSeat, { ...place(1), from: '2025-12-31' }).thenRefused(rules.CommitteeMustHaveBegun)
    begun.when(IssueOrder, { ...facts, effectiveFrom: '2025-12-31' }).thenRefused(rules.CommitteeMustHaveBegun)
    begun.when(CreateSeat, place(1)).then(e.SeatCreated({ seat: newSeat(), ...place(1) }))
  })

  it('CommitteeCannotEndBeforeItBegins', () => {
    const begun = [e.CommitteeEstablished({ ...established.data, from: '2026-01-01' }), seated(S, 1)]
    given(...begun)
      .when(DissolveCommittee, { on: '2026-01-01' })
      .thenRefused(rules.CommitteeCannotEndBeforeItBegins)
    const moved = { ...established.data, from: '2026-01-02', reason }
    given(...begun)
      .when(CorrectCommittee, moved)
      .thenRefused(rules.CommitteeCannotEndBeforeItBegins)
    given(begun[0]!, e.CommitteeDissolved({ on: '2026-01-02' }))
      .when(CorrectCommittee, moved)
      .thenRefused(rules.CommitteeCannotEndBeforeItBegins)
  })

  it('has its dissolution corrected, or taken back where there was none', () => {
    const dissolved = [established, e.CommitteeDissolved({ on: '2026-12-31' })]
    const later = { on: '2027-01-31', successor: someId('committee', 'other'), reason }
    given(...dissolved)
      .when(CorrectDissolution, later)
      .then(e.DissolutionCorrected(later))
    given(...dissolved, e.DissolutionCorrected(later))
      .when(CorrectDissolution, later)
      .thenNothing()
    given(...dissolved)
      .when(ReverseDissolution, { reason })
      .then(e.DissolutionReversed({ reason }))
    given(established).when(ReverseDissolution, { reason }).thenRefused(rules.CommitteeMustBeDissolved)
    given(established).when(CorrectDissolution, later).thenRefused(rules.CommitteeMustBeDissolved)
    given(...dissolved, e.DissolutionReversed({ reason }))
      .when(CreateSeat, { ...place(1), from: '2027-02-01' })
      .then(e.SeatCreated({ seat: newSeat(), ...place(1), from: '2027-02-01' }))
  })

  it('SuccessorMustBeAnother', () => {
    const id = someId('committee')
    given(established).when(DissolveCommittee, { on: '2026-12-31', successor: id }).thenRefused(rules.SuccessorMustBeAnother)
    given(established, seated(S, 1))
      .when(AbolishSeat, { seat: S, on: '2026-12-31', successor: S })
      .thenRefused(rules.SuccessorMustBeAnother)
  })

  it('NothingIsPartOfItself: no body is its own parent, nor a part of one that is part of it', () => {
    const [id, other] = [someId('committee'), someId('committee', 'other')]
    const under = (parent: string, above: Parents) =>
      given(established).when(CorrectCommittee, { ...established.data, parent, reason }, { evidence: { above } })
    under(id, {}).thenRefused(NothingIsPartOfItself)
    under(other, { [other]: id }).thenRefused(NothingIsPartOfItself)
    under(other, {}).then(e.CommitteeCorrected({ ...established.data, parent: other, reason }))
  })

  it('CommitteeBeginsWithinItsParent: not before its parent, nor from its end on; what is not known binds nobody', () => {
    const parent = someId('committee', 'other')
    const part = { ...established.data, parent, from: '2026-06-01' }
    const within = (life: Life) => ({ evidence: { parent: life } })
    for (const life of [{ from: '2026-06-02' }, { until: '2026-06-01' }]) {
      given().when(EstablishCommittee, part, within(life)).thenRefused(rules.CommitteeBeginsWithinItsParent)
      for (const before of [
        { ...part, parent: undefined },
        { ...part, from: '2026-07-01' },
      ])
        given(e.CommitteeEstablished(before))
          .when(CorrectCommittee, { ...part, reason }, within(life))
          .thenRefused(rules.CommitteeBeginsWithinItsParent)
      given(e.CommitteeEstablished(part))
        .when(CorrectCommittee, { ...part, legalBasis: 'พ.ร.บ.', reason }, within(life))
        .then(e.CommitteeCorrected({ ...part, legalBasis: 'พ.ร.บ.', reason }))
      const { from: _, ...undated } = part
      given().when(EstablishCommittee, undated, within(life)).then(e.CommitteeEstablished(undated))
    }
    for (const life of [{ from: '2026-06-01', until: '2026-06-02' }, {}])
      given().when(EstablishCommittee, part, within(life)).then(e.CommitteeEstablished(part))
  })

  it('CommitteeBeginsWithinItsParent: nor is a parent corrected or dissolved so that what began in it would no longer', () => {
    const parent = e.CommitteeEstablished({ ...established.data, from: '2026-01-01' })
    const dissolved = e.CommitteeDissolved({ on: '2026-12-31' })
    const evidence = { below: [{ from: '2025-01-01' }, {}, { from: '2026-06-01' }] }
    const moved = (from: string) => given(parent).when(CorrectCommittee, { ...parent.data, from, reason }, { evidence })
    moved('2026-06-02').thenRefused(rules.CommitteeBeginsWithinItsParent)
    moved('2026-06-01').then(e.CommitteeCorrected({ ...parent.data, from: '2026-06-01', reason }))
    const ended = (on: string) => given(parent).when(DissolveCommittee, { on }, { evidence })
    ended('2026-06-01').thenRefused(rules.CommitteeBeginsWithinItsParent)
    ended('2026-06-02').then(e.CommitteeDissolved({ on: '2026-06-02' }))
    const rightly = (on: string) => given(parent, dissolved).when(CorrectDissolution, { on, reason }, { evidence })
    rightly('2026-06-01').thenRefused(rules.CommitteeBeginsWithinItsParent)
    rightly('2026-06-02').then(e.DissolutionCorrected({ on: '2026-06-02', reason }))
  })

  it('adopts a preset, with departures, or parameters of its own', () => {
    given(established)
      .when(AdoptRules, { preset: 'village-group' })
      .then(e.RulesAdopted({ preset: 'village-group', rules: PRESETS['village-group'] }))
    given(established)
      .when(AdoptRules, { preset: 'ngo-coalition', rules: { noticeDays: 2 }, from: '2026-01-01' })
      .then(e.RulesAdopted({ preset: 'ngo-coalition', rules: { ...PRESETS['ngo-coalition'], noticeDays: 2 }, from: '2026-01-01' }))
    given(established)
      .when(AdoptRules, { rules: { chairs: 'several' } })
      .then(e.RulesAdopted({ rules: { ...DEFAULT_RULES, chairs: 'several' } }))
  })

  it('changes one parameter and keeps the preset and the other departures in force on that day', () => {
    const national = PRESETS['anti-trafficking-act-national']
    const first = { preset: 'anti-trafficking-act-national' as const, rules: { ...national, noticeDays: 5 }, from: '2026-01-01' }
    const adopted = given(established, e.RulesAdopted(first), adopt('village-group', '2026-07-01'))
    const adopting = (rules: object, from: string) => adopted.when(AdoptRules, { rules, from })
    const changed = { preset: first.preset, rules: { ...first.rules, absenceLimit: 4 }, from: '2026-06-30' }
    adopting({ absenceLimit: 4 }, '2026-06-30').then(e.RulesAdopted(changed))
    adopting({ absenceLimit: 4 }, '2026-07-01').then(
      e.RulesAdopted({ preset: 'village-group', rules: { ...PRESETS['village-group'], absenceLimit: 4 }, from: '2026-07-01' }),
    )
    adopting({ noticeDays: 5 }, '2026-06-30').thenNothing()
    given(established, e.RulesAdopted(first), e.RulesAdopted(changed))
      .when(AdoptRules, { rules: { absenceLimit: 4 }, from: '2026-06-30' })
      .thenNothing()
  })

  it('has an adoption corrected or taken back', () => {
    const [spring, summer] = ['2026-03-01', '2026-07-01']
    const adopted = [established, adopt('ngo-coalition', spring), adopt('village-group', summer)]
    const right = { recordedFrom: spring, preset: 'ngo-coalition' as const, rules: { noticeDays: 3 }, from: '2026-04-01', reason }
    const corrected = e.RulesCorrected({ ...right, rules: { ...PRESETS['ngo-coalition'], noticeDays: 3 } })
    given(...adopted)
      .when(CorrectRules, right)
      .then(corrected)
    const body = fold<CommitteeState>(committee, [...adopted, corrected])
    expect(rulesOn(body, '2026-03-31')).toEqual(DEFAULT_RULES)
    expect(rulesOn(body, '2026-04-01').noticeDays).toBe(3)
    expect(rulesOn(body, summer)).toEqual(PRESETS['village-group'])
    given(...adopted)
      .when(CorrectRules, { ...right, from: summer })
      .thenRefused(rules.AdoptionsAreOneADay)
    given(...adopted)
      .when(CorrectRules, { ...right, recordedFrom: '2026-03-02' })
      .thenRefused(rules.AdoptionMustBeRecorded)
    const reversed = e.RulesReversed({ recordedFrom: summer, reason })
    given(...adopted)
      .when(ReverseRules, reversed.data)
      .then(reversed)
    expect(rulesOn(fold<CommitteeState>(committee, [...adopted, reversed]), summer)).toEqual(PRESETS['ngo-coalition'])
    given(...adopted, reversed)
      .when(ReverseRules, reversed.data)
      .thenRefused(rules.AdoptionMustBeRecorded)
  })
})

describe('seats', () => {
  it('SeatOfficeOfChairIsUnique, where the rules of the day say one chair', () => {
    const chaired = [established, seated(S, 1, { office: 'chair' })]
    given(...chaired)
      .when(CreateSeat, place(2, 'chair'))
      .thenRefused(rules.SeatOfficeOfChairIsUnique)
    given(...chaired, seated(T, 2))
      .when(CorrectSeat, { seat: T, ...place(2, 'chair'), reason })
      .thenRefused(rules.SeatOfficeOfChairIsUnique)
    const several = given(...chaired, adopt('ngo-coalition', '2026-06-01'))
    several.when(CreateSeat, { ...place(2, 'chair'), from: '2026-05-31' }).thenRefused(rules.SeatOfficeOfChairIsUnique)
    several
      .when(CreateSeat, { ...place(2, 'chair'), from: '2026-06-01' })
      .then(e.SeatCreated({ seat: newSeat(), ...place(2, 'chair'), from: '2026-06-01' }))
    given(...chaired)
      .when(CreateSeat, place(2, 'chair'), { recordDespite: [{ rule: 'SeatOfficeOfChairIsUnique', reason }] })
      .then(e.SeatCreated({ seat: newSeat(), ...place(2, 'chair') }))
    given(...chaired, e.SeatAbolished({ seat: S, on: '2026-03-01' }))
      .when(CreateSeat, { ...place(2, 'chair'), from: '2026-02-28' })
      .thenRefused(rules.SeatOfficeOfChairIsUnique)
  })

  it('SeatOfficeOfChairIsUnique: chairs in succession are one, in whatever order they are recorded', () => {
    const succeeding = { ...place(2, 'chair'), from: '2026-12-31' }
    const [before, after] = [seated(S, 1, { office: 'chair' }), e.SeatCreated({ seat: T, ...succeeding })]
    const ends = e.SeatAbolished({ seat: S, on: '2026-12-31' })
    given(established, before, ends)
      .when(CreateSeat, succeeding)
      .then(e.SeatCreated({ seat: newSeat(), ...succeeding }))
    const predecessor = { ...place(1, 'chair'), from: '2026-01-01' }
    given(established, after)
      .when(CreateSeat, { ...predecessor, until: '2026-12-31' })
      .then(e.SeatCreated({ seat: newSeat(), ...predecessor }), e.SeatAbolished({ seat: newSeat(), on: '2026-12-31' }))
    given(established, after).when(CreateSeat, predecessor).thenRefused(rules.SeatOfficeOfChairIsUnique)
    const both = given(established, before, ends, after)
    both.when(ReverseSeatAbolition, { seat: S, reason }).thenRefused(rules.SeatOfficeOfChairIsUnique)
    both.when(CorrectSeatAbolition, { seat: S, on: '2027-01-01', reason }).thenRefused(rules.SeatOfficeOfChairIsUnique)
    both
      .when(CorrectSeatAbolition, { seat: S, on: '2026-12-30', reason })
      .then(e.SeatAbolitionCorrected({ seat: S, on: '2026-12-30', reason }))
  })

  it('judges of a seat what a command changes, on the days for which it does', () => {
    const twoChairs = [established, seated(S, 1, { office: 'chair' }), seated(T, 2, { office: 'chair' })]
    given(...twoChairs)
      .when(CreateSeat, place(3))
      .then(e.SeatCreated({ seat: newSeat(), ...place(3) }))
    const renumbered = { seat: T, ...place(4, 'chair'), from: '2026-06-01' }
    given(...twoChairs)
      .when(ChangeSeat, renumbered)
      .then(e.SeatChanged(renumbered))
    given(...twoChairs, seated(U, 3))
      .when(ChangeSeat, { ...renumbered, seat: U })
      .thenRefused(rules.SeatOfficeOfChairIsUnique)
  })

  it('AssistantSecretariesKeepTheirQuota', () => {
    const two = [seated(S, 1, { office: 'assistantSecretary' }), seated(T, 2, { office: 'assistantSecretary' })]
    const create = (...more: Parameters<typeof given>) =>
      given(established, ...more, ...two).when(CreateSeat, place(3, 'assistantSecretary'))
    create(adopt('child-protection-province')).thenRefused(rules.AssistantSecretariesKeepTheirQuota)
    create().then(e.SeatCreated({ seat: newSeat(), ...place(3, 'assistantSecretary') }))
  })

  it('SeatMustBeOfTheCommittee and SeatMustNotBeAbolished', () => {
    given(established).when(AbolishSeat, { seat: S, on: '2026-03-01' }).thenRefused(rules.SeatMustBeOfTheCommittee)
    given(established, seated(S, 1), e.SeatAbolished({ seat: S, on: '2026-03-01' }))
      .when(ChangeSeat, { seat: S, ...place(1), from: '2026-04-01' })
      .thenRefused(rules.SeatMustNotBeAbolished)
  })

  it('SeatCannotEndBeforeItBegins', () => {
    given(established, seated(S, 1)).when(AbolishSeat, { seat: S, on: '2025-12-31' }).thenRefused(rules.SeatCannotEndBeforeItBegins)
    given(established, seated(S, 1))
      .when(ChangeSeat, { seat: S, ...place(1), from: '2025-12-31' })
      .thenRefused(rules.SeatCannotEndBeforeItBegins)
  })

  it('last until the day on which they end: what is dated before it is taken, and an earlier end too', () => {
    const ending = given(established, seated(S, 1), e.SeatAbolished({ seat: S, on: '2026-12-31' }))
    const change = (from: string) => ending.when(ChangeSeat, { seat: S, ...place(5), from })
    change('2026-12-30').then(e.SeatChanged({ seat: S, ...place(5), from: '2026-12-30' }))
    change('2026-12-31').thenRefused(rules.SeatMustNotBeAbolished)
    const end = (on: string) => ending.when(AbolishSeat, { seat: S, on })
    end('2026-12-31').thenNothing()
    end('2026-11-30').then(e.SeatAbolished({ seat: S, on: '2026-11-30' }))
    end('2027-01-01').thenRefused(rules.SeatMustNotBeAbolished)
    ending.when(ReverseSeatAbolition, { seat: S, reason }).then(e.SeatAbolitionReversed({ seat: S, reason }))
    given(established, seated(S, 1)).when(ReverseSeatAbolition, { seat: S, reason }).thenRefused(rules.SeatMustBeAbolished)
    given(established, seated(S, 1))
      .when(CorrectSeatAbolition, { seat: S, on: '2026-12-31', reason })
      .thenRefused(rules.SeatMustBeAbolished)
  })

  it('SeatIsRecordedOnce, as long as it is so by the record', () => {
    const again = { ...place(1), from: '2026-01-01' }
    const renumbered = e.SeatCorrected({ seat: S, ...place(2), from: '2026-01-01', reason })
    given(established, seated(S, 1)).when(CreateSeat, again).thenRefused(rules.SeatIsRecordedOnce)
    const other = { ...again, kind: exOfficio(Q) }
    given(established, seated(S, 1))
      .when(CreateSeat, other)
      .then(e.SeatCreated({ seat: newSeat(), ...other }))
    given(established, seated(S, 1), renumbered)
      .when(CreateSeat, again)
      .then(e.SeatCreated({ seat: newSeat(), ...again }))
  })

  it('are corrected as they were created or changed, each step by a day on which it holds, and a change is taken back', () => {
    const twice = [
      established,
      seated(S, 1),
      e.SeatChanged({ seat: S, ...place(2), from: '2026-03-01' }),
      e.SeatChanged({ seat: S, ...place(3), from: '2026-06-01' }),
    ]
    const numbers = (fact: Parameters<typeof given>[0]) => {
      const state = fold<CommitteeState>(committee, [...twice, fact])
      return rules.seatOf(state, S).places.map(({ number, from }) => [number, from])
    }
    const correct = (number: number, from: string, stepOn?: string) =>
      given(...twice).when(CorrectSeat, { seat: S, ...place(number), from, stepOn, reason })
    const [last, middle] = [correct(9, '2026-06-02').facts()[0]!, correct(9, '2026-03-02', '2026-05-31').facts()[0]!]
    expect(numbers(last)).toEqual([
      [1, '2026-01-01'],
      [2, '2026-03-01'],
      [9, '2026-06-02'],
    ])
    expect(numbers(middle)).toEqual([
      [1, '2026-01-01'],
      [9, '2026-03-02'],
      [3, '2026-06-01'],
    ])
    correct(3, '2026-06-01').thenNothing()
    correct(9, '2026-02-28').thenRefused(rules.SeatChangesKeepTheirOrder)
    correct(9, '2026-06-02', '2026-03-01').thenRefused(rules.SeatChangesKeepTheirOrder)
    const reversed = e.SeatChangeReversed({ seat: S, from: '2026-03-01', reason })
    given(...twice)
      .when(ReverseSeatChange, reversed.data)
      .then(reversed)
    expect(numbers(reversed)).toEqual([
      [1, '2026-01-01'],
      [3, '2026-06-01'],
    ])
    for (const before of [twice, [...twice, e.SeatChanged({ seat: S, ...place(8), from: '2026-03-01' })]])
      given(...before, reversed)
        .when(ReverseSeatChange, reversed.data)
        .thenRefused(rules.SeatHasNoSuchChange)
    given(...twice)
      .when(ReverseSeatChange, { ...reversed.data, from: '2026-01-01' })
      .thenRefused(rules.SeatHasNoSuchChange)
    given(...twice)
      .when(ChangeSeat, { seat: S, ...place(2), from: '2026-04-01' })
      .thenNothing()
  })

  it('OnlyRepresentativeSeatsAreSentTo, one person at a time', () => {
    given(established, seated(S, 1)).when(NameRepresentative, { seat: S, person: A }).thenRefused(rules.OnlyRepresentativeSeatsAreSentTo)
    const sent = [established, sentSeat, e.RepresentativeNamed({ seat: S, person: A, from: '2026-01-01' })]
    given(...sent)
      .when(NameRepresentative, { seat: S, person: A })
      .thenNothing()
    given(...sent)
      .when(NameRepresentative, { seat: S, person: B, from: '2026-05-01' })
      .then(
        e.RepresentativeWithdrawn({ seat: S, person: A, on: '2026-05-01' }),
        e.RepresentativeNamed({ seat: S, person: B, from: '2026-05-01' }),
      )
    given(...sent)
      .when(WithdrawRepresentative, { seat: S, person: B, on: '2026-05-01' })
      .thenRefused(rules.RepresentativeMustSitThere)
  })

  it('RepresentativeSitsThereSinceEarlier: only an earlier day is news of whoever is there', () => {
    const sent = [established, sentSeat, e.RepresentativeNamed({ seat: S, person: A, from: '2026-11-20' })]
    const name = (from: string) => given(...sent).when(NameRepresentative, { seat: S, person: A, from })
    name('2026-11-20').thenNothing()
    name('2026-11-21').thenRefused(rules.RepresentativeSitsThereSinceEarlier)
    const earlier = e.RepresentativeNamed({ seat: S, person: A, from: '2026-10-20' })
    name('2026-10-20').then(earlier)
    expect(rules.seatOf(fold<CommitteeState>(committee, [...sent, earlier]), S).sent).toEqual([{ person: A, from: '2026-10-20' }])
  })

  it('have standing alternates, several at a time, each named once at a time', () => {
    const named = e.AlternateNamed({ seat: S, person: A, from: '2026-02-01' })
    const before = [established, seated(S, 1), named]
    const name = (more: object) => given(...before).when(NameAlternate, { seat: S, person: A, ...more })
    name({ from: '2026-02-01' }).thenNothing()
    name({ from: '2026-03-01' }).thenRefused(rules.AlternateIsNamedOnceAtATime)
    name({ from: '2026-01-15', until: '2026-02-01' }).then(e.AlternateNamed({ ...named.data, from: '2026-01-15', until: '2026-02-01' }))
    name({ person: B, from: '2026-03-01' }).then(e.AlternateNamed({ seat: S, person: B, from: '2026-03-01' }))
    name({ from: '2025-12-31' }).thenRefused(rules.SeatCannotEndBeforeItBegins)
    name({ person: B, from: '2026-03-01', until: '2026-03-01' }).thenRefused(rules.TermCannotEndBeforeItBegins)
    given(established, expertSeat).when(NameAlternate, { seat: S, person: B }).thenRefused(rules.ExpertsHaveNoAlternate)
    const withdraw = (on: string) => given(...before).when(WithdrawAlternate, { seat: S, person: A, on })
    withdraw('2026-01-31').thenRefused(rules.AlternateMustBeNamed)
    const withdrawn = e.AlternateWithdrawn({ seat: S, person: A, on: '2026-06-01' })
    withdraw('2026-06-01').then(withdrawn)
    given(...before, withdrawn)
      .when(WithdrawAlternate, withdrawn.data)
      .thenNothing()
    given(...before, withdrawn)
      .when(NameAlternate, { seat: S, person: A, from: '2026-06-01' })
      .then(e.AlternateNamed({ seat: S, person: A, from: '2026-06-01' }))
  })

  it('have an alternate withdrawn on one of the times that they were named, and no other', () => {
    const named = (from: string, until?: string) => e.AlternateNamed({ seat: S, person: A, from, until })
    const withdrawn = e.AlternateWithdrawn({ seat: S, person: A, on: '2026-08-01' })
    const told = [established, seated(S, 1), named('2026-02-01', '2026-06-01'), named('2026-07-01'), withdrawn]
    const seat = rules.seatOf(fold<CommitteeState>(committee, told), S)
    expect(['2026-05-31', '2026-06-15', '2026-07-31', '2026-08-01'].map((day) => alternatesOn(seat, day))).toEqual([[A], [], [A], []])
  })

  it('have an alternate corrected or taken back', () => {
    const before = [established, seated(S, 1), e.AlternateNamed({ seat: S, person: A, from: '2026-02-01' })]
    const recorded = { person: A, from: '2026-02-01' }
    const right = { seat: S, recorded, person: B, from: '2026-02-02', until: '2026-05-01', reason }
    const on = (day: string, ...more: Parameters<typeof given>) =>
      alternatesOn(rules.seatOf(fold<CommitteeState>(committee, [...before, ...more]), S), day)
    const corrected = e.AlternateCorrected(right)
    given(...before)
      .when(CorrectAlternate, right)
      .then(corrected)
    expect(['2026-02-01', '2026-02-02', '2026-04-30', '2026-05-01'].map((day) => on(day, corrected))).toEqual([[], [B], [B], []])
    given(...before)
      .when(CorrectAlternate, { seat: S, recorded, ...recorded, reason })
      .thenNothing()
    given(...before)
      .when(CorrectAlternate, { ...right, recorded: { person: B } })
      .thenRefused(rules.AppointmentMustBeRecorded)
    given(...before, e.AlternateNamed({ seat: S, person: B, from: '2026-04-01' }))
      .when(CorrectAlternate, right)
      .thenRefused(rules.AlternateIsNamedOnceAtATime)
    const reversed = e.AlternateReversed({ seat: S, recorded, reason })
    given(...before)
      .when(ReverseAlternate, reversed.data)
      .then(reversed)
    expect(on('2026-02-01', reversed)).toEqual([])
    given(...before, reversed)
      .when(ReverseAlternate, reversed.data)
      .thenRefused(rules.AppointmentMustBeRecorded)
  })

  it('keep their alternates as long as they belong to the same post or organization', () => {
    const change = (number: number, from: string, kind: SeatKind) => e.SeatChanged({ seat: S, ...place(number, 'member', kind), from })
    const told = [
      established,
      seated(S, 1),
      e.AlternateNamed({ seat: S, person: A, from: '2026-02-01' }),
      change(2, '2026-03-01', exOfficio(P)),
      change(2, '2026-04-01', exOfficio(Q)),
      change(2, '2026-05-01', exOfficio(P)),
    ]
    const seat = rules.seatOf(fold<CommitteeState>(committee, told), S)
    const days = ['2026-01-31', '2026-02-01', '2026-03-01', '2026-03-31', '2026-04-01', '2026-05-01']
    expect(days.map((day) => alternatesOn(seat, day))).toEqual([[], [A], [A], [A], [], []])
  })

  it('lets whoever was sent go when another organization sends from then on', () => {
    const change = { seat: S, ...place(1, 'member', { representative: { organization: O2 } }), from: '2026-05-01' }
    given(established, sentSeat, e.RepresentativeNamed({ seat: S, person: A }))
      .when(ChangeSeat, change)
      .then(e.RepresentativeWithdrawn({ seat: S, person: A, on: '2026-05-01' }), e.SeatChanged(change))
  })

  it('are given to one representative after the other by their days, whatever was recorded first', () => {
    const sent = [
      established,
      e.SeatCreated({ ...sentSeat.data, from: '2026-01-01' }),
      e.RepresentativeNamed({ seat: S, person: A, from: '2026-06-01' }),
    ]
    const ended = e.SeatAbolished({ seat: S, on: '2027-01-01' })
    const name = (from: string) => given(...sent, ended).when(NameRepresentative, { seat: S, person: B, from })
    name('2026-02-01').then(e.RepresentativeNamed({ seat: S, person: B, from: '2026-02-01', until: '2026-06-01' }))
    name('2026-12-31').then(
      e.RepresentativeWithdrawn({ seat: S, person: A, on: '2026-12-31' }),
      e.RepresentativeNamed({ seat: S, person: B, from: '2026-12-31' }),
    )
    name('2027-01-01').thenRefused(rules.SeatMustNotBeAbolished)
    name('2025-12-31').thenRefused(rules.SeatCannotEndBeforeItBegins)
    const withdrawn = e.RepresentativeWithdrawn({ seat: S, person: A, on: '2026-12-31' })
    const leave = (on: string) => given(...sent, withdrawn).when(WithdrawRepresentative, { seat: S, person: A, on })
    leave('2026-12-31').thenNothing()
    leave('2026-11-30').then(e.RepresentativeWithdrawn({ seat: S, person: A, on: '2026-11-30' }))
    leave('2027-01-01').thenRefused(rules.RepresentativeMustSitThere)
    leave('2026-05-31').thenRefused(rules.RepresentativeMustSitThere)
    given(established, sentSeat, e.RepresentativeNamed({ seat: S, person: A }))
      .when(NameRepresentative, { seat: S, person: B })
      .thenRefused(rules.RepresentativesFollowOneAnother)
  })

  it('RepresentativesFollowOneAnother: whom the seat was given, and since when until when, is corrected or taken back', () => {
    const [named, next] = [
      e.RepresentativeNamed({ seat: S, person: A, from: '2026-02-01', until: '2026-06-01' }),
      e.RepresentativeNamed({ seat: S, person: B, from: '2026-06-01' }),
    ]
    const sent = [established, sentSeat, named, next]
    const recorded = { person: A, from: '2026-02-01' }
    const right = { seat: S, recorded, person: A, from: '2026-03-01', until: '2026-05-01', reason }
    given(...sent)
      .when(CorrectRepresentative, right)
      .then(e.RepresentativeCorrected(right))
    given(...sent)
      .when(CorrectRepresentative, { ...right, until: '2026-06-02' })
      .thenRefused(rules.RepresentativesFollowOneAnother)
    given(...sent)
      .when(CorrectRepresentative, { ...right, until: '2026-03-01' })
      .thenRefused(rules.TermCannotEndBeforeItBegins)
    given(...sent)
      .when(CorrectRepresentative, { ...right, ...recorded, until: '2026-06-01' })
      .thenNothing()
    given(...sent)
      .when(CorrectRepresentative, { ...right, recorded: { person: B } })
      .thenRefused(rules.AppointmentMustBeRecorded)
    const never = e.RepresentativeReversed({ seat: S, recorded, reason })
    given(...sent)
      .when(ReverseRepresentative, never.data)
      .then(never)
    expect(rules.seatOf(fold<CommitteeState>(committee, [...sent, never]), S).sent).toEqual([{ person: B, from: '2026-06-01' }])
    given(...sent, never)
      .when(ReverseRepresentative, never.data)
      .thenRefused(rules.AppointmentMustBeRecorded)
  })

  it('OnlyExpertSeatsAreAppointedTo', () => {
    given(established, seated(S, 1))
      .when(AppointExpert, { seat: S, person: A, from: '2026-05-01' })
      .thenRefused(rules.OnlyExpertSeatsAreAppointedTo)
    given(established, seated(S, 1))
      .when(VacateSeat, { seat: S, on: '2026-05-01', reason })
      .thenRefused(rules.OnlyExpertSeatsAreAppointedTo)
  })

  it('TermCannotEndBeforeItBegins', () => {
    given(established, expertSeat)
      .when(AppointExpert, { seat: S, person: B, from: '2026-05-01', until: '2026-05-01' })
      .thenRefused(rules.TermCannotEndBeforeItBegins)
  })

  it('ExpertTermLimit: years of a term, and terms in a row', () => {
    const national = [established, adopt('anti-trafficking-act-national'), expertSeat]
    const again = { seat: S, person: A, from: '2030-01-01', until: '2034-01-01' }
    given(...national)
      .when(AppointExpert, { ...again, until: '2034-01-02' })
      .thenRefused(rules.ExpertTermLimit)
    given(...national)
      .when(AppointExpert, again)
      .then(e.ExpertAppointed(again))
    const third = { ...again, from: '2034-01-01', until: '2038-01-01' }
    given(...national, e.ExpertAppointed(again))
      .when(AppointExpert, third)
      .thenRefused(rules.ExpertTermLimit)
    given(...national, e.ExpertAppointed(again))
      .when(AppointExpert, { ...third, person: B })
      .then(e.ExpertAppointed({ ...third, person: B }))
    given(established, expertSeat, e.ExpertAppointed(again)).when(AppointExpert, third).then(e.ExpertAppointed(third))
  })

  it('ExpertTermLimit counts the terms in a row by their days, also those that come after', () => {
    const term = (from: number, person = A) => ({ seat: S, person, from: `${from}-01-01`, until: `${from + 4}-01-01` })
    const later = [
      established,
      adopt('anti-trafficking-act-national'),
      expertSeat,
      e.ExpertAppointed(term(2034)),
      e.ExpertAppointed(term(2038, B)),
    ]
    given(...later)
      .when(AppointExpert, term(2030))
      .thenRefused(rules.ExpertTermLimit)
    given(...later)
      .when(AppointExpert, term(2030, B))
      .then(e.ExpertAppointed(term(2030, B)))
    given(...later)
      .when(AppointExpert, term(2034))
      .thenNothing()
  })

  it('have the appointment of an expert corrected or taken back', () => {
    const appointing = { seat: S, person: B, from: '2027-01-01', until: '2029-01-01' }
    const appointed = [established, expertSeat, e.ExpertAppointed(appointing)]
    const recorded = { person: B, from: '2027-01-01' }
    const right = { recorded, ...appointing, from: '2027-02-01', reason }
    given(...appointed)
      .when(CorrectExpertAppointment, right)
      .then(e.ExpertAppointmentCorrected(right))
    given(...appointed)
      .when(CorrectExpertAppointment, { ...right, from: '2027-01-01' })
      .thenNothing()
    given(...appointed)
      .when(CorrectExpertAppointment, { ...right, until: right.from })
      .thenRefused(rules.TermCannotEndBeforeItBegins)
    given(...appointed)
      .when(CorrectExpertAppointment, { ...right, recorded: { person: A, from: '2027-01-01' } })
      .thenRefused(rules.AppointmentMustBeRecorded)
    const never = e.ExpertAppointmentReversed({ seat: S, recorded, reason })
    given(...appointed)
      .when(ReverseExpertAppointment, never.data)
      .then(never)
    given(...appointed, never)
      .when(ReverseExpertAppointment, never.data)
      .thenRefused(rules.AppointmentMustBeRecorded)
    expect(rules.seatOf(fold<CommitteeState>(committee, [...appointed, never]), S).experts.map(({ person }) => person)).toEqual([A])
  })

  it('WomenAmongExpertsKeepTheirQuota: as orders and appointments state it, a half or a third of the seats of experts', () => {
    const experts = (n: number) => Array.from({ length: n }, (_, i) => place(i + 1, 'member', { expert: { person: i ? A : B } }))
    const order = (preset: keyof typeof PRESETS, womenAmongExperts?: number) =>
      given(established, adopt(preset)).when(IssueOrder, {
        ...facts,
        ...(womenAmongExperts !== undefined && { womenAmongExperts }),
        seats: experts(4),
      })
    const types = (when: ReturnType<typeof order>) => when.facts().map(({ type }) => type)
    expect(types(order('anti-trafficking-act-national'))).toContain('OrderIssued')
    expect(types(order('anti-trafficking-act-national', 2))).toContain('OrderIssued')
    order('anti-trafficking-act-national', 1).thenRefused(rules.WomenAmongExpertsKeepTheirQuota)
    expect(types(order('child-protection-province', 2))).toContain('OrderIssued')
    order('child-protection-province', 1).thenRefused(rules.WomenAmongExpertsKeepTheirQuota)
    expect(types(order('administrative-procedure-act', 0))).toContain('OrderIssued')
    order('administrative-procedure-act', 5).thenRefused(rules.WomenAreCountedAmongTheExperts)

    const national = given(established, issued, adopt('anti-trafficking-act-national'), expertSeat, seated(T, 2))
    const appointing = { seat: S, person: B, from: '2026-05-01' }
    national.when(AppointExpert, { ...appointing, womenAmongExperts: 0 }).thenRefused(rules.WomenAmongExpertsKeepTheirQuota)
    national.when(AppointExpert, { ...appointing, womenAmongExperts: 1 }).then(e.ExpertAppointed({ ...appointing, womenAmongExperts: 1 }))
    national.when(CorrectOrder, { order: first, ...facts, womenAmongExperts: 0, reason }).thenRefused(rules.WomenAmongExpertsKeepTheirQuota)
  })

  it('ExpertIsAppointedAlready: the same appointment is recorded once, with another count of women it is refused', () => {
    const appointing = { seat: S, person: A, from: '2026-05-01', womenAmongExperts: 1 }
    const appointed = given(established, expertSeat, e.ExpertAppointed(appointing))
    appointed.when(AppointExpert, appointing).thenNothing()
    appointed.when(AppointExpert, { ...appointing, womenAmongExperts: 2 }).thenRefused(rules.ExpertIsAppointedAlready)
    appointed.when(AppointExpert, { seat: S, person: A, from: '2026-05-01' }).thenRefused(rules.ExpertIsAppointedAlready)
  })

  it('are vacated with their cause', () => {
    const left = { seat: S, on: '2026-05-01', reason, cause: 'resigned' as const }
    given(established, expertSeat).when(VacateSeat, left).then(e.SeatVacated(left))
  })

  it('ExpertMustSitThere: nobody leaves a seat before the day from which they sit there, or twice', () => {
    const left = e.SeatVacated({ seat: S, on: '2026-05-01', reason })
    const vacate = (on: string, ...more: Parameters<typeof given>) =>
      given(established, expertSeat, left, ...more).when(VacateSeat, { seat: S, on, reason })
    vacate('2026-05-01').thenNothing()
    vacate('2026-06-01').thenRefused(rules.ExpertMustSitThere)
    vacate('2026-01-01').thenRefused(rules.ExpertMustSitThere)
    vacate('2026-06-01', e.ExpertAppointed({ seat: S, person: B, from: '2026-05-15' })).then(
      e.SeatVacated({ seat: S, on: '2026-06-01', reason }),
    )
  })

  it('have a vacancy corrected or taken back', () => {
    const left = [established, expertSeat, e.SeatVacated({ seat: S, on: '2026-05-01', reason, cause: 'resigned' })]
    const right = { recordedOn: '2026-05-01', seat: S, on: '2026-06-01', reason, cause: 'died' as const, correction: 'wrong day' }
    given(...left)
      .when(CorrectVacancy, right)
      .then(e.VacancyCorrected(right))
    given(...left)
      .when(CorrectVacancy, { ...right, on: '2026-05-01', cause: 'resigned' })
      .thenNothing()
    given(...left)
      .when(CorrectVacancy, { ...right, recordedOn: '2026-05-02' })
      .thenRefused(rules.VacancyMustBeRecorded)
    given(...left)
      .when(CorrectVacancy, { ...right, on: '2026-01-01' })
      .thenRefused(rules.ExpertMustSitThere)
    given(...left)
      .when(CorrectVacancy, { ...right, cause: 'absent' })
      .thenRefused(rules.ThreeConsecutiveUnexcusedAbsencesVacate)
    const never = e.VacancyReversed({ seat: S, on: '2026-05-01', reason })
    given(...left)
      .when(ReverseVacancy, never.data)
      .then(never)
    given(...left, never)
      .when(ReverseVacancy, never.data)
      .thenRefused(rules.VacancyMustBeRecorded)
  })

  it('ThreeConsecutiveUnexcusedAbsencesVacate, where the rules count absences: shown by the meetings', () => {
    const absences = [4, 3, 2].map((month) => ({ meeting: meeting(month), on: `2026-0${month}-01`, revision: month }))
    const left = { seat: S, on: '2026-04-01', reason, cause: 'absent' as const }
    const national = [established, adopt('anti-trafficking-act-national'), expertSeat]
    given(...national)
      .when(VacateSeat, left, { evidence: absences })
      .then(e.SeatVacated({ ...left, absences }))
    given(...national)
      .when(VacateSeat, left, { evidence: absences.slice(1) })
      .thenRefused(rules.ThreeConsecutiveUnexcusedAbsencesVacate)
    given(established, adopt('administrative-procedure-act'), expertSeat)
      .when(VacateSeat, left, { evidence: absences })
      .thenRefused(rules.ThreeConsecutiveUnexcusedAbsencesVacate)
    const recordDespite = [{ rule: 'ThreeConsecutiveUnexcusedAbsencesVacate', reason }]
    given(established, expertSeat)
      .when(VacateSeat, left, { recordDespite })
      .then(e.SeatVacated({ ...left, absences: [] }))
  })

  it('HoldOverUntilSuccessor: the end of a term vacates no seat whose expert holds over', () => {
    const ended = { seat: S, on: '2030-01-01', reason, cause: 'termEnded' as const }
    given(established, expertSeat).when(VacateSeat, ended).thenRefused(rules.HoldOverUntilSuccessor)
    const strict = e.RulesAdopted({ rules: { ...DEFAULT_RULES, holdOver: false } })
    given(established, strict, expertSeat).when(VacateSeat, ended).then(e.SeatVacated(ended))
  })
})

describe('appointment orders', () => {
  const by = (order: string) => ({ order })
  const gone = (seat: string) => e.SeatAbolished({ seat, on: '2027-02-01', order: newOrder })
  const replacing = { number: '5/2569', kind: 'replaces' as const, date: '2026-11-01', effectiveFrom: '2027-02-01', target: first }
  const composed = [established, issued, seated(S, 1, { ...by(first), office: 'chair' }), seated(T, 2, by(first)), seated(U, 9)]

  it('bring their seats', () => {
    given(established)
      .when(IssueOrder, { ...facts, seats: [place(1, 'chair'), place(2, 'secretary', exOfficio(Q))] })
      .then(
        e.OrderIssued({ order: newOrder, ...facts }),
        e.SeatCreated({ seat: newSeat(0), ...place(1, 'chair'), from: '2026-01-01', order: newOrder }),
        e.SeatCreated({ seat: newSeat(1), ...place(2, 'secretary', exOfficio(Q)), from: '2026-01-01', order: newOrder }),
      )
  })

  it('carry on the seats of the order that they replace, and end the others', () => {
    given(...composed)
      .when(IssueOrder, { ...replacing, seats: [{ ...place(1, 'chair', exOfficio(Q)), continues: S }, place(2)] })
      .then(
        e.OrderIssued({ order: newOrder, ...replacing }),
        gone(T),
        e.SeatChanged({ seat: S, ...place(1, 'chair', exOfficio(Q)), from: '2027-02-01', order: newOrder }),
        e.SeatCreated({ seat: newSeat(1), ...place(2), from: '2027-02-01', order: newOrder }),
      )
  })

  it('end the seats of the order that they revoke, and those that an amendment names', () => {
    const revoking = { ...replacing, kind: 'revokes' as const }
    given(...composed)
      .when(IssueOrder, revoking)
      .then(e.OrderIssued({ order: newOrder, ...revoking }), gone(S), gone(T))
    const amending = { ...replacing, kind: 'amends' as const }
    given(...composed)
      .when(IssueOrder, { ...amending, abolishes: [U] })
      .then(e.OrderIssued({ order: newOrder, ...amending }), gone(U))
  })

  it('OrderNamesTheOneItChanges, OrderMustBeOfTheCommittee, OrderMustBeInForce', () => {
    given(...composed)
      .when(IssueOrder, { ...replacing, target: undefined })
      .thenRefused(rules.OrderNamesTheOneItChanges)
    given(...composed)
      .when(IssueOrder, { ...replacing, kind: 'appoints' })
      .thenRefused(rules.OrderNamesTheOneItChanges)
    given(established).when(IssueOrder, replacing).thenRefused(rules.OrderMustBeOfTheCommittee)
    given(...composed, e.OrderIssued({ order: someId('order', 'second'), ...replacing }))
      .when(IssueOrder, { ...replacing, number: '6/2569' })
      .thenRefused(rules.OrderMustBeInForce)
  })

  it('OrderIsRecordedOnce', () =>
    given(...composed)
      .when(IssueOrder, facts)
      .thenRefused(rules.OrderIsRecordedOnce))

  it('SeatContinuesOnce', () => {
    const twice = [1, 2].map((number) => ({ ...place(number), continues: S }))
    given(...composed)
      .when(IssueOrder, { ...replacing, seats: twice })
      .thenRefused(rules.SeatContinuesOnce)
    given(...composed)
      .when(IssueOrder, { ...replacing, kind: 'amends', seats: [{ ...place(1), continues: S }], abolishes: [S] })
      .thenRefused(rules.SeatContinuesOnce)
  })

  it('keep one chair over the whole composition', () => {
    given(...composed)
      .when(IssueOrder, { ...replacing, kind: 'amends', seats: [place(3, 'chair')] })
      .thenRefused(rules.SeatOfficeOfChairIsUnique)
  })

  it('are corrected, with the first day of the seats that they brought', () => {
    const corrected = { ...facts, effectiveFrom: '2026-01-15' }
    const moved = { seat: S, ...place(1), from: '2026-01-15', stepOn: '2026-01-01', reason }
    given(established, issued, seated(S, 1, by(first)), seated(T, 2))
      .when(CorrectOrder, { order: first, ...corrected, reason })
      .then(e.OrderCorrected({ order: first, ...corrected, reason }), e.SeatCorrected(moved))
    given(established, issued, seated(S, 1, by(first)))
      .when(CorrectOrder, { order: first, ...facts, subject: 'Appointment', reason })
      .then(e.OrderCorrected({ order: first, ...facts, subject: 'Appointment', reason }))
    given(established, issued)
      .when(CorrectOrder, { order: first, ...facts, reason })
      .thenNothing()
  })

  const second = someId('order', 'second')
  const sends = (organization: string) => place(9, 'member', { representative: { organization } })
  /** An order that replaces the first: it ends one seat, carries one on as it is and one to another sender, and brings one. */
  const history = [
    established,
    issued,
    seated(S, 1, by(first)),
    seated(T, 2, by(first)),
    e.SeatCreated({ seat: U, ...sends(O1), from: '2026-01-01', order: first }),
    e.RepresentativeNamed({ seat: U, person: A, from: '2026-01-01' }),
    e.OrderIssued({ order: second, ...replacing }),
    e.SeatAbolished({ seat: S, on: '2027-02-01', order: second }),
    e.SeatChanged({ seat: T, ...place(3), from: '2027-02-01', order: second }),
    e.RepresentativeWithdrawn({ seat: U, person: A, on: '2027-02-01' }),
    e.SeatChanged({ seat: U, ...sends(O2), from: '2027-02-01', order: second }),
    e.SeatCreated({ seat: newSeat(), ...place(1, 'chair'), from: '2027-02-01', order: second }),
  ]
  const day = (state: CommitteeState, on: string) => {
    const shown = Object.entries(committee.onDay!(state, on, someId('committee')))
    return Object.fromEntries(shown.flatMap(([id, { number, sent }]) => (id.startsWith('seat-') ? [[id, [number, sent]]] : [])))
  }

  it.each(['2027-03-01', '2027-01-01'])('move the ends and changes of the seats with their day, to %s', (to) => {
    const moved = given(...history)
      .when(CorrectOrder, { order: second, ...replacing, effectiveFrom: to, reason })
      .facts()
    const before = fold<CommitteeState>(committee, history)
    const after = fold<CommitteeState>(committee, [...history, ...moved])
    const dayBefore = (on: string) => addDays(on, -1)
    expect(day(after, dayBefore(to))).toEqual(day(before, '2027-01-31'))
    expect(day(after, to)).toEqual(day(before, '2027-02-01'))
    expect(day(after, dayBefore(to))).toEqual({ [S]: [1, null], [T]: [2, null], [U]: [9, A] })
    const until = (on: string) => committee.onDay!(after, on, someId('committee'))[first]!['until']
    expect(until('2026-06-01')).toBe(to)
  })

  describe('corrected to another day and back', () => {
    const elsewhere = '2027-01-01'
    const [V, W] = [someId('seat', 'v'), someId('seat', 'w')]
    const thereAndBack = (...facts: Fact[]) =>
      [elsewhere, replacing.effectiveFrom].reduce<Fact[]>(
        (story, effectiveFrom) => [
          ...story,
          ...given(...story)
            .when(CorrectOrder, { order: second, ...replacing, effectiveFrom, reason })
            .facts(),
        ],
        facts,
      )
    const seatIn = (story: readonly Fact[], id: string) => {
      const state = fold<CommitteeState>(committee, [...story])
      return state.is === 'unknown' ? undefined : state.seats.get(id)
    }

    it('move no seat that ended by itself on that day, as recorded or as corrected', () => {
      const [created, replaced] = [history.slice(0, 6), history.slice(6)]
      const story = thereAndBack(
        ...created,
        seated(V, 5, by(first)),
        seated(W, 6, by(first)),
        e.SeatAbolished({ seat: V, on: elsewhere }),
        ...replaced,
        e.SeatAbolished({ seat: W, on: '2027-02-01', order: second }),
        e.SeatAbolitionCorrected({ seat: W, on: elsewhere, reason }),
      )
      expect([V, W, S].map((seat) => seatIn(story, seat)!.gone!.on)).toEqual([elsewhere, elsewhere, '2027-02-01'])
    })

    it('move a seat that it ended, also where that is recorded without the order', () => {
      const told = history.map((fact) => (fact.type === 'SeatAbolished' ? e.SeatAbolished({ seat: S, on: '2027-02-01' }) : fact))
      const once = given(...told)
        .when(CorrectOrder, { order: second, ...replacing, effectiveFrom: elsewhere, reason })
        .facts()
      expect(seatIn([...told, ...once], S)!.gone!.on).toBe(elsewhere)
      expect(seatIn(thereAndBack(...told), S)!.gone!.on).toBe('2027-02-01')
    })

    it('move nobody who left by themselves on that day, and whoever left with the change', () => {
      const sentTo = (facts: readonly Fact[]) => seatIn(facts, U)!.sent.map(({ person, until }) => [person, until])
      expect(sentTo(thereAndBack(...history))).toEqual([[A, '2027-02-01']])
      const leaves = e.RepresentativeWithdrawn({ seat: U, person: A, on: elsewhere })
      const alone = history.map((fact) => (fact.type === 'RepresentativeWithdrawn' ? leaves : fact))
      expect(sentTo(thereAndBack(...alone))).toEqual([[A, elsewhere]])
    })
  })

  it('OrderKeepsWhatItEnded: kind and target are corrected once the seats that it ended are', () => {
    const amends = { order: second, ...replacing, kind: 'amends' as const, reason }
    given(...history)
      .when(CorrectOrder, amends)
      .thenRefused(rules.OrderKeepsWhatItEnded)
    given(...history, e.SeatAbolitionReversed({ seat: S, reason }))
      .when(CorrectOrder, amends)
      .then(e.OrderCorrected(amends))
    const amended = [...composed, e.OrderIssued({ order: second, ...replacing, kind: 'amends' })]
    given(...amended)
      .when(CorrectOrder, { order: second, ...replacing, reason })
      .thenRefused(rules.OrderKeepsWhatItEnded)
    given(established, issued, e.OrderIssued({ order: second, ...replacing, kind: 'amends' }))
      .when(CorrectOrder, { order: second, ...replacing, reason })
      .then(e.OrderCorrected({ order: second, ...replacing, reason }))
  })

  it('NothingIsPartOfItself: no order changes itself, nor one that changes it', () => {
    const orders = [established, issued, e.OrderIssued({ order: second, ...replacing, kind: 'amends' })]
    given(...orders)
      .when(CorrectOrder, { order: second, ...replacing, kind: 'amends', target: second, reason })
      .thenRefused(NothingIsPartOfItself)
    given(...orders)
      .when(CorrectOrder, { order: first, ...facts, kind: 'amends', target: second, reason })
      .thenRefused(NothingIsPartOfItself)
  })

  it('OrderMustBeInForce on the day of the one that changes it, whichever was recorded first', () => {
    const late = { ...replacing, number: '6/2569', kind: 'amends' as const }
    const replaced = given(established, issued, e.OrderIssued({ order: second, ...replacing }))
    replaced
      .when(IssueOrder, { ...late, effectiveFrom: '2027-01-31' })
      .then(e.OrderIssued({ order: newOrder, ...late, effectiveFrom: '2027-01-31' }))
    replaced.when(IssueOrder, { ...late, effectiveFrom: '2027-02-01' }).thenRefused(rules.OrderMustBeInForce)
    replaced.when(IssueOrder, { ...late, effectiveFrom: '2025-12-31' }).thenRefused(rules.OrderMustBeInForce)
    replaced.when(CorrectOrder, { order: first, ...facts, effectiveFrom: '2027-02-02', reason }).thenRefused(rules.OrderMustBeInForce)
    given(established, issued, e.OrderIssued({ order: second, ...late, effectiveFrom: '2027-03-01' }))
      .when(IssueOrder, { ...replacing, number: '7/2569' })
      .thenRefused(rules.OrderMustBeAmendedWhileInForce)
  })
})

describe('MeetingNumbersHaveNoGaps', () => {
  const number = (n: number, day: string, ...facts: Parameters<typeof given>) =>
    given(established, ...facts)
      .when(NumberMeeting, { meeting: meeting(n), day })
      .facts()
      .map(({ data }) => data as object)
  const numbered = (n: number, count: number, year = 2569, more: object = {}) =>
    e.MeetingNumbered({ meeting: meeting(n), numbering: 'calendar', year, number: count, ...more })

  it('gives the next number of the year, which begins again in January', () => {
    expect(number(1, '2026-05-08')).toEqual([numbered(1, 1).data])
    expect(number(3, '2026-05-08', numbered(1, 1), numbered(2, 2))).toEqual([numbered(3, 3).data])
    expect(number(3, '2027-01-08', numbered(1, 1), numbered(2, 2))).toEqual([numbered(3, 1, 2570).data])
  })

  it('gives the same meeting always the same one', () => expect(number(1, '2026-09-01', numbered(1, 1), numbered(2, 2))).toEqual([]))

  it('takes back the number of a cancelled meeting and gives it to the next', () => {
    const released = e.MeetingNumberReleased(numbered(1, 1).data)
    given(established, numbered(1, 1), numbered(2, 2))
      .when(ReleaseMeetingNumber, { meeting: meeting(1) })
      .then(released)
    given(established)
      .when(ReleaseMeetingNumber, { meeting: meeting(1) })
      .thenNothing()
    expect(number(3, '2026-05-08', numbered(1, 1), numbered(2, 2), released)).toEqual([numbered(3, 1).data])
    expect(number(4, '2026-05-08', numbered(1, 1), numbered(2, 2), released, numbered(3, 1))).toEqual([numbered(4, 3).data])
  })

  it('gives a meeting that moves to another year of the series the next number of that year', () => {
    const move = (day: string, ...facts: Parameters<typeof given>) =>
      given(established, ...facts).when(RenumberMeeting, { meeting: meeting(2), day })
    const both = [numbered(1, 1), numbered(2, 2), numbered(3, 1, 2570)]
    move('2026-12-31', ...both).thenNothing()
    move('2027-01-01', ...both).then(e.MeetingNumberReleased(numbered(2, 2).data), numbered(2, 2, 2570))
    move('2027-01-01', numbered(1, 1)).thenNothing()
    const cumulative = { numbering: 'cumulative' as const, running: 70 }
    move('2027-01-01', adopt('ngo-coalition'), numbered(2, 5, 2569, cumulative)).then(
      e.MeetingNumberReleased(numbered(2, 5, 2569, cumulative).data),
      numbered(2, 1, 2570, cumulative),
    )
  })

  it('lets a number stand as given, goes on after it, and gives none twice', () => {
    const given7 = { number: 7, year: 2569 }
    given(established)
      .when(NumberMeeting, { meeting: meeting(1), day: '2026-05-08', given: given7 })
      .then(numbered(1, 7))
    expect(number(2, '2026-05-08', numbered(1, 7))).toEqual([numbered(2, 8).data])
    given(established, numbered(1, 7))
      .when(NumberMeeting, { meeting: meeting(2), day: '2026-05-08', given: given7 })
      .thenRefused(rules.MeetingNumbersHaveNoGaps)
    const again = given(established, numbered(1, 7))
    again.when(NumberMeeting, { meeting: meeting(1), day: '2026-05-08', given: given7 }).thenNothing()
    again
      .when(NumberMeeting, { meeting: meeting(1), day: '2026-05-08', given: { ...given7, number: 8 } })
      .thenRefused(rules.MeetingBearsAnotherNumber)
  })

  it('one that stood as given without its running number counts for none, also when it is given back', () => {
    const cumulative = { numbering: 'cumulative' as const }
    const given5 = numbered(1, 5, 2569, cumulative)
    const body = [adopt('ngo-coalition'), given5]
    expect(number(2, '2026-11-01', ...body)).toEqual([numbered(2, 6, 2569, { ...cumulative, running: 1 }).data])
    const released = e.MeetingNumberReleased(given5.data)
    expect(number(2, '2026-11-01', ...body, released)).toEqual([numbered(2, 5, 2569, { ...cumulative, running: 1 }).data])
  })

  it('counts by fiscal year, and cumulatively', () => {
    expect(number(1, '2026-10-01', adopt('child-protection-province'))).toEqual([numbered(1, 1, 2570, { numbering: 'fiscal' }).data])
    const cumulative = { numbering: 'cumulative' as const }
    const before = [numbered(1, 5, 2569, { ...cumulative, running: 70 })]
    expect(number(2, '2026-11-01', adopt('ngo-coalition'), ...before)).toEqual([numbered(2, 6, 2569, { ...cumulative, running: 71 }).data])
    expect(number(2, '2027-01-01', adopt('ngo-coalition'), ...before)).toEqual([numbered(2, 1, 2570, { ...cumulative, running: 71 }).data])
  })

  it.each([
    ['calendar', '2026-12-31', 2569],
    ['fiscal', '2026-09-30', 2569],
    ['fiscal', '2026-10-01', 2570],
    ['cumulative', '2026-10-01', 2569],
  ] as const)('the %s year of %s is %i', (numbering, day, year) => expect(seriesYear(numbering, day)).toBe(year))
})

describe('the same history under two presets', () => {
  it('gives the two expected outcomes', () => {
    const twoChairs = { ...facts, seats: [place(1, 'chair'), place(2, 'chair')] }
    given(established, adopt('administrative-procedure-act')).when(IssueOrder, twoChairs).thenRefused(rules.SeatOfficeOfChairIsUnique)
    expect(given(established, adopt('ngo-coalition')).when(IssueOrder, twoChairs).facts()).toHaveLength(3)
  })
})

describe('a file of an order', () => {
  const scan = attachable('signed')
  const attached = e.FileAttachedToOrder({ order: first, ...scan })

  it('is attached once to each order, also to one that was replaced or whose body was dissolved', () => {
    given(established, issued)
      .when(AttachFileToOrder, { order: first, ...scan })
      .then(attached)
    given(established, issued, attached)
      .when(AttachFileToOrder, { order: first, ...scan, name: 'again.pdf' })
      .thenRefused(FileIsAttachedOtherwise)
    const later = { order: newOrder, ...facts, number: '13/2569', kind: 'replaces' as const, target: first }
    const replaced = [established, issued, e.OrderIssued(later), attached, e.CommitteeDissolved({ on: '2026-10-01' })]
    given(...replaced)
      .when(AttachFileToOrder, { order: first, ...attachable('annex') })
      .then(e.FileAttachedToOrder({ order: first, ...attachable('annex') }))
    given(...replaced)
      .when(AttachFileToOrder, { order: newOrder, ...scan })
      .then(e.FileAttachedToOrder({ order: newOrder, ...scan }))
  })
  it('OrderMustBeOfTheCommittee', () =>
    given(established, issued)
      .when(AttachFileToOrder, { order: newOrder, ...scan })
      .thenRefused(rules.OrderMustBeOfTheCommittee))
})
