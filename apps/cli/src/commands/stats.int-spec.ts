import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { handle } from '@prasan/event-sourcing'
import { contexts } from '@prasan/api'
import Database from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importWorkbook } from '../import/index.js'
import { withRuntime } from '../opened.js'
import { configurationOf, csvFolder, prasan } from '../testing/prasan.js'

let folder: string
let dataDir: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prasan-stats-'))
  dataDir = join(folder, 'data')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The cells of the lines of a printed table. */
const cells = (out: string) =>
  out
    .split('\n')
    .filter((line) => line.startsWith('│'))
    .map((line) => line.split('│').flatMap((cell) => cell.trim() || []))

describe('prasan stats', () => {
  it('counts what the log holds, and names what the views could not take', async () => {
    const office = csvFolder(join(folder, 'office'), {
      organizations: ['key,name_th,kind', 'A,หน่วยงาน ก,ngo', 'B,หน่วยงาน ข,ngo'],
      posts: ['key,title_th,organization', 'P,หัวหน้า,A'],
    })
    const RegisterOrganization = contexts.flatMap(({ commands }) => commands).find(({ name }) => name === 'RegisterOrganization')!
    await withRuntime(configurationOf(dataDir), async (runtime) => {
      await importWorkbook(runtime, office)
      const input = { name: { th: 'หน่วยงาน ค' }, kind: 'ngo' }
      const commandId = '0190c6a1-7b5e-7c3a-8000-000000000001'
      await handle(runtime.handling, { command: RegisterOrganization, input, commandId, actor: 'system:test' })
    })
    const well = await prasan(dataDir, 'stats')
    expect(well).toMatchObject({ code: 0, err: '' })
    expect(well.out).toContain('4 events, 3 of them imported, in 4 streams.')
    expect(cells(well.out)).toEqual([
      ['(index)', 'streams'],
      ['organization', '3'],
      ['post', '1'],
      ['(index)', 'events'],
      ['OrganizationRegistered', '3'],
      ['PostEstablished', '1'],
    ])
    expect(well.out).toMatch(
      /Views: .*, log number 4\.\nThe views took every event\.\nNo reaction was refused\.\nEvery key that was not erased is here\.\n$/,
    )

    const db = new Database(join(dataDir, 'events.db'))
    db.exec(
      `insert into event select position + 1, stream, revision + 1, 'e', 'NobodyKnows', data, metadata from event order by position desc limit 1`,
    )
    db.close()
    const ill = await prasan(dataDir, 'stats')
    expect(ill.out).toContain('5 events, 3 of them imported, in 4 streams.')
    expect(ill.out).toMatch(/The views could not take 1 events:\n {2}5 prasan-organization-\S+ revision 1 NobodyKnows: \S/)
  })

  it('names those whose key is not here', async () => {
    const office = csvFolder(join(folder, 'office'), { people: ['key,given_th', '1,หนึ่ง', '2,สอง'] })
    await withRuntime(configurationOf(dataDir), (runtime) => importWorkbook(runtime, office))
    const ring = new Database(join(dataDir, 'keys.db'))
    const person = ring.prepare('delete from person_key where person = (select min(person) from person_key) returning person').pluck().get()
    ring.close()
    const { out } = await prasan(dataDir, 'stats')
    expect(out).toContain(`Keys that are not here, and were not erased:\n  ${person as string}\n`)
  })
})
