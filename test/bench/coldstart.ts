import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { quantile, type Measure } from './figure.js'
import { environmentOf, settled } from './generated.js'

const ROUNDS = 7

/** From the start of the process to the first answer of /health/ready that says ok; views and processes are as another run left them. */
export async function coldstart(): Promise<readonly Measure[]> {
  const env = environmentOf(await settled('whole'))
  const seconds: number[] = []
  const bare: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now()
    const api = await startApi(env)
    seconds.push((performance.now() - began) / 1_000)
    await api.end()
    bare.push(await nodeAlone())
  }
  return [
    { what: 'start to /health/ready', value: quantile(seconds, 0.5), unit: 's', most: 2, latencies: seconds.map((each) => each * 1_000) },
    {
      what: 'start of Node.js alone, by turns with it',
      value: quantile(bare, 0.5),
      unit: 's',
      latencies: bare.map((each) => each * 1_000),
    },
  ]
}

const MAIN = fileURLToPath(import.meta.resolve('@prasan/api').replace(/index\.js$/, 'main.js'))

export interface RunningApi {
  readonly url: string
  end(): Promise<void>
}

/** The built API in a process of its own, ready. */
export async function startApi(env: NodeJS.ProcessEnv): Promise<RunningApi> {
  const profile = process.env['PRASAN_BENCH_PROFILE']
  const child = spawn(process.execPath, [...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []), MAIN], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  let url: string | undefined
  child.stdout.on('data', (part: Buffer) => {
    printed += part.toString()
    url ??= /http:\/\/\S+:\d+/.exec(printed)?.[0].replace('[::1]', '127.0.0.1')
  })
  while (!(url !== undefined && (await ready(url)))) {
    if (child.exitCode !== null) throw new Error(`the API ended with ${child.exitCode}: ${printed}`)
    await sleep(5)
  }
  return {
    url,
    async end() {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

async function ready(url: string): Promise<boolean> {
  const response = await fetch(`${url}/health/ready`, { headers: { connection: 'close' } })
  await response.body?.cancel()
  return response.ok
}

async function nodeAlone(): Promise<number> {
  const began = performance.now()
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit')
  return (performance.now() - began) / 1_000
}
