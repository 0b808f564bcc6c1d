/** What goes into an import, row by row, and what it tells of it. */
import type { Bilingual } from '@prasan/event-sourcing'
import type { Part, RowName, Stage } from './table.js'

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
