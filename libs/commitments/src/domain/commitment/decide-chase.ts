// The chase: reminders and escalations, which the days bring by themselves, and the word of whoever acknowledges one.
import { chaseIn, chaseOf } from '@prasan/committees/contract'
import { addDays, command, daysBetween, described, requireThat } from '@prasan/event-sourcing'
import { UPWARDS, stoppedOn, takenOn } from './chasing.js'
import { EscalationAcknowledged, shapes } from './events.js'
import { Escalated, Reminded, shapes as chase } from './events-of-chase.js'
import { CommitmentMustBeOpen, OnlyWhatIsOverdueIsEscalated } from './rules.js'
import { commitment } from './state.js'
import { type Evident, follow, made, said } from './steps.js'
import { standingOn } from './story.js'

/** By itself, as the days begin; nothing where there is nothing to remind of any longer. */
export const RemindOfCommitment = command('RemindOfCommitment', commitment, chase.reminder, {}, ({ on, kind, to }, state) => {
  const promised = made(state)
  const before = takenOn(promised, on).filter(({ what }) => what === kind)
  const dueIn = daysBetween(on, standingOn(promised, on)?.dueOn ?? on)
  const is = { beforeDue: dueIn > 0, due: dueIn === 0, overdue: dueIn < 0, waiting: true }[kind]
  const stopped = stoppedOn(promised, on)
  if (!is || stopped !== (kind === 'waiting' ? 'waiting' : null) || before.some((each) => each.on === on)) return []
  return [Reminded({ on, kind, time: before.length + 1, to })]
})

/** By itself, as the days begin; nothing where the chase has stopped, or it has gone so far up already. */
export const EscalateCommitment = command('EscalateCommitment', commitment, chase.escalation, {}, ({ on, step, to }, state) => {
  const promised = made(state)
  const standing = standingOn(promised, on)
  requireThat(standing?.state === 'open', CommitmentMustBeOpen, 'on')
  const daysOverdue = daysBetween(standing.dueOn, on)
  requireThat(daysOverdue > 0, OnlyWhatIsOverdueIsEscalated, 'on')
  const gone = takenOn(promised, on).some(({ what }) => UPWARDS.indexOf(what) >= UPWARDS.indexOf(step))
  return gone || stoppedOn(promised, on) !== null ? [] : [Escalated({ on, step, to, daysOverdue })]
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
    const body = context.evidence?.body
    const { restDays } = body ? chaseIn(body, input.on) : chaseOf(undefined)
    const dueAgainOn = input.dueAgainOn ?? addDays(input.on, restDays)
    const acknowledgment = { ...input, dueAgainOn }
    if (said(state, 'acknowledgment', acknowledgment)) return []
    follow(state, 'acknowledgment', acknowledgment, context)
    return [EscalationAcknowledged(acknowledgment)]
  },
)
