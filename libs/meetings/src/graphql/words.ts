import type { Bilingual } from '@prasan/graphql'
import type { Counted } from '../domain/meeting/quorum.js'

/** `มา 12 จาก 22 ครบองค์ประชุม (≥ 11)`. */
export const arithmetic = ({ present, base, needed, met }: Counted): Bilingual => ({
  th: `มา ${present} จาก ${base} ${met ? 'ครบ' : 'ไม่ครบ'}องค์ประชุม (≥ ${needed})`,
  en: `${present} of ${base} present, ${met ? 'quorate' : 'not quorate'} (≥ ${needed})`,
})
