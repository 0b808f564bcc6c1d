// Decisions about the rhythm by which a body meets, and about single occurrences of it.
import {
  type Day,
  HORIZON_YEARS,
  StepIsCorrectedAsWhatItIs,
  StepMustBeRecorded,
  addDays,
  command,
  datedStep,
  described,
  requireStep,
  requireThat,
  same,
  stepAt,
  stepFrom,
  withStated,
  withoutStated,
} from '@prasan/event-sourcing'
import {
  OccurrenceCorrected,
  OccurrenceMoved,
  OccurrenceReversed,
  OccurrenceSkipped,
  RhythmAdopted,
  RhythmCorrected,
  RhythmEndCorrected,
  RhythmEndReversed,
  RhythmEnded,
  RhythmReversed,
  move,
  occurrence,
  rhythm,
  skip,
} from './events.js'
import {
  OccurrenceIsOfTheRhythm,
  OccurrenceMovesToAnotherDay,
  OccurrenceMustBeChanged,
  OccurrencesAreOneADay,
  RhythmMustBeInForce,
  RhythmNamesADay,
  livingOn,
} from './rules.js'
import { type OccurrenceChange, type RhythmStep, namedOn, namesADay, occurrencesIn } from './rhythm.js'
import { reason, since } from './shapes.js'
import { type CommitteeState, type Living, committee } from './state.js'

const ON_A_DAY = 'CommitteeMustHaveBegun, CommitteeMustNotBeDissolved'

/** Refuses what would name no day before the body meets by something else, ends, or the last day that may be planned is over. */
function requireADay(body: Living, others: readonly RhythmStep[], step: RhythmStep, today: Day) {
  const horizon = `${Number(today.slice(0, 4)) + HORIZON_YEARS + 1}-01-01`
  const until = body.dissolved && body.dissolved.on < horizon ? body.dissolved.on : horizon
  requireThat(namesADay(withStated(others, step), step.from, until), RhythmNamesADay, 'rrule')
}
/** @throws RuleRefused unless a rule is in force up to the day */
const requireInForce = (steps: readonly RhythmStep[], on: Day, field: string) =>
  requireThat(stepAt(steps, addDays(on, -1))?.rrule, RhythmMustBeInForce, field)

/** @throws RuleRefused unless what is recorded from the day is an adoption, or an end */
function recordedAs(state: CommitteeState, what: 'adoption' | 'end', recordedFrom: Day): RhythmStep {
  const step = stepFrom(state.is === 'unknown' ? [] : state.rhythm.steps, recordedFrom)
  requireThat(step, StepMustBeRecorded, 'recordedFrom')
  requireThat((step.rrule !== undefined) === (what === 'adoption'), StepIsCorrectedAsWhatItIs, 'recordedFrom')
  return step
}

export const AdoptRhythm = command(
  'AdoptRhythm',
  committee,
  rhythm,
  {
    doc: described(
      'คณะกำหนดประชุมประจำตามกฎการประชุมซ้ำตั้งแต่วันที่ `from` แทนกำหนดเดิม เวลา สถานที่ และรูปแบบเป็นข้อเสนอของแต่ละครั้ง ' +
        'การประชุมแต่ละครั้งยังต้องกำหนดวันด้วย ScheduleMeeting ส่วนจำนวนครั้งต่อปีที่ระเบียบกำหนด (meetingsPerYear) เป็นคนละเรื่อง',
      'The body meets by a rule of recurrence from the day `from`, in place of what held before. Time, place and mode are what each ' +
        'occurrence proposes; a meeting is still scheduled by ScheduleMeeting. How many meetings a year the rules of the body ask for ' +
        '(meetingsPerYear) is another matter.',
      `${ON_A_DAY}, RhythmNamesADay`,
    ),
  },
  (input, state, { today }) => {
    const body = livingOn(state, input.from, 'from')
    if (same(stepFrom(body.rhythm.steps, input.from), input)) return []
    requireADay(body, body.rhythm.steps, input, today)
    return [RhythmAdopted(input)]
  },
)

