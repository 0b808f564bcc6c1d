/** A power cut while the last commits were being written: the write-ahead log ends anywhere. */
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { SqliteEventStore } from '@prasan/event-store'
import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { note } from './sqlite-child.js'

const LONG = process.env['PRASAN_FAULTS'] === 'long'
const COMMITS = 8
/** SQLite's format: a header, then frames of a header and a page. */
const HEADER = 32
const FRAME = 24 + 4_096

const folder = mkdtempSync(join(tmpdir(), 'prasan-wal-'))
afterAll(() => rmSync(folder, { recursive: true }))

const base = join(folder, 'base.db')
/** Ids of the events, in order, and how long the write-ahead log was after each: its own commit, acknowledged. */
const appended: { readonly id: string; readonly bytes: number }[] = []
let wal: Buffer

beforeAll(async () => {
  const store = await SqliteEventStore.open({ file: join(folder, 'live.db') })
  const walFile = join(folder, 'live.db-wal')
  for (let i = 0; i < COMMITS; i++) {
    const id = randomUUID()
    await store.append(`prasan-stream-${i}`, 'no-stream', [note(id)])
    appended.push({ id, bytes: readFileSync(walFile).length })
  }
  copyFileSync(join(folder, 'live.db'), base)
  wal = readFileSync(walFile)
  await store.close()
})

/** Ids in the log of a store whose write-ahead log ends after so many bytes, before and after one more append. */
async function after(bytes: number): Promise<{ found: string[]; grown: string[]; next: string }> {
  const file = join(folder, 'cut.db')
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
  copyFileSync(base, file)
  writeFileSync(`${file}-wal`, wal.subarray(0, bytes))
  const store = await SqliteEventStore.open({ file })
  try {
    const ids = async () => {
      const all: string[] = []
      for await (const { id } of store.readAll()) all.push(id)
      return all
    }
    const found = await ids()
    const next = randomUUID()
    await store.append('prasan-next', 'no-stream', [note(next)])
    return { found, grown: await ids(), next }
  } finally {
    await store.close()
  }
}

it(
  LONG ? 'cut at every byte of the last commits' : 'cut at and beside every frame of the last commits, and at places between',
  async () => {
    const from = appended[COMMITS - 4]!.bytes - 4 * FRAME
    const all = Array.from({ length: wal.length - from + 1 }, (_, i) => from + i)
    const atFrames = all.filter((bytes) => [0, 1, FRAME - 1, 23, 24].includes((bytes - HEADER) % FRAME))
    const cuts = LONG ? all : [...atFrames, ...all.filter((bytes) => bytes % 997 === 0)]
    expect(cuts.length).toBeGreaterThan(30)
    for (const bytes of cuts) {
      const { found, grown, next } = await after(bytes)
      const whole = appended.filter((commit) => commit.bytes <= bytes).map(({ id }) => id)
      expect([bytes, found, grown]).toEqual([bytes, whole, [...whole, next]])
    }
    console.log(`${cuts.length} places: what was acknowledged before the place is there, in order, nothing else is, and the store goes on`)
  },
  LONG ? 1_800_000 : 120_000,
)
