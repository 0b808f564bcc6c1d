import { ruleOfTheRecord } from '@prasan/event-sourcing'

export const PostMustExist = ruleOfTheRecord('PostMustExist', { th: 'ในวันนั้นตำแหน่งนี้ถูกยุบเลิกแล้ว', en: 'By that day the post is abolished.' })
export const AssignmentMustBeKnown = ruleOfTheRecord('AssignmentMustBeKnown', {
  th: 'ไม่พบบันทึกการดำรงตำแหน่งนี้',
  en: 'The post has no such assignment.',
})
export const RoleCannotEndBeforeItBegins = ruleOfTheRecord('RoleCannotEndBeforeItBegins', {
  th: 'วันพ้นจากตำแหน่งต้องอยู่หลังวันเริ่ม',
  en: 'A role must end after the day it begins.',
})
export const PostHasAtMostOneSubstantiveHolderAtATime = ruleOfTheRecord('PostHasAtMostOneSubstantiveHolderAtATime', {
  th: 'ตำแหน่งหนึ่งมีผู้ดำรงตำแหน่งได้ครั้งละหนึ่งคน ไม่นับผู้รักษาราชการแทนและผู้รักษาการ: บันทึกการพ้นจากตำแหน่งของคนเดิมหรือแก้ไขก่อน',
  en: 'A post has at most one substantive holder at a time: end or correct the other assignment first.',
})
export const DelegationMustBeKnown = ruleOfTheRecord('DelegationMustBeKnown', {
  th: 'ไม่พบบันทึกการมอบอำนาจนี้',
  en: 'The post has no such delegation.',
})
export const DelegationCannotEndBeforeItBegins = ruleOfTheRecord('DelegationCannotEndBeforeItBegins', {
  th: 'วันสิ้นสุดการมอบอำนาจต้องอยู่หลังวันเริ่ม',
  en: 'A delegation must end after the day it begins.',
})
export const NobodyDelegatesToThemselves = ruleOfTheRecord('NobodyDelegatesToThemselves', {
  th: 'ผู้รับมอบอำนาจต้องเป็นผู้อื่น',
  en: 'Powers are delegated to somebody else.',
})
