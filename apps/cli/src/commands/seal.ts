import { sealLog } from '@prasan/record'
import type { Command } from 'commander'
import { configuration, requireStore, withRuntime } from '../opened.js'

export function sealCommand(program: Command): void {
  program
    .command('seal')
    .description('seals the log as it is now, beside the seal of every day; keep what it prints in another place')
    .action(() => {
      requireStore(configuration())
      return withRuntime(configuration(), async ({ handling, views, found }) => {
        const store = await found()
        const seal = await sealLog(handling, views)
        console.log(seal === null ? 'There is nothing to seal.' : `Store ${store} is sealed through ${seal.through}: ${seal.root}`)
      })
    })
}
