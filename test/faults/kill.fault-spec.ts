import { afterEach, describe, expect, it } from '@jest/globals'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { cleanUp, newFolder, start, startApi, stop } from '../support/api-process.js'
import {
  type Acknowledged,
  type Acknowledgements,
  type Task,
  caughtUp,
  commitments,
  expectNothingLost,
  post,
  registration,
  report,
  send,
} from './recording.js'

const LONG = process.env['PRASAN_FAULTS'] === 'long'
const KILLS = LONG ? 20 : 3
const CONNECTIONS = 32
const SECOND_PROCESS = fileURLToPath(new URL('./second-process.js', import.meta.url))

afterEach(cleanUp)

describe('kill -9', () => {
  it(
    `of the API under ${CONNECTIONS} writing connections, ${KILLS} times on one store, loses and doubles nothing that was acknowledged`,
    async () => {
      const dataDir = newFolder()
      const acknowledged: Acknowledgements = new Map()
      const targets = new Map<string, string | undefined>()
      const waiting: Task[] = []
      let promised: string[] = []
      let made = 0
      const next = (): Task => {
        const key = `task ${made++}`
        // every third command competes for one of two streams
        return made % 3 === 0 ? report(key, promised[made % 2]!) : registration(key)
      }
      for (let round = 0; round <= KILLS; round++) {
        const last = round === KILLS
        const { child, url } = await startApi(dataDir)
        if (promised.length === 0) promised = await commitments(url, 2, acknowledged)
        const before = acknowledged.size
        let alive = true
        const connection = async () => {
          while (alive) {
            const task = waiting.shift() ?? (last ? undefined : next())
            if (!task) return
            targets.set(task.key, task.target)
            try {
              if (!(await send(url, task, acknowledged))) waiting.push(task)
            } catch (error) {
              waiting.push(task)
              if (alive && child.exitCode === null && child.signalCode === null && !(error instanceof TypeError)) throw error
            }
          }
        }
        const connections = Promise.all(Array.from({ length: CONNECTIONS }, connection))
        if (!last) {
          while (acknowledged.size < before + 2 * CONNECTIONS) await Promise.race([sleep(5), connections])
          await sleep(Math.random() * 150)
          child.kill('SIGKILL')
          alive = false
        }
        await connections
        if (last) {
          expect(waiting).toEqual([])
          await caughtUp(url)
          await stop(child, 'SIGTERM')
        }
      }
      expect(acknowledged.size).toBeGreaterThan(KILLS * 2 * CONNECTIONS)
      await expectNothingLost(dataDir, acknowledged, targets)
      console.log(
        `${KILLS} kills under ${CONNECTIONS} connections: ${acknowledged.size} acknowledged, each recorded once; the views are those of a rebuild`,
      )
    },
    LONG ? 1_800_000 : 300_000,
  )
})

describe('a second process on the same store', () => {
  it('records while the API does, is killed and run again; the API shows what it recorded', async () => {
    const dataDir = newFolder()
    const acknowledged: Acknowledgements = new Map()
    const targets = new Map<string, string | undefined>()
    const { child, url } = await startApi(dataDir)
    const [promise] = await commitments(url, 1, acknowledged)
    let running = true
    const connections = Promise.all(
      Array.from({ length: 8 }, async (_, n) => {
        for (let i = 0; running; i++) {
          const task = i % 2 ? report(`api ${n} ${i}`, promise!) : registration(`api ${n} ${i}`)
          targets.set(task.key, task.target)
          while (!(await send(url, task, acknowledged)));
        }
      }),
    )
    const run = async (killAfter: number) => {
      const second = start(SECOND_PROCESS, dataDir, { COMMITMENT: promise!, COMMANDS: '120' })
      let position = ''
      let answered = 0
      for await (const line of createInterface(second.stdout!)) {
        const { key, target, id, revision, ...at } = JSON.parse(line) as Acknowledged & { key: string; target?: string; position: string }
        targets.set(key, target)
        acknowledged.set(key, { id, revision })
        position = at.position
        if (++answered === killAfter) second.kill('SIGKILL')
      }
      return { position, answered }
    }
    expect((await run(40)).answered).toBeLessThan(120)
    const { position, answered } = await run(Infinity)
    expect(answered).toBe(120)
    const seen = await post(url, '{ organizations(first: 1) { totalCount } }', {}, { 'Prasan-At-Least': position })
    running = false
    await connections
    expect(seen.organizations.totalCount).toBeGreaterThan(60)
    await caughtUp(url)
    await stop(child, 'SIGTERM')
    await expectNothingLost(dataDir, acknowledged, targets)
  }, 300_000)
})
