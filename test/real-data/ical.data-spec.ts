import { expect, it } from '@jest/globals'
import { icalendarOf } from '@prasan/feeds'
import ICAL from 'ical.js'
import { readFileSync, readdirSync } from 'node:fs'
import { describeWith, shared } from '../support/shared-data.js'

// What real calendars hold (samples of ical.js, which nobody here wrote), written as ours and read back: the same days, times and texts.
describeWith('real calendars', ['ical'], () => {
  const files = readdirSync(shared('ical')).filter((name) => name.endsWith('.ics'))
  const linesOf = (text: string) => {
    const parsed = ICAL.parse(text) as unknown[]
    const calendars = (Array.isArray(parsed[0]) ? parsed : [parsed]) as ConstructorParameters<typeof ICAL.Component>[0][]
    return calendars.flatMap((each) => new ICAL.Component(each).getAllSubcomponents('vevent'))
  }
  const told = (event: ICAL.Component) => {
    const start = event.getFirstPropertyValue('dtstart') as ICAL.Time | null
    const text = (name: string) => String(event.getFirstPropertyValue(name) ?? '')
    const at = start && !start.isDate ? start.toString().slice(11, 16) : null
    return { day: start?.toString().slice(0, 10), at, title: text('summary'), place: text('location') }
  }

  it('are the same once written by us', () => {
    const all = files.flatMap((name) => linesOf(readFileSync(shared('ical', name), 'utf8')).map(told))
    const dated = all.filter((each) => each.day !== undefined && /^\d{4}-\d\d-\d\d$/.test(each.day))
    expect(dated.length).toBeGreaterThan(10)
    const text = icalendarOf({
      ...{ name: 'real', language: 'en' },
      entries: dated.map(({ day, at, title, place }, n) => ({
        ...{ id: `line-${n}`, sequence: 0, changedAt: '2026-11-02T02:00:00.000Z', cancelled: false },
        ...{ day: day!, startsAt: at, endsAt: null, title, place: place === '' ? null : place },
      })),
    })
    expect(linesOf(text).map(told)).toEqual(dated)
  })
})
