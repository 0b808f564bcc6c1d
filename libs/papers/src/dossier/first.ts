/** What somebody new reads before all else: how things stand, and what cannot wait. */
import { daysBetween } from '@prasan/event-sourcing'
import { type Block, clipped } from '../paper.js'
import type { Dossier } from './asked.js'
import { called, standing } from './lists.js'
import { counted } from '../wording.js'
import type { Wording } from './wording.js'

/** Commitments due within so many days are named among what comes first. */
const SOON_DAYS = 30
/** So many things come first. */
const MOST = 7
/** So many of the items of a handover are named. */
const NAMED = 3
/** Characters of the name of the next meeting. */
const NAME = 95

export function inShort(dossier: Dossier, wording: Wording): Block[] {
  const { t, on, name, word, day, days } = wording
  const { holders, line, endedOn } = dossier.post
  const late = dossier.commitments.filter(({ daysOverdue }) => daysOverdue !== null)
  const longest = Math.max(...late.map(({ daysOverdue }) => daysOverdue!))
  const [next] = dossier.meetings
  const held = holders.map(({ person, manner, from }) =>
    t(
      `${name(person)} ${word('Manner', manner)}${from ? `ตั้งแต่วันที่ ${on(from)}` : ''}`,
      `${name(person)}${from ? ` since ${on(from)}` : ''} (${word('Manner', manner)})`,
    ),
  )
  const left = line
    .flatMap(({ until }) => (until !== null && until <= day ? [until] : []))
    .sort()
    .at(-1)
  const vacant = left
    ? t(`ตำแหน่งว่างตั้งแต่วันที่ ${on(left)}`, `The post stands empty since ${on(left)}.`)
    : t('ตำแหน่งว่าง', 'The post stands empty.')
  const ended = endedOn !== null && t(`ตำแหน่งนี้ยุบเลิกตั้งแต่วันที่ ${on(endedOn)}`, `The post is no more since ${on(endedOn)}.`)
  const open = dossier.commitments.length
  const items = [
    ...(ended ? [ended] : holders.length > 0 ? held : [vacant]),
    open === 0
      ? t('ไม่มีข้อผูกพันที่ค้างอยู่', 'Nothing is open.')
      : t(
          `มีข้อผูกพันที่ยังไม่แล้วเสร็จ ${open} รายการ ` +
            (late.length > 0 ? `ล่าช้า ${late.length} รายการ นานที่สุด ${days(longest)}` : 'ไม่มีรายการที่ล่าช้า'),
          `${counted(open, 'commitment')} ${open === 1 ? 'is' : 'are'} open, ` +
            (late.length > 0 ? `${late.length} of them late, the longest by ${days(longest)}.` : 'none of them late.'),
        ),
    next
      ? t(
          `การประชุมครั้งถัดไป ${clipped(called(next, wording), NAME)} วันที่ ${on(next.on)}`,
          `The next meeting: ${clipped(called(next, wording), NAME)}, on ${on(next.on)}.`,
        )
      : t('ยังไม่มีการนัดประชุมใน 90 วันข้างหน้า', 'No meeting is scheduled within 90 days.'),
  ]
  const promise = t(
    'ข้อผูกพันเป็นของตำแหน่ง มิใช่ของตัวบุคคล ผู้เข้ารับตำแหน่งจึงรับผิดชอบทุกรายการในเอกสารนี้ตั้งแต่วันแรก แม้ผู้อื่นเป็นผู้ให้คำมั่นไว้',
    'A commitment belongs to the post and not to a person: whoever takes it over answers for everything in this paper from the first day, whoever promised it.',
  )
  return [
    { is: 'text', text: promise },
    { is: 'list', items },
  ]
}

