/** The tables as an office sees them: the empty workbook and its description, both made from the declarations. */
import XLSX from '@e965/xlsx'
import type { Column } from './cells.js'
import type { Table } from './table.js'
import { LIMITS } from './limits.js'
import { TAKEN } from './popolo-file.js'
import { tables } from './tables/index.js'
import { NOTE } from './found-rows.js'

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

const MB = 1024 * 1024
const number = (count: number) => count.toLocaleString('en')

const INTRODUCTION = `# Importing a workbook · การนำเข้าข้อมูลจากไฟล์ตาราง

\`npm run prasan -- import workbook <file.xlsx | folder of CSV files>\` brings the registers of an office into Prasan.
\`npm run prasan -- template workbook office.xlsx\` writes an empty workbook with these tables, their Thai headers and an example row.
This page is made from the same declarations (\`npm run prasan -- template documentation\`), and a test compares the two.

- A sheet, or a CSV file, is called by the table's Thai or English name; a column likewise, in any order. Columns that are not required may be left out:
  then what is recorded of them stays. An empty cell of a column that is there empties it. Sheets and columns whose name begins with \`#\` are skipped,
  and so are rows whose key begins so, as those of the examples in the empty workbook.
- The first column is the **key**: yours to choose, unique in its table, and the same in every import. What a row becomes derives from it, so importing a
  file again adds nothing, and an import that was cut off is completed by running it again. \`--source\` names the register that the keys belong to
  (\`workbook\` where it is left out): give it for another office's file, whose keys may be the same. A row that would change both the given and the family name
  of somebody is refused with \`SomebodyElse\`, unless \`--prefer-file\` is given. A key is stored in the clear: never take an ID card number for it.
- Where a column takes the key of another table, that row may stand in the same file or have been imported before; a Prasan id is taken as well.
  Where several tables may be meant and more than one has the key, write the table before it: \`posts:12\`, \`ตำแหน่ง:12\`. A list names each thing once.
- Dates are \`2026-10-01\`, \`1/10/2026\` or \`1/10/2569\`, in Thai digits too, or \`1 ตุลาคม 2569\`. A year from 2400 on is of the Buddhist Era; a year of two
  digits is refused, and so is a day before B.E. 2484. *From* is the first day on which something holds, *until* the first on which it no longer does.
- Rows are taken in the order of their days, ends before beginnings, wherever they stand in the file: a chair after another is no second one.
- Every row is decided before anything is recorded. If one is refused (✗), nothing is recorded unless \`--skip-bad\` is given; every mistake is listed once
  with table, row, column, value and reason in one pass. With \`--skip-bad\` a row of which a part is
  refused, as its end, is left out whole, and so is what refers to it.
  \`--dry-run\` only decides: it says what the real import would, and exits as it would.
- A row that has **changed** since it was imported becomes the matching change or correction, and an end that is no longer there is taken back; where no
  command does it, the row is refused with \`ChangeCannotBeImported\` at the column that changed, as where the row would go to another committee, meeting or
  post, or takes back a number or a step. What somebody changed or took back **in the application** since is listed (·) and left as it is; \`--prefer-file\` overwrites it.
- What a body's own rules forbid but has happened (a second chair, say) is recorded with the breach and reported (!) with its row. So is
  whoever sits in two seats of one body on the same days, and whatever is hidden in the file: it is imported.
- A text that holds a national identification number, a telephone number or the name of a child is recorded and reported with its row (\`NationalId\`,
  \`PhoneNumber\`, \`NameOfAChild\`): reword it. So is a text from which invisible characters that were pasted with it are left out.
- What a row says and another row of the file says otherwise (two heads of one organization, say) is recorded as one of them and reported with the row that it
  is not (\`AnotherRowDiffers\`). Two who are sent to one seat from one day are refused (\`AnotherIsSentThatDay\`); whoever is said to be sent to a seat on days
  on which it is of no organization, as after a correction of the seat, is reported (\`SeatSendsNobody\`).
- A store that holds no areas gets the official list of Thailand with the first workbook that names one.
- Imported events are marked. The reason of a correction or a breach that an import records is \`import:\` and the source, said in words
  by the history.
- CSV files are UTF-8, with commas, semicolons or tabs; for files of an older Thai Excel say \`--encoding windows-874\`. A cell that holds an error (\`#N/A\`,
  \`#REF!\`) or a formula without its value refuses its row.
- A file has at most ${LIMITS.bytes / MB} MB, ${LIMITS.unpacked / MB} MB unpacked in ${number(LIMITS.parts)} parts (XLSX), ${number(LIMITS.rows)} rows and ${number(LIMITS.columns)} columns a sheet, ${number(LIMITS.cells)} cells and
  ${number(LIMITS.texts)} different texts. An XLSX file that is damaged is refused whole.
`

const POPOLO = `
## Popolo

\`npm run prasan -- import popolo <file.json>\` brings in persons, organizations and memberships as [Popolo](https://www.popoloproject.com) writes them. What is said
above of order, refusals, changes, breaches and \`--dry-run\` holds here too; \`--source\` is the file's name where it is left out. An organization other than a
party (\`classification\`) that has members is also a committee, and a membership a seat of it: of the organization \`on_behalf_of_id\`, else of the person.

- Records are known by their \`id\`, memberships without one by person, organization, role, area, period and first day; never by their place in the file. The
  same id twice is refused with \`KeyTwice\`. Persons and organizations imported before from the same source need not be in the file again.
- A seat gets the next number of its body when it is first imported, and keeps it.
- Dates are \`2014\`, \`2014-05\`, \`2014-05-17\` or an instant, nothing else: a year or month begins on its first day and ends with its last. A year from 2400 on
  is of the Buddhist Era. \`end_date\`, \`death_date\` and \`dissolution_date\` are the last day. A membership without dates has those of its legislative period.
- With \`death_date\` the person's memberships end, with \`dissolution_date\` the organization and its seats; a membership that says a later day is reported.
  Of a person who is not in the file again the death is not known: ends that were recorded stay where the memberships say none.
- Areas and legislative periods are kept with the memberships that name them, and belong into every file with those; one that none names (an election, say) is
  skipped and reported.
- Every other field or list is skipped, and reported once with the count.

| list | fields that are taken |
| --- | --- |
${TAKEN.map(([name, fields]) => `| \`${name}\` | ${fields.map((field) => `\`${field}\``).join(', ')} |`).join('\n')}
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
  return `${INTRODUCTION}${described.join('\n')}\n${POPOLO}`
}
