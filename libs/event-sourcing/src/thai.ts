/** Thai as people type it: one form for comparing. */
const INVISIBLE = /\u200B|\u200C|\u200D|\uFEFF|\u00AD/g
const NIKHAHIT_AA = /\u0E4D([\u0E48-\u0E4B]?)\u0E32/g
const TONE_BEFORE_VOWEL = /([\u0E48-\u0E4C])([\u0E31\u0E34-\u0E3A\u0E47])/g

/** Digits of Thai and any other script as 0 to 9. */
export const westernDigits = (text: string): string =>
  text
    .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))

/**
 * The form in which two spellings that look the same are the same: NFC, สระอำ in one character, two เ as แ, vowel before tone mark,
 * no invisible characters, Western digits, single blanks, lower case. For keys, headers, words of a list and searching; texts stay as typed.
 */
export function normalised(text: string): string {
  return westernDigits(text.normalize('NFC'))
    .replace(INVISIBLE, '')
    .replace(NIKHAHIT_AA, '$1\u0E33')
    .replace(/\u0E40\u0E40/g, '\u0E41')
    .replace(TONE_BEFORE_VOWEL, '$2$1')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}
