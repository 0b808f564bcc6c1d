/** The papers of a body: its roster, the table that follows up what it resolved, and its appointment order (Form 4 of the Regulations on Correspondence B.E. 2526). */
import { type Block, type Paper, type Section, inItsDigits, linesOf } from '../paper.js'
import { type Printing, printed } from '../printing.js'
import { bare, madeOf, seatOf } from '../naming.js'
import { type Wording, counted, wordingIn } from '../wording.js'
import type { BodyAnswer, Followed, FollowedAnswer, OrderAnswer } from './asked.js'

const BLANK = '.'.repeat(40)
const SUBJECT: Readonly<Record<string, string>> = {
  ...{ APPOINTS: 'appointment of ', AMENDS: 'amendment of the order on ', REVOKES: 'revocation of the order on ' },
  REPLACES: 'new appointment of ',
}

export function rosterPaper({ committee, words }: BodyAnswer, printing: Printing): Paper | null {
  if (!committee) return null
  const wording = wordingIn(printing.language, printing.day, words)
  const { t, say, on, shortly, name, word, days } = wording
  const rows = committee.occupants.map(({ seat, occupant, state, vacantDays }) => {
    const who = occupant?.person
      ? name(occupant.person)
      : t(`ว่าง${vacantDays === null ? '' : ` (${days(vacantDays)})`}`, `vacant${vacantDays === null ? '' : ` (${days(vacantDays)})`}`)
    const how = state === 'ACTING' || state === 'HOLD_OVER' ? `\n(${word('SeatState', state)})` : ''
    return [`${seat.number}`, `${who}${how}`, seatOf(seat, wording), say(seat.role), occupant?.since ? shortly(occupant.since) : '']
  })
  const order = committee.orders.toSorted((a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom))[0]
  return inItsDigits({
    ...printed(printing),
    title: t(`ทำเนียบ${say(committee.name)}`, `Roster of ${say(committee.name)}`),
    subtitle: [
      ...(order ? [t(`ตามคำสั่งที่ ${order.number} ลงวันที่ ${on(order.date)}`, `By order ${order.number} of ${on(order.date)}`)] : []),
      t(`ณ วันที่ ${on(printing.day)}`, `As of ${on(printing.day)}`),
    ],
    sections: [
      {
        heading: '',
        blocks: [
          {
            is: 'table',
            columns: [
              { heading: t('ลำดับ', 'No.'), width: 10 },
              { heading: t('ชื่อ-สกุล', 'Name'), width: 23 },
              { heading: t('ตำแหน่ง', 'Post'), width: 23 },
              { heading: t('ตำแหน่งในคณะ', 'Office'), width: 21 },
              { heading: t('ตั้งแต่', 'Since'), width: 23 },
            ],
            rows,
          },
        ],
      },
    ],
    annexes: [],
    made: madeOf(printing, wording),
  })
}

export function followUpPaper(
  { committee, words }: Pick<FollowedAnswer, 'committee' | 'words'>,
  followed: readonly Followed[],
  printing: Printing,
): Paper | null {
  if (!committee) return null
  const wording = wordingIn(printing.language, printing.day, words)
  const { t, say, on } = wording
  const late = followed.filter(({ daysOverdue }) => daysOverdue !== null).length
  const sections: Section[] = [
    {
      heading: '',
      blocks: [
        {
          is: 'text',
          text: t(
            `เรื่องที่ติดตาม ${followed.length} เรื่อง ล่าช้ากว่ากำหนด ${late} เรื่อง`,
            `${counted(followed.length, 'matter')} followed up, ${late} of them overdue.`,
          ),
        },
        ...(followed.length === 0
          ? []
          : [
              {
                is: 'table' as const,
                columns: [
                  { heading: t('ลำดับ', 'No.'), width: 10 },
                  { heading: t('เรื่อง (มติที่มา)', 'Matter (origin)'), width: 25 },
                  { heading: t('ผู้รับผิดชอบ', 'Owner'), width: 18 },
                  { heading: t('กำหนดเสร็จ', 'Due'), width: 23 },
                  { heading: t('ผลการดำเนินงาน', 'Progress'), width: 24 },
                ],
                rows: followed.map((each, i) => rowOf(each, i + 1, wording)),
              },
            ]),
      ],
    },
  ]
  return inItsDigits({
    ...printed(printing),
    title: t('ตารางติดตามมติที่ประชุม', 'Follow-up of resolutions'),
    subtitle: [say(committee.name), t(`ณ วันที่ ${on(printing.day)}`, `As of ${on(printing.day)}`)],
    sections,
    annexes: [],
    made: madeOf(printing, wording),
  })
}

