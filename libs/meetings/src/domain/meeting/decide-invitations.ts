// Decisions on who is invited, seat by seat, and what they answer.
import {
  type Context,
  type Day,
  type Owners,
  command,
  described,
  distinct,
  label,
  requireLiving,
  requireThat,
  same,
  z,
} from '@prasan/event-sourcing'
import { InvitationAnswerReversed, InvitationAnswered, InvitationReversed, MembersInvited } from './events.js'
import { uncertified } from './guards.js'
import {
  InvitationMustBeKnown,
  MeetingMustNotBeOver,
  NoticeIsNotSentAfterTheMeeting,
  SeatMustBeOnTheRoster,
  SubstituteComesInstead,
} from './rules.js'
import { on, reason, reply, sent } from './shapes.js'
import { type MeetingFacts, type MeetingState, meeting } from './state.js'

/** The seats of the bodies on the day of the meeting, and the days of the post of a substitute. */
export interface InvitingEvidence {
  readonly seats: readonly string[]
  readonly owners?: Owners
}
type Inviting = Context<InvitingEvidence>

const seat = reply.seat
const today = on.optional().meta({ description: described('หากไม่ระบุคือวันนี้', 'Today where it is left out.') })

function invited(state: MeetingState, day: Day, field = 'on'): MeetingFacts {
  const facts = uncertified(state)
  requireThat(facts.is !== 'cancelled', MeetingMustNotBeOver)
  requireThat(day <= facts.called.on, NoticeIsNotSentAfterTheMeeting, field)
  return facts
}

export const InviteMembers = command(
  'InviteMembers',
  meeting,
  { seats: distinct(z.array(seat).min(1).max(300)).meta(label('ที่นั่ง', 'Seats')), on: today, method: sent.method },
  {
    doc: described(
      'บันทึกว่าส่งหนังสือเชิญถึงที่นั่งใดเมื่อใด บันทึกซ้ำได้ ถือตามครั้งหลังสุด บันทึกไม่ได้เมื่อรับรองรายงานการประชุมแล้ว',
      'Which seats were sent the invitation, and when; the last time counts. Not once the minutes are certified.',
      'CertifiedMinutesChangeOnlyByCorrection, MeetingMustNotBeOver, NoticeIsNotSentAfterTheMeeting, SeatMustBeOnTheRoster',
    ),
  },
  ({ seats, on: given, method }, state, { today, evidence }: Inviting) => {
    const on = given ?? today
    const { invitations } = invited(state, on)
    seats.forEach((each, i) => requireThat(evidence.seats.includes(each), SeatMustBeOnTheRoster, `seats.${i}`))
    const isNew = (each: string) => invitations[each]?.invitedOn !== on || invitations[each]?.method !== method
    const told = seats.filter(isNew)
    return told.length > 0 ? [MembersInvited({ seats: told, on, method })] : []
  },
)

export const AnswerInvitation = command(
  'AnswerInvitation',
  meeting,
  { ...reply, seat, on: today },
  {
    doc: described(
      'บันทึกการตอบรับของที่นั่งหนึ่ง พร้อมผู้มาประชุมแทนหากมี ถือตามครั้งหลังสุด ไม่ทำให้เป็นผู้มาประชุม บันทึกไม่ได้เมื่อรับรองรายงานการประชุมแล้ว',
      'What a seat answered, with whom it sends instead; the last word counts. It makes nobody attend. Not once the minutes are certified.',
      'CertifiedMinutesChangeOnlyByCorrection, MeetingMustNotBeOver, NoticeIsNotSentAfterTheMeeting, SeatMustBeOnTheRoster, SubstituteComesInstead, OwnerMustHaveBegun, OwnerMustNotHaveEnded',
    ),
  },
  ({ seat, on: given, ...input }, state, { today, evidence }: Inviting) => {
    const on = given ?? today
    const { invitations, called } = invited(state, on)
    requireThat(evidence.seats.includes(seat), SeatMustBeOnTheRoster, 'seat')
    requireThat(!input.comes || input.substitute === undefined, SubstituteComesInstead, 'substitute')
    requireThat(input.substitute !== undefined || input.substitutePost === undefined, SubstituteComesInstead, 'substitutePost')
    if (input.substitutePost !== undefined) requireLiving(evidence.owners, input.substitutePost, called.on, 'substitutePost')
    const answer = { ...input, on }
    return same(invitations[seat]?.answer, answer) ? [] : [InvitationAnswered({ seat, ...answer })]
  },
)

export const ReverseInvitation = command(
  'ReverseInvitation',
  meeting,
  { seat, reason },
  {
    doc: described(
      'บันทึกการส่งหนังสือเชิญถึงที่นั่งหนึ่งโดยผิดพลาด คำตอบรับคงเดิม ยกเลิกไม่ได้เมื่อรับรองรายงานการประชุมแล้ว',
      'The seat was not sent the invitation; what it answered stays. Not once the minutes are certified.',
      'CertifiedMinutesChangeOnlyByCorrection, InvitationMustBeKnown',
    ),
  },
  (input, state) => {
    requireThat(uncertified(state).invitations[input.seat]?.invitedOn !== undefined, InvitationMustBeKnown, 'seat')
    return [InvitationReversed(input)]
  },
)

export const ReverseInvitationAnswer = command(
  'ReverseInvitationAnswer',
  meeting,
  { seat, reason },
  {
    doc: described(
      'บันทึกการตอบรับของที่นั่งหนึ่งโดยผิดพลาด ให้ถือว่ายังไม่ตอบ ยกเลิกไม่ได้เมื่อรับรองรายงานการประชุมแล้ว',
      'The seat gave no such answer: it has not answered. Not once the minutes are certified.',
      'CertifiedMinutesChangeOnlyByCorrection, InvitationMustBeKnown',
    ),
  },
  (input, state) => {
    requireThat(uncertified(state).invitations[input.seat]?.answer !== undefined, InvitationMustBeKnown, 'seat')
    return [InvitationAnswerReversed(input)]
  },
)
