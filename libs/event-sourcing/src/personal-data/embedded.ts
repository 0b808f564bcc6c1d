import { isOfAFullDisk, makeFolder, sqliteCode, syncFolder, whenFree as whenUnlocked } from '@prasan/event-store'
import Database from 'better-sqlite3'
import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, existsSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Belonging } from '../log/belonging.js'
import { KeyNotHere, type KeyRow, KeysFull, KeysUnavailable, LOST, MasterKeyIsMissing, type StoredKeys } from './key-ring.js'
import {
  type Master,
  Texts,
  WAS_EXCHANGED,
  checkOf,
  digestOf,
  exchanged,
  firstMaster,
  isOfALost,
  masterOf,
  newKey,
  parseMasterKey,
  requireStill,
  rewrapped,
  unwrapped,
  unwraps,
} from './sealing.js'

const CACHE = 10_000

/**
 * AES-256-GCM with a key per person in `keys.db`, each wrapped by the master key. The master key comes from
 * `PRASAN_MASTER_KEY` (64 hexadecimal digits) or, where that is not set, from a file beside the keys, made on first use.
 * Back both up apart from the event store. Readable by their owner alone. No lock of another process is waited for on the event loop:
 * whoever reads is not stopped by whoever writes (write-ahead log), and a write is tried again. Another process of this machine reads an
 * erased person's texts no more from its next turn of the event loop on.
 */
export class SqliteKeyRing implements StoredKeys {
  private readonly keys = new Map<string, Buffer>()
  private readonly texts = new Texts()
  private version: unknown
  private readonly versionNow: Database.Statement<[], number>
  private readonly find: Database.Statement<[string], { wrapped: string | null }>
  private readonly add: Database.Statement<[string, string]>
  private readonly forget: Database.Statement<[string]>

  private heeded = false
  /** Why this process goes on with none of the keys. */
  private gone: string | null = null

  private constructor(
    private readonly db: Database.Database,
    private readonly file: string,
    private master: Master,
    private readonly isKeptBeside: boolean,
    private readonly lockMs: number,
  ) {
    this.versionNow = db.prepare<[], number>('pragma data_version').pluck()
    this.version = this.versionNow.get()
    this.find = db.prepare('select wrapped from person_key where person = ?')
    this.add = db.prepare(
      `insert into person_key (person, wrapped) values (?, ?)
        on conflict (person) do update set wrapped = '${LOST}' || excluded.wrapped where wrapped = '${LOST}'`,
    )
    this.forget = db.prepare('insert into person_key (person, wrapped) values (?, null) on conflict (person) do update set wrapped = null')
  }

  /**
   * @param lockMs milliseconds that a lock of another process is waited for
   * @throws Error when the master key is malformed or missing; MasterKeyIsAnother; KeysUnavailable
   */
  static async open(file: string, masterKey?: string, lockMs = 10_000): Promise<SqliteKeyRing> {
    const folder = dirname(resolve(file))
    makeFolder(folder, 0o700)
    closeSync(openSync(file, 'a', 0o600))
    chmodSync(file, 0o600) // what SQLite makes beside it has the same mode
    const db = new Database(file, { timeout: 0 })
    try {
      for (const pragma of ['journal_mode = wal', 'synchronous = full', 'fullfsync = on', 'secure_delete = on'])
        await whenFree(file, lockMs, () => db.pragma(pragma))
      const master = await whenFree(
        file,
        lockMs,
        db.transaction(() => {
          db.exec(`create table if not exists person_key (person text primary key, wrapped text) strict;
            create table if not exists ring (one integer primary key check (one = 1), proof text not null) strict;
            create table if not exists belonging (
              one integer primary key check (one = 1), store text not null, masterKey text not null, state text not null) strict`)
          const proof = proofIn(db)
          if (proof !== undefined)
            return masterKey === undefined ? masterBeside(file, proof) : masterOf(parseMasterKey(masterKey), proof, `the keys in ${file}`)
          const first = firstMaster(parseMasterKey(masterKey ?? madeBeside(file)))
          db.prepare('insert into ring (one, proof) values (1, ?)').run(first.proof)
          return first
        }).immediate,
      )
      syncFolder(folder)
      return new SqliteKeyRing(db, file, master, masterKey === undefined, lockMs)
    } catch (error) {
      db.close()
      throw error
    }
  }

  get masterKeyCheck(): string {
    return checkOf(this.master)
  }

  get proof(): string {
    return this.master.proof
  }

