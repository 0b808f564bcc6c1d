import { type ListAsked, type Row, among, list, rowsBy, rowsById, sql } from '@prasan/event-sourcing'
import { chasesView } from './view.js'

const { step, ahead } = chasesView.tables

export type ChaseStepRow = Row<typeof step.columns>
export type ChaseAheadRow = Row<typeof ahead.columns>

/** The reminders and escalations of commitments by the day, the oldest first. */
export const chaseStepsOf = rowsBy<ChaseStepRow>(step, 'commitment', { order: 'commitment, validFrom, knownFrom, id' })
/** What comes next of commitments. */
export const chaseAheadOf = rowsById<ChaseAheadRow>(ahead)

export interface EscalationsAsked extends ListAsked {
  readonly committee?: string | undefined
  readonly sentTo?: string | undefined
  /** The owners that belong to it. */
  readonly organization?: readonly string[] | undefined
  readonly step?: string | undefined
}
/** What went up by the day, the newest first. */
export const escalations = list<ChaseStepRow, EscalationsAsked>(
  'escalations',
  step,
  ({ committee, sentTo, organization, step: what }) => [
    sql`escalation = 1`,
    committee !== undefined && sql`committee = ${committee}`,
    sentTo !== undefined && sql`sentTo = ${sentTo}`,
    organization !== undefined && sql`owner in ${among(organization)}`,
    what !== undefined && sql`what = ${what}`,
  ],
  () => ({ orderBy: ['validFrom', 'id'], descending: true }),
)
