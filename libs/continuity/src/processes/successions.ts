/**
 * Duties follow a successor: when a post or seat is abolished, an organization closed or a committee dissolved, and somebody is named who takes over,
 * each promise that is open then passes on from that day. When the ending is corrected or reversed, so is the passing on. Without a successor nothing
 * is recorded: the promise stays with an owner that has ended, which the views show as orphaned.
 */
import { type CommitteeState, committee, lifeOfBody, lifeOfSeat } from '@prasan/committees/contract'
import { committeeOfSeat } from '@prasan/committees/reading'
import * as bodies from '@prasan/committees/contract'
import * as agencies from '@prasan/directory/contract'
import { organization, post } from '@prasan/directory/contract'
import {
  type Dated,
  type Day,
  type EventType,
  type LoggedEvent,
  type ProcessManager,
  type Reaction,
  type Sources,
  actorOf,
  begins,
  categoryOf,
  hasEnded,
  inOrder,
  processManager,
} from '@prasan/event-sourcing'
import * as promises from '@prasan/commitments/contract'
import {
  type CommitmentState,
  CorrectCommitmentStep,
  OWNER_ENDED_OTHERWISE,
  OWNER_HAS_ENDED,
  ReverseCommitmentStep,
  TransferOwnership,
  chapters,
  commitment,
  withStep,
} from '@prasan/commitments/contract'
import { commitmentsOwnedBy } from '@prasan/commitments/reading'

type Promised = Exclude<CommitmentState, { is: 'unknown' }>
interface Ending {
  readonly on: Day
  readonly successor?: string | undefined
}
/** From when an owner is there, and how it ends, as far as either is recorded. */
interface OwnersLife extends Dated {
  readonly end?: Ending | undefined
}
type LifeOf = (owner: string) => Promise<OwnersLife>
interface Transfer {
  readonly owner: string
  readonly on: Day
  readonly reason: string
}

const NAME = 'successions'
/** So many ends of owners, one after the other, are followed. */
const MOST = 20

/** The life of an owner as its stream tells it: of a seat its own end, or that of its body. */
function lives({ load, lookUp }: Sources): LifeOf {
  const known = new Map<string, Promise<OwnersLife>>()
  const read = async (owner: string): Promise<OwnersLife> => {
    switch (categoryOf(owner)) {
      case 'post': {
        const { state } = await load(post, owner)
        return state.is === 'unknown' ? {} : { end: state.abolished }
      }
      case 'organization': {
        const { state } = await load(organization, owner)
        return state.is === 'unknown' ? {} : { end: state.closed }
      }
      default: {
        const body = categoryOf(owner) === 'committee' ? owner : await lookUp(committeeOfSeat, { id: owner })
        if (!body) return {}
        const { state } = await load(committee, body)
        if (state.is === 'unknown') return {}
        if (body === owner) return { from: lifeOfBody(state).from, end: state.dissolved }
        const own = state.seats.get(owner)?.gone
        return { from: lifeOfSeat(state, owner).from, end: own && own.on <= (state.dissolved?.on ?? own.on) ? own : state.dissolved }
      }
    }
  }
  return (owner) => {
    if (!known.has(owner)) known.set(owner, read(owner))
    return known.get(owner)!
  }
}

/** Who answers from the day on, or from its own first day, for what an owner that ended by then leaves: its successor, or whoever took over from that. */
async function heirOf(ending: Ending, day: Day, lifeOf: LifeOf): Promise<Omit<Transfer, 'reason'> | undefined> {
  const passed = new Set<string>()
  for (let owner = ending.successor; owner !== undefined && !passed.has(owner);) {
    const life = await lifeOf(owner)
    const on = begins(life) > day ? begins(life) : day
    if (!life.end || life.end.on > on) return { owner, on }
    passed.add(owner)
    owner = life.end.successor
  }
  return undefined
}

/** The first time an open promise is with an owner that has ended, and to whom it passes then. */
async function nextTransfer(promised: Promised, lifeOf: LifeOf): Promise<Transfer | undefined> {
  const all = chapters(promised)
  for (const [i, { from, standing }] of all.entries()) {
    const { end } = standing.state === 'open' ? await lifeOf(standing.owner) : {}
    if (!end || end.on <= promised.promise.madeOn) continue
    const heir = await heirOf(end, from > end.on ? from : end.on, lifeOf)
    if (heir && !hasEnded({ until: all[i + 1]?.from }, heir.on) && heir.owner !== standing.owner)
      return { ...heir, reason: OWNER_HAS_ENDED }
  }
  return undefined
}

