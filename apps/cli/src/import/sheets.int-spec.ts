import XLSX from '@e965/xlsx'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Keys, day, time } from './cells.js'
import { templateWorkbook } from './documentation.js'
import { Refused } from './refused.js'
import { readSheets } from './sheets.js'
import { tables } from './tables/index.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prasan-sheets-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const keys: Keys = {
  find: () => {
    throw new Error('no keys here')
  },
}
/** What a kind reads of a text, or the code with which it refuses it. */
const reading = (kind: typeof day) => (text: string) => {
  try {
    return kind.read(text, keys)
  } catch (error) {
    if (error instanceof Refused) return error.code
    throw error
  }
}

/** The texts of one column of numbers, each with its format. */
function texts(cells: readonly (readonly [number, string?])[], date1904 = false): string[] {
  const book = XLSX.utils.book_new()
  const typed = cells.map(([v, z]) => [{ t: 'n', v, ...(z && { z }) }])
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['header'], ...typed]), 'column')
  book.Workbook = { WBProps: { date1904 } }
  const path = join(folder, 'numbers.xlsx')
  writeFileSync(path, XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
  return readSheets(path)[0]!.rows.map((row) => row.cells[0]!)
}

describe('numbers of a workbook', () => {
  it('are times of day where the cell shows one', () => {
    const at = (hour: number, minute: number) => (hour * 60 + minute) / 1_440
    const cells: [number, string][] = [
      [at(9, 30), 'h:mm'],
      [at(0, 0), 'hh:mm'],
      [at(13, 5), 'h:mm AM/PM'],
      [at(23, 59), 'h:mm:ss'],
    ]
    const shown = ['09:30', '00:00', '13:05', '23:59']
    expect(texts(cells).map(reading(time))).toEqual(shown)
    expect(texts(cells, true).map(reading(time))).toEqual(shown)
  })

  it('are times of day as Thais write them, where the column is one and no other time may be meant', () => {
    const typed = [[9.3], [13], [9], [9.25], [23.59], [13.1], [9.3, '0.00']] as [number, string?][]
    expect(texts(typed).map(reading(time))).toEqual(['09:30', '13:00', '09:00', '09:25', '23:59', '13:10', '09:30'])
    // ten to, or half past; a part of a day, or past midnight
    const either = [[9.5], [13.5], [0.5], [0.25], [0.3], [0]] as [number][]
    expect(texts(either).map(reading(time))).toEqual(either.map(() => 'TimeAmbiguous'))
    const none = [[24], [9.6], [9.75], [9.305], [930]] as [number][]
    expect(texts(none).map(reading(time))).toEqual(none.map(() => 'TimeMalformed'))
    expect(texts([[9.3], [13]])).toEqual(['9.3', '13'])
  })

  it('are the days that the workbook counts from 1900, or from 1904', () => {
    const since = (first: number) => (Date.UTC(2026, 9, 1) - first) / 86_400_000
    const format = 'd/m/yyyy'
    expect(texts([[since(Date.UTC(1899, 11, 30)), format]]).map(reading(day))).toEqual(['2026-10-01'])
    expect(texts([[since(Date.UTC(1904, 0, 1)), format]], true).map(reading(day))).toEqual(['2026-10-01'])
    expect(texts([[-1, format]]).map(reading(day))).toEqual(['DayMalformed'])
  })
})

it('the workbook that is given out takes times as they are typed', () => {
  const book = XLSX.read(templateWorkbook(), { type: 'buffer', cellNF: true, sheetStubs: true, dense: true })
  const formats = tables.flatMap((table) => {
    const [, example, next] = (book.Sheets[table.th] as { '!data'?: XLSX.CellObject[][] })['!data']!
    return Object.entries(table.columns as Record<string, { read: unknown }>).flatMap(([name, { read }], at) =>
      read === time.read ? [[name, example![at]?.z, next?.[at]?.z]] : [],
    )
  })
  expect(formats.map(([name]) => name)).toContain('starts_at')
  expect(formats).toEqual(formats.map(([name]) => [name, '@', '@']))
})

it.each(['\n', '\r\n', '\r'])(
  'lines of a CSV file are counted as an editor shows them, also after a cell of several: broken by %j',
  (end) => {
    const path = join(folder, 'people.csv')
    writeFileSync(path, ['key,given_th', 'p1,"บรรทัดแรก', 'บรรทัดที่สอง"', 'p2,ข', 'p3,ค'].join(end))
    expect(readSheets(path)[0]!.rows).toEqual([
      { line: 2, cells: ['p1', 'บรรทัดแรก\nบรรทัดที่สอง'] },
      { line: 4, cells: ['p2', 'ข'] },
      { line: 5, cells: ['p3', 'ค'] },
    ])
  },
)

it('a CSV file may break its lines in several ways', () => {
  const path = join(folder, 'people.csv')
  writeFileSync(path, 'key,given_th\np1,ก\r\np2,ข\rp3,ค\n')
  expect(readSheets(path)[0]!.rows.map(({ line, cells }) => [line, ...cells])).toEqual([
    [2, 'p1', 'ก'],
    [3, 'p2', 'ข'],
    [4, 'p3', 'ค'],
  ])
})
