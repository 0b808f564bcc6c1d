/** What the nodes of one Prasan share beside the log: the keys and the files. */
import { type Files, FolderFiles, type KeyRing, SqliteKeyRing } from '@prasan/event-sourcing'
import { join } from 'node:path'
import type { Configuration } from './configuration.js'

export interface Shared {
  readonly keys: KeyRing
  readonly files: Files
  close(): Promise<void>
}
type Asked = Pick<Configuration, 'dataDir' | 'sharedUrl' | 'masterKey'>

/** As the configuration says. @throws Error when the master key is not theirs or what is given cannot be used */
export const openShared = (asked: Asked): Promise<Shared> => (asked.sharedUrl === undefined ? openEmbedded(asked) : openPostgres(asked))

/** `keys.db` and a folder: of one machine. */
export async function openEmbedded({ dataDir, masterKey }: Asked): Promise<Shared> {
  const keys = await SqliteKeyRing.open(join(dataDir, 'keys.db'), masterKey)
  return { keys, files: new FolderFiles(join(dataDir, 'files')), close: async () => keys.close() }
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
    return { keys, files: new PostgresFiles(database), close }
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
