// Decisions on what the meeting resolves.
import { type Context, type Rule, RuleRefused, same, command, described, distinct, label, requireThat, z } from '@prasan/event-sourcing'
import { ResolutionCorrected, ResolutionPassed, ResolutionReversed } from './events.js'
import { type FollowingEvidence, requireFollowing, resolutionFollows, requireOriginsBefore } from './followed.js'
import { open, opened, requireInSitting, requireItem } from './guards.js'
import { quorate, quorumOf, wasThere } from './quorum.js'
import { recounted } from './recounting.js'
import {
  AssignmentIsNotDueBeforeTheMeeting,
  MeetingNeedsQuorumToResolve,
  ResolutionIsRecordedOnce,
  ResolutionMustBeOfTheMeeting,
  ResolutionMustNotBeFollowed,
  ResolutionNeedsSomebodyPresent,
  WhatIsFollowedComesFirst,
  WhatWasAssignedMustBeOpen,
} from './rules.js'
import { assignment, at, decision, reason, resolution } from './shapes.js'
import { type Decision, attendanceOf, meeting, recusedFrom } from './state.js'
import { brokenBy, requireTie } from './votes.js'

function judgeVotes(input: Decision, vote: Parameters<typeof brokenBy>[1], judge: Context['judge']): void {
  requireTie(input)
  for (const { rule, field } of brokenBy(input, vote)) judge(false, rule, field)
}

/** The first assignment of which no commitment could be made: the rule it breaks, and the field. */
export interface AssignmentsEvidence extends FollowingEvidence {
  readonly refused?: { readonly rule: Rule; readonly field: string }
}

export const PassResolution = command(
  'PassResolution',
  meeting,
  {
    ...decision,
    at: at.optional(),
    assignments: distinct(z.array(z.strictObject(assignment).meta({ id: 'Assignment' })).max(50))
      .optional()
      .meta(label('มอบหมาย', 'Assignments')),
  },
  {
    doc: described(
      'ที่ประชุมมีมติ นับองค์ประชุมตามที่เป็นอยู่ หรือ ณ เวลา `at` หากระบุ เรื่องที่มอบหมายแต่ละเรื่องเป็นข้อผูกพันโดยระบบดำเนินการเอง',
      'The meeting resolves. The quorum is counted as it stands, at the time `at` where it is given; each assignment becomes a ' +
        'commitment by itself.',
      'MeetingMustBeOpen, AgendaItemMustBeOfTheMeeting, NothingFollowsItself, WhatIsFollowedComesFirst, OnlyWhatWaitsIsRatified, AssignmentIsNotDueBeforeTheMeeting, OwnerIsNotItsOwnSupporter, ' +
        'MandateClauseMustBeInForce, MandateMustBeOfTheOwner, ' +
        'OwnerMustHaveBegun, OwnerMustNotHaveEnded, ResolutionIsRecordedOnce, ResolutionNeedsSomebodyPresent, ' +
        'MeetingNeedsQuorumToResolve, RecusedMemberDoesNotCountForTheItem, DissentIsOfSomebodyThere, VotesAreCastByThosePresent, ' +
        'ResolutionFollowsTheVote, TimesLieWithinTheSitting, CastingVoteBreaksATie',
    ),
  },
  ({ at, assignments = [], ...input }, state, { id: meeting, newId, judge, evidence }: Context<AssignmentsEvidence | undefined>) => {
    const facts = open(state)
    requireItem(facts, input.item)
    requireFollowing(input, { meeting, on: facts.called.on }, evidence)
    const { opened, called, resolutions } = facts
    assignments.forEach(({ dueOn }, i) => requireThat(called.on <= dueOn, AssignmentIsNotDueBeforeTheMeeting, `assignments.${i}.dueOn`))
    if (evidence?.refused) throw new RuleRefused(evidence.refused.rule, evidence.refused.field)
    requireThat(
      Object.values(resolutions).every(({ decision }) => !isSame(decision, input)),
      ResolutionIsRecordedOnce,
    )
    requireInSitting({ ...facts, attendance: {}, resolutions: { passed: { at } } }, 'at')
    const attendance = Object.values(facts.attendance)
    const somebody = attendance.some((entry) => entry.capacity !== 'observer' && wasThere(entry, at))
    requireThat(somebody || opened.attendanceUnknown, ResolutionNeedsSomebodyPresent)
    const recused = recusedFrom(facts, input.item)
    const quorum = quorumOf(opened, attendance, recused, at)
    judge(quorate(quorum), MeetingNeedsQuorumToResolve)
    judgeVotes(input, { opened, attendance, recused, at }, judge)
    return [
      ResolutionPassed({
        resolution: newId('resolution'),
        number: Math.max(0, ...Object.values(resolutions).map(({ number }) => number)) + 1,
        on: called.on,
        at,
        committee: called.bodies[0]!,
        ...input,
        quorum,
        ...(assignments.length > 0 && {
          assignments: assignments.map((each, n) => ({ commitment: newId('commitment', n), ...each, title: each.title ?? input.text })),
        }),
      }),
    ]
  },
)

