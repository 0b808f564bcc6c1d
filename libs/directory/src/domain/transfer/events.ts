// What is recorded of a transfer list: an order that moves many persons between posts, decided as one act.
import { Day, PastDay, PlannedDay, Text, event, label, ref, z } from '@prasan/event-sourcing'
import { Manner } from '../post/events.js'

const reason = Text.meta(label('เหตุผล', 'Reason'))

const move = z
  .strictObject({
    person: ref('person').meta(label('บุคคล', 'Person')),
    from: ref('post')
      .optional()
      .meta(label('ย้ายจาก', 'From', 'ไม่ระบุเมื่อมาจากนอกบันทึก', 'The post that is left; left out for somebody who comes from elsewhere.')),
    to: ref('post')
      .optional()
      .meta(label('ไปดำรงตำแหน่ง', 'To', 'ไม่ระบุเมื่อพ้นจากราชการหรือไปนอกบันทึก', 'The post that is taken; left out for somebody who leaves.')),
    on: PlannedDay.meta(
      label('ตั้งแต่', 'From', 'วันแรกที่ดำรงตำแหน่งใหม่และไม่ดำรงตำแหน่งเดิม', 'First day in the new post, and the first no longer in the old one.'),
    ),
    until: PlannedDay.optional().meta(
      label(
        'ถึงก่อนวันที่',
        'Until',
        'วันแรกที่ไม่ดำรงตำแหน่งใหม่แล้ว หากคำสั่งกำหนดไว้',
        'First day no longer in the new post, where the order says so.',
      ),
    ),
    manner: Manner.optional().meta(
      label('ลักษณะ', 'Manner', 'หากไม่ระบุคือดำรงตำแหน่ง', 'How the new post is held; substantive where it is left out.'),
    ),
  })
  .meta({ id: 'Move', ...label('การย้าย', 'Move') })

const list = {
  number: Text.meta(label('คำสั่งที่', 'Order')),
  dated: PastDay.meta(label('ลงวันที่', 'Dated')),
  issuer: Text.optional().meta(label('ผู้ออกคำสั่ง', 'Issued by')),
  moves: z.array(move).min(1).max(200).meta(label('การย้าย', 'Moves')),
}

/** What a move came to. `endedBefore`: the end that the assignment which is left had before the list. */
const doing = z.strictObject({
  begun: ref('assignment').optional().meta(label('การดำรงตำแหน่งใหม่', 'Assignment begun')),
  until: Day.optional().meta(label('ถึงก่อนวันที่', 'Until')),
  ended: ref('assignment').optional().meta(label('การดำรงตำแหน่งเดิม', 'Assignment ended')),
  endedBefore: Day.optional().meta(label('เดิมถึงก่อนวันที่', 'Ended before on')),
})
/** One for each move, in their order. */
const doings = z.array(doing).meta(label('ผลต่อการดำรงตำแหน่ง', 'What they come to'))
/** What the list had done and does no longer: an assignment that never was, or one that ends as before the list. */
const takenBack = z
  .array(
    z.strictObject({
      post: ref('post').meta(label('ตำแหน่ง', 'Post')),
      assignment: ref('assignment').meta(label('การดำรงตำแหน่ง', 'Assignment')),
      never: z.boolean().meta(label('ไม่เคยมีผล', 'Never took effect')),
      until: Day.optional().meta(label('ถึงก่อนวันที่', 'Until')),
    }),
  )
  .meta(label('ผลที่ยกเลิก', 'Taken back'))

export const TransfersRecorded = event('TransfersRecorded', 1, { ...list, doings }, ({ moves: { length } }) => ({
  th: `คำสั่งที่ {number} ลงวันที่ {dated} โยกย้าย ${length} ราย`,
  en: `Order {number} of {dated}: ${length} ${length === 1 ? 'move' : 'moves'}`,
}))
export const TransfersCorrected = event('TransfersCorrected', 1, { ...list, doings, takenBack, reason }, ({ moves: { length } }) => ({
  th: `แก้ไขบันทึกคำสั่งที่ {number} ลงวันที่ {dated} เป็นโยกย้าย ${length} ราย: {reason}`,
  en: `Record of order {number} of {dated} corrected, ${length} ${length === 1 ? 'move' : 'moves'}: {reason}`,
}))
export const TransfersCancelled = event(
  'TransfersCancelled',
  1,
  { takenBack, reason },
  { th: 'ยกเลิกคำสั่งโยกย้ายทั้งฉบับ: {reason}', en: 'The whole list cancelled: {reason}' },
)

export type Move = z.infer<typeof move>
export type Doing = z.infer<typeof doing>
export type TakenBack = z.infer<typeof takenBack>[number]

/** The fields of commands. */
export const shapes = { list, reason }
