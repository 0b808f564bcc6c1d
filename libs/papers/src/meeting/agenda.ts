/** The agenda of a meeting, and the sheet that those who come sign: evidence of attendance for the meeting allowance. */
import { type Block, type Paper, inItsDigits } from '../paper.js'
import { bare, madeOf, seatOf } from '../naming.js'
import { type Wording, wordingIn } from '../wording.js'
import { agendaSections } from './agenda-items.js'
import type { Meeting, MeetingAnswer } from './asked.js'
import { bodiesIn, numbersIn, placeIn } from './calling.js'
import { type Printing, printed } from '../printing.js'

/** Rows for those who come besides. */
const MORE = 5
/** As high as a row with two lines. */
const HIGH = '\u200b\n\u200b'

export function agendaPaper({ meeting, words }: MeetingAnswer, printing: Printing): Paper | null {
  if (!meeting) return null
  const wording = wordingIn(printing.language, printing.day, words)
  return headed(meeting, wording, printing, {
    title: wording.t(`ระเบียบวาระการประชุม${bodiesIn(meeting, wording)}`, `Agenda of ${bodiesIn(meeting, wording)}`),
    sections: agendaSections(meeting, wording),
  })
}

export function signInPaper({ meeting, words }: MeetingAnswer, printing: Printing): Paper | null {
  if (!meeting) return null
  const wording = wordingIn(printing.language, printing.day, words)
  const { t, say, name } = wording
  const columns = [
    { heading: t('ลำดับ', 'No.'), width: 10 },
    { heading: t('ชื่อ-สกุล', 'Name'), width: 27 },
    { heading: t('ตำแหน่ง', 'Post'), width: 28 },
    { heading: t('ลายมือชื่อ', 'Signature'), width: 23 },
    { heading: t('เวลา', 'Time'), width: 12 },
  ]
  const replies = new Map(meeting.invitations.map((each) => [each.seat ? bare(each.seat.id) : '', each]))
  const blank = Array.from({ length: MORE }, () => [HIGH, '', '', '', ''])
  const members = meeting.bodies.flatMap(({ name: body, occupants }): Block[] => [
    ...(meeting.bodies.length > 1 ? [{ is: 'heading' as const, text: say(body) }] : []),
    {
      is: 'table',
      columns,
      rows: occupants.map(({ seat, occupant }, i) => {
        const reply = replies.get(bare(seat.id))
        const place = seatOf(seat, wording)
        const who = occupant?.person ? name(occupant.person) : t('ว่าง', 'vacant')
        if (!reply?.substitute) return [`${i + 1}`, who, `${place}\n${say(seat.role)}`, '', '']
        const own = reply.substitutePost ? `${say(reply.substitutePost.title)}\n` : ''
        return [`${i + 1}`, name(reply.substitute), `${own}${t('(แทน)', '(for)')} ${place}\n${say(seat.role)}`, '', '']
      }),
    },
  ])
  return headed(meeting, wording, printing, {
    title: t(`บัญชีลงลายมือชื่อผู้มาประชุม${bodiesIn(meeting, wording)}`, `Attendance sheet of ${bodiesIn(meeting, wording)}`),
    sections: [
      { heading: t('ผู้มาประชุม', 'Members'), blocks: members },
      { heading: t('ผู้เข้าร่วมประชุม', 'In attendance'), blocks: [{ is: 'table', columns, rows: blank }] },
    ],
  })
}

function headed(meeting: Meeting, wording: Wording, printing: Printing, of: Pick<Paper, 'title' | 'sections'>): Paper {
  const { t, at, onWeekday } = wording
  const time = meeting.startsAt ? ` ${t('เวลา', 'at')} ${at(meeting.startsAt)}` : ''
  return inItsDigits({
    ...printed(printing),
    ...of,
    subtitle: [
      ...numbersIn(meeting, wording),
      `${onWeekday(meeting.on)}${time}`,
      ...[placeIn(meeting, wording)].filter((line) => line !== ''),
    ],
    annexes: [],
    made: madeOf(printing, wording),
  })
}
