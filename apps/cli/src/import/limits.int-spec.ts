import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { row, xlsxOf } from '../testing/xlsx.js'
import { templateWorkbook } from './documentation.js'
import { LIMITS } from './limits.js'
import { FileUnreadable } from './refused.js'
import { readSheets } from './sheets.js'
import { tables } from './tables/index.js'
import { readRows } from './workbook.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prasan-limits-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function reading(name: string, bytes: Buffer | string): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  try {
    readSheets(path)
    return 'read'
  } catch (error) {
    if (error instanceof FileUnreadable) return `${error.code} ${error.reason.en}`
    throw error
  }
}
const shown = (number: number) => new RegExp(`^FileTooLarge .*${number.toLocaleString('en')}`)

describe('what is larger than allowed is refused as such', () => {
  const HEADER = row(1, 'key', 'given_th')
  it.each<[string, RegExp, () => string]>([
    ['a cell in row 90,000,000', shown(LIMITS.rows), () => row(90_000_000, 'x')],
    [
      'a cell that says itself that it stands in row 90,000,000',
      shown(LIMITS.rows),
      () => '<row r="2"><c r="A90000000"><v>1</v></c></row>',
    ],
    ['a cell in column ZZZ', shown(LIMITS.columns), () => '<row r="2"><c r="ZZZ2"><v>1</v></c></row>'],
    ['rows without numbers', shown(LIMITS.rows), () => '<row/>'.repeat(LIMITS.rows)],
    ['cells without places', shown(LIMITS.columns), () => `<row>${'<c/>'.repeat(LIMITS.columns + 1)}</row>`],
    ['cells', shown(LIMITS.cells), () => `<row>${'<c/>'.repeat(1000)}</row>`.repeat(LIMITS.cells / 1000)],
    ['texts', shown(LIMITS.texts), () => '<si/>'.repeat(LIMITS.texts + 1)],
    ['bytes that unpack from few', /^FileTooLarge .*unpacks/, () => ' '.repeat(LIMITS.unpacked)],
  ])('an XLSX file with too many: %s', (_, says, rows) => {
    expect(reading('people.xlsx', xlsxOf('people', HEADER + rows()))).toMatch(says)
  })

  it('an XLSX file with too many parts', () => {
    const bytes = xlsxOf('people', HEADER)
    const [central, end] = [Buffer.from('PK\x01\x02', 'latin1'), Buffer.from('PK\x05\x06', 'latin1')].map((mark) => bytes.indexOf(mark))
    const empty = (n: number) => {
      const name = Buffer.from(`xl/${String(n).padStart(5, '0')}.xml`)
      const local = Buffer.alloc(30)
      local.writeUInt32LE(0x04034b50, 0)
      local.writeUInt16LE(name.length, 26)
      const told = Buffer.alloc(46)
      told.writeUInt32LE(0x02014b50, 0)
      told.writeUInt16LE(name.length, 28)
      told.writeUInt32LE(central! + n * (30 + name.length), 42)
      return { local: Buffer.concat([local, name]), told: Buffer.concat([told, name]) }
    }
    const added = Array.from({ length: 60_000 }, (_, n) => empty(n))
    const locals = Buffer.concat(added.map(({ local }) => local))
    const directory = Buffer.concat([bytes.subarray(central, end), ...added.map(({ told }) => told)])
    const last = Buffer.from(bytes.subarray(end))
    for (const field of [8, 10]) last.writeUInt16LE(last.readUInt16LE(field) + added.length, field)
    last.writeUInt32LE(directory.length, 12)
    last.writeUInt32LE(central! + locals.length, 16)
    const whole = Buffer.concat([bytes.subarray(0, central), locals, directory, last])
    expect(reading('people.xlsx', whole)).toMatch(shown(LIMITS.parts))
  })

  it.each([
    ['row 0', '<row r="0"><c t="inlineStr"><is><t>x</t></is></c></row>'],
    ['row -5', '<row r="-5"><c t="inlineStr"><is><t>x</t></is></c></row>'],
    ['row 9e3', '<row r="9e3"><c t="inlineStr"><is><t>x</t></is></c></row>'],
    ['a cell A-5', '<row r="2"><c r="A-5" t="inlineStr"><is><t>x</t></is></c></row>'],
    ['a cell in words', '<row r="2"><c r="&#90;ZZ2" t="inlineStr"><is><t>x</t></is></c></row>'],
  ])('%s is nowhere: the file is damaged, and no row is lost in silence', (_, rows) => {
    expect(reading('people.xlsx', xlsxOf('people', HEADER + rows))).toMatch(/^XlsxMalformed/)
  })

  it('hidden columns are those that may hold something, however they are told', () => {
    const columns = ['<col min="-9999999999" max="2" hidden="1"/>', '<col min="1" max="9999999999" hidden="1"/>'.repeat(1_000)]
    const path = join(folder, 'people.xlsx')
    writeFileSync(path, xlsxOf('people', HEADER, `<cols>${columns.join('')}</cols>`))
    expect(readSheets(path)[0]!.hidden!.columns).toHaveLength(LIMITS.columns + 1)
  })

  it.each<[string, RegExp, () => string]>([
    ['columns', shown(LIMITS.columns), () => `key,${'x,'.repeat(1_000_000)}\n1\n`],
    ['empty lines', shown(LIMITS.rows), () => `key,given_th\n${'\n'.repeat(5_000_000)}`],
    ['lines of an old Mac', shown(LIMITS.rows), () => 'key\r'.repeat(LIMITS.rows + 1)],
    ['cells', shown(LIMITS.cells), () => `${'x,'.repeat(999)}\n`.repeat(LIMITS.cells / 1000 + 1)],
  ])('a CSV file with too many %s', (_, says, text) => {
    expect(reading('people.csv', text())).toMatch(says)
  })

  it('an archive that says less of itself than it unpacks to, or says it twice differently, is damaged', () => {
    const bytes = xlsxOf('people', HEADER)
    const central = bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'))
    const local = bytes.readUInt32LE(central + 42)
    const told = (change: (to: Buffer) => void) => {
      const changed = Buffer.from(bytes)
      change(changed)
      return reading('people.xlsx', changed)
    }
    const size = bytes.readUInt32LE(central + 24)
    expect(told((to) => to.writeUInt32LE(size - 1, central + 24))).toMatch(/^XlsxMalformed/)
    expect(
      told((to) => {
        to.writeUInt32LE(size - 1, central + 24)
        to.writeUInt32LE(size - 1, local + 22)
      }),
    ).toMatch(/^XlsxMalformed/)
    expect(told(() => {})).toBe('read')
  })
})

