import { afterEach, describe, expect, it } from '@jest/globals'
import { type EventStore, MemoryEventStore, SqliteEventStore } from '@prasan/event-store'
import Database from 'better-sqlite3'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Registry, UnreadableEvent } from '../log/registry.js'
import { POISON, TaskClosed, TaskOpened, WordSaid, person, record, task, tasksView } from '../testing/example.js'
import { catchUp, someId } from '../testing/given.js'
import { whatIsWrongBeside, whatIsWrongIn } from './integrity.js'
import { ReadModel } from './read-model.js'
import { type RebuildProgress, rebuild } from './rebuild.js'
import { sql } from './sql.js'
import { type View, plain, view } from './view.js'

const folders: string[] = []
const models: ReadModel[] = []
function folder(): string {
  folders.push(mkdtempSync(join(tmpdir(), 'prasan-views-')))
  return folders.at(-1)!
}
function open(where: string, views: readonly View[] = [tasksView], registry = new Registry('prasan-', [person, task])): ReadModel {
  models.push(ReadModel.open(where, registry, views))
  return models.at(-1)!
}
afterEach(() => {
  for (const model of models.splice(0)) model.close()
  for (const each of folders.splice(0)) rmSync(each, { recursive: true, force: true })
})

const registry = new Registry('prasan-', [person, task])
const one = someId('task', '1')
const other = someId('task', '2')

/** Follows the log while `during` runs. */
async function following<R>(model: ReadModel, store: EventStore, during: () => Promise<R>): Promise<R> {
  const stop = new AbortController()
  const followed = model.follow(store, stop.signal)
  try {
    return await during()
  } finally {
    stop.abort()
    await followed
  }
}

/** Every row of every table but the page a checkpoint happened to end on. */
function dump(file: string): Record<string, unknown[]> {
  const db = new Database(file, { readonly: true })
  try {
    const names = db.prepare<[], string>("select name from sqlite_master where type = 'table' order by name").pluck().all()
    return Object.fromEntries(names.map((name) => [name, db.prepare(`select * from ${name}`).all()]))
  } finally {
    db.close()
  }
}

async function story(store: EventStore, words = 3): Promise<void> {
  await record(store, registry, one, TaskOpened({ title: 'ฝึกอบรม', from: '2026-01-01' }))
  await record(store, registry, other, TaskOpened({ title: 'เยี่ยมบ้าน', from: '2026-02-01' }))
  for (let i = 0; i < words; i++) {
    const day = `2026-${String(3 + (i % 7)).padStart(2, '0')}-10`
    await record(store, registry, i % 2 ? one : other, WordSaid({ on: day, word: `word ${i}`, percent: i }))
  }
}

