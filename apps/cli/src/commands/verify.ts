import { FolderFiles } from '@prasan/event-sourcing'
import type { Command } from 'commander'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Configuration, openRuntime } from '@prasan/api'
import { readLog } from '../log-digest.js'
import { configuration, headOf, requireStore, viewsAtTheEnd } from '../opened.js'
import { Progress } from '../progress.js'

export function verifyCommand(program: Command): void {
  program
    .command('verify')
    .description(
      'reads every event and every file again: known to this version, taken by the views, no gap in any stream, no file missing or other than its digest',
    )
    .action(async () => {
      const { events, streams, files, digest, problems } = await verified(configuration())
      for (const problem of problems) console.log(`✗ ${problem}`)
      console.log(`${events} events in ${streams} streams, ${files} files. Digest of the log: ${digest}`)
      console.log(problems.length === 0 ? 'All is well.' : 'Not all is well.')
      if (problems.length > 0) process.exitCode = 1
    })
}

export async function verified(on: Configuration) {
  requireStore(on)
  const runtime = await openRuntime(on)
  try {
    const head = headOf(on)
    const progress = new Progress('events')
    const log = await readLog(runtime.store, runtime.registry, (done) => progress.show(done, head === null ? null : Number(head)))
    progress.end(log.events)
    const files = await checkFiles(join(on.dataDir, 'files'), log.attached)
    const ofTheLog = [...log.damage, ...log.unreadable]
    const notShown = ofTheLog.length > 0 ? [] : await viewsAtTheEnd(runtime, head, ({ views }) => views.poison())
    const poison = notShown.map(
      ({ stream, revision, type, reason }) => `the views cannot take ${stream} revision ${revision} (${type}): ${reason}`,
    )
    return { ...log, files: files.count, problems: [...ofTheLog, ...poison, ...files.problems] }
  } finally {
    await runtime.close()
  }
}

/** Whether every stored file has the content that its name says, and every attached one is stored. */
async function checkFiles(folder: string, attached: ReadonlySet<string>): Promise<{ count: number; problems: string[] }> {
  const files = new FolderFiles(folder)
  const names = (existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [])
    .filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name))
    .map(({ name }) => name)
  const stored = new Set(names)
  const problems = [...attached].filter((name) => !stored.has(name)).map((name) => `the file ${name} is missing`)
  for (const name of names) {
    const bytes = await files.get(name)
    if (!bytes || createHash('sha256').update(bytes).digest('hex') !== name)
      problems.push(`the file ${name} does not hold what its digest says`)
  }
  return { count: names.length, problems }
}