export const CorrectRhythm = command(
  'CorrectRhythm',
  committee,
  { ...datedStep, ...rhythm, reason },
  {
    doc: described(
      'แก้ไขกำหนดประชุมประจำที่บันทึกไว้ไม่ถูกต้อง ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผล',
      'The rhythm, or the day from which it holds, was recorded wrongly: gives the whole corrected fact and the reason.',
      `StepMustBeRecorded, StepIsCorrectedAsWhatItIs, StepsBeginOnDaysOfTheirOwn, ${ON_A_DAY}, RhythmNamesADay`,
    ),
  },
  ({ recordedFrom, reason, ...step }, state, { today }) => {
    const was = recordedAs(state, 'adoption', recordedFrom)
    const body = livingOn(state, step.from, 'from')
    requireStep(body.rhythm.steps, recordedFrom, step.from, 'from')
    if (same(was, step)) return []
    requireADay(body, withoutStated(body.rhythm.steps, recordedFrom), step, today)
    return [RhythmCorrected({ recordedFrom, ...step, reason })]
  },
)

export const ReverseRhythm = command(
  'ReverseRhythm',
  committee,
  { ...datedStep, reason },
  {
    doc: described(
      'คณะไม่เคยกำหนดประชุมประจำตามบันทึกนี้ ให้เป็นไปตามที่กำหนดไว้เดิม',
      'The body never adopted this rhythm: what held before holds on.',
      'StepMustBeRecorded, StepIsCorrectedAsWhatItIs',
    ),
  },
  (input, state) => {
    recordedAs(state, 'adoption', input.recordedFrom)
    return [RhythmReversed(input)]
  },
)

export const EndRhythm = command(
  'EndRhythm',
  committee,
  { on: since },
  {
    doc: described(
      'ตั้งแต่วันที่ `on` คณะไม่มีกำหนดประชุมประจำ ประชุมตามที่นัดแต่ละครั้ง',
      'From the day `on` the body meets by no rhythm, but as each meeting is called.',
      `${ON_A_DAY}, RhythmMustBeInForce`,
    ),
  },
  (input, state) => {
    const { steps } = livingOn(state, input.on, 'on').rhythm
    const there = stepFrom(steps, input.on)
    if (there && there.rrule === undefined) return []
    requireInForce(steps, input.on, 'on')
    return [RhythmEnded(input)]
  },
)

export const CorrectRhythmEnd = command(
  'CorrectRhythmEnd',
  committee,
  { ...datedStep, on: since, reason },
  {
    doc: described(
      'แก้ไขวันที่เลิกใช้กำหนดประชุมประจำที่บันทึกไว้ไม่ถูกต้อง',
      'The day from which the body meets by no rhythm was recorded wrongly.',
      `StepMustBeRecorded, StepIsCorrectedAsWhatItIs, StepsBeginOnDaysOfTheirOwn, ${ON_A_DAY}, RhythmMustBeInForce`,
    ),
  },
  (input, state) => {
    recordedAs(state, 'end', input.recordedFrom)
    const { steps } = livingOn(state, input.on, 'on').rhythm
    requireStep(steps, input.recordedFrom, input.on, 'on')
    if (input.on === input.recordedFrom) return []
    requireInForce(withoutStated(steps, input.recordedFrom), input.on, 'on')
    return [RhythmEndCorrected(input)]
  },
)

export const ReverseRhythmEnd = command(
  'ReverseRhythmEnd',
  committee,
  { ...datedStep, reason },
  {
    doc: described(
      'คณะมิได้เลิกใช้กำหนดประชุมประจำในวันนั้น ให้ใช้ต่อไป',
      'The rhythm did not end then: it holds on.',
      'StepMustBeRecorded, StepIsCorrectedAsWhatItIs',
    ),
  },
  (input, state) => {
    recordedAs(state, 'end', input.recordedFrom)
    return [RhythmEndReversed(input)]
  },
)

