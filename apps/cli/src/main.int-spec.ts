import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prasan } from './testing/prasan.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prasan-main-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('prasan', () => {
  it.each([['stats'], ['verify'], ['rebuild'], ['rebuild', '--from-scratch']])(
    'reads no data folder without a store, and makes none: %s %s',
    async (...given) => {
      const dataDir = join(folder, 'mistyped')
      const { code, err } = await prasan(dataDir, ...given)
      expect(code).toBe(1)
      expect(err).toBe(`prasan: there is no event store in ${dataDir}: set PRASAN_DATA_DIR\n`)
      expect(existsSync(dataDir)).toBe(false)
    },
  )

  it('is compiled by its first run on a fresh clone, and not again', () => {
    mkdirSync(join(folder, 'scripts'))
    const script = join(folder, 'scripts', 'prasan.mjs')
    copyFileSync('scripts/prasan.mjs', script)
    const build = `
      import { mkdirSync, writeFileSync } from 'node:fs'
      console.log('built')
      mkdirSync(new URL('../apps/cli/dist/', import.meta.url), { recursive: true })
      writeFileSync(new URL('../apps/cli/dist/main.js', import.meta.url), 'console.log(process.argv[2])')`
    writeFileSync(join(folder, 'scripts', 'build.mjs'), build)
    const run = () => execFileSync(process.execPath, [script, 'stats'], { encoding: 'utf8' })
    expect(run()).toBe('built\nstats\n')
    expect(run()).toBe('stats\n')
  })
})
