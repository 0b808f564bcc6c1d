import { afterEach, describe, expect, it } from '@jest/globals'
import { configurationFrom, openStore } from '@prasan/api'
import { commandIdOf } from '@prasan/event-sourcing'
import { type ChildProcess, execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cleanUp, newFolder, startApi, stop } from '../support/api-process.js'
import { EventStoreDbDouble } from '../support/eventstoredb-double/server.js'
import { PostgresServer, withoutPostgres } from '../support/postgres.js'

const LONG = process.env['PRASAN_FAULTS'] === 'long'
const KILLS = LONG ? 40 : 3
const BETWEEN_MS = LONG ? 1_500 : 800
const CONNECTIONS = LONG ? 12 : 6
const GUEST = 'system:guest'

interface Answer {
  readonly is: string
  readonly id: string
  readonly revision: number
  readonly position: string
}

/** Several API processes on one log, under load and killed: what is asked of all is asked here. */
class Nodes {
  private readonly running: { child: ChildProcess; url: string }[] = []
  readonly counts = { acknowledged: 0, readBack: 0, notCaughtUp: 0, unanswered: 0 }
  /** By idempotency key: what the client was told, and about which thing it was where it began none. */
  readonly acknowledged = new Map<string, { readonly answer: Answer; readonly target?: string }>()

  constructor(private readonly environments: readonly NodeJS.ProcessEnv[]) {}

  async start(): Promise<void> {
    for (const i of this.environments.keys()) await this.startOne(i)
    await this.ready()
  }

  private async startOne(i: number): Promise<void> {
    const { PRASAN_DATA_DIR, ...env } = this.environments[i]!
    this.running[i] = await startApi(PRASAN_DATA_DIR!, env)
  }

  async killOne(): Promise<void> {
    const i = Math.floor(Math.random() * this.running.length)
    await stop(this.running[i]!.child, 'SIGKILL')
    await this.startOne(i)
  }

  async ready(): Promise<void> {
    for (const url of this.urls) while (!(await fetch(`${url}/health/ready`)).ok) await sleep(50)
  }

  async stop(): Promise<void> {
    for (const { child } of this.running) await stop(child, 'SIGTERM')
  }

  get urls(): readonly string[] {
    return this.running.map(({ url }) => url)
  }

  get any(): string {
    return this.urls[Math.floor(Math.random() * this.urls.length)]!
  }

  /** As a client does that gets no answer: sent again, under the same key, to whichever node, until it is acknowledged. */
  async tell(key: string, mutation: string, type: string, input: object, target?: string): Promise<Answer> {
    const name = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
    const query = `mutation ($input: ${name}!) { answer: ${mutation}(input: $input) { is: __typename
      ... on ${type}Recorded { id revision position } ... on InputInvalid { problems { field code } } ... on RuleBroken { rule field } } }`
    for (;;) {
      const answer = await ask<{ answer: Answer }>(this.any, query, { input: { ...input, idempotencyKey: key } })
      const is = answer.data?.answer.is
      if (is === `${type}Recorded`) {
        this.acknowledged.set(key, { answer: answer.data!.answer, ...(target !== undefined && { target }) })
        this.counts.acknowledged++
        return answer.data!.answer
      }
      // A node that has not yet read what another recorded says that it does not know it: as a person would, one asks again.
      const behind = is === 'InputInvalid' && JSON.stringify(answer.data).includes('UnknownId')
      if (is !== undefined && is !== 'RevisionConflict' && !behind) throw new Error(`${key} was answered ${JSON.stringify(answer)}`)
      if (is === undefined) this.counts.unanswered++
      await sleep(20)
    }
  }

  /** Read your writes: any node shows it, or says that it cannot yet. */
  async readBack({ id, position }: Answer): Promise<void> {
    const { data, errors } = await ask<{ node: { id: string } | null }>(
      this.any,
      'query ($id: ID!) { node(id: $id) { id } }',
      { id },
      { 'Prasan-At-Least': position },
    )
    if (data?.node?.id === id) this.counts.readBack++
    else if (errors?.[0]?.extensions.code === 'ViewNotCaughtUp') this.counts.notCaughtUp++
    else if (errors !== undefined || data !== undefined) throw new Error(`${id} at ${position}: ${JSON.stringify({ data, errors })}`)
  }
}

