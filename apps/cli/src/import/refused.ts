import type { Bilingual } from '@prasan/event-sourcing'

/** Why a cell, a row or a part of it cannot be taken, in words for the person who wrote it. */
export class Refused extends Error {
  override readonly name = 'Refused'
  constructor(
    readonly code: string,
    readonly reason: Bilingual,
    /** Path of the command's input field, as in `seats.2.post`; empty when it is the row as a whole. */
    readonly field: string = '',
  ) {
    super(`${code}: ${reason.en ?? reason.th}`)
  }
}

/** Code of the refusal of a row by which a person would become another: rows that refer to it are not taken either. */
export const SOMEBODY_ELSE = 'SomebodyElse'

/** The file itself cannot be read: nothing of it was looked at. */
export class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable'
  constructor(
    readonly code:
      'FileMissing' | 'FileTooLarge' | 'EncodingInvalid' | 'NulByte' | 'CsvMalformed' | 'XlsxMalformed' | 'JsonMalformed' | 'NotAWorkbook',
    readonly file: string,
    readonly reason: Bilingual,
  ) {
    super(`${file}: ${code}: ${reason.en ?? reason.th}`)
  }
}
