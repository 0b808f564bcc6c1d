/** What the nodes of one Prasan share beside the log: the keys and the files. */
import { FolderFiles, SqliteKeyRing, type StoredFiles, type StoredKeys, WithoutKeys } from '@prasan/event-sourcing'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Configuration } from './configuration.js'

export interface Shared {
  readonly keys: StoredKeys
  readonly files: StoredFiles
  /** What they are called where something is wrong with them. */
  readonly at: { readonly keys: string; readonly files: string }
  close(): Promise<void>
}
type Asked = Pick<Configuration, 'dataDir' | 'sharedUrl' | 'masterKey'>

/** Whether keys may be made where there are none. */
export type MayMakeKeys = () => Promise<boolean>
const always: MayMakeKeys = async () => true

/** As the configuration says. @throws MasterKeyIsAnother; Error when what is given cannot be used */
export const openShared = (asked: Asked, mayMake = always): Promise<Shared> =>
  asked.sharedUrl === undefined ? openEmbedded(asked, mayMake) : openPostgres(asked)

/** `keys.db` and a folder: of one machine. */
export async function openEmbedded({ dataDir, masterKey }: Asked, mayMake = always): Promise<Shared> {
  const at = { keys: join(dataDir, 'keys.db'), files: join(dataDir, 'files') }
  const isHere = existsSync(at.keys) || (await mayMake())
  const keys = isHere ? await SqliteKeyRing.open(at.keys, masterKey) : new WithoutKeys(`${at.keys} is missing`)
  return { keys, files: new FolderFiles(at.files), at, close: async () => keys.close() }
}

/** PostgreSQL: of any number of machines, which all have the same master key. */
export async function openPostgres({ sharedUrl, masterKey }: Asked): Promise<Shared> {
  const { PostgresFiles, PostgresKeyRing, SharedDatabase } = await import('@prasan/event-sourcing/postgres')
  const database = new SharedDatabase(sharedUrl!)
  try {
    const keys = await PostgresKeyRing.open(database, masterKey!)
    const close = async () => {
      await keys.close()
      await database.close()
    }
    const at = { keys: 'the ring in PostgreSQL', files: 'the store of files in PostgreSQL' }
    return { keys, files: new PostgresFiles(database), at, close }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** The files alone, without the keys. */
export async function openFiles({ dataDir, sharedUrl }: Asked): Promise<Pick<Shared, 'files' | 'close'>> {
  if (sharedUrl === undefined) return { files: new FolderFiles(join(dataDir, 'files')), close: async () => {} }
  const { PostgresFiles, SharedDatabase } = await import('@prasan/event-sourcing/postgres')
  const database = new SharedDatabase(sharedUrl)
  return { files: new PostgresFiles(database), close: () => database.close() }
}
