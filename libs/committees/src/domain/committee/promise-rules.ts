// What a body asks of promises that it watches over: how often they are extended and by whom, and what is shown at their end.
import { Count, choice, described, distinct, label, z } from '@prasan/event-sourcing'

/** How pressing a promise is: rules of bodies ask more of some. */
export const Priority = choice(
  'CommitmentPriority',
  { normal: ['ปกติ', 'normal'], high: ['ด่วน', 'high'], urgent: ['ด่วนที่สุด', 'urgent'] },
  label('ความเร่งด่วน', 'Priority', 'หากไม่ระบุคือปกติ', 'How pressing it is; normal where it is left out.'),
)
export type Priority = z.infer<typeof Priority>

export const ExtensionDecider = choice(
  'ExtensionDecider',
  {
    secretary: ['เลขานุการ', 'secretary'],
    chair: ['ประธาน', 'chair'],
    meeting: ['มติของคณะ', 'resolution of the body'],
  },
  label('ผู้อนุมัติ', 'Decided by', 'ผู้มีอำนาจสูงกว่าอนุมัติได้ด้วย', 'Who stands higher may decide it too; anybody where it is left out.'),
)

export const ExtensionRule = z
  .strictObject({
    limit: Count.max(20)
      .meta({
        description: described(
          'ข้อผูกพันหนึ่งขยายเวลาได้ไม่เกินกี่ครั้ง หากไม่ระบุไม่จำกัด',
          'How often one commitment may be extended; without a limit where it is left out.',
        ),
      })
      .optional(),
    decidedBy: ExtensionDecider.optional(),
  })
  .meta({
    id: 'ExtensionRule',
    ...label(
      'การขยายเวลา',
      'Extensions',
      'ข้อผูกพันที่คณะติดตามขยายเวลาได้กี่ครั้ง และผู้ใดอนุมัติ',
      'How often what the body watches over may be extended, and who decides it.',
    ),
  })

export const EvidenceFor = distinct(z.array(Priority).min(1).max(3)).meta(
  label(
    'ต้องมีหลักฐานเมื่อแล้วเสร็จ',
    'Evidence for',
    'ข้อผูกพันที่มีความเร่งด่วนนี้ ต้องมีหลักฐานหรือไฟล์แนบจึงรายงานว่าแล้วเสร็จ',
    'Commitments of these priorities are reported complete with evidence or a file that is attached.',
  ),
)
