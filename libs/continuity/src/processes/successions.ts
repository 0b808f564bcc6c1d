/**
 * Duties follow a successor: when a post or seat is abolished, an organization closed or a committee dissolved, and somebody is named who takes over,
 * each promise that is open then passes on from that day. When the ending is corrected or reversed, so is the passing on. Without a successor nothing
 * is recorded: the promise stays with an owner that has ended, which the views show as orphaned.
 */
import { type CommitteeState, committee } from '@prasan/committees/contract'
import { committeeOfSeat } from '@prasan/committees/reading'
import * as bodies from '@prasan/committees/contract'
import * as agencies from '@prasan/directory/contract'
import { organization, post } from '@prasan/directory/contract'
import {
  type Day,
  type EventType,
  type LoggedEvent,
  type ProcessManager,
  type Reaction,
  type Sources,
  actorOf,
  categoryOf,
  inOrder,
  processManager,
  NO_END,
} from '@prasan/event-sourcing'
import * as promises from '@prasan/plans/contract'
import {
  type CommitmentState,
  CorrectCommitmentStep,
  ReverseCommitmentStep,
  TransferOwnership,
  chapters,
  commitment,
  withStep,
} from '@prasan/plans/contract'
import { commitmentsOwnedBy } from '../views/commitments/queries.js'

type Promised = Exclude<CommitmentState, { is: 'unknown' }>
interface Ending {
  readonly on: Day
  readonly successor?: string | undefined
}
type EndingOf = (owner: string) => Promise<Ending | undefined>
interface Transfer {
  readonly owner: string
  readonly on: Day
  readonly reason: string
}

const NAME = 'successions'
const PASSED_ON = 'ผู้รับผิดชอบเดิมสิ้นสุดลง · the owner before has ended'
const CORRECTED = 'บันทึกการสิ้นสุดของผู้รับผิดชอบเดิมเปลี่ยนไป · the end of the owner before is recorded otherwise now'
/** So many ends of owners, one after the other, are followed. */
const MOST = 20

/** The end of an owner as its stream tells it: of a seat its own, or that of its body. */
function endings({ load, lookUp }: Sources): EndingOf {
  const known = new Map<string, Promise<Ending | undefined>>()
  const read = async (owner: string): Promise<Ending | undefined> => {
    switch (categoryOf(owner)) {
      case 'post': {
        const { state } = await load(post, owner)
        return state.is === 'unknown' ? undefined : state.abolished
      }
      case 'organization': {
        const { state } = await load(organization, owner)
        return state.is === 'unknown' ? undefined : state.closed
      }
      default: {
        const body = categoryOf(owner) === 'committee' ? owner : await lookUp(committeeOfSeat, { id: owner })
        if (!body) return undefined
        const { state } = await load(committee, body)
        if (state.is === 'unknown') return undefined
        const own = body === owner ? undefined : state.seats.get(owner)?.gone
        return own && own.on <= (state.dissolved?.on ?? own.on) ? own : state.dissolved
      }
    }
  }
  return (owner) => {
    if (!known.has(owner)) known.set(owner, read(owner))
    return known.get(owner)!
  }
}

/** Who answers from the day on for what an owner that ended by then leaves: its successor, or whoever took over from that. */
async function heirOf(ending: Ending, on: Day, endingOf: EndingOf): Promise<string | undefined> {
  const passed = new Set<string>()
  for (let heir = ending.successor; heir !== undefined && !passed.has(heir);) {
    const end = await endingOf(heir)
    if (!end || end.on > on) return heir
    passed.add(heir)
    heir = end.successor
  }
  return undefined
}

/** The first time an open promise is with an owner that has ended, and to whom it passes then. */
async function nextTransfer(promised: Promised, endingOf: EndingOf): Promise<Transfer | undefined> {
  const all = chapters(promised)
  for (const [i, { from, standing }] of all.entries()) {
    const end = standing.state === 'open' ? await endingOf(standing.owner) : undefined
    if (!end || end.on <= promised.promise.madeOn) continue
    const on = from > end.on ? from : end.on
    const heir = on < (all[i + 1]?.from ?? NO_END) ? await heirOf(end, on, endingOf) : undefined
    if (heir !== undefined && heir !== standing.owner) return { owner: heir, on, reason: PASSED_ON }
  }
  return undefined
}

const actor = actorOf(NAME)
const recorded = { day: '', actor }

/** The one thing to do next, so that the promise has passed on as the endings of its owners say. */
async function nextStep(promised: Promised, endingOf: EndingOf): Promise<Omit<Reaction, 'id'> | undefined> {
  const own = inOrder(promised.steps.filter(({ kind, by }) => kind === 'transfer' && by === actor))
  let story: Promised = { ...promised, steps: promised.steps.filter((step) => !own.includes(step)) }
  for (let i = 0; i < MOST; i++) {
    const due = await nextTransfer(story, endingOf)
    const there = own[i]
    const said = there?.kind === 'transfer' ? there.fact : undefined
    if (!due && !there) return undefined
    if (!due) return { step: `reverse ${there!.number}`, command: ReverseCommitmentStep, input: { step: there!.number, reason: CORRECTED } }
    if (!there) return transfer(due)
    if (said?.owner !== due.owner || said.on !== due.on)
      return {
        step: `correct ${there.number}`,
        command: CorrectCommitmentStep,
        input: { step: there.number, rightly: { transfer: due }, reason: CORRECTED },
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
  const reaction = await next(state, endings(sources))
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

export const successions: ProcessManager = processManager(NAME, [...ofOwners, ...ofCommitments], async (event, sources) => {
  if (categoryOf(event.id) === 'commitment') {
    // What people say of a promise stands: only what is with an owner that has ended is passed on.
    const next =
      event.actor === actor
        ? nextStep
        : async (state: Promised, endingOf: EndingOf) => {
            const due = await nextTransfer(state, endingOf)
            return due && transfer(due)
          }
    return settle(event.id, sources, next)
  }
  const owners = await ownersIn(event, sources)
  const ids = await sources.lookUp(commitmentsOwnedBy, { owners })
  return (await Promise.all(ids.map((id) => settle(id, sources, nextStep)))).flat()
})
