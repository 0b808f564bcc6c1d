// What the decisions on a promise need to remember: what was promised, and every step since with its day.
import { type Aggregate, type Day, type Attachment, type FilesOf, type Recorded, withFile, eventsOf } from '@prasan/event-sourcing'
import * as happened from './events.js'
import * as chased from './events-of-chase.js'
import type { StepKind } from './events.js'
import { type Chased, type Promised, type Step, columnsOf, standingOn } from './story.js'

export type CommitmentState = { is: 'unknown' } | ({ is: 'made'; files: FilesOf } & Promised)

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
    CommitmentMade: (_, promise, { day }) => ({
      is: 'made',
      promise: { ...promise, madeOn: promise.madeOn ?? day },
      steps: [],
      chased: [],
      files: {},
    }),
    CommitmentCorrected: (state, { reason: _, ...promise }) =>
      state.is === 'unknown' ? state : { ...state, promise: { ...promise, madeOn: promise.madeOn ?? state.promise.madeOn } },
    CommitmentAccepted: step('acceptance'),
    CommitmentDeclined: step('refusal'),
    ProgressReported: step('progress'),
    PriorityChanged: step('prioritizing'),
    ExtensionRequested: step('request'),
    ExtensionGranted: step('extension'),
    ExtensionCorrected(state, { dueOn }) {
      const last = state.is === 'unknown' ? undefined : state.steps.findLast(({ kind }) => kind === 'extension')
      return last ? corrected(state, last.number, { ...last.fact, dueOn }) : state
    },
    ExtensionRefused: step('extensionRefusal'),
    ObstacleRaised: step('obstacle'),
    ObstacleAnswered: step('answer'),
    OwnershipTransferred: step('transfer'),
    SupporterJoined: step('support'),
    SupporterLeft: step('supportEnd'),
    CommitmentSubDelegated: step('delegation'),
    SubDelegationEnded: step('delegationEnd'),
    CompletionReported: step('completion'),
    CompletionVerified: step('verification'),
    CompletionReturned: step('return'),
    CommitmentWithdrawn: step('withdrawal'),
    EscalationAcknowledged: step('acknowledgment'),
    Reminded: (state, { kind, ...fact }) => chase(state, { what: kind, ...fact }),
    Escalated: (state, { step, ...fact }) => chase(state, { what: step, ...fact }),
    CommitmentStepCorrected: (state, { step, rightly }) => corrected(state, step, Object.values(rightly)[0] as object),
    CommitmentStepReversed: (state, { step }) => reversed(state, step),
    FileAttachedToCommitment: withFileOf,
    FileOfCommitmentCorrected: withFileOf,
  },
}
