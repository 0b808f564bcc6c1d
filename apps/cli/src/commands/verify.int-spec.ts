import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import Database from 'better-sqlite3'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { configurationOf, csvFolder, prasan } from '../testing/prasan.js'
import { verified } from './verify.js'

const FLIPS = 40

/** A data folder that is sealed in its middle, and goes on; of each test a copy. */
let folder: string
let whole: string
let sealed: { through: number; root: string }
let dataDir: string
let n = 0
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'prasan-verify-'))
  whole = join(folder, 'whole')
  const office = (...keys: string[]) =>
    csvFolder(join(folder, 'office'), {
      organizations: ['key,name_th,kind', ...keys.map((key) => `${key},หน่วยงาน ${key},ngo`)],
      posts: ['key,title_th,organization', ...keys.map((key) => `P${key},หัวหน้า ${key},${key}`)],
    })
  expect(await prasan(whole, 'import', 'workbook', office('A', 'B', 'C'))).toMatchObject({ code: 0 })
  const { out } = await prasan(whole, 'seal')
  const [, through, root] = /sealed through (\d+): ([0-9a-f]{64})/.exec(out)!
  sealed = { through: Number(through), root: root! }
  expect(await prasan(whole, 'import', 'workbook', office('D', 'E'))).toMatchObject({ code: 0 })
  expect(await prasan(whole, 'stats')).toMatchObject({ code: 0 })
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(() => {
  dataDir = join(folder, `data-${++n}`)
  cpSync(whole, dataDir, { recursive: true })
})

interface Row {
  position: number
  stream: string
  revision: number
  type: string
}
function inLog<R>(work: (db: Database.Database) => R): R {
  const db = new Database(join(dataDir, 'events.db'))
  try {
    return work(db)
  } finally {
    db.close()
  }
}
const rowsOf = () => inLog((db) => db.prepare<[], Row>('select position, stream, revision, type from event order by position').all())
const change = (sql: string) => inLog((db) => db.prepare(sql).run())
const problems = async (given?: Parameters<typeof verified>[1]) => (await verified(configurationOf(dataDir), given)).problems
const dropViews = () => rmSync(join(dataDir, 'views'), { recursive: true })

/** The same throws in every run. */
function* dice(): Generator<number, never> {
  for (let state = 20_261_126; ;) yield (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) / 2 ** 32
}
const throws = dice()
const upTo = (sides: number) => Math.floor(throws.next().value * sides)

/** Turns one bit of an event, so that the log says something else or in another order, and gives the first number that is then wrong. */
function flipOneBit(column: string): number {
  for (;;) {
    const before = rowsOf()
    const at = upTo(before.length)
    const { position } = before[at]!
    const bit = 2 ** upTo(4)
    try {
      if (column === 'position' || column === 'revision') {
        const turned = `(${column} | ${bit}) - (${column} & ${bit})`
        if (change(`update event set ${column} = ${turned} where position = ${position} and ${turned} > 0`).changes === 0) continue
      } else
        inLog((db) => {
          const text = db.prepare<[], Buffer>(`select cast(${column} as blob) from event where position = ${position}`).pluck().get()!
          const byte = upTo(text.length)
          text[byte]! ^= 1 << upTo(8)
          db.prepare(`update event set ${column} = cast(? as text) where position = ${position}`).run(text)
        })
    } catch (error) {
      if ((error as { code?: string }).code?.startsWith('SQLITE_CONSTRAINT')) continue
      throw error
    }
    const after = rowsOf()
    if (column !== 'position') return at + 1
    const moved = before.findIndex(({ stream, revision }, i) => stream !== after[i]!.stream || revision !== after[i]!.revision)
    if (moved >= 0) return moved + 1
  }
}

