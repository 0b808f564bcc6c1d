import { type KeyRing, isSealed } from '@prasan/event-sourcing'
import { type Bilingual, ERASED, type RequestContext, notReadable } from '@prasan/graphql'
import type { PersonName } from '../domain/person.js'
import type { PersonContacts } from './types.js'

type Parts = NonNullable<PersonName['th']>

/** Thai sets the prefix to the given name without a space; other languages with one. */
const inFull = ({ prefix = '', given, middle, family }: Parts, gap: string) =>
  [`${prefix && prefix + gap}${given}`, middle, family].filter(Boolean).join(' ')

/** A person's full name, opened at the edge; where one language is missing the other stands in. */
export async function fullName(keys: KeyRing, person: { id: string; name: string }): Promise<Bilingual> {
  const plain = await openedAtTheEdge(keys, person.id, person.name)
  if (plain === null) return ERASED
  if (plain === undefined) return notReadable(keys, person.id)
  const { th, en } = JSON.parse(plain) as PersonName
  return { th: th ? inFull(th, '') : inFull(en!, ' '), ...(en && { en: inFull(en, ' ') }) }
}

/** The ways to reach a person, opened at the edge; null where none is recorded, they cannot be read, or who asks may not see them. */
export async function contactsOf(
  { id, contacts }: { id: string; contacts: string | null },
  request: Pick<RequestContext, 'keys' | 'maySee'>,
): Promise<PersonContacts | null> {
  if (!request.maySee({ id, part: 'contacts' })) return null
  const plain = await openedAtTheEdge(request.keys, id, contacts)
  const { phone, email, line } = plain ? (JSON.parse(plain) as Partial<PersonContacts>) : {}
  return phone || email || line ? { phone, email, line } : null
}

/** As the ring opens it, which is asked for the key of somebody whom this process does not know yet; null of nothing. */
async function openedAtTheEdge(keys: KeyRing, id: string, sealed: string | null): Promise<string | null | undefined> {
  if (!isSealed(sealed)) return null
  const plain = keys.open(id, sealed)
  if (plain !== undefined) return plain
  await keys.learn([id])
  return keys.open(id, sealed)
}
