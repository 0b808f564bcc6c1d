import { describe, expect, it } from '@jest/globals'
import type { Command } from '@prasan/event-sourcing'
import { given, someId } from '@prasan/event-sourcing/testing'
import { OwnerMustNotHaveEnded } from '../owner.js'
import {
  ClosePlan,
  CorrectActivity,
  CorrectPlan,
  DraftPlan,
  DropActivity,
  EndorsePlan,
  PlanActivity,
  ReviseActivity,
  RevisePlan,
  SetBudgetLine,
  SetObjective,
  SetOutput,
} from './commands.js'
import {
  ActivityCorrected,
  ActivityDropped,
  ActivityPlanned,
  ActivityRevised,
  BudgetLineSet,
  ObjectiveSet,
  OutputSet,
  PlanClosed,
  PlanCorrected,
  PlanDrafted,
  PlanEndorsed,
  PlanRevised,
  fiscalYear,
} from './events.js'
import {
  ActivityCannotEndBeforeItBegins,
  ActivityLiesWithinTheFiscalYear,
  ActivityMustBeOfThePlan,
  ActivityMustNotBeDropped,
  BudgetLineMustBeOfThePlan,
  EndorsedPlanChangesOnlyByRevision,
  ObjectiveMustBeOfThePlan,
  OnlyAnEndorsedPlanIsRevised,
  OutputMustBeOfThePlan,
  PlanMustAwaitEndorsement,
  PlanMustNotBeClosed,
  PlanStepsFollowInTime,
} from './rules.js'

const committee = someId('committee')
const lead = someId('post')
const reason = 'มติที่ประชุม'
const title = { th: 'แผน', en: 'Plan' }
const draft = { committee, fiscalYear: 2570, title, on: '2026-09-01' }
const [objective, output, activity, line] = ['objective', 'output', 'activity', 'line'].map((part) => someId(part, 'new:0')) as [
  string,
  string,
  string,
  string,
]
const planned = { output, number: 1, title, lead, from: '2026-10-01', until: '2027-10-01' }
const drafted = [
  PlanDrafted(draft),
  ObjectiveSet({ objective, number: 1, title }),
  OutputSet({ output, objective, number: 1, title }),
  ActivityPlanned({ activity, ...planned }),
  BudgetLineSet({ line, activity, source: 'งบจังหวัด', amount: 100.25 }),
]
const endorsed = [...drafted, PlanEndorsed({ on: '2026-09-15' })]
const revising = [...endorsed, PlanRevised({ on: '2026-12-01', reason })]
const closed = [...endorsed, PlanClosed({ on: '2027-10-01' })]

it('a fiscal year is named by the Buddhist-era year in which it ends', () =>
  expect(fiscalYear(2570)).toEqual({ from: '2026-10-01', until: '2027-10-01' }))

