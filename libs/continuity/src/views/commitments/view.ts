import { type DataOf, type PlainRows, history, plain, view } from '@prasan/event-sourcing'
import { CommitteeEstablished, SeatCorrected, SeatCreated } from '@prasan/committees/contract'
import { OrganizationRegistered, PostEstablished } from '@prasan/directory/contract'
import {
  CommitmentCorrected,
  CommitmentMade,
  CommitmentWithdrawn,
  CompletionReported,
  CompletionReturned,
  CompletionVerified,
  ExtensionGranted,
  OwnershipTransferred,
  ProgressReported,
} from '@prasan/plans/contract'

/** Where an owner belongs: the organization that answers for it and the area it works in. */
const belonging = (owners: PlainRows, owner: string) => {
  const found = owners.where({ id: owner })[0] as { organization: string | null; area: string | null } | undefined
  return { organization: found?.organization ?? null, area: found?.area ?? null }
}

const belongingOfSeat = (owners: PlainRows, kind: DataOf<typeof SeatCreated>['kind']) =>
  belonging(owners, 'exOfficio' in kind ? kind.exOfficio.post : 'representative' in kind ? kind.representative.organization : '')

/** Every promise with its owner, its dates and the last word on it; what is open and late is asked of this view. */
export const commitmentsView = view(
  'commitments',
  1,
  {
    commitment: history(
      'commitment',
      {
        title: 'bilingual',
        owner: 'text',
        supporting: 'json?',
        organization: 'text?',
        area: 'text?',
        committee: 'text?',
        origin: 'text?',
        madeOn: 'day',
        dueOn: 'day',
        originalDueOn: 'day',
        extensions: 'int',
        state: 'text',
        percent: 'int?',
        wordOn: 'day?',
        wordBy: 'text?',
        wordKind: 'text?',
        word: 'text?',
      },
      { today: ['owner', 'organization', 'area', 'committee'].map((scope) => [scope, 'state', 'validTo']).concat([['state', 'validTo']]) },
    ),
    owner: plain('commitmentOwner', { id: 'text', organization: 'text?', area: 'text?' }, { key: ['id'] }),
  },
  (on) => [
    on(OrganizationRegistered, ({ owner }, { id, data }) => owner.put({ id, organization: id, area: data.areas?.[0] })),
    on(PostEstablished, ({ owner }, { id, data }) =>
      owner.put({ id, organization: data.organization, area: data.area ?? belonging(owner, data.organization).area }),
    ),
    on(CommitteeEstablished, ({ owner }, { id, data }) => owner.put({ id, area: data.area })),
    on(SeatCreated, ({ owner }, { data }) => owner.put({ id: data.seat, ...belongingOfSeat(owner, data.kind) })),
    on(SeatCorrected, ({ owner }, { data }) => owner.put({ id: data.seat, ...belongingOfSeat(owner, data.kind) })),

    on(CommitmentMade, ({ commitment, owner }, { id, day, data }) => {
      const madeOn = data.madeOn ?? day
      commitment.begin(id, madeOn, {
        ...data,
        ...belonging(owner, data.owner),
        madeOn,
        originalDueOn: data.dueOn,
        extensions: 0,
        state: 'open',
      })
    }),
    on(CommitmentCorrected, ({ commitment, owner }, { id, data }) => {
      commitment.correctAll(id, (row) => ({
        ...data,
        ...belonging(owner, data.owner),
        supporting: data.supporting ?? null,
        origin: data.origin ?? null,
        committee: data.committee ?? null,
        madeOn: data.madeOn ?? row.madeOn,
        originalDueOn: data.dueOn,
        dueOn: row.extensions > 0 && row.dueOn > data.dueOn ? row.dueOn : data.dueOn,
      }))
    }),
    on(ProgressReported, ({ commitment }, { id, actor, forPost, data }) => {
      commitment.change(id, data.on, {
        percent: data.percent,
        wordOn: data.on,
        wordBy: forPost ?? actor,
        wordKind: 'progress',
        word: data.word,
      })
    }),
    on(ExtensionGranted, ({ commitment }, { id, day, data }) => {
      const on = data.decidedOn ?? day
      const extensions = commitment.of(id).at(-1)?.extensions ?? 0
      commitment.change(id, on, { dueOn: data.dueOn, extensions: extensions + 1 })
    }),
    on(CompletionReported, ({ commitment }, { id, actor, forPost, data }) => {
      commitment.change(id, data.on, {
        state: 'completed',
        wordOn: data.on,
        wordBy: forPost ?? actor,
        wordKind: 'completion',
        word: data.word,
      })
    }),
    on(CompletionVerified, ({ commitment }, { id, data }) => commitment.change(id, data.on, { state: 'verified' })),
    on(CompletionReturned, ({ commitment }, { id, actor, forPost, data }) => {
      commitment.change(id, data.on, { state: 'open', wordOn: data.on, wordBy: forPost ?? actor, wordKind: 'returned', word: data.reason })
    }),
    on(OwnershipTransferred, ({ commitment, owner }, { id, data }) => {
      commitment.change(id, data.on, { owner: data.owner, ...belonging(owner, data.owner) })
    }),
    on(CommitmentWithdrawn, ({ commitment }, { id, data }) => commitment.change(id, data.on, { state: 'withdrawn' })),
  ],
)
