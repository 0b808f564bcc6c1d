/** Rows that are one thing together, as the moves of a transfer list: taken as a whole or not at all. */
import { type Bilingual, grouped } from '@prasan/event-sourcing'
import { refusedCell } from './found-rows.js'
import type { ImportRow, Notice } from './report.js'
import { Refused } from './refused.js'
import { RowName, type Table } from './table.js'

interface Read {
  readonly row: ImportRow
  readonly values: Readonly<Record<string, unknown>>
}

const NOT_WHOLE: Bilingual = {
  th: 'แถวอื่นของตารางนี้อ่านไม่ได้ จึงไม่ทราบว่ารายการนี้ครบหรือไม่: แก้แถวนั้นก่อน',
  en: 'Another row of the table cannot be read, so nobody knows whether this one is whole: mend that first.',
}

/** @param broken whether a row of the table could not be read: which of the things it belongs to is not known then */
export function together(table: Table, read: readonly Read[], source: string, broken: boolean, notices: Notice[]): Read[] {
  const { of, parts, list } = table.together!
  if (broken) {
    for (const { row } of read)
      notices.push(refusedCell(table.name, row.line, row.key, row.column('').name, row.key, new Refused('NotWhole', NOT_WHOLE)))
    return []
  }
  return [...grouped(read, ({ values }) => of(values))].flatMap(([key, rows]) => {
    const name = new RowName(source, table.name, key)
    const [first] = rows as [Read, ...Read[]]
    const entry = new RegExp(`^${list}\\.(\\d+)(?:\\.(.*))?$`)
    const column = (field: string) => {
      const [, at = '0', inside = field] = entry.exec(field) ?? []
      const { row } = rows[Number(at)] ?? first
      return { ...row.column(inside), line: row.line, key: row.key }
    }
    try {
      const row: ImportRow = {
        ...{
          stage: table.stage,
          table: table.name,
          name,
          id: table.idOf(name),
          column,
          parts: parts(
            rows.map(({ values }) => values),
            name,
          ),
        },
        ...{ line: first.row.line, lines: rows.map(({ row }) => row.line), key: first.row.key },
        needs: [...new Set(rows.flatMap(({ row }) => row.needs))],
        order: rows.map(({ row }) => row.order).reduce((one, other) => (one < other ? one : other)),
      }
      return [{ row, values: first.values }]
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const { name, value, line, key } = column(error.field)
      notices.push(refusedCell(table.name, line, key, name, value, error))
      return []
    }
  })
}
