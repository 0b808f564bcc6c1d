import { type KeyRing, isSealed } from '@prasan/event-sourcing'
import { type Bilingual, ERASED, type RequestContext, notReadable } from '@prasan/graphql'
import type { PersonName } from '../domain/person.js'

type Opened = string | null | undefined
interface Contacts {
  readonly phone?: string | null | undefined
  readonly email?: string | null | undefined
  readonly line?: string | null | undefined
}
interface Named {
  readonly id: string
  readonly name: string
}
type Parts = NonNullable<PersonName['th']>

/** Thai sets the prefix to the given name without a space; other languages with one. */
const inFull = ({ prefix = '', given, middle, family }: Parts, gap: string) =>
  [`${prefix && prefix + gap}${given}`, middle, family].filter(Boolean).join(' ')

/** A person's full name, opened at the edge; where one language is missing the other stands in. */
export function fullName(keys: KeyRing, person: Named): Bilingual | Promise<Bilingual> {
  const plain = openedAtTheEdge(keys, person.id, person.name)
  return plain instanceof Promise ? plain.then((learned) => shown(keys, person, learned)) : shown(keys, person, plain)
}

function shown(keys: KeyRing, person: Named, plain: Opened): Bilingual {
  if (plain === null) return ERASED
  if (plain === undefined) return notReadable(keys, person.id)
  const { th, en } = JSON.parse(plain) as PersonName
  return { th: th ? inFull(th, '') : inFull(en!, ' '), ...(en && { en: inFull(en, ' ') }) }
}

/** The ways to reach a person, opened at the edge; null where none is recorded, they cannot be read, or who asks may not see them. */
export async function contactsOf(
  { id, contacts }: { id: string; contacts: string | null },
  request: Pick<RequestContext, 'keys' | 'maySee'>,
): Promise<Contacts | null> {
  return request.maySee({ id, part: 'contacts' }) ? contactsIn(request.keys, { id, contacts }) : null
}

/** The same for what reaches a person and shows nobody anything; null where none is recorded or they cannot be read. */
export async function contactsIn(keys: KeyRing, { id, contacts }: { id: string; contacts: string | null }): Promise<Contacts | null> {
  const plain = await openedAtTheEdge(keys, id, contacts)
  const { phone, email, line } = plain ? (JSON.parse(plain) as Contacts) : {}
  return phone || email || line ? { phone, email, line } : null
}

/** As the ring opens it; of somebody whom this process does not know yet the ring is asked for the key first. Null of nothing. */
function openedAtTheEdge(keys: KeyRing, id: string, sealed: string | null): Opened | Promise<Opened> {
  if (!isSealed(sealed)) return null
  const plain = keys.open(id, sealed)
  return plain !== undefined ? plain : keys.learn([id]).then(() => keys.open(id, sealed))
}
