import { OwnerMustHaveBegun, OwnerMustNotHaveEnded } from '@prasan/event-sourcing'
import { describe, it } from '@jest/globals'
import type { Life } from '@prasan/event-sourcing'
import { given as givenOn, someId } from '@prasan/event-sourcing/testing'
import { CorrectPledge, MakePledge, MeasureIndicator, SetIndicator, WithdrawPledge } from './decide-results.js'
import * as e from './events.js'
import * as rules from './rules.js'

/** The year of the plan is over: what happened in it is recorded later. */
const today = '2027-12-01'
const given = (...facts: Parameters<typeof givenOn>) => ({
  when: (...[command, input, circumstances]: Parameters<ReturnType<typeof givenOn>['when']>) =>
    givenOn(...facts).when(command, input, { today, ...circumstances }),
})

const title = { th: 'ร้อยละของหมู่บ้าน', en: 'Villages' }
const reason = 'พิมพ์ผิด'
const [activity, line, indicator, pledge] = ['activity', 'line', 'indicator', 'pledge'].map((part) => someId(part, 'new:0')) as [
  string,
  string,
  string,
  string,
]
const by = someId('organization')
const drafted = [
  e.PlanDrafted({ committee: someId('committee'), fiscalYear: 2570, title, on: '2026-09-01' }),
  e.ActivityPlanned({ activity, output: someId('output'), number: 1, title, lead: by, from: '2026-10-01', until: '2027-10-01' }),
  e.BudgetLineSet({ line, activity, source: 'จังหวัด', amount: 100 }),
]
const endorsed = [...drafted, e.PlanEndorsed({ on: '2026-09-15' })]
const closed = [...endorsed, e.PlanClosed({ on: '2027-10-01' })]
const judged = { activity, title, unit: 'คน', baseline: 0, target: 300 }
const set = e.IndicatorSet({ indicator, ...judged })
const measured = (value: number, on = '2027-03-01') => e.IndicatorMeasured({ indicator, on, value })
const money = { by, line, amount: 50.25, on: '2026-10-05' }
const made = e.PledgeMade({ pledge, ...money })

describe('indicators', () => {
  it('are set for an activity, and set anew while the plan may be changed', () => {
    given(...drafted)
      .when(SetIndicator, judged)
      .then(set)
    given(...drafted, set)
      .when(SetIndicator, { indicator, ...judged, target: 306 })
      .then(e.IndicatorSet({ indicator, ...judged, target: 306 }))
    given(...drafted, set, measured(5))
      .when(SetIndicator, { indicator, ...judged })
      .thenNothing()
    given(...endorsed)
      .when(SetIndicator, judged)
      .thenRefused(rules.EndorsedPlanChangesOnlyByRevision)
    given(...closed)
      .when(SetIndicator, judged)
      .thenRefused(rules.PlanMustNotBeClosed)
  })

  it('belong to an activity of the plan that stands', () => {
    given(...drafted)
      .when(SetIndicator, { ...judged, activity: someId('activity', 'other') })
      .thenRefused(rules.ActivityMustBeOfThePlan)
    given(...drafted, e.ActivityDropped({ activity, on: '2026-12-01', reason }))
      .when(SetIndicator, judged)
      .thenRefused(rules.ActivityMustNotBeDropped)
  })

  it('are measured, also of an endorsed or closed plan; the value of a day again replaces it', () => {
    const input = { indicator, on: '2027-03-01', value: 124 }
    given(...endorsed, set)
      .when(MeasureIndicator, input)
      .then(measured(124))
    given(...drafted, set, e.PlanEndorsed({ on: '2026-09-15' }), e.PlanClosed({ on: '2027-10-01' }))
      .when(MeasureIndicator, input)
      .then(measured(124))
    given(...drafted, set, measured(124))
      .when(MeasureIndicator, input)
      .thenNothing()
    given(...drafted, set, measured(124))
      .when(MeasureIndicator, { ...input, value: 125 })
      .then(measured(125))
    given(...drafted, set, measured(1), measured(2, '2027-04-01'))
      .when(MeasureIndicator, { ...input, value: 1 })
      .thenNothing()
  })

  it('IndicatorMustBeOfThePlan', () => {
    given(...drafted)
      .when(SetIndicator, { indicator, ...judged })
      .thenRefused(rules.IndicatorMustBeOfThePlan)
    given(...drafted)
      .when(MeasureIndicator, { indicator, on: '2027-03-01', value: 1 })
      .thenRefused(rules.IndicatorMustBeOfThePlan)
  })
})

