/** The command line as a terminal meets it: a process of its own on a data folder. */
import { configurationFrom } from '@prasan/api'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

const MAIN = new URL('../main.js', import.meta.url).pathname
const TODAY = '2026-11-02'

export const configurationOf = (dataDir: string) => ({
  ...configurationFrom({ PRASAN_DATA_DIR: dataDir, PRASAN_TODAY: TODAY }),
  demo: false,
})

/** Begins `prasan …`; whoever begins it waits for its end. */
export const begun = (dataDir: string, ...given: string[]): ChildProcess =>
  spawn(process.execPath, [MAIN, ...given], {
    env: { ...process.env, PRASAN_DATA_DIR: dataDir, PRASAN_TODAY: TODAY },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

export const ended = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('close', resolve))

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs `prasan …` to its end. */
export async function prasan(dataDir: string, ...given: string[]): Promise<Ran> {
  const child = begun(dataDir, ...given)
  const [code, out, err] = await Promise.all([ended(child), text(child.stdout!), text(child.stderr!)])
  return { code, out, err }
}

/** Lines of each sheet, the header first. */
export type Sheets = Readonly<Record<string, readonly string[]>>

/** A folder of CSV files, one a sheet. */
export function csvFolder(path: string, sheets: Sheets): string {
  mkdirSync(path, { recursive: true })
  for (const [sheet, lines] of Object.entries(sheets)) writeFileSync(join(path, `${sheet}.csv`), lines.join('\r\n'))
  return path
}
