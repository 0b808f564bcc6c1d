// What follows when that is corrected from which a quorum was counted.
import { type Context, type Fact, requireThat, same } from '@prasan/event-sourcing'
import { MeetingRecounted, QuorumRecounted } from './events.js'
import { quorate, quorumLog, quorumOf } from './quorum.js'
import { MeetingNeedsQuorumToResolve, WhoIsRecusedIsOfTheMeeting } from './rules.js'
import { type MeetingFacts, type Opened, type Resolved, attendanceOf, meeting, recusedFrom } from './state.js'
import { brokenIn } from './votes.js'

type Sat = MeetingFacts & { opened: Opened }

const countOf = (facts: Sat, resolved: Resolved) =>
  quorumOf(facts.opened, attendanceOf(facts, resolved), recusedFrom(facts, resolved.decision.item), resolved.at)

const after = (facts: Sat, { type, data }: Fact): Sat =>
  (meeting.evolve as unknown as Record<string, (state: Sat, data: unknown) => Sat>)[type]!(facts, data)

/** Who is not of the meeting has nothing to withdraw from. */
export const isOfTheMeeting = ({ opened: { roster, attendanceUnknown }, attendance }: Sat, who: string): boolean =>
  attendanceUnknown === true || [...roster, ...Object.values(attendance)].some(({ person }) => person === who)

/**
 * The facts with what follows from them: the quorum of resolutions that was another than was counted, and of a meeting that is over whether it
 * ever had one. A resolution that turns out to have had none, or more votes or other dissents than those who were there could give, is judged
 * as it would have been then; nobody stays recused who turns out not to have been of the meeting.
 */
export function recounted<F extends Fact>(before: Sat, facts: readonly F[], judge: Context['judge'], field = '') {
  const corrected = facts.reduce(after, before)
  requireThat(
    corrected.recusals.every(({ person }) => isOfTheMeeting(corrected, person) || !isOfTheMeeting(before, person)),
    WhoIsRecusedIsOfTheMeeting,
    field,
  )
  const quorums = Object.entries(corrected.resolutions).flatMap(([resolution, resolved]) => {
    const known = before.resolutions[resolution]
    if (!known) return []
    const quorum = countOf(corrected, resolved)
    const counts = !same(countOf(before, known), quorum) && !same(known.quorum, quorum)
    const broken = new Set(known.decision === resolved.decision ? brokenIn(before, known).map(({ rule }) => rule) : [])
    const breaks = known.decision === resolved.decision ? brokenIn(corrected, resolved).filter(({ rule }) => !broken.has(rule)) : []
    if (!counts && breaks.length === 0) return []
    const recount = QuorumRecounted({ resolution, quorum })
    judge(quorate(quorum) || !quorate(known.quorum), MeetingNeedsQuorumToResolve, field, recount)
    for (const { rule } of breaks) judge(false, rule, field, recount)
    return [recount]
  })
  const inquorate = corrected.is === 'held' ? neverQuorate(quorums.reduce(after, corrected)) : undefined
  const says = inquorate !== undefined && inquorate !== (before.inquorate ?? false)
  return [...facts, ...quorums, ...(says ? [MeetingRecounted({ inquorate })] : [])]
}

/** At no time were there enough, or nobody came, and nothing was resolved with a quorum. */
export function neverQuorate({ attendance, resolutions, opened }: Sat): boolean {
  const came = Object.values(attendance)
  if (opened.attendanceUnknown && came.length === 0) return false
  return !quorumLog(opened, came).some(({ quorum }) => quorate(quorum)) && !Object.values(resolutions).some(({ quorum }) => quorate(quorum))
}
