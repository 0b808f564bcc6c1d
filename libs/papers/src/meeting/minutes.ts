/**
 * Minutes in the form of Thai official papers: Form 11 of the Regulations of the Office of the Prime Minister on Correspondence B.E. 2526, whose headings,
 * order and words are regulated; practice adds matters arising as the third of six sections. English says the same.
 */
import { type Block, type Paper, type Section, inItsDigits, linesOf } from '../paper.js'
import { madeOf } from '../naming.js'
import { type Wording, wordingIn } from '../wording.js'
import { type Told, agendaSections } from './agenda-items.js'
import type { MeetingAnswer } from './asked.js'
import { bodiesIn, numbersIn, placeIn } from './calling.js'
import { type Printing, printed } from '../printing.js'
import { roll } from './roll.js'

export interface OfVersion {
  /** The version that was asked for by its name; what holds on the day where it is left out. */
  readonly version?: { readonly name: string; readonly number: number } | undefined
}

const RULE = '-'.repeat(33)

export function minutesPaper({ meeting, minuted, words }: MeetingAnswer, printing: Printing & OfVersion, told: Told): Paper | null {
  if (!meeting) return null
  const wording = wordingIn(printing.language, printing.day, words)
  const { t, onWeekday, at, say } = wording
  const { openedAt, closedAt, quorum, on } = meeting
  const minutes = minuted?.minutes ?? null
  const mark = markOf(printing.version, minutes?.state ?? null, wording)
  const name = bodiesIn(meeting, wording)
  const isOpen = meeting.attendance.length > 0 || openedAt !== null
  const lacking = quorum.filter(({ met }) => !met).map(({ arithmetic }): Block => ({ is: 'text', text: say(arithmetic) }))
  const byHand = minutes && !minutes.fromRecord ? linesOf(minutes.text) : []
  const sections: Section[] = [
    { heading: '', blocks: [{ is: 'centred', text: RULE }] },
    ...roll(meeting, wording),
    ...(isOpen && !meeting.byCirculation
      ? [
          {
            heading: `${t('เริ่มประชุมเวลา', 'The meeting began at')}  ${openedAt ? at(openedAt) : t('ไม่ได้บันทึก', 'a time that is not recorded')}`,
            blocks: [
              ...lacking,
              {
                is: 'text' as const,
                text: t('ประธานกล่าวเปิดประชุม และดำเนินการประชุมตามระเบียบวาระ ดังนี้', 'The chair opened the meeting, which followed its agenda.'),
              },
            ],
          },
        ]
      : []),
    ...agendaSections(meeting, wording, told),
    ...(closedAt && !meeting.byCirculation
      ? [{ heading: `${t('เลิกประชุมเวลา', 'The meeting closed at')}  ${at(closedAt)}`, blocks: [] }]
      : []),
    { heading: '', blocks: signatures(minutes, wording) },
    ...certification(minutes, wording),
  ]
  return inItsDigits({
    ...printed(printing),
    title: `${mark}${titleOf(name, meeting.byCirculation, wording)}`,
    subtitle: [
      ...numbersIn(meeting, wording),
      t(`เมื่อ${onWeekday(on)}`, onWeekday(on)),
      ...[placeIn(meeting, wording)].filter((line) => line !== ''),
    ],
    sections,
    annexes:
      byHand.length > 0
        ? [
            {
              heading: t('รายงานการประชุมตามที่จัดทำ', 'The minutes as they were written'),
              blocks: byHand.map((text) => ({ is: 'text', text })),
            },
          ]
        : [],
    made: madeOf(printing, wording),
  })
}

const titleOf = (name: string, byCirculation: boolean, { t }: Wording) =>
  byCirculation
    ? t(`รายงานมติเวียน${name}`, `Decisions of ${name} by circulation`)
    : t(`รายงาน${name.startsWith('การประชุม') ? '' : 'การประชุม'}${name}`, `Minutes of ${name}`)

/** What stands before the title of minutes that are not certified, or of a version that was asked for. */
function markOf(version: OfVersion['version'], state: string | null, { t, word }: Wording): string {
  if (version && version.name !== 'ADOPTED') {
    const words = word('MinutesVersionName', version.name)
    return version.name === 'DRAFT' ? t(`(${words} ฉบับที่ ${version.number}) `, `(${words} ${version.number}) `) : `(${words}) `
  }
  return state === 'CERTIFIED' ? '' : t('(ร่าง) ', '(draft) ')
}

type Minutes = NonNullable<NonNullable<MeetingAnswer['minuted']>['minutes']> | null

function signatures(minutes: Minutes, wording: Wording): Block[] {
  const { t, name } = wording
  const named = (of: NonNullable<Minutes>['takenBy'] | undefined) => `(${of ? name(of) : '.'.repeat(40)})`
  return [
    {
      is: 'columns',
      widths: [50, 50],
      centred: true,
      rows: [
        ['\u00a0', '\u00a0'],
        [named(minutes?.takenBy), named(minutes?.checkedBy)],
        [t('ผู้จดรายงานการประชุม', 'Minutes taken by'), t('ผู้ตรวจรายงานการประชุม', 'Minutes checked by')],
      ],
    },
  ]
}

function certification(minutes: Minutes, { t, on, word, say }: Wording): Section[] {
  if (minutes?.state !== 'CERTIFIED' || minutes.certifiedOn === null) return []
  const by = minutes.certifiedBy ? ` (${say(minutes.certifiedBy.label)})` : ''
  const how = `${word('CertificationMethod', minutes.method)}${by}`
  const seals = [
    minutes.contentSeal && t(`ค่าผนึกของเนื้อหา ${minutes.contentSeal}`, `Seal of the content ${minutes.contentSeal}`),
    minutes.recordSeal && t(`ค่าผนึกของบันทึก ${minutes.recordSeal}`, `Seal of the record ${minutes.recordSeal}`),
  ].filter((line) => line !== null && line !== '')
  return [
    {
      heading: '',
      blocks: [
        {
          is: 'text',
          text: t(`รับรองรายงานการประชุมเมื่อวันที่ ${on(minutes.certifiedOn)} ${how}`, `Certified on ${on(minutes.certifiedOn)} ${how}`),
        },
        ...seals.map((text): Block => ({ is: 'text', text: text! })),
      ],
    },
  ]
}
