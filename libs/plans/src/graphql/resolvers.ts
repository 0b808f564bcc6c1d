import { described } from '@prasan/event-sourcing'
import { idOf, listOf, yearAsked } from '@prasan/graphql'
import { actionPlans } from '../views/plans/queries.js'
import { ActionPlan } from './types.js'

export const planLists = [
  listOf(actionPlans, ActionPlan, {
    description: described('แผนปฏิบัติการ ปีงบประมาณล่าสุดก่อน', 'Action plans, the latest fiscal year first.'),
    args: {
      committee: idOf('committee', described('เฉพาะแผนของคณะนี้', 'Only the plans of this committee.')),
      fiscalYear: yearAsked(described('เฉพาะแผนของปีงบประมาณนี้ (พ.ศ.)', 'Only the plans of this fiscal year, B.E.')),
    },
  }),
]
