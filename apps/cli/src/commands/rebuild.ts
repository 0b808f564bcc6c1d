import type { Command } from 'commander'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openRuntime } from '@prasan/api'
import { configuration, requireStore, withRuntime } from '../opened.js'

export function rebuildCommand(program: Command): void {
  program
    .command('rebuild')
    .description('brings the views of this version to the end of the log while those of another version may serve')
    .option('--from-scratch', 'throws the views of this version away first; stop the API before')
    .action(async ({ fromScratch }: { fromScratch?: true }) => {
      const on = configuration()
      requireStore(on)
      if (fromScratch) {
        const { views, close } = await openRuntime(on)
        const { file } = views
        await close()
        const name = file.slice(file.lastIndexOf('/') + 1)
        for (const each of readdirSync(join(on.dataDir, 'views'))) if (each.startsWith(name)) rmSync(join(on.dataDir, 'views', each))
      }
      await withRuntime(on, async ({ views }) => {
        console.log(`${views.file} holds ${views.logNumber} events.`)
        for (const { logNumber, stream, reason } of views.poison())
          console.log(`  could not take event ${logNumber} of ${stream}: ${reason}`)
      })
    })
}
