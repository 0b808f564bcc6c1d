import {
  type DataOf,
  type EventType,
  type HistoryRows,
  type RowsOf,
  type ViewedEvent,
  history,
  plain,
  untilNext,
  view,
} from '@prasan/event-sourcing'
import {
  CommitteeCorrected,
  CommitteeEstablished,
  SeatChangeReversed,
  SeatChanged,
  SeatCorrected,
  SeatCreated,
  seatAfter,
} from '@prasan/committees/contract'
import { OrganizationCorrected, OrganizationRegistered, PostCorrected, PostEstablished } from '@prasan/directory/contract'
import { CommitmentStepReversed } from '../../domain/commitment/events.js'
import { type CommitmentState, commitment as promises } from '../../domain/commitment/state.js'
import { chapters, columnsOf, delegationsOf, difficultiesOf } from '../../domain/commitment/story.js'

/** Where an owner belongs: the organization that answers for it and the area it works in, its own or those of what it is part of. */
const whereabouts = { organization: 'text?', area: 'text?', ownOrganization: 'text?', ownArea: 'text?', partOf: 'text?' } as const
type Owners = HistoryRows<typeof whereabouts>
interface Own {
  readonly organization?: string | undefined
  readonly area?: string | undefined
  /** Of a post its organization, of a seat the post or organization it belongs to. */
  readonly partOf?: string | null
}

function belonging(owners: Owners, { organization, area, partOf }: Own) {
  const whole = partOf ? owners.of(partOf).at(-1) : undefined
  return {
    ...{ ownOrganization: organization, ownArea: area, partOf },
    organization: organization ?? whole?.organization,
    area: area ?? whole?.area,
  }
}

/** Where an owner belongs was recorded wrong: so it is on all days, for it and all that belong where it does. */
function rebelong(owners: Owners, id: string, own?: Own): void {
  if (own) owners.correct(id, null, belonging(owners, own))
  for (const part of new Set(owners.where('partOf', id).map((row) => row.id))) {
    owners.correctAll(part, (row) =>
      row.partOf === id
        ? belonging(owners, { organization: row.ownOrganization ?? undefined, area: row.ownArea ?? undefined, partOf: id })
        : {},
    )
    rebelong(owners, part)
  }
}

const partOf = (kind: DataOf<typeof SeatCreated>['kind']) =>
  'exOfficio' in kind ? kind.exOfficio.post : 'representative' in kind ? kind.representative.organization : null

/** Most are asked for while they are open, and most have been done long since. */
const BY_STATE = ['owner', 'committee', 'plan'].map((scope) => [scope, 'state', 'validTo'])

const tables = {
  commitment: history(
    'commitment',
    {
      title: 'bilingual',
      askedTitle: 'bilingual',
      adapted: 'json?',
      owner: 'text',
      assignedOn: 'day',
      priority: 'text',
      madeFor: 'text',
      supporting: 'json?',
      committee: 'text?',
      plan: 'text?',
      origin: 'text?',
      mandate: 'text?',
      madeOn: 'day',
      dueOn: 'day',
      originalDueOn: 'day',
      extensions: 'int',
      state: 'text',
      owned: 'text?',
      requestedDueOn: 'day?',
      percent: 'int?',
      count: 'json?',
      wordOn: 'day?',
      wordBy: 'text?',
      wordKind: 'text?',
      word: 'text?',
      completedOn: 'day?',
      completedBy: 'text?',
      verifiedOn: 'day?',
      verifiedBy: 'text?',
    },
    {
      today: [...BY_STATE, ['state', 'validTo'], ['origin']],
      ever: [...BY_STATE, 'origin'],
    },
  ),
  obstacle: history(
    'commitmentObstacle',
    {
      commitment: 'text',
      text: 'text',
      waitingOn: 'text?',
      raisedOn: 'day',
      raisedBy: 'text',
      answerBy: 'day?',
      answeredOn: 'day?',
      answeredBy: 'text?',
      answer: 'text?',
    },
    { today: ['commitment', 'waitingOn'] },
  ),
  /** Work on commitments that was given on, one row a delegate as long as it has it. */
  delegation: history(
    'commitmentDelegation',
    { commitment: 'text', delegate: 'text', delegator: 'text', since: 'day', what: 'text?', dueOn: 'day?' },
    { today: ['commitment', 'delegate'] },
  ),
  owner: history('commitmentOwner', whereabouts, { today: ['partOf', 'organization', 'area'] }),
  /** What the decisions on each seat remember of its places. */
  seat: plain('commitmentSeat', { id: 'text', state: 'json' }, { key: ['id'] }),
  /** What the decisions on each promise remember: its rows are told anew from it. */
  told: plain('commitmentTold', { id: 'text', state: 'json' }, { key: ['id'] }),
}

