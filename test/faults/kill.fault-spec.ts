import { afterEach, describe, expect, it } from '@jest/globals'
import { contexts } from '@prasan/api'
import { SqliteEventStore, type RecordedEvent } from '@prasan/event-store'
import { Registry, commandIdOf, rebuild } from '@prasan/event-sourcing'
import Database from 'better-sqlite3'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { cleanUp, newFolder, start, startApi, stop } from '../support/api-process.js'

const LONG = process.env['PRASAN_FAULTS'] === 'long'
const KILLS = LONG ? 20 : 3
const CONNECTIONS = 32
const GUEST = 'system:guest'
const SECOND_PROCESS = fileURLToPath(new URL('./second-process.js', import.meta.url))

/** An acknowledgement: what the client was told is durable. */
interface Acknowledged {
  readonly id: string
  readonly revision: number
}
type Acknowledgements = Map<string, Acknowledged>

afterEach(cleanUp)

async function post(url: string, query: string, variables: object, headers: Record<string, string> = {}): Promise<any> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = (await response.json()) as { data?: any; errors?: unknown }
  if (!data) throw new Error(JSON.stringify(errors))
  return data
}

/** One thing to record: which mutation under which key. It is sent until it is acknowledged, as a client does that got no answer. */
interface Task {
  readonly key: string
  readonly mutation: string
  readonly type: string
  readonly input: Record<string, unknown>
  readonly target?: string
}

const registration = (key: string): Task => ({
  key,
  mutation: 'registerOrganization',
  type: 'Organization',
  input: { name: { th: `หน่วยงาน ${key}` }, kind: 'DISTRICT' },
})
const report = (key: string, commitment: string): Task => ({
  key,
  mutation: 'reportProgress',
  type: 'Commitment',
  input: { commitment, on: '2026-10-10', word: `ผล ${key}` },
  target: commitment,
})

/** True once acknowledged; throws when there was no answer. */
async function send(url: string, { key, mutation, type, input }: Task, acknowledged: Acknowledgements): Promise<boolean> {
  const name = mutation.charAt(0).toUpperCase() + mutation.slice(1)
  const data = await post(
    url,
    `mutation ($input: ${name}Input!) { answer: ${mutation}(input: $input) { is: __typename ... on ${type}Recorded { id revision } ... on InputInvalid { problems { field code } } } }`,
    { input: { ...input, idempotencyKey: key } },
  )
  const { is, id, revision, problems } = data.answer as { is: string; problems?: unknown } & Acknowledged
  if (is === 'RevisionConflict') return false
  if (is !== `${type}Recorded`) throw new Error(`${key} was answered ${is} ${JSON.stringify(problems)}`)
  acknowledged.set(key, { id, revision })
  return true
}

async function made(url: string, task: Task, acknowledged: Acknowledgements): Promise<string> {
  await send(url, task, acknowledged)
  return acknowledged.get(task.key)!.id
}

async function commitments(url: string, count: number, acknowledged: Acknowledgements): Promise<string[]> {
  const owner = await made(url, registration('owner'), acknowledged)
  const ids: string[] = []
  for (let i = 0; i < count; i++) {
    const input = { title: { th: `งาน ${i}` }, owner, madeOn: '2026-10-01', dueOn: '2026-12-31' }
    ids.push(await made(url, { key: `promise ${i}`, mutation: 'makeCommitment', type: 'Commitment', input }, acknowledged))
  }
  return ids
}

/** Every acknowledged command stands in the log once, at its revision; nothing else of ours does; the views are what a rebuild makes. */
async function expectNothingLost(
  dataDir: string,
  acknowledged: Acknowledgements,
  targets: ReadonlyMap<string, string | undefined>,
): Promise<void> {
  const registry = new Registry(
    'prasan-',
    contexts.flatMap(({ aggregates }) => aggregates),
  )
  const views = contexts.flatMap((context) => context.views)
  const store = await SqliteEventStore.open({ file: join(dataDir, 'events.db') })
  try {
    const byCommand = new Map<unknown, RecordedEvent[]>()
    let events = 0
    let written = 0
    for await (const event of store.readAll()) {
      events++
      if (event.metadata['actor'] === GUEST) written++
      const command = event.metadata['commandId']
      byCommand.set(command, [...(byCommand.get(command) ?? []), event])
    }
    const found = [...acknowledged].map(([key]) => {
      const recorded = byCommand.get(commandIdOf(GUEST, key, targets.get(key))) ?? []
      return [key, recorded.map(({ stream, revision }) => ({ id: stream.replace('prasan-', ''), revision: Number(revision) }))]
    })
    expect(found).toEqual([...acknowledged].map(([key, at]) => [key, [at]]))
    expect(written).toBe(acknowledged.size)
    const fresh = await rebuild(newFolder(), registry, views, store)
    expect(fresh.logNumber).toBe(events)
    const [served] = readdirSync(join(dataDir, 'views')).filter((name) => name.endsWith('.db'))
    expect(rows(join(dataDir, 'views', served!))).toEqual(rows(fresh.file))
  } finally {
    await store.close()
  }
}

/** All rows of all tables, as text. */
function rows(file: string): Record<string, string[]> {
  const db = new Database(file)
  try {
    const tables = db.prepare<[], string>("select name from sqlite_master where type = 'table' order by name").pluck().all()
    return Object.fromEntries(
      tables.map((table) => [
        table,
        db
          .prepare(`select * from ${table}`)
          .all()
          .map((row) => JSON.stringify(row)),
      ]),
    )
  } finally {
    db.close()
  }
}

/** The served views have seen all that was acknowledged. */
async function caughtUp(url: string): Promise<void> {
  while (!(await fetch(`${url}/health/ready`)).ok) await sleep(20)
}

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
