/** A PostgreSQL server of a test's own: on loopback, a free port and a temporary folder. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const DEBIAN = '/usr/lib/postgresql'
const places = [
  ...(existsSync(DEBIAN) ? readdirSync(DEBIAN).map((version) => join(DEBIAN, version, 'bin')) : []),
  ...(process.env['PATH'] ?? '').split(':'),
]
const programs = places.find((place) => existsSync(join(place, 'initdb')) && existsSync(join(place, 'postgres')))

/** PostgreSQL does not run as root: then as Debian's own user of it, or as nobody. */
const user = ((): { uid: number; gid: number } | Record<string, never> | null => {
  if (process.getuid?.() !== 0) return {}
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((what) => Number(spawnSync('id', [what, name], { encoding: 'utf8' }).stdout))
    if (uid && gid) return { uid, gid }
  }
  return null
})()

/** Null where it can run here; otherwise why not. */
export const withoutPostgres: string | null =
  programs === undefined ? 'not run: PostgreSQL is not installed here' : user === null ? 'not run: nobody is here to run PostgreSQL' : null

export class PostgresServer {
  private process: ChildProcess | undefined

  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async start(): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), 'prasan-postgres-'))
    if (user?.uid) chownSync(folder, user.uid, user.gid)
    const made = spawnSync(
      join(programs!, 'initdb'),
      ['-D', join(folder, 'data'), '-U', 'prasan', '--auth=trust', '-E', 'UTF8', '--locale=C', '-N'],
      {
        ...user,
        cwd: folder,
        encoding: 'utf8',
      },
    )
    if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`)
    const server = new PostgresServer(folder, await freePort())
    await server.resume()
    return server
  }

  url(database = 'postgres'): string {
    return `postgres://prasan@127.0.0.1:${this.port}/${database}`
  }

  /** The address of a database that holds nothing. */
  async fresh(name: string): Promise<string> {
    await this.ask(`create database "${name}"`)
    return this.url(name)
  }

  /** Runs a statement beside what is tested. */
  async ask(sql: string, url = this.url()): Promise<Record<string, unknown>[]> {
    const { default: pg } = await import('pg')
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows
    } finally {
      await client.end()
    }
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    for (const pid of [this.process!.pid!, ...childrenOf(this.process!.pid!)]) process.kill(pid, signal)
  }

  /** Ends it at once, as a crash does. */
  async kill(): Promise<void> {
    const { process: running } = this
    if (!running) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill('SIGQUIT')
    await ended
    this.process = undefined
  }

  /** Starts it, again, on the same folder and port. */
  async resume(): Promise<void> {
    this.process = spawn(
      join(programs!, 'postgres'),
      ['-D', join(this.folder, 'data'), '-p', `${this.port}`, '-h', '127.0.0.1', '-k', this.folder, '-c', 'fsync=off'],
      { ...user, cwd: this.folder, stdio: 'ignore' },
    )
    for (let tries = 600; ; tries--) {
      try {
        return void (await this.ask('select 1'))
      } catch (error) {
        if (tries === 0) throw error
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
  }

  async stop(): Promise<void> {
    await this.kill()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

const childrenOf = (pid: number) => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
