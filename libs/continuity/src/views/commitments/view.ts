import { BEFORE_RECORD, type DataOf, NO_END, type PlainRows, type ViewedEvent, history, plain, view } from '@prasan/event-sourcing'
import { CommitteeEstablished, SeatCorrected, SeatCreated } from '@prasan/committees/contract'
import { OrganizationRegistered, PostCorrected, PostEstablished } from '@prasan/directory/contract'
import {
  CommitmentAccepted,
  CommitmentCorrected,
  CommitmentDeclined,
  CommitmentMade,
  CommitmentWithdrawn,
  CompletionReported,
  CompletionReturned,
  CompletionVerified,
  ExtensionGranted,
  ExtensionRefused,
  ExtensionRequested,
  ObstacleAnswered,
  ObstacleRaised,
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

const lastWord = (e: ViewedEvent<{ on: string }>, wordKind: string, word: string) => ({
  wordOn: e.data.on,
  wordBy: e.forPost ?? e.actor,
  wordKind,
  word,
})

/** Every promise with its owner, its dates and the last word on it; what is open and late is asked of this view. */
export const commitmentsView = view(
  'commitments',
  2,
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
        plan: 'text?',
        origin: 'text?',
        madeOn: 'day',
        dueOn: 'day',
        originalDueOn: 'day',
        extensions: 'int',
        state: 'text',
        owned: 'text?',
        requestedDueOn: 'day?',
        percent: 'int?',
        wordOn: 'day?',
        wordBy: 'text?',
        wordKind: 'text?',
        word: 'text?',
      },
      {
        today: [
          ...['owner', 'organization', 'area', 'committee', 'plan'].map((scope) => [scope, 'state', 'validTo']),
          ['state', 'validTo'],
          ['origin'],
        ],
        ever: ['owner', 'organization', 'area', 'committee', 'plan', 'origin'],
      },
    ),
    obstacle: history('commitmentObstacle', { commitment: 'text', text: 'text', waitingOn: 'text?' }, { today: ['commitment'] }),
    owner: plain('commitmentOwner', { id: 'text', organization: 'text?', area: 'text?' }, { key: ['id'] }),
  },
  (on) => [
    on(OrganizationRegistered, ({ owner }, { id, data }) => owner.put({ id, organization: id, area: data.areas?.[0] })),
    on(PostEstablished, ({ owner }, { id, data }) =>
      owner.put({ id, organization: data.organization, area: data.area ?? belonging(owner, data.organization).area }),
    ),
    on(PostCorrected, ({ commitment, owner }, { id, data }) => {
      owner.put({ id, organization: data.organization, area: data.area ?? belonging(owner, data.organization).area })
      const promised = new Set(commitment.where('owner', id).map((row) => row.id))
      for (const each of promised) commitment.correctAll(each, (row) => (row.owner === id ? belonging(owner, id) : {}))
    }),
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
      const [first, ...later] = commitment.of(id)
      const passedOn = later.find((row) => row.owner !== first!.owner)?.validFrom ?? NO_END
      commitment.correctAll(id, (row) => ({
        ...data,
        ...((row.validFrom ?? BEFORE_RECORD) < passedOn ? belonging(owner, data.owner) : { owner: row.owner }),
        supporting: data.supporting ?? null,
        origin: data.origin ?? null,
        committee: data.committee ?? null,
        plan: data.plan ?? null,
        madeOn: data.madeOn ?? row.madeOn,
        originalDueOn: data.dueOn,
        dueOn: row.extensions > 0 ? row.dueOn : data.dueOn,
      }))
      if (data.madeOn) commitment.correctBeginning(id, data.madeOn)
    }),
    on(CommitmentAccepted, ({ commitment }, { id, data }) => commitment.change(id, data.on, { owned: 'accepted' })),
    on(CommitmentDeclined, ({ commitment }, e) =>
      commitment.change(e.id, e.data.on, { owned: 'declined', ...lastWord(e, 'declined', e.data.reason) }),
    ),
    on(ProgressReported, ({ commitment }, e) =>
      commitment.change(e.id, e.data.on, {
        ...(e.data.percent !== undefined && { percent: e.data.percent }),
        ...lastWord(e, 'progress', e.data.word),
      }),
    ),
    on(ObstacleRaised, ({ commitment, obstacle }, e) => {
      obstacle.begin(e.data.obstacle, e.data.on, { commitment: e.id, text: e.data.text, waitingOn: e.data.waitingOn })
      commitment.change(e.id, e.data.on, lastWord(e, 'obstacle', e.data.text))
    }),
    on(ObstacleAnswered, ({ commitment, obstacle }, e) => {
      obstacle.end(e.data.obstacle, e.data.on)
      commitment.change(e.id, e.data.on, lastWord(e, 'answer', e.data.answer))
    }),
    on(ExtensionRequested, ({ commitment }, { id, data }) => commitment.change(id, data.on, { requestedDueOn: data.dueOn })),
    on(ExtensionRefused, ({ commitment }, { id, data }) => commitment.change(id, data.on, { requestedDueOn: null })),
    on(ExtensionGranted, ({ commitment }, { id, day, data }) => {
      const on = data.decidedOn ?? day
      const extensions = commitment.of(id).at(-1)?.extensions ?? 0
      commitment.change(id, on, { dueOn: data.dueOn, extensions: extensions + 1, requestedDueOn: null })
    }),
    on(CompletionReported, ({ commitment }, e) =>
      commitment.change(e.id, e.data.on, { state: 'completed', ...lastWord(e, 'completion', e.data.word) }),
    ),
    on(CompletionVerified, ({ commitment }, { id, data }) => commitment.change(id, data.on, { state: 'verified' })),
    on(CompletionReturned, ({ commitment }, e) =>
      commitment.change(e.id, e.data.on, { state: 'open', ...lastWord(e, 'returned', e.data.reason) }),
    ),
    on(OwnershipTransferred, ({ commitment, owner }, { id, data }) => {
      commitment.change(id, data.on, { owner: data.owner, ...belonging(owner, data.owner), owned: null })
    }),
    on(CommitmentWithdrawn, ({ commitment }, { id, data }) => commitment.change(id, data.on, { state: 'withdrawn' })),
  ],
)
