// Decisions on what the meeting resolves, and on the minutes that tell of it.
import { type Context, Day, LongText, Text, attachment, command, hasFile, label, requireThat, sealOf, z } from '@prasan/event-sourcing'
import {
  FileAttachedToMinutes,
  MinutesCertified,
  MinutesCirculated,
  MinutesCorrected,
  MinutesDrafted,
  ResolutionCorrected,
  ResolutionPassed,
} from './events.js'
import { CertificationMethod, type Votes, assignment, at, decision, meeting as meetingRef, on, reason, resolution } from './shapes.js'
import { quorate, quorumOf, votersOf } from './quorum.js'
import {
  AssignmentIsNotDueBeforeTheMeeting,
  CertificationSealsTheTextSeen,
  CertifiedMinutesChangeOnlyByCorrection,
  MeetingMustBeClosed,
  MeetingNeedsQuorumToResolve,
  MinutesAreCertifiedByALaterMeetingOrCirculation,
  MinutesMustBeDrafted,
  RecusedMemberDoesNotCountForTheItem,
  ResolutionFollowsTheVote,
  ResolutionMustBeOfTheMeeting,
  VotesAreCastByThosePresent,
  open,
  opened,
  requireItem,
} from './rules.js'
import { type MeetingFacts, type MeetingState, type Opened, type RulesOfTheDay, meeting, recusedFrom } from './state.js'

type Decision = z.infer<z.ZodObject<typeof decision>>

function judgeVotes(facts: MeetingFacts & { opened: Opened }, input: Decision, at: string | undefined, judge: Context['judge']): void {
  const attendance = Object.values(facts.attendance)
  const recused = recusedFrom(facts, input.item)
  judge(
    (input.dissents ?? []).every(({ person }) => !recused.has(person)),
    RecusedMemberDoesNotCountForTheItem,
    'dissents',
  )
  if (!input.votes) return
  const cast = input.votes.for + input.votes.against + (input.votes.abstained ?? 0)
  judge(cast <= votersOf(facts.opened, attendance, new Set(), at).size, VotesAreCastByThosePresent, 'votes')
  judge(cast <= votersOf(facts.opened, attendance, recused, at).size, RecusedMemberDoesNotCountForTheItem, 'votes')
  const decided = carried(input.votes, facts.opened.bodies[0]!.rules)
  if (['approved', 'approvedInPrinciple', 'assigned'].includes(input.kind)) judge(decided, ResolutionFollowsTheVote, 'kind')
  if (input.kind === 'rejected') judge(!decided, ResolutionFollowsTheVote, 'kind')
}

/** What the votes decide under the rules of the host; on a tie the chair's casting vote, where there is one. */
export function carried(votes: Votes, { majority, castingVote }: Pick<RulesOfTheDay, 'majority' | 'castingVote'>): boolean {
  if (majority === 'consensus') return votes.for > 0 && votes.against === 0
  if (majority === 'twoThirds') return votes.for > 0 && votes.for * 3 >= (votes.for + votes.against) * 2
  return votes.for > votes.against || (votes.for === votes.against && castingVote && votes.casting === 'for')
}

export const PassResolution = command(
  'PassResolution',
  meeting,
  {
    ...decision,
    at: at.optional(),
    assignments: z
      .array(z.strictObject(assignment).meta({ id: 'Assignment' }))
      .max(50)
      .optional()
      .meta(label('มอบหมาย', 'Assignments')),
  },
  {
    doc:
      'The meeting resolves. The quorum is counted as it stands, at the time `at` where it is given; each assignment becomes a commitment by itself. ' +
      'Errors: MeetingNeedsQuorumToResolve, RecusedMemberDoesNotCountForTheItem, VotesAreCastByThosePresent, ResolutionFollowsTheVote.',
  },
  ({ at, assignments = [], ...input }, state, { newId, judge }) => {
    const facts = open(state)
    requireItem(facts, input.item)
    const on = facts.called.on
    assignments.forEach(({ dueOn }, i) => requireThat(on <= dueOn, AssignmentIsNotDueBeforeTheMeeting, `assignments.${i}.dueOn`))
    const quorum = quorumOf(facts.opened, Object.values(facts.attendance), recusedFrom(facts, input.item), at)
    judge(quorate(quorum), MeetingNeedsQuorumToResolve)
    judgeVotes(facts, input, at, judge)
    return [
      ResolutionPassed({
        resolution: newId('resolution'),
        number: Object.keys(facts.resolutions).length + 1,
        on,
        at,
        committee: facts.called.bodies[0]!,
        ...input,
        quorum,
        ...(assignments.length > 0 && {
          assignments: assignments.map((each, n) => ({ commitment: newId('commitment', n), ...each, title: each.title ?? input.text })),
        }),
      }),
    ]
  },
)

