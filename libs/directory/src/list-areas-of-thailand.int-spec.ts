import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { MemoryEventStore, type NewEvent } from '@prasan/event-store'
import { type Handling, Registry, SqliteKeyRing, bangkokDay, clockAt } from '@prasan/event-sourcing'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { areasOfThailand } from './areas-of-thailand.js'
import { area } from './domain/area.js'
import { listAreasOfThailand } from './list-areas-of-thailand.js'

describe('the areas of Thailand in the log', () => {
  const folder = mkdtempSync(join(tmpdir(), 'prasan-areas-'))
  let keys: SqliteKeyRing
  beforeAll(async () => {
    keys = await SqliteKeyRing.open(join(folder, 'keys.db'), undefined)
  })
  afterAll(() => {
    keys.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const handlingOver = (store: Handling['store']): Handling => ({
    store,
    registry: new Registry('prasan-', [area]),
    clock: clockAt('2026-11-02'),
    keys,
    exists: () => false,
    lookUp: () => Promise.reject(new Error('nothing to look up')),
  })
  const logOf = async (store: MemoryEventStore) => {
    const events = []
    for await (const event of store.readAll()) events.push(event)
    return events
  }

  it('is one stream a province that together hold every area once, and nothing more at the next start', async () => {
    const store = new MemoryEventStore()
    await listAreasOfThailand(handlingOver(store))
    const log = await logOf(store)
    expect(new Set(log.map(({ stream }) => stream)).size).toBe(77)
    expect(log.map(({ metadata }) => metadata['actor'])).toEqual(log.map(() => 'system:areas'))
    expect(bangkokDay(log[0]!.metadata['recordedAt'] as string)).toBe('2026-11-02')
    const codes = log.flatMap(({ data }) => (data['areas'] as { code: string }[]).map(({ code }) => code))
    expect(codes.sort()).toEqual([...areasOfThailand()].map(({ code }) => code).sort())
    await listAreasOfThailand(handlingOver(store))
    expect(await logOf(store)).toHaveLength(77)
  })

  it('goes on where a run was cut off', async () => {
    const whole = new MemoryEventStore()
    let left = 5
    const cutOff: Handling['store'] = {
      append: (stream, expected, events: readonly NewEvent[]) =>
        left-- > 0 ? whole.append(stream, expected, events) : Promise.reject(new Error('the process ended here')),
      readStream: (stream, options) => whole.readStream(stream, options),
      readAll: (options) => whole.readAll(options),
    }
    await expect(listAreasOfThailand(handlingOver(cutOff))).rejects.toThrow('the process ended here')
    expect(await logOf(whole)).toHaveLength(5)
    await listAreasOfThailand(handlingOver(whole))
    expect(new Set((await logOf(whole)).map(({ stream }) => stream)).size).toBe(77)
    expect(await logOf(whole)).toHaveLength(77)
  })
})
