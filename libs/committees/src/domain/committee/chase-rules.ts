// How a body chases what was promised to it: when owners are reminded, and after how many days overdue it goes up, and to whom.
import { Count, described, distinct, label, z } from '@prasan/event-sourcing'

const after = (th: string, en: string) =>
  Count.min(1)
    .max(365)
    .optional()
    .meta({
      description: described(
        `เสนอ${th}เมื่อเกินกำหนดครบกี่วัน หากไม่ระบุข้ามขั้นนี้`,
        `Goes up to ${en} when it is so many days overdue; left out where it does not.`,
      ),
    })

const shape = z.strictObject({
  beforeDays: distinct(z.array(Count.min(1).max(365)).max(10)).meta({
    description: described('เตือนก่อนครบกำหนด (วัน) เช่น 14 และ 3', 'The owner is reminded so many days before it is due, as 14 and 3.'),
  }),
  onDueDay: z.boolean().meta({ description: described('เตือนในวันครบกำหนด', 'Whether the owner is reminded on the day it is due.') }),
  everyDays: Count.min(1)
    .max(365)
    .meta({
      description: described(
        'เตือนซ้ำทุกกี่วันหลังครบกำหนด และเตือนผู้ที่ต้องดำเนินการก่อนทุกกี่วันขณะที่รอ',
        'Reminded again every so many days after it was due; and who has to act first, while it waits on somebody.',
      ),
    }),
  secretaryAfterDays: after('เลขานุการ', 'the secretary'),
  chairAfterDays: after('ประธาน', 'the chair'),
  parentAfterDays: after('คณะที่อยู่เหนือขึ้นไป', 'the body above'),
  restDays: Count.min(1)
    .max(90)
    .meta({
      description: described(
        'เมื่อรับทราบการยกระดับโดยไม่ระบุวัน การติดตามหยุดไว้กี่วัน',
        'The chase rests for so many days on an acknowledgment that names no day.',
      ),
    }),
})
type Steps = 'secretaryAfterDays' | 'chairAfterDays' | 'parentAfterDays'

/** It goes up one after the other: each step later than those before it. */
export const ChaseRules = shape
  .superRefine((rules, context) => {
    let before: number | undefined
    for (const step of ['secretaryAfterDays', 'chairAfterDays', 'parentAfterDays'] satisfies Steps[]) {
      const days = rules[step]
      if (days === undefined) continue
      if (before !== undefined && days <= before) context.addIssue({ code: 'custom', path: [step], message: 'NotAfterTheStepBefore' })
      before = days
    }
  })
  .meta({
    id: 'ChaseRules',
    ...label(
      'การติดตามข้อผูกพัน',
      'Chase',
      'การเตือนผู้รับผิดชอบ และการยกระดับเมื่อเกินกำหนด',
      'When owners are reminded of what they promised, and when it goes up.',
    ),
  })
export type ChaseRules = z.infer<typeof ChaseRules>
