/** What became of a resolution: what followed on it in meetings, what was promised and planned, and what that came to in money and results. */
import {
  type CommitmentRow,
  CommitmentState,
  type DirectiveRow,
  commitmentsFrom,
  commitmentsOfPlans,
  directivesFrom,
} from '@prasan/commitments/reading'
import {
  type AsOf,
  type Bilingual,
  type ByIds,
  type Query,
  type Views,
  categoryOf,
  dayInWords,
  daysBetween,
  grouped,
  metaOf,
  query,
} from '@prasan/event-sourcing'
import { ledTo } from '@prasan/meetings/reading'
import {
  type BudgetRow,
  type IndicatorRow,
  type PlanRow,
  type PledgeRow,
  activitiesOfPlans,
  budgetOf,
  decisionsBy,
  indicatorsOfPlans,
  plansByIds,
  pledgesOf,
} from '@prasan/plans/reading'
import { type To, beginning, byId, knownOf, markedIf, toItem, toResolution, told } from './known.js'
import { type Link, type Step, chainFrom } from './links.js'

const FORTH = {
  implements: ['ดำเนินการโดย', 'It was carried out by'],
  amends: ['แก้ไขโดย', 'It was amended by'],
  delegatedBy: ['ใช้อำนาจที่มอบโดย', 'The power that it delegated was used by'],
  supersedes: ['แทนโดย', 'In its place stands'],
  ratifies: ['รับรองโดย', 'It was ratified by'],
  item: ['มีมติในเรื่องนี้:', 'It was decided on by'],
  carriedFrom: ['เลื่อนไปเป็น', 'It was carried on by'],
  putOff: ['นำกลับมาพิจารณาใน', 'The matter was taken up on'],
  arisesFrom: ['สืบเนื่องใน', 'It was followed up on'],
} as const
const LATER = ['implements', 'amends', 'delegatedBy'] as const

export interface Outcomes {
  readonly links: readonly Link[]
  readonly commitments: readonly CommitmentRow[]
  readonly plans: readonly string[]
  readonly indicators: readonly string[]
}

/** What became of each of the resolutions; in some twenty statements, however many they are. */
export const outcomesOf = query('outcomesOf', (views, { ids, asOf }: ByIds): Map<string, Outcomes> => {
  const { next, commitments } = stepsForward(views, ids, asOf)
  return new Map(
    ids.map((id) => {
      const links = chainFrom(id, (each) => next[categoryOf(each) as keyof typeof next]?.(each) ?? [])
      const led = (category: string) => [...new Set(links.flatMap(({ to }) => (categoryOf(to) === category ? [to] : [])))]
      const promised = led('commitment').map((each) => commitments.get(each)!)
      return [
        id,
        {
          ...{ links, plans: led('plan'), indicators: led('indicator') },
          commitments: promised.sort((a, b) => (a.dueOn + a.id < b.dueOn + b.id ? -1 : 1)),
        },
      ]
    }),
  )
})

function stepsForward(views: Views, ids: readonly string[], asOf: AsOf) {
  const some = <R>(query: Query<ByIds, R>, of: Iterable<string>) => query.run(views, { ids: [...new Set(of)], asOf })
  const reached = some(ledTo, ids)
  const known = knownOf(views, reached, asOf)
  const decisions = some(decisionsBy, reached)
  const plans = byId(
    some(
      plansByIds,
      decisions.map(({ plan }) => plan),
    ),
  )
  const activities = some(activitiesOfPlans, plans.keys())
  const [indicators, budget, pledges] = [some(indicatorsOfPlans, plans.keys()), some(budgetOf, plans.keys()), some(pledgesOf, plans.keys())]
  const ofPlans = some(commitmentsOfPlans, plans.keys())
  const directives = some(directivesFrom, reached)
  const commitments = byId([...some(commitmentsFrom, [...reached, ...directives.map(({ id }) => id)]), ...ofPlans])

  const rows = [...known.resolutions.values()]
  const items = [...known.items.values()]
  const later = Object.fromEntries(LATER.map((by) => [by, grouped(rows, (row) => row[by])]))
  const passedOn = grouped(rows, ({ item }) => item)
  const carrying = grouped(items, ({ carriedFrom }) => carriedFrom)
  const arising = grouped(items, ({ origin }) => origin)
  const promised = grouped(commitments.values(), ({ origin }) => origin)
  const serving = grouped(ofPlans, ({ plan }) => plan)
  const issued = grouped(directives, ({ resolution }) => resolution)
  const decided = grouped(decisions, ({ resolution }) => resolution)
  const [carriedOut, measured] = [grouped(activities, ({ plan }) => plan), grouped(indicators, ({ activity }) => activity)]
  const [lines, given] = [grouped(budget, ({ plan }) => plan), grouped(pledges, ({ plan }) => plan)]
  const planned = new Set(activities.map(({ id }) => id))

  const toCommitment = (kind: 'origin' | 'plan', row: CommitmentRow): Step => ({ kind, ends: true, ...inWords(row, asOf.day) })
  const passed = (kind: keyof typeof FORTH, row: (typeof rows)[number]): Step => ({
    kind,
    ...beginning(FORTH[kind], toResolution(row, known)),
  })
  const listed = (kind: keyof typeof FORTH, row: (typeof items)[number]): Step => ({
    kind,
    ...beginning(FORTH[kind], toItem(row, known.meetings)),
  })
  const next = {
    resolution(id: string): Step[] {
      const row = known.resolutions.get(id)
      if (!row) return []
      const aside = (kind: 'supersedes' | 'ratifies', rows: typeof known.inPlaceOf) =>
        (rows.get(id) ?? []).map((each): Step => ({ ...passed(kind, each), ends: true }))
      return [
        ...aside('supersedes', known.inPlaceOf),
        ...aside('ratifies', known.ratifying),
        ...(promised.get(id) ?? []).map((each) => toCommitment('origin', each)),
        ...(issued.get(id) ?? []).map(toDirective),
        ...(decided.get(id) ?? []).flatMap(({ plan, kind, validFrom }) =>
          plans.has(plan) ? [toPlan(plans.get(plan)!, kind, validFrom!)] : [],
        ),
        ...LATER.flatMap((by) => (later[by]!.get(id) ?? []).map((each) => passed(by, each))),
        ...(arising.get(id) ?? []).map((each) => listed('arisesFrom', each)),
        ...(row.kind === 'deferred' && row.item !== null ? (carrying.get(row.item) ?? []) : []).map((each) => listed('putOff', each)),
      ]
    },
    directive: (id: string): Step[] => (promised.get(id) ?? []).map((each) => toCommitment('origin', each)),
    agendaItem: (id: string): Step[] => [
      ...(passedOn.get(id) ?? []).map((each) => passed('item', each)),
      ...(carrying.get(id) ?? []).map((each) => listed('carriedFrom', each)),
    ],
    plan: (id: string): Step[] => [
      ...(carriedOut.get(id) ?? []).map((each): Step => ({
        kind: 'activity',
        ...told(
          each.id,
          each.startsOn,
          { th: 'กิจกรรม {title}', en: 'Activity: {title}' },
          { title: each.title },
          markedIf({ dropped: each.dropped !== null }),
        ),
      })),
      ...(serving.get(id) ?? []).filter(({ origin }) => !planned.has(origin ?? '')).map((each) => toCommitment('plan', each)),
      ...(lines.get(id) ?? []).map(toLine),
      ...(given.get(id) ?? []).map(toPledge),
    ],
    activity: (id: string): Step[] => [
      ...(promised.get(id) ?? []).map((each) => toCommitment('origin', each)),
      ...(measured.get(id) ?? []).map(toResult),
    ],
  }
  return { next, commitments }
}

