import { ruleOfTheBody, ruleOfTheRecord } from '@prasan/event-sourcing'

export const OrganizationMustBeActive = ruleOfTheRecord('OrganizationMustBeActive', {
  th: 'ในวันนั้นหน่วยงานนี้ถูกยุบเลิกแล้ว',
  en: 'By that day the organization is closed.',
})
export const MandateClauseMustBeInForce = ruleOfTheRecord('MandateClauseMustBeInForce', {
  th: 'หน่วยงานไม่มีอำนาจหน้าที่ข้อนี้ หรือสิ้นสุดไปแล้วในวันนั้น',
  en: 'The organization has no such mandate clause in force by that day.',
})
export const ClauseCannotEndBeforeItBegins = ruleOfTheRecord('ClauseCannotEndBeforeItBegins', {
  th: 'วันสิ้นสุดอำนาจหน้าที่ต้องอยู่หลังวันเริ่ม',
  en: 'A mandate clause must end after the day it begins.',
})
/** Two of one name may exist, as schools of one name in two provinces do; more often one is registered twice. */
export const OrganizationsHaveNamesOfTheirOwn = ruleOfTheBody('OrganizationsHaveNamesOfTheirOwn', {
  th: 'มีหน่วยงานชื่อนี้อยู่แล้ว: ใช้หน่วยงานนั้น หรือบันทึกทั้งที่ไม่เป็นไปตามกฎพร้อมเหตุผล',
  en: 'An organization of this name is there already: use it, or record despite this rule with the reason.',
})
