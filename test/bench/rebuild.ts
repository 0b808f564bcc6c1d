import { contexts } from '@prasan/api'
import Database from 'better-sqlite3'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { heard, start } from './child.js'
import type { Figure, Measure } from './figure.js'
import { EVENTS, type Generated, generated } from './generated.js'
import type { Slice } from './rebuild-child.js'

const SLICES = 25
/** Events of a page, and so of a transaction, as the read model takes them while it builds. */
const PAGE = 2_000

/**
 * All views from nothing, against bare prepared inserts of the same rows into tables of the same shape with the same indexes, one
 * transaction a page. Both go by turns, a slice of the log each, so that the machine's moods meet both; what is read in order to be
 * inserted is not counted as bare's time. Processor time tells more where others use the machine too.
 */
export async function rebuild(): Promise<readonly (Figure | Measure)[]> {
  const whole = await generated('whole')
  const { ours, bare, processor, rows, peak } = await build(whole, Math.ceil(EVENTS / SLICES))
  const rate = (ms: number) => (whole.events * 1_000) / ms
  const what = `rebuild, ${whole.events.toLocaleString('en')} events into ${rows.toLocaleString('en')} rows`
  return [
    { what, ours: rate(ours), bare: rate(bare), ratio: bare / ours, goal: 0.3 },
    { what: `${what}, by processor time`, ours: rate(processor.ours), bare: rate(processor.bare), ratio: processor.bare / processor.ours, goal: 0.3 }, // prettier-ignore
    { what: 'rebuild, peak memory of the process', value: peak, unit: 'MB', most: 500 },
  ]
}

async function build(store: Generated, sliceOf: number) {
  const views = join(store.dataDir, 'views')
  rmSync(views, { recursive: true, force: true })
  const child = start('./rebuild-child.js', [store.dataDir, views, String(sliceOf)])
  const total = { ours: 0, bare: 0, processor: { ours: 0, bare: 0 }, rows: 0, peak: 0 }
  let bare: Bare | undefined
  for (let done = 0; ;) {
    child.send('go')
    const slice = await heard<Slice>(child)
    total.ours += slice.ms
    total.processor.ours += slice.processor
    total.peak = slice.peak
    bare ??= new Bare(slice.file, join(store.dataDir, 'bare.db'))
    const { rows, ms, processor } = bare.insertNew(Math.ceil((slice.events - done) / PAGE))
    total.rows += rows
    total.bare += ms
    total.processor.bare += processor
    done = slice.events
    if (slice.caughtUp) break
  }
  bare.close()
  return total
}

type Value = string | number | null

/** Copies what has come into a read model since the last time: rows are read first, then inserted against the clock. */
class Bare {
  private readonly from: Database.Database
  private readonly to: Database.Database
  private readonly tables: { readonly read: () => Value[][]; readonly insert: Database.Statement<[Value[]]> }[]

  constructor(
    source: string,
    private readonly file: string,
  ) {
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
    this.from = new Database(source, { readonly: true })
    this.to = new Database(file)
    for (const pragma of ['journal_mode = WAL', 'synchronous = NORMAL', 'cache_size = -65536', 'wal_autocheckpoint = 8000'])
      this.to.pragma(pragma)
    const schema = this.from
      .prepare<[], { type: string; name: string; sql: string }>(
        'select type, name, sql from sqlite_schema where sql is not null order by type desc',
      )
      .all()
    for (const { sql } of schema) this.to.exec(sql)
    const tables = contexts.flatMap(({ views }) => views.flatMap((view) => Object.values(view.tables)))
    for (const table of tables) if (table.kind === 'history') for (const index of table.indexes) this.to.exec(index)
    this.tables = schema.filter(({ type }) => type === 'table').map(({ name, sql }) => ({
      read: /without rowid/i.test(sql) ? this.newByKey(name) : this.newByRow(name),
      insert: this.to.prepare<[Value[]]>(`insert into ${name} values (${this.columns(name).map(() => '?').join(', ')})`),
    })) // prettier-ignore
  }

  insertNew(transactions: number): { rows: number; ms: number; processor: number } {
    const batches = this.tables.map(({ read, insert }) => ({ rows: read(), insert }))
    const page = this.to.transaction((n: number) => {
      for (const { rows, insert } of batches) {
        const until = Math.floor((rows.length * (n + 1)) / transactions)
        for (let at = Math.floor((rows.length * n) / transactions); at < until; at++) insert.run(rows[at] as never)
      }
    })
    const began = performance.now()
    const worked = process.cpuUsage()
    for (let n = 0; n < transactions; n++) page(n)
    const ms = performance.now() - began
    const { user, system } = process.cpuUsage(worked)
    return { rows: batches.reduce((sum, { rows }) => sum + rows.length, 0), ms, processor: (user + system) / 1_000 }
  }

  close(): void {
    this.from.close()
    this.to.close()
    for (const end of ['', '-wal', '-shm']) rmSync(this.file + end, { force: true })
  }

  private columns(table: string): string[] {
    return this.from.prepare<[string], string>('select name from pragma_table_info(?)').pluck().all(table)
  }

  private newByRow(table: string): () => Value[][] {
    const after = this.from.prepare<[number], Value[]>(`select *, rowid from ${table} where rowid > ? order by rowid`).raw()
    let last = 0
    return () => {
      const rows = after.all(last)
      for (const row of rows) last = row.pop() as number
      return rows
    }
  }

  private newByKey(table: string): () => Value[][] {
    const key = this.from.prepare<[string], number>('select cid from pragma_table_info(?) where pk > 0').pluck().all(table)
    const all = this.from.prepare<[], Value[]>(`select * from ${table}`).raw()
    const seen = new Set<string>()
    return () =>
      all.all().filter((row) => {
        const name = key.map((column) => row[column]).join('\n')
        return !seen.has(name) && seen.add(name)
      })
  }
}
