/** A generation of the views: a file named by the digest of all their versions, beside which an older version serves from its own. */
import { sqliteCode } from '@prasan/event-store'
import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { CHAIN_BEGINS } from '../log/chain.js'
import type { Registry } from '../log/registry.js'
import { keepWithWriteAheadLog } from '../log/when-possible.js'
import type { Tables, View } from './view.js'

const LOG_TABLES = `
create table log (logNumber integer primary key, position integer not null, id text not null, revision integer not null, type text not null,
  recordedAt text not null, knownAt text not null, actor text not null, forPost text, begunBy text, root blob not null) strict;
create index log_id on log (id, logNumber);
create index log_begunBy on log (begunBy) where begunBy is not null;
create index log_astray on log (recordedAt) where recordedAt < knownAt;
create table poison (logNumber integer primary key, position integer not null, stream text not null, revision integer not null, type text not null, reason text not null) strict;
create table checkpoint (one integer primary key check (one = 1), position integer, logNumber integer not null, knownAt text not null, lastEvent text, root blob not null, complete integer not null) strict;
insert into checkpoint values (1, null, 0, '', null, x'${CHAIN_BEGINS}', 0)`

/** An event that a view or the registry could not take: shown by health and `prasan stats`, never skipped in silence. */
export interface Poison {
  readonly logNumber: number
  readonly stream: string
  readonly revision: number
  readonly type: string
  readonly reason: string
}

/** One line of the log as the views counted it. */
export interface LogLine {
  readonly logNumber: number
  readonly position: number
  readonly id: string
  readonly revision: number
  readonly type: string
  readonly recordedAt: string
  readonly actor: string
  readonly forPost: string | null
}

/** Pages of 4 kB that the write-ahead log gathers before they go into the file: a page that changes often is then written there once. */
const WAL_PAGES = 8_000

/** Changes with the views, and with the events: what was poison to an older registry may be readable to this one. */
function generationOf(registry: Registry, views: readonly View[]): string {
  const events = [...registry.events.values()].map(({ type, version }) => [type, version]).sort()
  const parts = views.map((view) => [view.name, view.version, Object.values(view.tables).map((table) => [table.ddl, indexesOf(table)])])
  return createHash('sha256')
    .update(JSON.stringify([LOG_TABLES, events, parts]))
    .digest('hex')
    .slice(0, 12)
}

export const generationFile = (folder: string, registry: Registry, views: readonly View[]): string =>
  folder === ':memory:' ? folder : join(folder, `views-${generationOf(registry, views)}.db`)

/**
 * Opens this version's generation in the folder (`:memory:` for none), begins it where there is none, keeps the two newest. One that is
 * not whole by SQLite's own check is dropped and begun anew: it is made again from the log. A large file is checked beside (ReadModel.check).
 */
export function openGeneration<R>(
  folder: string,
  registry: Registry,
  views: readonly View[],
  use: (file: string, db: Database.Database) => R,
): R {
  const file = generationFile(folder, registry, views)
  if (folder !== ':memory:') mkdirSync(folder, { recursive: true })
  let db: Database.Database | undefined
  try {
    db = opened(file, views) ?? (dropGeneration(file), opened(file, views)!)
    if (folder !== ':memory:') dropOldGenerations(folder, file)
    return use(file, db)
  } catch (error) {
    db?.close()
    throw error
  }
}

/** Null where the file is not whole. */
function opened(file: string, views: readonly View[]): Database.Database | null {
  const db = new Database(file, { timeout: 10_000 })
  try {
    keepWithWriteAheadLog(db)
    db.pragma('synchronous = NORMAL')
    db.pragma('cache_size = -65536')
    db.pragma(`wal_autocheckpoint = ${WAL_PAGES}`)
    if (isLarge(file) || db.pragma('integrity_check(1)', { simple: true }) === 'ok') {
      begin(db, views)
      return db
    }
  } catch (error) {
    if (!/^SQLITE_(NOTADB|CORRUPT)/.test(sqliteCode(error))) {
      db.close()
      throw error
    }
  }
  db.close()
  return null
}

export const indexesOf = (table: Tables[string]) => (table.kind === 'history' ? table.indexes : [])

/** Makes the tables where there are none; two processes may come at once. */
function begin(db: Database.Database, views: readonly View[]): void {
  const begun = () => db.prepare("select 1 from sqlite_master where name = 'checkpoint'").get() !== undefined
  if (begun()) return
  const make = db.transaction(() => {
    if (begun()) return
    db.exec(LOG_TABLES)
    for (const view of views) for (const table of Object.values(view.tables)) db.exec(table.ddl)
  })
  make.immediate()
}

/** Whether the check would keep the start waiting: about a second for 100 MB. */
export const isLarge = (file: string): boolean => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 50_000_000

const FILES_OF_A_DATABASE = ['', '-wal', '-shm']

/** When the generation was last written: while it is in use that shows in the write-ahead log first. */
const lastWritten = (file: string) =>
  Math.max(...FILES_OF_A_DATABASE.map((end) => statSync(file + end, { throwIfNoEntry: false })?.mtimeMs ?? 0))

export function dropGeneration(file: string): void {
  for (const end of FILES_OF_A_DATABASE) rmSync(file + end, { force: true })
}

function dropOldGenerations(folder: string, current: string): void {
  const others = readdirSync(folder)
    .filter((name) => /^views-[0-9a-f]{12}\.db$/.test(name))
    .map((name) => join(folder, name))
    .filter((file) => file !== current)
    .map((file) => ({ file, at: lastWritten(file) }))
    .sort((a, b) => b.at - a.at)
  for (const { file } of others.slice(1)) dropGeneration(file)
}
