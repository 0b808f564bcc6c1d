/** Promises of the demonstration: made in meetings and between them, kept, extended, recovered and late. */
import { addDays } from '@prasan/event-sourcing'
import { GrantExtension, MakeCommitment, ReportCompletion, ReportProgress, VerifyCompletion } from '@prasan/commitments'
import { PSDHS_POST, SECRETARY, SUBCOMMITTEE, postOf } from './province.js'
import { type Step, fiscalYearStart, idOf } from './story.js'

interface Promised {
  readonly key: string
  readonly title: readonly [string, string]
  readonly owner: string
  readonly supporting?: readonly string[]
  /** Whether it serves the plan of last year. */
  readonly planned?: true
  readonly made: string
  readonly due: string
  readonly words?: readonly (readonly [day: string, word: string, percent?: number])[]
  readonly extended?: readonly [day: string, due: string, reason: string]
  readonly done?: readonly [day: string, word: string]
}

export function promises(today: string): Step[] {
  const last = fiscalYearStart(today)
  const day = (days: number) => addDays(last, days)
  const story: readonly Promised[] = [
    {
      key: 'training',
      title: ['จัดอบรมอาสาสมัครเฝ้าระวังการค้ามนุษย์ระดับหมู่บ้าน รุ่นที่ ๔', 'Train the fourth group of village watch volunteers'],
      owner: PSDHS_POST,
      supporting: [postOf('local'), idOf('organization', 'org:ngo:1')],
      planned: true,
      made: day(-110),
      due: day(-10),
      words: [[day(-40), 'ได้วิทยากรและสถานที่แล้ว รอยืนยันงบประมาณ', 40]],
    },
    {
      key: 'survey',
      title: [
        'สำรวจกลุ่มเสี่ยงร่วมกับผู้ใหญ่บ้านให้ครบทุกอำเภอ (นับจำนวนเท่านั้น)',
        'Survey groups at risk with the village heads of every district (counts only)',
      ],
      owner: postOf('district:5603'),
      made: day(-80),
      due: day(25),
      words: [[day(-12), 'สำรวจแล้ว ๔๑ จาก ๗๒ หมู่บ้าน', 57]],
    },
    {
      key: 'screening',
      title: ['ปรับปรุงแบบคัดแยกเบื้องต้นให้ใช้ร่วมกันทุกหน่วยงาน', 'Agree on one screening form for all agencies'],
      owner: postOf('police'),
      planned: true,
      made: day(-200),
      due: day(-60),
      extended: [day(-62), day(-15), 'รอความเห็นจากอัยการจังหวัด'],
      words: [[day(-20), 'ร่างที่ ๓ อยู่ระหว่างขอความเห็น', 80]],
    },
    {
      key: 'interpreters',
      title: ['จัดทำบัญชีล่ามภาษาเมียนมาและภาษาชาติพันธุ์', 'List interpreters for Burmese and minority languages'],
      owner: postOf('employment'),
      made: day(-150),
      due: day(-30),
      words: [[day(-33), 'รวบรวมได้ ๑๑ คน ครบตามเป้าหมาย', 100]],
      done: [day(-31), 'ส่งบัญชีให้ทุกหน่วยงานแล้ว'],
    },
    {
      key: 'budget',
      title: ['เสนองบประมาณแผนบูรณาการประจำปี', 'Submit the budget of the joint plan'],
      owner: SUBCOMMITTEE,
      made: day(-60),
      due: day(30),
    },
    {
      key: 'hotline',
      title: ['ประชาสัมพันธ์สายด่วน ๑๓๐๐ ในโรงเรียนทุกแห่ง', 'Make hotline 1300 known in every school'],
      owner: idOf('organization', 'org:education'),
      made: day(-300),
      due: day(-100),
      words: [[day(-160), 'ดำเนินการแล้ว ๘๗ จาก ๒๐๔ โรงเรียน', 43]],
    },
  ]
  return story.flatMap(({ key, title: [th, en], owner, supporting, planned, made, due, words = [], extended, done }): Step[] => {
    const id = idOf('commitment', `promise:${key}`)
    const by = SECRETARY
    return [
      {
        on: made,
        by,
        key: `promise:${key}`,
        command: MakeCommitment,
        input: {
          ...{ title: { th, en }, owner, dueOn: due, madeOn: made, committee: SUBCOMMITTEE },
          ...(supporting && { supporting }),
          ...(planned && { plan: idOf('plan', 'plan:1') }),
        },
      },
      ...(extended
        ? [
            {
              on: extended[0],
              by,
              key: `extended:${key}`,
              id,
              command: GrantExtension,
              input: { dueOn: extended[1], reason: extended[2], decidedBy: PSDHS_POST },
            },
          ]
        : []),
      ...words.map(([on, word, percent], i) => ({
        on,
        by,
        key: `word:${key}:${i}`,
        id,
        command: ReportProgress,
        input: { on, word, percent },
      })),
      ...(done
        ? [
            { on: done[0], by, key: `done:${key}`, id, command: ReportCompletion, input: { on: done[0], word: done[1] } },
            {
              on: addDays(done[0], 9),
              by,
              key: `verified:${key}`,
              id,
              command: VerifyCompletion,
              input: { on: addDays(done[0], 9), by: SUBCOMMITTEE },
            },
          ]
        : []),
    ]
  })
}
