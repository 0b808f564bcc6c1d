import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createHash, randomBytes } from 'node:crypto'
import { FileTooLarge, MAX_FILE_BYTES, type StoredFiles } from '../files/files.js'

export interface FilesUnderTest {
  readonly files: StoredFiles
  /** Lets every stored file look as if nobody had asked for it for so many milliseconds. */
  age(ms: number): Promise<void> | void
  close?(): Promise<void> | void
}

export const bytesOf = async (content: AsyncIterable<Uint8Array> | null): Promise<Buffer> => {
  const parts: Uint8Array[] = []
  for await (const part of content!) parts.push(part)
  return Buffer.concat(parts)
}

const DAY_MS = 86_400_000

/** Everything that every adapter for files must answer alike. */
export function filesContract(name: string, begin: () => Promise<FilesUnderTest>): void {
  describe(`the files contract: ${name}`, () => {
    let underTest: FilesUnderTest
    let files: StoredFiles
    beforeEach(async () => {
      underTest = await begin()
      files = underTest.files
    })
    afterEach(() => underTest.close?.())
    const all = async () => {
      const digests: string[] = []
      for await (const digest of files.all()) digests.push(digest)
      return digests.sort()
    }

    it('finds by the SHA-256 of the content what was put, once however often and however many at once', async () => {
      const bytes = randomBytes(600_000)
      const digest = createHash('sha256').update(bytes).digest('hex')
      expect(await Promise.all(Array.from({ length: 8 }, () => files.put(bytes)))).toEqual(Array(8).fill(digest))
      expect(await files.put(bytes)).toBe(digest)
      expect((await bytesOf(await files.get(digest))).equals(bytes)).toBe(true)
      expect(await all()).toEqual([digest])
    })

    it('lets go of no byte at the ends of its parts', async () => {
      for (const size of [1, 65_536, 262_143, 262_144, 262_145, MAX_FILE_BYTES]) {
        const whole = randomBytes(size + 2)
        const bytes = whole.subarray(1, size + 1) // a part of a larger buffer
        const read = await bytesOf(await files.get(await files.put(bytes)))
        expect([size, read.length, read.equals(bytes)]).toEqual([size, size, true])
      }
    })

    it('erases, and knows nothing of what was erased or never there', async () => {
      const digest = await files.put(Buffer.from('คำสั่ง'))
      const other = await files.put(Buffer.from('อื่น'))
      expect(await files.has(digest)).toBe(true)
      await files.delete(digest)
      await files.delete(digest)
      expect([await files.get(digest), await files.has(digest), await files.about(digest)]).toEqual([null, false, null])
      expect(await all()).toEqual([other])
      expect(await files.put(Buffer.from('คำสั่ง'))).toBe(digest)
      expect((await bytesOf(await files.get(digest))).toString()).toBe('คำสั่ง')
    })

    it('tells the length and the first bytes', async () => {
      const digest = await files.put(Buffer.from('0123456789abcdef and more'))
      expect(await files.about(digest)).toEqual({ size: 25, begins: Buffer.from('0123456789abcdef') })
      expect(await files.about('0'.repeat(64))).toBeNull()
    })

    it('clears what is not attached once it was idle for long enough, and nothing else', async () => {
      const [attached, put, asked, idle] = await Promise.all(
        ['attached', 'put again', 'asked about', 'idle'].map((text) => files.put(Buffer.from(text))),
      )
      expect(await files.clear(DAY_MS, () => false)).toBe(0)
      await underTest.age(DAY_MS)
      await files.put(Buffer.from('put again'))
      await files.about(asked!)
      expect(await files.clear(DAY_MS, (digest) => digest === attached)).toBe(1)
      expect(await all()).toEqual([attached!, put!, asked!].sort())
      expect(await files.has(idle!)).toBe(false)
    })

    it('says to whom it belongs: the first of several stays, unless another is meant instead', async () => {
      expect(await files.belongsTo()).toBeNull()
      const to = (store: string) => ({ store, masterKey: 'check', state: 'whole' }) as const
      const said = await Promise.all(['a', 'b', 'c', 'd'].map((store) => files.bind(to(store))))
      expect(said).toEqual(said.map(() => to(said[0]!.store)))
      expect(await files.bind({ ...to('e'), state: 'moving' }, true)).toEqual({ ...to('e'), state: 'moving' })
      expect(await files.belongsTo()).toEqual({ ...to('e'), state: 'moving' })
      expect(await all()).toEqual([])
      expect(await files.clear(0, () => false)).toBe(0)
    })

    it('refuses what is over 20 MB and what is no digest', async () => {
      await expect(files.put(new Uint8Array(MAX_FILE_BYTES + 1))).rejects.toThrow(FileTooLarge)
      for (const path of ['../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(64)}/x`])
        for (const ask of ['get', 'about', 'delete'] as const) await expect(files[ask](path)).rejects.toThrow('64 hexadecimal digits')
      expect(await all()).toEqual([])
    })
  })
}
