import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { eventStoreContract } from '../contract-suite/index.js'
import { StoreUnavailable, StoreUnusable, type NewEvent, type RecordedEvent } from '../ports.js'
import { SqliteEventStore } from './store.js'

const folder = mkdtempSync(join(tmpdir(), 'prasan-event-store-'))
afterAll(() => rmSync(folder, { recursive: true }))

// One file for all tests: the events of the others stand between, under other prefixes.
eventStoreContract('sqlite', async (prefix) => ({ store: await SqliteEventStore.open({ file: join(folder, 'contract.db'), prefix }) }))

const event = (data: NewEvent['data'] = {}): NewEvent => ({ id: randomUUID(), type: 'Noted', data, metadata: {} })

async function all(events: AsyncIterable<RecordedEvent>): Promise<RecordedEvent[]> {
  const read: RecordedEvent[] = []
  for await (const one of events) read.push(one)
  return read
}

/** The store's own connection: some settings of SQLite hold for one connection only. */
const connection = (store: SqliteEventStore) => (store as unknown as { db: Database.Database }).db

let file: string
beforeEach(() => {
  file = join(folder, `${randomUUID()}.db`)
})

describe('a file that is no event store of this format', () => {
  const written = async (count: number) => {
    const store = await SqliteEventStore.open({ file })
    await store.append(
      'prasan-s',
      'no-stream',
      Array.from({ length: count }, () => event({ text: 'x'.repeat(500) })),
    )
    await store.close()
  }
  const foreign = (sql: string) => {
    const db = new Database(file)
    db.exec(sql)
    db.close()
  }

  it.each<[string, () => void | Promise<void>, RegExp]>([
    ['text', () => writeFileSync(file, 'not a database, and longer than its header would be: '.repeat(50)), /not an SQLite database/],
    ['a file with a damaged header', () => written(1).then(() => overwrite(file, 0, 40)), /not an SQLite database/],
    ['a file that was cut off', () => written(2_000).then(() => truncateSync(file, 200_000)), /damaged: restore/],
    ['the database of another program', () => foreign('create table other (a)'), /another program/],
    ['an empty database that another program marked', () => foreign('pragma application_id = 7'), /another program/],
    ['a newer format', () => written(1).then(() => foreign('pragma user_version = 2')), /format 2, .*only 1/],
    ['a store without its table', () => written(1).then(() => foreign('drop table event')), /no such table/],
    ['a folder', () => void mkdirSync(file), /unable to open|directory/],
  ])('%s is refused, named and left as it was', async (_what, make, why) => {
    await make()
    const before = contents(file)
    const refused = await SqliteEventStore.open({ file }).then(
      () => 'opened',
      (error: unknown) => error,
    )
    expect(refused).toBeInstanceOf(StoreUnusable)
    expect((refused as StoreUnusable).message).toMatch(why)
    expect((refused as StoreUnusable).message).toContain(file)
    expect(contents(file)?.toString('latin1') === before?.toString('latin1')).toBe(true)
  })

  it('in a folder that cannot be made is refused', async () => {
    writeFileSync(file, '')
    await expect(SqliteEventStore.open({ file: join(file, 'events.db') })).rejects.toThrow(StoreUnusable)
  })

  it('is told when the damage shows only later', async () => {
    await written(1_900)
    overwrite(file, 50_000, readFileSync(file).length - 50_000)
    const store = await SqliteEventStore.open({ file })
    await expect(all(store.readAll())).rejects.toThrow(StoreUnusable)
    await expect(all(store.readStream('prasan-s'))).rejects.toThrow(StoreUnusable)
    const subscription = store.subscribe({ signal: new AbortController().signal })
    await expect(
      (async () => {
        for await (const page of subscription) if (page.caughtUp) return
      })(),
    ).rejects.toThrow(StoreUnusable)
    await store.close()
  })

  it('is made, with its folder, where there is none or an empty one', async () => {
    for (const fresh of [join(folder, randomUUID(), 'deep', 'events.db'), file]) {
      if (fresh === file) writeFileSync(file, '')
      const store = await SqliteEventStore.open({ file: fresh })
      expect((await store.append('prasan-s', 'no-stream', [event()])).revision).toBe(0n)
      await store.close()
    }
  })

  it('is made once by many who open it at the same time', async () => {
    const stores = await Promise.all(Array.from({ length: 8 }, () => SqliteEventStore.open({ file })))
    await Promise.all(stores.map((store, n) => store.append(`prasan-${n}`, 'no-stream', [event()])))
    expect(await all(stores[0]!.readAll())).toHaveLength(8)
    for (const store of stores) await store.close()
  })
})

