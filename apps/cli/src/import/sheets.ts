/** Sheets of cells as text, from a folder of CSV files or an XLSX workbook. */
import XLSX from '@e965/xlsx'
import { CsvError, parse } from 'csv-parse/sync'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { FileUnreadable } from './refused.js'

export interface Sheet {
  /** As the file or the tab is called. */
  readonly name: string
  /** Where it stands, for messages. */
  readonly place: string
  readonly header: readonly string[]
  /** Without those that are empty. The line is counted as the file shows it, from 1. */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[]
}

const SSF = XLSX.SSF as {
  is_date(format: string): boolean
  /** Null for a number that no calendar shows. */
  parse_date_code(value: number, counted: { date1904: boolean }): Record<'y' | 'm' | 'd' | 'H' | 'M', number> | null
}

/** Larger files are refused before they are unpacked. */
const MAX_BYTES = 100 * 1024 * 1024

/**
 * @param encoding of the CSV files: `utf-8`, or `windows-874` for those of an older Thai Excel
 * @throws FileUnreadable
 */
export function readSheets(path: string, encoding = 'utf-8'): Sheet[] {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) throw new FileUnreadable('FileMissing', path, { th: 'ไม่พบไฟล์หรือโฟลเดอร์นี้', en: 'There is no such file or folder.' })
  if (!found.isDirectory()) return extname(path).toLowerCase() === '.csv' ? [csvSheet(path, encoding)] : xlsxSheets(path)
  const files = readdirSync(path).filter((name) => extname(name).toLowerCase() === '.csv')
  if (files.length === 0)
    throw new FileUnreadable('NotAWorkbook', path, { th: 'ไม่มีไฟล์ .csv ในโฟลเดอร์นี้', en: 'There is no .csv file in this folder.' })
  return files.sort().map((name) => csvSheet(join(path, name), encoding))
}

export function readBytes(path: string): Buffer {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isFile()) throw new FileUnreadable('FileMissing', path, { th: 'ไม่พบไฟล์นี้', en: 'There is no such file.' })
  if (found.size > MAX_BYTES)
    throw new FileUnreadable('FileTooLarge', path, { th: 'ไฟล์ใหญ่กว่า 100 MB', en: 'The file is larger than 100 MB.' })
  return readFileSync(path)
}

/** The text of a file. @throws FileUnreadable when it is not of the encoding, or holds NUL bytes */
export function readText(path: string, encoding: string): string {
  const bytes = readBytes(path)
  let text: string
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof RangeError)
      throw new FileUnreadable('EncodingInvalid', path, { th: `ไม่รู้จักรหัสอักขระ ${encoding}`, en: `There is no encoding called ${encoding}.` })
    throw new FileUnreadable('EncodingInvalid', path, {
      th: `ไฟล์ไม่ใช่ ${encoding}: บันทึกใหม่เป็น CSV UTF-8 หรือใช้ --encoding windows-874`,
      en: `The file is not ${encoding}: save it as CSV UTF-8, or say --encoding windows-874.`,
    })
  }
  const nul = text.indexOf('\0')
  if (nul !== -1) {
    const line = text.slice(0, nul).split('\n').length
    throw new FileUnreadable('NulByte', path, {
      th: `มีไบต์ NUL ที่บรรทัด ${line}: ไฟล์เสียหรือไม่ใช่ข้อความ`,
      en: `There is a NUL byte in line ${line}: the file is damaged or no text.`,
    })
  }
  return text
}

function csvSheet(path: string, encoding: string): Sheet {
  let lines: { record: string[]; info: { lines: number } }[]
  try {
    lines = parse(readText(path, encoding), { bom: true, relax_column_count: true, info: true, skip_empty_lines: false }) as never
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new FileUnreadable('CsvMalformed', path, {
      th: `อ่าน CSV ไม่ได้: ${error.message}`,
      en: `This is not well-formed CSV: ${error.message}`,
    })
  }
  return sheetOf(
    basename(path, extname(path)),
    path,
    lines.map(({ record, info }) => ({ line: info.lines, cells: record })),
  )
}

function xlsxSheets(path: string): Sheet[] {
  const bytes = readBytes(path)
  const damaged = (detail: string) =>
    new FileUnreadable('XlsxMalformed', path, {
      th: `ไฟล์ XLSX เสียหรือไม่ครบ (${detail})`,
      en: `This XLSX file is damaged or cut off (${detail}).`,
    })
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0x504b) throw damaged('it does not begin as a ZIP archive')
  if (bytes.subarray(-65_557).lastIndexOf('PK\x05\x06', undefined, 'latin1') === -1) throw damaged('its end is missing')
  let book: XLSX.WorkBook
  try {
    book = XLSX.read(bytes, { type: 'buffer', cellNF: true, cellHTML: false, dense: true })
  } catch (error) {
    throw damaged(error instanceof Error ? error.message : String(error))
  }
  const date1904 = book.Workbook?.WBProps?.date1904 === true
  return book.SheetNames.map((name) => {
    const rows = (book.Sheets[name] as { '!data'?: (XLSX.CellObject | undefined)[][] })['!data'] ?? []
    const lines = [...rows].map((cells, index) => ({ line: index + 1, cells: Array.from(cells ?? [], (cell) => cellText(cell, date1904)) }))
    return sheetOf(name, `${path} [${name}]`, lines)
  })
}

const padded = (number: number, digits = 2) => String(number).padStart(digits, '0')

/**
 * What the cell shows, but dates as ISO, times of day as HH:MM and numbers in full, whatever the cell's format. Days are counted
 * from 1904 in workbooks that began on an old Mac.
 */
function cellText(cell: XLSX.CellObject | undefined, date1904: boolean): string {
  if (!cell || cell.v === undefined || cell.v === null) return ''
  if (cell.t === 'n' && typeof cell.z === 'string' && SSF.is_date(cell.z)) {
    const at = SSF.parse_date_code(cell.v as number, { date1904 })
    if (!at) return String(cell.v)
    return (cell.v as number) < 1 ? `${padded(at.H)}:${padded(at.M)}` : `${padded(at.y, 4)}-${padded(at.m)}-${padded(at.d)}`
  }
  if (cell.t === 'n') return cell.z === undefined || cell.z === 'General' ? String(cell.v) : (cell.w ?? String(cell.v)).trim()
  if (cell.t === 'e') return cell.w ?? '#ERROR'
  return String(cell.v)
}

function sheetOf(name: string, place: string, lines: { line: number; cells: string[] }[]): Sheet {
  const filled = lines.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const [header, ...rows] = filled
  return { name, place, header: header?.cells.map((cell) => cell.trim()) ?? [], rows }
}
