import { isTable, narrowings, requestContext, tableFor, tableNames } from '@prasan/api'
import { FORMATS, fitsIntoASheet, isFormat } from '@prasan/tables'
import { type Command, Option } from 'commander'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { configuration, requireStore, withRuntime } from '../opened.js'

interface Options extends Readonly<Record<string, string | undefined>> {
  readonly format: string
  readonly out?: string
}

export function exportCommand(program: Command): void {
  const command = program
    .command('export <table>')
    .description(`writes a table (${tableNames.join(', ')}) with Thai headers and HXL hashtags, for spreadsheets`)
    .option('--as-of <date>', 'the day that it is of; today in Bangkok where it is left out')
    .option('--known <instant>', 'as it was known then')
    .option('--log <number>', 'as it was known at that event of the log')
    .option('--lang <language>', 'th or en', 'th')
    .option('--format <format>', Object.keys(FORMATS).join(', '), 'csv')
    .option('--out <file>', 'where it is written; <table>-<day>-log-<number>.<format> where it is left out')
  for (const name of narrowings)
    command.addOption(new Option(`--${name} <value>`, 'narrows the table, as the parameter of the API of this name does'))
  command.action(write)
}

async function write(name: string, { format, out, ...options }: Options) {
  requireStore(configuration())
  if (!isTable(name)) throw new Error(`${name}: there are ${tableNames.join(', ')}`)
  if (!isFormat(format)) throw new Error(`--format ${format}: there are ${Object.keys(FORMATS).join(', ')}`)
  const given = Object.fromEntries(
    Object.entries(options).map(([option, value]) => [option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), value]),
  )
  await withRuntime(configuration(), async (runtime) => {
    const { table, language, effective, logNumber } = tableFor(name, given, await requestContext(runtime, {}))
    if (format === 'xlsx' && !fitsIntoASheet(table))
      throw new Error(`${table.length} rows are more than a sheet can hold: narrow the table, or write --format csv`)
    const file = out ?? `${name}-${effective}-log-${logNumber}.${format}`
    await pipeline(FORMATS[format].written(table, language), createWriteStream(file))
    console.log(`${file}: ${table.length} rows as of ${effective}, known at log number ${logNumber}`)
  })
}
