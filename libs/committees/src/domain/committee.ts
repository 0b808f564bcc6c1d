// libs/committees/src/domain/committee.ts: a body, its order and its seats
import {
  type Aggregate,
  AreaRef,
  Bilingual,
  Count,
  Day,
  Text,
  choice,
  command,
  creation,
  event,
  label,
  oneOf,
  ref,
  requireThat,
  ruleOfTheBody,
  ruleOfTheRecord,
  z,
} from '@prasan/event-sourcing'

export const CommitteeType = choice(
  'CommitteeType',
  {
    committee: ['คณะกรรมการ', 'committee'],
    subcommittee: ['คณะอนุกรรมการ', 'sub-committee'],
    workingGroup: ['คณะทำงาน', 'working group'],
    multidisciplinaryTeam: ['ทีมสหวิชาชีพ', 'multidisciplinary team'],
    coalition: ['เครือข่าย', 'coalition'],
    villageGroup: ['กลุ่มหมู่บ้าน', 'village group'],
  },
  label('ประเภทคณะ', 'Type'),
)
export const Office = choice(
  'Office',
  {
    chair: ['ประธาน', 'chair'],
    viceChair: ['รองประธาน', 'vice-chair'],
    member: ['กรรมการ', 'member'],
    secretary: ['เลขานุการ', 'secretary'],
    assistantSecretary: ['ผู้ช่วยเลขานุการ', 'assistant secretary'],
    adviser: ['ที่ปรึกษา', 'adviser'],
    other: ['อื่น ๆ', 'other'],
  },
  label('ตำแหน่งในคณะ', 'Office'),
)

/** What the seat belongs to: a post (whoever holds it sits there), an organization that sends somebody, or a named expert. */
export const SeatKind = oneOf({
  exOfficio: z.strictObject({ post: ref('post') }).meta({ id: 'ExOfficio' }),
  representative: z.strictObject({ organization: ref('organization') }).meta({ id: 'Representative' }),
  expert: z.strictObject({ person: ref('person'), until: Day.optional() }).meta({ id: 'Expert' }),
}).meta({ id: 'SeatKind', ...label('ประเภทที่นั่ง', 'Kind') })
export type SeatKind = z.infer<typeof SeatKind>

const from = Day.optional().meta({ ...label('ตั้งแต่', 'From'), description: 'First day; leave out only where nobody knows it.' })
const since = Day.meta(label('ตั้งแต่', 'From'))
const reason = Text.meta(label('เหตุผล', 'Reason'))
const seat = ref('seat').meta(label('ที่นั่ง', 'Seat'))
const person = ref('person').meta(label('บุคคล', 'Person'))

const establishment = {
  name: Bilingual.meta(label('ชื่อคณะ', 'Name')),
  type: CommitteeType,
  area: AreaRef.optional(),
  parent: ref('committee').optional().meta(label('คณะแม่', 'Parent')),
  legalBasis: Text.optional().meta(label('ฐานอำนาจ', 'Legal basis')),
  from,
}
const place = {
  number: Count.min(1).meta(label('ลำดับ', 'Number')),
  office: Office,
  title: Bilingual.optional().meta(label('ชื่อตำแหน่งในคณะ', 'Title')),
  kind: SeatKind,
  votes: z
    .boolean()
    .optional()
    .meta({ ...label('มีสิทธิออกเสียง', 'Votes'), description: 'True where it is left out.' }),
  countsForQuorum: z
    .boolean()
    .optional()
    .meta({ ...label('นับเป็นองค์ประชุม', 'Counts for quorum'), description: 'True where it is left out.' }),
}

