/** What the decisions on handovers must know of other streams: what the post owed, what became of it, and who receives it. */
import { answeredBy } from '@prasan/answering/reading'
import { ownersOf } from '@prasan/answering/contract'
import { type CommitmentState, chapters, commitment } from '@prasan/commitments/contract'
import { commitmentsOwnedBy } from '@prasan/commitments/reading'
import { type OrganizationState, heldOn, organization, post, survivorOf } from '@prasan/directory/contract'
import { type Day, type Evidence, type Sources, addDays, evidenceFor, stepAt } from '@prasan/event-sourcing'
import { CorrectHandoverStep } from './domain/handover/decide-corrections.js'
import { BeginHandover, CorrectHandover, KeepHandover, OpenHandover } from './domain/handover/decide-opening.js'
import {
  AcceptHandover,
  AcceptHandoverItem,
  AcknowledgeReading,
  ContestHandoverItem,
  type Receiving,
} from './domain/handover/decide-receiving.js'
import { handoversDue } from './domain/handover/due.js'
import { type Kept, courseOf } from './domain/handover/keeping.js'
import type { HandoverState } from './domain/handover/state.js'
import type { Course } from './domain/handover/story.js'

type Promised = Exclude<CommitmentState, { is: 'unknown' }>

/** What the post owed on the day before it is handed over, itself or for those that it answered for then, with what became of each. */
async function dutiesOf(of: string, on: Day, sources: Sources, only?: string): Promise<Record<string, Course[]>> {
  const { state } = await sources.load(post, of)
  const later = handoversDue(state, of).flatMap((due) => (due.on > on ? [due.on] : []))
  const answered = new Map<Day, Promise<readonly string[]>>()
  const ownersBefore = (day: Day) => {
    const known = answered.get(day) ?? sources.lookUp(answeredBy, { by: of, asOf: { day: addDays(day, -1), log: null } })
    answered.set(day, known)
    return known
  }
  const owners = await ownersBefore(on)
  const owed = async ({ promise, steps }: Promised, day: Day) => {
    const eve = stepAt(chapters({ promise, steps }), addDays(day, -1))?.standing
    return eve?.state === 'open' && (await ownersBefore(day)).includes(eve.owner)
  }
  const duties: Record<string, Course[]> = {}
  for (const id of only === undefined ? await sources.lookUp(commitmentsOwnedBy, { owners }) : [only]) {
    const { state: promised } = await sources.load(commitment, id)
    if (promised.is === 'unknown') continue
    const again: Day[] = []
    for (const day of later) if (await owed(promised, day)) again.push(day)
    const told = chapters(promised).map(({ from, standing: { state, owner } }) => ({
      ...{ from, open: state === 'open', ofThePost: owners.includes(owner) },
    }))
    const course = courseOf(told, on, again)
    if (course) duties[id] = course
  }
  return duties
}

/** Who receives a post on the day: whoever holds it, or where nobody does the head of its organization, or of the one above. */
async function receiversOf(of: string, day: Day, sources: Sources): Promise<string[]> {
  const holdersOf = async (id: string) => heldOn((await sources.load(post, id)).state, day).map(({ person }) => person)
  const holders = await holdersOf(of)
  const { state } = await sources.load(post, of)
  if (holders.length > 0 || state.is === 'unknown') return holders
  const passed = new Set<string>()
  for (let at: string | undefined = state.organization; at !== undefined && !passed.has(at);) {
    passed.add(at)
    const { state: office }: { state: OrganizationState } = await sources.load(organization, at)
    if (office.is === 'unknown') break
    const head = organization.onDay!(office, day, at)[at]?.['headPost'] as string | null | undefined
    const heads = head ? await holdersOf(head) : []
    if (heads.length > 0) return heads
    at = office.parent
  }
  return []
}

interface Received {
  readonly on?: Day
  readonly by?: string
}
async function receiving({ on, by }: Received, sources: Sources, state: HandoverState): Promise<Receiving | undefined> {
  if (on === undefined || by === undefined || state.is === 'unknown') return undefined
  const receivers = await receiversOf(state.post, on, sources)
  const [record, ...records] = await Promise.all([by, ...receivers].map((each) => survivorOf(each, sources)))
  return { isAParty: records.includes(record!) }
}

async function kept({ duty: only }: { duty?: string }, sources: Sources, state: HandoverState, id: string): Promise<Kept> {
  if (state.is === 'unknown') return { due: null, duties: {} }
  const { state: held } = await sources.load(post, state.post)
  const agreed = state.reversed ? null : { on: state.on, leaver: state.leaver }
  const due = state.occasion === 'agreed' ? agreed : (handoversDue(held, state.post).find((each) => each.id === id) ?? null)
  return { due, duties: due ? await dutiesOf(state.post, due.on, sources, only) : {}, only }
}

interface Opening {
  readonly post: string
  readonly on: Day
}

export const evidence: Evidence = {
  ...evidenceFor([OpenHandover, BeginHandover], async ({ post, on }: Opening, sources) => ({
    ...{ owners: await ownersOf([post], sources), duties: await dutiesOf(post, on, sources) },
  })),
  ...evidenceFor([KeepHandover], kept),
  ...evidenceFor([CorrectHandover], async ({ on }: Opening, sources, state: HandoverState) => ({
    duties: state.is === 'unknown' ? {} : await dutiesOf(state.post, on, sources),
  })),
  ...evidenceFor([AcceptHandoverItem, ContestHandoverItem, AcceptHandover, AcknowledgeReading], receiving),
  ...evidenceFor([CorrectHandoverStep], ({ rightly }: { rightly: object }, sources, state: HandoverState) =>
    receiving(Object.values(rightly)[0] as Received, sources, state),
  ),
}
