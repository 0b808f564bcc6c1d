/**
 * Rows become events: all are decided first, against an overlay of the store; then, if none was refused, each stream gets all that was
 * decided for it in one append. Ids derive from the rows' keys and what is recorded is compared with what the row says, so an import that
 * was cut off is completed by running it again, and one that is repeated adds nothing.
 */
import type { Bilingual, Command, Handling } from '@prasan/event-sourcing'
import { appendAll } from './appending.js'
import { Deciding } from './deciding.js'
import { Overlay, PendingKeys } from './overlay.js'
import { overlaps } from './overlaps.js'
import { overtaken } from './overtaken.js'
import { unsent } from './unsent.js'
import type { Facet, Part, RowName, Stage } from './table.js'

export interface ImportRow {
  readonly stage: Stage
  readonly table: string
  /** As the file counts it: the header is line 1. */
  readonly line: number
  /** Of rows that are one thing together: all of them. */
  readonly lines?: readonly number[]
  readonly key: string
  readonly name: RowName
  /** Id of what the row is. */
  readonly id: string
  /** Ids that the row's cells refer to. */
  readonly needs: readonly string[]
  readonly parts: readonly Part[]
  /** Rows are taken in this order, mostly that of the days from which they hold. */
  readonly order: string
  /** Where the file leaves columns out: which, and the parts when what is recorded stands in for them. */
  readonly leftOut?: { readonly columns: readonly string[]; readonly parts: (recorded: object) => readonly Part[] }
  /** The column that fills a field of a command, or names the thing of an id, and what stands in it. */
  readonly column: (field: string) => { readonly name: string; readonly value: string; readonly line?: number; readonly key?: string }
}

export interface Notice {
  /** refused: the row was not taken. kept: it was left as it is in Prasan. told: what was taken, or passed over, and how. */
  readonly is: 'refused' | 'kept' | 'told'
  readonly table: string
  /** 0: of the table as a whole. */
  readonly line: number
  readonly key: string
  readonly column: string
  readonly value: string
  readonly code: string
  readonly reason: Bilingual
}

export interface Count {
  read: number
  added: number
  changed: number
  unchanged: number
  kept: number
  refused: number
}

export interface ImportReport {
  readonly source: string
  readonly counts: ReadonlyMap<string, Count>
  readonly notices: readonly Notice[]
  /** How many rows of each table are notes. */
  readonly passedOver?: ReadonlyMap<string, number>
  /** Events decided; appended unless `stopped` says why not. */
  readonly events: number
  readonly streams: number
  /** Rules of a body that what happened did not keep: recorded with the breach. */
  readonly breaches: number
  readonly stopped: 'dry-run' | 'refused' | null
  /** Whether rows that were refused keep the others from being recorded: in a dry run, would keep them. */
  readonly blocked: boolean
  /** Streams that somebody else wrote to between the decision and the append: run the import again. */
  readonly conflicts: readonly string[]
  /** Position of the last event appended. */
  readonly position: bigint | null
}

export interface ImportOptions {
  readonly dryRun?: boolean
  readonly skipBad?: boolean
  readonly preferFile?: boolean
  /** What must be recorded before anything of the file is: not where nothing of it will be. */
  readonly first?: () => Promise<unknown>
  readonly progress?: (phase: 'deciding' | 'recording', done: number, total: number) => void
}

export interface ReadRows {
  readonly rows: readonly ImportRow[]
  readonly notices: readonly Notice[]
  /** What rows that were refused as they were read would have been, by their ids. */
  readonly lost: ReadonlySet<string>
  /** How many rows of each table are notes. */
  readonly passedOver?: ReadonlyMap<string, number>
}

export type Result = 'added' | 'changed' | 'unchanged' | 'kept'

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
