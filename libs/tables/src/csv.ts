/** CSV as by RFC 4180, in UTF-8 with the mark by which Excel knows it. */
import { type Cell, type Language, type Table, inLanguage } from './table.js'
import { harmless, shown } from './text.js'

export async function* csvOf({ columns, parts }: Table, language: Language): AsyncGenerator<string> {
  yield `\ufeff${line(columns.map(({ header }) => inLanguage(header, language)))}${line(columns.map(({ tag }) => tag))}`
  for await (const rows of parts()) yield rows.map(line).join('')
}

const line = (cells: readonly Cell[]) => `${cells.map(field).join(',')}\r\n`

function field(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = harmless(shown(cell))
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