/** What cannot wait, in the order in which somebody new had best take it up. @param most characters of each */
export function comesFirst(dossier: Dossier, most: number, wording: Wording): Block[] {
  const { t, say, on, days, day } = wording
  const { commitments, obstacles, draftMinutes, resolutions, handover, meetings, readingList } = dossier
  const passedOn = (state: string) => {
    const ids = new Set((handover?.items ?? []).flatMap(({ item, state: is }) => (item && is === state ? [item.id] : [])))
    const titles = commitments.flatMap(({ id, title }) => (ids.has(id) ? [say(title)] : []))
    return titles.length > 0 ? `: ${titles.slice(0, NAMED).join(', ')}${titles.length > NAMED ? '…' : ''}` : ''
  }
  const late = commitments.filter(({ daysOverdue }) => daysOverdue !== null)
  const soon = commitments.filter(({ daysOverdue, dueOn }) => daysOverdue === null && daysBetween(day, dueOn) <= SOON_DAYS)
  const promised = (each: Dossier['commitments'][number]) =>
    t(
      `(${standing(each, wording)} กำหนด ${on(each.dueOn)}) ${say(each.title)}`,
      `(${standing(each, wording)}, due ${on(each.dueOn)}): ${say(each.title)}`,
    )
  const unread = readingList.filter(({ readOn }) => readOn === null).length
  const close = meetings.filter((meeting) => meeting.noticeSentOn === null && daysBetween(day, meeting.on) <= SOON_DAYS)
  const holders = dossier.post.holders.flatMap(({ person }) => (person ? [person.id] : []))
  const toKnow = [dossier.post, ...dossier.seats].filter(
    ({ duties, acknowledged }) => duties && holders.some((id) => !acknowledged.some(({ person }) => person?.id === id)),
  ).length
  const all = [
    ...(toKnow > 0
      ? [
          t(
            `รับทราบหน้าที่ของตำแหน่งและที่นั่ง ${toKnow} รายการ`,
            `Acknowledge the duties of the post and its seats: ${toKnow} not acknowledged yet`,
          ),
        ]
      : []),
    ...(handover && handover.counts.waiting > 0
      ? [
          t(
            `รับหรือทักท้วงรายการส่งมอบ ${handover.counts.waiting} รายการ ก่อนวันที่ ${on(handover.lapsesOn)}${passedOn('WAITING')}`,
            `Accept or contest ${counted(handover.counts.waiting, 'item')} of the handover, before ${on(handover.lapsesOn)}${passedOn('WAITING')}`,
          ),
        ]
      : []),
    ...(handover && handover.counts.contested > 0
      ? [
          t(
            `ตกลงรายการส่งมอบที่ทักท้วงไว้ ${handover.counts.contested} รายการ${passedOn('CONTESTED')}`,
            `Settle ${counted(handover.counts.contested, 'contested item')} of the handover${passedOn('CONTESTED')}`,
          ),
        ]
      : []),
    ...late.map((each) => t(`เร่งรัดหรือขอขยายเวลา ${promised(each)}`, `Catch up, or ask for more time ${promised(each)}`)),
    ...obstacles.map(({ text, since }) =>
      t(
        `ตอบปัญหาอุปสรรคที่ผู้อื่นรออยู่ ${days(daysBetween(since, day))}: ${text}`,
        `Somebody has waited ${days(daysBetween(since, day))} for you: ${text}`,
      ),
    ),
    ...soon.map((each) => t(`ใกล้ครบกำหนด ${promised(each)}`, `Due soon ${promised(each)}`)),
    ...close.map((meeting) =>
      t(
        `ดูแลหนังสือเชิญประชุม ${called(meeting, wording)} วันที่ ${on(meeting.on)}`,
        `See to the notice of ${called(meeting, wording)}, ${on(meeting.on)}`,
      ),
    ),
    ...draftMinutes.map(({ label, minutes }) =>
      minutes
        ? t(`เสนอรับรองรายงาน ${say(label)}`, `Bring the minutes to certification: ${say(label)}`)
        : t(`จัดทำรายงานการประชุม ${say(label)}`, `Draft the minutes: ${say(label)}`),
    ),
    ...resolutions.map(({ text }) => t(`กำหนดผู้รับผิดชอบตามมติ: ${say(text)}`, `Nobody has promised what was resolved: ${say(text)}`)),
    ...(unread > 0
      ? [t(`อ่านและรับทราบเอกสาร ${unread} ฉบับ ตามรายการเอกสารที่ควรอ่าน`, `Read ${counted(unread, 'document')} of the list below, and say so`)]
      : []),
  ]
  if (all.length === 0) return [{ is: 'text', text: t('ไม่มีเรื่องเร่งด่วน', 'Nothing is urgent.') }]
  const items = all.slice(0, MOST).map((each) => clipped(each, most))
  const rest = all.length - items.length
  return [
    { is: 'list', items },
    ...(rest > 0
      ? [{ is: 'text' as const, text: t(`และอีก ${rest} เรื่อง ตามรายการต่อไปนี้`, `And ${rest} more, in the lists that follow.`) }]
      : []),
  ]
}
