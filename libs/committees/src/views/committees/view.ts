import { type EventType, VersionedMap, history, plain, view } from '@prasan/event-sourcing'
import {
  CommitteeCorrected,
  CommitteeDissolved,
  CommitteeEstablished,
  ExpertAppointed,
  MeetingNumberReleased,
  MeetingNumbered,
  OrderCorrected,
  OrderIssued,
  type Place,
  RepresentativeNamed,
  RepresentativeWithdrawn,
  RulesAdopted,
  SeatAbolished,
  SeatChanged,
  SeatCorrected,
  SeatCreated,
  SeatVacated,
} from '../../domain/committee/events.js'
import type { Living } from '../../domain/committee/rules.js'
import { type SeatState, committee, lastOn } from '../../domain/committee/state.js'
import { seatOfTheDay } from '../../occupants.js'

const placed = ({ number, office, title, kind, constituency, votes, countsForQuorum }: Place) => ({
  number,
  office,
  title: title ?? null,
  constituency: constituency ?? null,
  votes: votes ?? true,
  countsForQuorum: countsForQuorum ?? true,
  kind: Object.keys(kind)[0]!,
  organization: 'representative' in kind ? kind.representative.organization : null,
})
const SEAT_EVENTS: readonly EventType[] = [
  SeatCreated,
  SeatChanged,
  SeatCorrected,
  RepresentativeNamed,
  RepresentativeWithdrawn,
  ExpertAppointed,
  SeatVacated,
  SeatAbolished,
]

/** The seat as decisions know it, after one more event: one rule for what corrections and late facts mean. */
function seatAfter(before: SeatState | undefined, type: string, data: { seat: string }): SeatState {
  const evolve = committee.evolve as unknown as Record<string, (state: Living, data: unknown) => Living>
  const body = { is: 'established', seats: VersionedMap.of(before && [[data.seat, before]]) } as Living
  return evolve[type]!(body, data).seats.get(data.seat)!
}

/** A row for every stretch of days on which the seat is the same. */
function rowsOf(committee: string, seat: SeatState) {
  const days = [
    ...seat.places.map(({ from }) => from ?? ''),
    ...[...seat.sent, ...seat.experts].flatMap(({ from }) => from ?? ''),
    ...seat.sent.flatMap(({ until }) => until ?? []),
    ...seat.vacated,
  ]
  const first = seat.places[0]!.from ?? ''
  const begins = [...new Set(days)].filter((day) => day >= first).sort()
  return begins.map((day, i) => {
    const place = lastOn(seat.places, day)!
    const values = { committee, appointedBy: place.order, ...placed(place), ...seatOfTheDay(seat, place, day) }
    const until = [begins[i + 1], seat.gone].flatMap((end) => end ?? []).sort()[0]
    return { from: day === '' ? null : day, until: until ?? null, values }
  })
}
const numberId = (committee: string, meeting: string) => `${committee}|${meeting}`

/** Committees, their orders, rules and seats; who was sent or appointed to a seat stands in the seat's own row. */
export const committeesView = view(
  'committees',
  3,
  {
    committee: history(
      'committee',
      { name: 'bilingual', type: 'text', area: 'text?', parent: 'text?', legalBasis: 'text?' },
      { today: ['area', 'parent'] },
    ),
    order: history(
      'appointmentOrder',
      {
        committee: 'text',
        number: 'text',
        kind: 'text',
        date: 'day',
        effectiveFrom: 'day',
        target: 'text?',
        subject: 'text?',
        womenAmongExperts: 'int?',
      },
      { today: ['committee'] },
    ),
    rules: history('bodyRules', { preset: 'text?', rules: 'json' }),
    number: history(
      'meetingNumber',
      { committee: 'text', meeting: 'text', numbering: 'text', year: 'int', number: 'int', running: 'int?' },
      { today: ['meeting', 'committee'] },
    ),
    facts: plain('seatFacts', { id: 'text', facts: 'json' }, { key: ['id'] }),
    seat: history(
      'seat',
      {
        committee: 'text',
        appointedBy: 'text?',
        since: 'day?',
        number: 'int',
        office: 'text',
        title: 'bilingual?',
        constituency: 'text?',
        kind: 'text',
        post: 'text?',
        organization: 'text?',
        expert: 'text?',
        expertSince: 'day?',
        termUntil: 'day?',
        sent: 'text?',
        sentSince: 'day?',
        vacatedOn: 'day?',
        votes: 'bool',
        countsForQuorum: 'bool',
      },
      { today: ['committee', 'post', 'organization'] },
    ),
  },
  (on) => [
    on(CommitteeEstablished, ({ committee }, { id, data }) => committee.begin(id, data.from ?? null, data)),
    on(CommitteeCorrected, ({ committee }, { id, data }) => {
      const until = committee.of(id).at(-1)?.validTo
      committee.correct(id, data.from ?? null, data, until)
    }),
    on(CommitteeDissolved, ({ committee, seat }, { id, data }) => {
      committee.end(id, data.on)
      for (const each of seat.where('committee', id)) seat.end(each.id, data.on)
    }),

    on(OrderIssued, ({ order }, { id, data }) => {
      order.begin(data.order, data.effectiveFrom, { ...data, committee: id })
      if (data.target && (data.kind === 'replaces' || data.kind === 'revokes')) order.end(data.target, data.effectiveFrom)
    }),
    on(OrderCorrected, ({ order }, { id, data }) => {
      const until = order.of(data.order).at(-1)?.validTo
      order.correct(data.order, data.effectiveFrom, { ...data, committee: id }, until)
    }),
    on(RulesAdopted, ({ rules }, { id, data }) => {
      const values = { preset: data.preset ?? null, rules: data.rules }
      const first = rules.of(id)[0]
      if (!first) rules.begin(id, data.from ?? null, values)
      else if ((data.from ?? '') < (first.validFrom ?? '')) rules.begin(id, data.from ?? null, values, first.validFrom)
      else rules.change(id, data.from ?? '', values)
    }),
    on(MeetingNumbered, ({ number }, { id, data }) => number.begin(numberId(id, data.meeting), null, { ...data, committee: id })),
    on(MeetingNumberReleased, ({ number }, { id, data }) => number.reverse(numberId(id, data.meeting))),

    ...SEAT_EVENTS.map((event) =>
      on(event as EventType<string, { seat: string }>, ({ seat, facts }, { id, type, data }) => {
        const [known] = facts.where({ id: data.seat })
        const state = seatAfter(known && (JSON.parse(known['facts'] as string) as SeatState), type, data)
        facts.put({ id: data.seat, facts: state })
        seat.restate(data.seat, rowsOf(id, state))
      }),
    ),
  ],
)
