import { type Bilingual, normalised } from '@prasan/event-sourcing'

/** A name as it is looked for: both languages, to find a part of it, and each by itself, to find one that is the same. */
export function foldedForSearch({ th, en }: Bilingual) {
  const [foldedTh, foldedEn] = [normalised(th), en === undefined ? null : normalised(en)]
  return { folded: `${foldedTh}\n${foldedEn ?? ''}`, foldedTh, foldedEn }
}
