/** What the decisions on plans must know of other streams, put beside the commands that name an owner. */
import { ownersOf } from '@prasan/answering/contract'
import type { Command, Sources } from '@prasan/event-sourcing'
import * as planning from './domain/plan/commands.js'
import * as activities from './domain/plan/decide-activities.js'
import * as results from './domain/plan/decide-results.js'

const knowing = (command: Command, evidence: (input: any, sources: Sources, state: any) => Promise<unknown>): Command => ({
  ...command,
  evidence,
})

interface PlanInput {
  committee?: string
  lead?: string
  contributors?: string[]
  by?: string
}
const planEvidence = ({ committee, lead, contributors = [], by }: PlanInput, sources: Sources) =>
  ownersOf([committee, lead, by, ...contributors], sources)
export const DraftPlan = knowing(planning.DraftPlan, planEvidence)
export const CorrectPlan = knowing(planning.CorrectPlan, planEvidence)
export const PlanActivity = knowing(activities.PlanActivity, planEvidence)
export const ReviseActivity = knowing(activities.ReviseActivity, planEvidence)
export const CorrectActivity = knowing(activities.CorrectActivity, planEvidence)
export const MakePledge = knowing(results.MakePledge, planEvidence)
export const CorrectPledge = knowing(results.CorrectPledge, planEvidence)
