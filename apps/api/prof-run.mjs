import { createApplication, configurationFrom } from '@prasan/api'
import { Session } from 'node:inspector/promises'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync, mkdirSync } from 'node:fs'
const app = await createApplication({ ...configurationFrom({ PRASAN_DATA_DIR: '/tmp/api-bench/tenth-of-20000', PRASAN_DEMO: 'false', PRASAN_TODAY: '2026-11-02' }), port: 0 })
await app.nest.listen(0, '127.0.0.1')
while ((await app.runtime.trouble()) !== null) await new Promise((r) => setTimeout(r, 20))
const url = `${await app.nest.getUrl()}/graphql`
const query = `{ overdueCommitments(first: 20) { edges { cursor node { id title { th en } dueOn daysOverdue ageingBucket owner { label { th en } }
      answeringNow { person { id name { th } } post { id title { th } } since manner } } } pageInfo { hasNextPage endCursor } } }`
const load = (n) => once(spawn(process.execPath, ['/tmp/load.mjs', url, JSON.stringify({ query }), String(n)], { stdio: 'inherit' }), 'exit')
await load(500)
const s = new Session(); s.connect()
if (process.argv[2]) { await s.post('Profiler.enable'); await s.post('Profiler.setSamplingInterval', { interval: 200 }); await s.post('Profiler.start') }
const c0 = process.cpuUsage(); await load(1500); const c = process.cpuUsage(c0)
console.log('cpu ms per request', (c.user + c.system) / 1000 / 1500)
if (process.argv[2]) { const { profile } = await s.post('Profiler.stop'); mkdirSync(process.argv[2], { recursive: true }); writeFileSync(process.argv[2] + '/p.cpuprofile', JSON.stringify(profile)) }
await app.close(); process.exit()
