/** The items of an agenda, section by section, as the agenda lists them and as minutes tell what came of them. */
import { type Block, type Section, linesOf } from '../paper.js'
import { bare } from '../naming.js'
import { type Wording, counted } from '../wording.js'
import type { Item, Meeting, Resolved } from './asked.js'

/** What the adopted minutes of another meeting say otherwise than their draft. */
export interface Change {
  readonly where: string
  readonly from: string
  readonly to: string
}
export interface Told {
  /** Of the minutes that an item certifies, by the id of their meeting. */
  readonly changes: ReadonlyMap<string, readonly Change[]>
}

/** The six sections, also those without an item. @param told of minutes what came of each item; of an agenda undefined */
export function agendaSections(meeting: Meeting, wording: Wording, told?: Told): Section[] {
  const { t, say } = wording
  return meeting.sections.map(({ section, title }) => {
    const items = meeting.agenda.filter((item) => item.section === section && isListed(item, told))
    const [only] = items
    const certifies = items.length === 1 && only?.minutesOf ? only : undefined
    const heading = `${t(`ระเบียบวาระที่ ${section}`, `Agenda item ${section}`)}  ${say(title)}`
    const blocks = items.flatMap((item) => [
      ...(item === certifies ? [] : subject(item, wording)),
      ...(told ? outcome(item, meeting, wording, told) : []),
    ])
    const none = section === 3 ? t('ไม่มีเรื่องสืบเนื่อง', 'No matters arising') : t('ไม่มี', 'None')
    const loose = told && section === meeting.sections.length ? meeting.resolutions.filter(({ item }) => !item) : []
    return {
      heading: certifies ? `${heading} ${minutesNamed(certifies.minutesOf!, wording)}` : heading,
      blocks: [
        ...(items.length + loose.length === 0 ? [{ is: 'text' as const, text: none }] : blocks),
        ...loose.flatMap((each) => resolved(each, wording)),
      ],
    }
  })
}

/** An agenda lists what is on it; minutes also what was taken off it. */
const isListed = ({ state }: Item, told: Told | undefined) =>
  state !== 'PROPOSED' && state !== 'PARKED' && (told !== undefined || state !== 'WITHDRAWN')

const minutesNamed = ({ label, number, on }: NonNullable<Item['minutesOf']>, { say, t, on: day }: Wording) =>
  `${say(number?.label ?? label)} ${t('เมื่อวันที่', 'of')} ${day(on)}`

function subject(item: Item, wording: Wording): Block[] {
  const { t, say, on } = wording
  const { section, number, title, text, presenter, carriedFrom, chain, origin, minutesOf, commitment, disclosure } = item
  const times = chain.items.findIndex(({ id }) => bare(id) === bare(item.id))
  const from = carriedFrom?.meeting
    ? t(
        ` (เลื่อนมาจาก${say(carriedFrom.meeting.label)} เลื่อนแล้ว ${times} ครั้ง)`,
        ` (carried over from ${say(carriedFrom.meeting.label)}, ${counted(times, 'time')} so far)`,
      )
    : ''
  const of = minutesOf ? ` ${minutesNamed(minutesOf, wording)}` : ''
  const by = presenter ? t(` (ผู้เสนอ: ${say(presenter.label)})`, ` (presented by ${say(presenter.label)})`) : ''
  const where = origin?.item
    ? t(` ระเบียบวาระที่ ${origin.item.section}.${origin.item.number}`, `, item ${origin.item.section}.${origin.item.number}`)
    : ''
  const out = origin?.meeting
    ? t(` ตามมติ${say(origin.meeting.label)}${where}`, `, as resolved by ${say(origin.meeting.label)}${where}`)
    : ''
  const closed = disclosure === 'RESTRICTED' ? t(' (เฉพาะผู้เกี่ยวข้อง)', ' (restricted)') : ''
  const promised = (commitment ? [commitment] : (origin?.commitments ?? [])).flatMap((each): Block[] => [
    { is: 'labelled', further: true, label: t('ผู้รับผิดชอบ', 'Owner'), text: each.owner ? say(each.owner.label) : t('ไม่มีผู้รับผิดชอบ', 'nobody') },
    { is: 'labelled', further: true, label: t('กำหนดเสร็จ', 'Due'), text: on(each.dueOn) },
    {
      is: 'labelled',
      further: true,
      label: t('ผลการดำเนินงาน', 'Progress'),
      text: each.lastWord
        ? `${each.lastWord.text} (${on(each.lastWord.on)})`
        : t(
            `ยังไม่มีรายงาน (${wording.word('CommitmentState', each.state)})`,
            `Not reported yet (${wording.word('CommitmentState', each.state)})`,
          ),
    },
  ])
  return [
    { is: 'text', text: `${section}.${number} ${say(title)}${of}${out}${from}${by}${closed}` },
    ...(text ? [{ is: 'text' as const, text }] : []),
    ...promised,
  ]
}