  seal(person: string, plain: string): string {
    return this.texts.seal(person, this.keyOf(person), plain)
  }

  open(person: string, sealed: string): string | null | undefined {
    return this.texts.open(person, this.keyOf(person), sealed)
  }

  async learn(): Promise<void> {}

  async prepare(persons: readonly string[], begun: ReadonlySet<string> = new Set()): Promise<readonly string[]> {
    const without = persons.filter((person) => !this.keyOf(person))
    const notHere = without.find((person) => begun.has(person) && this.keyOf(person) === undefined && !this.isLost(person))
    if (notHere !== undefined) throw new KeyNotHere(notHere)
    if (without.length === 0) return []
    const make = this.db.transaction(() => {
      requireStill(this.master, proofIn(this.db))
      for (const person of without) this.add.run(person, newKey(this.master))
    })
    await whenFree(this.file, this.lockMs, make.immediate)
    return without.filter((person) => !this.keyOf(person))
  }

  async erase(person: string): Promise<void> {
    await whenFree(this.file, this.lockMs, () => this.find.get(person)?.wrapped === null || this.forget.run(person))
    this.forgetCached()
    await this.emptyLog()
  }

  /** Until then what was written over stands in the write-ahead log. */
  private async emptyLog(): Promise<void> {
    await whenFree(this.file, this.lockMs, () => {
      const [{ busy }] = this.db.pragma('wal_checkpoint(truncate)') as [{ busy: number }]
      if (busy !== 0) throw Object.assign(new Error('the write-ahead log is being read'), { code: 'SQLITE_BUSY' })
    })
  }

  digest(text: string): string {
    return digestOf(this.master, text)
  }

  health(): string | null {
    return this.gone
  }

  notHere(): readonly string[] {
    return this.texts.notHere().filter((person) => !this.isLost(person))
  }

  isLost(person: string): boolean {
    return isOfALost(this.reading(() => this.find.get(person))?.wrapped)
  }

  async *rows(): AsyncIterable<readonly KeyRow[]> {
    const after = this.db.prepare<[string], KeyRow>('select person, wrapped from person_key where person > ? order by person limit 1000')
    for (let last = ''; ;) {
      const some = this.reading(() => after.all(last))
      if (some.length === 0) return
      yield some
      last = some.at(-1)!.person
    }
  }

  async put(rows: readonly KeyRow[]): Promise<void> {
    const put = this.db.prepare(
      `insert into person_key (person, wrapped) values (@person, @wrapped)
        on conflict (person) do update set wrapped = excluded.wrapped where wrapped is not null`,
    )
    const all = this.db.transaction(() => {
      requireStill(this.master, proofIn(this.db))
      rows.forEach((row) => put.run(row))
    })
    await whenFree(this.file, this.lockMs, all.immediate)
    this.forgetCached()
  }

  async exchange(to?: string): Promise<number> {
    if (to === undefined && !this.isKeptBeside) throw new Error('the master key is given to this ring: give the new one, too')
    const hex = to ?? randomBytes(32).toString('hex')
    const next = exchanged(this.master, parseMasterKey(hex))
    if (this.isKeptBeside) {
      rmSync(besides(this.file).next, { force: true })
      writeFileSync(besides(this.file).next, hex, { mode: 0o600, flush: true })
    }
    const set = this.db.prepare<KeyRow>('update person_key set wrapped = @wrapped where person = @person')
    const exchange = this.db.transaction(() => {
      requireStill(this.master, proofIn(this.db))
      const rows = this.db.prepare<[], KeyRow>('select person, wrapped from person_key').all()
      for (const row of rows) set.run(rewrapped(this.master, next, row))
      this.db.prepare('update ring set proof = ?').run(next.proof)
      return rows.filter(({ wrapped }) => wrapped !== null && wrapped !== LOST).length
    })
    const done = await whenFree(this.file, this.lockMs, exchange.immediate)
    this.master = next
    this.forgetCached()
    await this.emptyLog()
    if (this.isKeptBeside) takeNext(this.file)
    return done
  }

  async takeOver(proof: string): Promise<void> {
    const next = masterOf(this.master.key, proof, `the keys to take over in ${this.file}`)
    const take = this.db.transaction(() => {
      if (this.db.prepare('select 1 from person_key').get()) throw new Error(`${this.file} has keys of its own`)
      this.db.prepare('update ring set proof = ?').run(proof)
    })
    await whenFree(this.file, this.lockMs, take.immediate)
    this.master = next
  }

  unwraps(row: KeyRow): boolean {
    return unwraps(this.master, row)
  }

