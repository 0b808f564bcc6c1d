/** Each dependency rule is shown to fail on a small tree that breaks it, and to pass on one that does not. */
import { afterAll, describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const ROOT = resolve(import.meta.dirname, '../..')
const trees: string[] = []

/** Names of the rules that a tree of files breaks. */
function brokenBy(files: Record<string, string>): string[] {
  const tree = mkdtempSync(join(tmpdir(), 'prasan-rules-'))
  trees.push(tree)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), text)
  }
  writeFileSync(join(tree, 'tsconfig.json'), '{ "compilerOptions": { "module": "NodeNext" } }')
  symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'))
  const run = () =>
    execFileSync(
      process.execPath,
      [
        join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
        '--config',
        join(ROOT, '.dependency-cruiser.mjs'),
        '-T',
        'json',
        'libs',
      ],
      {
        cwd: tree,
        maxBuffer: 1 << 26,
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    )
  let output: Buffer
  try {
    output = run()
  } catch (error) {
    output = (error as { stdout: Buffer }).stdout
  }
  const { summary } = JSON.parse(output.toString()) as { summary: { violations: { rule: { name: string } }[] } }
  return [...new Set(summary.violations.map(({ rule }) => rule.name))].sort()
}

const used = (...paths: string[]) => ({
  'libs/plans/src/index.ts': paths.map((path, i) => `import * as used${i} from '${path}'\nused${i}`).join('\n'),
})

describe('the dependency rules', () => {
  afterAll(() => trees.forEach((tree) => rmSync(tree, { recursive: true })))

  it.each<[string, Record<string, string>]>([
    ['no-cycles', { ...used('./a.js'), 'libs/plans/src/a.ts': "import './b.js'", 'libs/plans/src/b.ts': "import './a.js'" }],
    [
      'no-cycles',
      {
        ...used('./a.js'),
        'libs/plans/src/a.ts': "import type { B } from './b.js'; export type A = B[]",
        'libs/plans/src/b.ts': "import type { A } from './a.js'; export type B = A | null",
      },
    ],
    ['no-orphans', { ...used('./a.js'), 'libs/plans/src/a.ts': 'export {}', 'libs/plans/src/lonely.ts': 'export {}' }],
    ['domain-is-pure', { ...used('./domain/a.js'), 'libs/plans/src/domain/a.ts': "import 'node:fs'" }],
    [
      'domain-is-pure',
      { ...used('./domain/a.js'), 'libs/plans/src/domain/a.ts': "import '../views/v.js'", 'libs/plans/src/views/v.ts': 'export {}' },
    ],
    ['contexts-meet-at-contracts', { ...used('../../directory/src/inside.js'), 'libs/directory/src/inside.ts': 'export {}' }],
    ['contexts-know-those-before', { ...used('../../meetings/src/contract.js'), 'libs/meetings/src/contract.ts': 'export {}' }],
    [
      'reading-is-for-answers',
      {
        ...used('./views/a.js'),
        'libs/plans/src/views/a.ts': "import '../../../directory/src/reading.js'",
        'libs/directory/src/reading.ts': 'export {}',
      },
    ],
    ['contracts-are-facts', { 'libs/plans/src/contract.ts': "import './views/a.js'", 'libs/plans/src/views/a.ts': 'export {}' }],
    ['one-folder-knows-eventstoredb', { ...used('@eventstore/db-client') }],
    ['one-folder-knows-postgres', { ...used('pg') }],
    ['one-folder-knows-word', { ...used('docx') }],
    ['one-file-knows-icalendar', { ...used('ical-generator') }],
    ['one-file-knows-zip', { ...used('yazl') }],
    [
      'papers-know-answers-only',
      { ...used('./a.js'), 'libs/plans/src/a.ts': 'export {}', 'libs/papers/src/index.ts': "import '../../plans/src/index.js'" },
    ],
    [
      'kernel-knows-no-context',
      { ...used('./a.js'), 'libs/plans/src/a.ts': 'export {}', 'libs/event-sourcing/src/index.ts': "import '../../plans/src/a.js'" },
    ],
    [
      'no-web-framework-in-the-kernel',
      { ...used('./a.js'), 'libs/plans/src/a.ts': 'export {}', 'libs/event-store/src/index.ts': "import '@nestjs/common'" },
    ],
  ])('%s can fail', (rule, files) => expect(brokenBy(files)).toEqual([rule]))

  it('know every library: each is a context with its place, or one of those that are none', async () => {
    const { order } = (await import(pathToFileURL(join(ROOT, '.dependency-cruiser.mjs')).href)) as { order: string[] }
    const none = ['event-store', 'event-sourcing', 'graphql', 'papers', 'tables']
    expect([...order, ...none].sort()).toEqual(readdirSync(join(ROOT, 'libs')).sort())
  })

  it('pass on a tree that keeps them', () => {
    const tree = {
      ...used('./domain/a.js', '../../directory/src/contract.js', './graphql/a.js'),
      'libs/plans/src/graphql/a.ts': "import '../../../directory/src/reading.js'",
      'libs/directory/src/reading.ts': 'export {}',
      'libs/plans/src/domain/a.ts': "import '../../../event-sourcing/src/index.js'",
      'libs/event-sourcing/src/index.ts': "import './b.js'",
      'libs/event-sourcing/src/b.ts': "import 'node:fs'",
      'libs/directory/src/contract.ts': 'export {}',
    }
    expect(brokenBy(tree)).toEqual([])
  })
})
