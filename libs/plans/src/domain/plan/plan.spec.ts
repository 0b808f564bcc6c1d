import { describe, expect, it } from '@jest/globals'
import {
  type Command,
  type Fact,
  type Life,
  addDays,
  OwnerMustHaveBegun,
  OwnerMustNotHaveEnded,
  StepIsCorrectedAsWhatItIs,
} from '@prasan/event-sourcing'
import { fold, given as givenOn, someId } from '@prasan/event-sourcing/testing'
import { ClosePlan, CorrectPlan, DraftPlan, EndorsePlan, RevisePlan, SetBudgetLine, SetObjective, SetOutput } from './commands.js'
import { CorrectActivity, DropActivity, PlanActivity, ReviseActivity } from './decide-activities.js'
import { CorrectPlanStep, ReversePlanStep } from './decide-corrections.js'
import {
  ActivityCorrected,
  ActivityDropped,
  ActivityPlanned,
  ActivityRevised,
  BudgetLineSet,
  IndicatorMeasured,
  IndicatorSet,
  ObjectiveSet,
  OutputSet,
  PlanClosed,
  PlanCorrected,
  PlanDrafted,
  PlanEndorsed,
  PlanRevised,
  PlanStepCorrected,
  PlanStepReversed,
  PledgeMade,
  PledgeWithdrawn,
} from './events.js'
import {
  ActivityCannotEndBeforeItBegins,
  ActivityLiesWithinTheFiscalYear,
  ActivityMustBeOfThePlan,
  ActivityMustNotBeDropped,
  BudgetLineMustBeOfThePlan,
  EndorsedPlanChangesOnlyByRevision,
  LeadIsNotItsOwnContributor,
  ObjectiveMustBeOfThePlan,
  OnlyAnEndorsedPlanIsRevised,
  OutputMustBeOfThePlan,
  PlanHasNoSuchStep,
  PlanMustAwaitEndorsement,
  PlanMustNotBeClosed,
  PlanStepsFollowInTime,
  PledgeCannotEndBeforeItBegins,
} from './rules.js'
import { type StepKind, fiscalYear } from './shapes.js'
import { type PlanState, plan } from './state.js'

