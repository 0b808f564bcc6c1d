/**
 * What is due next in the chase of a promise, and on which day: reckoned from the promise as it stands, the rules of the body that watches over it,
 * and the steps that are recorded. Days on which the chase is stopped do not count, nor do those before anybody knew what is chased.
 */
import { type ChaseRules, chaseOf, chaseRulesOn } from '@prasan/committees/contract'
import { type Day, NO_END, addDays, begins, daysBetween, inOrder, stepAt } from '@prasan/event-sourcing'
import { type Chased, type Promised, type Story, chapters } from './story.js'

/** The process manager that chases, by the name under which it is known in the log. */
export const CHASE = 'chase'

/** One due date of one owner: with either the chase begins anew. */
export interface Round {
  readonly from: Day
  readonly owner: string
  readonly dueOn: Day
  /** The first day on which it is chased: it is known by then. */
  readonly since: Day
  /** How many steps of the chase were recorded before it was known. */
  readonly before: number
}
export interface ChasedPromise extends Promised {
  readonly rounds: readonly Round[]
  /** The day on which something was last recorded that moves the chase: no step lies before it. */
  readonly movedOn: Day
}

/** How those who watch over it chase. */
export interface ChasedBy {
  readonly rules: readonly { readonly from?: Day | undefined; readonly chase: ChaseRules }[]
  /** The body above; null where there is none. */
  readonly parent: string | null
  /** The day on which these rules were recorded: no step lies before it. */
  readonly knownOn: Day
}

/** The rounds of a promise after an event that was recorded on the day. */
export function roundsAfter(known: readonly Round[], promised: Promised, day: Day): Round[] {
  const rounds: Round[] = []
  for (const { from, standing } of chapters(promised)) {
    const { owner, dueOn } = standing
    const last = rounds.at(-1)
    if (last?.owner === owner && last.dueOn === dueOn) continue
    const as = known.find((each, i) => each.owner === owner && each.dueOn === dueOn && (each.from === from || (i === 0 && !last)))
    rounds.push(as ? { ...as, from } : { from, owner, dueOn, since: later(from, day), before: promised.chased.length })
  }
  return rounds
}

export type StopReason = 'completed' | 'withdrawn' | 'waiting' | 'acknowledged'
/** Days [from, until) on which nothing changes for the chase. */
interface Stretch {
  readonly from: Day
  readonly until: Day
  readonly stopped: StopReason | null
  /** The obstacle that waits on somebody, the first where several do. */
  readonly waits: { readonly since: Day } | null
}

/** The days of a promise, cut where the chase stops, goes on or begins anew. */
export function stretchesOf(promised: Story): Stretch[] {
  const all = chapters(promised)
  const rests = promised.steps.flatMap(({ kind, from, fact }) =>
    kind === 'acknowledgment' ? [{ from, until: fact.dueAgainOn ?? addDays(from, chaseOf(undefined).restDays) }] : [],
  )
  const cuts = [...all.map(({ from }) => from), ...rests.flatMap(({ from, until }) => [from, until])]
  const days = [...new Set(cuts)].filter((day) => day >= all[0]!.from).sort()
  return days.map((from, i) => {
    const { standing } = stepAt(all, from)!
    const { owner, dueOn, state } = standing
    // An acknowledgment is of the round in which it was given.
    const before = all.findLastIndex((each) => each.from <= from && (each.standing.owner !== owner || each.standing.dueOn !== dueOn))
    const begun = before < 0 ? '' : all[before + 1]!.from
    const waits = waitsFor(promised, standing.waiting)
    const rest = rests.some((rest) => rest.from <= from && from < rest.until && rest.from > begun)
    const stopped = state === 'withdrawn' ? 'withdrawn' : state !== 'open' ? 'completed' : waits ? 'waiting' : rest ? 'acknowledged' : null
    return { from, until: days[i + 1] ?? NO_END, stopped, waits }
  })
}

const waitsFor = ({ steps }: Story, waiting: readonly string[]) => {
  const first = inOrder(steps).find(
    ({ kind, fact }) => kind === 'obstacle' && fact.waitingOn !== undefined && waiting.includes(fact.obstacle),
  )
  return first ? { since: first.from } : null
}

/** Why the chase is stopped on the day; null where it is not. */
export const stoppedOn = (promised: Story, day: Day): StopReason | null => stepAt(stretchesOf(promised), day)?.stopped ?? null

/** The steps of the round of the day. */
export function takenOn({ rounds, chased }: ChasedPromise, day: Day): readonly Chased[] {
  const at = rounds.findLastIndex((round) => round.from <= day)
  const { [at]: round, [at + 1]: next } = rounds
  return round ? chased.slice(round.before).filter(({ on }) => on >= round.from && on < (next?.from ?? NO_END)) : []
}

export interface Ahead {
  readonly day: Day
  /** More than one where a reminder falls on the day of an escalation. */
  readonly steps: readonly Chased['what'][]
}

