import type { Bilingual } from '@prasan/event-sourcing'

/**
 * A text as names are searched: without regard to case, to the normal form it was typed in, and to whether sara am (ำ) was typed
 * as one character or as nikhahit and sara aa, before or after the tone mark.
 */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\u0e4d([\u0e48-\u0e4b])/g, '$1\u0e4d')
    .toLowerCase()

/** Both languages of a name, to look for a part of it. */
export const foldedForSearch = ({ th, en = '' }: Bilingual): string => folded(`${th}\n${en}`)
