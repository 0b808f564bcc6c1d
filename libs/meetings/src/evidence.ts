/** What a meeting's decisions must be able to show later, read from the streams of the bodies, the posts and other meetings. */
import {
  type AbsenceEvidence,
  type CommitteeState,
  VacateSeat,
  committee,
  lifeOfBody,
  occupantsOn,
  postsSeatedOn,
  rulesOn,
  seriesYear,
} from '@prasan/committees/contract'
import { post, survivorOf } from '@prasan/directory/contract'
import { ownersOf } from '@prasan/answering/contract'
import { type Evidence, type Sources, evidenceFor } from '@prasan/event-sourcing'
import { chapters, commitment, refusalOf } from '@prasan/commitments/contract'
import { absencesInARow } from './domain/meeting/absences.js'
import {
  CertifyMinutes,
  CorrectMeeting,
  CorrectMinutesCertification,
  CorrectNotice,
  OpenMeeting,
  RescheduleMeeting,
  ScheduleMeeting,
  SendNotice,
} from './domain/meeting/commands.js'
import type { CallingEvidence, NoticeEvidence } from './domain/meeting/decide-calling.js'
import { AnswerInvitation, InviteMembers, type InvitingEvidence } from './domain/meeting/decide-invitations.js'
import type { CertificationEvidence } from './domain/meeting/decide-minutes.js'
import { DrawUpAgenda, ProposeAgendaItem } from './domain/meeting/decide-proposals.js'
import type { DayEvidence } from './domain/meeting/opening.js'
import { type Called, type MeetingState, meeting } from './domain/meeting/state.js'
import { AddAgendaItem, ChangeAgendaItem, type ItemEvidence } from './domain/meeting/decide-agenda.js'
import { CorrectAttendance, RecordAttendance } from './domain/meeting/decide-attendance.js'
import {
  type AssignmentsEvidence,
  CorrectResolution,
  PassResolution,
  type ReversalEvidence,
  ReverseResolution,
} from './domain/meeting/decide-resolutions.js'
import type { FollowingEvidence, References } from './domain/meeting/followed.js'
import { type OpeningEvidence, ReverseMeetingOpening } from './domain/meeting/decide-sitting.js'
import { drawingEvidence } from './evidence-of-agenda.js'
import { around, certifiedBy, followed, followedElsewhere } from './followed.js'
import { sittingsOf } from './views/meetings/queries.js'

async function callingEvidence(
  input: Pick<Called, 'on'> & Partial<Called>,
  sources: Sources,
  state: MeetingState,
  id: string,
): Promise<CallingEvidence> {
  const facts = state.is === 'unknown' ? undefined : state
  const before = facts?.called
  const next: Called = { bodies: [], ...(input.bodies === undefined && before), ...input }
  const { on, bodies: called, recallOf } = next
  const loaded = await Promise.all(
    [...new Set([...called, ...(before?.bodies ?? [])])].map(async (body) => ({
      body,
      state: (await sources.load(committee, body)).state,
    })),
  )
  const numbers = loaded.flatMap(({ body, state }) => (state.is !== 'unknown' && state.numbers[id] ? [{ body, ...state.numbers[id] }] : []))
  return {
    lives: loaded.flatMap(({ body, state }) => (called.includes(body) ? lifeOfBody(state) : [])),
    numbered: numbers.map(({ body }) => body),
    otherYear: numbers
      .filter(({ numbering, year }) => year === seriesYear(numbering, before!.on) && year !== seriesYear(numbering, on))
      .map(({ body }) => body),
    followed: await followed({ recallOf }, on, sources),
    around: await around(next, sources, state, id),
    ...(facts?.opened &&
      restsOn(facts.called) !== restsOn(next) && { sitting: await dayEvidence(next, sources), certified: await certifiedBy(id, sources) }),
  }
}

/** What the roster of a meeting rests on. */
const restsOn = ({ bodies, on, recallOf }: Called) => JSON.stringify([bodies, on, recallOf])

async function bodiesOf(sources: Sources, { on, bodies }: Called) {
  return Promise.all(
    bodies.map(async (id) => {
      const { state: body, revision } = await sources.load(committee, id)
      return { committee: id, revision: revision ?? 0, body, rules: rulesOn(body, on) }
    }),
  )
}

