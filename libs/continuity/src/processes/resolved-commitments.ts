import { type ProcessManager, processManager } from '@prasan/event-sourcing'
import { ResolutionPassed } from '@prasan/meetings/contract'
import { MakeCommitment } from '@prasan/plans/contract'

/** What a resolution assigns becomes a commitment, under the id that the resolution names. */
export const resolvedCommitments: ProcessManager = processManager(
  'resolved-commitments',
  ResolutionPassed,
  ({ data: { resolution, committee, on, assignments = [] } }) =>
    assignments.map(({ commitment, ...promise }) => ({
      step: commitment,
      command: MakeCommitment,
      id: commitment,
      input: { ...promise, madeOn: on, origin: resolution, committee },
    })),
)
