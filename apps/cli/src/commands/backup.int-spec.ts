import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { contexts, openStore } from '@prasan/api'
import { CHAIN_BEGINS, Registry, chained, handle, isSealed } from '@prasan/event-sourcing'
import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { importWorkbook } from '../import/index.js'
import { withRuntime } from '../opened.js'
import { backup, restore } from './backup.js'
import { verified } from './verify.js'
import { begun, configurationOf, csvFolder, ended, prasan } from '../testing/prasan.js'

const SCAN = Buffer.from('a scanned order')
const DIGEST = createHash('sha256').update(SCAN).digest('hex')
const MANY = 3_000

/** Of two data folders made once: a store with a person and an attached file, and its backup. */
let folder: string
let whole: string
let taken: string
let written: { out: string }
let n = 0
/** Of each test its own. */
let dataDir: string
let copied: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'prasan-backup-'))
  whole = join(folder, 'whole')
  taken = join(folder, 'taken')
  const office = csvFolder(join(folder, 'office'), {
    organizations: ['key,name_th,kind', 'A,หน่วยงาน ก,ngo'],
    people: ['key,given_th,phone', '1,หนึ่ง,081'],
    commitments: ['key,title_th,owner,due_on', 'c,ทำทะเบียน,A,30/9/2570'],
  })
  await withRuntime(configurationOf(whole), async (runtime) => {
    expect((await importWorkbook(runtime, office)).notices).toEqual([])
    await runtime.files.put(SCAN)
    const AttachFile = contexts.flatMap(({ commands }) => commands).find(({ name }) => name === 'AttachFileToCommitment')!
    const id = rowsOf(whole)
      .map(({ stream }) => stream.replace('prasan-', ''))
      .find((stream) => stream.startsWith('commitment-'))!
    const file = { file: `file-${DIGEST}`, name: 'order.txt', type: 'text/plain', size: SCAN.length, disclosure: 'internal' }
    const outcome = await handle(runtime.handling, {
      command: AttachFile,
      input: file,
      id,
      commandId: '0190c6a1-7b5e-7c3a-8000-000000000001',
      actor: 'system:test',
    })
    expect(outcome).toMatchObject({ is: 'Recorded', events: ['FileAttachedToCommitment'] })
  })
  written = await prasan(whole, 'backup', taken, '--with-keys')
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(() => {
  n++
  dataDir = join(folder, `data-${n}`)
  copied = join(folder, `backup-${n}`)
})

interface Row {
  stream: string
  revision: number
  id: string
  type: string
  data: string
}
const rowsOf = (dir: string): Row[] => {
  const db = new Database(join(dir, 'events.db'), { readonly: true })
  try {
    return db.prepare<[], Row>('select stream, revision, id, type, data from event order by position').all()
  } finally {
    db.close()
  }
}

/** The master key comes from another place than the backup. */
const bringMasterKey = (dir: string) => cpSync(join(whole, 'master.key'), join(dir, 'master.key'))

async function logOfRestored(dir: string) {
  const store = await openStore(configurationOf(dir))
  return {
    store,
    registry: new Registry(
      store.prefix,
      contexts.flatMap(({ aggregates }) => aggregates),
    ),
  }
}

function change(file: string, sql: string): void {
  const db = new Database(file)
  db.exec(sql)
  db.pragma('wal_checkpoint(truncate)')
  db.close()
}
const digestSaid = ({ out }: { out: string }) => /Root of the log: ([0-9a-f]{64})/.exec(out)?.[1]
const fileIn = (dir: string) => join(dir, 'files', DIGEST.slice(0, 2), DIGEST)
const emptyOrMissing = (dir: string) => !existsSync(dir) || readdirSync(dir).length === 0

