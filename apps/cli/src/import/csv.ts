/** CSV files, whatever separates their columns. */
import { CsvError, parse } from 'csv-parse/sync'
import { basename, extname } from 'node:path'
import { readText } from './bytes.js'
import { requireAtMost } from './limits.js'
import { FileUnreadable } from './refused.js'
import { type Line, type Sheet, sheetOf } from './sheet.js'

/** @throws FileUnreadable */
export function csvSheet(path: string, encoding: string): Sheet {
  const text = readText(path, encoding).replaceAll(/\r\n?/g, '\n')
  requireAtMost(path, 'rows', linesIn(text))
  const lines: Line[] = []
  let cells = 0
  try {
    parse(text, {
      bom: true,
      relax_column_count: true,
      delimiter: separatorOf(text),
      on_record(record: string[], { lines: line }) {
        requireAtMost(path, 'columns', record.length)
        requireAtMost(path, 'cells', (cells += record.length))
        const within = record.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0)
        if (record.some((cell) => cell.trim() !== '')) lines.push({ line: line - within, cells: record })
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new FileUnreadable('CsvMalformed', path, {
      th: `อ่าน CSV ไม่ได้: ${error.message}`,
      en: `This is not well-formed CSV: ${error.message}`,
    })
  }
  return sheetOf(basename(path, extname(path)), path, lines)
}

function linesIn(text: string): number {
  let lines = 1
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

/** A comma, or what stands between the headers more often: a semicolon, as where the decimal sign is a comma, or a tab. */
function separatorOf(text: string): string {
  const header = /\S[^\n]*/.exec(text)?.[0].replaceAll(/"[^"]*"/g, '') ?? ''
  const times = (separator: string) => header.split(separator).length
  return [',', ';', '\t'].reduce((most, each) => (times(each) > times(most) ? each : most))
}