async function recalled(sources: Sources, { recallOf }: Called) {
  if (!recallOf) return undefined
  const { state: before } = await sources.load(meeting, recallOf)
  return before.is === 'unknown' ? undefined : { inquorate: before.inquorate ?? false, on: before.called.on }
}

const NOT_CALLED: Called = { bodies: [], on: '' }
const calledOf = (state: MeetingState): Called => (state.is === 'unknown' ? NOT_CALLED : state.called)

async function noticeEvidence(
  { signedBy }: { signedBy?: string | undefined },
  sources: Sources,
  state: MeetingState,
): Promise<NoticeEvidence> {
  const bodies = await bodiesOf(sources, calledOf(state))
  const before = await recalled(sources, calledOf(state))
  const rule = bodies[0]?.rules.recall
  return {
    noticeDays: Math.max(0, ...bodies.map(({ rules }) => rules.noticeDays)),
    committees: bodies.map(({ committee, revision }) => ({ committee, revision })),
    owners: await ownersOf([signedBy], sources),
    ...(before && rule && { recall: { ...before, withinDays: rule.withinDays } }),
  }
}

async function invitingEvidence(
  { substitutePost }: { substitutePost?: string | undefined },
  sources: Sources,
  state: MeetingState,
): Promise<InvitingEvidence> {
  const called = calledOf(state)
  const bodies = await bodiesOf(sources, called)
  const seats = bodies.flatMap(({ body }) => occupantsOn(body, new Map(), called.on).map(({ seat }) => seat))
  return { seats, owners: await ownersOf([substitutePost], sources) }
}

async function dayEvidence(called: Called, sources: Sources): Promise<DayEvidence> {
  const { on } = called
  const bodies = await bodiesOf(sources, called)
  const seated = [...new Set(bodies.flatMap(({ body }) => postsSeatedOn(body, on)))]
  const posts = await Promise.all(seated.map(async (id) => ({ id, ...(await sources.load(post, id)) })))
  const held = new Map(posts.map(({ id, state }) => [id, state]))
  const before = await recalled(sources, called)
  const rule = bodies[0]?.rules.recall
  return {
    bodies: bodies.map(({ committee, revision, rules: { quorum, substitutes, majority, castingVote } }) => ({
      committee,
      revision,
      rules: { quorum, substitutes, majority, castingVote },
    })),
    roster: await Promise.all(
      bodies.flatMap(({ committee, body }) =>
        occupantsOn(body, held, on).map(async ({ seat, number, office, votes, countsForQuorum, alternates, person, post, manner }) => ({
          ...{ seat, committee, number, office, votes, countsForQuorum },
          ...(person !== null && { person: await survivorOf(person, sources) }),
          ...(post !== null && { post }),
          ...(manner !== null && { manner }),
          ...(alternates.length > 0 && { alternates: await Promise.all(alternates.map((each) => survivorOf(each, sources))) }),
        })),
      ),
    ),
    posts: posts.map(({ id, revision }) => ({ post: id, revision: revision ?? 0 })),
    noticeDays: Math.max(0, ...bodies.map(({ rules }) => rules.noticeDays)),
    lives: bodies.map(({ body }) => lifeOfBody(body)),
    ...(before && rule && { recall: { ...before, ...rule } }),
  }
}

async function certificationEvidence(
  { certifiedBy: later }: { certifiedBy?: string | undefined },
  sources: Sources,
): Promise<CertificationEvidence | undefined> {
  if (later === undefined) return undefined
  const { state } = await sources.load(meeting, later)
  if (state.is === 'unknown') return undefined
  return { on: state.called.on, bodies: state.called.bodies, held: state.is === 'open' || (state.is === 'held' && !state.inquorate) }
}

const followingEvidence = async (named: References, sources: Sources, state: MeetingState): Promise<FollowingEvidence> =>
  state.is === 'unknown' ? {} : { followed: await followed(named, state.called.on, sources) }

const itemEvidence = async (
  { item: _, presenter, ...named }: References & { presenter?: string | undefined },
  sources: Sources,
  state: MeetingState,
): Promise<ItemEvidence> => ({ ...(await followingEvidence(named, sources, state)), owners: await ownersOf([presenter], sources) })

interface Came {
  readonly post?: string | undefined
}
const attendanceEvidence = ({ entries = [], post }: Came & { entries?: readonly Came[] }, sources: Sources) =>
  ownersOf([post, ...entries.map((entry) => entry.post)], sources)