/** Refuses what cannot become of the occurrence that the rhythm puts on the day. */
function requireChangeable(state: CommitteeState, on: Day, { to }: Pick<OccurrenceChange, 'to'>): void {
  const { rhythm } = livingOn(state, on, 'on')
  requireThat(namedOn(rhythm.steps, on), OccurrenceIsOfTheRhythm, 'on')
  if (to === undefined) return
  livingOn(state, to, 'to')
  requireThat(to !== on || rhythm.changes[on], OccurrenceMovesToAnotherDay, 'to')
  const there = occurrencesIn(rhythm, { from: to, until: addDays(to, 1) })
  requireThat(
    there.every((other) => other.on === on || other.skipped),
    OccurrencesAreOneADay,
    'to',
  )
}
const changeOf = (state: CommitteeState, on: Day) => (state.is === 'unknown' ? undefined : state.rhythm.changes[on])
const OF_AN_OCCURRENCE = `${ON_A_DAY}, OccurrenceIsOfTheRhythm`

export const SkipOccurrence = command(
  'SkipOccurrence',
  committee,
  skip,
  {
    doc: described(
      'งดประชุมหนึ่งครั้งตามกำหนดประชุมประจำ ครั้งอื่นคงเดิม การประชุมที่กำหนดวันไว้แล้วให้ยกเลิกต่างหากด้วย CancelMeeting',
      'One occurrence of the rhythm is skipped; the others stay. A meeting that is already scheduled is cancelled by itself, by CancelMeeting.',
      OF_AN_OCCURRENCE,
    ),
  },
  ({ on, reason }, state) => {
    if (same(changeOf(state, on), { reason })) return []
    requireChangeable(state, on, {})
    return [OccurrenceSkipped({ on, reason })]
  },
)

export const MoveOccurrence = command(
  'MoveOccurrence',
  committee,
  move,
  {
    doc: described(
      'เลื่อนการประชุมหนึ่งครั้งตามกำหนดประชุมประจำไปวันอื่น ครั้งอื่นคงเดิม ครั้งที่งดหรือเลื่อนไว้แล้วเลื่อนอีกได้ และกลับมาวันเดิมได้ ' +
        'การประชุมที่กำหนดวันไว้แล้วให้เลื่อนต่างหากด้วย RescheduleMeeting',
      'One occurrence of the rhythm is moved to another day; the others stay. One that was skipped or moved can be moved again, also back ' +
        'to its own day. A meeting that is already scheduled is moved by itself, by RescheduleMeeting.',
      `${OF_AN_OCCURRENCE}, OccurrenceMovesToAnotherDay, OccurrencesAreOneADay`,
    ),
  },
  ({ on, to, reason }, state) => {
    if (same(changeOf(state, on), { to, reason })) return []
    requireChangeable(state, on, { to })
    return [OccurrenceMoved({ on, to, reason })]
  },
)

export const CorrectOccurrence = command(
  'CorrectOccurrence',
  committee,
  { ...occurrence, reason },
  {
    doc: described(
      'แก้ไขบันทึกว่าการประชุมครั้งนั้นงดหรือเลื่อน ให้ระบุข้อมูลที่ถูกต้องทั้งหมดพร้อมเหตุผลที่แก้ไข ไม่ระบุ `to` เมื่องด',
      'That an occurrence was skipped or moved was recorded wrongly: gives the whole corrected fact, without `to` where it was skipped, and ' +
        'the reason for the correction.',
      `OccurrenceMustBeChanged, ${OF_AN_OCCURRENCE}, OccurrencesAreOneADay`,
    ),
  },
  ({ on, to, because, reason }, state) => {
    const was = changeOf(state, on)
    requireThat(was, OccurrenceMustBeChanged, 'on')
    if (same(was, { to, reason: because })) return []
    requireChangeable(state, on, { to })
    return [OccurrenceCorrected({ on, to, because, reason })]
  },
)

export const ReverseOccurrence = command(
  'ReverseOccurrence',
  committee,
  { on: skip.on, reason },
  {
    doc: described(
      'การประชุมครั้งนั้นมิได้งดหรือเลื่อน ให้เป็นไปตามกำหนดประชุมประจำ',
      'The occurrence was neither skipped nor moved: it is on the day on which the rhythm puts it.',
      'OccurrenceMustBeChanged',
    ),
  },
  (input, state) => {
    requireThat(changeOf(state, input.on), OccurrenceMustBeChanged, 'on')
    return [OccurrenceReversed(input)]
  },
)
