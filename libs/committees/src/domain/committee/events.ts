// What happens in a committee's stream.
import { Bilingual, Count, Day, PlannedDay, anyStep, event, fileAttached, fileCorrected, label, z } from '@prasan/event-sourcing'
import { BodyRules } from './body-rules.js'
import { Preset } from './presets.js'
import {
  abolition,
  appointed,
  appointment,
  correction,
  dissolution,
  establishment,
  from,
  numbered,
  order,
  orderFacts,
  person,
  place,
  reason,
  recordedFrom,
  seat,
  since,
  stepOn,
  until,
  vacancy,
} from './shapes.js'

export const CommitteeEstablished = event('CommitteeEstablished', 1, establishment, {
  th: 'แต่งตั้ง{name}',
  en: 'Committee established: {name}',
})
export const CommitteeCorrected = event(
  'CommitteeCorrected',
  1,
  { ...establishment, reason },
  { th: 'แก้ไขบันทึก{name}: {reason}', en: 'Record of {name} corrected: {reason}' },
)
export * from './events-of-duties.js'
export * from './events-of-rhythm.js'
/** What the body is to do, and may. */
export const mandate = {
  mandate: Bilingual.meta(label('อำนาจหน้าที่', 'Mandate')),
  from: PlannedDay.optional().meta(label('ตั้งแต่', 'From', 'หากไม่ระบุคือตั้งแต่มีคณะ', 'Since the committee exists where it is left out.')),
}
export const MandateDescribed = event('MandateDescribed', 1, mandate, { th: 'อำนาจหน้าที่: {mandate}', en: 'Mandate: {mandate}' })
export const MandateCorrected = event(
  'MandateCorrected',
  1,
  { ...anyStep, ...mandate, reason },
  { th: 'แก้ไขอำนาจหน้าที่เป็น {mandate}: {reason}', en: 'Mandate corrected: {mandate}: {reason}' },
)
export const MandateReversed = event(
  'MandateReversed',
  1,
  { ...anyStep, reason },
  { th: 'ยกเลิกบันทึกอำนาจหน้าที่: {reason}', en: 'Record of the mandate reversed: {reason}' },
)
export const OrderIssued = event('OrderIssued', 1, { order, ...orderFacts }, ({ target }) => {
  const does = target === undefined ? '{kind}' : '{kind} {target}'
  return {
    th: `คำสั่งที่ {number} (${does}) ลงวันที่ {date} มีผลตั้งแต่ {effectiveFrom}`,
    en: `Order {number} (${does}) of {date}, effective from {effectiveFrom}`,
  }
})
export const OrderCorrected = event(
  'OrderCorrected',
  1,
  { order, ...orderFacts, reason },
  { th: 'แก้ไขบันทึกคำสั่งที่ {number}: {reason}', en: 'Record of order {number} corrected: {reason}' },
)
export const FileAttachedToOrder = fileAttached('FileAttachedToOrder', { order }, { th: '{order}', en: '{order}' })
export const FileOfOrderCorrected = fileCorrected('FileOfOrderCorrected', { order }, { th: '{order}', en: '{order}' })
export const RulesAdopted = event(
  'RulesAdopted',
  1,
  { preset: Preset.optional(), rules: BodyRules, from },
  { th: 'ใช้ระเบียบของคณะตั้งแต่ {from}', en: 'Rules adopted from {from}' },
)
export const RulesCorrected = event(
  'RulesCorrected',
  1,
  { recordedFrom, preset: Preset.optional(), rules: BodyRules, from, reason },
  { th: 'แก้ไขบันทึกระเบียบของคณะ เป็นตั้งแต่ {from}: {reason}', en: 'Record of the rules corrected, from {from}: {reason}' },
)
export const RulesReversed = event(
  'RulesReversed',
  1,
  { recordedFrom, reason },
  {
    th: 'ยกเลิกบันทึกการใช้ระเบียบของคณะตั้งแต่ {recordedFrom}: {reason}',
    en: 'Record of an adoption of rules from {recordedFrom} reversed: {reason}',
  },
)
export const SeatCreated = event(
  'SeatCreated',
  1,
  { seat, ...place, from, order: order.optional() },
  { th: 'กำหนดที่นั่งลำดับที่ {number} ({office})', en: 'Seat {number} created ({office})' },
)
export const SeatChanged = event(
  'SeatChanged',
  1,
  { seat, ...place, from: since, order: order.optional() },
  { th: 'เปลี่ยนที่นั่งลำดับที่ {number} ({office}) ตั้งแต่ {from}', en: 'Seat {number} changed ({office}) from {from}' },
)
export const SeatCorrected = event(
  'SeatCorrected',
  1,
  { seat, ...place, from, stepOn, reason },
  { th: 'แก้ไขบันทึกที่นั่งลำดับที่ {number}: {reason}', en: 'Record of seat {number} corrected: {reason}' },
)
export const SeatChangeReversed = event(
  'SeatChangeReversed',
  1,
  { seat, from: since, reason },
  {
    th: 'ยกเลิกบันทึกการเปลี่ยนที่นั่ง ({seat}) ตั้งแต่ {from}: {reason}',
    en: 'Record of a change of the seat ({seat}) from {from} reversed: {reason}',
  },
)
export const RepresentativeNamed = event(
  'RepresentativeNamed',
  1,
  { seat, person, from, until },
  { th: 'ส่ง {person} เป็นผู้แทน ({seat}) ตั้งแต่ {from}', en: '{person} sent as representative ({seat}) from {from}' },
)
export const RepresentativeWithdrawn = event(
  'RepresentativeWithdrawn',
  1,
  { seat, person, on: since },
  { th: '{person} พ้นจากการเป็นผู้แทน ({seat}) ตั้งแต่ {on}', en: '{person} withdrawn ({seat}) from {on}' },
)
export const RepresentativeCorrected = event(
  'RepresentativeCorrected',
  1,
  { seat, recorded: appointed, person, from, until, reason },
  { th: 'แก้ไขบันทึกผู้แทน {person} ({seat}): {reason}', en: 'Record of representative {person} ({seat}) corrected: {reason}' },
)
export const RepresentativeReversed = event(
  'RepresentativeReversed',
  1,
  { seat, recorded: appointed, reason },
  { th: 'ยกเลิกบันทึกการส่งผู้แทน {recorded} ({seat}): {reason}', en: 'Record of representative {recorded} ({seat}) reversed: {reason}' },
)
export const AlternateNamed = event(
  'AlternateNamed',
  1,
  { seat, person, from, until },
  { th: 'ตั้ง {person} เป็นผู้แทนสำรองประจำ ({seat}) ตั้งแต่ {from}', en: '{person} named standing alternate ({seat}) from {from}' },
)
export const AlternateWithdrawn = event(
  'AlternateWithdrawn',
  1,
  { seat, person, on: since },
  { th: '{person} พ้นจากการเป็นผู้แทนสำรอง ({seat}) ตั้งแต่ {on}', en: '{person} no longer alternate ({seat}) from {on}' },
)
export const AlternateCorrected = event(
  'AlternateCorrected',
  1,
  { seat, recorded: appointed, person, from, until, reason },
  { th: 'แก้ไขบันทึกผู้แทนสำรอง {person} ({seat}): {reason}', en: 'Record of alternate {person} ({seat}) corrected: {reason}' },
)
export const AlternateReversed = event(
  'AlternateReversed',
  1,
  { seat, recorded: appointed, reason },
  { th: 'ยกเลิกบันทึกผู้แทนสำรอง {recorded} ({seat}): {reason}', en: 'Record of alternate {recorded} ({seat}) reversed: {reason}' },
)
export const ExpertAppointed = event('ExpertAppointed', 1, appointment, {
  th: 'แต่งตั้ง {person} เป็นผู้ทรงคุณวุฒิ ({seat}) ตั้งแต่ {from}',
  en: '{person} appointed as expert ({seat}) from {from}',
})
export const ExpertAppointmentCorrected = event(
  'ExpertAppointmentCorrected',
  1,
  { recorded: appointed, ...appointment, reason },
  { th: 'แก้ไขบันทึกการแต่งตั้ง {person} ({seat}): {reason}', en: 'Record of the appointment of {person} ({seat}) corrected: {reason}' },
)
export const ExpertAppointmentReversed = event(
  'ExpertAppointmentReversed',
  1,
  { seat, recorded: appointed, reason },
  {
    th: 'ยกเลิกบันทึกการแต่งตั้ง {recorded} ({seat}): {reason}',
    en: 'Record of the appointment of {recorded} ({seat}) reversed: {reason}',
  },
)
export const SeatVacated = event(
  'SeatVacated',
  1,
  {
    ...vacancy,
    absences: z
      .array(
        z
          .strictObject({
            meeting: numbered.meeting,
            on: Day.meta(label('วันที่', 'On')),
            revision: Count.meta(label('ลำดับของบันทึกที่อ่าน', 'Revision of the stream that was read')),
          })
          .meta({ id: 'AbsenceShown' }),
      )
      .optional()
      .meta(
        label(
          'การประชุมที่ขาด',
          'Absences',
          'เมื่อพ้นเพราะขาดประชุม: การประชุมที่ขาด พร้อมลำดับของบันทึกที่อ่าน',
          'Where absence is the cause: the meetings missed, with the revisions read.',
        ),
      ),
  },
  { th: 'ที่นั่งว่างลง ({seat}) ตั้งแต่ {on}: {reason}', en: 'Seat vacated ({seat}) from {on}: {reason}' },
)
export const VacancyCorrected = event(
  'VacancyCorrected',
  1,
  { recordedOn: since, ...vacancy, correction },
  {
    th: 'แก้ไขบันทึกการพ้นจากที่นั่ง ({seat}) วันที่ {recordedOn} เป็นตั้งแต่ {on}: {correction}',
    en: 'Record of a vacancy ({seat}) on {recordedOn} corrected, from {on}: {correction}',
  },
)
export const VacancyReversed = event(
  'VacancyReversed',
  1,
  { seat, on: since, reason },
  { th: 'ยกเลิกบันทึกการพ้นจากที่นั่ง ({seat}) วันที่ {on}: {reason}', en: 'Record of a vacancy ({seat}) on {on} reversed: {reason}' },
)
export const SeatAbolished = event(
  'SeatAbolished',
  1,
  { ...abolition, order: order.optional() },
  { th: 'ยกเลิกที่นั่ง ({seat}) ตั้งแต่ {on}', en: 'Seat abolished ({seat}) from {on}' },
)
export const SeatAbolitionCorrected = event(
  'SeatAbolitionCorrected',
  1,
  { ...abolition, reason },
  {
    th: 'แก้ไขบันทึกการยกเลิกที่นั่ง ({seat}) เป็นตั้งแต่ {on}: {reason}',
    en: 'Record of the end of the seat ({seat}) corrected, from {on}: {reason}',
  },
)
export const SeatAbolitionReversed = event(
  'SeatAbolitionReversed',
  1,
  { seat, reason },
  { th: 'ยกเลิกบันทึกการยกเลิกที่นั่ง ({seat}): {reason}', en: 'Record of the end of the seat ({seat}) reversed: {reason}' },
)
export const MeetingNumbered = event('MeetingNumbered', 1, numbered, {
  th: 'ให้เลขการประชุมครั้งที่ {number} พ.ศ. {year}: {meeting}',
  en: 'Meeting numbered {number} of B.E. {year}: {meeting}',
})
export const MeetingNumberReleased = event('MeetingNumberReleased', 1, numbered, {
  th: 'คืนเลขการประชุมครั้งที่ {number} พ.ศ. {year}: {meeting}',
  en: 'Meeting number {number} of B.E. {year} given back: {meeting}',
})
export const CommitteeDissolved = event('CommitteeDissolved', 1, dissolution, { th: 'ยุบคณะตั้งแต่ {on}', en: 'Dissolved from {on}' })
export const DissolutionCorrected = event(
  'DissolutionCorrected',
  1,
  { ...dissolution, reason },
  { th: 'แก้ไขบันทึกการยุบคณะ เป็นตั้งแต่ {on}: {reason}', en: 'Record of the dissolution corrected, from {on}: {reason}' },
)
export const DissolutionReversed = event(
  'DissolutionReversed',
  1,
  { reason },
  { th: 'ยกเลิกบันทึกการยุบคณะ: {reason}', en: 'Record of the dissolution reversed: {reason}' },
)
