/** Who sits in two seats of one body on the same days: nothing forbids it, and whoever brings the file is told. */
import type { CommitteeState } from '@prasan/committees/contract'
import { type Bilingual, type Life, common, ends, hasDays, inOrder, overlap } from '@prasan/event-sourcing'
import type { ImportRow, Notice, Result } from './report.js'
import type { Overlay } from './overlay.js'

interface Sits extends Life {
  readonly seat: string
  readonly person: string
}

const overlapping = (days: Life): Bilingual => ({
  th: `บุคคลนี้อยู่ในที่นั่งอื่นของคณะเดียวกันในช่วงเดียวกัน (${shown(days, 'ตั้งแต่', 'ถึงก่อน')})`,
  en: `The person sits in another seat of the body at the same time (${shown(days, 'from', 'until')}).`,
})

const shown = ({ from, until }: Life, since: string, to: string) =>
  [from && `${since} ${from}`, until && `${to} ${until}`].filter(Boolean).join(' ') || '-'

/** One notice for each row that was taken in this import and by which somebody sits twice. */
export function overlaps(overlay: Overlay, rows: readonly ImportRow[], results: ReadonlyMap<ImportRow, Result>): Notice[] {
  const bySeat = new Map<string, ImportRow>()
  for (const row of rows) {
    const result = results.get(row)
    if (result === 'added' || result === 'changed') for (const { key } of row.parts) if (key?.startsWith('seat-')) bySeat.set(key, row)
  }
  const notices: Notice[] = []
  for (const { aggregate, state } of overlay.changed()) {
    if (aggregate.category !== 'committee') continue
    const latest = new Map<string, Sits>()
    for (const sits of sittingIn(state as CommitteeState)) {
      const before = latest.get(sits.person)
      if (!before || ends(before) < ends(sits) || before.seat === sits.seat) latest.set(sits.person, sits)
      if (!before || before.seat === sits.seat || !overlap(before, sits)) continue
      const row = bySeat.get(sits.seat) ?? bySeat.get(before.seat)
      if (!row) continue
      const { name, value } = row.column(sits.person)
      const reason = overlapping(common(before, sits))
      notices.push({ is: 'told', table: row.table, line: row.line, key: row.key, column: name, value, code: 'SitsTwice', reason })
    }
  }
  return notices
}

/** In the order of the days on which they begin. */
function sittingIn(state: CommitteeState): Sits[] {
  if (state.is === 'unknown') return []
  const whole = { until: state.dissolved?.on }
  const all = [...state.seats].flatMap(([seat, { experts, sent, gone }]) => {
    const life = common({ until: gone?.on }, whole)
    return [...experts, ...sent].map(({ person, ...days }) => ({ seat, person, ...common(days, life) }))
  })
  return inOrder(all.filter(hasDays))
}
