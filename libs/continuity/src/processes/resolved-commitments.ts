import { type ProcessManager, processManager } from '@prasan/event-sourcing'
import { ResolutionPassed, ResolutionReversed } from '@prasan/meetings/contract'
import { MakeCommitment, WithdrawCommitment } from '@prasan/plans/contract'

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

/** What a resolution assigned that was recorded by mistake is withdrawn with the same reason, on the day on which that was recorded. */
export const reversedCommitments: ProcessManager = processManager(
  'reversed-commitments',
  ResolutionReversed,
  ({ day, data: { commitments = [], reason } }) =>
    commitments.map((commitment) => ({ step: commitment, command: WithdrawCommitment, id: commitment, input: { on: day, reason } })),
)
