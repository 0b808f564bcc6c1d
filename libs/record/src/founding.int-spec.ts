import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { SqliteEventStore } from '@prasan/event-store'
import { type Handling, Registry, SqliteKeyRing, clockAt } from '@prasan/event-sourcing'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { record } from './domain/record.js'
import { foundStore, storeId } from './founding.js'

let folder: string
const opened: { close(): unknown }[] = []
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'prasan-record-'))))
afterEach(async () => {
  for (const part of opened.splice(0)) await part.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A node on the log of the folder. */
async function node(): Promise<Handling> {
  const store = await SqliteEventStore.open({ file: join(folder, 'events.db') })
  const keys = await SqliteKeyRing.open(join(folder, 'keys.db'), undefined)
  opened.push(store, keys)
  return {
    store,
    keys,
    registry: new Registry(store.prefix, [record]),
    clock: clockAt('2026-11-02'),
    lookUp: async () => [] as never,
    exists: async () => false,
  }
}
async function logged({ store }: Handling): Promise<string[]> {
  const types: string[] = []
  for await (const { stream, type } of store.readAll()) types.push(`${stream} ${type}`)
  return types
}

it('gives the store one id, which every later start finds', async () => {
  const first = await node()
  expect(await storeId(first)).toBeNull()
  const id = await foundStore(first)
  expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  const second = await node()
  expect([await storeId(second), await foundStore(second)]).toEqual([id, id])
  expect(await logged(first)).toEqual(['prasan-record-log StoreFounded'])
})

it('nodes that found at once end with one id', async () => {
  const nodes = await Promise.all([node(), node(), node(), node()])
  const ids = await Promise.all(nodes.map((each) => foundStore(each)))
  expect(new Set(ids).size).toBe(1)
  expect(await logged(nodes[0])).toEqual(['prasan-record-log StoreFounded'])
})
