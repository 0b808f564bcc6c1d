/** Sheets become rows: headers in either language, every cell read, every key resolved; whatever cannot be is reported, all in one pass. */
import { categoryOf, grouped, normalised, problem } from '@prasan/event-sourcing'
import type { Column, Keys } from './cells.js'
import { hiddenIn } from './hidden.js'
import type { ImportRow, Notice, ReadRows } from './importing.js'
import { FileUnreadable, Refused } from './refused.js'
import type { Sheet } from './sheet.js'
import { RowName, type Table } from './table.js'

/** Sheets and columns whose name begins so, and rows whose key does, are notes and passed over. */
export const NOTE = '#'
const asHeader = (text: string) =>
  normalised(text)
    .replaceAll(/[\s_-]+/g, '_')
    .replaceAll('*', '')

interface Found {
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

/**
 * @param isRecorded whether an id names something recorded before
 * @throws FileUnreadable when no sheet is one of the tables
 */
export function readRows(
  tables: readonly Table[],
  sheets: readonly Sheet[],
  source: string,
  isRecorded: (id: string) => boolean,
): ReadRows {
  const notices: Notice[] = []
  const passedOver = new Map<string, number>()
  const byTable = new Map<Table, Found[]>(tables.map((table) => [table, []]))
  for (const sheet of sheets) {
    if (sheet.name.startsWith(NOTE)) continue
    const table = tables.find(({ name, th }) => [name, th].some((each) => asHeader(each) === asHeader(sheet.name)))
    if (!table) {
      const known = { th: tables.map(({ th }) => th).join(', '), en: tables.map(({ name }) => name).join(', ') }
      notices.push(
        refusedCell(
          sheet.name,
          1,
          '',
          '',
          sheet.place,
          new Refused('UnknownTable', {
            th: `ไม่มีตารางชื่อนี้ มี ${known.th} ชื่อที่ขึ้นต้นด้วย # จะถูกข้าม`,
            en: `No table is called so; there are ${known.en}. A name that begins with # is passed over.`,
          }),
        ),
      )
      continue
    }
    const found = foundIn(table, sheet, source, notices)
    const rows = found.filter(({ typedKey }) => !typedKey.startsWith(NOTE))
    notices.push(...hiddenIn(table.name, sheet))
    if (rows.length < found.length) passedOver.set(table.name, (passedOver.get(table.name) ?? 0) + found.length - rows.length)
    byTable.set(table, [...byTable.get(table)!, ...rows])
  }
  const names = namesOf(byTable, notices)
  const keys: Keys = { find: (among, typed) => find(tables, names, source, among, typed, isRecorded) }
  const lost = new Set<string>()
  const rows = [...byTable].flatMap(([table, found]) =>
    found.flatMap((each) => {
      const read = readRow(each, keys, notices, isRecorded)
      if (!read) lost.add(table.idOf(each.name))
      return read ?? []
    }),
  )
  const byName = grouped(rows, ({ row }) => row.table)
  const rowsOf = (table: string) => (byName.get(table) ?? []).map(({ row, values }) => ({ id: row.id, values }))
  const waiting = rows.map(({ row, values }) => {
    const after = tables.find(({ name }) => name === row.table)!.after?.(values as never, rowsOf) ?? []
    return after.length === 0 ? row : { ...row, needs: [...row.needs, ...after] }
  })
  return { rows: waiting, notices, lost, passedOver }
}

function foundIn(table: Table, sheet: Sheet, source: string, notices: Notice[]): Found[] {
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
function namesOf(byTable: Map<Table, Found[]>, notices: Notice[]): Map<Table, Map<string, RowName>> {
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

function readRow(
  { table, line, typedKey: key, leftOut, cells, broken, name }: Found,
  keys: Keys,
  notices: Notice[],
  isRecorded: (id: string) => boolean,
): { row: ImportRow; values: Readonly<Record<string, unknown>> } | null {
  const columns = Object.entries(table.columns as Record<string, Column>)
  const [keyColumn] = columns[0]!
  const values: Record<string, unknown> = {}
  const needs: string[] = []
  let refused = false
  const refuse = (column: string, error: unknown) => {
    if (!(error instanceof Refused)) throw error
    refused = true
    notices.push(refusedCell(table.name, line, key, column, cells.get(column) ?? '', error))
  }
  for (const [column, { required, read, tables, areas }] of columns) {
    const typed = cells.get(column)
    const why = broken.get(column)
    if (why) {
      refuse(column, why)
      continue
    }
    if (typed === undefined) {
      if (required) refuse(column, new Refused('Missing', { th: 'ต้องกรอกช่องนี้', en: 'This column is required.' }))
      continue
    }
    try {
      values[column] = read(typed, keys)
      const ids = tables || areas ? [values[column] as string | string[]].flat() : []
      if (tables) needs.push(...ids)
      else if (column !== keyColumn && !ids.every(isRecorded)) throw new Refused('UnknownId', problem(column, 'UnknownId').message)
    } catch (error) {
      refuse(column, error)
    }
  }
  if (refused) return null
  const columnOf = (field: string) => {
    const naming = columns.find(([name]) => field !== '' && [values[name]].flat().includes(field))?.[0]
    const column = naming ?? columnFor(columns, field) ?? keyColumn
    return { name: column, value: cells.get(column) ?? '' }
  }
  try {
    const partsOf = (all: object) => table.parts(all as never, name)
    const parts = partsOf(values)
    const left = { columns: leftOut, parts: (recorded: object) => partsOf({ ...asRecorded(columns, leftOut, recorded), ...values }) }
    const row = {
      stage: table.stage,
      table: table.name,
      line,
      key,
      name,
      id: table.idOf(name),
      needs,
      parts,
      column: columnOf,
      order: table.order?.(values as never) ?? '',
      ...(leftOut.length > 0 && { leftOut: left }),
    }
    return { row, values }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    refuse(columnOf(error.field).name, error)
    return null
  }
}

/** What is recorded of the columns: at the path of the field that each fills, from its second step on, or by the column's name. */
function asRecorded(columns: readonly [string, Column][], wanted: readonly string[], recorded: object): Record<string, unknown> {
  const at = (path: readonly string[]) =>
    path.reduce<unknown>(
      (value, step) => (value as Record<string, unknown> | null | undefined)?.[step],
      path.length > 0 ? recorded : undefined,
    )
  return Object.fromEntries(
    columns.flatMap(([name, { field = name }]) => {
      if (!wanted.includes(name)) return []
      const path = field.split('.')
      return [[name, at(path) ?? at(path.slice(1)) ?? at([name])]]
    }),
  )
}

/** The column that fills a field of a command's input: by its path, that of what it is part of, or its last name. */
function columnFor(columns: readonly [string, Column][], field: string): string | undefined {
  const path = field.split('.').filter((step) => !/^\d+$/.test(step))
  const by = (wanted: string) => columns.find(([name, { field: of }]) => (of ?? name) === wanted)?.[0]
  for (let length = path.length; length > 0; length--) {
    const found = by(path.slice(0, length).join('.'))
    if (found) return found
  }
  const named = columns.find(([name]) => name === path.at(-1))?.[0]
  return path.length > 0
    ? (by(path.at(-1)!) ?? named ?? columns.find(([, { field: of }]) => of?.startsWith(`${path[0]}.`))?.[0])
    : undefined
}

function find(
  tables: readonly Table[],
  names: ReadonlyMap<Table, ReadonlyMap<string, RowName>>,
  source: string,
  among: readonly string[],
  typed: string,
  isRecorded: (id: string) => boolean,
): string {
  const [, prefix, rest] = /^([^:]+):(.+)$/.exec(typed) ?? []
  const named = tables.filter(({ name }) => among.includes(name))
  const chosen = prefix === undefined ? [] : named.filter(({ name, th }) => [name, th].some((each) => asHeader(each) === asHeader(prefix)))
  const key = normalised(chosen.length > 0 ? rest! : typed)
  const looked = chosen.length > 0 ? chosen : named
  const inFile = looked.flatMap((table) => {
    const name = names.get(table)?.get(key)
    return name ? [table.idOf(name)] : []
  })
  const candidates = inFile.length > 0 ? inFile : looked.map((table) => table.idOf(new RowName(source, table.name, key))).filter(isRecorded)
  if (candidates.length === 1) return candidates[0]!
  const which = among.join(', ')
  if (candidates.length > 1) {
    throw new Refused('KeyAmbiguous', {
      th: `รหัสนี้มีในหลายตาราง (${named.map(({ th }) => th).join(', ')}): เขียนชื่อตารางนำหน้า เช่น ${named[0]!.th}:${typed}`,
      en: `Several tables have this key (${which}): write the table before it, as in ${named[0]!.name}:${typed}.`,
    })
  }
  const [, category] = /^([A-Za-z]+)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(typed) ?? []
  if (category !== undefined) {
    const kinds = named.map((table) => categoryOf(table.idOf(new RowName(source, table.name, key))))
    if (kinds.includes(category)) return typed
    throw new Refused('NotAnId', {
      th: `รหัสนี้เป็นของ ${category} ช่องนี้ต้องการรหัสของ ${named.map(({ th }, n) => `${th} (${kinds[n]}-…)`).join(', ')}`,
      en: `This is the id of a ${category}; this column takes that of ${named.map(({ name }, n) => `${name} (${kinds[n]}-…)`).join(', ')}.`,
    })
  }
  throw new Refused('UnknownKey', {
    th: `ไม่มีรหัสนี้ในตาราง ${named.map(({ th }) => th).join(', ')} ของไฟล์ และไม่เคยนำเข้ามาก่อน`,
    en: `No row of ${which} has this key, and none was imported from “${source}” before.`,
  })
}

function refusedCell(table: string, line: number, key: string, column: string, value: string, { code, reason }: Refused): Notice {
  return { is: 'refused', table, line, key, column, value, code, reason }
}

/** @throws FileUnreadable when there is nothing to import in it */
export function requireSomething(file: string, { rows, notices, passedOver }: ReadRows): void {
  if (rows.length > 0 || notices.length > 0 || passedOver?.size) return
  throw new FileUnreadable('NotAWorkbook', file, { th: 'ไม่มีแถวข้อมูลในไฟล์นี้', en: 'There are no rows in it.' })
}
