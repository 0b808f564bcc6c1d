/** The sheets of a folder of CSV files, a CSV file or an XLSX workbook. */
import { readdirSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { csvSheet } from './csv.js'
import { FileUnreadable } from './refused.js'
import type { Sheet } from './sheet.js'
import { xlsxSheets } from './xlsx.js'

/**
 * @param encoding of the CSV files: `utf-8`, or `windows-874` for those of an older Thai Excel
 * @throws FileUnreadable
 */
export function readSheets(path: string, encoding = 'utf-8'): Sheet[] {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) throw new FileUnreadable('FileMissing', path, { th: 'ไม่พบไฟล์หรือโฟลเดอร์นี้', en: 'There is no such file or folder.' })
  if (!found.isDirectory()) return extname(path).toLowerCase() === '.csv' ? [csvSheet(path, encoding)] : xlsxSheets(path)
  const files = readdirSync(path).filter((name) => extname(name).toLowerCase() === '.csv')
  if (files.length === 0)
    throw new FileUnreadable('NotAWorkbook', path, { th: 'ไม่มีไฟล์ .csv ในโฟลเดอร์นี้', en: 'There is no .csv file in this folder.' })
  return files.sort().map((name) => csvSheet(join(path, name), encoding))
}
