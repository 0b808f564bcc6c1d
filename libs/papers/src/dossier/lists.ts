/** The lists of a dossier: each whole, as an annex prints it; the briefing prints the beginning of it. */
import { daysBetween, timeInWords } from '@prasan/event-sourcing'
import { type Column, clipped } from '../paper.js'
import type { Commitment, Dossier, Meeting, Note } from './asked.js'
import { CHARACTERS } from './room.js'
import type { Wording } from './wording.js'

export interface List {
  readonly heading: string
  /** What it says where there is nothing. */
  readonly none: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
  /** So many rows are in the briefing, each of at most so many lines where there is too little room. */
  readonly most: number
  readonly lines: number
}

/** What the briefing has room for. */
export interface Room {
  /** So many rows fewer than each list may have, but for the first. */
  readonly fewer: number
  /** Lines of a row; where they are left out, so many as the list has where there is too little room. */
  readonly lines?: number
}
/** The rows as the briefing has room for them. */
export const inBrief = ({ rows, columns, most, lines: least }: List, { fewer, lines = least }: Room): readonly string[][] =>
  rows
    .slice(0, Math.max(most - fewer, 1))
    .map((row) => row.map((cell, i) => clipped(cell, Math.floor(columns[i]!.width * CHARACTERS.percent * lines))))

const column = (heading: string, width: number): Column => ({ heading, width })

/** Who holds it first, so that whoever reads it finds themselves. */
export function holders({ post: { line } }: Dossier, { t, name, word, span }: Wording): List {
  return {
    heading: t('ลำดับผู้ดำรงตำแหน่ง', 'Who has held the post'),
    none: t('ไม่มีบันทึกว่าผู้ใดเคยดำรงตำแหน่ง', 'Nobody is recorded to have held it.'),
    columns: [column(t('ชื่อ', 'Name'), 40), column(t('ลักษณะ', 'Manner'), 22), column(t('ระหว่าง', 'Between'), 38)],
    rows: [...line].reverse().map(({ person, manner, from, until }) => [name(person), word('Manner', manner), span(from, until)]),
    ...{ most: 6, lines: 2 },
  }
}

export function seats({ seats }: Dossier, { t, say, name, shortly }: Wording): List {
  return {
    heading: t('ที่นั่งในคณะต่าง ๆ โดยตำแหน่ง', 'Seats in bodies, by the post'),
    none: t('ไม่มีที่นั่งโดยตำแหน่งในคณะใด', 'The post has no seat in any body.'),
    columns: [column(t('คณะ', 'Body'), 50), column(t('ในฐานะ', 'As'), 25), column(t('ตามคำสั่ง', 'By order'), 25)],
    rows: seats.map(({ role, committee, appointedBy: order }) => [
      name(committee),
      say(role),
      order ? t(`ที่ ${order.number} ลว. ${shortly(order.date)}`, `${order.number} of ${shortly(order.date)}`) : '–',
    ]),
    ...{ most: 8, lines: 2 },
  }
}

/** Late ones with their days, the others with how long there is. */
export const standing = ({ daysOverdue, dueOn }: Commitment, { t, day, days }: Wording): string =>
  daysOverdue !== null
    ? t(`ล่าช้า ${days(daysOverdue)}`, `${days(daysOverdue)} late`)
    : t(`เหลือ ${days(daysBetween(day, dueOn))}`, `${days(daysBetween(day, dueOn))} left`)

const lastWord = ({ lastWord }: Commitment, { t, shortly }: Wording) =>
  lastWord ? `${shortly(lastWord.on)}: ${lastWord.text}` : t('ยังไม่มีรายงาน', 'nothing reported')

export function commitments({ commitments, post }: Dossier, wording: Wording): List {
  const { t, say, shortly } = wording
  return {
    heading: t('ข้อผูกพันที่ยังไม่แล้วเสร็จ', 'Open commitments'),
    none: t('ไม่มีข้อผูกพันที่ค้างอยู่', 'Nothing is open.'),
    columns: [
      column(t('เรื่อง และผู้รับผิดชอบ', 'What, and whose'), 43),
      column(t('กำหนด', 'Due'), 25),
      column(t('รายงานล่าสุด', 'Last word'), 32),
    ],
    rows: commitments.map((each) => [
      `${say(each.title)}${each.owner && say(each.owner.label) !== say(post.title) ? ` (${say(each.owner.label)})` : ''}`,
      `${shortly(each.dueOn)} ${standing(each, wording)}`,
      lastWord(each, wording),
    ]),
    ...{ most: 8, lines: 3 },
  }
}

