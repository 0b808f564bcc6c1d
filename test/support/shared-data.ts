import { describe } from '@jest/globals'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Real data that nobody here wrote, read where it lies and never copied into the project. */
const FOLDER = process.env.PRASAN_SHARED_DATA ?? join(process.cwd(), '../shared/data')
export const shared = (...path: string[]) => join(FOLDER, ...path)

export const print = (line: string) => void process.stdout.write(`${line}\n`)

/** A suite over files of the shared folder; skipped with a visible line where they are absent. */
export function describeWith(name: string, files: readonly string[], suite: () => void): void {
  const missing = files.filter((file) => !existsSync(shared(file)))
  if (missing.length > 0) print(`SKIPPED ${name}: no ${missing.join(', ')} in ${FOLDER}`)
  ;(missing.length > 0 ? describe.skip : describe)(name, suite)
}

export const json = <T>(file: string) => JSON.parse(readFileSync(shared(file), 'utf8')) as T
export const jsonLines = <T>(file: string) =>
  readFileSync(shared(file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T)

export type Row = Readonly<Record<string, string | number | undefined>>

/** Writes tables in the workbook format, a CSV file each, into a new folder. */
export function workbookOf(tables: Readonly<Record<string, readonly Row[]>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'prasan-workbook-'))
  mkdirSync(folder, { recursive: true })
  const cell = (value: string | number | undefined) => `"${String(value ?? '').replaceAll('"', '""')}"`
  for (const [name, rows] of Object.entries(tables)) {
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    const lines = rows.map((row) => columns.map((column) => cell(row[column])).join(','))
    writeFileSync(join(folder, `${name}.csv`), [columns.join(','), ...lines].join('\n'))
  }
  return folder
}
