/** Areas and legislative periods are kept with the memberships that name them: how many there were, and which none names. */
import { inOrder } from './importing.js'
import type { ImportReport, ImportRow, Result } from './report.js'
import type { PopoloRows } from './popolo.js'
import { Refused } from './refused.js'

/** The report with the areas and legislative periods: those that no membership which was taken names are passed over, and told. */
export function withWhatMembershipsName(
  report: ImportReport & { readonly results: ReadonlyMap<ImportRow, Result> },
  within: PopoloRows['within'],
): ImportReport {
  const refused = new Set(report.notices.flatMap(({ is, table, line }) => (is === 'refused' ? `${table} ${line}` : [])))
  const counts = new Map(report.counts)
  const notices = [...report.notices]
  const passedOver = new Map<string, number>()
  for (const [table, records] of within) {
    const count = { read: 0, added: 0, changed: 0, unchanged: 0, kept: 0, refused: counts.get(table)?.refused ?? 0 }
    for (const [id, { line, rows }] of records) {
      const results = rows.flatMap((row) => (refused.has(`memberships ${row.line}`) ? [] : report.results.get(row)!))
      if (results.length > 0) count[results.includes('added') ? 'added' : 'unchanged']++
      else {
        passedOver.set(table, (passedOver.get(table) ?? 0) + 1)
        notices.push({ is: 'told', table, line, key: id, column: 'id', value: id, code: UNNAMED.code, reason: UNNAMED.reason })
      }
    }
    count.read = count.added + count.unchanged + count.refused
    if (count.read > 0 || passedOver.has(table)) counts.set(table, count)
  }
  return { ...report, counts, notices: inOrder(notices), passedOver }
}

const UNNAMED = new Refused('NamedByNoMembership', {
  th: 'ไม่มีสมาชิกภาพที่นำเข้าอ้างถึง จึงข้ามไป',
  en: 'No membership that is taken names it, and it is kept only with one: passed over.',
})