export const CommitteeEstablished = event('CommitteeEstablished', 1, establishment, {
  th: 'แต่งตั้ง{name}',
  en: 'Committee established: {name}',
})
export const SeatCreated = event(
  'SeatCreated',
  1,
  { seat, ...place, from },
  { th: 'กำหนดที่นั่งลำดับที่ {number} ({office})', en: 'Seat {number} created ({office})' },
)
export const SeatCorrected = event(
  'SeatCorrected',
  1,
  { seat, ...place, from, reason },
  { th: 'แก้ไขบันทึกที่นั่งลำดับที่ {number}: {reason}', en: 'Record of seat {number} corrected: {reason}' },
)
export const RepresentativeNamed = event(
  'RepresentativeNamed',
  1,
  { seat, person, from },
  { th: 'ส่ง {person} เป็นผู้แทนตั้งแต่ {from}', en: '{person} sent as representative from {from}' },
)
export const RepresentativeWithdrawn = event(
  'RepresentativeWithdrawn',
  1,
  { seat, person, on: since },
  { th: '{person} พ้นจากการเป็นผู้แทนตั้งแต่ {on}', en: '{person} withdrawn from {on}' },
)
export const SeatVacated = event(
  'SeatVacated',
  1,
  { seat, on: since, reason },
  { th: 'ที่นั่งว่างลงตั้งแต่ {on}: {reason}', en: 'Seat vacated from {on}: {reason}' },
)
export const SeatAbolished = event(
  'SeatAbolished',
  1,
  { seat, on: since, successor: seat.optional() },
  { th: 'ยกเลิกที่นั่งตั้งแต่ {on}', en: 'Seat abolished from {on}' },
)
export const CommitteeDissolved = event(
  'CommitteeDissolved',
  1,
  { on: since, successor: ref('committee').optional().meta(label('คณะที่รับช่วง', 'Taken over by')) },
  { th: 'ยุบคณะตั้งแต่ {on}', en: 'Dissolved from {on}' },
)

interface Seat {
  office: z.infer<typeof Office>
  kind: SeatKind
  sent?: { person: string; from?: string | undefined; until?: string | undefined }[]
  gone?: string
}
type State =
  | { is: 'unknown' }
  | { is: 'established'; seats: Readonly<Record<string, Seat>> }
  | { is: 'dissolved'; seats: Readonly<Record<string, Seat>> }

const events = [
  CommitteeEstablished,
  SeatCreated,
  SeatCorrected,
  RepresentativeNamed,
  RepresentativeWithdrawn,
  SeatVacated,
  SeatAbolished,
  CommitteeDissolved,
] as const

const withSeat = (state: State, id: string, change: (seat: Seat) => Seat): State =>
  state.is === 'unknown' || !state.seats[id] ? state : { ...state, seats: { ...state.seats, [id]: change(state.seats[id]) } }

export const committee: Aggregate<State, typeof events> = {
  category: 'committee',
  events,
  initial: { is: 'unknown' },
  evolve: {
    CommitteeEstablished: () => ({ is: 'established', seats: {} }),
    SeatCreated: (state, { seat: id, office, kind }) =>
      state.is === 'unknown' ? state : { ...state, seats: { ...state.seats, [id]: { office, kind } } },
    SeatCorrected: (state, { seat: id, office, kind }) => withSeat(state, id, (seat) => ({ ...seat, office, kind })),
    RepresentativeNamed: (state, { seat: id, person, from }) =>
      withSeat(state, id, (seat) => ({ ...seat, sent: [...(seat.sent ?? []), { person, from }] })),
    RepresentativeWithdrawn: (state, { seat: id, person, on }) =>
      withSeat(state, id, (seat) => ({
        ...seat,
        sent: (seat.sent ?? []).map((sent) => (sent.person === person && !sent.until ? { ...sent, until: on } : sent)),
      })),
    SeatVacated: (state) => state,
    SeatAbolished: (state, { seat: id, on }) => withSeat(state, id, (seat) => ({ ...seat, gone: on })),
    CommitteeDissolved: (state) => (state.is === 'unknown' ? state : { ...state, is: 'dissolved' }),
  },
}

