import XLSX from '@e965/xlsx'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { contexts } from '@prasan/api'
import { listAreasOfThailand } from '@prasan/directory'
import { handle } from '@prasan/event-sourcing'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withRuntime } from '../opened.js'
import { configurationOf, prasan } from '../testing/prasan.js'
import { type FileOptions, importAreas } from './index.js'

let folder: string
let dataDir: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prasan-areas-'))
  dataDir = join(folder, 'data')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const list = (...rows: string[]) => {
  const path = join(folder, 'areas.csv')
  writeFileSync(path, ['code,name_th,name_en', ...rows].join('\n'))
  return path
}
const imported = async (rows: string[], options: FileOptions = {}) => {
  const report = await withRuntime(configurationOf(dataDir), (runtime) => importAreas(runtime, list(...rows), options))
  return {
    counts: report.counts.get('areas'),
    events: report.events,
    said: report.notices.map(({ is, line, column, value, code }) => [is, line, column, value, code]),
  }
}
const log = () =>
  withRuntime(configurationOf(dataDir), async ({ store }) => {
    const events = []
    for await (const { stream, type, data } of store.readAll()) events.push({ stream, type, data })
    return events
  })
const count = (given: object) => ({ read: 0, added: 0, changed: 0, unchanged: 0, kept: 0, refused: 0, ...given })
const PHAYAO = ['56,พะเยา,Phayao', '5601,เมืองพะเยา,Mueang Phayao', '560101,เวียง,Wiang', '56010101,บ้านตัวอย่าง,']

describe('prasan import areas', () => {
  it('lists an official list once, in whatever order and digits it comes; a name that differs is corrected, the code stays', async () => {
    expect(await imported([...PHAYAO.toReversed().slice(0, 3), '๕๖,พะเยา,Payao'])).toMatchObject({
      counts: count({ read: 4, added: 4 }),
      said: [],
    })
    expect(await imported([...PHAYAO.slice(1), '56,พะเยา,Payao'])).toMatchObject({ counts: count({ read: 4, unchanged: 4 }), events: 0 })
    expect(await imported(PHAYAO)).toMatchObject({ counts: count({ read: 4, changed: 1, unchanged: 3 }), events: 1, said: [] })
    const events = await log()
    expect(new Set(events.map(({ stream }) => stream))).toEqual(new Set(['prasan-area-56']))
    expect(events.at(-1)).toMatchObject({ type: 'AreaNameCorrected', data: { code: '56', name: { th: 'พะเยา', en: 'Phayao' } } })
    const listed = events.flatMap(({ data }) => (data['areas'] as { code: string; level: string; parent?: string }[]) ?? [])
    expect(listed.map(({ code, level, parent }) => [code, level, parent])).toEqual([
      ['56', 'province', undefined],
      ['5601', 'district', '56'],
      ['560101', 'subdistrict', '5601'],
      ['56010101', 'village', '560101'],
    ])
  })

  it('corrects what ships with Prasan, and leaves a name that somebody corrected in the application', async () => {
    const CorrectAreaName = contexts.flatMap(({ commands }) => commands).find(({ name }) => name === 'CorrectAreaName')!
    await withRuntime(configurationOf(dataDir), async ({ handling }) => {
      await listAreasOfThailand(handling)
      const input = { code: '5602', name: { th: 'จุน', en: 'Joon' }, reason: 'ตามป้าย' }
      const commandId = '0190c6a1-7b5e-7c3a-8000-000000000001'
      await handle(handling, { command: CorrectAreaName, input, id: 'area-56', commandId, actor: 'system:test' })
    })
    const rows = ['56,พะเยา,Payao', '5601,เมืองพะเยา,Muang Phayao', '5602,จุน,Chun', '56010101,บ้านตัวอย่าง,']
    const kept = [['kept', 4, 'code', '5602', 'ChangedHere']]
    expect(await imported(rows)).toMatchObject({ counts: count({ read: 4, added: 1, changed: 2, kept: 1 }), events: 3, said: kept })
    expect(await imported(rows)).toMatchObject({ counts: count({ read: 4, unchanged: 3, kept: 1 }), events: 0, said: kept })
    expect(await imported(rows, { preferFile: true })).toMatchObject({ events: 1, said: [] })
  })

  it('every bad row is listed in one pass, and none is recorded', async () => {
    const bad = ['56,พะเยา,Phayao', '5601,,Mueang', '5,สั้น,', '560,สาม,', '56,ซ้ำ,', '5702,เวียงชัย,', '560101,เวียง,Wiang', '56x1,อักษร,']
    const unnamed = ['57,\u200b,', `58,แม่ฮ่องสอน,${'x'.repeat(20_000)}`]
    const { counts, said } = await imported([...bad, ...unnamed])
    expect(said.sort()).toEqual(
      [
        ['refused', 3, 'name_th', '', 'Missing'],
        ['refused', 4, 'code', '5', 'Malformed'],
        ['refused', 5, 'code', '560', 'Malformed'],
        ['refused', 6, 'code', '56', 'KeyTwice'],
        ['refused', 7, 'code', '5702', 'NotRecordedYet'],
        ['refused', 8, 'code', '560101', 'AreaLiesInAKnownArea'],
        ['refused', 9, 'code', '56x1', 'Malformed'],
        ['refused', 10, 'name_th', '\u200b', 'TooShort'],
        ['refused', 11, 'name_en', 'x'.repeat(20_000), 'TooLong'],
      ].sort(),
    )
    expect(counts).toEqual(count({ read: 10, added: 1, refused: 9 }))
    expect(await log()).toEqual([])
  })

  it('as a process: reads an XLSX sheet of any name, tells every change, and ends with 1 where a row was refused', async () => {
    const path = join(folder, 'list.xlsx')
    const write = (rows: string[][]) => {
      const book = XLSX.utils.book_new()
      XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['รหัส', 'ชื่อ', 'ชื่ออังกฤษ'], ...rows]), 'แผ่นที่ 1')
      writeFileSync(path, XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
    }
    write([['56', 'พะเยา', 'Phayao']])
    const dry = await prasan(dataDir, 'import', 'areas', path, '--dry-run')
    expect(dry).toMatchObject({ code: 0, err: '' })
    expect(dry.out).toContain('Dry run: 1 events in 1 streams would be recorded.')
    expect(await log()).toEqual([])
    write([
      ['56', 'พะเยา', 'Phayao'],
      ['5x', 'ผิด', ''],
    ])
    const refused = await prasan(dataDir, 'import', 'areas', path)
    expect(refused.code).toBe(1)
    expect(refused.out).toContain(
      '✗ พื้นที่ · areas, แถว 3 · row 3, รหัส · code = “5x”: Malformed: รหัสพื้นที่มี 2, 4, 6 หรือ 8 หลัก · An area code has 2, 4, 6 or 8 digits.',
    )
    expect(refused.out).toContain('Nothing was recorded')
    expect(await log()).toEqual([])
    const skipping = await prasan(dataDir, 'import', 'areas', path, '--skip-bad')
    expect(skipping.code).toBe(0)
    expect(skipping.out).toContain('Recorded 1 events in 1 streams.')
    expect((await log()).map(({ type }) => type)).toEqual(['StoreFounded', 'AreasListed'])
    const missing = await prasan(dataDir, 'import', 'areas', join(folder, 'nowhere.csv'))
    expect(missing).toMatchObject({ code: 1, out: '' })
    expect(missing.err).toContain('FileMissing')
  })
})
