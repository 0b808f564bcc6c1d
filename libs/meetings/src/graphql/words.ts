import { timeInWords } from '@prasan/event-sourcing'
import type { Bilingual } from '@prasan/graphql'
import type { Counted } from '../domain/meeting/quorum.js'

/** `มา 12 จาก 22 ครบองค์ประชุม (≥ 11)`. */
export const arithmetic = ({ present, base, needed, met }: Counted): Bilingual => ({
  th: `มา ${present} จาก ${base} ${met ? 'ครบ' : 'ไม่ครบ'}องค์ประชุม (≥ ${needed})`,
  en: `${present} of ${base} present, ${met ? 'quorate' : 'not quorate'} (≥ ${needed})`,
})

/** `ตั้งแต่ 10.40 น. ไม่ครบองค์ประชุม`; from the beginning where no time is given. */
export function sinceWhen(from: string | undefined, met: boolean): Bilingual {
  const time = from === undefined ? { th: 'เริ่มประชุม', en: 'the beginning' } : timeInWords(from)
  return {
    th: `ตั้งแต่${from === undefined ? '' : ' '}${time.th} ${met ? 'ครบ' : 'ไม่ครบ'}องค์ประชุม`,
    en: `From ${time.en} the meeting ${met ? 'has' : 'is below'} its quorum`,
  }
}
