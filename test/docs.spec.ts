/** The documents keep to their form, and name what is there. */
import { describe, expect, it } from '@jest/globals'
import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

/** Everything below a folder, with the folders. */
const below = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    if (['node_modules', 'dist'].includes(entry.name)) return []
    const path = `${folder}/${entry.name}`
    return entry.isDirectory() ? [path, ...below(path)] : [path]
  })
const there = ['libs', 'apps', 'test', 'docs', 'scripts'].flatMap((folder) => [folder, ...below(folder)])
const atTheTop = readdirSync(ROOT)
const decisions = there.filter((path) => /^docs\/adr\/\d{4}-.*\.md$/.test(path))
const documents = [...atTheTop, ...there].filter((path) => path.endsWith('.md'))

describe('a document', () => {
  /** `libs/<context>/src` and `docs/*.md` mean any. */
  const pattern = (path: string) =>
    new RegExp(
      `^${path
        .replace(/[.+()[\]{}$]/g, '\\$&')
        .replace(/<\w+>/g, '[^/]+')
        .replace(/\*+/g, '[^/]*')
        .replace(/\/$/, '')}$`,
    )
  const named = documents.flatMap((document) =>
    [...read(document).matchAll(/`((?:libs|apps|test|docs|scripts)\/[^`\s]*)`/g)].map(([, path]) => ({ document, path: path! })),
  )
  const linked = documents.flatMap((document) =>
    [...read(document).matchAll(/\]\((?!\w+:|#)([^)#\s]+)[^)]*\)/g)].map(([, path]) => ({
      document,
      path: join(document, '..', path!),
    })),
  )

  it('names paths that are there', () => {
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter(({ path }) => !there.some((one) => pattern(path).test(one)))).toEqual([])
  })

  it('links to what is there', () => {
    expect(linked.length).toBeGreaterThan(10)
    expect(linked.filter(({ path }) => ![...atTheTop, ...there].includes(path))).toEqual([])
  })
})

describe('a decision', () => {
  const PARTS = ['- Date: ', '- Status: ', '**Context.** ', '**Decision.**', '**Rejected.** ', '**Consequence.**']

  it('has a number of its own', () => {
    const numbers = decisions.map((path) => path.slice('docs/adr/'.length, 'docs/adr/0000'.length))
    expect(numbers.filter((number, at) => numbers.indexOf(number) !== at)).toEqual([])
  })

  it.each(decisions)('%s has its number, date and status, and says why, what, what not and what follows', (path) => {
    const text = read(path)
    expect(text).toMatch(new RegExp(`^# ${Number(path.slice('docs/adr/'.length, 'docs/adr/0000'.length))}\\. \\S.*\\n`))
    expect(text).toMatch(/\n- Date: \d{4}-\d{2}-\d{2}\n- Status: (accepted|superseded by ADR \d+)\n/)
    const places = PARTS.map((part) => text.indexOf(`\n${part}`))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((one, other) => one - other))
  })

  it('fits on a page', () => {
    expect(decisions.length).toBeGreaterThan(20)
    expect(decisions.filter((path) => read(path).split(/\s+/).length > 500)).toEqual([])
  })
})

describe('the picture of the contexts', () => {
  const [picture = ''] = /subgraph contexts[\s\S]*?\bend\b/.exec(read('CONTRIBUTING.md')) ?? []
  const drawn = [...picture.matchAll(/^ *(\w+) --> (.+)$/gm)].flatMap(([, from, to]) =>
    to!.split(' & ').map((each) => `${from} --> ${each}`),
  )
  const [whole = ''] = /flowchart[\s\S]*?```/.exec(read('CONTRIBUTING.md')) ?? []
  const sources = there.filter((path) => /^libs\/.*\.ts$/.test(path) && !/spec\.ts$|\/testing\//.test(path))

  it('shows every import of one by another, and no other', () => {
    const imported = sources.flatMap((path) =>
      [...read(path).matchAll(/from '@prasan\/([\w-]+)\/(?:contract|reading)'/g)].map(([, to]) => `${path.split('/')[1]} --> ${to}`),
    )
    expect(imported.length).toBeGreaterThan(20)
    expect([...drawn].sort()).toEqual([...new Set(imported)].sort())
  })

  it('shows every library', () => {
    const shown = whole.match(/[\w-]+/g)
    expect(readdirSync(join(ROOT, 'libs')).filter((library) => !shown?.includes(library))).toEqual([])
  })
})