describe('the pass of the log', () => {
  it('numbers our events without gaps and tells which one an instant means, though clocks run apart', async () => {
    const store = new MemoryEventStore()
    const at = ['08:00', '10:00', '09:00', '10:30', '10:10'].map((time) => `2026-11-02T${time}:00.000Z`)
    await record(store, registry, one, TaskOpened({ title: 'a' }), { recordedAt: at[0]! })
    for (const recordedAt of at.slice(1)) await record(store, registry, one, WordSaid({ on: '2026-11-02', word: 'w' }), { recordedAt })
    const model = open(':memory:')
    await catchUp(model, store)
    expect(model.all(sql`select logNumber from log order by logNumber`)).toEqual([1, 2, 3, 4, 5].map((logNumber) => ({ logNumber })))
    // the definition itself: the last event before which no later recordedAt occurs
    const meant = (instant: string) => {
      let last = 0
      for (let n = 1; n <= at.length; n++) if (at.slice(0, n).every((each) => each <= instant)) last = n
      return last
    }
    for (const instant of [...at, '2026-11-02T07:59:59.999Z', '2026-11-02T09:30:00.000Z', '2027-01-01T00:00:00.000Z']) {
      expect([instant, model.logNumberAt(instant)]).toEqual([instant, meant(instant)])
    }
    expect(model.logNumberAt('2026-11-02T17:00:00+07:00')).toBe(meant(at[1]!))
  })

  it.each([
    ['ahead', '2031-01-01', ['2026-11-01', 0], ['2026-11-02', 1], ['2026-11-04', 4], ['2026-11-05', 5]],
    ['behind', '1970-01-01', ['1999-01-01', 0], ['2026-11-01', 0], ['2026-11-02', 2], ['2026-11-04', 4], ['2026-11-05', 5]],
  ] as [string, string, ...[string, number][]][])(
    'a clock that was once %s does not spoil what is recorded after',
    async (_, wrong, ...asked) => {
      const store = new MemoryEventStore()
      const days = ['2026-11-02', wrong, '2026-11-03', '2026-11-04', '2026-11-05']
      for (const [i, day] of days.entries()) {
        const fact = i === 0 ? TaskOpened({ title: 'a' }) : WordSaid({ on: '2026-11-02', word: 'w' })
        await record(store, registry, one, fact, { recordedAt: `${day}T02:00:00.000Z` })
      }
      const model = open(':memory:')
      await catchUp(model, store)
      for (const [day, known] of asked) expect([day, model.logNumberAt(`${day}T12:00:00Z`)]).toEqual([day, known])
    },
  )

  it('survives a stop in the middle: the next run goes on, and nothing is counted twice', async () => {
    const store = new MemoryEventStore()
    const where = folder()
    await story(store, 300)
    const inPagesOf100 = {
      readAll: (asked: Parameters<typeof store.readAll>[0]) => store.readAll(asked),
      readStream: (...asked: Parameters<typeof store.readStream>) => store.readStream(...asked),
      subscribe: (asked: Parameters<typeof store.subscribe>[0]) => store.subscribe({ ...asked, pageSize: 100 }),
    }
    const stopped = open(where)
    const stop = new AbortController()
    await stopped.follow(inPagesOf100, stop.signal, () => stop.abort())
    expect(stopped.logNumber).toBeGreaterThan(0)
    expect(stopped.logNumber).toBeLessThan(302)
    stopped.close()
    models.pop()
    const resumed = open(where)
    await catchUp(resumed, store)
    const whole = open(folder())
    await catchUp(whole, store)
    expect(dump(resumed.file)).toEqual(dump(whole.file))
    expect(resumed.get(sql`select n from counted`)).toEqual({ n: 2 })
  })

  it('a rebuild equals the live views row for row, poison included', async () => {
    const store = new MemoryEventStore()
    const live = open(folder())
    await following(live, store, async () => {
      await story(store, 40)
      await record(store, registry, one, WordSaid({ on: '2026-05-05', word: POISON }))
      await record(store, registry, one, WordSaid({ on: '2026-04-01', word: 'back-dated' }))
      const { position } = await record(store, registry, other, TaskClosed({ on: '2026-07-01' }))
      expect(await live.waitFor(position, 10_000)).toBe(true)
    })
    const where = folder()
    const { file, poison, logNumber } = await rebuild(where, registry, [tasksView], store)
    expect(logNumber).toBe(45)
    expect(poison).toEqual([
      { logNumber: 43, stream: `prasan-${one}`, revision: 21, type: 'WordSaid', reason: 'this word cannot be taken' },
    ])
    expect(dump(file)).toEqual(dump(live.file))
  })
})

