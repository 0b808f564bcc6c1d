/** A plan over time: what the body decided on it and what each of its parts is, on every day, for the decisions and the view alike. */
import { type DataOf, type Day, type Rule, RuleRefused, canonical, hasDays, inOrder, stepAt, untilNext } from '@prasan/event-sourcing'
import type { ActivityPlanned, BudgetLineSet, IndicatorSet, ObjectiveSet, OutputSet, PlanDrafted, PledgeMade } from './events.js'
import { OnlyAnEndorsedPlanIsRevised, PlanMustAwaitEndorsement, PlanMustNotBeClosed, PlanStepsFollowInTime } from './rules.js'
import type { StepFact, StepKind } from './shapes.js'

export interface StepOf<K extends StepKind = StepKind> {
  /** Revision of the event that recorded it, by which it is corrected. */
  readonly number: number
  readonly fact: StepFact<K>
}
export interface BodyStep extends StepOf<'endorsement' | 'revision' | 'closing'> {
  readonly kind: 'endorsement' | 'revision' | 'closing'
}
/** What a part was said to be: with the draft, under a step of the plan, or (null) despite its endorsement, from the day recorded. */
export interface Version<D> {
  readonly data: D
  readonly under: 'draft' | number | null
  readonly recorded: Day
}
export interface Part<D> {
  readonly versions: readonly Version<D>[]
  readonly dropped?: StepOf<'drop'> | undefined
  readonly measured?: readonly StepOf<'measurement'>[] | undefined
}
type Parts<D> = Readonly<Record<string, Part<D>>>
export interface Pledge {
  readonly data: Omit<DataOf<typeof PledgeMade>, 'pledge'>
  readonly withdrawn?: StepOf<'withdrawal'> | undefined
}
export interface Planned {
  readonly draft: DataOf<typeof PlanDrafted> & { readonly on: Day }
  /** In the order of recording. */
  readonly steps: readonly BodyStep[]
  readonly objectives: Parts<Omit<DataOf<typeof ObjectiveSet>, 'objective'>>
  readonly outputs: Parts<Omit<DataOf<typeof OutputSet>, 'output'>>
  readonly activities: Parts<Omit<DataOf<typeof ActivityPlanned>, 'activity'>>
  readonly lines: Parts<Omit<DataOf<typeof BudgetLineSet>, 'line'>>
  readonly indicators: Parts<Omit<DataOf<typeof IndicatorSet>, 'indicator'>>
  readonly pledges: Readonly<Record<string, Pledge>>
}
export type PartsOfPlan = 'objectives' | 'outputs' | 'activities' | 'lines' | 'indicators'

/** A stretch of days on which a row of the view says the same. */
export interface Stretch {
  readonly from: Day | null
  readonly until: Day | null
  readonly values: Readonly<Record<string, unknown>>
}

const STATES = { endorsement: 'endorsed', revision: 'revising', closing: 'closed' } as const
export interface Standing {
  readonly state: 'drafted' | (typeof STATES)[keyof typeof STATES]
  /** The day from which it is so. */
  readonly since: Day
}

const bodySteps = ({ steps }: Planned) => inOrder(steps.map((step) => ({ ...step, from: step.fact.on })))

/** What the plan is on the day; undefined before it was drafted. */
export function standingOn(plan: Planned, day: Day): Standing | undefined {
  const last = stepAt(bodySteps(plan), day)
  if (last) return { state: STATES[last.kind], since: last.from }
  return plan.draft.on <= day ? { state: 'drafted', since: plan.draft.on } : undefined
}

/** Under what something that is recorded on the day is said: the last thing that the body decided by then. */
export function underOn(plan: Planned, day: Day): Version<unknown>['under'] {
  const last = stepAt(bodySteps(plan), day)
  if (last === undefined) return 'draft'
  return last.kind === 'endorsement' ? null : last.number
}

const firstDay = ({ draft, steps }: Planned, { under, recorded }: Version<unknown>): Day =>
  under === 'draft' ? draft.on : (steps.find(({ number }) => number === under)?.fact.on ?? recorded)

/** The versions of a part in the order of the days from which they hold. */
const versionsOf = <D>(plan: Planned, { versions }: Part<D>) =>
  inOrder(versions.map((version) => ({ version, from: firstDay(plan, version) })))

/** The part as it is on the last days. */
export const latest = <D>(plan: Planned, part: Part<D>): D => versionsOf(plan, part).at(-1)!.version.data
export const beginsOn = (plan: Planned, part: Part<unknown>): Day => versionsOf(plan, part)[0]!.from

