import { type Rule, ruleOfTheBody, ruleOfTheRecord } from '@prasan/event-sourcing'

export const AMoveLeavesAPostOrTakesOne: Rule = ruleOfTheRecord('AMoveLeavesAPostOrTakesOne', {
  th: 'การย้ายต้องระบุตำแหน่งที่พ้นหรือตำแหน่งใหม่ ลักษณะและวันสิ้นสุดเป็นของตำแหน่งใหม่',
  en: 'A move leaves a post, takes one, or both; manner and end are of the post that is taken.',
})
export const WhoLeavesAPostMustHoldIt: Rule = ruleOfTheRecord('WhoLeavesAPostMustHoldIt', {
  th: 'บุคคลนี้ไม่ได้ดำรงตำแหน่งที่ย้ายจากจนถึงวันนั้น',
  en: 'The person does not hold the post that is left up to that day.',
})
export const OnePersonMovesOnceADay: Rule = ruleOfTheRecord('OnePersonMovesOnceADay', {
  th: 'บุคคลเดียวกันย้ายได้วันละหนึ่งครั้งในคำสั่งเดียวกัน',
  en: 'A list moves a person once a day.',
})
export const ThisListIsRecordedAlready: Rule = ruleOfTheRecord('ThisListIsRecordedAlready', {
  th: 'บันทึกคำสั่งโยกย้ายฉบับนี้ไว้แล้ว',
  en: 'This very list is recorded already.',
})
export const AnOrderMovesByOneList: Rule = ruleOfTheBody('AnOrderMovesByOneList', {
  th: 'มีคำสั่งโยกย้ายเลขที่และวันที่เดียวกันบันทึกไว้แล้ว: หากเป็นฉบับเดียวกันให้แก้ไขฉบับนั้น',
  en: 'Another list with this order number and date is recorded: correct that one if it is the same.',
})
export const LaterRecordsRestOnTheMove: Rule = ruleOfTheRecord('LaterRecordsRestOnTheMove', {
  th: 'การดำรงตำแหน่งตามการย้ายนี้มีบันทึกภายหลังที่ต่างออกไป: แก้ไขบันทึกนั้นก่อน',
  en: 'What this move came to was recorded otherwise since: put that right first.',
})
export const AListIsCancelledOnce: Rule = ruleOfTheRecord('AListIsCancelledOnce', {
  th: 'คำสั่งโยกย้ายนี้ถูกยกเลิกไปแล้ว',
  en: 'The list is cancelled already.',
})