interface Assigned {
  readonly owner: string
  readonly supporting?: string[]
  readonly dueOn: string
  readonly mandate?: string
}

/** What an assignment is judged by is what the promise will be judged by that is made of it. */
async function assignmentsEvidence(
  { assignments = [], item: _, ...decision }: References & { assignments?: readonly Assigned[] },
  sources: Sources,
  state: MeetingState,
): Promise<AssignmentsEvidence> {
  if (state.is === 'unknown') return {}
  const refusals = await Promise.all(assignments.map((each) => refusalOf(each, state.called.on, sources)))
  const [first] = refusals.flatMap((found, i) => (found ? [{ rule: found.rule, field: `assignments.${i}.${found.field}` }] : []))
  return { ...(first && { refused: first }), ...(await followingEvidence(decision, sources, state)) }
}

async function reversalEvidence({ resolution }: { resolution: string }, sources: Sources, state: MeetingState): Promise<ReversalEvidence> {
  const passed = state.is === 'unknown' || !('resolutions' in state) ? undefined : state.resolutions[resolution]
  const promises = await Promise.all((passed?.assignments ?? []).map(({ commitment: id }) => sources.load(commitment, id)))
  const standings = promises.flatMap(({ state }) => (state.is === 'unknown' ? [] : chapters(state).at(-1)!.standing.state))
  return {
    done: standings.some((standing) => standing === 'completed' || standing === 'verified'),
    followed: await followedElsewhere(resolution, sources),
  }
}

/** Which meetings to read is looked up; whether they show the absences, their streams say. */
async function absenceEvidence(
  { seat, on, cause }: { seat: string; on: string; cause?: string | undefined },
  sources: Sources,
  state: CommitteeState,
  id: string,
): Promise<AbsenceEvidence | undefined> {
  const { absenceLimit } = rulesOn(state, on)
  const sitting = occupantsOn(state, new Map(), on).find((occupied) => occupied.seat === seat)
  if (cause !== 'absent' || absenceLimit === undefined || !sitting?.person) return undefined
  const latest = (await sources.lookUp(sittingsOf, { ids: [id], asOf: { day: on, log: null } })).slice(0, absenceLimit)
  const held = await Promise.all(
    latest.map(async ({ meeting: of }) => {
      const { state, revision } = await sources.load(meeting, of)
      const held = state.is === 'held' && !state.inquorate && state.called.on <= on
      const recorded = held ? Object.values(state.attendance).filter((entry) => entry.seat === seat) : []
      const entries = await Promise.all(
        recorded.map(async (entry) => ({ ...entry, person: entry.person && (await survivorOf(entry.person, sources)) })),
      )
      return { meeting: of, on: held ? state.called.on : '', revision: revision ?? 0, entries }
    }),
  )
  return absencesInARow(held, await survivorOf(sitting.person, sources)).map(({ entries: _, ...absence }) => absence)
}

export const evidence: Evidence = {
  ...evidenceFor([ScheduleMeeting, RescheduleMeeting, CorrectMeeting], callingEvidence),
  ...evidenceFor([SendNotice, CorrectNotice], noticeEvidence),
  ...evidenceFor([DrawUpAgenda], drawingEvidence),
  ...evidenceFor([ProposeAgendaItem], itemEvidence),
  ...evidenceFor([InviteMembers, AnswerInvitation], invitingEvidence),
  ...evidenceFor([OpenMeeting], (_: unknown, sources: Sources, state: MeetingState) => dayEvidence(calledOf(state), sources)),
  ...evidenceFor(
    [ReverseMeetingOpening],
    async (_: unknown, sources: Sources, _state: MeetingState, id: string): Promise<OpeningEvidence> => ({
      certifies: (await certifiedBy(id, sources)).length > 0,
    }),
  ),
  ...evidenceFor([CertifyMinutes, CorrectMinutesCertification], certificationEvidence),
  ...evidenceFor([PassResolution], assignmentsEvidence),
  ...evidenceFor([CorrectResolution], followingEvidence),
  ...evidenceFor([AddAgendaItem, ChangeAgendaItem], itemEvidence),
  ...evidenceFor([RecordAttendance, CorrectAttendance], attendanceEvidence),
  ...evidenceFor([ReverseResolution], reversalEvidence),
  ...evidenceFor([VacateSeat], absenceEvidence),
}
