/** What the decisions on plans and commitments must know of other streams, put beside the commands that name an owner or an activity. */
import { committee, lifeOfBody, lifeOfSeat, occupantsOn } from '@prasan/committees/contract'
import { committeeOfSeat } from '@prasan/committees/reading'
import { lifeOfOrganization, lifeOfPost, organization, post } from '@prasan/directory/contract'
import { heldBy } from '@prasan/directory/reading'
import {
  type AnyAggregate,
  type Command,
  type Life,
  type Rule,
  type Sources,
  RuleRefused,
  categoryOf,
  parentsAbove,
} from '@prasan/event-sourcing'
import * as corrections from './domain/commitment/decide-corrections.js'
import * as progress from './domain/commitment/decide-progress.js'
import * as promise from './domain/commitment/decide-promise.js'
import type { CommitmentState } from './domain/commitment/state.js'
import type { StepEvidence } from './domain/commitment/steps.js'
import { ownerOn } from './domain/commitment/story.js'
import type { Owners } from './domain/owner.js'
import * as planning from './domain/plan/commands.js'
import * as activities from './domain/plan/decide-activities.js'
import * as results from './domain/plan/decide-results.js'
import { plan } from './domain/plan/state.js'
import { planOfActivity } from './views/plans/queries.js'

const knowing = (command: Command, evidence: (input: any, sources: Sources, state: any) => Promise<unknown>): Command => ({
  ...command,
  evidence,
})

export const MakeCommitment = knowing(promise.MakeCommitment, promiseEvidence)
export const CorrectCommitment = knowing(promise.CorrectCommitment, promiseEvidence)
export const TransferOwnership = knowing(promise.TransferOwnership, stepEvidence)
export const RaiseObstacle = knowing(progress.RaiseObstacle, stepEvidence)
export const VerifyCompletion = knowing(progress.VerifyCompletion, stepEvidence)
export const CorrectCommitmentStep = knowing(
  corrections.CorrectCommitmentStep,
  ({ rightly }: { rightly: object }, sources, state: CommitmentState) =>
    stepEvidence(Object.values(rightly)[0] as StepInput, sources, state),
)

interface PlanInput {
  committee?: string
  lead?: string
  contributors?: string[]
  by?: string
}
const planEvidence = ({ committee, lead, contributors = [], by }: PlanInput, sources: Sources) =>
  ownersOf([committee, lead, by, ...contributors], sources)
export const DraftPlan = knowing(planning.DraftPlan, planEvidence)
export const CorrectPlan = knowing(planning.CorrectPlan, planEvidence)
export const PlanActivity = knowing(activities.PlanActivity, planEvidence)
export const ReviseActivity = knowing(activities.ReviseActivity, planEvidence)
export const CorrectActivity = knowing(activities.CorrectActivity, planEvidence)
export const MakePledge = knowing(results.MakePledge, planEvidence)
export const CorrectPledge = knowing(results.CorrectPledge, planEvidence)

interface PromiseInput {
  owner: string
  supporting?: string[] | undefined
  origin?: string | undefined
  plan?: string
}

export interface Refusal {
  readonly rule: Rule
  readonly field: string
}

/** The rule that refuses a promise, and its field, for decisions of others out of which it is made by itself later. */
export async function refusalOf(input: promise.Sound, madeOn: string, sources: Sources): Promise<Refusal | undefined> {
  const evidence = await promiseEvidence(input, sources)
  try {
    promise.requireSound(input, madeOn, evidence)
  } catch (error) {
    if (error instanceof RuleRefused) return error
    throw error
  }
  return undefined
}

async function promiseEvidence(input: PromiseInput, sources: Sources): Promise<promise.PromiseEvidence> {
  const owners = await ownersOf([input.owner, ...(input.supporting ?? [])], sources)
  const activity = input.origin !== undefined && categoryOf(input.origin) === 'activity' ? input.origin : undefined
  const id = input.plan ?? (activity && (await sources.lookUp(planOfActivity, { id: activity })))
  if (!id) return { owners }
  const { state } = await sources.load(plan, id)
  if (state.is === 'unknown') return { owners }
  const planned = activity === undefined ? undefined : state.activities[activity]
  return {
    owners,
    plan: { id, committee: state.draft.committee, ...(planned && { activity: { dropped: planned.dropped?.fact.on } }) },
  }
}

