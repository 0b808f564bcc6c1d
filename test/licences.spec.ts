/** What is shipped may be used by everybody: the licence of every production package is one of these, or named with the reason. */
import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')
const TAKEN = new Set(['MIT', 'MIT-0', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'ISC', 'MPL-2.0'])
/** Taken all the same. */
const REASONS: Record<string, string> = {
  'lru-cache': 'BlueOak-1.0.0 gives what MIT gives, and a patent licence',
  argparse: 'Python-2.0 is permissive: it asks to keep the notice',
  busboy: 'says MIT in its LICENSE, in package.json only by the old key `licenses`',
  streamsearch: 'says MIT in its LICENSE, in package.json only by the old key `licenses`',
}

interface Package {
  readonly license?: string
  readonly dev?: boolean
  readonly link?: boolean
}
const nameOf = (path: string) => path.replace(/.*node_modules\//, '')

/** Of `(A OR B)` one must be taken, of `(A AND B)` both. */
const isTaken = (licence: string): boolean =>
  licence
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((each) => each.split(' AND ').every((one) => TAKEN.has(one)))

const shipped = (packages: Record<string, Package>) =>
  Object.entries(packages).filter(([path, { dev, link }]) => path.includes('node_modules/') && !dev && !link)
const refused = (packages: Record<string, Package>) =>
  shipped(packages).flatMap(([path, { license = 'no licence' }]) =>
    isTaken(license) || nameOf(path) in REASONS ? [] : [`${nameOf(path)}: ${license}`],
  )

const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as { packages: Record<string, Package> }

describe('licences', () => {
  it('of all that is shipped are permissive', () => expect(refused(lock.packages)).toEqual([]))

  it('each exception is needed still', () => {
    const names = new Set(shipped(lock.packages).flatMap(([path, { license = '' }]) => (isTaken(license) ? [] : [nameOf(path)])))
    expect([...names].sort()).toEqual(Object.keys(REASONS).sort())
  })

  it('a package of another licence, or of none, is told; one for development is not shipped', () => {
    const packages = {
      'node_modules/a': { license: 'GPL-3.0' },
      'node_modules/a/node_modules/b': {},
      'node_modules/c': { license: '(MIT OR GPL-3.0)' },
      'node_modules/d': { license: '(MIT AND GPL-3.0)' },
      'node_modules/e': { license: 'GPL-3.0', dev: true },
    }
    expect(refused(packages)).toEqual(['a: GPL-3.0', 'b: no licence', 'd: (MIT AND GPL-3.0)'])
  })
})
