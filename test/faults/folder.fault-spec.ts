/** The data folder refuses: its disk is read-only, a right to it is lost, nothing can be written to its files. */
import { afterEach, describe, expect, it } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { chmodSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { API, cleanUp, newFolder, startApi, stop } from '../support/api-process.js'
import { Writers, caughtUp, expectNothingLost, post } from './recording.js'

const CONNECTIONS = 8
const TIME = 240_000
const known = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0

afterEach(() => {
  for (const folder of refusing.splice(0)) allow(folder)
  cleanUp()
})

const refusing: string[] = []
const within = (folder: string) => [folder, ...readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)))]
/** Nobody may write in it or in what is in it. */
function refuse(folder: string): void {
  refusing.push(folder)
  for (const path of within(folder)) chmodSync(path, statSync(path).isDirectory() ? 0o500 : 0o400)
}
function allow(folder: string): void {
  for (const path of within(folder)) chmodSync(path, statSync(path).isDirectory() ? 0o700 : 0o600)
}

const organizations = async (url: string): Promise<number> =>
  (await post(url, '{ organizations(first: 1) { totalCount } }', {})).organizations.totalCount as number

async function recordedIn(dataDir: string): Promise<Writers> {
  const { child, url } = await startApi(dataDir)
  const writers = new Writers(() => url, CONNECTIONS)
  await writers.more(50)
  await writers.stop()
  await caughtUp(url)
  await stop(child, 'SIGTERM')
  return writers
}

describe('a data folder that refuses', () => {
  it(
    'on a disk that is read-only at the start: the node says so and ends, and nothing is altered',
    async () => {
      const dataDir = newFolder()
      const writers = await recordedIn(dataDir)
      const mount = `mount --bind '${dataDir}' '${dataDir}' && mount -o remount,ro,bind '${dataDir}'`
      const mounted = (...command: string[]) =>
        spawnSync('unshare', ['-rm', 'sh', '-c', `${mount} && exec "$0" "$@"`, ...command], {
          encoding: 'utf8',
          env: { ...process.env, NODE_OPTIONS: '', PRASAN_DATA_DIR: dataDir, PRASAN_DEMO: 'false', PORT: '0' },
        })
      const possible = mounted('true')
      if (possible.status !== 0) return console.log(`not run, nothing can be mounted here: ${possible.error?.message ?? possible.stderr}`)
      const { status, stderr } = mounted(process.execPath, API)
      expect([status, stderr]).toEqual([
        1,
        expect.stringContaining(`Prasan could not start: PRASAN_DATA_DIR=${dataDir}: nothing can be stored`),
      ])
      await expectNothingLost(dataDir, writers.acknowledged, writers.targets)
      console.log(`a read-only disk: ${stderr.trim()}`)
    },
    TIME,
  )

  it('whose rights are taken away while it records: what is open goes on, a file is refused, the next start says why, and all is there', async () => {
    const isRoot = process.getuid?.() === 0
    if (isRoot && !known('setpriv')) return console.log('not run, nobody here can give up the rights of root')
    const dataDir = newFolder()
    const obeying = isRoot ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search', '--inh-caps=-dac_override,-dac_read_search'] : []
    const { child, url } = await startApi(dataDir, {}, API, obeying)
    const writers = new Writers(() => url, CONNECTIONS)
    await writers.more(50)
    const headers = { 'content-type': 'application/octet-stream' }
    const put = () => fetch(`${url}/files`, { method: 'POST', headers, body: String(Math.random()) })
    expect((await put()).status).toBe(201)
    refuse(dataDir)
    await writers.more(50)
    const refused = await put()
    expect([refused.status, await refused.json()]).toMatchObject([503, { errors: [{ extensions: { code: 'StorageReadOnly' } }] }])
    await writers.stop()
    await caughtUp(url)
    expect(await organizations(url)).toBe(writers.acknowledged.size)
    await stop(child, 'SIGKILL')
    const [program, ...rest] = [...obeying, process.execPath, API]
    const { status, stderr } = spawnSync(program, rest, {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '', PRASAN_DATA_DIR: dataDir, PRASAN_DEMO: 'false', PORT: '0' },
    })
    expect([status, stderr]).toEqual([1, expect.stringContaining(`PRASAN_DATA_DIR=${dataDir}: nothing can be stored`)])
    allow(dataDir)
    const again = await startApi(dataDir)
    await caughtUp(again.url)
    expect(await organizations(again.url)).toBe(writers.acknowledged.size)
    await stop(again.child, 'SIGTERM')
    await expectNothingLost(dataDir, writers.acknowledged, writers.targets)
    console.log(
      `rights taken away: ${writers.acknowledged.size} acknowledged, before and after, each recorded once; at the start: ${stderr.trim()}`,
    )
  })

  it(
    'to whose files nothing can be written while it serves: says so, answers questions, and goes on when it can',
    async () => {
      if (!known('prlimit')) return console.log('not run, prlimit is not installed here')
      const dataDir = newFolder()
      const { child, url } = await startApi(dataDir)
      await caughtUp(url)
      const writers = new Writers(() => url, CONNECTIONS)
      await writers.more(50)
      const limit = (bytes: string) =>
        expect(spawnSync('prlimit', ['--pid', String(child.pid), `--fsize=${bytes}:unlimited`]).status).toBe(0)
      limit('0')
      const refusals = () => [...writers.refused.values()].reduce((all, one) => all + one, 0)
      while (refusals() < 3 * CONNECTIONS) await writers.during(sleep(5))
      const meanwhile = await organizations(url)
      expect(meanwhile).toBeGreaterThan(0)
      const during = writers.acknowledged.size
      expect([...writers.refused.keys()]).toEqual(['StoreUnavailable'])
      limit('unlimited')
      await writers.more(50)
      await writers.stop()
      await caughtUp(url)
      expect(await organizations(url)).toBe(writers.acknowledged.size)
      await stop(child, 'SIGTERM')
      await expectNothingLost(dataDir, writers.acknowledged, writers.targets)
      console.log(
        `writes refused: ${refusals()} mutations answered StoreUnavailable, ${meanwhile} of ${during} shown meanwhile; ` +
          `then ${writers.acknowledged.size} acknowledged, each recorded once`,
      )
    },
    TIME,
  )
})
