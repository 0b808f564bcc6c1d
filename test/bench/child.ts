/** Child processes of the benches, each with its own memory and, where the machine has them, its own core. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'

/** Runs one of the bench's own files; with PRASAN_BENCH_PROFILE a CPU profile of it is left in that folder. */
export function start(file: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): ChildProcess {
  const profile = process.env['PRASAN_BENCH_PROFILE']
  return fork(new URL(file, import.meta.url), args, { env, execArgv: profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [] })
}

/** The child's next message; an error when it ends instead. */
export async function heard<T>(child: ChildProcess): Promise<T> {
  const stop = new AbortController()
  try {
    return await Promise.race([
      once(child, 'message', { signal: stop.signal }).then(([message]) => message as T),
      once(child, 'exit', { signal: stop.signal }).then(([code]): T => {
        throw new Error(`${child.spawnfile} ended with ${code} before it answered`)
      }),
    ])
  } finally {
    stop.abort()
  }
}

/** The most memory this process has held, in MB of 1,000,000 bytes; NaN where the system does not tell. */
export function peakMemory(): number {
  try {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))
    return line ? (Number(line[1]) * 1_024) / 1_000_000 : NaN
  } catch {
    return NaN
  }
}
