// Whether a step of a promise can be taken: by whom it names, and by the story it becomes part of.
import { type Context, type Rule, canonical, inOrder, requireThat, type Owners, requireLiving } from '@prasan/event-sourcing'
import type { StepKind } from './events.js'
import { CommitmentMustBeOpen, OwnerCannotVerifyOwnCompletion, OwnerDoesNotWaitOnItself } from './rules.js'
import { type CommitmentState, withStep } from './state.js'
import { type FactOf, type Promised, type Step, ownerOn, requireStory, standingOn } from './story.js'

/** What is known on its day of those whom a step names. */
export interface StepEvidence {
  readonly owners?: Owners
  /** Whether who verifies is of the owner: its organization, post, seat or committee, or the other way round, or below one of these. */
  readonly ofTheOwner?: boolean
}
export type Evident = Context<StepEvidence | undefined>

export const made = (state: CommitmentState) => {
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

/** What the step says of others is sound on its day, judged without the step itself. */
export function requireSoundStep(step: Step, rest: Promised, { judge, evidence }: Pick<Evident, 'judge' | 'evidence'>, at = ''): void {
  const { kind, from, fact } = step
  switch (kind) {
    case 'transfer':
      requireThat((standingOn(rest, from)?.state ?? 'open') === 'open', CommitmentMustBeOpen)
      return requireLiving(evidence?.owners, fact.owner, from, `${at}owner`)
    case 'obstacle':
      requireThat(fact.waitingOn !== ownerOn(rest, from), OwnerDoesNotWaitOnItself, `${at}waitingOn`)
      return fact.waitingOn === undefined ? undefined : requireLiving(evidence?.owners, fact.waitingOn, from, `${at}waitingOn`)
    case 'verification':
      requireLiving(evidence?.owners, fact.by, from, `${at}by`)
      return judge(fact.by !== ownerOn(rest, from) && !evidence?.ofTheOwner, OwnerCannotVerifyOwnCompletion, `${at}by`)
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
  if (kind === 'transfer') judgeVerifications(after, commitment, context.judge, 'owner')
}
