/**
 * The dossier of a post as a paper: a briefing for the first day, of at most four pages of A4, and annexes with all that it had no room for.
 * Its form is that of Thai official papers; what it holds follows what is asked of a handover (UN handover notes, บันทึกส่งมอบงาน).
 */
import { type Block, type Paper, type Section, clipped, inItsDigits } from '../paper.js'
import { annexesOf } from './annexes.js'
import type { Dossier, DossierAnswer } from './asked.js'
import { comesFirst, inShort } from './first.js'
import * as lists from './lists.js'
import { type List, type Room, inBrief, noteInWords } from './lists.js'
import { fits } from './room.js'
import { type Printing, printed } from '../printing.js'
import { counted } from '../wording.js'
import { type Wording, wordingIn } from './wording.js'

/** So many characters of each are in the briefing, as long as there is room, and where there is not. */
const MUCH = { first: 220, name: 120, clause: 200, note: 400, duties: 600 }
const LITTLE = { first: 95, name: 60, clause: 95, note: 150, duties: 200 }
const ALL = { first: Infinity, name: Infinity, clause: Infinity, note: Infinity, duties: Infinity }
/** So many of each. */
const MOST = { notes: 2, clauses: 2 }
/** The less room there is, the less of a row is shown first, then the less of each text, then the fewer rows. */
const ROOMS: readonly (Room & { readonly much: typeof MUCH })[] = [
  { fewer: 0, lines: 5, much: MUCH },
  { fewer: 0, lines: 3, much: MUCH },
  ...Array.from({ length: 8 }, (_, fewer) => ({ fewer, much: LITTLE })),
]

export function dossierPaper({ post, words }: DossierAnswer, printing: Printing): Paper | null {
  const { language, day, logNumber } = printing
  if (!post) return null
  const { dossier } = post
  const wording = wordingIn(language, day, words)
  const { t, on, say } = wording
  const all = [
    lists.commitments(dossier, wording),
    ...[lists.resolutions, lists.obstacles, lists.drafts, lists.meetings].map((list) => list(dossier, wording)),
    ...[lists.seats, lists.holders, lists.delegations, lists.contacts, lists.readings].map((list) => list(dossier, wording)),
  ]
  const title = t('เอกสารสรุปงานของตำแหน่ง', 'Dossier of a post')
  const subtitle = [say(dossier.post.title), t(`สำหรับผู้เข้ารับตำแหน่ง ณ วันที่ ${on(day)}`, `For whoever takes it over, as of ${on(day)}`)]
  const briefing = ({ much, ...room }: (typeof ROOMS)[number]): Section[] => [
    { heading: t('โดยสรุป', 'In short'), blocks: inShort(dossier, wording) },
    { heading: t('เรื่องที่ต้องทำก่อน', 'What comes first'), blocks: comesFirst(dossier, much.first, wording) },
    { heading: t('หน้าที่ความรับผิดชอบ', 'What the post is there for'), blocks: duties(dossier, MOST.clauses, much, wording) },
    ...notes(dossier, much.note, wording),
    ...all.filter(({ rows }) => rows.length > 0).map((list) => ({ heading: list.heading, blocks: beginningOf(list, room, wording) })),
    ...nothing(all, wording),
  ]
  const room = ROOMS.find((each) => fits(briefing(each), [title, ...subtitle])) ?? ROOMS.at(-1)!
  return inItsDigits({
    ...printed(printing),
    ...{ title, subtitle, sections: briefing(room) },
    annexes: annexesOf(dossier, all, { room, ...cut(dossier, room.much, wording) }, wording),
    made: t(
      `จัดทำจากบันทึกของระบบประสานถึงลำดับที่ ${logNumber} ตามที่มีผลวันที่ ${on(day)}`,
      `Made from the record of Prasan through log number ${logNumber}, as it held on ${on(day)}`,
    ),
  })
}

/** What the briefing shows but a part of. */
function cut(dossier: Dossier, most: typeof MUCH, wording: Wording) {
  const whole = duties(dossier, Infinity, ALL, wording)
  const isCut = JSON.stringify(whole) !== JSON.stringify(duties(dossier, MOST.clauses, most, wording))
  const written = dossier.notes.map((each) => noteInWords(each, wording))
  const notesAreCut = written.length > MOST.notes || written.some((each) => clipped(each, most.note) !== each)
  return { duties: isCut ? whole : [], notes: notesAreCut ? written : [] }
}

function duties({ post: { duties, organization } }: Dossier, clauses: number, most: typeof MUCH, { t, say }: Wording): Block[] {
  const office = organization && clipped(say(organization.name), most.name)
  const mandate = (organization?.mandate ?? []).slice(0, clauses).map(({ text }) => clipped(say(text), most.clause))
  return [
    {
      is: 'text',
      text: duties ? clipped(say(duties), most.duties) : t('ไม่มีบันทึกหน้าที่ของตำแหน่งนี้', 'Its duties are not recorded.'),
    },
    ...(organization ? [{ is: 'text' as const, text: t(`หน่วยงาน: ${office}`, `Organization: ${office}`) }] : []),
    ...(mandate.length > 0 ? [{ is: 'list' as const, items: mandate }] : []),
  ]
}

function notes({ notes, handover }: Dossier, most: number, wording: Wording): Section[] {
  const { t } = wording
  const waiting = (handover?.items ?? []).flatMap(({ notes }) => notes)
  if (notes.length + waiting.length === 0) return []
  const items = notes.slice(0, MOST.notes).map((each) => clipped(noteInWords(each, wording), most))
  const blocks: Block[] = [
    ...(items.length > 0 ? [{ is: 'list' as const, items }] : []),
    ...more(notes.length - items.length, wording),
    ...(waiting.length > 0
      ? [
          {
            is: 'text' as const,
            text: t(
              `บันทึกรายข้ออีก ${waiting.length} ข้อความอยู่ในภาคผนวก`,
              `${counted(waiting.length, 'note')} on single items ${waiting.length === 1 ? 'is' : 'are'} in the annexes.`,
            ),
          },
        ]
      : []),
  ]
  return [{ heading: t('บันทึกของผู้ส่งมอบ', 'What those who left wrote'), blocks }]
}

function beginningOf(list: List, room: Room, wording: Wording): Block[] {
  const rows = inBrief(list, room)
  return [{ is: 'table', columns: list.columns, rows }, ...more(list.rows.length - rows.length, wording)]
}

const more = (n: number, { t }: Wording): Block[] =>
  n > 0 ? [{ is: 'text', text: t(`และอีก ${n} รายการ อยู่ในภาคผนวก`, `And ${n} more, in the annexes.`) }] : []

/** So that whoever reads it knows that nothing was forgotten. */
function nothing(all: readonly List[], { t }: Wording): Section[] {
  const none = all.filter(({ rows }) => rows.length === 0).map(({ none }) => none)
  return none.length === 0
    ? []
    : [{ heading: t('เรื่องที่ไม่มีในขณะนี้', 'What there is not'), blocks: [{ is: 'text', text: none.join(t(' · ', ' ')) }] }]
}
