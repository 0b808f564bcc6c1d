import { whatIsWrongIn } from '@prasan/event-sourcing'
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
    const wrong = whatIsWrongIn(join(dataDir, path))
    return wrong === null ? [] : [{ path, told: `${path} is damaged (${wrong})` }]
  })
}
