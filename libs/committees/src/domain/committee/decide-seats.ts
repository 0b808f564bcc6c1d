// Decisions about seats and who was sent or appointed to them.
import { type Context, type DataOf, type Day, command, requireThat } from '@prasan/event-sourcing'
import type { BodyRules } from './body-rules.js'
import {
  ExpertAppointed,
  type Place,
  RepresentativeNamed,
  RepresentativeWithdrawn,
  SeatAbolished,
  SeatChanged,
  SeatCorrected,
  SeatCreated,
  SeatVacated,
  appointment,
  from,
  order,
  person,
  place,
  reason,
  seat,
  since,
  vacancy,
} from './events.js'
import {
  AssistantSecretariesKeepTheirQuota,
  ExpertTermLimit,
  HoldOverUntilSuccessor,
  OnlyExpertSeatsAreAppointedTo,
  OnlyRepresentativeSeatsAreSentTo,
  OrderMustBeOfTheCommittee,
  RepresentativeMustSitThere,
  RepresentativeSitsThereSinceEarlier,
  SeatCannotEndBeforeItBegins,
  SeatOfficeOfChairIsUnique,
  TermCannotEndBeforeItBegins,
  ThreeConsecutiveUnexcusedAbsencesVacate,
  WomenAmongExpertsKeepTheirQuota,
  WomenAreCountedAmongTheExperts,
  living,
  seatOf,
} from './rules.js'
import { type CommitteeState, type Sat, type SeatState, committee, rulesOn } from './state.js'

type Judge = (holds: unknown, rule: typeof SeatOfficeOfChairIsUnique, field?: string) => void

/** Judges the offices of a whole composition by the rules of the day on which it holds. */
export function judgeOffices(places: readonly Pick<Place, 'office'>[], rules: BodyRules, judge: Judge, field = 'office'): void {
  const count = (office: Place['office']) => places.filter((each) => each.office === office).length
  judge(rules.chairs === 'several' || count('chair') <= 1, SeatOfficeOfChairIsUnique, field)
  judge(
    rules.assistantSecretaries === undefined || count('assistantSecretary') <= rules.assistantSecretaries,
    AssistantSecretariesKeepTheirQuota,
    field,
  )
}

/** Judges the stated number of women by the seats of experts in a whole composition. */
export function judgeWomen(
  places: readonly Pick<Place, 'kind'>[],
  { womenAmongExperts: women }: { womenAmongExperts?: number | undefined },
  { womenAmongExperts: quota }: BodyRules,
  judge: Judge,
): void {
  if (women === undefined) return
  const experts = places.filter(({ kind }) => 'expert' in kind).length
  requireThat(women <= experts, WomenAreCountedAmongTheExperts, 'womenAmongExperts')
  judge(!quota || women * quota.denominator >= experts * quota.numerator, WomenAmongExpertsKeepTheirQuota, 'womenAmongExperts')
}

/** The living seats as they are, but for the given ones. */
export const placesWithout = (state: CommitteeState, ...ids: readonly string[]): Place[] =>
  [...living(state).seats].filter(([id, { gone }]) => !gone && !ids.includes(id)).map(([, { places }]) => places.at(-1)!)

const requireOrder = (state: CommitteeState, id: string | undefined) =>
  requireThat(id === undefined || living(state).orders[id], OrderMustBeOfTheCommittee, 'order')
const requireLater = (found: SeatState, day: Day, field: string) =>
  requireThat((found.places[0]!.from ?? '') <= day, SeatCannotEndBeforeItBegins, field)

export const CreateSeat = command(
  'CreateSeat',
  committee,
  { ...place, from, order: order.optional() },
  { doc: 'Creates a numbered seat; the number is its place in the protocol order. Errors: SeatOfficeOfChairIsUnique.' },
  (input, state, { newId, judge, today }) => {
    requireOrder(state, input.order)
    judgeOffices([...placesWithout(state), input], rulesOn(state, input.from ?? today), judge)
    return [SeatCreated({ seat: newId('seat'), ...input })]
  },
)

/** A seat as it is from a day on; who was sent by an organization that no longer sends anybody to it leaves with the change. */
export function changed(
  found: SeatState,
  { seat, from, order, ...place }: Place & { seat: string; from: Day; order?: string | undefined },
) {
  const before = found.places.at(-1)!.kind
  const sender = (kind: Place['kind']) => ('representative' in kind ? kind.representative.organization : undefined)
  const leaving = sender(before) === sender(place.kind) ? undefined : found.sent.find((sent) => !sent.until)
  return [
    ...(leaving ? [RepresentativeWithdrawn({ seat, person: leaving.person, on: from })] : []),
    SeatChanged({ seat, ...place, from, order }),
  ]
}

export const ChangeSeat = command(
  'ChangeSeat',
  committee,
  { seat, ...place, from: since, order: order.optional() },
  { doc: 'From a day on the seat has another number, office, title, kind or right; it stays the same seat.' },
  (input, state, { judge }) => {
    requireOrder(state, input.order)
    const found = seatOf(state, input.seat)
    requireLater(found, input.from, 'from')
    judgeOffices([...placesWithout(state, input.seat), input], rulesOn(state, input.from), judge)
    return changed(found, input)
  },
)