interface StepInput {
  on?: string
  owner?: string
  waitingOn?: string
  /** Who verified it. */
  by?: string
}

async function stepEvidence({ on, owner, waitingOn, by }: StepInput, sources: Sources, state: CommitmentState): Promise<StepEvidence> {
  const owners = await ownersOf([owner, waitingOn, by], sources)
  if (by === undefined || on === undefined || state.is === 'unknown') return { owners }
  const own = ownerOn(state, on)
  const [wholes, parts] = await Promise.all([wholesOf(own, on, sources), wholesOf(by, on, sources)])
  const above = (await Promise.all([by, ...parts].map((each) => lineAbove(each, on, sources)))).flat()
  return { owners, ofTheOwner: wholes.includes(by) || parts.includes(own) || [own, ...wholes].some((each) => above.includes(each)) }
}

interface Facts {
  readonly organization?: string | null
  readonly post?: string | null
  readonly parent?: string | null
}
async function factsOf(aggregate: AnyAggregate, stream: string, id: string, day: string, sources: Sources): Promise<Facts> {
  const loaded: { readonly state: unknown } = await sources.load(aggregate, stream)
  return (aggregate.onDay?.(loaded.state, day, stream)[id] as Facts | undefined) ?? {}
}

/** What a post or seat is of on the day: a post of its organization; a seat of its committee, its organization and post, and the posts of who sits there. */
async function wholesOf(id: string, day: string, sources: Sources): Promise<string[]> {
  switch (categoryOf(id)) {
    case 'post': {
      const { organization } = await factsOf(post, id, id, day, sources)
      return organization ? [organization] : []
    }
    case 'seat': {
      const of = await sources.lookUp(committeeOfSeat, { id })
      if (!of) return []
      const [{ organization, post: seated }, { state }] = await Promise.all([
        factsOf(committee, of, id, day, sources),
        sources.load(committee, of),
      ])
      const person = occupantsOn(state, new Map(), day).find(({ seat }) => seat === id)?.person
      const held = person ? await sources.lookUp(heldBy, { ids: [person], asOf: { day, log: null } }) : []
      const posts = [seated, ...held.map(({ post }) => post)].filter((each) => typeof each === 'string')
      const theirs = await Promise.all(posts.map((each) => wholesOf(each, day, sources)))
      return [of, ...(organization ? [organization] : []), ...posts, ...theirs.flat()]
    }
    default:
      return []
  }
}

/** The organizations or committees above one on the day; what lies below another is under its direction. */
async function lineAbove(id: string, day: string, sources: Sources): Promise<string[]> {
  const aggregate = { organization, committee }[categoryOf(id)]
  if (!aggregate) return []
  const parentOf = async (each: string) => (await factsOf(aggregate, each, each, day, sources)).parent ?? undefined
  return Object.values(await parentsAbove(id, parentOf)).filter((each) => each !== undefined)
}

async function ownersOf(named: readonly (string | undefined)[], sources: Sources): Promise<Owners> {
  const asked = [...new Set(named.filter((owner) => owner !== undefined))]
  return Object.fromEntries(await Promise.all(asked.map(async (owner) => [owner, await lifeOfOwner(owner, sources)] as const)))
}

/** The days of a post, organization, committee or seat, as far as they are recorded. */
async function lifeOfOwner(owner: string, { load, lookUp }: Sources): Promise<Life> {
  switch (categoryOf(owner)) {
    case 'post':
      return lifeOfPost((await load(post, owner)).state)
    case 'organization':
      return lifeOfOrganization((await load(organization, owner)).state)
    case 'committee':
      return lifeOfBody((await load(committee, owner)).state)
    default: {
      const of = await lookUp(committeeOfSeat, { id: owner })
      return of ? lifeOfSeat((await load(committee, of)).state, owner) : {}
    }
  }
}
