/** One decision of the sub-committee for the working groups of nine districts: two adapt it, one declines it. */
import { AcceptCommitment, AdaptCommitment, DeclineCommitment, IssueDirective, ReportCompletion, ReportProgress } from '@prasan/commitments'
import { addDays } from '@prasan/event-sourcing'
import { DISTRICTS, SECRETARY, SUBCOMMITTEE, districtBody } from './province.js'
import { type Step, fiscalYearStart, partOf } from './story.js'

const KEY = 'directive:referral'

export function directed(today: string): Step[] {
  const last = fiscalYearStart(today)
  const day = (days: number) => addDays(last, days)
  const of = (code: string) =>
    partOf(
      'commitment',
      KEY,
      DISTRICTS.findIndex(([each]) => each === code),
    )
  const step = (code: string, on: string, command: Step['command'], input: object): Step => ({
    ...{ on, by: SECRETARY, key: `${KEY}:${code}:${command.name}`, id: of(code), command },
    input: { on, ...input },
  })
  return [
    {
      ...{ on: day(-40), by: SECRETARY, key: KEY, command: IssueDirective },
      input: {
        title: {
          th: 'แต่งตั้งผู้ประสานงานรับส่งต่อระหว่างอำเภอ และแจ้งช่องทางติดต่อ',
          en: 'Name a contact for referrals between districts, and how to reach them',
        },
        text: 'ให้ทุกอำเภอแต่งตั้งผู้ประสานงานอย่างน้อย ๑ คน พร้อมผู้แทน และแจ้งช่องทางติดต่อให้ฝ่ายเลขานุการ',
        ...{ committee: SUBCOMMITTEE, resolution: partOf('resolution', 'meeting:province:10:resolution:consider') },
        ...{ on: day(-40), dueOn: day(120), latestDueOn: day(180), priority: 'high' },
        bodies: DISTRICTS.map(([code]) => districtBody(code)),
      },
    },
    step('5601', day(-35), AcceptCommitment, {}),
    step('5602', day(-33), AdaptCommitment, {
      title: {
        th: 'แต่งตั้งผู้ประสานงานร่วมกับอำเภอดอกคำใต้ และแจ้งช่องทางติดต่อ',
        en: 'Name one contact together with Dok Khamtai, and how to reach them',
      },
      reason: 'สองอำเภอใช้ศูนย์ประสานงานเดียวกันอยู่แล้ว',
    }),
    step('5603', day(-34), AcceptCommitment, {}),
    step('5604', day(-30), DeclineCommitment, { reason: 'ยังไม่มีผู้ปฏิบัติงานประจำที่มอบหมายได้ ขอให้จังหวัดประสานแทน' }),
    step('5605', day(-31), AcceptCommitment, {}),
    step('5606', day(-29), AdaptCommitment, { dueOn: day(165), reason: 'รอผลการสรรหาเจ้าหน้าที่ศูนย์ช่วยเหลือสังคมอำเภอ' }),
    step('5607', day(-32), AcceptCommitment, {}),
    step('5603', day(-10), ReportProgress, { percent: 60, word: 'ได้ผู้ประสานงานแล้ว อยู่ระหว่างจัดทำคำสั่ง' }),
    step('5605', day(-8), ReportCompletion, { word: 'มีคำสั่งแต่งตั้งและแจ้งช่องทางติดต่อแล้ว', evidence: 'คำสั่งอำเภอดอกคำใต้แต่งตั้งผู้ประสานงาน' }),
  ]
}
