// Why something is recorded of a promise: as people write it, or as Prasan itself gives it.
import { Text, label } from '@prasan/event-sourcing'

const OF_PRASAN = [
  { th: 'ผู้รับผิดชอบเดิมสิ้นสุดลง', en: 'the owner before has ended' },
  { th: 'บันทึกการสิ้นสุดของผู้รับผิดชอบเดิมเปลี่ยนไป', en: 'the end of the owner before is recorded otherwise now' },
]
/** The record keeps both languages in one text; a history tells each reader theirs. */
const recorded = OF_PRASAN.map(({ th, en }) => `${th} · ${en}`)

export const OWNER_HAS_ENDED = recorded[0]!
export const OWNER_ENDED_OTHERWISE = recorded[1]!

export const reason = Text.meta({
  ...label('เหตุผล', 'Reason'),
  words: Object.fromEntries(OF_PRASAN.map((words, i) => [recorded[i], words])),
})
