import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FileTooLarge, FolderFiles, MAX_FILE_BYTES } from './files.js'

let folder: string
let files: FolderFiles
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prasan-files-'))
  files = new FolderFiles(join(folder, 'files'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const kept = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length

it('finds by the SHA-256 of the content what was put, once however often and however many at once', async () => {
  const bytes = randomBytes(100_000)
  const digest = createHash('sha256').update(bytes).digest('hex')
  expect(await Promise.all(Array.from({ length: 8 }, () => files.put(bytes)))).toEqual(Array(8).fill(digest))
  expect(await files.put(bytes)).toBe(digest)
  expect(Buffer.from((await files.get(digest))!)).toEqual(bytes)
  expect(kept()).toBe(1)
})

it('erases, and knows nothing of what was erased or never there', async () => {
  const digest = await files.put(Buffer.from('คำสั่ง'))
  expect(await files.has(digest)).toBe(true)
  await files.delete(digest)
  await files.delete(digest)
  expect([await files.get(digest), await files.has(digest)]).toEqual([null, false])
  expect(kept()).toBe(0)
})

it('refuses what is over 20 MB and what is no digest', async () => {
  await files.put(new Uint8Array(MAX_FILE_BYTES))
  await expect(files.put(new Uint8Array(MAX_FILE_BYTES + 1))).rejects.toThrow(FileTooLarge)
  for (const path of ['../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(64)}/x`]) {
    await expect(files.get(path)).rejects.toThrow('64 hexadecimal digits')
    await expect(files.delete(path)).rejects.toThrow('64 hexadecimal digits')
  }
  expect(kept()).toBe(1)
})
