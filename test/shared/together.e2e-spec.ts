/** Log, keys, files and master key that do not belong to each other: each is told by its own name, and nothing is recorded. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { FolderFiles } from '@prasan/event-sourcing'
import Database from 'better-sqlite3'
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Api } from '../support/api.js'
import { EventStoreDbDouble } from '../support/eventstoredb-double/server.js'
import { PostgresServer, withoutPostgres } from '../support/postgres.js'

// openly fictional
const NAME = { th: { given: 'สมมุติ', family: 'ไม่มีจริง' } }
const REGISTER = 'mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { is: __typename } }'
const asked = 'query ($id: ID!) { person(id: $id) { name { th en } } }'
const LOCAL = { eventStore: 'sqlite', streamPrefix: 'prasan-' } as const

let base: string
/** Two stores with a name and a file each, stopped. */
let ours: string
let theirs: string
let person: string
/** Of each test its own: a copy of ours. */
let dataDir: string
let n = 0

async function used(dir: string, more: Parameters<typeof Api.start>[0] = {}): Promise<string> {
  const api = await Api.start({ ...LOCAL, dataDir: dir, ...more })
  const id = await api.recorded('registerPerson', { name: NAME })
  await api.application.runtime.files.put(Buffer.from('คำสั่ง'))
  await api.close()
  return id
}
const change = (file: string, sql: string) => {
  const db = new Database(join(dataDir, file))
  db.exec(sql)
  db.close()
}
const lose = (...names: string[]) => names.forEach((name) => rmSync(join(dataDir, name), { recursive: true, force: true }))
const exchange = (...names: string[]) => {
  lose(...names)
  for (const name of names) cpSync(join(theirs, name), join(dataDir, name), { recursive: true })
}
const starting = (more: Parameters<typeof Api.start>[0] = {}) => Api.start({ ...LOCAL, dataDir, ...more })
/** The code and the sentence with which it does not start. */
async function refusal(more: Parameters<typeof Api.start>[0] = {}): Promise<{ code: unknown; message: string }> {
  try {
    await (await starting(more)).close()
  } catch (error) {
    const { code, message } = error as { code?: unknown; message: string }
    return { code, message }
  }
  throw new Error('it started')
}

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'prasan-together-'))
  ;[ours, theirs] = ['ours', 'theirs'].map((name) => join(base, name)) as [string, string]
  person = await used(ours)
  await used(theirs)
})
afterAll(() => rmSync(base, { recursive: true, force: true }))
beforeEach(() => {
  dataDir = join(base, `data-${++n}`)
  cpSync(ours, dataDir, { recursive: true })
})

