import { afterEach, describe, expect, it } from '@jest/globals'
import { EventStoreDBClient } from '@eventstore/db-client'
import { StoreUnavailable, StoreUnusable, StreamNotFound, WrongExpectedRevision, type RecordedEvent } from '@prasan/event-store'
import { EventStoreDbEventStore } from '@prasan/event-store/eventstoredb'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { CERTIFICATE, EventStoreDbDouble, type Manner, type Mood } from '../support/eventstoredb-double/server.js'
import { Wire } from '../support/wire.js'
import { faultsOf, follow, note, write } from './writers.js'

/** The double's faults. What a real server was put through stands in real.fault-spec.ts. */
const opened: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close()
})

async function double(manner?: Partial<Manner>, log?: EventStoreDbDouble['log']): Promise<EventStoreDbDouble> {
  const started = await new EventStoreDbDouble(log, manner).start()
  opened.push({ close: () => started.kill() })
  return started
}

async function store(url: string, patience = {}): Promise<EventStoreDbEventStore> {
  const one = await EventStoreDbEventStore.open({ url, prefix: 'prasan-', patience })
  opened.push(one)
  return one
}

async function wire(port: number): Promise<Wire> {
  const one = await Wire.to(port)
  opened.push(one)
  return one
}

const until = async (enough: () => boolean) => {
  while (!enough()) await sleep(5)
}

const refusal = (action: Promise<unknown>): Promise<unknown> =>
  action.then(
    () => 'it was answered',
    (error: unknown) => error,
  )

async function all(events: AsyncIterable<RecordedEvent>): Promise<RecordedEvent[]> {
  const taken: RecordedEvent[] = []
  for await (const event of events) taken.push(event)
  return taken
}

const manners: [string, Partial<Manner>][] = [
  ['as 23.10', { version: '23.10' }],
  ['as 24.10, without batch appends', { version: '24.10', batchAppend: false }],
]

