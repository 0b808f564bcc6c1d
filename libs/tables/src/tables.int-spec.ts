/** What other programs read of the files that are written: whatever stands in a cell is the cell again. */
import { describe, expect, it } from '@jest/globals'
import XLSX from '@e965/xlsx'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { type Cell, FORMATS, type Format, type Language, type Table, fitsIntoASheet } from './index.js'

const columns: Table['columns'] = [
  { header: { th: 'ข้อความ', en: 'Text' }, tag: '#description', kind: 'text' },
  { header: { th: 'จำนวน', en: 'Number' }, tag: '#indicator+num', kind: 'number' },
  { header: { th: 'วันที่' }, tag: '#date+due', kind: 'day' },
]
const tableOf = (rows: readonly (readonly Cell[])[], part = 2): Table => ({
  title: { th: 'ตารางทดสอบ', en: 'A table' },
  columns,
  about: [[{ th: 'ลำดับในบันทึก', en: 'Log number' }, 7]],
  length: rows.length,
  async *parts() {
    for (let from = 0; from < rows.length; from += part) yield rows.slice(from, from + part)
  },
})
const written = (table: Table, format: Format, language: Language = 'th') => buffer(FORMATS[format].written(table, language))

const csvRows = (bytes: Buffer) => parse(bytes, { bom: true })
const cellsOf = (bytes: Buffer, sheet = 0) => {
  const book = XLSX.read(bytes, { type: 'buffer', cellFormula: true })
  const read = book.Sheets[book.SheetNames[sheet]!]!
  const cells = XLSX.utils.sheet_to_json<Cell[]>(read, { header: 1, raw: true, defval: null })
  return {
    cells,
    formulas: Object.values(read).filter((cell: { f?: string } | undefined) => cell?.f !== undefined),
    names: book.SheetNames,
  }
}

// What people type and what they are sent: formulas, quotes, line ends, Thai marks, halves of characters, what no file may hold.
const piece = fc.constantFrom(
  ...[
    '=',
    '+',
    '-',
    '@',
    '＝',
    '＋',
    '－',
    '＠',
    "'",
    '"',
    ',',
    ';',
    '\t',
    '\r',
    '\n',
    '\r\n',
    ' ',
    '\u200b',
    '\ufeff',
    '#',
    '&',
    '<',
    '>',
    ']]>',
  ],
  ...[
    'ที่',
    'น้ำ',
    'กำ',
    'ํา',
    '๑๒',
    'é',
    '🤝',
    '\ud800',
    '\udc00',
    '\u0000',
    '\u0008',
    '\u000b',
    '\u001f',
    '\u007f',
    '\uffff',
    '_x000D_',
    '_x005F_',
    '1+1',
    'cmd|',
    'ก',
  ],
)
const texts = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))
const days = fc.integer({ min: 0, max: 90_000 }).map((n) => new Date(Date.parse('1941-01-01') + n * 86_400_000).toISOString().slice(0, 10))
const rows = fc.array(
  fc.tuple(
    fc.option(texts, { nil: null }),
    fc.option(fc.oneof(fc.integer(), fc.constantFrom(0.5, -3, 44.5, 1e9)), { nil: null }),
    fc.option(days, { nil: null }),
  ),
  { maxLength: 7 },
)

/** What is shown of a text: said once more here, character by character. */
const visible = (text: string) =>
  [...text.replaceAll('\r\n', '\n').replaceAll('\r', '\n')]
    .map((character) => {
      const code = character.codePointAt(0)!
      const half = code >= 0xd800 && code <= 0xdfff
      const control = code < 32 && code !== 9 && code !== 10
      return half || control || code === 127 || code === 0xfffe || code === 0xffff ? '\ufffd' : character
    })
    .join('')