type Rows = RowsOf<typeof tables>

const linkOf = (commitment: string, to: string) => `${commitment}>${to}`

/** Each promise shows on every day what its decisions hold to be so then. */
function tell({ commitment, obstacle, delegation, told }: Rows, event: ViewedEvent<unknown>): void {
  const { id, type } = event
  const evolve = promises.evolve as unknown as Record<
    string,
    (state: CommitmentState, data: unknown, event: ViewedEvent<unknown>) => CommitmentState
  >
  const before = told.where({ id })[0]?.['state'] as string | undefined
  const state = evolve[type]!(before === undefined ? promises.initial : (JSON.parse(before) as CommitmentState), event.data, event)
  if (state.is === 'unknown') return
  told.put({ id, state })
  commitment.restate(
    id,
    untilNext(chapters(state)).map(({ standing, ...days }) => ({ ...days, values: columnsOf(state, standing) })),
  )
  const delegations = delegationsOf(state)
  for (const [to, links] of delegations)
    delegation.restate(
      linkOf(id, to),
      links.map(({ from, until, link: { to: delegate, by: delegator, ...link } }) => ({
        ...{ from, until },
        values: { commitment: id, delegate, delegator, ...link },
      })),
    )
  for (const { id: link, delegate } of delegation.where('commitment', id)) if (!delegations.has(delegate)) delegation.reverse(link)
  const difficulties = difficultiesOf(state)
  if (type === CommitmentStepReversed.type)
    for (const { id: gone } of obstacle.where('commitment', id))
      if (!difficulties.some((each) => each.obstacle === gone)) obstacle.reverse(gone)
  for (const { obstacle: which, ...values } of difficulties) {
    const { raisedOn: from, answeredOn } = values
    const waiting = { ...values, commitment: id, answeredOn: null, answeredBy: null, answer: null }
    const over = { from: answeredOn, until: null, values: { ...values, commitment: id } }
    obstacle.restate(
      which,
      answeredOn === null
        ? [{ from, until: null, values: waiting }]
        : answeredOn > from
          ? [{ from, until: answeredOn, values: waiting }, over]
          : [{ ...over, from }],
    )
  }
}

/** A seat belongs on every day to what its place of the day says. */
function reseat({ owner, seat }: Rows, { type, data }: ViewedEvent<{ seat: string }>): void {
  const before = seat.where({ id: data.seat })[0]?.['state'] as string | undefined
  const state = seatAfter(before === undefined ? undefined : (JSON.parse(before) as ReturnType<typeof seatAfter>), type, data)
  seat.put({ id: data.seat, state })
  const places = state.places.filter((place, i) => i === 0 || place.from !== state.places[i + 1]?.from)
  owner.restate(
    data.seat,
    untilNext(places).map(({ kind, from, until }, i) => ({
      from: i === 0 ? null : from,
      until,
      values: belonging(owner, { partOf: partOf(kind) }),
    })),
  )
}

/** Every promise with its owner, its dates and the last word on it; what is open and late is asked of this view. */
export const commitmentsView = view('commitments', 8, tables, (on) => [
  on(OrganizationRegistered, ({ owner }, { id, data }) => rebelong(owner, id, { organization: id, area: data.areas?.[0] })),
  on(OrganizationCorrected, ({ owner }, { id, data }) => rebelong(owner, id, { organization: id, area: data.areas?.[0] })),
  on(PostEstablished, ({ owner }, { id, data }) => rebelong(owner, id, { area: data.area, partOf: data.organization })),
  on(PostCorrected, ({ owner }, { id, data }) => rebelong(owner, id, { area: data.area, partOf: data.organization })),
  on(CommitteeEstablished, ({ owner }, { id, data }) => rebelong(owner, id, { area: data.area })),
  on(CommitteeCorrected, ({ owner }, { id, data }) => rebelong(owner, id, { area: data.area })),
  ...[SeatCreated, SeatCorrected, SeatChanged, SeatChangeReversed].map((event) =>
    on(event as unknown as EventType<string, { seat: string }>, reseat),
  ),

  ...promises.events.map((event) => on(event as EventType<string, unknown>, tell)),
])
