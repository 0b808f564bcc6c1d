import { type Command, InvalidArgumentError } from 'commander'
import { basename, extname } from 'node:path'
import {
  type FileOptions,
  FileUnreadable,
  type ImportReport,
  calledOf,
  importAreas,
  importPopolo,
  importWorkbook,
} from '../import/index.js'
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
    .action((path: string, given: Given) => run(given, (runtime, options) => importWorkbook(runtime, path, options)))

  importing('popolo', 'file.json', 'imports a Popolo file: persons, organizations, memberships').action((path: string, given: Given) =>
    run(given, (runtime, options) => importPopolo(runtime, path, given.source ?? basename(path, extname(path)), options)),
  )

  importing('areas', 'file.csv|file.xlsx', 'imports an official list of areas: code, name_th, name_en')
    .option('--encoding <name>', 'of CSV files, as in windows-874', 'utf-8')
    .action((path: string, given: Given) => run(given, (runtime, options) => importAreas(runtime, path, options)))
}

async function run(
  given: Given,
  work: (runtime: Parameters<typeof importWorkbook>[0], options: FileOptions) => Promise<ImportReport>,
): Promise<void> {
  const bars = { deciding: new Progress('rows decided'), recording: new Progress('streams recorded') }
  const options: FileOptions = {
    ...given,
    progress: (phase, done, total) => (done === total ? bars[phase].end(done) : bars[phase].show(done, total)),
  }
  try {
    const report = await withRuntime(configuration(), (runtime) => work(runtime, { ...options, first: () => runtime.found() }))
    print(report)
    if (report.blocked || report.conflicts.length > 0) process.exitCode ??= 1
  } catch (error) {
    if (!(error instanceof FileUnreadable)) throw error
    console.error(`${error.file}: ${error.code}: ${error.reason.th} · ${error.reason.en}`)
    process.exitCode = 1
  }
}

const MARKS = { refused: '✗', kept: '·', told: '!' } as const

function print(report: ImportReport): void {
  for (const { is, table, line, key, column, value, code, reason } of report.notices) {
    const row = `${line > 0 ? `, แถว ${line} · row ${line}` : ''}${key && key !== value ? ` (${short(key)})` : ''}`
    const cell = `${column ? `, ${calledOf(table, column)}` : ''}${value ? ` = “${short(value)}”` : ''}`
    console.log(`${MARKS[is]} ${calledOf(table)}${row}${cell}: ${code}: ${reason.th} · ${reason.en}`)
  }
  for (const line of aligned([...HEADINGS, ...countsOf(report)])) console.log(line)
  console.log(outcome(report))
  const { conflicts } = report
  if (conflicts.length > 0) {
    const some = conflicts.slice(0, 10).join(' ')
    console.log(
      `มีผู้แก้ไขระหว่างนำเข้า ${conflicts.length} รายการ ยังไม่บันทึก: นำเข้าอีกครั้ง · ` +
        `${conflicts.length} streams were changed by somebody else meanwhile and were left out: run the import again. ${some}`,
    )
  }
}

const HEADINGS = [
  ['ตาราง', 'อ่าน', 'เพิ่ม', 'เปลี่ยน', 'คงเดิม', 'ไม่เขียนทับ', 'ผิด', 'ข้าม (#)'],
  ['table', 'read', 'added', 'changed', 'unchanged', 'kept', 'refused', 'passed over (#)'],
]

function countsOf({ counts, passedOver = new Map<string, number>() }: ImportReport): string[][] {
  return [...new Set([...counts.keys(), ...passedOver.keys()])].map((table) => {
    const { read = 0, added = 0, changed = 0, unchanged = 0, kept = 0, refused = 0 } = counts.get(table) ?? {}
    return [calledOf(table), ...[read, added, changed, unchanged, kept, refused, passedOver.get(table) ?? 0].map(String)]
  })
}

function outcome({ stopped, blocked, events, streams, breaches, counts }: ImportReport): string {
  const what = `${events} events in ${streams} streams`
  const breached = breaches > 0 ? ` (${breaches} เหตุการณ์ขัดกับระเบียบของคณะ บันทึกไว้พร้อมข้อนั้น)` : ''
  const against = breaches > 0 ? `, ${breaches} of them against a rule of the body, and recorded with the breach` : ''
  const sum = (of: 'read' | 'refused') => [...counts.values()].reduce((all, count) => all + count[of], 0)
  const [good, bad] = [sum('read') - sum('refused'), sum('refused')]
  if (stopped === 'refused') {
    const todo = 'mend the rows above and import again, or say --skip-bad to leave them out'
    return `ยังไม่บันทึก: แก้แถวข้างต้นแล้วนำเข้าอีกครั้ง หรือใช้ --skip-bad เพื่อเว้นแถวที่ผิด · Nothing was recorded: ${todo} (${what} are ready).`
  }
  if (stopped === null) return `บันทึกแล้ว ${events} เหตุการณ์${breached} · Recorded ${what}${against}.`
  return blocked
    ? `นำเข้าได้ ${good} แถว ผิด ${bad} แถว ยังไม่บันทึก · ${good} rows can be imported, ${bad} are wrong, nothing is recorded`
    : `ลองนำเข้า ยังไม่บันทึก จะบันทึก ${events} เหตุการณ์${breached} · Dry run: ${what} would be recorded${against}.`
}

/** Marks above and below Thai letters take no place of their own. */
const width = (text: string) => [...text.replaceAll(/\p{Mn}/gu, '')].length

/** The first cell of each line to the left, the others to the right. */
function aligned(lines: readonly string[][]): string[] {
  const widths = lines[0]!.map((_, at) => Math.max(...lines.map((line) => width(line[at]!))))
  return lines.map((line) =>
    line
      .map((cell, at) => {
        const blank = ' '.repeat(widths[at]! - width(cell))
        return at === 0 ? cell + blank : blank + cell
      })
      .join('  '),
  )
}

const short = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text)

function sourceName(given: string): string {
  const name = given.normalize('NFC').trim()
  if (name === '' || name.length > 100) throw new InvalidArgumentError('give a name of at most 100 characters')
  return name
}
