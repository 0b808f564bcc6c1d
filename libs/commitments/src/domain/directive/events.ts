// What is recorded of a directive: one decision of a body, which becomes a commitment of each body below it that it is sent to.
import { Bilingual, Day, PastDay, PlannedDay, Text, distinct, event, label, ref, z } from '@prasan/event-sourcing'
import { Priority } from '@prasan/committees/contract'

const body = ref('committee').meta(label('คณะที่ได้รับ', 'Body'))
const reason = Text.meta(label('เหตุผล', 'Reason'))
const dueOn = PlannedDay.meta(label('กำหนดแล้วเสร็จ', 'Due on'))
const sentOn = PastDay.optional().meta(
  label('ส่งเมื่อ', 'Sent on', 'วันที่ส่งข้อสั่งการ หากไม่ระบุคือวันนี้', 'The day on which it was sent; today where it is left out.'),
)

const issue = {
  title: Bilingual.meta(label('เรื่อง', 'Title')),
  text: Text.optional().meta(label('สิ่งที่ให้ดำเนินการ', 'What is asked')),
  committee: ref('committee').meta(label('คณะที่สั่งการ', 'Issued by')),
  resolution: ref('resolution').optional().meta(label('ตามมติ', 'By resolution')),
  on: PastDay.optional().meta(label('สั่งการเมื่อ', 'Issued on', 'หากไม่ระบุคือวันนี้', 'Today where it is left out.')),
  dueOn,
  priority: Priority.optional(),
  adaptable: z
    .boolean()
    .optional()
    .meta({
      ...label(
        'ปรับให้เข้ากับพื้นที่ได้',
        'May be adapted',
        'คณะที่ได้รับปรับถ้อยคำและกำหนดพร้อมเหตุผลได้ หากไม่ระบุคือได้',
        'Whether a body that gets it may adapt wording and date, with the reason; it may where this is left out.',
      ),
      words: { true: { th: 'ได้', en: 'yes' }, false: { th: 'ไม่ได้', en: 'no' } },
    }),
  latestDueOn: PlannedDay.optional().meta(
    label(
      'ปรับกำหนดได้ถึง',
      'Adapted until',
      'กำหนดช้าที่สุดที่ปรับได้ หากไม่ระบุคือไม่จำกัด',
      'The latest due date to which it may be adapted; any where it is left out.',
    ),
  ),
}

/** To which bodies, in a command. */
const addressed = {
  bodies: distinct(z.array(body).max(1_000))
    .optional()
    .meta(label('ส่งถึง', 'Sent to', 'คณะที่อยู่ใต้คณะที่สั่งการ', 'Bodies that are part of the one that issues it, directly or further below.')),
  toAllChildren: z
    .boolean()
    .optional()
    .meta({
      ...label(
        'ส่งถึงทุกคณะในสังกัด',
        'To all bodies directly below',
        'ทุกคณะที่สังกัดคณะที่สั่งการโดยตรงในวันนั้นซึ่งยังไม่ได้รับ บันทึกไว้ว่าคณะใดบ้าง',
        'All bodies that are directly part of the issuing one on the day and have not got it; which they are is recorded.',
      ),
      words: { true: { th: 'ทุกคณะ', en: 'all' }, false: { th: 'เฉพาะที่ระบุ', en: 'those named' } },
    }),
}
/** To which bodies, and the commitment that each then has. */
const sent = z
  .array(z.strictObject({ body, commitment: ref('commitment').meta(label('ข้อผูกพัน', 'Commitment')) }))
  .meta(label('ส่งถึง', 'Sent to'))
const ofSending = {
  dueOn: PlannedDay.optional().meta(label('กำหนดแล้วเสร็จ', 'Due on', 'หากไม่ระบุคือตามข้อสั่งการ', 'As the directive says where it is left out.')),
}
const withdrawal = {
  on: PastDay.meta(label('ตั้งแต่', 'From')),
  resolution: ref('resolution').optional().meta(label('ตามมติ', 'By resolution')),
  reason,
}

export const DirectiveIssued = event('DirectiveIssued', 1, { ...issue, sent }, ({ sent }) => ({
  th: `สั่งการ “{title}” กำหนด {dueOn} ถึง ${sent.length} คณะ`,
  en: `Directive issued: {title}, due {dueOn}, to ${sent.length} ${sent.length === 1 ? 'body' : 'bodies'}`,
}))
export const DirectiveCorrected = event(
  'DirectiveCorrected',
  1,
  { ...issue, reason },
  { th: 'แก้ไขบันทึกข้อสั่งการ “{title}”: {reason}', en: 'Record of the directive {title} corrected: {reason}' },
)
export const DirectiveSent = event('DirectiveSent', 1, { on: sentOn, ...ofSending, sent }, ({ sent }) => ({
  th: `ส่งข้อสั่งการถึงอีก ${sent.length} คณะ`,
  en: `Sent to ${sent.length} more ${sent.length === 1 ? 'body' : 'bodies'}`,
}))
export const SendingCorrected = event(
  'SendingCorrected',
  1,
  { body, on: PastDay.meta(label('ส่งเมื่อ', 'Sent on')), ...ofSending, reason },
  { th: 'แก้ไขบันทึกการส่งถึง {body} เป็นวันที่ {on}: {reason}', en: 'Record of the sending to {body} corrected, to {on}: {reason}' },
)
export const SendingReversed = event(
  'SendingReversed',
  1,
  { body, commitment: ref('commitment').meta(label('ข้อผูกพัน', 'Commitment')), reason },
  { th: 'ไม่เคยส่งข้อสั่งการถึง {body}: {reason}', en: 'It was never sent to {body}: {reason}' },
)
export const DirectiveWithdrawn = event('DirectiveWithdrawn', 1, withdrawal, {
  th: 'ยกเลิกข้อสั่งการตั้งแต่ {on}: {reason}',
  en: 'Withdrawn from {on}: {reason}',
})
export const DirectiveWithdrawalCorrected = event('DirectiveWithdrawalCorrected', 1, withdrawal, {
  th: 'แก้ไขบันทึกการยกเลิกข้อสั่งการเป็นตั้งแต่ {on}: {reason}',
  en: 'Record of the withdrawal corrected, to {on}: {reason}',
})
export const DirectiveWithdrawalReversed = event(
  'DirectiveWithdrawalReversed',
  1,
  { reason },
  { th: 'ข้อสั่งการไม่เคยถูกยกเลิก: {reason}', en: 'It was never withdrawn: {reason}' },
)

/** The fields of commands, by what they do. */
export const shapes = {
  issue,
  addressed,
  sending: { on: sentOn, ...ofSending, ...addressed },
  sendingCorrection: { body, on: Day.meta({ ...label('ส่งเมื่อ', 'Sent on'), time: 'past' }), ...ofSending, reason },
  body,
  withdrawal,
  reason,
}
