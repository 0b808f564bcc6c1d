import { isOfAFullDisk, makeFolder, sqliteCode, syncFolder, whenFree as whenUnlocked } from '@prasan/event-store'
import Database from 'better-sqlite3'
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { chmodSync, closeSync, existsSync, linkSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/**
 * The keys of personal data, one a person, never in the event store: whoever loses a key has erased the person's name
 * everywhere at once, in events, views and old backups of them. What changes the ring may have to wait for others and is asynchronous;
 * names are opened by the hundred for one page, from what the process knows and without waiting for anybody.
 */
export interface KeyRing {
  /** Makes the keys of those persons who have none, in one commit, and gives those who were erased. @throws KeysUnavailable */
  prepare(persons: readonly string[]): Promise<readonly string[]>
  /** Encrypts under the person's key, which was prepared before. @throws Error when there is none */
  seal(person: string, plain: string): string
  /** The plain text; null when the person's key was erased or is not on this ring. @throws Error when the text was altered; KeysUnavailable */
  open(person: string, sealed: string): string | null
  /** Forgets the person's key for good, on disk and in memory; again, where it was done before. @throws KeysUnavailable */
  erase(person: string): Promise<void>
  /** A digest that nobody without the ring can guess names with. */
  digest(text: string): string
  close(): void
}

/** The ring cannot be read or written at the moment: another process is in the way for too long, or the disk is full. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable'
  readonly code: 'KeysUnavailable' | 'StorageFull' = 'KeysUnavailable'
}

/** Nobody's key is made or erased until there is room on the disk again. */
class KeysFull extends KeysUnavailable {
  override readonly code = 'StorageFull'
}

const SEAL = 'sealed:1:'
const CACHE = 10_000
export const isSealed = (value: unknown): value is string => typeof value === 'string' && value.startsWith(SEAL)

/** A personal field of an event in plain, as it was recorded; null where it was erased. What was never sealed is as it is. */
export function plainOf(keys: Pick<KeyRing, 'open'>, person: string, recorded: unknown): unknown {
  if (!isSealed(recorded)) return recorded
  const plain = keys.open(person, recorded)
  return plain === null ? null : (JSON.parse(plain) as unknown)
}

/**
 * AES-256-GCM with a key per person in `keys.db`, each wrapped by the master key. The master key comes from
 * `PRASAN_MASTER_KEY` (64 hexadecimal digits) or, where that is not set, from a file beside the keys, made on first use.
 * Back both up apart from the event store. Readable by their owner alone. No lock of another process is waited for on the event loop:
 * whoever reads is not stopped by whoever writes (write-ahead log), and a write is tried again.
 */
export class SqliteKeyRing implements KeyRing {
  private readonly keys = new Map<string, Buffer>()
  private readonly opened = new Map<string, string>()
  private version: unknown
  private readonly versionNow: Database.Statement<[], number>
  private readonly find: Database.Statement<[string], { wrapped: string | null }>
  private readonly add: Database.Statement<[string, string]>
  private readonly forget: Database.Statement<[string]>

  private heeded = false

  private constructor(
    private readonly db: Database.Database,
    private readonly file: string,
    private readonly master: Buffer,
    private readonly lockMs: number,
  ) {
    this.versionNow = db.prepare<[], number>('pragma data_version').pluck()
    this.version = this.versionNow.get()
    this.find = db.prepare('select wrapped from person_key where person = ?')
    this.add = db.prepare('insert or ignore into person_key (person, wrapped) values (?, ?)')
    this.forget = db.prepare('insert into person_key (person, wrapped) values (?, null) on conflict (person) do update set wrapped = null')
  }

  /**
   * @param lockMs milliseconds that a lock of another process is waited for
   * @throws Error when the master key is malformed, missing or not the one that the keys were wrapped with; KeysUnavailable
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
      const proof = () => db.prepare<[], string>('select proof from ring').pluck().get()
      const master = await whenFree(
        file,
        lockMs,
        db.transaction(() => {
          db.exec(`create table if not exists person_key (person text primary key, wrapped text) strict;
            create table if not exists ring (one integer primary key check (one = 1), proof text not null) strict`)
          const isNew = proof() === undefined
          const key = masterKey === undefined ? masterKeyBeside(file, isNew) : parseMasterKey(masterKey)
          if (isNew) db.prepare('insert into ring (one, proof) values (1, ?)').run(encrypt(key, 'prasan'))
          return key
        }).immediate,
      )
      decrypt(master, proof()!, `the keys in ${file} were wrapped with another master key: give the one that belongs to them`)
      syncFolder(folder)
      return new SqliteKeyRing(db, file, master, lockMs)
    } catch (error) {
      db.close()
      throw error
    }
  }

  seal(person: string, plain: string): string {
    const key = this.keyOf(person)
    if (!key) throw new Error(`${person} has no key: it was not prepared, or the personal data was erased and is never recorded again`)
    return SEAL + encrypt(key, plain)
  }

  open(person: string, sealed: string): string | null {
    const key = this.keyOf(person)
    if (!key) return null
    const which = `${person} ${sealed}`
    const known = this.opened.get(which)
    if (known !== undefined) return known
    const plain = decrypt(key, sealed.slice(SEAL.length), `a sealed text of ${person} was altered, or sealed with another key`)
    if (this.opened.size >= CACHE) this.opened.clear()
    this.opened.set(which, plain)
    return plain
  }

  async prepare(persons: readonly string[]): Promise<readonly string[]> {
    const without = persons.filter((person) => !this.keyOf(person))
    if (without.length === 0) return []
    const make = this.db.transaction(() => {
      for (const person of without)
        if (!this.find.get(person)) this.add.run(person, encrypt(this.master, randomBytes(32).toString('base64')))
    })
    await whenFree(this.file, this.lockMs, make.immediate)
    return without.filter((person) => !this.keyOf(person))
  }

  async erase(person: string): Promise<void> {
    await whenFree(this.file, this.lockMs, () => this.find.get(person)?.wrapped === null || this.forget.run(person))
    this.forgetCached()
    await whenFree(this.file, this.lockMs, () => {
      // until then the key stands in the write-ahead log
      const [{ busy }] = this.db.pragma('wal_checkpoint(truncate)') as [{ busy: number }]
      if (busy !== 0) throw Object.assign(new Error('the write-ahead log is being read'), { code: 'SQLITE_BUSY' })
    })
  }

  digest(text: string): string {
    return createHmac('sha256', this.master).update(text).digest('base64url')
  }

  close(): void {
    this.db.close()
  }

  private keyOf(person: string): Buffer | undefined {
    this.heedOthers()
    const known = this.keys.get(person)
    if (known) return known
    const wrapped = this.reading(() => this.find.get(person))?.wrapped
    if (!wrapped) return undefined
    const key = Buffer.from(decrypt(this.master, wrapped, `the key of ${person} was altered`), 'base64')
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
    if (version !== this.version) this.forgetCached()
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
    this.opened.clear()
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

/** Made once, whole or not at all, and only for a ring without keys. */
function masterKeyBeside(file: string, make: boolean): Buffer {
  const path = join(dirname(file), 'master.key')
  if (!existsSync(path)) {
    if (!make) throw new Error(`${path} is missing, and the keys in ${file} cannot be read without it: restore it from its backup`)
    const partial = `${path}.${process.pid}.partial`
    writeFileSync(partial, randomBytes(32).toString('hex'), { mode: 0o600, flush: true })
    try {
      linkSync(partial, path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error // another process was first: its key is the one
    } finally {
      rmSync(partial)
    }
  }
  return parseMasterKey(readFileSync(path, 'utf8').trim())
}

function parseMasterKey(hex: string): Buffer {
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new Error('the master key must be 64 hexadecimal digits (32 bytes)')
  return Buffer.from(hex, 'hex')
}

function encrypt(key: Buffer, plain: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
}

/** @throws Error with the given words when the key is another or the text was altered */
function decrypt(key: Buffer, sealed: string, otherwise: string): string {
  try {
    const bytes = Buffer.from(sealed, 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
    decipher.setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch (error) {
    throw new Error(otherwise, { cause: error })
  }
}
