import { Priority } from '@prasan/committees/contract'
import { choice, choiceOf, day, key, listOf, may, must, reference, text, whole } from '../cells.js'
import { Refused } from '../refused.js'
import { type Order, bilingual, facet, part, said, table } from '../table.js'

type Fact = Record<string, unknown>
const promised = facet<Fact>('commitment', {
  CommitmentMade: (_, data: Fact) => data,
  CommitmentCorrected: (_, { reason: _reason, ...data }: Fact) => data,
})

export const commitments = table({
  name: 'commitments',
  stage: 'promises',
  th: 'ข้อผูกพัน',
  doc: {
    th: 'สิ่งที่ตำแหน่ง ที่นั่ง หน่วยงาน หรือคณะรับไว้ว่าจะทำ พร้อมวันครบกำหนด',
    en: 'What a post, seat, organization or committee promised, and by when.',
  },
  columns: {
    key: must('รหัส', key, 'C-001'),
    title_th: must('เรื่อง', text, 'จัดทำทะเบียนอาสาสมัครตัวอย่าง', 'title.th'),
    title_en: may('เรื่องอังกฤษ', text, 'Draw up the example register of volunteers', 'title.en'),
    owner: must('ผู้รับผิดชอบ', reference('posts', 'seats', 'organizations', 'committees'), 'POST-01'),
    supporting: may('ผู้สนับสนุน', listOf(reference('posts', 'seats', 'organizations', 'committees')), 'ORG-01'),
    due_on: must('กำหนดแล้วเสร็จ', day, '30/9/2569', 'dueOn'),
    priority: may('ความเร่งด่วน', choiceOf(Priority), 'ปกติ'),
    made_on: may('ให้คำมั่นเมื่อ', day, '15/11/2568', 'madeOn'),
    committee: may('คณะที่ติดตาม', reference('committees'), 'COM-01'),
    origin: may('ที่มา', reference('resolutions', 'committees'), 'R-01'),
  },
  facets: [promised],
  idOf: (name) => name.stream('commitment'),
  parts(row, name) {
    const { owner, supporting, committee, origin } = row
    const fact: Fact = said({
      title: bilingual(row.title_th, row.title_en),
      owner,
      supporting,
      dueOn: row.due_on,
      priority: row.priority,
      madeOn: row.made_on,
      committee,
      origin,
    })
    return [
      part({
        facet: promised,
        id: name.stream('commitment'),
        fact,
        record: [{ command: 'MakeCommitment', input: fact }],
        change: () => [{ command: 'CorrectCommitment', input: { ...fact, reason: name.reason } }],
      }),
    ]
  },
})

const STEPS = {
  progress: { th: 'รายงานความคืบหน้า' },
  extension: { th: 'ขยายเวลา' },
  completion: { th: 'แล้วเสร็จ' },
  verification: { th: 'ตรวจรับ' },
  return: { th: 'ส่งกลับ' },
  transfer: { th: 'โอนความรับผิดชอบ' },
  withdrawal: { th: 'ถอน' },
  acceptance: { th: 'รับดำเนินการ' },
  refusal: { th: 'ไม่รับดำเนินการ' },
  adaptation: { th: 'ปรับให้เข้ากับพื้นที่' },
  priority: { th: 'กำหนดความเร่งด่วน' },
  support: { th: 'ร่วมสนับสนุน' },
  delegation: { th: 'มอบหมายต่อ' },
  obstacle: { th: 'แจ้งอุปสรรค' },
} as const

const step =
  (what: keyof typeof STEPS) =>
  (_: unknown, data: Fact): Fact => ({ what, ...data })
/** What was done about a commitment, each under the row that brought it. */
const done = facet<Fact>(
  'step',
  {
    ProgressReported: step('progress'),
    ExtensionGranted: step('extension'),
    CompletionReported: step('completion'),
    CompletionVerified: step('verification'),
    CompletionReturned: step('return'),
    OwnershipTransferred: step('transfer'),
    CommitmentWithdrawn: step('withdrawal'),
    CommitmentAccepted: step('acceptance'),
    CommitmentDeclined: step('refusal'),
    CommitmentAdapted: step('adaptation'),
    PriorityChanged: step('priority'),
    SupporterJoined: step('support'),
    CommitmentSubDelegated: step('delegation'),
    ObstacleRaised: (_: unknown, { obstacle: _obstacle, ...data }: Fact): Fact => ({ what: 'obstacle', ...data }),
  },
  (_, { metadata }) => metadata.correlationId,
)