type Escalation = 'supervisor' | 'secretary' | 'chair' | 'parent'
export const UPWARDS: readonly Chased['what'][] = ['supervisor', 'secretary', 'chair', 'parent'] satisfies Escalation[]

/** The steps up, each with the days overdue after which it is taken. */
const stepsUp = (rules: ChaseRules, by: ChasedBy | null): (readonly [Escalation, number])[] => {
  const { secretaryAfterDays, chairAfterDays, parentAfterDays } = rules
  const all = by
    ? ([
        ['secretary', secretaryAfterDays],
        ['chair', chairAfterDays],
        ['parent', by.parent === null ? undefined : parentAfterDays],
      ] as const)
    : ([['supervisor', secretaryAfterDays]] as const)
  return all.flatMap(([step, after]) => (after === undefined ? [] : [[step, after] as const]))
}

/** The next steps of the chase, of which none lies before `start`, the day on which promises came to be chased at all; null where none is to come. */
export function aheadOf(promised: ChasedPromise, by: ChasedBy | null, start: Day): Ahead | null {
  const stretches = stretchesOf(promised)
  const earliest = [promised.movedOn, start, by?.knownOn, promised.chased.at(-1)?.on].reduce<Day>((a, b) => later(a, b ?? a), '')
  const rules = by?.rules ?? []
  const cuts = [earliest, ...stretches.map(({ from }) => from), ...rules.map(begins)].filter((day) => day >= earliest)
  const days = [...new Set(cuts)].sort()
  for (const [i, from] of days.entries()) {
    const stretch = stepAt(stretches, from)
    if (!stretch) continue
    const found = first({ promised, by, start, stretches, stretch, from, until: days[i + 1] ?? NO_END })
    if (found) return found
  }
  return null
}

interface Asked {
  readonly promised: ChasedPromise
  readonly by: ChasedBy | null
  readonly start: Day
  readonly stretches: readonly Stretch[]
  readonly stretch: Stretch
  /** Days on which neither the stretch nor the rules change. */
  readonly from: Day
  readonly until: Day
}

/** The first step on one of the days. */
function first({ promised, by, start, stretches, stretch, from, until }: Asked): Ahead | null {
  const round = stepAt(promised.rounds, from)
  if (!round) return null
  const since = later(round.since, start)
  const rules = chaseRulesOn({ rules: by?.rules ?? [] }, from)
  const taken = takenOn(promised, from)
  const due = new Map<Chased['what'], Day>()
  const lastOf = (of: (what: Chased['what']) => boolean) => taken.findLast(({ what }) => of(what))

  if (stretch.waits && stretch.stopped === 'waiting') {
    const told = [stretch.waits.since, since, lastOf((what) => what === 'waiting')?.on ?? ''].reduce(later)
    due.set('waiting', later(from, addDays(told, rules.everyDays)))
  }
  if (stretch.stopped === null) {
    // Nobody is reminded on the day on which it became known.
    const isToCome = (what: Chased['what'], on: Day) =>
      on >= later(from, start) && on > round.since && !taken.some((each) => each.what === what && each.on === on)
    const coming = rules.beforeDays.map((days) => addDays(round.dueOn, -days)).filter((day) => isToCome('beforeDue', day))
    if (coming.length > 0) due.set('beforeDue', coming.reduce(earlier))
    if (rules.onDueDay && isToCome('due', round.dueOn)) due.set('due', round.dueOn)

    const overdue = later(addDays(round.dueOn, 1), since)
    /** The days through this one on which it was overdue and chased. */
    const chasedThrough = (day: Day) =>
      stretches
        .filter((each) => each.stopped === null)
        .map((each) => daysBetween(later(each.from, overdue), earlier(each.until, addDays(day, 1))))
        .reduce((sum, days) => sum + Math.max(days, 0), 0)
    const begun = later(from, overdue)
    const already = chasedThrough(begun)
    const after = (days: number) => addDays(begun, Math.max(days - already, 0))
    const reminded = lastOf((what) => what === 'overdue')
    due.set('overdue', after((reminded ? chasedThrough(reminded.on) : 0) + rules.everyDays))

    const steps = stepsUp(rules, by)
    const gone = lastOf((what) => UPWARDS.includes(what))
    const [step, grace = 0] = steps.find(([each]) => UPWARDS.indexOf(each) > UPWARDS.indexOf(gone?.what as never)) ?? []
    const [, before = 0] = steps.find(([each]) => each === gone?.what) ?? []
    if (step) due.set(step, after(gone ? Math.max(grace, chasedThrough(gone.on) + Math.max(grace - before, 1)) : grace))
  }
  const day = [...due.values()].reduce<Day>(earlier, until)
  return day < until ? { day, steps: [...due].flatMap(([what, on]) => (on === day ? [what] : [])) } : null
}

const later = (a: Day, b: Day): Day => (a > b ? a : b)
const earlier = (a: Day, b: Day): Day => (a < b ? a : b)
