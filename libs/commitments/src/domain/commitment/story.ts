/**
 * The story of a promise: its steps in the order of their days, whatever the order of recording. What it is on a day, for the decisions
 * and the views alike, and whether each step can follow those before it.
 */
import {
  type DataOf,
  type Day,
  type Rule,
  type z,
  RuleRefused,
  canonical,
  daysBetween,
  inOrder,
  stepAt,
  untilNext,
} from '@prasan/event-sourcing'
import type { Priority } from '@prasan/committees/contract'
import { type Adapted, adaptedBy, misadapted } from './adaptation.js'
import { type Delegated, passedOn, without } from './delegated.js'
import type { CommitmentMade, Counted, StepFact, StepKind } from './events.js'
import { type Escalated, EscalationStep, type Reminded } from './events-of-chase.js'
import {
  AcceptedCommitmentCannotBeDeclined,
  ChaseGoesOnWithinNinetyDays,
  CommitmentMustBeOpen,
  DelegateHasItAlready,
  DelegateMustHaveIt,
  OnlyWhoHasItDelegatesIt,
  OwnerIsNotItsOwnSupporter,
  SupporterIsNamedOnce,
  SupporterMustBeNamed,
  CommitmentStepsFollowInTime,
  CompletedCommitmentCannotBeExtended,
  EscalationMustHaveBeenRecorded,
  ExtensionMovesTheDateForward,
  ExtensionMustHaveBeenRequested,
  ObstacleMustBeUnanswered,
  OneExtensionIsRequestedAtATime,
  OnlyCompletedWorkIsVerified,
} from './rules.js'

/** What the event of a step says: of an obstacle also which it is. */
export type FactOf<K extends StepKind> = StepFact<K> & (K extends 'obstacle' ? { obstacle: string } : unknown)
interface StepOf<K extends StepKind> {
  readonly kind: K
  /** Revision of the event that recorded it, by which it is corrected. */
  readonly number: number
  /** The day from which it holds. */
  readonly from: Day
  /** The post acted for, else the person or the part of the system that recorded it. */
  readonly by: string
  readonly fact: FactOf<K>
}
export type Step = { [K in StepKind]: StepOf<K> }[StepKind]

/** A reminder that was given, or a step by which it went up. */
export type Chased =
  | ({ readonly what: DataOf<typeof Reminded>['kind'] } & Omit<DataOf<typeof Reminded>, 'kind'>)
  | ({ readonly what: DataOf<typeof Escalated>['step'] } & Omit<DataOf<typeof Escalated>, 'step'>)

/** Whether it went up. */
export const isEscalation = (what: Chased['what']): boolean => EscalationStep.options.includes(what as never)

export interface Promised {
  readonly promise: Omit<DataOf<typeof CommitmentMade>, 'madeOn'> & { readonly madeOn: Day }
  /** In the order of recording. */
  readonly steps: readonly Step[]
  /** In the order of recording, which is that of their days. */
  readonly chased: readonly Chased[]
}
/** What the days of a promise are told from. */
export type Story = Pick<Promised, 'promise' | 'steps'>

/** What a promise is on a day. Days, ids and words are null where there are none. */
export interface Standing {
  readonly owner: string
  /** The day from which it is the owner's. */
  readonly assignedOn: Day
  readonly priority: Priority
  readonly state: 'open' | 'completed' | 'verified' | 'withdrawn'
  readonly supporting: readonly string[]
  readonly delegated: readonly Delegated[]
  readonly dueOn: Day
  readonly extensions: number
  /** The owner's own word on it. */
  readonly owned: 'accepted' | 'declined' | null
  /** What the owner made of a directive, while it holds. */
  readonly adapted: Adapted | null
  /** The due date asked for, while the request waits for its answer. */
  readonly requestedDueOn: Day | null
  /** As reported last. */
  readonly percent: number | null
  readonly count: z.infer<typeof Counted> | null
  readonly wordOn: Day | null
  readonly wordBy: string | null
  readonly wordKind: string | null
  readonly word: string | null
  readonly completedOn: Day | null
  readonly completedBy: string | null
  readonly verifiedOn: Day | null
  readonly verifiedBy: string | null
  /** Obstacles that wait for an answer. */
  readonly waiting: readonly string[]
}

const beginning = ({ promise: { owner, supporting = [], madeOn, dueOn, priority = 'normal' } }: Story): Standing => ({
  owner,
  assignedOn: madeOn,
  priority,
  state: 'open',
  supporting,
  delegated: [],
  dueOn,
  extensions: 0,
  owned: null,
  adapted: null,
  requestedDueOn: null,
  percent: null,
  count: null,
  wordOn: null,
  wordBy: null,
  wordKind: null,
  word: null,
  completedOn: null,
  completedBy: null,
  verifiedOn: null,
  verifiedBy: null,
  waiting: [],
})

const said = ({ from, by }: Step, wordKind: string, word: string) => ({ wordOn: from, wordBy: by, wordKind, word })