interface Asked<D> {
  readonly data?: D
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[]
}

/** Empty where there was no answer, since the node is gone. */
async function ask<D>(url: string, query: string, variables: object, headers: Record<string, string> = {}): Promise<Asked<D>> {
  try {
    const body = JSON.stringify({ query, variables })
    const answer = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
    const { data, errors } = (await answer.json()) as Asked<D>
    const passing = errors?.some(({ extensions: { code } }) => code === 'StoreUnavailable' || code === 'KeysUnavailable')
    if (passing) return {}
    return { ...(data && { data }), ...(errors && { errors }) }
  } catch (error) {
    if ((error as Error).name === 'TypeError') return {}
    throw error
  }
}

/** All of a list, as the node shows it. */
async function all(url: string, list: string, fields: string): Promise<readonly Record<string, any>[]> {
  const found: Record<string, any>[] = []
  for (let after: string | null = null; ;) {
    const query = `query ($after: String) { list: ${list}(first: 100, after: $after) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`
    const { data, errors }: Asked<any> = await ask<any>(url, query, { after })
    if (!data) throw new Error(JSON.stringify(errors))
    found.push(...data.list.nodes)
    if (!data.list.pageInfo.hasNextPage) return found
    after = data.list.pageInfo.endCursor
  }
}

/** Runs the load while nodes are killed, and then looks at everything on every node. */
async function underFire(
  nodes: Nodes,
  environment: NodeJS.ProcessEnv,
  also: (kill: number) => Promise<void> = async () => {},
): Promise<void> {
  const both = (text: string) => ({ th: text, en: text })
  const organization = (await nodes.tell('office', 'registerOrganization', 'Organization', { name: both('Office'), kind: 'PROVINCIAL' })).id
  const committee = (await nodes.tell('body', 'establishCommittee', 'Committee', { name: both('Body'), type: 'COMMITTEE' })).id
  const promise = { title: both('Promise'), owner: organization, madeOn: '2026-01-05', dueOn: '2026-12-31' }
  const commitment = (await nodes.tell('promise', 'makeCommitment', 'Commitment', promise)).id

  const names = new Map<string, string>()
  const meetings = new Set<string>()
  const files = new Map<string, Buffer>()
  let running = true
  const work = [
    async (key: string) => {
      const given = `ชื่อ ${key}`
      const answer = await nodes.tell(key, 'registerPerson', 'Person', { name: { th: { given } } })
      names.set(answer.id, given)
      return answer
    },
    async (key: string) => nodes.tell(key, 'registerOrganization', 'Organization', { name: both(key), kind: 'DISTRICT' }),
    async (key: string) =>
      nodes.tell(key, 'reportProgress', 'Commitment', { commitment, on: '2026-06-10', word: both(key).th }, commitment),
    async (key: string) => {
      const answer = await nodes.tell(key, 'scheduleMeeting', 'Meeting', { bodies: [committee], on: '2026-06-02' })
      meetings.add(answer.id)
      return nodes.tell(`${key} notice`, 'sendNotice', 'Meeting', { meeting: answer.id, sentOn: '2026-05-15' }, answer.id)
    },
    async (key: string) => {
      const bytes = Buffer.concat([Buffer.from(key), randomBytes(20_000)])
      const headers = { 'content-type': 'application/octet-stream' }
      const sent = await fetch(`${nodes.any}/files`, { method: 'POST', headers, body: bytes }).catch(() => null)
      if (sent?.status === 201) files.set(createHash('sha256').update(bytes).digest('hex'), bytes)
    },
  ]
  const connections = Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, n) => {
      for (let i = 0; running; i++) {
        const answer = await work[(n + i) % work.length]!(`${n} ${i}`)
        if (answer && i % 3 === 0) await nodes.readBack(answer)
      }
    }),
  )
  for (let kill = 0; kill < KILLS; kill++) {
    await Promise.race([sleep(BETWEEN_MS), connections])
    await nodes.killOne()
    await also(kill)
  }
  await Promise.race([sleep(BETWEEN_MS), connections])
  running = false
  await connections
  await nodes.ready()

  // what is in the log
  const store = await openStore(configurationFrom(environment))
  const byCommand = new Map<unknown, string[]>()
  const numbered = new Map<unknown, unknown[]>()
  let end = 0n
  for await (const { metadata, stream, revision, type, data, position } of store.readAll()) {
    end = position
    const command = metadata['commandId']
    byCommand.set(command, [...(byCommand.get(command) ?? []), `${stream} ${revision}`])
    if (type === 'MeetingNumbered') numbered.set(data['meeting'], [...(numbered.get(data['meeting']) ?? []), data['number']])
  }
  await store.close()
  for (const [key, { answer, target }] of nodes.acknowledged)
    expect([key, byCommand.get(commandIdOf(GUEST, key, target))]).toEqual([
      key,
      [expect.stringMatching(`${answer.id} ${answer.revision}$`)],
    ])

  // what every node shows of it
  const shown = []
  for (const url of nodes.urls) {
    const until = performance.now() + 30_000
    for (let numberless = Infinity; numberless > 0; await sleep(50)) {
      const asked = await ask<{ node: unknown }>(url, '{ __typename }', {}, { 'Prasan-At-Least': String(end) })
      const list = await all(url, 'meetings', 'id number { number }')
      numberless = list.filter(({ number }) => number === null).length + (asked.errors ? 1 : 0)
      if (performance.now() > until) throw new Error(`${url} shows ${numberless} meetings without a number`)
    }
    const people = await all(url, 'people', 'id name { th }')
    expect(new Map(people.map(({ id, name }) => [id, name.th]))).toEqual(names)
    shown.push({
      people,
      organizations: await all(url, 'organizations', 'id name { th }'),
      meetings: await all(url, 'meetings', 'id number { number }'),
    })
    for (const [digest, bytes] of files) {
      const got = await fetch(`${url}/files/${digest}`)
      expect(got.status).toBe(200)
      expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true)
    }
  }
  for (const one of shown) expect(one).toEqual(shown[0])
  const numbers = shown[0]!.meetings.map(({ number }) => number.number as number)
  expect(new Set(shown[0]!.meetings.map(({ id }) => id as string))).toEqual(meetings)
  expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: meetings.size }, (_, i) => i + 1))
  expect([...numbered.values()].filter((given) => given.length !== 1)).toEqual([])

  const { acknowledged, readBack, notCaughtUp, unanswered } = nodes.counts
  expect(readBack).toBeGreaterThan(0)
  console.log(
    `${KILLS} kills among ${nodes.urls.length} nodes under ${CONNECTIONS} connections: ${acknowledged} mutations acknowledged, each recorded once; ` +
      `${readBack} read back from any node, ${notCaughtUp} told ViewNotCaughtUp; ${unanswered} requests without an answer were sent again; ` +
      `${names.size} names, ${files.size} files and ${meetings.size} meeting numbers the same on every node`,
  )
}

