import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import Database from 'better-sqlite3'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { csvFolder, prasan } from '../testing/prasan.js'

describe('a snapshot of the views', () => {
  const folder = mkdtempSync(join(tmpdir(), 'prasan-snapshot-'))
  const one = join(folder, 'one')
  const taken = join(folder, 'taken')
  const office = (name: string) => csvFolder(join(folder, name), { organizations: ['key,name_th,kind', `${name},หน่วยงาน ${name},ngo`] })
  const viewsIn = (dataDir: string) => readdirSync(join(dataDir, 'views')).filter((name) => name.endsWith('.db'))
  const rows = (file: string) => {
    const db = new Database(file, { readonly: true })
    try {
      const tables = db.prepare<[], string>("select name from sqlite_master where type = 'table' order by name").pluck().all()
      return tables.map((name) => [name, db.prepare(`select * from ${name}`).all()])
    } finally {
      db.close()
    }
  }
  /** Another node on the same log: all but the views. */
  const another = (name: string) => {
    const dataDir = join(folder, name)
    cpSync(one, dataDir, { recursive: true, filter: (path) => !/views/.test(path) })
    return dataDir
  }

  beforeAll(async () => {
    expect((await prasan(one, 'import', 'workbook', office('A'))).code).toBe(0)
    const { code, out } = await prasan(one, 'snapshot', taken)
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining(taken) })
    expect((await prasan(one, 'import', 'workbook', office('B'))).code).toBe(0)
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is what a new node begins with: it reads what came after, and then has what it would have made itself', async () => {
    const two = another('two')
    expect(await prasan(two, 'snapshot', taken, '--use')).toMatchObject({ code: 0, err: '' })
    const made = another('made')
    await prasan(made, 'rebuild')
    const [name] = viewsIn(made)
    expect(viewsIn(two)).toEqual([name])
    expect(rows(join(two, 'views', name!))).toEqual(rows(join(made, 'views', name!)))
  })

  it('spares the node what the snapshot has: it is not made again', async () => {
    const [name] = viewsIn(one)
    const marked = join(folder, 'marked')
    cpSync(taken, marked, { recursive: true })
    const db = new Database(join(marked, name!))
    db.exec("insert into poison values (1, 1, 'of the snapshot', 0, 'x', 'x')")
    db.close()
    const three = another('three')
    await prasan(three, 'snapshot', marked, '--use')
    expect((await prasan(three, 'stats')).out).toContain('of the snapshot')
  })

  it('is not put into a node that has begun, nor taken of another log, damaged, or made by another version', async () => {
    const begun = another('begun')
    await prasan(begun, 'rebuild')
    expect((await prasan(begun, 'snapshot', taken, '--use')).err).toContain('has begun already')
    const foreign = join(folder, 'foreign')
    await prasan(foreign, 'import', 'workbook', office('C'))
    rmSync(join(foreign, 'views'), { recursive: true })
    expect((await prasan(foreign, 'snapshot', taken, '--use')).err).toContain('was taken of another log')
    const [name] = viewsIn(one)
    const damaged = join(folder, 'damaged')
    cpSync(taken, damaged, { recursive: true })
    const bytes = readFileSync(join(damaged, name!))
    writeFileSync(join(damaged, name!), bytes.fill(7, 8_192, 16_384))
    const fresh = another('fresh')
    expect((await prasan(fresh, 'snapshot', damaged, '--use')).err).toMatch(/is damaged|malformed/)
    cpSync(join(taken, name!), join(damaged, 'views-000000000000.db'))
    rmSync(join(damaged, name!))
    expect((await prasan(fresh, 'snapshot', damaged, '--use')).err).toContain('it holds views-000000000000.db, of another version')
  })
})
