/** The views as one node has them, for a new node to begin with: it then reads only what came after. */
import { type Runtime, openRuntime } from '@prasan/api'
import Database from 'better-sqlite3'
import type { Command } from 'commander'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { configuration, requireStore, withRuntime } from '../opened.js'

export function snapshotCommand(program: Command): void {
  program
    .command('snapshot <dir>')
    .description('copies the views into the folder while the API runs; with --use puts those of the folder into a node that has none yet')
    .option('--use', 'takes the views from the folder')
    .action(async (dir: string, { use }: { use?: true }) => (use ? useSnapshot(resolve(dir)) : takeSnapshot(resolve(dir))))
}

async function takeSnapshot(dir: string): Promise<void> {
  const on = configuration()
  requireStore(on)
  mkdirSync(dir, { recursive: true })
  await withRuntime(on, async ({ views }) => {
    const to = join(dir, basename(views.file))
    await copied(views.file, to)
    console.log(
      `The views of ${views.logNumber} events are in ${to} (${(statSync(to).size / 1e6).toFixed(1)} MB). Names in them are sealed.`,
    )
  })
}

async function useSnapshot(dir: string): Promise<void> {
  const on = configuration()
  const runtime = await openRuntime(on)
  const { file, position } = runtime.views
  try {
    if (position !== null) throw new Error(`${file} has begun already: a snapshot is for a node that has no views yet`)
    await requireSnapshot(dir, runtime)
  } finally {
    await runtime.close()
  }
  for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true })
  await copied(join(dir, basename(file)), file)
  await withRuntime(on, async ({ views }) => console.log(`${views.file} holds ${views.logNumber} events.`))
}

/** @throws Error when the folder holds none of this version, or one that is damaged or of another log */
async function requireSnapshot(dir: string, { views, store }: Runtime): Promise<void> {
  const from = join(dir, basename(views.file))
  if (!existsSync(from)) {
    const others = existsSync(dir) ? readdirSync(dir).filter((name) => name.endsWith('.db')) : []
    throw new Error(
      `${dir} holds no ${basename(views.file)}, which is what this version of Prasan reads` +
        (others.length > 0 ? `; it holds ${others.join(', ')}, of another version` : ''),
    )
  }
  const db = new Database(from, { readonly: true })
  try {
    const [result] = db.pragma('quick_check(1)', { simple: false }) as { quick_check: string }[]
    if (result?.quick_check !== 'ok') throw new Error(`${from} is damaged (${result?.quick_check}): take the snapshot again`)
    const last = db
      .prepare<[], { position: number; id: string }>(
        'select l.position, c.lastEvent as id from log l, checkpoint c where l.logNumber = c.logNumber',
      )
      .get()
    if (!last) return
    for await (const event of store.readAll({ from: BigInt(last.position), limit: 1 })) if (event.id === last.id) return
    throw new Error(`${from} was taken of another log, or of one that went on further than this one`)
  } finally {
    db.close()
  }
}

/** By SQLite's online copy, under its name only when it is whole. */
async function copied(from: string, to: string): Promise<void> {
  const db = new Database(from, { readonly: true, timeout: 10_000 })
  const partial = `${to}.partial`
  try {
    rmSync(partial, { force: true })
    await db.backup(partial)
    renameSync(partial, to)
  } finally {
    db.close()
  }
}
