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
  type Day,
  type EventType,
  type LoggedEvent,
  type ProcessManager,
  type Reaction,
  type Sources,
  addDays,
  answerDues,
  categoryOf,
  processManager,
} from '@prasan/event-sourcing'
import { DayBegan } from '@prasan/calendar/contract'
import { BeginHandover, KeepHandover } from '../domain/handover/decide-opening.js'
import { LapseHandover } from '../domain/handover/decide-receiving.js'
import { handoverId, handoversDue } from '../domain/handover/due.js'
import { HandoverStepCorrected, HandoverStepReversed } from '../domain/handover/events.js'
import { handover } from '../domain/handover/state.js'
import { waitsOn } from '../domain/handover/story.js'
import { handoversWith } from '../views/handovers/queries.js'
import { handoversView } from '../views/handovers/view.js'

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

/** So many days before it first ran are handovers begun, as where orders are entered late: what lies further back is past. */
const DAYS_BEFORE = 365

interface About {
  readonly duty?: string
  /** Of an assignment handovers are begun whenever it ended or began. */
  readonly assignment?: string | undefined
  /** No other handover is begun of a day before this one. */
  readonly since: Day
}

/** The handovers of a post as it is held now, and of the ids those that are there. */
async function keepAll(of: string, ids: readonly string[], sources: Sources, { duty, assignment, since }: About): Promise<Reaction[]> {
  const { state } = await sources.load(post, of)
  const due = new Map(handoversDue(state, of).map((each) => [each.id, each]))
  const begun = [...due.values()].filter((each) => each.on >= since || each.assignment === assignment)
  const about = new Set([...begun.map(({ id }) => id), ...ids])
  const reactions = await Promise.all(
    [...about].map(async (id): Promise<Reaction[]> => {
      const { revision } = await sources.load(handover, id)
      if (revision !== null) return [keep(id, duty)]
      const opening = begun.find((each) => each.id === id)
      if (!opening) return []
      const { id: _, ...input } = opening
      return [{ id, step: `begin ${id}`, command: BeginHandover, input: { post: of, ...input } }]
    }),
  )
  return reactions.flat()
}

/** As somebody comes or leaves: also what is there of an assignment that is none any more, and what was opened by hand. */
async function asHeld({ id, data }: LoggedEvent, sources: Sources, since: Day): Promise<Reaction[]> {
  const { state } = await sources.load(post, id)
  const { assignment } = data as { assignment?: string }
  const assignments = [...(state.is === 'unknown' ? [] : Object.keys(state.held)), ...(assignment === undefined ? [] : [assignment])]
  const known = assignments.flatMap((each) => [handoverId(id, each, 'end'), handoverId(id, each, 'vacancy')])
  return keepAll(id, [...known, ...(await sources.lookUp(handoversWith, { post: id }))], sources, { assignment, since })
}

/** As a duty is recorded: the handovers that it is of, and those of whoever answers for one of its owners at some time. */
async function asOwed({ id, day }: LoggedEvent, sources: Sources, since: Day): Promise<Reaction[]> {
  const { state } = await sources.load(commitment, id)
  if (state.is === 'unknown') return []
  const all = chapters(state)
  const owners = [...new Set(all.map(({ standing }) => standing.owner))]
  const posts = new Set<string>()
  for (const each of new Set([day, ...all.map(({ from }) => from)]))
    for (const { post } of (await sources.lookUp(answering, { ids: owners, asOf: { day: each, log: null } })).values())
      if (post) posts.add(post)
  const first = addDays(all[0]!.from, 1)
  const about = { duty: id, since: first > since ? first : since }
  const kept = new Map<string, Reaction>()
  for (const each of posts)
    for (const reaction of await keepAll(each, await sources.lookUp(handoversWith, { post: each }), sources, about))
      kept.set(reaction.id!, reaction)
  for (const each of await sources.lookUp(handoversWith, { item: id })) if (!kept.has(each)) kept.set(each, keep(each, id))
  return [...kept.values()]
}

export const handovers: ProcessManager = processManager(
  'handovers',
  [...ofPosts, ...ofDuties, ...ofHandovers],
  async (event, sources, start) => {
    const since = addDays(start!, -DAYS_BEFORE)
    switch (categoryOf(event.id)) {
      case 'post':
        return asHeld(event, sources, since)
      case 'handover':
        return [keep(event.id)]
      default:
        return asOwed(event, sources, since)
    }
  },
)

/** What nobody accepted in time lapses, under the day on which its time was up. */
export const lapses: ProcessManager = answerDues(
  'handoverLapses',
  DayBegan,
  handoversView.tables.dues,
  async ({ instance: id, day }, { load }) => {
    const { state } = await load(handover, id)
    return state.is === 'opened' && waitsOn(state, day) ? { command: LapseHandover, id, input: { on: day } } : undefined
  },
)
