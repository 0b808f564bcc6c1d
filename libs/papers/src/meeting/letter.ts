/**
 * The invitation to a meeting: an external letter (Form 1 of the Regulations on Correspondence B.E. 2526) for whom it leaves the province or goes to an
 * NGO, a memo (Form 2) within it. Its number is the one of the office's register; where it is not recorded there is room to write it.
 */
import { type Block, type Paper, type Section, inItsDigits, linesOf } from '../paper.js'
import { seatOf } from '../naming.js'
import { type Wording, wordingIn } from '../wording.js'
import { agendaSections } from './agenda-items.js'
import type { Meeting, MeetingAnswer, Signing } from './asked.js'
import { bodiesIn, numberIn, placeIn } from './calling.js'
import { type Printing, printed } from '../printing.js'

const BLANK = '.'.repeat(30)

export function invitationPaper({ meeting, words }: MeetingAnswer, printing: Printing, form: 'letter' | 'memo'): Paper | null {
  if (!meeting) return null
  const wording = wordingIn(printing.language, printing.day, words)
  const { t, say, on } = wording
  const { notice, noticeSentOn, urgentReason } = meeting
  const signing = notice?.signedBy ?? secretaryOf(meeting)
  const office = signing?.organization ? say(signing.organization.name) : BLANK
  const called = `${bodiesIn(meeting, wording)} ${numberIn(meeting, wording)}`.trim()
  const number = notice?.letter ?? BLANK
  const date = noticeSentOn ? on(noticeSentOn) : BLANK
  const urgent: Block[] = urgentReason ? [{ is: 'heading', text: t('ด่วนที่สุด', 'URGENT') }] : []
  const subject = meeting.byCirculation
    ? t(`ขอมติ${called} โดยการแจ้งเวียน`, `Decisions of ${called} by circulation`)
    : t(`ขอเชิญประชุม${called}`, `Invitation to the meeting of ${called}`)
  const to = t('ตามรายชื่อแนบท้าย', 'As listed in the annex')
  const [order] = meeting.bodies[0]?.orders.toSorted((a, b) => b.date.localeCompare(a.date)) ?? []
  const reference = order && t(`คำสั่งที่ ${order.number} ลงวันที่ ${on(order.date)}`, `Order ${order.number} of ${on(order.date)}`)
  const label = (name: string, text: string): Block => ({ is: 'labelled', label: name, text })
  const head: Block[] =
    form === 'letter'
      ? [
          ...urgent,
          { is: 'columns', widths: [55, 45], rows: [[`${t('ที่', 'No.')} ${number}`, office]] },
          { is: 'centred', text: date },
          label(t('เรื่อง', 'Subject'), subject),
          label(t('เรียน', 'To'), to),
          ...(reference ? [label(t('อ้างถึง', 'Reference'), reference)] : []),
          label(
            t('สิ่งที่ส่งมาด้วย', 'Enclosures'),
            t('1. ระเบียบวาระการประชุม จำนวน 1 ฉบับ\n2. แบบตอบรับการประชุม จำนวน 1 ฉบับ', '1. The agenda\n2. A form for your reply'),
          ),
        ]
      : [
          ...urgent,
          label(t('ส่วนราชการ', 'Office'), [office, notice?.contact].filter(Boolean).join(' ')),
          { is: 'columns', widths: [55, 45], rows: [[`${t('ที่', 'No.')} ${number}`, `${t('วันที่', 'Date')} ${date}`]] },
          label(t('เรื่อง', 'Subject'), subject),
          label(t('เรียน', 'To'), to),
        ]
  const body: Section[] = [
    { heading: '', blocks: head },
    { heading: '', blocks: said(meeting, office, called, wording) },
    { heading: '', blocks: signature(signing, form, wording) },
    ...(form === 'letter' && notice?.contact
      ? [{ heading: '', blocks: linesOf(notice.contact).map((line): Block => ({ is: 'columns', widths: [100], rows: [[line]] })) }]
      : []),
  ]
  return inItsDigits({
    ...printed(printing),
    form,
    title: form === 'memo' ? t('บันทึกข้อความ', 'Memo') : subject,
    subtitle: [],
    sections: body,
    annexes: annexes(meeting, called, wording),
    made: '',
  })
}

function said(meeting: Meeting, office: string, called: string, wording: Wording): Block[] {
  const { t, on, onWeekday, at, say } = wording
  const { notice, recallOf, urgentReason, startsAt } = meeting
  if (meeting.byCirculation)
    return [
      t(
        `ด้วย${office} ขอมติ${called} โดยการแจ้งเวียน ในเรื่องตามระเบียบวาระที่ส่งมาพร้อมนี้`,
        `${office} asks for the decisions of ${called} by circulation on the items of the enclosed agenda.`,
      ),
      t(
        `จึงเรียนมาเพื่อโปรดพิจารณา และส่งแบบตอบภายในวันที่ ${on(notice?.replyBy ?? meeting.on)}`,
        `Please consider them and return the form by ${on(notice?.replyBy ?? meeting.on)}.`,
      ),
    ].map((text): Block => ({ is: 'text', text }))
  const time = startsAt ? t(` เวลา ${at(startsAt)}`, ` at ${at(startsAt)}`) : ''
  const place = placeIn(meeting, wording)
  const where = place ? ` ${place}` : ''
  const when = onWeekday(meeting.on)
  const replies = notice?.replyBy ? t(` และส่งแบบตอบรับภายในวันที่ ${on(notice.replyBy)}`, ` and return the form by ${on(notice.replyBy)}`) : ''
  const urgently = urgentReason
    ? t(` ทั้งนี้ มีเหตุเร่งด่วน คือ ${urgentReason} จึงแจ้งล่วงหน้าน้อยกว่าที่กำหนด`, ` It is called at short notice because ${urgentReason}.`)
    : ''
  const again = recallOf
    ? [
        t(
          `การประชุมครั้งนี้นัดใหม่แทน${say(recallOf.label)} เมื่อวันที่ ${on(recallOf.on)} ซึ่งไม่ครบองค์ประชุม`,
          `This meeting is called again in place of ${say(recallOf.label)} of ${on(recallOf.on)}, which had no quorum.`,
        ) +
          (notice?.oneThird
            ? t(' หากมีกรรมการมาประชุมไม่น้อยกว่าหนึ่งในสาม ให้ถือว่าเป็นองค์ประชุม', ' One third of the members will be a quorum.')
            : ''),
      ]
    : []
  return [
    t(
      `ด้วย${office} กำหนดประชุม${called} ใน${when}${time}${where}${urgently}`,
      `${office} calls the meeting of ${called} on ${when}${time}${where}.${urgently}`,
    ),
    ...again,
    t(
      `จึงเรียนมาเพื่อโปรดทราบ และขอเชิญท่านเข้าร่วมประชุมตามวัน เวลา และสถานที่ดังกล่าว หากไม่สามารถเข้าร่วมประชุมได้ โปรดมอบหมายผู้แทนเข้าร่วมประชุม${replies}`,
      `You are invited to attend. If you cannot come, please have somebody represent you${replies}.`,
    ),
  ].map((text): Block => ({ is: 'text', text }))
}