describe('on one machine', () => {
  const belonging = (to: string) => change('keys.db', `update belonging set ${to}`)
  const mismatches: [string, () => unknown, string, string][] = [
    ['the keys are of another store', () => exchange('keys.db', 'master.key'), 'KeysAreOfAnotherStore', 'keys.db belongs to store'],
    ['the files are of another store', () => exchange('files'), 'FilesAreOfAnotherStore', 'files belongs to store'],
    ['the log is of another store', () => exchange('events.db', 'views'), 'LogIsOfAnotherStore', 'it is missing or was exchanged'],
    ['the log is gone', () => lose('events.db', 'views'), 'LogIsOfAnotherStore', 'the log has no id'],
    ['the master key is another', () => exchange('master.key'), 'MasterKeyIsAnother', 'were wrapped with another master key'],
    ['the master key is gone', () => lose('master.key'), 'MasterKeyIsMissing', 'restore it from its backup'],
    ['the keys are gone', () => lose('keys.db'), 'KeysAreMissing', 'prasan keys lost'],
    ['the keys and the master key are gone', () => lose('keys.db', 'master.key'), 'KeysAreMissing', 'restore the keys from their backup'],
    [
      'the keys are others, of which nothing is written down',
      () => {
        exchange('keys.db', 'master.key')
        change('keys.db', 'delete from belonging')
      },
      'FilesAreOfOtherKeys',
      'the keys were exchanged or made anew',
    ],
    ['the keys were moved', () => belonging(`state = 'moved'`), 'KeysWereMoved', 'was moved to another place'],
    ['the keys are half moved', () => belonging(`state = 'moving'`), 'MoveIsNotFinished', 'keys.db is half filled'],
  ]
  it.each(mismatches)('it does not start when %s, and says so', async (_, spoil, code, words) => {
    spoil()
    const before = readdirSync(dataDir).sort()
    const logBefore = existsSync(join(dataDir, 'events.db')) && readFileSync(join(dataDir, 'events.db'))
    expect(await refusal()).toEqual({ code, message: expect.stringContaining(words) })
    const made = readdirSync(dataDir).filter((name) => !before.includes(name))
    expect(made.filter((name) => /^(keys\.db|master\.key)$/.test(name))).toEqual([])
    if (logBefore) expect(readFileSync(join(dataDir, 'events.db')).equals(logBefore)).toBe(true)
  })

  it('a folder in which nothing is written down yet goes on, and it is written down', async () => {
    change('keys.db', 'drop table belonging')
    rmSync(join(dataDir, 'files', 'belongs-to.json'))
    const api = await starting()
    expect((await api.query(asked, { id: person })).person.name.th).toBe('สมมุติ ไม่มีจริง')
    await api.close()
    exchange('files')
    expect((await refusal()).code).toBe('FilesAreOfAnotherStore')
  })

  it('a log that came without its keys opens to be read and is not ready; nothing is recorded and no keys are made', async () => {
    lose('keys.db', 'master.key', 'files')
    const api = await Api.start({ ...LOCAL, dataDir }, undefined, false)
    try {
      expect((await api.query(asked, { id: person })).person.name.en).toContain('not readable')
      const { status, body } = await api.http.get('/health/ready')
      expect([status, body]).toEqual([
        503,
        expect.objectContaining({ reason: expect.stringContaining('there are no keys in'), keysNotHere: [person] }),
      ])
      const refused = await api.unrecorded(() => api.post(REGISTER, { input: { name: NAME, idempotencyKey: 'k' } }))
      expect(refused.errors).toMatchObject([{ extensions: { code: 'KeysAreMissing', message: { th: expect.any(String) } } }])
    } finally {
      await api.close()
    }
    expect(['keys.db', 'master.key'].map((name) => existsSync(join(dataDir, name)))).toEqual([false, false])
    for (const name of ['keys.db', 'master.key']) cpSync(join(ours, name), join(dataDir, name))
    const again = await starting()
    expect((await again.query(asked, { id: person })).person.name.th).toBe('สมมุติ ไม่มีจริง')
    await again.close()
  })

  it('a store that is away at the start is compared once it is there: the node does not become ready', async () => {
    const log = await new EventStoreDbDouble().start()
    try {
      const on = { eventStore: 'eventstoredb', eventStoreUrl: log.url } as const
      const first = join(base, `first-${n}`)
      await used(first, on)
      rmSync(join(dataDir, 'views'), { recursive: true })
      log.kill()
      const api = await Api.start({ ...LOCAL, dataDir, ...on }, undefined, false)
      try {
        const reason = async () => (await api.http.get('/health/ready')).body.reason as string
        expect(await reason()).toContain('the event store is not available')
        await log.start()
        while (/is not available|is not being followed/.test(await reason())) await new Promise((resolve) => setTimeout(resolve, 20))
        expect(await reason()).toContain('it is missing or was exchanged')
        const refused = await api.unrecorded(() => api.post(REGISTER, { input: { name: NAME, idempotencyKey: 'k' } }))
        expect(refused.errors).toMatchObject([{ extensions: { code: 'LogIsOfAnotherStore' } }])
      } finally {
        await api.close()
      }
    } finally {
      log.kill()
    }
  })
})

