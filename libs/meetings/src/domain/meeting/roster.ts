// What is kept of the bodies as a meeting opens: their seats, their rules of the day, the count.
import { Count, Text, label, ref, z } from '@prasan/event-sourcing'
import { committee, person, post } from './shapes.js'

/** The count of persons that makes a body able to resolve, as it stood. */
export const counted = z.strictObject({
  committee,
  present: Count.meta(label('มา', 'Present')),
  base: Count.meta(label('จาก', 'Of')),
  needed: Count.meta(label('ต้องการ', 'Needed')),
  met: z.boolean().meta(label('ครบองค์ประชุม', 'Quorate')),
})
export const inquorate = z.boolean().meta(label('ไม่ครบองค์ประชุม', 'Inquorate'))
/** The rules of a body as far as its meeting needs them, on the day. */
export const rulesOfTheDay = z
  .strictObject({
    quorum: z
      .strictObject({
        numerator: Count.meta(label('ตัวเศษ', 'Numerator')),
        denominator: Count.meta(label('ตัวส่วน', 'Denominator')),
        base: z.enum(['allSeats', 'filledSeats']).meta(label('ฐาน', 'Base')),
      })
      .meta(label('องค์ประชุม', 'Quorum')),
    substitutes: z.enum(['count', 'attendOnly', 'none']).meta(label('ผู้มาประชุมแทน', 'Substitutes')),
    majority: z.enum(['simple', 'twoThirds', 'consensus']).meta(label('เสียงที่ต้องใช้', 'Majority')),
    castingVote: z.boolean().meta(label('ประธานมีเสียงชี้ขาด', 'Casting vote of the chair')),
  })
  .meta(label('ระเบียบของวันนั้น', 'Rules of the day'))
export const rosterSeat = z.strictObject({
  seat: ref('seat').meta(label('ที่นั่ง', 'Seat')),
  committee,
  number: Count.meta(label('ลำดับ', 'Number')),
  office: Text.meta(label('ตำแหน่งในคณะ', 'Office')),
  votes: z.boolean().meta(label('มีสิทธิออกเสียง', 'Votes')),
  countsForQuorum: z.boolean().meta(label('นับเป็นองค์ประชุม', 'Counts for quorum')),
  person: person.optional(),
  post: post.optional(),
  manner: Text.optional().meta(label('ลักษณะ', 'Manner')),
  alternates: z.array(ref('person')).optional().meta(label('ผู้แทนสำรองประจำที่นั่ง', 'Standing alternates')),
})
export const read = { revision: Count.meta(label('ลำดับของบันทึกที่อ่าน', 'Revision of the stream that was read')) }