describe.each(manners)('a double %s', (_name, manner) => {
  it('loses and doubles nothing when it is killed and started 20 times under 32 writers', async () => {
    const server = await double(manner)
    const log = await store(server.url)
    const followed = follow(log)
    const stop = new AbortController()
    const writing = write(log, 32, stop.signal)
    for (let kill = 0; kill < 20; kill++) {
      const before = server.log.all.length
      await until(() => server.log.all.length > before + 64)
      server.kill()
      await sleep(5)
      await server.start()
    }
    stop.abort()
    const written = await writing
    await followed.until(() => followed.count() >= server.log.all.length)
    expect(await faultsOf(log, written, followed.pages)).toEqual([])
    expect(written.acknowledged.length).toBeGreaterThan(0)
    console.log(`20 kills: ${written.acknowledged.length} acknowledged of ${server.log.all.length} stored, nothing lost, nothing twice`)
    await followed.end()
  })

  it('shows every event once and in order when the subscription is cut a hundred times', async () => {
    const server = await double(manner)
    const log = await store(server.url)
    const followed = follow(log, 7)
    const stop = new AbortController()
    const writing = write(log, 4, stop.signal)
    for (let cut = 0; cut < 100; cut++) {
      const before = followed.pages.length
      await until(() => followed.pages.length > before)
      server.cutReads()
    }
    stop.abort()
    const written = await writing
    await followed.until(() => followed.count() >= server.log.all.length)
    expect(await faultsOf(log, written, followed.pages)).toEqual([])
    await followed.end()
  })

  it('is followed again when it forgets a subscription without a word', async () => {
    const server = await double(manner)
    const log = await store(server.url, { quiet: 200 })
    const followed = follow(log)
    await followed.until(() => followed.pages.some(({ caughtUp }) => caughtUp))
    server.forgetReads()
    await log.append('prasan-meeting-1', 'no-stream', [note(1), note(2)])
    await followed.until(() => followed.count() >= 2)
    expect(followed.seen().map(({ revision }) => revision)).toEqual([0n, 1n])
    await followed.end()
  })

  it('lets a consumer be slow: neither checkpoint nor caught-up overtakes an event', async () => {
    const server = await double(manner)
    const log = await store(server.url)
    const foreign = await EventStoreDbEventStore.open({ url: server.url, prefix: 'another-' })
    opened.push(foreign)
    const many = (count: number) => Array.from({ length: count }, (_, n) => note(n))
    for (let n = 0; n < 5; n++) await foreign.append(`another-${n}`, 'no-stream', many(500))
    const events = many(1_000)
    await log.append('prasan-meeting-1', 'no-stream', events)
    const stop = new AbortController()
    const seen: string[] = []
    let before = 0n
    let announced = false
    let later: Promise<unknown> | undefined
    for await (const page of log.subscribe({ signal: stop.signal, pageSize: 100 })) {
      for (const { id, position } of page.events) {
        expect(position > before && position <= page.position).toBe(true)
        seen.push(id)
      }
      expect(page.position >= before).toBe(true)
      before = page.position
      if (page.caughtUp && !announced) {
        announced = true
        expect(seen).toEqual(events.map(({ id }) => id))
        const more = many(1_000)
        events.push(...more)
        later = Promise.all(more.map((event, n) => log.append(`prasan-meeting-2-${n}`, 'no-stream', [event])))
      }
      if (announced) await sleep(1)
      if (seen.length >= 2_000) stop.abort()
    }
    await later
    expect(seen.slice(1_000).sort()).toEqual(
      events
        .slice(1_000)
        .map(({ id }) => id)
        .sort(),
    )
  })

  it('is followed from a log that holds nothing yet, and again after it', async () => {
    const server = await double(manner)
    const log = await store(server.url)
    const followed = follow(log)
    await followed.until(() => followed.pages.some(({ caughtUp }) => caughtUp))
    server.cutReads()
    await log.append('prasan-meeting-1', 'no-stream', [note(1), note(2)])
    await followed.until(() => followed.count() >= 2)
    expect(followed.seen().map(({ revision }) => revision)).toEqual([0n, 1n])
    await followed.end()
  })

  it('moves the checkpoint through a log full of other applications’ events', async () => {
    const server = await double(manner)
    const foreign = await EventStoreDbEventStore.open({ url: server.url, prefix: 'another-' })
    opened.push(foreign)
    for (let n = 0; n < 10; n++)
      await foreign.append(
        `another-${n}`,
        'no-stream',
        Array.from({ length: 500 }, (_, k) => note(k)),
      )
    const log = await store(server.url)
    const followed = follow(log)
    await followed.until(() => followed.pages.some(({ caughtUp }) => caughtUp))
    expect(followed.seen()).toEqual([])
    const reached = followed.pages.at(-1)!.position
    expect(server.log.all.length - server.log.after(reached)).toBeLessThanOrEqual(2_000)
    await followed.end()
  })

  it('has nothing at a position of another log', async () => {
    const server = await double(manner)
    const log = await store(server.url)
    const { position } = await log.append('prasan-meeting-1', 'no-stream', [note(1), note(2)])
    expect(await all(log.readAll({ from: position }))).toHaveLength(1)
    expect(await all(log.readAll({ from: position - 1n }))).toEqual([])
    expect(await all(log.readAll({ from: position + 1n }))).toEqual([])
  })

  it.each<[string, Mood]>([
    ['not ready', 'not-ready'],
    ['out of time', 'deadline-exceeded'],
    ['silent', 'silent'],
  ])('is waited for while it is %s, with the same ids', async (_mood, mood) => {
    const server = await double(manner)
    const log = await store(server.url, { attempt: 150, request: 10_000 })
    server.mood = mood
    const event = note(1)
    const appending = log.append('prasan-meeting-1', 'no-stream', [event])
    await sleep(400)
    server.mood = 'well'
    expect((await appending).revision).toBe(0n)
    expect((await all(log.readStream('prasan-meeting-1'))).map(({ id }) => id)).toEqual([event.id])
  })

  it('is left for the leader it names', async () => {
    const leader = await double(manner)
    const follower = await double(manner, leader.log)
    const log = await store(follower.url)
    follower.mood = { notLeader: leader.port }
    expect((await log.append('prasan-meeting-1', 'no-stream', [note(1)])).revision).toBe(0n)
    await expect(log.append('prasan-meeting-1', 'no-stream', [note(2)])).rejects.toThrow(WrongExpectedRevision)
    expect(leader.log.all).toHaveLength(1)
  })

  it('answers a typed error when it stays away, and says whether the outcome is known', async () => {
    const server = await double(manner)
    const log = await store(server.url, { attempt: 200, request: 600, health: 200 })
    server.mood = 'silent'
    const silent = await refusal(log.append('prasan-meeting-1', 'no-stream', [note(1)]))
    expect(silent).toBeInstanceOf(StoreUnavailable)
    expect(silent).toMatchObject({ outcomeUnknown: true })
    expect(await log.health()).toMatch(/no answer/)
    server.kill()
    await sleep(50)
    await refusal(log.append('prasan-meeting-1', 'no-stream', [note(1)]))
    const away = await refusal(log.append('prasan-meeting-1', 'no-stream', [note(1)]))
    expect(away).toBeInstanceOf(StoreUnavailable)
    expect(away).toMatchObject({ outcomeUnknown: false })
    expect(await refusal(all(log.readStream('prasan-meeting-1')))).toBeInstanceOf(StoreUnavailable)
    server.mood = 'well'
    await server.start()
    expect((await log.append('prasan-meeting-1', 'no-stream', [note(1)])).revision).toBe(0n)
    expect(await log.health()).toBeNull()
  })

  it('shows what a foreign hand wrote under our prefix, and goes on', async () => {
    const server = await double(manner)
    const log = await store(server.url)
    const bare = EventStoreDBClient.connectionString(server.url)
    opened.push({ close: () => bare.dispose() })
    const foreign = { id: randomUUID(), type: 'Foreign', contentType: 'application/octet-stream' as const }
    await bare.appendToStream('prasan-meeting-1', [
      { ...foreign, data: Buffer.from([0, 255]), metadata: undefined },
      { id: randomUUID(), type: 'NoMetadata', contentType: 'application/json', data: { a: 1 }, metadata: undefined },
      { id: randomUUID(), type: 'AList', contentType: 'application/json', data: [1], metadata: { a: 1 } } as never,
    ])
    await log.append('prasan-meeting-1', 2n, [note(1)])
    const followed = follow(log)
    await followed.until(() => followed.count() === 4)
    for (const read of [await all(log.readStream('prasan-meeting-1')), followed.seen()]) {
      expect(read.map(({ revision, unreadable }) => [revision, unreadable])).toEqual([
        [0n, 'data is no JSON'],
        [1n, 'metadata is missing'],
        [2n, 'data is no JSON object: [1]'],
        [3n, undefined],
      ])
    }
    await followed.end()
  })
})

