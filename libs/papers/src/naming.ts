/** How papers name things of the record. */
import type { Bilingual } from '@prasan/event-sourcing'
import type { Printing } from './printing.js'
import type { Wording } from './wording.js'

/** An id without the moment that it was answered for. */
export const bare = (id: string): string => id.replace(/@.*$/, '')

interface Place {
  readonly post: { readonly title: Bilingual } | null
  readonly organization: { readonly name: Bilingual } | null
}
/** What a seat is one of: the post, the organization that sends, or the experts. */
export function seatOf({ post, organization }: Place, { say, t }: Wording): string {
  if (post) return say(post.title)
  return organization ? t(`ผู้แทน${say(organization.name)}`, `Representative of ${say(organization.name)}`) : t('ผู้ทรงคุณวุฒิ', 'Expert')
}

/** What a paper was made from. */
export const madeOf = ({ logNumber }: Pick<Printing, 'logNumber'>, { t }: Wording): string =>
  t(`จัดทำจากบันทึกของระบบประสานถึงลำดับที่ ${logNumber}`, `Made from the record of Prasan through log number ${logNumber}`)
