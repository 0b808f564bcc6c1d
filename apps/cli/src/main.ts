import { configurationFrom } from '@prasan/api'
import { Command } from 'commander'
import { backupCommands } from './commands/backup.js'
import { dayCommand } from './commands/day.js'
import { exportCommand } from './commands/export.js'
import { paperCommands } from './commands/paper.js'
import { importCommands } from './commands/import.js'
import { keysCommands } from './commands/keys.js'
import { migrateSharedCommand } from './commands/migrate-shared.js'
import { migrateStoreCommand } from './commands/migrate-store.js'
import { reactionsCommand } from './commands/reactions.js'
import { rebuildCommand } from './commands/rebuild.js'
import { sealCommand } from './commands/seal.js'
import { snapshotCommand } from './commands/snapshot.js'
import { statsCommand } from './commands/stats.js'
import { templateCommand } from './commands/template.js'
import { verifyCommand } from './commands/verify.js'
import { registerGenerate } from './generate.js'

const program = new Command('prasan')
  .description(
    'The joint work of many agencies, kept whole while the people in it come and go. Works on the store that PRASAN_DATA_DIR names.',
  )
  .showHelpAfterError()
for (const register of [
  importCommands,
  templateCommand,
  statsCommand,
  rebuildCommand,
  snapshotCommand,
  sealCommand,
  reactionsCommand,
  dayCommand,
  paperCommands,
  exportCommand,
  verifyCommand,
  backupCommands,
  keysCommands,
  migrateStoreCommand,
  migrateSharedCommand,
])
  register(program)
registerGenerate(program, () => configurationFrom(process.env))

try {
  await program.parseAsync()
} catch (error) {
  console.error(`prasan: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