describe('poison', () => {
  it('an event that a handler cannot take is undone alone, shown, and the next ones are taken', async () => {
    const store = new MemoryEventStore()
    await story(store, 0)
    await record(store, registry, one, WordSaid({ on: '2026-05-05', word: POISON }))
    await record(store, registry, one, WordSaid({ on: '2026-05-06', word: 'good' }))
    const model = open(':memory:')
    await catchUp(model, store)
    expect(model.poison().map(({ logNumber, type }) => [logNumber, type])).toEqual([[3, 'WordSaid']])
    expect(model.all(sql`select validFrom, word, said from task where id = ${one} and knownTo is null order by validFrom`)).toEqual([
      { validFrom: '2026-01-01', word: null, said: 1 },
      { validFrom: '2026-05-06', word: 'good', said: 1 },
    ])
    expect(model.get(sql`select count(*) n from task where word = ${POISON}`)).toEqual({ n: 0 })
  })

  const unreadable: [string, Parameters<typeof record>[4]][] = [
    ['of a type that nobody declared', { type: 'SomethingNewer' }],
    ['of a newer version', { metadata: { version: 2 } }],
    ['recorded at no instant', { metadata: { recordedAt: 'yesterday' } }],
    ['without an actor', { metadata: { actor: 7 } }],
    ['of another application', { type: 'SomethingElse', metadata: { recordedAt: 'yesterday' } }],
  ]
  it.each(unreadable)('live, an event %s is shown and passed over', async (_, as) => {
    const store = new MemoryEventStore()
    await story(store, 0)
    const model = open(':memory:')
    await following(model, store, async () => {
      expect(await model.waitFor((await record(store, registry, one, WordSaid({ on: '2026-03-03', word: 'a' }))).position, 10_000)).toBe(
        true,
      )
      await record(store, registry, one, WordSaid({ on: '2026-03-04', word: 'b' }), as)
      const { position } = await record(store, registry, one, WordSaid({ on: '2026-03-05', word: 'c' }))
      expect(await model.waitFor(position, 10_000)).toBe(true)
    })
    expect(model.poison()).toMatchObject([{ logNumber: 4, stream: `prasan-${one}` }])
    expect(model.logNumber).toBe(5)
    expect(model.all(sql`select word from task where id = ${one} and knownTo is null order by validFrom`)).toEqual(
      [null, 'a', 'c'].map((word) => ({ word })),
    )
  })

  it.each(unreadable.slice(2))('a rebuild too shows and passes over an event %s', async (_, as) => {
    const store = new MemoryEventStore()
    await story(store, 600)
    await record(store, registry, one, WordSaid({ on: '2026-03-04', word: 'b' }), as)
    const { logNumber, poison } = await rebuild(folder(), registry, [tasksView], store)
    expect(poison).toMatchObject([{ logNumber, type: as?.type ?? 'WordSaid' }])
  })

  it.each(unreadable.slice(0, 2))('a rebuild stops at an event %s, which a newer Prasan wrote, also when it is resumed', async (_, as) => {
    const store = new MemoryEventStore()
    await story(store, 600)
    await record(store, registry, one, WordSaid({ on: '2026-03-04', word: 'b' }), as)
    const where = folder()
    for (let run = 0; run < 2; run++) await expect(rebuild(where, registry, [tasksView], store)).rejects.toThrow(UnreadableEvent)
    const stopped = open(where)
    expect(stopped.logNumber).toBeLessThan(603)
    expect(stopped.poison()).toEqual([])
  })
})

describe('generations', () => {
  const version = (n: number) => [view('tasks', n, tasksView.tables, () => tasksView.handlers)]

  it('another version of a view, another table or another event makes another file', () => {
    const where = folder()
    const files = [
      open(where, version(1)),
      open(where, version(2)),
      open(where, [...version(2), view('more', 1, { more: plain('more', { id: 'text' }, { key: ['id'] }) }, () => [])]),
      open(
        where,
        version(2),
        new Registry('prasan-', [person, { ...task, events: [...task.events, { ...TaskClosed, type: 'Newer' } as never] }]),
      ),
    ].map(({ file }) => file)
    expect(new Set(files).size).toBe(4)
  })

  it('the two newest are kept, by when they were last written', () => {
    const where = folder()
    const files = [1, 2, 3].map((n) => {
      const { file } = open(where, version(n))
      models.pop()!.close()
      utimesSync(file, n, n)
      return file
    })
    expect(files.map((file) => existsSync(file))).toEqual([false, true, true])
    // 2 is the one that serves: what it writes shows in its log first
    writeFileSync(`${files[1]}-wal`, '')
    const newest = open(where, version(4)).file
    expect(
      readdirSync(where)
        .filter((name) => name.endsWith('.db'))
        .sort(),
    ).toEqual([files[1]!, newest].map((file) => file.slice(where.length + 1)).sort())
  })

  it('refuses to go on from another log, and from one restored from before', async () => {
    const where = folder()
    const first = await SqliteEventStore.open({ file: join(folder(), 'events.db') })
    await story(first)
    const model = open(where)
    await catchUp(model, first)
    const another = new MemoryEventStore()
    await story(another, 9)
    const restored = new MemoryEventStore()
    let left = 3
    for await (const { stream, revision, position, ...event } of first.readAll()) {
      void position
      if (left-- > 0) await restored.append(stream, revision === 0n ? 'no-stream' : revision - 1n, [event])
    }
    await first.close()
    for (const store of [another, restored])
      await expect(catchUp(open(where), store)).rejects.toThrow(/another event log.*delete the file/s)
  })

  it('begins anew where the file is no database', async () => {
    const [where, store] = [folder(), new MemoryEventStore()]
    await story(store, 20)
    const { file } = open(where)
    models.pop()!.close()
    writeFileSync(file, 'this is no database at all, but long enough to be looked at as if it were one'.repeat(20))
    const model = open(where)
    await catchUp(model, store)
    expect(model.logNumber).toBe(22)
  })

  it('of 40 files with one bit turned, those that are not whole by SQLite’s own check are built anew, and none is served', async () => {
    const [where, store] = [folder(), new MemoryEventStore()]
    await story(store, 200)
    const { file } = await rebuild(where, registry, [tasksView], store)
    const [bytes, whole] = [readFileSync(file), dump(file)]
    let damaged = 0
    for (let n = 0; n < 40; n++) {
      const at = folder()
      const copy = join(at, basename(file))
      const turned = Buffer.from(bytes)
      // Half of them where SQLite keeps how a page is made up.
      const byte = n % 2 ? (n * 7_919) % turned.length : ((n * 4_096) % turned.length) + (n % 8)
      turned[byte]! ^= 1 << (n % 8)
      writeFileSync(copy, turned)
      const wrong = whatIsWrongIn(copy) !== null
      const model = open(at)
      await catchUp(model, store)
      models.pop()!.close()
      if (!wrong) continue
      damaged++
      expect(dump(copy)).toEqual(whole)
    }
    expect(damaged).toBeGreaterThan(10)
  })

  it('a file is checked beside as before', async () => {
    const [where, store, never] = [folder(), new MemoryEventStore(), new AbortController().signal]
    await story(store, 20)
    const { file } = await rebuild(where, registry, [tasksView], store)
    expect(await whatIsWrongBeside(file, never)).toBeNull()
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill(7, 4_096, 4_200))
    expect(await whatIsWrongBeside(file, never)).toBe(whatIsWrongIn(file))
    expect(whatIsWrongIn(file)).not.toBeNull()
  })

  it('a rebuild tells how far it is, keeps what is done, and begins anew when asked', async () => {
    const store = await SqliteEventStore.open({ file: join(folder(), 'events.db') })
    const where = folder()
    await story(store, 2_400)
    const stop = new AbortController()
    const stopping = rebuild(where, registry, [tasksView], store, { signal: stop.signal, progress: () => stop.abort() })
    await expect(stopping).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
    const seen: RebuildProgress[] = []
    const { file } = await rebuild(where, registry, [tasksView], store, { progress: (progress) => seen.push(progress) })
    expect(seen[0]!.done).toBeGreaterThan(1)
    expect(seen.map(({ done }) => done)).toEqual(seen.map(({ done }) => done).sort((a, b) => a - b))
    expect(seen.at(-1)).toMatchObject({ done: 2_402, total: 2_402, secondsLeft: 0 })
    const mark = new Database(file)
    mark.exec("insert into counted values ('mark', 1)")
    mark.close()
    await rebuild(where, registry, [tasksView], store)
    expect(dump(file)['counted']).toHaveLength(2)
    await rebuild(where, registry, [tasksView], store, { fromScratch: true })
    expect(dump(file)['counted']).toEqual([{ what: 'tasks', n: 2 }])
    await store.close()
  })
})

