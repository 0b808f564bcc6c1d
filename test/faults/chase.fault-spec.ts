/** Reminders and escalations over days of a province in which the process is killed again and again: each step once, as without a crash. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { SqliteEventStore } from '@prasan/event-store'
import { type Day, addDays } from '@prasan/event-sourcing'
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
const DAYS = LONG ? 365 : 30
const CRASHES = LONG ? 50 : 20

const folder = mkdtempSync(join(tmpdir(), 'prasan-chase-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const yearIn = (name: string): Year => ({ dataDir: join(folder, name), first: FIRST, days: DAYS, bodies: 2, chased: true })

/** Runs the days in a process of its own; true where it came to their end, false where it killed itself. */
async function ran(year: Year, ...dies: string[]): Promise<boolean> {
  const child = spawn(process.execPath, [CHILD, JSON.stringify(year), ...dies], { stdio: 'inherit' })
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  expect([code, signal]).toEqual(signal === null ? [0, null] : [null, 'SIGKILL'])
  return signal === null
}

interface Told {
  readonly type: string
  readonly data: Record<string, any>
  readonly actor: unknown
  readonly commandId: unknown
}
/** Of each commitment what was recorded, in order. */
async function commitmentsIn({ dataDir }: Year): Promise<Record<string, Told[]>> {
  const store = await SqliteEventStore.open({ file: join(dataDir, 'events.db') })
  const streams: Record<string, Told[]> = {}
  try {
    for await (const { stream, type, data, metadata } of store.readAll())
      if (stream.startsWith('prasan-commitment-'))
        (streams[stream] ??= []).push({ type, data, actor: metadata['actor'], commandId: metadata['commandId'] })
  } finally {
    await store.close()
  }
  return Object.fromEntries(Object.entries(streams).sort(([one], [other]) => (one < other ? -1 : 1)))
}
const appendsIn = ({ dataDir }: Year) => {
  const db = new Database(join(dataDir, 'events.db'), { readonly: true })
  try {
    return db.prepare('select count(*) from event').pluck().get() as number
  } finally {
    db.close()
  }
}
const refusedIn = ({ dataDir }: Year) => {
  const db = new Database(join(dataDir, 'processes.db'), { readonly: true })
  try {
    return db.prepare('select process, step, reason from refused').all()
  } finally {
    db.close()
  }
}
const stepsOf = (told: readonly Told[]) => told.filter(({ type }) => type === 'Reminded' || type === 'Escalated')
const saidOf = ({ type, data }: Told) =>
  type === 'Reminded' ? `${data['kind']} ${data['time']}` : `${data['step']} ${data['daysOverdue']}`

describe('promises that are chased for some weeks', () => {
  const whole = yearIn('whole')
  let told: Record<string, Told[]>
  beforeAll(async () => {
    expect(await ran(whole)).toBe(true)
    told = await commitmentsIn(whole)
  }, 1_800_000)

  it('go up step by step, each under its own day, until somebody does something', () => {
    const firstOf = (is: (events: Told[]) => boolean) =>
      Object.values(told)
        .filter((events) => events[0]!.data['title'].en.startsWith('chased') && is(events))
        .sort(([one], [other]) => (one!.data['dueOn'] < other!.data['dueOn'] ? -1 : 1))[0]!
    const has = (type: string) => (events: Told[]) => events.some((each) => each.type === type)
    const from = (dueOn: Day, events: Told[]) =>
      stepsOf(events).map((each) => [each.data['on'], saidOf(each)] as const).map(([on, said]) => `${(Date.parse(on) - Date.parse(dueOn)) / 86_400_000}: ${said}`) // prettier-ignore
    const lies = firstOf((events) => events.every(({ type }) => ['CommitmentMade', 'Reminded', 'Escalated'].includes(type)))
    expect(from(lies[0]!.data['dueOn'], lies).slice(0, 8)).toEqual([
      ...['-1: beforeDue 1', '0: due 1', '2: secretary 2', '3: overdue 1', '4: chair 4', '6: overdue 2', '7: parent 7', '9: overdue 3'],
    ])
    const known = firstOf(has('EscalationAcknowledged'))
    // It rests for three days, from that of the acknowledgment, the third overdue, which do not count.
    expect(from(known[0]!.data['dueOn'], known).slice(3, 6)).toEqual(['3: overdue 1', '7: chair 7', '8: overdue 2'])
    const longer = firstOf(has('ExtensionGranted'))
    expect(from(addDays(longer[0]!.data['dueOn'], 6), longer).slice(4, 7)).toEqual(['-1: beforeDue 1', '0: due 1', '2: secretary 2'])
    const waits = firstOf(has('ObstacleAnswered'))
    expect(from(waits[0]!.data['dueOn'], waits).slice(2, 6)).toEqual(['4: waiting 1', '7: waiting 2', '9: secretary 9', '10: overdue 1'])
    const done = firstOf(has('CompletionReported'))
    expect(stepsOf(done).at(-1)!.data['on'] <= done.at(-1)!.data['on']).toBe(true)
    expect(refusedIn(whole)).toEqual([])
  })

  it(
    `have each step once, the same as without, over ${CRASHES} crashes`,
    async () => {
      const crashed = yearIn('crashed')
      const each = appendsIn(whole) / (CRASHES + 1)
      let crashes = 0
      for (; crashes < CRASHES; crashes++) {
        const n = Math.max(2, Math.round(each * (0.4 + Math.random())))
        if (await ran(crashed, crashes % 2 === 0 ? 'after' : 'before', String(n))) break
      }
      expect(crashes).toBeGreaterThan(CRASHES / 2)
      await ran(crashed)
      const again = await commitmentsIn(crashed)
      // What the days bring is named by the step and its day, what was said by its own key: in another log they are the same.
      const own = ({ actor }: Told) => ['system:year', 'system:chase'].includes(actor as string)
      const comparable = (all: Record<string, Told[]>) =>
        Object.fromEntries(
          Object.entries(all).map(([stream, events]) => [
            stream,
            events.map((event) => (own(event) ? event : { ...event, commandId: '' })),
          ]),
        )
      expect(comparable(again)).toEqual(comparable(told))
      const steps = Object.entries(again).flatMap(([stream, events]) => stepsOf(events).map((step) => `${stream} ${step.data['on']} ${saidOf(step)}`)) // prettier-ignore
      expect(new Set(steps).size).toBe(steps.length)
      expect(steps.length).toBeGreaterThan(50)
      expect(refusedIn(crashed)).toEqual([])
    },
    LONG ? 3_600_000 : 1_800_000,
  )
})
