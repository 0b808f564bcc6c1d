/** Keys and files are moved from a data folder into PostgreSQL and back, by a process that is killed on its way. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals'
import { someId } from '@prasan/event-sourcing/testing'
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Api, TODAY } from '../support/api.js'
import { PostgresServer, withoutPostgres } from '../support/postgres.js'

const CLI = fileURLToPath(new URL('../../../apps/cli/dist/main.js', import.meta.url))
const MASTER = 'ab'.repeat(32)
const FILES = 20
// openly fictional
const NAME = { th: { given: 'สมมุติ', family: 'ไม่มีจริง' } }
const asked = 'query ($id: ID!) { person(id: $id) { name { th en } } }'

if (withoutPostgres !== null) it.skip(withoutPostgres, () => {})
else {
  let server: PostgresServer
  let folder: string
  let dataDir: string
  let sharedUrl: string
  let n = 0
  const children: ChildProcess[] = []
  beforeAll(async () => {
    server = await PostgresServer.start()
    folder = mkdtempSync(join(tmpdir(), 'prasan-migrate-shared-'))
  })
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    dataDir = join(folder, `data-${++n}`)
    sharedUrl = await server.fresh(`moved_${n}`)
  })
  afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')))

  const node = (given: Parameters<typeof Api.start>[0] = {}) =>
    Api.start({ eventStore: 'sqlite', streamPrefix: 'prasan-', dataDir, masterKey: MASTER, ...given })
  const move = (from: string, to: string, more: NodeJS.ProcessEnv = {}) => cli(['migrate-shared', '--from', from, '--to', to], more)
  const cli = (words: readonly string[], more: NodeJS.ProcessEnv) => {
    const env = { ...process.env, NODE_OPTIONS: '', PRASAN_EVENT_STORE: 'sqlite', PRASAN_TODAY: TODAY, PRASAN_DATA_DIR: dataDir }
    children.push(
      spawn(process.execPath, [CLI, ...words], {
        env: { ...env, PRASAN_MASTER_KEY: MASTER, PRASAN_SHARED_URL: sharedUrl, ...more },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    )
    return children.at(-1)!
  }
  const ended = async (child: ChildProcess) => {
    const closed = new Promise<number | null>((resolve) => child.once('close', resolve))
    const [code, out, err] = await Promise.all([closed, text(child.stdout!), text(child.stderr!)])
    return { code, out, err }
  }
  const rows = async () => Number((await server.ask('select count(*) as n from prasan.file', sharedUrl).catch(() => [{ n: 0 }]))[0]!['n'])
  const inFolder = () =>
    (existsSync(join(dataDir, 'files')) ? readdirSync(join(dataDir, 'files'), { recursive: true, encoding: 'utf8' }) : []).filter((name) =>
      /[0-9a-f]{64}$/.test(name),
    )
  /** Killed as soon as some and not all files are there. */
  async function killed(child: ChildProcess, arrived: () => number | Promise<number>): Promise<void> {
    const over = ended(child)
    while (child.exitCode === null && (await arrived()) < 3) await sleep(1)
    child.kill('SIGKILL')
    expect((await over).code).toBeNull()
    expect(await arrived()).toBeLessThan(FILES)
  }
  /** A person with a name, one who is erased, many keys and files. */
  async function filled() {
    const api = await node()
    const person = await api.recorded('registerPerson', { name: NAME })
    const erased = await api.recorded('registerPerson', { name: NAME })
    await api.recorded('erasePersonalData', { person: erased, reason: 'เจ้าของข้อมูลขอ' })
    const { keys, files } = api.application.runtime
    await keys.prepare(Array.from({ length: 1_200 }, (_, i) => someId('person', `${i}`)))
    const digests: string[] = []
    for (let i = 0; i < FILES; i++) digests.push(await files.put(randomBytes(600_000)))
    await api.close()
    return { person, erased, digests }
  }
  async function told(api: Api, person: string) {
    return (await api.query(asked, { id: person })).person.name
  }

  it('there and back, killed both times: a half filled place is refused, and so is the one that was left', async () => {
    const { person, erased, digests } = await filled()
    await killed(move('embedded', 'postgres'), rows)
    await expect(node({ sharedUrl })).rejects.toMatchObject({ code: 'MoveIsNotFinished' })
    const there = await ended(move('embedded', 'postgres'))
    expect(there).toMatchObject({ code: 0, out: expect.stringContaining(`1202 keys and ${FILES} files are in both`) })
    await expect(node()).rejects.toMatchObject({ code: 'KeysWereMoved' })

    await server.ask(`update prasan.node set seen = now() - interval '1 hour'`, sharedUrl) // the killed one is not waited for
    const api = await node({ sharedUrl })
    const later = await api.recorded('registerPerson', { name: { th: { given: 'มาทีหลัง' } }, idempotencyKey: 'later' })
    const before = await api.recorded('registerPerson', { name: NAME, idempotencyKey: 'before' })
    await api.recorded('erasePersonalData', { person, reason: 'เจ้าของข้อมูลขอ', idempotencyKey: 'erased there' })
    expect((await told(api, erased)).en).toBe('(personal data erased)')
    expect((await told(api, before)).th).toBe('สมมุติ ไม่มีจริง')
    for (const digest of digests) expect(await api.application.runtime.files.has(digest)).toBe(true)
    await api.close()

    rmSync(join(dataDir, 'files'), { recursive: true })
    await killed(move('postgres', 'embedded'), () => inFolder().length)
    await expect(node()).rejects.toMatchObject({ code: 'MoveIsNotFinished' })
    expect(await ended(move('postgres', 'embedded'))).toMatchObject({
      code: 0,
      out: expect.stringContaining(`1204 keys and ${FILES} files`),
    })
    await expect(node({ sharedUrl })).rejects.toMatchObject({ code: 'KeysWereMoved' })
    const again = await node()
    expect((await told(again, later)).th).toBe('มาทีหลัง')
    for (const each of [person, erased]) expect((await told(again, each)).en).toBe('(personal data erased)')
    await again.close()
  }, 180_000)

  it('under a master key that was exchanged before, in either place, it goes there and back', async () => {
    const { person } = await filled()
    const [second, third] = ['cd', 'ef'].map((pair) => pair.repeat(32)) as [string, string]
    const exchange = async (PRASAN_MASTER_KEY: string, PRASAN_NEW_MASTER_KEY: string, place: NodeJS.ProcessEnv) =>
      expect(await ended(cli(['keys', 'exchange'], { PRASAN_MASTER_KEY, PRASAN_NEW_MASTER_KEY, ...place }))).toMatchObject({
        code: 0,
        err: '',
      })
    await exchange(MASTER, second, { PRASAN_SHARED_URL: '' })
    expect(await ended(move('embedded', 'postgres', { PRASAN_MASTER_KEY: second }))).toMatchObject({ code: 0 })
    await exchange(second, third, {})
    expect((await ended(move('postgres', 'embedded', { PRASAN_MASTER_KEY: third }))).err).toContain('were wrapped with another master key')
    const api = await node({ sharedUrl, masterKey: third })
    expect((await told(api, person)).th).toBe('สมมุติ ไม่มีจริง')
    await api.close()
    rmSync(join(dataDir, 'keys.db'))
    rmSync(join(dataDir, 'files'), { recursive: true })
    expect(await ended(move('postgres', 'embedded', { PRASAN_MASTER_KEY: third }))).toMatchObject({ code: 0 })
    const again = await node({ masterKey: third })
    expect((await told(again, person)).th).toBe('สมมุติ ไม่มีจริง')
    await again.close()
  }, 120_000)

  it('a file that is damaged is named, and the move is not done', async () => {
    const { digests } = await filled()
    const path = join(dataDir, 'files', digests[0]!.slice(0, 2), digests[0]!)
    const bytes = readFileSync(path)
    bytes[7]! ^= 1
    writeFileSync(path, bytes)
    const { code, err } = await ended(move('embedded', 'postgres'))
    expect([code, err]).toEqual([1, expect.stringContaining(`the file ${digests[0]} in`)])
    await (await node()).close()
  })

  it('a target of another store, another master key, and a source without keys are refused', async () => {
    await filled()
    const other = join(folder, `other-${n}`)
    await (await Api.start({ eventStore: 'sqlite', streamPrefix: 'prasan-', dataDir: other, masterKey: MASTER, sharedUrl })).close()
    const refused = async (more?: NodeJS.ProcessEnv) => {
      const { code, err } = await ended(move('embedded', 'postgres', more))
      expect(code).toBe(1)
      return err
    }
    expect(await refused()).toContain('the ring in PostgreSQL belongs to store')
    expect(await refused({ PRASAN_MASTER_KEY: 'cd'.repeat(32) })).toContain('were wrapped with another master key')
    sharedUrl = await server.fresh(`moved_empty_${n}`)
    rmSync(join(dataDir, 'keys.db'))
    expect(await refused()).toContain('keys.db is missing')
    expect(existsSync(join(dataDir, 'keys.db'))).toBe(false)
  })
}
