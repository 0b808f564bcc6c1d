import { history, view } from '@prasan/event-sourcing'
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

const expertOf = ({ kind }: Place, from: string | undefined) =>
  'expert' in kind
    ? { expert: kind.expert.person, expertSince: from ?? null, termUntil: kind.expert.until ?? null }
    : { expert: null, expertSince: null, termUntil: null }

const placed = ({ number, office, title, kind, constituency, votes, countsForQuorum }: Place) => ({
  number,
  office,
  title: title ?? null,
  constituency: constituency ?? null,
  votes: votes ?? true,
  countsForQuorum: countsForQuorum ?? true,
  kind: Object.keys(kind)[0]!,
  post: 'exOfficio' in kind ? kind.exOfficio.post : null,
  organization: 'representative' in kind ? kind.representative.organization : null,
})
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

    on(SeatCreated, ({ seat }, { id, data }) => {
      seat.begin(data.seat, data.from ?? null, {
        committee: id,
        appointedBy: data.order,
        since: data.from,
        ...placed(data),
        ...expertOf(data, data.from),
      })
    }),
    on(SeatChanged, ({ seat }, { data }) => {
      const before = seat.of(data.seat).findLast(({ validFrom }) => (validFrom ?? '') <= data.from)
      const expert = expertOf(data, data.from)
      const stays = before?.expert === expert.expert && before?.termUntil === expert.termUntil
      seat.change(data.seat, data.from, { ...placed(data), ...(data.order && { appointedBy: data.order }), ...(!stays && expert) })
    }),
    on(SeatCorrected, ({ seat }, { data }) => {
      const rows = seat.of(data.seat)
      const last = rows.at(-1)
      if (!last) return
      const corrected = { ...placed(data), ...expertOf(data, data.from) }
      const version = ({ number, office, kind, post, organization, votes, countsForQuorum }: typeof last) =>
        JSON.stringify([number, office, kind, post, organization, votes, countsForQuorum])
      const wrong = (row: typeof last) => version(row) === version(last)
      const beginning = rows.find(wrong)!
      if (beginning === rows[0] && data.from !== (rows[0].validFrom ?? undefined)) {
        seat.correct(data.seat, data.from ?? null, { ...rows[0], ...corrected, since: data.from }, last.validTo)
        for (const { validFrom, sent, sentSince, vacatedOn } of rows.slice(1))
          seat.change(data.seat, validFrom!, { sent, sentSince, vacatedOn })
      } else seat.correctAll(data.seat, (row) => (wrong(row) ? corrected : {}))
    }),
    on(RepresentativeNamed, ({ seat }, { data }) =>
      seat.change(data.seat, data.from ?? '', { sent: data.person, sentSince: data.from ?? null }),
    ),
    on(RepresentativeWithdrawn, ({ seat }, { data }) =>
      seat.change(data.seat, data.on, { sent: null, sentSince: null, vacatedOn: data.on }),
    ),
    on(ExpertAppointed, ({ seat }, { data }) =>
      seat.change(data.seat, data.from, { expert: data.person, expertSince: data.from, termUntil: data.until ?? null, vacatedOn: null }),
    ),
    on(SeatVacated, ({ seat }, { data }) => seat.change(data.seat, data.on, { expert: null, expertSince: null, vacatedOn: data.on })),
    on(SeatAbolished, ({ seat }, { data }) => seat.end(data.seat, data.on)),
  ],
)
