import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import Database from 'better-sqlite3'
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTick } from 'node:timers/promises'
import { SqliteKeyRing } from './embedded.js'
import { KeysUnavailable } from './key-ring.js'
import { keyRingContract } from '../contract-suite/key-ring.js'
import { someId } from '../testing/given.js'

const somchai = someId('person', 'one')
const other = someId('person', 'two')
let folder: string
let file: string
const rings: SqliteKeyRing[] = []
const open = async (masterKey?: string, lockMs?: number) => {
  rings.push(await SqliteKeyRing.open(file, masterKey, lockMs))
  return rings.at(-1)!
}
const seal = async (ring: SqliteKeyRing, person: string, plain: string) => {
  expect(await ring.prepare([person])).toEqual([])
  return ring.seal(person, plain)
}
/** Another process that writes the file, until it is let go. */
const locked = () => {
  const db = new Database(file)
  db.exec('begin exclusive')
  return { letGo: () => db.close() }
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prasan-keys-'))
  file = join(folder, 'keys.db')
})
afterEach(() => {
  for (const ring of rings.splice(0)) ring.close()
  rmSync(folder, { recursive: true, force: true })
})
const wrappedOf = (person: string) => {
  const db = new Database(file, { readonly: true })
  try {
    return db.prepare('select wrapped from person_key where person = ?').pluck().get(person) as string | null
  } finally {
    db.close()
  }
}

let ringsMade = 0
keyRingContract('embedded', async () => {
  const own = join(folder, `${++ringsMade}`, 'keys.db')
  return {
    open: (masterKey = 'ab'.repeat(32)) => SqliteKeyRing.open(own, masterKey),
    lose(person) {
      const db = new Database(own)
      db.prepare('delete from person_key where person = ?').run(person)
      db.close()
    },
  }
})

