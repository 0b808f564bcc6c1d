/** The whole API over EventStoreDB: killed under 32 writing GraphQL clients, away at the start. Over the double, or the real server with a command to kill it. */
import { describe, expect, it } from '@jest/globals'
import { configurationFrom, createApplication } from '@prasan/api'
import { exec } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import request from 'supertest'
import { EventStoreDbDouble } from '../support/eventstoredb-double/server.js'
import { realUrl } from './under-test.js'

const command = process.env['EVENTSTOREDB_KILL']
const kills = realUrl === undefined ? 3 : Number(process.env['EVENTSTOREDB_KILLS'] ?? 20)
const mutation = `mutation ($input: RegisterOrganizationInput!) { answer: registerOrganization(input: $input) { __typename
  ... on OrganizationRecorded { id revision repeated } ... on RevisionConflict { id } ... on RuleBroken { rule } } }`

async function api(eventStoreUrl: string, streamPrefix: string, dataDir: string, masterKey?: string) {
  const application = await createApplication({
    ...configurationFrom({ PRASAN_EVENT_STORE: 'eventstoredb', EVENTSTOREDB_URL: eventStoreUrl, PRASAN_DEMO: 'false' }),
    dataDir,
    streamPrefix,
    masterKey,
  })
  await application.nest.listen(0, '127.0.0.1')
  const http = request(application.nest.getHttpServer() as never)
  return { application, http, close: () => application.close() }
}

