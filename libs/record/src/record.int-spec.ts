import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type EventStore, MemoryEventStore, SqliteEventStore } from '@prasan/event-store'
import {
  type Aggregate,
  CHAIN_BEGINS,
  type Handling,
  ReadModel,
  Registry,
  SqliteKeyRing,
  Text,
  chained,
  clockAt,
  event,
} from '@prasan/event-sourcing'
import { catchUp, given } from '@prasan/event-sourcing/testing'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FoundStore, LogSealed, SealLog, StoreFounded, record } from './domain/record.js'
import { foundStore, storeId } from './founding.js'
import { allSealed, lastSeal, sealDaily, sealLog } from './sealing.js'

const SomethingSaid = event('SomethingSaid', 1, { word: Text }, { th: 'คำหนึ่ง', en: 'A word' })
const other: Aggregate<null, readonly [typeof SomethingSaid]> = {
  ...{ category: 'other', events: [SomethingSaid], initial: null },
  evolve: { SomethingSaid: () => null },
}

let folder: string
const opened: { close(): unknown }[] = []
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'prasan-record-'))))
afterEach(async () => {
  for (const part of opened.splice(0)) await part.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A node on the log of the folder. */
async function node(today = { day: '2026-11-02' }): Promise<Handling & { store: SqliteEventStore }> {
  const store = await SqliteEventStore.open({ file: join(folder, 'events.db') })
  const keys = await SqliteKeyRing.open(join(folder, 'keys.db'), undefined)
  opened.push(store, keys)
  return {
    store,
    keys,
    registry: new Registry(store.prefix, [record, other]),
    clock: { now: () => clockAt(today.day).now() },
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

const root = 'a'.repeat(64)
const sealed = (through: number) => ({ through, root, algorithm: 'sha256Jcs' as const })

it('a seal goes further than the last, or is none', () => {
  const founded = StoreFounded({ store: '0190c6a1-7b5e-4c3a-8000-000000000001' })
  given(founded)
    .when(SealLog, sealed(1))
    .then(LogSealed(sealed(1)))
  given(founded, LogSealed(sealed(4)))
    .when(SealLog, sealed(4))
    .thenNothing()
  given(founded, LogSealed(sealed(4)))
    .when(SealLog, sealed(5))
    .then(LogSealed(sealed(5)))
  given().when(FoundStore, founded.data).then(founded)
})

/** The views of a node; those of the record are none, and its log is counted all the same. */
async function viewsOf({ store, registry }: Pick<Handling, 'registry'> & { store: EventStore }): Promise<ReadModel> {
  const views = ReadModel.open(':memory:', registry, [])
  opened.push(views)
  await catchUp(views, store)
  return views
}
/** Something is said in the log, in a stream of its own. */
async function said({ store, clock }: Handling, id: string) {
  const metadata = { version: 1, recordedAt: clock.now().toISOString(), actor: 'system:test', commandId: id }
  await store.append(`prasan-other-${id}`, 'no-stream', [{ id: randomUUID(), type: 'SomethingSaid', data: { word: 'ก' }, metadata }])
}

describe('the log', () => {
  it('is sealed by the root of the chain over all of it, seals included, and once for as much', async () => {
    const one = await node()
    await foundStore(one)
    await said(one, 'a')
    const views = await viewsOf(one)
    expect(await sealLog(one, views)).toEqual({ through: 2, root: views.root })
    expect(allSealed(views, await lastSeal(one))).toBe(true)
    await catchUp(views, one.store)
    expect(await sealLog(one, views)).toMatchObject({ through: 2 })
    await said(one, 'b')
    await catchUp(views, one.store)
    expect(await sealLog(one, views)).toMatchObject({ through: 4 })
    let [n, end] = [0, CHAIN_BEGINS]
    for await (const event of one.store.readAll()) if (++n <= 4) end = chained(end, n, event)
    expect(await lastSeal(one)).toEqual({ through: 4, root: end })
  })

  it('has the same root on every node, and in another store', async () => {
    const [one, another] = [await node(), new MemoryEventStore()]
    await foundStore(one)
    await said(one, 'a')
    for await (const event of one.store.readAll()) await another.append(event.stream, 'no-stream', [event])
    const [views, again] = [await viewsOf(one), await viewsOf(one)]
    expect([again.root, (await viewsOf({ ...one, store: another })).root]).toEqual([views.root, views.root])
  })

  /** How many seals there are once each of two nodes, in one after the other, had the time to seal on the day. */
  async function sealsOn(day: string, today: { day: string }, nodes: readonly Awaited<ReturnType<typeof node>>[]): Promise<number> {
    today.day = day
    for (const each of nodes) {
      const stop = new AbortController()
      const daily = sealDaily(each, await viewsOf(each), stop.signal)
      await new Promise((resolve) => setTimeout(resolve, 100))
      stop.abort()
      await daily
    }
    return (await logged(nodes[0]!)).filter((each) => each.endsWith('LogSealed')).length
  }

  it('is sealed by itself once a day has passed, by one of several nodes', async () => {
    const today = { day: '2026-11-02' }
    const nodes = [await node(today), await node(today)]
    await foundStore(nodes[0]!)
    const told: number[] = []
    for (const day of ['2026-11-02', '2026-11-03', '2026-11-03', '2026-11-04']) told.push(await sealsOn(day, today, nodes))
    await said(nodes[1]!, 'a')
    for (const day of ['2026-11-04', '2026-11-05']) told.push(await sealsOn(day, today, nodes))
    expect(told).toEqual([0, 1, 1, 1, 1, 2])
  })

  it('is sealed by itself though the clock was ahead: what it recorded then, and what was recorded after it was put right', async () => {
    const today = { day: '2026-11-02' }
    const nodes = [await node(today)]
    await foundStore(nodes[0]!)
    const told: number[] = []
    told.push(await sealsOn('2026-11-05', today, nodes))
    await said(nodes[0]!, 'ahead')
    for (const day of ['2026-11-05', '2026-11-03']) told.push(await sealsOn(day, today, nodes))
    await said(nodes[0]!, 'right')
    for (const day of ['2026-11-03', '2026-11-05']) told.push(await sealsOn(day, today, nodes))
    expect(told).toEqual([1, 1, 2, 2, 3])
  })
})
