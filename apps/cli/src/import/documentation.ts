/** The tables as an office sees them: the empty workbook and its description, both made from the declarations. */
import XLSX from '@e965/xlsx'
import type { Column } from './cells.js'
import type { Table } from './table.js'
import { tables } from './tables/index.js'
import { NOTE } from './workbook.js'

const columnsOf = ({ columns }: Table) => Object.entries(columns as Record<string, Column>)

/** So many rows have the format of their columns: the library writes formats of cells only. */
const FORMATTED_ROWS = 500

/** Of the example row, whose key and the keys of other examples are those of notes: a filled workbook is imported without it. */
const exampleOf = ({ example, tables: of }: Column, index: number) =>
  example !== '' && (index === 0 || of) ? `${NOTE}${example}` : example

/** An XLSX workbook with the headers and one openly fictional example row a table, which an import passes over. */
export function templateWorkbook(): Buffer {
  const book = XLSX.utils.book_new()
  for (const table of tables) {
    const columns = columnsOf(table)
    const examples = columns.map(([, column], index) => {
      const v = exampleOf(column, index)
      return column.format ? { t: 's', v, z: column.format } : v
    })
    const formats = columns.map(([, { format: z }]) => (z ? { t: 'z', z } : null))
    const sheet = XLSX.utils.aoa_to_sheet([columns.map(([, { th }]) => th), examples, ...Array<unknown[]>(FORMATTED_ROWS).fill(formats)])
    sheet['!cols'] = columns.map(([, { th, example }]) => ({ wch: Math.max(th.length, example.length, 8) + 2 }))
    XLSX.utils.book_append_sheet(book, sheet, table.th)
  }
  const notes = [
    ['ตาราง', 'Table', 'คอลัมน์', 'Column', 'ต้องกรอก · Required', 'ค่าที่รับ', 'Takes'],
    ...tables.flatMap((table) =>
      columnsOf(table).map(([name, { th, required, takes }]) => [table.th, table.name, th, name, required ? '✓' : '', takes.th, takes.en]),
    ),
  ]
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(notes), '#คำอธิบาย')
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer
}

const INTRODUCTION = `# Importing a workbook · การนำเข้าข้อมูลจากแฟ้มตาราง

\`npm run prasan -- import workbook <file.xlsx | folder of CSV files>\` brings the registers of an office into Prasan.
\`npm run prasan -- template workbook office.xlsx\` writes an empty workbook with these tables, their Thai headers and an example row.
This page is made from the same declarations (\`npm run prasan -- template documentation\`), and a test compares the two.

- A sheet, or a CSV file, is called by the table's Thai or English name; a column likewise, in any order. Columns that are not required may be left out:
  then what is recorded of them stays. An empty cell of a column that is there empties it. Sheets and columns whose name begins with \`#\` are passed over,
  and so are rows whose key does, as that of the examples in the workbook that is given out.
- The first column is the **key**: yours to choose, unique in its table, and the same in every import. What a row becomes derives from it, so importing a
  file again adds nothing, and an import that was cut off is completed by running it again. \`--source\` names the register that the keys belong to
  (\`workbook\` where it is left out): give it for another office's file, whose keys may be the same. A row by which somebody's given and family name
  would both change is refused with \`SomebodyElse\`, unless \`--prefer-file\` is given. A key is stored in the clear: never take an ID card number for it.
- Where a column takes the key of another table, the row may stand in the same file or have been imported before; a Prasan id is taken as well.
  Where several tables may be meant and all have the key, write the table before it: \`posts:12\`, \`ตำแหน่ง:12\`.
- Dates are \`2026-10-01\`, \`1/10/2026\` or \`1/10/2569\`, in Thai digits too, or \`1 ตุลาคม 2569\`. A year from 2400 on is of the Buddhist Era; a year of two
  digits is refused, and so is a day before B.E. 2484. *From* is the first day on which something holds, *until* the first on which it no longer does.
- Every row is decided before anything is recorded. If one is refused, nothing is recorded unless \`--skip-bad\` is given; every bad row is listed with table,
  row, column, value and reason in one pass. \`--dry-run\` only decides.
- A row that has **changed** since it was imported becomes the matching change or correction; where there is none it is refused with \`ChangeCannotBeImported\`,
  as where the row would go to another committee, meeting or post, or takes back an end, a number or a step.
  What somebody changed **in the application** since is listed and left as it is; \`--prefer-file\` overwrites it.
- What a body's own rules forbid but has happened (a second chair, say) is recorded with the breach.
- Imported events are marked and start no reminders.
- CSV files are UTF-8; for files of an older Thai Excel say \`--encoding windows-874\`.
`

/** docs/import.md. */
export function documentation(): string {
  const cell = (text: string) => text.replaceAll('|', '\\|')
  const described = tables.map((table) =>
    [
      `\n## ${table.th} · \`${table.name}\`\n`,
      `${table.doc.th} · ${table.doc.en}\n`,
      '| หัวคอลัมน์ | column | required | takes | ค่าที่รับ |',
      '| --- | --- | --- | --- | --- |',
      ...columnsOf(table).map(
        ([name, { th, required, takes }]) =>
          `| ${cell(th)} | \`${name}\` | ${required ? 'yes' : ''} | ${cell(takes.en)} | ${cell(takes.th)} |`,
      ),
    ].join('\n'),
  )
  return `${INTRODUCTION}${described.join('\n')}\n`
}
