import { dossierOf } from '@prasan/api'
import { FORMATS, isFormat, written } from '@prasan/papers'
import type { Command } from 'commander'
import { writeFileSync } from 'node:fs'
import { configuration, requireStore, withRuntime } from '../opened.js'

interface Options {
  readonly asOf?: string
  readonly format: string
  readonly lang: string
  readonly digits: string
  readonly out?: string
}

export function dossierCommand(program: Command): void {
  program
    .command('dossier <post>')
    .description('writes what whoever takes over a post has to know on the first day, as a paper to read and to print')
    .option('--as-of <date>', 'the day that it is of; today in Bangkok where it is left out')
    .option('--format <format>', Object.keys(FORMATS).join(', '), 'docx')
    .option('--lang <language>', 'th or en', 'th')
    .option('--digits <digits>', 'thai or arabic, where the language is Thai', 'thai')
    .option('--out <file>', 'where it is written; dossier-<post>.<format> where it is left out')
    .action(async (post: string, { asOf, format, lang, digits, out = `dossier-${post}.${format}` }: Options) => {
      requireStore(configuration())
      if (!isFormat(format)) throw new Error(`--format ${format}: there are ${Object.keys(FORMATS).join(', ')}`)
      await withRuntime(configuration(), async (runtime) => {
        const paper = await dossierOf(runtime, { post, day: asOf, language: lang, digits })
        if (!paper) throw new Error(`there is no post ${post}`)
        writeFileSync(out, await written(paper, format))
        console.log(out)
      })
    })
}