  async belongsTo(): Promise<Belonging | null> {
    return this.reading(() => this.db.prepare<[], Belonging>('select store, masterKey, state from belonging').get()) ?? null
  }

  async bind(to: Belonging, instead = false): Promise<Belonging> {
    const write = this.db.prepare<Belonging>(
      `insert ${instead ? 'or replace' : 'or ignore'} into belonging (one, store, masterKey, state) values (1, @store, @masterKey, @state)`,
    )
    await whenFree(this.file, this.lockMs, () => write.run(to))
    return (await this.belongsTo())!
  }

  close(): void {
    this.db.close()
  }

  /** Null when it was erased, undefined when it is not here. */
  private keyOf(person: string): Buffer | null | undefined {
    this.heedOthers()
    if (this.gone !== null) throw new KeysUnavailable(this.gone)
    const known = this.keys.get(person)
    if (known) return known
    const wrapped = this.reading(() => this.find.get(person))?.wrapped
    if (!wrapped) return wrapped as null | undefined
    const key = unwrapped(this.master, wrapped)
    if (!key) return undefined
    if (this.keys.size >= CACHE) this.keys.clear()
    this.keys.set(person, key)
    return key
  }

  /** Once in a turn of the event loop, since it asks the file: another process may have erased somebody. */
  private heedOthers(): void {
    if (this.heeded) return
    this.heeded = true
    setImmediate(() => (this.heeded = false))
    const version = this.reading(() => this.versionNow.get())
    if (version !== this.version) {
      this.forgetCached()
      const isStill = this.reading(() => proofIn(this.db)) === this.master.proof
      this.gone = isStill ? null : WAS_EXCHANGED
    }
    this.version = version
  }

  private reading<R>(read: () => R): R {
    try {
      return read()
    } catch (error) {
      throw unavailable(this.file, error)
    }
  }

  private forgetCached(): void {
    this.keys.clear()
    this.texts.forget()
  }
}

/** Repeats a step that met a lock of another process. @throws KeysUnavailable after so many milliseconds, or where the disk is full */
async function whenFree<R>(file: string, lockMs: number, step: () => R): Promise<R> {
  try {
    return await whenUnlocked(lockMs, step)
  } catch (error) {
    throw unavailable(file, error)
  }
}

/** SQLite's refusal for the moment in our words; any other error as it is. */
function unavailable(file: string, error: unknown): unknown {
  const code = sqliteCode(error)
  if (!/^SQLITE_(BUSY|FULL|IOERR|READONLY)/.test(code)) return error
  return new (isOfAFullDisk(error, file) ? KeysFull : KeysUnavailable)(`${file}: ${(error as Error).message} (${code})`, { cause: error })
}

const proofIn = (db: Database.Database) => db.prepare<[], string>('select proof from ring').pluck().get()

/** Where a ring keeps its master key itself; the next is there while it is exchanged. */
const besides = (file: string) => ({ path: join(dirname(file), 'master.key'), next: join(dirname(file), 'master.key.next') })
const keyIn = (path: string) => parseMasterKey(readFileSync(path, 'utf8').trim())

/** The one of a ring that there is. Where an exchange broke off once the keys were wrapped anew, the next is taken. @throws MasterKeyIsMissing; MasterKeyIsAnother */
function masterBeside(file: string, proof: string): Master {
  const { path, next } = besides(file)
  const whose = `the keys in ${file}`
  if (existsSync(next)) {
    try {
      const master = masterOf(keyIn(next), proof, whose)
      takeNext(file)
      return master
    } catch (error) {
      if (!existsSync(path)) throw error // else it broke off before: the one there is still the one
    }
  }
  if (!existsSync(path))
    throw new MasterKeyIsMissing(`${path} is missing, and the keys in ${file} cannot be read without it: restore it from its backup`)
  return masterOf(keyIn(path), proof, whose)
}

function takeNext(file: string): void {
  const { path, next } = besides(file)
  renameSync(next, path)
  syncFolder(dirname(resolve(file)))
}

/** Made once, whole or not at all, for a ring without keys; where another process was first, its key is the one. */
function madeBeside(file: string): string {
  const { path } = besides(file)
  if (!existsSync(path)) {
    const partial = `${path}.${process.pid}.partial`
    writeFileSync(partial, randomBytes(32).toString('hex'), { mode: 0o600, flush: true })
    try {
      linkSync(partial, path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(partial)
    }
  }
  return readFileSync(path, 'utf8').trim()
}