describe('commits', () => {
  it('are on disk before they are answered', async () => {
    const store = await SqliteEventStore.open({ file })
    const pragma = (name: string) => connection(store).pragma(name, { simple: true })
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('fullfsync'), pragma('busy_timeout')]).toEqual(['wal', 2, 1, 0])
    await store.close()
  })

  it('are shared by the appends that wait together', async () => {
    const store = await SqliteEventStore.open({ file })
    await store.append('prasan-s', 'no-stream', [event()])
    const before = commitsIn(`${file}-wal`)
    await Promise.allSettled(Array.from({ length: 32 }, (_, n) => store.append(`prasan-${n % 30}`, 'no-stream', [event()])))
    expect(commitsIn(`${file}-wal`) - before).toBe(1)
    for (let n = 0; n < 5; n++) await store.append(`prasan-alone-${n}`, 'no-stream', [event()])
    expect(commitsIn(`${file}-wal`) - before).toBe(6)
    await store.close()
  })

  it('do not grow with the queue: the event loop and other processes get their turn in between', async () => {
    const store = await SqliteEventStore.open({ file })
    connection(store).pragma('wal_autocheckpoint = 0')
    const before = commitsIn(`${file}-wal`)
    let turns = 0
    const turn = setInterval(() => turns++, 1)
    const batch = Array.from({ length: 1_000 }, (_, n) => event({ n }))
    const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => store.append(`prasan-${n}`, 'no-stream', batch)))
    clearInterval(turn)
    expect(answers.map((answer) => answer.revision)).toEqual(answers.map(() => 999n))
    expect(commitsIn(`${file}-wal`) - before).toBeGreaterThan(2)
    expect(commitsIn(`${file}-wal`) - before).toBeLessThan(60)
    expect(turns).toBeGreaterThan(2)
    await store.close()
  })
})

describe('a full disk', () => {
  it('refuses what does not fit, keeps all else, and goes on once there is room', async () => {
    const store = await SqliteEventStore.open({ file })
    const kept = [event(), event()]
    await store.append('prasan-kept', 'no-stream', kept)
    const pages = connection(store).pragma('page_count', { simple: true }) as number
    connection(store).pragma(`max_page_count = ${pages + 20}`)
    const text = 'x'.repeat(300_000)
    const big = event({ text })
    const together = await Promise.allSettled([
      store.append('prasan-1', 'no-stream', [event()]),
      store.append('prasan-big', 'no-stream', [event(), big]),
      store.append('prasan-2', 'no-stream', [event()]),
      store.append('prasan-kept', 0n, [event()]),
    ])
    expect(together.map((outcome) => (outcome.status === 'fulfilled' ? 'stored' : (outcome.reason as Error).name))).toEqual([
      'stored',
      'StoreFull',
      'stored',
      'WrongExpectedRevision',
    ])
    const reason: unknown = (together[1] as PromiseRejectedResult).reason
    expect(reason).toBeInstanceOf(StoreUnavailable)
    expect(reason).toMatchObject({ code: 'StorageFull', outcomeUnknown: false })
    expect((reason as Error).message).toMatch(/disk is full/)
    expect((await all(store.readAll())).map((held) => held.stream)).toEqual(['prasan-kept', 'prasan-kept', 'prasan-1', 'prasan-2'])
    await expect(all(store.readStream('prasan-big'))).rejects.toThrow('no stream')
    connection(store).pragma('max_page_count = 1000000')
    expect((await store.append('prasan-big', 'no-stream', [big])).revision).toBe(0n)
    expect((await all(store.readStream('prasan-kept'))).map((held) => held.id)).toEqual(kept.map((one) => one.id))
    expect((await all(store.readAll())).at(-1)!.data).toEqual({ text })
    expect(connection(store).pragma('integrity_check', { simple: true })).toBe('ok')
    await store.close()
  })
})

