import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { configurationFrom, createApplication } from '@prasan/api'
import { SqliteEventStore } from '@prasan/event-store'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../../apps/api/dist/main.js', import.meta.url))
const BEGUN = '2026-11-02'
const LATER = '2026-11-05'
const OTHER = '2027-11-02'

describe('the loading of the demonstration is cut off', () => {
  let folder: string
  let whole: Told[]
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'prasan-demonstration-'))
    await started(join(folder, 'whole'), BEGUN)
    whole = await toldIn(join(folder, 'whole'))
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const started = async (dataDir: string, today: string) => {
    const { close } = await createApplication(configurationFrom({ PRASAN_DATA_DIR: dataDir, PRASAN_TODAY: today }))
    await close()
  }

  /** Starts a node on an empty folder and kills it once the log holds so many events. */
  async function killed(dataDir: string, at: number): Promise<void> {
    const env = { ...process.env, PRASAN_DATA_DIR: dataDir, PRASAN_TODAY: BEGUN, PORT: '0' }
    const child = spawn(process.execPath, [MAIN], { env, stdio: 'ignore' })
    const ended = once(child, 'exit')
    while (child.exitCode === null && (existsSync(join(dataDir, 'events.db')) ? (await toldIn(dataDir)).length : 0) < at) await sleep(20)
    child.kill('SIGKILL')
    expect(await ended).toEqual([null, 'SIGKILL'])
  }

  it.each([90, 400, 1_500])(
    'after %i events: the next start takes it up, on whatever day, to the same log',
    async (at) => {
      const dataDir = join(folder, `cut-${at}`)
      await killed(dataDir, at)
      const cut = (await toldIn(dataDir)).length
      expect(cut).toBeGreaterThanOrEqual(at)
      expect(cut).toBeLessThan(whole.length)
      await started(dataDir, LATER)
      expect(byStream(await toldIn(dataDir))).toEqual(byStream(whole))
      await started(dataDir, LATER)
      expect(await toldIn(dataDir)).toHaveLength(whole.length)
    },
    120_000,
  )

  it('and told by a program with another story of that day: refused, with what to delete, and the store is let go', async () => {
    const dataDir = join(folder, 'other')
    cpSync(join(folder, 'whole'), dataDir, { recursive: true })
    writeFileSync(join(dataDir, 'demonstration.unfinished'), OTHER)
    await expect(started(dataDir, BEGUN)).rejects.toThrow(
      `the demonstration begun on ${OTHER} was cut off and cannot be taken up: delete the data folder ${dataDir} and start again (`,
    )
    expect(existsSync(join(dataDir, 'events.db-wal'))).toBe(false) // SQLite deletes it when the last one closes
  }, 120_000)
})

interface Told {
  readonly stream: string
  readonly revision: bigint
  readonly type: string
  readonly recordedAt: unknown
}

/** What the log holds but for what is of the day of a start: its founding, its seals, its first day, the beginnings of its process managers. */
const OF_THE_START = ['prasan-record-', 'prasan-process-', 'prasan-calendar-']
async function toldIn(dataDir: string): Promise<Told[]> {
  const store = await SqliteEventStore.open({ file: join(dataDir, 'events.db') })
  try {
    const told = []
    for await (const { stream, revision, type, metadata } of store.readAll())
      if (!OF_THE_START.some((start) => stream.startsWith(start))) told.push({ stream, revision, type, recordedAt: metadata['recordedAt'] })
    return told
  } finally {
    await store.close()
  }
}

const byStream = (told: Told[]) => told.map((each) => `${each.stream} ${each.revision} ${each.type} ${String(each.recordedAt)}`).sort()
