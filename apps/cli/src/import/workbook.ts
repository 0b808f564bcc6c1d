/** Sheets become rows: headers in either language, every cell read, every key resolved; whatever cannot be is reported, all in one pass. */
import { grouped } from '@prasan/event-sourcing'
import type { Keys } from './cells.js'
import { findKey } from './find-key.js'
import { type Found, NOTE, asHeader, foundIn, namesOf, refusedCell } from './found-rows.js'
import { hiddenIn } from './hidden.js'
import type { Notice, ReadRows } from './report.js'
import { readRow } from './read-row.js'
import { FileUnreadable, Refused } from './refused.js'
import type { Sheet } from './sheet.js'
import type { Table } from './table.js'
import { together } from './together.js'

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
  const keys: Keys = { find: (among, typed) => findKey(tables, names, source, among, typed, isRecorded) }
  const lost = new Set<string>()
  const rows = [...byTable].flatMap(([table, found]) => {
    const read = found.flatMap((each) => {
      const read = readRow(each, keys, notices, isRecorded)
      if (!read) lost.add(table.idOf(each.name))
      return read ?? []
    })
    return table.together ? together(table, read, source, read.length < found.length, notices) : read
  })
  const byName = grouped(rows, ({ row }) => row.table)
  const rowsOf = (table: string) => (byName.get(table) ?? []).map(({ row, values }) => ({ id: row.id, values }))
  const waiting = rows.map(({ row, values }) => {
    const after = tables.find(({ name }) => name === row.table)!.after?.(values as never, rowsOf) ?? []
    return after.length === 0 ? row : { ...row, needs: [...row.needs, ...after] }
  })
  return { rows: waiting, notices, lost, passedOver }
}

/** @throws FileUnreadable when there is nothing to import in it */
export function requireSomething(file: string, { rows, notices, passedOver }: ReadRows): void {
  if (rows.length > 0 || notices.length > 0 || passedOver?.size) return
  throw new FileUnreadable('NotAWorkbook', file, { th: 'ไม่มีแถวข้อมูลในไฟล์นี้', en: 'There are no rows in it.' })
}
