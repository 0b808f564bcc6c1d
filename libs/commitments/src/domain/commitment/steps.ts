// Whether a step of a promise can be taken: by whom it names, and by the story it becomes part of.
import { type Context, type Day, type Rule, canonical, inOrder, requireThat, type Owners, requireLiving } from '@prasan/event-sourcing'
import type { StepKind } from './events.js'
import { type CommitteeState, occupantsOn, rulesOn } from '@prasan/committees/contract'
import {
  AdaptationKeepsWithinTheLatestDay,
  AdaptationSaysWhatChanges,
  CommitmentIsWithdrawnByResolution,
  CommitmentMustBeOpen,
  DirectiveMustAllowAdaptation,
  ExtensionIsDecidedAsTheBodySays,
  ExtensionsAreLimited,
  OnlyADirectiveIsAdapted,
  OwnerCannotVerifyOwnCompletion,
  OwnerDoesNotWaitOnItself,
  PressingWorkIsCompletedWithEvidence,
} from './rules.js'
import { BY_DIRECTIVES } from '../directive/state.js'
import { type CommitmentState, withStep } from './state.js'
import { type FactOf, type Promised, type Step, ownerOn, requireStory, standingOn } from './story.js'

/** What is known on its day of those whom a step names. */
export interface StepEvidence {
  readonly owners?: Owners
  /** Whether who verifies is of the owner: its organization, post, seat or committee, or the other way round, or below one of these. */
  readonly ofTheOwner?: boolean
  /** The body that watches over the promise. */
  readonly body?: CommitteeState
  /** What the directive that it comes from lets its owner adapt. */
  readonly directive?: { readonly adaptable: boolean; readonly latestDueOn?: Day | undefined } | undefined
}
export type Evident = Context<StepEvidence | undefined>

type Made = Extract<CommitmentState, { is: 'made' }>

export const made = (state: CommitmentState): Made => {
  requireThat(state.is === 'made', CommitmentMustBeOpen)
  return state
}

/** Whether a step says just this already. */
export function said(state: CommitmentState, kind: StepKind, fact: object): boolean {
  const says = canonical(fact)
  return made(state).steps.some((step) => step.kind === kind && canonical({ ...step.fact, obstacle: undefined }) === says)
}

/** Requires that the owner of the day did not say so, earlier or later: it says it once, until the promise passes on. */
export function requireSaidOnce<K extends StepKind>(
  state: CommitmentState,
  kind: K,
  fact: FactOf<K>,
  rule: Rule,
  { today, actor }: Evident,
): void {
  const after = withStep(made(state), kind, fact, { day: today, actor })
  const all = inOrder(after.steps)
  const at = all.indexOf(after.steps.at(-1)!)
  const passedOn = (step: Step) => step.kind === 'transfer'
  const from = all.slice(0, at).findLastIndex(passedOn) + 1
  const length = all.slice(at).findIndex(passedOn)
  const own = all.slice(from, length < 0 ? undefined : at + length)
  requireThat(own.filter((step) => step.kind === kind).length === 1, rule, 'on')
}

/** Who may decide on extensions, by whom the rules of the body name. */
const DECIDERS = { secretary: ['secretary', 'chair'], chair: ['chair'], meeting: [] } as const

/** Whether whoever decided on an extension may, by the rules of the body on the day; a resolution always may. */
function isDecided(
  { decidedBy, resolution }: { decidedBy?: string | undefined; resolution?: string | undefined },
  day: Day,
  body?: CommitteeState,
) {
  const needed = body && rulesOn(body, day).extensions?.decidedBy
  if (!needed || resolution !== undefined) return true
  const deciders: readonly string[] = DECIDERS[needed]
  return occupantsOn(body, new Map(), day).some(
    ({ seat, post, office }) => deciders.includes(office) && decidedBy !== undefined && (seat === decidedBy || post === decidedBy),
  )
}

