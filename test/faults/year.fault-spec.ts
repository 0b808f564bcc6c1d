import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { SqliteEventStore } from '@prasan/event-store'
import { addDays } from '@prasan/event-sourcing'
import Database from 'better-sqlite3'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Year } from '../year/year.js'

const LONG = process.env['PRASAN_FAULTS'] === 'long'
const CHILD = fileURLToPath(new URL('../year/child.js', import.meta.url))
const FIRST = '2026-12-20'
/** Over the end of a year; a whole one takes some minutes. */
const DAYS = LONG ? 365 : 34
const CRASHES = LONG ? 50 : 5
/** So few days that each step of them can be killed after. */
const FEW = LONG ? 12 : 7

const folder = mkdtempSync(join(tmpdir(), 'prasan-year-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const yearIn = (name: string, days = DAYS): Year => ({ dataDir: join(folder, name), first: FIRST, days, bodies: 2 })

/** Runs a year in a process of its own; true where it came to its end, false where it killed itself. */
async function ran(year: Year, ...dies: string[]): Promise<boolean> {
  const child = spawn(process.execPath, [CHILD, JSON.stringify(year), ...dies], { stdio: 'inherit' })
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  expect([code, signal]).toEqual(signal === null ? [0, null] : [null, 'SIGKILL'])
  return signal === null
}

/** By stream what its events say, under which ids and on whose behalf; not when they were recorded, nor in which order with those of other streams. */
async function toldIn({ dataDir }: Year): Promise<Record<string, unknown[]>> {
  const store = await SqliteEventStore.open({ file: join(dataDir, 'events.db') })
  const streams: Record<string, unknown[]> = {}
  try {
    for await (const { stream, revision, type, data, metadata } of store.readAll()) {
      const { actor, command, commandId } = metadata
      // Of what follows on an event the command is named by that event's id, which is another in each log.
      const named = ['system:year', 'system:calendar', 'system:errand-reminders'].includes(actor as string)
      if (stream !== 'prasan-record-log')
        (streams[stream] ??= []).push({ revision: Number(revision), type, data, actor, command, ...(named && { commandId }) })
    }
  } finally {
    await store.close()
  }
  return Object.fromEntries(Object.entries(streams).sort(([one], [other]) => (one < other ? -1 : 1)))
}
const refusedIn = ({ dataDir }: Year) => {
  const db = new Database(join(dataDir, 'processes.db'), { readonly: true })
  try {
    return db.prepare('select process, step, reason from refused').all()
  } finally {
    db.close()
  }
}

describe('a year that is run in one go', () => {
  const whole = yearIn('whole')
  let told: Record<string, unknown[]>
  beforeAll(async () => {
    expect(await ran(whole)).toBe(true)
    told = await toldIn(whole)
  }, 1_800_000)

  it('has each day once and what falls due under its own, and nothing was refused', () => {
    const events = Object.values(told).flat() as { type: string; data: Record<string, unknown> }[]
    const days = events.filter(({ type }) => type === 'DayBegan').map(({ data }) => data['day'])
    expect(days).toEqual(Array.from({ length: DAYS }, (_, n) => addDays(FIRST, n)))
    const given = Object.values(told as Record<string, typeof events>).filter(([begun]) => begun!.type === 'ErrandGiven')
    const dueOn = ([begun]: typeof events) => begun!.data['dueOn'] as string
    const [errand] = given.sort((one, other) => (dueOn(one) < dueOn(other) ? -1 : 1))
    const first = dueOn(errand!)
    expect(errand!.slice(1).map(({ data }) => data)).toEqual([0, 7, 14].map((later, n) => ({ on: addDays(first, later), times: n + 1 })))
    for (const type of ['MeetingNumbered', 'CommitmentMade', 'ErrandGiven']) expect(events.some((each) => each.type === type)).toBe(true)
    expect(refusedIn(whole)).toEqual([])
  })

  it(
    `is the same, stream by stream, with ${CRASHES} crashes`,
    async () => {
      const crashed = yearIn('crashed')
      const appends = Object.values(told).flat().length
      const each = Math.floor(appends / (CRASHES + 1))
      let crashes = 0
      for (; crashes < CRASHES; crashes++) {
        const n = Math.max(2, Math.round(each * (0.5 + Math.random())))
        if (await ran(crashed, crashes % 2 === 0 ? 'after' : 'before', String(n))) break
      }
      expect(crashes).toBeGreaterThan(CRASHES / 2)
      await ran(crashed)
      expect(await toldIn(crashed)).toEqual(told)
      expect(refusedIn(crashed)).toEqual([])
    },
    LONG ? 3_600_000 : 300_000,
  )

  it('a node that lost its place, as after a restore, adds nothing to it', async () => {
    rmSync(join(whole.dataDir, 'processes.db'))
    rmSync(join(whole.dataDir, 'views'), { recursive: true })
    expect(await ran(whole)).toBe(true)
    expect(await toldIn(whole)).toEqual(told)
  }, 300_000)
})

it(
  'killed after every step, it goes on to the same',
  async () => {
    const [whole, killed] = [yearIn('few', FEW), yearIn('killed', FEW)]
    expect(await ran(whole)).toBe(true)
    expect(await ran(killed, 'after', '16')).toBe(false)
    for (let run = 0; !(await ran(killed, ...(run % 2 === 0 ? ['after', '1'] : ['before', '2']))); run++);
    expect(await toldIn(killed)).toEqual(await toldIn(whole))
  },
  LONG ? 1_800_000 : 300_000,
)
