import { configurationFrom } from '@prasan/api'
import { Command } from 'commander'
import { registerGenerate } from './generate.js'

const program = new Command('prasan').description('The joint work of many agencies, kept whole while the people in it come and go.')
registerGenerate(program, () => configurationFrom(process.env))

try {
  await program.parseAsync()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
