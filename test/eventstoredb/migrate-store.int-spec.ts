import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { migrateStore } from '@prasan/cli'
import { type EventStore, SqliteEventStore } from '@prasan/event-store'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serverUnderTest, type ServerUnderTest } from './under-test.js'
import { note } from './writers.js'

describe('prasan migrate-store', () => {
  let server: ServerUnderTest
  let folder: string
  let prefix: string
  let sqlite: EventStore
  let eventstoredb: EventStore

  beforeAll(async () => {
    server = await serverUnderTest()
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'prasan-migrate-'))
    prefix = `migrate-${randomUUID().slice(0, 8)}-`
    sqlite = await SqliteEventStore.open({ file: join(folder, 'events.db'), prefix })
    eventstoredb = (await server.open(prefix)).store
  })
  const done = async () => {
    await sqlite.close()
    await eventstoredb.close()
    rmSync(folder, { recursive: true, force: true })
  }
  const log = async (store: EventStore) => {
    const events = []
    for await (const { position: _, ...event } of store.readAll()) events.push(event)
    return events
  }
  const fill = async () => {
    for (let n = 0; n < 60; n++) {
      const stream = `${prefix}meeting-${n % 7}`
      await sqlite.append(stream, n < 7 ? 'no-stream' : BigInt(Math.floor(n / 7) * 2 - 1), [note(n), note(n)])
    }
  }

  it('copies every event with its id, order, revision and metadata, and back', async () => {
    await fill()
    expect(await migrateStore(sqlite, eventstoredb, () => {})).toEqual({ found: 0, copied: 120 })
    expect(await log(eventstoredb)).toEqual(await log(sqlite))
    const back = await SqliteEventStore.open({ file: join(folder, 'back.db'), prefix })
    expect(await migrateStore(eventstoredb, back, () => {})).toEqual({ found: 0, copied: 120 })
    expect(await log(back)).toEqual(await log(sqlite))
    await back.close()
    await done()
  })

  it('goes on where it broke off', async () => {
    await fill()
    let appends = 0
    const breaking: EventStore = Object.assign(Object.create(eventstoredb) as EventStore, {
      append: (...args: Parameters<EventStore['append']>) => {
        if (++appends > 20) throw new Error('killed')
        return eventstoredb.append(...args)
      },
    })
    await expect(migrateStore(sqlite, breaking, () => {})).rejects.toThrow('killed')
    const held = (await log(eventstoredb)).length
    expect(await migrateStore(sqlite, eventstoredb, () => {})).toEqual({ found: held, copied: 120 - held })
    expect(await log(eventstoredb)).toEqual(await log(sqlite))
    expect(await migrateStore(sqlite, eventstoredb, () => {})).toEqual({ found: 120, copied: 0 })
    await done()
  })

  it('refuses a target that holds something else, and names it', async () => {
    await fill()
    const other = note(1)
    await eventstoredb.append(`${prefix}meeting-0`, 'no-stream', [other])
    await expect(migrateStore(sqlite, eventstoredb, () => {})).rejects.toThrow(/event 1 differs in id: .*meeting-0 revision 0/)
    expect(await log(eventstoredb)).toHaveLength(1)
    await done()
  })
})
