/** XLSX files made of the XML of their sheets, so that they hold what no library writes. */
import XLSX from '@e965/xlsx'

const CFB = XLSX.CFB as {
  read(bytes: Buffer, options: { type: 'buffer' }): { FullPaths: string[]; FileIndex: { content: Buffer; size: number }[] }
  write(archive: object, options: { fileType: 'zip'; type: 'buffer'; compression: true }): Buffer
}

/** The cells of a row as the XML of a sheet; a cell that is XML already stays. */
export const row = (line: number, ...cells: readonly string[]) =>
  `<row r="${line}">${cells.map((cell, n) => (cell.startsWith('<') ? cell : text(`${String.fromCharCode(65 + n)}${line}`, cell))).join('')}</row>`
const text = (ref: string, shown: string) => `<c r="${ref}" t="inlineStr"><is><t>${shown}</t></is></c>`

/** A workbook with one sheet. */
export function xlsxOf(sheet: string, rows: string, before = ''): Buffer {
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['key']]), sheet)
  const archive = CFB.read(XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer, { type: 'buffer' })
  const part = archive.FileIndex[archive.FullPaths.findIndex((path) => path.endsWith('/sheet1.xml'))]!
  part.content = Buffer.from(
    `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${before}<sheetData>${rows}</sheetData></worksheet>`,
  )
  part.size = part.content.length
  return CFB.write(archive, { fileType: 'zip', type: 'buffer', compression: true })
}