const secretaryOf = ({ bodies }: Meeting): Signing | null =>
  bodies[0]?.occupants.find(({ seat }) => seat.office === 'SECRETARY' && seat.post)?.seat.post ?? null

const FIRST = ['ACTING', 'SUBSTANTIVE', 'CARETAKER']

function signature(signing: Signing | null, form: 'letter' | 'memo', wording: Wording): Block[] {
  const { t, say, name } = wording
  const holder = FIRST.flatMap((manner) => signing?.holders.filter((held) => held.manner === manner) ?? [])[0]
  const own = holder?.person?.holds.find((held) => held.manner === 'SUBSTANTIVE')?.post
  const title = signing ? say(signing.title) : BLANK
  const lines =
    holder?.manner === 'ACTING'
      ? [...(own ? [say(own.title)] : []), t(`รักษาราชการแทน ${title}`, `Acting ${title}`)]
      : holder?.manner === 'CARETAKER'
        ? [t(`รักษาการในตำแหน่ง ${title}`, `Caretaker, ${title}`)]
        : [title]
  const closing = form === 'letter' ? [t('ขอแสดงความนับถือ', 'Yours sincerely')] : []
  const rows = [...closing, '\u00a0', '\u00a0', `(${holder?.person ? name(holder.person) : BLANK})`, ...lines]
  return [{ is: 'columns', widths: [40, 60], centred: true, rows: rows.map((line) => ['', line]) }]
}

function annexes(meeting: Meeting, called: string, wording: Wording): Section[] {
  const { t, name, say, onWeekday } = wording
  const joint = meeting.bodies.length > 1
  const listed = meeting.bodies.flatMap((body): Block[] => [
    ...(joint ? [{ is: 'heading' as const, text: say(body.name) }] : []),
    {
      is: 'table',
      columns: [
        { heading: t('ลำดับ', 'No.'), width: 10 },
        { heading: t('ตำแหน่ง', 'Post'), width: 50 },
        { heading: t('ผู้ดำรงตำแหน่ง', 'Held by'), width: 40 },
      ],
      rows: body.occupants.map(({ seat, occupant }, i) => [
        `${i + 1}`,
        seatOf(seat, wording),
        occupant?.person ? name(occupant.person) : t('ว่าง', 'vacant'),
      ]),
    },
  ])
  const agenda = agendaSections(meeting, wording).flatMap(({ heading, blocks }): Block[] => [{ is: 'heading', text: heading }, ...blocks])
  const line = '.'.repeat(70)
  const named = [t(`ชื่อ ${line}`, `Name ${line}`), t(`ตำแหน่ง ${line}`, `Post ${line}`)]
  const circulated = [
    t(`มติเวียน${called} ${onWeekday(meeting.on)}`, `${called} by circulation, ${onWeekday(meeting.on)}`),
    ...named,
    t('(   ) เห็นชอบ', '(   ) I agree'),
    t(`(   ) ไม่เห็นชอบ เพราะ ${line}`, `(   ) I do not agree, because ${line}`),
  ]
  const reply = [
    t(`การประชุม${called} ${onWeekday(meeting.on)}`, `Meeting of ${called}, ${onWeekday(meeting.on)}`),
    ...named,
    t('(   ) เข้าร่วมประชุม', '(   ) I will attend'),
    t('(   ) ไม่สามารถเข้าร่วมประชุม และมอบหมายให้', '(   ) I cannot attend and send'),
    t(`ชื่อ ${line}`, `Name ${line}`),
    t(`ตำแหน่ง ${line} เข้าร่วมประชุมแทน`, `Post ${line} instead`),
  ]
  return [
    { heading: t('รายชื่อแนบท้าย', 'Addressees'), blocks: listed },
    { heading: t('ระเบียบวาระการประชุม', 'Agenda'), blocks: agenda },
    {
      heading: t('แบบตอบรับการประชุม', 'Reply'),
      blocks: [
        ...(meeting.byCirculation ? circulated : reply).map((text): Block => ({ is: 'text', text })),
        {
          is: 'columns',
          widths: [40, 60],
          centred: true,
          rows: [
            ['', '\u00a0'],
            ['', `(${'.'.repeat(40)})`],
            ['', t('ผู้ตอบรับ', 'Signature')],
          ],
        },
      ],
    },
  ]
}
