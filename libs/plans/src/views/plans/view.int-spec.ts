import { describe, expect, it } from '@jest/globals'
import type { ReadModel } from '@prasan/event-sourcing'
import { type Told, someId, told, viewed } from '@prasan/event-sourcing/testing'
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
  PledgeCorrected,
  PledgeMade,
  PledgeWithdrawn,
} from '../../domain/plan/events.js'
import { plan } from '../../domain/plan/state.js'
import {
  activitiesOf,
  budgetOf,
  indicatorsOf,
  objectivesOf,
  outputsOf,
  planOfActivity,
  plansByIds,
  actionPlans,
  pledgesOf,
} from './queries.js'
import { plansView } from './view.js'

const id = someId('plan')
const committee = someId('committee')
const [objective, output, activity, line] = ['objective', 'output', 'activity', 'line'].map((part) => someId(part)) as [
  string,
  string,
  string,
  string,
]
const title = (th: string) => ({ th })
const lead = someId('post')
const planned = { activity, output, number: 1, title: title('อบรม'), lead, from: '2026-10-01', until: '2027-10-01' }
const reason = 'พิมพ์ผิด'

// Recorded late: on 5 October, as of 1 September.
const drafted = told(
  id,
  '2026-10-05',
  PlanDrafted({ committee, fiscalYear: 2570, title: title('แผน'), on: '2026-09-01' }),
  ObjectiveSet({ objective, number: 1, title: title('ป้องกัน') }),
  OutputSet({ output, objective, number: 1, title: title('อาสา') }),
  ActivityPlanned(planned),
  BudgetLineSet({ line, activity, source: 'จังหวัด', amount: 1234.56 }),
  PlanEndorsed({ on: '2026-09-15' }),
)

const on = (day: string, log: number | null = null) => ({ day, log })
async function asking<R>(story: Told[], ask: (views: ReadModel) => R | Promise<R>): Promise<R> {
  const views = await viewed([plansView], [plan], story)
  const answer = await ask(views)
  views.close()
  return answer
}
const stateOn = (story: Told[], day: string, log: number | null = null) =>
  asking(story, (views) =>
    plansByIds
      .run(views, { ids: [id], asOf: on(day, log) })
      .map(({ state, since }) => [state, since])
      .flat(),
  )
const objectivesOn = (story: Told[], day: string, log: number | null = null) =>
  asking(story, (views) => objectivesOf.run(views, { ids: [id], asOf: on(day, log) }).map((row) => row.title.th))
const activitiesOn = (story: Told[], day: string, log: number | null = null) =>
  asking(story, (views) =>
    activitiesOf.run(views, { ids: [output], asOf: on(day, log) }).map((row) => [row.title.th, row.startsOn, row.endsOn, row.dropped]),
  )

