import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { SqliteEventStore } from '@prasan/event-store'
import {
  type Aggregate,
  type Day,
  type Handling,
  ReadModel,
  Registry,
  SqliteKeyRing,
  Text,
  addDays,
  clockAt,
  evidenceFor,
  event,
} from '@prasan/event-sourcing'
import { catchUp, given } from '@prasan/event-sourcing/testing'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MOST_DAYS } from './clock.js'
import { Days, yearBefore } from './days.js'
import { BeginDay, BeginYear, DayBegan, DaysBeginInTheirYear, DaysFollowOneAnother, calendar, calendarOf } from './domain/calendar.js'
import { daysView, lastDay } from './views/days/view.js'

describe('the day that begins', () => {
  const on = (day: Day, today = day) => ({ id: calendarOf(day), today })
  const begins = (day: Day) => DayBegan({ day })
  it('is the one after the last, in the calendar of its year, and begins once', () => {
    const before = given(begins('2026-11-01'), begins('2026-11-02'))
    before.when(BeginDay, { day: '2026-11-03' }, on('2026-11-03')).then(begins('2026-11-03'))
    before.when(BeginDay, { day: '2026-11-02' }, on('2026-11-02')).thenNothing()
    before.when(BeginDay, { day: '2026-11-04' }, on('2026-11-04')).thenRefused(DaysFollowOneAnother)
    given(begins('2026-12-31'))
      .when(BeginDay, { day: '2027-01-01' }, { id: 'calendar-2026', today: '2027-01-01' })
      .thenRefused(DaysBeginInTheirYear)
  })
  it('is not past today', () => {
    given(begins('2026-11-02')).when(BeginDay, { day: '2026-11-03' }, on('2026-11-03', '2026-11-02')).thenUntimely('day', 'DayHasNotCome')
  })
  it('is the first of a year after the last of the year before, or any where none ever began', () => {
    const after = (last: Day | null, any: boolean) => ({ evidence: { last, any } })
    const first = (day: Day, evidence: object) => given().when(BeginYear, { day }, { ...on(day), ...evidence })
    first('2027-01-01', after('2026-12-31', true)).then(begins('2027-01-01'))
    first('2026-11-02', after(null, false)).then(begins('2026-11-02'))
    first('2027-01-01', after('2026-12-30', true)).thenRefused(DaysFollowOneAnother)
    first('2027-01-01', after(null, true)).thenRefused(DaysFollowOneAnother)
    given()
      .when(BeginYear, { day: '2027-01-01' }, { ...on('2026-01-01', '2027-01-01'), ...after('2026-12-31', true) })
      .thenRefused(DaysBeginInTheirYear)
  })
})

const SomethingSaid = event('SomethingSaid', 1, { word: Text }, { th: 'คำหนึ่ง', en: 'A word' })
const other: Aggregate<null, readonly [typeof SomethingSaid]> = {
  ...{ category: 'other', events: [SomethingSaid], initial: null },
  evolve: { SomethingSaid: () => null },
}

