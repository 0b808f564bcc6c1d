/** The links of which a chain of reasons is made: what leads from one thing to another, in which words, and what has become of it. */
import { type Bilingual, choice, described, label, type z } from '@prasan/event-sourcing'
import type { Asked, RequestContext } from '@prasan/graphql'

export const LineageKind = choice(
  'LineageKind',
  {
    promise: ['การให้คำมั่น', 'who promised it'],
    mandate: ['อำนาจหน้าที่ที่ระบุไว้', 'the mandate clause that it names'],
    ownMandate: ['อำนาจหน้าที่ของหน่วยงาน', 'a mandate clause of the owner’s organization, where the promise names none'],
    origin: ['ที่มาของข้อผูกพัน', 'the commitment comes from it'],
    directive: ['ข้อสั่งการตามมติ', 'the directive was issued by the resolution'],
    quorum: ['องค์ประชุมขณะมีมติ', 'the quorum as it was resolved'],
    vote: ['การลงมติ', 'how the votes fell'],
    item: ['ระเบียบวาระของมติ', 'the resolution was passed on the item'],
    meeting: ['การประชุมที่มีมติ', 'the resolution was passed by the meeting'],
    attendance: ['การมาประชุม', 'who came to the meeting'],
    legalBasis: ['ฐานอำนาจของคณะ', 'by which law or order the body exists'],
    implements: ['ดำเนินการตามมติ', 'one resolution carries out the other'],
    amends: ['แก้ไขมติ', 'one resolution amends the other'],
    delegatedBy: ['โดยอำนาจตามมติ', 'one resolution was passed under the delegation of the other'],
    supersedes: ['แทนมติ', 'one resolution stands in the place of the other'],
    ratifies: ['รับรองมติ', 'one resolution ratifies the other'],
    carriedFrom: ['เลื่อนมาจากเรื่อง', 'one item carries on the other'],
    putOff: ['เลื่อนการพิจารณา', 'the item carries on what the resolution put off'],
    arisesFrom: ['สืบเนื่องจากมติ', 'the item arises out of the resolution'],
    activity: ['กิจกรรมของแผน', 'the activity of the plan'],
    output: ['ผลผลิตของแผน', 'the output under which the activity lies'],
    objective: ['วัตถุประสงค์ของแผน', 'the objective under which the output lies'],
    plan: ['แผนที่ข้อผูกพันสนับสนุน', 'the commitment serves the plan'],
    decides: ['มติเกี่ยวกับแผน', 'the resolution decided on the plan'],
    money: ['งบประมาณของแผน', 'a line of the budget of the plan'],
    pledge: ['คำมั่นสนับสนุนงบประมาณ', 'money pledged for the plan'],
    result: ['ผลตามตัวชี้วัด', 'an indicator of the plan, with what was measured'],
  },
  label('ความเกี่ยวข้อง', 'How one thing comes of another'),
)
export type Kind = z.infer<typeof LineageKind>

export const LineageMark = choice(
  'LineageMark',
  {
    superseded: ['มีมติอื่นแทนแล้ว', 'another resolution stands in its place'],
    amended: ['มีมติแก้ไขแล้ว', 'another resolution amends it'],
    reversed: ['ยกเลิกบันทึกแล้ว เพราะที่ประชุมมิได้มีมตินั้น', 'it was recorded by mistake: the meeting never passed it'],
    corrected: ['แก้ไขบันทึกแล้ว', 'its record was corrected'],
    unratified: ['รอการรับรอง', 'it waits to be ratified'],
    despite: ['บันทึกไว้แม้ไม่เป็นไปตามระเบียบของคณะ', 'it was recorded despite a rule of the body'],
    inquorate: ['ไม่ครบองค์ประชุม', 'there was no quorum'],
    withdrawn: ['ถอนแล้ว', 'it was withdrawn'],
    dropped: ['ยกเลิกกิจกรรมแล้ว', 'the activity was dropped'],
    retired: ['สิ้นผลแล้ว', 'the clause no longer holds'],
  },
  { description: described('สิ่งที่ควรทราบเกี่ยวกับปลายทาง ณ วันที่ถามถึง', 'What is to be known of where a link leads, on the day asked about.') },
)
export type Mark = z.infer<typeof LineageMark>

/** From a thing to another. */
export interface Step {
  readonly kind: Kind
  readonly to: string
  readonly on: string | null
  readonly marks: readonly Mark[]
  readonly supersededBy: readonly string[]
  readonly said: Said
  /** It says how things stand: the chain does not go on from there. */
  readonly ends?: true
}
/** A step of the chain, with what it leads from. `level`: how deep it lies, from 1. */
export interface Link extends Step {
  readonly from: string
  readonly level: number
}

/** The chain from a thing, step by step, each with all that follows on it; what was come by already is not gone on from again. */
export function chainFrom(id: string, next: (id: string) => readonly Step[]): Link[] {
  const passed = new Set<string>()
  const links: Link[] = []
  const follow = (from: string, level: number) => {
    passed.add(from)
    for (const step of next(from)) {
      links.push({ ...step, from, level })
      if (!step.ends && !passed.has(step.to)) follow(step.to, level + 1)
    }
  }
  follow(id, 1)
  return links
}

/** A sentence in which `{name}` stands for the name of a thing, by its id, or for a text in both languages. */
export interface Said {
  readonly words: Bilingual
  readonly parts: Readonly<Record<string, string | Bilingual>>
}

/** The sentence, with the names as they are at the moment. */
export async function sentenceOf({ said: { words, parts }, asOf }: Asked<Link>, request: RequestContext): Promise<Bilingual> {
  const named = await Promise.all(
    Object.entries(parts).map(async ([name, part]) => [name, typeof part === 'string' ? await request.labelOf(part, asOf) : part] as const),
  )
  const found = new Map(named)
  const put = (text: string, language: 'th' | 'en') =>
    text.replaceAll(/\{(\w+)\}/g, (_, name: string) => found.get(name)?.[language] ?? found.get(name)?.th ?? '…')
  return { th: put(words.th, 'th'), en: put(words.en ?? words.th, 'en') }
}
