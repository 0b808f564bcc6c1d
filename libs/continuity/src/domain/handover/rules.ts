import { ruleOfTheBody, ruleOfTheRecord } from '@prasan/event-sourcing'

export const HandoverMustBeThere = ruleOfTheRecord('HandoverMustBeThere', {
  th: 'ในวันนั้นไม่มีการส่งมอบนี้ หรือถูกยกเลิกไปแล้ว',
  en: 'On that day there is no such handover, or it was reversed.',
})
export const HandoverPassesOnItsDay = ruleOfTheRecord('HandoverPassesOnItsDay', {
  th: 'รับหรือทักท้วงได้ตั้งแต่วันที่ส่งมอบเป็นต้นไป',
  en: 'Nothing is accepted, contested or lapses before the day of the handover.',
})
export const OnlyAPartyReceivesAHandover = ruleOfTheRecord('OnlyAPartyReceivesAHandover', {
  th: 'ผู้รับมอบต้องดำรงตำแหน่งนั้นในวันนั้น หากตำแหน่งว่าง ต้องเป็นหัวหน้าของหน่วยงานหรือของหน่วยงานที่สังกัด',
  en: 'It is received by whoever holds the post on that day; where nobody does, by the head of its organization or of the one above.',
})
export const ItemMustBeOfTheHandover = ruleOfTheRecord('ItemMustBeOfTheHandover', {
  th: 'การส่งมอบนี้ไม่มีรายการนี้',
  en: 'The handover has no such item.',
})
export const ItemMustBeWaiting = ruleOfTheRecord('ItemMustBeWaiting', {
  th: 'ในวันนั้นรายการนี้มิได้รอผู้รับแล้ว: หากบันทึกไว้ไม่ถูกต้อง ให้แก้ไข (correctHandoverStep)',
  en: 'On that day the item waits for nobody: where a step is recorded wrongly, correct it (correctHandoverStep).',
})
export const SomethingMustWait = ruleOfTheRecord('SomethingMustWait', {
  th: 'ในวันนั้นไม่มีรายการที่รอผู้รับ',
  en: 'On that day no item of the handover waits.',
})
export const HandoverHasNoSuchStep = ruleOfTheRecord('HandoverHasNoSuchStep', {
  th: 'ไม่มีขั้นตอนนี้ในประวัติของการส่งมอบ หรือถูกยกเลิกไปแล้ว',
  en: 'The history of the handover has no such step, or it was reversed.',
})
export const HandoverFollowsTheAssignment = ruleOfTheRecord('HandoverFollowsTheAssignment', {
  th: 'การส่งมอบนี้เป็นไปตามบันทึกการดำรงตำแหน่ง: ให้แก้ไขบันทึกนั้น',
  en: 'This handover follows who holds the post: correct that assignment.',
})
export const HandoverLapsesAfterItsTime = ruleOfTheBody('HandoverLapsesAfterItsTime', {
  th: 'การส่งมอบพ้นกำหนดรับมอบเมื่อครบ 90 วัน',
  en: 'A handover lapses 90 days after its day.',
})