function outcome(item: Item, meeting: Meeting, wording: Wording, { changes }: Told): Block[] {
  const { t, name } = wording
  const recused = meeting.recusals.filter((each) => each.item && bare(each.item.id) === bare(item.id))
  const changed = item.minutesOf ? (changes.get(bare(item.minutesOf.id)) ?? []) : []
  const left =
    item.state === 'WITHDRAWN'
      ? t('ถอนเรื่องออกจากระเบียบวาระ', 'Taken off the agenda')
      : item.state === 'CARRIED_OVER'
        ? t('เลื่อนไปพิจารณาในการประชุมครั้งต่อไป', 'Carried over to the next meeting')
        : item.state === 'LISTED' && meeting.closedAt !== null
          ? t('ไม่ได้พิจารณา เลื่อนไปพิจารณาในการประชุมครั้งต่อไป', 'Not reached; carried over to the next meeting')
          : null
  return [
    ...recused.map(({ person, reason }): Block => {
      const why = reason ? `: ${reason}` : ''
      return {
        is: 'text',
        text: t(
          `${name(person)} ถอนตัวจากการพิจารณาเรื่องนี้เนื่องจากมีส่วนได้เสีย${why}`,
          `${name(person)} withdrew from this item, having an interest in it${why}`,
        ),
      }
    }),
    ...(item.discussion ? linesOf(item.discussion).map((text): Block => ({ is: 'text', text })) : []),
    ...item.resolutions.flatMap((each) => resolved(each, wording, item.kind !== 'CERTIFY')),
    ...(left && item.resolutions.length === 0
      ? [{ is: 'labelled' as const, further: true, label: t('มติที่ประชุม', 'Resolution'), text: left }]
      : []),
    ...changed.map(({ where, from, to }): Block => ({
      is: 'text',
      text: t(`${where} จาก “${from}” เป็น “${to}”`, `${where}: from “${from}” to “${to}”`),
    })),
  ]
}

/** What was resolved, with what the record shows of it: votes, what was assigned, dissent, and rules it was recorded despite. */
export function resolved(
  { kind, text, votes, despite, quorum, dissents, commitments }: Resolved,
  wording: Wording,
  /** What kind of resolution it is: minutes are certified by the words of the resolution alone. */
  saysItsKind = true,
): Block[] {
  const { t, say, name, on, word } = wording
  const words = sentence(word('ResolutionKind', kind))
  const said = say(text)
  const cast = votes && [
    t(`เห็นด้วย ${votes.for} ไม่เห็นด้วย ${votes.against}`, `${votes.for} for, ${votes.against} against`),
    votes.abstained !== null && t(`งดออกเสียง ${votes.abstained}`, `${votes.abstained} abstained`),
    votes.casting !== null &&
      (votes.casting === 'FOR'
        ? t('ประธานออกเสียงชี้ขาดเห็นด้วย', 'casting vote of the chair for')
        : t('ประธานออกเสียงชี้ขาดไม่เห็นด้วย', 'casting vote of the chair against')),
  ]
  const lines = [
    !saysItsKind || said.startsWith(words) ? said : `${words}: ${said}`,
    ...(cast ? [`(${cast.filter(Boolean).join(t(' ', ', '))})`] : []),
    ...commitments.map((each) =>
      t(
        `- ${each.owner ? say(each.owner.label) : 'ไม่มีผู้รับผิดชอบ'}: ${say(each.title)} ภายในวันที่ ${on(each.dueOn)}`,
        `- ${each.owner ? say(each.owner.label) : 'nobody'}: ${say(each.title)}, by ${on(each.dueOn)}`,
      ),
    ),
    ...quorum.filter(({ met }) => !met).map(({ arithmetic }) => say(arithmetic)),
    ...despite.map((each) => t(`บันทึกไว้แม้ไม่เป็นไปตามระเบียบ: ${each}`, `Recorded despite a rule of the body: ${each}`)),
  ]
  return [
    { is: 'labelled', further: true, label: t('มติที่ประชุม', 'Resolution'), text: lines.join('\n') },
    ...dissents.map(({ person, reason }): Block => ({
      is: 'labelled',
      further: true,
      label: t('ความเห็นแย้ง', 'Dissent'),
      text: `${name(person)} ${reason}`,
    })),
  ]
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)