export function resolutions({ resolutions }: Dossier, { t, say, shortly, word }: Wording): List {
  return {
    heading: t('มติที่รอดำเนินการ', 'Resolutions that await action'),
    none: t('ไม่มีมติที่รอดำเนินการ', 'No resolution awaits action.'),
    columns: [column(t('มติ', 'Resolution'), 52), column(t('ลักษณะ', 'Kind'), 16), column(t('การประชุม', 'Meeting'), 32)],
    rows: resolutions.map(({ text, kind, on, meeting, committee }) => [
      say(text),
      word('ResolutionKind', kind),
      `${meeting ? say(meeting.label) : committee ? say(committee.name) : ''} ${shortly(on)}`.trim(),
    ]),
    ...{ most: 5, lines: 2 },
  }
}

/** By its own title, else by its bodies, and by its number once it has one. */
export function called({ title, bodies, number }: Pick<Meeting, 'title' | 'bodies' | 'number'>, { say, name }: Wording): string {
  return title ? say(title) : [bodies.map(name).join(', '), number && say(number.label)].filter(Boolean).join(' ')
}

export function meetings({ meetings }: Dossier, wording: Wording): List {
  const { t, say, shortly } = wording
  return {
    heading: t('การประชุมใน 90 วันข้างหน้า', 'Meetings of the next 90 days'),
    none: t('ยังไม่มีการนัดประชุม', 'No meeting is scheduled.'),
    columns: [column(t('วันเวลา', 'When'), 26), column(t('การประชุม', 'Meeting'), 46), column(t('สถานที่และหนังสือเชิญ', 'Place and notice'), 28)],
    rows: meetings.map(({ on, startsAt, place, noticeSentOn, ...meeting }) => [
      [shortly(on), startsAt && say(timeInWords(startsAt))].filter(Boolean).join(' '),
      called(meeting, wording),
      [
        place,
        noticeSentOn ? t(`เชิญแล้ว ${shortly(noticeSentOn)}`, `notice sent ${shortly(noticeSentOn)}`) : t('ยังไม่ได้เชิญ', 'notice not sent'),
      ]
        .filter(Boolean)
        .join(' · '),
    ]),
    ...{ most: 6, lines: 2 },
  }
}

export function drafts({ draftMinutes }: Dossier, { t, say, shortly, word }: Wording): List {
  return {
    heading: t('รายงานการประชุมที่ยังไม่ได้รับรอง', 'Minutes not certified yet'),
    none: t('ไม่มีรายงานการประชุมที่รอการรับรอง', 'No minutes wait to be certified.'),
    columns: [column(t('การประชุม', 'Meeting'), 55), column(t('วันประชุม', 'Held'), 22), column(t('สถานะ', 'State'), 23)],
    rows: draftMinutes.map(({ label, on, minutes }) => [
      say(label),
      shortly(on),
      minutes ? word('MinutesState', minutes.state) : t('ยังไม่ได้จัดทำ', 'not drafted'),
    ]),
    ...{ most: 4, lines: 2 },
  }
}

export function obstacles({ obstacles }: Dossier, { t, say, shortly }: Wording): List {
  return {
    heading: t('ปัญหาอุปสรรคที่หน่วยงานอื่นรอท่านอยู่', 'Obstacles in which others wait for you'),
    none: t('ไม่มีผู้ใดรอท่านแก้ปัญหาอุปสรรค', 'Nobody waits for you to clear an obstacle.'),
    columns: [column(t('ปัญหาอุปสรรค', 'Obstacle'), 42), column(t('งานที่ติดขัด', 'What it holds up'), 38), column(t('ตั้งแต่', 'Since'), 20)],
    rows: obstacles.map(({ text, since, commitment }) => [
      text,
      commitment ? `${say(commitment.title)}${commitment.owner ? ` (${say(commitment.owner.label)})` : ''}` : '–',
      shortly(since),
    ]),
    ...{ most: 5, lines: 2 },
  }
}

