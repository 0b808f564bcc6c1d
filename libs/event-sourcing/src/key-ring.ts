import Database from 'better-sqlite3'
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The keys of personal data, one a person, never in the event store: whoever loses a key has erased the person's name
 * everywhere at once, in events, views and old backups of them.
 */
export interface KeyRing {
  /** Encrypts under the person's key, which is made when there is none; refuses for an erased person. */
  seal(person: string, plain: string): string
  /** The plain text; null when the person's key was erased or is not on this ring. @throws Error when the text was altered */
  open(person: string, sealed: string): string | null
  /** Makes the keys of those persons who have none, in one commit. */
  prepare(persons: readonly string[]): void
  /** Forgets the person's key for good. */
  erase(person: string): void
  /** A digest that nobody without the ring can guess names with. */
  digest(text: string): string
  close(): void
}

const SEAL = 'sealed:1:'
const CACHE = 10_000
export const isSealed = (value: unknown): value is string => typeof value === 'string' && value.startsWith(SEAL)

/**
 * AES-256-GCM with a key per person in `keys.db`, each wrapped by the master key. The master key comes from
 * `PRASAN_MASTER_KEY` (64 hexadecimal digits) or, where that is not set, from a file beside the keys, made on first use.
 * Back both up apart from the event store.
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
    private readonly master: Buffer,
  ) {
    this.versionNow = db.prepare<[], number>('pragma data_version').pluck()
    this.version = this.versionNow.get()
    this.find = db.prepare('select wrapped from person_key where person = ?')
    this.add = db.prepare('insert or ignore into person_key (person, wrapped) values (?, ?)')
    this.forget = db.prepare('insert into person_key (person, wrapped) values (?, null) on conflict (person) do update set wrapped = null')
  }

  /** @throws Error when the master key is malformed, missing or not the one that the keys were wrapped with */
  static open(file: string, masterKey?: string): SqliteKeyRing {
    mkdirSync(dirname(file), { recursive: true })
    const db = new Database(file, { timeout: 5_000 })
    try {
      db.pragma('journal_mode = DELETE')
      db.pragma('secure_delete = ON')
      db.exec(`create table if not exists person_key (person text primary key, wrapped text) strict;
        create table if not exists ring (one integer primary key check (one = 1), proof text not null) strict`)
      const prove = db.prepare<[], string>('select proof from ring').pluck()
      const isNew = prove.get() === undefined
      const master = masterKey === undefined ? masterKeyBeside(file, isNew) : parseMasterKey(masterKey)
      if (isNew) db.prepare('insert or ignore into ring (one, proof) values (1, ?)').run(encrypt(master, 'prasan'))
      decrypt(master, prove.get()!, `the keys in ${file} were wrapped with another master key: give the one that belongs to them`)
      return new SqliteKeyRing(db, master)
    } catch (error) {
      db.close()
      throw error
    }
  }

  seal(person: string, plain: string): string {
    return SEAL + encrypt(this.keyOf(person) ?? this.newKey(person), plain)
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

  prepare(persons: readonly string[]): void {
    if (persons.length === 0) return
    this.db.transaction(() => {
      for (const person of persons) {
        if (!this.find.get(person)) this.add.run(person, encrypt(this.master, randomBytes(32).toString('base64')))
      }
    })()
  }

  erase(person: string): void {
    this.forget.run(person)
    this.forgetCached()
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
    const wrapped = this.find.get(person)?.wrapped
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
    const version = this.versionNow.get()
    if (version !== this.version) this.forgetCached()
    this.version = version
  }

  private newKey(person: string): Buffer {
    const wrapped = encrypt(this.master, randomBytes(32).toString('base64'))
    this.add.run(person, wrapped)
    const key = this.keyOf(person) // of another process, where that was first
    if (!key) throw new Error(`the personal data of ${person} was erased: nothing can be recorded under that name again`)
    return key
  }

  private forgetCached(): void {
    this.keys.clear()
    this.opened.clear()
  }
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
