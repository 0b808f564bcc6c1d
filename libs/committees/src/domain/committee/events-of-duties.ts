// What whoever sits in a seat has to do, and that they acknowledged it.
import { acknowledgement, anyStep, event, recordedOn } from '@prasan/event-sourcing'
import { person, reason, seat, seatDuties } from './shapes.js'

export const SeatDutiesDescribed = event('SeatDutiesDescribed', 1, seatDuties, {
  th: 'หน้าที่ของที่นั่ง ({seat}): {duties}',
  en: 'Duties of the seat ({seat}): {duties}',
})
export const SeatDutiesCorrected = event(
  'SeatDutiesCorrected',
  1,
  { ...anyStep, ...seatDuties, reason },
  { th: 'แก้ไขหน้าที่ของที่นั่ง ({seat}) เป็น {duties}: {reason}', en: 'Duties of the seat ({seat}) corrected: {duties}: {reason}' },
)
export const SeatDutiesReversed = event(
  'SeatDutiesReversed',
  1,
  { seat, ...anyStep, reason },
  { th: 'ยกเลิกบันทึกหน้าที่ของที่นั่ง ({seat}): {reason}', en: 'Record of duties of the seat ({seat}) reversed: {reason}' },
)
export const SeatDutiesAcknowledged = event(
  'SeatDutiesAcknowledged',
  1,
  { seat, person, ...acknowledgement },
  { th: '{person} รับทราบหน้าที่ของที่นั่ง ({seat}) เมื่อ {on}', en: 'Duties of the seat ({seat}) acknowledged by {person} on {on}' },
)
export const SeatDutiesAcknowledgementCorrected = event(
  'SeatDutiesAcknowledgementCorrected',
  1,
  { seat, person, recordedOn, ...acknowledgement, reason },
  {
    th: 'แก้ไขบันทึกการรับทราบหน้าที่ของที่นั่ง ({seat}) โดย {person} จาก {recordedOn} เป็น {on}: {reason}',
    en: 'Record of {person} acknowledging the duties of the seat ({seat}) on {recordedOn} corrected to {on}: {reason}',
  },
)
export const SeatDutiesAcknowledgementReversed = event(
  'SeatDutiesAcknowledgementReversed',
  1,
  { seat, person, recordedOn, reason },
  {
    th: 'ยกเลิกบันทึกการรับทราบหน้าที่ของที่นั่ง ({seat}) โดย {person} เมื่อ {recordedOn}: {reason}',
    en: 'Record of {person} acknowledging the duties of the seat ({seat}) on {recordedOn} reversed: {reason}',
  },
)
