/**
 * Faults of the real server(s) that EVENTSTOREDB_URL names; over the double they stand in faults.fault-spec.ts and graphql.fault-spec.ts.
 * EVENTSTOREDB_KILL is a command that kills the server, or the leader, and has it started again; EVENTSTOREDB_KILLS says how many times.
 * EVENTSTOREDB_STOP and EVENTSTOREDB_CONT are commands that stop the server's process and let it go on; without them the wire is frozen.
 * EVENTSTOREDB_STRANGER is `name:password` of a user who may not read `$all`.
 */
import { describe, expect, it } from '@jest/globals'
import { EventStoreDbEventStore } from '@prasan/event-store/eventstoredb'
import { exec } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Wire } from '../support/wire.js'
import { realUrl } from './under-test.js'
import { faultsOf, follow, note, write } from './writers.js'

const kill = process.env['EVENTSTOREDB_KILL']
const kills = Number(process.env['EVENTSTOREDB_KILLS'] ?? 20)
const [stopProcess, continueProcess] = [process.env['EVENTSTOREDB_STOP'], process.env['EVENTSTOREDB_CONT']]
const stranger = process.env['EVENTSTOREDB_STRANGER']
const frozenSeconds = Number(process.env['EVENTSTOREDB_FREEZE'] ?? 30)
const freshPrefix = () => `fault-${randomUUID().slice(0, 8)}-`
const single = /^esdb:\/\/([^@,/?:]+):(\d+)\?tls=false$/.exec(realUrl ?? '')
const secured = /^(esdb:\/\/)([^:@/]+):([^@/]+)(@.*[?&]tls=true.*)$/.exec(realUrl ?? '')

const when = (holds: unknown, otherwise: string) => {
  if (!holds && realUrl !== undefined) console.log(`not run: ${otherwise}`)
  return holds ? it : it.skip
}
if (realUrl === undefined) console.log('not run against a real server: EVENTSTOREDB_URL is not set')