it('of a workbook with one bit turned the same is read, or it is damaged: never another content, never a hang', () => {
  const path = join(folder, 'office.xlsx')
  writeFileSync(path, templateWorkbook())
  const script = `
    import { readFileSync, writeFileSync } from 'node:fs'
    import { readSheets } from ${JSON.stringify(new URL('./sheets.js', import.meta.url).href)}
    const path = ${JSON.stringify(path)}
    const bytes = readFileSync(path)
    const shown = () => JSON.stringify(readSheets(path))
    const whole = shown()
    let seed = 20261102
    const random = (below) => (seed = (seed * 48271) % 2147483647) % below
    const counts = { same: 0, damaged: 0, other: [] }
    for (let n = 0; n < 100; n++) {
      const at = random(bytes.length)
      const changed = Buffer.from(bytes)
      changed[at] ^= 1 << random(8)
      writeFileSync(path, changed)
      try {
        if (shown() === whole) counts.same++
        else counts.other.push(at)
      } catch (error) {
        if (error.name === 'FileUnreadable') counts.damaged++
        else counts.other.push(at + ' ' + error.stack)
      }
    }
    console.log(JSON.stringify(counts))`
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', timeout: 120_000 })
  const { same, damaged, other } = JSON.parse(out) as { same: number; damaged: number; other: string[] }
  expect(other).toEqual([])
  expect(same + damaged).toBe(100)
  expect(damaged).toBeGreaterThan(same)
}, 150_000)

it('as many rows as a large register has, good or bad, are read', () => {
  const rows = Array.from({ length: 300_000 }, (_, n) => ({ line: n + 2, cells: [String(n), n % 2 ? 'ชื่อ' : ''] }))
  const sheet = { name: 'people', place: 'people', header: ['key', 'given_th'], brokenHeader: new Map<number, never>(), rows }
  const { rows: good, notices } = readRows(tables, [sheet], 'register', () => false)
  expect([good.length, notices.length]).toEqual([150_000, 150_000])
})

it('nothing in an archive but the workbook is looked at', () => {
  const path = join(folder, 'office.xlsx')
  writeFileSync(path, templateWorkbook())
  expect(readFileSync(path).includes('docProps/core.xml')).toBe(true)
  expect(readSheets(path).map(({ name }) => name)).toEqual([...tables.map(({ th }) => th), '#คำอธิบาย'])
})