/** The percent that a report says, or that its count comes to. */
const percentOf = ({ percent, count }: FactOf<'progress'>) => percent ?? (count && Math.min(100, Math.floor((100 * count.done) / count.of)))

function after(step: Step, before: Standing): Partial<Standing> {
  const { owner, supporting, delegated, percent, count, extensions, waiting } = before
  switch (step.kind) {
    case 'acceptance':
      return { owned: 'accepted' }
    case 'refusal':
      return { owned: 'declined', ...said(step, 'declined', step.fact.reason) }
    case 'adaptation':
      return { ...adaptedBy(step, before), ...said(step, 'adapted', step.fact.reason) }
    case 'progress':
      return {
        ...{ percent: percentOf(step.fact) ?? percent, count: step.fact.count ?? count },
        ...said(step, 'progress', step.fact.word),
      }
    case 'prioritizing':
      return { priority: step.fact.priority }
    case 'request':
      return { requestedDueOn: step.fact.dueOn }
    case 'extension':
      return { dueOn: step.fact.dueOn, extensions: extensions + 1, requestedDueOn: null }
    case 'extensionRefusal':
      return { requestedDueOn: null }
    case 'obstacle':
      return { waiting: [...waiting, step.fact.obstacle], ...said(step, 'obstacle', step.fact.text) }
    case 'answer':
      return { waiting: waiting.filter((each) => each !== step.fact.obstacle), ...said(step, 'answer', step.fact.answer) }
    case 'transfer':
      return { owner: step.fact.owner, assignedOn: step.from, owned: null, delegated: passedOn(delegated, owner, step.fact.owner) }
    case 'support':
      return { supporting: [...supporting, step.fact.supporter] }
    case 'supportEnd':
      return { supporting: supporting.filter((each) => each !== step.fact.supporter) }
    case 'delegation': {
      const { to, by = owner, what = null, dueOn = null } = step.fact
      return { delegated: [...delegated, { to, by, since: step.from, what, dueOn }] }
    }
    case 'delegationEnd':
      return { delegated: without(step.fact.to, delegated) }
    case 'completion':
      return { state: 'completed', completedOn: step.from, completedBy: step.by, ...said(step, 'completion', step.fact.word) }
    case 'verification':
      return { state: 'verified', verifiedOn: step.from, verifiedBy: step.fact.by }
    case 'return':
      return { state: 'open', completedOn: null, completedBy: null, ...said(step, 'returned', step.fact.reason) }
    case 'withdrawal':
      return { state: 'withdrawn' }
    case 'acknowledgment':
      return said(step, 'acknowledged', step.fact.word)
  }
}

/** So many days at most the chase rests on an acknowledgment. */
const LONGEST_REST = 90

/** What a step may follow; the rule it breaks otherwise, and the field. */
function broken(step: Step, before: Standing, { promise: { madeOn }, chased }: Promised): readonly [Rule, string?] | undefined {
  const { owner, supporting, delegated, state, owned, requestedDueOn, dueOn, waiting } = before
  const day = step.kind === 'extension' ? 'decidedOn' : 'on'
  if (step.from < madeOn) return [CommitmentStepsFollowInTime, day]
  switch (step.kind) {
    case 'request':
    case 'extension':
    case 'extensionRefusal':
      if (state !== 'open') return [CompletedCommitmentCannotBeExtended]
      if (step.kind === 'request' && requestedDueOn !== null) return [OneExtensionIsRequestedAtATime]
      if (step.kind === 'extensionRefusal') return requestedDueOn === null ? [ExtensionMustHaveBeenRequested] : undefined
      return step.fact.dueOn > dueOn ? undefined : [ExtensionMovesTheDateForward, 'dueOn']
    case 'verification':
    case 'return':
      return state === 'completed' ? undefined : [OnlyCompletedWorkIsVerified]
    case 'acknowledgment': {
      if (state !== 'open') return [CommitmentMustBeOpen]
      if (!chased.some(({ what, on }) => isEscalation(what) && on <= step.from)) return [EscalationMustHaveBeenRecorded]
      const rest = step.fact.dueAgainOn === undefined ? 1 : daysBetween(step.from, step.fact.dueAgainOn)
      return rest >= 1 && rest <= LONGEST_REST ? undefined : [ChaseGoesOnWithinNinetyDays, 'dueAgainOn']
    }
    case 'adaptation':
      return misadapted(step, before)
    case 'transfer': // one announced may find it completed or withdrawn by then
      return undefined
    case 'support':
      if (state !== 'open') return [CommitmentMustBeOpen]
      if (step.fact.supporter === owner) return [OwnerIsNotItsOwnSupporter, 'supporter']
      return supporting.includes(step.fact.supporter) ? [SupporterIsNamedOnce, 'supporter'] : undefined
    case 'supportEnd':
      return supporting.includes(step.fact.supporter) ? undefined : [SupporterMustBeNamed, 'supporter']
    case 'delegation': {
      const having = [owner, ...delegated.map(({ to }) => to)]
      if (state !== 'open') return [CommitmentMustBeOpen]
      if (!having.includes(step.fact.by ?? owner)) return [OnlyWhoHasItDelegatesIt, 'by']
      return having.includes(step.fact.to) ? [DelegateHasItAlready, 'to'] : undefined
    }
    case 'delegationEnd':
      return delegated.some(({ to }) => to === step.fact.to) ? undefined : [DelegateMustHaveIt, 'to']
    default:
      if (state !== 'open') return [CommitmentMustBeOpen]
      if (step.kind === 'refusal' && owned === 'accepted') return [AcceptedCommitmentCannotBeDeclined]
      return step.kind === 'answer' && !waiting.includes(step.fact.obstacle) ? [ObstacleMustBeUnanswered, 'obstacle'] : undefined
  }
}