export const CorrectSeat = command(
  'CorrectSeat',
  committee,
  { seat, ...place, from, reason },
  { doc: 'The seat was recorded wrongly as it was created or last changed: gives the whole corrected fact and the reason.' },
  (input, state, { judge, today }) => {
    seatOf(state, input.seat)
    judgeOffices([...placesWithout(state, input.seat), input], rulesOn(state, input.from ?? today), judge)
    return [SeatCorrected(input)]
  },
)

export const NameRepresentative = command(
  'NameRepresentative',
  committee,
  { seat, person, from },
  {
    doc:
      'The organization of the seat sends a person, in place of the one sent before. Whoever is there already has been so since the day given, where it ' +
      'is earlier than the day recorded. Errors: RepresentativeSitsThereSinceEarlier.',
  },
  (input, state, { today }) => {
    const found = seatOf(state, input.seat)
    requireThat('representative' in found.places.at(-1)!.kind, OnlyRepresentativeSeatsAreSentTo, 'seat')
    const sitting = found.sent.find((sent) => !sent.until)
    if (sitting?.person === input.person) {
      if (input.from === undefined || input.from === sitting.from) return []
      requireThat(input.from < (sitting.from ?? ''), RepresentativeSitsThereSinceEarlier, 'from')
      return [RepresentativeNamed(input)]
    }
    return [
      ...(sitting ? [RepresentativeWithdrawn({ seat: input.seat, person: sitting.person, on: input.from ?? today })] : []),
      RepresentativeNamed(input),
    ]
  },
)

export const WithdrawRepresentative = command(
  'WithdrawRepresentative',
  committee,
  { seat, person, on: since },
  { doc: 'The person no longer represents the organization from the day `on`.' },
  (input, state) => {
    requireThat(
      seatOf(state, input.seat).sent.some((sent) => sent.person === input.person && !sent.until),
      RepresentativeMustSitThere,
      'person',
    )
    return [RepresentativeWithdrawn(input)]
  },
)

export const AppointExpert = command(
  'AppointExpert',
  committee,
  appointment,
  {
    doc: 'A person takes an expert’s seat for a term, in place of the one before. Errors: ExpertTermLimit, WomenAmongExpertsKeepTheirQuota.',
  },
  (input, state, { judge }) => {
    const found = seatOf(state, input.seat)
    requireThat('expert' in found.places.at(-1)!.kind, OnlyExpertSeatsAreAppointedTo, 'seat')
    requireThat(input.until === undefined || input.from < input.until, TermCannotEndBeforeItBegins, 'until')
    const rules = rulesOn(state, input.from)
    judge(withinTerms(found.experts, input, rules.term), ExpertTermLimit, 'until')
    judgeWomen(placesWithout(state), input, rules, judge)
    return [ExpertAppointed(input)]
  },
)

/** Whether the term is no longer than allowed and follows on no more terms of the same person in a row than allowed. */
function withinTerms(experts: readonly Sat[], { person, from, until }: Sat, term: BodyRules['term']): boolean {
  if (!term) return true
  const longest = `${Number(from!.slice(0, 4)) + term.years}${from!.slice(4)}`
  if (until !== undefined && until > longest) return false
  const others = experts.findLastIndex((sat) => sat.person !== person)
  return term.consecutive === undefined || experts.length - 1 - others < term.consecutive
}

/** The meetings up to the day from which the expert in the seat was absent in a row without cause, the latest first, as far as the rules count. */
export type AbsenceEvidence = NonNullable<DataOf<typeof SeatVacated>['absences']>

/** Decides on evidence from the meetings, whose context puts it beside the command. */
export const VacateSeat = command(
  'VacateSeat',
  committee,
  vacancy,
  {
    doc:
      'An expert leaves the seat from the day `on`. With the cause ABSENT the meetings up to that day must show the absences that the rules ask for; with ' +
      'TERM_ENDED the rules must not let the expert hold over. Errors: ThreeConsecutiveUnexcusedAbsencesVacate, HoldOverUntilSuccessor.',
  },
  (input, state, { evidence: absences = [], judge }: Context<AbsenceEvidence | undefined>) => {
    const found = seatOf(state, input.seat)
    requireThat('expert' in found.places.at(-1)!.kind, OnlyExpertSeatsAreAppointedTo, 'seat')
    requireLater(found, input.on, 'on')
    const { absenceLimit = Infinity, holdOver } = rulesOn(state, input.on)
    const absent = input.cause === 'absent'
    judge(!absent || absences.length >= absenceLimit, ThreeConsecutiveUnexcusedAbsencesVacate, 'cause')
    judge(input.cause !== 'termEnded' || !holdOver, HoldOverUntilSuccessor, 'cause')
    return [SeatVacated({ ...input, ...(absent && { absences }) })]
  },
)

export const AbolishSeat = command(
  'AbolishSeat',
  committee,
  { seat, on: since, successor: seat.optional() },
  { doc: 'The seat ends; names the seat that takes over what it owes.' },
  (input, state) => {
    requireLater(seatOf(state, input.seat), input.on, 'on')
    return [SeatAbolished(input)]
  },
)
