import { expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MemoryEventStore, SqliteEventStore, WrongExpectedRevision, type EventStore } from './index.js'

const folder = mkdtempSync(join(tmpdir(), 'prasan-store-'))
it.each<[string, () => Promise<EventStore>]>([
  ['memory', async () => new MemoryEventStore()],
  ['sqlite', () => SqliteEventStore.open({ file: join(folder, 'events.db') })],
])('%s appends, reads, subscribes', async (_name, open) => {
  const store = await open()
  const event = (n: number) => ({ id: randomUUID(), type: 'Noted', data: { n, th: 'ประสาน' }, metadata: {} })
  const events = [event(1), event(2), event(3)]
  const first = await store.append('prasan-s', 'no-stream', events)
  expect(first.revision).toBe(2n)
  expect(await store.append('prasan-s', 'no-stream', events)).toEqual(first)
  await expect(store.append('prasan-s', 0n, [event(4)])).rejects.toThrow(WrongExpectedRevision)
  const read = []
  for await (const e of store.readStream('prasan-s')) read.push(e)
  expect(read).toEqual(events.map((e, i) => ({ ...e, stream: 'prasan-s', revision: BigInt(i), position: first.position - 2n + BigInt(i) })))
  const stop = new AbortController()
  const seen = []
  for await (const page of store.subscribe({ signal: stop.signal })) {
    seen.push(...page.events)
    if (seen.length === 3) void store.append('prasan-s', 2n, [event(4)])
    if (seen.length === 4) stop.abort()
  }
  expect(seen.map((e) => e.data.n)).toEqual([1, 2, 3, 4])
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})
