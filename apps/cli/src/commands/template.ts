import type { Command } from 'commander'
import { existsSync, writeFileSync } from 'node:fs'
import { documentation, templateWorkbook } from '../import/documentation.js'

export function templateCommand(program: Command): void {
  const group = program.command('template').description('writes what an import starts from')
  group
    .command('workbook [file.xlsx]')
    .description('writes an XLSX workbook with the headers of every table and an example row')
    .action((file = 'prasan-workbook.xlsx') => {
      if (existsSync(file as string)) throw new Error(`${file as string} is there already: give another name`)
      writeFileSync(file as string, templateWorkbook())
      console.log(`${file as string} is written.`)
    })
  group
    .command('documentation')
    .description('prints docs/import.md')
    .action(() => void process.stdout.write(documentation()))
}
