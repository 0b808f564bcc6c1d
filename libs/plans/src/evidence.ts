/** What the decisions on plans must know of other streams, by the commands that name an owner. */
import { ownersOf } from '@prasan/answering/contract'
import { type Evidence, type Sources, evidenceFor } from '@prasan/event-sourcing'
import { CorrectPlan, DraftPlan } from './domain/plan/commands.js'
import { CorrectActivity, PlanActivity, ReviseActivity } from './domain/plan/decide-activities.js'
import { CorrectPledge, MakePledge } from './domain/plan/decide-results.js'

interface PlanInput {
  committee?: string
  lead?: string
  contributors?: string[]
  by?: string
}
const planEvidence = ({ committee, lead, contributors = [], by }: PlanInput, sources: Sources) =>
  ownersOf([committee, lead, by, ...contributors], sources)

export const evidence: Evidence = evidenceFor(
  [DraftPlan, CorrectPlan, PlanActivity, ReviseActivity, CorrectActivity, MakePledge, CorrectPledge],
  planEvidence,
)
