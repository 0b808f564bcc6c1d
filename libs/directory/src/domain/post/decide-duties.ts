// What the holder of a post has to do, and who acknowledged it.
import {
  DutiesAreAcknowledgedByWhoHoldsThem,
  StepMustBeRecorded,
  acknowledgedAs,
  acknowledgement,
  aliveOn,
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
  DutiesAcknowledged,
  DutiesAcknowledgementCorrected,
  DutiesAcknowledgementReversed,
  DutiesCorrected,
  DutiesDescribed,
  DutiesReversed,
  shapes,
} from './events.js'
import { AssignmentMustBeKnown } from './rules.js'
import { type EstablishedPost, type PostState, post, requireThere } from './state.js'

export const DescribeDuties = command(
  'DescribeDuties',
  post,
  shapes.duties,
  {
    doc: described(
      'กำหนดหน้าที่ของผู้ดำรงตำแหน่งตั้งแต่วันที่กำหนด แทนที่กำหนดไว้เดิม',
      'What the holder of the post has to do, in place of what was said before, from a day on.',
      'PostMustExist',
    ),
  },
  (input, state) => {
    requireThere(state, input.from, 'from')
    return same(stepAt(state.duties, input.from)?.duties, input.duties) ? [] : [DutiesDescribed(input)]
  },
)

export const CorrectDuties = command(
  'CorrectDuties',
  post,
  { ...anyStep, ...shapes.duties, reason: shapes.reason },
  {
    doc: described(
      'แก้ไขหน้าที่ของตำแหน่งหรือวันเริ่มที่บันทึกไว้ไม่ถูกต้อง',
      'Duties, or the day from which they are, were recorded wrongly.',
      'StepMustBeRecorded, StepsBeginOnDaysOfTheirOwn, PostMustExist',
    ),
  },
  ({ recordedFrom, reason, ...step }, state) => {
    requireThere(state, step.from, 'from')
    const was = requireStep(state.duties, recordedFrom, step.from, 'from')
    return same(was, step) ? [] : [DutiesCorrected({ recordedFrom, ...step, reason })]
  },
)

export const ReverseDuties = command(
  'ReverseDuties',
  post,
  { ...anyStep, reason: shapes.reason },
  {
    doc: described(
      'ไม่เคยมีหน้าที่ตามบันทึกนี้ ให้เป็นไปตามที่กำหนดไว้เดิม',
      'These duties never were: what was said before holds on.',
      'StepMustBeRecorded',
    ),
  },
  (input, state) => {
    requireThat(state.is !== 'unknown' && stepFrom(state.duties, input.recordedFrom), StepMustBeRecorded, 'recordedFrom')
    return [DutiesReversed(input)]
  },
)

/** @throws RuleRefused where the post was not held so on the day */
function requireHeld(state: PostState, { assignment, on }: { assignment: string; on: string }): asserts state is EstablishedPost {
  requireThere(state, on, 'on')
  const held = state.held[assignment]
  requireThat(held, AssignmentMustBeKnown, 'assignment')
  requireThat(aliveOn(held, on), DutiesAreAcknowledgedByWhoHoldsThem, 'on')
}

export const AcknowledgeDuties = command(
  'AcknowledgeDuties',
  post,
  { assignment: shapes.assignment, on: acknowledgement.on },
  {
    doc: described(
      'ผู้ดำรงตำแหน่งรับทราบหน้าที่ที่กำหนดไว้ในวันนั้น เมื่อกำหนดหน้าที่ใหม่หรือเปลี่ยนผู้ดำรงตำแหน่งต้องรับทราบอีกครั้ง',
      'A holder acknowledges the duties as they are described for the day. A new description or a new holder leaves them to be acknowledged again.',
      'AssignmentMustBeKnown, PostMustExist, DutiesMustBeDescribed, DutiesAreAcknowledgedByWhoHoldsThem, DutiesAreAcknowledgedOnce',
    ),
  },
  (input, state) => {
    requireHeld(state, input)
    const version = versionToAcknowledge(state, { by: input.assignment, on: input.on })
    return version ? [DutiesAcknowledged({ ...input, ...version })] : []
  },
)

export const CorrectDutiesAcknowledgement = command(
  'CorrectDutiesAcknowledgement',
  post,
  { assignment: shapes.assignment, recordedOn, on: acknowledgement.on, reason: shapes.reason },
  {
    doc: described(
      'วันที่รับทราบหน้าที่บันทึกไว้ไม่ถูกต้อง',
      'The day on which duties were acknowledged was recorded wrongly.',
      'AcknowledgementMustBeRecorded, AssignmentMustBeKnown, PostMustExist, DutiesMustBeDescribed, DutiesAreAcknowledgedByWhoHoldsThem, ' +
        'DutiesAreAcknowledgedOnce',
    ),
  },
  (input, state) => {
    requireHeld(state, input)
    const meant = acknowledgedAs(state, { by: input.assignment, on: input.recordedOn })
    const version = versionToAcknowledge(state, { by: input.assignment, on: input.on }, meant)
    return same({ by: input.assignment, on: input.on, ...version }, meant) ? [] : [DutiesAcknowledgementCorrected({ ...input, ...version })]
  },
)

export const ReverseDutiesAcknowledgement = command(
  'ReverseDutiesAcknowledgement',
  post,
  { assignment: shapes.assignment, recordedOn, reason: shapes.reason },
  {
    doc: described('ผู้ดำรงตำแหน่งมิได้รับทราบหน้าที่ในวันนั้น', 'The duties were not acknowledged on that day.', 'AcknowledgementMustBeRecorded'),
  },
  (input, state) => {
    if (state.is === 'unknown') return []
    acknowledgedAs(state, { by: input.assignment, on: input.recordedOn })
    return [DutiesAcknowledgementReversed(input)]
  },
)