/** What it is on the last days is corrected in what it says otherwise, and so is what was said before of the same; what was so before a change stays. */
export function lastCorrected<D extends object>(plan: Planned, part: Part<D>, rightly: D): Part<D> {
  const last = latest(plan, part)
  const corrected = new Map<Version<D>, Version<D>>()
  let wrong = ([...new Set([...Object.keys(last), ...Object.keys(rightly)])] as (keyof D)[]).filter((key) =>
    differ(last[key], rightly[key]),
  )
  for (const { version } of versionsOf(plan, part).reverse()) {
    wrong = wrong.filter((key) => !differ(version.data[key], last[key]))
    const right = Object.fromEntries(wrong.map((key) => [key, rightly[key]]))
    corrected.set(version, { ...version, data: { ...version.data, ...right } })
  }
  return { ...part, versions: part.versions.map((version) => corrected.get(version)!) }
}
const differ = (a: unknown, b: unknown) => canonical(a ?? null) !== canonical(b ?? null)

/** What holds from each day on, each for the columns that it names; what is said of a day before the first holds from the first. */
function stretches(stated: readonly { readonly from: Day; readonly values: object }[], first: Day): Stretch[] {
  const clamped = inOrder(stated).map((each) => (each.from < first ? { ...each, from: first } : each))
  const all: { from: Day; values: Record<string, unknown> }[] = []
  for (const { from, values } of clamped) {
    const before = all.at(-1)
    if (before?.from === from) all.pop()
    all.push({ from, values: { ...before?.values, ...values } })
  }
  return untilNext(all)
}

export const satang = (baht: number) => Math.round(baht * 100)

/** The rows of the plan itself. */
export function rowsOfPlan(plan: Planned): Stretch[] {
  const { on, title, committee, fiscalYear } = plan.draft
  const drafted = { from: on, values: { title, committee, fiscalYear, state: 'drafted', since: on } }
  return stretches([drafted, ...bodySteps(plan).map(({ from, kind }) => ({ from, values: { state: STATES[kind], since: from } }))], on)
}

const columns: { readonly [K in PartsOfPlan]: (data: Planned[K][string]['versions'][number]['data']) => object } = {
  objectives: ({ number, title, pillar = null }) => ({ number, title, pillar }),
  outputs: (data) => data,
  activities: ({ from: startsOn, until: endsOn, contributors = null, area = null, output, number, title, lead }) => ({
    ...{ output, number, title, lead, contributors, area, startsOn, endsOn },
  }),
  lines: ({ activity = null, source, amount }) => ({ activity, source, satang: satang(amount) }),
  indicators: ({ activity, title, unit, baseline = null, target }) => ({ ...{ activity, title, unit, baseline, target } }),
}

/** The rows of a part of the plan of the id. */
export function rowsOfPart<K extends PartsOfPlan>(plan: Planned, kind: K, part: string, id: string): Stretch[] {
  const found = plan[kind][part] as Part<never> | undefined
  if (!found) return []
  const versions = versionsOf(plan, found).map(({ from, version: { data } }) => ({ from, values: { plan: id, ...columns[kind](data) } }))
  const measured = (found.measured ?? []).map(({ fact: { on, value } }) => ({ from: on, values: { value, measuredOn: on } }))
  const dropped = found.dropped ? [{ from: found.dropped.fact.on, values: { dropped: found.dropped.fact.reason } }] : []
  return stretches([...versions, ...measured, ...dropped], versions[0]!.from)
}

export function rowsOfPledge(plan: Planned, pledge: string, id: string): Stretch[] {
  const found = plan.pledges[pledge]
  if (!found) return []
  const { by, line = null, amount, on } = found.data
  const until = found.withdrawn?.fact.on ?? null
  return hasDays({ from: on, until }) ? [{ from: on, until, values: { plan: id, by, line, satang: satang(amount) } }] : []
}

/** @throws RuleRefused where what the body decided does not follow what it decided before, but for what was so in the other, as it was recorded before */
export function requireStory(plan: Planned, before: Planned): void {
  const wrong = (of: Planned) => {
    let state: Standing['state'] = 'drafted'
    return bodySteps(of).flatMap(({ kind, number, from }) => {
      const rule: Rule | undefined =
        from < of.draft.on
          ? PlanStepsFollowInTime
          : state === 'closed'
            ? PlanMustNotBeClosed
            : kind === 'endorsement' && state === 'endorsed'
              ? PlanMustAwaitEndorsement
              : kind === 'revision' && state !== 'endorsed'
                ? OnlyAnEndorsedPlanIsRevised
                : undefined
      state = STATES[kind]
      return rule ? [{ key: `${number} ${rule.code}`, rule }] : []
    })
  }
  const found = wrong(plan)
  if (found.length === 0) return
  const known = new Set(wrong(before).map(({ key }) => key))
  const first = found.find(({ key }) => !known.has(key))
  if (first) throw new RuleRefused(first.rule, first.rule === PlanStepsFollowInTime ? 'on' : '')
}
