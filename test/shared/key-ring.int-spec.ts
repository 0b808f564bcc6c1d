import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { KeysUnavailable } from '@prasan/event-sourcing'
import { keyRingContract } from '@prasan/event-sourcing/contract-suite'
import { PostgresKeyRing, SharedDatabase, SharedUnusable } from '@prasan/event-sourcing/postgres'
import { someId } from '@prasan/event-sourcing/testing'
import { setTimeout as sleep } from 'node:timers/promises'
import { PostgresServer, withoutPostgres } from '../support/postgres.js'

const MASTER = 'ab'.repeat(32)
const [somchai, other] = ['one', 'two'].map((who) => someId('person', who)) as [string, string]

if (withoutPostgres !== null) it.skip(withoutPostgres, () => {})
else {
  let server: PostgresServer
  let databases = 0
  const opened: { ring: PostgresKeyRing; shared: SharedDatabase }[] = []
  beforeAll(async () => {
    server = await PostgresServer.start()
  })
  afterAll(() => server.stop())
  afterEach(async () => {
    for (const { ring, shared } of opened.splice(0)) {
      await ring.close()
      await shared.close()
    }
  })
  /** Another node; what it opens is closed after the test. */
  const node = async (url: string, patience: Parameters<typeof PostgresKeyRing.open>[2] = {}, master = MASTER) => {
    const shared = new SharedDatabase(url)
    try {
      const ring = await PostgresKeyRing.open(shared, master, patience)
      opened.push({ ring, shared })
      return ring
    } catch (error) {
      await shared.close()
      throw error
    }
  }
  const fresh = () => server.fresh(`ring_${++databases}`)
  const until = async (holds: () => boolean | Promise<boolean>) => {
    while (!(await holds())) await sleep(5)
  }
  const seal = async (ring: PostgresKeyRing, person: string, plain: string) => {
    expect(await ring.prepare([person])).toEqual([])
    return ring.seal(person, plain)
  }

  keyRingContract('PostgreSQL', async () => {
    const url = await fresh()
    return {
      open: (masterKey) => node(url, { pollMs: 20 }, masterKey),
      lose: async (person) => void (await server.ask(`delete from prasan.person_key where person = '${person}'`, url)),
    }
  })

  describe('the ring in PostgreSQL', () => {
    it('every node hears of new, replaced and erased keys, also where it was never told', async () => {
      const url = await fresh()
      const [here, there] = [await node(url), await node(url, { pollMs: 20 })]
      const sealed = await seal(here, somchai, 'ชื่อ')
      await until(() => there.open(somchai, sealed) === 'ชื่อ')
      const [{ wrapped }] = (await server.ask('select wrapped from prasan.person_key', url)) as [{ wrapped: string }]
      await seal(here, other, 'x')
      const replace = (of: string, by: string) =>
        `update prasan.person_key set change = ring.change, wrapped = ${by} from prasan.ring where person = '${of}'`
      const another = `(select wrapped from prasan.person_key where person = '${other}')`
      for (const [by, read] of [
        [another, undefined],
        [`'${wrapped}'`, 'ชื่อ'],
        ['null', null],
      ] as const) {
        await server.ask(`begin; update prasan.ring set change = change + 1; ${replace(somchai, by)}; commit`, url)
        await until(() => there.open(somchai, sealed) === read)
      }
    })

    it('a node that exchanges the master key does not take it for an exchange by another', async () => {
      const here = await node(await fresh(), { pollMs: 1 })
      const sealed = await seal(here, somchai, 'ชื่อ')
      for (let round = 0; round < 100; round++) {
        await here.exchange((round % 2 ? 'ab' : 'cd').repeat(32))
        await here.learn([someId('person', `of round ${round}`)]) // what is stored is looked at once more
        expect([round, here.health(), here.open(somchai, sealed)]).toEqual([round, null, 'ชื่อ'])
      }
    })

    it('a node that does not say that it has forgotten is waited for, as long as it may read', async () => {
      const url = await fresh()
      const here = await node(url, { waitMs: 50 })
      const sealed = await seal(here, somchai, 'ชื่อ')
      const silent = '00000000-0000-4000-8000-000000000000'
      await server.ask(`insert into prasan.node values ('${silent}', 0, now())`, url)
      await expect(here.erase(somchai)).rejects.toThrow(KeysUnavailable)
      await expect(here.erase(somchai)).rejects.toThrow(`the node ${silent} has not said so`)
      expect(here.open(somchai, sealed)).toBeNull()
      await server.ask(`update prasan.node set seen = now() - interval '1 hour' where id = '${silent}'`, url)
      await here.erase(somchai)
    })

    it('a node that cannot reach the database reads for its lease and no longer, and then no name is told as erased', async () => {
      const url = await fresh()
      const ring = await node(url, { leaseMs: 2_000, againMs: 20, pollMs: 20 })
      const sealed = await seal(ring, somchai, 'ชื่อ')
      await server.ask(`alter database "${new URL(url).pathname.slice(1)}" allow_connections false`)
      await server.ask(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'prasan'`)
      await until(() => ring.health() !== null)
      expect(ring.open(somchai, sealed)).toBe('ชื่อ')
      await expect(ring.prepare([other])).rejects.toThrow(KeysUnavailable)
      await expect(ring.prepare([somchai])).rejects.toThrow(KeysUnavailable)
      await expect(ring.erase(other)).rejects.toThrow(KeysUnavailable)
      expect(() => ring.seal(other, 'x')).toThrow(/no key/)
      await ring.learn([other])
      await sleep(2_000)
      expect(() => ring.open(somchai, sealed)).toThrow(KeysUnavailable)
      await server.ask(`alter database "${new URL(url).pathname.slice(1)}" allow_connections true`)
      await until(() => ring.health() === null)
      expect(ring.open(somchai, sealed)).toBe('ชื่อ')
    })

    it('what was changed while the connection was lost is heeded once it is made again', async () => {
      const url = await fresh()
      const [here, there] = [await node(url), await node(url, { pollMs: 3_600_000, againMs: 300 })]
      const sealed = [await seal(here, somchai, 'ชื่อ'), await seal(here, other, 'อื่น')] as const
      await there.learn([somchai, other])
      const listening = `select pg_terminate_backend(pid) from pg_stat_activity where query ilike '%prasan.node%' and application_name = 'prasan'`
      await server.ask(listening, url)
      await until(() => there.health() !== null)
      await here.erase(somchai) // waits for `there`, which has come back by then
      expect(there.open(somchai, sealed[0])).toBeNull()
      expect(there.open(other, sealed[1])).toBe('อื่น')
    })

    it('killed and started again, it goes on by itself; nothing is sealed with a key that is not stored', async () => {
      const url = await fresh()
      const ring = await node(url, { againMs: 20, pollMs: 20 })
      const sealed = await seal(ring, somchai, 'ชื่อ')
      await server.kill()
      await until(() => ring.health() !== null)
      expect(ring.open(somchai, sealed)).toBe('ชื่อ')
      await expect(ring.prepare([other])).rejects.toThrow(KeysUnavailable)
      const begun = await node(url, { againMs: 20 }) // while it is away
      expect(begun.health()).toContain('not at hand')
      expect(() => begun.open(somchai, sealed)).toThrow(KeysUnavailable)
      await server.resume()
      await until(() => ring.health() === null && begun.health() === null)
      expect(begun.open(somchai, sealed)).toBe('ชื่อ')
      const later = await seal(ring, other, 'x')
      await begun.learn([other])
      expect(begun.open(other, later)).toBe('x')
    })

    it('frozen, it holds nobody: names are read, and a new one is refused in time', async () => {
      const url = await fresh()
      const ring = await node(url, { pollMs: 20 })
      const sealed = await seal(ring, somchai, 'ชื่อ')
      server.signal('SIGSTOP')
      try {
        const refused = expect(ring.prepare([other])).rejects.toThrow(KeysUnavailable)
        expect(ring.open(somchai, sealed)).toBe('ชื่อ')
        await refused
        await until(() => ring.health() !== null)
      } finally {
        server.signal('SIGCONT')
      }
      await until(() => ring.health() === null)
      expect(await ring.prepare([other])).toEqual([])
    })

    it('says what is wrong at the start: another master key, a database that is not there, a malformed key', async () => {
      const url = await fresh()
      await seal(await node(url), somchai, 'ชื่อ')
      await expect(node(url, {}, 'cd'.repeat(32))).rejects.toThrow(/another master key/)
      await expect(node(server.url('nowhere'))).rejects.toThrow(SharedUnusable)
      await expect(node(url, {}, 'ab')).rejects.toThrow('64 hexadecimal digits')
      expect(await server.ask('select count(*)::int as n from prasan.person_key', url)).toEqual([{ n: 1 }])
    })
  })
}
