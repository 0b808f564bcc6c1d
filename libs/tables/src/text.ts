/** What of a text stands in a cell. */

// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const NOT_SHOWN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g

/** Lines end with a line feed; what is no character of XML, and half a character, is shown as the one that stands for such. */
export const shown = (text: string): string =>
  (text as string & { toWellFormed(): string }).toWellFormed().replaceAll(/\r\n?/g, '\n').replaceAll(NOT_SHOWN, '\ufffd')

/** What a spreadsheet may take for a formula, also after blanks: and the apostrophe itself, so that one that stands first was always put there. */
const FORMULA = /^[\s\u200b\ufeff]*['=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\n]/

/** A text that a spreadsheet does not calculate when it opens a CSV file: an apostrophe is put before it where it might. */
export const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)
