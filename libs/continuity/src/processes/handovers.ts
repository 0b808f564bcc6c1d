/**
 * A post is handed over as soon as it is known that somebody leaves it, and again when somebody comes after it stood empty: the handover is opened where
 * the post owes something then, and kept as the post is held and as what it owes is recorded.
 */
import { answering } from '@prasan/answering/reading'
import * as promises from '@prasan/commitments/contract'
import { chapters, commitment } from '@prasan/commitments/contract'
import * as agencies from '@prasan/directory/contract'
import { post } from '@prasan/directory/contract'
import {
  type EventType,
  type LoggedEvent,
  type ProcessManager,
  type Reaction,
  type Sources,
  categoryOf,
  processManager,
} from '@prasan/event-sourcing'
import { BeginHandover, KeepHandover } from '../domain/handover/decide-opening.js'
import { handoverId, handoversDue } from '../domain/handover/due.js'
import { HandoverStepCorrected, HandoverStepReversed } from '../domain/handover/events.js'
import { handover } from '../domain/handover/state.js'
import { handoversWith } from '../views/handovers/queries.js'

const ofPosts: readonly EventType<string, any>[] = [
  ...[agencies.RoleAssigned, agencies.RoleEnded, agencies.RoleAssignmentCorrected, agencies.RoleAssignmentReversed],
  ...[agencies.PostAbolished, agencies.PostAbolitionCorrected, agencies.PostAbolitionReversed],
]
const ofDuties: readonly EventType<string, any>[] = [
  ...[promises.CommitmentMade, promises.CommitmentCorrected, promises.OwnershipTransferred, promises.CommitmentWithdrawn],
  ...[promises.CompletionReported, promises.CompletionReturned, promises.CommitmentStepCorrected, promises.CommitmentStepReversed],
]
const ofHandovers: readonly EventType<string, any>[] = [HandoverStepCorrected, HandoverStepReversed]

const keep = (id: string, duty?: string): Reaction => ({
  ...{ id, step: `keep ${id}`, command: KeepHandover },
  input: { ...(duty !== undefined && { duty }) },
})

/** The handovers of a post as it is held now, and of the ids those that are there. */
async function keepAll(of: string, ids: readonly string[], sources: Sources, duty?: string, after = ''): Promise<Reaction[]> {
  const { state } = await sources.load(post, of)
  const due = new Map(handoversDue(state, of).map((each) => [each.id, each]))
  const about = new Set([...[...due.values()].flatMap(({ id, on }) => (on > after ? [id] : [])), ...ids])
  const reactions = await Promise.all(
    [...about].map(async (id): Promise<Reaction[]> => {
      const { revision } = await sources.load(handover, id)
      if (revision !== null) return [keep(id, duty)]
      const opening = due.get(id)
      if (!opening) return []
      const { id: _, ...input } = opening
      return [{ id, step: `begin ${id}`, command: BeginHandover, input: { post: of, ...input } }]
    }),
  )
  return reactions.flat()
}

/** As somebody comes or leaves: also what is there of an assignment that is none any more, and what was opened by hand. */
async function asHeld({ id, data }: LoggedEvent, sources: Sources): Promise<Reaction[]> {
  const { state } = await sources.load(post, id)
  const { assignment } = data as { assignment?: string }
  const assignments = [...(state.is === 'unknown' ? [] : Object.keys(state.held)), ...(assignment === undefined ? [] : [assignment])]
  const known = assignments.flatMap((each) => [handoverId(id, each, 'end'), handoverId(id, each, 'vacancy')])
  return keepAll(id, [...known, ...(await sources.lookUp(handoversWith, { post: id }))], sources)
}

/** As a duty is recorded: the handovers that it is of, and those of whoever answers for one of its owners at some time. */
async function asOwed({ id, day }: LoggedEvent, sources: Sources): Promise<Reaction[]> {
  const { state } = await sources.load(commitment, id)
  if (state.is === 'unknown') return []
  const all = chapters(state)
  const owners = [...new Set(all.map(({ standing }) => standing.owner))]
  const posts = new Set<string>()
  for (const each of new Set([day, ...all.map(({ from }) => from)]))
    for (const { post } of (await sources.lookUp(answering, { ids: owners, asOf: { day: each, log: null } })).values())
      if (post) posts.add(post)
  const kept = new Map<string, Reaction>()
  for (const each of posts)
    for (const reaction of await keepAll(each, await sources.lookUp(handoversWith, { post: each }), sources, id, all[0]!.from))
      kept.set(reaction.id!, reaction)
  for (const each of await sources.lookUp(handoversWith, { item: id })) if (!kept.has(each)) kept.set(each, keep(each, id))
  return [...kept.values()]
}

export const handovers: ProcessManager = processManager('handovers', [...ofPosts, ...ofDuties, ...ofHandovers], async (event, sources) => {
  switch (categoryOf(event.id)) {
    case 'post':
      return asHeld(event, sources)
    case 'handover':
      return [keep(event.id)]
    default:
      return asOwed(event, sources)
  }
})
