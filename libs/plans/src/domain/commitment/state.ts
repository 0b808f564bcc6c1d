// What the decisions on a promise need to remember.
import { type Aggregate, type FilesOf, withFile } from '@prasan/event-sourcing'
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
  FileAttachedToCommitment,
  ObstacleAnswered,
  ObstacleRaised,
  OwnershipTransferred,
  ProgressReported,
} from './events.js'

export type CommitmentState =
  | { is: 'unknown' }
  | {
      is: 'open' | 'completed' | 'verified'
      owner: string
      madeOn: string
      dueOn: string
      /** The first due date. */
      originalDueOn: string
      /** Days of the last step to what it is now, of the last transfer, extension and request for one; none yet where absent. */
      last: { readonly step?: string; readonly transfer?: string; readonly extension?: string; readonly request?: string }
      /** Who owned it before the last transfer, which may lie in the future. */
      before?: string | undefined
      /** The owner's own word on it; none yet where it is absent. */
      owned?: 'accepted' | 'declined' | undefined
      /** The due date asked for, while the request waits for its answer. */
      requested?: string | undefined
      /** Obstacles that wait for an answer, with the day on which each was raised. */
      obstacles: Readonly<Record<string, string>>
      files: FilesOf
    }
  | { is: 'withdrawn'; files: FilesOf }
type Living = Exclude<CommitmentState, { is: 'unknown' } | { is: 'withdrawn' }>

const events = [
  CommitmentMade,
  CommitmentCorrected,
  CommitmentAccepted,
  CommitmentDeclined,
  ProgressReported,
  ExtensionRequested,
  ExtensionGranted,
  ExtensionCorrected,
  ExtensionRefused,
  ObstacleRaised,
  ObstacleAnswered,
  OwnershipTransferred,
  CompletionReported,
  CompletionVerified,
  CompletionReturned,
  CommitmentWithdrawn,
  FileAttachedToCommitment,
] as const

/** Who owns it on a day from the last transfer but one on. */
export const ownerOn = ({ owner, before, last }: Living, day: string): string => (day < (last.transfer ?? '') ? before! : owner)

export const lives = (state: CommitmentState): state is Living => state.is !== 'unknown' && state.is !== 'withdrawn'
const living = (state: CommitmentState, change: (state: Living) => Partial<Living>): CommitmentState =>
  lives(state) ? { ...state, ...change(state) } : state

export const commitment: Aggregate<CommitmentState, typeof events> = {
  category: 'commitment',
  events,
  initial: { is: 'unknown' },
  evolve: {
    CommitmentMade: (_, { owner, madeOn, dueOn }, { day }) => ({
      is: 'open',
      owner,
      madeOn: madeOn ?? day,
      dueOn,
      originalDueOn: dueOn,
      last: {},
      obstacles: {},
      files: {},
    }),
    CommitmentCorrected: (state, { owner, dueOn, madeOn }) =>
      living(state, (was) => ({
        owner: was.last.transfer === undefined ? owner : was.owner,
        madeOn: madeOn ?? was.madeOn,
        dueOn: was.last.extension === undefined ? dueOn : was.dueOn,
        originalDueOn: dueOn,
      })),
    CommitmentAccepted: (state) => living(state, () => ({ owned: 'accepted' })),
    CommitmentDeclined: (state) => living(state, () => ({ owned: 'declined' })),
    ProgressReported: (state) => state,
    ExtensionRequested: (state, { dueOn, on }) => living(state, ({ last }) => ({ requested: dueOn, last: { ...last, request: on } })),
    ExtensionGranted: (state, { dueOn, decidedOn }, { day }) =>
      living(state, ({ last }) => ({ dueOn, last: { ...last, extension: decidedOn ?? day }, requested: undefined })),
    ExtensionCorrected: (state, { dueOn }) => living(state, () => ({ dueOn })),
    ExtensionRefused: (state) => living(state, () => ({ requested: undefined })),
    ObstacleRaised: (state, { obstacle, on }) => living(state, ({ obstacles }) => ({ obstacles: { ...obstacles, [obstacle]: on } })),
    ObstacleAnswered: (state, { obstacle }) => living(state, ({ obstacles: { [obstacle]: _, ...waiting } }) => ({ obstacles: waiting })),
    OwnershipTransferred: (state, { owner, on }) =>
      living(state, (was) => ({ owner, before: was.owner, last: { ...was.last, transfer: on }, owned: undefined })),
    CompletionReported: (state, { on }) => living(state, ({ last }) => ({ is: 'completed', last: { ...last, step: on } })),
    CompletionVerified: (state, { on }) => living(state, ({ last }) => ({ is: 'verified', last: { ...last, step: on } })),
    CompletionReturned: (state, { on }) => living(state, ({ last }) => ({ is: 'open', last: { ...last, step: on } })),
    CommitmentWithdrawn: (state) => ({ is: 'withdrawn', files: state.is === 'unknown' ? {} : state.files }),
    FileAttachedToCommitment: (state, file) =>
      state.is === 'unknown' ? state : { ...state, files: withFile(state.files, 'commitment', file) },
  },
}
