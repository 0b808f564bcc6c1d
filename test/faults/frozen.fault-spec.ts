/** What a node leans on does not answer and does not say so: a process that is frozen, a connection that is half open. */
import { afterEach, describe, expect, it } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { cleanUp, newFolder, startApi, stop } from '../support/api-process.js'
import { EventStoreDbDouble } from '../support/eventstoredb-double/server.js'
import { PostgresServer, withoutPostgres } from '../support/postgres.js'
import { Wire } from '../support/wire.js'
import { Writers, caughtUp, person, post } from './recording.js'

const LONG = process.env['PRASAN_FAULTS'] === 'long'
const FROZEN_MS = LONG ? 60_000 : 8_000
const CONNECTIONS = 4
const TIME = 400_000

afterEach(cleanUp)

const count = async (url: string, list: 'people' | 'organizations') =>
  (await post(url, `{ list: ${list}(first: 1) { totalCount } }`, {})).list.totalCount as number
const told = (counts: ReadonlyMap<string, number>) => [...counts].map(([code, times]) => `${times} ${code}`).join(', ') || 'none'

/** Asks one question again and again until told to stop; each must be answered so. */
class Reader {
  answered = 0
  slowestMs = 0
  private running = true
  private readonly asking: Promise<void>

  constructor(ask: () => Promise<unknown>, answer: unknown) {
    this.asking = (async () => {
      for (; this.running; this.answered++) {
        const began = performance.now()
        expect(await ask()).toEqual(answer)
        this.slowestMs = Math.max(this.slowestMs, performance.now() - began)
        await sleep(20)
      }
    })()
    this.asking.catch(() => {}) // told by stop
  }

  async stop(): Promise<void> {
    this.running = false
    await this.asking
  }
}

