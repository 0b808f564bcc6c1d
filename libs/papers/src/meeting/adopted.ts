/** What minutes were corrected in between what was circulated and what was adopted, item by item. */
import { type Language, clipped, linesOf } from '../paper.js'
import { bare } from '../naming.js'
import { type Wording, wordingIn } from '../wording.js'
import type { Change } from './agenda-items.js'
import type { MeetingAnswer } from './asked.js'
import { roll } from './roll.js'

/** Characters of what was said before and is said now. */
const MOST = 300

export function changesIn(
  before: MeetingAnswer,
  after: MeetingAnswer,
  { language, day }: { readonly language: Language; readonly day: string },
): Change[] {
  const wording = wordingIn(language, day, after.words)
  const was = placesOf(before, wording)
  const is = placesOf(after, wording)
  const none = wording.t('ไม่มี', 'nothing')
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [from = '', to = ''] = [was.get(key)?.text, is.get(key)?.text]
    const where = (is.get(key) ?? was.get(key))!.where
    return from === to ? [] : [{ where, from: clipped(from || none, MOST), to: clipped(to || none, MOST) }]
  })
}

interface Place {
  readonly where: string
  readonly text: string
}

/** All that minutes say, each at its place. */
function placesOf({ meeting, minuted }: MeetingAnswer, wording: Wording): Map<string, Place> {
  const { t, say, at } = wording
  const places = new Map<string, Place>()
  if (!meeting) return places
  const put = (key: string, where: string, text: string | null | undefined) => text && places.set(key, { where, text })
  put('opened', t('เริ่มประชุมเวลา', 'The beginning'), meeting.openedAt && at(meeting.openedAt))
  put('closed', t('เลิกประชุมเวลา', 'The end'), meeting.closedAt && at(meeting.closedAt))
  for (const { heading, blocks } of roll(meeting, wording)) {
    const rows = blocks.flatMap((block) => (block.is === 'columns' ? block.rows : []))
    rows.forEach((cells, i) =>
      put(`${heading} ${i}`, t(`${heading} ลำดับที่ ${i + 1}`, `${heading}, ${i + 1}`), cells.filter(Boolean).join(' ')),
    )
  }
  for (const item of meeting.agenda) {
    const where = t(`ระเบียบวาระที่ ${item.section}.${item.number}`, `Item ${item.section}.${item.number}`)
    const key = bare(item.id)
    put(`${key} title`, where, say(item.title))
    linesOf(item.discussion ?? '').forEach((line, i) =>
      put(`${key} ${i}`, t(`${where} ย่อหน้าที่ ${i + 1}`, `${where}, paragraph ${i + 1}`), line),
    )
  }
  for (const resolution of meeting.resolutions) {
    const where = t(`มติที่ ${resolution.number}`, `Resolution ${resolution.number}`)
    put(bare(resolution.id), where, `${wording.word('ResolutionKind', resolution.kind)}: ${say(resolution.text)}`)
  }
  const minutes = minuted?.minutes
  if (minutes && !minutes.fromRecord)
    linesOf(minutes.text).forEach((line, i) => put(`line ${i}`, t(`บรรทัดที่ ${i + 1}`, `Line ${i + 1}`), line))
  return places
}
