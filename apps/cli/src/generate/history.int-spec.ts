import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { contexts } from '@prasan/api'
import { ReadModel, Registry, SqliteKeyRing, isSealed, sql } from '@prasan/event-sourcing'
import { MemoryEventStore, type RecordedEvent } from '@prasan/event-store'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeHistory, yearsBefore } from './history.js'

const THROUGH = '2026-11-02'
const WANTED = { provinces: 1, from: yearsBefore(THROUGH, 2), through: THROUGH, seed: 7 }

describe('a generated history', () => {
  const folder = mkdtempSync(join(tmpdir(), 'prasan-generate-'))
  const registry = new Registry(
    'prasan-',
    contexts.flatMap(({ aggregates }) => aggregates),
  )
  let keys: SqliteKeyRing
  const store = new MemoryEventStore()
  let log: RecordedEvent[]

  const logOf = async (of: MemoryEventStore) => {
    const events: RecordedEvent[] = []
    for await (const event of of.readAll()) events.push(event)
    return events
  }
  beforeAll(async () => {
    keys = await SqliteKeyRing.open(join(folder, 'keys.db'))
    await writeHistory({ store, registry, keys }, WANTED)
    log = await logOf(store)
  })
  afterAll(() => {
    keys.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('is read by the registry, every event of the shape it declares, recorded from the founding to the last day', () => {
    for (const recorded of log) {
      const { type, data, id, day, metadata } = registry.read(recorded)
      const { schema, personal } = registry.events.get(type)!
      const plain = Object.fromEntries(personal.filter((field) => field in data).map((field) => [field, opened(id, data[field])]))
      expect([recorded.stream, schema.safeParse({ ...data, ...plain }).error]).toEqual([recorded.stream, undefined])
      expect(metadata.imported).toBe(true)
      expect([day >= WANTED.from, day <= THROUGH]).toEqual([true, true])
    }
    expect(WANTED.from).toBe('2024-10-01')
  })
  const opened = (person: string, sealed: unknown): unknown => {
    expect(isSealed(sealed)).toBe(true)
    return JSON.parse(keys.open(person, sealed as string)!)
  }

  it('is the same for the same seed but for ciphertexts, and a province’s does not depend on the others', async () => {
    const again = new MemoryEventStore()
    await writeHistory({ store: again, registry, keys }, WANTED)
    const two = new MemoryEventStore()
    await writeHistory({ store: two, registry, keys }, { ...WANTED, provinces: 2 })
    const told = (events: readonly RecordedEvent[]) =>
      events
        .filter(({ type }) => type !== 'PersonRegistered' && type !== 'AreasListed')
        .map(({ stream, revision, id, type, data, metadata }) => ({ stream, revision, id, type, data, metadata }))
    expect(told(await logOf(again))).toEqual(told(log))
    const ours = new Set(log.map(({ stream }) => stream))
    const byId = (events: readonly RecordedEvent[]) => told(events).sort((a, b) => (a.id < b.id ? -1 : 1))
    expect(byId((await logOf(two)).filter(({ stream }) => ours.has(stream)))).toEqual(byId(log))
  })

  it('is taken whole by the views, and no post has two substantive holders on a day', async () => {
    const model = ReadModel.open(
      ':memory:',
      registry,
      contexts.flatMap(({ views }) => views),
    )
    const stop = new AbortController()
    await model.follow(store, stop.signal, () => model.caughtUp && stop.abort())
    expect(model.logNumber).toBe(log.length)
    expect(model.poison()).toEqual([])
    const held = sql`select count(*) n from assignment where knownTo is null and manner = 'substantive'`
    expect(model.get<{ n: number }>(held)!.n).toBeGreaterThan(50)
    const twice = sql`select a.post from assignment a join assignment b on b.post = a.post and b.id > a.id where a.knownTo is null and b.knownTo is null
      and a.manner = 'substantive' and b.manner = 'substantive' and a.validFrom < b.validTo and b.validFrom < a.validTo`
    expect(model.all(twice)).toEqual([])
    model.close()
  })
})
