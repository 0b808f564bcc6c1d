import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { filesContract } from '../contract-suite/files.js'
import { StorageReadOnly } from './files.js'
import { FolderFiles } from './folder.js'

let folder: string
let files: FolderFiles
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prasan-files-'))
  files = new FolderFiles(join(folder, 'files'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const age = (ms: number) => {
  const then = new Date(Date.now() - ms)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) utimesSync(join(entry.parentPath, entry.name), then, then)
}
filesContract('a folder', async () => ({ files, age }))

it('clears what was half received when its process died', async () => {
  const half = join(folder, 'files', 'aa', `${'a'.repeat(64)}.0190c6a1.partial`)
  mkdirSync(dirname(half), { recursive: true })
  writeFileSync(half, 'half of')
  expect(await files.clear(60_000, () => true)).toBe(0)
  age(60_000)
  expect([await files.clear(60_000, () => true), existsSync(half)]).toEqual([1, false])
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
    import { FolderFiles } from ${JSON.stringify(new URL('./folder.js', import.meta.url).href)}
    const files = new FolderFiles(${JSON.stringify(join(folder, 'files'))})
    const error = await files.put(Buffer.alloc(1_000_000)).catch((error) => error)
    const kept = readdirSync(${JSON.stringify(folder)}, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
    process.stdout.write(JSON.stringify([error.code, kept.length]))`
  const { stdout, stderr } = mounted('NODE_OPTIONS= exec "$0" --input-type=module -e "$1"', process.execPath, script)
  expect(stderr).toBe('')
  expect(JSON.parse(stdout)).toEqual([code, 0])
})
