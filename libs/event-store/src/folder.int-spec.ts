import { afterAll, describe, expect, it } from '@jest/globals'
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeFolder } from './folder.js'

describe('a folder', () => {
  const base = mkdtempSync(join(tmpdir(), 'prasan-folder-'))
  afterAll(() => rmSync(base, { recursive: true }))

  it('is made with those above it, for its owner alone where that is asked; made again it stays', () => {
    const folder = join(base, 'a', 'b', 'c')
    makeFolder(folder, 0o700)
    chmodSync(folder, 0o750)
    makeFolder(folder, 0o700)
    expect(statSync(folder).mode & 0o777).toBe(0o750)
    expect(statSync(join(base, 'a')).mode & 0o777).toBe(0o700)
  })

  it('that cannot be made is told at once', () => {
    expect(() => makeFolder('/proc/nope/data')).toThrow(/ENOENT|EACCES|EPERM/)
    const file = join(base, 'file')
    writeFileSync(file, '')
    expect(() => makeFolder(file)).toThrow('EEXIST')
    expect(() => makeFolder(join(file, 'below'))).toThrow(/EEXIST|ENOTDIR/)
    expect(existsSync(join(base, 'nope'))).toBe(false)
  })
})