describe('prasan backup and restore', () => {
  it('bring back the log, the keys and the files, and say the same digest as verify', async () => {
    expect(written).toMatchObject({ code: 0, err: '' })
    expect(written.out).toContain('4 events and 4 files')
    const restored = await prasan(dataDir, 'restore', taken)
    expect(restored).toMatchObject({ code: 0, err: '' })
    expect(rowsOf(dataDir)).toEqual(rowsOf(whole))
    expect(readFileSync(fileIn(dataDir))).toEqual(SCAN)
    bringMasterKey(dataDir)
    const verified = await prasan(dataDir, 'verify')
    expect(verified).toMatchObject({ code: 0, err: '' })
    expect(verified.out).toContain('4 events in 3 streams, 1 files.')
    expect(verified.out).toContain('All is well.')
    expect([digestSaid(restored), digestSaid(verified)]).toEqual([digestSaid(written), digestSaid(written)])
    expect(digestSaid(written)).toMatch(/^[0-9a-f]{64}$/)
    const person = rowsOf(dataDir).find(({ type }) => type === 'PersonRegistered')!
    const { name } = JSON.parse(person.data) as { name: string }
    expect(name).not.toContain('หนึ่ง')
    const opened = await withRuntime(configurationOf(dataDir), async ({ keys }) => keys.open(person.stream.replace('prasan-', ''), name))
    expect(JSON.parse(opened!)).toEqual({ th: { given: 'หนึ่ง' } })
  })

  it('while another process records: what is restored is the log as it was at one moment, and every name in it opens', async () => {
    const people = Array.from({ length: MANY }, (_, i) => `p${i},คนที่ ${i}`)
    const office = csvFolder(join(folder, 'many'), { people: ['key,given_th', ...people] })
    cpSync(whole, dataDir, { recursive: true })
    const importing = begun(dataDir, 'import', 'workbook', office)
    importing.stdout!.resume()
    importing.stderr!.resume()
    const over = ended(importing)
    const before = rowsOf(dataDir).length
    while (rowsOf(dataDir).length === before && importing.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5))
    const ran = await prasan(dataDir, 'backup', '--to', copied, '--with-keys')
    expect(await over).toBe(0)
    expect(ran).toMatchObject({ code: 0 })
    const restoredTo = join(folder, 'restored-while-recording')
    expect(await prasan(restoredTo, 'restore', '--from', copied)).toMatchObject({ code: 0 })
    bringMasterKey(restoredTo)
    const all = rowsOf(dataDir)
    const restored = rowsOf(restoredTo)
    expect(all.length).toBe(before + MANY + 1) // and the founding of the store
    expect(restored.length).toBeGreaterThan(before)
    expect(restored).toEqual(all.slice(0, restored.length))
    const opened = await withRuntime(configurationOf(restoredTo), async ({ keys }) =>
      restored
        .filter(({ type }) => type === 'PersonRegistered')
        .map(({ stream, data }) => keys.open(stream.replace('prasan-', ''), (JSON.parse(data) as { name: string }).name)),
    )
    expect(opened.filter((name) => name === null)).toEqual([])
  })

  it('hold no keys unless they are asked for, and never the master key; a log that is restored so opens, and says so', async () => {
    expect(readdirSync(taken).sort()).toEqual(['events.db', 'files', 'keys.db', 'manifest.json', 'processes.db'])
    const ran = await prasan(whole, 'backup', copied)
    expect(readdirSync(copied).sort()).toEqual(['events.db', 'files', 'manifest.json', 'processes.db'])
    expect(ran.out).toContain('It holds no keys')
    const restored = await prasan(dataDir, 'restore', copied)
    expect(restored).toMatchObject({ code: 0, out: expect.stringContaining('No keys were in it: names are not readable until keys.db') })
    const sealed = rowsOf(dataDir).find(({ type }) => type === 'PersonRegistered')!
    const { name } = JSON.parse(sealed.data) as { name: string }
    const { store, registry } = await logOfRestored(dataDir)
    try {
      const events = []
      for await (const event of store.readAll()) events.push(registry.read(event).type)
      expect(events).toEqual(rowsOf(whole).map(({ type }) => type))
      expect(isSealed(name)).toBe(true)
    } finally {
      await store.close()
    }
  })

  it('go back to a log number: what came after is not there, and its root is that of a seal of that number', async () => {
    const rows = rowsOf(whole)
    for (const through of [0, 5]) expect((await prasan(dataDir, 'restore', taken, '--through', String(through))).code).toBe(1)
    expect(emptyOrMissing(dataDir)).toBe(true)
    const restored = await prasan(dataDir, 'restore', '--from', taken, '--through', '2')
    expect(restored).toMatchObject({ code: 0, err: '' })
    expect(rowsOf(dataDir)).toEqual(rows.slice(0, 2))
    const { store } = await logOfRestored(dataDir)
    let [root, n] = [CHAIN_BEGINS, 0]
    for await (const event of store.readAll()) root = chained(root, ++n, event)
    await store.close()
    expect(restored.out).toContain(`2 events and 4 files`)
    expect(digestSaid(restored)).toBe(root)
    expect(existsSync(join(dataDir, 'processes.db'))).toBe(false)
  })

  it('go back to before the log had an id: it is given one anew, and the restored keys go with it', async () => {
    cpSync(whole, dataDir, { recursive: true })
    const founded = (await prasan(dataDir, 'seal')).out
    expect(founded).toMatch(/^Store [0-9a-f-]{36} is sealed/)
    await backup(configurationOf(dataDir), copied, { withKeys: true })
    rmSync(dataDir, { recursive: true })
    await restore(configurationOf(dataDir), copied, 3)
    bringMasterKey(dataDir)
    const anew = await prasan(dataDir, 'seal')
    expect(anew).toMatchObject({ code: 0, err: '' })
    const idIn = (out: string) => /Store (\S+)/.exec(out)![1]
    expect(idIn(anew.out)).not.toBe(idIn(founded))
  })

  it('the keys in a backup hold nothing of a person who was erased before it', async () => {
    cpSync(whole, dataDir, { recursive: true })
    const person = rowsOf(dataDir)
      .find(({ type }) => type === 'PersonRegistered')!
      .stream.replace('prasan-', '')
    const wrapped = () => {
      const db = new Database(join(dataDir, 'keys.db'), { readonly: true })
      try {
        return db.prepare<[string], string>('select wrapped from person_key where person = ?').pluck().get(person)!
      } finally {
        db.close()
      }
    }
    const key = wrapped()
    const held = () => readFileSync(join(copied, 'keys.db')).includes(key)
    await backup(configurationOf(dataDir), copied, { withKeys: true })
    expect(held()).toBe(true)
    await withRuntime(configurationOf(dataDir), ({ keys }) => keys.erase(person))
    rmSync(copied, { recursive: true })
    await backup(configurationOf(dataDir), copied, { withKeys: true })
    expect(held()).toBe(false)
  })

  it('leave out a file that is only half received', async () => {
    cpSync(whole, dataDir, { recursive: true })
    writeFileSync(`${fileIn(dataDir)}.0190c6a1.partial`, 'half of')
    await backup(configurationOf(dataDir), copied)
    expect(readdirSync(dirname(fileIn(copied)))).toEqual([DIGEST])
  })

  it('refuse a folder that holds anything, and a data folder without a store', async () => {
    mkdirSync(copied)
    writeFileSync(join(copied, 'note.txt'), 'mine')
    const full = await prasan(whole, 'backup', copied)
    expect(full).toMatchObject({ code: 1, out: '' })
    expect(full.err).toContain(`${copied} is not empty`)
    expect(readdirSync(copied)).toEqual(['note.txt'])
    await expect(restore(configurationOf(whole), taken)).rejects.toThrow(`${whole} is not empty`)
    await expect(backup(configurationOf(dataDir), join(folder, 'never'))).rejects.toThrow(
      `there is no event store in ${dataDir}: set PRASAN_DATA_DIR`,
    )
    expect([existsSync(dataDir), existsSync(join(folder, 'never'))]).toEqual([false, false])
  })

  it('a log that is not well is not passed off as a backup', async () => {
    cpSync(whole, dataDir, { recursive: true })
    change(join(dataDir, 'events.db'), `update event set revision = revision + 5 where type = 'FileAttachedToCommitment'`)
    await expect(backup(configurationOf(dataDir), copied)).rejects.toThrow('the copied log is not well')
    expect(existsSync(join(copied, 'manifest.json'))).toBe(false)
  })

  it('an event of another application is copied as it is, told, and restored', async () => {
    cpSync(whole, dataDir, { recursive: true })
    change(join(dataDir, 'events.db'), `update event set type = 'SomethingElse' where type = 'FileAttachedToCommitment'`)
    await backup(configurationOf(dataDir), copied)
    rmSync(dataDir, { recursive: true })
    await restore(configurationOf(dataDir), copied)
    const { problems } = await verified(configurationOf(dataDir))
    expect(problems).toEqual([expect.stringContaining('no event is called SomethingElse here')])
  })

  const damages: [string, (dir: string) => void, string][] = [
    ['a byte of the log is another', (dir) => flip(join(dir, 'events.db')), 'events.db is not what the manifest says'],
    ['a key ring is another', (dir) => change(join(dir, 'keys.db'), 'delete from person_key'), 'keys.db is not what the manifest says'],
    ['an attached file is cut off', (dir) => writeFileSync(fileIn(dir), SCAN.subarray(0, 4)), `${DIGEST} is not what the manifest says`],
    ['the log is missing', (dir) => rmSync(join(dir, 'events.db')), 'the backup lacks events.db'],
    ['the manifest is missing', (dir) => rmSync(join(dir, 'manifest.json')), 'is no backup: it has no manifest.json'],
    ['the manifest is cut off', (dir) => writeFileSync(join(dir, 'manifest.json'), '{"format":1,'), 'manifest.json cannot be read'],
    ['the manifest lists nothing', (dir) => manifest(dir, { format: 1 }), 'manifest.json cannot be read'],
    ['a newer program made it', (dir) => manifest(dir, { format: 3 }), 'the backup has format 3'],
    [
      'the manifest names a file outside',
      (dir) => {
        writeFileSync(join(dirname(dir), 'outside'), SCAN)
        manifest(dir, { ...said(dir), files: [{ path: '../outside', bytes: SCAN.length, sha256: DIGEST }] })
      },
      'manifest.json cannot be read',
    ],
    ['the manifest says another log', (dir) => manifest(dir, { ...said(dir), root: '0'.repeat(64) }), 'and the backup says 000'],
  ]
  it.each(damages)('nothing is restored when %s', async (_, damage, reason) => {
    cpSync(taken, copied, { recursive: true })
    damage(copied)
    await expect(restore(configurationOf(dataDir), copied)).rejects.toThrow(reason)
    expect(emptyOrMissing(dataDir)).toBe(true)
  })
})

