import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import Database from 'better-sqlite3'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTick } from 'node:timers/promises'
import { SqliteKeyRing } from './key-ring.js'
import { someId } from './testing/given.js'

const somchai = someId('person', 'one')
const other = someId('person', 'two')
let folder: string
let file: string
const rings: SqliteKeyRing[] = []
const open = (masterKey?: string) => {
  rings.push(SqliteKeyRing.open(file, masterKey))
  return rings.at(-1)!
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

describe('the key ring', () => {
  it('opens what it sealed, after a restart too, and seals the same text differently each time', () => {
    const ring = open()
    const sealed = [ring.seal(somchai, 'ชื่อ'), ring.seal(somchai, 'ชื่อ')]
    expect(new Set(sealed).size).toBe(2)
    for (const each of [ring, open()]) expect(sealed.map((text) => each.open(somchai, text))).toEqual(['ชื่อ', 'ชื่อ'])
    expect(ring.open(other, sealed[0]!)).toBeNull()
  })

  it('an erased person’s texts open nowhere again, in another process from its next turn on, and nothing more is sealed', async () => {
    const ring = open()
    const elsewhere = open() // another process, with the key in its cache
    const sealed = ring.seal(somchai, 'ชื่อ')
    expect(elsewhere.open(somchai, sealed)).toBe('ชื่อ')
    const wrapped = wrappedOf(somchai)!
    expect(readFileSync(file, 'latin1')).toContain(wrapped)
    ring.erase(somchai)
    await nextTick()
    for (const each of [ring, elsewhere, open()]) {
      expect(each.open(somchai, sealed)).toBeNull()
      expect(() => each.seal(somchai, 'again')).toThrow(/was erased/)
    }
    // the key is gone from the bytes on disk, not only from the table
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name), 'latin1')).not.toContain(wrapped)
    ring.erase(other)
    expect(() => ring.seal(other, 'never had a key')).toThrow(/was erased/)
  })

  it('says so when a text was altered or belongs to somebody else', () => {
    const ring = open()
    const sealed = ring.seal(somchai, 'ชื่อ')
    ring.seal(other, 'x')
    const at = sealed.length - 3
    const altered = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
    expect(() => ring.open(somchai, altered)).toThrow(`a sealed text of ${somchai} was altered`)
    expect(() => ring.open(somchai, sealed.slice(0, 30))).toThrow(`a sealed text of ${somchai} was altered`)
    expect(() => ring.open(other, sealed)).toThrow(`a sealed text of ${other} was altered`)
    expect(ring.open(somchai, sealed)).toBe('ชื่อ')
  })

  it('refuses to start with a wrong, malformed or missing master key, and leaves the keys as they are', () => {
    const [right, wrong] = ['ab', 'cd'].map((pair) => pair.repeat(32))
    const sealed = open(right).seal(somchai, 'ชื่อ')
    expect(() => open(wrong)).toThrow(/another master key/)
    expect(() => open()).toThrow(/master\.key is missing.*restore it/s)
    expect(existsSync(join(folder, 'master.key'))).toBe(false)
    for (const malformed of ['', 'ab', 'zz'.repeat(32)]) expect(() => open(malformed)).toThrow('64 hexadecimal digits')
    expect(open(right).open(somchai, sealed)).toBe('ชื่อ')
  })

  it('makes a master key once, for its owner’s eyes only, though several processes begin together', () => {
    const script = `import { SqliteKeyRing } from ${JSON.stringify(new URL('./key-ring.js', import.meta.url).href)}
      const ring = SqliteKeyRing.open(${JSON.stringify(file)})
      process.stdout.write(ring.seal(process.argv[1], 'ชื่อ'))`
    const all = `for n in 1 2 3 4; do "$0" --input-type=module -e "$1" "person-$n" > "$2/out$n" & done; wait`
    execFileSync('sh', ['-c', all, process.execPath, script, folder], { env: { ...process.env, NODE_OPTIONS: '' } })
    expect(statSync(join(folder, 'master.key')).mode & 0o777).toBe(0o600)
    const ring = open()
    for (const n of [1, 2, 3, 4]) expect(ring.open(`person-${n}`, readFileSync(join(folder, `out${n}`), 'utf8'))).toBe('ชื่อ')
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([])
  })

  it('makes the keys of many people at once, and keeps those that are there', () => {
    const ring = open()
    const sealed = ring.seal(somchai, 'ชื่อ')
    const before = wrappedOf(somchai)
    ring.prepare([somchai, other])
    expect(wrappedOf(somchai)).toBe(before)
    expect(wrappedOf(other)).toBeDefined()
    expect(open().open(somchai, sealed)).toBe('ชื่อ')
    ring.erase(other)
    ring.prepare([other])
    expect(() => ring.seal(other, 'x')).toThrow(/erased/)
  })

  it('digests tell texts apart, the same after a restart, and differ under another master key', () => {
    const digest = open().digest('a')
    expect(open().digest('a')).toBe(digest)
    expect(open().digest('b')).not.toBe(digest)
    file = join(folder, 'other', 'keys.db')
    expect(open().digest('a')).not.toBe(digest)
  })
})