describe('the embedded key ring', () => {
  it('a key that was erased is gone from the bytes on disk, not only from the table', async () => {
    const ring = await open()
    await seal(ring, somchai, 'ชื่อ')
    const wrapped = wrappedOf(somchai)!
    const bytes = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'))
    expect(bytes().some((each) => each.includes(wrapped))).toBe(true)
    await ring.erase(somchai)
    expect(bytes().some((each) => each.includes(wrapped))).toBe(false)
  })

  it('refuses to start with a wrong, malformed or missing master key, and leaves the keys as they are', async () => {
    const [right, wrong] = ['ab', 'cd'].map((pair) => pair.repeat(32))
    const sealed = await seal(await open(right), somchai, 'ชื่อ')
    await expect(open(wrong)).rejects.toThrow(/another master key/)
    await expect(open()).rejects.toThrow(/master\.key is missing.*restore it/s)
    expect(existsSync(join(folder, 'master.key'))).toBe(false)
    for (const malformed of ['', 'ab', 'zz'.repeat(32)]) await expect(open(malformed)).rejects.toThrow('64 hexadecimal digits')
    expect((await open(right)).open(somchai, sealed)).toBe('ชื่อ')
  })

  it('a master key beside the keys is exchanged for one that it makes, wherever it broke off', async () => {
    const keyFile = join(folder, 'master.key')
    const ring = await open()
    const sealed = await seal(ring, somchai, 'ชื่อ')
    const first = readFileSync(keyFile, 'utf8')
    writeFileSync(`${keyFile}.next`, 'cd'.repeat(32)) // broken off before the keys were wrapped anew
    expect((await open()).open(somchai, sealed)).toBe('ชื่อ')
    expect(await ring.exchange()).toBe(1)
    const second = readFileSync(keyFile, 'utf8')
    expect([second, existsSync(`${keyFile}.next`), statSync(keyFile).mode & 0o777]).toEqual([
      expect.not.stringContaining(first),
      false,
      0o600,
    ])
    expect((await open()).open(somchai, sealed)).toBe('ชื่อ')
    renameSync(keyFile, `${keyFile}.next`) // broken off after
    for (const before of [first, null]) {
      if (before !== null) writeFileSync(keyFile, before)
      expect((await open()).open(somchai, sealed)).toBe('ชื่อ')
      expect([readFileSync(keyFile, 'utf8'), existsSync(`${keyFile}.next`)]).toEqual([second, false])
      renameSync(keyFile, `${keyFile}.next`)
    }
    await expect(open(first)).rejects.toThrow(/another master key/)
    await expect((await open(second)).exchange()).rejects.toThrow('give the new one')
  })

  it('what was wrapped with the master key before is gone from the bytes on disk', async () => {
    const ring = await open('ab'.repeat(32))
    await seal(ring, somchai, 'ชื่อ')
    const wrapped = wrappedOf(somchai)!
    await ring.exchange('cd'.repeat(32))
    expect(readdirSync(folder).some((name) => readFileSync(join(folder, name), 'latin1').includes(wrapped))).toBe(false)
  })

  it('makes a master key once, though several processes begin together', async () => {
    const script = `import { SqliteKeyRing } from ${JSON.stringify(new URL('./embedded.js', import.meta.url).href)}
      const ring = await SqliteKeyRing.open(${JSON.stringify(file)})
      await ring.prepare([process.argv[1]])
      process.stdout.write(ring.seal(process.argv[1], 'ชื่อ'))`
    const all = `for n in 1 2 3 4; do "$0" --input-type=module -e "$1" "person-$n" > "$2/out$n" & done; wait`
    execFileSync('sh', ['-c', all, process.execPath, script, folder], { env: { ...process.env, NODE_OPTIONS: '' } })
    const ring = await open()
    for (const n of [1, 2, 3, 4]) expect(ring.open(`person-${n}`, readFileSync(join(folder, `out${n}`), 'utf8'))).toBe('ชื่อ')
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([])
  })

  it('is for its owner’s eyes only, also where the files were open to others before', async () => {
    file = join(folder, 'made', 'keys.db')
    await seal(await open(), somchai, 'ชื่อ')
    const modes = () => readdirSync(join(folder, 'made')).map((name) => [name, statSync(join(folder, 'made', name)).mode & 0o777])
    const owners = ['keys.db', 'keys.db-shm', 'keys.db-wal', 'master.key'].map((name) => [name, 0o600])
    expect(modes()).toEqual(owners)
    expect(statSync(join(folder, 'made')).mode & 0o777).toBe(0o700)
    for (const ring of rings.splice(0)) ring.close()
    chmodSync(file, 0o644)
    await seal(await open(), other, 'ชื่อ')
    expect(modes()).toEqual(owners)
  })

  it('digests differ under another master key', async () => {
    const digest = (await open()).digest('a')
    file = join(folder, 'other', 'keys.db')
    expect((await open()).digest('a')).not.toBe(digest)
  })
})

describe('while another process holds its lock', () => {
  it('names are opened at once, and what changes the ring is done once it is free', async () => {
    const ring = await open()
    const sealed = await seal(ring, somchai, 'ชื่อ')
    const fresh = await open() // with nothing in memory
    const lock = locked()
    const done: string[] = []
    const writes = [ring.prepare([other]).then(() => done.push('prepared')), ring.erase(somchai).then(() => done.push('erased'))]
    for (let turns = 20; turns > 0; turns--) {
      await nextTick()
      expect([ring, fresh].map((each) => each.open(somchai, sealed))).toEqual(['ชื่อ', 'ชื่อ'])
    }
    expect(done).toEqual([])
    lock.letGo()
    await Promise.all(writes)
    expect(ring.open(somchai, sealed)).toBeNull()
    expect(ring.seal(other, 'x')).toMatch(/^sealed:/)
  })

  it('a change fails after the time given, as unavailable, and the ring can be opened later', async () => {
    const ring = await open(undefined, 20)
    const lock = locked()
    for (const change of [ring.prepare([somchai]), ring.erase(somchai)]) await expect(change).rejects.toThrow(KeysUnavailable)
    const later = open()
    await nextTick()
    lock.letGo()
    expect(await (await later).prepare([somchai])).toEqual([])
  })
})
