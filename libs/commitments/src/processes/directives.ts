/**
 * A directive becomes commitments: each body that it is sent to owns one, under the id that the directive names, so that it is made once however
 * often its event is answered. What is recorded of the directive otherwise later, its commitments follow; and what is done stays done.
 */
import {
  type Day,
  type LoggedEvent,
  type ProcessManager,
  type Reaction,
  type Sources,
  inOrder,
  processManager,
  same,
} from '@prasan/event-sourcing'
import { CorrectCommitmentStep, ReverseCommitmentStep } from '../domain/commitment/decide-corrections.js'
import { CorrectCommitment, MakeCommitment, WithdrawCommitment } from '../domain/commitment/decide-promise.js'
import { type CommitmentState, commitment } from '../domain/commitment/state.js'
import { standingOn } from '../domain/commitment/story.js'
import {
  DirectiveCorrected,
  DirectiveIssued,
  DirectiveSent,
  DirectiveWithdrawalCorrected,
  DirectiveWithdrawalReversed,
  DirectiveWithdrawn,
  SendingCorrected,
  SendingReversed,
} from '../domain/directive/events.js'
import { BY_DIRECTIVES, DIRECTIVES, type Issued, type Sending, directive, promiseOf } from '../domain/directive/state.js'

type Made = Exclude<CommitmentState, { is: 'unknown' }>
interface Commitment {
  readonly id: string
  readonly revision: number | null
  readonly state: Made
}

const make = (id: string, of: Issued, sending: Sending): Reaction => ({
  ...{ step: `make ${sending.commitment}`, command: MakeCommitment, id: sending.commitment },
  input: promiseOf(id, of, sending),
})

/** The promise as the directive says it now; what else was recorded of it stays. A step is named with the revision it builds on: answered again, it is judged anew. */
function correct(directive: string, of: Issued, sending: Sending, { id, revision, state }: Commitment, reason: string): Reaction[] {
  const { priority: _, ...before } = state.promise
  const promise = { ...before, ...promiseOf(directive, of, sending), owner: before.owner }
  return same(promise, state.promise)
    ? []
    : [{ step: `correct ${id} ${revision}`, command: CorrectCommitment, id, input: { ...promise, reason } }]
}

interface Withdrawal {
  readonly on: Day
  readonly reason: string
  readonly resolution?: string | undefined
}
/** Withdrawn from the day on, or from its last step before today; none where it is not open then. */
function withdraw({ id, revision, state }: Commitment, { on, ...why }: Withdrawal, today: Day): Reaction[] {
  const steps = inOrder(state.steps).filter(({ from }) => from <= today)
  const day = [on, state.promise.madeOn, steps.at(-1)?.from ?? on].reduce((one, other) => (one < other ? other : one))
  if (standingOn(state, day)?.state !== 'open') return []
  return [{ step: `withdraw ${id} ${revision}`, command: WithdrawCommitment, id, input: { on: day, ...why } }]
}

/** The withdrawal that the directive brought about is as the directive says now. */
function settle(commitment: Commitment, { withdrawn }: Issued, reason: string, today: Day): Reaction[] {
  const { id, revision, state } = commitment
  const own = state.steps.find((step) => step.kind === 'withdrawal' && step.by === BY_DIRECTIVES)
  if (!own) return withdrawn ? withdraw(commitment, withdrawn, today) : []
  const { number } = own
  const without: Made = { ...state, steps: state.steps.filter((step) => step !== own) }
  const due = withdrawn && withdraw({ id, revision, state: without }, withdrawn, today)[0]?.input
  if (!due) return [{ step: `reverse ${id} ${revision}`, command: ReverseCommitmentStep, id, input: { step: number, reason } }]
  if (same(due, own.fact)) return []
  return [
    {
      ...{ step: `rightly ${id} ${revision}`, command: CorrectCommitmentStep, id },
      input: { step: number, rightly: { withdrawal: due }, reason: withdrawn.reason },
    },
  ]
}

async function answer({ id, type, day, data }: LoggedEvent<any>, { load }: Sources): Promise<readonly Reaction[]> {
  const { state: of } = await load(directive, id)
  if (of.is === 'unknown') return []
  const made = async (id: string): Promise<Commitment | undefined> => {
    const { state, revision } = await load(commitment, id)
    return state.is === 'unknown' ? undefined : { id, revision, state }
  }
  const each = async (sendings: readonly Sending[], react: (sending: Sending, made: Commitment | undefined) => Reaction[]) =>
    (await Promise.all(sendings.map(async (sending) => react(sending, await made(sending.commitment))))).flat()
  switch (type) {
    case DirectiveIssued.type:
    case DirectiveSent.type: {
      const sent = (data as { sent: readonly Sending[] }).sent.map(({ commitment }) => commitment)
      const still = of.sendings.filter((sending) => sent.includes(sending.commitment))
      return each(still, (sending, there) => (there ? [] : [make(id, of, sending)]))
    }
    case DirectiveCorrected.type:
    case SendingCorrected.type: {
      const { body, reason } = data as { body?: string; reason: string }
      const about = of.sendings.filter((sending) => body === undefined || sending.body === body)
      return each(about, (sending, there) => (there ? correct(id, of, sending, there, reason) : []))
    }
    case SendingReversed.type: {
      const { commitment, reason } = data as { commitment: string; reason: string }
      const there = await made(commitment)
      return there ? withdraw(there, { on: day, reason }, day) : []
    }
    default:
      return each(of.sendings, (_, there) => (there ? settle(there, of, (data as { reason: string }).reason, day) : []))
  }
}

export const directives: ProcessManager = processManager(
  DIRECTIVES,
  [
    ...[DirectiveIssued, DirectiveSent, DirectiveCorrected, SendingCorrected, SendingReversed],
    ...[DirectiveWithdrawn, DirectiveWithdrawalCorrected, DirectiveWithdrawalReversed],
  ] as const,
  answer,
  'all',
)
