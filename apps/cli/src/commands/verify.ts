import { type Files, Registry, rebuild } from '@prasan/event-sourcing'
import Database from 'better-sqlite3'
import { type Command, InvalidArgumentError } from 'commander'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Configuration, contexts, openFiles, openRuntime, openStore } from '@prasan/api'
import { damagedDatabases } from '../integrity.js'
import { type LogReport, readLog } from '../reading-log.js'
import { configuration, headOf, requireStore, viewsAtTheEnd } from '../opened.js'
import { Progress } from '../progress.js'
import { Witness } from '../witness.js'

interface Given {
  readonly views?: true
  readonly seal?: ReadonlyMap<number, string>
}

export function verifyCommand(program: Command): void {
  program
    .command('verify')
    .description(
      'reads every event and every file again: as sealed and as this node has seen it, known to this version, taken by the views, no gap in any stream, no file missing or other than its digest',
    )
    .option('--views', 'builds the views anew beside those that serve, and compares them row by row')
    .option('--seal <number:root>', 'a seal that was kept elsewhere, as `prasan seal` printed it; may be given several times', sealKept)
    .action(async (given: Given) => {
      const { events, streams, files, root, sealed, problems } = await verified(configuration(), given)
      for (const problem of problems) console.log(`✗ ${problem}`)
      console.log(`${events} events in ${streams} streams, ${files} files. Root of the log: ${root}`)
      console.log(
        sealed === 0
          ? problems.length === 0
            ? 'Nothing is sealed yet.'
            : 'No seal in it holds.'
          : `Sealed through ${sealed}${sealed === events ? '' : `, not yet: ${events - sealed} events`}.`,
      )
      console.log(problems.length === 0 ? 'All is well.' : 'Not all is well.')
      if (problems.length > 0) process.exitCode = 1
    })
}

function sealKept(given: string, before: ReadonlyMap<number, string> = new Map()): ReadonlyMap<number, string> {
  const [, number, root] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(given) ?? []
  if (!number || !root) throw new InvalidArgumentError('give a log number and a root, as in 1665:9f86d081…')
  return new Map([...before, [Number(number), root]])
}

export async function verified(on: Configuration, { views = undefined, seal = new Map() }: Given = {}) {
  requireStore(on)
  const damaged = damagedDatabases(on.dataDir)
  const log = await readWhole(
    on,
    seal,
    damaged.map(({ path }) => path),
  )
  const files = await ofAllFiles(on, log.attached)
  const ofTheLog = [...damaged.map(({ told }) => told), ...log.damage, ...log.unreadable]
  const ofTheViews = ofTheLog.length > 0 ? [] : await checkViews(on, views === true)
  return { ...log, files: files.count, problems: [...ofTheLog, ...ofTheViews, ...files.problems] }
}

async function readWhole(on: Configuration, kept: ReadonlyMap<number, string>, damaged: readonly string[]): Promise<LogReport> {
  const store = await openStore(on)
  try {
    const registry = new Registry(
      on.streamPrefix,
      contexts.flatMap(({ aggregates }) => aggregates),
    )
    const head = headOf(on)
    const progress = new Progress('events')
    const witnesses = Witness.all(join(on.dataDir, 'views'), on.streamPrefix, damaged)
    const log = await readLog(store, registry, (done) => progress.show(done, head === null ? null : Number(head)), { witnesses, kept })
    progress.end(log.events)
    return log
  } finally {
    await store.close()
  }
}

/** What the views could not take; and, where they are built anew, by which tables the ones that serve differ. */
async function checkViews(on: Configuration, anew: boolean): Promise<string[]> {
  const runtime = await openRuntime(on)
  try {
    return await viewsAtTheEnd(runtime, headOf(on), async ({ views, registry, store }) => {
      const poison = views
        .poison()
        .map(({ stream, revision, type, reason }) => `the views cannot take ${stream} revision ${revision} (${type}): ${reason}`)
      if (!anew) return poison
      const folder = mkdtempSync(join(on.dataDir, 'views-anew-'))
      try {
        const declared = contexts.flatMap((context) => context.views)
        const { file, logNumber } = await rebuild(folder, registry, declared, store)
        while (views.logNumber < logNumber) await views.waitFor((views.position ?? 0n) + 1n, 1_000)
        if (views.logNumber > logNumber)
          return [...poison, 'the log grew while the views were built anew: verify them while nobody records']
        return [...poison, ...differences(views.file, file)]
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    })
  } finally {
    await runtime.close()
  }
}

/** The tables of which the views that serve hold other rows than those built anew. */
function differences(serving: string, anew: string): string[] {
  const db = new Database(serving, { readonly: true, timeout: 10_000 })
  try {
    db.prepare('attach ? as anew').run(anew)
    const tables = db
      .prepare<[], string>("select name from anew.sqlite_schema where type = 'table' and name <> 'checkpoint' order by name")
      .pluck()
      .all()
    return tables.flatMap((table) => {
      const rows = (one: string, other: string) =>
        db.prepare<[], number>(`select count(*) from (select * from ${one}.${table} except select * from ${other}.${table})`).pluck().get()!
      const [more, less] = [rows('main', 'anew'), rows('anew', 'main')]
      return more + less === 0 ? [] : [`the views differ from the log in ${table}: ${more} rows are wrong, ${less} are lacking`]
    })
  } finally {
    db.close()
  }
}
async function ofAllFiles(on: Configuration, attached: ReadonlySet<string>) {
  const { files, close } = await openFiles(on)
  try {
    return await checkFiles(files, attached)
  } finally {
    await close()
  }
}

/** Whether every stored file has the content that its name says, and every attached one is stored. */
export async function checkFiles(
  files: Pick<Files, 'all' | 'get'>,
  attached: ReadonlySet<string>,
): Promise<{ count: number; problems: string[] }> {
  const missing = new Set(attached)
  const altered: string[] = []
  let count = 0
  for await (const name of files.all()) {
    count++
    missing.delete(name)
    const hash = createHash('sha256')
    for await (const part of (await files.get(name)) ?? []) hash.update(part)
    if (hash.digest('hex') !== name) altered.push(`the file ${name} does not hold what its digest says`)
  }
  return { count, problems: [...[...missing].map((name) => `the file ${name} is missing`), ...altered] }
}
