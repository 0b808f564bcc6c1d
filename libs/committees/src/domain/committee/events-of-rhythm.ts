// By what rhythm a body meets, and what becomes of an occurrence of it.
import { Day, PlannedDay, Recurrence, Text, TimeOfDay, datedStep, event, label } from '@prasan/event-sourcing'
import { MeetingMode, reason, since } from './shapes.js'

export const rhythm = {
  rrule: Recurrence.meta(
    label(
      'กฎการประชุมซ้ำ',
      'Rule of recurrence',
      'RRULE ตาม RFC 5545 เป็นวันเท่านั้น เช่น FREQ=MONTHLY;BYDAY=2TU (วันอังคารที่สองของเดือน) FREQ=WEEKLY;INTERVAL=2;BYDAY=WE (วันพุธเว้นสัปดาห์) ' +
        'FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR (วันศุกร์สุดท้ายทุกสามเดือน)',
      'An RRULE of RFC 5545, of days alone, as in FREQ=MONTHLY;BYDAY=2TU (the second Tuesday of the month), FREQ=WEEKLY;INTERVAL=2;BYDAY=WE ' +
        '(every other Wednesday), FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR (the last Friday of every third month).',
    ),
  ),
  from: PlannedDay.meta(
    label(
      'ตั้งแต่',
      'From',
      'วันแรกที่อาจเป็นวันประชุม เว้นสัปดาห์ เดือน หรือปีนับจากวันนี้ และสิ่งที่กฎไม่ระบุเป็นไปตามวันนี้',
      'The first day that may be one. Weeks, months and years between are counted from it, and what the rule leaves open is as on it.',
    ),
  ),
  startsAt: TimeOfDay.optional().meta(label('เวลาเริ่ม', 'Starts at')),
  place: Text.optional().meta(label('สถานที่', 'Place')),
  mode: MeetingMode.optional(),
}
/** An occurrence is named by the day on which the rhythm puts it, wherever it was moved. */
const on = PlannedDay.meta(
  label('วันตามกำหนดประชุม', 'On', 'วันที่กำหนดประชุมประจำระบุไว้ แม้เลื่อนไปแล้ว', 'The day on which the rhythm puts it, also where it was moved.'),
)
const to = PlannedDay.meta(label('เลื่อนไปวันที่', 'To'))
export const skip = { on, reason }
export const move = { on, to, reason }
export const occurrence = {
  on,
  to: PlannedDay.optional().meta(label('เลื่อนไปวันที่', 'To', 'ไม่ระบุเมื่อไม่มีการประชุมครั้งนั้น', 'Left out where it was skipped.')),
  because: Text.meta(label('เหตุที่งดหรือเลื่อน', 'Why it was skipped or moved')),
}

export const RhythmAdopted = event('RhythmAdopted', 1, rhythm, {
  th: 'กำหนดประชุมประจำ{rrule} ตั้งแต่ {from}',
  en: 'Meets {rrule}, from {from}',
})
export const RhythmCorrected = event(
  'RhythmCorrected',
  1,
  { ...datedStep, ...rhythm, reason },
  {
    th: 'แก้ไขบันทึกกำหนดประชุมประจำ เป็น{rrule} ตั้งแต่ {from}: {reason}',
    en: 'Record of the rhythm of its meetings corrected: {rrule}, from {from}: {reason}',
  },
)
export const RhythmReversed = event(
  'RhythmReversed',
  1,
  { ...datedStep, reason },
  {
    th: 'ยกเลิกบันทึกกำหนดประชุมประจำตั้งแต่ {recordedFrom}: {reason}',
    en: 'Record of a rhythm of its meetings from {recordedFrom} reversed: {reason}',
  },
)
export const RhythmEnded = event(
  'RhythmEnded',
  1,
  { on: since },
  { th: 'เลิกใช้กำหนดประชุมประจำตั้งแต่ {on}', en: 'Meets by no rhythm from {on}' },
)
export const RhythmEndCorrected = event(
  'RhythmEndCorrected',
  1,
  { ...datedStep, on: since, reason },
  {
    th: 'แก้ไขบันทึกการเลิกใช้กำหนดประชุมประจำ เป็นตั้งแต่ {on}: {reason}',
    en: 'Record of the end of the rhythm corrected, from {on}: {reason}',
  },
)
export const RhythmEndReversed = event(
  'RhythmEndReversed',
  1,
  { ...datedStep, reason },
  {
    th: 'ยกเลิกบันทึกการเลิกใช้กำหนดประชุมประจำตั้งแต่ {recordedFrom}: {reason}',
    en: 'Record of the end of the rhythm from {recordedFrom} reversed: {reason}',
  },
)
export const OccurrenceSkipped = event('OccurrenceSkipped', 1, skip, {
  th: 'ไม่มีการประชุมครั้งที่กำหนดไว้วันที่ {on}: {reason}',
  en: 'The meeting due on {on} is skipped: {reason}',
})
export const OccurrenceMoved = event('OccurrenceMoved', 1, move, {
  th: 'เลื่อนการประชุมที่กำหนดไว้วันที่ {on} ไปวันที่ {to}: {reason}',
  en: 'The meeting due on {on} is moved to {to}: {reason}',
})
export const OccurrenceCorrected = event('OccurrenceCorrected', 1, { ...occurrence, reason }, ({ to }) =>
  to === undefined
    ? {
        th: 'แก้ไขบันทึกการประชุมที่กำหนดไว้วันที่ {on} เป็นไม่มีการประชุมครั้งนั้น ({because}): {reason}',
        en: 'Record of the meeting due on {on} corrected: it is skipped ({because}): {reason}',
      }
    : {
        th: 'แก้ไขบันทึกการประชุมที่กำหนดไว้วันที่ {on} เป็นเลื่อนไปวันที่ {to} ({because}): {reason}',
        en: 'Record of the meeting due on {on} corrected: it is moved to {to} ({because}): {reason}',
      },
)
export const OccurrenceReversed = event(
  'OccurrenceReversed',
  1,
  { on: Day.meta(label('วันตามกำหนดประชุม', 'On')), reason },
  {
    th: 'ยกเลิกบันทึกการงดหรือเลื่อนการประชุมที่กำหนดไว้วันที่ {on}: {reason}',
    en: 'Record that the meeting due on {on} was skipped or moved reversed: {reason}',
  },
)
