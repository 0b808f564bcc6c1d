import {
  BEFORE_RECORD,
  type DataOf,
  NO_END,
  type PlainRows,
  type RowsOf,
  type ViewedEvent,
  history,
  plain,
  view,
} from '@prasan/event-sourcing'
import { CommitteeCorrected, CommitteeEstablished, SeatChanged, SeatCorrected, SeatCreated } from '@prasan/committees/contract'
import { OrganizationCorrected, OrganizationRegistered, PostCorrected, PostEstablished } from '@prasan/directory/contract'
import {
  CommitmentAccepted,
  CommitmentCorrected,
  CommitmentDeclined,
  CommitmentMade,
  CommitmentWithdrawn,
  CompletionReported,
  CompletionReturned,
  CompletionVerified,
  ExtensionCorrected,
  ExtensionGranted,
  ExtensionRefused,
  ExtensionRequested,
  ObstacleAnswered,
  ObstacleRaised,
  OwnershipTransferred,
  ProgressReported,
} from '@prasan/plans/contract'

/**
 * Where an owner belongs: the organization that answers for it and the area it works in, its own or those of what it is part of
 * (`partOf`): of a post its organization, of a seat the post or organization it belongs to.
 */
function belonging(owners: PlainRows, owner: string | null): Belonging {
  const [found] = (owner === null ? [] : owners.where({ id: owner })) as (Belonging & { partOf: string | null })[]
  if (!found) return { organization: null, area: null }
  const whole = found.partOf === null ? found : belonging(owners, found.partOf)
  return { organization: found.organization ?? whole.organization, area: found.area ?? whole.area }
}
interface Belonging {
  readonly organization: string | null
  readonly area: string | null
}

const partOf = (kind: DataOf<typeof SeatCreated>['kind']) =>
  'exOfficio' in kind ? kind.exOfficio.post : 'representative' in kind ? kind.representative.organization : null

/** An owner and all that belong where it does. */
const affected = (owners: PlainRows, owner: string): string[] => [
  owner,
  ...owners.where({ partOf: owner }).flatMap(({ id }) => affected(owners, id as string)),
]

/** Where an owner belongs was recorded wrong: so it is on all days of what it has promised. */
function rebelong({ commitment, owner }: Rows, id: string): void {
  for (const each of affected(owner, id)) {
    const promised = new Set(commitment.where('owner', each).map((row) => row.id))
    for (const one of promised) commitment.correctAll(one, (row) => (row.owner === each ? belonging(owner, each) : {}))
  }
}

/** A seat belongs elsewhere from a day on: so does what it has promised. */
function moveOn({ commitment, owner }: Rows, seat: string, from: string): void {
  for (const row of commitment.where('owner', seat))
    if ((row.validTo ?? NO_END) > from)
      commitment.change(row.id, from > (row.validFrom ?? BEFORE_RECORD) ? from : row.validFrom!, belonging(owner, seat))
}

const lastWord = (e: ViewedEvent<{ on: string }>, wordKind: string, word: string) => ({
  wordOn: e.data.on,
  wordBy: e.forPost ?? e.actor,
  wordKind,
  word,
})

const tables = {
  commitment: history(
    'commitment',
    {
      title: 'bilingual',
      owner: 'text',
      madeFor: 'text',
      transferredOn: 'day?',
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
  owner: plain(
    'commitmentOwner',
    { id: 'text', organization: 'text?', area: 'text?', partOf: 'text?' },
    { key: ['id'], indexes: ['partOf'] },
  ),
}

type Rows = RowsOf<typeof tables>

/** Every promise with its owner, its dates and the last word on it; what is open and late is asked of this view. */
export const commitmentsView = view('commitments', 3, tables, (on) => [
  on(OrganizationRegistered, ({ owner }, { id, data }) => owner.put({ id, organization: id, area: data.areas?.[0] })),
  on(OrganizationCorrected, (rows, { id, data }) => {
    rows.owner.put({ id, organization: id, area: data.areas?.[0] })
    rebelong(rows, id)
  }),
  on(PostEstablished, ({ owner }, { id, data }) => owner.put({ id, area: data.area, partOf: data.organization })),
  on(PostCorrected, (rows, { id, data }) => {
    rows.owner.put({ id, area: data.area, partOf: data.organization })
    rebelong(rows, id)
  }),
  on(CommitteeEstablished, ({ owner }, { id, data }) => owner.put({ id, area: data.area })),
  on(CommitteeCorrected, (rows, { id, data }) => {
    rows.owner.put({ id, area: data.area })
    rebelong(rows, id)
  }),
  on(SeatCreated, ({ owner }, { data }) => owner.put({ id: data.seat, partOf: partOf(data.kind) })),
  on(SeatCorrected, (rows, { data }) => {
    rows.owner.put({ id: data.seat, partOf: partOf(data.kind) })
    rebelong(rows, data.seat)
  }),
  on(SeatChanged, (rows, { data }) => {
    rows.owner.put({ id: data.seat, partOf: partOf(data.kind) })
    moveOn(rows, data.seat, data.from)
  }),

  on(CommitmentMade, ({ commitment, owner }, { id, day, data }) => {
    const madeOn = data.madeOn ?? day
    commitment.begin(id, madeOn, {
      ...data,
      ...belonging(owner, data.owner),
      madeFor: data.owner,
      madeOn,
      originalDueOn: data.dueOn,
      extensions: 0,
      state: 'open',
    })
  }),
  on(CommitmentCorrected, ({ commitment, owner }, { id, data }) => {
    commitment.correctAll(id, (row) => ({
      ...data,
      ...(row.transferredOn === null ? belonging(owner, data.owner) : { owner: row.owner }),
      madeFor: data.owner,
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
  on(ExtensionCorrected, ({ commitment }, { id, data }) => {
    const extensions = commitment.of(id).at(-1)?.extensions
    commitment.correctAll(id, (row) => (row.extensions === extensions ? { dueOn: data.dueOn } : {}))
  }),
  on(CompletionReported, ({ commitment }, e) =>
    commitment.change(e.id, e.data.on, { state: 'completed', ...lastWord(e, 'completion', e.data.word) }),
  ),
  on(CompletionVerified, ({ commitment }, { id, data }) => commitment.change(id, data.on, { state: 'verified' })),
  on(CompletionReturned, ({ commitment }, e) =>
    commitment.change(e.id, e.data.on, { state: 'open', ...lastWord(e, 'returned', e.data.reason) }),
  ),
  on(OwnershipTransferred, ({ commitment, owner }, { id, data }) => {
    commitment.change(id, data.on, { owner: data.owner, ...belonging(owner, data.owner), owned: null, transferredOn: data.on })
  }),
  on(CommitmentWithdrawn, ({ commitment }, { id, data }) => commitment.change(id, data.on, { state: 'withdrawn' })),
])
