/** Why an import records something that nobody gave a reason for. */
import type { Bilingual } from '../declaring/shapes.js'

/** As data: the register that the file is of. */
export const reasonOfImport = (source: string): string => `import:${source}`

/** The second is how it was recorded before: the words of both languages in one text. */
const FORMS = [/^import:(?<source>.+)$/su, /^แก้ไขตามข้อมูลนำเข้า “(?<source>.+)” · corrected from the import “.+”$/su]

/** The reason in words; undefined where it is one that somebody gave. */
export function importInWords(reason: unknown): Bilingual | undefined {
  if (typeof reason !== 'string') return undefined
  const source = FORMS.map((form) => form.exec(reason)?.groups!['source']).find((found) => found !== undefined)
  return source === undefined ? undefined : { th: `ตามข้อมูลนำเข้า “${source}”`, en: `as in the import “${source}”` }
}
