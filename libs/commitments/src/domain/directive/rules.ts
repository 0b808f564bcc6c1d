import { ruleOfTheBody, ruleOfTheRecord } from '@prasan/event-sourcing'

export const DirectiveMustBeInForce = ruleOfTheRecord('DirectiveMustBeInForce', {
  th: 'ข้อสั่งการต้องออกแล้วและยังไม่ถูกยกเลิกในวันนั้น',
  en: 'On that day the directive must have been issued and not be withdrawn.',
})
export const DirectiveStepsFollowInTime = ruleOfTheRecord('DirectiveStepsFollowInTime', {
  th: 'ข้อสั่งการส่งและยกเลิกตั้งแต่วันที่ออกเป็นต้นไป และไม่ส่งหลังวันที่ยกเลิก: ให้แก้วันที่',
  en: 'A directive is sent and withdrawn from the day of its issue on, and not sent after it is withdrawn: correct the day.',
})
export const DirectiveGoesToBodiesBelow = ruleOfTheRecord('DirectiveGoesToBodiesBelow', {
  th: 'ข้อสั่งการส่งถึงคณะที่อยู่ใต้คณะที่สั่งการเท่านั้น: ให้ส่งถึงคณะในสังกัด หรือแก้ไขคณะที่สังกัดของคณะนั้น',
  en: 'A directive goes only to bodies that are part of the issuing one, directly or further below: choose such a body, or correct what that one is part of.',
})
export const DirectiveIsSentToABodyOnce = ruleOfTheRecord('DirectiveIsSentToABodyOnce', {
  th: 'คณะนี้ได้รับข้อสั่งการแล้ว: หากวันที่หรือกำหนดบันทึกไว้ไม่ถูกต้อง ให้แก้ไข (correctSending)',
  en: 'The body has got the directive already: where its day or due date is recorded wrongly, correct it (correctSending).',
})
export const SendingNamesBodies = ruleOfTheRecord('SendingNamesBodies', {
  th: 'ให้ระบุคณะที่ส่งถึง หรือเลือกทุกคณะในสังกัด อย่างใดอย่างหนึ่ง',
  en: 'Name the bodies to which it is sent, or choose all that are directly below, one of the two.',
})
export const SendingMustBeRecorded = ruleOfTheRecord('SendingMustBeRecorded', {
  th: 'ไม่มีบันทึกว่าส่งข้อสั่งการถึงคณะนี้',
  en: 'It is not recorded that the directive was sent to this body.',
})
export const LatestDueDateIsNotBeforeTheDueDate = ruleOfTheRecord('LatestDueDateIsNotBeforeTheDueDate', {
  th: 'กำหนดช้าที่สุดที่ปรับได้ต้องไม่ก่อนกำหนดแล้วเสร็จ',
  en: 'The latest date to which it may be adapted is not before the due date.',
})
export const DirectiveIsWithdrawnAlready = ruleOfTheRecord('DirectiveIsWithdrawnAlready', {
  th: 'ข้อสั่งการถูกยกเลิกไว้แล้วเป็นอย่างอื่น: หากบันทึกไว้ไม่ถูกต้อง ให้แก้ไข (correctDirectiveWithdrawal)',
  en: 'It is withdrawn already, and otherwise than this says: where that is wrong, correct it (correctDirectiveWithdrawal).',
})
export const DirectiveIsWithdrawnByResolution = ruleOfTheBody('DirectiveIsWithdrawnByResolution', {
  th: 'ยกเลิกข้อสั่งการได้โดยมติเท่านั้น: ให้ระบุมติ (resolution)',
  en: 'A directive is withdrawn by a resolution only: name it (resolution).',
})
export const DirectiveMustBeWithdrawn = ruleOfTheRecord('DirectiveMustBeWithdrawn', {
  th: 'ข้อสั่งการยังไม่ถูกยกเลิก',
  en: 'The directive is not withdrawn.',
})
