/** What is shown in the place of personal data. */
import { type Bilingual, type KeyRing } from '@prasan/event-sourcing'

export const ERASED: Bilingual = { th: '(ลบข้อมูลส่วนบุคคลแล้ว)', en: '(personal data erased)' }
/** The key was not erased, it is not here: it can be read again once the ring that belongs to the log is restored. */
const KEY_NOT_HERE: Bilingual = {
  th: '(อ่านไม่ได้: ไม่พบกุญแจของข้อมูลส่วนบุคคล)',
  en: '(not readable: the key of this personal data is not here)',
}
/** The key was given up as lost, by whoever runs the store. */
const KEY_LOST: Bilingual = {
  th: '(อ่านไม่ได้อีก: กุญแจของข้อมูลส่วนบุคคลสูญหาย)',
  en: '(never readable again: the key of this personal data was lost)',
}
const PERSONAL: Bilingual = { th: '(ข้อมูลส่วนบุคคล)', en: '(personal data)' }

/** What a history says of a sealed text: that there is one, that it was erased, or that its key is not here. */
export function ofSealed(keys: Pick<KeyRing, 'open' | 'isLost'>, person: string, sealed: string): Bilingual {
  const plain = keys.open(person, sealed)
  return plain === null ? ERASED : plain === undefined ? notReadable(keys, person) : PERSONAL
}

/** Of a text that was not erased and cannot be opened: that the key is not here, or is lost for good. */
export const notReadable = (keys: Pick<KeyRing, 'isLost'>, person: string): Bilingual => (keys.isLost(person) ? KEY_LOST : KEY_NOT_HERE)
