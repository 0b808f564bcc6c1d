/** The rows of a table as they stand in a sheet: headers in either language, cells by their columns, each key once. */
import { normalised } from '@prasan/event-sourcing'
import type { Column } from './cells.js'
import type { Notice } from './report.js'
import { Refused } from './refused.js'
import type { Sheet } from './sheet.js'
import { RowName, type Table } from './table.js'

/** Sheets and columns whose name begins so, and rows whose key does, are notes and passed over. */
export const NOTE = '#'
export const asHeader = (text: string) =>
  normalised(text)
    .replaceAll(/[\s_-]+/g, '_')
    .replaceAll('*', '')

export interface Found {
  readonly table: Table
  readonly line: number
  readonly typedKey: string
  /** The columns that the file does not have. */
  readonly leftOut: readonly string[]
  readonly cells: ReadonlyMap<string, string>
  /** Cells that show no value, by their columns: why. */
  readonly broken: ReadonlyMap<string, Refused>
  readonly name: RowName
}

export function foundIn(table: Table, sheet: Sheet, source: string, notices: Notice[]): Found[] {
  const columns = Object.entries(table.columns as Record<string, Column>)
  const [keyColumn] = columns[0]!
  const at = new Map<string, number>()
  for (const [index, header] of sheet.header.entries()) {
    const broken = sheet.brokenHeader.get(index)
    if (broken) {
      notices.push(refusedCell(table.name, 1, '', header, header, broken))
      continue
    }
    if (header === '' || header.startsWith(NOTE)) continue
    const column = columns.find(([name, { th }]) => [name, th].some((each) => asHeader(each) === asHeader(header)))
    const reason = !column
      ? {
          th: `ไม่มีคอลัมน์ชื่อนี้ในตาราง มี ${columns.map(([, { th }]) => th).join(', ')} ชื่อที่ขึ้นต้นด้วย # จะถูกข้าม`,
          en: `The table has no such column; it has ${columns.map(([name]) => name).join(', ')}. A name that begins with # is passed over.`,
        }
      : at.has(column[0])
        ? { th: 'คอลัมน์นี้มีสองครั้ง', en: 'This column is there twice.' }
        : null
    if (reason) notices.push(refusedCell(table.name, 1, '', header, header, new Refused('UnknownColumn', reason)))
    else at.set(column![0], index)
  }
  const missing = columns.filter(([name, { required }]) => required && !at.has(name))
  for (const [name, { th }] of missing) {
    notices.push(
      refusedCell(
        table.name,
        1,
        '',
        name,
        '',
        new Refused('ColumnMissing', { th: `ขาดคอลัมน์ “${th}”`, en: `The column “${name}” is missing.` }),
      ),
    )
  }
  if (missing.length > 0) return []
  const leftOut = columns.flatMap(([name]) => (at.has(name) ? [] : name))
  return sheet.rows.map(({ line, cells, broken: brokenCells }) => {
    const filled = new Map<string, string>()
    const broken = new Map<string, Refused>()
    for (const [name, index] of at) {
      const text = (cells[index] ?? '').normalize('NFC').trim()
      if (text !== '') filled.set(name, text)
      const why = brokenCells?.get(index)
      if (why) broken.set(name, why)
    }
    const typedKey = broken.has(keyColumn) ? '' : (filled.get(keyColumn) ?? '')
    return { table, line, typedKey, leftOut, cells: filled, broken, name: new RowName(source, table.name, normalised(typedKey)) }
  })
}

/** The rows by table and key; a key that comes twice is refused where it comes again. */
export function namesOf(byTable: Map<Table, Found[]>, notices: Notice[]): Map<Table, Map<string, RowName>> {
  return new Map(
    [...byTable].map(([table, found]) => {
      const [keyColumn] = Object.keys(table.columns as object)
      const names = new Map<string, RowName>()
      const once = found.filter((row) => {
        const key = normalised(row.typedKey)
        if (key === '' || !names.has(key)) {
          if (key !== '') names.set(key, row.name)
          return true
        }
        notices.push(
          refusedCell(
            table.name,
            row.line,
            row.typedKey,
            keyColumn!,
            row.typedKey,
            new Refused('KeyTwice', { th: 'รหัสนี้มีในตารางแล้ว', en: 'This key is in the table already.' }),
          ),
        )
        return false
      })
      byTable.set(table, once)
      return [table, names]
    }),
  )
}

export function refusedCell(table: string, line: number, key: string, column: string, value: string, { code, reason }: Refused): Notice {
  return { is: 'refused', table, line, key, column, value, code, reason }
}
