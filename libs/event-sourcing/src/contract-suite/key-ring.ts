import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { setTimeout as sleep, setImmediate as nextTick } from 'node:timers/promises'
import type { Belonging } from '../log/belonging.js'
import { KeyNotHere, type KeyRow, KeysUnavailable, LOST, MasterKeyIsAnother, type StoredKeys } from '../personal-data/key-ring.js'
import { someId } from '../testing/given.js'

const [somchai, other, third] = ['one', 'two', 'three'].map((who) => someId('person', who)) as [string, string, string]

/** A ring of its own for one test: each `open` is another process on it. */
export interface RingUnderTest {
  open(masterKey?: string): Promise<StoredKeys>
  /** Loses a key without erasing it, as a backup from before would. */
  lose(person: string): Promise<void> | void
}

/** Everything that every key ring must answer alike. */
export function keyRingContract(name: string, begin: () => Promise<RingUnderTest>): void {
  describe(`the key ring contract: ${name}`, () => {
    let underTest: RingUnderTest
    let rings: StoredKeys[]
    let ring: StoredKeys
    const open = async (masterKey?: string, on = underTest) => {
      rings.push(await on.open(masterKey))
      return rings.at(-1)!
    }
    const seal = async (by: StoredKeys, person: string, plain: string) => {
      expect(await by.prepare([person])).toEqual([])
      return by.seal(person, plain)
    }
    beforeEach(async () => {
      rings = []
      underTest = await begin()
      ring = await open()
    })
    afterEach(async () => {
      for (const each of rings) await each.close()
    })

    it('opens what it sealed, in another process too, and seals the same text differently each time', async () => {
      const elsewhere = await open()
      const sealed = [await seal(ring, somchai, 'ชื่อ'), await seal(ring, somchai, 'ชื่อ')]
      expect(new Set(sealed).size).toBe(2)
      await elsewhere.learn([somchai])
      for (const each of [ring, elsewhere, await open()]) expect(sealed.map((text) => each.open(somchai, text))).toEqual(['ชื่อ', 'ชื่อ'])
      expect(ring.health()).toBeNull()
    })

    it('two processes that make a key at once end with one', async () => {
      const persons = Array.from({ length: 20 }, (_, i) => someId('person', `${i}`))
      const elsewhere = await open()
      const both = [ring, elsewhere]
      await Promise.all(both.flatMap((each) => [each.prepare(persons), ...persons.map((person) => each.prepare([person]))]))
      for (const [by, to] of [both, both.toReversed()])
        for (const person of persons) expect(to!.open(person, by!.seal(person, person))).toBe(person)
    })

    it('an erased person’s texts open nowhere again once the erasure is answered, and nothing more is sealed', async () => {
      const elsewhere = await open()
      const sealed = await seal(ring, somchai, 'ชื่อ')
      await elsewhere.learn([somchai])
      expect(elsewhere.open(somchai, sealed)).toBe('ชื่อ')
      await ring.erase(somchai)
      await ring.erase(somchai)
      await nextTick()
      for (const each of [ring, elsewhere, await open()]) {
        expect(each.open(somchai, sealed)).toBeNull()
        expect(await each.prepare([somchai, other])).toEqual([somchai])
        expect(await each.prepare([somchai], new Set([somchai]))).toEqual([somchai])
        expect(() => each.seal(somchai, 'again')).toThrow(/was erased/)
        expect(each.notHere()).toEqual([])
      }
      await ring.erase(third)
      expect(await ring.prepare([third])).toEqual([third]) // never had a key
    })

    it('tells a key that is not here from one that was erased, and makes no second one beside it', async () => {
      const sealed = await seal(ring, somchai, 'ชื่อ')
      await underTest.lose(somchai)
      const restored = await open()
      await restored.learn([somchai])
      expect(restored.open(somchai, sealed)).toBeUndefined()
      expect(restored.notHere()).toEqual([somchai])
      await expect(restored.prepare([somchai, other], new Set([somchai]))).rejects.toThrow(KeyNotHere)
      expect(() => restored.seal(somchai, 'x')).toThrow(/no key/)
      expect(await restored.prepare([somchai])).toEqual([])
      expect(restored.open(somchai, sealed)).toBeUndefined() // the new key is another
    })

    it('a text that was altered or belongs to somebody else is not opened, and told', async () => {
      const sealed = await seal(ring, somchai, 'ชื่อ')
      await seal(ring, other, 'x')
      const at = sealed.length - 3
      const altered = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
      expect([ring.open(somchai, altered), ring.open(somchai, sealed.slice(0, 30)), ring.open(other, sealed)]).toEqual([
        undefined,
        undefined,
        undefined,
      ])
      expect(ring.notHere()).toEqual([somchai, other])
      expect(ring.open(somchai, sealed)).toBe('ชื่อ')
      expect(ring.notHere()).toEqual([other])
    })

    it('makes the keys of many people at once, and keeps those that are there', async () => {
      const sealed = await seal(ring, somchai, 'ชื่อ')
      const many = Array.from({ length: 300 }, (_, i) => someId('person', `${i}`))
      expect(await (await open()).prepare([somchai, ...many])).toEqual([])
      const later = await open()
      expect(later.open(somchai, sealed)).toBe('ชื่อ')
      for (const person of many) expect(later.open(person, later.seal(person, 'x'))).toBe('x')
    })

    const rowsOf = async (of: StoredKeys) => {
      const all: KeyRow[] = []
      for await (const some of of.rows()) all.push(...some)
      return all
    }

    it('a key that is given up as lost is told from one that is not here, and what is told anew has another', async () => {
      const sealed = await seal(ring, somchai, 'ชื่อ')
      await underTest.lose(somchai)
      const restored = await open()
      expect(restored.open(somchai, sealed)).toBeUndefined()
      expect(restored.isLost(somchai)).toBe(false)
      await restored.put([{ person: somchai, wrapped: LOST }])
      await restored.learn([other])
      for (const each of [restored, await open()]) {
        expect(each.open(somchai, sealed)).toBeUndefined()
        expect([each.isLost(somchai), each.isLost(other), each.notHere()]).toEqual([true, false, []])
      }
      const both = [restored, await open()]
      await Promise.all(both.map((each) => each.prepare([somchai], new Set([somchai]))))
      const anew = both[0]!.seal(somchai, 'ชื่อใหม่')
      for (const each of [...both, await open()]) {
        await each.learn([other])
        expect([each.open(somchai, anew), each.open(somchai, sealed), each.isLost(somchai)]).toEqual(['ชื่อใหม่', undefined, true])
      }
      await both[1]!.erase(somchai)
      expect([both[1]!.open(somchai, anew), both[1]!.isLost(somchai)]).toEqual([null, false])
    })

    it('gives every row, and takes those of another ring of the same master key; what was erased stays erased', async () => {
      const many = Array.from({ length: 2_500 }, (_, i) => someId('person', `${i}`))
      await ring.prepare(many)
      await ring.erase(other)
      const rows = await rowsOf(ring)
      expect(rows.map(({ person }) => person).sort()).toEqual([...many, other].sort())
      expect(rows.every((row) => ring.unwraps(row))).toBe(true)
      const [first] = rows.filter(({ wrapped }) => wrapped !== null)
      expect(ring.unwraps({ ...first!, wrapped: `A${first!.wrapped!.slice(1)}B` })).toBe(false)
      const sealed = ring.seal(many[0]!, 'ชื่อ')
      const key = rows.find(({ person }) => person === many[0])!
      await underTest.lose(many[0]!)
      await ring.erase(third)
      await ring.put([key, { person: third, wrapped: first!.wrapped }, { person: other, wrapped: first!.wrapped }])
      const later = await open()
      expect(later.open(many[0]!, sealed)).toBe('ชื่อ')
      expect(await later.prepare([third, other])).toEqual([third, other])
    })

    it('says to whom it belongs: the first of several stays, unless another is meant instead', async () => {
      const to = (store: string): Belonging => ({ store, masterKey: ring.masterKeyCheck, state: 'whole' })
      expect(await ring.belongsTo()).toBeNull()
      const stores = ['a', 'b', 'c', 'd']
      const processes = await Promise.all(stores.map(() => open()))
      const said = await Promise.all(processes.map((each, i) => each.bind(to(stores[i]!))))
      const first = said[0]!.store
      expect(said).toEqual(stores.map(() => to(first)))
      expect(await (await open()).bind({ ...to('e'), state: 'moved' }, true)).toEqual({ ...to('e'), state: 'moved' })
      expect(await ring.belongsTo()).toEqual({ ...to('e'), state: 'moved' })
      expect(ring.masterKeyCheck).toBe(processes[0]!.masterKeyCheck)
    })

    /** Null where it may not be read for now. */
    const readable = (by: StoredKeys, sealed: string) => {
      try {
        return by.open(somchai, sealed)
      } catch {
        return null
      }
    }
    const [next, afterNext] = ['cd', 'ef'].map((pair) => pair.repeat(32)) as [string, string]

    it('under another master key texts, digests, erasures and losses are what they were, and the one before opens nothing', async () => {
      const sealed = await seal(ring, somchai, 'ชื่อ')
      await ring.erase(other)
      await ring.put([{ person: third, wrapped: LOST }])
      const before = await rowsOf(ring)
      const told = [ring.digest('a'), ring.masterKeyCheck]
      const elsewhere = await open()
      expect([await ring.exchange(next), await ring.exchange(afterNext)]).toEqual([1, 1])
      const later = await open(afterNext)
      const fourth = someId('person', 'four')
      const anew = await seal(ring, fourth, 'ใหม่')
      await later.learn([fourth])
      for (const each of [ring, later]) {
        expect([each.open(somchai, sealed), each.open(fourth, anew), each.open(other, sealed), each.isLost(third)]).toEqual([
          ...['ชื่อ', 'ใหม่', null, true],
        ])
        expect([each.digest('a'), each.masterKeyCheck]).toEqual(told)
      }
      expect(new Set(before.filter((row) => later.unwraps(row)).map(({ person }) => person))).toEqual(new Set([other, third]))
      await expect(open()).rejects.toThrow(MasterKeyIsAnother)
      await expect(open(next)).rejects.toThrow(MasterKeyIsAnother)
      await expect(elsewhere.prepare([someId('person', 'five')])).rejects.toThrow(KeysUnavailable)
      await expect(elsewhere.exchange(next)).rejects.toThrow(KeysUnavailable)
      while (elsewhere.health() === null) await sleep(5).then(() => readable(elsewhere, sealed))
      expect((await rowsOf(later)).map(({ person }) => person).sort()).toEqual([somchai, other, third, fourth].sort())
    })

    it('a damaged key stops the exchange, which changes nothing', async () => {
      const sealed = await seal(ring, somchai, 'ชื่อ')
      await ring.prepare([other])
      await ring.put([{ person: other, wrapped: 'AAAA' }])
      await expect(ring.exchange(next)).rejects.toThrow(other)
      expect((await open()).open(somchai, sealed)).toBe('ชื่อ')
      for (const malformed of ['', 'ab']) await expect(ring.exchange(malformed)).rejects.toThrow('64 hexadecimal digits')
    })

    it('an empty ring takes over the digests of another, to be given its keys', async () => {
      const sealed = await seal(ring, somchai, 'ชื่อ')
      await ring.exchange(next)
      const empty = await open(next, await begin())
      expect(empty.masterKeyCheck).not.toBe(ring.masterKeyCheck)
      await empty.takeOver(ring.proof)
      await empty.put(await rowsOf(ring))
      await empty.learn([somchai])
      expect([empty.open(somchai, sealed), empty.masterKeyCheck, empty.digest('a')]).toEqual([
        ...['ชื่อ', ring.masterKeyCheck, ring.digest('a')],
      ])
      await expect(empty.takeOver(ring.proof)).rejects.toThrow('keys of its own')
      await expect((await open(afterNext, await begin())).takeOver(ring.proof)).rejects.toThrow(MasterKeyIsAnother)
    })

    it('digests tell texts apart, the same in another process', async () => {
      expect((await open()).digest('a')).toBe(ring.digest('a'))
      expect(ring.digest('b')).not.toBe(ring.digest('a'))
    })
  })
}
