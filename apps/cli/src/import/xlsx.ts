/** XLSX workbooks: unpacked and measured here, so that the library that reads them meets nothing that is damaged or too large. */
import XLSX from '@e965/xlsx'
import { posix } from 'node:path'
import { readBytes } from './bytes.js'
import { LIMITS, requireAtMost, tooLarge } from './limits.js'
import { FileUnreadable, Refused } from './refused.js'
import { type Hidden, type Line, type Sheet, errorValue, sheetOf } from './sheet.js'
import { ZipDamaged, ZipTooLarge, unzipped } from './zip.js'

const SSF = XLSX.SSF as {
  is_date(format: string): boolean
  /** Null for a number that no calendar shows. */
  parse_date_code(value: number, counted: { date1904: boolean }): Record<'y' | 'm' | 'd' | 'H' | 'M', number> | null
}

const CFB = XLSX.CFB as {
  readonly utils: { cfb_new(): object; cfb_add(archive: object, name: string, content: Buffer): void }
  write(archive: object, options: { fileType: 'zip'; type: 'buffer' }): Buffer
}

/** @throws FileUnreadable */
export function xlsxSheets(path: string): Sheet[] {
  const parts = partsOf(path)
  const hidden = new Map<string, Hidden>()
  let cells = 0
  for (const [name, part] of parts) {
    const measured = measuredPart(path, part.toString('latin1'))
    requireAtMost(path, 'cells', (cells += measured.cells))
    hidden.set(name, measured.hidden)
    if (measured.text !== null) parts.set(name, Buffer.from(measured.text, 'latin1'))
  }
  const book = workbookOf(path, parts)
  const places = placesOf(parts)
  const date1904 = book.Workbook?.WBProps?.date1904 === true
  return book.SheetNames.map((name, n) => {
    const of = book.Workbook?.Sheets?.[n] as { Hidden?: number; id?: string } | undefined
    const rows = (book.Sheets[name] as { '!data'?: (XLSX.CellObject | undefined)[][] } | undefined)?.['!data'] ?? []
    const lines: Line[] = []
    rows.forEach((row, index) => {
      const broken = new Map<number, Refused>()
      const texts = Array.from(row, (cell, column) => {
        if (cell?.t === 'e') broken.set(column, errorIn(cell))
        return cellText(cell, date1904)
      })
      lines.push({ line: index + 1, cells: texts, ...(broken.size > 0 && { broken }) })
    })
    const seen = hidden.get(places.get(of?.id ?? '') ?? '')
    return { ...sheetOf(name, `${path} [${name}]`, lines), hidden: { rows: [], columns: [], ...seen, sheet: (of?.Hidden ?? 0) !== 0 } }
  })
}

const damaged = (path: string, detail: string) =>
  new FileUnreadable('XlsxMalformed', path, {
    th: `ไฟล์ XLSX เสียหรือไม่ครบ (${detail})`,
    en: `This XLSX file is damaged or cut off (${detail}).`,
  })

/** The parts of the archive that make up the tables. */
function partsOf(path: string): Map<string, Buffer> {
  const bytes = readBytes(path)
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0x504b) throw damaged(path, 'it does not begin as a ZIP archive')
  try {
    const all = unzipped(bytes, LIMITS.unpacked)
    if (!all.has('xl/workbook.xml')) throw damaged(path, 'it holds no workbook: save it as XLSX')
    const parts = [...all].filter(([name]) => /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/.*\.(xml|rels))$/.test(name))
    requireAtMost(path, 'parts', parts.length)
    return new Map(parts)
  } catch (error) {
    if (error instanceof ZipTooLarge) throw tooLarge(path, 'unpacked')
    if (error instanceof ZipDamaged) throw damaged(path, error.message)
    throw error
  }
}

function workbookOf(path: string, parts: ReadonlyMap<string, Buffer>): XLSX.WorkBook {
  try {
    const archive = CFB.utils.cfb_new()
    for (const [name, part] of parts) CFB.utils.cfb_add(archive, name, part)
    const bytes = CFB.write(archive, { fileType: 'zip', type: 'buffer' })
    return XLSX.read(bytes, { type: 'buffer', cellNF: true, cellHTML: false, cellFormula: false, dense: true })
  } catch (error) {
    throw damaged(path, error instanceof Error ? error.message : String(error))
  }
}

