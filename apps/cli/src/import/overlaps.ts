/** Who sits in two seats of one body on the same days: nothing forbids it, and whoever brings the file is told. */
import type { CommitteeState } from '@prasan/committees/contract'
import { type Bilingual, NO_END } from '@prasan/event-sourcing'
import type { ImportRow, Notice, Result } from './importing.js'
import type { Overlay } from './overlay.js'

interface Sits {
  readonly seat: string
  readonly person: string
  readonly from: string
  readonly until: string
}

const overlapping = (from: string, until: string): Bilingual => ({
  th: `บุคคลนี้อยู่ในที่นั่งอื่นของคณะเดียวกันในช่วงเดียวกัน (${shown(from, until, 'ตั้งแต่', 'ถึงก่อน')})`,
  en: `The person sits in another seat of the body at the same time (${shown(from, until, 'from', 'until')}).`,
})

const shown = (from: string, until: string, since: string, to: string) =>
  [from !== '' && `${since} ${from}`, until !== NO_END && `${to} ${until}`].filter(Boolean).join(' ') || '-'

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
      if (!before || before.until < sits.until || before.seat === sits.seat) latest.set(sits.person, sits)
      if (!before || before.seat === sits.seat || before.until <= sits.from) continue
      const row = bySeat.get(sits.seat) ?? bySeat.get(before.seat)
      if (!row) continue
      const { name, value } = row.column(sits.person)
      const reason = overlapping(sits.from, sits.until < before.until ? sits.until : before.until)
      notices.push({ is: 'told', table: row.table, line: row.line, key: row.key, column: name, value, code: 'SitsTwice', reason })
    }
  }
  return notices
}

/** In the order of the days on which they begin. */
function sittingIn(state: CommitteeState): Sits[] {
  if (state.is === 'unknown') return []
  const dissolved = state.dissolved?.on ?? NO_END
  const all = [...state.seats].flatMap(([seat, { experts, sent, gone }]) =>
    [...experts, ...sent].map(({ person, from = '', until = NO_END }) => ({
      seat,
      person,
      from,
      until: [until, gone?.on ?? NO_END, dissolved].sort()[0]!,
    })),
  )
  return all.filter(({ from, until }) => from < until).sort((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0))
}
