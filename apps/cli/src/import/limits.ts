/** How much a file of tables may hold; more is refused, as such, before it is read. */
import type { Bilingual } from '@prasan/event-sourcing'
import { FileUnreadable } from './refused.js'

const MB = 1024 * 1024
export const LIMITS = {
  /** Bytes of a file. */
  bytes: 100 * MB,
  /** Bytes of all that an XLSX file unpacks to. */
  unpacked: 200 * MB,
  /** Parts of an XLSX file: its sheets and what belongs to them. */
  parts: 2_000,
  /** Lines of a sheet, as many as Excel has rows. */
  rows: 1_048_576,
  columns: 1_000,
  /** Of all sheets of a file. */
  cells: 3_000_000,
  /** Texts that cells share. */
  texts: 2_000_000,
} as const

const shown = (number: number) => number.toLocaleString('en')
const WORDS: Readonly<Record<keyof typeof LIMITS, Bilingual>> = {
  bytes: { th: 'ไฟล์ใหญ่กว่า 100 MB', en: 'The file is larger than 100 MB.' },
  unpacked: { th: 'ไฟล์ XLSX ขยายแล้วใหญ่กว่า 200 MB', en: 'The XLSX file unpacks to more than 200 MB.' },
  parts: { th: `ไฟล์ XLSX มีส่วนประกอบเกิน ${shown(LIMITS.parts)} ส่วน`, en: `The XLSX file has more than ${shown(LIMITS.parts)} parts.` },
  rows: {
    th: `มีแถวเกิน ${shown(LIMITS.rows)} แถว: ลบแถวว่างท้ายตารางหรือแบ่งไฟล์`,
    en: `It goes beyond row ${shown(LIMITS.rows)}: delete empty rows at its end, or split it.`,
  },
  columns: {
    th: `มีคอลัมน์เกิน ${shown(LIMITS.columns)} คอลัมน์: ลบคอลัมน์ว่างท้ายตาราง`,
    en: `It goes beyond column ${shown(LIMITS.columns)}: delete empty columns at its end.`,
  },
  cells: { th: `มีช่องเกิน ${shown(LIMITS.cells)} ช่อง: แบ่งไฟล์`, en: `It has more than ${shown(LIMITS.cells)} cells: split it.` },
  texts: { th: `มีข้อความต่างกันเกิน ${shown(LIMITS.texts)} ข้อความ: แบ่งไฟล์`, en: `It has more than ${shown(LIMITS.texts)} texts: split it.` },
}

export const tooLarge = (file: string, what: keyof typeof LIMITS): FileUnreadable => new FileUnreadable('FileTooLarge', file, WORDS[what])

/** @throws FileUnreadable when there are more */
export function requireAtMost(file: string, what: keyof typeof LIMITS, count: number): void {
  if (count > LIMITS[what]) throw tooLarge(file, what)
}