const actor = actorOf(NAME)
const recorded = { day: '', actor }

/** The one thing to do next, so that the promise has passed on as the endings of its owners say. */
async function nextStep(promised: Promised, lifeOf: LifeOf): Promise<Omit<Reaction, 'id'> | undefined> {
  const own = inOrder(promised.steps.filter(({ kind, by }) => kind === 'transfer' && by === actor))
  let story: Promised = { ...promised, steps: promised.steps.filter((step) => !own.includes(step)) }
  for (let i = 0; i < MOST; i++) {
    const due = await nextTransfer(story, lifeOf)
    const there = own[i]
    const said = there?.kind === 'transfer' ? there.fact : undefined
    if (!due && !there) return undefined
    if (!due)
      return {
        step: `reverse ${there!.number}`,
        command: ReverseCommitmentStep,
        input: { step: there!.number, reason: OWNER_ENDED_OTHERWISE },
      }
    if (!there) return transfer(due)
    if (said?.owner !== due.owner || said.on !== due.on)
      return {
        step: `correct ${there.number}`,
        command: CorrectCommitmentStep,
        input: { step: there.number, rightly: { transfer: due }, reason: OWNER_ENDED_OTHERWISE },
      }
    story = withStep(story, 'transfer', due, recorded, there.number)
  }
  return undefined
}
const transfer = (due: Transfer) => ({ step: `transfer ${due.on} ${due.owner}`, command: TransferOwnership, input: due })

/** @throws what the store throws */
async function settle(id: string, sources: Sources, next: typeof nextStep): Promise<Reaction[]> {
  const { state } = await sources.load(commitment, id)
  if (state.is === 'unknown') return []
  const reaction = await next(state, lives(sources))
  return reaction ? [{ ...reaction, step: `${id} ${reaction.step}`, id }] : []
}

const ofCommitments: readonly EventType<string, any>[] = [
  promises.CommitmentMade,
  promises.CommitmentCorrected,
  promises.OwnershipTransferred,
  promises.CompletionReturned,
  promises.CommitmentStepCorrected,
  promises.CommitmentStepReversed,
]
const ofOwners: readonly EventType<string, any>[] = [
  ...[agencies.PostAbolished, agencies.PostAbolitionCorrected, agencies.PostAbolitionReversed],
  ...[agencies.OrganizationClosed, agencies.OrganizationClosingCorrected, agencies.OrganizationClosingReversed],
  ...[bodies.CommitteeDissolved, bodies.DissolutionCorrected, bodies.DissolutionReversed],
  ...[bodies.SeatAbolished, bodies.SeatAbolitionCorrected, bodies.SeatAbolitionReversed],
]

/** The owners whose end an event tells of: a body ends with its seats. */
async function ownersIn({ id, data }: LoggedEvent, { load }: Sources): Promise<string[]> {
  const { seat } = data as { seat?: string }
  if (seat !== undefined) return [seat]
  if (categoryOf(id) !== 'committee') return [id]
  const { state } = await load<CommitteeState>(committee, id)
  return state.is === 'unknown' ? [id] : [id, ...[...state.seats].map(([seat]) => seat)]
}

export const successions: ProcessManager = processManager(
  NAME,
  [...ofOwners, ...ofCommitments],
  async (event, sources) => {
    if (categoryOf(event.id) === 'commitment') {
      // What people say of a promise stands: only what is with an owner that has ended is passed on.
      const next =
        event.actor === actor
          ? nextStep
          : async (state: Promised, lifeOf: LifeOf) => {
              const due = await nextTransfer(state, lifeOf)
              return due && transfer(due)
            }
      return settle(event.id, sources, next)
    }
    const owners = await ownersIn(event, sources)
    const ids = await sources.lookUp(commitmentsOwnedBy, { owners })
    return (await Promise.all(ids.map((id) => settle(id, sources, nextStep)))).flat()
  },
  'all',
)
