/** What was chased in the demonstration: one promise that went up and came back, and one that waits on another agency. */
import { AcknowledgeEscalation, EscalateCommitment, RaiseObstacle, RemindOfCommitment } from '@prasan/commitments'
import { addDays } from '@prasan/event-sourcing'
import { CHAIR_SEAT, SECRETARY, SECRETARY_SEAT, postOf } from './province.js'
import { type Step, fiscalYearStart, idOf } from './story.js'

export function chased(today: string): Step[] {
  const last = fiscalYearStart(today)
  const day = (days: number) => addDays(last, days)
  const hotline = idOf('commitment', 'promise:hotline')
  const dueOn = day(-100)
  const after = (days: number) => addDays(dueOn, days)
  const to = idOf('organization', 'org:education')
  const reminded = (on: string, kind: string): Step => ({
    ...{ on, key: `chased:hotline:${on}:${kind}`, id: hotline, command: RemindOfCommitment, input: { on, kind, to } },
  })
  const escalated = (on: string, step: string, to: string): Step => ({
    ...{ on, key: `chased:hotline:${on}:${step}`, id: hotline, command: EscalateCommitment, input: { on, step, to } },
  })
  return [
    reminded(after(-30), 'beforeDue'),
    reminded(after(-7), 'beforeDue'),
    reminded(dueOn, 'due'),
    reminded(after(14), 'overdue'),
    escalated(after(14), 'secretary', SECRETARY_SEAT),
    reminded(after(28), 'overdue'),
    escalated(after(30), 'chair', CHAIR_SEAT),
    {
      on: after(32),
      by: SECRETARY,
      key: 'acknowledged:hotline',
      id: hotline,
      command: AcknowledgeEscalation,
      input: {
        on: after(32),
        word: 'ประธานรับทราบและหารือกับศึกษาธิการจังหวัดแล้ว โรงเรียนที่เหลือจะดำเนินการหลังเปิดภาคเรียน',
        dueAgainOn: after(92),
      },
    },
    {
      on: day(-18),
      by: SECRETARY,
      key: 'waits:screening',
      id: idOf('commitment', 'promise:screening'),
      command: RaiseObstacle,
      input: { on: day(-18), text: 'อัยการจังหวัดยังไม่ได้ให้ความเห็นต่อร่างที่ ๓', waitingOn: postOf('prosecutor') },
    },
  ]
}