describe('drafting', () => {
  it('begins a plan, unless its committee has ended by that day', () => {
    given().when(DraftPlan, draft).then(PlanDrafted(draft))
    given()
      .when(DraftPlan, draft, { evidence: { [committee]: '2026-09-01' } })
      .thenRefused(OwnerMustNotHaveEnded)
    given()
      .when(DraftPlan, draft, { evidence: { [committee]: '2026-09-02' } })
      .then(PlanDrafted(draft))
  })
  it('gives objectives and outputs the next number, outputs within their objective', () => {
    const another = someId('objective', 'another')
    given(...drafted)
      .when(SetObjective, { title })
      .then(ObjectiveSet({ objective, number: 2, title }))
    given(...drafted)
      .when(SetOutput, { objective, title })
      .then(OutputSet({ output, objective, number: 2, title }))
    given(...drafted, ObjectiveSet({ objective: another, number: 2, title }))
      .when(SetOutput, { objective: another, title })
      .then(OutputSet({ output, objective: another, number: 1, title }))
    const { number: _, ...unnumbered } = planned
    given(...drafted)
      .when(PlanActivity, unnumbered)
      .then(ActivityPlanned({ activity, ...planned, number: 2 }))
  })
  it('words what is there anew under its number, and nothing where nothing changed', () => {
    const worded = { th: 'ใหม่' }
    given(...drafted)
      .when(SetObjective, { objective, title: worded })
      .then(ObjectiveSet({ objective, number: 1, title: worded }))
    given(...drafted)
      .when(SetObjective, { objective, title })
      .thenNothing()
    given(...drafted)
      .when(SetOutput, { output, objective, title: worded })
      .then(OutputSet({ output, objective, number: 1, title: worded }))
    given(...drafted)
      .when(SetOutput, { output, objective, title })
      .thenNothing()
    given(...drafted)
      .when(SetBudgetLine, { line, activity, source: 'งบจังหวัด', amount: 100.25 })
      .thenNothing()
  })
  it('names parts of its own only', () => {
    const foreign = (part: string) => someId(part, 'foreign')
    given(...drafted)
      .when(SetObjective, { objective: foreign('objective'), title })
      .thenRefused(ObjectiveMustBeOfThePlan)
    given(...drafted)
      .when(SetOutput, { objective: foreign('objective'), title })
      .thenRefused(ObjectiveMustBeOfThePlan)
    given(...drafted)
      .when(SetOutput, { output: foreign('output'), objective, title })
      .thenRefused(OutputMustBeOfThePlan)
    given(...drafted)
      .when(PlanActivity, { ...planned, output: foreign('output') })
      .thenRefused(OutputMustBeOfThePlan)
    given(...drafted)
      .when(DropActivity, { activity: foreign('activity'), on: '2026-12-01', reason })
      .thenRefused(ActivityMustBeOfThePlan)
    given(...drafted)
      .when(SetBudgetLine, { line: foreign('line'), source: 'ก', amount: 1 })
      .thenRefused(BudgetLineMustBeOfThePlan)
    given(...drafted)
      .when(SetBudgetLine, { activity: foreign('activity'), source: 'ก', amount: 1 })
      .thenRefused(ActivityMustBeOfThePlan)
  })
  it('takes THB with satang, no more decimals and no debt', () => {
    const amount = (amount: number) => SetBudgetLine.shape.safeParse({ source: 'ก', amount }).success
    expect([0, 0.01, 1234567.89, 999999999999.99].map(amount)).toEqual([true, true, true, true])
    expect([-1, 0.001, 10.555, NaN, Infinity].map(amount)).toEqual([false, false, false, false, false])
  })
})

describe('an activity', () => {
  it('ActivityCannotEndBeforeItBegins', () =>
    given(...drafted)
      .when(PlanActivity, { ...planned, until: '2026-10-01' })
      .thenRefused(ActivityCannotEndBeforeItBegins))
  it('ActivityLiesWithinTheFiscalYear, unless recorded despite', () => {
    for (const outside of [{ from: '2026-09-30' }, { until: '2027-10-02' }]) {
      given(...drafted)
        .when(PlanActivity, { ...planned, ...outside })
        .thenRefused(ActivityLiesWithinTheFiscalYear)
    }
    const carried = { ...planned, number: 2, until: '2027-12-31' }
    const recordDespite = [{ rule: 'ActivityLiesWithinTheFiscalYear', reason: 'กันเงินเหลื่อมปี' }]
    given(...drafted)
      .when(PlanActivity, carried, { recordDespite })
      .then(ActivityPlanned({ activity, ...carried }))
  })
  it('OwnerMustNotHaveEnded on the day it begins, for the lead and for contributors', () => {
    const evidence = { [lead]: '2026-10-01' }
    given(...drafted)
      .when(PlanActivity, planned, { evidence })
      .thenRefused(OwnerMustNotHaveEnded)
    const helped = { ...planned, lead: someId('post', 'other'), contributors: [lead] }
    given(...drafted)
      .when(PlanActivity, helped, { evidence })
      .thenRefused(OwnerMustNotHaveEnded)
  })
  it('is revised, corrected and dropped; ActivityMustNotBeDropped', () => {
    const whole = { activity, ...planned, until: '2027-01-01', reason }
    given(...drafted)
      .when(ReviseActivity, whole)
      .then(ActivityRevised(whole))
    given(...drafted)
      .when(CorrectActivity, whole)
      .then(ActivityCorrected(whole))
    const drop = { activity, on: '2026-12-01', reason }
    given(...drafted)
      .when(DropActivity, drop)
      .then(ActivityDropped(drop))
    const dropped = [...drafted, ActivityDropped(drop)]
    given(...dropped)
      .when(DropActivity, drop)
      .thenRefused(ActivityMustNotBeDropped)
    given(...dropped)
      .when(ReviseActivity, whole)
      .thenRefused(ActivityMustNotBeDropped)
    given(...dropped)
      .when(CorrectActivity, whole)
      .thenRefused(ActivityMustNotBeDropped)
    given(...dropped)
      .when(SetBudgetLine, { activity, source: 'ก', amount: 1 })
      .thenRefused(ActivityMustNotBeDropped)
  })
})

