/** The real API, and processes beside it, as processes of their own: to be killed, stopped and started again. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export const API = fileURLToPath(new URL('../../../apps/api/dist/main.js', import.meta.url))

const running = new Set<ChildProcess>()
const folders: string[] = []

/** Kills what still runs and removes the folders: for `afterEach`. */
export function cleanUp(): void {
  for (const child of running) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

export function newFolder(): string {
  folders.push(mkdtempSync(join(tmpdir(), 'prasan-faults-')))
  return folders.at(-1)!
}

/** @param by what it is run by, as a program that takes rights away */
export function start(file: string, dataDir: string, more: NodeJS.ProcessEnv = {}, by: readonly string[] = []): ChildProcess {
  const env = {
    ...process.env,
    PRASAN_DATA_DIR: dataDir,
    PRASAN_DEMO: 'false',
    PRASAN_LISTEN: '127.0.0.1',
    PORT: '0',
    NODE_OPTIONS: '',
    ...more,
  }
  const [program, ...rest] = [...by, process.execPath, file]
  const child = spawn(program, rest, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

export async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
}

/** The real API on a free port, as soon as it answers. */
export async function startApi(
  dataDir: string,
  more: NodeJS.ProcessEnv = {},
  main = API,
  by: readonly string[] = [],
): Promise<{ child: ChildProcess; url: string }> {
  const child = start(main, dataDir, more, by)
  for await (const line of createInterface(child.stdout!)) {
    const url = /(http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1]
    if (url) return { child, url }
  }
  throw new Error('the API ended before it answered')
}
