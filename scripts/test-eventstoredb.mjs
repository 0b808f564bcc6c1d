// Runs the suites of test/eventstoredb and test/e2e against each server that EVENTSTOREDB_URL names (several: with spaces between), and says
// how many ran. An argument chooses suites, as in `npm run test:eventstoredb -- e2e/plan`, `-- e2e` all of those end to end.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventStoreDbEventStore } from '@prasan/event-store/eventstoredb'

const urls = (process.env.EVENTSTOREDB_URL ?? '').split(/\s+/).filter(Boolean)
if (urls.length === 0) {
  console.error('Give EVENTSTOREDB_URL, such as esdb://127.0.0.1:2113?tls=false (several with spaces between).')
  process.exit(2)
}
/** End to end, and the same whatever the store: how requests are read, judged and answered, what is reckoned from the views, documents, processes on files. */
const WITHOUT_THE_STORE = [
  ...['bad-input', 'clients', 'compiled', 'docs', 'edge', 'exchanged-log', 'execution', 'explorer', 'graphql-over-http', 'image'],
  ...[
    'judged-queries',
    'lists',
    'not-shown',
    'readme',
    'responsive',
    'standing',
    'expert-seats',
    'continuity',
    'risk',
    'duties',
    'role-clarity',
  ],
]
const suites = process.argv[2] ?? `(eventstoredb/(contract|real|graphql|migrate)|e2e/(?!${WITHOUT_THE_STORE.join('|')}))`
const folder = mkdtempSync(join(tmpdir(), 'prasan-suites-'))
const lines = []
let failed = false
for (const [n, url] of urls.entries()) {
  const report = join(folder, `${n}.json`)
  const store = await EventStoreDbEventStore.open({ url }).catch((error) => ({ why: error.message }))
  const why = store.why ?? (await store.health())
  const server = url.replace(/\/\/[^@/]*@/, '//')
  if (why) {
    lines.push(`${server}: not run: ${why}`)
    failed = true
    await store.close?.()
    continue
  }
  const version = store.serverVersion
  await store.close()
  const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js', '-i']
  const chosen = [`test/dist/${suites}`, '--testTimeout', '240000', '--json', `--outputFile=${report}`]
  const env = { ...process.env, PRASAN_EVENT_STORE: 'eventstoredb', EVENTSTOREDB_URL: url }
  const { status } = spawnSync(process.execPath, [...jest, ...chosen], { stdio: 'inherit', env })
  failed ||= status !== 0
  const results = JSON.parse(readFileSync(report, 'utf8')).testResults
  for (const [what, where] of [
    ['store', /eventstoredb/],
    ['end to end', /e2e/],
  ]) {
    const counted = results
      .filter(({ name }) => where.test(name.slice(process.cwd().length)))
      .flatMap(({ assertionResults }) => assertionResults)
    const count = (...states) => counted.filter((one) => states.includes(one.status)).length
    const counts = `${count('passed')} passed, ${count('failed')} failed, ${count('pending', 'todo')} not run`
    if (counted.length > 0) lines.push(`EventStoreDB ${version} (${server}), ${what}: ${counts}`)
  }
}
rmSync(folder, { recursive: true, force: true })
console.log(`\n${lines.join('\n')}`)
process.exit(failed ? 1 : 0)
