// The chase: reminders and escalations, which the days bring by themselves, and the word of whoever acknowledges one.
import { command, daysBetween, described, requireThat } from '@prasan/event-sourcing'
import { EscalationAcknowledged, shapes } from './events.js'
import { Escalated, Reminded, shapes as chase } from './events-of-chase.js'
import { CommitmentMustBeOpen, OnlyWhatIsOverdueIsEscalated } from './rules.js'
import { type CommitmentState, commitment } from './state.js'
import { type Evident, follow, made, said } from './steps.js'
import { type Chased, standingOn } from './story.js'

const open = (state: CommitmentState, on: string) => {
  const standing = standingOn(made(state), on)
  requireThat(standing?.state === 'open', CommitmentMustBeOpen, 'on')
  return standing
}
const isRecorded = (state: CommitmentState, what: Chased['what'], on: string) =>
  made(state).chased.some((each) => each.what === what && each.on === on)

/** By itself, as the days begin. */
export const RemindOfCommitment = command('RemindOfCommitment', commitment, chase.reminder, {}, (input, state) => {
  const { on, kind, to } = input
  if (isRecorded(state, kind, on)) return []
  open(state, on)
  return [Reminded({ on, kind, time: made(state).chased.filter(({ what }) => what === kind).length + 1, to })]
})

/** By itself, as the days begin. */
export const EscalateCommitment = command('EscalateCommitment', commitment, chase.escalation, {}, (input, state) => {
  const { on, step, to } = input
  if (isRecorded(state, step, on)) return []
  const daysOverdue = daysBetween(open(state, on).dueOn, on)
  requireThat(daysOverdue > 0, OnlyWhatIsOverdueIsEscalated, 'on')
  return [Escalated({ on, step, to, daysOverdue })]
})

export const AcknowledgeEscalation = command(
  'AcknowledgeEscalation',
  commitment,
  shapes.acknowledgment,
  {
    doc: described(
      'รับทราบการยกระดับพร้อมคำชี้แจง การติดตามหยุดไว้จนถึง `dueAgainOn` ข้อผูกพันยังคงเกินกำหนดเช่นเดิม',
      'Whoever it was escalated to, or the owner, has a word on it: the chase rests until `dueAgainOn`. The commitment stays as overdue as it is.',
      'CommitmentMustBeOpen, CommitmentStepsFollowInTime, EscalationMustHaveBeenRecorded, ChaseGoesOnWithinNinetyDays',
    ),
  },
  (input, state, context: Evident) => {
    if (said(state, 'acknowledgment', input)) return []
    follow(state, 'acknowledgment', input, context)
    return [EscalationAcknowledged(input)]
  },
)