const amountOf = (satang: number) => (satang / 100).toLocaleString('en', { minimumFractionDigits: satang % 100 === 0 ? 0 : 2 })

/** What was promised, whose it is, by when, and how it stands on the day. */
function inWords({ id, title, owner, madeOn, dueOn, state }: CommitmentRow, day: string): To {
  const [due, late] = [dayInWords(dueOn), state === 'open' ? daysBetween(dueOn, day) : 0]
  const { th, en } = metaOf(CommitmentState).words![state]!
  const stands = late > 0 ? { th: `${th} ล่าช้า ${late} วัน`, en: `${en}, ${late} ${late === 1 ? 'day' : 'days'} overdue` } : { th, en }
  const words = {
    th: `เป็นข้อผูกพันของ {owner} กำหนด ${due.th} (${stands.th}): {title}`,
    en: `A commitment of {owner}, due on ${due.en} (${stands.en}): {title}`,
  }
  return told(id, madeOn, words, { owner, title }, markedIf({ withdrawn: state === 'withdrawn' }))
}

const toDirective = ({ id, title, issuedOn, committee, state }: DirectiveRow): Step => ({
  kind: 'directive',
  ...told(
    id,
    issuedOn,
    { th: 'มีข้อสั่งการของ {body}: {title}', en: '{body} issued a directive by it: {title}' },
    { body: committee, title },
    markedIf({ withdrawn: state === 'withdrawn' }),
  ),
})

const DECISIONS: Record<string, Bilingual> = {
  endorsement: { th: 'เห็นชอบ', en: 'It endorsed' },
  revision: { th: 'เปิดปรับ', en: 'It opened for changes' },
}
const toPlan = ({ id, title, fiscalYear }: PlanRow, kind: string, on: string): Step => {
  const { th, en } = DECISIONS[kind]!
  return {
    kind: 'decides',
    ...told(id, on, { th: `${th} {title} ปีงบประมาณ ${fiscalYear}`, en: `${en} {title}, fiscal year ${fiscalYear} (B.E.)` }, { title }),
  }
}
const toLine = ({ id, source, satang }: BudgetRow): Step => ({
  kind: 'money',
  ...told(
    id,
    null,
    { th: `งบประมาณ ${amountOf(satang)} บาท จาก {source}`, en: `Budget: THB ${amountOf(satang)} from {source}` },
    { source: { th: source } },
  ),
})
const toPledge = ({ id, by, satang, validFrom }: PledgeRow): Step => ({
  kind: 'pledge',
  ...told(id, validFrom, { th: `{by} รับสนับสนุน ${amountOf(satang)} บาท`, en: `{by} pledged THB ${amountOf(satang)}` }, { by }),
})
function toResult({ id, title, unit, target, value, measuredOn }: IndicatorRow): Step {
  const on = measuredOn === null ? { th: '', en: '' } : dayInWords(measuredOn)
  const words =
    value === null
      ? { th: `{title}: ยังไม่วัดผล เป้าหมาย ${target} {unit}`, en: `{title}: nothing was measured yet of ${target} {unit}` }
      : { th: `{title}: ${value} จากเป้าหมาย ${target} {unit} ณ ${on.th}`, en: `{title}: ${value} of ${target} {unit}, on ${on.en}` }
  return { kind: 'result', ...told(id, measuredOn, words, { title, unit: { th: unit } }) }
}
