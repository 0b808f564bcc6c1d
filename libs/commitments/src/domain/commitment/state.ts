// What the decisions on a promise need to remember: what was promised, and every step since with its day.
import { type Aggregate, type Day, type Attachment, type FilesOf, type Recorded, withFile, eventsOf } from '@prasan/event-sourcing'
import * as happened from './events.js'
import * as chased from './events-of-chase.js'
import { type ChasedPromise, roundsAfter } from './chasing.js'
import type { StepKind } from './events.js'
import { type Chased, type Step, columnsOf, standingOn } from './story.js'

export type CommitmentState = { is: 'unknown' } | ({ is: 'made'; files: FilesOf } & ChasedPromise)

const events = [...eventsOf(happened), ...eventsOf(chased)] as const

const dayOf = (fact: { on?: Day; decidedOn?: Day | undefined }, otherwise: Day): Day => fact.on ?? fact.decidedOn ?? otherwise

/** The state with one more step. */
export const withStep = <S extends CommitmentState>(
  state: S,
  kind: StepKind,
  fact: object,
  by: Pick<Recorded, 'day' | 'actor' | 'forPost'>,
  number = Infinity,
): S =>
  state.is === 'unknown'
    ? state
    : { ...state, steps: [...state.steps, { kind, number, from: dayOf(fact, by.day), by: by.forPost ?? by.actor, fact } as Step] }

/** The state with a step said rightly. */
export const corrected = <S extends CommitmentState>(state: S, number: number, fact: object): S =>
  state.is === 'unknown'
    ? state
    : {
        ...state,
        steps: state.steps.map((step) =>
          step.number === number
            ? ({
                ...step,
                from: dayOf(fact, step.from),
                fact: { ...('obstacle' in step.fact && { obstacle: step.fact.obstacle }), ...fact },
              } as Step)
            : step,
        ),
      }

/** The state without a step. */
export const reversed = <S extends CommitmentState>(state: S, number: number): S =>
  state.is === 'unknown' ? state : { ...state, steps: state.steps.filter((step) => step.number !== number) }

const step =
  (kind: StepKind) =>
  (state: CommitmentState, fact: object, recorded: Recorded): CommitmentState =>
    withStep(state, kind, fact, recorded, Number(recorded.revision))

/** The state after something that moves its chase: that begins anew, stops or goes on. */
const moved = (state: CommitmentState, { day }: Recorded): CommitmentState =>
  state.is === 'unknown' ? state : { ...state, rounds: roundsAfter(state.rounds, state, day), movedOn: day }
const moving =
  (kind: StepKind) =>
  (state: CommitmentState, fact: object, recorded: Recorded): CommitmentState =>
    moved(step(kind)(state, fact, recorded), recorded)

const chase = (state: CommitmentState, step: Chased): CommitmentState =>
  state.is === 'unknown' ? state : { ...state, chased: [...state.chased, step] }

const withFileOf = (state: CommitmentState, file: Attachment): CommitmentState =>
  state.is === 'unknown' ? state : { ...state, files: withFile(state.files, 'commitment', file) }

export const commitment: Aggregate<CommitmentState, typeof events> = {
  category: 'commitment',
  events,
  initial: { is: 'unknown' },
  onDay: (state, day, id) => {
    const standing = state.is === 'unknown' ? undefined : standingOn(state, day)
    return state.is === 'unknown' || !standing ? {} : { [id]: columnsOf(state, standing) }
  },
  evolve: {
    CommitmentMade(_, promise, recorded) {
      const { day } = recorded
      const made = { promise: { ...promise, madeOn: promise.madeOn ?? day }, steps: [], chased: [], files: {} }
      return moved({ is: 'made', ...made, rounds: [], movedOn: day }, recorded)
    },
    CommitmentCorrected: (state, { reason: _, ...promise }, recorded) =>
      state.is === 'unknown'
        ? state
        : moved({ ...state, promise: { ...promise, madeOn: promise.madeOn ?? state.promise.madeOn } }, recorded),
    CommitmentAccepted: step('acceptance'),
    CommitmentDeclined: step('refusal'),
    CommitmentAdapted: step('adaptation'),
    ProgressReported: step('progress'),
    PriorityChanged: step('prioritizing'),
    ExtensionRequested: step('request'),
    ExtensionGranted: moving('extension'),
    ExtensionCorrected(state, { dueOn }, recorded) {
      const last = state.is === 'unknown' ? undefined : state.steps.findLast(({ kind }) => kind === 'extension')
      return last ? moved(corrected(state, last.number, { ...last.fact, dueOn }), recorded) : state
    },
    ExtensionRefused: step('extensionRefusal'),
    ObstacleRaised: moving('obstacle'),
    ObstacleAnswered: moving('answer'),
    OwnershipTransferred: moving('transfer'),
    SupporterJoined: step('support'),
    SupporterLeft: step('supportEnd'),
    CommitmentSubDelegated: step('delegation'),
    SubDelegationEnded: step('delegationEnd'),
    CompletionReported: moving('completion'),
    CompletionVerified: step('verification'),
    CompletionReturned: moving('return'),
    CommitmentWithdrawn: moving('withdrawal'),
    EscalationAcknowledged: moving('acknowledgment'),
    Reminded: (state, { kind, ...fact }) => chase(state, { what: kind, ...fact }),
    Escalated: (state, { step, ...fact }) => chase(state, { what: step, ...fact }),
    CommitmentStepCorrected: (state, { step, rightly }, recorded) =>
      moved(corrected(state, step, Object.values(rightly)[0] as object), recorded),
    CommitmentStepReversed: (state, { step }, recorded) => moved(reversed(state, step), recorded),
    FileAttachedToCommitment: withFileOf,
    FileOfCommitmentCorrected: withFileOf,
  },
}
