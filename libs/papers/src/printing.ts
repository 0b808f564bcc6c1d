/** How a paper is asked to be printed. */
import type { Digits, Language } from './paper.js'

export interface Printing {
  readonly language: Language
  readonly digits: Digits
  /** The day that it is of, and the log number through which it is known. */
  readonly day: string
  readonly logNumber: number
}

/** Thai digits are for Thai papers. */
export const printed = ({ language, digits }: Printing): { language: Language; digits: Digits } => ({
  language,
  digits: language === 'th' ? digits : 'arabic',
})
