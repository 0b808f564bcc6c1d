/** A body's rhythm: its occurrences proposed, scheduled, skipped, moved, kept and missed. Today is 2 November 2026. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../support/api.js'

const both = (th: string, en: string) => ({ th, en })

interface Shown {
  readonly on: string
  readonly movedTo: string | null
  readonly state: string
  readonly reason: string | null
  readonly meeting: { id: string } | null
}

describe('the rhythm of a body', () => {
  let api: Api
  let body: string
  const rhythm = { rrule: 'FREQ=MONTHLY;BYDAY=2TU', from: '2026-07-01', startsAt: '09:30', place: 'ศาลากลาง', mode: 'HYBRID' }

  beforeAll(async () => {
    api = await Api.start()
    body = await api.recorded('establishCommittee', {
      name: both('คณะทำงานตัวอย่าง', 'Example group'),
      type: 'WORKING_GROUP',
      from: '2026-01-01',
    })
  })
  afterAll(() => api.close())

  const OCCURRENCES = `query ($id: ID!, $from: Day, $until: Day, $asOf: AsOfInput) { committee(id: $id, asOf: $asOf) {
    occurrences(from: $from, until: $until) { on movedTo state reason meeting { id } } } }`
  const shown = async (of: { from?: string; until?: string; asOf?: object } = {}) =>
    (await api.query<{ committee: { occurrences: Shown[] } }>(OCCURRENCES, { id: body, from: '2026-07-01', until: '2027-01-01', ...of }))
      .committee.occurrences
  const states = async (of: Parameters<typeof shown>[0] = {}) =>
    (await shown(of)).map(({ on, movedTo, state }) => `${movedTo ?? on} ${state}`)
  const scheduled = (on: string) => api.recorded('scheduleMeeting', { bodies: [body], on })
  const held = async (on: string) => {
    const meeting = await scheduled(on)
    await api.recorded('openMeeting', { meeting, noticeUnknown: true, attendanceUnknown: true })
    await api.recorded('closeMeeting', { meeting })
    return meeting
  }
  const logNumber = async () =>
    (await api.query<{ activity: { nodes: { logNumber: number }[] } }>('{ activity(first: 1) { nodes { logNumber } } }')).activity.nodes[0]!
      .logNumber

  it('proposes nothing until one is adopted, and then its next occurrences', async () => {
    expect(await shown()).toEqual([])
    await api.recorded('adoptRhythm', { committee: body, ...rhythm })
    expect(await states()).toEqual([
      ...['2026-07-14 MISSED', '2026-08-11 MISSED', '2026-09-08 MISSED', '2026-10-13 MISSED', '2026-11-10 PROPOSED', '2026-12-08 PROPOSED'],
    ])
    const { committee } = await api.query(
      `query ($id: ID!) { committee(id: $id) {
        rhythm { rrule words { th en } from until startsAt place mode }
        occurrences { on state startsAt place mode } } }`,
      { id: body },
    )
    expect(committee.rhythm).toEqual({ ...rhythm, words: both('ทุกเดือน วันอังคารที่ 2', 'every month on the 2nd Tuesday'), until: null })
    expect(committee.occurrences).toHaveLength(12)
    const { startsAt, place, mode } = rhythm
    expect(committee.occurrences[0]).toEqual({ on: '2026-11-10', state: 'PROPOSED', startsAt, place, mode })
  })

  it('says in its history what was adopted', async () => {
    const { committee } = await api.query('query ($id: ID!) { committee(id: $id) { history(first: 100) { sentence { th en } } } }', {
      id: body,
    })
    expect(committee.history.at(-1).sentence).toEqual(
      both('กำหนดประชุมประจำทุกเดือน วันอังคารที่ 2 ตั้งแต่ 1 กรกฎาคม 2569', 'Meets every month on the 2nd Tuesday, from 1 July 2026'),
    )
  })

  it('is kept by meetings that are held, on the day asked about and as known at the time', async () => {
    const before = await logNumber()
    const meeting = await held('2026-07-16')
    const next = await scheduled('2026-11-10')
    expect((await shown()).map((each) => each.meeting?.id ?? null)).toEqual([meeting, null, null, null, next, null])
    expect(await states()).toEqual([
      ...['2026-07-14 KEPT', '2026-08-11 MISSED', '2026-09-08 MISSED', '2026-10-13 MISSED', '2026-11-10 SCHEDULED', '2026-12-08 PROPOSED'],
    ])
    const first = async (effective: string) => (await states({ asOf: { effective } }))[0]
    expect(await first('2026-07-13')).toBe('2026-07-14 SCHEDULED')
    expect(await first('2026-07-15')).toBe('2026-07-14 SCHEDULED')
    expect(await first('2026-07-16')).toBe('2026-07-14 KEPT')
    expect((await states({ asOf: { effective: '2026-07-16', logNumber: before } }))[0]).toBe('2026-07-14 MISSED')
    await api.recorded('cancelMeeting', { meeting: next, reason: 'ติดภารกิจ' })
    expect((await shown())[4]).toMatchObject({ on: '2026-11-10', state: 'PROPOSED', meeting: null })
  })

  it('has occurrences skipped and moved, which is kept, corrected and reversed', async () => {
    await api.recorded('skipOccurrence', { committee: body, on: '2026-08-11', reason: 'น้ำท่วม' })
    await api.recorded('moveOccurrence', { committee: body, on: '2026-09-08', to: '2026-10-01', reason: 'รอผู้ว่าราชการจังหวัดคนใหม่' })
    const known = await logNumber()
    expect((await shown()).slice(1, 3)).toEqual([
      { on: '2026-08-11', movedTo: null, state: 'SKIPPED', reason: 'น้ำท่วม', meeting: null },
      { on: '2026-09-08', movedTo: '2026-10-01', state: 'MISSED', reason: 'รอผู้ว่าราชการจังหวัดคนใหม่', meeting: null },
    ])
    // One that was moved stands on the days to which it was.
    expect(await states({ from: '2026-09-01', until: '2026-10-01' })).toEqual([])
    expect(await states({ from: '2026-10-01', until: '2026-10-02' })).toEqual(['2026-10-01 MISSED'])
    await held('2026-10-02')
    expect(await states({ from: '2026-10-01', until: '2026-10-02' })).toEqual(['2026-10-01 KEPT'])
    await api.recorded('correctOccurrence', {
      committee: body,
      on: '2026-08-11',
      to: '2026-08-18',
      because: 'น้ำท่วม',
      reason: 'เลื่อน ไม่ได้งด',
    })
    await api.recorded('reverseOccurrence', { committee: body, on: '2026-09-08', reason: 'พิมพ์ผิด' })
    expect((await states()).slice(1, 4)).toEqual(['2026-08-18 MISSED', '2026-09-08 MISSED', '2026-10-13 KEPT'])
    // Whatever is asked for, a meeting answers to the occurrence nearest to it of all.
    expect(await states({ from: '2026-09-01', until: '2026-10-01' })).toEqual(['2026-09-08 MISSED'])
    expect((await states({ asOf: { logNumber: known } })).slice(1, 3)).toEqual(['2026-08-11 SKIPPED', '2026-10-01 MISSED'])
  })

  it('ends with an end, with another, and with the body', async () => {
    await api.recorded('endRhythm', { committee: body, on: '2026-12-01' })
    expect((await states()).at(-1)).toBe('2026-11-10 PROPOSED')
    await api.recorded('adoptRhythm', { committee: body, rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE', from: '2027-01-01' })
    const ahead = { from: '2026-11-11', until: '2027-03-01' }
    const biweekly = ['2027-01-13', '2027-01-27', '2027-02-10', '2027-02-24']
    expect(await states(ahead)).toEqual(biweekly.map((day) => `${day} PROPOSED`))
    const dissolved = await api.tell('dissolveCommittee', { committee: body, on: '2027-02-10' })
    expect(dissolved).toMatchObject({ is: 'Recorded' })
    expect(await states(ahead)).toEqual(biweekly.slice(0, 2).map((day) => `${day} PROPOSED`))
    await api.recorded('reverseDissolution', { committee: body, reason: 'พิมพ์ผิด' })
    const facts = { name: both('คณะทำงานตัวอย่าง', 'Example group'), type: 'WORKING_GROUP', reason: 'ตั้งภายหลัง' }
    expect((await states())[0]).toBe('2026-07-14 KEPT')
    await api.recorded('correctCommittee', { committee: body, ...facts, from: '2026-07-15' })
    expect((await states())[0]).toBe('2026-08-18 MISSED')
    await api.recorded('correctCommittee', { committee: body, ...facts, from: '2026-01-01' })
  })

  it('that cannot be read is refused with the part, and one by which it would never meet', async () => {
    const adopting = (rrule: string) => api.unrecorded(() => api.tell('adoptRhythm', { committee: body, rrule, from: '2026-11-01' }))
    const unreadable = await adopting('FREQ=MONTHLY;BYDAY=9XX')
    expect(unreadable).toMatchObject({ is: 'InputInvalid', problems: [{ field: 'rrule', code: 'RecurrenceMalformed' }] })
    expect(unreadable.problems[0]!.message.th).toMatch(/BYDAY=9XX$/)
    expect(unreadable.problems[0]!.message.en).toMatch(/BYDAY=9XX$/)
    expect(await adopting('FREQ=HOURLY;INTERVAL=4')).toMatchObject({ problems: [{ field: 'rrule', code: 'RecurrenceBelowDays' }] })
    expect(await adopting('FREQ='.padEnd(100_000, 'X'))).toMatchObject({ problems: [{ field: 'rrule', code: 'TooLong' }] })
    expect(await adopting('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30')).toMatchObject({ rule: 'RhythmNamesADay', field: 'rrule' })
    const refused = (mutation: string, input: object) =>
      api.unrecorded(() => api.tell(mutation, { committee: body, reason: 'ก', ...input }))
    expect(await refused('skipOccurrence', { on: '2026-11-11' })).toMatchObject({ rule: 'OccurrenceIsOfTheRhythm', field: 'on' })
    expect(await refused('moveOccurrence', { on: '2026-11-11', to: '2026-11-12' })).toMatchObject({ rule: 'OccurrenceIsOfTheRhythm' })
    expect(await refused('moveOccurrence', { on: '2026-11-10', to: '2026-10-13' })).toMatchObject({
      rule: 'OccurrencesAreOneADay',
      field: 'to',
    })
    expect(await refused('skipOccurrence', { on: '2147-11-11' })).toMatchObject({ problems: [{ field: 'on', code: 'DayTooFarAhead' }] })
  })

  it('tells of so many days at once, and refuses more', async () => {
    const asked = async (from: string, until: string) => (await api.ask(OCCURRENCES, { id: body, from, until })).errors?.[0]?.extensions
    expect(await asked('2000-01-01', '2020-01-01')).toBeUndefined()
    expect(await asked('2000-01-01', '2021-01-01')).toMatchObject({ code: 'BAD_USER_INPUT', field: 'until', reason: 'TooManyDays' })
    expect(await asked('2026-01-01', '2026-01-01')).toMatchObject({ code: 'BAD_USER_INPUT', field: 'until', reason: 'OutOfRange' })
    await api.recorded('adoptRhythm', { committee: body, rrule: 'FREQ=DAILY', from: '2027-06-01' })
    expect(await asked('2027-06-01', '2028-07-05')).toBeUndefined()
    expect(await shown({ from: '2027-06-01', until: '2028-07-05' })).toHaveLength(400)
    expect(await asked('2027-06-01', '2028-07-06')).toMatchObject({ field: 'until', reason: 'TooManyDays' })
  })
})
