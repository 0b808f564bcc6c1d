/** What the briefing had no room for, in full. */
import type { Block, Section } from '../paper.js'
import type { Commitment, Dossier } from './asked.js'
import { type List, type Room, inBrief, noteInWords, standing } from './lists.js'
import { counted } from '../wording.js'
import type { Wording } from './wording.js'

/** What the briefing shows only a part of: each list as there is room, the duties and the notes in full. */
interface Cut {
  readonly room: Room
  readonly duties: readonly Block[]
  readonly notes: readonly string[]
}

export function annexesOf(dossier: Dossier, all: readonly List[], { room, duties, notes }: Cut, wording: Wording): Section[] {
  const { t } = wording
  const isCut = (list: List) => JSON.stringify(inBrief(list, room)) !== JSON.stringify(list.rows)
  const [, ...others] = all
  const sections: Section[] = [
    { heading: t('ข้อผูกพันทีละรายการ', 'Each commitment'), blocks: dossier.commitments.flatMap((each) => inFull(each, dossier, wording)) },
    { heading: t('บันทึกทั่วไปของผู้ส่งมอบ', 'General notes'), blocks: notes.length > 0 ? [{ is: 'list', items: notes }] : [] },
    { heading: t('หน้าที่และอำนาจโดยละเอียด', 'Duties and mandate in full'), blocks: duties },
    ...others.filter(isCut).map(({ heading, columns, rows }): Section => ({ heading, blocks: [{ is: 'table', columns, rows }] })),
  ]
  return sections
    .filter(({ blocks }) => blocks.length > 0)
    .map(({ heading, blocks }, i) => ({ blocks, heading: t(`ภาคผนวก ${i + 1} ${heading}`, `Annex ${i + 1}: ${heading}`) }))
}

function inFull(each: Commitment, { handover }: Dossier, wording: Wording): Block[] {
  const { t, say, on, name, word } = wording
  const items = (handover?.items ?? []).filter(({ item }) => item?.id === each.id)
  const { person, post } = each.madeBy
  const by = [person && name(person), post && say(post.title)].filter(Boolean).join(' ')
  const waits = each.obstacles.filter(({ answeredOn }) => answeredOn === null)
  const lines = [
    each.owner && t(`ผู้รับผิดชอบ: ${say(each.owner.label)}`, `Owner: ${say(each.owner.label)}`),
    t(`ให้คำมั่นเมื่อ ${on(each.madeOn)}${by && ` โดย ${by}`}`, `Promised on ${on(each.madeOn)}${by && ` by ${by}`}`),
    t(`ครบกำหนด ${on(each.dueOn)} (${standing(each, wording)})`, `Due on ${on(each.dueOn)} (${standing(each, wording)})`),
    each.extensions > 0 &&
      t(
        `ขยายเวลาแล้ว ${each.extensions} ครั้ง กำหนดเดิม ${on(each.originalDueOn)}`,
        `Extended ${counted(each.extensions, 'time')}; first due on ${on(each.originalDueOn)}`,
      ),
    each.committee && t(`คณะที่ติดตาม: ${name(each.committee)}`, `Watched over by: ${name(each.committee)}`),
    each.supporting.length > 0 &&
      t(
        `ผู้สนับสนุน: ${each.supporting.map(({ label }) => say(label)).join(', ')}`,
        `Supported by: ${each.supporting.map(({ label }) => say(label)).join(', ')}`,
      ),
    each.lastWord
      ? t(`รายงานล่าสุด ${on(each.lastWord.on)}: ${each.lastWord.text}`, `Last word, ${on(each.lastWord.on)}: ${each.lastWord.text}`)
      : t('ยังไม่มีรายงาน', 'Nothing was reported yet'),
    each.percent !== null && t(`คืบหน้าร้อยละ ${each.percent}`, `${each.percent} percent done`),
    ...waits.map(({ text, waitingOn }) =>
      t(
        `อุปสรรค: ${text}${waitingOn ? ` (รอ ${say(waitingOn.label)})` : ''}`,
        `Obstacle: ${text}${waitingOn ? ` (waits for ${say(waitingOn.label)})` : ''}`,
      ),
    ),
    ...items.map(({ state, word: said }) =>
      t(
        `การส่งมอบ: ${word('HandoverItemState', state)}${said ? `: ${said}` : ''}`,
        `Handover: ${word('HandoverItemState', state)}${said ? `: ${said}` : ''}`,
      ),
    ),
    ...items
      .flatMap(({ notes }) => notes)
      .map((note) => t(`บันทึกส่งมอบ ${noteInWords(note, wording)}`, `Note of ${noteInWords(note, wording)}`)),
  ]
  return [
    { is: 'heading', text: say(each.title) },
    { is: 'list', items: lines.filter((line): line is string => typeof line === 'string' && line !== '') },
  ]
}
