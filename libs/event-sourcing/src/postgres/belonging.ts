import type { Belonging } from '../log/belonging.js'
import type { SharedDatabase } from './database.js'

const COLUMNS = 'store, master_key as "masterKey", state'

/** What is written down of the keys or the files in the database. */
export async function belongsTo(shared: SharedDatabase, part: 'keys' | 'files'): Promise<Belonging | null> {
  const [found] = await shared.query<Belonging>(`select ${COLUMNS} from prasan.belonging where part = $1`, [part])
  return found ?? null
}

/** Of several at once the first is taken, unless it is meant `instead`. */
export async function bind(shared: SharedDatabase, part: 'keys' | 'files', to: Belonging, instead: boolean): Promise<Belonging> {
  const otherwise = instead ? 'update set store = excluded.store, master_key = excluded.master_key, state = excluded.state' : 'nothing'
  await shared.query(`insert into prasan.belonging values ($1, $2, $3, $4) on conflict (part) do ${otherwise}`, [
    ...[part, to.store, to.masterKey, to.state],
  ])
  return (await belongsTo(shared, part))!
}