if (withoutPostgres !== null) console.log(`PostgreSQL is frozen: ${withoutPostgres}`)
const postgres = withoutPostgres === null ? describe : describe.skip
postgres('two nodes whose PostgreSQL does not answer', () => {
  const ways: [string, (server: PostgresServer, wire: Wire) => { begin(): void; end(): void }][] = [
    ['is frozen', (server) => ({ begin: () => server.signal('SIGSTOP'), end: () => server.signal('SIGCONT') })],
    [
      'is behind connections that are half open and are cut in the end',
      (_, wire) => ({ begin: () => wire.freeze(), end: () => (wire.cut(), wire.thaw()) }),
    ],
  ]
  it.each(ways)(
    'since it %s: names are read, what needs no name is recorded, a new name is refused, and nothing is lost or doubled',
    async (_, way) => {
      const [log, server] = [await new EventStoreDbDouble().start(), await PostgresServer.start()]
      const wire = await Wire.to(Number(new URL(server.url()).port))
      try {
        const env = {
          PRASAN_EVENT_STORE: 'eventstoredb',
          EVENTSTOREDB_URL: log.url,
          PRASAN_SHARED_URL: server.url().replace(/:\d+\//, `:${wire.port}/`),
          PRASAN_MASTER_KEY: randomBytes(32).toString('hex'),
        }
        const nodes = [await startApi(newFolder(), env), await startApi(newFolder(), env)]
        const [one, other] = nodes.map(({ url }) => url) as [string, string]
        for (const { url } of nodes) await caughtUp(url)
        const people = new Writers(() => one, CONNECTIONS, person)
        const offices = new Writers(() => other, CONNECTIONS)
        await Promise.all([people.more(20), offices.more(20)])
        const { id } = people.acknowledged.get('person 0 0')!
        const ask = async () => (await post(other, 'query ($id: ID!) { person(id: $id) { name { th } } }', { id })).person
        while ((await ask()) === null) await sleep(20)
        const reader = new Reader(ask, { name: { th: 'ชื่อ person 0 0' } })
        const fault = way(server, wire)
        fault.begin()
        const [named, before] = [people.acknowledged.size, offices.acknowledged.size]
        await offices.during(sleep(FROZEN_MS))
        while (people.refused.size === 0) await people.during(sleep(20))
        const ready = await fetch(`${one}/health/ready`)
        expect([ready.status, await ready.json()]).toMatchObject([503, { reason: expect.stringContaining('PostgreSQL') }])
        const [namedMeanwhile, meanwhile] = [people.acknowledged.size - named, offices.acknowledged.size - before]
        fault.end()
        expect(namedMeanwhile).toBeLessThanOrEqual(CONNECTIONS) // those that were under way
        expect(meanwhile).toBeGreaterThan(0)
        await Promise.all([people.more(20), offices.more(20)])
        await Promise.all([people.stop(), offices.stop(), reader.stop()])
        expect([...people.refused.keys()]).toEqual(['KeysUnavailable'])
        expect([...offices.refused.keys()]).toEqual([])
        for (const { url } of nodes) {
          await caughtUp(url)
          while ((await count(url, 'people')) < people.acknowledged.size) await sleep(50)
          expect([await count(url, 'people'), await count(url, 'organizations')]).toEqual([
            people.acknowledged.size,
            offices.acknowledged.size,
          ])
        }
        console.log(
          `${FROZEN_MS / 1_000} s without an answer of PostgreSQL: ${reader.answered} names read, the slowest in ${Math.round(reader.slowestMs)} ms; ` +
            `${meanwhile} recorded meanwhile without a name; ${told(people.refused)} to new names, the slowest after ${Math.round(people.slowestMs)} ms; ` +
            `then ${people.acknowledged.size} people and ${offices.acknowledged.size} offices the same on both nodes`,
        )
        for (const { child } of nodes) await stop(child, 'SIGTERM')
      } finally {
        server.signal('SIGCONT')
        await wire.close()
        await server.stop()
        log.kill()
      }
    },
    TIME,
  )
})

describe('a node whose event store is behind a connection that is half open', () => {
  it(
    'answers what is asked, refuses what is to be recorded after a bounded time, and records it once when the store is back',
    async () => {
      const log = await new EventStoreDbDouble().start()
      const wire = await Wire.to(Number(/:(\d+)/.exec(log.url)![1]))
      try {
        const { child, url } = await startApi(newFolder(), { PRASAN_EVENT_STORE: 'eventstoredb', EVENTSTOREDB_URL: wire.url })
        await caughtUp(url)
        const writers = new Writers(() => url, CONNECTIONS)
        await writers.more(20)
        wire.freeze()
        const reader = new Reader(async () => (await post(url, '{ __typename }', {})).__typename as unknown, 'Query')
        while (writers.refused.size === 0) await writers.during(sleep(20))
        wire.cut()
        wire.thaw()
        await writers.more(20)
        await Promise.all([writers.stop(), reader.stop()])
        await caughtUp(url)
        while ((await count(url, 'organizations')) < writers.acknowledged.size) await sleep(50)
        expect(await count(url, 'organizations')).toBe(writers.acknowledged.size)
        expect([...writers.refused.keys()]).toEqual(['StoreUnavailable'])
        console.log(
          `an event store that does not answer: ${told(writers.refused)}, the slowest after ${Math.round(writers.slowestMs)} ms; ` +
            `${reader.answered} questions answered meanwhile, the slowest in ${Math.round(reader.slowestMs)} ms; then ${writers.acknowledged.size} recorded, each once`,
        )
        await stop(child, 'SIGTERM')
      } finally {
        await wire.close()
        log.kill()
      }
    },
    TIME,
  )
})

describe('clients that send half of what they have to say, and then nothing', () => {
  it(
    'hold up nobody, and not the end of the node',
    async () => {
      const CLIENTS = 300
      const { child, url } = await startApi(newFolder())
      await caughtUp(url)
      const { port } = new URL(url)
      const headers = 'Host: 127.0.0.1\r\nContent-Type: application/json\r\n'
      const halves = [
        'POST /graphql HTTP/1.1\r\nHost: 127.0',
        `POST /graphql HTTP/1.1\r\n${headers}Content-Length: 100000\r\n\r\n{"query":"{`,
        `POST /files HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/octet-stream\r\nContent-Length: 100000\r\n\r\n${'x'.repeat(50_000)}`,
        '',
      ]
      const silent = Array.from({ length: CLIENTS }, (_, n) => {
        const socket = connect(Number(port), '127.0.0.1')
        socket.on('error', () => {}) // the node closed it
        socket.write(halves[n % halves.length]!)
        return socket
      })
      const reader = new Reader(async () => (await post(url, '{ __typename }', {})).__typename as unknown, 'Query')
      const writers = new Writers(() => url, CONNECTIONS)
      await writers.more(100)
      await Promise.all([writers.stop(), reader.stop()])
      expect(writers.refused).toEqual(new Map())
      const began = performance.now()
      await stop(child, 'SIGTERM')
      console.log(
        `${CLIENTS} clients that fell silent: ${writers.acknowledged.size} recorded beside them, the slowest in ${Math.round(writers.slowestMs)} ms, ` +
          `${reader.answered} questions answered; the node ended ${Math.round((performance.now() - began) / 100) / 10} s after it was told to`,
      )
      expect([child.exitCode, child.signalCode]).toEqual([0, null])
      for (const socket of silent) socket.destroy()
    },
    TIME,
  )
})
