import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { FilesUnavailable } from '@prasan/event-sourcing'
import { bytesOf, filesContract } from '@prasan/event-sourcing/contract-suite'
import { PostgresFiles, SharedDatabase } from '@prasan/event-sourcing/postgres'
import { randomBytes } from 'node:crypto'
import { PostgresServer, withoutPostgres } from '../support/postgres.js'

if (withoutPostgres !== null) it.skip(withoutPostgres, () => {})
else {
  let server: PostgresServer
  let databases = 0
  beforeAll(async () => {
    server = await PostgresServer.start()
  })
  afterAll(() => server.stop())
  const begin = async () => {
    const url = await server.fresh(`files_${++databases}`)
    const shared = new SharedDatabase(url)
    return {
      url,
      files: new PostgresFiles(shared),
      age: async (ms: number) => void (await server.ask(`update prasan.file set kept = kept - ${ms} * interval '1 millisecond'`, url)),
      close: () => shared.close(),
    }
  }
  filesContract('PostgreSQL', begin)

  describe('files in PostgreSQL', () => {
    it('are told as not at hand while it is away, and are there once it is back', async () => {
      const { files, close } = await begin()
      const bytes = randomBytes(300_000)
      const digest = await files.put(bytes)
      const reading = (await files.get(digest))!
      await server.kill()
      for (const ask of [
        files.put(bytes),
        files.get(digest),
        files.has(digest),
        files.about(digest),
        files.delete(digest),
        bytesOf(reading),
      ])
        await expect(ask).rejects.toThrow(FilesUnavailable)
      await server.resume()
      expect((await bytesOf(await files.get(digest))).equals(bytes)).toBe(true)
      await close()
    })

    it('one that is deleted while it is read ends with an error, not as a shorter file', async () => {
      const { files, close } = await begin()
      const reading = (await files.get(await files.put(randomBytes(600_000))))![Symbol.asyncIterator]()
      await reading.next()
      for await (const digest of files.all()) await files.delete(digest)
      await expect(reading.next()).rejects.toThrow(FilesUnavailable)
      await close()
    })
  })
}
