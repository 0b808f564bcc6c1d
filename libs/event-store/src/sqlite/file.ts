/** The file of a log: its format, and how it is made. */
import type Database from 'better-sqlite3'
import { StoreUnusable } from '../ports.js'
import { whenFree } from './errors.js'

/** 'PRSN': marks an SQLite file as an event store of ours. */
const APPLICATION_ID = 0x5052534e
/** Raised when an older program could no longer read or write the file rightly. */
const FORMAT = 1

const SCHEMA = `
  create table event (
    position integer primary key,
    stream text not null,
    revision integer not null,
    id text not null,
    type text not null,
    data text not null,
    metadata text not null,
    unique (stream, revision)
  ) strict;
  pragma application_id = ${APPLICATION_ID};
  pragma user_version = ${FORMAT};
`

/** Checks that the file is ours before anything in it is changed; makes a store of an empty one. */
export async function prepareFile(db: Database.Database, file: string, lockMs: number): Promise<void> {
  const format = db.transaction(() => {
    const applicationId = db.pragma('application_id', { simple: true }) as number
    const version = db.pragma('user_version', { simple: true }) as number
    if (applicationId === 0 && version === 0 && db.prepare('select count(*) from sqlite_schema').pluck().get() === 0) return 'empty'
    if (applicationId !== APPLICATION_ID) {
      throw new StoreUnusable(`${file} is a database of another program: give the event store a file of its own`)
    }
    if (version > FORMAT) {
      throw new StoreUnusable(`${file} has format ${version}, and this program knows only ${FORMAT}: use the newer program that wrote it`)
    }
    return 'ours'
  })
  const found = await whenFree(lockMs, format)
  // fullfsync: without it macOS acknowledges before the disk has it. It does nothing elsewhere.
  for (const pragma of ['synchronous = full', 'fullfsync = on']) await whenFree(lockMs, () => db.pragma(pragma))
  const mode = await whenFree(lockMs, () => db.pragma('journal_mode = wal', { simple: true }))
  if (mode !== 'wal') {
    const told = `${file} cannot be kept with a write-ahead log (SQLite answered ${JSON.stringify(mode)})`
    throw new StoreUnusable(`${told}: put it on a local disk`)
  }
  if (found === 'ours') return
  const create = db.transaction(() => format() === 'empty' && db.exec(SCHEMA))
  await whenFree(lockMs, () => create.immediate())
}
