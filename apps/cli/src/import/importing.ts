/**
 * Rows become events: all are decided first, against an overlay of the store; then, if none was refused, each stream gets all that was
 * decided for it in one append. Ids derive from the rows' keys and what is recorded is compared with what the row says, so an import that
 * was cut off is completed by running it again, and one that is repeated adds nothing.
 */
import type { Command, Handling } from '@prasan/event-sourcing'
import { appendAll } from './appending.js'
import { Deciding } from './deciding.js'
import { Overlay, PendingKeys } from './overlay.js'
import { overlaps } from './overlaps.js'
import { overtaken } from './overtaken.js'
import type { Count, ImportOptions, ImportReport, ImportRow, Notice, ReadRows, Result } from './report.js'
import { unsent } from './unsent.js'
import type { Facet } from './table.js'

type On = Handling & {
  readonly commands: ReadonlyMap<string, Command>
  readonly facets: readonly Facet[]
  readonly mayHold: (id: string) => boolean
  /** Whether an earlier import recorded what the row is, by the row's id. */
  readonly hasBegun: (row: string) => boolean
  /** What must be recorded before the rows are. */
  readonly first?: () => Promise<void>
}

/**
 * What the rows say, decided. Where refused rows are left out, one of which only a part could be taken is left out whole: the others are
 * decided again without it.
 */
async function decidedWhole(on: On, all: readonly ImportRow[], lost: ReadonlySet<string>, options: ImportOptions) {
  const left = new Map<string, Notice[]>()
  for (;;) {
    const keys = new PendingKeys(on.keys)
    const overlay = new Overlay(on.store, on.registry, keys, on.facets, on.mayHold)
    const deciding = new Deciding(on, overlay, keys, options)
    const taken = await deciding.all(
      all.filter(({ id }) => !left.has(id)),
      new Set([...lost, ...left.keys()]),
    )
    const { results, halves, notices } = deciding
    if (!options.skipBad || halves.size === 0) return { keys, overlay, taken, results, notices: [...[...left.values()].flat(), ...notices] }
    for (const [id, why] of halves) left.set(id, why)
  }
}

export async function importRows(
  on: On,
  source: string,
  { rows, notices: before, lost }: ReadRows,
  options: ImportOptions,
): Promise<ImportReport & { readonly results: ReadonlyMap<ImportRow, Result> }> {
  const { keys, overlay, taken, results, notices: decided } = await decidedWhole(on, rows, lost, options)
  const otherwise = [
    ...overlaps(overlay, taken, results),
    ...(await unsent(overlay, taken, results)),
    ...(await overtaken(overlay, taken, results)),
  ]
  const notices = inOrder([...before, ...decided, ...otherwise])
  const counts = countsOf(taken, notices, results)
  const changed = overlay.changed()
  const blocked = !options.skipBad && notices.some(({ is }) => is === 'refused')
  const stopped = options.dryRun ? 'dry-run' : blocked ? 'refused' : null
  if (!stopped) await on.first?.()
  const appended = stopped ? { conflicts: [], position: null } : await appendAll(on, changed, keys, options)
  return {
    source,
    counts,
    notices,
    events: changed.reduce((sum, { pending }) => sum + pending.length, 0),
    streams: changed.length,
    breaches: changed.reduce((sum, { pending }) => sum + pending.filter(({ metadata }) => 'despite' in metadata).length, 0),
    stopped,
    blocked,
    results,
    ...appended,
  }
}

/** By table, as they come first, and line; each said once. */
export function inOrder(notices: readonly Notice[]): Notice[] {
  const tables = [...new Set(notices.map(({ table }) => table))]
  const place = new Map(tables.map((table, n) => [table, n]))
  const said = new Map(
    notices.map((notice) => [JSON.stringify([notice.table, notice.line, notice.column, notice.code, notice.key]), notice]),
  )
  return [...said.values()].sort((one, other) => place.get(one.table)! - place.get(other.table)! || one.line - other.line)
}

function countsOf(rows: readonly ImportRow[], notices: readonly Notice[], results: ReadonlyMap<ImportRow, Result>): Map<string, Count> {
  const counts = new Map<string, Count>()
  const of = (table: string) => {
    const found = counts.get(table) ?? { read: 0, added: 0, changed: 0, unchanged: 0, kept: 0, refused: 0 }
    counts.set(table, found)
    return found
  }
  const refused = new Set(notices.filter(({ is }) => is === 'refused').map(({ table, line }) => `${table} ${line}`))
  for (const { table, line, lines = [line], ...row } of rows.map((row) => ({ ...row, result: results.get(row) ?? 'unchanged' }))) {
    if (lines.some((each) => refused.has(`${table} ${each}`))) for (const each of lines) refused.add(`${table} ${each}`)
    else of(table)[row.result] += lines.length
  }
  for (const place of refused) of(place.slice(0, place.lastIndexOf(' '))).refused++
  for (const count of counts.values()) count.read = count.added + count.changed + count.unchanged + count.kept + count.refused
  return counts
}
