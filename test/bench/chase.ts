import { SqliteEventStore } from '@prasan/event-store'
import Database from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { heard, start } from './child.js'
import type { Figure, Measure } from './figure.js'

const OPEN = 20_000
/** As many as a day that begins has under way at once, which share a commit. */
const A_COMMIT = 256

/**
 * A day of a province on which each of its open commitments falls due for a reminder, from its beginning until all are recorded, against the same events
 * appended by nothing but the statements. And a day on which none does.
 */
export async function chase(): Promise<readonly (Figure | Measure)[]> {
  const folder = mkdtempSync(join(tmpdir(), 'prasan-bench-'))
  try {
    const child = start('./chase-child.js', [folder, String(OPEN)])
    const { ms, reminded, quiet } = await heard<{ ms: number; reminded: number; quiet: number }>(child)
    if (reminded !== OPEN) throw new Error(`${reminded} were reminded of, not ${OPEN}`)
    const ours = (reminded * 1_000) / ms
    const against = async (many: number) =>
      (reminded * 1_000) / (await appendedBare(join(folder, 'events.db'), join(folder, `bare-${many}.db`), many))
    const [alone, together] = [await against(1), await against(A_COMMIT)]
    const what = `a day with ${OPEN.toLocaleString('en')} reminders`
    return [
      { what: `${what}, against one a commit`, ours, bare: alone, ratio: ours / alone, goal: 0.2 },
      { what: `${what}, against ${A_COMMIT} a commit`, ours, bare: together, ratio: ours / together, goal: 0.02 },
      { what: `a day without any, ${OPEN.toLocaleString('en')} open`, value: quiet, unit: 'ms' },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Appends the reminders of a store to an empty one, so many a commit; gives how long it took, in milliseconds. */
async function appendedBare(source: string, file: string, many: number): Promise<number> {
  const from = new Database(source, { readonly: true })
  const told = `select stream, 0, id, type, data, metadata from event where type = 'Reminded' order by position`
  const rows = from.prepare(told).raw().all() as unknown[][]
  from.close()
  await (await SqliteEventStore.open({ file })).close()
  const to = new Database(file)
  for (const pragma of ['synchronous = full', 'fullfsync = on']) to.pragma(pragma)
  const head = to.prepare('select max(revision) from event where stream = ?').pluck()
  const insert = to.prepare('insert into event (stream, revision, id, type, data, metadata) values (?, ?, ?, ?, ?, ?)')
  const append = to.transaction((some: unknown[][]) => {
    for (const row of some) {
      head.get(row[0])
      insert.run(...row)
    }
  })
  const began = performance.now()
  for (let n = 0; n < rows.length; n += many) append.immediate(rows.slice(n, n + many))
  const ms = performance.now() - began
  to.close()
  return ms
}
