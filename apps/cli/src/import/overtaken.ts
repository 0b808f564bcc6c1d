/** Rows of which something is not recorded as they say because another row of the same file says otherwise: whoever brings the file is told. */
import { type Bilingual, canonical } from '@prasan/event-sourcing'
import { firstDifference, recordedOf } from './comparing.js'
import type { ImportRow, Notice, Result } from './report.js'
import type { Overlay } from './overlay.js'
import type { Part } from './table.js'

const OVERTAKEN: Bilingual = {
  th: 'ไม่เป็นไปตามแถวนี้ เพราะอีกแถวหนึ่งในไฟล์บอกไว้อีกอย่าง: แก้แถวใดแถวหนึ่ง',
  en: 'This is not as the row says, because another row of the file says otherwise: mend one of them.',
}

export async function overtaken(overlay: Overlay, rows: readonly ImportRow[], results: ReadonlyMap<ImportRow, Result>): Promise<Notice[]> {
  const notices: Notice[] = []
  for (const row of rows) {
    if (!results.has(row)) continue
    for (const part of row.parts) {
      const field = await differingIn(overlay, part, row.name.id)
      if (field === undefined) continue
      const { name, value, line = row.line, key = row.key } = row.column(part.says ?? field)
      notices.push({
        is: 'told',
        table: row.table,
        line,
        key,
        column: name,
        value,
        code: 'AnotherRowDiffers',
        reason: OVERTAKEN,
      })
    }
  }
  return notices
}

/** Path of what the part says and is recorded otherwise since another row of this import; what it does not say is no difference. */
async function differingIn(overlay: Overlay, part: Part, row: string): Promise<string | undefined> {
  if (part.fact === undefined) return undefined
  const stream = await overlay.stream(part.id)
  const known = overlay.knownOf(stream, part.facet, part.key)
  if (!known || known.revision <= (stream.stored ?? -1n) || known.rows.get(row)?.revision === known.revision) return undefined
  const recorded = (recordedOf(known, part) ?? {}) as Record<string, unknown>
  const [field, says] =
    Object.entries(part.fact as object).find(([each, value]) => canonical([recorded[each]]) !== canonical([value as unknown])) ?? []
  if (field === undefined) return undefined
  const below = firstDifference(recorded[field], says)
  return below === '' ? field : `${field}.${below}`
}