describe('a half-open connection', () => {
  it('is given up, answered in bounded time, and recovered from without a restart', async () => {
    const server = await double()
    const between = await wire(server.port)
    const log = await store(between.url, { attempt: 200, request: 600, health: 200 })
    const followed = follow(log)
    expect((await log.append('prasan-meeting-1', 'no-stream', [note(1)])).revision).toBe(0n)
    between.freeze()
    const second = note(2)
    const frozen = await Promise.all(Array.from({ length: 32 }, () => refusal(log.append('prasan-meeting-1', 0n, [second]))))
    for (const error of frozen) expect(error).toMatchObject({ code: 'StoreUnavailable', outcomeUnknown: true })
    expect(await refusal(all(log.readStream('prasan-meeting-1')))).toBeInstanceOf(StoreUnavailable)
    expect(typeof (await log.health())).toBe('string')
    between.thaw()
    let revision: bigint | undefined
    while (revision === undefined) revision = (await log.append('prasan-meeting-1', 0n, [second]).catch(() => undefined))?.revision
    expect(revision).toBe(1n)
    await followed.until(() => followed.count() === 2)
    expect((await all(log.readStream('prasan-meeting-1'))).map(({ id }) => id)).toEqual(followed.seen().map(({ id }) => id))
    await followed.end()
  })
})

describe('at the start', () => {
  it('a server that is away is no error, and is found when it comes', async () => {
    const server = await double()
    server.kill()
    const log = await store(server.url, { request: 400 })
    expect(await log.health()).toMatch(/not available/)
    expect(await refusal(all(log.readAll()))).toBeInstanceOf(StoreUnavailable)
    const followed = follow(log)
    await server.start()
    await followed.until(() => followed.pages.some(({ caughtUp }) => caughtUp))
    expect(await log.health()).toBeNull()
    expect((await log.append('prasan-meeting-1', 'no-stream', [note(1)])).revision).toBe(0n)
    await followed.end()
  })

  const secured = { tls: true, users: { prasan: 'secret', other: 'secret' }, readersOfAll: ['prasan'] }
  const trusting = (server: EventStoreDbDouble, user: string) =>
    `esdb://${user}@localhost:${server.port}?tls=true&tlsCaFile=${encodeURIComponent(CERTIFICATE)}`

  it('says in its own words what is wrong: password, rights, certificate, version, connection string', async () => {
    const server = await double(secured)
    const told = async (url: string) => {
      const error = await refusal(EventStoreDbEventStore.open({ url }))
      expect(error).toBeInstanceOf(StoreUnusable)
      return (error as Error).message
    }
    expect(await told(trusting(server, 'prasan:wrong'))).toMatch(/user or password/)
    expect(await told(trusting(server, 'other:secret'))).toMatch(/\$all/)
    expect(await told(`esdb://prasan:secret@localhost:${server.port}?tls=true`)).toMatch(/certificate .* not trusted/)
    expect(await told((await double({ tells: '22.10.1.0' })).url)).toMatch(/22\.10\.1\.0.*23\.10/)
    expect(await told((await double({ tells: null })).url)).toMatch(/older than 23\.10/)
    expect(await told('http://127.0.0.1:2113')).toMatch(/EVENTSTOREDB_URL cannot be used/)
  })

  it('lets in who may, over TLS, and takes KurrentDB’s version numbers', async () => {
    const server = await double({ ...secured, tells: '26.0.0' })
    const log = await store(trusting(server, 'prasan:secret'))
    expect(log.serverVersion).toBe('26.0.0')
    expect((await log.append('prasan-meeting-1', 'no-stream', [note(1)])).revision).toBe(0n)
    await expect(all(log.readStream('prasan-meeting-2'))).rejects.toThrow(StreamNotFound)
  })

  it.each([
    ['the seeds', (port: number) => `esdb://127.0.0.1:1,127.0.0.1:${port}?tls=false`],
    ['the DNS name', (port: number) => `esdb+discover://localhost:${port}?tls=false`],
  ])('finds the leader by %s of a connection string', async (_, url) => {
    const server = await double()
    const log = await store(url(server.port))
    expect((await log.append('prasan-meeting-1', 'no-stream', [note(1)])).revision).toBe(0n)
  })
})
