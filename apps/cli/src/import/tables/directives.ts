import { type Directed, promiseOf } from '@prasan/commitments/contract'
import { Priority } from '@prasan/committees/contract'
import { choiceOf, day, key, may, must, reference, text, yesNo } from '../cells.js'
import { bilingual, facet, part, said, table } from '../table.js'
import { type Fact, without } from './directory.js'

const issued = facet<Directed>('directive', {
  DirectiveIssued: without('sent') as () => Directed,
  DirectiveCorrected: without('reason') as () => Directed,
})

export const directives = table({
  name: 'directives',
  stage: 'promises',
  th: 'ข้อสั่งการ',
  doc: {
    th: 'สิ่งที่คณะสั่งการครั้งเดียวถึงหลายคณะที่อยู่ใต้ตน คณะที่ได้รับกรอกในตาราง directive_bodies',
    en: 'What a body decided once for many bodies below it. Which bodies got it stands in the table directive_bodies.',
  },
  columns: {
    key: must('รหัส', key, 'D-01'),
    title_th: must('เรื่อง', text, 'สำรวจกลุ่มเสี่ยงตัวอย่าง', 'title.th'),
    title_en: may('เรื่องอังกฤษ', text, 'The example survey', 'title.en'),
    text: may('สิ่งที่ให้ดำเนินการ', text),
    committee: must('คณะที่สั่งการ', reference('committees'), 'COM-01'),
    resolution: may('ตามมติ', reference('resolutions'), 'R-01'),
    on: must('สั่งการเมื่อ', day, '15/11/2568'),
    due_on: must('กำหนดแล้วเสร็จ', day, '30/9/2569', 'dueOn'),
    priority: may('ความเร่งด่วน', choiceOf(Priority), 'ปกติ'),
    adaptable: may('ปรับได้', yesNo, 'ใช่'),
    latest_due_on: may('ปรับกำหนดได้ถึง', day, '', 'latestDueOn'),
  },
  facets: [issued],
  idOf: (name) => name.stream('directive'),
  order: ({ on }) => on,
  parts(row, name) {
    const { text, committee, resolution, on, due_on: dueOn, priority, adaptable, latest_due_on: latestDueOn } = row
    const title = bilingual(row.title_th, row.title_en)
    const fact: Directed = said({ title, text, committee, resolution, on, dueOn, priority, adaptable, latestDueOn })
    return [
      part<Directed>({
        facet: issued,
        id: name.stream('directive'),
        fact,
        record: [{ command: 'IssueDirective', input: { ...fact } }],
        // The commitments that came of it are other streams: where it was issued wrongly, correctDirective corrects them with it.
        change: () => undefined,
      }),
    ]
  },
})

interface Sending extends Fact {
  readonly body: string
  readonly on?: string
  readonly dueOn?: string
}
const sent = facet<Sending>(
  'directive to a body',
  {
    DirectiveSent: (_, { on, dueOn, sent }: Fact & { sent: readonly Sending[] }) => said({ body: sent[0]!.body, on, dueOn }) as Sending,
    SendingReversed: () => undefined,
  },
  ({ sent = [], commitment }: { sent?: readonly { commitment: string }[]; commitment?: string }) =>
    commitment ?? sent.map((each) => each.commitment),
)

export const directiveBodies = table({
  name: 'directive_bodies',
  stage: 'promises',
  th: 'คณะที่ได้รับข้อสั่งการ',
  doc: {
    th: 'คณะที่ได้รับข้อสั่งการ แต่ละแถวเป็นข้อผูกพันของคณะนั้น ซึ่งตาราง progress อ้างถึงด้วยรหัสของแถวได้',
    en: 'The bodies that got a directive. Each row is the commitment of that body: rows of the table progress name it by its key.',
  },
  columns: {
    key: must('รหัส', key, 'DB-01'),
    directive: must('ข้อสั่งการ', reference('directives'), 'D-01'),
    body: must('คณะที่ได้รับ', reference('committees'), 'COM-02', 'bodies.0'),
    on: must('ส่งเมื่อ', day, '15/11/2568'),
    due_on: may('กำหนดแล้วเสร็จ', day, '', 'dueOn'),
  },
  facets: [sent],
  idOf: (name) => name.inside('commitment'),
  order: ({ on }) => on,
  parts(row, name) {
    const { directive, body, on, due_on: dueOn } = row
    const fact = said({ body, on, dueOn }) as Sending
    return [
      part<Sending>({
        facet: sent,
        id: directive,
        key: name.inside('commitment'),
        fact,
        record: [{ command: 'SendDirective', input: said({ bodies: [body], on, dueOn }) }],
        change: () => undefined,
        follows: ({ data }, known) =>
          (data as { sent: readonly { commitment: string }[] }).sent.map(({ commitment }) => ({
            ...{ command: 'MakeCommitment', id: commitment },
            input: promiseOf(directive, { facts: known<Directed>(issued)! }, { commitment, ...fact }),
          })),
      }),
    ]
  },
})