export function delegations({ post }: Dossier, { t, named, span }: Wording): List {
  return {
    heading: t('การมอบอำนาจที่มีผลอยู่', 'What is delegated'),
    none: t('ไม่มีการมอบอำนาจที่มีผลอยู่', 'Nothing is delegated.'),
    columns: [column(t('เรื่อง', 'What'), 45), column(t('ผู้รับมอบอำนาจ', 'To'), 30), column(t('ระหว่าง', 'Between'), 25)],
    rows: post.delegations.map(({ scope, to, from, until }) => [scope, named(to), span(from, until)]),
    ...{ most: 4, lines: 2 },
  }
}

/** The two who held it last, who is there still to be asked, and who joins in what is promised. */
export function contacts({ contacts, partners, post: { line, holders } }: Dossier, wording: Wording): List {
  const { t, say, name, span, word } = wording
  const present = new Set(holders.map(({ person }) => person?.id))
  const left = line.filter(({ person, until }) => person !== null && until !== null && until <= wording.day && !present.has(person.id))
  const before = [...new Map(left.map((held) => [held.person!.id, held])).values()].slice(-2).reverse()
  return {
    heading: t('ผู้ที่ท่านติดต่อได้', 'Whom to turn to'),
    none: t('ไม่มีบันทึกผู้ที่ติดต่อได้', 'Nobody is recorded.'),
    columns: [column(t('ชื่อ', 'Name'), 32), column(t('ในฐานะ', 'As'), 38), column(t('ช่องทางติดต่อ', 'How'), 30)],
    rows: [
      ...before.map(({ person, manner, from, until }) => [
        name(person),
        t(`เคย${word('Manner', manner)} ${span(from, until)}`, `Was there before (${word('Manner', manner)}), ${span(from, until)}`),
        wording.contacts(person?.contacts) || '–',
      ]),
      ...contacts.map(({ of, answering: { person } }) => [
        name(person),
        of ? say(of.label) : '–',
        wording.contacts(person?.contacts) || '–',
      ]),
      ...partners.map(({ of, supports, answering: { person } }) => [
        person ? name(person) : t('ยังไม่มีชื่อผู้ติดต่อ', 'Nobody is named'),
        t(`ร่วมงาน ${supports} เรื่อง: ${of ? say(of.label) : '–'}`, `Supports ${supports} of yours: ${of ? say(of.label) : '–'}`),
        wording.contacts(person?.contacts) || '–',
      ]),
    ],
    ...{ most: 7, lines: 3 },
  }
}

export function readings({ readingList }: Dossier, { t, say, name, shortly }: Wording): List {
  return {
    heading: t('เอกสารที่ควรอ่าน', 'What to read'),
    none: t('ไม่มีคำสั่งหรือรายงานการประชุมที่บันทึกไว้', 'No order and no minutes are recorded.'),
    columns: [column(t('เอกสาร', 'Document'), 72), column(t('รับทราบแล้ว', 'Read'), 28)],
    rows: readingList.map(({ document, readBy, readOn }) => [
      !document
        ? '–'
        : 'number' in document
          ? t(
              `คำสั่งที่ ${document.number} ลงวันที่ ${shortly(document.date)} ${document.subject ?? name(document.committee)}`,
              `Order ${document.number} of ${shortly(document.date)}: ${document.subject ?? name(document.committee)}`,
            )
          : t(
              `รายงานการประชุม ${say(document.label)} เมื่อ ${shortly(document.on)}`,
              `Minutes of ${say(document.label)}, ${shortly(document.on)}`,
            ),
      readOn ? `${name(readBy)} ${shortly(readOn)}` : t('ยังไม่รับทราบ', 'not yet'),
    ]),
    ...{ most: 6, lines: 2 },
  }
}

/** One note in a sentence or four. */
export function noteInWords({ on, state, nextStep, risks, people }: Note, { t, shortly, named }: Wording): string {
  return [
    `${shortly(on)}: ${state}`,
    nextStep && t(`ขั้นตอนต่อไป: ${nextStep}`, `Next: ${nextStep}`),
    risks && t(`ความเสี่ยง: ${risks}`, `Risk: ${risks}`),
    people.length > 0 && t(`ผู้เกี่ยวข้อง: ${people.map(named).join(', ')}`, `Turn to: ${people.map(named).join(', ')}`),
  ]
    .filter(Boolean)
    .join(' · ')
}
