import { type Bilingual, normalised } from '@prasan/event-sourcing'

/** Both languages of a name, to look for a part of it. */
export const foldedForSearch = ({ th, en = '' }: Bilingual): string => `${normalised(th)}\n${normalised(en)}`