/** The same decision on the same item in the same words. */
const isSame = (a: Decision, b: Decision) => a.item === b.item && a.kind === b.kind && a.text.th === b.text.th

export const CorrectResolution = command(
  'CorrectResolution',
  meeting,
  {
    resolution,
    ...decision,
    at: at.optional().meta({ description: described('หากไม่ระบุให้คงตามที่บันทึกไว้', 'As recorded before where it is left out.') }),
    reason,
  },
  {
    doc: described(
      'แก้ไขมติที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล แก้ไขไม่ได้เมื่อรับรองรายงานการประชุมแล้ว ' + 'เรื่องที่มอบหมายให้แก้ไขที่ข้อผูกพัน',
      'The resolution was recorded wrongly: gives the whole corrected decision and the reason. Not once the minutes are certified. What ' +
        'it assigned is corrected on the commitment.',
      'CertifiedMinutesChangeOnlyByCorrection, MeetingMustBeOpened, ResolutionMustBeOfTheMeeting, AgendaItemMustBeOfTheMeeting, ' +
        'NothingFollowsItself, WhatIsFollowedComesFirst, OnlyWhatWaitsIsRatified, ResolutionIsRecordedOnce, MeetingNeedsQuorumToResolve, RecusedMemberDoesNotCountForTheItem, DissentIsOfSomebodyThere, VotesAreCastByThosePresent, ' +
        'ResolutionFollowsTheVote, TimesLieWithinTheSitting, CastingVoteBreaksATie',
    ),
  },
  ({ resolution, reason, at, ...input }, state, { id: meeting, judge, evidence }: Context<FollowingEvidence | undefined>) => {
    const facts = opened(state)
    const before = facts.resolutions[resolution]
    requireThat(before, ResolutionMustBeOfTheMeeting, 'resolution')
    if (input.item !== before.decision.item) requireItem(facts, input.item)
    if (same(input, before.decision) && (at ?? before.at) === before.at) return []
    requireFollowing(input, { id: resolution, meeting, on: facts.called.on }, evidence)
    for (const by of ['supersedes', 'amends', 'implements', 'ratifies', 'delegatedBy'] as const)
      requireThat((facts.resolutions[input[by] ?? '']?.number ?? 0) < before.number, WhatIsFollowedComesFirst, by)
    const resolutions = { ...facts.resolutions, [resolution]: { ...before, decision: input } }
    if (input.item !== undefined) requireOriginsBefore({ ...facts, resolutions }, input.item, 'item')
    const others = Object.values(facts.resolutions).filter((other) => other !== before)
    requireThat(isSame(input, before.decision) || !others.some(({ decision }) => isSame(decision, input)), ResolutionIsRecordedOnce)
    const rightly = { ...before, at: at ?? before.at }
    requireInSitting({ ...facts, attendance: {}, resolutions: { [resolution]: rightly } }, 'at')
    const recused = recusedFrom(facts, input.item)
    judgeVotes(input, { opened: facts.opened, attendance: attendanceOf(facts, rightly), recused, at: rightly.at }, judge)
    return recounted(facts, [ResolutionCorrected({ resolution, number: before.number, ...input, at, reason })], judge, 'at')
  },
)

/** Whether something that the resolution assigned is done already, and whether a resolution of another meeting follows on it. */
export interface ReversalEvidence {
  readonly done?: boolean
  readonly followed?: boolean
}

export const ReverseResolution = command(
  'ReverseResolution',
  meeting,
  { resolution, reason },
  {
    doc: described(
      'บันทึกมติโดยผิดพลาด ที่ประชุมมิได้มีมตินั้น เรื่องที่มอบหมายให้ถอนด้วยเหตุผลเดียวกัน ยกเลิกไม่ได้เมื่อรับรองรายงานการประชุมแล้ว',
      'The resolution was recorded by mistake: the meeting did not pass it. What it assigned is withdrawn with the same reason. Not once ' +
        'the minutes are certified.',
      'CertifiedMinutesChangeOnlyByCorrection, MeetingMustBeOpened, ResolutionMustBeOfTheMeeting, WhatWasAssignedMustBeOpen, ResolutionMustNotBeFollowed',
    ),
  },
  ({ resolution, reason }, state, { judge, evidence }: Context<ReversalEvidence | undefined>) => {
    const facts = opened(state)
    const passed = facts.resolutions[resolution]
    requireThat(passed, ResolutionMustBeOfTheMeeting, 'resolution')
    requireThat(!evidence?.done, WhatWasAssignedMustBeOpen, 'resolution')
    requireThat(!evidence?.followed && !resolutionFollows(facts, resolution), ResolutionMustNotBeFollowed, 'resolution')
    const commitments = passed.assignments.map(({ commitment }) => commitment)
    const reversed = ResolutionReversed({ resolution, number: passed.number, ...(commitments.length > 0 && { commitments }), reason })
    return recounted(facts, [reversed], judge)
  },
)
