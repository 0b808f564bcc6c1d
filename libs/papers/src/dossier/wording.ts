/** How the dossier says things beside what all papers say. */
import type { Language } from '../paper.js'
import { type Wording as Said, whole, wordingIn as saidIn } from '../wording.js'
import type { Contacts, DossierAnswer, Named } from './asked.js'

export interface Wording extends Said {
  named(of: Named): string
  contacts(of: Contacts | null | undefined): string
}

export function wordingIn(language: Language, day: string, words: DossierAnswer['words']): Wording {
  const said = saidIn(language, day, words)
  const { say, t } = said
  return {
    ...said,
    named: (of) => ((of?.name ?? of?.label) ? say((of.name ?? of.label)!) : t('ไม่ทราบ', 'unknown')),
    contacts: (of) =>
      [of?.phone && t(`โทร. ${whole(of.phone)}`, `tel. ${whole(of.phone)}`), of?.email, of?.line && t(`ไลน์ ${of.line}`, `LINE ${of.line}`)]
        .filter(Boolean)
        .join(' '),
  }
}
