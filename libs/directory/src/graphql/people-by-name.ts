/** Finding people by name. The views hold names as ciphertext: what is searched stands in the memory of this process alone. */
import { type KeyRing, isSealed, normalised } from '@prasan/event-sourcing'
import type { RequestContext } from '@prasan/graphql'
import { setImmediate as nextTick } from 'node:timers/promises'
import type { PersonName } from '../domain/person.js'
import { namedSince } from '../views/directory/queries.js'

/** So many names are opened before the event loop is left to others. */
const NAMES_A_TURN = 500

interface Named {
  readonly id: string
  /** Log number from which the name was known. */
  readonly named: number
  readonly sealed: string
  /** The name as it is searched; empty once it is erased, undefined as long as its key is not here. */
  searched: string | undefined
}
type Names = Map<string, Named>
/** Every name that was ever given, in the order of the log, and of each person the one that is known now. */
interface Index {
  given: Named[]
  readonly names: Names
}
const known = new WeakMap<RequestContext['views'], Index>()

/** Ids of those whose name, as it was known at the log number, holds what was typed. */
export async function peopleNamed(typed: string, log: number, { views, keys }: Pick<RequestContext, 'views' | 'keys'>): Promise<string[]> {
  let index = known.get(views)
  if (!index) known.set(views, (index = { given: [], names: new Map() }))
  for (;;) {
    const next = namedSince.run(views, { log: index.given.at(-1)?.named ?? 0, most: NAMES_A_TURN })
    for (const { id, name: sealed, named } of next) {
      const name = { id, named, sealed, searched: searched(keys, id, sealed) }
      index.given.push(name)
      index.names.set(id, name)
    }
    if (next.length < NAMES_A_TURN) break
    await nextTick()
  }
  const names = namesAt(index, log)
  const closed = [...names.values()].filter(({ searched }) => searched === undefined)
  if (closed.length > 0) await keys.learn(closed.map(({ id }) => id))
  for (const name of closed) name.searched = searched(keys, name.id, name.sealed)
  // a name may have been erased since it was opened
  return found(names, typed).filter((id) => typeof keys.open(id, names.get(id)!.sealed) === 'string')
}

function namesAt({ given, names }: Index, log: number): Names {
  if (log >= (given.at(-1)?.named ?? 0)) return names
  return new Map(given.filter(({ named }) => named <= log).map((name) => [name.id, name]))
}

/** Lets go of the names of somebody whose data was erased. */
export function forgetNames(views: RequestContext['views'], person: string): void {
  const index = known.get(views)
  for (const name of index?.given ?? []) if (name.id === person) Object.assign(name, { sealed: '', searched: '' })
}

function searched(keys: KeyRing, id: string, sealed: string): string | undefined {
  const plain = isSealed(sealed) ? keys.open(id, sealed) : null
  if (plain === undefined) return undefined
  return plain === null ? '' : searchable(JSON.parse(plain) as PersonName)
}

const unbroken = (text: string) => normalised(text).replaceAll(' ', '')

/** Both languages of a name with its title, as it is searched: blanks are typed, or left out, at will. */
export const searchable = ({ th, en }: PersonName): string =>
  [th, en].map((parts) => (parts ? unbroken([parts.prefix, parts.given, parts.middle, parts.family].join('')) : '')).join('\n')

/** Titles and ranks, short and in full, as they are typed before a given name. Only for searching: a title may be any text. */
const TITLE = new RegExp(
  `(?:${[
    '(?:[ก-ฮ]{1,3}\\.\\s?)+(?:หญิง)?', // น.ส., ดร., ม.ร.ว., พ.ต.อ.หญิง
    '(?:พล|พัน|ร้อย)(?:ตำรวจ)?(?:ตรี|โท|เอก)(?:หญิง)?',
    'ว่าที่|เด็กชาย|เด็กหญิง|นางสาว|นาง|นาย|คุณ|พระครู',
    '(?:mr|mrs|ms|miss|dr|prof)(?=[ .])\\.?',
  ].join('|')})\\s*(?=[ก-ฮเ-ไa-z])`,
  'y',
)
/** Nobody has more: each is one more search through all names. */
const MOST_TITLES = 4

/** Those whose name holds every word that was typed; where there is none so, without the titles typed before it. */
export function found(names: ReadonlyMap<string, Pick<Named, 'searched'>>, typed: string): string[] {
  const text = normalised(typed)
  TITLE.lastIndex = 0
  for (let titles = 0, from = 0; ; titles++) {
    const words = text.slice(from).split(' ')
    const ids = [...names].filter(([, { searched }]) => words.every((word) => searched?.includes(word))).map(([id]) => id)
    if (ids.length > 0 || titles === MOST_TITLES || !TITLE.test(text)) return ids
    from = TITLE.lastIndex
  }
}
