// What may be done with the activities of a plan.
import { type Context, type Owners, command, described, hasDays, requireLiving, requireThat } from '@prasan/event-sourcing'
import { changeable, known, livingActivity, next, says, saidAlready } from './commands.js'
import { ActivityCorrected, ActivityDropped, ActivityPlanned, ActivityRevised } from './events.js'
import {
  ActivityCannotEndBeforeItBegins,
  ActivityLiesWithinTheFiscalYear,
  ActivityMustBeOfThePlan,
  ActivityMustNotBeDropped,
  LeadIsNotItsOwnContributor,
  OutputMustBeOfThePlan,
  PlanStepsFollowInTime,
} from './rules.js'
import { fiscalYear, shapes } from './shapes.js'
import { plan } from './state.js'
import { type Planned, beginsOn, latest } from './story.js'

type Evident = Context<Owners | undefined>
const { ids, reason } = shapes

interface ActivityInput {
  output: string
  lead: string
  contributors?: string[] | undefined
  from: string
  until: string
}
function requireSound(plan: Planned, input: ActivityInput, { judge, evidence }: Pick<Evident, 'judge' | 'evidence'>): void {
  requireThat(plan.outputs[input.output], OutputMustBeOfThePlan, 'output')
  requireThat(hasDays(input), ActivityCannotEndBeforeItBegins, 'until')
  requireLiving(evidence, input.lead, input.from, 'lead')
  input.contributors?.forEach((each, i) => {
    requireThat(each !== input.lead, LeadIsNotItsOwnContributor, `contributors.${i}`)
    requireLiving(evidence, each, input.from, `contributors.${i}`)
  })
  const year = fiscalYear(plan.draft.fiscalYear)
  judge(input.from >= year.from && input.until <= year.until, ActivityLiesWithinTheFiscalYear, 'from')
}
const plannedActivity = { ...shapes.activity, number: shapes.activity.number.optional() }

export const PlanActivity = command(
  'PlanActivity',
  plan,
  plannedActivity,
  {
    doc: described(
      'วางแผนกิจกรรมภายใต้ผลผลิต ระบุหน่วยหลัก หน่วยร่วม สถานที่ และระยะเวลา ผู้ดำเนินการรับผูกพันด้วย MakeCommitment',
      'Plans an activity under an output: who leads, who contributes, where and when. Whoever carries it out commits to it by ' +
        'MakeCommitment.',
      'PlanMustNotBeClosed, EndorsedPlanChangesOnlyByRevision, OutputMustBeOfThePlan, ActivityCannotEndBeforeItBegins, ' +
        'LeadIsNotItsOwnContributor, OwnerMustHaveBegun, OwnerMustNotHaveEnded, ActivityLiesWithinTheFiscalYear',
    ),
  },
  (input, state, context: Evident) => {
    const plan = changeable(state, context)
    requireSound(plan, input, context)
    if (saidAlready(plan, 'activities', undefined, input)) return []
    const number = input.number ?? next(plan, plan.activities, (each) => each.output === input.output)
    return [ActivityPlanned({ activity: context.newId('activity'), ...input, number })]
  },
)

export const ReviseActivity = command(
  'ReviseActivity',
  plan,
  { activity: ids.activity, ...plannedActivity, reason },
  {
    doc: described(
      'ปรับแผนกิจกรรมนับแต่นี้ไป ให้ระบุข้อมูลทั้งหมดพร้อมเหตุผล',
      'The activity is planned otherwise from now on: gives the whole fact and the reason.',
      'PlanMustNotBeClosed, EndorsedPlanChangesOnlyByRevision, ActivityMustBeOfThePlan, ActivityMustNotBeDropped, OutputMustBeOfThePlan, ' +
        'ActivityCannotEndBeforeItBegins, LeadIsNotItsOwnContributor, OwnerMustHaveBegun, OwnerMustNotHaveEnded, ActivityLiesWithinTheFiscalYear',
    ),
  },
  ({ activity, reason, ...input }, state, context: Evident) => {
    const plan = changeable(state, context)
    const { number } = livingActivity(plan, activity, context.today)
    requireSound(plan, input, context)
    const revised = { ...input, number: input.number ?? number }
    return saidAlready(plan, 'activities', activity, revised) ? [] : [ActivityRevised({ activity, ...revised, reason })]
  },
)

export const CorrectActivity = command(
  'CorrectActivity',
  plan,
  { activity: ids.activity, ...plannedActivity, reason },
  {
    doc: described(
      'แก้ไขกิจกรรมที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล โดยไม่ต้องปรับแผน',
      'The activity was recorded wrongly: gives the whole corrected fact and the reason. No revision is needed for it.',
      'ActivityMustBeOfThePlan, OutputMustBeOfThePlan, ActivityCannotEndBeforeItBegins, LeadIsNotItsOwnContributor, ' +
        'OwnerMustHaveBegun, OwnerMustNotHaveEnded, ActivityLiesWithinTheFiscalYear',
    ),
  },
  ({ activity, reason, ...input }, state, context: Evident) => {
    const plan = known(state)
    const found = plan.activities[activity]
    requireThat(found, ActivityMustBeOfThePlan, 'activity')
    requireSound(plan, input, context)
    const corrected = { ...input, number: input.number ?? latest(plan, found).number }
    return says(latest(plan, found), corrected) ? [] : [ActivityCorrected({ activity, ...corrected, reason })]
  },
)

export const DropActivity = command(
  'DropActivity',
  plan,
  shapes.dropped,
  {
    doc: described(
      'ยกเลิกกิจกรรมตั้งแต่วันที่กำหนด ข้อผูกพันที่เกิดจากกิจกรรมนี้คงอยู่จนกว่าจะถอน',
      'The activity is given up from a day on. Commitments made from it stand until they are withdrawn.',
      'PlanMustNotBeClosed, EndorsedPlanChangesOnlyByRevision, ActivityMustBeOfThePlan, ActivityMustNotBeDropped, PlanStepsFollowInTime',
    ),
  },
  (input, state, context) => {
    const found = changeable(state, context).activities[input.activity]
    requireThat(found, ActivityMustBeOfThePlan, 'activity')
    requireThat(!found.dropped, ActivityMustNotBeDropped, 'activity')
    requireThat(input.on >= beginsOn(known(state), found), PlanStepsFollowInTime, 'on')
    return [ActivityDropped(input)]
  },
)
