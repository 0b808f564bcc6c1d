import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { createHash, randomBytes } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FileTooLarge, FolderFiles, MAX_FILE_BYTES, StorageReadOnly } from './files.js'

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

it('tells the length and the first bytes', async () => {
  const digest = await files.put(Buffer.from('0123456789abcdef and more'))
  expect(await files.about(digest)).toEqual({ size: 25, begins: Buffer.from('0123456789abcdef') })
  expect(await files.about('0'.repeat(64))).toBeNull()
})

it('says so where the folder cannot be written', async () => {
  writeFileSync(join(folder, 'files'), 'a file')
  await expect(files.put(Buffer.from('x'))).rejects.toThrow(StorageReadOnly)
})

it.each([
  ['size=64k', 'StorageFull', 'full'],
  ['ro', 'StorageReadOnly', 'read-only'],
])('says so on a disk mounted with %s: %s, and keeps nothing half written', (options, code, is) => {
  const mount = `mount -t tmpfs -o ${options} tmpfs '${folder}'`
  const mounted = (command: string, ...more: string[]) =>
    spawnSync('unshare', ['-rm', 'sh', '-c', `${mount} && ${command}`, ...more], { encoding: 'utf8' })
  const possible = mounted('true')
  if (possible.status !== 0) return console.log(`not run, no ${is} disk can be mounted here: ${possible.stderr}`)
  const script = `import { readdirSync } from 'node:fs'
    import { FolderFiles } from ${JSON.stringify(new URL('./files.js', import.meta.url).href)}
    const files = new FolderFiles(${JSON.stringify(join(folder, 'files'))})
    const error = await files.put(Buffer.alloc(1_000_000)).catch((error) => error)
    const kept = readdirSync(${JSON.stringify(folder)}, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
    process.stdout.write(JSON.stringify([error.code, kept.length]))`
  const { stdout, stderr } = mounted('NODE_OPTIONS= exec "$0" --input-type=module -e "$1"', process.execPath, script)
  expect(stderr).toBe('')
  expect(JSON.parse(stdout)).toEqual([code, 0])
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