describe('a real server', () => {
  when(realUrl && kill, 'EVENTSTOREDB_KILL is not set')(
    'loses and doubles nothing when it is killed under 32 writers',
    async () => {
      const store = await EventStoreDbEventStore.open({ url: realUrl!, prefix: freshPrefix() })
      const followed = follow(store)
      const stop = new AbortController()
      const writing = write(store, 32, stop.signal)
      const back: number[] = []
      for (let n = 0; n < kills; n++) {
        await sleep(1_000)
        const killed = performance.now()
        await promisify(exec)(kill!)
        const seen = followed.count()
        await followed.until(() => followed.count() > seen)
        back.push(Math.round(performance.now() - killed) / 1000)
      }
      stop.abort()
      const written = await writing
      let held = 0
      for await (const _ of store.readAll()) held++
      await followed.until(() => followed.count() >= held)
      expect(await faultsOf(store, written, followed.pages)).toEqual([])
      console.log(
        `${kills} kills of EventStoreDB ${store.serverVersion}: ${written.acknowledged.length} acknowledged of ${held} stored, none lost, none twice, ` +
          `no false conflict; ${written.retried} answers of StoreUnavailable; followed again after ${back.join(', ')} s`,
      )
      await followed.end()
      await store.close()
    },
    3_600_000,
  )

  when((stopProcess && continueProcess) || single, 'a frozen wire needs one node without TLS')(
    `answers in bounded time while frozen for ${frozenSeconds} s, and goes on without a restart`,
    async () => {
      const wire = stopProcess === undefined ? await Wire.to(Number(single![2]), single![1]) : undefined
      const store = await EventStoreDbEventStore.open({ url: wire?.url ?? realUrl!, prefix: freshPrefix() })
      const followed = follow(store)
      await store.append(`${store.prefix}meeting-1`, 'no-stream', [note(0)])
      if (wire) wire.freeze()
      else await promisify(exec)(stopProcess!)
      const until = performance.now() + frozenSeconds * 1000
      const memory = process.memoryUsage().rss
      let [asked, longest, most] = [0, 0, memory]
      const ask = async () => {
        while (performance.now() < until) {
          const began = performance.now()
          await expect(store.append(`${store.prefix}meeting-2-${asked++}`, 'no-stream', [note(asked)])).rejects.toMatchObject({
            code: 'StoreUnavailable',
          })
          longest = Math.max(longest, performance.now() - began)
          most = Math.max(most, process.memoryUsage().rss)
        }
      }
      // What is asked just before the thaw is answered after it, so all asking ends before.
      await Promise.all(Array.from({ length: 32 }, ask))
      if (wire) wire.thaw()
      else await promisify(exec)(continueProcess!)
      const thawed = performance.now()
      expect((await store.append(`${store.prefix}meeting-1`, 0n, [note(1)])).revision).toBe(1n)
      const appended = performance.now()
      await followed.until(() => followed.seen().some(({ stream, revision }) => stream.endsWith('meeting-1') && revision === 1n))
      console.log(
        `${wire ? 'wire' : 'process'} of EventStoreDB ${store.serverVersion} frozen for ${frozenSeconds} s: ${asked} appends of 32 at once all answered ` +
          `StoreUnavailable, the slowest after ${(longest / 1000).toFixed(1)} s; memory grew by at most ${Math.round((most - memory) / 1e6)} MB; the ` +
          `first append after the thaw took ${Math.round(appended - thawed)} ms, and was followed ${Math.round(performance.now() - appended)} ms later`,
      )
      await followed.end()
      await store.close()
      await wire?.close()
    },
    frozenSeconds * 1000 + 120_000,
  )

  when(single, 'a cut wire needs one node without TLS')(
    'shows every event once and in order when its wire is cut a hundred times',
    async () => {
      const wire = await Wire.to(Number(single![2]), single![1])
      const store = await EventStoreDbEventStore.open({ url: wire.url, prefix: freshPrefix() })
      const followed = follow(store, 7)
      const stop = new AbortController()
      const writing = write(store, 4, stop.signal)
      for (let cut = 0; cut < 100; cut++) {
        const before = followed.pages.length
        await followed.until(() => followed.pages.length > before)
        wire.cut()
      }
      stop.abort()
      const written = await writing
      let held = 0
      for await (const _ of store.readAll()) held++
      await followed.until(() => followed.count() >= held)
      expect(await faultsOf(store, written, followed.pages)).toEqual([])
      console.log(`100 cuts: ${written.acknowledged.length} acknowledged of ${held} stored, none lost, none twice, all followed in order`)
      await followed.end()
      await store.close()
      await wire.close()
    },
    300_000,
  )

  const told = (url: string) =>
    EventStoreDbEventStore.open({ url, prefix: freshPrefix() }).then(
      async (store) => {
        await store.close()
        return 'nothing'
      },
      (error: Error) => `${error.name}: ${error.message}`,
    )

  when(secured, 'wrong credentials need a user, a password and TLS in EVENTSTOREDB_URL')(
    'says at the start that a password, a user or a certificate is wrong',
    async () => {
      const [, scheme, user, password, rest] = secured!
      const untrusted = rest!.replace(/(?<=[?])tlsCaFile=[^&]*&|&tlsCaFile=[^&]*/, '')
      const answers = [
        await told(`${scheme}${user}:not-${password}${rest}`),
        await told(`${scheme}nobody-of-this-name:${password}${rest}`),
        await told(`${scheme}${user}:${password}${untrusted}`),
      ]
      console.log(answers.join('\n'))
      expect(answers).toEqual([
        expect.stringMatching(/^StoreUnusable: .*user or password/),
        expect.stringMatching(/^StoreUnusable: .*user or password/),
        expect.stringMatching(/^StoreUnusable: .*certificate .* not trusted/),
      ])
    },
  )

  when(secured && stranger, 'EVENTSTOREDB_STRANGER is not set, or there is no TLS')(
    'says at the start that a user may not read $all',
    async () => {
      const answer = await told(`${secured![1]}${stranger}${secured![4]}`)
      console.log(answer)
      expect(answer).toMatch(/^StoreUnusable: .*\$all/)
    },
  )
})