describe('a foreign hand', () => {
  it('that wrote no JSON object is told in the event, and stops no reader', async () => {
    const store = await SqliteEventStore.open({ file })
    await store.append('prasan-s', 'no-stream', [event({ n: 0 })])
    const other = new Database(file)
    const insert = other.prepare("insert into event (stream, revision, id, type, data, metadata) values ('prasan-s', ?, ?, 'Noted', ?, ?)")
    const bodies: [string, string, RegExp][] = [
      ['{"n": 1', '{}', /^data is no JSON: /],
      ['[1]', '{}', /^data is JSON, but no object$/],
      ['{}', 'null', /^metadata is JSON, but no object$/],
      ['{}', '"x"', /^metadata is JSON, but no object$/],
      ['7', '', /^data is JSON, but no object$/],
      ['{}', '', /^metadata is no JSON: /],
    ]
    const ids = bodies.map(() => randomUUID())
    bodies.forEach(([data, metadata], index) => insert.run(index + 1, ids[index], data, metadata))
    other.close()
    const last = await store.append('prasan-s', 6n, [event({ n: 7 })])
    const held = await all(store.readStream('prasan-s'))
    expect(held.map((one) => one.data.n)).toEqual([0, undefined, undefined, undefined, undefined, undefined, undefined, 7])
    expect(held.at(-1)).toMatchObject({ revision: 7n, position: last.position })
    bodies.forEach(([, , why], index) => {
      const { unreadable, ...rest } = held[index + 1]!
      expect(unreadable).toMatch(why)
      expect(rest).toStrictEqual({
        stream: 'prasan-s',
        revision: BigInt(index + 1),
        position: rest.position,
        id: ids[index],
        type: 'Noted',
        data: {},
        metadata: {},
      })
    })
    expect(await all(store.readAll())).toStrictEqual(held)
    await store.close()
  })
})

describe('subscriptions', () => {
  it('see what another connection appends without being told', async () => {
    const here = await SqliteEventStore.open({ file })
    const there = await SqliteEventStore.open({ file })
    const abort = new AbortController()
    const seen: string[] = []
    const ids = Array.from({ length: 5 }, () => randomUUID())
    const watching = (async () => {
      for await (const page of here.subscribe({ signal: abort.signal })) {
        seen.push(...page.events.map((one) => one.id))
        if (seen.length === ids.length) return
      }
    })()
    for (const [n, id] of ids.entries()) {
      await sleep(60)
      await there.append(`prasan-${n}`, 'no-stream', [{ ...event(), id }])
    }
    await watching
    expect(seen).toEqual(ids)
    await here.close()
    await there.close()
  })

  it('hold no more than a page of text at a time', async () => {
    const store = await SqliteEventStore.open({ file })
    const text = 'x'.repeat(900_000)
    for (let n = 0; n < 12; n++) await store.append(`prasan-${n}`, 'no-stream', [event({ n, text })])
    const pages: number[] = []
    for await (const page of store.subscribe({ signal: new AbortController().signal })) {
      pages.push(page.events.length)
      if (page.caughtUp) break
    }
    expect(pages).toEqual([5, 5, 2])
    await store.close()
  })

  it('stay within their prefix, however much of another stands between', async () => {
    const ours = await SqliteEventStore.open({ file })
    const others = await SqliteEventStore.open({ file, prefix: 'other-' })
    await ours.append('prasan-1', 'no-stream', [event({ n: 1 })])
    await others.append(
      'other-1',
      'no-stream',
      Array.from({ length: 2_000 }, () => event()),
    )
    await ours.append('prasan-2', 'no-stream', [event({ n: 2 })])
    await others.append('other-2', 'no-stream', [event()])
    const abort = new AbortController()
    const pages = []
    for await (const page of ours.subscribe({ signal: abort.signal, pageSize: 10 })) {
      pages.push(page)
      if (page.caughtUp) break
    }
    expect(pages.flatMap((page) => page.events.map((one) => one.data.n))).toEqual([1, 2])
    const [last] = await all(others.readStream('other-2'))
    expect(pages.at(-1)!.position).toBe(last!.position)
    expect((await all(ours.readAll())).map((one) => one.data.n)).toEqual([1, 2])
    expect((await all(ours.readAll({ limit: 2 }))).map((one) => one.data.n)).toEqual([1, 2])
    await ours.close()
    await others.close()
  })
})

function overwrite(path: string, from: number, length: number): void {
  const bytes = readFileSync(path)
  bytes.fill(0xa5, from, from + length)
  writeFileSync(path, bytes)
}

function contents(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}

/** The commits that stand in a write-ahead log never yet reset: the frames that carry the size of the database after them. */
function commitsIn(wal: string): number {
  const bytes = readFileSync(wal)
  const frame = 24 + bytes.readUInt32BE(8)
  let commits = 0
  for (let at = 32; at + frame <= bytes.length; at += frame) {
    const sameSalt = bytes.subarray(at + 8, at + 16).equals(bytes.subarray(16, 24))
    if (sameSalt && bytes.readUInt32BE(at + 4) > 0) commits++
  }
  return commits
}