const TAG = /<(?:\w+:)?(row|c|si|col)(?=[\s/>])([^>]*)>/g
/** A formula without the value that Excel saw: with neither `<v>` nor, unless it is an empty text, anything in it. */
const UNSEEN =
  /<((?:\w+:)?c)\b([^>]*)>\s*<(?:\w+:)?f\b[^>]*?(?:\/>|>[^<]*<\/(?:\w+:)?f>)\s*(<(?:\w+:)?v\s*(?:\/>|>\s*<\/(?:\w+:)?v>)\s*)?<\/\1>/g
const UNSEEN_VALUE = '?'
const attribute = (attributes: string, name: string) => new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"']*)`).exec(attributes)?.[1]

/** Where a cell stands, as in AB12. */
const PLACE = /^([A-Za-z]+)([1-9]\d*)$/

/**
 * How many cells a part holds and which rows and columns are hidden, and its text where formulas without a value were marked as errors.
 * @throws FileUnreadable when it goes beyond the limits
 */
function measuredPart(path: string, text: string) {
  const hidden = { rows: [] as number[], columns: new Set<number>() }
  let [rows, inRow, cells, texts] = [0, 0, 0, 0]
  for (const [, tag, attributes = ''] of text.matchAll(TAG)) {
    if (tag === 'c') {
      cells++
      const place = attribute(attributes, 'r')
      const [, letters = '', line = 0] = place === undefined ? [] : (PLACE.exec(place) ?? notInPlace(path, place))
      requireAtMost(path, 'columns', Math.max(++inRow, letters.length > 3 ? Infinity : columnOf(letters)))
      requireAtMost(path, 'rows', Number(line))
      requireAtMost(path, 'cells', cells)
    } else if (tag === 'row') {
      inRow = 0
      const place = attribute(attributes, 'r') ?? String(rows + 1)
      rows = Math.max(rows + 1, Number(PLACE.test(`A${place}`) ? place : notInPlace(path, place)))
      requireAtMost(path, 'rows', rows)
      if (isHidden(attributes)) hidden.rows.push(rows)
    } else if (tag === 'si') requireAtMost(path, 'texts', ++texts)
    else if (isHidden(attributes)) {
      const [from, to] = ['min', 'max'].map((name) => Number(attribute(attributes, name))) as [number, number]
      for (let column = Math.max(from, 1); column <= Math.min(to, LIMITS.columns + 1); column++) hidden.columns.add(column)
    }
  }
  const marked = text.includes('<f') || text.includes(':f') ? text.replaceAll(UNSEEN, markedAsError) : text
  return { cells, hidden: { rows: hidden.rows, columns: [...hidden.columns] }, text: marked === text ? null : marked }
}

function markedAsError(cell: string, tag: string, attributes: string, emptyValue: string | undefined): string {
  if (emptyValue !== undefined && attribute(attributes, 't') === 'str') return cell
  const value = `${tag.slice(0, -1)}v`
  return `<${tag}${attributes.replace(/(^|\s)t\s*=\s*["'][^"']*["']/, '')} t="e"><${value}>${UNSEEN_VALUE}</${value}></${tag}>`
}

function notInPlace(path: string, place: string): never {
  throw damaged(path, `something stands at ${JSON.stringify(place.slice(0, 20))}`)
}

const isHidden = (attributes: string) => ['1', 'true'].includes(attribute(attributes, 'hidden') ?? '')
const columnOf = (letters: string) => [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

/** Which part each sheet is, by the id under which the workbook names it. */
function placesOf(parts: ReadonlyMap<string, Buffer>): Map<string, string> {
  const relations = parts.get('xl/_rels/workbook.xml.rels')?.toString('utf8') ?? ''
  return new Map(
    [...relations.matchAll(/<Relationship\b([^>]*)>/g)].map(([, attributes = '']) => [
      attribute(attributes, 'Id') ?? '',
      posix.resolve('/xl', attribute(attributes, 'Target') ?? '').slice(1),
    ]),
  )
}

const errorIn = ({ w = UNSEEN_VALUE }: XLSX.CellObject): Refused => (w === UNSEEN_VALUE ? UNSEEN_FORMULA : errorValue(w))

const UNSEEN_FORMULA = new Refused('FormulaWithoutValue', {
  th: 'สูตรในช่องนี้ยังไม่มีผลลัพธ์: เปิดไฟล์ใน Excel แล้วบันทึกใหม่ หรือวางเป็นค่า',
  en: 'The formula in this cell has no value yet: open the file in Excel and save it again, or paste values.',
})
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
  if (cell.t === 'e') return cell.w ?? ''
  return String(cell.v)
}
