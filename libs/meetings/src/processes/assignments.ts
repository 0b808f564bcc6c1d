import { type ProcessManager, processManager } from '@prasan/event-sourcing'
import { ResolutionPassed, ResolutionReversed } from '../domain/meeting/events.js'
import { MakeCommitment, WithdrawCommitment, chapters, commitment } from '@prasan/commitments/contract'

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
  'all',
)

/**
 * What a resolution assigned that was recorded by mistake is withdrawn with the same reason, on the day on which that was recorded; what was
 * withdrawn before stays so.
 */
export const reversedCommitments: ProcessManager = processManager(
  'reversed-commitments',
  ResolutionReversed,
  async ({ day, data: { resolution, commitments = [], reason } }, { load }) => {
    const promises = await Promise.all(commitments.map(async (id) => ({ id, state: (await load(commitment, id)).state })))
    return promises
      .filter(({ state }) => state.is !== 'unknown' && chapters(state).at(-1)!.standing.state !== 'withdrawn')
      .map(({ id }) => ({ step: id, command: WithdrawCommitment, id, input: { on: day, reason, resolution } }))
  },
  'all',
)