/** The year of the plan is over: what happened in it is recorded later. */
const today = '2027-12-01'
const given = (...facts: Parameters<typeof givenOn>) => ({
  when: (...[command, input, circumstances]: Parameters<ReturnType<typeof givenOn>['when']>) =>
    givenOn(...facts).when(command, input, { today, ...circumstances }),
})

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
  it('begins a plan, unless its committee has ended by that day or not begun', () => {
    given().when(DraftPlan, draft).then(PlanDrafted(draft))
    const of = (life: Life) => ({ evidence: { [committee]: life } })
    given()
      .when(DraftPlan, draft, of({ until: '2026-09-01' }))
      .thenRefused(OwnerMustNotHaveEnded)
    given()
      .when(DraftPlan, draft, of({ from: '2026-09-02' }))
      .thenRefused(OwnerMustHaveBegun)
    given()
      .when(DraftPlan, draft, of({ from: '2026-09-01', until: '2026-09-02' }))
      .then(PlanDrafted(draft))
  })
  it('of a committee that was not there on the day is no correction either', () => {
    const right = { ...draft, committee: someId('committee', 'other'), reason }
    const of = (life: Life) => ({ evidence: { [right.committee]: life } })
    given(PlanDrafted(draft))
      .when(CorrectPlan, right, of({ until: '2026-09-01' }))
      .thenRefused(OwnerMustNotHaveEnded)
    given(PlanDrafted(draft))
      .when(CorrectPlan, right, of({ from: '2026-09-02' }))
      .thenRefused(OwnerMustHaveBegun)
    given(PlanDrafted(draft))
      .when(CorrectPlan, right, of({ from: '2026-09-01' }))
      .then(PlanCorrected(right))
  })
  it('gives objectives and outputs the next number, outputs within their objective', () => {
    const another = someId('objective', 'another')
    const more = { th: 'อีกข้อ' }
    given(...drafted)
      .when(SetObjective, { title: more })
      .then(ObjectiveSet({ objective, number: 2, title: more }))
    given(...drafted)
      .when(SetOutput, { objective, title: more })
      .then(OutputSet({ output, objective, number: 2, title: more }))
    given(...drafted, ObjectiveSet({ objective: another, number: 2, title: more }))
      .when(SetOutput, { objective: another, title })
      .then(OutputSet({ output, objective: another, number: 1, title }))
    const { number: _, ...unnumbered } = planned
    given(...drafted)
      .when(PlanActivity, { ...unnumbered, title: more })
      .then(ActivityPlanned({ activity, ...planned, title: more, number: 2 }))
  })
  it('adds nothing that stands there already', () => {
    const { number: _, ...unnumbered } = planned
    for (const [command, input] of [
      [SetObjective, { title }],
      [SetOutput, { objective, title }],
      [PlanActivity, planned],
      [PlanActivity, unnumbered],
      [SetBudgetLine, { activity, source: 'งบจังหวัด', amount: 100.25 }],
      [ReviseActivity, { activity, ...planned, reason }],
      [CorrectActivity, { activity, ...planned, reason }],
      [CorrectPlan, { ...draft, reason }],
    ] as const)
      given(...drafted)
        .when(command, input)
        .thenNothing()
    given(...drafted)
      .when(PlanActivity, { ...unnumbered, area: 'area-56' })
      .then(ActivityPlanned({ activity, ...planned, area: 'area-56', number: 2 }))
  })
  it('words what is there anew under its number, and nothing where nothing changed', () => {
    const worded = { th: 'ใหม่' }
    given(...drafted)
      .when(SetObjective, { objective, title: worded })
      .then(ObjectiveSet({ objective, number: 1, title: worded }))
    given(...drafted)
      .when(SetObjective, { objective, title })
      .thenNothing()
    const ofAPillar = ObjectiveSet({ objective, number: 1, title, pillar: 'prevention' })
    given(...drafted)
      .when(SetObjective, { objective, title, pillar: 'prevention' })
      .then(ofAPillar)
    given(...drafted, ofAPillar)
      .when(SetObjective, { objective, title: worded })
      .then(ObjectiveSet({ objective, number: 1, title: worded, pillar: 'prevention' }))
    given(...drafted, ofAPillar)
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
  it.each([
    { refused: OwnerMustHaveBegun, life: { from: addDays(planned.from, 1) } },
    { refused: OwnerMustNotHaveEnded, life: { until: planned.from } },
  ])('$refused.code on the day it begins, for the lead and for contributors', ({ refused, life }) => {
    const evidence = { [lead]: life }
    given(...drafted)
      .when(PlanActivity, planned, { evidence })
      .thenRefused(refused)
    const helped = { ...planned, lead: someId('post', 'other'), contributors: [lead] }
    given(...drafted)
      .when(PlanActivity, helped, { evidence })
      .thenRefused(refused)
  })
  it('LeadIsNotItsOwnContributor, and each contributor is named once', () => {
    given(...drafted)
      .when(PlanActivity, { ...planned, contributors: [lead] })
      .thenRefused(LeadIsNotItsOwnContributor)
    const twice = PlanActivity.shape.safeParse({ ...planned, contributors: [committee, committee] })
    expect(twice.error!.issues.map(({ path }) => path)).toEqual([['contributors', 1]])
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
      .then(ActivityCorrected(whole))
    given(...dropped)
      .when(ReviseActivity, whole, { today: '2026-11-30' })
      .then(ActivityRevised(whole))
    given(...drafted)
      .when(DropActivity, { ...drop, on: '2026-08-31' })
      .thenRefused(PlanStepsFollowInTime)
    given(...drafted)
      .when(DropActivity, { ...drop, on: '2028-01-01' })
      .then(ActivityDropped({ ...drop, on: '2028-01-01' }))
    given(...dropped)
      .when(SetBudgetLine, { activity, source: 'ก', amount: 1 })
      .thenRefused(ActivityMustNotBeDropped)
  })
})

