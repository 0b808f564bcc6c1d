// Decisions on what comes of a plan's activities, and on the money pledged for it.
import { type Context, same, command, described, requireThat, type Owners, requireLiving } from '@prasan/event-sourcing'
import { changeable, known, livingActivity, open, saidAlready } from './commands.js'
import { IndicatorMeasured, IndicatorSet, PledgeCorrected, PledgeMade, PledgeWithdrawn } from './events.js'
import {
  BudgetLineMustBeOfThePlan,
  IndicatorMustBeOfThePlan,
  PlanStepsFollowInTime,
  PledgeCannotEndBeforeItBegins,
  PledgeMustBeOfThePlan,
} from './rules.js'
import { shapes } from './shapes.js'
import { type PlanState, plan } from './state.js'
import { type Planned, type Pledge, latest } from './story.js'

type Evident = Context<Owners | undefined>
const { ids, reason } = shapes

export const SetIndicator = command(
  'SetIndicator',
  plan,
  { indicator: ids.indicator.optional(), ...shapes.indicator },
  {
    doc: described(
      'กำหนดตัวชี้วัดของกิจกรรมและค่าเป้าหมาย หากระบุตัวชี้วัดเดิมให้กำหนดใหม่',
      'Sets by what number an activity is judged, and its target; the given indicator anew where one is given.',
      'PlanMustNotBeClosed, EndorsedPlanChangesOnlyByRevision, IndicatorMustBeOfThePlan, ActivityMustBeOfThePlan, ' +
        'ActivityMustNotBeDropped',
    ),
  },
  ({ indicator, ...input }, state, context) => {
    const plan = changeable(state, context)
    requireThat(indicator === undefined || plan.indicators[indicator], IndicatorMustBeOfThePlan, 'indicator')
    livingActivity(plan, input.activity, context.today)
    return saidAlready(plan, 'indicators', indicator, input)
      ? []
      : [IndicatorSet({ indicator: indicator ?? context.newId('indicator'), ...input })]
  },
)

export const MeasureIndicator = command(
  'MeasureIndicator',
  plan,
  shapes.measured,
  {
    doc: described(
      'บันทึกผลของตัวชี้วัด ณ วันหนึ่ง แม้ปิดแผนแล้ว บันทึกของวันเดิมซ้ำให้แทนค่าเดิม เป็นตัวเลขเท่านั้น',
      'What an indicator has come to by a day, also once the plan is closed; the value of a day given again replaces it. Numbers only.',
      'IndicatorMustBeOfThePlan, PlanStepsFollowInTime',
    ),
  },
  (input, state) => {
    const plan = known(state)
    const found = plan.indicators[input.indicator]
    requireThat(found, IndicatorMustBeOfThePlan, 'indicator')
    requireThat(input.on >= plan.draft.on, PlanStepsFollowInTime, 'on')
    const before = found.measured?.findLast(({ fact: { on } }) => on === input.on)
    return before?.fact.value === input.value ? [] : [IndicatorMeasured(input)]
  },
)

interface Pledged {
  by: string
  line?: string | undefined
  on: string
}
function requireSound(plan: Planned, { by, line, on }: Pledged, { evidence }: Pick<Evident, 'evidence'>): void {
  const found = plan.lines[line ?? '']
  requireThat(line === undefined || found, BudgetLineMustBeOfThePlan, 'line')
  const { activity } = found ? latest(plan, found) : {}
  if (activity !== undefined) livingActivity(plan, activity, on, 'line')
  requireLiving(evidence, by, on, 'by')
}
const pledgeOf = (state: PlanState, pledge: string): Pledge => {
  const made = known(state).pledges[pledge]
  requireThat(made, PledgeMustBeOfThePlan, 'pledge')
  return made
}

export const MakePledge = command(
  'MakePledge',
  plan,
  shapes.pledged,
  {
    doc: described(
      'หน่วยงานหรือคณะให้คำมั่นสนับสนุนงบประมาณ หน่วยเป็นบาท สำหรับรายการงบประมาณหรือทั้งแผน',
      'An agency or body pledges money, in THB, for a line of the budget or for the plan as a whole.',
      'PlanMustNotBeClosed, PlanStepsFollowInTime, BudgetLineMustBeOfThePlan, ActivityMustNotBeDropped, OwnerMustHaveBegun, ' +
        'OwnerMustNotHaveEnded',
    ),
  },
  (input, state, context: Evident) => {
    const plan = open(state, input.on, 'on')
    requireSound(plan, input, context)
    if (Object.values(plan.pledges).some(({ data, withdrawn }) => !withdrawn && same(data, input))) return []
    return [PledgeMade({ pledge: context.newId('pledge'), ...input })]
  },
)

export const CorrectPledge = command(
  'CorrectPledge',
  plan,
  { pledge: ids.pledge, ...shapes.pledged, reason },
  {
    doc: described(
      'แก้ไขคำมั่นสนับสนุนงบประมาณที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล',
      'The pledge was recorded wrongly: gives the whole corrected fact and the reason.',
      'PlanMustNotBeClosed, PlanStepsFollowInTime, PledgeMustBeOfThePlan, BudgetLineMustBeOfThePlan, ActivityMustNotBeDropped, ' +
        'OwnerMustHaveBegun, OwnerMustNotHaveEnded, PledgeCannotEndBeforeItBegins',
    ),
  },
  ({ pledge, reason, ...rightly }, state, context: Evident) => {
    const { data, withdrawn } = pledgeOf(state, pledge)
    requireSound(open(state, rightly.on, 'on'), rightly, context)
    requireThat(withdrawn === undefined || rightly.on <= withdrawn.fact.on, PledgeCannotEndBeforeItBegins, 'on')
    return same(data, rightly) ? [] : [PledgeCorrected({ pledge, ...rightly, reason })]
  },
)

export const WithdrawPledge = command(
  'WithdrawPledge',
  plan,
  { pledge: ids.pledge, on: shapes.pledged.on, reason },
  {
    doc: described(
      'ผู้สนับสนุนถอนคำมั่นสนับสนุนงบประมาณตั้งแต่วันที่กำหนด',
      'Whoever pledged the money takes it back from a day on.',
      'PlanMustNotBeClosed, PlanStepsFollowInTime, PledgeMustBeOfThePlan, PledgeCannotEndBeforeItBegins',
    ),
  },
  (input, state) => {
    const { data, withdrawn } = pledgeOf(state, input.pledge)
    open(state, input.on, 'on')
    requireThat(withdrawn === undefined, PledgeMustBeOfThePlan, 'pledge')
    requireThat(data.on <= input.on, PledgeCannotEndBeforeItBegins, 'on')
    return [PledgeWithdrawn(input)]
  },
)
