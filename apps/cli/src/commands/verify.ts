import { FolderFiles } from '@prasan/event-sourcing'
import type { Command } from 'commander'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openRuntime } from '@prasan/api'
import { readLog } from '../log-digest.js'
import { configuration, headOf } from '../opened.js'
import { Progress } from '../progress.js'

export function verifyCommand(program: Command): void {
  program
    .command('verify')
    .description('reads every event and every file again: known to this version, no gap in any stream, no file other than its digest')
    .action(async () => {
      const on = configuration()
      const runtime = await openRuntime(on)
      try {
        const head = headOf(on)
        const progress = new Progress('events')
        const { events, streams, digest, problems } = await readLog(runtime.store, runtime.registry, (done) =>
          progress.show(done, head === null ? null : Number(head)),
        )
        progress.end(events)
        const files = await checkFiles(join(on.dataDir, 'files'))
        for (const problem of [...problems, ...files.problems]) console.log(`✗ ${problem}`)
        console.log(`${events} events in ${streams} streams, ${files.count} files. Digest of the log: ${digest}`)
        console.log(problems.length + files.problems.length === 0 ? 'All is well.' : 'Not all is well.')
        if (problems.length + files.problems.length > 0) process.exitCode = 1
      } finally {
        await runtime.close()
      }
    })
}

/** Whether every stored file has the content that its name says. */
export async function checkFiles(folder: string): Promise<{ count: number; problems: string[] }> {
  if (!existsSync(folder)) return { count: 0, problems: [] }
  const files = new FolderFiles(folder)
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name),
  )
  const problems: string[] = []
  for (const { name } of names) {
    const bytes = await files.get(name)
    if (!bytes || createHash('sha256').update(bytes).digest('hex') !== name)
      problems.push(`the file ${name} does not hold what its digest says`)
  }
  return { count: names.length, problems }
}
