/** Clients that record on the API and keep what they were told; and what must stand in the log of it. */
import { expect } from '@jest/globals'
import { contexts } from '@prasan/api'
import { type RecordedEvent, SqliteEventStore } from '@prasan/event-store'
import { Registry, commandIdOf, rebuild } from '@prasan/event-sourcing'
import Database from 'better-sqlite3'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { newFolder } from '../support/api-process.js'

const GUEST = 'system:guest'

/** An acknowledgement: what the client was told is durable. */
export interface Acknowledged {
  readonly id: string
  readonly revision: number
}
export type Acknowledgements = Map<string, Acknowledged>

/** The API answered with an error. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

export async function post(url: string, query: string, variables: object, headers: Record<string, string> = {}): Promise<any> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = (await response.json()) as { data?: any; errors?: { extensions: { code: string } }[] }
  if (!data) throw new Refused(errors![0]!.extensions.code, JSON.stringify(errors))
  return data
}

/** One thing to record: which mutation under which key. It is sent until it is acknowledged, as a client does that got no answer. */
export interface Task {
  readonly key: string
  readonly mutation: string
  readonly type: string
  readonly input: Record<string, unknown>
  readonly target?: string
}

export const registration = (key: string): Task => ({
  key,
  mutation: 'registerOrganization',
  type: 'Organization',
  input: { name: { th: `หน่วยงาน ${key}` }, kind: 'DISTRICT' },
})
export const report = (key: string, commitment: string): Task => ({
  key,
  mutation: 'reportProgress',
  type: 'Commitment',
  input: { commitment, on: '2026-10-10', word: `ผล ${key}` },
  target: commitment,
})

export const person = (key: string): Task => ({
  key,
  mutation: 'registerPerson',
  type: 'Person',
  input: { name: { th: { given: `ชื่อ ${key}` } } },
})

/** True once acknowledged; throws when there was no answer. */
export async function send(url: string, { key, mutation, type, input }: Task, acknowledged: Acknowledgements): Promise<boolean> {
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

/** Connections that record without end: what was not acknowledged is sent again under its key. */
export class Writers {
  readonly acknowledged: Acknowledgements = new Map()
  readonly targets = new Map<string, string | undefined>()
  /** How often nothing was acknowledged, by the code of the refusal. */
  readonly refused = new Map<string, number>()
  /** The longest wait for an answer, in milliseconds. */
  slowestMs = 0
  private running = true
  private readonly all: Promise<void[]>

  constructor(url: () => string, connections: number, task: (key: string) => Task = registration) {
    const connection = async (n: number) => {
      for (let i = 0; this.running; i++) await this.record(url, task(`${task.name} ${n} ${i}`))
    }
    this.all = Promise.all(Array.from({ length: connections }, (_, n) => connection(n)))
    this.all.catch(() => {}) // told to whoever waits
  }

  /** Until so many more are acknowledged. */
  async more(count: number): Promise<void> {
    for (const enough = this.acknowledged.size + count; this.acknowledged.size < enough;) await this.during(sleep(5))
  }

  /** Waits, and fails as soon as a writer was answered what it must not be. */
  async during<R>(work: Promise<R>): Promise<R> {
    return Promise.race([work, this.all.then(() => work)])
  }

  /** Once all that was begun is acknowledged. */
  async stop(): Promise<void> {
    this.running = false
    await this.all
  }

  private async record(url: () => string, task: Task): Promise<void> {
    this.targets.set(task.key, task.target)
    for (;;) {
      const asked = performance.now()
      try {
        if (await send(url(), task, this.acknowledged)) return
      } catch (error) {
        const code = error instanceof Refused ? error.code : error instanceof TypeError ? 'no answer' : null
        if (code === null) throw error
        this.refused.set(code, (this.refused.get(code) ?? 0) + 1)
        await sleep(20)
      } finally {
        this.slowestMs = Math.max(this.slowestMs, performance.now() - asked)
      }
    }
  }
}

async function made(url: string, task: Task, acknowledged: Acknowledgements): Promise<string> {
  await send(url, task, acknowledged)
  return acknowledged.get(task.key)!.id
}

export async function commitments(url: string, count: number, acknowledged: Acknowledgements): Promise<string[]> {
  const owner = await made(url, registration('owner'), acknowledged)
  const ids: string[] = []
  for (let i = 0; i < count; i++) {
    const input = { title: { th: `งาน ${i}` }, owner, madeOn: '2026-10-01', dueOn: '2026-12-31' }
    ids.push(await made(url, { key: `promise ${i}`, mutation: 'makeCommitment', type: 'Commitment', input }, acknowledged))
  }
  return ids
}

/** Every acknowledged command stands in the log once, at its revision; nothing else of ours does; the views are what a rebuild makes. */
export async function expectNothingLost(
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
export async function caughtUp(url: string): Promise<void> {
  while (!(await fetch(`${url}/health/ready`)).ok) await sleep(20)
}
