import { history, view } from '@prasan/event-sourcing'
import {
  CommitteeDissolved,
  CommitteeEstablished,
  RepresentativeNamed,
  RepresentativeWithdrawn,
  SeatAbolished,
  SeatCorrected,
  SeatCreated,
  type SeatKind,
  SeatVacated,
} from '../../domain/committee.js'

const belonging = (kind: SeatKind) => ({
  kind: Object.keys(kind)[0]!,
  post: 'exOfficio' in kind ? kind.exOfficio.post : null,
  organization: 'representative' in kind ? kind.representative.organization : null,
  expert: 'expert' in kind ? kind.expert.person : null,
  termUntil: 'expert' in kind ? (kind.expert.until ?? null) : null,
})

/** Committees and their seats; who was sent to a seat stands in the seat's own row. */
export const committeesView = view(
  'committees',
  1,
  {
    committee: history(
      'committee',
      { name: 'bilingual', type: 'text', area: 'text?', parent: 'text?', legalBasis: 'text?' },
      { today: ['area', 'parent'] },
    ),
    seat: history(
      'seat',
      {
        committee: 'text',
        number: 'int',
        office: 'text',
        title: 'bilingual?',
        kind: 'text',
        post: 'text?',
        organization: 'text?',
        expert: 'text?',
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
    on(CommitteeDissolved, ({ committee, seat }, { id, data }) => {
      committee.end(id, data.on)
      for (const each of seat.where('committee', id)) seat.end(each.id, data.on)
    }),
    on(SeatCreated, ({ seat }, { id, data }) => {
      seat.begin(data.seat, data.from ?? null, {
        committee: id,
        number: data.number,
        office: data.office,
        title: data.title,
        votes: data.votes ?? true,
        countsForQuorum: data.countsForQuorum ?? true,
        ...belonging(data.kind),
      })
    }),
    on(SeatCorrected, ({ seat }, { data }) => {
      seat.correctAll(data.seat, {
        number: data.number,
        office: data.office,
        title: data.title ?? null,
        votes: data.votes ?? true,
        countsForQuorum: data.countsForQuorum ?? true,
        ...belonging(data.kind),
      })
    }),
    on(RepresentativeNamed, ({ seat }, { data }) =>
      seat.change(data.seat, data.from ?? '', { sent: data.person, sentSince: data.from ?? null }),
    ),
    on(RepresentativeWithdrawn, ({ seat }, { data }) =>
      seat.change(data.seat, data.on, { sent: null, sentSince: null, vacatedOn: data.on }),
    ),
    on(SeatVacated, ({ seat }, { data }) => seat.change(data.seat, data.on, { expert: null, vacatedOn: data.on })),
    on(SeatAbolished, ({ seat }, { data }) => seat.end(data.seat, data.on)),
  ],
)