const inFolder = async (work: (folder: string) => Promise<void>) => {
  const folder = mkdtempSync(join(tmpdir(), 'prasan-eventstoredb-'))
  try {
    await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('the API over EventStoreDB', () => {
  const run = realUrl !== undefined && command === undefined ? it.skip : it
  if (run === it.skip) console.log('not run: EVENTSTOREDB_KILL is not set')

  run(
    'keeps what it acknowledged when the server is killed under 32 writing clients, and its views equal a rebuild',
    () =>
      inFolder(async (folder) => {
        const server = realUrl === undefined ? await new EventStoreDbDouble().start() : undefined
        const prefix = `graphql-${randomUUID().slice(0, 8)}-`
        const url = realUrl ?? server!.url
        const one = await api(url, prefix, join(folder, 'one'))
        while ((await one.application.runtime.trouble()) !== null) await sleep(20)
        const acknowledged = new Map<string, { id: string; revision: number }>()
        const others: string[] = []
        let stopped = false
        const client = async (n: number) => {
          for (let k = 0; !stopped; k++) {
            const idempotencyKey = `${n}-${k}`
            const input = { idempotencyKey, name: { th: `หน่วยงาน ${n}-${k}` }, kind: 'PROVINCIAL' }
            while (!acknowledged.has(idempotencyKey)) {
              const { body } = await one.http.post('/graphql').send({ query: mutation, variables: { input } })
              const answer = body.data?.answer as { __typename: string; id: string; revision: number } | undefined
              if (answer?.__typename === 'OrganizationRecorded') acknowledged.set(idempotencyKey, answer)
              else if (answer) others.push(JSON.stringify(answer))
              else if (body.errors?.[0]?.extensions?.code !== 'StoreUnavailable') others.push(JSON.stringify(body))
              if (others.length > 0 || (stopped && !answer)) return
            }
          }
        }
        const clients = Promise.all(Array.from({ length: 32 }, (_, n) => client(n)))
        for (let n = 0; n < kills; n++) {
          const before = acknowledged.size
          while (acknowledged.size < before + 40 && others.length === 0) await sleep(10)
          if (server) {
            server.kill()
            await sleep(50)
            await server.start()
          } else await promisify(exec)(command!)
        }
        stopped = true
        await clients
        expect(others).toEqual([])
        const { store, views, registry } = one.application.runtime
        const log = new Map<string, string[]>()
        let position = 0n
        for await (const event of store.readAll()) {
          log.set(event.stream, [...(log.get(event.stream) ?? []), `${event.revision} ${event.type}`])
          position = event.position
        }
        for (const { id, revision } of acknowledged.values()) {
          expect(log.get(registry.streamOf(id))).toEqual([`${revision} OrganizationRegistered`])
        }
        expect(await views.waitFor(position, 30_000)).toBe(true)
        const rebuilt = await api(url, prefix, join(folder, 'two'))
        while ((await rebuilt.application.runtime.trouble()) !== null) await sleep(20)
        const question = { query: '{ organizations(first: 100) { totalCount nodes { id name { th } } } }' }
        const [live, fresh] = await Promise.all([one.http.post('/graphql').send(question), rebuilt.http.post('/graphql').send(question)])
        expect(live.body).toEqual(fresh.body)
        expect(one.application.runtime.views.logNumber).toBe(rebuilt.application.runtime.views.logNumber)
        console.log(
          `${kills} kills under 32 GraphQL clients: ${acknowledged.size} mutations acknowledged, all stored once at their revision, ` +
            `no other answer than StoreUnavailable met, the views equal a rebuild`,
        )
        await rebuilt.close()
        await one.close()
        server?.kill()
      }),
    1_800_000,
  )

  it('two nodes that write the same streams record each mutation once, and tell it as repeated to who sent it to both', () =>
    inFolder(async (folder) => {
      const server = realUrl === undefined ? await new EventStoreDbDouble().start() : undefined
      const prefix = `graphql-${randomUUID().slice(0, 8)}-`
      const masterKey = randomBytes(32).toString('hex')
      const start = (name: string) => api(realUrl ?? server!.url, prefix, join(folder, name), masterKey)
      const nodes = [await start('one'), await start('two')]
      for (const { application } of nodes) while ((await application.runtime.trouble()) !== null) await sleep(20)
      const send = async (node: number, name: 'register' | 'rename', input: object) => {
        const query = `mutation ($input: ${name === 'rename' ? 'Rename' : 'Register'}OrganizationInput!) { answer: ${name}Organization(input: $input) {
          __typename ... on OrganizationRecorded { id revision repeated } } }`
        while (true) {
          const { body } = await nodes[node]!.http.post('/graphql').send({ query, variables: { input } })
          const answer = body.data?.answer as { __typename: string; id: string; revision: number; repeated: boolean }
          if (answer?.__typename === 'OrganizationRecorded') return answer
          expect([body, answer?.__typename]).toEqual([body, 'RevisionConflict'])
        }
      }
      const registered = await Promise.all(
        [0, 1, 0, 1].map((node, n) => send(node, 'register', { idempotencyKey: `${n}`, name: { th: `หน่วยงาน ${n}` }, kind: 'PROVINCIAL' })),
      )
      const places = new Set<string>()
      const client = async (n: number) => {
        for (let k = 0; k < 10; k++) {
          const { id: organization } = registered[(n + k) % 4]!
          const input = { idempotencyKey: `${n} ${k}`, organization, name: { th: `ชื่อ ${n} ${k}` }, from: '2026-01-01' }
          const to = k % 2 === 0 ? [0, 1] : [(n + k) % 4 > 1 ? 1 : 0]
          const answers = await Promise.all(to.map((node) => send(node, 'rename', input)))
          expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1)
          expect(new Set(answers.map(({ revision }) => revision)).size).toBe(1)
          places.add(`${organization} ${answers[0]!.revision}`)
        }
      }
      await Promise.all(Array.from({ length: 8 }, (_, n) => client(n)))
      const stored = []
      for await (const { type, stream, revision } of nodes[0]!.application.runtime.store.readAll())
        if (type === 'OrganizationRenamed') stored.push(`${stream.slice(prefix.length)} ${revision}`)
      expect(stored).toHaveLength(80)
      expect(new Set(stored)).toEqual(places)
      for (const { close } of nodes) await close()
      server?.kill()
    }))

  ;(realUrl === undefined ? it : it.skip)('starts while the store is away, says why it is not ready, and becomes ready by itself', () =>
    inFolder(async (folder) => {
      const server = await new EventStoreDbDouble().start()
      server.kill()
      const { application, http, close } = await api(server.url, 'prasan-', folder)
      const away = await http.get('/health/ready')
      expect(away.status).toBe(503)
      expect(JSON.stringify(away.body)).toMatch(/event store is not available/)
      expect((await http.get('/health/live')).status).toBe(200)
      await server.start()
      while ((await http.get('/health/ready')).status !== 200) await sleep(50)
      expect(await application.runtime.trouble()).toBeNull()
      await close()
      server.kill()
    }),
  )
})
