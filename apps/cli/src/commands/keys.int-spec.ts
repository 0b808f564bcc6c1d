import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { contexts } from '@prasan/api'
import { handle, isSealed } from '@prasan/event-sourcing'
import Database from 'better-sqlite3'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withRuntime } from '../opened.js'
import { configurationOf, csvFolder, prasan } from '../testing/prasan.js'

/** What was imported to make them. */
let office: string
/** A store with three people, of whom the third is erased; of each test a copy. */
let folder: string
let whole: string
let dataDir: string
let n = 0
const commandOf = (name: string) => contexts.flatMap(({ commands }) => commands).find((command) => command.name === name)!

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'prasan-keys-'))
  whole = join(folder, 'whole')
  office = csvFolder(join(folder, 'office'), { people: ['key,given_th', '1,หนึ่ง', '2,สอง', '3,สาม'] })
  expect(await prasan(whole, 'import', 'workbook', office)).toMatchObject({ code: 0 })
  const [, , third] = people(whole)
  await withRuntime(configurationOf(whole), ({ handling }) =>
    handle(handling, { command: commandOf('ErasePersonalData'), id: third!.id, input: { reason: 'ขอให้ลบ' }, actor: 'system:test' }),
  )
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(() => {
  dataDir = join(folder, `data-${++n}`)
  cpSync(whole, dataDir, { recursive: true })
})

function inLog<R>(dir: string, sql: string): R[] {
  const db = new Database(join(dir, 'events.db'), { readonly: true })
  try {
    return db.prepare<[], R>(sql).all()
  } finally {
    db.close()
  }
}
const people = (dir: string) =>
  inLog<{ stream: string; data: string }>(dir, `select stream, data from event where type = 'PersonRegistered' order by position`).map(
    ({ stream, data }) => ({ id: stream.replace('prasan-', ''), name: (JSON.parse(data) as { name: string }).name }),
  )
const losses = () => inLog<{ data: string }>(dataDir, `select data from event where type = 'KeysLost'`).map(({ data }) => JSON.parse(data))
const lose = (...names: string[]) => names.forEach((name) => rmSync(join(dataDir, name)))

describe('prasan keys lost', () => {
  it('tells how many it is about and does nothing, unless it is said that the names are gone', async () => {
    lose('keys.db', 'master.key')
    const { code, err } = await prasan(dataDir, 'keys', 'lost')
    expect([code, err]).toEqual([1, expect.stringContaining('the keys of 2 people are not in')])
    expect([existsSync(join(dataDir, 'keys.db')), losses()]).toEqual([false, []])
  })

  it('records the loss; the names read as lost and not as erased, and are told anew', async () => {
    const [first, , third] = people(dataDir)
    lose('keys.db', 'master.key')
    expect(await prasan(dataDir, 'keys', 'lost', '--yes-these-names-are-gone')).toMatchObject({ code: 0, err: '' })
    expect(losses()).toEqual([{ people: 2 }])
    await withRuntime(configurationOf(dataDir), async ({ keys, handling }) => {
      const of = ({ id, name }: { id: string; name: string }) => [keys.open(id, name), keys.isLost(id)]
      expect(of(first!)).toEqual([undefined, true])
      await keys.erase(third!.id) // as a node does with whom the log says to be erased
      expect(of(third!)).toEqual([null, false])
      expect([keys.notHere(), keys.health()]).toEqual([[], null])
      const input = { name: { th: { given: 'หนึ่ง' } }, reason: 'บันทึกใหม่' }
      const outcome = await handle(handling, { command: commandOf('CorrectName'), id: first!.id, input, actor: 'system:test' })
      expect(outcome).toMatchObject({ is: 'Recorded', events: ['NameCorrected'] })
    })
    const [anew] = inLog<{ data: string }>(dataDir, `select data from event where type = 'NameCorrected'`)
    const { name } = JSON.parse(anew!.data) as { name: string }
    expect(isSealed(name)).toBe(true)
    await withRuntime(configurationOf(dataDir), async ({ keys }) =>
      expect(JSON.parse(keys.open(first!.id, name)!)).toEqual({ th: { given: 'หนึ่ง' } }),
    )
    expect(await prasan(dataDir, 'keys', 'lost', '--yes-these-names-are-gone')).toMatchObject({
      code: 0,
      out: expect.stringContaining('No key is lost'),
    })
    expect(losses()).toEqual([{ people: 2 }])
  })

  it('gives up only those that are not here, where a ring from before was restored', async () => {
    const [first, second] = people(dataDir)
    const db = new Database(join(dataDir, 'keys.db'))
    db.prepare('delete from person_key where person = ?').run(second!.id)
    db.close()
    expect(await prasan(dataDir, 'keys', 'lost', '--yes-these-names-are-gone')).toMatchObject({ code: 0, err: '' })
    expect(losses()).toEqual([{ people: 1 }])
    await withRuntime(configurationOf(dataDir), async ({ keys }) => {
      expect(JSON.parse(keys.open(first!.id, first!.name)!)).toEqual({ th: { given: 'หนึ่ง' } })
      expect([keys.open(second!.id, second!.name), keys.isLost(second!.id), keys.isLost(first!.id)]).toEqual([undefined, true, false])
    })
  })

  it('is not said of the keys of another store', async () => {
    const db = new Database(join(dataDir, 'keys.db'))
    db.prepare(`update belonging set store = 'other'`).run()
    db.close()
    const { code, err } = await prasan(dataDir, 'keys', 'lost', '--yes-these-names-are-gone')
    expect([code, err]).toEqual([1, expect.stringContaining('keys.db belongs to store other')])
  })
})

describe('prasan keys exchange', () => {
  it('wraps every key with another master key: the names read as before, and what was imported is known again', async () => {
    const [first, , third] = people(dataDir)
    const masterKey = () => readFileSync(join(dataDir, 'master.key'), 'utf8')
    const before = masterKey()
    expect(await prasan(dataDir, 'keys', 'exchange')).toMatchObject({ code: 0, err: '', out: expect.stringContaining('2 keys in') })
    expect(masterKey()).not.toBe(before)
    await withRuntime(configurationOf(dataDir), async ({ keys }) => {
      expect(JSON.parse(keys.open(first!.id, first!.name)!)).toEqual({ th: { given: 'หนึ่ง' } })
      expect(keys.open(third!.id, third!.name)).toBeNull()
    })
    const events = () => inLog(dataDir, 'select 1 from event').length
    const recorded = events()
    expect(await prasan(dataDir, 'import', 'workbook', office)).toMatchObject({ code: 0 })
    expect(events()).toBe(recorded)
  })

  it('changes nothing where the keys are missing', async () => {
    lose('keys.db')
    const { code, err } = await prasan(dataDir, 'keys', 'exchange')
    expect([code, err]).toEqual([1, expect.stringContaining('keys.db is missing')])
    expect(existsSync(join(dataDir, 'keys.db'))).toBe(false)
  })
})
