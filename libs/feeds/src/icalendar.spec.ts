import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { type Entry, icalendarOf, invitationAsIcalendar } from './icalendar.js'

const meeting: Entry = {
  ...{ id: 'meeting-1', sequence: 3, changedAt: '2026-11-02T02:00:00.000Z', day: '2026-11-20', startsAt: '09:30', endsAt: '12:00' },
  ...{ title: 'คณะอนุกรรมการ ครั้งที่ 3/2569', place: null, cancelled: false },
}
const written = (...entries: readonly Entry[]) => icalendarOf({ name: 'ปฏิทิน', language: 'th', entries })
const parsed = (text: string) => new ICAL.Component(ICAL.parse(text))
const events = (text: string) => parsed(text).getAllSubcomponents('vevent')
const value = (component: ICAL.Component, name: string) => String(component.getFirstPropertyValue(name))

/** What may be typed and is hard to write: marks that stand on others, breaks without width, what a line of a calendar is made of. */
const typed = fc
  .array(
    fc.constantFrom('ที่', 'น้ำ', 'ปี่', 'ก็', '\u200b', '\u2067', '👩‍👩‍👧', '𠮷', 'a', ' ', '\n', ';', ',', '\\', '"', ':', 'END:VCALENDAR', '\\n'),
    {
      minLength: 1,
      maxLength: 400,
    },
  )
  .map((parts) => parts.join(''))

describe('a calendar as iCalendar', () => {
  it('says when a meeting is in Bangkok and when it was changed in UTC', () => {
    const text = written(meeting)
    for (const line of [
      'DTSTART;TZID=Asia/Bangkok:20261120T093000',
      'DTEND;TZID=Asia/Bangkok:20261120T120000',
      'SEQUENCE:3',
      'STATUS:CONFIRMED',
    ])
      expect(text).toContain(`\r\n${line}\r\n`)
    for (const line of [
      'DTSTAMP:20261102T020000Z',
      'LAST-MODIFIED:20261102T020000Z',
      'UID:meeting-1',
      'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    ])
      expect(text).toContain(`\r\n${line}\r\n`)
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:[^\r]*Prasan[^\r]*\r\n/)
    expect(text).toMatch(/\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n$/)
    const zones = parsed(text).getAllSubcomponents('vtimezone')
    expect(zones.map((zone) => value(zone, 'tzid'))).toEqual(['Asia/Bangkok'])
  })

  it('of a meeting without a time takes the whole day, and a due date takes none of it', () => {
    const [day, due] = events(written({ ...meeting, startsAt: null }, { ...meeting, startsAt: null, leavesTimeFree: true }))
    expect([day, due].map((each) => value(each!, 'dtstart'))).toEqual(['2026-11-20', '2026-11-20'])
    expect([day, due].map((each) => value(each!, 'transp'))).toEqual(['null', 'TRANSPARENT'])
  })

  it('keeps every text as it was typed, in lines of at most 75 octets that cut no character', () => {
    fc.assert(
      fc.property(typed, typed, (title, place) => {
        const text = icalendarOf({ name: title, language: 'en', entries: [{ ...meeting, title, place }] })
        const lines = text.split('\r\n')
        expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
        expect(lines.filter((line) => line.includes('\n') || line.includes('\r') || !(line as any).isWellFormed())).toEqual([])
        const [event] = events(text)
        expect([value(event!, 'summary'), value(event!, 'location')]).toEqual([title, place])
        expect(text.replaceAll('\r\n ', '').match(/^(BEGIN|END):VCALENDAR\r$/gm)).toHaveLength(2)
      }),
      { numRuns: 150, seed: 20261128 },
    )
  })

  it.each([2_000, 10_000])('a title of %i characters is whole', (length) => {
    const title = 'ที่ประชุมน้ำ'.repeat(length).slice(0, length)
    const [event] = events(written({ ...meeting, title }))
    expect(value(event!, 'summary')).toBe(title)
  })

  it('has a name of one line, whatever the committee is called', () => {
    const text = icalendarOf({ name: 'ก\nEND:VCALENDAR, ข; ค\\', language: 'th', entries: [meeting] })
    expect(text.replaceAll('\r\n ', '')).toContain('\r\nX-WR-CALNAME:ก END:VCALENDAR\\, ข\\; ค\\\\\r\n')
    expect(events(text)).toHaveLength(1)
  })

  it('of none and of many is one calendar, each line once and in order', () => {
    for (const count of [0, 1, 50, 51, 120]) {
      const ids = Array.from({ length: count }, (_, n) => `meeting-${n}`)
      const text = written(...ids.map((id) => ({ ...meeting, id })))
      expect(events(text).map((each) => value(each, 'uid'))).toEqual(ids)
      expect(text.match(/BEGIN:VTIMEZONE/g)).toHaveLength(1)
    }
  })
})

describe('an invitation', () => {
  it('calls everybody as they are called, in one line and without quotation marks that end a name', () => {
    fc.assert(
      fc.property(typed, (label) => {
        const invited = [{ id: 'seat-2', label, role: 'chair' as const }]
        const text = invitationAsIcalendar({ language: 'th', meeting, by: { id: 'seat-1', label }, invited })
        expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
        const [event] = events(text)
        const shown = label.replaceAll(/\n+/g, ' ').replaceAll('"', '”').replaceAll('\\', '/')
        for (const property of ['organizer', 'attendee']) expect(event!.getFirstProperty(property)!.getFirstParameter('cn')).toBe(shown)
        expect(event!.getAllProperties('attendee')).toHaveLength(1)
      }),
      { numRuns: 150, seed: 20261128 },
    )
  })

  it('asks for a meeting in its zone, and takes one out that is cancelled', () => {
    const text = (cancelled: boolean) =>
      invitationAsIcalendar({ language: 'th', meeting: { ...meeting, cancelled }, by: { id: 'seat-1', label: 'เลขานุการ' }, invited: [] })
    expect(value(parsed(text(false)), 'method')).toBe('REQUEST')
    expect([value(parsed(text(true)), 'method'), value(events(text(true))[0]!, 'status')]).toEqual(['CANCEL', 'CANCELLED'])
    expect(parsed(text(false)).getAllSubcomponents('vtimezone')).toHaveLength(1)
    expect(text(false)).toContain('\r\nDTSTAMP:20261102T020000Z\r\n')
  })
})
