import { type Command, InvalidArgumentError } from 'commander'
import { basename, extname } from 'node:path'
import { type FileOptions, FileUnreadable, type ImportReport, importAreas, importPopolo, importWorkbook } from '../import/index.js'
import { configuration, withRuntime } from '../opened.js'
import { Progress } from '../progress.js'

interface Given {
  dryRun?: true
  skipBad?: true
  preferFile?: true
  source?: string
  encoding?: string
}

export function importCommands(program: Command): void {
  const group = program.command('import').description('brings files into the log; a file imported twice adds nothing the second time')
  const importing = (name: string, file: string, description: string) =>
    group
      .command(`${name} <${file}>`)
      .description(description)
      .option('--dry-run', 'decides everything and records nothing')
      .option('--skip-bad', 'records the good rows although others are refused')
      .option('--prefer-file', 'overwrites what was changed in the application since the last import')
      .option('--source <name>', 'the register that the keys belong to', sourceName)

  importing(
    'workbook',
    'file.xlsx|folder',
    'imports the tables of a secretary’s office (see docs/import.md), as XLSX or a folder of CSV files',
  )
    .option('--encoding <name>', 'of CSV files, as in windows-874', 'utf-8')
    .action((path: string, given: Given) => run(path, given, (runtime, options) => importWorkbook(runtime, path, options)))

  importing('popolo', 'file.json', 'imports a Popolo file: persons, organizations, memberships').action((path: string, given: Given) =>
    run(path, given, (runtime, options) => importPopolo(runtime, path, given.source ?? basename(path, extname(path)), options)),
  )

  importing('areas', 'file.csv|file.xlsx', 'imports an official list of areas: code, name_th, name_en')
    .option('--encoding <name>', 'of CSV files, as in windows-874', 'utf-8')
    .action((path: string, given: Given) => run(path, given, (runtime, options) => importAreas(runtime, path, options)))
}

async function run(
  path: string,
  given: Given,
  work: (runtime: Parameters<typeof importWorkbook>[0], options: FileOptions) => Promise<ImportReport>,
): Promise<void> {
  const bars = { deciding: new Progress('rows decided'), recording: new Progress('streams recorded') }
  const options: FileOptions = {
    ...given,
    progress: (phase, done, total) => (done === total ? bars[phase].end(done) : bars[phase].show(done, total)),
  }
  try {
    const report = await withRuntime(configuration(), (runtime) => work(runtime, options))
    print(report)
    if ((report.stopped === 'refused' || report.conflicts.length > 0) && process.exitCode === undefined) process.exitCode = 1
    if (report.stopped === 'dry-run' && report.notices.some(({ is }) => is === 'refused')) process.exitCode = 1
  } catch (error) {
    if (!(error instanceof FileUnreadable)) throw error
    console.error(`${path}: ${error.code}: ${error.reason.th} · ${error.reason.en}`)
    process.exitCode = 1
  }
}

function print(report: ImportReport): void {
  for (const { is, table, line, key, column, value, code, reason } of report.notices) {
    const place = `${table}${line > 0 ? ` row ${line}` : ''}${key && key !== value ? ` (${short(key)})` : ''}${column ? `, ${column}` : ''}${value ? ` = “${short(value)}”` : ''}`
    console.log(`${is === 'refused' ? '✗' : '·'} ${place}: ${code}: ${reason.th} · ${reason.en}`)
  }
  const table = [...report.counts].map(([name, { read, added, changed, unchanged, kept, refused }]) => ({
    table: name,
    read,
    added,
    changed,
    unchanged,
    kept,
    refused,
  }))
  console.table(table.map(({ table: name, ...numbers }) => ({ '': name, ...numbers })))
  const what = `${report.events} events in ${report.streams} streams`
  const breaches = report.breaches > 0 ? `, ${report.breaches} of them against a rule of the body, and recorded with the breach` : ''
  const said = {
    'dry-run': `Dry run: ${what} would be recorded${breaches}.`,
    refused: `Nothing was recorded: mend the rows above and import again, or say --skip-bad to leave them out (${what} are ready).`,
    recorded: `Recorded ${what}${breaches}.`,
  }
  console.log(said[report.stopped ?? 'recorded'])
  if (report.conflicts.length > 0) {
    console.log(
      `${report.conflicts.length} streams were changed by somebody else meanwhile and were left out: run the import again. ${report.conflicts.slice(0, 10).join(' ')}`,
    )
  }
}

const short = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text)

function sourceName(given: string): string {
  const name = given.normalize('NFC').trim()
  if (name === '' || name.length > 100) throw new InvalidArgumentError('give a name of at most 100 characters')
  return name
}
