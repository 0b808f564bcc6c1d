import { Readable } from 'node:stream'
import { csvOf } from './csv.js'
import type { Language, Table } from './table.js'
import { xlsxOf } from './xlsx.js'

export const FORMATS = {
  csv: {
    mediaType: 'text/csv; charset=utf-8; header=present',
    written: (table: Table, language: Language) => Readable.from(csvOf(table, language), { objectMode: false }),
  },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', written: xlsxOf },
} as const
export type Format = keyof typeof FORMATS
export const isFormat = (word: string): word is Format => Object.hasOwn(FORMATS, word)
