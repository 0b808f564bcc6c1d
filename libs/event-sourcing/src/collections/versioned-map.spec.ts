import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import { VersionedMap } from './versioned-map.js'

it('every version stays as it is, whichever is read or continued', () => {
  const step = fc.record({ of: fc.nat(), key: fc.constantFrom('a', 'b', 'c', '__proto__'), value: fc.nat(), reads: fc.array(fc.nat()) })
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const versions = [{ is: VersionedMap.of<number>(), shows: new Map<string, number>() }]
      const at = (n: number) => versions[n % versions.length]!
      for (const { of, key, value, reads } of steps) {
        const { is, shows } = at(of)
        versions.push({ is: is.with(key, value), shows: new Map(shows).set(key, value) })
        for (const read of reads) expect(at(read).is.get(key)).toBe(at(read).shows.get(key))
      }
      for (const { is, shows } of versions) expect([...is]).toEqual([...shows])
    }),
  )
})
