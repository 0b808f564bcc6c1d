/** The joint plan of each fiscal year: objectives, outputs, activities with their leads, and what they may cost. */
import { addDays } from '@prasan/event-sourcing'
import { ClosePlan, DraftPlan, EndorsePlan, PlanActivity, SetBudgetLine, SetObjective, SetOutput } from '@prasan/plans'
import { PSDHS_POST, SECRETARY, SUBCOMMITTEE, postOf } from './province.js'
import { type Step, fiscalYearStart, idOf, partOf, yearsBefore } from './story.js'

type Words = readonly [string, string]
const both = ([th, en]: Words) => ({ th, en })

const OBJECTIVES: readonly {
  readonly title: Words
  readonly output: Words
  readonly pillar?: 'prevention'
  readonly activities: readonly (readonly [Words, string, number])[]
}[] = [
  {
    title: ['ป้องกันมิให้เด็กและกลุ่มเสี่ยงตกเป็นผู้เสียหาย', 'Keep children and groups at risk from harm'],
    pillar: 'prevention',
    output: ['อาสาสมัครเฝ้าระวังระดับหมู่บ้านที่ผ่านการอบรม', 'Trained watch volunteers in the villages'],
    activities: [
      [['อบรมอาสาสมัครเฝ้าระวัง', 'Training of watch volunteers'], PSDHS_POST, 240_000],
      [['รณรงค์ในสถานศึกษา', 'Campaign in schools'], postOf('education'), 90_000],
    ],
  },
  {
    title: ['ดำเนินคดีและคุ้มครองช่วยเหลืออย่างเป็นระบบ', 'Prosecute and protect by one system'],
    output: ['แนวทางปฏิบัติร่วมระหว่างหน่วยงาน', 'Joint procedures of the agencies'],
    activities: [
      [['ประชุมเชิงปฏิบัติการการคัดแยกเบื้องต้น', 'Workshop on first screening'], postOf('police'), 60_000],
      [['ตรวจสถานประกอบการร่วม', 'Joint inspection of workplaces'], postOf('protection'), 45_000],
    ],
  },
]

export function jointPlans(today: string): Step[] {
  const last = fiscalYearStart(today)
  return [2, 1, 0].flatMap((years): Step[] => {
    const start = yearsBefore(last, years)
    const end = yearsBefore(last, years - 1)
    const year = Number(start.slice(0, 4)) + 544
    const key = `plan:${2 - years}`
    const id = idOf('plan', key)
    const drafted = addDays(start, 24)
    const step = (on: string, part: string, command: Step['command'], input: object): Step => ({
      on,
      by: SECRETARY,
      key: `${key}:${part}`,
      id,
      command,
      input,
    })
    return [
      {
        on: drafted,
        by: SECRETARY,
        key,
        command: DraftPlan,
        input: {
          committee: SUBCOMMITTEE,
          fiscalYear: year,
          on: drafted,
          title: both([`แผนปฏิบัติการบูรณาการจังหวัดพะเยา ปีงบประมาณ ${year}`, `Joint action plan of Phayao, fiscal year ${year} (B.E.)`]),
        },
      },
      ...OBJECTIVES.flatMap(({ title, pillar, output, activities }, o): Step[] => [
        step(drafted, `objective:${o}`, SetObjective, { title: both(title), pillar }),
        step(drafted, `output:${o}`, SetOutput, { objective: partOf('objective', `${key}:objective:${o}`), title: both(output) }),
        ...activities.flatMap(([words, lead, amount], a): Step[] => [
          step(drafted, `activity:${o}:${a}`, PlanActivity, {
            output: partOf('output', `${key}:output:${o}`),
            title: both(words),
            lead,
            area: 'area-56',
            from: addDays(start, 60),
            until: addDays(end, -30),
          }),
          step(drafted, `line:${o}:${a}`, SetBudgetLine, {
            activity: partOf('activity', `${key}:activity:${o}:${a}`),
            source: 'งบประมาณจังหวัด',
            amount,
          }),
        ]),
      ]),
      step(addDays(start, 51), 'endorse', EndorsePlan, {
        on: addDays(start, 50),
        resolution: partOf('resolution', `meeting:province:${(2 - years) * 4}:resolution:consider`),
      }),
      ...(years === 0
        ? []
        : [step(addDays(end, 20), 'close', ClosePlan, { on: end, word: 'ดำเนินการครบตามแผน ยกเว้นที่ยังค้างในตารางติดตามมติ' })]),
    ]
  })
}