/** The steps in the order of their days, of one day in that of recording, each with what stood before and after it. */
function* told(commitment: Story): Generator<{ step: Step; before: Standing; after: Standing }> {
  let before = beginning(commitment)
  for (const step of inOrder(commitment.steps)) {
    const standing = { ...before, ...after(step, before) }
    yield { step, before, after: standing }
    before = standing
  }
}

/** What the promise is from each day on which something changed, oldest first. */
export function chapters(commitment: Story): { readonly from: Day; readonly standing: Standing }[] {
  const { madeOn } = commitment.promise
  const all = [{ from: madeOn, standing: beginning(commitment) }]
  for (const { step, after: standing } of told(commitment)) {
    const from = step.from < madeOn ? madeOn : step.from
    if (all.at(-1)!.from === from) all.pop()
    all.push({ from, standing })
  }
  return all
}

/** What it is on the day; undefined before it was made. */
export const standingOn = (commitment: Promised, day: Day): Standing | undefined => stepAt(chapters(commitment), day)?.standing

/** Whose it is on the day; whoever promised it before it was made. */
export const ownerOn = (commitment: Promised, day: Day): string => standingOn(commitment, day)?.owner ?? commitment.promise.owner

/** What it is under the names of the view's columns: what is done is done wholly, and nobody supports itself. */
export function columnsOf({ promise }: Promised, { waiting: _, delegated: __, supporting, ...standing }: Standing) {
  const { title, owner: madeFor, madeOn, dueOn: originalDueOn, origin = null, committee = null, plan = null, mandate = null } = promise
  const others = supporting.filter((each) => each !== standing.owner)
  const done = standing.state === 'completed' || standing.state === 'verified'
  return {
    ...{ title: standing.adapted?.title ?? title, askedTitle: title },
    ...{ madeFor, madeOn, originalDueOn, origin, committee, plan, mandate, ...standing },
    supporting: others.length > 0 ? others : null,
    percent: done ? 100 : standing.percent,
    requestedDueOn: standing.state === 'open' ? standing.requestedDueOn : null,
  }
}

/** @throws RuleRefused where a step of the one does not follow, but for what was so in the other, as it was recorded before */
export function requireStory(commitment: Promised, before: Promised): void {
  const wrong = (of: Promised) =>
    [...told(of)].flatMap(({ step, before }) => {
      const found = broken(step, before, of)
      return found ? [{ key: `${step.number} ${found[0].code}`, rule: found[0], field: found[1] }] : []
    })
  const found = wrong(commitment)
  if (found.length === 0) return
  const known = new Set(wrong(before).map(({ key }) => key))
  const first = found.find(({ key }) => !known.has(key))
  if (first) throw new RuleRefused(first.rule, first.field)
}

/** What was delegated, and to whom, from each day on which that changed; each link as long as it was the same. */
export function delegationsOf(commitment: Story): Map<string, { from: Day; until: Day | null; link: Delegated }[]> {
  const links = new Map<string, { from: Day; until: Day | null; link: Delegated }[]>()
  for (const { from, until, standing } of untilNext(chapters(commitment)))
    for (const link of standing.delegated) {
      const all = links.get(link.to) ?? links.set(link.to, []).get(link.to)!
      const last = all.at(-1)
      if (last?.until === from && canonical(last.link) === canonical(link)) last.until = until ?? null
      else all.push({ from, until: until ?? null, link })
    }
  return links
}

/** What stood or stands in the way, with the answer once there is one. */
export const difficultiesOf = ({ steps }: Promised) =>
  steps.flatMap((raised) => {
    if (raised.kind !== 'obstacle') return []
    const { obstacle, text, waitingOn = null, answerBy = null } = raised.fact
    const answers = inOrder(steps).filter((step) => step.kind === 'answer')
    const answered = answers.find(({ fact }) => fact.obstacle === obstacle)
    return [
      {
        ...{ obstacle, text, waitingOn, answerBy, raisedOn: raised.from, raisedBy: raised.by },
        ...{ answeredOn: answered?.from ?? null, answeredBy: answered?.by ?? null, answer: answered?.fact.answer ?? null },
      },
    ]
  })
