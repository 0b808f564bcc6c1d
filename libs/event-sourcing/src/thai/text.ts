/** Thai as people type it: one form for comparing. */
const IGNORED = /\p{Default_Ignorable_Code_Point}/gu
/** Soft hyphen, word joiner, byte order mark and the marks of direction: they come with what is pasted and say nothing. */
const PASTED = /[\u00AD\u061C\u200E\u200F\u2060\uFEFF]/g
const BLANK = /[\s\u200B-\u200D]/
/** More marks on one character than any script has: putting them in order takes the square of their number. */
export const STACKED = /\p{M}{31}/u
const OVER = /(\p{M}{30})\p{M}+/gu
const NIKHAHIT_AA = /\u0E4D([\u0E48-\u0E4B]?)\u0E32/g
const TONE_BEFORE_VOWEL = /([\u0E48-\u0E4C])([\u0E31\u0E34-\u0E3A\u0E47])/g

/** Whether `tidy` leaves out something that came with the text. */
export const holdsPasted = (text: string): boolean => text.search(PASTED) >= 0

/** In NFC and without blanks around it; but as it is where too many marks are stacked. */
export function tidy(text: string): string {
  const typed = text.replace(PASTED, '')
  if (STACKED.test(typed)) return typed
  const plain = typed.normalize('NFC')
  let from = 0
  let to = plain.length
  while (from < to && BLANK.test(plain[from]!)) from++
  while (to > from && BLANK.test(plain[to - 1]!)) to--
  return plain.slice(from, to)
}

/** Digits of Thai and any other script as 0 to 9. */
export const westernDigits = (text: string): string =>
  text
    .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))

/** 0 to 9 as ๐ to ๙; words with Latin letters in them, as addresses and codes, stay as they are. */
export const thaiDigits = (text: string): string =>
  text.replace(/\S+/g, (word) =>
    /[A-Za-z@]/.test(word) ? word : word.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit))),
  )

/**
 * The form in which two spellings that look the same are the same: NFC, สระอำ in one character, two เ as แ, vowel before tone mark,
 * no invisible characters, Western digits, single blanks, lower case. For keys, headers, words of a list and searching; texts stay as typed. Takes time as the text is long.
 */
export function normalised(text: string): string {
  return westernDigits(text.replace(IGNORED, '').replace(OVER, '$1').normalize('NFC'))
    .replace(NIKHAHIT_AA, '$1\u0E33')
    .replace(/\u0E40\u0E40/g, '\u0E41')
    .replace(TONE_BEFORE_VOWEL, '$2$1')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}

const BESIDE_THAI = /(?<=[\u0E00-\u0E7F]) | (?=[\u0E00-\u0E7F])/g

/** The form in which a text is searched, part by part: normalised, and without the blanks beside Thai, which some people type and others do not. */
export const searchable = (text: string): string => normalised(text).replace(BESIDE_THAI, '')

/** The words of what is searched for, each of which is to be found in a text that is `searchable`. */
export const wordsSought = (search: string): string[] => [...new Set(normalised(search).split(' '))].filter((word) => word !== '')
