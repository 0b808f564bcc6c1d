/** Calendars over months: what programs read after each change, and whose meetings they are, by oracles that know nothing of how. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { addDays } from '@prasan/event-sourcing'
import fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Api, TODAY } from '../support/api.js'
import { read } from '../support/icalendar.js'

let opened = 0
async function secretOf(api: Api, of: string): Promise<string> {
  const { openFeed } = await api.query('mutation ($input: OpenFeedInput!) { openFeed(input: $input) { ... on FeedRecorded { secret } } }', {
    input: { idempotencyKey: `feed ${++opened}`, of },
  })
  return openFeed.secret as string
}
const shown = async (api: Api, secret: string) => read((await api.http.get(`/calendars/${secret}.ics?lang=en`).expect(200)).text)

interface Meeting {
  readonly on: string
  readonly startsAt: string | undefined
  readonly place: string | undefined
  readonly cancelled: boolean
  readonly changes: number
}
type Change = 'schedule' | 'move' | 'correct' | 'cancel' | 'restore' | 'number'

const steps = fc.array(
  fc.record({
    change: fc.constantFrom<Change>('schedule', 'schedule', 'move', 'move', 'correct', 'cancel', 'restore', 'number'),
    which: fc.nat(),
    on: fc.integer({ min: -60, max: 150 }).map((days) => addDays(TODAY, days)),
    startsAt: fc.option(fc.constantFrom('00:00', '09:30', '13:00', '23:59'), { nil: undefined }),
    place: fc.option(fc.constantFrom('ห้องประชุม ๑', 'ที่ใหม่, ชั้น 2; อาคาร \\ ก\nประตู 3', 'น้ำ\u200bที่ปี่'), { nil: undefined }),
  }),
  { minLength: 4, maxLength: 24 },
)

describe('a calendar feed over months', () => {
  let api: Api
  beforeAll(async () => {
    api = await Api.start()
  })
  afterAll(() => api.close())

  it('shows after each change what was said last of every meeting that ever was, under the same id and a number that counts the changes', async () => {
    let changed = 0
    await fc.assert(
      fc.asyncProperty(steps, async (told) => {
        const body = await api.recorded('establishCommittee', { name: { th: 'คณะ', en: 'Body' }, type: 'COMMITTEE', from: '2026-01-01' })
        const secret = await secretOf(api, body)
        const meetings = new Map<string, Meeting>()
        for (const { change, which, ...said } of told) {
          const [meeting, known] = [...meetings][which % Math.max(meetings.size, 1)] ?? []
          const { on, startsAt, place } = said
          const tell = async (mutation: string, input: object, is: Partial<Meeting>) => {
            const answer = await api.tell(mutation, { ...input, ...(meeting !== undefined && { meeting }) })
            if (answer.is !== 'Recorded' || answer.events.length === 0) return
            meetings.set(meeting!, { ...known!, ...is, changes: known!.changes + 1 })
            changed++
          }
          if (change === 'schedule') {
            const id = await api.recorded('scheduleMeeting', { bodies: [body], on, startsAt, place })
            meetings.set(id, { on, startsAt, place, cancelled: false, changes: 0 })
          } else if (meeting === undefined) continue
          else if (change === 'move') {
            const left = { startsAt: startsAt ?? known!.startsAt, place: place ?? known!.place }
            await tell('rescheduleMeeting', { ...said, reason: 'เลื่อน' }, { on, ...left })
          } else if (change === 'correct') await tell('correctMeeting', { bodies: [body], ...said, reason: 'ผิด' }, { on, startsAt, place })
          else if (change === 'cancel') await tell('cancelMeeting', { reason: 'งด' }, { cancelled: true })
          else if (change === 'restore') await tell('reverseMeetingCancellation', { reason: 'ผิด' }, { cancelled: false })
          else await tell('sendNotice', { sentOn: known!.on < TODAY ? known!.on : TODAY, urgentReason: 'ด่วน' }, {})
          const { lines } = await shown(api, secret)
          expect(
            Object.fromEntries(
              lines.map(({ id, sequence, status, start, zone, location }) => [
                id,
                { sequence, status, start, zone, location: location || undefined },
              ]),
            ),
          ).toEqual(
            Object.fromEntries(
              [...meetings].map(([id, { on, startsAt, place, cancelled, changes }]) => [
                id,
                {
                  ...{ sequence: changes, status: cancelled ? 'CANCELLED' : 'CONFIRMED', location: place },
                  start: startsAt === undefined ? on : `${on}T${startsAt}:00`,
                  zone: startsAt === undefined ? null : 'Asia/Bangkok',
                },
              ]),
            ),
          )
        }
      }),
      { numRuns: 15, seed: 20261128, endOnFailure: true },
    )
    expect(changed).toBeGreaterThan(40)
  })
})

it('a calendar feed is the same once the views are built anew', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'prasan-feeds-'))
  const first = await Api.start({ dataDir })
  const body = await first.recorded('establishCommittee', { name: { th: 'คณะ' }, type: 'COMMITTEE', from: '2026-01-01' })
  const [moved, cancelled] = [0, 1, 2].map((n) => first.recorded('scheduleMeeting', { bodies: [body], on: addDays(TODAY, 20 + n) }))
  await first.recorded('rescheduleMeeting', { meeting: await moved, on: addDays(TODAY, 40), reason: 'เลื่อน' })
  await first.recorded('cancelMeeting', { meeting: await cancelled, reason: 'งด' })
  const secret = await secretOf(first, body)
  const { text } = await first.http.get(`/calendars/${secret}.ics`).expect(200)
  await first.close()
  rmSync(join(dataDir, 'views'), { recursive: true })
  const again = await Api.start({ dataDir })
  const { text: builtAnew } = await again.http.get(`/calendars/${secret}.ics`).expect(200)
  await again.close()
  rmSync(dataDir, { recursive: true })
  expect(builtAnew).toBe(text)
  expect(
    read(text)
      .lines.map(({ sequence }) => sequence)
      .sort(),
  ).toEqual([0, 1, 1])
})

describe('calendar feeds of the demonstration province', () => {
  let api: Api
  beforeAll(async () => {
    api = await Api.start({ demo: true })
  })
  afterAll(() => api.close())

  it('have for each person and post the meetings of the bodies in which they sit on the day', async () => {
    const { meetings } = await api.query('{ meetings(first: 100) { nodes { id on bodies { id } } pageInfo { hasNextPage } } }')
    expect(meetings.pageInfo.hasNextPage).toBe(false)
    const expected = new Map<string, Set<string>>()
    const isOf = (who: string | undefined, meeting: string) => {
      if (who !== undefined) expected.set(who, (expected.get(who) ?? new Set()).add(meeting))
    }
    for (const { id, on, bodies } of meetings.nodes)
      for (const body of bodies) {
        const committee = body.id.split('@')[0]
        const { committee: found } = await api.query(
          'query ($id: ID!, $on: Day!) { committee(id: $id, asOf: { effective: $on }) { occupants { seat { post { id } } occupant { person { id } } } } }',
          { id: committee, on },
        )
        for (const { seat, occupant } of found?.occupants ?? []) {
          isOf(seat.post?.id.split('@')[0], id)
          isOf(occupant?.person?.id.split('@')[0], id)
        }
      }
    const { people, posts } = await api.query('{ people(first: 100) { nodes { id } } posts(first: 100) { nodes { id } } }')
    let shared = 0
    for (const { id } of [...people.nodes, ...posts.nodes]) {
      const lines = (await shown(api, await secretOf(api, id))).lines.map((line) => line.id)
      expect({ id, lines: lines.sort() }).toEqual({ id, lines: [...(expected.get(id) ?? [])].sort() })
      shared += lines.length
    }
    expect(shared).toBeGreaterThan(100)
  }, 120_000)
})
