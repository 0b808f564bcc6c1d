/**
 * XLSX as by ECMA-376: a sheet of the table, and one that says what it was asked for. The sheet is packed while its rows are asked for, so that
 * a long one takes no more memory than a short one. A text is written as a text, whatever it begins with; the same table is the same bytes.
 */
import { type PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { type Cell, type Column, type Language, type Table, inLanguage } from './table.js'
import { shown } from './text.js'

/** The rows that a sheet can hold, the two over the columns included. */
export const MOST_ROWS = 1_048_576
const OVER_THE_COLUMNS = 2

export const fitsIntoASheet = ({ length }: Pick<Table, 'length'>): boolean => length <= MOST_ROWS - OVER_THE_COLUMNS

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const SHEETS = { th: ['ตาราง', 'ที่มา'], en: ['Table', 'About'] } as const
/** Numbers of the styles below. */
const [HEADER, DAY] = [1, 2]
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`

/** No clock and no time zone: a time of the format's own. */
const PACKED = { mtime: new Date(2000, 0, 1), forceDosTimestamp: true }

export function xlsxOf(table: Table, language: Language): Readable {
  const names = SHEETS[language]
  const sheet = Readable.from(sheetOf(table, language), { objectMode: false })
  const zip = new ZipFile()
  const part = (name: string, text: string) => zip.addBuffer(Buffer.from(text), name, PACKED)
  part(
    '[Content_Types].xml',
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${names.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`).join('')}</Types>`,
  )
  part('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]))
  part(
    'xl/workbook.xml',
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
  )
  part(
    'xl/_rels/workbook.xml.rels',
    relations([...names.map((_, i) => ['worksheet', `worksheets/sheet${i + 1}.xml`] as const), ['styles', 'styles.xml']]),
  )
  part('xl/styles.xml', STYLES)
  part('xl/worksheets/sheet2.xml', aboutOf(table, language))
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml', PACKED)
  zip.end()
  const packed = zip.outputStream as PassThrough
  zip.on('error', (error: Error) => packed.destroy(error))
  sheet.on('error', (error) => packed.destroy(error))
  packed.once('close', () => sheet.destroy())
  return packed
}

const relations = (all: readonly (readonly [kind: string, target: string])[]) =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${all.map(([kind, target], i) => `<Relationship Id="rId${i + 1}" Type="${DOCUMENT}/${kind}" Target="${target}"/>`).join('')}</Relationships>`

/** The rows over the columns stay in sight. */
const worksheet = (widths: readonly number[], frozen: number) =>
  `${XML}<worksheet xmlns="${MAIN}">${frozen > 0 ? `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` : ''}<cols>${widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join('')}</cols><sheetData>`
const ENDS = '</sheetData></worksheet>'

const WIDTHS = { text: 30, number: 12, day: 12 } satisfies Record<Column['kind'], number>

async function* sheetOf({ columns, parts }: Table, language: Language): AsyncGenerator<string> {
  const [header, tags] = [columns.map((column) => inLanguage(column.header, language)), columns.map(({ tag }) => tag)]
  const texts = columns.map(() => 'text' as const)
  yield (
    worksheet(
      columns.map(({ kind }) => WIDTHS[kind]),
      OVER_THE_COLUMNS,
    ) +
    row(1, header, texts, HEADER) +
    row(2, tags, texts)
  )
  const kinds = columns.map(({ kind }) => kind)
  let line = OVER_THE_COLUMNS
  for await (const rows of parts()) yield rows.map((cells) => row(++line, cells, kinds)).join('')
  yield ENDS
}

function aboutOf({ title, about }: Table, language: Language): string {
  const rows = about.map(([label, value], i) =>
    row(i + 2, [inLanguage(label, language), value], ['text', typeof value === 'number' ? 'number' : 'text']),
  )
  return worksheet([30, 60], 0) + row(1, [inLanguage(title, language)], ['text'], HEADER) + rows.join('') + ENDS
}

const row = (line: number, cells: readonly Cell[], kinds: readonly Column['kind'][], style = 0) =>
  `<row r="${line}">${cells.map((cell, i) => (cell === null ? '' : cellOf(`${letters(i)}${line}`, cell, kinds[i]!, style))).join('')}</row>`

function cellOf(place: string, cell: string | number, kind: Column['kind'], style: number): string {
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`
  if (kind === 'day') return `<c r="${place}" s="${DAY}"><v>${serialOf(cell)}</v></c>`
  return `<c r="${place}" t="inlineStr"${style > 0 ? ` s="${style}"` : ''}><is><t xml:space="preserve">${xmlOf(cell)}</t></is></c>`
}

/** A, …, Z, AA, … */
const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))

/** Days since the one before the first of January 1900, as spreadsheets count since then, right from March 1900 on. */
const serialOf = (day: string) => (Date.parse(day) - Date.parse('1899-12-30')) / 86_400_000

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
/** What would be read as an escaped character of the format is escaped itself. */
const xmlOf = (text: string) =>
  shown(text)
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/[&<>]/g, (character) => ENTITIES[character]!)