export const progress = table({
  name: 'progress',
  stage: 'promises',
  th: 'ความคืบหน้า',
  doc: {
    th: 'สิ่งที่เกิดขึ้นกับข้อผูกพัน เช่น รายงานความคืบหน้า การขยายเวลา อุปสรรค การมอบหมายต่อ การแล้วเสร็จ การตรวจรับ และการถอน เรียงตามวันที่',
    en: 'What became of commitments, as progress, extensions, obstacles, sub-delegations, completions, verifications and withdrawals; taken in the order of their dates.',
  },
  columns: {
    key: must('รหัส', key, 'PR-001'),
    commitment: must('ข้อผูกพัน', reference('commitments', 'directive_bodies'), 'C-001'),
    on: must('วันที่', day, '31/1/2569'),
    what: must('การดำเนินการ', choice(STEPS), 'รายงานความคืบหน้า'),
    word: may('ผลการดำเนินงาน', text, 'สำรวจแล้ว 3 อำเภอ'),
    percent: may('ร้อยละ', whole(0, 100), '40'),
    due_on: may('กำหนดใหม่', day, '', 'dueOn'),
    title_th: may('เรื่องที่ปรับ', text, '', 'title.th'),
    title_en: may('เรื่องที่ปรับอังกฤษ', text, '', 'title.en'),
    priority: may('ความเร่งด่วน', choiceOf(Priority)),
    evidence: may('หลักฐาน', text),
    resolution: may('มติ', reference('resolutions')),
    by: may('ผู้เกี่ยวข้อง', reference('posts', 'seats', 'organizations', 'committees')),
  },
  facets: [done],
  idOf: (name) => name.inside('step'),
  order: ({ on }) => on,
  parts(row, name) {
    const { command, input } = stepOf(row)
    const { word, percent, due_on, title_th, title_en, priority, evidence, resolution, by } = row
    return [
      part<Fact>({
        facet: done,
        id: row.commitment,
        key: name.id,
        fact: { what: row.what, ...input },
        also: said({ word, percent, due_on, title_th, title_en, priority, evidence, resolution, by }),
        record: [{ command, input }],
      }),
    ]
  },
})

function stepOf({
  what,
  on,
  word,
  percent,
  due_on: dueOn,
  title_th,
  title_en,
  priority,
  evidence,
  resolution,
  by,
}: {
  what: keyof typeof STEPS
  on: string
  word?: string | undefined
  percent?: number | undefined
  due_on?: string | undefined
  title_th?: string | undefined
  title_en?: string | undefined
  priority?: string | undefined
  evidence?: string | undefined
  resolution?: string | undefined
  by?: string | undefined
}): Order & { input: Fact } {
  const needed = <T>(value: T | undefined, field: string): T => {
    if (value === undefined) throw new Refused('Missing', { th: 'การดำเนินการนี้ต้องกรอกช่องนี้', en: 'This step requires this column.' }, field)
    return value
  }
  switch (what) {
    case 'progress':
      return { command: 'ReportProgress', input: said({ on, percent, word: needed(word, 'word') }) }
    case 'extension':
      return {
        command: 'GrantExtension',
        input: said({ dueOn: needed(dueOn, 'dueOn'), reason: needed(word, 'word'), decidedOn: on, decidedBy: by, resolution }),
      }
    case 'completion':
      return { command: 'ReportCompletion', input: said({ on, word: needed(word, 'word'), evidence }) }
    case 'verification':
      return { command: 'VerifyCompletion', input: said({ on, by: needed(by, 'by'), word }) }
    case 'return':
      return { command: 'ReturnCompletion', input: { on, reason: needed(word, 'word') } }
    case 'transfer':
      return { command: 'TransferOwnership', input: { owner: needed(by, 'by'), on, reason: needed(word, 'word') } }
    case 'withdrawal':
      return { command: 'WithdrawCommitment', input: said({ on, reason: needed(word, 'word'), resolution }) }
    case 'acceptance':
      return { command: 'AcceptCommitment', input: said({ on, word }) }
    case 'refusal':
      return { command: 'DeclineCommitment', input: { on, reason: needed(word, 'word') } }
    case 'adaptation':
      return {
        command: 'AdaptCommitment',
        input: said({ on, title: title_th === undefined ? undefined : bilingual(title_th, title_en), dueOn, reason: needed(word, 'word') }),
      }
    case 'priority':
      return { command: 'ChangePriority', input: { on, priority: needed(priority, 'priority'), reason: needed(word, 'word') } }
    case 'support':
      return { command: 'AddSupporter', input: said({ on, supporter: needed(by, 'by'), word }) }
    case 'delegation':
      return { command: 'SubDelegate', input: said({ on, to: needed(by, 'by'), what: word, dueOn }) }
    case 'obstacle':
      return { command: 'RaiseObstacle', input: said({ on, text: needed(word, 'word'), waitingOn: by, answerBy: dueOn }) }
  }
}
