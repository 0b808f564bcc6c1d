/** Why a record of a Popolo file is not taken, or not as it stands. */
import type { Bilingual } from '@prasan/event-sourcing'
import { Refused } from './refused.js'

export const UNKNOWN = new Refused('UnknownId', {
  th: 'ไม่มีรหัสนี้ในไฟล์ และไม่เคยนำเข้าจากแหล่งเดียวกัน',
  en: 'The file has no record with this id, and none was imported from the same source before.',
})
export const NOT_IN_THE_FILE = new Refused('UnknownId', {
  th: 'ไม่มีรหัสนี้ในไฟล์: พื้นที่และสมัยที่สมาชิกภาพอ้างถึงต้องอยู่ในทุกไฟล์',
  en: 'The file has no such record: areas and legislative periods that memberships name belong into every file.',
})
export const PARTY = new Refused('PartiesAreNoCommittees', {
  th: 'พรรคการเมืองบันทึกเป็นหน่วยงาน ไม่เป็นคณะ',
  en: 'A party is recorded as an organization, without seats.',
})
export const NO_BODY = new Refused('OrganizationHasNoSeats', {
  th: 'หน่วยงานนี้นำเข้าไว้โดยไม่มีสมาชิก: ใส่หน่วยงานในไฟล์นี้ด้วย',
  en: 'This organization was imported without members: put it into this file too.',
})
export const ENDS_BEFORE: Bilingual = {
  th: 'สิ้นสุดก่อนวันเริ่ม (หรือบุคคลเสียชีวิต หรือคณะยุบเลิกก่อนวันเริ่ม)',
  en: 'It ends before it begins, or begins after the person’s death or the body’s end.',
}
export const endsEarlier = (on: string, dead: boolean): Bilingual => ({
  th: `สิ้นสุดก่อนวันในไฟล์ ตั้งแต่ ${on}: ${dead ? 'บุคคลเสียชีวิต' : 'คณะยุบเลิก'}`,
  en: `It ends earlier than it says, from ${on}: ${dead ? 'the person died' : 'the body ended'}.`,
})
