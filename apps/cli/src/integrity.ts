import Database from 'better-sqlite3'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The SQLite files of a data folder, by their path in it. */
const databasesIn = (dataDir: string): string[] =>
  ['', 'views']
    .flatMap((folder) => (existsSync(join(dataDir, folder)) ? readdirSync(join(dataDir, folder)).map((name) => join(folder, name)) : []))
    .filter((path) => path.endsWith('.db'))
    .sort()

/** What SQLite finds wrong in its own files: a sentence for each that is not whole. */
export function damagedDatabases(dataDir: string): { readonly path: string; readonly told: string }[] {
  return databasesIn(dataDir).flatMap((path) => {
    const wrong = whatIsWrong(join(dataDir, path))
    return wrong === null ? [] : [{ path, told: `${path} is damaged (${wrong})` }]
  })
}

function whatIsWrong(file: string): string | null {
  let db: Database.Database | undefined
  try {
    db = new Database(file, { readonly: true, timeout: 10_000 })
    const found = db.pragma('integrity_check(1)', { simple: true }) as string
    return found === 'ok' ? null : found.split('\n')[0]!
  } catch (error) {
    return (error as Error).message
  } finally {
    db?.close()
  }
}