export const CorrectResolution = command(
  'CorrectResolution',
  meeting,
  { resolution, ...decision, reason },
  {
    doc:
      'The resolution was recorded wrongly: gives the whole corrected decision and the reason. Not once the minutes are certified. What it assigned is ' +
      'corrected on the commitment.',
  },
  (input, state, { judge }) => {
    const facts = opened(state)
    requireThat(facts.resolutions[input.resolution], ResolutionMustBeOfTheMeeting, 'resolution')
    requireItem(facts, input.item)
    const recused = recusedFrom(facts, input.item)
    judge(
      (input.dissents ?? []).every(({ person }) => !recused.has(person)),
      RecusedMemberDoesNotCountForTheItem,
      'dissents',
    )
    return [ResolutionCorrected(input)]
  },
)

const text = LongText.meta(label('รายงานการประชุม', 'Text'))

export const DraftMinutes = command(
  'DraftMinutes',
  meeting,
  { text },
  { doc: 'The minutes as a draft, in place of the draft before.' },
  ({ text }, state) => {
    const { minutes } = opened(state)
    const digest = sealOf(text)
    return minutes?.digest === digest ? [] : [MinutesDrafted({ text, digest })]
  },
)

export const CirculateMinutes = command(
  'CirculateMinutes',
  meeting,
  { on },
  { doc: 'The draft goes to the members for their corrections.' },
  (input, state) => {
    requireThat(opened(state).minutes, MinutesMustBeDrafted)
    return [MinutesCirculated(input)]
  },
)

export const CorrectMinutes = command(
  'CorrectMinutes',
  meeting,
  { text, reason },
  { doc: 'The whole corrected text and the reason. The only way to change certified minutes: the sealed text stays beside it.' },
  ({ text, reason }, state) => {
    requireThat(state.is !== 'unknown' && state.minutes, MinutesMustBeDrafted)
    return [MinutesCorrected({ text, digest: sealOf(text), reason })]
  },
)

export const certification = {
  method: CertificationMethod,
  certifiedBy: meetingRef
    .optional()
    .meta({ ...label('การประชุมที่รับรอง', 'Certified by'), description: 'The later meeting, where one certified them.' }),
  on: on.optional().meta({ ...label('รับรองเมื่อ', 'On'), description: 'Today, or the day of the later meeting, where it is left out.' }),
  digest: Text.optional().meta({
    ...label('ลายนิ้วมือ SHA-256', 'SHA-256'),
    description: 'Of the text that was seen: refused when the text has changed since.',
  }),
}

/** The later meeting that is said to have certified the minutes, read from its stream. */
export interface CertificationEvidence {
  readonly on: Day
  readonly bodies: readonly string[]
  readonly held: boolean
}

export function certifyMinutes(
  { method, certifiedBy, on, digest }: z.infer<z.ZodObject<typeof certification>>,
  state: MeetingState,
  { evidence: later, today, judge }: Context<CertificationEvidence | undefined>,
) {
  requireThat(state.is !== 'unknown' && state.minutes?.is !== 'certified', CertifiedMinutesChangeOnlyByCorrection)
  requireThat(state.is === 'held', MeetingMustBeClosed)
  const { minutes, called } = state
  requireThat(minutes, MinutesMustBeDrafted)
  requireThat(digest === undefined || digest === minutes.digest, CertificationSealsTheTextSeen, 'digest')
  judge(
    method === 'circulation'
      ? minutes.is === 'circulated'
      : method === 'laterMeeting' && later?.held && later.on > called.on && later.bodies.some((body) => called.bodies.includes(body)),
    MinutesAreCertifiedByALaterMeetingOrCirculation,
    'method',
  )
  return [MinutesCertified({ on: on ?? later?.on ?? today, method, certifiedBy, digest: minutes.digest })]
}

export const AttachFileToMinutes = command(
  'AttachFileToMinutes',
  meeting,
  attachment,
  {
    doc:
      'Attaches a file that POST /files stored before, as the signed copy. Also to certified minutes: it stands beside the sealed text and changes ' +
      'nothing of it. The same file again is nothing new.',
  },
  (input, state) => {
    requireThat(state.is !== 'unknown' && state.minutes, MinutesMustBeDrafted)
    return hasFile(state.files, 'minutes', input) ? [] : [FileAttachedToMinutes(input)]
  },
)