describe('CSV', () => {
  it('is read as it was written, and nothing that a spreadsheet calculates begins a cell', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (rows) => {
        const bytes = await written(tableOf(rows), 'csv')
        expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
        const [header, tags, ...read] = csvRows(bytes)
        expect([header, tags]).toEqual([
          ['ข้อความ', 'จำนวน', 'วันที่'],
          ['#description', '#indicator+num', '#date+due'],
        ])
        expect(read.map(([text]) => text).filter((text) => /^\s*[=+\-@＝＋－＠]|^[\t\n]/.test(text!))).toEqual([])
        expect(read.map(([text, ...others]) => [text!.replace(/^'/, ''), ...others])).toEqual(
          rows.map(([text, number, day]) => [visible(text ?? ''), number === null ? '' : String(number), day ?? '']),
        )
      }),
    )
  })

  it.each([
    ['=1+1', "'=1+1"],
    ['+66 54 000 000', "'+66 54 000 000"],
    ['-5 วัน', "'-5 วัน"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1+1', "'＝1+1"],
    ['  =1+1', "'  =1+1"],
    ['\t=1', "'\t=1"],
    ["'เดิม", "''เดิม"],
    ['ก=ข', 'ก=ข'],
  ])('shows %j as %j', async (text, cell) => {
    expect(csvRows(await written(tableOf([[text, -3, null]]), 'csv')).at(-1)).toEqual([cell, '-3', ''])
  })

  it('ends each line with CR LF, and quotes what holds a line, a comma or a quote', async () => {
    const text = (await written(tableOf([['ก "ข"\nค, ง', 1, '2026-11-02']]), 'csv', 'en')).toString()
    expect(text).toBe('\ufeffText,Number,วันที่\r\n#description,#indicator+num,#date+due\r\n"ก ""ข""\nค, ง",1,2026-11-02\r\n')
  })
})

describe('XLSX', () => {
  it('is read as it was written: texts as texts, numbers as numbers, days as days, no formula', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (rows) => {
        const { cells, formulas, names } = cellsOf(await written(tableOf(rows), 'xlsx'))
        expect(names).toEqual(['ตาราง', 'ที่มา'])
        expect(formulas).toEqual([])
        const serial = (day: string) => (Date.parse(day) - Date.parse('1899-12-30')) / 86_400_000
        const read = cells.slice(2).map((row) => row.map((cell) => (cell === '' ? null : cell)))
        expect(read).toEqual(
          rows.map(([text, number, day]) => [text === null || text === '' ? null : visible(text), number, day && serial(day)]),
        )
      }),
    )
  })

  it('says in a second sheet what it is of', async () => {
    expect(cellsOf(await written(tableOf([]), 'xlsx', 'en'), 1)).toMatchObject({
      cells: [['A table', null], ['Log number', 7]],
      names: ['Table', 'About'],
    }) // prettier-ignore
  })

  it('is the same bytes for the same rows, in whatever parts they come', async () => {
    const rows = Array.from({ length: 50 }, (_, n) => [`ข้อ ${n}`, n, '2026-11-02'])
    const first = await written(tableOf(rows, 7), 'xlsx')
    expect(first.equals(await written(tableOf(rows, 50), 'xlsx'))).toBe(true)
    const packedAt = (20 << 25) | (1 << 21) | (1 << 16) // the first of January 2000, as ZIP writes it
    expect(first.readUInt32LE(10)).toBe(packedAt)
  })

  it('holds as many rows as a sheet can', () => {
    expect([fitsIntoASheet({ length: 1_048_574 }), fitsIntoASheet({ length: 1_048_575 })]).toEqual([true, false])
  })
})

describe.each(['csv', 'xlsx'] as const)('a file that is not taken to its end (%s)', (format) => {
  it('ends the asking for rows', async () => {
    let [asked, ended] = [0, false]
    const table: Table = {
      ...tableOf([]),
      async *parts() {
        try {
          for (; ; asked++) yield Array.from({ length: 500 }, (_, n) => [`${Math.random()} ${n}`, Math.random(), null])
        } finally {
          ended = true
        }
      },
    }
    const file = FORMATS[format].written(table, 'th')
    await new Promise<void>((resolve) => file.on('data', () => asked > 2 && resolve()))
    file.destroy()
    for (let turn = 0; turn < 1_000 && !ended; turn++) await new Promise((resolve) => setImmediate(resolve))
    expect(ended).toBe(true)
  })

  it('fails as the rows do', async () => {
    const table: Table = {
      ...tableOf([]),
      async *parts() {
        yield [['ก', 1, null]]
        throw new Error('the rows are gone')
      },
    }
    await expect(written(table, format)).rejects.toThrow('the rows are gone')
  })
})

describe('LibreOffice', () => {
  const hasCalc = spawnSync('soffice', ['--version']).status === 0
  if (!hasCalc) console.log('soffice is not installed: tables are not opened in it')

  ;(hasCalc ? it : it.skip)(
    'opens the XLSX, and shows the cells that the CSV has, the apostrophes left out',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'prasan-calc-'))
      try {
        const texts = [
          '=1+1',
          "'=1+1",
          '+66',
          '@A1',
          'น้ำท่วมที่ตำบล',
          '🤝 ร่วมมือ',
          'ก\nข',
          '"ก", ข',
          '<&>',
          '_x000D_',
          'ก\u0001ข',
          ' เว้น ',
          '0056',
          '1/2',
        ]
        const table = tableOf(texts.map((text, n) => [text, n === 3 ? null : n - 1.5, n % 2 === 0 ? `2026-0${(n % 9) + 1}-28` : null]))
        writeFileSync(join(folder, 'table.xlsx'), await written(table, 'xlsx'))
        const asText = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1'
        const { status } = spawnSync('soffice', [
          ...[`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', asText],
          ...['--outdir', folder, join(folder, 'table.xlsx')],
        ])
        expect(status).toBe(0)
        const opened = csvRows(readFileSync(join(folder, 'table-ตาราง.csv')))
        const ours = csvRows(await written(table, 'csv')).map(([text, ...others], line) => [
          line < 2 ? text : text!.replace(/^'/, ''),
          ...others,
        ])
        expect(opened).toEqual(ours)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
    120_000,
  )
})