describe('endorsement', () => {
  const other = { th: 'อีกข้อ' }
  const changes: [Command, object][] = [
    [SetObjective, { title: other }],
    [SetOutput, { objective, title: other }],
    [PlanActivity, { ...planned, title: other }],
    [ReviseActivity, { activity, ...planned, title: other, reason }],
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
    const whole = { activity, ...planned, title: other, reason }
    given(...endorsed)
      .when(CorrectActivity, whole)
      .then(ActivityCorrected(whole))
    const retitled = { ...draft, title: other, reason }
    for (const history of [endorsed, closed])
      given(...history)
        .when(CorrectPlan, retitled)
        .then(PlanCorrected(retitled))
  })
  it('comes once for a draft and once for a revision, in the order of days', () => {
    const on = (day: string) => ({ on: day })
    given(...drafted)
      .when(EndorsePlan, on('2026-09-15'))
      .then(PlanEndorsed(on('2026-09-15')))
    given(...endorsed)
      .when(EndorsePlan, on('2026-09-16'))
      .thenRefused(PlanMustAwaitEndorsement)
    given(...endorsed)
      .when(EndorsePlan, on('2026-09-14'))
      .thenRefused(PlanMustAwaitEndorsement)
    given(...drafted)
      .when(EndorsePlan, on('2026-08-31'))
      .thenRefused(PlanStepsFollowInTime)
    given(...drafted)
      .when(RevisePlan, { on: '2026-12-01', reason })
      .thenRefused(OnlyAnEndorsedPlanIsRevised)
    given(...endorsed)
      .when(RevisePlan, { on: '2026-09-14', reason })
      .thenRefused(OnlyAnEndorsedPlanIsRevised)
    given(...revising)
      .when(EndorsePlan, on('2026-11-30'))
      .thenRefused(PlanMustAwaitEndorsement)
    given(...revising)
      .when(EndorsePlan, on('2026-12-01'))
      .then(PlanEndorsed(on('2026-12-01')))
    given(...revising)
      .when(ClosePlan, on('2026-11-30'))
      .thenRefused(PlanMustNotBeClosed)
    given(...endorsed, PlanEndorsed(on('2027-01-15')), PlanClosed(on('2027-10-01')))
      .when(RevisePlan, { on: '2026-12-01', reason })
      .then(PlanRevised({ on: '2026-12-01', reason }))
  })
  it('and a closing that is announced lets the plan be changed until then', () => {
    const ending = [...drafted, PlanClosed({ on: '2027-10-01' })]
    given(...ending)
      .when(SetObjective, { title: other }, { today: '2027-09-30' })
      .then(ObjectiveSet({ objective, number: 2, title: other }))
    given(...ending)
      .when(SetObjective, { title: other }, { today: '2027-10-01' })
      .thenRefused(PlanMustNotBeClosed)
  })
  it('PlanMustNotBeClosed', () => {
    const all: [Command, object][] = [
      ...changes,
      [EndorsePlan, { on: '2027-10-02' }],
      [RevisePlan, { on: '2027-10-02', reason }],
      [ClosePlan, { on: '2027-10-02' }],
    ]
    for (const [command, input] of all)
      given(...closed)
        .when(command, input)
        .thenRefused(PlanMustNotBeClosed)
  })
  it('has happened when it is recorded', () => {
    const on = '2027-12-02'
    given(...drafted)
      .when(EndorsePlan, { on })
      .thenUntimely('on', 'DayHasNotCome')
    given(...endorsed)
      .when(RevisePlan, { on, reason })
      .thenUntimely('on', 'DayHasNotCome')
    given()
      .when(DraftPlan, { ...draft, on })
      .thenUntimely('on', 'DayHasNotCome')
    given(...endorsed)
      .when(ClosePlan, { on })
      .then(PlanClosed({ on }))
  })
})