export const CommitteeMustNotBeDissolved = ruleOfTheRecord('CommitteeMustNotBeDissolved', {
  th: 'คณะนี้ถูกยุบแล้ว',
  en: 'The committee was dissolved.',
})
export const SeatMustBeOfTheCommittee = ruleOfTheRecord('SeatMustBeOfTheCommittee', {
  th: 'คณะนี้ไม่มีที่นั่งนี้',
  en: 'The committee has no such seat.',
})
export const SeatMustNotBeAbolished = ruleOfTheRecord('SeatMustNotBeAbolished', { th: 'ที่นั่งนี้ถูกยกเลิกแล้ว', en: 'The seat was abolished.' })
export const OnlyRepresentativeSeatsAreSentTo = ruleOfTheRecord('OnlyRepresentativeSeatsAreSentTo', {
  th: 'ส่งผู้แทนได้เฉพาะที่นั่งของหน่วยงาน',
  en: 'Only a seat of an organization takes a representative.',
})
export const RepresentativeMustSitThere = ruleOfTheRecord('RepresentativeMustSitThere', {
  th: 'บุคคลนี้มิได้เป็นผู้แทนในที่นั่งนี้',
  en: 'This person is not the representative in this seat.',
})
export const SeatOfficeOfChairIsUnique = ruleOfTheBody('SeatOfficeOfChairIsUnique', {
  th: 'คณะมีประธานได้หนึ่งที่นั่ง',
  en: 'The committee has one seat of chair.',
})

const living = (state: State) => {
  requireThat(state.is !== 'dissolved', CommitteeMustNotBeDissolved)
  return state.is === 'established' ? state.seats : {}
}
const seatOf = (state: State, id: string): Seat => {
  const found = living(state)[id]
  requireThat(found, SeatMustBeOfTheCommittee, 'seat')
  requireThat(!found.gone, SeatMustNotBeAbolished, 'seat')
  return found
}

export const EstablishCommittee = creation(
  'EstablishCommittee',
  committee,
  establishment,
  { doc: 'Establishes a committee, sub-committee, working group, team, coalition or village group.' },
  (input) => [CommitteeEstablished(input)],
)

export const CreateSeat = command(
  'CreateSeat',
  committee,
  { ...place, from },
  { doc: 'Creates a numbered seat; the number is its place in the protocol order.' },
  (input, state, { newId, judge }) => {
    const seats = living(state)
    const chaired = Object.values(seats).some((other) => other.office === 'chair' && !other.gone)
    judge(input.office !== 'chair' || !chaired, SeatOfficeOfChairIsUnique, 'office')
    return [SeatCreated({ seat: newId('seat'), ...input })]
  },
)

export const CorrectSeat = command(
  'CorrectSeat',
  committee,
  { seat, ...place, from, reason },
  { doc: 'The seat was recorded wrongly: gives the whole corrected fact and the reason.' },
  (input, state) => {
    seatOf(state, input.seat)
    return [SeatCorrected(input)]
  },
)

export const NameRepresentative = command(
  'NameRepresentative',
  committee,
  { seat, person, from },
  { doc: 'The organization of the seat sends a person, in place of the one sent before.' },
  (input, state, { today }) => {
    const found = seatOf(state, input.seat)
    requireThat('representative' in found.kind, OnlyRepresentativeSeatsAreSentTo, 'seat')
    const sitting = found.sent?.find((sent) => !sent.until)
    if (sitting?.person === input.person) return []
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
      seatOf(state, input.seat).sent?.some((sent) => sent.person === input.person && !sent.until),
      RepresentativeMustSitThere,
      'person',
    )
    return [RepresentativeWithdrawn(input)]
  },
)

export const VacateSeat = command(
  'VacateSeat',
  committee,
  { seat, on: since, reason },
  { doc: 'An expert leaves the seat from the day `on`.' },
  (input, state) => {
    seatOf(state, input.seat)
    return [SeatVacated(input)]
  },
)

export const AbolishSeat = command(
  'AbolishSeat',
  committee,
  { seat, on: since, successor: seat.optional() },
  { doc: 'The seat ends; names the seat that takes over what it owes.' },
  (input, state) => {
    seatOf(state, input.seat)
    return [SeatAbolished(input)]
  },
)

export const DissolveCommittee = command(
  'DissolveCommittee',
  committee,
  { on: since, successor: ref('committee').optional().meta(label('คณะที่รับช่วง', 'Taken over by')) },
  { doc: 'The committee ends; names who takes over what it owes.' },
  (input, state) => {
    living(state)
    return [CommitteeDissolved(input)]
  },
)
