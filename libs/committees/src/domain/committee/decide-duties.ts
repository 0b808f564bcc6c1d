// Decisions about what whoever sits in a seat has to do, and who acknowledged it.
import {
  type Context,
  DutiesAreAcknowledgedByWhoHoldsThem,
  StepMustBeRecorded,
  acknowledgedAs,
  acknowledgement,
  anyStep,
  command,
  described,
  recordedOn,
  requireStep,
  requireThat,
  same,
  stepAt,
  stepFrom,
  versionToAcknowledge,
} from '@prasan/event-sourcing'
import {
  SeatDutiesAcknowledged,
  SeatDutiesAcknowledgementCorrected,
  SeatDutiesAcknowledgementReversed,
  SeatDutiesCorrected,
  SeatDutiesDescribed,
  SeatDutiesReversed,
} from './events.js'
import { seatOf, seatOn } from './rules.js'
import { person, reason, seat, seatDuties } from './shapes.js'
import { committee } from './state.js'

/** Whether the person who is named sits in the seat on the day. */
export interface SittingEvidence {
  readonly sits: boolean
}
const ON_A_DAY =
  'SeatMustBeOfTheCommittee, CommitteeMustHaveBegun, CommitteeMustNotBeDissolved, SeatMustNotBeAbolished, SeatCannotEndBeforeItBegins'

export const DescribeSeatDuties = command(
  'DescribeSeatDuties',
  committee,
  seatDuties,
  {
    doc: described(
      'กำหนดหน้าที่ของที่นั่งตั้งแต่วันที่กำหนด แทนที่กำหนดไว้เดิม',
      'What whoever sits in the seat has to do, in place of what was said before, from a day on.',
      ON_A_DAY,
    ),
  },
  (input, state) => {
    const { duties } = seatOn(state, input.seat, input.from, 'from')
    return same(stepAt(duties, input.from)?.duties, input.duties) ? [] : [SeatDutiesDescribed(input)]
  },
)

export const CorrectSeatDuties = command(
  'CorrectSeatDuties',
  committee,
  { ...anyStep, ...seatDuties, reason },
  {
    doc: described(
      'แก้ไขหน้าที่ของที่นั่งหรือวันเริ่มที่บันทึกไว้ไม่ถูกต้อง',
      'The duties of the seat, or the day from which they are, were recorded wrongly.',
      `StepMustBeRecorded, StepsBeginOnDaysOfTheirOwn, ${ON_A_DAY}`,
    ),
  },
  ({ recordedFrom, reason, seat, ...step }, state) => {
    const { duties } = seatOn(state, seat, step.from, 'from')
    const was = requireStep(duties, recordedFrom, step.from, 'from')
    return same(was, step) ? [] : [SeatDutiesCorrected({ recordedFrom, seat, ...step, reason })]
  },
)

export const ReverseSeatDuties = command(
  'ReverseSeatDuties',
  committee,
  { seat, ...anyStep, reason },
  {
    doc: described(
      'ที่นั่งไม่เคยมีหน้าที่ตามบันทึกนี้ ให้เป็นไปตามที่กำหนดไว้เดิม',
      'These duties never were: what was said before holds on.',
      'SeatMustBeOfTheCommittee, StepMustBeRecorded',
    ),
  },
  (input, state) => {
    requireThat(stepFrom(seatOf(state, input.seat).duties, input.recordedFrom), StepMustBeRecorded, 'recordedFrom')
    return [SeatDutiesReversed(input)]
  },
)

export const AcknowledgeSeatDuties = command(
  'AcknowledgeSeatDuties',
  committee,
  { seat, person, on: acknowledgement.on },
  {
    doc: described(
      'ผู้ดำรงตำแหน่งในคณะรับทราบหน้าที่ของที่นั่งที่กำหนดไว้ในวันนั้น เมื่อกำหนดหน้าที่ใหม่หรือเปลี่ยนผู้ดำรงตำแหน่งต้องรับทราบอีกครั้ง',
      'Whoever sits in the seat acknowledges its duties as they are described for the day. A new description, or somebody else in the seat, leaves ' +
        'them to be acknowledged again.',
      `${ON_A_DAY}, DutiesMustBeDescribed, DutiesAreAcknowledgedByWhoHoldsThem, DutiesAreAcknowledgedOnce`,
    ),
  },
  (input, state, { evidence }: Context<SittingEvidence | undefined>) => {
    const found = seatOn(state, input.seat, input.on, 'on')
    requireThat(evidence?.sits, DutiesAreAcknowledgedByWhoHoldsThem, 'person')
    const version = versionToAcknowledge(found, { by: input.person, on: input.on })
    return version ? [SeatDutiesAcknowledged({ ...input, ...version })] : []
  },
)

export const CorrectSeatDutiesAcknowledgement = command(
  'CorrectSeatDutiesAcknowledgement',
  committee,
  { seat, person, recordedOn, on: acknowledgement.on, reason },
  {
    doc: described(
      'วันที่รับทราบหน้าที่ของที่นั่งบันทึกไว้ไม่ถูกต้อง',
      'The day on which duties of the seat were acknowledged was recorded wrongly.',
      `${ON_A_DAY}, AcknowledgementMustBeRecorded, DutiesMustBeDescribed, DutiesAreAcknowledgedByWhoHoldsThem, DutiesAreAcknowledgedOnce`,
    ),
  },
  (input, state, { evidence }: Context<SittingEvidence | undefined>) => {
    const found = seatOn(state, input.seat, input.on, 'on')
    const meant = acknowledgedAs(found, { by: input.person, on: input.recordedOn })
    requireThat(evidence?.sits, DutiesAreAcknowledgedByWhoHoldsThem, 'on')
    const version = versionToAcknowledge(found, { by: input.person, on: input.on }, meant)
    return same({ by: input.person, on: input.on, ...version }, meant) ? [] : [SeatDutiesAcknowledgementCorrected({ ...input, ...version })]
  },
)

export const ReverseSeatDutiesAcknowledgement = command(
  'ReverseSeatDutiesAcknowledgement',
  committee,
  { seat, person, recordedOn, reason },
  {
    doc: described(
      'บุคคลนี้มิได้รับทราบหน้าที่ของที่นั่งในวันนั้น',
      'The person did not acknowledge the duties of the seat on that day.',
      'SeatMustBeOfTheCommittee, AcknowledgementMustBeRecorded',
    ),
  },
  (input, state) => {
    acknowledgedAs(seatOf(state, input.seat), { by: input.person, on: input.recordedOn })
    return [SeatDutiesAcknowledgementReversed(input)]
  },
)