const TIME = LONG ? 1_800_000 : 240_000

describe('three nodes under fire', () => {
  afterEach(cleanUp)

  it(
    'on one data folder: nothing acknowledged is lost or doubled, and every node shows the same',
    async () => {
      const PRASAN_DATA_DIR = newFolder()
      const nodes = new Nodes(Array.from({ length: 3 }, () => ({ PRASAN_DATA_DIR })))
      await nodes.start()
      await underFire(nodes, { PRASAN_DATA_DIR })
      await nodes.stop()
    },
    TIME,
  )

  const postgres = withoutPostgres === null ? it : it.skip
  if (withoutPostgres !== null) console.log(`three nodes on EventStoreDB and PostgreSQL: ${withoutPostgres}`)
  postgres(
    'on one EventStoreDB, with names and files in PostgreSQL, both of which are killed too: nothing is lost or doubled, and every node shows the same',
    async () => {
      const real = process.env['EVENTSTOREDB_URL']
      const double = real === undefined ? await new EventStoreDbDouble().start() : undefined
      const database = await PostgresServer.start()
      try {
        const shared = {
          PRASAN_EVENT_STORE: 'eventstoredb',
          EVENTSTOREDB_URL: real ?? double!.url,
          PRASAN_STREAM_PREFIX: `nodes${randomBytes(4).toString('hex')}-`,
          PRASAN_SHARED_URL: database.url(),
          PRASAN_MASTER_KEY: randomBytes(32).toString('hex'),
        }
        const nodes = new Nodes(Array.from({ length: 3 }, () => ({ ...shared, PRASAN_DATA_DIR: newFolder() })))
        await nodes.start()
        await underFire(nodes, shared, async (kill) => {
          if (kill % 4 === 1) {
            await database.kill()
            await sleep(300)
            await database.resume()
          }
          if (kill % 4 === 2 && double) {
            double.kill()
            await sleep(300)
            await double.start()
          }
        })
        await nodes.stop()
      } finally {
        await database.stop()
        double?.kill()
      }
    },
    TIME,
  )

  it(
    'a new version, which reads the log in another way, is started beside the old one: queries are answered throughout',
    async () => {
      const PRASAN_DATA_DIR = newFolder()
      const nodes = new Nodes([{ PRASAN_DATA_DIR }])
      await nodes.start()
      const [url] = nodes.urls as [string]
      const QUESTION = '{ organizations(first: 100) { totalCount } }'
      let answered = 0
      let recorded = 0
      let serving = url
      let running = true
      const record = async () => {
        for (; running; recorded++)
          await nodes.tell(`${recorded}`, 'registerOrganization', 'Organization', { name: { th: `${recorded}` }, kind: 'DISTRICT' })
      }
      const question = async () => {
        for (; running; answered++) {
          const { data, errors } = await ask<{ organizations: { totalCount: number } }>(serving, QUESTION, {})
          if (!data) throw new Error(`no answer: ${JSON.stringify(errors)}`)
          await sleep(5)
        }
      }
      const load = Promise.all([record(), question()])
      while (recorded < 100) await Promise.race([sleep(20), load])
      const second = await startApi(PRASAN_DATA_DIR, {}, ofAnotherVersion())
      while (!(await fetch(`${second.url}/health/ready`)).ok) await Promise.race([sleep(20), load])
      const generations = () => readdirSync(join(PRASAN_DATA_DIR, 'views')).filter((name) => name.endsWith('.db'))
      expect(generations()).toHaveLength(2)
      serving = second.url
      while (recorded < 200) await Promise.race([sleep(20), load])
      running = false
      await load
      await nodes.stop()
      const { data } = await ask<{ organizations: { totalCount: number } }>(
        second.url,
        QUESTION,
        {},
        {
          'Prasan-At-Least': [...nodes.acknowledged.values()].at(-1)!.answer.position,
        },
      )
      expect(data!.organizations.totalCount).toBe(recorded)
      await stop(second.child, 'SIGTERM')
      console.log(
        `${answered} questions answered while a new generation was made beside the old one and took over, ${recorded} mutations recorded`,
      )
    },
    TIME,
  )
})

/** The API as built here, but for a view that has another version. */
function ofAnotherVersion(): string {
  const root = resolve(import.meta.dirname, '../../..')
  const copy = newFolder()
  for (const each of ['node_modules', 'libs', 'apps', 'package.json'])
    execFileSync('cp', ['-a', '--link', join(root, each), join(copy, each)])
  const view = join(copy, 'libs/directory/dist/views/directory/view.js')
  const text = readFileSync(view, 'utf8')
  const changed = text.replace(/view\('directory', (\d+)/, (_, version: string) => `view('directory', ${Number(version) + 1}`)
  if (changed === text) throw new Error(`${view} declares no view`)
  rmSync(view)
  writeFileSync(view, changed)
  return join(copy, 'apps/api/dist/main.js')
}