describe('another writer of the same file', () => {
  it('is waited for without holding the event loop; what it has taken is passed over', async () => {
    const store = new MemoryEventStore()
    const where = folder()
    const [mine, theirs] = [open(where), open(where)]
    const lock = new Database(mine.file)
    await following(mine, store, async () => {
      await story(store)
      expect(await mine.waitFor(5n, 10_000)).toBe(true)
      lock.exec('begin immediate')
      const { position } = await record(store, registry, one, WordSaid({ on: '2026-03-03', word: 'while it is locked' }))
      // a timer of 50 ms comes long before the ten seconds for which SQLite itself would stand still
      expect(await mine.waitFor(position, 50)).toBe(false)
      lock.exec('commit')
      expect(await mine.waitFor(position, 10_000)).toBe(true)
      await following(theirs, store, async () => {
        const last = await record(store, registry, one, WordSaid({ on: '2026-03-04', word: 'taken by either' }))
        for (const model of [mine, theirs]) expect(await model.waitFor(last.position, 10_000)).toBe(true)
      })
    })
    lock.close()
    const { file } = await rebuild(folder(), registry, [tasksView], store)
    expect(dump(mine.file)).toEqual(dump(file))
  })
})

describe('read your writes', () => {
  it('waits for the position, and not for ever', async () => {
    const store = new MemoryEventStore()
    await story(store)
    const model = open(':memory:')
    expect(await model.waitFor(1n, 1)).toBe(false)
    await following(model, store, async () => {
      const { position } = await record(store, registry, one, WordSaid({ on: '2026-03-03', word: 'just now' }))
      expect(await model.waitFor(position, 10_000)).toBe(true)
      expect(model.get(sql`select count(*) n from task where word = 'just now'`)).toEqual({ n: 1 })
      expect(await model.waitFor(position + 1n, 1)).toBe(false)
    })
  })
})
