/** What a file holds that whoever opens it does not see: it is imported, and told. */
import type { Bilingual } from '@prasan/event-sourcing'
import type { Notice } from './report.js'
import type { Sheet } from './sheet.js'

const SHOWN = 10
const some = (all: readonly string[]) => `${all.slice(0, SHOWN).join(', ')}${all.length > SHOWN ? ' …' : ''}`

export function hiddenIn(table: string, { hidden, header, rows }: Sheet): Notice[] {
  if (!hidden) return []
  const lines = new Set(hidden.rows)
  const hiddenRows = rows.flatMap(({ line }) => (lines.has(line) ? String(line) : []))
  const hiddenColumns = hidden.columns.flatMap((column) => header[column - 1] || [])
  const told = (code: string, reason: Bilingual): Notice => ({ is: 'told', table, line: 0, key: '', column: '', value: '', code, reason })
  return [
    ...(hidden.sheet ? [told('HiddenSheet', { th: 'แผ่นงานนี้ซ่อนอยู่ นำเข้าด้วย', en: 'This sheet is hidden, and is imported.' })] : []),
    ...(hiddenRows.length > 0
      ? [
          told('HiddenRows', {
            th: `มี ${hiddenRows.length} แถวที่ซ่อนอยู่ นำเข้าด้วย (แถว ${some(hiddenRows)})`,
            en: `${hiddenRows.length} rows are hidden, and are imported (${some(hiddenRows)}).`,
          }),
        ]
      : []),
    ...(hiddenColumns.length > 0
      ? [
          told('HiddenColumns', {
            th: `มีคอลัมน์ที่ซ่อนอยู่ นำเข้าด้วย (${some(hiddenColumns)})`,
            en: `Columns are hidden, and are imported (${some(hiddenColumns)}).`,
          }),
        ]
      : []),
  ]
}
