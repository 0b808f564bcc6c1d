/** What a digest says, in Thai or English: of what there is news, when it is due, and where to look. Nothing that anybody wrote, and no name. */
import { type Day, dayInWords, daysBetween, metaOf } from '@prasan/event-sourcing'
import { type Notice, NoticeKind } from './domain/delivery/events.js'
import type { Language } from './domain/preference.js'

/** So many are told of one by one. */
const MOST_LINES = 20

/** What a line says of the day that it is about. */
const WORDS = {
  th: {
    subject: (n: number, day: string) => `ประสาน: มีเรื่องแจ้งท่าน ${n} เรื่อง ${day}`,
    due: 'กำหนด',
    held: 'วันประชุม',
    overdue: (days: number) => `เกินกำหนด ${days} วัน`,
    more: (n: number) => `และอีก ${n} เรื่อง`,
    end: 'ข้อความนี้ส่งโดยระบบ ไม่ต้องตอบกลับ รายละเอียดดูได้ในระบบเท่านั้น',
  },
  en: {
    subject: (n: number, day: string) => `Prasan: ${n} ${n === 1 ? 'thing' : 'things'} to tell you, ${day}`,
    due: 'due',
    held: 'held on',
    overdue: (days: number) => `${days} ${days === 1 ? 'day' : 'days'} overdue`,
    more: (n: number) => `and ${n} more`,
    end: 'Sent by the system; do not reply. What it is about is shown in the system only.',
  },
} as const

/** `publicUrl`: where people open things, without a slash at the end; no link where it is not known. */
export function textOf(
  { notices, day, language }: { readonly notices: readonly Notice[]; readonly day: Day; readonly language: Language },
  publicUrl: string | undefined,
): { subject: string; text: string } {
  const words = WORDS[language]
  const lines = notices.slice(0, MOST_LINES).map((notice, i) => {
    const { about } = notice
    return [`${i + 1}. ${said(notice, day, language)}`, ...(publicUrl === undefined ? [] : [`   ${publicUrl}/${about}`])].join('\n')
  })
  const more = notices.length > MOST_LINES ? [words.more(notices.length - MOST_LINES)] : []
  return { subject: words.subject(notices.length, dayInWords(day)[language]!), text: [...lines, ...more, '', words.end].join('\n') }
}

function said({ kind, about, day: on }: Notice, today: Day, language: Language): string {
  const words = WORDS[language]
  const what = metaOf(NoticeKind).words![kind]![language]!
  if (on === undefined) return what
  const isMeeting = about.startsWith('meeting-')
  const late = isMeeting ? 0 : daysBetween(on, today)
  return [what, `${isMeeting ? words.held : words.due} ${dayInWords(on)[language]}`, ...(late > 0 ? [words.overdue(late)] : [])].join(' · ')
}