let folder: string
const opened: { close(): unknown }[] = []
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'prasan-calendar-'))))
afterEach(async () => {
  for (const part of opened.splice(0)) await part.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Node {
  readonly days: Days
  readonly views: ReadModel
  readonly store: SqliteEventStore
  /** What was to be answered before the next day, in order. */
  readonly waited: bigint[]
  follow(): Promise<void>
}

/** A node on the log of the folder, with views of its own, by a clock that stands. */
async function node(clock: { day: Day }): Promise<Node> {
  const store = await SqliteEventStore.open({ file: join(folder, 'events.db') })
  const keys = await SqliteKeyRing.open(join(folder, 'keys.db'), undefined)
  const registry = new Registry(store.prefix, [calendar, other])
  const views = ReadModel.open(':memory:', registry, [daysView])
  opened.push(store, keys, views)
  await catchUp(views, store)
  const on: Handling = {
    ...{ store, keys, registry, exists: () => true },
    clock: { now: () => clockAt(clock.day).now() },
    evidence: evidenceFor([BeginYear], yearBefore),
    lookUp: async (query, args) => query.run(views, args),
  }
  const waited: bigint[] = []
  const days = new Days(on, views, async (position) => void waited.push(position))
  return {
    ...{ days, views, store, waited },
    async follow() {
      const stop = new AbortController()
      const following = [views.follow(store, stop.signal), days.follow(stop.signal)]
      while (days.trouble?.includes('has not begun')) await Promise.race([...following, new Promise((resolve) => setTimeout(resolve, 2))])
      stop.abort()
      await Promise.all(following)
    },
  }
}
async function logged({ store }: Node): Promise<[string, number, unknown][]> {
  const all: [string, number, unknown][] = []
  for await (const { stream, revision, data } of store.readAll()) all.push([stream, Number(revision), data['day']])
  return all
}
const daysFrom = (first: Day, count: number) => Array.from({ length: count }, (_, n) => addDays(first, n))
const daysIn = async (each: Node) => (await logged(each)).map(([, , day]) => day)
/** Something is said in the log, by a clock of its own. */
async function said({ store }: Node, on: Day) {
  const metadata = { version: 1, recordedAt: clockAt(on).now().toISOString(), actor: 'system:test', commandId: randomUUID() }
  await store.append(`prasan-other-${randomUUID()}`, 'no-stream', [
    { id: randomUUID(), type: 'SomethingSaid', data: { word: 'ก' }, metadata },
  ])
}

describe('days', () => {
  it('begin with today where none has, and then each once, over the end of a year too', async () => {
    const clock = { day: '2026-12-30' }
    const one = await node(clock)
    await one.follow()
    expect(await logged(one)).toEqual([['prasan-calendar-2026', 0, '2026-12-30']])
    clock.day = '2027-01-02'
    const again = await node(clock)
    await again.follow()
    await again.follow()
    expect(await logged(again)).toEqual([
      ['prasan-calendar-2026', 0, '2026-12-30'],
      ['prasan-calendar-2026', 1, '2026-12-31'],
      ['prasan-calendar-2027', 0, '2027-01-01'],
      ['prasan-calendar-2027', 1, '2027-01-02'],
    ])
    expect(lastDay.run(again.views, {})).toBe('2027-01-02')
  })

  it('have the revision of their day of the year, in a year that began with the first', async () => {
    const clock = { day: '2026-12-31' }
    await (await node(clock)).follow()
    clock.day = '2027-01-31'
    const one = await node(clock)
    await one.follow()
    const told = (await logged(one)).filter(([stream]) => stream === 'prasan-calendar-2027')
    expect(told).toEqual(daysFrom('2027-01-01', 31).map((day, n) => ['prasan-calendar-2027', n, day]))
  })

  it('wait for what follows on the one before', async () => {
    const clock = { day: '2026-11-02' }
    await (await node(clock)).follow()
    clock.day = '2026-11-04'
    const one = await node(clock)
    await one.follow()
    const positions: bigint[] = []
    for await (const { position } of one.store.readAll()) positions.push(position)
    expect(one.waited).toEqual(positions)
  })

  it('begin once for several nodes at once', async () => {
    const clock = { day: '2026-11-02' }
    for (const each of await Promise.all([node(clock), node(clock), node(clock)])) await each.follow()
    clock.day = '2026-11-12'
    const nodes = await Promise.all([node(clock), node(clock), node(clock)])
    await Promise.all(nodes.map((each) => each.follow()))
    expect(await daysIn(nodes[0])).toEqual(daysFrom('2026-11-02', 11))
  })

  it(`are ${MOST_DAYS} at a time, and more only when told to`, async () => {
    const clock = { day: '2026-11-02' }
    await (await node(clock)).follow()
    clock.day = addDays(clock.day, MOST_DAYS)
    const one = await node(clock)
    await one.follow()
    expect([one.days.trouble, (await daysIn(one)).length]).toEqual([null, MOST_DAYS + 1])

    const begun = clock.day
    clock.day = addDays(begun, 366)
    const ahead = await node(clock)
    await ahead.follow()
    expect(ahead.days.trouble).toBe(
      `the last day that began is ${begun}, and the clock of this machine says that today is ${clock.day}, 366 days later: ` +
        `set the clock or, where it is right, run prasan day --through ${clock.day}`,
    )
    expect(await daysIn(ahead)).toEqual(daysFrom('2026-11-02', MOST_DAYS + 1))

    clock.day = addDays(begun, MOST_DAYS + 2)
    const stop = new AbortController()
    const following = ahead.views.follow(ahead.store, stop.signal)
    expect(await ahead.days.begin(clock.day, stop.signal)).toBe(MOST_DAYS + 2)
    await expect(ahead.days.begin(addDays(clock.day, 1), stop.signal)).rejects.toThrow('has not come')
    stop.abort()
    await following
    expect(ahead.days.trouble).toBeNull()
    expect(await daysIn(ahead)).toEqual(daysFrom('2026-11-02', 2 * MOST_DAYS + 3))
  })

  it('do not begin by a clock that is more than a day behind what is recorded; by one that is ahead in a few events they do', async () => {
    const clock = { day: '2026-11-02' }
    const one = await node(clock)
    await one.follow()
    for (let n = 0; n < 20; n++) await said(one, '2026-11-10')
    clock.day = '2026-11-08'
    const behind = await node(clock)
    await behind.follow()
    expect(behind.days.trouble).toBe(
      'the clock of this machine says 2026-11-08T02:00:00.000Z, and the newest events were recorded about 2026-11-10T02:00:00.000Z: set the clock',
    )
    expect(await daysIn(behind)).toHaveLength(21)
    await expect(behind.days.begin('2026-11-08', new AbortController().signal)).rejects.toThrow('set the clock')
    clock.day = '2026-11-09'
    for (let n = 0; n < 3; n++) await said(one, '2027-11-10')
    const right = await node(clock)
    await right.follow()
    expect(right.days.trouble).toBeNull()
    expect(lastDay.run(right.views, {})).toBe('2026-11-09')
  })
})
