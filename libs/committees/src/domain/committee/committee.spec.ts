import { describe, expect, it } from '@jest/globals'
import { attachable, fold, given, someId } from '@prasan/event-sourcing/testing'
import { DEFAULT_RULES, PRESETS } from './body-rules.js'
import {
  AdoptRules,
  CorrectCommittee,
  DissolveCommittee,
  EstablishCommittee,
  NumberMeeting,
  ReleaseMeetingNumber,
  RenumberMeeting,
  seriesYear,
} from './decide-committee.js'
import { AttachFileToOrder, CorrectOrder, IssueOrder } from './decide-orders.js'
import {
  AbolishSeat,
  AppointExpert,
  ChangeSeat,
  CorrectSeat,
  CreateSeat,
  NameRepresentative,
  VacateSeat,
  WithdrawRepresentative,
} from './decide-seats.js'
import * as e from './events.js'
import * as rules from './rules.js'
import { type CommitteeState, committee } from './state.js'

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
const place = (number: number, office: e.Place['office'] = 'member', kind: e.SeatKind = exOfficio(P)) => ({ number, office, kind })
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

  it('CommitteeMustNotBeDissolved', () => {
    const dissolved = [established, seated(S, 1), e.CommitteeDissolved({ on: '2026-10-01' })]
    given(...dissolved)
      .when(CreateSeat, place(2))
      .thenRefused(rules.CommitteeMustNotBeDissolved)
    given(...dissolved)
      .when(AbolishSeat, { seat: S, on: '2026-11-01' })
      .thenRefused(rules.CommitteeMustNotBeDissolved)
    given(...dissolved)
      .when(IssueOrder, facts)
      .thenRefused(rules.CommitteeMustNotBeDissolved)
    given(...dissolved)
      .when(DissolveCommittee, { on: '2026-11-01' })
      .thenRefused(rules.CommitteeMustNotBeDissolved)
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
      .when(CreateSeat, place(2, 'chair'))
      .then(e.SeatCreated({ seat: newSeat(), ...place(2, 'chair') }))
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

  it('lets whoever was sent go when another organization sends from then on', () => {
    const change = { seat: S, ...place(1, 'member', { representative: { organization: O2 } }), from: '2026-05-01' }
    given(established, sentSeat, e.RepresentativeNamed({ seat: S, person: A }))
      .when(ChangeSeat, change)
      .then(e.RepresentativeWithdrawn({ seat: S, person: A, on: '2026-05-01' }), e.SeatChanged(change))
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

  it('are vacated with their cause', () => {
    const left = { seat: S, on: '2026-05-01', reason, cause: 'resigned' as const }
    given(established, expertSeat).when(VacateSeat, left).then(e.SeatVacated(left))
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
  const replacing = { number: '5/2570', kind: 'replaces' as const, date: '2027-01-05', effectiveFrom: '2027-02-01', target: first }
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
        e.SeatAbolished({ seat: T, on: '2027-02-01' }),
        e.SeatChanged({ seat: S, ...place(1, 'chair', exOfficio(Q)), from: '2027-02-01', order: newOrder }),
        e.SeatCreated({ seat: newSeat(1), ...place(2), from: '2027-02-01', order: newOrder }),
      )
  })

  it('end the seats of the order that they revoke, and those that an amendment names', () => {
    const revoking = { ...replacing, kind: 'revokes' as const }
    given(...composed)
      .when(IssueOrder, revoking)
      .then(
        e.OrderIssued({ order: newOrder, ...revoking }),
        e.SeatAbolished({ seat: S, on: '2027-02-01' }),
        e.SeatAbolished({ seat: T, on: '2027-02-01' }),
      )
    const amending = { ...replacing, kind: 'amends' as const }
    given(...composed)
      .when(IssueOrder, { ...amending, abolishes: [U] })
      .then(e.OrderIssued({ order: newOrder, ...amending }), e.SeatAbolished({ seat: U, on: '2027-02-01' }))
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
      .when(IssueOrder, { ...replacing, number: '6/2570' })
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
    given(established, issued, seated(S, 1, by(first)))
      .when(CorrectOrder, { order: first, ...corrected, reason })
      .then(e.OrderCorrected({ order: first, ...corrected, reason }), e.SeatCorrected({ seat: S, ...place(1), from: '2026-01-15', reason }))
    given(established, issued, seated(S, 1, by(first)))
      .when(CorrectOrder, { order: first, ...facts, subject: 'Appointment', reason })
      .then(e.OrderCorrected({ order: first, ...facts, subject: 'Appointment', reason }))
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
      .thenNothing()
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
