import { expect, it } from '@jest/globals'
import { someId } from '@prasan/event-sourcing/testing'
import { type Notice, NoticeKind } from './domain/delivery/events.js'
import { textOf } from './text.js'

const [about, meeting, to] = [someId('commitment'), someId('meeting'), someId('post')]
const said = (notices: Notice[], language: 'th' | 'en' = 'th', url: string | undefined = 'https://p.example') =>
  textOf({ notices, day: '2026-12-05', language }, url)

it('says when something is due in the era of the language, and by how many days it is late', () => {
  const notices: Notice[] = [
    { kind: 'reminded', about, to, day: '2026-12-01' },
    { kind: 'assigned', about, to, day: '2026-12-05' },
    { kind: 'meetingNotice', about: meeting, to, day: '2026-12-04' },
    { kind: 'handover', about: someId('handover'), to },
  ]
  const lines = (language: 'th' | 'en') =>
    said(notices, language)
      .text.split('\n')
      .filter((line) => /^\d\./.test(line))
  expect(lines('th')).toEqual([
    '1. เตือนกำหนด · กำหนด 1 ธันวาคม 2569 · เกินกำหนด 4 วัน',
    '2. ได้รับมอบหมายเรื่องใหม่ · กำหนด 5 ธันวาคม 2569',
    '3. เชิญประชุม · วันประชุม 4 ธันวาคม 2569',
    '4. มีการส่งมอบงาน',
  ])
  expect(lines('en')).toEqual([
    '1. A reminder of what is due · due 1 December 2026 · 4 days overdue',
    '2. Something was assigned to you · due 5 December 2026',
    '3. You are invited to a meeting · held on 4 December 2026',
    '4. A post is handed over',
  ])
  expect(said(notices).subject).toBe('ประสาน: มีเรื่องแจ้งท่าน 4 เรื่อง 5 ธันวาคม 2569')
  expect(said(notices.slice(0, 1), 'en').subject).toBe('Prasan: 1 thing to tell you, 5 December 2026')
})

it('has a link for each where it is known to where, and else none', () => {
  const notices: Notice[] = [{ kind: 'assigned', about, to }]
  expect(said(notices).text).toContain(`\n   https://p.example/${about}\n`)
  expect(textOf({ notices, day: '2026-12-05', language: 'en' }, undefined).text).not.toContain('commitment-')
})

it('counts what is beyond twenty', () => {
  const many = Array.from({ length: 23 }, (_, i): Notice => ({ kind: 'assigned', about: someId('commitment', `${i}`), to }))
  const { text, subject } = said(many)
  expect(text.match(/^\d+\. /gm)).toHaveLength(20)
  expect(text).toContain('\nและอีก 3 เรื่อง\n')
  expect(subject).toContain('23 เรื่อง')
})

it('each kind has words of its own in both languages, none with a place for a name or a title', () => {
  const texts = NoticeKind.options.flatMap((kind) => (['th', 'en'] as const).map((language) => said([{ kind, about, to }], language).text))
  expect(new Set(texts).size).toBe(2 * NoticeKind.options.length)
  expect(texts.join('')).not.toMatch(/[{}]|undefined/)
})