describe('endorsement', () => {
  const changes: [Command, object][] = [
    [SetObjective, { title }],
    [SetOutput, { objective, title }],
    [PlanActivity, planned],
    [ReviseActivity, { activity, ...planned, reason }],
    [DropActivity, { activity, on: '2026-12-01', reason }],
    [SetBudgetLine, { source: 'ก', amount: 1 }],
  ]
  it('EndorsedPlanChangesOnlyByRevision, or despite; corrections need none', () => {
    for (const [command, input] of changes) {
      given(...endorsed)
        .when(command, input)
        .thenRefused(EndorsedPlanChangesOnlyByRevision)
      expect(
        given(...revising)
          .when(command, input)
          .facts(),
      ).toHaveLength(1)
      const recordDespite = [{ rule: 'EndorsedPlanChangesOnlyByRevision', reason }]
      expect(
        given(...endorsed)
          .when(command, input, { recordDespite })
          .facts(),
      ).toHaveLength(1)
    }
    const whole = { activity, ...planned, reason }
    given(...endorsed)
      .when(CorrectActivity, whole)
      .then(ActivityCorrected(whole))
    given(...endorsed)
      .when(CorrectPlan, { ...draft, reason })
      .then(PlanCorrected({ ...draft, reason }))
  })
  it('comes once for a draft and once for a revision, in the order of days', () => {
    given(...drafted)
      .when(EndorsePlan, { on: '2026-09-15' })
      .then(PlanEndorsed({ on: '2026-09-15' }))
    given(...endorsed)
      .when(EndorsePlan, { on: '2026-09-16' })
      .thenRefused(PlanMustAwaitEndorsement)
    given(...drafted)
      .when(EndorsePlan, { on: '2026-08-31' })
      .thenRefused(PlanStepsFollowInTime)
    given(...drafted)
      .when(RevisePlan, { on: '2026-12-01', reason })
      .thenRefused(OnlyAnEndorsedPlanIsRevised)
    given(...endorsed)
      .when(RevisePlan, { on: '2026-09-14', reason })
      .thenRefused(PlanStepsFollowInTime)
    given(...revising)
      .when(EndorsePlan, { on: '2026-11-30' })
      .thenRefused(PlanStepsFollowInTime)
    given(...revising)
      .when(EndorsePlan, { on: '2026-12-01' })
      .then(PlanEndorsed({ on: '2026-12-01' }))
    given(...revising)
      .when(ClosePlan, { on: '2026-11-30' })
      .thenRefused(PlanStepsFollowInTime)
  })
  it('PlanMustNotBeClosed', () => {
    const all: [Command, object][] = [
      ...changes,
      [CorrectActivity, { activity, ...planned, reason }],
      [CorrectPlan, { ...draft, reason }],
      [EndorsePlan, { on: '2027-10-02' }],
      [RevisePlan, { on: '2027-10-02', reason }],
      [ClosePlan, { on: '2027-10-02' }],
    ]
    for (const [command, input] of all)
      given(...closed)
        .when(command, input)
        .thenRefused(PlanMustNotBeClosed)
  })
})