/** What the step says of others is sound on its day, judged without the step itself. */
export function requireSoundStep(step: Step, rest: Made, { judge, evidence }: Pick<Evident, 'judge' | 'evidence'>, at = ''): void {
  const { kind, from, fact } = step
  switch (kind) {
    case 'transfer':
      requireThat((standingOn(rest, from)?.state ?? 'open') === 'open', CommitmentMustBeOpen)
      return requireLiving(evidence?.owners, fact.owner, from, `${at}owner`)
    case 'support':
      return requireLiving(evidence?.owners, fact.supporter, from, `${at}supporter`)
    case 'delegation':
      return requireLiving(evidence?.owners, fact.to, from, `${at}to`)
    case 'adaptation': {
      const { adaptable, latestDueOn } = evidence?.directive ?? {}
      requireThat(adaptable !== undefined, OnlyADirectiveIsAdapted)
      requireThat(adaptable, DirectiveMustAllowAdaptation)
      requireThat(fact.title ?? fact.dueOn, AdaptationSaysWhatChanges, `${at}title`)
      return requireThat((fact.dueOn ?? '') <= (latestDueOn ?? '9999'), AdaptationKeepsWithinTheLatestDay, `${at}dueOn`)
    }
    case 'obstacle':
      requireThat(fact.waitingOn !== ownerOn(rest, from), OwnerDoesNotWaitOnItself, `${at}waitingOn`)
      return fact.waitingOn === undefined ? undefined : requireLiving(evidence?.owners, fact.waitingOn, from, `${at}waitingOn`)
    case 'verification':
      requireLiving(evidence?.owners, fact.by, from, `${at}by`)
      return judge(fact.by !== ownerOn(rest, from) && !evidence?.ofTheOwner, OwnerCannotVerifyOwnCompletion, `${at}by`)
  }
}

/** Judges the step by the rules of the body that watches over the promise, as they are on its day, without the step itself. */
export function judgeByTheBody(step: Step, rest: Made, { judge, evidence }: Pick<Evident, 'judge' | 'evidence'>, at = ''): void {
  const { kind, from, fact } = step
  const rules = evidence?.body && rulesOn(evidence.body, from)
  switch (kind) {
    case 'extension':
      judge(rest.steps.filter(({ kind }) => kind === 'extension').length < (rules?.extensions?.limit ?? Infinity), ExtensionsAreLimited)
      return judge(isDecided(fact, from, evidence?.body), ExtensionIsDecidedAsTheBodySays, `${at}decidedBy`)
    case 'extensionRefusal':
      return judge(isDecided(fact, from, evidence?.body), ExtensionIsDecidedAsTheBodySays, `${at}decidedBy`)
    case 'completion': {
      const shown = fact.evidence !== undefined || Object.values(rest.files).some((files) => Object.keys(files ?? {}).length > 0)
      const pressing = rules?.evidenceFor?.includes(standingOn(rest, from)?.priority ?? 'normal')
      return judge(shown || !pressing, PressingWorkIsCompletedWithEvidence, `${at}evidence`)
    }
    case 'withdrawal':
      // What a directive gave it takes back, as where it was never sent: that it is withdrawn by a resolution is judged of the directive.
      return judge(fact.resolution !== undefined || step.by === BY_DIRECTIVES, CommitmentIsWithdrawnByResolution, `${at}resolution`)
  }
}

/** Judges whether somebody who verified it turns out to have owned it then, where that was not so before. */
export function judgeVerifications(after: Promised, before: Promised, judge: Evident['judge'], field: string): void {
  const own = (promised: Promised) =>
    promised.steps
      .filter((step) => step.kind === 'verification' && step.fact.by === ownerOn(promised, step.from))
      .map(({ number }) => number)
  const known = new Set(own(before))
  judge(
    own(after).every((number) => known.has(number)),
    OwnerCannotVerifyOwnCompletion,
    field,
  )
}

/** Requires that the step can be taken, on its day. */
export function follow<K extends StepKind>(state: CommitmentState, kind: K, fact: FactOf<K>, { today, actor, ...context }: Evident): void {
  const commitment = made(state)
  const after = withStep(commitment, kind, fact, { day: today, actor })
  requireSoundStep(after.steps.at(-1)!, commitment, context)
  requireStory(after, commitment)
  judgeByTheBody(after.steps.at(-1)!, commitment, context)
  if (kind === 'transfer') judgeVerifications(after, commitment, context.judge, 'owner')
}