const manifest = (dir: string, as: object) => writeFileSync(join(dir, 'manifest.json'), JSON.stringify(as))
const said = (dir: string) => JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as object
function flip(path: string): void {
  const bytes = readFileSync(path)
  bytes[bytes.length - 10]! ^= 1
  writeFileSync(path, bytes)
}

describe('prasan verify', () => {
  const wrongs: [string, (dir: string) => void, string][] = [
    [
      'a revision is missing',
      (dir) => change(join(dir, 'events.db'), `update event set revision = 3 where type = 'FileAttachedToCommitment'`),
      'revision 3 where 1 should be',
    ],
    [
      'an event is of no known type',
      (dir) => change(join(dir, 'events.db'), `update event set type = 'NobodyKnows' where type = 'PersonRegistered'`),
      'NobodyKnows',
    ],
    [
      'the views cannot take an event',
      (dir) => {
        change(join(dir, 'events.db'), `update event set data = json_remove(data, '$.name') where type = 'OrganizationRegistered'`)
        rmSync(join(dir, 'views'), { recursive: true })
      },
      '(OrganizationRegistered)',
    ],
    ['a file was altered', (dir) => writeFileSync(fileIn(dir), 'another order'), `the file ${DIGEST} does not hold what its digest says`],
    ['an attached file is gone', (dir) => rmSync(fileIn(dir)), `the file ${DIGEST} is missing`],
  ]
  it.each(wrongs)('says what is not well when %s', async (_, spoil, reason) => {
    cpSync(whole, dataDir, { recursive: true })
    spoil(dataDir)
    expect((await verified(configurationOf(dataDir))).problems).toContainEqual(expect.stringContaining(reason))
  })

  it('ends with 1 where not all is well', async () => {
    cpSync(whole, dataDir, { recursive: true })
    rmSync(fileIn(dataDir))
    const { code, out } = await prasan(dataDir, 'verify')
    expect(code).toBe(1)
    expect(out).toContain(`✗ the file ${DIGEST} is missing\n`)
    expect(out).toContain('Not all is well.')
  })

  it('refuses a data folder without a store, and makes none', async () => {
    await expect(verified(configurationOf(dataDir))).rejects.toThrow(`there is no event store in ${dataDir}: set PRASAN_DATA_DIR`)
    expect(existsSync(dataDir)).toBe(false)
  })
})
