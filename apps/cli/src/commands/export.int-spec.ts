import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import XLSX from '@e965/xlsx'
import { parse } from 'csv-parse/sync'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importWorkbook } from '../import/index.js'
import { withRuntime } from '../opened.js'
import { configurationOf, csvFolder, prasan } from '../testing/prasan.js'

const folder = mkdtempSync(join(tmpdir(), 'prasan-export-'))
const dataDir = join(folder, 'data')

beforeAll(async () => {
  const office = csvFolder(join(folder, 'office'), {
    organizations: ['key,name_th,kind', 'A,หน่วยงาน ก,ngo', 'B,หน่วยงาน ข,ngo'],
    commitments: ['key,title_th,owner,made_on,due_on', 'C1,=ข้อหนึ่ง,A,2026-01-05,2026-10-30', 'C2,ข้อสอง,B,2026-01-05,2026-12-01'],
  })
  await withRuntime(configurationOf(dataDir), (runtime) => importWorkbook(runtime, office))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const out = (name: string) => join(folder, name)
const rows = (name: string) => parse(readFileSync(out(name)), { bom: true })

describe('prasan export', () => {
  it('writes a table as CSV, and says of which moment it is', async () => {
    const { code, out: said } = await prasan(dataDir, 'export', 'overdue', '--out', out('overdue.csv'))
    expect([code, said]).toEqual([0, expect.stringMatching(/overdue\.csv: 1 rows as of 2026-11-02, known at log number \d+\n$/)])
    const [header, tags, ...overdue] = rows('overdue.csv')
    expect([header![1], tags![1]]).toEqual(['ข้อผูกพัน (ไทย)', '#activity+name+i_th'])
    expect(overdue.map((row) => [row[1], row[tags!.indexOf('#indicator+days_overdue+num')]])).toEqual([["'=ข้อหนึ่ง", '3']])
  })

  it('writes it as XLSX, of a day and narrowed, in a language', async () => {
    const narrowed = ['--min-days-overdue', '5', '--as-of', '2026-12-31', '--lang', 'en', '--format', 'xlsx', '--out', out('overdue.xlsx')]
    expect(await prasan(dataDir, 'export', 'overdue', ...narrowed)).toMatchObject({ code: 0 })
    const book = XLSX.read(readFileSync(out('overdue.xlsx')))
    const [header, , ...overdue] = XLSX.utils.sheet_to_json<string[]>(book.Sheets['Table']!, { header: 1 })
    expect([header![1], ...overdue.map((row) => row[1])]).toEqual(['Title in Thai', '=ข้อหนึ่ง', 'ข้อสอง'])
  })

  it.each([
    [['victims'], /victims: there are commitments, overdue, /],
    [['overdue', '--format', 'ods'], /--format ods: there are csv, xlsx/],
    [['overdue', '--as-of', '2569-01-01'], /as-of: /],
    [['overdue', '--from', '2026-01-01'], /from: There is no such field/],
    [['trend', '--until', '2026-01-01'], /from: This field is required/],
  ])('refuses %j and writes nothing', async (given, reason) => {
    const { code, err } = await prasan(dataDir, 'export', ...given, '--out', out('nothing'))
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(reason) })
    expect(existsSync(out('nothing'))).toBe(false)
  })
})