describe('the record of a step was wrong', () => {
  const indicator = someId('indicator')
  const pledge = someId('pledge')
  const set = IndicatorSet({ indicator, activity, title, unit: 'คน', target: 300 })
  const made = PledgeMade({ pledge, by: lead, amount: 5, on: '2026-10-05' })
  const steps: [StepKind, Fact[], Fact, object][] = [
    ['endorsement', [], PlanEndorsed({ on: '2026-09-15' }), { on: '2026-09-16' }],
    ['revision', [PlanEndorsed({ on: '2026-09-15' })], PlanRevised({ on: '2026-12-01', reason }), { on: '2026-12-02', reason }],
    ['closing', [], PlanClosed({ on: '2027-10-01' }), { on: '2027-09-30', word: 'ครบ' }],
    ['drop', [], ActivityDropped({ activity, on: '2026-12-01', reason }), { on: '2026-12-05', reason: 'งบไม่พอ' }],
    ['measurement', [set], IndicatorMeasured({ indicator, on: '2027-03-01', value: 124 }), { on: '2027-03-02', value: 142 }],
    ['withdrawal', [made], PledgeWithdrawn({ pledge, on: '2026-11-01', reason }), { on: '2026-11-02', reason }],
  ]
  it.each(steps)('of the %s: it is said rightly, or it never was', (kind, before, recorded, rightly) => {
    const history = [...drafted, ...before, recorded]
    const step = history.length - 1
    const correction = { step, rightly: { [kind]: rightly }, reason } as never
    given(...history)
      .when(CorrectPlanStep, correction)
      .then(PlanStepCorrected(correction))
    given(...history, PlanStepCorrected(correction))
      .when(CorrectPlanStep, correction)
      .thenNothing()
    const unsaid = PlanStepReversed({ step, what: kind, reason })
    given(...history)
      .when(ReversePlanStep, { step, reason })
      .then(unsaid)
    given(...history, unsaid)
      .when(ReversePlanStep, { step, reason })
      .thenRefused(PlanHasNoSuchStep)
    const day = '2027-12-01'
    const shown = (facts: Fact[]) => plan.onDay!(fold<PlanState>(plan, facts), day, 'plan')
    expect(shown([...history, unsaid])).toEqual(shown([...drafted, ...before]))
    if (kind !== 'withdrawal') expect(shown([...history, PlanStepCorrected(correction)])).not.toEqual(shown(history))
  })
  it('but what the body decided after it must still follow, and what it is about be there', () => {
    given(...revising)
      .when(ReversePlanStep, { step: 5, reason })
      .thenRefused(OnlyAnEndorsedPlanIsRevised)
    given(...revising)
      .when(CorrectPlanStep, { step: 5, rightly: { endorsement: { on: '2026-12-02' } }, reason })
      .thenRefused(OnlyAnEndorsedPlanIsRevised)
    given(...revising)
      .when(CorrectPlanStep, { step: 5, rightly: { endorsement: { on: '2026-08-31' } }, reason })
      .thenRefused(PlanStepsFollowInTime)
    given(...revising)
      .when(CorrectPlanStep, { step: 5, rightly: { closing: { on: '2026-12-31' } }, reason })
      .thenRefused(StepIsCorrectedAsWhatItIs)
    given(...drafted, made, PledgeWithdrawn({ pledge, on: '2026-11-01', reason }))
      .when(CorrectPlanStep, { step: 6, rightly: { withdrawal: { on: '2026-10-04', reason } }, reason })
      .thenRefused(PledgeCannotEndBeforeItBegins)
    given(...endorsed)
      .when(CorrectPlan, { ...draft, on: '2026-09-16', reason })
      .thenRefused(PlanStepsFollowInTime)
  })
  it('what was set under a step holds from the day of the step as corrected', () => {
    const reworded = ObjectiveSet({ objective, number: 1, title: { th: 'ใหม่' } })
    const story = [...revising, reworded, PlanStepCorrected({ step: 6, rightly: { revision: { on: '2027-01-10', reason } }, reason })]
    const shown = (day: string) => plan.onDay!(fold<PlanState>(plan, story, '2026-12-05'), day, 'plan')[objective]
    expect([shown('2027-01-09'), shown('2027-01-10')]).toMatchObject([{ title }, { title: { th: 'ใหม่' } }])
  })
})