describe('pledges of money', () => {
  it('are made for a line or for the plan as a whole, also once it is endorsed; corrected and withdrawn', () => {
    given(...endorsed)
      .when(MakePledge, money)
      .then(made)
    given(...drafted)
      .when(MakePledge, { ...money, line: undefined })
      .then(e.PledgeMade({ ...made.data, line: undefined }))
    given(...endorsed, made)
      .when(CorrectPledge, { pledge, ...money, amount: 60, reason })
      .then(e.PledgeCorrected({ pledge, ...money, amount: 60, reason }))
    const withdrawn = { pledge, on: money.on, reason }
    given(...endorsed, made)
      .when(WithdrawPledge, withdrawn)
      .then(e.PledgeWithdrawn(withdrawn))
  })

  it('BudgetLineMustBeOfThePlan and PlanMustNotBeClosed', () => {
    given(...endorsed)
      .when(MakePledge, { ...money, line: someId('line', 'other') })
      .thenRefused(rules.BudgetLineMustBeOfThePlan)
    const late = { ...money, line: undefined, on: '2027-10-01' }
    given(...closed)
      .when(MakePledge, late)
      .thenRefused(rules.PlanMustNotBeClosed)
    given(...closed)
      .when(MakePledge, { ...late, on: '2027-09-30' })
      .then(e.PledgeMade({ pledge, ...late, on: '2027-09-30' }))
    given(...endorsed)
      .when(MakePledge, { ...late, on: '2026-08-31' })
      .thenRefused(rules.PlanStepsFollowInTime)
    given(...endorsed, made, e.PlanClosed({ on: '2027-10-01' }))
      .when(WithdrawPledge, { pledge, on: '2027-11-01', reason })
      .thenRefused(rules.PlanMustNotBeClosed)
  })

  it('are of whole satang', () => {
    for (const amount of [50.25 + 1e-9, 50.25 - 1e-9])
      given(...endorsed)
        .when(MakePledge, { ...money, amount })
        .then(made)
  })

  it('ActivityMustNotBeDropped: none is pledged for the line of an activity that is dropped by then', () => {
    const dropped = [...endorsed, e.ActivityDropped({ activity, on: '2026-10-15', reason })]
    const pledged = (on: string) => given(...dropped).when(MakePledge, { ...money, on })
    pledged('2026-10-14').then(e.PledgeMade({ ...made.data, on: '2026-10-14' }))
    pledged('2026-10-15').thenRefused(rules.ActivityMustNotBeDropped)
    given(...dropped, made)
      .when(CorrectPledge, { pledge, ...money, on: '2026-10-16', reason })
      .thenRefused(rules.ActivityMustNotBeDropped)
    given(...dropped)
      .when(MakePledge, { ...money, line: undefined, on: '2026-10-15' })
      .then(e.PledgeMade({ ...made.data, line: undefined, on: '2026-10-15' }))
  })

  it('OwnerMustHaveBegun and OwnerMustNotHaveEnded on the day on which it is made', () => {
    const making = (life: Life) => given(...endorsed).when(MakePledge, money, { evidence: { [by]: life } })
    making({ from: '2026-10-06' }).thenRefused(OwnerMustHaveBegun)
    making({ until: '2026-10-05' }).thenRefused(OwnerMustNotHaveEnded)
    making({ from: '2026-10-05', until: '2026-10-06' }).then(made)
  })

  it('PledgeMustBeOfThePlan, and stand', () => {
    given(...endorsed)
      .when(WithdrawPledge, { pledge, on: money.on, reason })
      .thenRefused(rules.PledgeMustBeOfThePlan)
    given(...endorsed, made, e.PledgeWithdrawn({ pledge, on: '2026-11-01', reason }))
      .when(WithdrawPledge, { pledge, on: '2026-11-02', reason })
      .thenRefused(rules.PledgeMustBeOfThePlan)
    given(...endorsed, made)
      .when(MakePledge, money)
      .thenNothing()
  })

  it('PledgeCannotEndBeforeItBegins', () => {
    given(...endorsed, made)
      .when(WithdrawPledge, { pledge, on: '2026-10-04', reason })
      .thenRefused(rules.PledgeCannotEndBeforeItBegins)
    given(...endorsed, made, e.PledgeCorrected({ pledge, ...money, on: '2026-10-01', reason }))
      .when(WithdrawPledge, { pledge, on: '2026-10-04', reason })
      .then(e.PledgeWithdrawn({ pledge, on: '2026-10-04', reason }))
  })
})
