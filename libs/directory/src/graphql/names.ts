import { type KeyRing, isSealed } from '@prasan/event-sourcing'
import type { Bilingual, RequestContext } from '@prasan/graphql'
import type { PersonName } from '../domain/person.js'
import type { PersonContacts } from './types.js'

const ERASED: Bilingual = { th: '(ลบข้อมูลส่วนบุคคลแล้ว)', en: '(personal data erased)' }

type Parts = NonNullable<PersonName['th']>

/** Thai sets the prefix to the given name without a space; other languages with one. */
const inFull = ({ prefix = '', given, middle, family }: Parts, gap: string) =>
  [`${prefix && prefix + gap}${given}`, middle, family].filter(Boolean).join(' ')

/** A person's full name, opened at the edge; where one language is missing the other stands in. */
export function fullName(keys: KeyRing, person: { id: string; name: string }): Bilingual {
  const plain = isSealed(person.name) ? keys.open(person.id, person.name) : null
  if (plain === null) return ERASED
  const { th, en } = JSON.parse(plain) as PersonName
  return { th: th ? inFull(th, '') : inFull(en!, ' '), ...(en && { en: inFull(en, ' ') }) }
}

/** The ways to reach a person, opened at the edge; null where none is recorded, they were erased, or who asks may not see them. */
export function contactsOf(
  { id, contacts }: { id: string; contacts: string | null },
  request: Pick<RequestContext, 'keys' | 'maySee'>,
): PersonContacts | null {
  if (!request.maySee({ id, part: 'contacts' })) return null
  const { keys } = request
  const plain = contacts !== null && isSealed(contacts) ? keys.open(id, contacts) : null
  const { phone, email, line } = plain === null ? {} : (JSON.parse(plain) as Partial<PersonContacts>)
  return phone || email || line ? { phone, email, line } : null
}
