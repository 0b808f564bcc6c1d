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

/** Of a row, or the column of a row, that names another one which was not taken. */
export const REFERS_TO_A_REFUSED_ROW = (field: string) =>
  new Refused(
    'RefersToARefusedRow',
    {
      th: 'อ้างถึงแถวที่นำเข้าไม่ได้ หรืออ้างถึงกันเป็นวง',
      en: 'It refers to a row that was not taken, or rows refer to each other in a circle.',
    },
    field,
  )

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

/** All that is wrong with one row. */
export class Refusals extends Error {
  constructor(readonly all: readonly Refused[]) {
    super(all.map(({ message }) => message).join('; '))
  }
}
