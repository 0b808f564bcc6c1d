/** The image without Docker: its steps in a folder of its own, run as its user, with the environment that the compose file gives. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { configurationFrom } from '@prasan/api'
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { EventStoreDbDouble } from '../support/eventstoredb-double/server.js'
import { PostgresServer, withoutPostgres } from '../support/postgres.js'

const ROOT = resolve(import.meta.dirname, '../../..')
const yaml = createRequire(import.meta.url)('js-yaml') as { load(text: string): unknown }
const lines = readFileSync(join(ROOT, 'Dockerfile'), 'utf8').split('\n')
const argumentsOf = (instruction: string) =>
  lines.flatMap((line) => (line.startsWith(`${instruction} `) ? [line.slice(instruction.length + 1)] : []))

/** The user `node` of the image; whoever runs the tests where that is not root, who alone may become somebody else. */
const isRoot = process.getuid?.() === 0
const NOBODY = { uid: 1000, gid: 1000 }

describe('the image', () => {
  const base = mkdtempSync(join(tmpdir(), 'prasan-image-'))
  const built = join(base, 'built')
  const app = join(base, 'app')
  const data = join(base, 'data')

  beforeAll(() => {
    chmodSync(base, 0o755)
    mkdirSync(built)
    const copied = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' })
    for (const file of copied.split('\n').filter((name) => name !== '')) {
      mkdirSync(dirname(join(built, file)), { recursive: true })
      copyFileSync(join(ROOT, file), join(built, file))
    }
    const steps = argumentsOf('RUN')
      .find((each) => each.startsWith('npm ci'))!
      .split(' && ')
    for (const step of steps) {
      if (step !== 'npm ci') execFileSync('sh', ['-c', step], { cwd: built, stdio: 'pipe' })
      else installed() // what it installs from the lockfile is here already
    }
    for (const [from, to] of argumentsOf('COPY').flatMap((each) => {
      const match = /^--from=build --chown=root:root \/app\/(\S+) \.\/(\S*)$/.exec(each)
      return match ? [[match[1]!, match[2]!] as const] : []
    })) {
      const place = to === '' || to.endsWith('/') ? join(app, to, from.split('/').at(-1)!) : join(app, to)
      mkdirSync(dirname(place), { recursive: true })
      execFileSync('cp', ['-a', '--link', join(built, from), place])
    }
    mkdirSync(data)
    if (isRoot) chownSync(data, NOBODY.uid, NOBODY.gid)
  })
  afterAll(() => rmSync(base, { recursive: true, force: true }))

  /** As `npm ci` leaves it, by links: a file that npm writes in place is copied. */
  function installed() {
    for (const folder of ['.', ...['libs', 'apps'].flatMap((kind) => readdirSync(join(ROOT, kind)).map((name) => join(kind, name)))]) {
      const from = join(ROOT, folder, 'node_modules')
      if (!readdirSync(join(ROOT, folder)).includes('node_modules')) continue
      execFileSync('cp', ['-a', '--link', from, join(built, folder, 'node_modules')])
    }
    const marker = join(built, 'node_modules', '.package-lock.json')
    rmSync(marker)
    copyFileSync(join(ROOT, 'node_modules', '.package-lock.json'), marker)
  }

  /** The environment of the service, as compose passes it on for what stands in `.env`. */
  function environment(dotenv: Readonly<Record<string, string>>, service = 'api'): Record<string, string> {
    const { services } = yaml.load(readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8')) as {
      services: Record<string, { environment: Record<string, string> }>
    }
    const ofImage = Object.fromEntries(
      argumentsOf('ENV').flatMap((each) => each.split(' ').map((pair) => pair.split('=') as [string, string])),
    )
    const ofService = Object.entries(services[service]!.environment).map(([name, value]) => [
      name,
      value.replace(/\$\{(\w+):-([^}]*)\}/g, (_, variable: string, otherwise: string) => dotenv[variable] || otherwise),
    ])
    return { ...ofImage, ...Object.fromEntries(ofService) }
  }

  /** Run in the image; the data folder is where the volume would be, and nothing listens beyond this machine. */
  function run(command: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
    const here = {
      PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
      HOME: '/nonexistent',
      PRASAN_DATA_DIR: data,
      PRASAN_LISTEN: '127.0.0.1',
      PORT: '0',
    }
    const [name, ...given] = command
    return spawn(name!, given, { cwd: app, env: { ...env, ...here }, stdio: ['ignore', 'pipe', 'pipe'], ...(isRoot && NOBODY) })
  }

  async function ended(child: ChildProcess): Promise<{ code: unknown; text: string }> {
    let text = ''
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (part: Buffer) => (text += String(part)))
    const [code] = await once(child, 'close')
    return { code, text }
  }

  it('holds nothing that only tests run, and no package that only the build needs', () => {
    const files = readdirSync(app, { recursive: true, encoding: 'utf8' })
    const ours = files.filter((file) => /^(apps|libs)\/\w[\w-]*\/dist\//.test(file))
    expect(ours.length).toBeGreaterThan(200)
    expect(ours.filter((file) => /spec\.js$|\/testing\/|contract-suite/.test(file))).toEqual([])
    expect(files).not.toContain('node_modules/jest')
    expect(files).toContain('node_modules/better-sqlite3/build/Release/better_sqlite3.node')
  })

  it('listens for what is published, which the compose file publishes on loopback alone', () => {
    expect(configurationFrom(environment({})).listen).toBe('0.0.0.0')
    expect(() => configurationFrom({ ...environment({}), PRASAN_DEMO_REACHABLE: '' })).toThrow('PRASAN_LISTEN=0.0.0.0')
  })

  const profiles = [
    ['the embedded store', () => ({ PRASAN_EVENT_STORE: 'sqlite' })],
    ['EventStoreDB', ({ url }: EventStoreDbDouble) => ({ EVENTSTOREDB_URL: url })],
    ['several nodes of EventStoreDB', ({ url }: EventStoreDbDouble) => ({ EVENTSTOREDB_URL: url.replace(/127\.0\.0\.1:\d+/, '$&,$&,$&') })],
  ] as const
  it.each(profiles)('serves a query and runs a command on %s', async (_, dotenv) => {
    const double = await new EventStoreDbDouble().start()
    await serves(environment(dotenv(double)), double)
  })

  if (withoutPostgres !== null) it.skip(withoutPostgres, () => {})
  else
    it('serves a query and runs a command as one of several nodes on EventStoreDB and PostgreSQL', async () => {
      const double = await new EventStoreDbDouble().start()
      const server = await PostgresServer.start()
      try {
        const dotenv = { EVENTSTOREDB_URL: double.url, PRASAN_SHARED_URL: server.url(), PRASAN_MASTER_KEY: 'ab'.repeat(32) }
        await serves(environment(dotenv, 'api-2'), double)
        expect(readdirSync(data).filter((name) => /^(keys|files|master)/.test(name))).toEqual([])
      } finally {
        await server.stop()
      }
    })

  async function serves(env: Readonly<Record<string, string>>, double: EventStoreDbDouble): Promise<void> {
    rmSync(data, { recursive: true })
    mkdirSync(data)
    if (isRoot) chownSync(data, NOBODY.uid, NOBODY.gid)
    const api = run(JSON.parse(argumentsOf('CMD')[0]!) as string[], env)
    try {
      const over = ended(api)
      let url: string | undefined
      for await (const line of createInterface(api.stdout!)) if ((url = /(http:\/\/127\.0\.0\.1:\d+)\/graphql/.exec(line)?.[1])) break
      if (url === undefined) throw new Error((await over).text)
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ areas(first: 1) { totalCount } }' }),
      })
      const body = (await answer.json()) as { data: { areas: { totalCount: number } } }
      expect(body.data.areas.totalCount).toBeGreaterThanOrEqual(0)
      const { code, text } = await ended(run(['npm', 'run', '--silent', 'prasan', '--', 'stats'], env))
      expect(text).toMatch(/events/)
      expect(code).toBe(0)
      api.kill('SIGTERM')
      expect((await over).code).toBe(0)
    } finally {
      api.kill('SIGKILL')
      double.kill()
    }
  }
})
