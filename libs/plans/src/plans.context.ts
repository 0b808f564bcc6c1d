import { described } from '@prasan/event-sourcing'
import { type BoundedContext, partOf } from '@prasan/graphql'
import { ReverseCommitmentStep } from './domain/commitment/decide-corrections.js'
import { AcceptCommitment, AttachFileToCommitment, DeclineCommitment, WithdrawCommitment } from './domain/commitment/decide-promise.js'
import {
  AnswerObstacle,
  GrantExtension,
  RefuseExtension,
  ReportCompletion,
  ReportProgress,
  RequestExtension,
  ReturnCompletion,
} from './domain/commitment/decide-progress.js'
import { commitment } from './domain/commitment/state.js'
import { ClosePlan, EndorsePlan, RevisePlan, SetBudgetLine, SetObjective, SetOutput } from './domain/plan/commands.js'
import { DropActivity } from './domain/plan/decide-activities.js'
import { CorrectPlanStep, ReversePlanStep } from './domain/plan/decide-corrections.js'
import { MeasureIndicator, SetIndicator, WithdrawPledge } from './domain/plan/decide-results.js'
import { plan } from './domain/plan/state.js'
import {
  CorrectActivity,
  CorrectCommitment,
  CorrectCommitmentStep,
  CorrectPlan,
  CorrectPledge,
  DraftPlan,
  MakeCommitment,
  MakePledge,
  PlanActivity,
  RaiseObstacle,
  ReviseActivity,
  TransferOwnership,
  VerifyCompletion,
} from './evidence.js'
import { planLists } from './graphql/resolvers.js'
import { ActionPlan, Activity, BudgetLine, Indicator, Objective, Output, Pledge } from './graphql/types.js'
import {
  type ActivityRow,
  type IndicatorRow,
  type ObjectiveRow,
  type OutputRow,
  type PlanRow,
  activitiesByIds,
  indicatorsByIds,
  objectivesByIds,
  outputsByIds,
  plansByIds,
} from './views/plans/queries.js'
import { plansView } from './views/plans/view.js'

const planOf = ({ plan }: { plan: string }) => plan

/** Action plans, and the commitments made in them and in meetings; what commitments look like is shown by continuity. */
export const plans: BoundedContext = {
  name: 'plans',
  aggregates: [plan, commitment],
  commands: [
    ...[DraftPlan, CorrectPlan, SetObjective, SetOutput, PlanActivity, ReviseActivity, CorrectActivity, DropActivity, SetBudgetLine],
    ...[SetIndicator, MeasureIndicator, MakePledge, CorrectPledge, WithdrawPledge],
    ...[EndorsePlan, RevisePlan, ClosePlan, CorrectPlanStep, ReversePlanStep],
    ...[MakeCommitment, CorrectCommitment, AcceptCommitment, DeclineCommitment, TransferOwnership, WithdrawCommitment],
    AttachFileToCommitment,
    ...[ReportProgress, RaiseObstacle, AnswerObstacle, RequestExtension, GrantExtension, RefuseExtension],
    ...[ReportCompletion, VerifyCompletion, ReturnCompletion],
    ...[CorrectCommitmentStep, ReverseCommitmentStep],
  ],
  views: [plansView],
  nodes: [
    {
      ...{ category: 'plan', type: ActionPlan, byIds: plansByIds, label: ({ title }: PlanRow) => title },
      asked: {
        as: 'actionPlan',
        description: described('แผนปฏิบัติการหนึ่งแผน ว่างเมื่อไม่มีบันทึก', 'An action plan; null where none is recorded.'),
      },
    },
    { category: 'objective', type: Objective, byIds: objectivesByIds, label: ({ title }: ObjectiveRow) => title, stream: planOf },
    { category: 'output', type: Output, byIds: outputsByIds, label: ({ title }: OutputRow) => title, stream: planOf },
    { category: 'activity', type: Activity, byIds: activitiesByIds, label: ({ title }: ActivityRow) => title, stream: planOf },
    { category: 'indicator', type: Indicator, byIds: indicatorsByIds, label: ({ title }: IndicatorRow) => title, stream: planOf },
    partOf('plan', 'line', BudgetLine, plansView.tables.budget),
    partOf('plan', 'pledge', Pledge, plansView.tables.pledge),
  ],
  resolvers: planLists,
}
