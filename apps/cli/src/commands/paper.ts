import { paperOf } from '@prasan/api'
import { FORMATS, type PaperName, isFormat, isPaper, paperNames, written } from '@prasan/papers'
import type { Command } from 'commander'
import { writeFileSync } from 'node:fs'
import { configuration, requireStore, withRuntime } from '../opened.js'

interface Options {
  readonly asOf?: string
  readonly known?: string
  readonly log?: string
  readonly paperVersion?: string
  readonly format: string
  readonly lang: string
  readonly digits: string
  readonly out?: string
}

export function paperCommands(program: Command): void {
  const dossier = program
    .command('dossier <post>')
    .description('writes what whoever takes over a post has to know on the first day, as a paper to read and to print')
  printed(dossier).action((post: string, options: Options) => write('dossier', post, options))
  const document = program
    .command('document <paper> <id>')
    .description(`writes a paper (${paperNames.join(', ')}) of what has the id`)
    .option('--known <instant>', 'as it was known then')
    .option('--log <number>', 'as it was known at that event of the log')
    .option('--paper-version <version>', 'of minutes: invited, draft-1, circulated, adopted, corrected')
  printed(document).action((paper: string, id: string, options: Options) => {
    if (!isPaper(paper)) throw new Error(`${paper}: there are ${paperNames.join(', ')}`)
    return write(paper, id, options)
  })
}

const printed = (command: Command) =>
  command
    .option('--as-of <date>', 'the day that it is of; where it is left out today in Bangkok, of a meeting its own day')
    .option('--format <format>', Object.keys(FORMATS).join(', '), 'docx')
    .option('--lang <language>', 'th or en', 'th')
    .option('--digits <digits>', 'thai or arabic, where the language is Thai', 'thai')
    .option('--out <file>', 'where it is written; <paper>-<id>.<format> where it is left out')

async function write(paper: PaperName, of: string, { asOf, paperVersion, format, out = `${paper}-${of}.${format}`, ...asked }: Options) {
  requireStore(configuration())
  if (!isFormat(format)) throw new Error(`--format ${format}: there are ${Object.keys(FORMATS).join(', ')}`)
  await withRuntime(configuration(), async (runtime) => {
    const made = await paperOf(runtime, { paper, of, 'as-of': asOf, version: paperVersion, ...asked })
    if (!made) throw new Error(`there is no ${of}`)
    writeFileSync(out, await written(made, format))
    console.log(out)
  })
}
