import { SqliteEventStore } from '@prasan/event-store'
import Database from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { heard, start } from './child.js'
import type { Figure } from './figure.js'

/** As many bodies as make about the events of an average province in a year. */
const BODIES = 2
const DAYS = 365

/**
 * The year of a province, day by day: every command, every day that begins and every reaction, each waited for until the views show it and all that follows
 * is recorded. Against the same events appended by bare statements, one a commit.
 */
export async function year(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'prasan-bench-'))
  try {
    const dataDir = join(folder, 'year')
    const child = start('./year-child.js', [JSON.stringify({ dataDir, first: '2026-01-01', days: DAYS, bodies: BODIES })])
    const { ms } = await heard<{ ms: number }>(child)
    const { events, ms: bareMs } = await appendedBare(join(dataDir, 'events.db'), join(folder, 'bare.db'))
    const [ours, bare] = [(events * 1_000) / ms, (events * 1_000) / bareMs]
    return [
      { what: `year of a province, ${events.toLocaleString('en')} events, each waited for`, ours, bare, ratio: ours / bare, goal: 0.05 },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Appends the events of a store to an empty one, one a commit, by nothing but the statements. */
async function appendedBare(source: string, file: string): Promise<{ events: number; ms: number }> {
  const from = new Database(source, { readonly: true })
  const rows = from.prepare('select stream, revision, id, type, data, metadata from event order by position').raw().all() as unknown[][]
  from.close()
  await (await SqliteEventStore.open({ file })).close()
  const to = new Database(file)
  for (const pragma of ['synchronous = full', 'fullfsync = on']) to.pragma(pragma)
  const head = to.prepare('select max(revision) from event where stream = ?').pluck()
  const insert = to.prepare('insert into event (stream, revision, id, type, data, metadata) values (?, ?, ?, ?, ?, ?)')
  const append = to.transaction((row: unknown[]) => (head.get(row[0]), insert.run(...row)))
  const began = performance.now()
  for (const row of rows) append.immediate(row)
  const ms = performance.now() - began
  to.close()
  return { events: rows.length, ms }
}
