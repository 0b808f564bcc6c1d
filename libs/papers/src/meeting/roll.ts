/** Who came, who did not and who was in attendance, as minutes list them: in protocol order, with the lines that say in whose stead. */
import type { Block, Section } from '../paper.js'
import { bare, seatOf } from '../naming.js'
import type { Wording } from '../wording.js'
import type { Attended, Body, Meeting } from './asked.js'

const WIDTHS = [7, 33, 36, 24]

export function roll(meeting: Meeting, wording: Wording): Section[] {
  const { t } = wording
  const came = inOrder(meeting.attendance.filter(({ present, seat }) => present && seat))
  const inAttendance = meeting.attendance.filter(({ present, seat }) => present && !seat)
  const absent = absences(meeting, wording)
  const rows = came.map((each) => ({ committee: each.seat!.committee?.id, cells: cellsOf(each, meeting, wording) }))
  return [
    ...(rows.length > 0
      ? [
          {
            heading: meeting.byCirculation ? t('ผู้ตอบ', 'Answered') : t('ผู้มาประชุม', 'Present'),
            blocks: listed(rows, meeting.bodies, wording),
          },
        ]
      : []),
    ...(absent.length > 0
      ? [
          {
            heading: meeting.byCirculation ? t('ผู้ไม่ตอบ', 'Not answered') : t('ผู้ไม่มาประชุม', 'Absent'),
            blocks: listed(absent, meeting.bodies, wording),
          },
        ]
      : []),
    ...(inAttendance.length > 0
      ? [
          {
            heading: t('ผู้เข้าร่วมประชุม', 'In attendance'),
            blocks: listed(
              inAttendance.map((each) => ({ cells: cellsOf(each, meeting, wording) })),
              meeting.bodies,
              wording,
            ),
          },
        ]
      : []),
  ]
}

interface Line {
  readonly committee?: string | undefined
  /** Name, post, and office or reason. */
  readonly cells: readonly [string, string, string]
}

/** One list, or one below the name of each body of a joint meeting; what belongs to none comes first. */
function listed(lines: readonly Line[], bodies: readonly Body[], wording: Wording): Block[] {
  const list = (own: readonly Line[]): Block => ({
    is: 'columns',
    widths: WIDTHS,
    rows: own.map(({ cells }, i) => [`${i + 1}.`, ...cells]),
  })
  const joint = bodies.length > 1 && lines.some(({ committee }) => committee !== undefined)
  if (!joint) return [list(lines)]
  return bodies.flatMap((body): Block[] => {
    const own = lines.filter(({ committee }) => committee !== undefined && bare(committee) === bare(body.id))
    return own.length === 0 ? [] : [{ is: 'heading', text: wording.say(body.name) }, list(own)]
  })
}

const inOrder = (attendance: readonly Attended[]) => attendance.toSorted((a, b) => a.seat!.number - b.seat!.number)

function cellsOf(each: Attended, meeting: Meeting, wording: Wording): [string, string, string] {
  const { say, name } = wording
  const lines = each.signsAs.map(say)
  const post = lines.length > 0 ? lines : each.post ? [say(each.post.title)] : []
  return [name(each.person), [...post, ...timesOf(each, meeting, wording)].join('\n'), each.seat ? say(each.seat.role) : '']
}

/** When somebody came after the beginning, went before the end, or was away between. */
function timesOf({ there }: Attended, { openedAt, closedAt }: Meeting, { t, at }: Wording): string[] {
  return there.flatMap(({ from, to }, i) => {
    const late = from !== null && (i > 0 || (openedAt !== null && from > openedAt))
    const early = to !== null && (closedAt === null || to < closedAt)
    const came = late ? [t(`มาเวลา ${at(from)}`, `from ${at(from)}`)] : []
    const went = early ? [t(`กลับเวลา ${at(to)}`, `until ${at(to)}`)] : []
    return late || early ? [`(${[...came, ...went].join(' ')})`] : []
  })
}

/** Whoever has a seat and did not come, with the reason; of whom nothing is recorded that is said. */
function absences({ roster, attendance }: Meeting, wording: Wording): Line[] {
  const { t } = wording
  const recorded = new Map(attendance.flatMap((each) => (each.seat ? [[bare(each.seat.id), each] as const] : [])))
  const came = new Set(attendance.flatMap(({ present, seat }) => (present && seat ? [bare(seat.id)] : [])))
  return roster.flatMap(({ seat, person, post }): Line[] => {
    if (!seat || came.has(bare(seat.id)) || attendance.length === 0) return []
    const absence = recorded.get(bare(seat.id))
    const who = absence?.person ?? person
    if (!who) return []
    const why = absence
      ? (absence.absenceReason ?? (absence.excused ? t('ลา', 'excused') : t('ไม่แจ้งเหตุ', 'no reason given')))
      : t('ไม่มีบันทึก', 'not recorded')
    return [{ committee: seat.committee?.id, cells: [wording.name(who), seatOf({ post, organization: seat.organization }, wording), why] }]
  })
}
