/** Files into the log: what the commands `prasan import …` do, without a terminal. */
import { type Runtime, contexts } from '@prasan/api'
import { CarryOutTransfers } from '@prasan/directory'
import { OfficialAreas, areas } from './areas.js'
import type { Column } from './cells.js'
import { importRows } from './importing.js'
import type { ImportOptions, ImportReport, ReadRows } from './report.js'
import { readPopolo, seatNumbers } from './popolo.js'
import { withWhatMembershipsName } from './popolo-within.js'
import { readSheets } from './sheets.js'
import type { Facet, Table } from './table.js'
import { facets, tables } from './tables/index.js'
import { readRows, requireSomething } from './workbook.js'

export type { Count, ImportOptions, ImportReport, Notice } from './report.js'
export { FileUnreadable } from './refused.js'

export interface FileOptions extends ImportOptions {
  /** Names the register that the keys belong to: the same key from the same source is the same thing in every import. */
  readonly source?: string
  /** Of CSV files. */
  readonly encoding?: string
}

/** A folder of CSV files, one CSV file or an XLSX workbook. @throws FileUnreadable */
export const importWorkbook = (runtime: Runtime, path: string, options: FileOptions = {}) =>
  importTables(runtime, path, tables, facets, options)

/** An official list of areas, as CSV or XLSX with one sheet `areas`. @throws FileUnreadable */
export const importAreas = (runtime: Runtime, path: string, options: FileOptions = {}) =>
  importTables(runtime, path, [areas], areas.facets, { source: 'areas', ...options })

/** What a table or one of its columns is called, in Thai and as in English files; as it stands where there is no such. */
export function calledOf(table: string, column?: string): string {
  const found = [...tables, areas].find(({ name }) => name === table)
  const th = column === undefined ? found?.th : (found?.columns as Record<string, Column> | undefined)?.[column]?.th
  const name = column ?? table
  return th === undefined ? name : `${th} · ${name}`
}

async function importTables(
  runtime: Runtime,
  path: string,
  of: readonly Table[],
  folded: readonly Facet[],
  options: FileOptions,
): Promise<ImportReport> {
  const { source = 'workbook', encoding } = options
  const sheets = readSheets(path, encoding)
  const named = of.length === 1 ? sheets.slice(0, 1).map((sheet) => ({ ...sheet, name: of[0]!.name })) : sheets
  const official = of.includes(areas) ? new OfficialAreas([]) : OfficialAreas.missingIn(runtime)
  const isRecorded = recordedIn(runtime)
  const read = readRows(of, named, source, (id) => isRecorded(id) || official.has(id))
  requireSomething(path, read)
  const report = await imported(runtime, { ...read, notices: [...read.notices, ...official.told()] }, source, folded, options, official)
  return { ...report, ...(read.passedOver && { passedOver: read.passedOver }) }
}

/** @throws FileUnreadable */
export async function importPopolo(runtime: Runtime, path: string, source: string, options: ImportOptions = {}): Promise<ImportReport> {
  const read = readPopolo(path, source, recordedIn(runtime))
  requireSomething(path, read)
  return withWhatMembershipsName(await imported(runtime, read, source, [...facets, seatNumbers], options), read.within)
}

function imported(
  { handling, views }: Runtime,
  read: ReadRows,
  source: string,
  folded: readonly Facet[],
  options: ImportOptions,
  official = new OfficialAreas([]),
) {
  const commands = new Map(
    [...contexts.flatMap((context) => context.commands), CarryOutTransfers].map((command) => [command.name, command]),
  )
  const seen = { mayHold: (id: string) => views.hasSeen(id), hasBegun: (row: string) => views.hasBegun(row) }
  const exists = (id: string) => official.has(id) || handling.exists(id)
  const first = async () => {
    await options.first?.()
    await official.list(handling)
  }
  return importRows({ ...handling, exists, first, ...seen, commands, facets: folded }, source, read, options)
}

/** Whether something was recorded before, by the views: they have seen all that was there as the command began. */
function recordedIn({ views }: Runtime): (id: string) => boolean {
  const lookUps = new Map(contexts.flatMap(({ exists }) => Object.entries(exists ?? {})))
  return (id) => lookUps.get(id.slice(0, id.indexOf('-')))?.run(views, { id }) ?? views.hasSeen(id)
}
