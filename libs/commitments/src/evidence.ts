/** What the decisions on commitments must know of other streams, by the commands that name an owner or an activity. */
import { committee } from '@prasan/committees/contract'
import { lineAbove, ownersOf, wholesOf } from '@prasan/answering/contract'
import { organization } from '@prasan/directory/contract'
import { organizationOfClause } from '@prasan/directory/reading'
import { type Evidence, type Rule, RuleRefused, type Sources, categoryOf, evidenceFor } from '@prasan/event-sourcing'
import { plan } from '@prasan/plans/contract'
import { planOfActivity } from '@prasan/plans/reading'
import { AcknowledgeEscalation } from './domain/commitment/decide-chase.js'
import { CorrectCommitmentStep } from './domain/commitment/decide-corrections.js'
import { AddSupporter, SubDelegate } from './domain/commitment/decide-sharing.js'
import { GrantExtension, RaiseObstacle, RefuseExtension, ReportCompletion, VerifyCompletion } from './domain/commitment/decide-progress.js'
import {
  AdaptCommitment,
  CorrectCommitment,
  MakeCommitment,
  type PromiseEvidence,
  type Sound,
  TransferOwnership,
  requireSound,
} from './domain/commitment/decide-promise.js'
import type { CommitmentState } from './domain/commitment/state.js'
import type { StepEvidence } from './domain/commitment/steps.js'
import { ownerOn } from './domain/commitment/story.js'
import { directive } from './domain/directive/state.js'
import { ofDirectives } from './evidence-of-directives.js'

interface PromiseInput {
  owner: string
  supporting?: string[] | undefined
  origin?: string | undefined
  committee?: string | undefined
  plan?: string
  mandate?: string | undefined
  madeOn?: string | undefined
  dueOn: string
}

export interface Refusal {
  readonly rule: Rule
  readonly field: string
}

/** The rule that refuses a promise, and its field, for decisions of others out of which it is made by itself later. */
export async function refusalOf(input: Sound, madeOn: string, sources: Sources): Promise<Refusal | undefined> {
  const evidence = await promiseEvidence({ ...input, madeOn }, sources)
  try {
    requireSound(input, madeOn, evidence)
  } catch (error) {
    if (error instanceof RuleRefused) return error
    throw error
  }
  return undefined
}

/** The commitment that the directive gives the body. */
async function commitmentDirected(id: string | undefined, body: string, { load }: Sources): Promise<string | undefined> {
  const { state } = id === undefined ? { state: directive.initial } : await load(directive, id)
  return state.is === 'unknown' ? undefined : state.sendings.find((sending) => sending.body === body)?.commitment
}

/** What the directive that the promise comes from lets its owner adapt. */
async function adaptableBy(state: CommitmentState, { load }: Sources): Promise<StepEvidence['directive']> {
  const { origin } = state.is === 'unknown' ? {} : state.promise
  if (origin === undefined || categoryOf(origin) !== 'directive') return undefined
  const { state: of } = await load(directive, origin)
  return of.is === 'unknown' ? undefined : { adaptable: of.facts.adaptable ?? true, latestDueOn: of.facts.latestDueOn }
}

/** The clause that is named, and whether it is of the organization of the owner on the day, or of one above that. */
async function mandateEvidence(
  { mandate, owner, madeOn, dueOn }: PromiseInput,
  sources: Sources,
  state?: CommitmentState,
): Promise<Pick<PromiseEvidence, 'mandate'>> {
  if (mandate === undefined) return {}
  const of = await sources.lookUp(organizationOfClause, { id: mandate })
  if (of === undefined) return { mandate: { ofTheOwner: false } }
  const day = madeOn ?? (state?.is === 'made' ? state.promise.madeOn : dueOn)
  const own = [owner, ...(await wholesOf(owner, day, sources))]
  const above = await Promise.all(own.map((each) => lineAbove(each, day, sources)))
  const known = (await sources.load(organization, of)).state
  return {
    mandate: { ofTheOwner: [...own, ...above.flat()].includes(of), days: known.is === 'unknown' ? undefined : known.clauses[mandate] },
  }
}

async function promiseEvidence(input: PromiseInput, sources: Sources, state?: CommitmentState): Promise<PromiseEvidence> {
  const mandate = await mandateEvidence(input, sources, state)
  const from = input.origin === undefined ? undefined : { [categoryOf(input.origin)]: input.origin }
  const owners = await ownersOf([input.owner, ...(input.supporting ?? []), input.committee, from?.['committee']], sources)
  const activity = from?.['activity']
  const directed = await commitmentDirected(from?.['directive'], input.owner, sources)
  const id = input.plan ?? (activity && (await sources.lookUp(planOfActivity, { id: activity })))
  if (!id) return { owners, directed, ...mandate }
  const { state: of } = await sources.load(plan, id)
  if (of.is === 'unknown') return { owners, directed, ...mandate }
  const planned = activity === undefined ? undefined : of.activities[activity]
  return {
    ...{ owners, directed, ...mandate },
    plan: { id, committee: of.draft.committee, ...(planned && { activity: { dropped: planned.dropped?.fact.on } }) },
  }
}

interface StepInput {
  on?: string
  owner?: string
  waitingOn?: string
  supporter?: string
  to?: string
  /** Who verified it. */
  by?: string
}

async function stepEvidence(
  { on, owner, waitingOn, supporter, to, by }: StepInput,
  sources: Sources,
  state: CommitmentState,
): Promise<StepEvidence> {
  const owners = await ownersOf([owner, waitingOn, supporter, to, by], sources)
  if (by === undefined || to !== undefined || on === undefined || state.is === 'unknown') return { owners }
  const own = ownerOn(state, on)
  const [wholes, parts] = await Promise.all([wholesOf(own, on, sources), wholesOf(by, on, sources)])
  const above = (await Promise.all([by, ...parts].map((each) => lineAbove(each, on, sources)))).flat()
  return { owners, ofTheOwner: wholes.includes(by) || parts.includes(own) || [own, ...wholes].some((each) => above.includes(each)) }
}

/** The body that watches over the promise, whose rules bind it. */
async function watching(state: CommitmentState, { load }: Sources): Promise<Pick<StepEvidence, 'body'>> {
  const watched = state.is === 'unknown' ? undefined : state.promise.committee
  return watched === undefined ? {} : { body: (await load(committee, watched)).state }
}

export const evidence: Evidence = {
  ...evidenceFor([GrantExtension, RefuseExtension, ReportCompletion, AcknowledgeEscalation], (_, sources, state: CommitmentState) =>
    watching(state, sources),
  ),
  ...evidenceFor([MakeCommitment, CorrectCommitment], promiseEvidence),
  ...evidenceFor([TransferOwnership, RaiseObstacle, AddSupporter, SubDelegate, VerifyCompletion], stepEvidence),
  ...evidenceFor([AdaptCommitment], async (_, sources, state: CommitmentState): Promise<StepEvidence> => ({
    directive: await adaptableBy(state, sources),
  })),
  ...evidenceFor([CorrectCommitmentStep], async ({ rightly }: { rightly: object }, sources, state: CommitmentState) => ({
    ...(await stepEvidence(Object.values(rightly)[0] as StepInput, sources, state)),
    ...(await watching(state, sources)),
    ...('adaptation' in rightly && { directive: await adaptableBy(state, sources) }),
  })),
  ...ofDirectives,
}
