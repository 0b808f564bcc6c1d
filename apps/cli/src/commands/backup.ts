/** Backup and restore of the embedded store: the databases by SQLite's online copy, the files, and a manifest that says what they hold. */
import { type Configuration, contexts } from '@prasan/api'
import { SqliteEventStore } from '@prasan/event-store'
import { Registry, z } from '@prasan/event-sourcing'
import { RECORD, StoreFounded } from '@prasan/record'
import Database from 'better-sqlite3'
import { type Command, InvalidArgumentError } from 'commander'
import { createHash } from 'node:crypto'
import { copyFileSync, createReadStream, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { readLog } from '../reading-log.js'
import { configuration, headOf, requireStore } from '../opened.js'
import { Progress } from '../progress.js'

const FORMAT = 2
const Manifest = z.object({
  /** Format 1 said another digest of the log, which is not compared: its files are. */
  format: z.union([z.literal(1), z.literal(FORMAT)]),
  madeAt: z.string(),
  events: z.number(),
  /** Of the chain over the log, as a seal has it. */
  root: z.string().optional(),
  /** Path in the backup, never out of it; size in bytes and SHA-256 of each file. */
  files: z.array(z.object({ path: z.string().regex(/^(?!.*\.\.)[^/\\]/), bytes: z.number(), sha256: z.string() })).min(1),
})
type Manifest = z.infer<typeof Manifest>

const MANIFEST = 'manifest.json'
/**
 * In this order: a process manager's checkpoint is never ahead of the copied log, and every person named in it has a key in the copied ring.
 * The views are not copied: they are made again from the log. The master key never is: whoever has it beside the ring reads every name.
 */
const [PROCESSES, LOG, KEYS] = ['processes.db', 'events.db', 'keys.db']

export function backupCommands(program: Command): void {
  program
    .command('backup [dir]')
    .description('copies the log and the files into an empty folder while the API runs; the master key is never in it')
    .option('--to <dir>', 'the folder, where it is not given by itself')
    .option('--with-keys', 'the keys of the personal data too, as a file of their own')
    .action((dir: string | undefined, { to, withKeys }: { to?: string; withKeys?: true }) =>
      backup(configuration(), folderOf(dir, to), { withKeys: withKeys === true }),
    )
  program
    .command('restore [dir]')
    .description('puts a backup into an empty data folder (PRASAN_DATA_DIR) and checks it')
    .option('--from <dir>', 'the folder, where it is not given by itself')
    .option('--through <number>', 'only the events up to this log number', logNumber)
    .action((dir: string | undefined, { from, through }: { from?: string; through?: number }) =>
      restore(configuration(), folderOf(dir, from), through),
    )
}

function folderOf(dir: string | undefined, named: string | undefined): string {
  if ((dir === undefined) === (named === undefined)) throw new Error('give one folder')
  return resolve((dir ?? named)!)
}

function logNumber(given: string): number {
  if (!/^[1-9]\d{0,14}$/.test(given)) throw new InvalidArgumentError('give a log number, as in 1665')
  return Number(given)
}

export async function backup(on: Configuration, dir: string, { withKeys = false } = {}): Promise<void> {
  requireEmbedded(on)
  requireEmpty(dir)
  requireStore(on)
  mkdirSync(dir, { recursive: true })
  for (const name of [PROCESSES, LOG, ...(withKeys ? [KEYS] : [])]) {
    const from = join(on.dataDir, name)
    if (!existsSync(from)) continue
    const db = new Database(from, { readonly: true, timeout: 10_000 })
    try {
      await db.backup(join(dir, name))
    } finally {
      db.close()
    }
  }
  for (const path of filesIn(join(on.dataDir, 'files'))) if (isStored(path)) copy(join(on.dataDir, 'files', path), join(dir, 'files', path))
  const { events, root, damage, unreadable } = await logOf({ ...on, dataDir: dir })
  if (damage.length > 0) throw new Error(`the copied log is not well (run \`prasan verify\`): ${damage[0]}`)
  const files = await Promise.all(
    filesIn(dir).map(async (path) => ({ path, bytes: statSync(join(dir, path)).size, sha256: await sha256(join(dir, path)) })),
  )
  const manifest: Manifest = { format: FORMAT, madeAt: on.clock.now().toISOString(), events, root, files }
  writeFileSync(join(dir, MANIFEST), JSON.stringify(manifest, null, 2), { flush: true })
  console.log(`${events} events and ${files.length} files are in ${dir}. Root of the log: ${root}`)
  for (const event of unreadable) console.log(`copied as it is: ${event}`)
  console.log(
    withKeys
      ? `It holds ${KEYS}, and not the master key that opens it: keep ${KEYS} apart from the log, and the master key apart from both.`
      : 'It holds no keys: the names in it are read only with those of this store (--with-keys).',
  )
}

/** @param through the last log number that is wanted; the whole log where left out */
export async function restore(on: Configuration, dir: string, through?: number): Promise<void> {
  requireEmbedded(on)
  requireEmpty(on.dataDir)
  const manifest = manifestOf(dir)
  if (through !== undefined && through > manifest.events)
    throw new Error(`the backup ends with number ${manifest.events}: nothing was restored through ${through}`)
  for (const { path, sha256: expected } of manifest.files) {
    if (!existsSync(join(dir, path))) throw new Error(`the backup lacks ${path}: nothing was restored`)
    if ((await sha256(join(dir, path))) !== expected)
      throw new Error(`${path} is not what the manifest says: the backup is damaged, nothing was restored`)
  }
  let report
  try {
    for (const { path } of manifest.files) copy(join(dir, path), join(on.dataDir, path))
    report = await logOf(on)
    const { root } = report
    if (manifest.root !== undefined && root !== manifest.root)
      throw new Error(`the log has the root ${root}, and the backup says ${manifest.root}: nothing was restored`)
    if (through !== undefined) {
      cutAfter(on, through)
      report = await logOf(on)
    }
  } catch (error) {
    for (const name of existsSync(on.dataDir) ? readdirSync(on.dataDir) : [])
      rmSync(join(on.dataDir, name), { recursive: true, force: true })
    throw error
  }
  console.log(
    `${report.events} events and ${manifest.files.length} files of ${manifest.madeAt} are in ${on.dataDir}. Root of the log: ${report.root}`,
  )
  const keys = join(on.dataDir, KEYS)
  console.log(
    existsSync(keys)
      ? `Put the master key that belongs to ${keys} beside it, or set PRASAN_MASTER_KEY.`
      : `No keys were in it: names are not readable until ${KEYS} and the master key of this log are in ${on.dataDir}.`,
  )
}

/**
 * Takes away what comes after, and where the process managers were: they answer what is left again, to the same effect. A log from before its
 * founding has no id any more: keys and files of it belong to the one that it is given anew.
 */
function cutAfter({ dataDir, streamPrefix }: Configuration, through: number): void {
  const db = new Database(join(dataDir, LOG))
  try {
    const ours = 'substr(stream, 1, length(?)) = ?'
    const last = db.prepare<[string, string, number], number>(`select position from event where ${ours} order by position limit 1 offset ?`)
    db.prepare('delete from event where position > ?').run(last.pluck().get(streamPrefix, streamPrefix, through - 1))
    const founded = db.prepare('select 1 from event where stream = ? and type = ?').get(streamPrefix + RECORD, StoreFounded.type)
    if (!founded) unbind(join(dataDir, KEYS))
  } finally {
    db.close()
  }
  rmSync(join(dataDir, PROCESSES), { force: true })
}

function unbind(ring: string): void {
  if (!existsSync(ring)) return
  const db = new Database(ring)
  try {
    if (db.prepare("select 1 from sqlite_schema where name = 'belonging'").get()) db.exec('delete from belonging')
  } finally {
    db.close()
  }
}

function manifestOf(dir: string): Manifest {
  const path = join(dir, MANIFEST)
  if (!existsSync(path)) throw new Error(`${dir} is no backup: it has no ${MANIFEST}`)
  try {
    const said = JSON.parse(readFileSync(path, 'utf8')) as { format?: unknown }
    if (typeof said.format === 'number' && said.format > FORMAT)
      throw new Error(`the backup has format ${said.format}, and this program knows only ${FORMAT}: use a newer one`)
    return Manifest.parse(said)
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error
    throw new Error(`${path} cannot be read: the backup is damaged, nothing was restored`, { cause: error })
  }
}

async function logOf({ dataDir, streamPrefix }: Configuration) {
  const registry = new Registry(
    streamPrefix,
    contexts.flatMap(({ aggregates }) => aggregates),
  )
  const store = await SqliteEventStore.open({ file: join(dataDir, 'events.db'), prefix: streamPrefix })
  const head = headOf({ eventStore: 'sqlite', dataDir })
  const progress = new Progress('events')
  try {
    const report = await readLog(store, registry, (done) => progress.show(done, head === null ? null : Number(head)))
    progress.end(report.events)
    return report
  } finally {
    await store.close()
  }
}

const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
        .filter((path) => path !== MANIFEST)
        .sort()
    : []

/** Not one that is half received. */
const isStored = (path: string) => /^[0-9a-f]{64}$/.test(basename(path))

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  copyFileSync(from, to)
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

function requireEmpty(dir: string): void {
  if (existsSync(dir) && readdirSync(dir).length > 0) throw new Error(`${dir} is not empty: give an empty or a new folder`)
}

function requireEmbedded({ eventStore, sharedUrl }: Configuration): void {
  if (sharedUrl !== undefined) throw new Error('this copies a data folder; keys and files are in PostgreSQL: back them up by pg_dump')
  if (eventStore !== 'sqlite')
    throw new Error(`this copies the embedded store; ${eventStore} is backed up by its own means, the keys and files by copying them`)
}