describe('a plan on a day', () => {
  it('is drafted, endorsed, revised and closed on the days that the body says', async () => {
    const story = [...drafted, ...told(id, '2027-10-02', PlanRevised({ on: '2026-12-01', reason }), PlanClosed({ on: '2027-10-01' }))]
    expect(await stateOn(story, '2026-08-31')).toEqual([])
    expect(await stateOn(story, '2026-09-14')).toEqual(['drafted', '2026-09-01'])
    expect(await stateOn(story, '2026-09-15')).toEqual(['endorsed', '2026-09-15'])
    expect(await stateOn(story, '2026-12-01')).toEqual(['revising', '2026-12-01'])
    expect(await stateOn(story, '2026-12-01', 6)).toEqual(['endorsed', '2026-09-15'])
    expect(await stateOn(story, '2027-10-01')).toEqual(['closed', '2027-10-01'])
  })

  it('holds its parts from the day it was drafted', async () => {
    expect(await objectivesOn(drafted, '2026-08-31')).toEqual([])
    expect(await objectivesOn(drafted, '2026-09-01')).toEqual(['ป้องกัน'])
    expect(await activitiesOn(drafted, '2026-09-01')).toEqual([['อบรม', '2026-10-01', '2027-10-01', null]])
    const outputs = await asking(drafted, (views) => outputsOf.run(views, { ids: [objective], asOf: on('2026-09-01') }))
    expect(outputs).toMatchObject([{ id: output, plan: id, number: 1 }])
    const budget = await asking(drafted, (views) => budgetOf.run(views, { ids: [id], asOf: on('2026-09-01') }))
    expect(budget).toMatchObject([{ activity, source: 'จังหวัด', satang: 123456 }])
    expect(await asking(drafted, (views) => planOfActivity.run(views, { id: activity }))).toBe(id)
    expect(await asking(drafted, (views) => planOfActivity.run(views, { id: output }))).toBeNull()
  })

  it('holds what a revision changed from the day of the revision', async () => {
    const { activity: _, ...whole } = { ...planned, title: title('อบรมออนไลน์'), reason }
    const story = [
      ...drafted,
      ...told(
        id,
        '2026-12-10',
        PlanRevised({ on: '2026-12-01', reason }),
        ObjectiveSet({ objective, number: 1, title: title('เฝ้าระวัง') }),
        ActivityRevised({ activity, ...whole }),
        BudgetLineSet({ line, source: 'กองทุน', amount: 2 }),
      ),
    ]
    expect(await objectivesOn(story, '2026-11-30')).toEqual(['ป้องกัน'])
    expect(await objectivesOn(story, '2026-12-01')).toEqual(['เฝ้าระวัง'])
    expect((await activitiesOn(story, '2026-11-30'))[0]![0]).toBe('อบรม')
    expect((await activitiesOn(story, '2026-12-01'))[0]![0]).toBe('อบรมออนไลน์')
    const sources = (day: string) =>
      asking(story, (views) => budgetOf.run(views, { ids: [id], asOf: on(day) }).map((row) => [row.source, row.activity]))
    expect(await sources('2026-11-30')).toEqual([['จังหวัด', activity]])
    expect(await sources('2026-12-01')).toEqual([['กองทุน', null]])
  })

  it('holds the pillar of an objective from the day of the revision that named it', async () => {
    const named = ObjectiveSet({ objective, number: 1, title: title('ป้องกัน'), pillar: 'prevention' })
    const story = [...drafted, ...told(id, '2026-12-10', PlanRevised({ on: '2026-12-01', reason }), named)]
    const pillars = (day: string) =>
      asking(story, (views) => objectivesOf.run(views, { ids: [id], asOf: on(day) }).map(({ pillar }) => pillar))
    expect([await pillars('2026-11-30'), await pillars('2026-12-01')]).toEqual([[null], ['prevention']])
  })

  it('holds what was set despite its endorsement from the day it was recorded', async () => {
    const story = [...drafted, ...told(id, '2026-11-20', ObjectiveSet({ objective, number: 1, title: title('ด่วน') }))]
    expect(await objectivesOn(story, '2026-11-19')).toEqual(['ป้องกัน'])
    expect(await objectivesOn(story, '2026-11-20')).toEqual(['ด่วน'])
  })

  it('drops an activity from a day, and corrects one on all days', async () => {
    const dropped = [...drafted, ...told(id, '2026-12-10', ActivityDropped({ activity, on: '2026-12-01', reason: 'งบไม่พอ' }))]
    expect((await activitiesOn(dropped, '2026-11-30'))[0]![3]).toBeNull()
    expect((await activitiesOn(dropped, '2026-12-01'))[0]![3]).toBe('งบไม่พอ')
    const corrected = [...drafted, ...told(id, '2026-12-10', ActivityCorrected({ ...planned, from: '2026-11-01', reason }))]
    expect((await activitiesOn(corrected, '2026-09-01'))[0]![1]).toBe('2026-11-01')
    expect((await activitiesOn(corrected, '2026-09-01', 6))[0]![1]).toBe('2026-10-01')
  })

  it('corrects what the last revision says of an activity, and what was so before it stays', async () => {
    const next = someId('post', 'next')
    const story = [
      ...drafted,
      ...told(
        id,
        '2026-10-20',
        PlanRevised({ on: '2026-10-20', reason }),
        ActivityRevised({ ...planned, number: 2, lead: next, reason }),
        ActivityCorrected({ ...planned, number: 3, lead: next, title: title('อบรมอาสา'), reason }),
      ),
    ]
    const said = (day: string) =>
      asking(story, (views) => activitiesOf.run(views, { ids: [output], asOf: on(day) }).map((row) => [row.lead, row.number, row.title.th]))
    expect(await said('2026-10-19')).toEqual([[lead, 1, 'อบรมอาสา']])
    expect(await said('2026-10-20')).toEqual([[next, 3, 'อบรมอาสา']])
  })

  it('was drafted on the day that a correction gives, and what was planned with it is of that day too', async () => {
    const later = someId('objective', 'later')
    const draft = { committee, fiscalYear: 2570, title: title('แผน') }
    const planned = drafted.slice(1, -1).map(({ fact }) => fact)
    const story = [
      ...told(id, '2026-10-15', PlanDrafted(draft), ...planned),
      ...told(id, '2026-10-16', PlanCorrected({ ...draft, on: '2026-09-01', reason }), PlanEndorsed({ on: '2026-09-15' })),
      ...told(id, '2026-10-17', ObjectiveSet({ objective: later, number: 2, title: title('เพิ่ม') })),
    ]
    expect(await stateOn(story, '2026-08-31')).toEqual([])
    expect(await stateOn(story, '2026-09-01')).toEqual(['drafted', '2026-09-01'])
    expect(await stateOn(story, '2026-09-20')).toEqual(['endorsed', '2026-09-15'])
    expect(await stateOn(story, '2026-09-20', 5)).toEqual([])
    expect(await stateOn(story, '2026-10-15', 5)).toEqual(['drafted', '2026-10-15'])
    expect(await objectivesOn(story, '2026-08-31')).toEqual([])
    expect(await objectivesOn(story, '2026-09-01')).toEqual(['ป้องกัน'])
    expect(await objectivesOn(story, '2026-10-17')).toEqual(['ป้องกัน', 'เพิ่ม'])
    expect(await activitiesOn(story, '2026-09-01')).toHaveLength(1)
    const [outputs, budget] = await asking(story, (views) => [
      outputsOf.run(views, { ids: [objective], asOf: on('2026-09-01') }),
      budgetOf.run(views, { ids: [id], asOf: on('2026-09-01') }),
    ])
    expect([outputs.length, budget.length]).toEqual([1, 1])

    const again = [...story, ...told(id, '2026-10-18', PlanCorrected({ ...draft, fiscalYear: 2571, on: '2026-08-01', reason }))]
    expect(await stateOn(again, '2026-08-01')).toEqual(['drafted', '2026-08-01'])
    expect(await stateOn(again, '2026-09-20')).toEqual(['endorsed', '2026-09-15'])
    expect(await objectivesOn(again, '2026-08-01')).toEqual(['ป้องกัน'])
    const kept = [...again, ...told(id, '2026-10-19', PlanCorrected({ ...draft, reason }))]
    expect(await stateOn(kept, '2026-08-01')).toEqual(['drafted', '2026-08-01'])
  })

  it('is listed by committee and year, latest year first; a corrected year counts', async () => {
    const older = someId('plan', 'older')
    const story = [
      ...told(older, '2025-09-01', PlanDrafted({ committee, fiscalYear: 2569, title: title('แผนก่อน') })),
      ...drafted,
      ...told(id, '2026-10-06', PlanCorrected({ committee, fiscalYear: 2571, title: title('แผน'), reason })),
    ]
    const list = (asked: object, log: number | null = null) =>
      asking(story, (views) =>
        actionPlans.page.run(views, { page: { first: 10 }, asOf: on('2026-11-02', log), ...asked }).rows.map((row) => row.id),
      )
    expect(await list({ committee })).toEqual([id, older])
    expect(await list({ fiscalYear: 2570 })).toEqual([])
    expect(await list({ fiscalYear: 2570 }, 7)).toEqual([id])
    expect(await list({ fiscalYear: 2571 })).toEqual([id])
    expect(await list({ committee: someId('committee', 'other') })).toEqual([])
  })

  it('shows what was measured last by the day, under the target of the day', async () => {
    const indicator = someId('indicator')
    const judged = (target: number) => IndicatorSet({ indicator, activity, title: title('หมู่บ้าน'), unit: 'แห่ง', target })
    const measured = (on: string, value: number) => IndicatorMeasured({ indicator, on, value })
    const story = [
      ...drafted.slice(0, -1),
      ...told(id, '2026-10-06', judged(120), PlanEndorsed({ on: '2026-09-15' })),
      ...told(id, '2027-06-05', measured('2027-06-01', 124), measured('2027-03-01', 60), measured('2027-03-01', 61)),
      ...told(id, '2027-06-06', PlanRevised({ on: '2027-04-01', reason }), judged(130)),
    ]
    const shown = (day: string, log: number | null = null) =>
      asking(story, (views) =>
        indicatorsOf.run(views, { ids: [activity], asOf: on(day, log) }).map((row) => [row.target, row.value, row.measuredOn]),
      )
    expect(await shown('2026-08-31')).toEqual([])
    expect(await shown('2027-02-28')).toEqual([[120, null, null]])
    expect(await shown('2027-03-01')).toEqual([[120, 61, '2027-03-01']])
    expect(await shown('2027-04-01')).toEqual([[130, 61, '2027-03-01']])
    expect(await shown('2027-06-01')).toEqual([[130, 124, '2027-06-01']])
    expect(await shown('2027-04-01', 9)).toEqual([[120, 60, '2027-03-01']])
  })

  it('shows the pledges that stand on the day', async () => {
    const [first, second] = [someId('pledge', '1'), someId('pledge', '2')]
    const money = { by: lead, amount: 0.29, on: '2026-10-10' }
    const story = [
      ...drafted,
      ...told(id, '2026-10-10', PledgeMade({ pledge: first, ...money, line }), PledgeMade({ pledge: second, ...money, amount: 5 })),
      ...told(id, '2026-12-01', PledgeCorrected({ pledge: first, ...money, on: '2026-10-12', amount: 0.3, reason })),
      ...told(id, '2026-12-02', PledgeWithdrawn({ pledge: second, on: '2026-11-01', reason })),
    ]
    const shown = (day: string, log: number | null = null) =>
      asking(story, (views) => pledgesOf.run(views, { ids: [id], asOf: on(day, log) }).map((row) => [row.satang, row.line, row.by]))
    expect(await shown('2026-10-11')).toEqual([[500, null, lead]])
    expect(await shown('2026-10-12')).toEqual([
      [500, null, lead],
      [30, null, lead],
    ])
    expect(await shown('2026-11-01')).toEqual([[30, null, lead]])
    expect(await shown('2026-11-01', 8)).toEqual(
      expect.arrayContaining([
        [29, line, lead],
        [500, null, lead],
      ]),
    )
  })

  it('leaves the lines of an activity out of the budget from the day it is dropped', async () => {
    const whole = someId('line', 'whole')
    const story = [
      ...drafted.slice(0, -1),
      ...told(id, '2026-10-05', BudgetLineSet({ line: whole, source: 'กองทุน', amount: 2 })),
      ...told(id, '2026-12-10', ActivityDropped({ activity, on: '2026-12-01', reason: 'งบไม่พอ' })),
    ]
    const lines = (day: string, log: number | null = null) =>
      asking(story, (views) => budgetOf.run(views, { ids: [id], asOf: on(day, log) }).map((row) => row.id))
    expect(await lines('2026-11-30')).toEqual([whole, line])
    expect(await lines('2026-12-01')).toEqual([whole])
    expect(await lines('2026-12-01', 6)).toEqual([whole, line])
  })

  it('shows each step as it was recorded, as it was corrected and not at all once it never was', async () => {
    const indicator = someId('indicator')
    const pledge = someId('pledge')
    const story = [
      ...drafted,
      ...told(
        id,
        '2027-03-10',
        IndicatorSet({ indicator, activity, title: title('หมู่บ้าน'), unit: 'แห่ง', target: 120 }),
        PledgeMade({ pledge, by: lead, amount: 5, on: '2026-10-10' }),
        ActivityDropped({ activity, on: '2027-03-01', reason: 'งบไม่พอ' }),
        IndicatorMeasured({ indicator, on: '2027-03-10', value: 60 }),
        PledgeWithdrawn({ pledge, on: '2027-03-01', reason }),
        PlanClosed({ on: '2027-03-10' }),
      ),
    ]
    const said = story.length
    const rightly = [
      { step: 5, rightly: { endorsement: { on: '2026-09-20' } }, reason },
      { step: 8, rightly: { drop: { on: '2027-03-05', reason: 'งบหมด' } }, reason },
      { step: 9, rightly: { measurement: { on: '2027-03-10', value: 6 } }, reason },
      { step: 10, rightly: { withdrawal: { on: '2027-03-09', reason } }, reason },
      { step: 11, rightly: { closing: { on: '2027-03-20' } }, reason },
    ]
    story.push(...told(id, '2027-03-11', ...rightly.map((each) => PlanStepCorrected(each))))
    const what = ['drop', 'measurement', 'withdrawal', 'closing'] as const
    story.push(...told(id, '2027-03-12', ...what.map((what, i) => PlanStepReversed({ step: 8 + i, what, reason }))))
    const shown = (log: number | null) =>
      asking(story, async (views) => [
        (await stateOn(story, '2026-09-16', log))[0],
        activitiesOf.run(views, { ids: [output], asOf: on('2027-03-10', log) })[0]!.dropped,
        indicatorsOf.run(views, { ids: [activity], asOf: on('2027-03-10', log) })[0]!.value,
        pledgesOf.run(views, { ids: [id], asOf: on('2027-03-05', log) }).length,
        (await stateOn(story, '2027-03-15', log))[0],
      ])
    expect(await shown(said)).toEqual(['endorsed', 'งบไม่พอ', 60, 0, 'closed'])
    expect(await shown(said + rightly.length)).toEqual(['drafted', 'งบหมด', 6, 1, 'endorsed'])
    expect(await shown(null)).toEqual(['drafted', null, null, 1, 'endorsed'])
  })
})