describe('prasan verify', () => {
  const columns = ['data', 'metadata', 'type', 'id', 'stream', 'revision', 'position', 'data']
  it.each(Array.from({ length: FLIPS }, (_, i) => [i + 1, columns[i % columns.length]!] as [number, string]))(
    'names the event whose log has one bit turned: %i, in its %s',
    async (_, column) => {
      const first = flipOneBit(column)
      const before = inLogOf(whole)[first - 1]!
      expect((await problems())[0]).toContain(`number ${first}, ${before.stream} revision ${before.revision} (${before.type}), `)
    },
  )

  const told: [string, () => void, () => string][] = [
    ['an event is missing', () => change(`delete from event where position = 4`), () => 'number 4, '],
    [
      'two events changed places',
      () => change(`update event set position = case position when 3 then 900 else position end`),
      () => 'stands in another order',
    ],
    [
      'its end was cut off, the seal with it',
      () => change(`delete from event where position >= 5`),
      () => 'the log ends with number 4: number 5, ',
    ],
  ]
  it.each(told)('says that %s', async (_, spoil, reason) => {
    spoil()
    expect((await problems())[0]).toContain(reason())
  })

  describe('without views, which have not seen the log before', () => {
    beforeEach(dropViews)

    it('tells between which seals an event was altered', async () => {
      change(`update event set data = replace(data, 'หน่วยงาน B', 'หน่วยงาน X')`)
      expect((await problems())[0]).toContain(`one of the events from number 1 to ${sealed.through}, or the seal itself`)
    })

    it('tells that what is sealed was cut off by a seal that was kept elsewhere, and that a sealed event is missing', async () => {
      change(`delete from event where position >= ${sealed.through}`)
      expect(await problems()).toEqual([])
      const kept = new Map([[sealed.through, sealed.root]])
      expect(await problems({ seal: kept })).toEqual([
        `the log ends with number ${sealed.through - 1}, and a seal covers it through ${sealed.through}: its end was cut off`,
      ])
    })

    it('a kept seal says that the log was exchanged for another', async () => {
      expect(await problems({ seal: new Map([[2, 'a'.repeat(64)]]) })).toEqual([expect.stringContaining('sealed through number 2')])
    })
  })

  it('says what is sealed and what not yet', async () => {
    const { code, out } = await prasan(dataDir, 'verify', '--seal', `${sealed.through}:${sealed.root}`)
    const { length } = rowsOf()
    expect([code, out]).toEqual([
      0,
      expect.stringContaining(`Sealed through ${sealed.through}, not yet: ${length - sealed.through} events.\nAll is well.`),
    ])
    await prasan(dataDir, 'seal')
    expect((await prasan(dataDir, 'verify')).out).toContain(`Sealed through ${length}, not yet: 1 events.\nAll is well.`)
  })

  it('compares the views with views built anew, row by row', async () => {
    expect(await problems({ views: true })).toEqual([])
    const [name] = readdirSync(join(dataDir, 'views')).filter((each) => each.endsWith('.db'))
    const db = new Database(join(dataDir, 'views', name!))
    db.prepare(`update organization set nameTh = 'หน่วยงาน X' where nameTh = 'หน่วยงาน B'`).run()
    db.close()
    expect(await problems()).toEqual([])
    expect(await problems({ views: true })).toEqual(['the views differ from the log in organization: 1 rows are wrong, 1 are lacking'])
    expect(readdirSync(dataDir).filter((each) => each.startsWith('views-'))).toEqual([])
  })

  const spoilt = (file: string) => {
    const db = new Database(join(dataDir, file))
    db.unsafeMode()
    db.pragma('writable_schema = on')
    db.prepare(`update sqlite_schema set rootpage = 1 where type = 'table'`).run()
    db.close()
  }
  it('says that a file of SQLite is not whole', async () => {
    spoilt('processes.db')
    expect(await problems()).toEqual([expect.stringContaining('processes.db is damaged (')])
    spoilt('events.db')
    await expect(problems()).rejects.toThrow('events.db is damaged: restore it from a backup')
  })
})

function inLogOf(dir: string): Row[] {
  const before = dataDir
  dataDir = dir
  try {
    return rowsOf()
  } finally {
    dataDir = before
  }
}