if (withoutPostgres !== null) it.skip(withoutPostgres, () => {})
else
  describe('with PostgreSQL', () => {
    let server: PostgresServer
    const masterKey = 'ab'.repeat(32)
    /** Of each test its own, used by the folder's log. */
    let sharedUrl: string
    let on: { sharedUrl: string; masterKey: string }
    const ask = (sql: string) => server.ask(sql, sharedUrl)
    let ofAll: string
    beforeAll(async () => {
      server = await PostgresServer.start()
      ofAll = join(base, 'postgres')
      await used(ofAll, { sharedUrl: await server.fresh('ours'), masterKey })
    })
    afterAll(() => server.stop())
    beforeEach(async () => {
      rmSync(dataDir, { recursive: true })
      cpSync(ofAll, dataDir, { recursive: true })
      await server.ask(`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'ours'`)
      await server.ask(`create database "together_${n}" template ours`)
      sharedUrl = server.url(`together_${n}`)
      on = { sharedUrl, masterKey }
    })

    const mismatches: [string, () => unknown, string, string][] = [
      [
        'the keys are of another store',
        () => ask(`update prasan.belonging set store = 'other' where part = 'keys'`),
        'KeysAreOfAnotherStore',
        'the ring in PostgreSQL belongs to store other',
      ],
      [
        'the files are of another store',
        () => ask(`update prasan.belonging set store = 'other' where part = 'files'`),
        'FilesAreOfAnotherStore',
        'the store of files in PostgreSQL belongs to store other',
      ],
      ['the log is of another store', () => exchange('events.db', 'views'), 'LogIsOfAnotherStore', 'it is missing or was exchanged'],
      ['the master key is another', () => (on.masterKey = 'cd'.repeat(32)), 'MasterKeyIsAnother', 'another master key'],
      [
        'the keys are gone',
        () => ask(`delete from prasan.person_key; delete from prasan.ring; delete from prasan.belonging where part = 'keys'`),
        'KeysAreMissing',
        'prasan keys lost',
      ],
      [
        'the files were kept beside other keys',
        () => ask(`update prasan.belonging set master_key = 'other' where part = 'files'`),
        'FilesAreOfOtherKeys',
        'the keys were exchanged or made anew',
      ],
      ['the keys were moved', () => ask(`update prasan.belonging set state = 'moved'`), 'KeysWereMoved', 'was moved to another place'],
      ['they are half moved', () => ask(`update prasan.belonging set state = 'moving'`), 'MoveIsNotFinished', 'is half filled'],
    ]
    it.each(mismatches)('it does not start when %s, and says so', async (_, spoil, code, words) => {
      await spoil()
      expect(await refusal(on)).toEqual({ code, message: expect.stringContaining(words) })
    })

    it('of several stores that begin on one database at once, one has it', async () => {
      const fresh = { ...on, sharedUrl: await server.fresh(`several_${n}`) }
      const both = await Promise.allSettled([1, 2].map((i) => Api.start({ ...LOCAL, dataDir: join(base, `several-${n}-${i}`), ...fresh })))
      const started = both.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
      for (const api of started) await api.close()
      expect(started).toHaveLength(1)
      expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: expect.stringMatching(/OfAnotherStore$/) } })
    })

    it('one that is away at the start is compared once it is there', async () => {
      await ask(`update prasan.belonging set store = 'other'`)
      await server.kill()
      const api = await Api.start({ ...LOCAL, dataDir, ...on }, undefined, false)
      try {
        const reason = async () => (await api.http.get('/health/ready')).body.reason as string
        expect(await reason()).toContain('PostgreSQL')
        await server.resume()
        while (!(await reason()).includes('belong to store other')) await new Promise((resolve) => setTimeout(resolve, 20))
        const refused = await api.unrecorded(() => api.post(REGISTER, { input: { name: NAME, idempotencyKey: 'k' } }))
        expect(refused.errors).toMatchObject([{ extensions: { code: 'LogIsOfAnotherStore' } }])
      } finally {
        await api.close()
      }
    })
  })

it('the files say to whom they belong in a file of their own, which is no stored file', async () => {
  const files = new FolderFiles(join(dataDir, 'files'))
  const digests: string[] = []
  for await (const digest of files.all()) digests.push(digest)
  expect(digests).toHaveLength(1)
})