function rowOf(
  { title, origin, owner, dueOn, originalDueOn, state, percent, daysOverdue, lastWord }: Followed,
  n: number,
  wording: Wording,
) {
  const { t, say, shortly, word, days } = wording
  const from = origin?.meeting
    ? `\n(${say(origin.meeting.number?.label ?? origin.meeting.label)}${origin.number ? t(` มติที่ ${origin.number}`, `, resolution ${origin.number}`) : ''})`
    : ''
  const before = originalDueOn === dueOn ? '' : t(`\n(เดิม ${shortly(originalDueOn)})`, `\n(first ${shortly(originalDueOn)})`)
  const standing = daysOverdue !== null ? t(`ล่าช้า ${days(daysOverdue)}`, `${days(daysOverdue)} overdue`) : word('CommitmentState', state)
  const done = percent === null ? '' : ` ${percent}%`
  return [
    `${n}`,
    `${say(title)}${from}`,
    owner ? say(owner.label) : t('ไม่มีผู้รับผิดชอบ', 'nobody'),
    `${shortly(dueOn)}${before}`,
    [`${standing}${done}`, lastWord && `${lastWord.text} (${shortly(lastWord.on)})`].filter(Boolean).join('\n'),
  ]
}

export function orderPaper({ nodes: [order], words }: OrderAnswer, printing: Printing): Paper | null {
  if (!order?.committee) return null
  const wording = wordingIn(printing.language, printing.day, words)
  const { t, say, on, name } = wording
  const { committee, kind, target } = order
  const body = say(committee.name)
  const issuer = committee.area ? `${t('จังหวัด', '')}${say(committee.area.name)}`.replace('จังหวัดจังหวัด', 'จังหวัด') : ''
  const own = committee.occupants.filter(({ seat }) => !seat.appointedBy || bare(seat.appointedBy.id) === bare(order.id))
  const appoints = kind === 'REVOKES' ? [] : own
  const of = target ? t(`คำสั่งที่ ${target.number} ลงวันที่ ${on(target.date)}`, `order ${target.number} of ${on(target.date)}`) : ''
  const doing = {
    APPOINTS: t(`แต่งตั้ง${body}`, `appoints ${body}`),
    AMENDS: t(`แก้ไขเพิ่มเติม${of}`, `amends ${of}`),
    REVOKES: t(`ยกเลิก${of}`, `revokes ${of}`),
    REPLACES: t(`ยกเลิก${of} และแต่งตั้ง${body}`, `revokes ${of} and appoints ${body}`),
  }[kind]
  const power = committee.legalBasis
    ? t(`อาศัยอำนาจตามความใน${committee.legalBasis} จึง${doing}`, `By virtue of ${committee.legalBasis} the undersigned ${doing}`)
    : t(`เพื่อให้การดำเนินงานเป็นไปด้วยความเรียบร้อย จึง${doing}`, `The undersigned ${doing}`)
  const listed = appoints.map(({ seat, occupant }, i) => [
    `${i + 1}.`,
    seat.post || seat.organization ? seatOf(seat, wording) : occupant?.person ? name(occupant.person) : seatOf(seat, wording),
    say(seat.role),
  ])
  const parts: { readonly heading: string; readonly blocks: readonly Block[] }[] = [
    ...(listed.length > 0
      ? [{ heading: t('องค์ประกอบ', 'Composition'), blocks: [{ is: 'columns' as const, widths: [8, 60, 32], rows: listed }] }]
      : []),
    ...(committee.mandate && listed.length > 0
      ? [
          {
            heading: t('อำนาจหน้าที่', 'Powers and duties'),
            blocks: linesOf(say(committee.mandate)).map((text) => ({ is: 'text' as const, text })),
          },
        ]
      : []),
  ]
  return inItsDigits({
    ...printed(printing),
    form: 'order',
    title: t(`คำสั่ง${issuer}`, `Order${issuer ? ` of ${issuer}` : ''}`),
    subtitle: [
      t(`ที่ ${order.number}`, `No. ${order.number}`),
      t(`เรื่อง ${order.subject ?? doing}`, `Subject: ${SUBJECT[kind] ?? ''}${body}`),
    ],
    sections: [
      {
        heading: '',
        blocks: [
          { is: 'centred', text: '-'.repeat(33) },
          { is: 'text', text: `${power}${listed.length > 0 ? t(' ดังนี้', ' as follows') : ''}` },
        ],
      },
      ...parts.map(({ heading, blocks }, i) => ({ heading: `${i + 1}. ${heading}`, blocks })),
      {
        heading: '',
        blocks: [
          { is: 'text', text: t(`ทั้งนี้ ตั้งแต่วันที่ ${on(order.effectiveFrom)} เป็นต้นไป`, `With effect from ${on(order.effectiveFrom)}.`) },
          { is: 'centred', text: t(`สั่ง ณ วันที่ ${on(order.date)}`, `Ordered on ${on(order.date)}`) },
          { is: 'columns', widths: [40, 60], centred: true, rows: ['\u00a0', '\u00a0', `(${BLANK})`, BLANK].map((line) => ['', line]) },
        ],
      },
    ],
    annexes: [],
    made: '',
  })
}
